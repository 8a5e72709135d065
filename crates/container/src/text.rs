//! Files of text: which encoding, which delimiter, and rows numbered as a spreadsheet shows them.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use mimamori_record::reason;

use crate::book::{Rows, Unread};
use crate::grid::{Cell, Row, Value};
use crate::sniff::Content;

/// Whether the bytes are text, a page with tables, or neither.
pub(crate) fn sniff(bytes: &[u8]) -> Content {
    let start = &bytes[..bytes.len().min(4096)];
    if utf16(bytes).is_none() {
        let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A);
        if start.iter().any(control) || start.starts_with(b"%PDF") {
            return Content::Other;
        }
    }
    let start = decode(start.to_vec()).unwrap_or_default().to_lowercase();
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    let page = [
        "<html",
        "<!doctype html",
        "<table",
        "<head",
        "<body",
        "<style",
        "<meta",
        "<div",
    ];
    if page.iter().any(|tag| start.starts_with(tag)) {
        Content::Html
    } else if start.starts_with("<?xml")
        || start.starts_with("<!--")
        || start.starts_with("<!doctype")
    {
        // XHTML begins like any XML.
        if start.contains("<html") || start.contains("<table") {
            Content::Html
        } else {
            Content::Other
        }
    } else if start.starts_with("mime-version:") {
        Content::Other
    } else {
        Content::Text
    }
}

/// UTF-16 by its mark, or by the zero bytes of its line ends and digits.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let pairs: Vec<&[u8]> = bytes[..bytes.len().min(4096)].chunks_exact(2).collect();
    let count = |of: fn(&&&[u8]) -> bool| pairs.iter().filter(of).count();
    let little = count(|pair| pair[1] == 0 && (9..0x7F).contains(&pair[0]));
    let big = count(|pair| pair[0] == 0 && (9..0x7F).contains(&pair[1]));
    let zeros = count(|pair| pair.contains(&0));
    // Some programs leave one behind in text of another encoding.
    if zeros < 2 || zeros * 16 < pairs.len() {
        return None;
    }
    match (little, big) {
        (little, 0) if little == zeros => Some(UTF_16LE),
        (0, big) if big == zeros => Some(UTF_16BE),
        _ => None,
    }
}

/// Decoded text is no longer than this, in bytes: half-width kana become three times as long.
const LONGEST_TEXT: usize = 128 << 20;
/// A row longer than this, in bytes, is a quote that was never closed.
const LONGEST_ROW: usize = 4 << 20;
/// As far as a spreadsheet reaches.
const MOST_COLUMNS: usize = 16_384;
/// Twice as far as a spreadsheet reaches: extracts are longer.
const MOST_ROWS: usize = 2 << 20;

/// The text, with U+FFFD for what is no character in the encoding.
///
/// UTF-8 is tried first, because CP932 accepts most of its bytes and makes 蜷榊燕 of 名前. UTF-8
/// with a damaged byte stays UTF-8 when most of its other characters are whole.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, Unread> {
    if let Some(encoding) = utf16(&bytes) {
        return decode_as(encoding, &bytes);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            return Ok(text);
        }
        Err(error) => error.into_bytes(),
    };
    let (mut lost, mut whole) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        lost += usize::from(!chunk.invalid().is_empty());
        lost += chunk.valid().matches('\u{FFFD}').count();
        let other = |c: &char| !c.is_ascii() && *c != '\u{FFFD}';
        whole += chunk.valid().chars().filter(other).count();
    }
    let marked = bytes.starts_with(&[0xEF, 0xBB, 0xBF]);
    let encoding = if marked || whole > lost * 4 {
        UTF_8
    } else {
        SHIFT_JIS
    };
    decode_as(encoding, &bytes)
}

/// The text in a known encoding, without its mark.
pub(crate) fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Unread> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::new();
    let mut rest = bytes;
    loop {
        let (piece, last) = match rest.split_at_checked(1 << 20) {
            Some((piece, after)) => {
                rest = after;
                (piece, after.is_empty())
            }
            None => (std::mem::take(&mut rest), true),
        };
        let most = decoder.max_utf8_buffer_length(piece.len());
        text.reserve(most.ok_or(&reason::FILE_TOO_LARGE)?);
        // The room is enough for the whole piece.
        let _ = decoder.decode_to_string(piece, &mut text, last);
        if text.len() > LONGEST_TEXT {
            return Err(&reason::FILE_TOO_LARGE);
        }
        if last {
            return Ok(text);
        }
    }
}

