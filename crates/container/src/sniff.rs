//! What kind of file it is, by its content.

use std::io::{Cursor, Read};

use memchr::memmem;

use crate::text;

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing at all.
    Empty,
    /// Office Open XML: xlsx, xlsm.
    Xlsx,
    /// Excel's binary workbook in a zip: xlsb.
    Xlsb,
    /// OpenDocument spreadsheet.
    Ods,
    /// Excel 97–2003.
    Xls,
    /// An Office Open XML workbook behind a password.
    Protected,
    /// A page with tables, often named .xls.
    Html,
    /// Delimited text.
    Text,
    /// Something else.
    Other,
}

impl Content {
    /// Whether reading it takes a parser that a made-up file can drive to ask for any amount of
    /// memory: such files are read in a process of their own.
    pub fn risky(self) -> bool {
        matches!(
            self,
            Content::Xlsb | Content::Ods | Content::Xls | Content::Protected | Content::Html
        )
    }
}

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Looks at the first bytes and, in a container, at the names inside.
pub fn sniff(bytes: &[u8]) -> Content {
    if bytes.is_empty() {
        return Content::Empty;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zipped(bytes);
    }
    if bytes.starts_with(OLE) {
        return ole(bytes);
    }
    text::sniff(bytes)
}

fn zipped(bytes: &[u8]) -> Content {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Cut off or damaged; said when it is opened.
        return Content::Xlsx;
    };
    let holds = |wanted: &str| {
        archive
            .file_names()
            .flatten()
            .any(|name| name.trim_start_matches('/').eq_ignore_ascii_case(wanted))
    };
    if holds("xl/workbook.xml") {
        return Content::Xlsx;
    }
    if holds("xl/workbook.bin") {
        return Content::Xlsb;
    }
    let mut kind = Vec::new();
    if let Ok(part) = archive.by_name("mimetype") {
        let read = part.take(200).read_to_end(&mut kind);
        if read.is_ok() && kind.starts_with(ODS) {
            return Content::Ods;
        }
    }
    Content::Other
}

/// The names of streams stand in the directory as UTF-16.
fn ole(bytes: &[u8]) -> Content {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") {
        Content::Protected
    } else if holds("Workbook") || holds("Book") {
        Content::Xls
    } else {
        Content::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_never_the_name() {
        assert_eq!(sniff("氏名,生年月日\n".as_bytes()), Content::Text);
        assert_eq!(sniff(b""), Content::Empty);
        assert_eq!(sniff(b"%PDF-1.7\n1 0 obj"), Content::Other);
        assert_eq!(sniff(b"<html><table>"), Content::Html);
        assert_eq!(sniff(OLE), Content::Other);
        assert_eq!(sniff(b"PK\x03\x04cut off"), Content::Xlsx);
    }

    #[test]
    fn an_encrypted_workbook_is_protected_and_not_an_old_workbook() {
        let named = |name: &str| {
            let mut bytes = OLE.to_vec();
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            sniff(&bytes)
        };
        assert_eq!(named("EncryptedPackage"), Content::Protected);
        assert_eq!(named("Workbook"), Content::Xls);
    }
}
