//! The rows of a sheet, with a look ahead, of all its columns or of some.

use std::collections::VecDeque;

use mimamori_container::{Row, Rows, Unread};

/// Rows that are held to find headings and to judge columns.
pub(crate) const WINDOW: usize = 500;

/// Wide rows of long texts fill the window sooner: cells, and bytes of text beside them.
const WINDOW_CELLS: usize = 400_000;
const WINDOW_TEXT: usize = 16 << 20;

/// Cells of a row, and bytes of their texts.
fn weight(row: &Row) -> (usize, usize) {
    let texts = row.cells.iter().filter_map(|cell| cell.value.text());
    (row.cells.len(), texts.map(str::len).sum())
}

/// Rows one after another, of which the next ones can be looked at.
pub(crate) struct Feed<'a> {
    rows: Box<dyn Rows + 'a>,
    ahead: VecDeque<Row>,
    /// What the rows ahead weigh.
    cells: usize,
    text: usize,
    span: Option<(u32, u32)>,
    /// Cells of these columns that came out of the container.
    inside: u64,
    /// Why no more rows come, when the container broke off.
    failed: Option<Unread>,
}

impl<'a> Feed<'a> {
    /// The rows of a sheet; with a `span` only the cells of these columns.
    pub(crate) fn new(rows: Box<dyn Rows + 'a>, span: Option<(u32, u32)>) -> Self {
        Feed {
            rows,
            ahead: VecDeque::new(),
            cells: 0,
            text: 0,
            span,
            inside: 0,
            failed: None,
        }
    }

    fn pull(&mut self) -> Option<Row> {
        while self.failed.is_none() {
            let mut row = match self.rows.next_row() {
                Ok(row) => row?,
                Err(why) => {
                    self.failed = Some(why);
                    break;
                }
            };
            let Some((first, last)) = self.span else {
                return Some(row);
            };
            row.cells
                .retain(|cell| (first..=last).contains(&cell.column));
            self.inside += row.cells.len() as u64;
            if !row.cells.is_empty() {
                return Some(row);
            }
        }
        None
    }

    /// The next `count` rows, or as many as there are and as fit into memory.
    pub(crate) fn look(&mut self, count: usize) -> &[Row] {
        while self.ahead.len() < count && self.cells < WINDOW_CELLS && self.text < WINDOW_TEXT {
            let Some(row) = self.pull() else { break };
            let (cells, text) = weight(&row);
            (self.cells, self.text) = (self.cells + cells, self.text + text);
            self.ahead.push_back(row);
        }
        let rows = self.ahead.make_contiguous();
        &rows[..count.min(rows.len())]
    }

    /// Takes the next row.
    pub(crate) fn take(&mut self) -> Option<Row> {
        let Some(row) = self.ahead.pop_front() else {
            return self.pull();
        };
        let (cells, text) = weight(&row);
        (self.cells, self.text) = (self.cells - cells, self.text - text);
        Some(row)
    }

    /// Gives back the row that was taken last.
    pub(crate) fn put_back(&mut self, row: Row) {
        let (cells, text) = weight(&row);
        (self.cells, self.text) = (self.cells + cells, self.text + text);
        self.ahead.push_front(row);
    }

    /// Why no more rows came, when the container broke off.
    pub(crate) fn failed(&self) -> Option<Unread> {
        self.failed
    }

    /// Cells that held something in the rows that were taken.
    pub(crate) fn held(&self) -> u64 {
        let out = match self.span {
            Some(_) => self.inside,
            None => self.rows.held(),
        };
        out.saturating_sub(self.cells as u64)
    }

    /// Cells of the whole sheet that came out of the container.
    pub(crate) fn of_sheet(&self) -> u64 {
        self.rows.held()
    }
}
