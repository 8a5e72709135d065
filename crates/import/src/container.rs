//! What kind of file it is, by its content, and its sheets as rows.

mod csv;
mod guard;
mod xlsx;

use mimamori_record::reason::{self, Reason};

use crate::grid::{Merges, Row};

/// Why a file or sheet cannot be read: a reason of the catalogue.
pub(crate) type Unread = &'static Reason;

/// A sheet's rows, one after another.
pub(crate) trait Rows {
    /// The next row that holds something. Row numbers grow.
    fn next_row(&mut self) -> Result<Option<Row>, Unread>;

    /// How many cells that held something came out of the container so far. Counted here and
    /// nowhere else, so that the sum of conservation has two independent sides.
    fn held(&self) -> u64;
}

/// A file that could be opened.
pub(crate) struct Book {
    /// The names of its sheets, in order; none for a file of text, which is one table.
    pub(crate) sheets: Vec<String>,
    /// Its defined names: our own papers carry a mark there.
    pub(crate) names: Vec<String>,
    kind: Kind,
}

enum Kind {
    Xlsx(Box<xlsx::File>),
    Text(csv::Table),
}

impl Book {
    /// Opens a file from its bytes, whatever its name says.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Book, Unread> {
        match sniff(&bytes) {
            Content::Zip => {
                guard::check(&bytes)?;
                let file = xlsx::File::open(bytes)?;
                Ok(Book {
                    sheets: file.sheets(),
                    names: file.names(),
                    kind: Kind::Xlsx(Box::new(file)),
                })
            }
            Content::Text => Ok(Book {
                sheets: Vec::new(),
                names: Vec::new(),
                kind: Kind::Text(csv::Table::new(&bytes)),
            }),
            Content::Protected => Err(&reason::FILE_PROTECTED),
            Content::Empty => Err(&reason::FILE_EMPTY),
            Content::Other => Err(&reason::FILE_FORMAT),
        }
    }

    /// How many tables it holds.
    pub(crate) fn len(&self) -> usize {
        match self.kind {
            Kind::Xlsx(_) => self.sheets.len(),
            Kind::Text(_) => 1,
        }
    }

    /// A sheet's merged areas and rows.
    pub(crate) fn sheet(&mut self, index: usize) -> Result<(Merges, Box<dyn Rows + '_>), Unread> {
        match &mut self.kind {
            Kind::Xlsx(file) => {
                let merges = file.merges(index)?;
                Ok((merges, Box::new(file.rows(index)?)))
            }
            Kind::Text(table) => Ok((Merges::default(), Box::new(table.rows()))),
        }
    }
}

enum Content {
    Zip,
    Protected,
    Text,
    Empty,
    Other,
}

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// The name of the stream in which Office keeps an encrypted workbook.
const ENCRYPTED: &str = "EncryptedPackage";

fn sniff(bytes: &[u8]) -> Content {
    if bytes.is_empty() {
        return Content::Empty;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Content::Zip;
    }
    if bytes.starts_with(OLE) {
        let wide: Vec<u8> = ENCRYPTED
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let protected = bytes.windows(wide.len()).any(|window| window == wide);
        return if protected {
            Content::Protected
        } else {
            Content::Other
        };
    }
    if csv::looks_like_text(bytes) {
        Content::Text
    } else {
        Content::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_never_the_name() {
        assert!(matches!(sniff(b"PK\x03\x04rest"), Content::Zip));
        assert!(matches!(sniff("氏名,生年月日\n".as_bytes()), Content::Text));
        assert!(matches!(sniff(b""), Content::Empty));
        assert!(matches!(sniff(b"%PDF-1.7\n1 0 obj"), Content::Other));
        assert!(matches!(sniff(b"<html><table>"), Content::Other));
        assert!(matches!(sniff(OLE), Content::Other));
    }

    #[test]
    fn an_encrypted_workbook_is_said_to_be_protected_and_not_broken() {
        let mut bytes = OLE.to_vec();
        bytes.extend(ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(
            Book::open(bytes).err().map(|r| r.code),
            Some("file-protected")
        );
    }
}
