//! How a household lives: what it receives, owes and lost.

use super::answer::{Answer, any};
use super::{Judge, Said};
use crate::days::day;
use crate::line::Value;
use std::collections::BTreeSet;

impl Judge<'_> {
    pub(super) fn benefits(&self) -> Vec<Said> {
        vec![
            ("public-assistance", self.here().and(self.assisted())),
            ("school-aid", self.here().and(self.school_aid())),
            (
                "single-parent-benefits",
                self.here().and(self.one_parent_benefit()),
            ),
            ("arrears-of-registered", self.owes()),
            ("water-stopped", self.here().and(self.no_water())),
        ]
    }

    /// Receives something of this kind that has not ended.
    pub(super) fn receives(&self, kind: &str) -> Answer {
        let rows = self.rows("benefits").filter(|row| row.is("part", kind));
        any(rows.map(|row| self.current(row)))
    }

    pub(super) fn others_receive(&self, kind: &str) -> Answer {
        any(self.others().map(|other| other.receives(kind)))
    }

    pub(super) fn one_parent_benefit(&self) -> Answer {
        self.others_receive("児童扶養手当")
            .or(self.others_receive("ひとり親医療"))
    }

    pub(super) fn school_aid(&self) -> Answer {
        self.receives("就学援助")
    }

    fn assisted(&self) -> Answer {
        self.receives("生活保護")
            .or(self.others_receive("生活保護"))
    }

    /// Two kinds of arrears or three months, of a household with a registered child.
    fn owes(&self) -> Answer {
        let near = self.siblings().map(|sibling| sibling.registered());
        let registered = self.registered().or(any(near));
        let adults = self.others().filter(|other| !other.who().child);
        let owing = adults.map(|adult| {
            let kinds = adult
                .rows("arrears")
                .filter_map(|row| match row.get("part") {
                    Some(Value::Text(kind)) => Some(kind),
                    _ => None,
                });
            let kinds: BTreeSet<_> = kinds.collect();
            let rows = adult.rows("arrears");
            let long = rows.map(|row| adult.number(row, "months", 3));
            Answer::from(kinds.len() >= 2).or(any(long))
        });
        registered.and(any(owing))
    }

    fn no_water(&self) -> Answer {
        let all = std::iter::once(*self).chain(self.others());
        any(all.flat_map(|one| {
            let rows = one.rows("signals");
            rows.map(move |row| {
                let stopped = one.says(row, "signal", &["水道の停栓"]);
                stopped.and(one.since(row, "date", day(2026, 3, 1)))
            })
        }))
    }
}
