//! The texts that stand over each column.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_container::{Merges, Row, Value};

use super::units::under_headings;
use super::{SEARCHED, TALLEST};

/// The texts over each column, from the top; text merged across stands over each of its columns.
pub(crate) fn texts(
    window: &[Row],
    merges: &Merges,
    rows: (u32, u32),
) -> BTreeMap<u32, Vec<String>> {
    let inside: Vec<&Row> = window
        .iter()
        .take(SEARCHED + TALLEST as usize)
        .filter(|row| (rows.0..=rows.1).contains(&row.number))
        .collect();
    let columns = columns(&inside, merges);
    let mut over: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (index, row) in inside.iter().enumerate() {
        let last = index + 1 == inside.len();
        // Where groups are merged, a text that is not stands over its own column only.
        let unmerged = !row.cells.iter().any(|cell| {
            let area = merges.of(row.number, cell.column);
            area.is_some_and(|area| area.columns.1 > area.columns.0)
        });
        let mut carried: Option<String> = None;
        for column in &columns {
            let own = row.get(*column).map(Value::shown);
            let text = match merges.of(row.number, *column) {
                Some(area) if (area.rows.0, area.columns.0) == (row.number, *column) => own,
                Some(area) if area.rows.0 == row.number => {
                    row.get(area.columns.0).map(Value::shown)
                }
                Some(_) => None,
                // Without any merge a group's heading stands over its first column only.
                None if own.is_none() && !last && unmerged => {
                    let leaf = inside[index + 1..]
                        .iter()
                        .any(|lower| lower.get(*column).is_some());
                    carried.clone().filter(|_| leaf)
                }
                None => own,
            };
            let merged = merges.of(row.number, *column).is_some();
            carried = text.clone().filter(|_| !merged);
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                over.entry(*column).or_default().push(text);
            }
        }
    }
    over
}

/// The columns over which anything stands.
fn columns(inside: &[&Row], merges: &Merges) -> BTreeSet<u32> {
    let mut columns = BTreeSet::new();
    for row in inside {
        for column in row.cells.iter().map(|cell| cell.column) {
            match merges.of(row.number, column) {
                // An area merged over thousands of columns is a title.
                Some(area) if area.columns.1 - area.columns.0 < 200 => {
                    columns.extend(area.columns.0..=area.columns.1);
                }
                _ => {
                    columns.insert(column);
                }
            }
        }
    }
    columns
}

/// Rows under the headings that belong to them: what is merged with a heading, weekdays, units, and
/// the numbers of columns.
pub(crate) fn below(window: &[Row], merges: &Merges, (top, bottom): (u32, u32)) -> u32 {
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
