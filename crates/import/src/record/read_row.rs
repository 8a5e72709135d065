//! What a row says: its records, and what there is to tell about its cells.

use mimamori_record::reason::Reason;

use crate::new_record::NewRecord;

/// A reason, the column, the field.
pub(crate) type Remark<'a> = (&'static Reason, u32, &'a str);

/// What a row says.
#[derive(Debug, Default)]
pub(crate) struct ReadRow<'a> {
    /// Its records; none when nobody can read whose it is.
    pub(crate) records: Vec<NewRecord<'a>>,
    /// Cells that became values or were understood as a blank.
    pub(crate) fields: usize,
    /// Cells of refused columns that a field names.
    pub(crate) refused: usize,
    /// Cells whose value stands in several columns and that are lost with the one named in `bad`.
    pub(crate) beside: usize,
    /// Cells that nobody can read.
    pub(crate) bad: Vec<Remark<'a>>,
    /// What there is to say about values that stand wholly in a row above, with that row.
    pub(crate) told_above: Vec<(Remark<'a>, u32)>,
    /// The columns of cells from above that nobody can read.
    pub(crate) bad_above: Vec<u32>,
    /// Whole numbers by column, where the mapping checks sums.
    pub(crate) numbers: Vec<(u32, i64)>,
    /// Marks by column, where the mapping checks sums.
    pub(crate) marks: Vec<(u32, String)>,
    /// Fields whose cells stand in a row above, and that row.
    pub(super) above: Vec<(&'a str, u32)>,
    /// Cells that were read and about which there is something to say.
    pub(crate) notes: Vec<Remark<'a>>,
}

impl<'a> ReadRow<'a> {
    /// Something to say about a value that was read; `above` is the row in which it stands, where
    /// that is another one.
    pub(super) fn note(&mut self, remark: Remark<'a>, above: Option<u32>) {
        match above {
            Some(row) => self.told_above.push((remark, row)),
            None => self.notes.push(remark),
        }
    }

    /// A value that nobody can read.
    pub(super) fn spoil(&mut self, remark: Remark<'a>, above: Option<u32>) {
        match above {
            Some(row) => self.told_above.push((remark, row)),
            None => self.bad.push(remark),
        }
    }

    /// Cells that are accounted for as problems.
    pub(crate) fn lost(&self) -> usize {
        self.bad.len() + self.beside + self.refused
    }
}
