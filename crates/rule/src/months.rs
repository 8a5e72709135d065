//! Rows that have not come: on which lists that institutions send each month a person may stand,
//! and on which days no list of events has anything.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_calendar::{Holidays, YearMonth};
use mimamori_record::line::{Cause, Expected, Record};
use mimamori_record::{Arrival, Stretch, reason};

use crate::attends::Places;
use crate::judge::View;
use crate::truth::{Causes, Cells};
use crate::typed::Records;

impl<'a> View<'a> {
    /// Why somebody without a row may stand on such a list after all; else the lists on which it
    /// does not.
    pub fn no_month(&self, records: &'a Records) -> (Option<Causes>, Cells) {
        let (others, lists) = self.absence_at_places(records);
        match (self.months_missing(records, &[]), others) {
            (None, others) => (others, lists),
            (months, None) => (months, Cells::new()),
            // Which months are missing says more than that nothing came.
            (Some(mut months), Some(others)) => {
                let missing = |cause: &Cause| cause.code == reason::LIST_MISSING.code;
                months.extend(others.into_iter().filter(|cause| !missing(cause)));
                (Some(months), Cells::new())
            }
        }
    }

    /// What a school owes leaves nothing open about those who go to another one, or to none.
    fn absence_at_places(&self, records: &'a Records) -> (Option<Causes>, Cells) {
        let all = self.absence(records, None);
        if all.0.is_none() {
            return all;
        }
        let months = self.months_of(records).into_iter();
        let places = months.map(|month| self.places(&records.list, &[], month));
        match places.reduce(Places::or) {
            None | Some(Places::Any) => all,
            Some(Places::Only(mut places)) => {
                places.retain(|place| self.sends(records, place));
                if places.is_empty() {
                    return self.absence_of_all(records);
                }
                let (mut open, mut causes, mut lists) = (false, Causes::new(), Cells::new());
                for place in places {
                    let (more, none) = self.absence(records, Some(place));
                    open |= more.is_some();
                    causes.extend(more.into_iter().flatten());
                    lists.extend(none);
                }
                (open.then_some(causes), lists)
            }
        }
    }

    /// Of somebody who is at none of the institutions that send the list.
    fn absence_of_all(&self, records: &'a Records) -> (Option<Causes>, Cells) {
        let told = View {
            told: true,
            ..*self
        };
        let whole = [reason::LIST_MISSING.code, reason::LIST_UNREADABLE.code];
        let of_one =
            |cause: &Cause| whole.contains(&cause.code.as_str()) && cause.institution.is_some();
        let mut causes = told.absence(records, None).0.unwrap_or_default();
        causes.retain(|cause| !of_one(cause));
        match causes.is_empty() {
            true => (None, self.on_no_register().unwrap_or_default()),
            false => (Some(causes), Cells::new()),
        }
    }

    /// Whether an institution sends the list, or ought to.
    fn sends(&self, records: &Records, place: &str) -> bool {
        let coverage = self.setting.coverage;
        let dataset = coverage.dataset(&records.list);
        let mut expected = dataset.into_iter().flat_map(|dataset| &dataset.expected);
        let mut sources = coverage.judged_sources(&records.list, Some(place));
        expected.any(|one| one.institution.as_deref() == Some(place))
            || sources.any(|source| source.institution.as_deref() == Some(place))
    }

    /// The months that institutions owe and that could hold a row that is asked for.
    fn months_of(&self, records: &'a Records) -> BTreeSet<YearMonth> {
        let dataset = self.setting.coverage.dataset(&records.list);
        let expected = dataset.into_iter().flat_map(|dataset| &dataset.expected);
        let months: BTreeSet<YearMonth> = expected.flat_map(|one| self.months_owed(one)).collect();
        let months = months.into_iter();
        months
            .filter(|month| self.may_hold(records, whole(*month)))
            .collect()
    }

