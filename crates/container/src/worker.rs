//! The side of a worker: it opens files for another process and answers what is asked about them.
//!
//! A file that makes a parser abort, or ask for more memory than there is, then ends the worker
//! and not the run. One request, one answer; a row goes only when somebody asked for it, so a
//! sheet may be left in its middle. A panic of a parser is an answer like any other.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mimamori_record::reason;

use crate::book::{Book, Format, Rows, Sheet, Unread};
use crate::wire::{Put, Take};

/// Rows go together until they are as long as this, in bytes.
const TOGETHER: usize = 256 << 10;
/// No answer is longer than this, in bytes: who asks must hold it in memory.
pub(crate) const LONGEST: usize = 32 << 20;

pub(crate) const OPEN: u8 = 1;
pub(crate) const SHEET: u8 = 2;
pub(crate) const ROWS: u8 = 3;

/// Rows follow.
pub(crate) const MORE: u8 = 0;
/// The sheet ends here.
pub(crate) const END: u8 = 1;
/// The sheet cannot be read from here on.
pub(crate) const BROKEN: u8 = 2;

const FORMATS: [Format; 6] = [
    Format::Xlsx,
    Format::Xlsb,
    Format::Ods,
    Format::Xls,
    Format::Html,
    Format::Text,
];

pub(crate) fn format(number: u8) -> Option<Format> {
    FORMATS.get(usize::from(number)).copied()
}

/// Answers requests until there are none. `next` gives a request as [`Worker::ask`] got it;
/// `answer` is called once for each.
///
/// [`Worker::ask`]: crate::Worker::ask
pub fn serve(next: &mut dyn FnMut() -> Option<Vec<u8>>, answer: &mut dyn FnMut(&[u8])) {
    let mut line = Line { next, answer };
    let mut waiting = line.next();
    while let Some(request) = waiting.take() {
        waiting = match opening(request) {
            Some((file, bytes, passwords)) => line.file(file, bytes, &passwords),
            None => {
                line.fail(&reason::FILE_UNREADABLE);
                line.next()
            }
        };
    }
}

/// The number that the other side gave to the file, its bytes, the passwords to try.
fn opening(mut request: Vec<u8>) -> Option<(u64, Vec<u8>, Vec<String>)> {
    let mut take = Take::new(&request);
    if take.u8()? != OPEN {
        return None;
    }
    let file = take.u64()?;
    let mut passwords = Vec::new();
    for _ in 0..take.u32()? {
        passwords.push(take.text()?);
    }
    let head = request.len() - take.rest().len();
    // In place: a large file must not stand in memory twice.
    request.drain(..head);
    Some((file, request, passwords))
}

/// What is asked about the open file.
enum About {
    Sheet(usize),
    Rows,
}

fn about(request: &[u8], file: u64) -> Option<About> {
    let mut take = Take::new(request);
    let kind = take.u8()?;
    if take.u64()? != file {
        return None;
    }
    match kind {
        SHEET => Some(About::Sheet(usize::try_from(take.u64()?).ok()?)),
        ROWS => Some(About::Rows),
        _ => None,
    }
}

/// A parser that panics has not read the file.
fn guarded<T>(parse: impl FnOnce() -> Result<T, Unread>) -> Result<T, Unread> {
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or(Err(&reason::FILE_UNREADABLE))
}

struct Line<'a> {
    next: &'a mut dyn FnMut() -> Option<Vec<u8>>,
    answer: &'a mut dyn FnMut(&[u8]),
}

impl Line<'_> {
    fn next(&mut self) -> Option<Vec<u8>> {
        (self.next)()
    }

    fn say(&mut self, put: &Put) {
        if put.bytes.len() > LONGEST {
            return self.fail(&reason::FILE_TOO_LARGE);
        }
        (self.answer)(&put.bytes);
    }

    fn fail(&mut self, why: Unread) {
        let mut put = Put::default();
        put.bool(false);
        put.text(why.code);
        (self.answer)(&put.bytes);
    }

    /// Serves a file; comes back with the first request that is not about it.
    fn file(&mut self, file: u64, bytes: Vec<u8>, passwords: &[String]) -> Option<Vec<u8>> {
        let mut book = match guarded(|| Book::open(bytes, passwords)) {
            Ok(book) => book,
            Err(why) => {
                self.fail(why);
                return self.next();
            }
        };
        self.say(&opened(&book));
        let mut waiting = self.next();
        while let Some(request) = waiting.take() {
            let Some(About::Sheet(index)) = about(&request, file) else {
                return Some(request);
            };
            let lent = &mut book;
            waiting = match guarded(move || lent.sheet(index)) {
                Ok(sheet) => self.sheet(file, sheet),
                Err(why) => {
                    self.fail(why);
                    self.next()
                }
            };
        }
        None
    }

    /// Serves a sheet; comes back with the first request that is not for its rows.
    fn sheet(&mut self, file: u64, mut sheet: Sheet<'_>) -> Option<Vec<u8>> {
        self.say(&described(&sheet));
        loop {
            let request = self.next()?;
            match about(&request, file) {
                Some(About::Rows) => {}
                _ => return Some(request),
            }
            let rows = some_rows(sheet.rows.as_mut());
            self.say(&rows);
        }
    }
}

fn opened(book: &Book) -> Put {
    let mut put = Put::default();
    put.bool(true);
    let format = FORMATS.iter().position(|format| *format == book.format);
    put.u8(format.and_then(|n| u8::try_from(n).ok()).unwrap_or(u8::MAX));
    put.u64(book.tabs.len() as u64);
    for tab in &book.tabs {
        put.text(&tab.name);
        put.bool(tab.hidden);
    }
    put.u64(book.names.len() as u64);
    for name in &book.names {
        put.text(name);
    }
    put
}

fn described(sheet: &Sheet<'_>) -> Put {
    let mut put = Put::default();
    put.bool(true);
    for area in sheet.merges.areas() {
        put.u8(1);
        put.area(area);
    }
    put.u8(0);
    put.spans(sheet.hidden_columns.iter());
    put.u64(sheet.comments.len() as u64);
    for ((row, column), text) in &sheet.comments {
        put.u32(*row);
        put.u32(*column);
        put.text(text);
    }
    put.bool(sheet.visible);
    put
}

/// The next rows, each after [`MORE`]; behind them how it goes on.
fn some_rows(rows: &mut dyn Rows) -> Put {
    let mut put = Put::default();
    put.bool(true);
    while put.bytes.len() < TOGETHER {
        match guarded(|| rows.next_row()) {
            Ok(Some(row)) => {
                put.u8(MORE);
                put.row(&row);
            }
            Ok(None) => {
                put.u8(END);
                put.u64(rows.held());
                break;
            }
            Err(why) => {
                put.u8(BROKEN);
                put.text(why.code);
                break;
            }
        }
    }
    put
}
