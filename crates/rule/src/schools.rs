//! On which days an institution has lessons, by law and by the town's own calendar (暦).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use mimamori_calendar::{Holidays, SchoolDays};
use mimamori_record::line::{CalendarEntry, InstitutionType, Town};

/// The school days of every institution of a town, over the two years before a day and the one
/// after it.
#[derive(Debug, Clone, Default)]
pub struct Schools {
    first: NaiveDate,
    /// One flag per day from `first`.
    general: Vec<bool>,
    own: BTreeMap<String, Vec<bool>>,
}

impl Schools {
    /// Works out the days once, so that judging a child only looks them up.
    pub fn new(town: &Town, today: NaiveDate) -> Self {
        let first = today.checked_sub_days(Days::new(731)).unwrap_or(today);
        let last = today.checked_add_days(Days::new(366)).unwrap_or(today);
        let nurseries = town.institutions.iter();
        let nurseries = nurseries.filter(|one| one.r#type == InstitutionType::Nursery);
        let nurseries: BTreeSet<&str> = nurseries.map(|one| one.name.as_str()).collect();
        let days_of = |institution: Option<&str>| {
            let nursery = institution.is_some_and(|name| nurseries.contains(name));
            let mut school = SchoolDays::new(Holidays::by_law());
            for entry in &town.calendar {
                // A nursery has no school holidays.
                let of_all = entry.institution.is_none() && !nursery;
                if of_all || entry.institution.as_deref() == institution {
                    school = with(school, entry, first, last);
                }
            }
            first
                .iter_days()
                .take_while(|day| *day <= last)
                .map(|day| school.is_school_day(day))
                .collect::<Vec<_>>()
        };
        let named = town
            .calendar
            .iter()
            .filter_map(|e| e.institution.as_deref())
            .chain(nurseries.iter().copied());
        Schools {
            first,
            general: days_of(None),
            own: named
                .map(|name| (name.to_owned(), days_of(Some(name))))
                .collect(),
        }
    }

    /// Whether children have to come to this institution on a day; *no* outside the years that
    /// were worked out.
    pub fn open(&self, institution: &str, day: NaiveDate) -> bool {
        self.lessons(institution).on(day)
    }

    /// The days of an institution, for who asks about many of them.
    pub(crate) fn lessons(&self, institution: &str) -> Lessons<'_> {
        Lessons {
            first: self.first,
            days: self.own.get(institution).unwrap_or(&self.general),
        }
    }
}

/// The days on which an institution has lessons.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lessons<'a> {
    first: NaiveDate,
    days: &'a [bool],
}

impl Lessons<'_> {
    pub fn on(self, day: NaiveDate) -> bool {
        let at = day.num_days_from_ce() - self.first.num_days_from_ce();
        usize::try_from(at).is_ok_and(|at| self.days.get(at).copied().unwrap_or(false))
    }
}

/// A line of the calendar, as far as it touches the years that are asked about.
fn with(
    school: SchoolDays,
    entry: &CalendarEntry,
    first: NaiveDate,
    last: NaiveDate,
) -> SchoolDays {
    let (Ok(from), Ok(to)) = (
        entry.from.parse::<NaiveDate>(),
        entry.to.parse::<NaiveDate>(),
    ) else {
        return school;
    };
    let (from, to) = (from.max(first), to.min(last));
    if !entry.open {
        return school.closed_between(from, to);
    }
    let days = from.iter_days().take_while(|day| *day <= to);
    days.fold(school, SchoolDays::open)
}
