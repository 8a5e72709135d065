//! The input, in memory: what passes, what is matched, what nobody can match.

mod alike;
mod batch;
mod reader;

use std::borrow::Cow;
use std::ops::Range;

use mimamori_record::Failure;
use mimamori_record::line::{Problem, Town};

use crate::identity::{Identity, Seen};
use crate::lines::{Lines, Place};
use crate::messages;
use crate::texts::Texts;

pub(crate) use reader::take_in;

/// Where a line that passes stands in [`Intake::bytes`].
type Passing = Range<usize>;

/// A record, found again by its line.
#[derive(Debug, Clone)]
pub(crate) struct Rec {
    pub(crate) line: Place,
    pub(crate) source: u32,
    pub(crate) row: u32,
    pub(crate) part: Option<Box<str>>,
    pub(crate) identity: u32,
    pub(crate) protected: bool,
    /// Moved out or died.
    pub(crate) left: bool,
}

/// What matching must know of a source.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceFacts {
    pub(crate) id: String,
    pub(crate) dataset: String,
    /// The last month that it speaks of, `YYYY-MM`.
    pub(crate) month: Option<String>,
    pub(crate) as_of: Option<String>,
    /// It has a column for 支援措置.
    pub(crate) tells_protection: bool,
    /// Rows that ought to have come, where a `source` line says so.
    pub(crate) rows: Option<u32>,
    /// For a review workbook that came back.
    pub(crate) paper: Option<Paper>,
}

/// A review workbook that came back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paper {
    /// The day of the run that made it.
    pub(crate) day: String,
    pub(crate) path: String,
    /// Keys of questions without an answer.
    pub(crate) blank: Vec<String>,
}

/// Everything that came in.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    bytes: Vec<u8>,
    /// The lines that pass, stream by stream, each with its kind.
    streams: Vec<Vec<(String, Passing)>>,
    town_line: Option<Passing>,
    lines: Lines,
    pub(crate) town: Town,
    pub(crate) today: String,
    pub(crate) records: Vec<Rec>,
    /// Records that belong to nobody and travel on.
    pub(crate) loose: Vec<Place>,
    /// Those of them that are about rows, pairs and the town: source and row.
    pub(crate) about_rows: Vec<(u32, u32)>,
    pub(crate) texts: Texts,
    pub(crate) identities: Vec<Identity>,
    pub(crate) sources: Vec<SourceFacts>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) read: usize,
    /// The first record of each identity of this run.
    first: Vec<Option<u32>>,
}

impl Intake {
    /// The line of a record.
    pub(crate) fn line(&self, place: Place) -> Result<Cow<'_, [u8]>, Failure> {
        let line = self.lines.get(place);
        line.map_err(|error| messages::no_scratch(&error))
    }

    fn passing_line(&self, place: &Passing) -> &[u8] {
        self.bytes.get(place.clone()).unwrap_or_default()
    }

    /// An identity by its number.
    pub(crate) fn identity(&self, number: u32) -> Seen<'_> {
        Seen::new(&self.texts, &self.identities[number as usize])
    }

    /// Whose row a record is, in the words of its list.
    pub(crate) fn seen(&self, record: &Rec) -> Seen<'_> {
        self.identity(record.identity)
    }

    /// The source of a record.
    pub(crate) fn source(&self, record: &Rec) -> &SourceFacts {
        &self.sources[record.source as usize]
    }

    /// The first record of an identity; none when only an earlier run has it.
    pub(crate) fn first_record(&self, identity: u32) -> Option<&Rec> {
        let at = (*self.first.get(identity as usize)?)?;
        self.records.get(at as usize)
    }

    /// `source/row`, by which pairs name a record.
    pub(crate) fn key(&self, record: &Rec) -> String {
        format!("{}/{}", self.source(record).id, record.row)
    }

    /// `source/row`, and the part behind it.
    pub(crate) fn address(&self, record: &Rec) -> String {
        match &record.part {
            None => self.key(record),
            Some(part) => format!("{}/{part}", self.key(record)),
        }
    }

    /// The lines that pass, in their order; several streams in the order of their content, so that
    /// the order of files does not matter.
    pub(crate) fn passing(&self) -> Vec<(&str, &[u8])> {
        let mut streams: Vec<Vec<(&str, &[u8])>> = self
            .streams
            .iter()
            .map(|lines| {
                lines
                    .iter()
                    .map(|(kind, place)| (kind.as_str(), self.passing_line(place)))
                    .collect()
            })
            .collect();
        streams.sort();
        let mut all: Vec<(&str, &[u8])> = streams.into_iter().flatten().collect();
        if let Some(town) = &self.town_line {
            let at = all.iter().take_while(|(kind, _)| *kind == "run").count();
            all.insert(at, ("town", self.passing_line(town)));
        }
        all
    }
}

/// Datasets about rows and pairs of other lists, and about the town: they name nobody of their own
/// and travel on.
pub(crate) const ABOUT_NOBODY: [&str; 4] = ["answers", "corrections", "meetings", "resources"];
