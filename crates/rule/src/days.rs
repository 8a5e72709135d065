//! School days with certain marks: how many, how many in a row, across months, files and schools.
//!
//! A day counts only when the child's institution had lessons and the child was enrolled there. A
//! blank is what the mapping says it is, up to the day on which the list was drawn up. A cell that
//! nobody can read may be either, and matters only where that changes the answer; a whole list
//! that is missing leaves open everything that the others do not already show.

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use chrono::{Datelike, NaiveDate};
use mimamori_record::Absence;

use crate::amount::{Amount, date};
use crate::judge::{View, year_start};
use crate::timeline::{Doubt, Said, SchoolDay, Timeline};
use crate::tree::Measure;
use crate::truth::{Causes, Cells, joined};
use crate::typed::Days;

/// What a school day is for the question.
#[derive(Clone, Copy)]
enum Kind<'t> {
    Hit,
    /// Neither counts nor breaks.
    Over,
    Miss,
    Unknown(&'t Doubt),
}

/// The days that a question is about, and what they are for it.
struct Span<'v, 't, 'a> {
    view: &'v View<'a>,
    field: &'v str,
    days: &'t [SchoolDay<'a>],
    kinds: Vec<Kind<'t>>,
    /// The least that the comparison around it needs.
    enough: Option<i64>,
}

impl<'a> View<'a> {
    /// Measures school days from the start of the fiscal year, or from the date that is given.
    pub fn days(&self, days: &'a Days) -> Amount {
        let since = match &days.since {
            Some(since) => self.value(since),
            None => Amount::date(year_start(self.setting.today), Cells::new()),
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
        let timeline = self.person.timeline(self.setting, &days.roll, first);
        if timeline.is_empty() {
            let own = self.person.in_question();
            let register = &days.roll.register;
            return match self.setting.coverage.absence(register, None, None, own) {
                Absence::Unknown(causes) => Amount::unknown(causes.into_iter().collect()),
                Absence::No(lists) => match self.sheets_missing(register, first, last) {
                    Some(causes) => Amount::unknown(causes),
                    None => Amount::exactly(0, lists),
                },
            };
        }
        // A run that begins on the first school day of the year may have begun in the last one.
        let mut asked = Asked::new(timeline, days);
        let mut from = first;
        if days.measure == Measure::Run && days.since.is_none() && asked.begins_absent(first, last)
        {
            let eve = first.pred_opt().unwrap_or(first);
            let start = year_start(eve);
            let timeline = self.person.timeline(self.setting, &days.roll, start);
            asked = Asked::new(timeline, days);
            from = asked.goes_back(start, eve).unwrap_or(first);
        }
        let school_days = asked.timeline.between(from, last);
        let span = Span {
            view: self,
            field: &days.roll.field,
            kinds: school_days.iter().map(|day| asked.kind(day)).collect(),
            days: school_days,
            enough: days.enough,
        };
        match days.measure {
            Measure::Run => span.run(),
            Measure::Count => span.count(0..span.days.len()),
            Measure::Month => span.month(),
        }
    }
}

/// A child's days and what its codes are for the question.
struct Asked<'a> {
    timeline: Rc<Timeline<'a>>,
    of_code: Vec<Mark>,
}

/// What a code is for the question.
#[derive(Clone, Copy)]
enum Mark {
    Hit,
    Over,
    Miss,
}

impl<'a> Asked<'a> {
    fn new(timeline: Rc<Timeline<'a>>, days: &Days) -> Self {
        let among = |codes: &[String], code: &str| codes.iter().any(|c| c == code);
        let of_code = timeline.codes().iter().map(|code| {
            if among(&days.codes, code) {
                Mark::Hit
            } else if among(&days.over, code) {
                Mark::Over
            } else {
                Mark::Miss
            }
        });
        Asked {
            of_code: of_code.collect(),
            timeline,
        }
    }

    fn kind(&self, day: &SchoolDay<'a>) -> Kind<'_> {
        match day.said {
            Said::Unknown(doubt) => Kind::Unknown(self.timeline.doubt(doubt)),
            Said::Code(code, _) => match self.of_code[code] {
                Mark::Hit => Kind::Hit,
                Mark::Over => Kind::Over,
                Mark::Miss => Kind::Miss,
            },
        }
    }

    /// Whether the first school day that is not passed over counts.
    fn begins_absent(&self, first: NaiveDate, last: NaiveDate) -> bool {
        let days = self.timeline.between(first, last).iter();
        let mut kinds = days.map(|day| self.kind(day));
        let counts = kinds.find(|kind| !matches!(kind, Kind::Over));
        matches!(counts, Some(Kind::Hit))
    }

    /// Back from an eve, the first school day that ends the run, or the last one there is.
    fn goes_back(&self, start: NaiveDate, eve: NaiveDate) -> Option<NaiveDate> {
        let days = self.timeline.between(start, eve);
        let goes_on = |day: &&SchoolDay<'a>| matches!(self.kind(day), Kind::Hit | Kind::Over);
        let run = days.iter().rev().take_while(goes_on).count();
        let at = days.len().saturating_sub(run + 1);
        Some(days.get(at)?.date)
    }
}

/// Days in a row: how many count, and where they lie.
struct Run {
    length: i64,
    days: Range<usize>,
}

impl Span<'_, '_, '_> {
    /// Between the hits and the hits with all doubts; without upper bound when a list is missing.
    fn count(&self, days: Range<usize>) -> Amount {
        let (mut low, mut high, mut open) = (0, 0, false);
        for kind in &self.kinds[days.clone()] {
            match kind {
                Kind::Hit => (low, high) = (low + 1, high + 1),
                Kind::Unknown(doubt) => (high, open) = (high + 1, open || doubt.of_list),
                Kind::Over | Kind::Miss => {}
            }
        }
        Amount {
            low: Some(low),
            high: Some(high).filter(|_| !open),
            evidence: self.cells(days.clone(), false),
            causes: self.causes(days),
            ..Amount::default()
        }
    }

