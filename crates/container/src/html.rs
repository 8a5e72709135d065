//! Tables of a page that calls itself a workbook: what web systems export as .xls.

use encoding_rs::Encoding;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use mimamori_record::reason;

use crate::book::{MOST_SHEETS, Rows, Sheet, Tab, Unread};
use crate::grid::{Area, Cell, Merges, Row, Value};
use crate::text;

/// As far as a browser lets a cell reach (HTML standard, 4.9.11).
const WIDEST: u32 = 1_000;
const TALLEST: u32 = 65_534;
/// Tables beyond this are no list of people.
const MOST_ROWS: u32 = 1_000_000;
/// As far as a spreadsheet reaches.
const MOST_COLUMNS: u32 = 16_384;
/// How many places cells may cover in rows below their own, and how many of them may be stepped
/// over: a small page could ask for billions.
const MOST_COVERED: u32 = 20_000_000;

/// The tables of a page.
pub(crate) struct Tables {
    tables: Vec<Table>,
}

#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    merges: Merges,
    /// By column: the last row that a cell above reaches.
    reached: Vec<u32>,
    number: u32,
    column: u32,
}

impl Tables {
    /// Reads every table of a page.
    pub(crate) fn new(bytes: &[u8]) -> Result<Self, Unread> {
        let page = decode(bytes)?;
        let mut reader = Page::default();
        for piece in pieces(&page) {
            reader.piece(piece)?;
        }
        reader.end_table();
        match reader.tables.is_empty() {
            true => Err(&reason::FILE_FORMAT),
            false => Ok(Tables {
                tables: reader.tables,
            }),
        }
    }

    /// A page with one table is that table; several are numbered 表1, 表2, ….
    pub(crate) fn tabs(&self) -> Vec<Tab> {
        if self.tables.len() == 1 {
            return Vec::new();
        }
        (1..=self.tables.len())
            .map(|number| Tab {
                name: format!("表{number}"),
                hidden: false,
            })
            .collect()
    }

    pub(crate) fn sheet(&mut self, index: usize) -> Result<Sheet<'_>, Unread> {
        let table = self.tables.get(index).ok_or(&reason::SHEET_MISSING)?;
        let rows = TableRows {
            rows: table.rows.iter(),
            held: 0,
        };
        Ok(Sheet::plain(table.merges.clone(), Box::new(rows)))
    }
}

/// By what the page says of itself; otherwise as any text.
fn decode(bytes: &[u8]) -> Result<String, Unread> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let said = start.split_once("charset=").and_then(|(_, rest)| {
        let label: String = rest
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        Encoding::for_label(label.as_bytes())
    });
    match said {
        // Bytes that are UTF-8 from end to end are, whatever the page claims.
        Some(encoding) if std::str::from_utf8(bytes).is_err() => {
            let text = text::decode_as(encoding, bytes)?;
            match text.contains('\u{FFFD}') {
                true => text::decode(bytes.to_vec()),
                false => Ok(text),
            }
        }
        _ => text::decode(bytes.to_vec()),
    }
}

/// What a page is made of, as far as a table needs it.
enum Piece {
    Start {
        name: Vec<u8>,
        /// How many columns and rows a cell is wide and high.
        spans: (u32, u32),
        closed: bool,
    },
    End(Vec<u8>),
    Text(String),
}

/// Attributes pass by without being kept: a tag may have millions of them.
fn pieces(page: &str) -> impl Iterator<Item = Piece> {
    let (mut tag, mut attribute) = (Vec::new(), Vec::new());
    let (mut wide, mut high) = (None, None);
    let emitter = CallbackEmitter::new(move |event: CallbackEvent<'_>, _: Span<()>| match event {
        CallbackEvent::OpenStartTag { name } => {
            tag = name.to_vec();
            (wide, high) = (None, None);
            None
        }
        CallbackEvent::AttributeName { name } => {
            attribute = name.to_vec();
            None
        }
        CallbackEvent::AttributeValue { value } => {
            let number = || String::from_utf8_lossy(value).trim().parse().ok();
            match attribute.as_slice() {
                b"colspan" => wide = wide.or_else(number),
                b"rowspan" => high = high.or_else(number),
                _ => {}
            }
            None
        }
        CallbackEvent::CloseStartTag { self_closing } => {
            let wide: u32 = wide.unwrap_or(1);
            let high: u32 = high.unwrap_or(1);
            Some(Piece::Start {
                name: std::mem::take(&mut tag),
                spans: (wide.clamp(1, WIDEST), high.clamp(1, TALLEST)),
                closed: self_closing,
            })
        }
        CallbackEvent::EndTag { name } => Some(Piece::End(name.to_vec())),
        CallbackEvent::String { value } => {
            Some(Piece::Text(String::from_utf8_lossy(value).into_owned()))
        }
        _ => None,
    });
    Tokenizer::new_with_emitter(page, emitter).flatten()
}

