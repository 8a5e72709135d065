//! The doors for tests/fuzz: what reads bytes from outside without a parser of others before it.

use std::collections::BTreeMap;

use crate::book::Rows;
use crate::wire::Take;
use crate::{html, ole, text, xlsx};

/// Delimited text.
pub fn text(bytes: &[u8]) {
    if let Ok(table) = text::Table::new(bytes.to_vec()) {
        all(&mut table.rows());
    }
}

/// Tables of a page.
pub fn html(bytes: &[u8]) {
    let Ok(mut tables) = html::Tables::new(bytes) else {
        return;
    };
    for index in 0..tables.tabs().len().max(1) {
        if let Ok(mut sheet) = tables.sheet(index) {
            all(sheet.rows.as_mut());
        }
    }
}

/// The chains of an OLE file.
pub fn ole(bytes: &[u8]) {
    let _ = ole::check(bytes);
}

/// The parts of a workbook.
pub fn parts(bytes: &[u8]) {
    xlsx::fuzz(bytes);
}

/// What a worker answers.
pub fn answer(bytes: &[u8]) {
    let mut take = Take::new(bytes);
    while take.row().is_some() {}
}

/// A whole file, as far as it is opened in this process.
pub fn file(bytes: &[u8]) {
    let content = crate::sniff(bytes);
    if content.risky() {
        return;
    }
    let Ok(mut book) = crate::Book::open(bytes.to_vec(), &[]) else {
        return;
    };
    for index in 0..book.tables() {
        if let Ok(mut sheet) = book.sheet(index) {
            all(sheet.rows.as_mut());
        }
    }
}

/// Reads to the end; rows and counts must agree as the sum of conservation needs them.
fn all(rows: &mut dyn Rows) {
    let (mut held, mut last) = (0, BTreeMap::new());
    loop {
        match rows.next_row() {
            Ok(Some(row)) => {
                held += row.cells.len() as u64;
                let before = last.insert((), row.number);
                assert!(before.is_none_or(|before| before < row.number));
                let columns = row.cells.windows(2);
                assert!(columns.into_iter().all(|two| two[0].column < two[1].column));
            }
            Ok(None) => {
                assert_eq!(held, rows.held());
                return;
            }
            Err(_) => return,
        }
    }
}
