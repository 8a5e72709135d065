//! From the shape of remind.toml to the rules.

use std::ops::Range;

use mimamori_record::{Failure, Said, dictionary, said};
use mimamori_shell::{Config, nearest};
use toml::Spanned;

use crate::messages;
use crate::rules::{Dates, Field, Find, Named, Plus, Rule, Rules, Step};
use crate::shape::{DateEntry, Entry, File, Word};

/// Longest interval that a rule may add: some fifty years, longer than anything is kept.
const MOST_MONTHS: u32 = 600;
const MOST_DAYS: u32 = 20_000;

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
    Ok(Rules {
        rules,
        detail: file.ics.detail,
    })
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
        let ahead = entry
            .ahead
            .as_ref()
            .map(|m| self.within(m, MOST_MONTHS))
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
            categories,
            owner,
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
            found.push(Find::Age(self.within(age, MOST_MONTHS)?));
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

    fn dates(&self, entry: &Entry, dates: &Spanned<Vec<DateEntry>>) -> Result<Dates, Failure> {
        let mut steps: Vec<Step> = Vec::new();
        for one in dates.get_ref() {
            let field = self.field(&one.field)?;
            if steps
                .first()
                .is_some_and(|s| s.field.dataset != field.dataset)
            {
                return Err(self.wrong(
                    one.field.span(),
                    &said!(
                        "一つのきまりの dates は同じ名簿の項目にします",
                        "all dates of a rule stand on the same list"
                    ),
                    said!(
                        "別の名簿の日付は later に書いてください",
                        "a date of another list goes to later"
                    ),
                ));
            }
            let plus = match (&one.months, &one.days) {
                (None, None) => Plus::Nothing,
                (Some(months), None) => Plus::Months(self.within(months, MOST_MONTHS)?),
                (None, Some(days)) => Plus::Days(self.within(days, MOST_DAYS)?),
                (Some(_), Some(days)) => {
                    return Err(self.wrong(
                        days.span(),
                        &said!(
                            "months と days の両方があります",
                            "both months and days are given"
                        ),
                        said!(
                            "どちらか一方にしてください。90日と3か月は違います",
                            "keep one of them; 90 days are not 3 months"
                        ),
                    ));
                }
            };
            steps.push(Step { field, plus });
        }
        if steps.is_empty() {
            return Err(self.wrong(
                dates.span(),
                &said!("dates が空です", "dates is empty"),
                said!(
                    "日付の項目を一つ以上書いてください",
                    "name at least one date"
                ),
            ));
        }
        let undated = match &entry.undated {
            None => None,
            Some(word) => Some(self.place_of(word)?),
        };
        Ok(Dates {
            steps,
            later: entry.later.as_ref().map(|w| self.field(w)).transpose()?,
            done: entry.done.as_ref().map(|w| self.field(w)).transpose()?,
            undated,
            per_person: entry.per_person.as_ref().is_some_and(|b| *b.get_ref()),
        })
    }

    /// A key that would be read and then ignored is a mistake of the writer.
    fn no_idle_keys(&self, entry: &Entry, find: &Find) -> Result<(), Failure> {
        let spans = |word: &Option<Word>| word.as_ref().map(Spanned::span);
        let mut idle: Vec<(&str, Option<Range<usize>>)> = Vec::new();
        if !matches!(find, Find::Date(_)) {
            idle.push(("later", spans(&entry.later)));
            idle.push(("done", spans(&entry.done)));
            idle.push(("undated", spans(&entry.undated)));
            idle.push(("per_person", entry.per_person.as_ref().map(Spanned::span)));
        }
        if !matches!(find, Find::Date(_) | Find::Age(_)) {
            idle.push(("ahead", entry.ahead.as_ref().map(Spanned::span)));
        }
        if matches!(find, Find::Lists(_) | Find::Undated) {
            idle.push(("categories", entry.categories.as_ref().map(Spanned::span)));
            idle.push(("owner", entry.owner.as_ref().map(Spanned::span)));
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

    fn categories(&self, words: &Spanned<Vec<Word>>) -> Result<Vec<String>, Failure> {
        let known = || dictionary::CASE_CATEGORIES.iter().map(|code| code.key);
        for word in words.get_ref() {
            let name = word.get_ref().as_str();
            if !known().any(|key| key == name) {
                let list: Vec<&str> = known().collect();
                return Err(self.wrong(
                    word.span(),
                    &said!(
                        "「{name}」という区分はありません",
                        "there is no category 「{name}」"
                    ),
                    messages::did_you_mean(nearest(name, known()), &list),
                ));
            }
        }
        Ok(words
            .get_ref()
            .iter()
            .map(|w| w.get_ref().clone())
            .collect())
    }

    fn place_of(&self, word: &Word) -> Result<usize, Failure> {
        let name = word.get_ref().as_str();
        self.names
            .iter()
            .position(|other| *other == name)
            .ok_or_else(|| {
                self.wrong(
                    word.span(),
                    &said!(
                        "「{name}」というきまりはありません",
                        "there is no rule 「{name}」"
                    ),
                    messages::did_you_mean(nearest(name, self.names.iter().copied()), self.names),
                )
            })
    }

    fn field(&self, word: &Word) -> Result<Field, Failure> {
        let text = word.get_ref();
        match text.split_once('.') {
            Some((dataset, key)) if !dataset.is_empty() && !key.is_empty() => Ok(Field {
                dataset: dataset.to_owned(),
                key: key.to_owned(),
                at: word.span(),
            }),
            _ => Err(self.wrong(
                word.span(),
                &said!(
                    "「{text}」は項目の書き方ではありません",
                    "「{text}」 does not name a field"
                ),
                said!(
                    "plans.next_review のように、名簿と項目を点でつないでください",
                    "join list and field by a dot, like plans.next_review"
                ),
            )),
        }
    }

    fn within(&self, number: &Spanned<i64>, most: u32) -> Result<u32, Failure> {
        let value = *number.get_ref();
        let fits = u32::try_from(value).ok();
        fits.filter(|value| (1..=most).contains(value))
            .ok_or_else(|| {
                self.wrong(
                    number.span(),
                    &said!("{value} は使えません", "{value} is not allowed here"),
                    said!(
                        "1から{most}までの整数を書いてください",
                        "give a whole number from 1 to {most}"
                    ),
                )
            })
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
