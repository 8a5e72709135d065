//! Where something stands, as a person looks it up: workbook, sheet, cells.

use std::collections::BTreeSet;
use std::fmt;

use crate::Coverage;
use crate::line::Source;

/// A column as Excel names it: 1 is `A`, 27 is `AA`.
pub fn letters(mut column: u32) -> String {
    let mut reversed = Vec::new();
    while column > 0 {
        column -= 1;
        reversed.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
    }
    reversed.iter().rev().collect()
}

/// Neighbouring cells of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The row, from 1.
    pub row: u32,
    /// The first column, from 1.
    pub first: u32,
    /// The last column.
    pub last: u32,
}

impl Span {
    /// How many cells it covers.
    pub fn cells(self) -> u32 {
        self.last - self.first + 1
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = self.row;
        write!(f, "{}{row}", letters(self.first))?;
        if self.last > self.first {
            write!(f, ":{}{row}", letters(self.last))?;
        }
        Ok(())
    }
}

/// Cells (`AA12`) as spans, row by row; what is no cell is left out.
///
/// ```
/// use mimamori_record::place;
/// let spans: Vec<String> = place::spans(["M12", "L12", "N12", "S12"])
///     .iter()
///     .map(ToString::to_string)
///     .collect();
/// assert_eq!(spans, ["L12:N12", "S12"]);
/// ```
pub fn spans<'a>(cells: impl IntoIterator<Item = &'a str>) -> Vec<Span> {
    let places: BTreeSet<(u32, u32)> = cells.into_iter().filter_map(split).collect();
    let mut spans: Vec<Span> = Vec::new();
    for (row, column) in places {
        match spans.last_mut() {
            Some(span) if span.row == row && span.last + 1 == column => span.last = column,
            _ => spans.push(Span {
                row,
                first: column,
                last: column,
            }),
        }
    }
    spans
}

/// `AA12` as row 12 and column 27.
fn split(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (column, row) = cell.split_at(digits);
    let number = column.bytes().try_fold(0u32, |sum, letter| {
        let value = letter
            .is_ascii_uppercase()
            .then(|| u32::from(letter - b'A') + 1)?;
        sum.checked_mul(26)?.checked_add(value)
    })?;
    (number > 0).then_some((row.parse().ok()?, number))
}

impl Coverage {
    /// A path without `in/`, and without the month's folder where all lists lie in one.
    pub fn short_path(&self, path: &str) -> String {
        let months: BTreeSet<&str> = self
            .sources()
            .filter_map(|source| Some(source.path.split_once("/in/")?.0))
            .collect();
        match path.split_once("/in/") {
            Some((_, rest)) if months.len() < 2 => rest.to_owned(),
            Some((month, rest)) => format!("{month}/{rest}"),
            None => path.to_owned(),
        }
    }

    /// 「みなと小/出欠5月.xlsx「3年2組」」.
    pub fn file_and_sheet(&self, source: &Source) -> String {
        let path = self.short_path(&source.path);
        match &source.sheet {
            Some(sheet) => format!("{path}「{sheet}」"),
            None => path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [1, 26, 27, 52, 703, 16384].map(letters),
            ["A", "Z", "AA", "AZ", "AAA", "XFD"]
        );
    }

    #[test]
    fn neighbours_become_a_span_within_a_row_and_across_z() {
        let text = |cells: &[&str]| {
            let spans = spans(cells.iter().copied());
            spans
                .iter()
                .map(Span::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(text(&["AA12", "Z12", "AC12"]), "Z12:AA12 AC12");
        assert_eq!(text(&["B5", "C6"]), "B5 C6");
        assert_eq!(text(&["？", "a1", "12"]), "");
    }
}
