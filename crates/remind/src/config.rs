//! From the shape of remind.toml to the rules.

mod dates;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use mimamori_record::{Failure, Said, dictionary, said};
use mimamori_rule::Definitions;
use mimamori_shell::Config;
use toml::Spanned;

use crate::config::words::MOST_MONTHS;
use crate::messages;
use crate::rules::{Field, Find, Named, Rule, Rules};
use crate::sentences::Sentence;
use crate::shape::{Entry, File, Who, Word};

/// Reads the rules out of remind.toml.
///
/// # Errors
/// Status 2 with line and column: a wrong key or value, a rule that says nothing or two things,
/// a key that would do nothing in its rule.
pub(crate) fn read(config: &Config) -> Result<Rules, Failure> {
    let file: File = config.parse()?;
    let names: Vec<&str> = file
        .rule
        .iter()
        .map(|e| e.what.get_ref().as_str())
        .collect();
    let mut rules = Vec::with_capacity(file.rule.len());
    for (place, entry) in file.rule.iter().enumerate() {
        let reader = Reader {
            config,
            names: &names,
        };
        rules.push(reader.rule(entry, place)?);
    }
    for (place, entry) in file.rule.iter().enumerate() {
        let asked = rules.iter().any(|rule| rule.undated() == Some(place));
        if matches!(rules[place].find, Find::Undated) && !asked {
            return Err(config.wrong(
                entry.what.span(),
                &messages::rule_says_nothing(entry.what.get_ref()),
                messages::rule_says_nothing_advice(),
            ));
        }
    }
    let mut read = Rules {
        rules,
        detail: file.ics.detail,
        stop: file.stop.as_ref().map(Sentence::of),
        definitions: Definitions::new(),
        defined: BTreeMap::new(),
    };
    for (name, text) in &file.define {
        let text = Sentence::of(text);
        read.definitions.insert(name.clone(), text.text.clone());
        read.defined.insert(name.clone(), text);
    }
    let of_rules = read
        .rules
        .iter()
        .flat_map(|rule| [&rule.applies, &rule.only]);
    for sentence in read
        .defined
        .values()
        .chain(&read.stop)
        .chain(of_rules.flatten())
    {
        sentence.parses(config)?;
    }
    Ok(read)
}

struct Reader<'a> {
    config: &'a Config,
    names: &'a [&'a str],
}