/// A file of text, decoded.
#[derive(Debug)]
pub(crate) struct Table {
    text: String,
    delimiter: u8,
    /// The row of each line that is not empty, in order.
    rows: Vec<u32>,
}

impl Table {
    pub(crate) fn new(bytes: Vec<u8>) -> Result<Self, Unread> {
        let mut text = decode(bytes)?;
        text.truncate(text.trim_end_matches('\u{1A}').len());
        let delimiter = delimiter(&text);
        let rows = numbered(text.as_bytes(), delimiter)?;
        Ok(Table {
            text,
            delimiter,
            rows,
        })
    }

    pub(crate) fn rows(&self) -> TextRows<'_> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(self.text.as_bytes());
        TextRows {
            records: reader.into_records(),
            numbers: self.rows.iter(),
            held: 0,
        }
    }
}

/// Tab, comma or semicolon: what stands most often outside quotes in the first lines.
fn delimiter(text: &str) -> u8 {
    let mut counts = [0_usize; 3];
    let kinds = [b',', b'\t', b';'];
    let mut quoted = false;
    for byte in text.lines().take(50).flat_map(str::bytes) {
        if byte == b'"' {
            quoted = !quoted;
        }
        if let Some(kind) = kinds.iter().position(|kind| *kind == byte && !quoted) {
            counts[kind] += 1;
        }
    }
    let best = (1..3).fold(0, |best, kind| {
        if counts[kind] > counts[best] {
            kind
        } else {
            best
        }
    });
    kinds[best]
}

/// Where a byte stands, as the csv reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// A field that has not begun: only here a quote opens one.
    Start,
    Plain,
    Quoted,
    /// Behind a quote in a quoted field: its end, or the first of two that mean one.
    Quote,
}

/// A spreadsheet counts empty lines and gives one row to a cell with line breaks; the csv reader
/// skips the former. So rows are numbered here, and what is no table any more is refused.
fn numbered(text: &[u8], delimiter: u8) -> Result<Vec<u32>, Unread> {
    let (mut rows, mut number) = (Vec::new(), 1);
    let (mut within, mut start, mut columns) = (Within::Start, 0, 1);
    let mut at = 0;
    loop {
        let byte = text.get(at).copied();
        let ended = match byte {
            Some(b'\r' | b'\n') => within != Within::Quoted,
            Some(_) => false,
            None => true,
        };
        if ended {
            if at > start {
                rows.push(number);
            }
            if at - start > LONGEST_ROW || columns > MOST_COLUMNS || rows.len() > MOST_ROWS {
                return Err(&reason::FILE_TOO_LARGE);
            }
            if byte.is_none() {
                return Ok(rows);
            }
            number += 1;
            if byte == Some(b'\r') && text.get(at + 1) == Some(&b'\n') {
                at += 1;
            }
            (within, start, columns) = (Within::Start, at + 1, 1);
        } else {
            within = match (within, byte) {
                (Within::Start | Within::Quote, Some(b'"')) => Within::Quoted,
                (Within::Quoted, Some(b'"')) => Within::Quote,
                (Within::Quoted, _) => Within::Quoted,
                (_, other) if other == Some(delimiter) => {
                    columns += 1;
                    Within::Start
                }
                _ => Within::Plain,
            };
        }
        at += 1;
    }
}

/// A table's rows.
pub(crate) struct TextRows<'a> {
    records: csv::StringRecordsIntoIter<&'a [u8]>,
    numbers: std::slice::Iter<'a, u32>,
    held: u64,
}

/// `="0012"` is how some programs keep the zeros of a number in CSV.
fn unwrapped(cell: &str) -> &str {
    let inner = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(cell)
}

