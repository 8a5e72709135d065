//! Looking into a zip before anything is parsed: sizes, ratios, damage.

use std::io::{Cursor, Read};

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
        workbook |= part
            .name()
            .trim_start_matches('/')
            .eq_ignore_ascii_case("xl/workbook.xml");
        let allowed = (part.compressed_size().saturating_mul(RATIO))
            .max(SMALL)
            .min(TOTAL - total);
        let mut limited = (&mut part).take(allowed + 1);
        let size = std::io::copy(&mut limited, &mut std::io::sink())
            .map_err(|_| &reason::FILE_UNREADABLE)?;
        if size > allowed {
            return Err(&reason::FILE_TOO_LARGE);
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

#[cfg(test)]
mod tests {
    use std::io::Write;

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
