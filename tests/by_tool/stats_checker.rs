//! An attacker who has only what was published: no code of the kit, no solver.
//!
//! It takes every number as an unknown between bounds, every sum that a reader can see as an
//! equation, narrows the bounds until nothing moves any more, eliminates over fractions, and then
//! tries values one by one.

use std::collections::BTreeMap;

/// A number between bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub low: i64,
    pub high: i64,
}

/// Unknowns and what must add up: in each equation the first is the sum of the others.
#[derive(Debug, Clone, Default)]
pub struct Puzzle {
    pub names: Vec<String>,
    pub bounds: Vec<Bounds>,
    pub sums: Vec<(usize, Vec<usize>)>,
    /// Those that were hidden.
    pub hidden: Vec<usize>,
}

/// What an attacker learns about a hidden number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    pub name: String,
    pub bounds: Bounds,
}

/// Tries before the attacker gives up; a test that reaches it fails, because nothing was shown.
const TRIES: u64 = 2_000_000;

impl Puzzle {
    pub fn add(&mut self, name: impl Into<String>, low: i64, high: i64) -> usize {
        self.names.push(name.into());
        self.bounds.push(Bounds { low, high });
        self.bounds.len() - 1
    }

    /// Everything that can be narrowed to fewer than `least` + 1 values.
    pub fn attack(&self, least: i64) -> Vec<Leak> {
        let mut bounds = self.bounds.clone();
        assert!(self.narrow(&mut bounds), "the tables contradict each other");
        let fixed = self.eliminate();
        let mut leaks = Vec::new();
        for at in &self.hidden {
            let found = match fixed.contains(at) {
                true => bounds[*at],
                false => self.interval(*at, &bounds),
            };
            if fixed.contains(at) || found.high - found.low < least {
                leaks.push(Leak {
                    name: self.names[*at].clone(),
                    bounds: found,
                });
            }
        }
        leaks
    }

    /// The exact interval.
    fn interval(&self, at: usize, bounds: &[Bounds]) -> Bounds {
        let mut tries = TRIES;
        let mut possible = |value: i64| {
            let mut guess = bounds.to_vec();
            guess[at] = Bounds {
                low: value,
                high: value,
            };
            self.fill(guess, &mut tries)
        };
        let Bounds { mut low, mut high } = bounds[at];
        while !possible(low) {
            low += 1;
            assert!(low <= high, "the tables contradict each other");
        }
        while high > low && !possible(high) {
            high -= 1;
        }
        Bounds { low, high }
    }

    /// Whether there is a way to fill everything.
    fn fill(&self, mut bounds: Vec<Bounds>, tries: &mut u64) -> bool {
        assert!(*tries > 0, "the attacker gave up; make the tables smaller");
        *tries -= 1;
        if !self.narrow(&mut bounds) {
            return false;
        }
        let open = (0..bounds.len()).filter(|at| bounds[*at].low < bounds[*at].high);
        let Some(at) = open.min_by_key(|at| bounds[*at].high - bounds[*at].low) else {
            return true;
        };
        // From both ends: solutions lie anywhere, and this ends for every table.
        let Bounds { low, high } = bounds[at];
        let middle = low + (high - low) / 2;
        for half in [
            Bounds { low, high: middle },
            Bounds {
                low: middle + 1,
                high,
            },
        ] {
            let mut guess = bounds.clone();
            guess[at] = half;
            if self.fill(guess, tries) {
                return true;
            }
        }
        false
    }

    /// Narrows until nothing moves; false when something cannot be.
    fn narrow(&self, bounds: &mut [Bounds]) -> bool {
        loop {
            let mut moved = false;
            for (whole, parts) in &self.sums {
                let low: i64 = parts.iter().map(|p| bounds[*p].low).sum();
                let high: i64 = parts.iter().map(|p| bounds[*p].high).sum();
                let total = bounds[*whole];
                moved |= tighten(&mut bounds[*whole], low, high);
                for part in parts {
                    let Bounds { low: l, high: h } = bounds[*part];
                    let (low_part, high_part) = (total.low - (high - h), total.high - (low - l));
                    moved |= tighten(&mut bounds[*part], low_part, high_part);
                }
            }
            if bounds.iter().any(|b| b.low > b.high) {
                return false;
            }
            if !moved {
                return true;
            }
        }
    }

