//! The school or nursery that a child goes to, by its lists alone.

use chrono::NaiveDate;
use mimamori_record::line::Record;
use mimamori_record::standing::judged;
use mimamori_record::{Coverage, Individual};

use crate::facts;

/// The register of pupils before the list of a nursery, which may still have last year's child.
const LISTS: [&str; 2] = ["school-register", "childcare"];

/// Where somebody belongs. Only one answer can be shown to anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belongs<'a> {
    To(&'a str),
    Nowhere,
    /// Two lists of the same day name two.
    Several,
}

pub(super) fn belongs<'a>(
    person: &'a Individual,
    coverage: &'a Coverage,
    today: NaiveDate,
) -> Belongs<'a> {
    let rows = rows(person, coverage, today);
    let mut names = rows.iter().filter_map(|row| institution(row, coverage));
    match names.next() {
        None => Belongs::Nowhere,
        Some(name) if names.all(|other| other == name) => Belongs::To(name),
        Some(_) => Belongs::Several,
    }
}

/// The row that says so.
pub(super) fn row<'a>(
    person: &'a Individual,
    coverage: &'a Coverage,
    today: NaiveDate,
) -> Option<&'a Record> {
    rows(person, coverage, today).into_iter().next()
}

/// The newest rows of the first list that has somebody; several when they are equally new.
fn rows<'a>(person: &'a Individual, coverage: &'a Coverage, today: NaiveDate) -> Vec<&'a Record> {
    for list in LISTS {
        let here = |row: &&Record| {
            let stays = match row.fields.get("left_on") {
                None => true,
                // Nobody can read whether the child has left.
                Some(day) => day
                    .as_str()
                    .and_then(facts::day)
                    .is_some_and(|d| d >= today),
            };
            stays && is_of_newest(row, coverage)
        };
        let found: Vec<&Record> = judged(person, coverage, list).filter(here).collect();
        let new = |row: &Record| {
            (
                day_of(row, coverage),
                row.text("enrolled_on").map(str::to_owned),
            )
        };
        if let Some(newest) = found.iter().map(|row| new(row)).max() {
            return found.into_iter().filter(|row| new(row) == newest).collect();
        }
    }
    Vec::new()
}

/// The institution of a row: its own cell, otherwise that of its file.
pub(super) fn institution<'a>(row: &'a Record, coverage: &'a Coverage) -> Option<&'a str> {
    let file = || coverage.source(&row.source)?.institution.as_deref();
    row.text("institution").or_else(file)
}

fn day_of(row: &Record, coverage: &Coverage) -> Option<String> {
    let source = coverage.source(&row.source)?;
    source.to.clone().max(source.as_of.clone())
}

/// Whether no later list of the same kind and institution is there: who stood on the one of March
/// alone is not a child of the nursery any more.
fn is_of_newest(row: &Record, coverage: &Coverage) -> bool {
    let Some(own) = coverage.source(&row.source) else {
        return false;
    };
    let same = coverage.sources().filter(|source| {
        source.dataset == own.dataset
            && source.institution == own.institution
            && source.paper.is_none()
            && coverage.judged(&source.id)
    });
    let newest = same.map(|source| source.to.clone().max(source.as_of.clone()));
    newest.max().flatten() == day_of(row, coverage)
}
