//! rules.toml: its shape, and pointing at what is wrong in it.

use std::collections::BTreeMap;
use std::ops::Range;

use mimamori_record::{Failure, Said, Status, dictionary, reason};
use mimamori_rule::{Definitions, Reckoned, Spot, Wrong};
use mimamori_shell::{Config, nearest};
use serde::Deserialize;
use toml::Spanned;

use crate::messages;
use crate::rules::{AREAS, Basis, Doubtful, Lane, Rule, Rules, Sentence, Title};

type Word = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    define: BTreeMap<String, Word>,
    #[serde(default)]
    area: Vec<AreaEntry>,
    #[serde(default)]
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaEntry {
    id: String,
    title: TitleEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleEntry {
    ja: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Word,
    title: TitleEntry,
    why: TitleEntry,
    ask: Option<TitleEntry>,
    untold: Option<TitleEntry>,
    area: Word,
    #[serde(default = "counts")]
    counted: bool,
    lane: Lane,
    applies: Word,
    when: Word,
    #[serde(default)]
    unknown_when: Vec<UnknownEntry>,
    from: Option<Word>,
    source: String,
    basis: Basis,
    #[serde(default)]
    provisional: bool,
    on: bool,
    since: Option<Spanned<toml::Value>>,
    by: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnknownEntry {
    when: Word,
    cause: Word,
    list: Option<Word>,
}

fn counts() -> bool {
    true
}

/// Reads the rules out of rules.toml; the names in expressions are looked up when the lists of
/// the stream are known.
///
/// # Errors
/// Status 2 with line and column: a wrong key or value, an id that stands twice, an expression
/// that does not parse.
pub(crate) fn read(config: &Config) -> Result<Rules, Failure> {
    let file: File = config.parse()?;
    if file.rule.is_empty() {
        let (what, advice) = messages::no_rule();
        return Err(config.wrong(0..0, &what, advice));
    }
    let mut rules = Rules {
        rules: Vec::with_capacity(file.rule.len()),
        definitions: Definitions::new(),
        defined_at: BTreeMap::new(),
        areas: file
            .area
            .into_iter()
            .map(|a| (a.id, a.title.into()))
            .collect(),
    };
    for (name, text) in file.define {
        rules.defined_at.insert(name.clone(), text.span());
        rules.definitions.insert(name, text.into_inner());
    }
    for (name, text) in &rules.definitions {
        let place = rules.defined_at.get(name).cloned().unwrap_or_default();
        let sentence = Sentence {
            text: text.clone(),
            place,
        };
        check(config, &rules, &sentence)?;
    }
    for entry in file.rule {
        let rule = rule(config, &rules, entry)?;
        rules.rules.push(rule);
    }
    Ok(rules)
}

fn rule(config: &Config, rules: &Rules, entry: Entry) -> Result<Rule, Failure> {
    let id = entry.id.get_ref();
    if rules.rules.iter().any(|rule| rule.id == *id) {
        let (what, advice) = messages::id_twice(id);
        return Err(config.wrong(entry.id.span(), &what, advice));
    }
    let shipped = AREAS.iter().map(|(key, _)| *key);
    let own = rules.areas.iter().map(|(key, _)| key.as_str());
    let areas: Vec<&str> = shipped.chain(own).collect();
    let area = entry.area.get_ref().as_str();
    if !areas.contains(&area) {
        let near = nearest(area, areas.iter().copied());
        let (what, advice) = messages::no_such_word(area, near, &areas);
        return Err(config.wrong(entry.area.span(), &what, advice));
    }
    let mut unknown_when = Vec::new();
    for unknown in entry.unknown_when {
        let code = unknown.cause.get_ref().as_str();
        let Some(found) = CAUSES.iter().find(|reason| reason.code == code) else {
            let codes: Vec<&str> = CAUSES.iter().map(|reason| reason.code).collect();
            let near = nearest(code, codes.iter().copied());
            let (what, advice) = messages::no_such_word(code, near, &codes);
            return Err(config.wrong(unknown.cause.span(), &what, advice));
        };
        unknown_when.push(Doubtful {
            when: sentence(config, rules, unknown.when)?,
            cause: found.code,
            list: unknown
                .list
                .map(|list| of_dictionary(config, list))
                .transpose()?,
        });
    }
    Ok(Rule {
        applies: sentence(config, rules, entry.applies)?,
        when: sentence(config, rules, entry.when)?,
        unknown_when,
        from: entry
            .from
            .map(|from| reckoned(config, rules, from))
            .transpose()?,
        since: since(config, entry.since)?,
        area: entry.area.into_inner(),
        id: entry.id.into_inner(),
        title: entry.title.into(),
        why: entry.why.into(),
        ask: entry.ask.map(Title::from),
        untold: entry.untold.map(Title::from),
        counted: entry.counted,
        lane: entry.lane,
        source: entry.source,
        basis: entry.basis,
        provisional: entry.provisional,
        on: entry.on,
        by: entry.by,
    })
}

/// The causes that a rule may name for what nobody can know.
const CAUSES: [reason::Reason; 4] = [
    reason::MOVED_IN,
    reason::LIST_TOO_OLD,
    reason::NOT_LINKED,
    reason::LIST_MISSING,
];

impl From<TitleEntry> for Title {
    fn from(entry: TitleEntry) -> Self {
        Title {
            ja: entry.ja,
            en: entry.en,
        }
    }
}

/// The name of a list, by its key or as people call it.
fn of_dictionary(config: &Config, list: Word) -> Result<String, Failure> {
    let word = list.get_ref().as_str();
    let mut all = dictionary::DATASETS.iter();
    if let Some(entry) = all.find(|entry| entry.name == word || entry.label.ja == word) {
        return Ok(entry.name.to_owned());
    }
    let all = dictionary::DATASETS.iter();
    let near = nearest(word, all.flat_map(|e| [e.name, e.label.ja]));
    let (what, advice) = messages::no_such_list(word, near);
    Err(config.wrong(list.span(), &what, advice))
}

/// A date of TOML, or the same as text.
fn since(config: &Config, value: Option<Spanned<toml::Value>>) -> Result<Option<String>, Failure> {
    let Some(value) = value else { return Ok(None) };
    let text = match value.get_ref() {
        toml::Value::Datetime(date) => date.to_string(),
        toml::Value::String(text) => text.clone(),
        _ => String::new(),
    };
    if text.parse::<chrono::NaiveDate>().is_ok() {
        return Ok(Some(text));
    }
    let (what, advice) = messages::since_is_no_date();
    Err(config.wrong(value.span(), &what, advice))
}

fn sentence(config: &Config, rules: &Rules, word: Word) -> Result<Sentence, Failure> {
    let sentence = Sentence {
        place: word.span(),
        text: word.into_inner(),
    };
    check(config, rules, &sentence)?;
    Ok(sentence)
}

fn reckoned(config: &Config, rules: &Rules, word: Word) -> Result<Sentence, Failure> {
    let sentence = Sentence {
        place: word.span(),
        text: word.into_inner(),
    };
    Reckoned::check(&sentence.text).map_err(|error| wrong(config, rules, &sentence, &error))?;
    Ok(sentence)
}

fn check(config: &Config, rules: &Rules, sentence: &Sentence) -> Result<(), Failure> {
    mimamori_rule::check(&sentence.text).map_err(|error| wrong(config, rules, sentence, &error))
}

/// Line, column, the line itself and a caret; within the definition where the mistake is there.
pub(crate) fn wrong(config: &Config, rules: &Rules, sentence: &Sentence, wrong: &Wrong) -> Failure {
    let named = wrong.definition.as_ref();
    let (text, span) = match named.and_then(|n| rules.definitions.get_key_value(n)) {
        Some((name, text)) => {
            let span = rules.defined_at.get(name).cloned().unwrap_or_default();
            (text.as_str(), span)
        }
        None => (sentence.text.as_str(), sentence.place.clone()),
    };
    let spot = match within(config.text(), &span, text) {
        Some(start) => Spot::of(
            config.text(),
            start + wrong.place.start..start + wrong.place.end,
        ),
        // Written with escapes: the place within the value is no place in the file.
        None => Spot {
            line: Spot::of(config.text(), span).line,
            ..Spot::of(text, wrong.place.clone())
        },
    };
    let path = config.path().display();
    let marked: String = spot
        .marked
        .lines()
        .map(|line| format!("\n    {line}"))
        .collect();
    let (line, column) = (spot.line, spot.column);
    Failure::new(
        Status::Options,
        Said {
            ja: format!(
                "{path} の{line}行目{column}文字目: {}{marked}",
                wrong.what.ja
            ),
            en: format!(
                "{path}, line {line}, column {column}: {}{marked}",
                wrong.what.en
            ),
        },
        (*wrong.advice).clone(),
    )
}

/// Where the value's own text begins in the file, when it stands there as it is.
fn within(file: &str, span: &Range<usize>, text: &str) -> Option<usize> {
    let raw = file.get(span.clone())?;
    raw.find(text).map(|at| span.start + at)
}
