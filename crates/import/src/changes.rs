//! What changed since the delivery before: columns that moved, headings that are new or gone, lists
//! that lost most of their rows; [`gone`] has the parts that are missing. Nothing is lost by these,
//! and nothing is read otherwise for them.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_calendar::YearMonth;
use mimamori_container::letters;
use mimamori_record::line::{Earlier, Per, Problem, Source};
use mimamori_record::{Coverage, reason};

use crate::gone;
use crate::mapping::{List, Mapping};
use crate::shape::{Seat, Shape};
use crate::when::month_folder;

/// Fewer rows than this come and go.
const FEW: u64 = 10;

/// A table that was read.
#[derive(Debug)]
pub(crate) struct Table {
    /// Which list of the mapping.
    pub(crate) list: usize,
    /// Its source.
    pub(crate) id: String,
    /// Its headings.
    pub(crate) shape: Shape,
}

/// A table with its source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Here<'a> {
    pub(crate) source: &'a Source,
    pub(crate) shape: &'a Shape,
}

/// The tables of one list, institution and period.
type Delivery<'a> = Vec<Here<'a>>;

/// A delivery of the month at hand that ought to hold everybody, beside the one before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Complete<'a> {
    /// All tables of the period at hand.
    pub(crate) all: &'a [Here<'a>],
    /// The first of those in force; notes are about it.
    pub(crate) first: Here<'a>,
    /// The tables in force of the period before.
    pub(crate) before: &'a [Here<'a>],
}