    /// Hidden numbers that the sums alone determine, over fractions.
    fn eliminate(&self) -> Vec<usize> {
        let known = |at: usize| self.bounds[at].low == self.bounds[at].high;
        let mut rows: Vec<Row> = Vec::new();
        for (whole, parts) in &self.sums {
            let mut row: Row = BTreeMap::new();
            for (at, factor) in std::iter::once((*whole, -1)).chain(parts.iter().map(|p| (*p, 1))) {
                if !known(at) {
                    let entry = row.entry(at).or_insert((0, 1));
                    entry.0 += factor;
                }
            }
            row.retain(|_, (n, _)| *n != 0);
            rows.push(row);
        }
        // Each row with its pivot, where it holds 1 and no other row holds anything.
        let mut done: Vec<(usize, Row)> = Vec::new();
        while let Some(mut row) = rows.pop() {
            for (pivot, other) in &done {
                if let Some(factor) = row.get(pivot).copied() {
                    subtract(&mut row, other, factor);
                }
            }
            let Some((pivot, (n, d))) = row.iter().next().map(|(k, v)| (*k, *v)) else {
                continue;
            };
            for value in row.values_mut() {
                *value = cut(value.0 * d, value.1 * n);
            }
            for (_, other) in &mut done {
                if let Some(factor) = other.get(&pivot).copied() {
                    subtract(other, &row, factor);
                }
            }
            done.push((pivot, row));
        }
        let single = done.iter().filter(|(_, row)| row.len() == 1);
        let determined = single.map(|(pivot, _)| *pivot);
        determined.filter(|at| self.hidden.contains(at)).collect()
    }
}

/// Factors of unknowns, as fractions.
type Row = BTreeMap<usize, (i128, i128)>;

fn tighten(bounds: &mut Bounds, low: i64, high: i64) -> bool {
    let before = *bounds;
    bounds.low = bounds.low.max(low);
    bounds.high = bounds.high.min(high);
    *bounds != before
}

fn subtract(row: &mut Row, other: &Row, factor: (i128, i128)) {
    for (at, value) in other {
        let entry = row.entry(*at).or_insert((0, 1));
        let (n, d) = (factor.0 * value.0, factor.1 * value.1);
        *entry = cut(entry.0 * d - n * entry.1, entry.1 * d);
    }
    row.retain(|_, (n, _)| *n != 0);
}

