//! School days with certain marks: how many, how many in a row, across months, files and schools.
//!
//! A day counts only when the child's institution had lessons and the child was enrolled there. A
//! blank is what the mapping says it is, up to the day on which the list was drawn up. A cell that
//! nobody can read may be either, and matters only where that changes the answer; a whole list
//! that is missing leaves open everything that the others do not already show.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use mimamori_record::line::{Cause, Evidence};
use mimamori_record::{Absence, reason};

use crate::amount::{Amount, date};
use crate::judge::{View, year_start};
use crate::timeline::{Said, Timeline};
use crate::tree::Measure;
use crate::truth::joined;
use crate::typed::Days;

/// What a school day is for the question.
enum Kind {
    Hit(Evidence),
    /// Neither counts nor breaks.
    Over(Evidence),
    Miss,
    Unknown(Cause),
}

impl<'a> View<'a> {
    /// Measures school days from the start of the fiscal year, or from the date that is given.
    pub fn days(&self, days: &'a Days) -> Amount {
        let since = match &days.since {
            Some(since) => self.value(since),
            None => Amount::date(year_start(self.setting.today), Vec::new()),
        };
        let Some(first) = since.low.and_then(date) else {
            return since.unless_none();
        };
        let today = self.setting.today;
        let last = match days.until.as_deref().map(|until| self.value(until)) {
            None => today,
            Some(until) => match until.single_date() {
                Some(day) => day.min(today),
                None => return until.unless_none(),
            },
        };
        let mut timeline = Timeline::new(*self, days);
        if timeline.is_empty() {
            return match self.setting.coverage.absence(
                &days.register,
                None,
                None,
                self.person.records.iter(),
            ) {
                Absence::No(lists) => Amount::exactly(0, lists),
                Absence::Unknown(causes) => Amount::unknown(causes.into_iter().collect()),
            };
        }
        let mut kinds = Vec::new();
        for day in first.iter_days().take_while(|day| *day <= last) {
            if let Some(said) = timeline.day(day) {
                kinds.push((day, self.kind(days, said, day)));
            }
        }
        if days.measure == Measure::Run && days.since.is_none() {
            self.before(days, &mut timeline, first, &mut kinds);
        }
        match days.measure {
            Measure::Run => runs(&kinds, days.enough),
            Measure::Count => {
                let (hits, doubts) = tally(kinds.iter());
                amount(hits.len(), &doubts, hits)
            }
            Measure::Month => months(&kinds, days.enough),
        }
    }

    /// A run that begins on the first school day of the year may have begun in the last one.
    fn before(
        &self,
        days: &Days,
        timeline: &mut Timeline<'a>,
        first: NaiveDate,
        kinds: &mut Vec<(NaiveDate, Kind)>,
    ) {
        let absent = |kind: &&(NaiveDate, Kind)| matches!(kind.1, Kind::Hit(_));
        let counts = kinds.iter().find(|kind| !matches!(kind.1, Kind::Over(_)));
        if counts.filter(absent).is_none() {
            return;
        }
        let Some(eve) = first.pred_opt() else { return };
        let mut earlier = Vec::new();
        let last_year = year_start(eve);
        let back = std::iter::successors(Some(eve), NaiveDate::pred_opt);
        for day in back.take_while(|day| *day >= last_year) {
            let Some(said) = timeline.day(day) else {
                continue;
            };
            let kind = self.kind(days, said, day);
            let goes_on = matches!(kind, Kind::Hit(_) | Kind::Over(_));
            earlier.push((day, kind));
            if !goes_on {
                break;
            }
        }
        earlier.reverse();
        kinds.splice(0..0, earlier);
    }

    fn kind(&self, days: &Days, said: Said<'_>, day: NaiveDate) -> Kind {
        let (code, record) = match said {
            Said::Unknown(cause) => return Kind::Unknown(cause),
            Said::Blank(code, record) | Said::Mark(code, record) => (code, record),
        };
        let among = |codes: &[String]| codes.iter().any(|c| c == code);
        let evidence = || self.evidence(record, &days.field, Some(&day.to_string()));
        if among(&days.codes) {
            Kind::Hit(evidence())
        } else if among(&days.over) {
            Kind::Over(evidence())
        } else {
            Kind::Miss
        }
    }
}

/// Hits and doubts among some days.
fn tally<'k>(
    kinds: impl Iterator<Item = &'k (NaiveDate, Kind)>,
) -> (Vec<Evidence>, Vec<&'k Cause>) {
    let (mut hits, mut doubts) = (Vec::new(), Vec::new());
    for (_, kind) in kinds {
        match kind {
            Kind::Hit(evidence) => hits.push(evidence.clone()),
            Kind::Unknown(cause) => doubts.push(cause),
            Kind::Over(_) | Kind::Miss => {}
        }
    }
    (hits, doubts)
}