/// The notes about the deliveries of the month at hand. Those of earlier months had their turn.
pub(crate) fn changes(
    mapping: &Mapping,
    tables: &[Table],
    coverage: &Coverage,
    month: YearMonth,
) -> Vec<Problem> {
    let mut periods: BTreeMap<(usize, Option<&str>), BTreeMap<String, Delivery<'_>>> =
        BTreeMap::new();
    for table in tables {
        let Some(source) = coverage.source(&table.id) else {
            continue;
        };
        let period = match &source.from {
            Some(from) => from.clone(),
            None => month_folder(&source.path).map_or(String::new(), |month| month.to_string()),
        };
        let list = (table.list, source.institution.as_deref());
        let here = Here {
            source,
            shape: &table.shape,
        };
        let all = periods.entry(list).or_default();
        all.entry(period).or_default().push(here);
    }
    let mut notes = Notes::default();
    for ((list, _), periods) in &periods {
        let list = &mapping.lists[*list];
        let mut earlier: &[Here<'_>] = &[];
        for delivery in periods.values() {
            notes.files(list, delivery, earlier, month);
            let before = newest(earlier, coverage);
            let newest = newest(delivery, coverage);
            let came = newest.iter().find(|here| at_hand(here.source, month));
            if let Some(first) = came.filter(|_| complete(list)) {
                let complete = Complete {
                    all: delivery,
                    first: *first,
                    before: &before,
                };
                let files = gone::files(complete, coverage);
                // A file that is gone takes its rows along.
                if files.is_empty() {
                    notes.rows(complete, &newest, coverage);
                }
                notes.problems.extend(gone::sheets(complete));
                notes.problems.extend(files);
            }
            earlier = delivery;
        }
    }
    notes.problems
}

/// Whether a file came with the month at hand.
fn at_hand(source: &Source, month: YearMonth) -> bool {
    month_folder(&source.path).is_none_or(|folder| folder == month)
}

#[derive(Default)]
struct Notes {
    problems: Vec<Problem>,
}

impl Notes {
    /// The headings of each file of a delivery, against those of the one before.
    fn files(
        &mut self,
        list: &List,
        delivery: &[Here<'_>],
        earlier: &[Here<'_>],
        month: YearMonth,
    ) {
        let mut files: BTreeMap<&str, Vec<Here<'_>>> = BTreeMap::new();
        for here in delivery.iter().filter(|here| at_hand(here.source, month)) {
            files.entry(&here.source.path).or_default().push(*here);
        }
        for tables in files.values() {
            let before: Vec<Option<Here<'_>>> = tables
                .iter()
                .map(|here| twin(*here, delivery, earlier))
                .collect();
            self.fields(list, tables, &before);
            self.new_words(list, tables, &before);
        }
    }

    /// Columns that moved, together one note for a file; headings that changed, one for a field.
    fn fields(&mut self, list: &List, tables: &[Here<'_>], before: &[Option<Here<'_>>]) {
        let mut moved: Vec<Problem> = Vec::new();
        let mut told = BTreeSet::new();
        for (here, before) in tables.iter().zip(before) {
            let gone = before.iter().flat_map(|old| &old.shape.fields);
            let gone = gone.filter(|(field, _)| !here.shape.fields.contains_key(field));
            for ((field, part), was) in gone {
                // Of a heading that the list must have, missing-label tells.
                if list.fields[*field].optional && told.insert((*field, *part)) {
                    self.problems
                        .push(drift(list, *here, *field, None, *before, was.column));
                }
            }
            for ((field, part), seat) in &here.shape.fields {
                let written = list.fields[*field].column.as_deref();
                let change = match written {
                    Some(column) if *column == letters(seat.column) => None,
                    Some(column) => Some(Change::FromMapping(column)),
                    None => before
                        .as_ref()
                        .and_then(|old| change(*here, *old, (*field, *part), seat)),
                };
                let Some(change) = change.filter(|_| !told.contains(&(*field, *part))) else {
                    continue;
                };
                told.insert((*field, *part));
                let column = Some(seat.column);
                match change {
                    Change::Renamed(was) => {
                        self.problems
                            .push(drift(list, *here, *field, column, *before, was));
                    }
                    Change::Moved(was) => {
                        moved.push(drift(list, *here, *field, column, *before, was));
                    }
                    Change::FromMapping(was) => moved.push(Problem {
                        earlier: Some(Earlier {
                            column: Some(was.to_owned()),
                            ..Earlier::default()
                        }),
                        ..drift(list, *here, *field, column, None, seat.column)
                    }),
                }
            }
        }
        // One column more at the left moves all the others: that is one thing to look at.
        let count = moved.len() as u64;
        if let Some(first) = moved.into_iter().next() {
            self.problems.push(Problem {
                count: (count > 1).then_some(count),
                ..first
            });
        }
    }

    /// Headings that no field uses and that were not there before, or that the mapping does not
    /// list as known.
    fn new_words(&mut self, list: &List, tables: &[Here<'_>], before: &[Option<Here<'_>>]) {
        let mut told = BTreeSet::new();
        for (here, before) in tables.iter().zip(before) {
            let known: BTreeSet<&str> = match before {
                Some(old) => old.shape.words().collect(),
                None => BTreeSet::new(),
            };
            let listed = |word: &str| list.left_out.iter().any(|known| word.ends_with(known));
            for (column, word) in &here.shape.unread {
                let new = if list.left_out.is_empty() {
                    before.is_some() && !known.contains(word.as_str())
                } else {
                    !listed(word)
                };
                if new && !word.is_empty() && told.insert(word) {
                    self.problems.push(Problem {
                        code: reason::EXTRA_LABEL.code.to_owned(),
                        source: Some(here.source.id.clone()),
                        row: Some(here.shape.row),
                        column: Some(letters(*column)),
                        ..Problem::default()
                    });
                }
            }
        }
    }

    /// A list that has half of its rows or fewer.
    fn rows(&mut self, complete: Complete<'_>, newest: &[Here<'_>], coverage: &Coverage) {
        let Complete {
            all: delivery,
            first,
            before,
        } = complete;
        // Of a class that came once more, only the later rows; of the others the earlier ones.
        let now = delivery.iter().map(|here| coverage.rows_of(here.source));
        let now: u64 = now.sum();
        let replaced = delivery
            .iter()
            .filter(|here| newest.iter().all(|new| new.source.path != here.source.path));
        let mut sent_before: BTreeMap<&str, Vec<Here<'_>>> = BTreeMap::new();
        for here in replaced {
            sent_before
                .entry(&here.source.path)
                .or_default()
                .push(*here);
        }
        let mut all: Vec<Vec<Here<'_>>> = sent_before.into_values().collect();
        all.push(before.to_vec());
        let fell = all
            .iter()
            .find(|old| rows(old) >= FEW && now * 2 <= rows(old));
        if let Some(old) = fell.and_then(|old| old.first().map(|one| (one, rows(old)))) {
            let (one, before) = old;
            self.problems.push(Problem {
                code: reason::ROWS_FELL.code.to_owned(),
                source: Some(first.source.id.clone()),
                dataset: Some(first.source.dataset.clone()),
                institution: first.source.institution.clone(),
                count: Some(before - now),
                earlier: Some(Earlier {
                    source: Some(one.source.id.clone()),
                    rows: Some(before),
                    ..Earlier::default()
                }),
                ..Problem::default()
            });
        }
    }
}

/// How a field stands otherwise than before.
enum Change<'a> {
    /// Under another of its headings; its column then.
    Renamed(u32),
    /// In another column; its column then.
    Moved(u32),
    /// In another column than the mapping says.
    FromMapping(&'a str),
}

fn change<'a>(
    here: Here<'_>,
    old: Here<'_>,
    field: (usize, Option<usize>),
    seat: &Seat,
) -> Option<Change<'a>> {
    let was = old.shape.fields.get(&field)?;
    if seat.spelling != was.spelling {
        return Some(Change::Renamed(was.column));
    }
    let moved = here.shape.place(seat.column) != old.shape.place(was.column);
    moved.then_some(Change::Moved(was.column))
}

