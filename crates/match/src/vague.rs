//! Rows that say too little to be known by what they say (山田 第1子, a surname alone, two of one name
//! in one class): who of the earlier run they are when their list comes in another file.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use mimamori_record::Failure;

use crate::before::{Before, content};
use crate::identity::Identity;
use crate::intake::{Intake, Rec};
use crate::texts::BLANK;

/// By identity of this run, a place in [`Before::people`]. `placed` are the rows that stand where
/// they stood, with their persons; `sets` the identities of each earlier person as they were read.
/// Rows that people speak of in this input, `told`, are whose they say.
pub(crate) fn owners(
    intake: &Intake,
    before: &Before,
    told: &BTreeSet<&str>,
    placed: BTreeMap<u32, usize>,
    sets: &[BTreeSet<u32>],
) -> Result<BTreeMap<u32, usize>, Failure> {
    let mut owners = placed;
    let mut free: BTreeMap<u32, &Rec> = BTreeMap::new();
    for record in &intake.records {
        let vague = intake.identities[record.identity as usize].apart != BLANK;
        let told = vague && told.contains(intake.key(record).as_str());
        if vague && !told && !owners.contains_key(&record.identity) {
            free.entry(record.identity).or_insert(record);
        }
    }
    if free.is_empty() {
        return Ok(owners);
    }
    owners.extend(answered(intake, before, &free)?);
    free.retain(|identity, _| !owners.contains_key(identity));
    let taken: BTreeSet<usize> = owners.values().copied().collect();
    let says = |at: u32| Identity {
        apart: BLANK,
        ..intake.identities[at as usize]
    };
    // Of whom nothing else is known: which of several such is which nobody can say, nor need.
    let mut nobodies: BTreeMap<Identity, VecDeque<usize>> = BTreeMap::new();
    for (person, set) in sets.iter().enumerate() {
        let mut all = set.iter().map(|at| says(*at));
        let Some(first) = all.next().filter(|_| !taken.contains(&person)) else {
            continue;
        };
        if all.all(|other| other == first) {
            nobodies.entry(first).or_default().push_back(person);
        }
    }
    let mut rows: Vec<(&u32, &&Rec)> = free.iter().collect();
    rows.sort_by_key(|(identity, record)| (record.row, **identity));
    for (identity, _) in rows {
        let person = nobodies.get_mut(&says(*identity));
        if let Some(person) = person.and_then(VecDeque::pop_front) {
            owners.insert(*identity, person);
        }
    }
    Ok(owners)
}

/// Rows about which people answered, in a newer file: the one row that says, field by field, what
/// the row of one earlier person said.
fn answered(
    intake: &Intake,
    before: &Before,
    free: &BTreeMap<u32, &Rec>,
) -> Result<BTreeMap<u32, usize>, Failure> {
    let mut people: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (person, known) in before.people.iter().enumerate() {
        for text in &known.contents {
            people.entry(text).or_default().push(person);
        }
    }
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut rows: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (identity, record) in free {
        let line = intake.line(record.line)?;
        if let Some(text) = std::str::from_utf8(&line).ok().and_then(content) {
            rows.entry(text).or_default().push(*identity);
        }
    }
    let one = rows.into_iter().filter_map(|(text, rows)| {
        match (rows.as_slice(), people.get(text.as_str())?.as_slice()) {
            ([row], [person]) => Some((*row, *person)),
            _ => None,
        }
    });
    Ok(one.collect())
}
