//! The shape of remind.toml.

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
    pub missing: Option<Word>,
    pub blank: Option<Word>,
    pub dates: Option<Spanned<Vec<DateEntry>>>,
    pub age: Option<Spanned<i64>>,
    pub lists: Option<Spanned<Vec<Word>>>,
    pub later: Option<Word>,
    pub done: Option<Word>,
    pub undated: Option<Word>,
    pub per_person: Option<Spanned<bool>>,
    pub categories: Option<Spanned<Vec<Word>>>,
    pub owner: Option<Spanned<Vec<Word>>>,
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