impl Rows for TextRows<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, Unread> {
        loop {
            let Some(record) = self.records.next() else {
                return Ok(None);
            };
            let record = record.map_err(|_| &reason::FILE_UNREADABLE)?;
            let number = *self.numbers.next().ok_or(&reason::FILE_UNREADABLE)?;
            let cells: Vec<Cell> = (0..)
                .zip(record.iter().map(unwrapped))
                .filter_map(|(column, cell)| Some(Cell::new(column, Value::of_text(cell)?)))
                .collect();
            if !cells.is_empty() {
                self.held += cells.len() as u64;
                return Ok(Some(Row {
                    number,
                    hidden: false,
                    cells,
                    width: u32::try_from(record.len()).unwrap_or(u32::MAX),
                }));
            }
        }
    }

    fn held(&self) -> u64 {
        self.held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let table = Table::new(bytes.to_vec()).unwrap();
        let mut rows = table.rows();
        let mut all = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            all.push((
                row.number,
                row.cells.iter().map(|c| c.value.shown()).collect(),
            ));
        }
        all
    }

    #[test]
    fn every_encoding_gives_the_same_rows() {
        let text = "氏名,生年月日\r\n空野 ひなた,H29.5.3\r\n";
        let expected = texts(text.as_bytes());
        assert_eq!(
            expected[1],
            (2, vec!["空野 ひなた".to_owned(), "H29.5.3".to_owned()])
        );
        let with_mark = [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat();
        let cp932 = SHIFT_JIS.encode(text).0.into_owned();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{FEFF}"
            .chars()
            .chain(text.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        for bytes in [with_mark, cp932, little, big] {
            assert_eq!(sniff(&bytes), Content::Text);
            assert_eq!(texts(&bytes), expected);
        }
    }

    #[test]
    fn a_zero_byte_left_behind_does_not_make_another_encoding() {
        for zero in ["\0", "a\0"] {
            let start = format!("氏名,生年月日\n星田{zero},H28.4.1\n");
            let long = start.clone() + &"空野,H28.4.1\n".repeat(300);
            for text in [start, long] {
                assert_eq!(sniff(text.as_bytes()), Content::Other);
                assert_eq!(decode(text.clone().into_bytes()), Ok(text));
            }
        }
    }

    #[test]
    fn a_lost_byte_shows_instead_of_changing_the_encoding() {
        let mut bytes = "氏名,住所\n空野ひなた,日向町大字日向一丁目\n"
            .as_bytes()
            .to_vec();
        bytes.remove(20);
        let text = decode(bytes).unwrap();
        assert!(text.contains('\u{FFFD}') && text.starts_with("氏名"));
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        let rows = texts("題\n\n氏名,備考\n\"空野\n改行\",x\n\n星田,y\n".as_bytes());
        assert_eq!(rows.iter().map(|r| r.0).collect::<Vec<_>>(), [1, 3, 4, 6]);
    }

    #[test]
    fn a_quote_inside_a_field_is_a_letter_and_does_not_swallow_the_rows_below() {
        let rows =
            texts("氏名,身長\n空野,5\"\n\n\"星田\"x,6\"7\n月村,\"a\"\"b\nc\"\nd,e".as_bytes());
        let expected = [
            (1, vec!["氏名", "身長"]),
            (2, vec!["空野", "5\""]),
            (4, vec!["星田x", "6\"7"]),
            (5, vec!["月村", "a\"b\nc"]),
            (6, vec!["d", "e"]),
        ];
        assert_eq!(rows.len(), expected.len());
        for (row, (number, cells)) in rows.iter().zip(expected) {
            assert_eq!(
                (row.0, row.1.iter().map(String::as_str).collect()),
                (number, cells)
            );
        }
    }

    #[test]
    fn what_is_no_table_any_more_is_refused_before_it_fills_the_memory() {
        let why = |text: Vec<u8>| Table::new(text).err().map(|why| why.code);
        let large = Some("file-too-large");
        assert_eq!(why(vec![b','; 16_383]), None);
        assert_eq!(why(vec![b','; 16_384]), large);
        assert_eq!(why(b"a\n".repeat((2 << 20) + 1)), large);
        let open = [b"a,\"".to_vec(), b"b,c\n".repeat(1 << 20)].concat();
        assert_eq!(why(open), large);
    }

    #[test]
    fn tabs_semicolons_and_kept_zeros_are_understood() {
        assert_eq!(texts(b"a\tb,c\n1\t2\n")[1].1, ["1", "2"]);
        assert_eq!(texts(b"a;b\n=\"0012\";2\n")[1].1, ["0012", "2"]);
    }

    #[test]
    fn pages_and_pdfs_are_no_tables() {
        assert_eq!(sniff(b"  <HTML><body>"), Content::Html);
        assert_eq!(sniff(b"\x00\x01\x02\x03"), Content::Other);
        assert_eq!(sniff(b"<?xml version=\"1.0\"?><Workbook>"), Content::Other);
    }
}