/// A page while it is read.
#[derive(Default)]
struct Page {
    tables: Vec<Table>,
    /// How many tables are open: a table inside a cell is text of that cell.
    depth: u32,
    table: Table,
    cell: Option<(u32, u32, String)>,
    /// Places that cells above cover, as often as they were looked at.
    covered: u32,
    /// Inside of a script or style sheet.
    silent: u32,
}

impl Page {
    fn piece(&mut self, piece: Piece) -> Result<(), Unread> {
        match piece {
            Piece::Start {
                name,
                spans,
                closed,
            } => match name.as_slice() {
                b"table" => self.depth += 1,
                b"tr" if self.depth == 1 => self.start_row()?,
                b"td" | b"th" if self.depth == 1 => {
                    self.end_cell()?;
                    self.cell = Some((spans.0, spans.1, String::new()));
                }
                b"br" | b"p" | b"div" => self.add("\n"),
                b"script" | b"style" if !closed => self.silent += 1,
                _ => {}
            },
            Piece::End(name) => match name.as_slice() {
                b"table" => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        self.end_cell()?;
                        self.end_table();
                        if self.tables.len() > MOST_SHEETS {
                            return Err(&reason::FILE_TOO_LARGE);
                        }
                    }
                }
                b"td" | b"th" | b"tr" if self.depth == 1 => self.end_cell()?,
                b"script" | b"style" => self.silent = self.silent.saturating_sub(1),
                _ => {}
            },
            Piece::Text(text) if self.silent == 0 => {
                // Line ends of the source are spaces on the page.
                self.add(&text.replace(['\r', '\n', '\t', '\u{A0}'], " "));
            }
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, text: &str) {
        if let Some((.., cell)) = &mut self.cell {
            cell.push_str(text);
        }
    }

    fn start_row(&mut self) -> Result<(), Unread> {
        self.end_cell()?;
        let table = &mut self.table;
        table.number += 1;
        table.column = 0;
        if table.number > MOST_ROWS {
            return Err(&reason::FILE_TOO_LARGE);
        }
        table.rows.push(Row {
            number: table.number,
            ..Row::default()
        });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Unread> {
        let Some((wide, high, text)) = self.cell.take() else {
            return Ok(());
        };
        let table = &mut self.table;
        if table.rows.is_empty() {
            table.number = 1;
            table.rows.push(Row {
                number: 1,
                ..Row::default()
            });
        }
        let mut columns = table.reached.iter().skip(table.column as usize);
        while columns.next().is_some_and(|last| *last >= table.number) {
            table.column += 1;
            self.covered += 1;
        }
        let column = table.column;
        table.column += wide;
        let last = table.number + high - 1;
        if high > 1 && table.column <= MOST_COLUMNS {
            self.covered += wide;
            let (from, to) = (column as usize, table.column as usize);
            table.reached.resize(table.reached.len().max(to), 0);
            for reached in &mut table.reached[from..to] {
                *reached = last.max(*reached);
            }
        }
        if table.column > MOST_COLUMNS || self.covered > MOST_COVERED {
            return Err(&reason::FILE_TOO_LARGE);
        }
        if wide > 1 || high > 1 {
            let fits = table.merges.push(Area {
                rows: (table.number, last),
                columns: (column, column + wide - 1),
            });
            if !fits {
                return Err(&reason::FILE_TOO_LARGE);
            }
        }
        let lines = text.split('\n');
        // A page joins the spaces of its source; the wide one inside of a name is none of them.
        let lines: Vec<String> = lines
            .map(|line| line.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        if let (Some(value), Some(row)) = (Value::of_text(&lines.join("\n")), table.rows.last_mut())
        {
            row.cells.push(Cell::new(column, value));
        }
        Ok(())
    }

    fn end_table(&mut self) {
        let table = std::mem::take(&mut self.table);
        if table.rows.iter().any(|row| !row.cells.is_empty()) {
            self.tables.push(table);
        }
    }
}

struct TableRows<'a> {
    rows: std::slice::Iter<'a, Row>,
    held: u64,
}

