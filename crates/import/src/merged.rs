//! A cell that holds for the rows below it: merged over them (one family name beside three children),
//! or written once for the rows that follow, the way a pivot table does. The mapping says which with
//! `merged = "repeat"` and `blank = "repeat"`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use mimamori_container::{Area, Cell, Merges, Row};

use crate::heading::Layout;
use crate::mapping::List;

/// The cells that hold for the rows below them.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    merged: Vec<u32>,
    below: Vec<u32>,
    /// The other columns that are read, and the last row in which they held something.
    others: Vec<(u32, u32)>,
    held: BTreeMap<u32, (Area, Cell)>,
    /// The last value of each column in which blanks repeat it, and its row.
    last: BTreeMap<u32, (u32, Cell)>,
    /// What stands between the group above and the next row.
    gap: Option<Gap>,
}

/// What may stand between two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// A blank row.
    Blank,
    /// A row that is not used as a person's: a total, a title, a note.
    Row,
}

/// A row with what it has from the rows above.
pub(crate) struct Whole<'r> {
    pub(crate) row: Cow<'r, Row>,
    /// The columns of cells that are not its own, and the rows in which they stand.
    pub(crate) lent: BTreeMap<u32, u32>,
    /// The columns in which a cell from above is merged into it and the mapping does not say what
    /// that means.
    pub(crate) unsaid: Vec<u32>,
    /// The columns in which a blank stands for a value above that nobody can tell.
    pub(crate) unknown: Vec<u32>,
}

impl Repeats {
    pub(crate) fn new(list: &List, layout: &Layout) -> Self {
        let mut repeats = Repeats::default();
        for (column, target) in &layout.columns {
            let field = target.field().map(|field| &list.fields[field]);
            if field.is_some_and(|field| field.below) {
                repeats.below.push(*column);
            } else if field.is_some_and(|field| field.repeat) {
                repeats.merged.push(*column);
            } else {
                repeats.others.push((*column, 0));
            }
        }
        repeats
    }

    /// Whether blanks of any column repeat the value above.
    pub(crate) fn fills(&self) -> bool {
        !self.below.is_empty()
    }

    /// Whether a cell of this column may hold for the rows below it.
    pub(crate) fn holds(&self, column: u32) -> bool {
        self.merged.contains(&column) || self.below.contains(&column)
    }

    /// The row with the cells of the rows above that hold for it, those behind blanks only where
    /// they are to be filled. A row that says nothing of its own in any column of the layout stays
    /// as it is: the merge is taller than the table.
    pub(crate) fn complete<'r>(
        &mut self,
        row: &'r Row,
        merges: &Merges,
        layout: &Layout,
        fill: bool,
    ) -> Whole<'r> {
        let mut lent = Vec::new();
        for column in &self.merged {
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
                lent.push((area.rows.0, cell.clone()));
            }
        }
        // What stood on the right of a new value was about the group before.
        let mut begun = false;
        let mut unknown = Vec::new();
        for column in self.below.iter().filter(|_| fill) {
            if row.cell(*column).is_some() {
                begun = true;
            } else {
                let above = self.last.get(column).filter(|_| !begun);
                match above.filter(|(from, _)| self.goes_on(*column, *from, row, merges)) {
                    Some(above) => lent.push(above.clone()),
                    None => unknown.push(*column),
                }
            }
        }
        let unsaid = self.unsaid(row, merges);
        let mut own = row.cells.iter();
        let speaks = own.any(|cell| layout.columns.contains_key(&cell.column));
        if lent.is_empty() || !speaks {
            return Whole {
                row: Cow::Borrowed(row),
                lent: BTreeMap::new(),
                unsaid,
                unknown,
            };
        }
        let rows = lent.iter().map(|(row, cell)| (cell.column, *row)).collect();
        let mut whole = row.clone();
        whole.cells.extend(lent.into_iter().map(|(_, cell)| cell));
        whole.cells.sort_by_key(|cell| cell.column);
        Whole {
            row: Cow::Owned(whole),
            lent: rows,
            unsaid,
            unknown,
        }
    }

    /// Remembers the values of a row for the blanks below it. A new value on the left begins a new
    /// group, and what stood on its right was about the old one.
    pub(crate) fn keep(&mut self, row: &Row, merges: &Merges) {
        let mut last = std::mem::take(&mut self.last);
        last.retain(|column, (from, _)| self.goes_on(*column, *from, row, merges));
        self.last = last;
        self.gap = None;
        self.close(row);
        for column in &self.below {
            if let Some(cell) = row.cell(*column) {
                self.last.insert(*column, (row.number, cell.clone()));
            }
        }
    }

    /// A person's row that is not used: where it has a value of its own another group has begun, and
    /// what holds for the rows below nobody can say.
    pub(crate) fn close(&mut self, row: &Row) {
        let mut own = self
            .below
            .iter()
            .filter(|column| row.cell(**column).is_some());
        if let Some(first) = own.next() {
            self.last.retain(|column, _| column < first);
        }
    }

    /// A total, or a row of values that is nobody's. Where it stands in a column whose values hold
    /// for the rows below it, it says which groups are over: 計 below the classes ends a class.
    /// Elsewhere it stands between two groups, if it may.
    pub(crate) fn end(&mut self, row: &Row, between: bool) {
        if self.begins(row) {
            self.close(row);
        } else if between {
            self.part(Gap::Row);
        }
    }

    /// Something stands between the rows above and the next one.
    pub(crate) fn part(&mut self, gap: Gap) {
        self.gap = self.gap.max(Some(gap));
    }

    /// The headings of the next page: the blank row above them belongs to the page.
    pub(crate) fn next_page(&mut self) {
        self.gap = self.gap.filter(|gap| *gap != Gap::Blank);
    }

    /// Whether a value above still holds for this row. Where the row begins a group of its own, a gap
    /// only separates the classes of a grade, and what is written once on the left goes on.
    /// Otherwise it is as likely that this is another group whose value is missing: nobody can tell,
    /// and an unknown class is asked about, while a wrong one is believed.
    fn goes_on(&self, column: u32, from: u32, row: &Row, merges: &Merges) -> bool {
        // Where a merged cell reaches into the blank row, it is not blank there; a total at the end
        // of a merged cell ends it.
        let reached = match self.gap {
            None => return true,
            Some(Gap::Blank) => row.number - 1,
            Some(Gap::Row) => row.number,
        };
        let area = merges.of(reached, column);
        self.begins(row) || area.is_some_and(|area| (area.rows.0, area.columns.0) == (from, column))
    }

    /// Whether a row has a value of its own that holds for those below it.
    fn begins(&self, row: &Row) -> bool {
        self.below.iter().any(|column| row.cell(*column).is_some())
    }

    /// Another table begins, or a row whose values may stand in the wrong columns.
    pub(crate) fn forget(&mut self) {
        self.last.clear();
    }

    /// Whether a row holds nothing but values for the rows below it.
    pub(crate) fn heads_a_group(&self, row: &Row) -> bool {
        self.fills()
            && row
                .cells
                .iter()
                .all(|cell| self.below.contains(&cell.column))
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
