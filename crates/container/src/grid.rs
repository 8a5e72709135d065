//! Rows and cells as every container gives them, without their empty cells.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mimamori_calendar::DateError;

/// What a cell holds. An empty cell, or one with nothing but spaces, is no cell at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
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
    /// Text as a value; none when it holds nothing but spaces.
    pub fn of_text(text: &str) -> Option<Value> {
        let blank = text.chars().all(char::is_whitespace);
        (!blank).then(|| Value::Text(text.to_owned()))
    }

    /// The text of a cell that is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The cell as one would read it on the screen, for headings and titles.
    pub fn shown(&self) -> String {
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
pub fn number_text(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "whole and far below 2^63")]
    if number.fract() == 0.0 && number.abs() < 1e15 && !(number == 0.0 && number.is_sign_negative())
    {
        return (number as i64).to_string();
    }
    // Rust writes the shortest digits that read back as the same number, and no exponent.
    number.to_string()
}

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// How a cell looks, as far as people give it a meaning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// The colour of the cell; none when it is white or has none.
    pub fill: Option<Rgb>,
    /// The colour of the letters; none when they are black.
    pub ink: Option<Rgb>,
    /// Whether the text is struck out.
    pub struck: bool,
    /// Whether a part of the text is struck out and the rest is not.
    pub struck_partly: bool,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its column, from 0.
    pub column: u32,
    /// What it holds.
    pub value: Value,
    /// How it looks.
    pub look: Look,
    /// Its furigana: the reading over the text, with the parts of the text that have none.
    pub kana: Option<Box<str>>,
}

impl Cell {
    /// A cell without anything but its value.
    pub fn new(column: u32, value: Value) -> Self {
        Cell {
            column,
            value,
            look: Look::default(),
            kana: None,
        }
    }
}

/// A row of a sheet: its cells that hold something, by column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The row as people count, from 1.
    pub number: u32,
    /// Whether the row is hidden, by hand or by a filter.
    pub hidden: bool,
    /// Its cells, in the order of columns.
    pub cells: Vec<Cell>,
    /// In a file of text, how many cells the row has, blank ones too; 0 elsewhere.
    pub width: u32,
}

impl Row {
    /// The value in a column.
    pub fn get(&self, column: u32) -> Option<&Value> {
        self.cell(column).map(|cell| &cell.value)
    }

    /// The cell in a column.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let found = self.cells.binary_search_by_key(&column, |cell| cell.column);
        found.ok().map(|index| &self.cells[index])
    }
}

/// Numbers of rows or columns, as spans with both ends inside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spans {
    spans: Vec<(u32, u32)>,
}

impl Spans {
    /// Adds a span. Spans come in growing order; one that touches the last makes it longer.
    pub fn push(&mut self, first: u32, last: u32) {
        match self.spans.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => self.spans.push((first, last)),
        }
    }

    /// Whether a number lies in one of them.
    pub fn holds(&self, number: u32) -> bool {
        let after = self.spans.partition_point(|span| span.0 <= number);
        after > 0 && number <= self.spans[after - 1].1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The spans, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        self.spans.iter().copied()
    }
}

/// A column's letters: 0 is A, 26 is AA.
pub fn letters(column: u32) -> String {
    mimamori_record::place::letters(column + 1)
}

/// A merged area; rows from 1, columns from 0, both ends inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First and last row.
    pub rows: (u32, u32),
    /// First and last column.
    pub columns: (u32, u32),
}

impl Area {
    fn holds(&self, row: u32, column: u32) -> bool {
        (self.rows.0..=self.rows.1).contains(&row)
            && (self.columns.0..=self.columns.1).contains(&column)
    }
}

/// No sheet of a municipality has more merged areas than these.
const MOST: usize = 200_000;
/// How many areas of one row or column are looked at: they do not overlap in a sound sheet.
const NEAR: usize = 16;

/// The merged areas of a sheet. Each is entered under its rows, or under its columns when these
/// are fewer, so that looking one up does not depend on how many there are.
#[derive(Debug, Clone, Default)]
pub struct Merges {
    /// By row and first column.
    by_row: BTreeMap<(u32, u32), Area>,
    /// By column and first row.
    by_column: BTreeMap<(u32, u32), Area>,
}

