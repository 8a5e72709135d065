//! Where the table is: which rows are its headings.
//!
//! Every block of up to five rows near the top is a candidate. Evidence for it: words that stand over
//! columns in municipal lists; a text above and another kind of thing below; columns of days; every
//! filled column has a heading and no two have the same. Evidence against it: data among the
//! headings, headings below them, rows that add nothing.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_container::{Merges, Row};
use mimamori_text::heading_key;

use super::kind::{Kind, day_of_month};
use super::words::Words;
use crate::heading::{below, texts};

/// Headings are looked for in so many rows from the top.
const SEARCHED: usize = 60;
/// The most heading rows, units aside; import tries no more.
const TALLEST: u32 = 5;
/// Rows below the headings that are looked at.
const BELOW: usize = 40;
/// Less evidence than two known words over columns of data is none.
const ENOUGH: f64 = 6.0;

/// A table.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// First and last heading row, with rows of units and weekdays below.
    pub(crate) rows: (u32, u32),
    /// Without those.
    pub(crate) height: u32,
    /// The texts over each column, from the top.
    pub(crate) headings: BTreeMap<u32, Vec<String>>,
    /// The columns that are days of a month.
    pub(crate) days: BTreeSet<u32>,
}

/// Finds the table whose headings have the most evidence.
pub(crate) fn find(window: &[Row], merges: &Merges, words: &Words) -> Option<Table> {
    let search = Search {
        window,
        merges,
        words,
        kinds: window
            .iter()
            .take(SEARCHED + BELOW + TALLEST as usize)
            .map(|row| {
                row.cells
                    .iter()
                    .filter(|cell| !merges.covers(row.number, cell.column))
                    .map(|cell| (cell.column, Kind::of(&cell.value)))
                    .collect()
            })
            .collect(),
    };
    let mut best: Option<(f64, Table)> = None;
    for top in 0..window.len().min(SEARCHED) {
        for height in 1..=TALLEST {
            let Some((score, table)) = search.block(top, height) else {
                continue;
            };
            // Printed lists have their headings on every page; the first ones count.
            let again = |best: &Table| {
                if table.rows.0 > best.rows.1 {
                    1.5
                } else {
                    1e-9
                }
            };
            let better = best
                .as_ref()
                .is_none_or(|(most, best)| score > *most + again(best));
            if score >= ENOUGH && better {
                best = Some((score, table));
            }
        }
    }
    let mut table = best?.1;
    table.rows.1 = below(window, merges, table.rows);
    Some(table)
}

struct Search<'a> {
    window: &'a [Row],
    merges: &'a Merges,
    words: &'a Words,
    /// Column and kind of each cell that shows, row by row.
    kinds: Vec<BTreeMap<u32, Kind>>,
}

