//! The days before the first school that the lists show: where the child was then.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use mimamori_calendar::grade;
use mimamori_record::line::{Cause, InstitutionType};
use mimamori_record::{Arrival, reason};

use super::Reader;

impl Reader<'_, '_> {
    /// Why the days before the first school that the lists show are not known.
    ///
    /// Who changed school was a pupil somewhere before; with the former school's list missing, its
    /// days there must not pass for days without absence.
    pub(super) fn before_first_day(&mut self, day: NaiveDate) -> Option<usize> {
        let (first, school) = self.first?;
        let setting = self.setting;
        if day >= first || !setting.schools.open("", day) {
            return None;
        }
        if self.came.is_some_and(|came| day < came) {
            return Some(self.number(Cause {
                code: reason::MOVED_IN.code.to_owned(),
                dataset: Some(self.list.to_owned()),
                ..Cause::default()
            }));
        }
        // The former school is known, and says that the child had left.
        if self.covered(day).any(|name| name != school) {
            return None;
        }
        let grade = self.grade_on(day)?;
        // Registers often write the day of the entrance ceremony; lessons begin with it.
        let entrance = matches!(grade, 1 | 7) && first.month() == 4 && first.day() <= 15;
        if !(1..=9).contains(&grade) || entrance {
            return None;
        }
        let key = (day.year(), day.month());
        if let Some(known) = self.former.get(&key) {
            return *known;
        }
        let cause = self.of_former(school, &format!("{:04}-{:02}", key.0, key.1));
        let doubt = cause.map(|cause| self.number(cause));
        self.former.insert(key, doubt);
        doubt
    }

    fn grade_on(&self, day: NaiveDate) -> Option<i32> {
        Some(grade(self.child.born?, day))
    }

    /// Whether somebody whom no register shows may have been a pupil on a day. A nursery's list is
    /// its own register.
    pub(super) fn may_be_pupil(&self, day: NaiveDate) -> bool {
        let of_age = |grade| (1..=9).contains(&grade);
        self.list == self.register || self.grade_on(day).is_none_or(of_age)
    }

    /// Why none of the other schools' lists of a month shows the child.
    fn of_former(&self, school: &str, month: &str) -> Option<Cause> {
        let coverage = self.setting.coverage;
        let expected = &coverage.dataset(self.list)?.expected;
        let kind = |name: &str| {
            let mut all = coverage.town().institutions.iter();
            let found = all.find(|institution| institution.name == name);
            found.map(|institution| institution.r#type)
        };
        // A pupil of an elementary school does not come from a junior high school.
        let fits = |name: &str| match (kind(school), kind(name)) {
            (Some(InstitutionType::ElementarySchool), Some(other)) => {
                other != InstitutionType::JuniorHighSchool
            }
            (Some(InstitutionType::JuniorHighSchool), Some(other)) => {
                other != InstitutionType::ElementarySchool
            }
            _ => true,
        };
        let names = expected.iter().filter_map(|e| e.institution.as_deref());
        let names: BTreeSet<&str> = names.filter(|n| *n != school && fits(n)).collect();
        let (mut gap, mut here) = (None, false);
        for name in names {
            match coverage.arrival(self.list, Some(name), month) {
                Arrival::Missing(cause) => return Some(cause),
                Arrival::Partial(cause) => gap = gap.or(Some(cause)),
                Arrival::Arrived => here = true,
                Arrival::NotExpected => {}
            }
        }
        let about = |code: &str| Cause {
            code: code.to_owned(),
            dataset: Some(self.list.to_owned()),
            month: Some(month.to_owned()),
            ..Cause::default()
        };
        if gap.is_some() || here {
            let mut own = self.child.in_question();
            let undecided = own.find_map(|record| coverage.undecided(record, self.list));
            return match (undecided, gap) {
                (Some(source), _) => Some(Cause {
                    source: Some(source),
                    ..about(reason::UNDECIDED_PAIR.code)
                }),
                (None, Some(gap)) => Some(gap),
                (None, None) => Some(about(reason::NOT_LINKED.code)),
            };
        }
        // A month that nobody has promised yet is not missing.
        let later = !expected.is_empty()
            && expected
                .iter()
                .all(|e| e.to.as_deref().is_some_and(|to| to < month));
        (!later).then(|| about(reason::LIST_MISSING.code))
    }
}
