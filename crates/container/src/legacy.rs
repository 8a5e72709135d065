//! xls, xlsb and ods: read whole, as calamine gives them.
//!
//! Their parsers allocate what a file declares. Files from outside are therefore opened in a
//! process with a limit on its memory; see [`crate::Content::risky`].

use std::collections::HashMap;
use std::io::Cursor;
use std::iter::Zip;
use std::ops::RangeFrom;

use calamine::{Data, Dimensions, Ods, OdsError, Range, Reader, Xls, XlsError, Xlsb};
use mimamori_record::reason;

use crate::book::{Format, MOST_SHEETS, Rows, Sheet, Tab, Unread};
use crate::grid::{Area, Cell, Merges, Row, Value};
use crate::ods;
use crate::office;
use crate::sniff::Content;

type Bytes = Cursor<Vec<u8>>;

enum Kind {
    Xls(Xls<Bytes>),
    Xlsb(Box<Xlsb<Bytes>>),
    Ods(Ods<Bytes>, HashMap<String, Merges>),
}

/// An open file.
pub(crate) struct File {
    kind: Kind,
    tabs: Vec<Tab>,
    sheet: Option<Table>,
}

struct Table {
    range: Range<Data>,
    formulas: Range<String>,
}

impl File {
    pub(crate) fn open(bytes: Vec<u8>, content: Content) -> Result<Self, Unread> {
        let bytes = Cursor::new(bytes);
        let kind = match content {
            Content::Xls => Kind::Xls(Xls::new(bytes).map_err(|error| match error {
                XlsError::Password => &reason::FILE_PROTECTED,
                _ => &reason::FILE_UNREADABLE,
            })?),
            Content::Ods => {
                let bytes = bytes.into_inner();
                let merges = ods::merges(&bytes);
                let file = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
                    OdsError::Password => &reason::FILE_PROTECTED,
                    _ => &reason::FILE_UNREADABLE,
                })?;
                Kind::Ods(file, merges?)
            }
            _ => Kind::Xlsb(Box::new(
                Xlsb::new(bytes).map_err(|_| &reason::FILE_UNREADABLE)?,
            )),
        };
        let sheets = match &kind {
            Kind::Xls(file) => file.sheets_metadata(),
            Kind::Xlsb(file) => file.sheets_metadata(),
            Kind::Ods(file, _) => file.sheets_metadata(),
        };
        if sheets.len() > MOST_SHEETS {
            return Err(&reason::FILE_TOO_LARGE);
        }
        let tabs = office::tabs(sheets);
        Ok(File {
            kind,
            tabs,
            sheet: None,
        })
    }

    pub(crate) fn format(&self) -> Format {
        match self.kind {
            Kind::Xls(_) => Format::Xls,
            Kind::Xlsb(_) => Format::Xlsb,
            Kind::Ods(..) => Format::Ods,
        }
    }

    pub(crate) fn tabs(&self) -> Vec<Tab> {
        self.tabs.clone()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let names = match &self.kind {
            Kind::Xls(file) => file.defined_names(),
            Kind::Xlsb(file) => file.defined_names(),
            Kind::Ods(file, _) => file.defined_names(),
        };
        names.iter().map(|(name, _)| name.clone()).collect()
    }

    pub(crate) fn sheet(&mut self, index: usize) -> Result<Sheet<'_>, Unread> {
        let name = &self.tabs.get(index).ok_or(&reason::SHEET_MISSING)?.name;
        let unread = || &reason::FILE_UNREADABLE;
        let (range, formulas, merges) = match &mut self.kind {
            Kind::Xls(file) => (
                file.worksheet_range(name).map_err(|_| unread())?,
                file.worksheet_formula(name).unwrap_or_default(),
                Merges::new(
                    file.merge_cells_by_sheet_name(name)
                        .unwrap_or_default()
                        .iter()
                        .map(area),
                ),
            ),
            Kind::Xlsb(file) => (
                file.worksheet_range(name).map_err(|_| unread())?,
                file.worksheet_formula(name).unwrap_or_default(),
                Merges::default(),
            ),
            Kind::Ods(file, merges) => (
                file.worksheet_range(name).map_err(|_| unread())?,
                file.worksheet_formula(name).unwrap_or_default(),
                merges.get(name).cloned().unwrap_or_default(),
            ),
        };
        let from_1904 = match &self.kind {
            Kind::Xls(file) => file.has_1904_epoch(),
            Kind::Xlsb(file) => file.has_1904_epoch(),
            Kind::Ods(..) => false,
        };
        let table = &*self.sheet.insert(Table { range, formulas });
        let (top, left) = table.range.start().unwrap_or_default();
        let rows = TableRows {
            rows: (top..).zip(table.range.rows()),
            left,
            formulas: &table.formulas,
            from_1904,
            held: 0,
        };
        Ok(Sheet::plain(merges, Box::new(rows)))
    }
}

fn area(found: &Dimensions) -> Area {
    Area {
        rows: (found.start.0 + 1, found.end.0 + 1),
        columns: (found.start.1, found.end.1),
    }
}

struct TableRows<'a> {
    /// The rows of the range with their numbers from 0.
    rows: Zip<RangeFrom<u32>, calamine::Rows<'a, Data>>,
    /// The first column of the range.
    left: u32,
    formulas: &'a Range<String>,
    from_1904: bool,
    held: u64,
}

impl TableRows<'_> {
    fn value(&self, row: u32, column: u32, value: &Data) -> Option<Value> {
        Some(match value {
            Data::Empty => {
                let formula = self.formulas.get_value((row, column));
                return formula
                    .is_some_and(|formula| !formula.is_empty())
                    .then_some(Value::Uncomputed);
            }
            Data::String(text) | Data::DateTimeIso(text) => return Value::of_text(text),
            Data::Int(number) => Value::Number(office::whole(*number)),
            Data::Float(number) => Value::Number(*number),
            Data::Bool(truth) => Value::Bool(*truth),
            Data::DateTime(moment) => office::moment(moment, self.from_1904),
            Data::DurationIso(_) => Value::Time,
            Data::Error(_) => Value::Error,
        })
    }
}

impl Rows for TableRows<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, Unread> {
        while let Some((number, found)) = self.rows.next() {
            let cells: Vec<Cell> = (self.left..)
                .zip(found)
                .filter_map(|(column, value)| {
                    let value = self.value(number, column, value)?;
                    Some(Cell::new(column, value))
                })
                .collect();
            if !cells.is_empty() {
                self.held += cells.len() as u64;
                return Ok(Some(Row {
                    number: number + 1,
                    hidden: false,
                    cells,
                    width: 0,
                }));
            }
        }
        Ok(None)
    }

    fn held(&self) -> u64 {
        self.held
    }
}
