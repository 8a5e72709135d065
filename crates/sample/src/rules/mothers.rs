//! Pregnancy and the first year after birth.

use super::answer::{Answer, Cause, any};
use super::{Judge, Said};
use crate::days::{day, plus_days, plus_months, today};
use crate::line::{Line, Value};

/// The check-ups after birth: the columns of the day, of the points, of the tenth question.
const AFTER_BIRTH: [[&str; 3]; 2] = [
    ["date@2w", "epds_total@2w", "epds_item10@2w"],
    ["date@1m", "epds_total@1m", "epds_item10@1m"],
];

impl<'t> Judge<'t> {
    pub(super) fn mothers(&self) -> Vec<Said> {
        vec![
            ("pregnancy-notified-late", self.late()),
            ("pregnancy-checkup-gap", self.gap()),
            ("young-mother", self.young()),
            ("fifth-child-or-multiple", self.many()),
            ("nobody-to-help", self.alone()),
            ("epds-9", self.points(1, 9)),
            ("epds-item-10", self.points(2, 1)),
            (
                "postpartum-checkup-not-taken",
                self.with_her_child(self.not_seen_after()),
            ),
            ("gap-postpartum-care", self.with_her_child(self.no_care())),
        ]
    }

    fn expecting(&self) -> impl Iterator<Item = &'t Line> {
        self.rows("pregnancy")
            .filter(|row| row.is("outcome", "妊娠中"))
    }

    fn late(&self) -> Answer {
        any(self.expecting().map(|row| self.number(row, "weeks", 16)))
    }

    /// The slips reach to the end of April: none in the eight weeks before.
    fn gap(&self) -> Answer {
        let from = plus_days(day(2026, 4, 30), -56);
        let slips = self.rows("pregnancy-checkups");
        let came = any(slips.map(|row| self.since(row, "date", plus_days(from, 1))));
        let known = any(self.expecting().map(|row| {
            let due = self.since(row, "due_on", today());
            due.and(self.until(row, "notified_on", from))
        }));
        known.and(came.not())
    }

    fn young(&self) -> Answer {
        let of_age = plus_months(self.who().birth, 18 * 12);
        let before = plus_days(of_age, -1);
        any(self
            .expecting()
            .map(|row| self.until(row, "notified_on", before)))
    }

    fn many(&self) -> Answer {
        any(self.expecting().map(|row| {
            let fifth = self.number(row, "birth_order", 5);
            fifth.or(self.number(row, "babies", 2))
        }))
    }

    fn alone(&self) -> Answer {
        any(self.expecting().map(|row| {
            self.says(row, "supporter", &["いない"])
                .or(self.says(row, "confidant", &["いない"]))
                .or(self.says(row, "feeling", &["困った"]))
        }))
    }

    /// Nobody reminds a mother whose child died or left; without any child nobody can say.
    fn with_her_child(&self, asked: Answer) -> Answer {
        let young = |months| {
            let those = self.siblings();
            those.filter(move |child| matches!(child.younger_than(months), Answer::Yes))
        };
        if self.births().next().is_none() || young(24).any(|child| !child.who().here()) {
            Answer::No
        } else if young(14).next().is_none() {
            Answer::Unknown(Cause::NotLinked)
        } else {
            asked
        }
    }

    /// Births within a year.
    fn births(&self) -> impl Iterator<Item = &'t Line> {
        let births = self.rows("postpartum");
        births.filter(|row| row.date("delivered_on") >= Some(day(2025, 6, 1)))
    }

    /// So many points at a check-up; of a mother who came to none, nobody knows.
    fn points(&self, column: usize, least: u32) -> Answer {
        any(self.births().map(|row| {
            let asked = AFTER_BIRTH
                .iter()
                .filter(|keys| row.get(keys[column]).is_some());
            if asked.clone().count() == 0 {
                return Answer::Unknown(Cause::NotAsked("postpartum"));
            }
            any(asked.map(|keys| self.number(row, keys[column], least)))
        }))
    }

    /// Two weeks after the end of either time, and no day stands there.
    fn not_seen_after(&self) -> Answer {
        any(self.births().map(|row| {
            let born = row.date("delivered_on").unwrap_or_default();
            let ends = [28, 56].map(|days| plus_days(born, days + 14));
            any(AFTER_BIRTH.iter().zip(ends).map(|([date, ..], end)| {
                let taken = self.cell(row, date, |value| matches!(value, Value::Day(_)));
                Answer::from(end <= super::last_day()).and(taken.not())
            }))
        }))
    }

    fn no_care(&self) -> Answer {
        let care = self.rows("postpartum-care");
        let care = any(care.map(|row| self.since(row, "date", day(2025, 6, 1))));
        self.points(1, 9).and(care.not())
    }
}
