//! A household, its members and all that is known about them.

use std::collections::BTreeSet;

use crate::individual::Individual;
use crate::line::{Due, Flag, Household};
use crate::read::broken;
use crate::{Failure, said};

/// A household with exactly its members, and the lines that earlier programs wrote about them.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// The household.
    pub household: Household,
    /// Its members, in the order of the stream.
    pub people: Vec<Individual>,
    /// What flag found.
    pub flags: Vec<Flag>,
    /// What remind found.
    pub dues: Vec<Due>,
}

impl Block {
    /// The member with this id.
    pub fn person(&self, id: &str) -> Option<&Individual> {
        self.people.iter().find(|person| person.line.id == id)
    }

    /// What the member is in the household: `child` or `adult`.
    pub fn relation(&self, id: &str) -> Option<&str> {
        let member = self.household.members.iter().find(|m| m.person == id)?;
        Some(&member.relation)
    }

    /// A missing or foreign member means that a filter has torn the household apart.
    pub(crate) fn check(&self, number: u64) -> Result<(), Failure> {
        let named: BTreeSet<&str> = self
            .household
            .members
            .iter()
            .map(|m| m.person.as_str())
            .collect();
        let here: BTreeSet<&str> = self.people.iter().map(|p| p.line.id.as_str()).collect();
        let id = &self.household.id;
        if named == here && here.len() == self.people.len() {
            return Ok(());
        }
        Err(broken(
            said!(
                "世帯 {id} の人がそろっていません（入力の{number}行目まで）",
                "household {id} is not complete (up to line {number} of the input)"
            ),
            said!(
                "途中で行を抜き出すときは、世帯（household）ごとに残すか除くかしてください",
                "a filter must take or leave whole households (key household)"
            ),
        ))
    }
}
