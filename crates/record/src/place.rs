//! Where something stands, as a person looks it up: workbook, sheet, cells.

use std::collections::BTreeSet;
use std::fmt;

use crate::Coverage;
use crate::line::{Record, Source};

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

/// Whether people mean this record by `source/row`, `source/row/part` or `file!sheet!row`
/// (`file!row` for what has no sheets; of the file's path the end is enough).
pub fn is_called(record: &Record, coverage: &Coverage, text: &str) -> bool {
    if let Some((path, sheet, row)) = in_file(text) {
        return record.row == row
            && coverage.source(&record.source).is_some_and(|source| {
                let front = source.path.strip_suffix(path);
                let ends = |front: &str| front.is_empty() || front.ends_with('/');
                !path.is_empty() && source.sheet.as_deref() == sheet && front.is_some_and(ends)
            });
    }
    text == record.address() || text == format!("{}/{}", record.source, record.row)
}

fn in_file(text: &str) -> Option<(&str, Option<&str>, u32)> {
    let (front, row) = text.rsplit_once('!')?;
    let row = row.parse().ok()?;
    Some(match front.rsplit_once('!') {
        Some((path, sheet)) => (path, Some(sheet), row),
        None => (front, None, row),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_called_by_its_address_or_by_file_sheet_and_row() {
        let mut coverage = Coverage::default();
        coverage.add_source(Source {
            id: "c.1".to_owned(),
            path: "2026-05/in/児童/台帳.xlsx".to_owned(),
            sheet: Some("台帳".to_owned()),
            ..Source::default()
        });
        let record = Record {
            source: "c.1".to_owned(),
            row: 12,
            part: Some("4m".to_owned()),
            ..Record::default()
        };
        for text in [
            "c.1/12",
            "c.1/12/4m",
            "台帳.xlsx!台帳!12",
            "児童/台帳.xlsx!台帳!12",
        ] {
            assert!(is_called(&record, &coverage, text), "{text}");
        }
        for text in [
            "c.1/1",
            "c.1/12/18m",
            "帳.xlsx!台帳!12",
            "台帳.xlsx!12",
            "!台帳!12",
            "",
            "12",
        ] {
            assert!(!is_called(&record, &coverage, text), "{text}");
        }
    }

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
