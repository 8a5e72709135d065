//! What the smaller lists say of families: the stories first, then ordinary life, which does not
//! touch those of whom a list says something already.

mod after;
mod centre;
mod gaps;
mod health;
mod heard;
mod nursery;
mod offices;
mod reminded;
mod school;
mod told;
mod welfare;

pub(crate) use after::{After, after};
pub(crate) use nursery::{NURSERIES, Nursery, attends, marks as nursery_marks};

use crate::days::{grade, plus_days, today};
use crate::line::Line;
use crate::people::Sex;
use crate::rng::Rng;
use crate::stories::Left;
use crate::town::Town;
use chrono::NaiveDate;

/// Fills the smaller lists.
pub(crate) fn fill(town: &mut Town, left: &mut Left) {
    told::tell(town, left);
    health::fill(town);
    welfare::fill(town);
    school::fill(town);
    offices::fill(town);
    centre::fill(town);
}

/// The day up to which the lists of the month are kept.
fn kept_to() -> NaiveDate {
    plus_days(today(), -3)
}

impl Town {
    fn say(&mut self, line: Line) {
        self.spoken.insert((line.dataset, line.person));
        self.lines.push(line);
    }

    /// Whether a list speaks of somebody already.
    fn says(&self, dataset: &'static str, person: usize) -> bool {
        self.spoken.contains(&(dataset, person))
    }

    /// Whether ordinary chance may touch somebody.
    fn ordinary(&self, person: usize) -> bool {
        !self.told.contains(&person) && !self.apart.contains(&person)
    }

    /// Whether the lists tell somebody from everybody else: there are no questions to add to.
    fn clear(&self, person: usize) -> bool {
        let household = self.people[person].household;
        let mut decisions = self.decisions.iter();
        self.people[person].undecided.is_empty()
            && !decisions.any(|d| d.surname_only && self.people[d.person].household == household)
    }

    /// Chance about one person in one list.
    fn draws(&self, label: u64, person: usize) -> Rng {
        Rng::at(self.seed, &[20, label, u64::try_from(person).unwrap_or(0)])
    }

    /// Those of a household who live here, adults or children.
    fn members(&self, household: usize, child: bool) -> Vec<usize> {
        let members = self.households[household].members.iter().copied();
        members
            .filter(|m| self.people[*m].here() && self.people[*m].child == child)
            .collect()
    }

    /// The woman of a household who may be a mother: the youngest grown one.
    fn mother(&self, household: usize) -> Option<usize> {
        let adults = self.members(household, false);
        let women = adults
            .into_iter()
            .filter(|m| self.people[*m].sex == Sex::Female);
        women.max_by_key(|m| self.people[*m].birth)
    }

    /// The only grown person of a household.
    fn single_parent(&self, household: usize) -> Option<usize> {
        match (
            self.members(household, false).as_slice(),
            self.members(household, true),
        ) {
            ([alone], children) if !children.is_empty() => Some(*alone),
            _ => None,
        }
    }

    /// Not yet through junior high school.
    fn pupil_or_younger(&self, who: &crate::people::Person) -> bool {
        grade(who.birth) <= 9
    }

    /// Goes to elementary or junior high school today.
    fn pupil(&self, person: usize) -> bool {
        let who = &self.people[person];
        who.here() && !who.schools.is_empty() && (1..=9).contains(&grade(who.birth))
    }
}
