//! The lines of records, which wait from the first to the last step of a run: in memory up to a
//! limit, the others in a file that nobody else can open and that goes with the program.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use crate::identity::narrow;

/// Lines of a block lie together, and come and go together.
const BLOCK: usize = 1 << 20;

/// How many blocks stay in memory: 512 MiB, what a shared office machine can spare.
const BLOCKS: usize = 512;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    block: u32,
    start: u32,
    len: u32,
}

impl Place {
    /// How many bytes the line has.
    pub(crate) fn len(self) -> usize {
        self.len as usize
    }
}

/// Lines, in the order in which they came.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The first blocks.
    blocks: Vec<Vec<u8>>,
    most: usize,
    /// The blocks behind them, and where each begins. Several may read at once, and each goes to its
    /// place first.
    file: Option<Mutex<File>>,
    starts: Vec<u64>,
    end: u64,
    /// The block that is not full yet, where it is one of those.
    open: Vec<u8>,
}

impl Default for Lines {
    fn default() -> Self {
        Lines::new(BLOCKS)
    }
}

impl Lines {
    /// Keeps so many blocks in memory.
    fn new(most: usize) -> Self {
        Lines {
            blocks: Vec::new(),
            most,
            file: None,
            starts: Vec::new(),
            end: 0,
            open: Vec::new(),
        }
    }

    /// Keeps a line.
    pub(crate) fn push(&mut self, line: &[u8]) -> io::Result<Place> {
        if !self.starts.is_empty() {
            if self.open.len() + line.len() > BLOCK {
                self.file_away()?;
                self.starts.push(self.end);
            }
        } else if self
            .blocks
            .last()
            .is_none_or(|block| block.len() + line.len() > BLOCK)
        {
            if self.blocks.len() < self.most {
                self.blocks.push(Vec::with_capacity(BLOCK.max(line.len())));
            } else {
                self.file = Some(Mutex::new(mimamori_shell::scratch()?));
                self.starts.push(0);
            }
        }
        let block = match self.starts.is_empty() {
            true => self.blocks.last_mut(),
            false => None,
        };
        let block = block.unwrap_or(&mut self.open);
        let start = narrow(block.len());
        block.extend_from_slice(line);
        Ok(Place {
            block: narrow(self.blocks.len() + self.starts.len() - 1),
            start,
            len: narrow(line.len()),
        })
    }

    /// Writes the open block to the file.
    fn file_away(&mut self) -> io::Result<()> {
        if let Some(file) = &mut self.file {
            let file = file.get_mut().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(self.end))?;
            file.write_all(&self.open)?;
            self.end += self.open.len() as u64;
            self.open.clear();
        }
        Ok(())
    }

    /// The line at a place.
    pub(crate) fn get(&self, place: Place) -> io::Result<Cow<'_, [u8]>> {
        let at = place.block as usize;
        let filed = at.checked_sub(self.blocks.len());
        let block = match filed {
            None => &self.blocks[at],
            Some(filed) if filed + 1 == self.starts.len() => &self.open,
            Some(filed) => {
                let mut line = vec![0; place.len()];
                if let Some(file) = &self.file {
                    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                    let start = self.starts[filed] + u64::from(place.start);
                    file.seek(SeekFrom::Start(start))?;
                    file.read_exact(&mut line)?;
                }
                return Ok(Cow::Owned(line));
            }
        };
        let start = place.start as usize;
        Ok(Cow::Borrowed(&block[start..start + place.len()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_comes_back_from_memory_and_from_the_file() {
        let line = |at: usize| format!("{at}-").repeat(at * 7919 % 60_000).into_bytes();
        let mut lines = Lines::new(2);
        let places: Vec<Place> = (0..120).map(|at| lines.push(&line(at)).unwrap()).collect();
        assert_eq!(lines.blocks.len(), 2);
        assert!(lines.starts.len() > 2, "{}", lines.starts.len());
        for at in (0..120).rev() {
            assert_eq!(*lines.get(places[at]).unwrap(), line(at), "{at}");
        }
    }

    #[test]
    fn several_read_at_once() {
        let line = |at: usize| format!("{at}-").repeat(20_000).into_bytes();
        let mut lines = Lines::new(1);
        let places: Vec<Place> = (0..60).map(|at| lines.push(&line(at)).unwrap()).collect();
        std::thread::scope(|scope| {
            for first in [0, 30] {
                let (lines, places) = (&lines, &places);
                scope.spawn(move || {
                    for at in (0..60).chain(0..60).skip(first) {
                        assert_eq!(*lines.get(places[at]).unwrap(), line(at), "{at}");
                    }
                });
            }
        });
    }

    #[test]
    fn a_line_longer_than_a_block_has_one_of_its_own() {
        for most in [0, 1, 9] {
            let mut lines = Lines::new(most);
            let long = vec![b'x'; BLOCK * 2 + 1];
            let places = [b"a".as_slice(), &long, b"b"].map(|line| lines.push(line).unwrap());
            let back = places.map(|place| lines.get(place).unwrap().into_owned());
            assert_eq!(back, [b"a".to_vec(), long, b"b".to_vec()]);
        }
    }
}
