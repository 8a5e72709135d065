//! School beside attendance: who goes nowhere, the health room, teeth, what comes after.

use super::answer::{Answer, Cause, any, count};
use super::{Judge, Said};
use crate::days::{day, grade, register_as_of};
use crate::line::Value;

impl Judge<'_> {
    pub(super) fn school(&self) -> Vec<Said> {
        vec![
            ("school-age-not-enrolled", self.not_enrolled()),
            ("health-room-5-month", self.health_room()),
            ("untreated-teeth", self.teeth()),
            ("after-school-age-unsupported", self.after_school_age()),
            // Asked in March; the practice day is in June.
            ("school-entry-not-handed-on", Answer::No),
        ]
    }

    fn not_enrolled(&self) -> Answer {
        let child = self.who();
        if !child.here() || !(1..=9).contains(&grade(child.birth)) || !child.schools.is_empty() {
            Answer::No
        } else if !child.undecided.is_empty() {
            Answer::Unknown(Cause::UndecidedPair)
        } else if child.since > register_as_of() {
            Answer::Unknown(Cause::MovedIn)
        } else {
            Answer::Yes
        }
    }

    fn health_room(&self) -> Answer {
        let often = self.rows("health-room");
        let often = often.map(|row| self.number(row, "visits", 5));
        self.school_age().and(any(often))
    }

    /// Five teeth within a year, or told in this school year and the one before.
    fn teeth(&self) -> Answer {
        let rows: Vec<_> = self.rows("school-checkups").collect();
        let many = rows.iter().map(|row| {
            let recent = self.since(row, "date", day(2025, 6, 1));
            self.number(row, "untreated_teeth", 5).and(recent)
        });
        let told = rows.iter().map(|row| {
            let recent = self.since(row, "date", day(2025, 4, 1));
            self.says(row, "advised", &["有"]).and(recent)
        });
        self.school_age().and(any(many).or(count(told, 2)))
    }

    /// Left junior high school, goes nowhere and is in touch with nobody.
    fn after_school_age(&self) -> Answer {
        let grade = grade(self.who().birth);
        if grade < 10 || !self.who().here() {
            return Answer::No;
        }
        let rows: Vec<_> = self.rows("school-register").collect();
        let somewhere = rows.iter().map(|row| {
            let began = self.cell(row, "enrolled_on", |value| matches!(value, Value::Day(_)));
            let left = self.cell(row, "left_on", |value| matches!(value, Value::Day(_)));
            began.and(left.not())
        });
        let services = self.rows("services").map(|row| self.current(row));
        let contacts = self.rows("contacts");
        let contacts = contacts.map(|row| self.since(row, "date", day(2025, 6, 1)));
        let helped = any(services).or(any(contacts));
        let came_later = rows.is_empty() && self.came_after(day(2036 - grade, 3, 31));
        any(somewhere)
            .or(helped)
            .not()
            .unless(came_later, Cause::MovedIn)
    }
}
