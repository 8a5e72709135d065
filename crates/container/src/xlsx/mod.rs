//! xlsx and xlsm: values cell by cell through calamine's streaming reader, and what it does not
//! show through a pass of our own.
//!
//! Never through `worksheet_range`: it allocates what the sheet declares, and a cell at XFD1048576
//! then asks for 550 GB.

mod format;
mod guard;
mod parts;
mod phonetic;
mod seen;
mod struck;
mod tags;
mod weigh;
pub(crate) mod xml;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Color, DataRef, FillPattern, Reader, Style, Xlsx, XlsxCellReader, XlsxError};
use mimamori_record::reason;
use zip::ZipArchive;

use crate::book::{MOST_SHEETS, Rows, Sheet, Tab, Unread};
use crate::grid::{Cell, Look, Rgb, Row, Value};
use crate::office::{day, moment, tabs, whole};
use guard::Looked;
use seen::Seen;
use struck::Struck;

type Bytes = Cursor<Vec<u8>>;

/// One part after another way of reading it, for tests/fuzz.
#[cfg(feature = "fuzz")]
pub(crate) fn fuzz(part: &[u8]) {
    let phonetics = phonetic::Phonetics::read(part).unwrap_or_default();
    let mut tags = guard::TAGS;
    let strings = weigh::weigh(part).map(|strings| strings.struck);
    let _ = seen::look_through(part, &phonetics, &strings.unwrap_or_default(), &mut tags);
    let mut left = parts::COMMENTS;
    let _ = parts::read_comments(part, &mut BTreeMap::new(), &mut left);
}

/// As far as a sheet reaches.
const MOST_COLUMNS: usize = 16_384;
/// In bytes: what a row may hold as text, and what may come out of a file. One shared string can
/// stand in every cell.
const ROW_TEXT: usize = 8 << 20;
const ALL_TEXT: usize = 768 << 20;

/// An open workbook.
pub(crate) struct File {
    book: Xlsx<Bytes>,
    tabs: Vec<Tab>,
    looked: Looked,
    parts: HashMap<String, String>,
    comments: HashMap<String, BTreeMap<(u32, u32), String>>,
    /// The styles of the workbook, found with its first sheet: there may be many of both.
    styles: Option<Vec<Styled>>,
    /// How much text may still come out.
    text_left: usize,
}

fn unread(error: &XlsxError) -> Unread {
    match error {
        XlsxError::Password => &reason::FILE_PROTECTED,
        _ => &reason::FILE_UNREADABLE,
    }
}

/// A parser that panics on an odd file must not end the run: the other files are still read.
fn guarded<T>(parse: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Unread> {
    match catch_unwind(AssertUnwindSafe(parse)) {
        Ok(result) => result.map_err(|error| unread(&error)),
        Err(_) => Err(&reason::FILE_UNREADABLE),
    }
}

impl File {
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, Unread> {
        let mut archive =
            ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(|_| &reason::FILE_UNREADABLE)?;
        let looked = guard::check(&mut archive)?;
        let parts = parts::sheets(&mut archive)?;
        let mut comments = HashMap::new();
        // A part read once for each of many names would be a large file made of a small one.
        let (mut used, mut left) = (HashSet::new(), parts::COMMENTS);
        for part in parts.values() {
            let found = parts::comments(&mut archive, part, &mut used, &mut left)?;
            if comments.insert(part.clone(), found).is_some() {
                return Err(&reason::FILE_UNREADABLE);
            }
        }
        let book: Xlsx<Bytes> = guarded(|| Xlsx::new(Cursor::new(bytes)))?;
        let tabs = tabs(book.sheets_metadata());
        if tabs.len() > MOST_SHEETS {
            return Err(&reason::FILE_TOO_LARGE);
        }
        Ok(File {
            book,
            tabs,
            looked,
            parts,
            comments,
            styles: None,
            text_left: ALL_TEXT,
        })
    }

    pub(crate) fn tabs(&self) -> Vec<Tab> {
        self.tabs.clone()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.book.defined_names().iter();
        names.map(|(name, _)| name.clone()).collect()
    }

    pub(crate) fn sheet(&mut self, index: usize) -> Result<Sheet<'_>, Unread> {
        let name = &self.tabs.get(index).ok_or(&reason::SHEET_MISSING)?.name;
        let part = self.parts.get(name).ok_or(&reason::FILE_UNREADABLE)?;
        let seen = match self.looked.sheets.get(part) {
            Some(Ok(seen)) => seen,
            Some(Err(why)) => return Err(why),
            None => return Err(&reason::FILE_UNREADABLE),
        };
        let comments = self.comments.get(part).cloned().unwrap_or_default();
        let from_1904 = self.book.has_1904_epoch();
        let cells = guarded(|| self.book.worksheet_cells_reader(name))?;
        let styles = || cells.styles().iter().map(Styled::new).collect();
        let styles = self.styles.get_or_insert_with(styles);
        Ok(Sheet {
            merges: seen.merges.clone(),
            hidden_columns: seen.hidden_columns.clone(),
            visible: true,
            comments,
            rows: Box::new(SheetRows {
                cells,
                styles,
                seen,
                looked: &self.looked,
                text_left: &mut self.text_left,
                row_text: 0,
                from_1904,
                waiting: None,
                ended: false,
                last: 0,
                held: 0,
                width: 1,
            }),
        })
    }
}

/// What a style tells of its cells.
struct Styled {
    look: Look,
    /// Whether it shows a weekday or the year of an era alone.
    part_of_day: bool,
}

