//! Which colours may say something about a person: those that only some rows have.
//!
//! A colour on every cell of a column, and stripes on alternate rows, are there to be looked at.
//! A colour on the minority of rows was put there by somebody for a reason.

use std::collections::BTreeMap;

use mimamori_container::{Look, Row};

use crate::mapping::seen::{Paint, Seen, paints};

/// So many cells make a column whose colour belongs to the column.
const WHOLE: u64 = 3;
/// So many coloured rows make stripes.
const STRIPES: u64 = 4;

/// Counts the colours of the rows of a table that the mapping does not explain.
#[derive(Debug, Default)]
pub(crate) struct Colours {
    /// Rows so far.
    rows: u64,
    /// Cells so far, by column.
    cells: Vec<u64>,
    paints: BTreeMap<Paint, Tally>,
}

/// A colour on the cells of one column.
#[derive(Debug, Default)]
struct Column {
    /// All its cells of this colour.
    painted: u64,
    /// Of those, the ones whose row is not of this colour: the first row, and how many.
    alone: Option<(u32, u64)>,
}

/// A colour on a table.
#[derive(Debug, Default)]
struct Tally {
    /// Rows of this colour: those whose leading cell has it.
    rows: u64,
    first: u32,
    /// The last of them, by number in the sheet and by place among the rows.
    last: (u32, u64),
    /// How many follow the one before at a distance of two.
    twos: u64,
    columns: BTreeMap<u32, Column>,
}

/// The first cell of a colour, and how many there are; a row of one colour counts once.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Painted {
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) count: u64,
}

impl Colours {
    /// Looks at somebody's row; `leading` is the column of the cell that speaks for the row.
    pub(crate) fn add(&mut self, row: &Row, leading: Option<u32>, seen: &Seen) {
        self.rows += 1;
        let lead = leading.and_then(|column| row.cell(column));
        let of_row: Vec<Paint> = lead.iter().flat_map(|cell| paints(&cell.look)).collect();
        for cell in &row.cells {
            let column = cell.column as usize;
            if self.cells.len() <= column {
                self.cells.resize(column + 1, 0);
            }
            self.cells[column] += 1;
            if cell.look == Look::default() {
                continue;
            }
            for paint in paints(&cell.look).filter(|paint| !seen.explains(*paint)) {
                let tally = self.paints.entry(paint).or_default();
                let here = tally.columns.entry(cell.column).or_default();
                here.painted += 1;
                if Some(cell.column) == leading {
                    tally.row(row.number, self.rows);
                } else if !of_row.contains(&paint) {
                    here.alone.get_or_insert((row.number, 0)).1 += 1;
                }
            }
        }
    }

    /// The colours that may mean something, by their first cells.
    pub(crate) fn telling(&self, leading: Option<u32>) -> Vec<Painted> {
        let mut all: Vec<Painted> = self
            .paints
            .values()
            .filter_map(|tally| self.painted(tally, leading))
            .collect();
        all.sort_by_key(|painted| (painted.row, painted.column));
        all
    }

    fn painted(&self, tally: &Tally, leading: Option<u32>) -> Option<Painted> {
        let mut places = Vec::new();
        for (column, here) in &tally.columns {
            let whole = here.painted >= WHOLE && here.painted == self.cells[*column as usize];
            if whole {
                continue;
            }
            if Some(*column) == leading && !tally.striped(self.rows) {
                places.push((tally.first, *column, tally.rows));
            } else if let Some((row, count)) = here.alone {
                places.push((row, *column, count));
            }
        }
        let count = places.iter().map(|(.., count)| count).sum();
        let (row, column, _) = places.into_iter().min()?;
        Some(Painted { row, column, count })
    }
}

impl Tally {
    fn row(&mut self, number: u32, place: u64) {
        if self.rows == 0 {
            self.first = number;
        } else if number == self.last.0 + 2 || place == self.last.1 + 2 {
            self.twos += 1;
        }
        self.last = (number, place);
        self.rows += 1;
    }

    /// About every second row of the table: here and there one was added or deleted since.
    fn striped(&self, all: u64) -> bool {
        let half = self.rows * 5 >= all * 2 && self.rows * 5 <= all * 3;
        self.rows >= STRIPES && half && self.twos * 5 >= (self.rows - 1) * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mimamori_container::{Cell, Value};

    const YELLOW: [u8; 3] = [255, 255, 0];

    /// A table of three columns from row 2; `yellow` says which of its cells are yellow.
    fn table(rows: u32, yellow: impl Fn(u32, u32) -> bool) -> Vec<Painted> {
        let mut colours = Colours::default();
        for number in 2..2 + rows {
            let cells = (0..3).map(|column| Cell {
                look: Look {
                    fill: yellow(number, column).then_some(YELLOW),
                    ..Look::default()
                },
                ..Cell::new(column, Value::Number(1.0))
            });
            let row = Row {
                number,
                cells: cells.collect(),
                ..Row::default()
            };
            colours.add(&row, Some(0), &Seen::default());
        }
        colours.telling(Some(0))
    }

    fn painted(row: u32, column: u32, count: u64) -> Vec<Painted> {
        vec![Painted { row, column, count }]
    }

    #[test]
    fn rows_of_a_colour_are_told_once_and_counted_as_rows() {
        assert_eq!(table(9, |row, _| row == 4 || row == 5), painted(4, 0, 2));
        assert_eq!(table(9, |row, _| row != 4), painted(2, 0, 8));
    }

    #[test]
    fn single_cells_of_a_colour_are_told_with_the_first_of_them() {
        let cells = [(3, 1), (8, 1), (6, 2)];
        assert_eq!(
            table(9, |row, column| cells.contains(&(row, column))),
            painted(3, 1, 3)
        );
    }

    #[test]
    fn a_colour_of_every_row_or_column_says_nothing() {
        assert_eq!(table(9, |_, _| true), []);
        assert_eq!(table(9, |_, column| column == 1), []);
    }

    #[test]
    fn a_cell_that_shares_the_colour_of_a_column_elsewhere_is_told() {
        let found = table(9, |row, column| column == 1 || (row, column) == (5, 2));
        assert_eq!(found, painted(5, 2, 1));
    }

    #[test]
    fn stripes_say_nothing_even_where_a_row_was_deleted() {
        assert_eq!(table(9, |row, _| row % 2 == 1), []);
        let deleted = |row: u32, _| (row % 2 == 1) == (row < 12);
        assert_eq!(table(20, deleted), []);
    }

    #[test]
    fn two_rows_are_too_few_to_make_a_pattern() {
        assert_eq!(table(2, |_, _| true), painted(2, 0, 2));
        assert_eq!(table(4, |row, _| row % 2 == 1), painted(3, 0, 2));
    }
}