impl Search<'_> {
    /// How much speaks for the block of `height` rows from the row at index `top`.
    fn block(&self, top: usize, height: u32) -> Option<(f64, Table)> {
        let first = self.window[top].number;
        let last = first + height - 1;
        let inside = self.window[top..]
            .iter()
            .take_while(|row| row.number <= last)
            .count();
        let bottom = self.window[top + inside - 1].number;
        // A block that ends in empty rows is the same as a lower one.
        if bottom != last || self.cut_by_a_merge((first, last)) || self.torn((first, last)) {
            return None;
        }
        let over = texts(self.window, self.merges, (first, last));
        if over.len() < 2 {
            return None;
        }
        let body = top + inside..(top + inside + BELOW).min(self.kinds.len());
        let below = self.below(&body);
        let days = day_columns(&over);
        let mut score = -0.7 * f64::from(height - 1);
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut known = BTreeSet::new();
        for (column, texts) in &over {
            *seen.entry(heading_key(&texts.concat())).or_default() += 1;
            if days.contains(column) {
                score += 0.5;
                continue;
            }
            if let Some(from) =
                (0..texts.len()).find(|from| self.words.heads(&texts[*from..].concat()))
            {
                // The lower texts alone would have been understood as well; more rows say more.
                score += 3.0
                    + if from == 0 && texts.len() > 1 {
                        0.5
                    } else {
                        0.0
                    };
                known.insert(*column);
            }
            score += contrast(texts, below.get(column));
        }
        if known.is_empty() {
            return None;
        }
        score -= 1.5 * f64::from(self.repeated(&over, &seen));
        score -= 3.0 * self.data_among(top..top + inside, &days);
        score -= self.headings_below(&body, &below);
        let cells: u32 = below
            .values()
            .map(|kinds| kinds.values().sum::<u32>())
            .sum();
        let covered: u32 = below
            .iter()
            .filter(|(column, _)| over.contains_key(column))
            .map(|(_, kinds)| kinds.values().sum::<u32>())
            .sum();
        if cells > 0 {
            score -= 8.0 * f64::from(cells - covered) / f64::from(cells);
        }
        let table = Table {
            rows: (first, last),
            height,
            headings: over,
            days,
        };
        Some((score, table))
    }

    /// Headings merged downwards end where the merge ends, and begin where it begins.
    fn cut_by_a_merge(&self, (first, last): (u32, u32)) -> bool {
        let inside = self
            .window
            .iter()
            .filter(|row| (first..=last).contains(&row.number));
        inside
            .flat_map(|row| row.cells.iter().map(|cell| (row.number, cell.column)))
            .any(|(row, column)| {
                self.merges.of(row, column).is_some_and(|area| {
                    let tall = area.rows.1 - area.rows.0 < TALLEST;
                    tall && (area.rows.0 < first || area.rows.1 > last)
                })
            })
    }

    /// An empty row between the headings, with no merge across it, parts a title from them.
    fn torn(&self, (first, last): (u32, u32)) -> bool {
        let row = |number: u32| self.window.iter().find(|row| row.number == number);
        let held = |row: &&Row| row.cells.iter().any(|cell| !cell.value.shown().is_empty());
        (first + 1..last).any(|number| {
            let above = (first..number).filter_map(row);
            let mut above = above.flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
            let crossed = above.any(|(row, cell)| {
                let area = self.merges.of(row.number, cell.column);
                area.is_some_and(|area| area.rows.1 >= number)
            });
            row(number).filter(held).is_none() && !crossed
        })
    }

    /// The kinds of cells in each column of the body.
    fn below(&self, body: &std::ops::Range<usize>) -> BTreeMap<u32, BTreeMap<Kind, u32>> {
        let mut below: BTreeMap<u32, BTreeMap<Kind, u32>> = BTreeMap::new();
        for row in &self.kinds[body.clone()] {
            // A lone cell is a note or a title of something else.
            if row.len() < 2 {
                continue;
            }
            for (column, kind) in row {
                *below.entry(*column).or_default().entry(*kind).or_default() += 1;
            }
        }
        below
    }

    /// Columns that have the same heading as another, those of tables side by side aside.
    fn repeated(&self, over: &BTreeMap<u32, Vec<String>>, seen: &BTreeMap<String, u32>) -> u32 {
        let side_by_side = over
            .values()
            .map(|texts| heading_key(&texts.concat()))
            .filter(|word| self.words.field("", word) == Some("name"))
            .any(|word| seen.get(&word).is_some_and(|count| *count > 1));
        if side_by_side {
            return 0;
        }
        seen.values().map(|count| count - 1).sum()
    }

    /// How many cells of the block are data: dates, numbers that are no day, long figures.
    fn data_among(&self, rows: std::ops::Range<usize>, days: &BTreeSet<u32>) -> f64 {
        let mut data = 0.0;
        for (row, kinds) in self.window[rows.clone()].iter().zip(&self.kinds[rows]) {
            for (column, kind) in kinds {
                let text = row
                    .get(*column)
                    .map(mimamori_container::Value::shown)
                    .unwrap_or_default();
                let headed = days.contains(column) || self.words.heads(&text);
                data += match kind {
                    _ if headed => 0.0,
                    Kind::Date | Kind::Truth | Kind::Broken => 1.0,
                    Kind::Number | Kind::Figures if text.chars().count() > 3 => 1.0,
                    Kind::Number => 0.7,
                    Kind::Sentence if !text.contains(['\n', '\r']) => 1.0,
                    Kind::Words if name_like(&text) => 0.7,
                    _ => 0.0,
                };
            }
        }
        data
    }

    /// What speaks for headings in the first rows of the body.
    fn headings_below(
        &self,
        body: &std::ops::Range<usize>,
        below: &BTreeMap<u32, BTreeMap<Kind, u32>>,
    ) -> f64 {
        let mut against = 0.0;
        for index in body.clone().take(3) {
            let row = &self.window[index];
            let known = row
                .cells
                .iter()
                .filter(|cell| cell.value.text().is_some_and(|text| self.words.heads(text)))
                .count();
            if known >= 2 {
                against += 2.0 * known as f64;
            }
        }
        if let Some(first) = self.kinds.get(body.start) {
            let odd = first.iter().filter(|(column, kind)| {
                let text = matches!(kind, Kind::Words | Kind::Mark | Kind::Sentence);
                let usual = below.get(column).and_then(usual);
                text && usual.is_some_and(|(kind, share)| share > 0.6 && is_data(kind))
            });
            against += 2.0 * odd.count() as f64;
        }
        against
    }
}

/// The columns whose headings are days: at least five, counting on.
fn day_columns(over: &BTreeMap<u32, Vec<String>>) -> BTreeSet<u32> {
    let mut days = BTreeSet::new();
    let mut last = 0;
    for (column, texts) in over {
        match texts.iter().find_map(|text| day_of_month(text)) {
            Some(day) if day > last => {
                last = day;
                days.insert(*column);
            }
            Some(_) => return BTreeSet::new(),
            None => {}
        }
    }
    // 1回目, 2期 and a row of numbers are no days: those of a month go beyond what one counts.
    if days.len() >= 5 && last >= 20 {
        days
    } else {
        BTreeSet::new()
    }
}

/// A text above and another kind of thing below.
fn contrast(texts: &[String], below: Option<&BTreeMap<Kind, u32>>) -> f64 {
    let short = texts.iter().all(|text| text.chars().count() <= 40);
    match below.and_then(usual) {
        Some((kind, share)) if short && is_data(kind) => 2.0 * share,
        Some(_) if short => 0.5,
        _ => 0.0,
    }
}

fn is_data(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Number | Kind::Figures | Kind::Date | Kind::Month | Kind::Truth | Kind::Kana
    )
}

/// The most frequent kind and its share.
fn usual(kinds: &BTreeMap<Kind, u32>) -> Option<(Kind, f64)> {
    let all: u32 = kinds.values().sum();
    let (kind, count) = kinds.iter().max_by_key(|(_, count)| **count)?;
    Some((*kind, f64::from(*count) / f64::from(all)))
}

/// Two short words with a space between them, as names are written.
pub(super) fn name_like(text: &str) -> bool {
    let folded = mimamori_text::fold_width(text);
    let parts: Vec<&str> = folded.split(' ').collect();
    let short = |part: &&str| {
        let letters = |c: char| !c.is_ascii_digit() && !"()[]・、。:".contains(c);
        (1..=8).contains(&part.chars().count()) && part.chars().all(letters)
    };
    (2..=3).contains(&parts.len()) && parts.iter().all(short)
}
