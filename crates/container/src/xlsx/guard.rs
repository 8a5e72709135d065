//! Looking into the zip before anything is parsed: sizes, ratios, damage. The sheets are looked
//! through on the way, so that each is unpacked only once more for its values.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use mimamori_record::reason;
use zip::ZipArchive;
use zip::result::ZipError;

use super::phonetic::Phonetics;
use super::seen::{Seen, look_through};
use super::struck::Struck;
use super::weigh::weigh;
use crate::book::Unread;

/// No workbook of a municipality has more parts than this.
const PARTS: usize = 10_000;
/// Deflate packs real sheets 10 to 100 times; what packs tighter was made to burst.
const RATIO: u64 = 400;
/// Parts that stay smaller than this may pack as tightly as they like.
const SMALL: u64 = 1 << 20;
/// All sheets together: one of 100,000 rows and 20 columns has some 100 MB. They stream.
const SHEETS: u64 = 384 << 20;
/// All sheets together: a tag that says where it stands takes 20 bytes. Without that a sheet could
/// hold 100 million of them, and reading these takes longer than anybody waits.
pub(super) const TAGS: u64 = 20_000_000;
/// Everything else together. Shared strings and styles are held in memory.
const OTHERS: u64 = 64 << 20;

/// What is remembered of all sheets together: merged areas, formulas without a result, spans.
const SEEN: usize = 1_500_000;

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What the sheets hold beside their values, by the name of their part.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) sheets: HashMap<String, Result<Seen, Unread>>,
    pub(super) phonetics: Phonetics,
    /// Shared strings that are struck out.
    struck: HashMap<usize, Struck>,
}

/// Refuses a zip that would burst or is cut off.
///
/// Sizes in the directory are only claims, so each part is really unpacked once; that also finds
/// damage (CRC) before the first record is written.
pub(super) fn check(archive: &mut Archive<'_>) -> Result<Looked, Unread> {
    if archive.len() > PARTS {
        return Err(&reason::FILE_TOO_LARGE);
    }
    let mut looked = Looked::default();
    let (mut sheets, mut others, mut seen_all) = (SHEETS, OTHERS, 0);
    let mut tags = TAGS;
    // Shared strings first: the cells of the sheets refer to their furigana.
    let mut order: Vec<usize> = (0..archive.len()).collect();
    order.sort_by_key(|index| {
        !archive
            .name_for_index(*index)
            .and_then(Result::ok)
            .is_some_and(|name| name.ends_with("sharedStrings.xml"))
    });
    for index in order {
        let part = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => &reason::FILE_PROTECTED,
            _ => &reason::FILE_UNREADABLE,
        })?;
        let name = part.name().map_err(|_| &reason::FILE_UNREADABLE)?;
        let name = name.trim_start_matches('/').to_owned();
        let folded = name.to_ascii_lowercase();
        let left = if folded.starts_with("xl/worksheets/") {
            &mut sheets
        } else {
            &mut others
        };
        let allowed = (part.compressed_size().saturating_mul(RATIO)).max(SMALL);
        let mut part = Limited {
            part,
            left: allowed.min(*left),
            taken: 0,
            burst: false,
        };
        if folded.starts_with("xl/worksheets/") && folded.ends_with(".xml") {
            let seen = look_through(&mut part, &looked.phonetics, &looked.struck, &mut tags);
            part.drain()?;
            seen_all += seen.as_ref().map_or(0, Seen::weight);
            if seen_all > SEEN {
                return Err(&reason::FILE_TOO_LARGE);
            }
            looked.sheets.insert(name, seen);
        } else if folded.ends_with("sharedstrings.xml") {
            let strings = weigh(&mut part);
            part.drain()?;
            let taken = part.taken;
            drop(part);
            let strings = strings?;
            looked.struck = strings.struck;
            if strings.phonetic {
                let part = archive
                    .by_index(index)
                    .map_err(|_| &reason::FILE_UNREADABLE)?;
                looked.phonetics = Phonetics::read(BufReader::new(part.take(taken)))?;
            }
            *left = left.saturating_sub(taken);
            continue;
        } else if held(&folded) {
            let weighed = weigh(&mut part);
            part.drain()?;
            weighed?;
        } else {
            part.drain()?;
        }
        *left = left.saturating_sub(part.taken);
    }
    Ok(looked)
}

/// A part that may not become larger than it should.
struct Limited<R> {
    part: R,
    left: u64,
    taken: u64,
    burst: bool,
}

impl<R: Read> Limited<R> {
    /// Unpacks what nobody has read: its size and its checksum count too.
    fn drain(&mut self) -> Result<(), Unread> {
        let rest = std::io::copy(self, &mut std::io::sink());
        match rest {
            _ if self.burst => Err(&reason::FILE_TOO_LARGE),
            Ok(_) => Ok(()),
            Err(_) => Err(&reason::FILE_UNREADABLE),
        }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.part.read(buffer)?;
        self.taken += count as u64;
        self.burst |= self.taken > self.left;
        if self.burst {
            return Err(std::io::Error::other("larger than allowed"));
        }
        Ok(count)
    }
}

/// Parts that are read whole when the workbook is opened.
fn held(folded: &str) -> bool {
    folded.ends_with(".rels")
        || matches!(
            folded,
            "xl/workbook.xml" | "xl/styles.xml" | "xl/theme/theme1.xml" | "xl/metadata.xml"
        )
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

    fn checked(bytes: &[u8]) -> Result<Looked, Unread> {
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| &reason::FILE_UNREADABLE)?;
        check(&mut archive)
    }

    #[test]
    fn what_bursts_is_refused_before_it_is_parsed() {
        let zeros = vec![0; 20 << 20];
        for part in [
            "xl/worksheets/sheet1.xml",
            "xl/sharedStrings.xml",
            "docProps/app.xml",
        ] {
            let bomb = packed(&[("xl/workbook.xml", b"<a/>"), (part, &zeros)]);
            assert_eq!(
                checked(&bomb).err().map(|r| r.code),
                Some("file-too-large"),
                "{part}"
            );
        }
    }

    #[test]
    fn an_address_beyond_every_sheet_makes_a_sheet_unreadable() {
        let file = |cell: &str| {
            let sheet = format!("<sheetData><row r=\"1\"><c r=\"{cell}\"/></row></sheetData>");
            let looked = checked(&packed(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())]));
            looked
                .unwrap()
                .sheets
                .remove("xl/worksheets/sheet1.xml")
                .unwrap()
                .is_ok()
        };
        assert!(file("XFD1048576"));
        for beyond in [
            "A99999999999",
            "ZZZZZZZZ1",
            "ABCD1",
            "XFE1",
            "A1048577",
            "1",
            "A",
            "A0",
        ] {
            assert!(!file(beyond), "{beyond}");
        }
    }

    #[test]
    fn every_cut_is_found_and_none_panics() {
        let whole = packed(&[
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/a.xml", &[7; 3000]),
        ]);
        for end in 0..whole.len() {
            assert!(checked(&whole[..end]).is_err(), "cut at {end}");
        }
    }
}