    /// The longest run: without the unknown days at least, with all of them at most.
    fn run(&self) -> Amount {
        let sure = self.runs(false);
        let possible = self.runs(true);
        let longest = |runs: &[Run]| runs.iter().map(|run| run.length).max().unwrap_or(0);
        let (low, high) = (longest(&sure), longest(&possible));
        let missing = self.kinds.iter().filter_map(|kind| match kind {
            Kind::Unknown(doubt) if doubt.of_list => Some(*doubt),
            _ => None,
        });
        let open = missing.clone().next().is_some();
        let mut all = Amount {
            low: Some(low),
            high: Some(high).filter(|_| !open),
            ..Amount::default()
        };
        if !self.view.told {
            return all;
        }
        // Every run that is long enough speaks; without a measure, the longest ones do.
        let shown = self.enough.map_or(low, |n| n.min(low)).max(1);
        for run in sure.into_iter().filter(|run| run.length >= shown) {
            all.evidence = joined(all.evidence, self.cells(run.days, true));
        }
        let matters = self.enough.unwrap_or(1).max(1);
        let missing = missing.map(|doubt| &doubt.cause).collect::<BTreeSet<_>>();
        all.causes = missing.into_iter().cloned().collect();
        for run in possible.into_iter().filter(|run| run.length >= matters) {
            all.causes.extend(self.causes(run.days));
        }
        all
    }

    fn runs(&self, with_unknown: bool) -> Vec<Run> {
        let mut done = Vec::new();
        let mut run = Run {
            length: 0,
            days: 0..0,
        };
        for (at, kind) in self.kinds.iter().enumerate() {
            match kind {
                Kind::Unknown(_) if !with_unknown => {}
                Kind::Hit | Kind::Unknown(_) => {
                    // What stands before the first or behind the last day absent is no part of it.
                    let start = if run.length == 0 { at } else { run.days.start };
                    run = Run {
                        length: run.length + 1,
                        days: start..at + 1,
                    };
                    continue;
                }
                Kind::Over => continue,
                Kind::Miss => {}
            }
            if run.length > 0 {
                done.push(std::mem::replace(
                    &mut run,
                    Run {
                        length: 0,
                        days: 0..0,
                    },
                ));
            }
        }
        done.push(run);
        done
    }

    /// The month that has most of them.
    fn month(&self) -> Amount {
        let month = |day: &SchoolDay<'_>| (day.date.year(), day.date.month());
        let mut start = 0;
        let each = self.days.chunk_by(|a, b| month(a) == month(b)).map(|days| {
            let range = start..start + days.len();
            start = range.end;
            self.count(range)
        });
        let each: Vec<Amount> = each.collect();
        let low = each.iter().filter_map(|a| a.low).max().unwrap_or(0);
        let open = each.iter().any(|a| a.high.is_none());
        let high = each.iter().filter_map(|a| a.high).max().unwrap_or(0);
        let shown = self.enough.map_or(low, |n| n.min(low)).max(1);
        let matters = self.enough.unwrap_or(1).max(1);
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

    /// The cells of the days that count, and of those that were passed over.
    fn cells(&self, range: Range<usize>, passed: bool) -> Cells {
        if !self.view.told {
            return Cells::new();
        }
        let days = self.days[range.clone()].iter().zip(&self.kinds[range]);
        let cells = days.filter_map(|(day, kind)| match (kind, &day.said) {
            (Kind::Hit, Said::Code(_, record)) => Some((day, record)),
            (Kind::Over, Said::Code(_, record)) if passed => Some((day, record)),
            _ => None,
        });
        let cells = cells.flat_map(|(day, record)| {
            let date = day.date.to_string();
            self.view.cells(record, self.field, Some(&date))
        });
        cells.collect()
    }

    fn causes(&self, range: Range<usize>) -> Causes {
        if !self.view.told {
            return Causes::new();
        }
        let doubts = self.kinds[range].iter().filter_map(|kind| match kind {
            Kind::Unknown(doubt) => Some(*doubt),
            _ => None,
        });
        // Many days have the same one.
        let mut doubts: Vec<&Doubt> = doubts.collect();
        doubts.dedup_by(|a, b| std::ptr::eq(*a, *b));
        doubts
            .into_iter()
            .map(|doubt| doubt.cause.clone())
            .collect()
    }
}