impl Styled {
    fn new(style: &Style) -> Self {
        let format = style.number_format.as_ref();
        Styled {
            look: look(style),
            part_of_day: format.is_some_and(|format| format::is_part_of_day(&format.format_code)),
        }
    }
}

/// The part of a style to which people give a meaning.
fn look(style: &Style) -> Look {
    let rgb = |color: Color| [color.red, color.green, color.blue];
    let fill = style.fill.as_ref();
    let fill = fill.filter(|fill| fill.pattern != FillPattern::None);
    let other = |than: Rgb| move |color: &Rgb| *color != than;
    let font = style.font.as_ref();
    Look {
        fill: fill
            .and_then(|fill| fill.get_color())
            .map(rgb)
            .filter(other([255, 255, 255])),
        ink: font
            .and_then(|font| font.color)
            .map(rgb)
            .filter(other([0, 0, 0])),
        struck: font.is_some_and(|font| font.strikethrough),
        struck_partly: false,
    }
}

/// A sheet's rows.
struct SheetRows<'a> {
    cells: XlsxCellReader<'a, Bytes>,
    styles: &'a [Styled],
    seen: &'a Seen,
    looked: &'a Looked,
    text_left: &'a mut usize,
    /// How much text the row at hand holds.
    row_text: usize,
    from_1904: bool,
    waiting: Option<(u32, Cell)>,
    /// Asked again after its end, the reader would run into the end of the file.
    ended: bool,
    last: u32,
    held: u64,
    /// The most cells that a row held so far.
    width: usize,
}

impl SheetRows<'_> {
    /// The next cell that holds something, and its row from 1.
    fn next_cell(&mut self) -> Result<Option<(u32, Cell)>, XlsxError> {
        if self.ended {
            return Ok(None);
        }
        while let Some((found, style)) = self.cells.next_cell_with_style_id()? {
            let (row, column) = found.get_position();
            let row = row + 1;
            let part = self
                .styles
                .get(style)
                .is_some_and(|style| style.part_of_day);
            let Some(value) = self.value((row, column), found.get_value(), part) else {
                continue;
            };
            if let Value::Text(text) = &value {
                self.row_text += text.len();
                *self.text_left = self.text_left.saturating_sub(text.len());
                if self.row_text > ROW_TEXT || *self.text_left == 0 {
                    return Err(XlsxError::Unexpected("more text than a sheet holds"));
                }
            }
            let kana = match found.get_value() {
                DataRef::SharedString(text) => {
                    let index = self.seen.kana.get(&(row, column)).copied();
                    self.looked.phonetics.of(text, index).map(Into::into)
                }
                _ => None,
            };
            self.held += 1;
            let mut look = self
                .styles
                .get(style)
                .map_or(Look::default(), |style| style.look);
            match self.seen.struck.get(&(row, column)) {
                Some(Struck::Whole) => look.struck = true,
                Some(Struck::Part) => look.struck_partly = true,
                None => {}
            }
            let cell = Cell {
                column,
                value,
                look,
                kana,
            };
            return Ok(Some((row, cell)));
        }
        self.ended = true;
        Ok(None)
    }

    fn value(&self, place: (u32, u32), value: &DataRef<'_>, part_of_day: bool) -> Option<Value> {
        Some(match value {
            DataRef::Empty => {
                let uncomputed = self.seen.uncomputed.contains(&place);
                return uncomputed.then_some(Value::Uncomputed);
            }
            DataRef::String(text) | DataRef::DateTimeIso(text) => return Value::of_text(text),
            DataRef::SharedString(text) => return Value::of_text(text),
            DataRef::Int(number) if part_of_day => day(whole(*number), self.from_1904),
            DataRef::Float(number) if part_of_day => day(*number, self.from_1904),
            DataRef::Int(number) => Value::Number(whole(*number)),
            DataRef::Float(number) => Value::Number(*number),
            DataRef::Bool(truth) => Value::Bool(*truth),
            DataRef::DateTime(found) => moment(found, self.from_1904),
            DataRef::DurationIso(_) => Value::Time,
            DataRef::Error(_) => Value::Error,
        })
    }

    /// The cells of the next row, in the order of the file.
    fn cells_of_row(&mut self) -> Result<Option<(u32, Vec<Cell>)>, XlsxError> {
        let first = match self.waiting.take() {
            Some(cell) => Some(cell),
            None => self.next_cell()?,
        };
        let Some((number, cell)) = first else {
            return Ok(None);
        };
        // A first row that is wide does not make room in each that follows.
        let mut cells = Vec::with_capacity(self.width.min(256));
        self.row_text = 0;
        cells.push(cell);
        while let Some((next, cell)) = self.next_cell()? {
            if next != number {
                self.waiting = Some((next, cell));
                break;
            }
            if cells.len() == MOST_COLUMNS {
                return Err(XlsxError::Unexpected("more cells than a row has"));
            }
            cells.push(cell);
        }
        self.width = self.width.max(cells.len());
        Ok(Some((number, cells)))
    }
}

impl Rows for SheetRows<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, Unread> {
        let Some((number, mut cells)) = guarded(|| self.cells_of_row())? else {
            return Ok(None);
        };
        if number <= self.last {
            // Rows that go backwards would be counted and addressed wrongly.
            return Err(&reason::FILE_UNREADABLE);
        }
        self.last = number;
        cells.sort_by_key(|cell| cell.column);
        if cells
            .windows(2)
            .any(|pair| pair[0].column == pair[1].column)
        {
            return Err(&reason::FILE_UNREADABLE);
        }
        Ok(Some(Row {
            number,
            hidden: self.seen.hidden_rows.holds(number),
            cells,
            width: 0,
        }))
    }

    fn held(&self) -> u64 {
        self.held
    }
}
