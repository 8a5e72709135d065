//! At which school a child was on a day: what the register says, and what the sheets say about it.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::{Enrolment, NOT_ENROLLED, Reader, Sheet, within};
use crate::day::Iso;

impl<'a> Reader<'a, '_> {
    /// From the register, or without one the first day on which a sheet takes the child for a
    /// pupil. `None` when an enrolment has no beginning.
    pub(super) fn first_day(&self) -> Option<(NaiveDate, &'a str)> {
        let days = self.enrolments.iter();
        let days: Option<Vec<_>> = days
            .map(|e| Some((e.from?, e.institution.unwrap_or(""))))
            .collect();
        if !self.enrolments.is_empty() {
            return days?.into_iter().min();
        }
        let days = self.sheets.iter().filter_map(|sheet| {
            let mut days = sheet.from?.iter_days().take_while(|d| Some(*d) <= sheet.to);
            let first = days.find(|day| self.pupil_on(sheet, *day))?;
            Some((first, sheet.institution))
        });
        days.min()
    }

    /// Whether the sheet has a column for the day that does not say 「－」.
    fn pupil_on(&self, sheet: &Sheet<'a>, day: NaiveDate) -> bool {
        let name = Iso::of(day);
        let name = name.as_str();
        let mark = match sheet.record.fields.get(self.field) {
            Some(Json::Object(marks)) => marks.get(name).and_then(Json::as_str),
            _ => None,
        };
        sheet.source.days.contains_key(name) && sheet.lessons.on(day) && mark != Some(NOT_ENROLLED)
    }

    /// Whether the register has the child at the school of a sheet. Where it does not say since
    /// when, the sheet's first day does.
    pub(super) fn registered_at(&self, sheet: Sheet<'a>, day: NaiveDate) -> bool {
        let begins_later = || {
            let own = self.sheets.iter();
            let mut own = own.filter(|other| other.institution == sheet.institution);
            own.any(|own| {
                let days = own.source.days.keys().filter_map(|day| day.parse().ok());
                let mut later = days.filter(|later| *later > day);
                later.any(|later| self.pupil_on(own, later))
            })
        };
        let here = self.enrolments.iter();
        let mut here = here.filter(|e| e.institution == Some(sheet.institution));
        here.any(|e| within(day, e.from, e.to) && (e.from.is_some() || !begins_later()))
    }

    /// A blank at the old school says nothing after the child has left it.
    pub(super) fn enrolled_elsewhere(&self, institution: &str, day: NaiveDate) -> bool {
        let mut here = self
            .enrolments
            .iter()
            .filter(|e| e.institution == Some(institution));
        let left = |e: &Enrolment<'_>| !within(day, e.from, e.to);
        let known = here.clone().next().is_some();
        if known {
            return here.all(left);
        }
        self.enrolments
            .iter()
            .any(|e| e.institution.is_some() && within(day, e.from, e.to))
    }

    /// Without a register, the school of the sheet that lies nearest before the day, else after.
    pub(super) fn nearest_school(&self, day: NaiveDate) -> Option<&'a str> {
        let before = self
            .sheets
            .iter()
            .filter(|s| s.to.is_some_and(|to| to < day));
        let after = self
            .sheets
            .iter()
            .filter(|s| s.from.is_some_and(|from| from > day));
        let near = before.max_by_key(|s| s.to).or(after.min_by_key(|s| s.from));
        near.map(|sheet| sheet.institution)
    }
}
