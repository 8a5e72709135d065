//! A workbook as an office keeps it that works with LibreOffice: one sheet of an .ods file.
//!
//! It is written the way LibreOffice writes it, with what makes such files hard to read: cells
//! that stand for many by a count, cells covered by a merge, and a last row that reaches down to
//! the end of the sheet.

mod content;
mod parts;

use crate::SampleError;
use crate::days::Spelling;
use crate::sheet::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// How a cell looks; each is a style of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Title,
    Note,
    Head,
    Body,
    Centre,
    Day,
}

#[derive(Debug, Clone)]
struct Place {
    cell: Cell,
    look: Look,
    /// Columns and rows that it covers, itself included.
    span: (u16, u32),
}

/// One sheet while it is written. Rows and columns count from 1, as people count them.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    name: String,
    widths: Vec<u16>,
    rows: BTreeMap<u32, BTreeMap<u16, Place>>,
    covered: BTreeSet<(u32, u16)>,
    /// First and last row that print on every page.
    heads: (u32, u32),
    /// Columns that stay in view.
    frozen: u16,
}

impl Sheet {
    pub(crate) fn new(name: &str) -> Self {
        Sheet {
            name: name.to_owned(),
            ..Sheet::default()
        }
    }

    pub(crate) fn widths(&mut self, widths: &[u16]) {
        self.widths = widths.to_vec();
    }

    pub(crate) fn title(&mut self, row: u32, text: &str) {
        self.set(row, 1, Cell::text(text), Look::Title, (1, 1));
    }

    pub(crate) fn note(&mut self, row: u32, text: &str) {
        self.set(row, 1, Cell::text(text), Look::Note, (1, 1));
    }

    /// Two rows of headings: (label above, labels below). A label with nothing below stands in
    /// both rows as one merged cell; one with several below is merged across them.
    pub(crate) fn heads_in_two_rows(&mut self, row: u32, groups: &[(&str, &[&str])]) {
        let mut column = 1_u16;
        for (label, below) in groups {
            let count = u16::try_from(below.len()).unwrap_or(0);
            let span = if count == 0 { (1, 2) } else { (count, 1) };
            self.set(row, column, Cell::text(*label), Look::Head, span);
            for (place, label) in (column..).zip(*below) {
                self.set(row + 1, place, Cell::text(*label), Look::Head, (1, 1));
            }
            column += count.max(1);
        }
    }

    /// Writes cells into a row from column A.
    pub(crate) fn row(&mut self, row: u32, cells: &[Cell]) {
        for (column, cell) in (1_u16..).zip(cells) {
            self.put(row, column, cell);
        }
    }

    pub(crate) fn put(&mut self, row: u32, column: u16, cell: &Cell) {
        let look = match cell {
            Cell::Number(_) => Look::Centre,
            Cell::Date(_, Spelling::CellLong | Spelling::CellDot | Spelling::CellSlash) => {
                Look::Day
            }
            Cell::Text(text) if text.chars().count() <= 2 || text.starts_with('要') => {
                Look::Centre
            }
            _ => Look::Body,
        };
        self.set(row, column, cell.clone(), look, (1, 1));
    }

    /// Headings that stay in view and print on every page, the first columns beside them.
    pub(crate) fn freeze(&mut self, first: u32, last: u32, columns: u16) {
        self.heads = (first, last);
        self.frozen = columns;
    }

    fn set(&mut self, row: u32, column: u16, cell: Cell, look: Look, span: (u16, u32)) {
        for below in row..row + span.1 {
            let across = column..column + span.0;
            self.covered.extend(across.map(|over| (below, over)));
            self.rows.entry(below).or_default();
        }
        self.covered.remove(&(row, column));
        let place = Place { cell, look, span };
        self.rows.entry(row).or_default().insert(column, place);
    }

    /// The file.
    fn bytes(&self) -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // The same bytes on any day.
        let packed = SimpleFileOptions::default().last_modified_time(DateTime::default());
        let plain = packed.compression_method(CompressionMethod::Stored);
        // The first file, unpacked, says what the others are.
        zip.start_file("mimetype", plain)?;
        zip.write_all(parts::TYPE.as_bytes())?;
        for (name, text) in [
            ("content.xml", self.content()),
            ("styles.xml", parts::STYLES.to_owned()),
            ("meta.xml", parts::META.to_owned()),
            ("settings.xml", self.settings()),
            ("META-INF/manifest.xml", parts::MANIFEST.to_owned()),
        ] {
            zip.start_file(name, packed)?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }

    /// Writes it as a workbook of one sheet.
    pub(crate) fn save(&self, path: &Path) -> Result<(), SampleError> {
        let bytes = self.bytes().map_err(|error| SampleError::File {
            path: path.to_owned(),
            source: error.into(),
        })?;
        crate::files::write(path, &bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::days::day;
    use calamine::{Data, Ods, Reader};

    fn sheet() -> Sheet {
        let mut sheet = Sheet::new("管理");
        sheet.title(1, "受診 <管理> & 簿");
        sheet.heads_in_two_rows(3, &[("番号", &[]), ("健診", &["日", "判定", "印"])]);
        let row = [
            Cell::Number(85),
            Cell::Date(day(2026, 5, 1), Spelling::CellSlash),
            Cell::Blank,
            Cell::text(" 二つ  空き"),
        ];
        sheet.row(5, &row);
        sheet.row(6, &row);
        sheet
    }

    #[test]
    fn a_reader_finds_each_cell_where_it_was_put() {
        let mut book = Ods::new(Cursor::new(sheet().bytes().unwrap())).unwrap();
        let range = book.worksheet_range("管理").unwrap();
        let cell = |row, column| range.get_value((row, column)).cloned();
        let text = |text: &str| Some(Data::String(text.to_owned()));
        assert_eq!(cell(0, 0), text("受診 <管理> & 簿"));
        assert_eq!(cell(2, 1), text("健診"));
        assert_eq!(cell(3, 2), text("判定"));
        assert_eq!(cell(4, 0), Some(Data::Float(85.0)));
        assert_eq!(cell(5, 1), Some(Data::DateTimeIso("2026-05-01".to_owned())));
        assert_eq!(cell(5, 3), text(" 二つ  空き"));
        assert!(matches!(cell(5, 2), None | Some(Data::Empty)));
        assert_eq!(range.end(), Some((5, 3)));
    }

    #[test]
    fn what_a_merge_covers_is_written_as_covered() {
        let content = sheet().content();
        assert!(content.contains(r#"table:number-columns-spanned="3""#));
        assert!(content.contains(r#"table:number-rows-spanned="2""#));
        // Two beside 健診, one below 番号.
        assert_eq!(content.matches("<table:covered-table-cell").count(), 2);
        assert!(
            content.contains(r#"<table:covered-table-cell table:number-columns-repeated="2"/>"#)
        );
    }

    #[test]
    fn the_same_sheet_gives_the_same_bytes() {
        assert!(sheet().bytes().unwrap() == sheet().bytes().unwrap());
    }
}
