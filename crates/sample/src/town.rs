//! The whole truth about one practice town.

use crate::health::{Checkup, Invitation};
use crate::life::After;
use crate::line::Line;
use crate::office::{Case, Decision, Plan};
use crate::people::{Household, Person};
use crate::school::Mark;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Everything that is true; the lists are written from it.
#[derive(Debug, Default)]
pub(crate) struct Town {
    pub(crate) seed: u64,
    pub(crate) people: Vec<Person>,
    pub(crate) households: Vec<Household>,
    /// By person: what a school marked on a day. No entry is a day present.
    pub(crate) marks: BTreeMap<usize, BTreeMap<NaiveDate, Mark>>,
    /// By person: the invitations to check-ups.
    pub(crate) checkups: BTreeMap<usize, Vec<Invitation>>,
    pub(crate) cases: Vec<Case>,
    pub(crate) plans: Vec<Plan>,
    pub(crate) decisions: Vec<Decision>,
    /// The rows of the smaller lists, in their order.
    pub(crate) lines: Vec<Line>,
    /// Of whom they speak, by list.
    pub(crate) spoken: HashSet<(&'static str, usize)>,
    /// What stories say of what came after a check-up.
    pub(crate) after: BTreeMap<(usize, Checkup), After>,
    /// Small children whom no nursery has.
    pub(crate) at_home: BTreeSet<usize>,
    /// People with a story in the smaller lists, whom the chances of ordinary life leave alone there.
    pub(crate) apart: BTreeSet<usize>,
    /// People to whom the chances of ordinary life (absences, typing slips, cases) do not apply.
    pub(crate) told: BTreeSet<usize>,
}

impl Town {
    /// The children, with their place in `people`.
    pub(crate) fn children(&self) -> impl Iterator<Item = (usize, &Person)> {
        self.people
            .iter()
            .enumerate()
            .filter(|(_, person)| person.child)
    }

    /// The household of somebody.
    pub(crate) fn household(&self, person: usize) -> &Household {
        &self.households[self.people[person].household]
    }
}
