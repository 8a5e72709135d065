//! The lists: whose rows hardly find anybody on another list, and values that stand for nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::decide::Decision;
use crate::identity::Field;
use crate::intake::Intake;

/// A list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) dataset: String,
    /// Persons with a row on it.
    pub(crate) persons: usize,
    /// Those of them who stand on another list too.
    pub(crate) elsewhere: usize,
    /// Those who do not, and about whom people are asked.
    pub(crate) asked: usize,
}

/// Fewer persons than this make no list of which anything could be said.
const LIST: usize = 20;

impl List {
    /// Whether most of it stands on no other list. In the residents' list, which has everybody, that
    /// is nothing to wonder about.
    pub(crate) fn alone(&self) -> bool {
        self.dataset != "residents" && self.persons >= LIST && self.elsewhere * 2 < self.persons
    }
}

/// One value that stands in a column much more often than any family has members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Crowded {
    pub(crate) dataset: String,
    pub(crate) field: Field,
    /// Persons who have the value.
    pub(crate) times: usize,
    /// Persons who have any.
    pub(crate) filled: usize,
}

/// What no twelve people of a list share, unless it is a place holder.
const OWN: [Field; 7] = [
    Field::ResidentNo,
    Field::HouseholdNo,
    Field::BirthDate,
    Field::Address,
    Field::Phone,
    Field::GuardianName,
    Field::GuardianKana,
];
const TOGETHER: usize = 12;

/// And that must be one in so many.
const ONE_IN: usize = 20;

/// The lists of this month, by name.
pub(crate) fn lists(intake: &Intake, decision: &Decision) -> Vec<List> {
    let mut on: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for record in &intake.records {
        let person = decision.person_of[record.identity as usize];
        let dataset = intake.seen(record).dataset();
        on.entry(person).or_default().insert(dataset);
    }
    let questions = decision.questions.iter().chain(&decision.waiting);
    let asked: BTreeSet<u32> = questions
        .flat_map(|question| [question.edge.a, question.edge.b])
        .map(|identity| decision.person_of[identity as usize])
        .collect();
    let mut lists: BTreeMap<&str, List> = BTreeMap::new();
    for (person, datasets) in on {
        for dataset in &datasets {
            let list = lists.entry(dataset).or_insert_with(|| List {
                dataset: (*dataset).to_owned(),
                ..List::default()
            });
            list.persons += 1;
            if datasets.len() > 1 {
                list.elsewhere += 1;
            } else {
                list.asked += usize::from(asked.contains(&person));
            }
        }
    }
    lists.into_values().collect()
}

/// The values that too many share.
pub(crate) fn crowded(intake: &Intake, decision: &Decision) -> Vec<Crowded> {
    let mut found = Vec::new();
    for field in OWN {
        let mut values: BTreeMap<&str, BTreeMap<&str, BTreeSet<u32>>> = BTreeMap::new();
        for record in &intake.records {
            let identity = intake.seen(record);
            let person = decision.person_of[record.identity as usize];
            if let Some(value) = identity.get(field) {
                let list = values.entry(identity.dataset()).or_default();
                list.entry(value).or_default().insert(person);
            }
        }
        for (dataset, values) in values {
            let times = values.values().map(BTreeSet::len).max().unwrap_or(0);
            let filled = values.values().map(BTreeSet::len).sum();
            if times >= TOGETHER && times * ONE_IN >= filled {
                found.push(Crowded {
                    dataset: dataset.to_owned(),
                    field,
                    times,
                    filled,
                });
            }
        }
    }
    found
}
