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
    held: BTreeMap<u32, (Area, Cell)>,
}

/// A row with what it has from the rows above.
pub(crate) struct Whole<'r> {
    pub(crate) row: Cow<'r, Row>,
    /// The columns of cells that are not its own.
    pub(crate) lent: Vec<u32>,
}

impl Repeats {
    pub(crate) fn new(list: &List, layout: &Layout) -> Self {
        let repeats = |target: &Target| target.field().is_some_and(|f| list.fields[f].repeat);
        let columns = layout.columns.iter();
        let columns = columns.filter(|(_, target)| repeats(target));
        Repeats {
            columns: columns.map(|(column, _)| *column).collect(),
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
        let mut own = row.cells.iter();
        let speaks = own.any(|cell| layout.columns.contains_key(&cell.column));
        if lent.is_empty() || !speaks {
            return Whole {
                row: Cow::Borrowed(row),
                lent: Vec::new(),
            };
        }
        let columns = lent.iter().map(|cell| cell.column).collect();
        let mut whole = row.clone();
        whole.cells.extend(lent);
        whole.cells.sort_by_key(|cell| cell.column);
        Whole {
            row: Cow::Owned(whole),
            lent: columns,
        }
    }
}
