//! Our own workbooks come back: filled in, sorted, copied, saved by another office program.
//!
//! They need no mapping: the mark says what they are, the field row what their columns hold, and
//! each row has a key with a digest. They are read when their turn comes and written out at the
//! end, because a row may stand in two files, and what was said twice in different words counts
//! for nobody.

mod correction;
mod kind;
mod sheet;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use mimamori_container::{Book, Row, Unread, Value};
use mimamori_paper::{Layout, Mark, RowKey, Seal, layout, recognise};
use mimamori_record::line::{Problem, SourceState};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Failure, Output};

use crate::find;
use crate::mapping::List;
use crate::question::Asked;
use crate::series::Series;
use crate::value::Context;
use kind::Kind;
use sheet::Read;
pub(crate) use write::Said;

/// Rows in which the mark is looked for.
const TOP: u32 = 60;
/// A paper that another town has made for us to read, as a list like any other. One of our own would
/// tell the same facts twice.
pub(crate) const HANDED_OVER: &str = "hand-over";
/// Hexadecimal figures of the digest behind a key.
const DIGEST: usize = 12;

/// The file that is being read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct From<'a> {
    /// The digest in the ids of its sources.
    pub(crate) digest: &'a str,
    /// Relative to the folder that holds town/.
    pub(crate) path: &'a str,
    /// Whether an earlier file holds the very same bytes.
    pub(crate) copy: bool,
}

impl<'a> From<'a> {
    /// The file with this digest, and whether it is a copy.
    pub(crate) fn of(file: &'a find::Found, digest: &'a str, copy: bool) -> Self {
        From {
            digest,
            path: &file.shown,
            copy,
        }
    }
}

/// Whether a workbook says in its defined names that it is one of ours.
pub(crate) fn is_marked(book: &Book) -> bool {
    mark_of(book).is_some()
}

/// Whether a workbook is such a paper of the town with this series.
pub(crate) fn is_of(book: &Book, kind: &str, series: &str) -> bool {
    mark_of(book).is_some_and(|mark| (mark.kind.as_str(), mark.series.as_str()) == (kind, series))
}

fn mark_of(book: &Book) -> Option<Mark> {
    recognise(book.names.iter().map(String::as_str), [])
}

/// Whether a workbook is such a paper of this town into which nobody has written, so that nothing
/// is lost when a new one takes its place.
pub(crate) fn is_untouched(
    kind: &str,
    lists: &[List],
    context: Context<'_>,
    town: &Series,
    book: &mut Book,
) -> bool {
    if mark_of(book).is_none_or(|mark| mark.kind != kind) {
        return false;
    }
    let mut returned = Returned::new(lists, context, town);
    let from = From {
        digest: "",
        path: "",
        copy: false,
    };
    matches!(returned.book(from, book), Found::Paper)
        && returned.loose.is_empty()
        && returned.papers.iter().all(|paper| paper.read.is_blank())
}

/// What a file or sheet turned out to be.
#[derive(Debug)]
pub(crate) enum Found {
    /// None of ours.
    Foreign,
    /// A paper of ours; its lines come at the end.
    Paper,
    /// One of ours that says nothing, and why.
    Refused(&'static Reason),
}

/// The papers that came back.
pub(crate) struct Returned<'a> {
    lists: &'a [List],
    context: Context<'a>,
    series: String,
    seal: Seal,
    papers: Vec<Paper>,
    /// Problems of files that have no source.
    loose: Vec<Problem>,
}

/// A sheet that was read.
struct Paper {
    kind: &'static Kind,
    layout: Layout,
    id: String,
    path: String,
    copy: bool,
    sheet: Option<String>,
    read: Read,
    /// The container's own count; none when the sheet could not be read to its end.
    held: Option<u64>,
}

impl<'a> Returned<'a> {
    /// For the papers of a town whose lists are read like this.
    pub(crate) fn new(lists: &'a [List], context: Context<'a>, town: &Series) -> Self {
        Returned {
            lists,
            context,
            series: town.name.clone(),
            seal: Seal::new(&town.seal()),
            papers: Vec::new(),
            loose: Vec::new(),
        }
    }

    /// Takes a file whose name no mapping knows, or that has a mark: every sheet of it that is
    /// ours.
    pub(crate) fn book(&mut self, from: From<'_>, book: &mut Book) -> Found {
        let marked = mark_of(book);
        if let Some(mark) = &marked {
            if mark.kind == HANDED_OVER && mark.series != self.series {
                return Found::Foreign;
            }
            if mark.series != self.series {
                return Found::Refused(&reason::OTHER_TOWN);
            }
            if Kind::of(&mark.kind).is_none() {
                return Found::Refused(&reason::OWN_WORKBOOK);
            }
        }
        let mut found = Found::Foreign;
        for index in 0..book.tables() {
            found = match (self.sheet_of(from, book, index, marked.is_some()), found) {
                (Found::Foreign, before) => before,
                (Found::Refused(_), Found::Paper) => Found::Paper,
                (now, _) => now,
            };
        }
        match found {
            // The mark is there, and not one sheet that could be read.
            Found::Foreign if marked.is_some() => {
                self.loose
                    .retain(|lost| lost.path.as_deref() != Some(from.path));
                Found::Refused(&reason::FIELD_ROW_MISSING)
            }
            found => found,
        }
    }

