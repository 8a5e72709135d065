//! The sheets of a file, one after another.

use mimamori_container::Unread;
use mimamori_paper::recognise;
use mimamori_record::reason;

use super::sheet::{Look, look};
use super::words::Words;
use crate::back::HANDED_OVER;
use crate::find::Found;
use crate::open::{Opener, read};

/// Looks at each sheet of a file: its name, and what it is or why nobody can tell. A file that
/// cannot be opened, or that is our own paper, is one sheet without a name.
pub(crate) fn each_sheet(
    file: &Found,
    (opener, passwords): (&Opener, &[String]),
    words: &Words,
    mut seen: impl FnMut(Option<&str>, Result<Look, Unread>),
) {
    let mut book = match read(&file.path).and_then(|bytes| opener.open(bytes, passwords)) {
        Ok(book) => book,
        Err(why) => return seen(None, Err(why)),
    };
    let ours = recognise(book.names.iter().map(String::as_str), []);
    if ours.is_some_and(|mark| mark.kind != HANDED_OVER) {
        return seen(None, Err(&reason::OWN_WORKBOOK));
    }
    for index in 0..book.tables() {
        let name = book.name(index).map(str::to_owned);
        seen(name.as_deref(), look(&mut book, index, words));
    }
}
