//! The same headings more than once in a row: tables side by side.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_calendar::{YearMonth, read_in_month};

use super::bind::{bind, goals};
use super::{Keys, Layout};
use crate::mapping::List;

/// Binds the columns of each of the tables that share these heading rows; one table when the
/// mapping knows of no others or when they would be no tables.
pub(super) fn tables(
    list: &List,
    rows: (u32, u32),
    texts: &BTreeMap<u32, Vec<String>>,
    month: Option<YearMonth>,
    words: &mut Keys,
) -> Vec<Layout> {
    if list.side_by_side {
        let starts = starts(list, texts, month, words);
        let mut sides = Vec::new();
        for (index, start) in starts.iter().enumerate() {
            let from = if index == 0 { 0 } else { *start };
            let to = starts.get(index + 1).map_or(u32::MAX, |next| next - 1);
            let own = texts.range(from..=to);
            let own = own.map(|(column, over)| (*column, over.clone())).collect();
            let mut layout = bind(list, rows, &own, month, words);
            layout.span = (from, to);
            sides.push(layout);
        }
        if sides.len() > 1 && sides.iter().all(|side| side.plausible(list)) {
            return sides;
        }
    }
    vec![bind(list, rows, texts, month, words)]
}

/// The first column of each table.
fn starts(
    list: &List,
    texts: &BTreeMap<u32, Vec<String>>,
    month: Option<YearMonth>,
    words: &mut Keys,
) -> Vec<u32> {
    let goals = goals(list, texts, words);
    let mut starts: Vec<u32> = texts.keys().take(1).copied().collect();
    let mut seen = BTreeSet::new();
    let mut before: Option<u32> = None;
    for (column, over) in texts {
        let day = || {
            over.iter()
                .find_map(|text| read_in_month(text, month?).ok())
        };
        let goal = match goals.get(column) {
            Some((field, part, piece)) => (Some((*field, *part, *piece)), None),
            None => match day() {
                Some(day) => (None, Some(day)),
                None => continue,
            },
        };
        // The columns of one value under one heading are no repetition.
        let spread = before.is_some_and(|before| before + 1 == *column)
            && goal
                .0
                .is_some_and(|(field, ..)| list.fields[field].span.is_some());
        if !seen.insert(goal) && !spread {
            starts.push(start(texts, before.unwrap_or(0), *column, words));
            seen.clear();
            seen.insert(goal);
        }
        before = Some(*column);
    }
    starts
}

/// Where the table begins whose first known heading stands over `column`: its number column, which
/// nobody reads, stands before it as in the first table.
fn start(texts: &BTreeMap<u32, Vec<String>>, before: u32, column: u32, words: &mut Keys) -> u32 {
    let mut leaf = |over: &Vec<String>| over.last().map(|text| words.of(text));
    let first = texts.values().next().and_then(&mut leaf);
    let between = texts.range(before + 1..column);
    let mut same = between.filter(|(_, over)| leaf(over) == first);
    same.next().map_or(column, |(column, _)| *column)
}
