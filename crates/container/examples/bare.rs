//! The yardstick of `just bench-import`: a bare loop over calamine's streaming reader that prints
//! the same JSON as `mimamori-import`, and looks at nothing else: bare WORKBOOK.
//!
//! Headings are taken from row 1 as they stand; nothing is checked, mapped or accounted for.

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own, beside the kit"
)]

use std::io::{BufWriter, Cursor, Write};

use calamine::{DataRef, Reader, Xlsx};
use mimamori_calendar::from_excel_serial;

/// The keys of the 20 columns of the roster.
const KEYS: [&str; 20] = [
    "resident_no",
    "household_no",
    "name",
    "kana",
    "former_name",
    "alias",
    "birth_date",
    "sex",
    "relationship",
    "address",
    "postal_code",
    "phone",
    "guardian_name",
    "guardian_kana",
    "resident_since",
    "status",
    "left_on",
    "protected",
    "district",
    "remark",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("bare WORKBOOK")?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(std::fs::read(path)?))?;
    let name = book.sheet_names().first().ok_or("no sheet")?.clone();
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut at = 0;
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        if row == 0 {
            continue;
        }
        if row != at {
            if at != 0 {
                out.write_all(b"}\n")?;
            }
            at = row;
            write!(
                out,
                "{{\"kind\":\"record\",\"dataset\":\"residents\",\"source\":\"0123456789ab.1\",\"row\":{}",
                row + 1
            )?;
        }
        let key = KEYS[column as usize];
        match cell.get_value() {
            DataRef::Empty => {}
            DataRef::String(text) => string(&mut out, key, text)?,
            DataRef::SharedString(text) => string(&mut out, key, text)?,
            DataRef::DateTime(moment) => {
                let day = from_excel_serial(moment.as_f64(), false).map_err(|_| "no such day")?;
                write!(out, ",\"{key}\":\"{day}\"")?;
            }
            DataRef::Int(number) => write!(out, ",\"{key}\":{number}")?,
            DataRef::Float(number) => write!(out, ",\"{key}\":{number}")?,
            other => return Err(format!("a cell that the roster does not have: {other:?}").into()),
        }
    }
    out.write_all(b"}\n")?;
    out.flush()?;
    Ok(())
}

fn string(out: &mut impl Write, key: &str, text: &str) -> std::io::Result<()> {
    write!(out, ",\"{key}\":\"")?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(out, "\\{character}")?,
            ' '..='~' => out.write_all(&[character as u8])?,
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
        }
    }
    out.write_all(b"\"")
}