fn drift(
    list: &List,
    here: Here<'_>,
    field: usize,
    column: Option<u32>,
    before: Option<Here<'_>>,
    was: u32,
) -> Problem {
    Problem {
        code: reason::HEADER_DRIFT.code.to_owned(),
        source: Some(here.source.id.clone()),
        row: Some(here.shape.row),
        column: column.map(letters),
        field: Some(list.fields[field].key.clone()),
        earlier: Some(Earlier {
            source: before.map(|old| old.source.id.clone()),
            column: Some(letters(was)),
            rows: None,
        }),
        ..Problem::default()
    }
}

/// The earlier table to compare one with: of the same sheet where only one has that name, else one
/// of the same shape, else the first.
fn twin<'a>(here: Here<'_>, delivery: &[Here<'_>], earlier: &[Here<'a>]) -> Option<Here<'a>> {
    let same = |one: &&Here<'_>| one.source.sheet == here.source.sheet;
    let mut named = earlier.iter().filter(same);
    let alone = delivery.iter().filter(same).count() == 1;
    match (named.next(), named.next()) {
        (Some(one), None) if alone && here.source.sheet.is_some() => Some(*one),
        _ => {
            let agrees = earlier.iter().find(|one| here.shape.agrees(one.shape));
            agrees.or(earlier.first()).copied()
        }
    }
}

/// Whether everybody ought to stand on the list each time.
fn complete(list: &List) -> bool {
    list.line.closed && list.line.per != Per::Event
}

/// Of several files of one period those that were drawn up last, or that alone hold their part.
fn newest<'a>(delivery: &[Here<'a>], coverage: &Coverage) -> Vec<Here<'a>> {
    let mut days: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for here in delivery {
        let day = days.entry(&here.source.path).or_default();
        *day = (*day).max(here.source.as_of.as_deref());
    }
    let day = |here: &Here<'_>| days[here.source.path.as_str()];
    let holds = |here: &&Here<'_>| {
        let later = |new: &Here<'_>| {
            day(new) > day(here)
                && new.source.overlaps(here.source)
                && !coverage.apart(new.source, here.source)
        };
        !delivery.iter().any(later)
    };
    delivery.iter().filter(holds).copied().collect()
}

pub(crate) fn rows(tables: &[Here<'_>]) -> u64 {
    tables.iter().map(|here| u64::from(here.source.rows)).sum()
}
