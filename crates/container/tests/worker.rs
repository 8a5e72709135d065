//! A file that a worker has open is the same file; one that ended its worker is no other.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};

use mimamori_container::{Book, Row, SharedWorker, Sheet, Unread, Worker, serve};
use mimamori_record::reason;

/// A worker in a thread; with a number it is lost at that many requests.
struct Thread {
    line: (Sender<Vec<u8>>, Receiver<Vec<u8>>),
    lost_in: Option<u32>,
}

fn line() -> (Sender<Vec<u8>>, Receiver<Vec<u8>>) {
    let (ask, asked) = channel::<Vec<u8>>();
    let (answer, answers) = channel();
    std::thread::spawn(move || {
        serve(&mut || asked.recv().ok(), &mut |bytes| {
            drop(answer.send(bytes.to_vec()));
        });
    });
    (ask, answers)
}

impl Worker for Thread {
    fn ask(&mut self, request: &[&[u8]]) -> Result<Vec<u8>, Unread> {
        if let Some(left) = &mut self.lost_in {
            *left -= 1;
            if *left == 0 {
                (self.line, self.lost_in) = (line(), None);
                return Err(&reason::FILE_TOO_LARGE);
            }
        }
        self.line.0.send(request.concat()).unwrap();
        self.line.1.recv().map_err(|_| &reason::FILE_UNREADABLE)
    }
}

fn worker(lost_in: Option<u32>) -> SharedWorker {
    Rc::new(RefCell::new(Thread {
        line: line(),
        lost_in,
    }))
}

fn nasty(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/nasty/files");
    std::fs::read(path.join(name)).unwrap()
}

fn rows(sheet: &mut Sheet<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    while let Some(row) = sheet.rows.next_row().unwrap() {
        rows.push(row);
    }
    rows
}

#[test]
fn every_container_is_the_same_through_a_worker() {
    let passwords = ["himitsu-2026".to_owned(), "ひみつ２０２６".to_owned()];
    for name in [
        "same.xls",
        "same.xlsb",
        "same.ods",
        "covered-text.xlsx",
        "comment.xlsx",
        "colour.xlsx",
        "hidden.xlsx",
        "furigana.xlsx",
        "password-ja.xlsx",
        "html-utf8.xls",
        "tabs-cp932.xls",
    ] {
        let bytes = nasty(name);
        let mut far = Book::open_in(&worker(None), &bytes, &passwords).unwrap();
        let mut near = Book::open(bytes, &passwords).unwrap();
        assert_eq!(
            (&far.tabs, &far.names, far.format, far.tables()),
            (&near.tabs, &near.names, near.format, near.tables()),
            "{name}"
        );
        for index in 0..near.tables() {
            let mut far = far.sheet(index).unwrap();
            let mut near = near.sheet(index).unwrap();
            assert_eq!(far.hidden_columns, near.hidden_columns, "{name}");
            assert_eq!(far.comments, near.comments, "{name}");
            let all = rows(&mut near);
            assert_eq!(rows(&mut far), all, "{name}");
            assert_eq!(far.rows.held(), near.rows.held(), "{name}");
            for row in 1..60 {
                for column in 0..30 {
                    let (far, near) = (far.merges.of(row, column), near.merges.of(row, column));
                    assert_eq!(far, near, "{name}");
                }
            }
        }
    }
}

#[test]
fn a_sheet_may_be_left_in_its_middle_and_be_read_again() {
    let text: String = (0..100_000).map(|n| format!("空野,{n}\n")).collect();
    let mut book = Book::open_in(&worker(None), text.as_bytes(), &[]).unwrap();
    let first = book.sheet(0).unwrap().rows.next_row().unwrap().unwrap();
    assert_eq!((first.number, first.cells.len()), (1, 2));
    let mut sheet = book.sheet(0).unwrap();
    assert_eq!(rows(&mut sheet).len(), 100_000);
    assert_eq!(sheet.rows.held(), 200_000);
    assert_eq!(sheet.rows.next_row().unwrap(), None);
}

#[test]
fn what_cannot_be_opened_says_why_from_the_worker_too() {
    let why = |bytes: &[u8]| {
        let opened = Book::open_in(&worker(None), bytes, &[]);
        opened.err().map(|why| why.code)
    };
    assert_eq!(why(b""), Some("file-empty"));
    assert_eq!(why(b"%PDF-1.7"), Some("file-format"));
    assert_eq!(why(b"PK\x03\x04cut off"), Some("file-unreadable"));
    assert_eq!(why(&nasty("password-ascii.xlsx")), Some("file-protected"));
}

#[test]
fn after_a_loss_the_file_stays_lost_and_the_next_one_is_read() {
    let text = b"name,grade\nSorano,3\n";
    // At opening; at the sheet; at its rows.
    for at in 1..=3 {
        let worker = worker(Some(at));
        let lost = |opened: Result<Book, Unread>| -> Result<(), Unread> {
            let mut book = opened?;
            let first = (|| {
                let mut sheet = book.sheet(0)?;
                let first = sheet.rows.next_row().map(drop);
                assert_eq!(sheet.rows.next_row().map(drop), first);
                first
            })();
            // The new worker has never seen this file.
            assert!(book.sheet(0).is_err());
            first
        };
        let why = lost(Book::open_in(&worker, text, &[])).err();
        assert_eq!(why.map(|why| why.code), Some("file-too-large"), "{at}");
        let mut next = Book::open_in(&worker, text, &[]).unwrap();
        assert_eq!(rows(&mut next.sheet(0).unwrap()).len(), 2);
    }
}

#[test]
fn a_file_is_not_mistaken_for_the_one_that_was_opened_after_it() {
    let worker = worker(None);
    let mut first = Book::open_in(&worker, b"a,b\n", &[]).unwrap();
    let mut second = Book::open_in(&worker, b"c,d\n", &[]).unwrap();
    assert!(first.sheet(0).is_err());
    // Asked about another file, the worker has closed this one.
    assert!(second.sheet(0).is_err());
}

#[test]
fn requests_that_are_none_get_an_answer_all_the_same() {
    let (ask, answers) = line();
    for request in [
        &b""[..],
        b"\x01",
        b"\x02\0\0\0\0\0\0\0\0",
        b"\xFF\xFF",
        &[1; 40],
    ] {
        ask.send(request.to_vec()).unwrap();
        assert_eq!(answers.recv().unwrap()[0], 0);
    }
}
