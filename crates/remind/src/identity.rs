//! Ids of duties: the same duty has the same id month after month, and none holds a name.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::dictionary;
use mimamori_record::line::{FieldType, Record};
use sha2::{Digest, Sha256};

/// Eight bytes of a digest; what a line shows as `d-` and sixteen hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DueId(u64);

impl DueId {
    /// The id of what is due about somebody (a person's id) or something (a list).
    pub fn new(about: &str, what: &str, number: &str) -> Self {
        let digest = Sha256::digest(format!("{about}\u{0}{what}\u{0}{number}").as_bytes());
        let bytes = digest.iter().take(8);
        DueId(bytes.fold(0, |all, byte| all << 8 | u64::from(*byte)))
    }

    /// Reads an id of ours; others, which a script may have added, are none.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text
            .strip_prefix("d-")
            .filter(|digits| digits.len() == 16)?;
        u64::from_str_radix(digits, 16).ok().map(DueId)
    }
}

impl std::fmt::Display for DueId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "d-{:016x}", self.0)
    }
}

/// What tells the rows of one person in one list apart, row by row: the list's own number, else
/// its first date, else the place among the rows without any.
pub(crate) fn numbers(rows: &[&Record]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let number = |row: &Record| {
        let fields = dictionary::dataset(&row.dataset).map_or(&[][..], |entry| entry.fields);
        let first = |wanted: FieldType| fields.iter().find(|f| f.r#type == wanted);
        let own = first(FieldType::Id).or_else(|| first(FieldType::Date));
        let text = own.and_then(|f| row.text(f.key)).unwrap_or("#");
        format!("{text}{}", row.part.as_deref().unwrap_or(""))
    };
    rows.iter()
        .map(|row| {
            let base = number(row);
            let count = seen.entry(base.clone()).or_insert(0);
            *count += 1;
            let mut unique = if *count == 1 {
                base.clone()
            } else {
                format!("{base}#{count}")
            };
            while !taken.insert(unique.clone()) {
                unique.push('+');
            }
            unique
        })
        .collect()
}
