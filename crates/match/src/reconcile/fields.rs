//! What the rows of one person say on either list, field by field, and how that goes together.

use std::collections::BTreeSet;

use mimamori_paper::day_or_month;
use mimamori_record::line::{FieldType, Record};
use mimamori_record::{Coverage, Lang, Seen, dictionary};
use serde_json::Value;

use super::lists::{List, Listed};
use super::secrets::{NEVER, Secrets};
use super::values::{How, Kind, plain};
use super::{messages as say, values, words};
use crate::local::Local;

/// A value, or what stands in its place, and the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) cell: String,
}

/// A field in which the two lists do not say the same.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) field: String,
    /// The day of a mark.
    pub(crate) day: Option<String>,
    pub(crate) how: How,
    pub(crate) sides: [Vec<Shown>; 2],
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Value(Value),
    /// A blank cell that means something, and what.
    Blank(Value),
    Nothing,
    Unreadable,
}

/// Compares the rows of one person.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    pub(crate) coverage: &'a Coverage,
    pub(crate) pair: &'a [List; 2],
    pub(crate) local: &'a Local,
    pub(crate) lang: Lang,
}

impl Fields<'_> {
    /// Where both ask and do not say the same, differences first.
    pub(crate) fn findings(&self, rows: &[Vec<&Listed>; 2], secrets: &Secrets) -> Vec<Finding> {
        let mut found = Vec::new();
        let [a, b] = self.pair;
        for key in order(self.pair, a.asked.intersection(&b.asked)) {
            if key == "days" {
                found.extend(self.days(rows, secrets));
            } else {
                found.extend(self.finding(rows, key, None, secrets));
            }
        }
        found.sort_by_key(|finding: &Finding| std::cmp::Reverse(finding.how));
        found
    }

    fn kind<'k>(&'k self, key: &'k str) -> Kind<'k> {
        let datasets = [self.pair[0].dataset(), self.pair[1].dataset()];
        let known = datasets
            .iter()
            .find_map(|dataset| Some(dictionary::field_of(dataset, key)?.r#type));
        let own = || {
            let mut lists = datasets
                .iter()
                .filter_map(|name| self.coverage.dataset(name));
            lists.find_map(|list| Some(list.fields.get(key)?.r#type))
        };
        Kind {
            key,
            r#type: known.or_else(own).unwrap_or_default(),
            datasets,
        }
    }

    /// The marks of the days that both lists have.
    fn days(&self, rows: &[Vec<&Listed>; 2], secrets: &Secrets) -> Vec<Finding> {
        let days = |side: &Vec<&Listed>| -> BTreeSet<String> {
            let sources = side.iter().filter_map(|row| {
                let source = self.coverage.source(&row.record.source)?;
                Some(source.days.keys().cloned())
            });
            sources.flatten().collect()
        };
        let (mine, theirs) = (days(&rows[0]), days(&rows[1]));
        let both = mine.intersection(&theirs);
        both.filter_map(|day| self.finding(rows, "days", Some(day), secrets))
            .collect()
    }

    fn finding(
        &self,
        rows: &[Vec<&Listed>; 2],
        key: &str,
        day: Option<&str>,
        secrets: &Secrets,
    ) -> Option<Finding> {
        let kind = self.kind(key);
        let said = [0, 1].map(|at| {
            let rows = rows[at].iter();
            let each = rows.filter_map(|row| Some((self.says(&row.record, &kind, day)?, *row)));
            let mut said: Vec<(Said, &Listed)> = Vec::new();
            for (what, row) in each {
                // A value that several rows repeat is told once.
                if said.iter().all(|(other, _)| *other != what) {
                    said.push((what, row));
                }
            }
            said
        });
        let how = self.how(&kind, &said)?;
        // Of somebody who stands on a list twice, the blank of one row says nothing beside the
        // value of the other.
        let sides = [0, 1].map(|at| {
            let several = said[at].len() > 1;
            let shown = said[at].iter();
            let shown = shown.filter(|(what, _)| !several || *what != Said::Nothing);
            shown
                .map(|(what, row)| self.shown(what, row, &kind, day, at, secrets))
                .collect()
        });
        Some(Finding {
            field: label(self.coverage, self.pair, key, self.lang),
            day: day.map(|day| day_or_month(day, self.lang)),
            how,
            sides,
        })
    }

    /// What a row says; nothing at all where its list does not ask.
    fn says(&self, record: &Record, kind: &Kind<'_>, day: Option<&str>) -> Option<Said> {
        let meaning = |blank: Option<&str>| match (blank, kind.r#type) {
            (None, _) => Said::Nothing,
            (Some("no"), FieldType::Yesno) => Said::Blank(Value::Bool(false)),
            (Some(code), _) => Said::Blank(Value::String(code.to_owned())),
        };
        if let Some(day) = day {
            let marks = record.fields.get(kind.key);
            let list = self.coverage.dataset(&record.dataset);
            let blank = || list?.fields.get(kind.key)?.blank.as_deref();
            return match marks.and_then(|marks| marks.get(day)) {
                Some(Value::Null) => Some(Said::Unreadable),
                Some(mark) => Some(Said::Value(mark.clone())),
                None => Some(meaning(blank())),
            };
        }
        Some(match self.coverage.look(record, kind.key) {
            Seen::Value(value) => Said::Value(value.clone()),
            Seen::Blank(blank) => meaning(blank),
            Seen::Unreadable => Said::Unreadable,
            Seen::NotAsked => return None,
        })
    }

    /// The worst of all: each value of a list against the one of the other that is nearest to it.
    fn how(&self, kind: &Kind<'_>, said: &[Vec<(Said, &Listed)>; 2]) -> Option<How> {
        let values = [0, 1].map(|at| {
            let all = said[at].iter().filter_map(|(what, _)| match what {
                Said::Value(value) | Said::Blank(value) => Some(value),
                Said::Nothing | Said::Unreadable => None,
            });
            all.collect::<Vec<&Value>>()
        });
        let some = |at: usize, is: fn(&Said) -> bool| said[at].iter().any(|(what, _)| is(what));
        let unreadable = |at: usize| some(at, |what| *what == Said::Unreadable);
        let written = |at: usize| some(at, |what| matches!(what, Said::Value(_)));
        let how = match (values[0].is_empty(), values[1].is_empty()) {
            _ if said.iter().any(Vec::is_empty) => return None,
            _ if (0..2).any(|at| values[at].is_empty() && unreadable(at)) => How::Unreadable,
            (a, b) if a || b => match written(0) || written(1) {
                true => How::OneSide,
                false => return None,
            },
            _ => {
                let nearest = |value: &Value, others: &[&Value]| {
                    let others = others.iter();
                    others
                        .map(|other| kind.compare(self.local, value, other))
                        .min()
                };
                let mine = values[0].iter().filter_map(|v| nearest(v, &values[1]));
                let theirs = values[1].iter().filter_map(|v| nearest(v, &values[0]));
                mine.chain(theirs).max()?
            }
        };
        (how != How::Same).then_some(how)
    }

    fn shown(
        &self,
        what: &Said,
        row: &Listed,
        kind: &Kind<'_>,
        day: Option<&str>,
        at: usize,
        secrets: &Secrets,
    ) -> Shown {
        let text = match what {
            Said::Nothing => say::NOT_STATED.pick(self.lang).to_owned(),
            Said::Unreadable => say::UNREADABLE_VALUE.pick(self.lang).to_owned(),
            Said::Value(value) if secrets.hides(kind, &plain(value)) => {
                say::WITHHELD.pick(self.lang).to_owned()
            }
            Said::Value(value) if kind.r#type == FieldType::Name => secrets.printed(&plain(value)),
            Said::Value(value) => self.value(value, kind),
            Said::Blank(value) => say::blank_means(&self.value(value, kind), self.lang),
        };
        let cell = self.coverage.cell(&row.record, kind.key, day);
        Shown {
            text,
            cell: self.place(at, &row.record, cell.as_deref(), secrets),
        }
    }

    /// A cell, with file and sheet where the list has several; a row where no cell is known.
    pub(crate) fn place(
        &self,
        at: usize,
        record: &Record,
        cell: Option<&str>,
        secrets: &Secrets,
    ) -> String {
        let row = || say::row(record.row, self.lang);
        let cell = cell.map_or_else(row, str::to_owned);
        let list = &self.pair[at];
        match self.coverage.source(&record.source) {
            Some(source) if list.sources.len() > 1 => {
                let hidden = secrets.hides_files();
                let name = match (dictionary::dataset(&source.dataset), &source.sheet) {
                    (Some(entry), _) if hidden => entry.label.pick(self.lang).to_owned(),
                    (None, _) if hidden => source.dataset.clone(),
                    (_, Some(sheet)) if list.one_file => format!("「{sheet}」"),
                    _ => self.coverage.file_and_sheet(source),
                };
                format!("{name} {cell}")
            }
            _ => cell,
        }
    }

    /// The codes of a row, in words: 「区分 要支援児童・進行段階 終結」.
    pub(crate) fn codes(&self, record: &Record, at: usize) -> String {
        let mut said = Vec::new();
        for key in order(self.pair, self.pair[at].asked.iter()) {
            let kind = self.kind(key);
            let value = record.fields.get(key).filter(|value| !value.is_null());
            if let (FieldType::Code, Some(value), false) =
                (kind.r#type, value, dictionary::is_identity(key))
            {
                let name = label(self.coverage, self.pair, key, self.lang);
                said.push(format!("{name} {}", self.value(value, &kind)));
            }
        }
        said.join(words::dot(self.lang))
    }

    /// A value as people read it.
    pub(crate) fn value(&self, value: &Value, kind: &Kind<'_>) -> String {
        let text = values::plain(value);
        match (kind.r#type, value) {
            (FieldType::Yesno, Value::Bool(yes)) => say::yes_or_no(*yes).pick(self.lang).to_owned(),
            _ if text == "no" => say::yes_or_no(false).pick(self.lang).to_owned(),
            (FieldType::Date | FieldType::Month, _) => day_or_month(&text, self.lang),
            _ => kind.code(&text, self.lang).map_or(text, str::to_owned),
        }
    }
}

/// Fields that may be printed, identity first, as the dictionary has them, then the town's own.
pub(crate) fn order<'k>(pair: &[List; 2], keys: impl Iterator<Item = &'k String>) -> Vec<&'k str> {
    let datasets = [pair[0].dataset(), pair[1].dataset()];
    let own = datasets.map(|name| dictionary::dataset(name).map_or(&[][..], |list| list.fields));
    let all = || dictionary::IDENTITY.iter().chain(own[0]).chain(own[1]);
    let place = |key: &str| {
        let known = all().position(|field| field.key == key);
        known.unwrap_or(usize::MAX)
    };
    let mut keys: Vec<&str> = keys.map(String::as_str).collect();
    keys.retain(|key| !NEVER.contains(key));
    keys.sort_by_key(|key| (place(key), *key));
    keys
}

/// What people call a field; of a field of the town's own, as its list writes it.
pub(crate) fn label(coverage: &Coverage, pair: &[List; 2], key: &str, lang: Lang) -> String {
    let datasets = [pair[0].dataset(), pair[1].dataset()];
    let known = datasets.iter().find_map(|dataset| {
        Some(
            dictionary::field_of(dataset, key)?
                .label
                .pick(lang)
                .to_owned(),
        )
    });
    let own = || {
        let mut lists = datasets.iter().filter_map(|name| coverage.dataset(name));
        lists.find_map(|list| Some(list.fields.get(key)?.label.clone()))
    };
    let own = || own().filter(|label| !label.is_empty());
    known.or_else(own).unwrap_or_else(|| key.to_owned())
}
