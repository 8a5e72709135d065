//! Every cell is accounted for: held = fields + structure + left out + problems.

use mimamori_record::Failure;
use mimamori_record::line::Cells;

use crate::messages as say;

/// What became of the cells of a sheet. `held` comes from the container, the rest from the reader.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Ledger {
    sum: Cells,
}

impl Ledger {
    /// Cells that became values, or were understood as a blank.
    pub(crate) fn fields(&mut self, count: usize) {
        self.sum.fields += count as u64;
    }

    /// Titles, headings, totals, notes.
    pub(crate) fn structure(&mut self, count: usize) {
        self.sum.structure += count as u64;
    }

    /// Cells that the mapping does not read.
    pub(crate) fn left_out(&mut self, count: usize) {
        self.sum.left_out += count as u64;
    }

    /// Cells that nobody can read; each has its problem line.
    pub(crate) fn problems(&mut self, count: usize) {
        self.sum.problems += count as u64;
    }

    /// Closes the account of a sheet.
    pub(crate) fn close(
        mut self,
        held: u64,
        path: &str,
        sheet: Option<&str>,
    ) -> Result<Cells, Failure> {
        self.sum.held = held;
        if self.sum.holds() {
            Ok(self.sum)
        } else {
            Err(say::sum_fails(path, sheet, &self.sum))
        }
    }
}

/// Checks that the tables of a sheet, each of which was read on its own, hold all of its cells.
pub(crate) fn whole(
    tables: &[Cells],
    held: u64,
    path: &str,
    sheet: Option<&str>,
) -> Result<(), Failure> {
    let mut sum = Cells::default();
    for table in tables {
        add(&mut sum, table);
    }
    sum.held = held;
    match sum.holds() {
        true => Ok(()),
        false => Err(say::sum_fails(path, sheet, &sum)),
    }
}

/// Adds the cells of one sheet to those of a run.
pub(crate) fn add(total: &mut Cells, one: &Cells) {
    total.held += one.held;
    total.fields += one.fields;
    total.structure += one.structure;
    total.left_out += one.left_out;
    total.problems += one.problems;
}
