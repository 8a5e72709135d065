//! The shape of remind.toml.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// What a calendar entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Detail {
    /// How many duties of each kind fall on the day.
    Counts,
    /// The ids of the persons as well.
    Ids,
}

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// About whom nothing is due.
    pub stop: Option<Word>,
    /// Names for sentences.
    #[serde(default)]
    pub define: BTreeMap<String, Word>,
    pub ics: Ics,
    pub rule: Vec<Entry>,
}

/// `[ics]`: the calendar.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ics {
    pub detail: Detail,
}

/// A title in both languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Title {
    pub ja: String,
    pub en: String,
}

/// A word and where in the file it stands.
pub(crate) type Word = Spanned<String>;

/// Whom a rule is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Who {
    /// Whoever has an open case.
    #[default]
    Cases,
    /// Whoever has a case that the ledger has not closed, also where a meeting has.
    Ledger,
    /// Whoever has an open case, or none that was ever closed.
    NotClosed,
    /// Everybody in the stream.
    Everyone,
    /// No person: rows of a list such as that of meetings.
    Nobody,
}

/// One `[[rule]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub what: Word,
    pub title: Title,
    pub on: bool,
    pub source: String,
    #[serde(default)]
    pub provisional: bool,
    pub who: Option<Spanned<Who>>,
    pub applies: Option<Word>,
    pub only: Option<Word>,
    pub missing: Option<Word>,
    pub blank: Option<Word>,
    pub dates: Option<Spanned<Vec<DateEntry>>>,
    pub age: Option<Spanned<i64>>,
    pub lists: Option<Spanned<Vec<Word>>>,
    pub later: Option<Word>,
    pub done: Option<Word>,
    pub settled: Option<Spanned<Vec<Elsewhere>>>,
    pub restart: Option<Spanned<Vec<Elsewhere>>>,
    pub undated: Option<Word>,
    pub new_worker: Option<Spanned<bool>>,
    pub per_person: Option<Spanned<bool>>,
    pub categories: Option<Spanned<Vec<Word>>>,
    pub owner: Option<Spanned<Vec<Word>>>,
    pub which: Option<Word>,
    pub ahead: Option<Spanned<i64>>,
}

/// One date of a rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateEntry {
    pub field: Word,
    pub months: Option<Spanned<i64>>,
    pub days: Option<Spanned<i64>>,
}

/// A date in any of the person's rows of a list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Elsewhere {
    pub field: Word,
    pub only: Option<Word>,
}
