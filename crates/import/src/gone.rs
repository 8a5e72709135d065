//! Parts of a complete list that came before and do not come any more: a class that had a sheet of
//! its own, people who had a file of their own.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_calendar::fiscal_year;
use mimamori_record::line::{Earlier, Problem, Source};
use mimamori_record::{Coverage, reason};

use crate::changes::{Complete, Here, rows};
use crate::people::People;

/// Sheets of the list before that this one lacks. Sheets that have other names every time, or since
/// a new school year, tell nothing.
pub(crate) fn sheets(complete: Complete<'_>) -> Vec<Problem> {
    // A class that came in a file of its own, or in another one, is not gone.
    let now: BTreeSet<&str> = complete.all.iter().filter_map(sheet).collect();
    let then: BTreeSet<&str> = complete.before.iter().filter_map(sheet).collect();
    let new = complete.first.source;
    let mut before = complete.before.iter();
    let year_over = before.any(|here| here.source.from.is_some() && year_over(here.source, new));
    if year_over || now.is_disjoint(&then) {
        return Vec::new();
    }
    let gone = then.difference(&now).map(|name| {
        let before = complete.before.iter().copied();
        let tables: Vec<Here<'_>> = before.filter(|here| sheet(here) == Some(name)).collect();
        Problem {
            sheet: Some((*name).to_owned()),
            ..problem(&reason::SHEET_GONE, complete.first, &tables)
        }
    });
    gone.collect()
}

/// Files of the list before of which hardly anybody stands on this one, while the people of its
/// other files do: a half that was forgotten. Who leaves an institution in April is not told.
pub(crate) fn files(complete: Complete<'_>, coverage: &Coverage) -> Vec<Problem> {
    let mut now = People::default();
    for here in complete.all {
        now.join(&here.shape.people);
    }
    let mut before: BTreeMap<&str, Vec<Here<'_>>> = BTreeMap::new();
    for here in complete.before {
        before.entry(&here.source.path).or_default().push(*here);
    }
    let new = complete.first.source;
    let (lost, kept): (Vec<_>, Vec<_>) = before.into_values().partition(|tables| {
        let mut then = People::default();
        tables.iter().for_each(|here| then.join(&here.shape.people));
        now.differ(&then)
    });
    let told = lost.into_iter().filter(|tables| {
        let left = |here: &Here<'_>| new.institution.is_some() && year_over(here.source, new);
        // One that still holds is told as such.
        let holds = |here: &Here<'_>| coverage.apart(here.source, new);
        !kept.is_empty() && !tables.iter().any(|here| left(here) || holds(here))
    });
    let told = told.map(|tables| problem(&reason::FILE_GONE, complete.first, &tables));
    told.collect()
}

fn problem(code: &reason::Reason, first: Here<'_>, tables: &[Here<'_>]) -> Problem {
    Problem {
        code: code.code.to_owned(),
        source: Some(first.source.id.clone()),
        dataset: Some(first.source.dataset.clone()),
        institution: first.source.institution.clone(),
        earlier: Some(Earlier {
            source: tables.first().map(|here| here.source.id.clone()),
            rows: Some(rows(tables)),
            ..Earlier::default()
        }),
        ..Problem::default()
    }
}

/// Whether a school year ended between two lists.
pub(crate) fn year_over(old: &Source, new: &Source) -> bool {
    school_year(old) != school_year(new)
}

/// The year from April of the month that a list speaks of, or in which it was delivered.
fn school_year(source: &Source) -> Option<i32> {
    let day = match (&source.from, &source.delivered) {
        (Some(from), _) => from.clone(),
        (None, month) => format!("{}-01", month.as_deref()?),
    };
    day.parse::<NaiveDate>().ok().map(fiscal_year)
}

fn sheet<'a>(here: &Here<'a>) -> Option<&'a str> {
    here.source.sheet.as_deref()
}
