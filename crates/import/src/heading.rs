//! Finding the headings: which rows they are, which column holds which field.

mod units;
mod written;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use mimamori_calendar::{YearMonth, read_in_month};
use mimamori_text::heading_key;

use crate::mapping::List;
use mimamori_container::{Merges, Row};

use units::{bare, under_headings};
pub(crate) use written::written;

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
    score: usize,
}

impl Layout {
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
        .flat_map(|field| field.labels.iter().map(String::as_str))
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

/// Heading cells that are merged downwards, and a row of weekdays, belong to the headings.
fn below(window: &[Row], merges: &Merges, (top, bottom): (u32, u32)) -> u32 {
    let mut last = bottom;
    for row in window
        .iter()
        .filter(|row| (top..=bottom).contains(&row.number))
    {
        for column in row.cells.iter().map(|cell| &cell.column) {
            if let Some(area) = merges.of(row.number, *column)
                && area.rows.1 - top < TALLEST
            {
                last = last.max(area.rows.1);
            }
        }
    }
    let below = |last: u32| window.iter().find(|row| row.number == last + 1);
    while let Some(row) = below(last).filter(|row| last - bottom < 2 && under_headings(row)) {
        last = row.number;
    }
    last
}

/// The texts over each column, from the top; text merged across stands over each of its columns.
fn texts(window: &[Row], merges: &Merges, rows: (u32, u32)) -> BTreeMap<u32, Vec<String>> {
    let inside: Vec<&Row> = window
        .iter()
        .take(SEARCHED + TALLEST as usize)
        .filter(|row| (rows.0..=rows.1).contains(&row.number))
        .collect();
    let mut over: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut columns: BTreeSet<u32> = BTreeSet::new();
    for row in &inside {
        for column in row.cells.iter().map(|cell| &cell.column) {
            match merges.of(row.number, *column) {
                // An area merged over thousands of columns is a title.
                Some(area) if area.columns.1 - area.columns.0 < 200 => {
                    columns.extend(area.columns.0..=area.columns.1)
                }
                _ => {
                    columns.insert(*column);
                }
            }
        }
    }
    for (index, row) in inside.iter().enumerate() {
        let last = index + 1 == inside.len();
        let mut carried: Option<String> = None;
        for column in &columns {
            let own = row.get(*column).map(mimamori_container::Value::shown);
            let text = match merges.of(row.number, *column) {
                Some(area) if (area.rows.0, area.columns.0) == (row.number, *column) => own,
                Some(area) if area.rows.0 == row.number => row
                    .get(area.columns.0)
                    .map(mimamori_container::Value::shown),
                Some(_) => None,
                // Without any merge a group's heading stands over its first column only.
                None if own.is_none() && !last && merges.is_empty() => {
                    let leaf = inside[index + 1..]
                        .iter()
                        .any(|lower| lower.get(*column).is_some());
                    carried.clone().filter(|_| leaf)
                }
                None => own,
            };
            carried.clone_from(&text);
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                over.entry(*column).or_default().push(text);
            }
        }
    }
    over
}

/// A column that could hold a field: the more of its heading agrees, the surer. A heading that had
/// to be stripped of units to agree comes behind every other.
struct Claim {
    agrees: (bool, usize),
    target: (usize, Option<usize>),
    column: u32,
}

