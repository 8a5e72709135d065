//! Workbooks, cell by cell through calamine's streaming reader.
//!
//! Never through `worksheet_range`: it allocates what the sheet declares, and a cell at XFD1048576
//! then asks for 550 GB.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxCellReader, XlsxError};
use mimamori_calendar::from_excel_serial;
use mimamori_record::reason;

use super::{Rows, Unread};
use crate::grid::{Area, Merges, Row, Value};

type Bytes = Cursor<Vec<u8>>;

/// An open workbook.
pub(super) struct File {
    book: Xlsx<Bytes>,
    sheets: Vec<String>,
}

fn unread(error: &XlsxError) -> Unread {
    match error {
        XlsxError::Password => &reason::FILE_PROTECTED,
        _ => &reason::FILE_UNREADABLE,
    }
}

impl File {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Unread> {
        let book: Xlsx<Bytes> = Xlsx::new(Cursor::new(bytes)).map_err(|e| unread(&e))?;
        let tables = book
            .sheets_metadata()
            .iter()
            .filter(|s| s.typ == SheetType::WorkSheet);
        let sheets = tables.map(|sheet| sheet.name.clone()).collect();
        Ok(File { book, sheets })
    }

    pub(super) fn sheets(&self) -> Vec<String> {
        self.sheets.clone()
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.book
            .defined_names()
            .iter()
            .map(|(name, _)| name.clone())
            .collect()
    }

    pub(super) fn merges(&mut self, index: usize) -> Result<Merges, Unread> {
        let name = self.sheets.get(index).ok_or(&reason::SHEET_MISSING)?;
        let found = self
            .book
            .merge_cells_by_sheet_name(name)
            .map_err(|e| unread(&e))?;
        Ok(Merges::new(found.iter().map(|d| Area {
            rows: (d.start.0 + 1, d.end.0 + 1),
            columns: (d.start.1, d.end.1),
        })))
    }

    pub(super) fn rows(&mut self, index: usize) -> Result<SheetRows<'_>, Unread> {
        let from_1904 = self.book.has_1904_epoch();
        let name = self.sheets.get(index).ok_or(&reason::SHEET_MISSING)?;
        let cells = self
            .book
            .worksheet_cells_reader(name)
            .map_err(|e| unread(&e))?;
        Ok(SheetRows {
            cells,
            from_1904,
            waiting: None,
            ended: false,
            last: 0,
            held: 0,
        })
    }
}

/// A sheet's rows.
pub(super) struct SheetRows<'a> {
    cells: XlsxCellReader<'a, Bytes>,
    from_1904: bool,
    waiting: Option<(u32, u32, Value)>,
    /// Asked again after its end, the reader would run into the end of the file.
    ended: bool,
    last: u32,
    held: u64,
}

impl SheetRows<'_> {
    /// The next cell that holds something: row from 1, column from 0.
    fn next_cell(&mut self) -> Result<Option<(u32, u32, Value)>, Unread> {
        if self.ended {
            return Ok(None);
        }
        while let Some(cell) = self
            .cells
            .next_cell_with_formula()
            .map_err(|e| unread(&e))?
        {
            if let Some(value) = self.value(&cell.value, cell.formula.is_some()) {
                self.held += 1;
                return Ok(Some((cell.pos.0 + 1, cell.pos.1, value)));
            }
        }
        self.ended = true;
        Ok(None)
    }

    fn value(&self, value: &DataRef<'_>, formula: bool) -> Option<Value> {
        let text = |text: &str| {
            let blank = text.chars().all(char::is_whitespace);
            (!blank).then(|| Value::Text(text.to_owned()))
        };
        match value {
            DataRef::Empty => formula.then_some(Value::Uncomputed),
            DataRef::String(string) => text(string),
            DataRef::SharedString(string) => text(string),
            // Whole numbers of a cell are far below 2^53.
            #[expect(
                clippy::cast_precision_loss,
                reason = "cells hold doubles in the first place"
            )]
            DataRef::Int(number) => Some(Value::Number(*number as f64)),
            DataRef::Float(number) => Some(Value::Number(*number)),
            DataRef::Bool(truth) => Some(Value::Bool(*truth)),
            DataRef::DateTime(moment) if moment.is_duration() => Some(Value::Time),
            DataRef::DateTime(moment) => {
                let serial = moment.as_f64();
                if (0.0..1.0).contains(&serial) {
                    return Some(Value::Time);
                }
                Some(Value::Date(from_excel_serial(serial, self.from_1904)))
            }
            DataRef::DateTimeIso(iso) => text(iso),
            DataRef::DurationIso(_) => Some(Value::Time),
            DataRef::Error(_) => Some(Value::Error),
        }
    }
}

impl Rows for SheetRows<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, Unread> {
        let first = match self.waiting.take() {
            Some(cell) => Some(cell),
            None => self.next_cell()?,
        };
        let Some((number, column, value)) = first else {
            return Ok(None);
        };
        if number <= self.last {
            // Rows that go backwards would be counted and addressed wrongly.
            return Err(&reason::FILE_UNREADABLE);
        }
        self.last = number;
        let mut row = Row {
            number,
            cells: vec![(column, value)],
        };
        while let Some((next, column, value)) = self.next_cell()? {
            if next != number {
                self.waiting = Some((next, column, value));
                break;
            }
            row.cells.push((column, value));
        }
        row.cells.sort_by_key(|cell| cell.0);
        if row.cells.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(&reason::FILE_UNREADABLE);
        }
        Ok(Some(row))
    }

    fn held(&self) -> u64 {
        self.held
    }
}
