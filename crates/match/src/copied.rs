//! Rows without a given name that a list copies on from month to month (山田 第1子, the same day, the
//! same home): twelve months in one run are one question, not twelve.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::Answer;
use crate::identity::{Field, Identity, narrow};
use crate::intake::{Intake, Rec};
use crate::texts::BLANK;

/// What says where a child is at home.
const HOME: [Field; 3] = [Field::Address, Field::Phone, Field::GuardianName];

/// The identities that are one row, once in each of several months of one list. `sets` are the
/// identities of each earlier person.
///
/// Next year's child of a class may have the same surname, and a sister the same home: a birth date
/// and a home have to stand there. Two such rows in one month, rows of two earlier persons, and rows
/// of which people answered about more than one stay by themselves.
pub(crate) fn rows(intake: &Intake, answers: &[Answer], sets: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut same: BTreeMap<Identity, BTreeMap<u32, &Rec>> = BTreeMap::new();
    for record in &intake.records {
        let identity = &intake.identities[record.identity as usize];
        let home = HOME.into_iter().any(|field| identity.has(field));
        if identity.apart != BLANK && identity.has(Field::BirthDate) && home {
            let says = Identity {
                apart: BLANK,
                ..*identity
            };
            let rows = same.entry(says).or_default();
            rows.entry(record.identity).or_insert(record);
        }
    }
    same.retain(|_, rows| rows.len() > 1);
    if same.is_empty() {
        return Vec::new();
    }
    let answered = answers.iter().flat_map(|answer| &answer.keys);
    let answered: BTreeSet<&str> = answered.map(String::as_str).collect();
    let mut earlier: BTreeMap<u32, u32> = BTreeMap::new();
    for (person, set) in sets.iter().enumerate() {
        earlier.extend(set.iter().map(|identity| (*identity, narrow(person))));
    }
    same.retain(|_, rows| {
        let months = rows.values().map(|row| intake.source(row).month.as_deref());
        let months: Option<BTreeSet<&str>> = months.collect();
        let once = months.is_some_and(|months| months.len() == rows.len());
        let persons: BTreeSet<&u32> = rows.keys().filter_map(|row| earlier.get(row)).collect();
        let keys = rows.values().map(|row| intake.key(row));
        let spoken = keys.filter(|key| answered.contains(key.as_str())).count();
        once && persons.len() < 2 && spoken < 2
    });
    let sets = same.into_values().map(|rows| rows.into_keys().collect());
    sets.collect()
}