fn cut(n: i128, d: i128) -> (i128, i128) {
    let (mut a, mut b) = (n.abs(), d.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let a = a.max(1) * d.signum();
    (n / a, d / a)
}

/// Published tables as puzzle: cells, margins, and the joints between tables that count the same
/// units (`same`: ids of tables over the same units).
pub fn puzzle(tables: &[serde_json::Value], same: &[&[&str]], most: i64) -> Puzzle {
    let mut puzzle = Puzzle::default();
    let mut places: BTreeMap<(String, Vec<String>), usize> = BTreeMap::new();
    for table in tables {
        let id = table["id"].as_str().unwrap();
        for cell in table["cells"].as_array().unwrap() {
            let at: Vec<String> = strings(&cell["at"]);
            let name = format!("{id} {at:?}");
            let unknown = match (cell["count"].as_i64(), cell["mark"].as_str()) {
                (Some(count), _) => puzzle.add(name, count, count),
                // Zeros are shown, so a gap is none.
                (None, Some("x")) => {
                    let unknown = puzzle.add(name, 1, most);
                    puzzle.hidden.push(unknown);
                    unknown
                }
                (None, Some("-")) => puzzle.add(name, 0, 0),
                (None, Some("…")) => continue,
                _ => panic!("a cell without count and mark"),
            };
            places.insert((id.to_owned(), at), unknown);
        }
        add_margins(&mut puzzle, id, &places);
    }
    for ids in same {
        join(&mut puzzle, tables, ids, &places, most);
    }
    puzzle
}

fn strings(value: &serde_json::Value) -> Vec<String> {
    let list = value.as_array().unwrap().iter();
    list.map(|v| v.as_str().unwrap().to_owned()).collect()
}

fn add_margins(puzzle: &mut Puzzle, id: &str, places: &BTreeMap<(String, Vec<String>), usize>) {
    let own: Vec<(&Vec<String>, usize)> = places
        .iter()
        .filter(|((table, _), _)| table == id)
        .map(|((_, at), unknown)| (at, *unknown))
        .collect();
    let dimensions = own.first().map_or(0, |(at, _)| at.len());
    let codes = |d: usize| {
        let all = own.iter().map(|(at, _)| at[d].clone());
        all.filter(|c| c != "total")
            .collect::<std::collections::BTreeSet<_>>()
    };
    for (at, whole) in &own {
        for d in (0..dimensions).filter(|d| at[*d] == "total") {
            let parts: Vec<Option<usize>> = codes(d)
                .into_iter()
                .map(|code| {
                    let mut part = (*at).clone();
                    part[d] = code;
                    places.get(&(id.to_owned(), part)).copied()
                })
                .collect();
            // A margin with a part that is not known at all says nothing.
            if let Some(parts) = parts.into_iter().collect::<Option<Vec<usize>>>() {
                puzzle.sums.push((*whole, parts));
            }
        }
    }
}

/// The joint distribution behind tables over the same units: each cell of each is a sum over it.
fn join(
    puzzle: &mut Puzzle,
    tables: &[serde_json::Value],
    ids: &[&str],
    places: &BTreeMap<(String, Vec<String>), usize>,
    most: i64,
) {
    let ours: Vec<&serde_json::Value> = tables
        .iter()
        .filter(|t| ids.contains(&t["id"].as_str().unwrap()))
        .collect();
    // The finest codes of each field.
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for table in &ours {
        for (d, field) in strings(&table["dimensions"]).into_iter().enumerate() {
            let cells = table["cells"].as_array().unwrap().iter();
            let mut codes: Vec<String> = cells.map(|c| strings(&c["at"])[d].clone()).collect();
            codes.retain(|c| c != "total");
            codes.sort();
            codes.dedup();
            let known = fields.entry(field).or_default();
            if codes.len() > known.len() {
                *known = codes;
            }
        }
    }
    let names: Vec<String> = fields.keys().cloned().collect();
    let mut atoms: Vec<(Vec<String>, usize)> = Vec::new();
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for codes in fields.values() {
        all = all
            .into_iter()
            .flat_map(|atom| {
                codes.iter().map(move |code| {
                    let mut atom = atom.clone();
                    atom.push(code.clone());
                    atom
                })
            })
            .collect();
    }
    for atom in all {
        let unknown = puzzle.add(format!("{atom:?}"), 0, most);
        atoms.push((atom, unknown));
    }
    for table in ours {
        let id = table["id"].as_str().unwrap();
        let dimensions = strings(&table["dimensions"]);
        for ((_, at), whole) in places.iter().filter(|((t, _), _)| t == id) {
            let within = |atom: &Vec<String>| {
                at.iter().zip(&dimensions).all(|(code, field)| {
                    let place = names.iter().position(|n| n == field).unwrap();
                    code == "total" || lies_in(&atom[place], code)
                })
            };
            let parts = atoms
                .iter()
                .filter(|(atom, _)| within(atom))
                .map(|(_, u)| *u)
                .collect();
            puzzle.sums.push((*whole, parts));
        }
    }
}

/// Whether a fine code lies in a coarser one: bands of numbers, else the same word.
fn lies_in(fine: &str, coarse: &str) -> bool {
    let band = |text: &str| -> Option<(i64, i64)> {
        let (a, b) = text.split_once('-')?;
        Some((a.parse().ok()?, b.parse().unwrap_or(i64::MAX)))
    };
    match (band(fine), band(coarse)) {
        (Some((a, b)), Some((c, d))) => c <= a && b <= d,
        _ => fine == coarse,
    }
}

mod tests {
    use super::*;
    use serde_json::json;

    fn table(cells: &[(&str, &str, &str)]) -> serde_json::Value {
        let cells: Vec<serde_json::Value> = cells
            .iter()
            .map(|(row, column, value)| match value.parse::<i64>() {
                Ok(count) => json!({"at": [row, column], "count": count}),
                Err(_) => json!({"at": [row, column], "mark": value}),
            })
            .collect();
        json!({"id": "t", "dimensions": ["age", "sex"], "cells": cells})
    }

    #[test]
    fn the_checker_finds_a_lone_gap() {
        let bad = table(&[
            ("a", "m", "x"),
            ("a", "f", "30"),
            ("a", "total", "33"),
            ("b", "m", "40"),
            ("b", "f", "50"),
            ("b", "total", "90"),
            ("total", "m", "43"),
            ("total", "f", "80"),
            ("total", "total", "123"),
        ]);
        let leaks = puzzle(&[bad], &[], 200).attack(20);
        assert_eq!(leaks.len(), 1);
        assert_eq!(leaks[0].bounds, Bounds { low: 3, high: 3 });
    }

    #[test]
    fn the_checker_finds_gaps_that_are_too_narrow() {
        // Two gaps in every line, and still only 1 to 3 is possible.
        let bad = table(&[
            ("a", "m", "x"),
            ("a", "f", "x"),
            ("a", "total", "4"),
            ("b", "m", "x"),
            ("b", "f", "x"),
            ("b", "total", "90"),
            ("total", "m", "43"),
            ("total", "f", "51"),
            ("total", "total", "94"),
        ]);
        let leaks = puzzle(&[bad], &[], 200).attack(20);
        assert_eq!(leaks.len(), 4);
    }

    #[test]
    fn the_checker_finds_what_only_fractions_show() {
        // a + b = 40, b + c = 50, a + c = 30: each is known although each stands in two sums.
        let mut puzzle = Puzzle::default();
        let [a, b, c] = ["a", "b", "c"].map(|name| puzzle.add(name, 1, 100));
        for (sum, parts) in [(40, [a, b]), (50, [b, c]), (30, [a, c])] {
            let whole = puzzle.add("sum", sum, sum);
            puzzle.sums.push((whole, parts.to_vec()));
        }
        puzzle.hidden = vec![a, b, c];
        assert_eq!(puzzle.attack(5).len(), 3);
    }

    #[test]
    fn the_checker_finds_what_only_whole_numbers_show() {
        // 2a + 2b = c + d with c = 3 and d between 0 and 1: in fractions d is open, in whole
        // numbers it is 1.
        let mut puzzle = Puzzle::default();
        let [a, b] = ["a", "b"].map(|name| puzzle.add(name, 0, 100));
        let c = puzzle.add("c", 3, 3);
        let d = puzzle.add("d", 0, 1);
        let whole = puzzle.add("whole", 0, 1000);
        puzzle.sums.push((whole, vec![c, d]));
        puzzle.sums.push((whole, vec![a, a, b, b]));
        puzzle.hidden = vec![d];
        let leaks = puzzle.attack(1);
        assert_eq!(leaks.len(), 1);
        assert_eq!(leaks[0].bounds, Bounds { low: 1, high: 1 });
    }

    #[test]
    fn the_checker_finds_the_difference_of_two_tables() {
        let one = json!({"id": "one", "dimensions": ["age"], "cells": [
            {"at": ["0-5"], "mark": "x"}, {"at": ["6-11"], "mark": "x"}, {"at": ["total"], "count": 100}]});
        let other = json!({"id": "other", "dimensions": ["age"], "cells": [
            {"at": ["0-2"], "count": 2}, {"at": ["3-5"], "count": 40}, {"at": ["6-11"], "mark": "x"},
            {"at": ["total"], "mark": "x"}]});
        let leaks = puzzle(&[one, other], &[&["one", "other"]], 200).attack(20);
        assert!(leaks.len() >= 3, "{leaks:?}");
    }
}