    /// The months from the first that was promised until today.
    fn months_owed(&self, expected: &Expected) -> impl Iterator<Item = YearMonth> + use<'a> {
        let month = |text: &Option<String>| text.as_deref()?.parse::<YearMonth>().ok();
        let today = YearMonth::of(self.setting.today);
        let last = month(&expected.to).unwrap_or(today).min(today);
        let first = month(&expected.from);
        std::iter::successors(first, |month| Some(month.next()))
            .take_while(move |month| *month <= last)
    }

    /// Why somebody may stand on a list that says itself who belongs there: the sheets of whole
    /// months, from one day to another, that institutions owe and that are not here.
    pub fn sheets_missing(&self, list: &str, from: NaiveDate, until: NaiveDate) -> Option<Causes> {
        let coverage = self.setting.coverage;
        let mut causes = Causes::new();
        for expected in coverage.dataset(list).into_iter().flat_map(|d| &d.expected) {
            let months = self.months_owed(expected);
            for month in months.filter(|m| m.last_day() >= from && m.last_day() <= until) {
                let place = expected.institution.as_deref();
                let name = format!("{:04}-{:02}", month.year(), month.month());
                if let Arrival::Missing(cause) | Arrival::Partial(cause) =
                    coverage.arrival(list, place, &name)
                {
                    causes.insert(cause);
                }
            }
        }
        Some(causes).filter(|causes| !causes.is_empty())
    }

    /// Why there may be more rows than these: the months that the person's institutions owe.
    pub fn months_missing(&self, records: &'a Records, rows: &[&'a Record]) -> Option<Causes> {
        let (coverage, list) = (self.setting.coverage, records.list.as_str());
        let dataset = coverage.dataset(list)?;
        let own = self.person.in_question();
        let undecided = own.filter_map(|record| coverage.undecided(record, list));
        let mut causes: Causes = undecided
            .map(|source| Cause {
                code: reason::UNDECIDED_PAIR.code.to_owned(),
                dataset: Some(list.to_owned()),
                source: Some(source),
                ..Cause::default()
            })
            .collect();
        for expected in &dataset.expected {
            for month in self.months_owed(expected) {
                let name = format!("{:04}-{:02}", month.year(), month.month());
                let place = expected.institution.as_deref();
                let (Arrival::Missing(cause) | Arrival::Partial(cause)) =
                    coverage.arrival(list, place, &name)
                else {
                    continue;
                };
                let here = self.rows_of(rows, place, month, list);
                if !self.is_known(&here, &name)
                    && self.places(&records.list, rows, month).may_be(place)
                    && self.may_hold(records, whole(month))
                {
                    causes.insert(cause);
                }
            }
        }
        Some(causes).filter(|causes| !causes.is_empty())
    }

    /// Why there may be events on days that no list here has: before the first list or between
    /// two of them, as far as they say from when to when they are, or after the day on which the
    /// newest was drawn up. `by` says how far a list has to reach; without it, to the end of the
    /// month before this one, because that of a month that is not over is nobody's to have.
    pub fn events_missing(&self, records: &'a Records) -> Option<Causes> {
        let mut open = false;
        let mut causes = Causes::new();
        let stretches = self.setting.coverage.stretches(&records.list);
        for own in stretches.chunk_by(|a, b| a.institution == b.institution) {
            if let Some((first, last, newest)) = self.gap(records, own)
                && self
                    .places(&records.list, &[], YearMonth::of(last))
                    .may_be(own[0].institution.as_deref())
            {
                open = true;
                causes.extend(self.causes(|| self.missing_days(records, first, last, newest)));
            }
        }
        open.then_some(causes)
    }

    /// The last days without a list on which there may be an event that is asked for; and the
    /// newest list, where it was drawn up before them.
    fn gap<'s>(
        &self,
        records: &'a Records,
        stretches: &'s [Stretch],
    ) -> Option<(NaiveDate, NaiveDate, Option<&'s Stretch>)> {
        let mut open = None;
        let mut next = Stretch::long_ago();
        for stretch in stretches {
            let gap = (next, stretch.from.pred_opt()?);
            if gap.0 <= gap.1 && self.may_hold(records, gap) {
                open = Some((gap.0, gap.1, None));
            }
            next = next.max(stretch.to.succ_opt()?);
        }
        let last = YearMonth::of(self.setting.today).plus(-1).last_day();
        // Nobody draws up lists at a weekend.
        let due = || Holidays::by_law().working_day_on_or_before(last);
        let late = records.by.is_none()
            && next <= last
            && next <= due()
            && self.may_hold(records, (next, last));
        let newest = stretches.iter().max_by_key(|stretch| stretch.to)?;
        let newest = Some(newest).filter(|newest| newest.drawn_up);
        late.then_some((next, last, newest)).or(open)
    }

    fn missing_days(
        &self,
        records: &'a Records,
        first: NaiveDate,
        last: NaiveDate,
        newest: Option<&Stretch>,
    ) -> Cause {
        let about = |code: &str| Cause {
            code: code.to_owned(),
            dataset: Some(records.list.clone()),
            ..Cause::default()
        };
        if let Some(newest) = newest {
            return Cause {
                institution: newest.institution.clone(),
                source: Some(newest.source.clone()),
                ..about(reason::LIST_TOO_OLD.code)
            };
        }
        // The latest month of those that are asked for.
        let (first, last) = (YearMonth::of(first), YearMonth::of(last));
        let mut months = std::iter::successors(Some(last), |month| Some(month.plus(-1)))
            .take_while(|month| *month >= first);
        let month = months.find(|month| self.may_hold(records, whole(*month)));
        Cause {
            month: Some(month.unwrap_or(last).to_string()),
            ..about(reason::LIST_STARTS_LATER.code)
        }
    }

    /// Whether the row of a month is here, and was drawn up at its end.
    fn is_known(&self, rows: &[&Record], month: &str) -> bool {
        rows.iter().any(|record| {
            let source = self.setting.coverage.source(&record.source);
            source.is_some_and(|source| {
                let from = source.from.as_deref();
                from.is_some_and(|from| from.starts_with(month))
                    && source.to.is_some()
                    && source.as_of >= source.to
            })
        })
    }

    /// Whether a row of these days, had it come, could be one of those that are asked for.
    fn may_hold(&self, records: &'a Records, days: (NaiveDate, NaiveDate)) -> bool {
        let row = View {
            record: None,
            unseen: Some(days),
            told: false,
            ..*self
        };
        let with = records.with.as_deref();
        with.is_none_or(|test| !row.test(test).is_no())
    }
}

fn whole(month: YearMonth) -> (NaiveDate, NaiveDate) {
    (month.first_day(), month.last_day())
}