impl Merges {
    /// Indexes the areas.
    pub fn new(areas: impl IntoIterator<Item = Area>) -> Self {
        let mut merges = Merges::default();
        for area in areas {
            merges.push(area);
        }
        merges
    }

    /// Adds an area; false when there are more than any real sheet has.
    pub fn push(&mut self, area: Area) -> bool {
        let high = area.rows.1.saturating_sub(area.rows.0);
        let wide = area.columns.1.saturating_sub(area.columns.0);
        if self.weight() > MOST {
            return false;
        }
        if high <= wide {
            for row in area.rows.0..=area.rows.1 {
                self.by_row.entry((row, area.columns.0)).or_insert(area);
            }
        } else {
            for column in area.columns.0..=area.columns.1 {
                self.by_column.entry((column, area.rows.0)).or_insert(area);
            }
        }
        self.weight() <= MOST
    }

    /// How much is remembered.
    pub(crate) fn weight(&self) -> usize {
        self.by_row.len() + self.by_column.len()
    }

    /// Whether the sheet has none.
    pub fn is_empty(&self) -> bool {
        self.by_row.is_empty() && self.by_column.is_empty()
    }

    /// The areas, each once.
    pub(crate) fn areas(&self) -> impl Iterator<Item = &Area> {
        let rows = self
            .by_row
            .iter()
            .filter(|((row, _), area)| area.rows.0 == *row);
        let columns = self.by_column.iter();
        let columns = columns.filter(|((column, _), area)| area.columns.0 == *column);
        rows.chain(columns).map(|(_, area)| area)
    }

    /// The area that a cell belongs to.
    pub fn of(&self, row: u32, column: u32) -> Option<&Area> {
        let in_row = self.by_row.range((row, 0)..=(row, column)).rev();
        let in_column = self.by_column.range((column, 0)..=(column, row)).rev();
        let near = in_row.take(NEAR).chain(in_column.take(NEAR));
        near.map(|(_, area)| area)
            .find(|area| area.holds(row, column))
    }

    /// Whether a cell lies under a merge and is not its first: what it holds does not show.
    pub fn covers(&self, row: u32, column: u32) -> bool {
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
    fn a_merge_is_found_however_it_lies_and_however_many_there_are() {
        let area = |rows, columns| Area { rows, columns };
        let mut areas = vec![
            area((1, 1_048_576), (0, 16_383)),
            area((5, 900), (3, 4)),
            area((7, 8), (10, 9_000)),
        ];
        // The first holds all cells; beside the others it must be found as well.
        let merges = Merges::new(areas.clone());
        assert_eq!(merges.of(600, 4), Some(&areas[1]));
        assert_eq!(merges.of(8, 5_000), Some(&areas[2]));
        assert_eq!(merges.of(1_000_000, 16_000), Some(&areas[0]));
        assert_eq!(merges.areas().count(), 3);
        areas.remove(0);
        let merges = Merges::new(areas);
        assert!(merges.of(901, 3).is_none() && merges.of(9, 10).is_none());
        let mut many = Merges::default();
        let fit = (1..=1_000_000).take_while(|n| many.push(area((*n, *n), (0, 1))));
        assert_eq!(fit.count(), MOST);
    }

    #[test]
    fn spans_that_touch_are_one() {
        let mut spans = Spans::default();
        for (first, last) in [(2, 2), (3, 5), (9, 9)] {
            spans.push(first, last);
        }
        assert_eq!(spans.iter().collect::<Vec<_>>(), [(2, 5), (9, 9)]);
        let inside: Vec<u32> = (0..12).filter(|n| spans.holds(*n)).collect();
        assert_eq!(inside, [2, 3, 4, 5, 9]);
    }

    #[test]
    fn numbers_are_shown_without_exponent() {
        assert_eq!(number_text(1234567890123.0), "1234567890123");
        assert_eq!(number_text(0.1), "0.1");
        for number in [
            0.0,
            -0.0,
            1.0,
            -12.0,
            999_999_999_999_999.0,
            1e15,
            1e22,
            0.5,
            f64::NAN,
        ] {
            assert_eq!(number_text(number), format!("{number}"));
        }
    }
}
