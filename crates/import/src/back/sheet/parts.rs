//! A keyed row, cell by cell: what it shows of whose row it is, and what was filled in.

use std::collections::BTreeMap;

use mimamori_container::{Row, Value};
use mimamori_record::reason::{self, Reason};
use serde_json::{Map, Value as Json};

use super::Reader;
use crate::back::correction::{self, Answer};
use crate::back::kind::value_of;
use crate::value::{Got, read_cell};

/// The cells of a keyed row.
#[derive(Default)]
pub(super) struct Parts {
    /// By field, as it stands.
    pub(super) shown: BTreeMap<String, Value>,
    /// Cells of the key and of `shown`.
    pub(super) own: usize,
    pub(super) said: Map<String, Json>,
    pub(super) filled: usize,
    pub(super) bad: Vec<(&'static Reason, u32, String)>,
    /// What is to be said about cells that were read.
    pub(super) noted: Vec<(&'static Reason, u32, String)>,
    /// The first cell that was filled in.
    pub(super) first: Option<u32>,
}

impl Reader<'_> {
    /// Sorts the cells of a keyed row; cells of columns that people added are left out.
    pub(super) fn parts(&mut self, row: &Row, whose: &Map<String, Json>) -> Parts {
        let mut parts = Parts {
            own: 1,
            ..Parts::default()
        };
        for cell in &row.cells {
            let Some(field) = self.columns.get(&cell.column) else {
                continue;
            };
            if !self.kind.fills(&field.key) {
                parts.own += 1;
                parts.shown.insert(field.key.clone(), cell.value.clone());
                continue;
            }
            parts.first = parts.first.or(Some(cell.column));
            let answer = match self.kind.corrects() && field.key == self.kind.answer {
                true => correction::read(&cell.value, value_of(whose), self.lists, self.context),
                false => Answer::Got(read_cell(field, &cell.value, self.context)),
            };
            let got = match answer {
                Answer::Got(got) => got,
                Answer::Right(written, read) => {
                    parts.said.insert(correction::READS_AS.to_owned(), read);
                    Got::Value(written)
                }
                Answer::NoValue(code) => {
                    let why = &reason::CORRECTION_NO_VALUE;
                    parts.noted.push((why, cell.column, field.key.clone()));
                    let key = self.kind.no_value.unwrap_or(self.kind.answer);
                    parts.said.insert(key.to_owned(), Json::from(code));
                    Got::Blank
                }
            };
            if let Got::Noted(_, why) = got
                && field.key == self.kind.answer
            {
                parts.noted.push((why, cell.column, field.key.clone()));
            }
            let got = match got {
                Got::Value(value) if self.kind.is_off_scale(&field.key, &value) => {
                    Got::Bad(&reason::OFF_SCALE)
                }
                got => got,
            };
            match got {
                Got::Blank => parts.filled += 1,
                Got::Value(value) | Got::Noted(value, _) => {
                    parts.filled += 1;
                    parts.said.insert(field.key.clone(), value);
                }
                Got::Bad(why) => {
                    // Our own drop-down: no office can be asked what the word means.
                    let why = match *why == reason::UNKNOWN_CODE && !self.kind.corrects() {
                        true => &reason::NOT_OFFERED,
                        false => why,
                    };
                    parts.said.insert(field.key.clone(), Json::Null);
                    parts.bad.push((why, cell.column, field.key.clone()));
                }
            }
        }
        parts
    }

    /// Reads a printed column that says whose row it is.
    pub(super) fn read_shown(&self, key: &str, parts: &Parts) -> Option<Got> {
        let (column, value) = (self.column(key)?, parts.shown.get(key)?);
        Some(read_cell(self.columns.get(&column)?, value, self.context))
    }

    /// Whether the digest is that of the person whom the row shows.
    pub(super) fn agrees(&self, key: &str, digest: Option<&str>, parts: &Parts) -> bool {
        let Some(digest) = digest else {
            return false;
        };
        let text = |key: &&str| match self.read_shown(key, parts)? {
            Got::Value(Json::String(text)) | Got::Noted(Json::String(text), _) => Some(text),
            _ => None,
        };
        let shown: Vec<String> = self
            .kind
            .sealed
            .iter()
            .map(|keys| keys.iter().find_map(text).unwrap_or_default())
            .collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        self.seal.holds(key, digest, &shown)
    }
}