    /// Takes a sheet if it is ours. `whole`: the file is one of ours, so that keys without a field
    /// row are rows that somebody moved.
    pub(crate) fn sheet_of(
        &mut self,
        from: From<'_>,
        book: &mut Book,
        index: usize,
        whole: bool,
    ) -> Found {
        let name = book.name(index).map(str::to_owned);
        // What cannot be opened has its problem where it is read as a list.
        let Ok(sheet) = book.sheet(index) else {
            return Found::Foreign;
        };
        let mut rows = sheet.rows;
        let mut top = Vec::new();
        let mut more = true;
        while more && top.last().is_none_or(|row: &Row| row.number < TOP) {
            match rows.next_row() {
                Ok(Some(row)) => top.push(row),
                Ok(None) => more = false,
                Err(_) => return Found::Foreign,
            }
        }
        let Some(layout) = layout_of(&top) else {
            let keyed = |row: &Row| row.cells.iter().any(|cell| is_key(&cell.value));
            let mut moved = top.iter().any(keyed);
            while whole && !moved && more {
                match rows.next_row() {
                    Ok(Some(row)) => moved = keyed(&row),
                    _ => more = false,
                }
            }
            if whole && moved {
                self.lose(from, name, &reason::FIELD_ROW_MISSING);
            }
            return Found::Foreign;
        };
        if layout.mark.series != self.series {
            return Found::Refused(&reason::OTHER_TOWN);
        }
        let Some(kind) = Kind::of(&layout.mark.kind) else {
            return Found::Refused(&reason::OWN_WORKBOOK);
        };
        let mut waiting = top.into_iter();
        let next = || -> Result<Option<Row>, Unread> {
            match waiting.next() {
                Some(row) => Ok(Some(row)),
                None if more => rows.next_row(),
                None => Ok(None),
            }
        };
        let read = sheet::read(
            kind,
            &layout,
            &self.seal,
            self.lists,
            self.context,
            sheet::Beside {
                merges: &sheet.merges,
                comments: &sheet.comments,
            },
            next,
        );
        let whole = read.state == SourceState::Read;
        let held = whole.then(|| rows.held());
        self.papers.push(Paper {
            kind,
            layout,
            id: format!("{}.{}", from.digest, index + 1),
            path: from.path.to_owned(),
            copy: from.copy,
            sheet: name,
            read,
            held,
        });
        Found::Paper
    }

    fn lose(&mut self, from: From<'_>, sheet: Option<String>, why: &Reason) {
        self.loose.push(Problem {
            code: why.code.to_owned(),
            path: Some(from.path.to_owned()),
            sheet,
            ..Problem::default()
        });
    }

    /// Writes what the papers say. `known`: datasets that already have their line; `asked`: what
    /// answers can be about.
    pub(crate) fn finish(
        &mut self,
        known: &BTreeSet<String>,
        asked: Asked<'_>,
        out: &mut Output<'_>,
    ) -> Result<Said, Failure> {
        let mut said = Said::default();
        for problem in &self.loose {
            said.tell(problem.path.as_deref().unwrap_or_default(), problem);
            out.write(problem)?;
        }
        let papers = std::mem::take(&mut self.papers);
        write::write(papers, known, asked, &mut said, out)?;
        Ok(said)
    }
}

/// The field row among the first rows of a sheet.
fn layout_of(top: &[Row]) -> Option<Layout> {
    let by_number: BTreeMap<u32, &Row> = top.iter().map(|row| (row.number - 1, row)).collect();
    let height = by_number.keys().next_back()? + 1;
    let last = |row: &Row| row.cells.last().map_or(0, |cell| cell.column + 1);
    let width = top.iter().map(last).max().unwrap_or(0);
    // Most rows have few cells and a stray one may stand far to the right.
    let marked = |row: &Row| {
        let mut texts = row.cells.iter().filter_map(|cell| cell.value.text());
        texts.any(|text| recognise([], [text]).is_some())
    };
    if !top.iter().any(marked) {
        return None;
    }
    layout((height, width), |row, column| {
        let value = by_number.get(&row)?.get(column)?;
        Some(value.shown())
    })
}

/// Whether a cell holds the key of a row.
fn is_key(value: &Value) -> bool {
    let Some(text) = value.text() else {
        return false;
    };
    let hexadecimal = |digest: &str| {
        digest.len() == DIGEST && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    matches!(RowKey::from_cell(text), RowKey::Keyed { digest: Some(digest), .. } if hexadecimal(&digest))
}