/// Whether a cause leaves open more than the days on which it stands.
fn of_list(cause: &Cause) -> bool {
    let days = [reason::LIST_TOO_OLD, reason::NOT_ASKED, reason::CELL_BLANK];
    cause.cell.is_none() && days.iter().all(|reason| reason.code != cause.code)
}

/// Between the hits and the hits with all doubts; without upper bound when a list is missing.
fn amount(low: usize, doubts: &[&Cause], evidence: Vec<Evidence>) -> Amount {
    let count = |n: usize| i64::try_from(n).ok();
    let open = doubts.iter().any(|cause| of_list(cause));
    Amount {
        low: count(low),
        high: count(low + doubts.len()).filter(|_| !open),
        evidence,
        causes: doubts.iter().map(|cause| (*cause).clone()).collect(),
        ..Amount::default()
    }
}

/// A run: how many days count, with the cells of those and of the days that were passed over.
#[derive(Default)]
struct Run {
    length: i64,
    cells: Vec<Evidence>,
    passed: Vec<Evidence>,
    doubts: BTreeSet<Cause>,
}

/// The longest run: without the unknown days at least, with all of them at most.
fn runs(kinds: &[(NaiveDate, Kind)], enough: Option<i64>) -> Amount {
    let sure = cut(kinds, false);
    let possible = cut(kinds, true);
    let longest = |runs: &[Run]| runs.iter().map(|run| run.length).max().unwrap_or(0);
    let (low, high) = (longest(&sure), longest(&possible));
    // Every run that is long enough speaks; without a measure, the longest ones do.
    let shown = enough.map_or(low, |n| n.min(low)).max(1);
    let evidence = sure.into_iter().filter(|run| run.length >= shown);
    let evidence = evidence.fold(Vec::new(), |all, run| joined(all, run.cells));
    let matters = enough.unwrap_or(1).max(1);
    let mut causes = lists_missing(kinds);
    let open = !causes.is_empty();
    let long = possible.into_iter().filter(|run| run.length >= matters);
    causes.extend(long.flat_map(|run| run.doubts));
    Amount {
        low: Some(low),
        high: Some(high).filter(|_| !open),
        evidence,
        causes,
        ..Amount::default()
    }
}

/// The causes that leave open more than single days.
fn lists_missing(kinds: &[(NaiveDate, Kind)]) -> BTreeSet<Cause> {
    let causes = kinds.iter().filter_map(|(_, kind)| match kind {
        Kind::Unknown(cause) if of_list(cause) => Some(cause.clone()),
        _ => None,
    });
    causes.collect()
}

fn cut(kinds: &[(NaiveDate, Kind)], with_unknown: bool) -> Vec<Run> {
    let mut done = Vec::new();
    let mut run = Run::default();
    for (_, kind) in kinds {
        match kind {
            Kind::Hit(evidence) => {
                run.length += 1;
                let passed = std::mem::take(&mut run.passed);
                run.cells.extend(passed);
                run.cells.push(evidence.clone());
            }
            // What stands before the first or behind the last day absent is no part of the run.
            Kind::Over(evidence) if run.length > 0 => run.passed.push(evidence.clone()),
            Kind::Over(_) => {}
            Kind::Unknown(cause) if with_unknown => {
                run.length += 1;
                run.doubts.insert(cause.clone());
            }
            Kind::Unknown(_) | Kind::Miss => done.push(std::mem::take(&mut run)),
        }
    }
    done.push(run);
    done
}

/// The month that has most of them.
fn months(kinds: &[(NaiveDate, Kind)], enough: Option<i64>) -> Amount {
    let mut by_month: BTreeMap<(i32, u32), Vec<&(NaiveDate, Kind)>> = BTreeMap::new();
    for kind in kinds {
        let month = (kind.0.year(), kind.0.month());
        by_month.entry(month).or_default().push(kind);
    }
    let each: Vec<Amount> = by_month
        .into_values()
        .map(|days| {
            let (hits, doubts) = tally(days.into_iter());
            amount(hits.len(), &doubts, hits)
        })
        .collect();
    let low = each.iter().filter_map(|a| a.low).max().unwrap_or(0);
    let open = each.iter().any(|a| a.high.is_none());
    let high = each.iter().filter_map(|a| a.high).max().unwrap_or(0);
    let shown = enough.map_or(low, |n| n.min(low)).max(1);
    let matters = enough.unwrap_or(1).max(1);
    let mut all = Amount {
        low: Some(low),
        high: Some(high).filter(|_| !open),
        ..Amount::default()
    };
    for month in each {
        if month.high.is_none_or(|high| high >= matters) {
            all.causes.extend(month.causes);
        }
        if month.low >= Some(shown) {
            all.evidence = joined(all.evidence, month.evidence);
        }
    }
    all
}
