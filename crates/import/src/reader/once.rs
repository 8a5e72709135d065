//! What is told once, with how often it is so: the same of a whole column, or a value that holds for
//! several rows.

use std::collections::BTreeMap;

use mimamori_record::reason::Reason;

use crate::record::Remark;

/// What is told, where it was seen first, and how often; none of a value that holds for its own row
/// alone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told<'a> {
    pub(super) remark: Remark<'a>,
    pub(super) row: u32,
    pub(super) count: Option<u64>,
}

/// What waits to be told.
#[derive(Debug, Default)]
pub(super) struct Once<'a> {
    columns: BTreeMap<(u32, &'static str), Told<'a>>,
    /// The last of each: what stands above a group is over when the next one begins.
    values: BTreeMap<(u32, &'a str, &'static str), Told<'a>>,
}

impl<'a> Once<'a> {
    /// Something that is the same in all rows of a column.
    pub(super) fn of_column(&mut self, remark: Remark<'a>, row: u32) {
        let (why, column, _): (&Reason, _, _) = remark;
        let first = || Told {
            remark,
            row,
            count: None,
        };
        let told = self.columns.entry((column, why.code));
        let told = told.or_insert_with(first);
        told.count = Some(told.count.unwrap_or(0) + 1);
    }

    /// Something about a value that stands in `row` and may hold for further ones. What is over with
    /// it comes back.
    pub(super) fn of_value(&mut self, remark: Remark<'a>, row: u32) -> Option<Told<'a>> {
        let (why, column, field): (&Reason, _, _) = remark;
        let key = (column, field, why.code);
        if let Some(told) = self.values.get_mut(&key).filter(|told| told.row == row) {
            told.count = Some(told.count.unwrap_or(1) + 1);
            return None;
        }
        let first = Told {
            remark,
            row,
            count: None,
        };
        self.values.insert(key, first)
    }

    /// All that is left, the values first.
    pub(super) fn finish(self) -> impl Iterator<Item = Told<'a>> {
        let values = self.values.into_values();
        values.chain(self.columns.into_values())
    }
}
