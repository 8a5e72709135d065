//! Record lines, understood some thousand at a time and on all cores.
//!
//! Each piece of a batch has texts of its own, which then go to those of the run in the order of the
//! lines: what comes out depends on neither cores nor chance.

use mimamori_record::{Failure, RawLine};
use rayon::prelude::*;

use crate::lines::{Lines, Place};
use crate::messages;
use crate::row::{Row, Rows};
use crate::texts::Interner;

/// So many lines wait for one another.
const LINES: usize = 8192;

/// So many are understood in one go.
const PIECE: usize = 512;

/// Lines that wait, and their numbers in the input.
#[derive(Default)]
pub(super) struct Batch(Vec<(Place, u64)>);

impl Batch {
    /// Adds a line. Whether the batch is full.
    pub(super) fn push(&mut self, place: Place, number: u64) -> bool {
        self.0.push((place, number));
        self.0.len() >= LINES
    }

    /// Understands what waits: rows in the order of their lines, or the failure of the first that is
    /// none.
    pub(super) fn read(
        &mut self,
        lines: &Lines,
        texts: &mut Interner,
    ) -> Result<Vec<(Row, Place)>, Failure> {
        let mut read = Vec::with_capacity(self.0.len());
        let pieces = self.0.par_chunks(PIECE);
        let pieces: Vec<_> = pieces.map(|piece| understood(piece, lines)).collect();
        for piece in pieces {
            let (own, rows) = piece?;
            let numbers = texts.absorb(&own.texts);
            read.extend(rows.into_iter().map(|(mut row, place)| {
                row.source = numbers[row.source as usize];
                row.identity = row.identity.with(|text| numbers[text as usize]);
                (row, place)
            }));
        }
        self.0.clear();
        Ok(read)
    }
}

fn understood(
    piece: &[(Place, u64)],
    lines: &Lines,
) -> Result<(Interner, Vec<(Row, Place)>), Failure> {
    let mut texts = Interner::default();
    let mut rows = Vec::with_capacity(piece.len());
    for (place, number) in piece {
        let bytes = lines.get(*place);
        let bytes = bytes.map_err(|error| messages::no_scratch(&error))?;
        let line = RawLine {
            kind: "record",
            bytes: &bytes,
            number: *number,
        };
        rows.push((line.parse_into(Rows(&mut texts))?, *place));
    }
    Ok((texts, rows))
}
