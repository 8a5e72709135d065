//! Rows that say the same: whether they are one.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::Intake;
use crate::identity::{Collapse, Field};
use crate::texts::Interner;

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
