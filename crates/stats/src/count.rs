//! Tables: codes, cells, counts, and what cannot be counted.

use std::collections::BTreeSet;

use crate::dimension::{Dimension, Raw, impossible};
use crate::gather::{Month, Units};
use crate::tables::TableEntry;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// The count.
    Shown,
    /// Hidden: `x`.
    Hidden,
    /// A list is missing: `…`.
    Unknown,
    /// Nobody can be there: `-`.
    Impossible,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The code of each dimension; none for the total.
    pub(crate) at: Vec<Option<usize>>,
    pub(crate) count: u64,
    pub(crate) state: State,
}

/// A table of one month.
#[derive(Debug, Clone)]
pub(crate) struct Table<'c> {
    pub(crate) entry: &'c TableEntry,
    pub(crate) month: String,
    pub(crate) dimensions: Vec<Dimension>,
    /// Row by row, totals last.
    pub(crate) cells: Vec<Cell>,
    /// The codes that have rows and columns.
    pub(crate) shown: Vec<Vec<usize>>,
    fields: Vec<usize>,
    only: Vec<(usize, Vec<Raw>)>,
}

impl<'c> Table<'c> {
    /// Counts.
    pub(crate) fn new(entry: &'c TableEntry, month: &Month, units: &Units) -> Self {
        let field_at = |field| units.fields.iter().position(|f| *f == field).unwrap_or(0);
        let dimensions: Vec<Dimension> = entry
            .dimensions()
            .map(|dimension| {
                let at = field_at(*dimension.by.get_ref());
                let seen: BTreeSet<Raw> = units.profiles.keys().map(|p| p[at].clone()).collect();
                Dimension::new(dimension, &month.town, &seen)
            })
            .collect();
        let only = entry.only.iter().map(|only| {
            let codes = only
                .codes
                .iter()
                .map(|code| Raw::Word(code.get_ref().clone()));
            (field_at(*only.by.get_ref()), codes.collect())
        });
        let mut table = Table {
            entry,
            month: month.month.clone(),
            fields: dimensions.iter().map(|d| field_at(d.field)).collect(),
            only: only.collect(),
            shown: Vec::new(),
            cells: Vec::new(),
            dimensions,
        };
        table.fill(units);
        table
    }

    /// The codes of a unit; none when the table does not count it.
    pub(crate) fn place(&self, profile: &[Raw]) -> Option<Vec<usize>> {
        let counted = |(at, words): &(usize, Vec<Raw>)| words.contains(&profile[*at]);
        if !self.only.iter().all(counted) {
            return None;
        }
        let places = self.dimensions.iter().zip(&self.fields);
        Some(
            places
                .map(|(dimension, at)| dimension.place(&profile[*at]))
                .collect(),
        )
    }

    fn fill(&mut self, units: &Units) {
        let mut used: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.dimensions.len()];
        let mut counts: Vec<(Vec<usize>, u64)> = Vec::new();
        let mut gaps: Vec<(Vec<usize>, Vec<bool>)> = Vec::new();
        for (profile, count) in &units.profiles {
            let Some(place) = self.place(profile) else {
                // Whether the unit belongs here may itself be what a missing list would say.
                if self.only.iter().any(|(at, _)| profile[*at] == Raw::Missing) {
                    gaps.push((Vec::new(), Vec::new()));
                }
                continue;
            };
            let missing: Vec<bool> = self
                .fields
                .iter()
                .map(|at| profile[*at] == Raw::Missing)
                .collect();
            for ((used, code), missing) in used.iter_mut().zip(&place).zip(&missing) {
                if !missing {
                    used.insert(*code);
                }
            }
            if missing.contains(&true) {
                gaps.push((place.clone(), missing));
            }
            counts.push((place, *count));
        }
        self.shown = self
            .dimensions
            .iter()
            .zip(&used)
            .map(|(dimension, used)| {
                let codes = 0..dimension.codes.len();
                codes
                    .filter(|code| !dimension.is_spare(*code) || used.contains(code))
                    .collect()
            })
            .collect();
        for at in self.places() {
            let covers = |place: &[usize]| {
                at.iter()
                    .zip(place)
                    .all(|(at, code)| at.is_none_or(|at| at == *code))
            };
            let count = counts
                .iter()
                .filter(|(place, _)| covers(place))
                .map(|(_, n)| n)
                .sum();
            // A unit of which a dimension is missing may stand in any code of it, in no total.
            let may_hold = |(place, missing): &(Vec<usize>, Vec<bool>)| {
                place.is_empty()
                    || at
                        .iter()
                        .zip(place)
                        .zip(missing)
                        .all(|((at, code), missing)| *missing || at.is_none_or(|at| at == *code))
                        && at
                            .iter()
                            .zip(missing)
                            .any(|(at, missing)| *missing && at.is_some())
            };
            let state = if units.list_missing || gaps.iter().any(may_hold) {
                State::Unknown
            } else if count == 0 && self.is_impossible(&at) {
                State::Impossible
            } else {
                State::Shown
            };
            self.cells.push(Cell { at, count, state });
        }
    }

    /// Every cell's place, row by row, totals last.
    fn places(&self) -> Vec<Vec<Option<usize>>> {
        let mut places: Vec<Vec<Option<usize>>> = vec![Vec::new()];
        for codes in &self.shown {
            let codes = codes.iter().map(|code| Some(*code)).chain([None]);
            places = places
                .into_iter()
                .flat_map(|place| {
                    codes.clone().map(move |code| {
                        let mut place = place.clone();
                        place.push(code);
                        place
                    })
                })
                .collect();
        }
        places
    }

    fn is_impossible(&self, at: &[Option<usize>]) -> bool {
        let codes: Vec<_> = at
            .iter()
            .zip(&self.dimensions)
            .filter_map(|(at, dimension)| at.map(|at| &dimension.codes[at]))
            .collect();
        codes
            .iter()
            .enumerate()
            .any(|(i, one)| codes[..i].iter().any(|other| impossible(one, other)))
    }

    /// The cell at a place.
    pub(crate) fn cell(&self, at: &[Option<usize>]) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.at == at)
    }

    /// How many cells hold a count.
    pub(crate) fn counts_shown(&self) -> usize {
        let shown = self.cells.iter().filter(|cell| cell.state == State::Shown);
        shown.count()
    }
}
