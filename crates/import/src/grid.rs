//! Rows and cells as every container gives them, without their empty cells.

use std::collections::HashMap;

use chrono::NaiveDate;
use mimamori_calendar::DateError;

/// What a cell holds. An empty cell, or one with nothing but spaces, is no cell at all.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Text as it stands.
    Text(String),
    /// A number without a date format.
    Number(f64),
    /// A number with a date format, or why it is no day.
    Date(Result<NaiveDate, DateError>),
    /// A time of day or a duration.
    Time,
    /// TRUE or FALSE.
    Bool(bool),
    /// `#N/A` and the like.
    Error,
    /// A formula whose result was not stored.
    Uncomputed,
}

impl Value {
    /// The text of a cell that is text.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The cell as one would read it on the screen, for headings and titles.
    pub(crate) fn shown(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number_text(*number),
            Value::Date(Ok(day)) => day.to_string(),
            Value::Bool(true) => "TRUE".to_owned(),
            Value::Bool(false) => "FALSE".to_owned(),
            Value::Date(Err(_)) | Value::Time | Value::Error | Value::Uncomputed => String::new(),
        }
    }
}

/// A number as a workbook shows it in its general format.
pub(crate) fn number_text(number: f64) -> String {
    // Rust writes the shortest digits that read back as the same number, and no exponent.
    format!("{number}")
}

/// A row of a sheet: its cells that hold something, by column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Row {
    /// The row as people count, from 1.
    pub(crate) number: u32,
    /// Column (from 0) and value, in the order of columns.
    pub(crate) cells: Vec<(u32, Value)>,
}

impl Row {
    /// The value in a column.
    pub(crate) fn get(&self, column: u32) -> Option<&Value> {
        let found = self.cells.binary_search_by_key(&column, |cell| cell.0);
        found.ok().map(|index| &self.cells[index].1)
    }
}

/// A column's letters: 0 is A, 26 is AA.
pub(crate) fn letters(column: u32) -> String {
    mimamori_record::place::letters(column + 1)
}

/// A merged area; rows from 1, columns from 0, both ends inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    /// First and last row.
    pub(crate) rows: (u32, u32),
    /// First and last column.
    pub(crate) columns: (u32, u32),
}

impl Area {
    fn holds(&self, row: u32, column: u32) -> bool {
        (self.rows.0..=self.rows.1).contains(&row)
            && (self.columns.0..=self.columns.1).contains(&column)
    }
}

/// Areas higher than this are searched one by one instead of being entered under each row.
const TALL: u32 = 64;

/// The merged areas of a sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Merges {
    by_row: HashMap<u32, Vec<Area>>,
    tall: Vec<Area>,
}

impl Merges {
    /// Indexes the areas by row.
    pub(crate) fn new(areas: impl IntoIterator<Item = Area>) -> Self {
        let mut merges = Merges::default();
        for area in areas {
            if area.rows.1.saturating_sub(area.rows.0) > TALL {
                merges.tall.push(area);
                continue;
            }
            for row in area.rows.0..=area.rows.1 {
                merges.by_row.entry(row).or_default().push(area);
            }
        }
        merges
    }

    /// Whether the sheet has none.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_row.is_empty() && self.tall.is_empty()
    }

    /// The area that a cell belongs to.
    pub(crate) fn of(&self, row: u32, column: u32) -> Option<&Area> {
        let near = self.by_row.get(&row).into_iter().flatten();
        near.chain(&self.tall).find(|area| area.holds(row, column))
    }

    /// Whether a cell lies under a merge and is not its first: what it holds does not show.
    pub(crate) fn covers(&self, row: u32, column: u32) -> bool {
        self.of(row, column)
            .is_some_and(|area| (area.rows.0, area.columns.0) != (row, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            ["A", "Z", "AA", "XFD"],
            [0, 25, 26, 16383].map(letters).as_slice()
        );
    }

    #[test]
    fn only_the_first_cell_of_a_merge_shows() {
        let wide = Area {
            rows: (3, 4),
            columns: (1, 2),
        };
        let tall = Area {
            rows: (1, 1_048_576),
            columns: (9, 9),
        };
        let merges = Merges::new([wide, tall]);
        assert!(!merges.covers(3, 1));
        assert!(merges.covers(4, 2) && merges.covers(500_000, 9));
        assert!(merges.of(5, 1).is_none());
    }

    #[test]
    fn numbers_are_shown_without_exponent() {
        assert_eq!(number_text(1234567890123.0), "1234567890123");
        assert_eq!(number_text(0.1), "0.1");
    }
}
