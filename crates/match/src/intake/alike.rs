//! Rows that say the same: whether they are one.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::Intake;
use crate::identity::{Collapse, Field, Identity};
use crate::texts::{BLANK, Interner};

/// Two rows of one list that agree in everything, without birth date or number, are two children of
/// one name in one class as likely as one row twice: each row stays by itself.
pub(super) fn part_equal_rows(intake: &mut Intake, collapse: &mut Collapse, texts: &mut Interner) {
    let mut rows: HashMap<(u32, u32), u32> = HashMap::new();
    let mut equal: BTreeSet<u32> = BTreeSet::new();
    for record in &intake.records {
        let first = rows
            .entry((record.identity, record.source))
            .or_insert(record.row);
        if *first != record.row {
            let identity = collapse.get(record.identity);
            let told = [Field::BirthDate, Field::ResidentNo, Field::Person];
            if !told.into_iter().any(|field| identity.has(field)) {
                equal.insert(record.identity);
            }
        }
    }
    for at in 0..intake.records.len() {
        let record = &intake.records[at];
        if equal.contains(&record.identity) {
            let mut identity = *collapse.get(record.identity);
            identity.apart = texts.number(&intake.key(record));
            intake.records[at].identity = collapse.number(identity);
        }
    }
}

/// A row without a given name that says the same, beyond the name, in one list of several months is
/// one row that was copied on: whose it is, people are asked once. Where a month has two such rows,
/// each stays by itself.
pub(super) fn join_months(intake: &mut Intake, collapse: &Collapse) {
    let mut same: HashMap<Identity, Vec<usize>> = HashMap::new();
    for (at, record) in intake.records.iter().enumerate() {
        let identity = collapse.get(record.identity);
        if identity.apart != BLANK && identity.tells_apart() {
            let says = Identity {
                apart: BLANK,
                ..*identity
            };
            same.entry(says).or_default().push(at);
        }
    }
    for rows in same.into_values() {
        let records = || rows.iter().map(|at| &intake.records[*at]);
        let months: Option<BTreeSet<&str>> = records()
            .map(|record| intake.source(record).month.as_deref())
            .collect();
        let once = months.is_some_and(|months| months.len() == rows.len());
        let first = records().min_by_key(|record| (&intake.source(record).id, record.row));
        if let (true, Some(identity)) = (once, first.map(|record| record.identity)) {
            for at in rows {
                intake.records[at].identity = identity;
            }
        }
    }
}
