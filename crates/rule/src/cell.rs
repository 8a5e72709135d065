//! What a cell says: a value, nothing, or nobody knows and why.

use std::borrow::Cow;

use chrono::NaiveDate;
use mimamori_calendar::{DateOrMonth, YearMonth};
use mimamori_record::line::{Cause, Evidence, Record};
use mimamori_record::{Individual, Seen, reason, standing};
use serde_json::Value as Json;

use crate::amount::{Amount, Sign};
use crate::judge::View;
use crate::truth::{Causes, Cells, Truth};
use crate::typed::{Value, Words};

/// What a cell says.
pub(crate) enum Cell<'a> {
    Value(&'a Json, Cells),
    /// A code that a blank stands for.
    Code(&'a str, Cells),
    Nothing(Cells),
    Unknown(Causes),
}

/// The field in which a list of events has the day of each.
const EVENT_DATE: &str = "date";

/// What a cell with a code or text says.
pub(crate) enum Word<'a> {
    Said(Cow<'a, str>, Cells),
    Nothing(Cells),
    Unknown(Causes),
}

impl<'a> View<'a> {
    pub fn as_of(&self) -> Amount {
        if let Some((first, last)) = self.unseen {
            // Lists of a month are drawn up at its end or within the next one.
            let [first, last] = [first, last].map(YearMonth::of);
            return Amount {
                high: Amount::date(last.next().last_day(), Cells::new()).high,
                ..Amount::date(first.last_day(), Cells::new())
            };
        }
        let Some(record) = self.record else {
            return Amount::unknown(Causes::new());
        };
        let source = self.setting.coverage.source(&record.source);
        match source.and_then(|s| s.as_of.as_deref()?.parse().ok()) {
            Some(date) => Amount::date(date, Cells::new()),
            None => Amount::unknown(self.because(reason::LIST_TOO_OLD.code, None)),
        }
    }

    /// The oldest of the sources that count.
    pub fn as_of_list(&self, list: &str) -> Amount {
        let about = |code: &str, source: Option<&str>| {
            Amount::unknown(self.causes(|| Cause {
                code: code.to_owned(),
                dataset: Some(list.to_owned()),
                source: source.map(str::to_owned),
                ..Cause::default()
            }))
        };
        let mut oldest: Option<NaiveDate> = None;
        for source in self.setting.coverage.judged_sources(list, None) {
            match source.as_of.as_deref().and_then(|date| date.parse().ok()) {
                Some(date) => oldest = Some(oldest.map_or(date, |before| before.min(date))),
                None => return about(reason::LIST_TOO_OLD.code, Some(&source.id)),
            }
        }
        match oldest {
            Some(date) => Amount::date(date, Cells::new()),
            None => about(reason::LIST_MISSING.code, None),
        }
    }

    /// A cause, where somebody wants to know.
    pub fn causes(&self, cause: impl FnOnce() -> Cause) -> Causes {
        match self.told {
            true => Causes::from([cause()]),
            false => Causes::new(),
        }
    }

    /// A cause about the record, or about one of its cells.
    fn because(&self, code: &str, field: Option<&str>) -> Causes {
        let record = self.record;
        let cell = |field| self.setting.coverage.cell(record?, field, None);
        self.causes(|| Cause {
            code: code.to_owned(),
            dataset: record.map(|r| r.dataset.clone()),
            source: record.map(|r| r.source.clone()),
            cell: field.and_then(cell),
            field: field.map(str::to_owned),
            ..Cause::default()
        })
    }

    pub fn unreadable(&self, field: &str) -> Causes {
        self.because(reason::CELL_UNREADABLE.code, Some(field))
    }

    /// The cell, where somebody wants to know; whose it is, when it is somebody else's.
    pub fn cells(&self, record: &Record, field: &str, day: Option<&str>) -> Cells {
        match self.told {
            true => vec![Evidence {
                person: self.somebody_else(),
                ..self.setting.coverage.evidence(record, field, day)
            }],
            false => Cells::new(),
        }
    }

    /// The person, when it is not the one whom the judgement is about.
    pub fn somebody_else(&self) -> Option<String> {
        let (person, asked) = (self.person.id(), self.asked.id());
        (person != asked).then(|| person.to_owned())
    }

    /// The decision that holds in place of a cell of the ledger, and its field.
    fn later(&self, field: &str) -> Option<(&'a Record, &'static str)> {
        let person = self.person.individual();
        standing::later(person, self.record?, self.setting.coverage, field)
    }

    pub fn cell(&self, field: &str) -> Cell<'a> {
        let Some(record) = self.record else {
            return Cell::Unknown(self.because(reason::NOT_ASKED.code, Some(field)));
        };
        if let Some((row, of)) = self.later(field) {
            let cells = self.cells(row, of, None);
            return match row.fields.get(of) {
                Some(value) if of != "decision" => Cell::Value(value, cells),
                _ => Cell::Code("closed", cells),
            };
        }
        let cells = || self.cells(record, field, None);
        let unknown = |code: &str| Cell::Unknown(self.because(code, Some(field)));
        match self.setting.coverage.look(record, field) {
            Seen::Value(value) => Cell::Value(value, cells()),
            Seen::Blank(Some("no")) => Cell::Nothing(cells()),
            Seen::Blank(Some(code)) => Cell::Code(code, cells()),
            Seen::Blank(None) => unknown(reason::CELL_BLANK.code),
            Seen::NotAsked => unknown(reason::NOT_ASKED.code),
            Seen::Unreadable => unknown(reason::CELL_UNREADABLE.code),
        }
    }

    /// Whether the record's list has a column for the field; what stands there is no matter.
    pub fn is_asked(&self, field: &str) -> Truth {
        let Some(record) = self.record else {
            return Truth::Unknown(self.because(reason::NOT_ASKED.code, Some(field)));
        };
        let asked = self.setting.coverage.look(record, field) != Seen::NotAsked;
        Truth::of(asked, Cells::new())
    }

    pub fn blank(&self, field: &str) -> Truth {
        let unknown = |code: &str| Truth::Unknown(self.because(code, Some(field)));
        let Some(record) = self.record else {
            return unknown(reason::NOT_ASKED.code);
        };
        if let Some((row, of)) = self.later(field) {
            return Truth::No(self.cells(row, of, None));
        }
        let cells = || self.cells(record, field, None);
        match self.setting.coverage.look(record, field) {
            Seen::Value(_) => Truth::No(cells()),
            Seen::Blank(_) => Truth::Yes(cells()),
            Seen::NotAsked => unknown(reason::NOT_ASKED.code),
            Seen::Unreadable => unknown(reason::CELL_UNREADABLE.code),
        }
    }

    /// Whether there was no value yet on a day: the list must have been drawn up by then.
    pub fn nothing(&self, field: &str, by: Option<&'a Value>) -> Truth {
        let cells = match self.cell(field) {
            Cell::Value(_, cells) | Cell::Code(_, cells) => return Truth::No(cells),
            Cell::Unknown(causes) => return Truth::Unknown(causes),
            Cell::Nothing(cells) => cells,
        };
        let Some(by) = by else {
            return Truth::Yes(cells);
        };
        match self.reaches(self.value(by)) {
            Truth::Yes(_) => Truth::Yes(cells),
            doubt => doubt,
        }
    }

    /// *Yes* where the list was drawn up on a day or later; never *no*.
    pub fn reaches(&self, by: Amount) -> Truth {
        match self.as_of().compare(Sign::GreaterOrEqual, by) {
            Truth::No(_) => Truth::Unknown(self.because(reason::LIST_TOO_OLD.code, None)),
            truth => truth,
        }
    }

    pub fn yesno(&self, field: &str) -> Truth {
        match self.cell(field) {
            Cell::Value(Json::Bool(value), cells) => Truth::of(*value, cells),
            Cell::Code("yes", cells) => Truth::Yes(cells),
            Cell::Value(..) | Cell::Code(..) => Truth::Unknown(self.unreadable(field)),
            Cell::Nothing(cells) => Truth::No(cells),
            Cell::Unknown(causes) => Truth::Unknown(causes),
        }
    }

    pub fn member(&self, words: &Words, values: &[String]) -> Truth {
        match self.word(words) {
            Word::Said(text, cells) => Truth::of(values.iter().any(|v| *v == text), cells),
            Word::Nothing(cells) => Truth::No(cells),
            Word::Unknown(causes) => Truth::Unknown(causes),
        }
    }

    /// A code or text.
    pub fn word(&self, words: &Words) -> Word<'a> {
        let sex = |person: &'a Individual| match &person.line.sex {
            Some(sex) => Word::Said(sex.into(), Cells::new()),
            None => Word::Unknown(self.causes(|| Cause {
                code: reason::CELL_BLANK.code.to_owned(),
                field: Some("sex".to_owned()),
                ..Cause::default()
            })),
        };
        match words {
            Words::Sex => sex(self.person.individual()),
            Words::OwnSex => sex(self.asked.individual()),
            Words::Part => match self.record.and_then(|r| Some((r, r.part.as_ref()?))) {
                Some((record, part)) => Word::Said(part.into(), self.row(record)),
                None => Word::Unknown(self.because(reason::NOT_ASKED.code, None)),
            },
            Words::Field(field) => match self.cell(field) {
                Cell::Value(Json::String(text), cells) => Word::Said(text.into(), cells),
                Cell::Code(code, cells) => Word::Said(code.into(), cells),
                Cell::Value(other, cells) => Word::Said(other.to_string().into(), cells),
                Cell::Nothing(cells) => Word::Nothing(cells),
                Cell::Unknown(causes) => Word::Unknown(causes),
            },
        }
    }

    /// A date or a whole number in a cell.
    pub fn amount(&self, field: &str) -> Amount {
        // An event of a time was on one of its days.
        if let Some((first, last)) = self.unseen.filter(|_| field == EVENT_DATE) {
            return Amount {
                high: Amount::date(last, Cells::new()).high,
                ..Amount::date(first, Cells::new())
            };
        }
        let (value, cells) = match self.cell(field) {
            Cell::Value(value, cells) => (value, cells),
            Cell::Nothing(cells) => return Amount::none(cells),
            Cell::Code(..) => return Amount::unknown(self.unreadable(field)),
            Cell::Unknown(causes) => return Amount::unknown(causes),
        };
        let doubt = || Amount::unknown(self.unreadable(field));
        match value {
            Json::Number(number) => match number.as_i64() {
                Some(number) => Amount::exactly(number, cells),
                None => doubt(),
            },
            Json::String(text) => match (text.parse::<i64>(), text.parse()) {
                (Ok(number), _) => Amount::exactly(number, cells),
                (_, Ok(DateOrMonth::Day(date))) => Amount::date(date, cells),
                (_, Ok(month)) => Amount {
                    high: Amount::date(month.last_day(), Cells::new()).high,
                    causes: self.because(reason::MONTH_ONLY.code, Some(field)),
                    ..Amount::date(month.first_day(), cells)
                },
                _ => doubt(),
            },
            _ => doubt(),
        }
    }
}
