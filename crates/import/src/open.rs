//! Opening the files: in a process of their own where a made-up file could drive the parser to ask
//! for any amount of memory.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use mimamori_container::{Book, LARGEST, SharedWorker, Unread, sniff};
use mimamori_record::reason;
use mimamori_shell::{Io, Lost, Worker};

/// Opens files.
pub(crate) struct Opener {
    worker: Option<Rc<RefCell<Isolated>>>,
}

impl Opener {
    pub(crate) fn new(io: &Io) -> Self {
        let worker = io
            .worker()
            .map(|worker| Rc::new(RefCell::new(Isolated(worker))));
        Opener { worker }
    }

    /// A book from the bytes of a file.
    pub(crate) fn open(&self, bytes: Vec<u8>, passwords: &[String]) -> Result<Book, Unread> {
        match &self.worker {
            Some(worker) if sniff(&bytes).risky() => {
                worker.borrow_mut().0.renew();
                let shared: SharedWorker = worker.clone();
                Book::open_in(&shared, &bytes, passwords)
            }
            _ => Book::open(bytes, passwords),
        }
    }
}

/// The bytes of a file. One that is too large to be opened is not read into memory either.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Unread> {
    let unreadable = |_| &reason::FILE_UNREADABLE;
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    match usize::try_from(size) {
        Ok(size) if size <= LARGEST => std::fs::read(path).map_err(unreadable),
        _ => Err(&reason::FILE_TOO_LARGE),
    }
}

/// The container's worker is a process.
struct Isolated(Worker);

impl mimamori_container::Worker for Isolated {
    fn ask(&mut self, request: &[&[u8]]) -> Result<Vec<u8>, Unread> {
        self.0.ask(request).map_err(|lost| match lost {
            Lost::Memory | Lost::Late => &reason::FILE_TOO_LARGE,
            Lost::Gone | Lost::NoStart => &reason::FILE_UNREADABLE,
        })
    }
}