fn bind(
    list: &List,
    rows: (u32, u32),
    texts: &BTreeMap<u32, Vec<String>>,
    month: Option<YearMonth>,
    words: &mut Keys,
) -> Layout {
    let mut claims = Vec::new();
    let ways = texts.iter().flat_map(|(column, over)| {
        let whole: Vec<&str> = over.iter().map(String::as_str).collect();
        let bare = Some(bare(&whole)).filter(|bare| bare.len() < whole.len());
        let bare = bare.map(|bare| (false, column, bare));
        [Some((true, column, whole)), bare].into_iter().flatten()
    });
    for (whole, column, over) in ways {
        let keys: Vec<String> = over.iter().map(|text| words.of(text)).collect();
        for from in 0..over.len() {
            let word = words.of(&over[from..].concat());
            for (index, field) in list
                .fields
                .iter()
                .enumerate()
                .filter(|(_, field)| field.in_column())
            {
                if !field.per_part {
                    if field.labels.contains(&word) {
                        claims.push(Claim {
                            agrees: (whole, over.len() - from),
                            target: (index, None),
                            column: *column,
                        });
                    }
                    continue;
                }
                for (part, (_, names)) in list.parts.iter().enumerate() {
                    let under = field.labels.contains(&word)
                        && keys[..from]
                            .iter()
                            .any(|group| names.iter().any(|name| group.starts_with(name.as_str())));
                    let joined = names.iter().any(|name| {
                        word.strip_prefix(name.as_str())
                            .is_some_and(|rest| field.labels.iter().any(|label| label == rest))
                    });
                    if under || joined {
                        claims.push(Claim {
                            agrees: (whole, over.len() + 1),
                            target: (index, Some(part)),
                            column: *column,
                        });
                    }
                }
            }
        }
    }
    let mut layout = Layout {
        rows,
        columns: BTreeMap::new(),
        missing: Vec::new(),
        double: Vec::new(),
        words: BTreeMap::new(),
        score: 0,
    };
    for (column, over) in texts {
        layout.words.insert(*column, words.of(&over.concat()));
    }
    settle(&mut layout, claims);
    days(list, &mut layout, texts, month);
    layout.missing = missing(list, &layout);
    let days = layout
        .columns
        .values()
        .filter(|target| matches!(target, Target::Day(_)))
        .count();
    layout.score = layout.columns.len() - days + days.min(3);
    layout
}

/// Longest agreement first; a column once taken is not asked again.
fn settle(layout: &mut Layout, claims: Vec<Claim>) {
    let mut done: BTreeSet<(usize, Option<usize>)> = BTreeSet::new();
    let mut levels: Vec<(bool, usize)> = claims.iter().map(|claim| claim.agrees).collect();
    levels.sort_unstable();
    levels.dedup();
    for level in levels.into_iter().rev() {
        let mut here: BTreeMap<(usize, Option<usize>), BTreeSet<u32>> = BTreeMap::new();
        for claim in claims.iter().filter(|claim| claim.agrees == level) {
            if !done.contains(&claim.target) && !layout.columns.contains_key(&claim.column) {
                here.entry(claim.target).or_default().insert(claim.column);
            }
        }
        for (target, columns) in here {
            let mut free = columns
                .into_iter()
                .filter(|column| !layout.columns.contains_key(column));
            let Some(column) = free.next() else { continue };
            done.insert(target);
            match free.next() {
                // Which of the two is meant nobody knows: neither is read.
                Some(second) => layout.double.push((target.0, second)),
                None => {
                    layout.columns.insert(
                        column,
                        Target::Field {
                            field: target.0,
                            part: target.1,
                        },
                    );
                }
            }
        }
    }
}

fn days(
    list: &List,
    layout: &mut Layout,
    texts: &BTreeMap<u32, Vec<String>>,
    month: Option<YearMonth>,
) {
    let (Some(field), Some(month)) = (
        list.fields.iter().position(|field| field.day_columns),
        month,
    ) else {
        return;
    };
    let mut seen = BTreeSet::new();
    for (column, over) in texts {
        if layout.columns.contains_key(column) {
            continue;
        }
        let Some(day) = over.iter().find_map(|text| read_in_month(text, month).ok()) else {
            continue;
        };
        if seen.insert(day) {
            layout.columns.insert(*column, Target::Day(day));
        } else {
            layout.double.push((field, *column));
        }
    }
}

fn missing(list: &List, layout: &Layout) -> Vec<usize> {
    let bound: BTreeSet<(usize, Option<usize>)> = layout
        .columns
        .values()
        .filter_map(|target| match target {
            Target::Field { field, part } => Some((*field, *part)),
            Target::Day(_) => None,
        })
        .collect();
    let any_day = layout
        .columns
        .values()
        .any(|target| matches!(target, Target::Day(_)));
    let double = |field: usize| layout.double.iter().any(|(other, _)| *other == field);
    let mut missing = Vec::new();
    for (index, field) in list.fields.iter().enumerate() {
        if !field.in_column() || field.optional || double(index) {
            continue;
        }
        let there = if field.day_columns {
            any_day
        } else if field.per_part {
            (0..list.parts.len()).all(|part| bound.contains(&(index, Some(part))))
        } else {
            bound.contains(&(index, None))
        };
        if !there {
            missing.push(index);
        }
    }
    missing
}
