//! Looking into a zip before anything is parsed: sizes, ratios, damage.

use std::io::{Cursor, Read, Write};

use mimamori_record::reason;

use super::Unread;

/// No workbook of a municipality has more parts than this.
const PARTS: usize = 10_000;
/// Deflate packs real sheets 10 to 100 times; what packs tighter was made to burst.
const RATIO: u64 = 400;
/// Parts that stay smaller than this may pack as tightly as they like.
const SMALL: u64 = 1 << 20;
/// All parts together.
const TOTAL: u64 = 1 << 30;

/// Refuses a zip that would burst, is cut off, or holds something else than an xlsx workbook.
///
/// Sizes in the directory are only claims, so each part is really unpacked once, into nothing;
/// that also finds damage (CRC) before the first record is written.
pub(super) fn check(bytes: &[u8]) -> Result<(), Unread> {
    let damaged = |_| &reason::FILE_UNREADABLE;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > PARTS {
        return Err(&reason::FILE_TOO_LARGE);
    }
    let mut workbook = false;
    let mut total = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => &reason::FILE_PROTECTED,
            _ => &reason::FILE_UNREADABLE,
        })?;
        let name = part.name().trim_start_matches('/').to_ascii_lowercase();
        workbook |= name == "xl/workbook.xml";
        let allowed = (part.compressed_size().saturating_mul(RATIO))
            .max(SMALL)
            .min(TOTAL - total);
        let mut limited = (&mut part).take(allowed + 1);
        let mut references = References::default();
        let size =
            std::io::copy(&mut limited, &mut references).map_err(|_| &reason::FILE_UNREADABLE)?;
        if size > allowed {
            return Err(&reason::FILE_TOO_LARGE);
        }
        if references.beyond && name.starts_with("xl/worksheets/") {
            return Err(&reason::FILE_UNREADABLE);
        }
        total += size;
    }
    // Also zips, but nothing that this program reads: xlsb, ods, docx, a folder packed as zip.
    if workbook {
        Ok(())
    } else {
        Err(&reason::FILE_FORMAT)
    }
}

/// The last column is XFD.
const LETTERS: u32 = 3;
/// The last row is 1048576.
const DIGITS: u32 = 7;

/// Looks at the addresses of cells (`r="B3"`, `ref="A1:C9"`) while a sheet is unpacked.
///
/// The parser computes them in 32 bits without looking: an address beyond every sheet would come
/// back as one within it, and a value would stand in a row where nobody wrote it.
#[derive(Default)]
struct References {
    /// The bytes before this one, the newest last.
    before: [u8; 5],
    /// The quotation mark that ends the address, inside of one.
    quote: Option<u8>,
    letters: u32,
    digits: u32,
    beyond: bool,
}

impl References {
    fn byte(&mut self, byte: u8) {
        match self.quote {
            Some(quote) if byte == quote => self.quote = None,
            Some(_) if byte.is_ascii_alphabetic() => self.letters += 1,
            Some(_) if byte.is_ascii_digit() => self.digits += 1,
            Some(_) if matches!(byte, b':' | b' ') => (self.letters, self.digits) = (0, 0),
            Some(_) => {}
            None => {
                let [.., space, r, equals] = self.before;
                let address = self.before == *b" ref="
                    || (space.is_ascii_whitespace() && r == b'r' && equals == b'=');
                if address && matches!(byte, b'"' | b'\'') {
                    self.quote = Some(byte);
                    (self.letters, self.digits) = (0, 0);
                }
            }
        }
        self.beyond |= self.letters > LETTERS || self.digits > DIGITS;
        self.before.rotate_left(1);
        self.before[4] = byte;
    }
}

impl Write for References {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        bytes.iter().for_each(|&byte| self.byte(byte));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_bursts_is_refused_before_it_is_parsed() {
        let zeros = vec![0; 20 << 20];
        let bomb = packed(&[
            ("xl/workbook.xml", b"<a/>"),
            ("xl/worksheets/sheet1.xml", &zeros),
        ]);
        assert_eq!(check(&bomb).err().map(|r| r.code), Some("file-too-large"));
    }

    #[test]
    fn a_zip_without_a_workbook_is_another_format() {
        let zip = packed(&[(
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        )]);
        assert_eq!(check(&zip).err().map(|r| r.code), Some("file-format"));
        assert_eq!(check(&packed(&[("xl/workbook.xml", b"<a/>")])), Ok(()));
    }

    #[test]
    fn an_address_beyond_every_sheet_makes_a_file_unreadable() {
        let file = |cell: &str| {
            let sheet = format!("<sheetData><row r=\"1\"><c r=\"{cell}\"/></row></sheetData>");
            check(&packed(&[
                ("xl/workbook.xml", b"<a/>"),
                ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
            ]))
        };
        assert_eq!(file("XFD1048576"), Ok(()));
        for beyond in ["A99999999999", "ZZZZZZZZ1", "ABCD1"] {
            assert_eq!(
                file(beyond).err().map(|r| r.code),
                Some("file-unreadable"),
                "{beyond}"
            );
        }
    }

    #[test]
    fn every_cut_is_found_and_none_panics() {
        let whole = packed(&[
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/a.xml", &[7; 3000]),
        ]);
        for end in 0..whole.len() {
            assert!(check(&whole[..end]).is_err(), "cut at {end}");
        }
    }
}