impl Rows for TableRows<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, Unread> {
        let row = self.rows.find(|row| !row.cells.is_empty()).cloned();
        self.held += row.as_ref().map_or(0, |row| row.cells.len() as u64);
        Ok(row)
    }

    fn held(&self) -> u64 {
        self.held
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    type Grid = BTreeMap<(u32, u32), String>;

    fn grid(page: &[u8]) -> (Grid, Merges) {
        let mut tables = Tables::new(page).unwrap();
        let mut sheet = tables.sheet(0).unwrap();
        let mut grid = Grid::new();
        while let Some(row) = sheet.rows.next_row().unwrap() {
            for cell in row.cells {
                grid.insert((row.number, cell.column), cell.value.shown());
            }
        }
        (grid, sheet.merges)
    }

    #[test]
    fn cells_stand_where_a_browser_shows_them() {
        let (grid, merges) = grid(
            "<table><tr><th rowspan=2>氏名<th colspan=2>健診\n<tr><th>日<td>結果<tr><td>空野&nbsp; ひなた<td>　<td>A<br>B　C</table>"
                .as_bytes(),
        );
        let expected = [
            ((1, 0), "氏名"),
            ((1, 1), "健診"),
            ((2, 1), "日"),
            ((2, 2), "結果"),
            ((3, 0), "空野 ひなた"),
            ((3, 2), "A\nB　C"),
        ];
        assert_eq!(
            grid,
            expected.map(|(at, text)| (at, text.to_owned())).into()
        );
        assert!(merges.covers(2, 0) && merges.covers(1, 2) && !merges.covers(3, 0));
    }

    #[test]
    fn a_cell_stands_behind_all_that_reach_down_to_it() {
        let (grid, _) = grid(
            b"<table><tr><td>a<td rowspan=3>b<tr><td colspan=2 rowspan=2>c<td>d<tr><td>e<tr><td>f</table>",
        );
        let expected = [
            ((1, 0), "a"),
            ((1, 1), "b"),
            ((2, 0), "c"),
            ((2, 2), "d"),
            ((3, 2), "e"),
            ((4, 0), "f"),
        ];
        assert_eq!(
            grid,
            expected.map(|(at, text)| (at, text.to_owned())).into()
        );
    }

    #[test]
    fn cells_that_reach_further_than_anybody_looks_are_refused() {
        let page = |start: &str, each: &str, times: usize| {
            let page = format!("<table><tr>{start}{}</table>", each.repeat(times));
            Tables::new(page.as_bytes()).err().map(|why| why.code)
        };
        let large = Some("file-too-large");
        assert_eq!(page("", "<td rowspan=9>a", 16_384), None);
        assert_eq!(page("", "<td rowspan=9>a", 16_385), large);
        assert_eq!(page("", "<td>", 16_385), large);
        let tall = "<td colspan=1000 rowspan=65000>a".repeat(16);
        assert_eq!(page(&tall, "<tr><td>b", 1_000), None);
        assert_eq!(page(&tall, "<tr><td>b", 2_000), large);
    }

    #[test]
    fn the_page_says_its_encoding() {
        let page = "<html><meta charset=\"Shift_JIS\"><table><tr><td>名前</table>";
        let bytes = encoding_rs::SHIFT_JIS.encode(page).0.into_owned();
        assert_eq!(grid(&bytes).0[&(1, 0)], "名前");
        let wrong = "<html><meta charset=Shift_JIS><table><tr><td>名前が続く</table>";
        assert_eq!(grid(wrong.as_bytes()).0[&(1, 0)], "名前が続く");
    }

    #[test]
    fn several_tables_are_numbered_and_a_page_without_any_is_no_table() {
        let tables = Tables::new(b"<table><tr><td>a</table><table><tr><td>b</table>").unwrap();
        let names: Vec<String> = tables.tabs().into_iter().map(|tab| tab.name).collect();
        assert_eq!(names, ["表1", "表2"]);
        let none = Tables::new(b"<html><p>no table</p></html>").err();
        assert_eq!(none.map(|r| r.code), Some("file-format"));
        let many = |times| Tables::new("<table><tr><td>a</table>".repeat(times).as_bytes());
        assert!(many(1_000).is_ok());
        let refused = many(1_001).err();
        assert_eq!(refused.map(|why| why.code), Some("file-too-large"));
    }
}
