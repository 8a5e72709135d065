//! Whom a question is about: a person by id, or a row by its place.

use std::collections::BTreeSet;

use mimamori_record::line::Source;
use mimamori_record::{Coverage, Failure, reason};

use super::messages as say;
use crate::coverage::coverage;
use crate::gather::Gathered;
use crate::identity::Field;
use crate::intake::{Intake, Rec};
use crate::texts::BLANK;

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Side {
    /// The row, where a row was named.
    pub(crate) record: Option<u32>,
    /// The ways of writing that are held against those of the other.
    pub(crate) identities: Vec<u32>,
}

/// Rows and persons by what people call them.
pub(crate) struct Places<'a> {
    intake: &'a Intake,
    gathered: &'a Gathered,
    coverage: Coverage,
}

impl<'a> Places<'a> {
    pub(crate) fn new(intake: &'a Intake, gathered: &'a Gathered) -> Self {
        Places {
            intake,
            gathered,
            coverage: coverage(intake),
        }
    }

    /// Finds the first (`at` 0) or second of the two. What was typed is not repeated: it may be a name.
    pub(crate) fn find(&self, text: &str, at: usize) -> Result<Side, Failure> {
        let names = &self.gathered.names;
        let person = names.iter().position(|name| name.id == text).or_else(|| {
            names
                .iter()
                .position(|name| name.was.iter().any(|was| was == text))
        });
        if let Some(person) = person {
            let identities = self.gathered.beings[person].identities.clone();
            return match identities.is_empty() {
                true => Err(say::nothing_written(at)),
                false => Ok(Side {
                    record: None,
                    identities,
                }),
            };
        }
        let rows = self.rows(text);
        let identities: BTreeSet<u32> = rows.iter().map(|row| self.record(*row).identity).collect();
        match (rows.first(), identities.len()) {
            (Some(row), 1) => Ok(Side {
                record: Some(*row),
                identities: identities.into_iter().collect(),
            }),
            (Some(_), _) => Err(say::several_rows(at)),
            (None, _) if self.loose(text) => Err(say::names_nobody(at)),
            (None, _) => Err(say::not_found(at)),
        }
    }

    pub(crate) fn record(&self, at: u32) -> &'a Rec {
        &self.intake.records[at as usize]
    }

    /// The records of `source/row`, `source/row/part` or `file!sheet!row`.
    fn rows(&self, text: &str) -> Vec<u32> {
        let file = in_file(text);
        let meant = |record: &Rec| {
            if let Some((path, sheet, row)) = file {
                let source = self.coverage.source(&self.intake.source(record).id);
                return record.row == row
                    && source.is_some_and(|source| stands_in(source, path, sheet));
            }
            text.starts_with(&self.intake.source(record).id)
                && (self.intake.key(record) == text || self.intake.address(record) == text)
        };
        let all = self.intake.records.iter().zip(0..);
        all.filter(|(record, _)| meant(record))
            .map(|(_, at)| at)
            .collect()
    }

    /// Whether the row is one that names nobody.
    fn loose(&self, text: &str) -> bool {
        let problems = self.intake.problems.iter();
        let mut loose = problems.filter(|problem| problem.code == reason::RECORD_LOOSE.code);
        loose.any(|problem| {
            let (Some(id), Some(row)) = (&problem.source, problem.row) else {
                return false;
            };
            text == format!("{id}/{row}")
                || in_file(text).is_some_and(|(path, sheet, at)| {
                    let source = self.coverage.source(id);
                    at == row && source.is_some_and(|source| stands_in(source, path, sheet))
                })
        })
    }

    /// The row by which a way of writing is known; none where only an earlier month has it.
    pub(crate) fn row_of(&self, side: &Side, identity: u32) -> Option<&'a Rec> {
        let named = side.record.map(|at| self.record(at));
        named
            .filter(|record| record.identity == identity)
            .or_else(|| self.intake.first_record(identity))
    }

    /// File, sheet and row; of a row without a `source` line its address.
    pub(crate) fn place(&self, record: &Rec) -> String {
        match self.coverage.source(&self.intake.source(record).id) {
            Some(source) => say::place(&source.path, source.sheet.as_deref(), record.row),
            None => self.intake.address(record),
        }
    }

    /// The cells of a row in which these fields stand.
    pub(crate) fn cells(&self, record: &Rec, keys: &[&str]) -> Vec<String> {
        let Some(source) = self.coverage.source(&self.intake.source(record).id) else {
            return Vec::new();
        };
        let identity = self.intake.seen(record);
        let mut cells: Vec<String> = Vec::new();
        for key in keys {
            let written = match *key {
                "grade" => identity.get(Field::Cohort).is_some(),
                key => crate::identity::FIELDS
                    .iter()
                    .zip(identity.identity.values)
                    .any(|(field, value)| *field == key && value != BLANK),
            };
            let column = source.columns.get(*key);
            let column = column.and_then(|columns| columns.of(record.part.as_deref()));
            if let Some(column) = column.filter(|_| written) {
                let cell = format!("{column}{}", record.row);
                if !cells.contains(&cell) {
                    cells.push(cell);
                }
            }
        }
        cells
    }

    /// The person's id.
    pub(crate) fn person(&self, identity: u32) -> Option<&'a str> {
        let at = self.gathered.being_of.get(&identity)?;
        Some(&self.gathered.names[*at].id)
    }
}

/// `file!sheet!row`, or `file!row` for what has no sheets.
fn in_file(text: &str) -> Option<(&str, Option<&str>, u32)> {
    let (front, row) = text.rsplit_once('!')?;
    let row = row.parse().ok()?;
    Some(match front.rsplit_once('!') {
        Some((path, sheet)) => (path, Some(sheet), row),
        None => (front, None, row),
    })
}

fn stands_in(source: &Source, path: &str, sheet: Option<&str>) -> bool {
    source.sheet.as_deref() == sheet && is_at(source, path)
}

/// Whether a source is of this file: its whole path or the end of it.
pub(crate) fn is_at(source: &Source, path: &str) -> bool {
    let front = source.path.strip_suffix(path);
    front.is_some_and(|front| front.is_empty() || !path.is_empty() && front.ends_with('/'))
}
