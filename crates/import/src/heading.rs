//! Finding the headings: which rows they are, which column holds which field.

mod bind;
mod over;
mod sides;
mod units;
mod written;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use mimamori_calendar::YearMonth;
use mimamori_text::heading_key;

use bind::wrong_weekdays;
pub(crate) use over::{below, texts};
use sides::tables;
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

impl Target {
    /// The field; none of a day.
    pub(crate) fn field(&self) -> Option<usize> {
        match self {
            Target::Field { field, .. } => Some(*field),
            Target::Day(_) => None,
        }
    }
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
    /// Columns of days over which another weekday stands: title or heading is that of another
    /// month.
    pub(crate) weekdays: Vec<u32>,
    /// The heading of each column as one word.
    pub(crate) words: BTreeMap<u32, String>,
    /// The texts over each column and those that belong to the headings below, as keys.
    pub(crate) keys: BTreeMap<u32, Vec<String>>,
    /// Columns with a sum that the mapping checks.
    pub(crate) checks: BTreeMap<u32, usize>,
    /// Columns of days that the month does not have.
    pub(crate) beyond: BTreeSet<u32>,
    /// The columns that belong to the table.
    pub(crate) span: (u32, u32),
    score: usize,
}

impl Layout {
    fn new(rows: (u32, u32)) -> Self {
        Layout {
            rows,
            columns: BTreeMap::new(),
            missing: Vec::new(),
            double: Vec::new(),
            weekdays: Vec::new(),
            words: BTreeMap::new(),
            keys: BTreeMap::new(),
            checks: BTreeMap::new(),
            beyond: BTreeSet::new(),
            span: (0, u32::MAX),
            score: 0,
        }
    }

    /// Whether a column says whose row it is.
    pub(crate) fn anchors(&self, list: &List, column: u32) -> bool {
        let field = self.columns.get(&column).and_then(Target::field);
        field.is_some_and(|field| list.fields[field].anchors())
    }

    /// Whether a column says whose row it is, or tells people of the same name apart.
    pub(crate) fn identifies(&self, list: &List, column: u32) -> bool {
        let field = self.columns.get(&column).and_then(Target::field);
        let born = field.is_some_and(|field| list.fields[field].key == "birth_date");
        born || self.anchors(list, column)
    }

    /// Whether this is a heading of a field that has no column here.
    pub(crate) fn missing_label(&self, list: &List, word: &str) -> bool {
        let mut fields = list.fields.iter().enumerate();
        fields.any(|(index, field)| {
            let mut targets = self.columns.values();
            let there = targets.any(|target| target.field() == Some(index));
            !there && field.spellings().any(|label| label == word)
        })
    }

    /// Whether this is the table that the mapping means: it says whose rows they are, and at least
    /// half of the columns are there.
    fn plausible(&self, list: &List) -> bool {
        let bound = self.columns.values().filter_map(Target::field);
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

/// Finds the headings of the first table, or none that are plausible.
pub(crate) fn find(
    list: &List,
    window: &[Row],
    merges: &Merges,
    month: Option<YearMonth>,
) -> Option<Layout> {
    find_all(list, window, merges, month).into_iter().next()
}

/// Finds the headings of the first table and of those beside it.
pub(crate) fn find_all(
    list: &List,
    window: &[Row],
    merges: &Merges,
    month: Option<YearMonth>,
) -> Vec<Layout> {
    let heights = match list.heading_rows {
        Some(rows) => rows..=rows,
        None => 1..=TALLEST,
    };
    let mut keys = Keys::default();
    let hits = hits(list, window, &mut keys);
    let mut found: Vec<(usize, Vec<Layout>)> = Vec::new();
    for height in heights {
        for top in window.iter().take(SEARCHED).map(|row| row.number) {
            let rows = (top, top + height - 1);
            let in_table = list.rows.is_none_or(|(first, _)| rows.1 < first.max(2));
            if !in_table || !hits.iter().any(|row| (rows.0..=rows.1).contains(row)) {
                continue;
            }
            let sides = tables(list, rows, &texts(window, merges, rows), month, &mut keys);
            if sides.iter().all(|side| side.plausible(list)) {
                found.push((sides.iter().map(|side| side.score).sum(), sides));
            }
        }
    }
    let Some(mut best) = first_best(&found) else {
        return Vec::new();
    };
    // The headings of a table further down may be the better ones; the one above is read first.
    while let Some(above) = first_best(found.iter().filter(|(score, sides)| {
        sides[0].rows.1 < best.1[0].rows.0 && *score >= 2 && score * 5 >= best.0 * 3
    })) {
        best = above;
    }
    let mut sides = best.1.clone();
    for side in &mut sides {
        side.rows.1 = below(window, merges, side.rows);
        let texts = texts(window, merges, side.rows);
        if let Some(month) = month {
            side.weekdays = wrong_weekdays(&side.columns, &texts, month);
        }
        for (column, over) in texts {
            let over = over.iter().map(|text| keys.of(text)).collect();
            side.keys.insert(column, over);
        }
    }
    sides
}

/// The one with the highest score, of equal ones the first.
fn first_best<'a>(
    found: impl IntoIterator<Item = &'a (usize, Vec<Layout>)>,
) -> Option<&'a (usize, Vec<Layout>)> {
    let mut best: Option<&(usize, Vec<Layout>)> = None;
    for one in found {
        if best.is_none_or(|best| one.0 > best.0) {
            best = Some(one);
        }
    }
    best
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
