//! A cell merged over several rows: one family name beside three children. Where the mapping says
//! `merged = "repeat"`, it holds for each of the rows.

use std::borrow::Cow;
use std::collections::BTreeMap;

use mimamori_container::{Area, Cell, Merges, Row};

use crate::heading::{Layout, Target};
use crate::mapping::List;

/// The cells that hold for the rows below them.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    columns: Vec<u32>,
    /// The other columns that are read, and the last row in which they held something.
    others: Vec<(u32, u32)>,
    held: BTreeMap<u32, (Area, Cell)>,
}

/// A row with what it has from the rows above.
pub(crate) struct Whole<'r> {
    pub(crate) row: Cow<'r, Row>,
    /// The columns of cells that are not its own.
    pub(crate) lent: Vec<u32>,
    /// The columns in which a cell from above is merged into it and the mapping does not say what
    /// that means.
    pub(crate) unsaid: Vec<u32>,
}

impl Repeats {
    pub(crate) fn new(list: &List, layout: &Layout) -> Self {
        let repeats = |target: &Target| target.field().is_some_and(|f| list.fields[f].repeat);
        let all = layout.columns.iter();
        let (columns, others): (Vec<_>, Vec<_>) = all.partition(|(_, target)| repeats(target));
        Repeats {
            columns: columns.into_iter().map(|(column, _)| *column).collect(),
            others: others.into_iter().map(|(column, _)| (*column, 0)).collect(),
            held: BTreeMap::new(),
        }
    }

    /// The row with the cells that are merged down into it. A row that says nothing of its own in
    /// any column of the layout stays as it is: the merge is taller than the table.
    pub(crate) fn complete<'r>(
        &mut self,
        row: &'r Row,
        merges: &Merges,
        layout: &Layout,
    ) -> Whole<'r> {
        let mut lent = Vec::new();
        for column in &self.columns {
            let area = merges.of(row.number, *column);
            let Some(area) = area.filter(|area| area.columns.0 == *column) else {
                continue;
            };
            if area.rows.0 == row.number {
                match row.cell(*column) {
                    Some(cell) => self.held.insert(*column, (*area, cell.clone())),
                    None => self.held.remove(column),
                };
            } else if let Some((from, cell)) = self.held.get(column)
                && from == area
            {
                lent.push(cell.clone());
            }
        }
        let unsaid = self.unsaid(row, merges);
        let mut own = row.cells.iter();
        let speaks = own.any(|cell| layout.columns.contains_key(&cell.column));
        if lent.is_empty() || !speaks {
            return Whole {
                row: Cow::Borrowed(row),
                lent: Vec::new(),
                unsaid,
            };
        }
        let columns = lent.iter().map(|cell| cell.column).collect();
        let mut whole = row.clone();
        whole.cells.extend(lent);
        whole.cells.sort_by_key(|cell| cell.column);
        Whole {
            row: Cow::Owned(whole),
            lent: columns,
            unsaid,
        }
    }

    fn unsaid(&mut self, row: &Row, merges: &Merges) -> Vec<u32> {
        let mut unsaid = Vec::new();
        if merges.is_empty() {
            return unsaid;
        }
        for (column, last) in &mut self.others {
            if row.cell(*column).is_some() {
                *last = row.number;
            } else if *last > 0
                && let Some(area) = merges.of(row.number, *column)
                && (area.rows.0, area.columns.0) == (*last, *column)
            {
                unsaid.push(*column);
            }
        }
        unsaid
    }
}
