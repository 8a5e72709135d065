//! What a cell says: a value, nothing, or nobody knows and why.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_calendar::DateOrMonth;
use mimamori_record::line::{Cause, Evidence, Record};
use mimamori_record::{Individual, Seen, reason};
use serde_json::Value as Json;

use crate::amount::{Amount, Sign};
use crate::judge::View;
use crate::truth::Truth;
use crate::typed::{Value, Words};

/// What a cell says.
pub(crate) enum Cell<'a> {
    Value(&'a Json, Evidence),
    /// A code that a blank stands for.
    Code(&'a str, Evidence),
    Nothing(Evidence),
    Unknown(Cause),
}

/// What a cell with a code or text says.
pub(crate) enum Word {
    Said(String, Vec<Evidence>),
    Nothing(Evidence),
    Unknown(Cause),
}

impl<'a> View<'a> {
    pub fn as_of(&self) -> Amount {
        if let Some(month) = self.unseen {
            // Lists of a month are drawn up at its end or within the next one.
            return Amount {
                high: Amount::date(month.next().last_day(), Vec::new()).high,
                ..Amount::date(month.last_day(), Vec::new())
            };
        }
        let Some(record) = self.record else {
            return Amount::unknown(BTreeSet::new());
        };
        let source = self.setting.coverage.source(&record.source);
        match source.and_then(|s| s.as_of.as_deref()?.parse().ok()) {
            Some(date) => Amount::date(date, Vec::new()),
            None => Amount::unknown(BTreeSet::from(
                [self.cause(reason::LIST_TOO_OLD.code, None)],
            )),
        }
    }

    /// The oldest of the sources that count.
    pub fn as_of_list(&self, list: &str) -> Amount {
        let about = |code: &str, source: Option<&str>| {
            Amount::unknown(BTreeSet::from([Cause {
                code: code.to_owned(),
                dataset: Some(list.to_owned()),
                source: source.map(str::to_owned),
                ..Cause::default()
            }]))
        };
        let mut oldest: Option<NaiveDate> = None;
        for source in self.setting.coverage.judged_sources(list, None) {
            match source.as_of.as_deref().and_then(|date| date.parse().ok()) {
                Some(date) => oldest = Some(oldest.map_or(date, |before| before.min(date))),
                None => return about(reason::LIST_TOO_OLD.code, Some(&source.id)),
            }
        }
        match oldest {
            Some(date) => Amount::date(date, Vec::new()),
            None => about(reason::LIST_MISSING.code, None),
        }
    }

    /// A cause about the record, or about one of its cells.
    fn cause(&self, code: &str, field: Option<&str>) -> Cause {
        let record = self.record;
        let cell = |field| self.setting.coverage.cell(record?, field, None);
        Cause {
            code: code.to_owned(),
            dataset: record.map(|r| r.dataset.clone()),
            source: record.map(|r| r.source.clone()),
            cell: field.and_then(cell),
            field: field.map(str::to_owned),
            ..Cause::default()
        }
    }

    pub fn unreadable(&self, field: &str) -> Cause {
        self.cause(reason::CELL_UNREADABLE.code, Some(field))
    }

    /// Whose cell it is stands in the evidence when it is somebody else's.
    pub fn evidence(&self, record: &Record, field: &str, day: Option<&str>) -> Evidence {
        let person = &self.person.line.id;
        Evidence {
            person: (*person != self.asked.line.id).then(|| person.clone()),
            ..self.setting.coverage.evidence(record, field, day)
        }
    }

    pub fn cell(&self, field: &str) -> Cell<'a> {
        let unknown = Cell::Unknown;
        let Some(record) = self.record else {
            return unknown(self.cause(reason::NOT_ASKED.code, Some(field)));
        };
        let evidence = || self.evidence(record, field, None);
        match self.setting.coverage.look(record, field) {
            Seen::Value(value) => Cell::Value(value, evidence()),
            Seen::Blank(Some("no")) => Cell::Nothing(evidence()),
            Seen::Blank(Some(code)) => Cell::Code(code, evidence()),
            Seen::Blank(None) => unknown(self.cause(reason::CELL_BLANK.code, Some(field))),
            Seen::NotAsked => unknown(self.cause(reason::NOT_ASKED.code, Some(field))),
            Seen::Unreadable => unknown(self.unreadable(field)),
        }
    }

    pub fn blank(&self, field: &str) -> Truth {
        let Some(record) = self.record else {
            return Truth::unknown(self.cause(reason::NOT_ASKED.code, Some(field)));
        };
        let evidence = || vec![self.evidence(record, field, None)];
        match self.setting.coverage.look(record, field) {
            Seen::Value(_) => Truth::No(evidence()),
            Seen::Blank(_) => Truth::Yes(evidence()),
            Seen::NotAsked => Truth::unknown(self.cause(reason::NOT_ASKED.code, Some(field))),
            Seen::Unreadable => Truth::unknown(self.unreadable(field)),
        }
    }

    /// Whether there was no value yet on a day: the list must have been drawn up by then.
    pub fn nothing(&self, field: &str, by: Option<&'a Value>) -> Truth {
        let evidence = match self.cell(field) {
            Cell::Value(_, evidence) | Cell::Code(_, evidence) => {
                return Truth::No(vec![evidence]);
            }
            Cell::Unknown(cause) => return Truth::unknown(cause),
            Cell::Nothing(evidence) => evidence,
        };
        let Some(by) = by else {
            return Truth::Yes(vec![evidence]);
        };
        let reaches = self.as_of().compare(Sign::GreaterOrEqual, self.value(by));
        match reaches {
            Truth::Yes(_) => Truth::Yes(vec![evidence]),
            Truth::No(_) => Truth::unknown(self.cause(reason::LIST_TOO_OLD.code, None)),
            Truth::Unknown(causes) => Truth::Unknown(causes),
        }
    }

    pub fn member(&self, words: &Words, values: &[String]) -> Truth {
        let has = |text: &str| values.iter().any(|value| value == text);
        match self.word(words) {
            Word::Said(text, evidence) => Truth::of(has(&text), evidence),
            Word::Nothing(evidence) => Truth::No(vec![evidence]),
            Word::Unknown(cause) => Truth::unknown(cause),
        }
    }

    /// A code or text.
    pub fn word(&self, words: &Words) -> Word {
        let sex = |person: &Individual| match &person.line.sex {
            Some(sex) => Word::Said(sex.clone(), Vec::new()),
            None => Word::Unknown(Cause {
                code: reason::CELL_BLANK.code.to_owned(),
                field: Some("sex".to_owned()),
                ..Cause::default()
            }),
        };
        match words {
            Words::Sex => sex(self.person),
            Words::OwnSex => sex(self.asked),
            Words::Part => match self.record.and_then(|r| Some((r, r.part.clone()?))) {
                Some((record, part)) => Word::Said(part, vec![self.row(record)]),
                None => Word::Unknown(self.cause(reason::NOT_ASKED.code, None)),
            },
            Words::Field(field) => match self.cell(field) {
                Cell::Value(Json::String(text), evidence) => {
                    Word::Said(text.clone(), vec![evidence])
                }
                Cell::Code(code, evidence) => Word::Said(code.to_owned(), vec![evidence]),
                Cell::Value(other, evidence) => Word::Said(other.to_string(), vec![evidence]),
                Cell::Nothing(evidence) => Word::Nothing(evidence),
                Cell::Unknown(cause) => Word::Unknown(cause),
            },
        }
    }

    /// A date or a whole number in a cell.
    pub fn amount(&self, field: &str) -> Amount {
        let (value, evidence) = match self.cell(field) {
            Cell::Value(value, evidence) => (value, evidence),
            Cell::Nothing(evidence) => return Amount::none(vec![evidence]),
            Cell::Code(..) => return Amount::unknown(BTreeSet::from([self.unreadable(field)])),
            Cell::Unknown(cause) => return Amount::unknown(BTreeSet::from([cause])),
        };
        let doubt = || Amount::unknown(BTreeSet::from([self.unreadable(field)]));
        match value {
            Json::Number(number) => match number.as_i64() {
                Some(number) => Amount::exactly(number, vec![evidence]),
                None => doubt(),
            },
            Json::String(text) => match (text.parse::<i64>(), text.parse()) {
                (Ok(number), _) => Amount::exactly(number, vec![evidence]),
                (_, Ok(DateOrMonth::Day(date))) => Amount::date(date, vec![evidence]),
                (_, Ok(month)) => {
                    let first = Amount::date(month.first_day(), vec![evidence]);
                    let last = Amount::date(month.last_day(), Vec::new());
                    Amount {
                        high: last.high,
                        causes: BTreeSet::from([self.cause(reason::MONTH_ONLY.code, Some(field))]),
                        ..first
                    }
                }
                _ => doubt(),
            },
            _ => doubt(),
        }
    }
}
