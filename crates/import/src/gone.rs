//! Parts of a complete list that came before and do not come any more: a class that had a sheet of
//! its own, people who had a file of their own.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_calendar::fiscal_year;
use mimamori_record::line::{Earlier, Problem, Source};
use mimamori_record::{Coverage, reason};
use mimamori_text::fold_width;

use crate::changes::{Complete, Here, rows};
use crate::people::People;

/// Sheets of the list before that this one lacks. Sheets that have other names every time, or since
/// a new school year, tell nothing, nor those whose people stand on another sheet.
pub(crate) fn sheets(complete: Complete<'_>) -> Vec<Problem> {
    // A class that came in a file of its own, or in another one, is not gone.
    let now: BTreeSet<String> = complete.all.iter().filter_map(sheet).collect();
    let then: BTreeSet<String> = complete.before.iter().filter_map(sheet).collect();
    let new = complete.first.source;
    let mut before = complete.before.iter();
    let year_over = before.any(|here| here.source.from.is_some() && year_over(here.source, new));
    if year_over || now.is_disjoint(&then) || then.is_subset(&now) {
        return Vec::new();
    }
    let here = people(complete.all);
    let gone = then.difference(&now).filter_map(|name| {
        let before = complete.before.iter().copied();
        let tables: Vec<Here<'_>> = before
            .filter(|here| sheet(here).as_ref() == Some(name))
            .collect();
        let then = people(&tables);
        let missing = then.is_empty() || then.mostly_gone(&here);
        missing.then(|| Problem {
            sheet: tables.first().and_then(|one| one.source.sheet.clone()),
            ..problem(&reason::SHEET_GONE, complete.first, &tables)
        })
    });
    gone.collect()
}

/// Files of the list before of which most people do not stand on this one, while those of its other
/// files do, and there are fewer files now: a half that was forgotten. In a new school year, when
/// classes have other people, as many files come again.
pub(crate) fn files(complete: Complete<'_>, coverage: &Coverage) -> Vec<Problem> {
    let mut before: BTreeMap<&str, Vec<Here<'_>>> = BTreeMap::new();
    for here in complete.before {
        before.entry(&here.source.path).or_default().push(*here);
    }
    let new = complete.first.source;
    let paths = complete.all.iter().map(|here| &here.source.path);
    if paths.collect::<BTreeSet<_>>().len() >= before.len() {
        return Vec::new();
    }
    let now = people(complete.all);
    let (lost, kept): (Vec<_>, Vec<_>) = before
        .into_values()
        .partition(|tables| people(tables).mostly_gone(&now));
    let told = lost.into_iter().filter(|tables| {
        // One that still holds is told as such.
        let holds = |here: &Here<'_>| coverage.apart(here.source, new);
        !kept.is_empty() && !tables.iter().any(holds)
    });
    let told = told.map(|tables| problem(&reason::FILE_GONE, complete.first, &tables));
    told.collect()
}

fn people(tables: &[Here<'_>]) -> People {
    let mut all = People::default();
    tables.iter().for_each(|here| all.join(&here.shape.people));
    all
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

/// The name of a sheet, in one width.
fn sheet(here: &Here<'_>) -> Option<String> {
    here.source.sheet.as_deref().map(fold_width)
}
