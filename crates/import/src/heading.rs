//! Finding the headings: which rows they are, which column holds which field.

mod bind;
mod over;
mod units;
mod written;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use mimamori_calendar::YearMonth;
use mimamori_text::heading_key;

use bind::bind;
use over::{below, texts};
pub(crate) use written::written;

use crate::mapping::List;
use mimamori_container::{Merges, Row};

/// Headings are looked for in so many rows from the top.
const SEARCHED: usize = 60;
/// The most heading rows that are tried when the mapping does not say.
const TALLEST: u32 = 5;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// A field of the list, of a part of the row where it has parts.
    Field {
        /// Index into the list's fields.
        field: usize,
        /// Index into the list's parts.
        part: Option<usize>,
        /// Which of several columns that make up one value; 0 where one column is the value.
        piece: usize,
    },
    /// A day of the field of marks.
    Day(NaiveDate),
}

/// Where things stand on a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// First and last heading row.
    pub(crate) rows: (u32, u32),
    /// What each column holds.
    pub(crate) columns: BTreeMap<u32, Target>,
    /// Fields (and parts) whose column is not there.
    pub(crate) missing: Vec<usize>,
    /// Fields of which two columns have the heading, and the second of these.
    pub(crate) double: Vec<(usize, u32)>,
    /// The heading of each column as one word.
    pub(crate) words: BTreeMap<u32, String>,
    /// The texts over each column, from the top, as keys.
    pub(crate) keys: BTreeMap<u32, Vec<String>>,
    score: usize,
}

impl Layout {
    fn new(rows: (u32, u32)) -> Self {
        Layout {
            rows,
            columns: BTreeMap::new(),
            missing: Vec::new(),
            double: Vec::new(),
            words: BTreeMap::new(),
            keys: BTreeMap::new(),
            score: 0,
        }
    }

    /// Whether this is the table that the mapping means: it says whose rows they are, and at least
    /// half of the columns are there.
    fn plausible(&self, list: &List) -> bool {
        let bound = self.columns.values().filter_map(|target| match target {
            Target::Field { field, .. } => Some(*field),
            Target::Day(_) => None,
        });
        let double = self.double.iter().map(|(field, _)| *field);
        let bound: BTreeSet<usize> = bound.chain(double).collect();
        let whose = bound.iter().any(|field| list.fields[*field].anchors());
        let wanted = list
            .fields
            .iter()
            .filter(|field| field.in_column() && !field.optional && !field.day_columns)
            .count();
        whose && bound.len() * 2 >= wanted
    }
}

/// Finds the headings, or none that are plausible.
pub(crate) fn find(
    list: &List,
    window: &[Row],
    merges: &Merges,
    month: Option<YearMonth>,
) -> Option<Layout> {
    let mut best: Option<Layout> = None;
    let heights = match list.heading_rows {
        Some(rows) => rows..=rows,
        None => 1..=TALLEST,
    };
    let mut keys = Keys::default();
    let hits = hits(list, window, &mut keys);
    for height in heights {
        for top in window.iter().take(SEARCHED).map(|row| row.number) {
            let rows = (top, top + height - 1);
            if !hits.iter().any(|row| (rows.0..=rows.1).contains(row)) {
                continue;
            }
            let layout = bind(list, rows, &texts(window, merges, rows), month, &mut keys);
            let better = best.as_ref().is_none_or(|best| layout.score > best.score);
            if better && layout.plausible(list) {
                best = Some(layout);
            }
        }
    }
    let mut best = best?;
    best.rows.1 = below(window, merges, best.rows);
    Some(best)
}

/// Headings as keys, each made once: the same cell is tried in many ranges.
#[derive(Default)]
struct Keys {
    made: HashMap<String, String>,
}

impl Keys {
    fn of(&mut self, text: &str) -> String {
        if let Some(key) = self.made.get(text) {
            return key.clone();
        }
        let key = heading_key(text);
        self.made.insert(text.to_owned(), key.clone());
        key
    }
}

/// The rows in which any cell could be the heading of a field, or the last line of one: only around
/// these are headings tried, because trying costs far more than looking.
fn hits(list: &List, window: &[Row], keys: &mut Keys) -> Vec<u32> {
    let labels: Vec<&str> = list
        .fields
        .iter()
        .flat_map(|field| field.pieces.iter().flatten())
        .chain(list.parts.iter().flat_map(|(_, names)| names))
        .map(String::as_str)
        .collect();
    let mut hit = |row: &&Row| {
        row.cells.iter().any(|cell| {
            let word = keys.of(&cell.value.shown());
            !word.is_empty()
                && labels
                    .iter()
                    .any(|label| label.ends_with(&word) || word.ends_with(label))
        })
    };
    window
        .iter()
        .take(SEARCHED)
        .filter(|row| hit(row))
        .map(|row| row.number)
        .collect()
}