impl Reader<'_> {
    fn rule(&self, entry: &Entry, place: usize) -> Result<Rule, Failure> {
        let what = entry.what.get_ref();
        let ascii = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if what.is_empty() || !what.chars().all(ascii) {
            return Err(self.wrong(
                entry.what.span(),
                &said!(
                    "what は小文字の英数字とハイフンで書きます",
                    "what holds small letters, digits and hyphens only"
                ),
                said!(
                    "plan-review のように書いてください",
                    "write it like plan-review"
                ),
            ));
        }
        if self.names[..place].contains(&what.as_str()) {
            return Err(self.wrong(
                entry.what.span(),
                &said!(
                    "「{what}」のきまりが二つあります",
                    "there are two rules 「{what}」"
                ),
                said!(
                    "どちらか一方の名前を変えるか、消してください",
                    "rename or remove one of them"
                ),
            ));
        }
        let find = self.find(entry)?;
        self.no_idle_keys(entry, &find)?;
        let categories = match &entry.categories {
            None => Vec::new(),
            Some(words) => self.categories(words)?,
        };
        let owner = match &entry.owner {
            None => Vec::new(),
            Some(words) => words
                .get_ref()
                .iter()
                .map(|w| self.field(w))
                .collect::<Result<_, _>>()?,
        };
        let which = match &entry.which {
            None => None,
            Some(word) => Some(self.which(word, &find)?),
        };
        let ahead = entry
            .ahead
            .as_ref()
            .map(|m| self.within(m, 1, MOST_MONTHS).map(i32::unsigned_abs))
            .transpose()?;
        Ok(Rule {
            what: what.clone(),
            title: Said {
                ja: entry.title.ja.clone(),
                en: entry.title.en.clone(),
            },
            on: entry.on,
            source: entry.source.clone(),
            provisional: entry.provisional,
            find,
            who: entry
                .who
                .as_ref()
                .map(|who| *who.get_ref())
                .unwrap_or_default(),
            applies: entry.applies.as_ref().map(Sentence::of),
            only: entry.only.as_ref().map(Sentence::of),
            categories,
            owner,
            which,
            ahead,
        })
    }

    fn find(&self, entry: &Entry) -> Result<Find, Failure> {
        let mut found = Vec::new();
        if let Some(word) = &entry.missing {
            found.push(Find::Missing(Named::of(word)));
        }
        if let Some(word) = &entry.blank {
            found.push(Find::Blank(self.field(word)?));
        }
        if let Some(dates) = &entry.dates {
            found.push(Find::Date(self.dates(entry, dates)?));
        }
        if let Some(age) = &entry.age {
            found.push(Find::Age(self.within(age, 1, MOST_MONTHS)?.unsigned_abs()));
        }
        if let Some(lists) = &entry.lists {
            let names: Vec<Named> = lists.get_ref().iter().map(Named::of).collect();
            if names.is_empty() {
                return Err(self.wrong(
                    lists.span(),
                    &said!("lists が空です", "lists is empty"),
                    said!(
                        "求める名簿の名前を書くか、on = false にしてください",
                        "name the lists to ask for, or write on = false"
                    ),
                ));
            }
            found.push(Find::Lists(names));
        }
        let many = found.len() > 1;
        let find = found.pop().unwrap_or(Find::Undated);
        if many {
            return Err(self.wrong(
                entry.what.span(),
                &said!(
                    "一つのきまりに missing, blank, dates, age, lists が二つ以上あります",
                    "one rule has two or more of missing, blank, dates, age, lists"
                ),
                said!("きまりを分けてください", "make two rules of it"),
            ));
        }
        Ok(find)
    }

    /// What tells the rows of a rule apart stands in these rows.
    fn which(&self, word: &Word, find: &Find) -> Result<Field, Failure> {
        let field = self.field(word)?;
        let list = match find {
            Find::Date(dates) => dates.dataset(),
            Find::Blank(blank) => &blank.dataset,
            _ => &field.dataset,
        };
        if dictionary::is_identity(&field.key) {
            return Err(self.wrong(
                word.span(),
                &said!(
                    "which に、だれの行かを示す項目（氏名、住所など）は使えません",
                    "which cannot be a field that says whose row it is"
                ),
                said!(
                    "支援の内容のように、行を見分ける項目を書くか、which を消してください",
                    "name a field that tells the rows apart, such as the service, or remove which"
                ),
            ));
        }
        if field.dataset == list {
            return Ok(field);
        }
        Err(self.wrong(
            word.span(),
            &said!(
                "which は、期日を数える名簿（{list}）の項目にします",
                "which is a field of the list that is counted ({list})"
            ),
            said!(
                "{list}. で始まる項目を書くか、which を消してください",
                "name a field that begins with {list}. or remove which"
            ),
        ))
    }

    /// A key that would be read and then ignored is a mistake of the writer.
    fn no_idle_keys(&self, entry: &Entry, find: &Find) -> Result<(), Failure> {
        let spans = |word: &Option<Word>| word.as_ref().map(Spanned::span);
        let mut idle: Vec<(&str, Option<Range<usize>>)> = Vec::new();
        if !matches!(find, Find::Date(_)) {
            let spans_of = |all: &Option<Spanned<Vec<_>>>| all.as_ref().map(Spanned::span);
            idle.push(("settled", spans_of(&entry.settled)));
            idle.push(("restart", spans_of(&entry.restart)));
            idle.push(("later", spans(&entry.later)));
            idle.push(("done", spans(&entry.done)));
            idle.push(("undated", spans(&entry.undated)));
            idle.push(("per_person", entry.per_person.as_ref().map(Spanned::span)));
        }
        if !matches!(find, Find::Date(_) | Find::Age(_)) {
            idle.push(("ahead", entry.ahead.as_ref().map(Spanned::span)));
        }
        let who = entry.who.as_ref();
        if matches!(find, Find::Lists(_) | Find::Undated) {
            idle.push(("who", who.map(Spanned::span)));
            idle.push(("applies", spans(&entry.applies)));
            idle.push(("categories", entry.categories.as_ref().map(Spanned::span)));
            idle.push(("owner", entry.owner.as_ref().map(Spanned::span)));
        }
        if !matches!(find, Find::Date(_) | Find::Missing(_) | Find::Blank(_)) {
            idle.push(("only", spans(&entry.only)));
        }
        if !matches!(find, Find::Date(_) | Find::Blank(_)) {
            idle.push(("which", spans(&entry.which)));
        }
        let about = who.map(|who| *who.get_ref()).unwrap_or_default();
        if about != Who::Cases
            || !matches!(find, Find::Date(dates) if dates.dataset() == "decisions")
        {
            idle.push(("new_worker", entry.new_worker.as_ref().map(Spanned::span)));
        }
        if about != Who::Cases {
            let span = entry.categories.as_ref().map(Spanned::span);
            idle.push(("categories", span));
        }
        if about == Who::Nobody {
            idle.push(("applies", spans(&entry.applies)));
            idle.push(("later", spans(&entry.later)));
            idle.push(("per_person", entry.per_person.as_ref().map(Spanned::span)));
            idle.push(("owner", entry.owner.as_ref().map(Spanned::span)));
            idle.push(("which", spans(&entry.which)));
            if !matches!(find, Find::Date(_)) {
                idle.push(("who", who.map(Spanned::span)));
            }
        }
        match idle.into_iter().find_map(|(key, span)| Some((key, span?))) {
            None => Ok(()),
            Some((key, span)) => Err(self.wrong(
                span,
                &said!(
                    "このきまりでは {key} は何もしません",
                    "{key} does nothing in this rule"
                ),
                said!("消してください", "remove it"),
            )),
        }
    }

    fn wrong(&self, span: Range<usize>, what: &Said, advice: Said) -> Failure {
        self.config.wrong(span, what, advice)
    }
}

impl Named {
    fn of(word: &Word) -> Self {
        Named {
            name: word.get_ref().clone(),
            at: word.span(),
        }
    }
}
