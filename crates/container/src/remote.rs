//! A file that another process has open: the same sheets, rows and cells, asked for one by one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use mimamori_record::reason;

use crate::book::{Format, Rows, Sheet, Tab, Unread};
use crate::grid::{Merges, Row, Spans};
use crate::wire::{Put, Take};
use crate::worker::{BROKEN, END, MORE, OPEN, ROWS, SHEET, format};

/// A process that opens files: at its other end runs [`serve`](crate::serve).
pub trait Worker {
    /// Sends a request, in pieces that belong together, and waits for its answer. The error says
    /// what to hold of a file that ended the worker; the next request finds a new one.
    fn ask(&mut self, request: &[&[u8]]) -> Result<Vec<u8>, Unread>;
}

/// A worker that several files use, one after another.
pub type SharedWorker = Rc<RefCell<dyn Worker>>;

/// An open file.
pub(crate) struct File {
    worker: SharedWorker,
    number: u64,
}

/// What became known when a file was opened.
pub(crate) struct Opened {
    pub(crate) file: File,
    pub(crate) format: Format,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) names: Vec<String>,
}

/// A worker holds one file. The number tells it, or the one that came after it, that this is
/// another.
static NUMBER: AtomicU64 = AtomicU64::new(1);

/// An answer that is none: whatever wrote it has not read the file.
fn damaged() -> Unread {
    &reason::FILE_UNREADABLE
}

fn known(code: &str) -> Unread {
    let found = reason::ALL.iter().find(|reason| reason.code == code);
    found.unwrap_or(damaged())
}

impl File {
    pub(crate) fn open(
        worker: &SharedWorker,
        bytes: &[u8],
        passwords: &[String],
    ) -> Result<Opened, Unread> {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let mut put = Put::default();
        put.u8(OPEN);
        put.u64(number);
        put.u32(u32::try_from(passwords.len()).map_err(|_| damaged())?);
        for password in passwords {
            put.text(password);
        }
        let file = File {
            worker: Rc::clone(worker),
            number,
        };
        let answer = file.ask(&[&put.bytes, bytes])?;
        let (format, tabs, names) = opened(&answer).ok_or_else(damaged)?;
        Ok(Opened {
            file,
            format,
            tabs,
            names,
        })
    }

    /// The answer behind its first byte.
    fn ask(&self, request: &[&[u8]]) -> Result<Vec<u8>, Unread> {
        let answer = self.worker.borrow_mut().ask(request)?;
        let mut take = Take::new(&answer);
        match take.bool() {
            Some(true) => Ok(answer),
            Some(false) => Err(known(&take.text().unwrap_or_default())),
            None => Err(damaged()),
        }
    }

    pub(crate) fn sheet(&mut self, index: usize) -> Result<Sheet<'_>, Unread> {
        let mut put = Put::default();
        put.u8(SHEET);
        put.u64(self.number);
        put.u64(index as u64);
        let answer = self.ask(&[&put.bytes])?;
        let rows = SheetRows {
            file: self,
            answer: Vec::new(),
            at: 0,
            ended: None,
            held: 0,
        };
        described(&answer, Box::new(rows)).ok_or_else(damaged)
    }
}

fn opened(answer: &[u8]) -> Option<(Format, Vec<Tab>, Vec<String>)> {
    let mut take = Take::new(answer);
    take.bool()?;
    let format = format(take.u8()?)?;
    let mut tabs = Vec::new();
    for _ in 0..take.u64()? {
        tabs.push(Tab {
            name: take.text()?,
            hidden: take.bool()?,
        });
    }
    let mut names = Vec::new();
    for _ in 0..take.u64()? {
        names.push(take.text()?);
    }
    take.rest().is_empty().then_some((format, tabs, names))
}

fn described<'a>(answer: &[u8], rows: Box<dyn Rows + 'a>) -> Option<Sheet<'a>> {
    let mut take = Take::new(answer);
    take.bool()?;
    let mut merges = Merges::default();
    while take.bool()? {
        merges.push(take.area()?);
    }
    let mut hidden_columns = Spans::default();
    for (first, last) in take.spans()? {
        hidden_columns.push(first, last);
    }
    let mut comments = BTreeMap::new();
    for _ in 0..take.u64()? {
        comments.insert((take.u32()?, take.u32()?), take.text()?);
    }
    let visible = take.bool()?;
    take.rest().is_empty().then_some(Sheet {
        visible,
        merges,
        hidden_columns,
        comments,
        rows,
    })
}

/// A sheet's rows.
struct SheetRows<'a> {
    file: &'a File,
    /// The rows that came last, and up to where they were handed on.
    answer: Vec<u8>,
    at: usize,
    /// How the sheet ended.
    ended: Option<Result<(), Unread>>,
    held: u64,
}

impl SheetRows<'_> {
    fn ask(&mut self) -> Result<(), Unread> {
        let mut put = Put::default();
        put.u8(ROWS);
        put.u64(self.file.number);
        self.answer = self.file.ask(&[&put.bytes])?;
        self.at = 1;
        match self.answer.len() {
            // An answer without a word how it goes on would be asked for again for ever.
            1 => Err(damaged()),
            _ => Ok(()),
        }
    }

    /// The next row; none when the sheet ended, or why it cannot be read any further.
    fn take(&mut self) -> Option<Result<Option<Row>, Unread>> {
        let rest = &self.answer[self.at..];
        let mut take = Take::new(rest);
        let next = match take.u8()? {
            MORE => Ok(Some(take.row()?)),
            // Both sides have counted.
            END if take.u64()? == self.held => Ok(None),
            BROKEN => Err(known(&take.text()?)),
            _ => return None,
        };
        self.at += rest.len() - take.rest().len();
        Some(next)
    }
}

impl Rows for SheetRows<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, Unread> {
        if let Some(ended) = self.ended {
            return ended.map(|()| None);
        }
        let next = match self.at < self.answer.len() {
            true => Ok(()),
            false => self.ask(),
        };
        let next = next.and_then(|()| self.take().unwrap_or_else(|| Err(damaged())));
        match &next {
            Ok(Some(row)) => self.held += row.cells.len() as u64,
            Ok(None) => self.ended = Some(Ok(())),
            Err(why) => self.ended = Some(Err(why)),
        }
        next
    }

    fn held(&self) -> u64 {
        self.held
    }
}
