//! An open file, whatever kind it is.

use std::collections::BTreeMap;

use mimamori_record::reason::{self, Reason};

use crate::grid::{Merges, Row, Spans};
use crate::remote::{self, SharedWorker};
use crate::sniff::{Content, sniff};
use crate::{html, legacy, ole, password, text, xlsx};

/// Why a file or sheet cannot be read: a reason of the catalogue.
pub type Unread = &'static Reason;

/// No list of people has more sheets.
pub(crate) const MOST_SHEETS: usize = 1_000;

/// A sheet's rows, one after another.
pub trait Rows {
    /// The next row that holds something. Row numbers grow.
    fn next_row(&mut self) -> Result<Option<Row>, Unread>;

    /// How many cells that held something came out of the container so far. Counted here and
    /// nowhere else, so that the sum of conservation has two independent sides.
    fn held(&self) -> u64;
}

/// What kind of file it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// xlsx, xlsm.
    Xlsx,
    /// xlsb.
    Xlsb,
    /// ods.
    Ods,
    /// xls.
    Xls,
    /// Tables of a page.
    Html,
    /// Delimited text.
    Text,
}

impl Format {
    /// Whether everything a clerk sees comes out of it. Of xls, xlsb, ods and HTML hidden rows and
    /// columns, colours, struck-out text, furigana and comments do not; text has none of them.
    pub fn sees_all(self) -> bool {
        matches!(self, Format::Xlsx | Format::Text)
    }
}

/// A sheet as the workbook's tabs show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its name.
    pub name: String,
    /// Whether the tab is hidden.
    pub hidden: bool,
}

/// A sheet while it is read.
pub struct Sheet<'a> {
    /// Its merged areas.
    pub merges: Merges,
    /// Its hidden columns, from 0.
    pub hidden_columns: Spans,
    /// Whether looks, furigana, comments and what is hidden come with the values.
    pub visible: bool,
    /// Comments on cells: row (from 1), column (from 0), text.
    pub comments: BTreeMap<(u32, u32), String>,
    /// Its rows.
    pub rows: Box<dyn Rows + 'a>,
}

impl<'a> Sheet<'a> {
    /// A sheet of which nothing but values and merged areas is known.
    pub(crate) fn plain(merges: Merges, rows: Box<dyn Rows + 'a>) -> Self {
        Sheet {
            merges,
            hidden_columns: Spans::default(),
            visible: false,
            comments: BTreeMap::new(),
            rows,
        }
    }
}

/// A file that could be opened.
pub struct Book {
    /// Its sheets, in order; none for a file that is one table without a name.
    pub tabs: Vec<Tab>,
    /// Its defined names: our own papers carry a mark there.
    pub names: Vec<String>,
    /// What kind of file it was.
    pub format: Format,
    kind: Kind,
}

enum Kind {
    Xlsx(Box<xlsx::File>),
    Legacy(Box<legacy::File>),
    Html(html::Tables),
    Text(text::Table),
    Remote(remote::File),
}

/// In bytes: larger files are none that a department keeps by hand, and are not read into memory.
pub const LARGEST: usize = 64 << 20;

impl Book {
    /// Opens a file from its bytes. A protected workbook is tried with each of the passwords.
    pub fn open(bytes: Vec<u8>, passwords: &[String]) -> Result<Book, Unread> {
        if bytes.len() > LARGEST {
            return Err(&reason::FILE_TOO_LARGE);
        }
        match sniff(&bytes) {
            Content::Xlsx => {
                let file = xlsx::File::open(bytes)?;
                Ok(Book {
                    tabs: file.tabs(),
                    names: file.names(),
                    format: Format::Xlsx,
                    kind: Kind::Xlsx(Box::new(file)),
                })
            }
            content @ (Content::Xls | Content::Xlsb | Content::Ods) => {
                if content == Content::Xls {
                    ole::check(&bytes)?;
                }
                let file = legacy::File::open(bytes, content)?;
                Ok(Book {
                    tabs: file.tabs(),
                    names: file.names(),
                    format: file.format(),
                    kind: Kind::Legacy(Box::new(file)),
                })
            }
            Content::Protected => {
                ole::check(&bytes)?;
                Book::open(password::unlock(&bytes, passwords)?, &[])
            }
            Content::Html => {
                let tables = html::Tables::new(&bytes)?;
                Ok(Book {
                    tabs: tables.tabs(),
                    names: Vec::new(),
                    format: Format::Html,
                    kind: Kind::Html(tables),
                })
            }
            Content::Text => Ok(Book {
                tabs: Vec::new(),
                names: Vec::new(),
                format: Format::Text,
                kind: Kind::Text(text::Table::new(bytes)?),
            }),
            Content::Empty => Err(&reason::FILE_EMPTY),
            Content::Other => Err(&reason::FILE_FORMAT),
        }
    }

    /// Opens a file in another process: what [`Content::risky`] says must not be opened in this
    /// one.
    pub fn open_in(
        worker: &SharedWorker,
        bytes: &[u8],
        passwords: &[String],
    ) -> Result<Book, Unread> {
        if bytes.len() > LARGEST {
            return Err(&reason::FILE_TOO_LARGE);
        }
        let opened = remote::File::open(worker, bytes, passwords)?;
        Ok(Book {
            tabs: opened.tabs,
            names: opened.names,
            format: opened.format,
            kind: Kind::Remote(opened.file),
        })
    }

    /// How many tables it holds.
    pub fn tables(&self) -> usize {
        match self.format {
            Format::Text | Format::Html => self.tabs.len().max(1),
            _ => self.tabs.len(),
        }
    }

    /// The name of a table's sheet, when it has one.
    pub fn name(&self, index: usize) -> Option<&str> {
        self.tabs.get(index).map(|tab| tab.name.as_str())
    }

    /// Opens a table.
    pub fn sheet(&mut self, index: usize) -> Result<Sheet<'_>, Unread> {
        match &mut self.kind {
            Kind::Xlsx(file) => file.sheet(index),
            Kind::Legacy(file) => file.sheet(index),
            Kind::Html(tables) => tables.sheet(index),
            Kind::Remote(file) => file.sheet(index),
            Kind::Text(table) => Ok(Sheet::plain(Merges::default(), Box::new(table.rows()))),
        }
    }
}
