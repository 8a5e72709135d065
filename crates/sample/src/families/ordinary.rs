//! Ordinary families: as many as the town still needs.

use super::{Child, Families, Family, Shape, clear_of_edges};
use crate::days::{self, day, plus_days, today};
use crate::health::Checkup;
use crate::names::ABROAD;
use chrono::NaiveDate;

impl Families<'_> {
    /// Adds ordinary families until the town has `wanted` children.
    pub(crate) fn fill(&mut self, wanted: usize) {
        let mut have = self.town.children().count();
        while have < wanted {
            let family = self.ordinary(wanted - have);
            have += self.add(&family).len();
        }
    }

    fn ordinary(&mut self, room: usize) -> Family {
        let count = [1, 1, 1, 2, 2, 2, 2, 3, 3, 4][self.rng.below(10)].min(room);
        let oldest = (today() - day(2008, 4, 3)).num_days();
        let youngest = 6;
        let mut age = self.rng.between(youngest, oldest);
        let mut children = Vec::new();
        while children.len() < count && age >= youngest {
            let birth = plus_days(today(), -age);
            children.push(Child {
                birth,
                sex: None,
                twin: false,
                given: None,
            });
            if children.len() < count && self.rng.chance(12) {
                children.push(Child {
                    birth,
                    sex: None,
                    twin: true,
                    given: None,
                });
            }
            age -= self.rng.between(420, 1500);
        }
        let shape = match self.rng.below(100) {
            0..78 => Shape::Couple,
            78..90 => Shape::Mother,
            90..92 => Shape::Father,
            92..96 => Shape::Grandparents,
            96..98 => Shape::Remarried(1),
            _ => Shape::RemarriedRenamed(1),
        };
        let mut family = Family::of(children).shaped(shape);
        let school_age = family
            .children
            .iter()
            .any(|c| (1..=9).contains(&days::grade(clear_of_edges(c.birth))));
        if self.rng.chance(45) {
            let last = if school_age {
                day(2026, 3, 25)
            } else {
                day(2026, 5, 22)
            };
            let span = (last - day(2025, 4, 1)).num_days();
            let since = plus_days(day(2025, 4, 1), self.rng.between(0, span));
            family.since = Some(clear_of_windows(since, &family.children));
        }
        if self.rng.chance(22) && shape == Shape::Couple {
            family.abroad = Some(self.rng.below(ABROAD.len()));
        }
        family.protected = self.rng.chance(4);
        family
    }
}

/// Moves the day of arrival away from the days on which a window of a check-up ended, where one
/// day more or less would decide.
fn clear_of_windows(mut since: NaiveDate, children: &[Child]) -> NaiveDate {
    let near = |since: NaiveDate| {
        children.iter().any(|child| {
            let birth = clear_of_edges(child.birth);
            let ends = Checkup::ALL.map(|checkup| checkup.window_end(birth));
            ends.iter().any(|end| (*end - since).num_days().abs() <= 2)
        })
    };
    while near(since) {
        since = plus_days(since, -1);
    }
    since
}
