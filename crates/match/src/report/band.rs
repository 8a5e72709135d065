//! The three bands: how many decisions, and how many of them are expected to be wrong.
//!
//! Several pairs of rows speak about one decision: a join of two groups of rows, or two persons who
//! stay two. They are not independent, so their log odds are averaged, not added.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::Comparer;
use crate::decide::Decision;
use crate::fate::Fates;
use crate::groups::{Groups, Ties};

/// Nothing is more certain than this: one in a million million.
const CERTAIN: f64 = 1e-12;

/// One band.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Band {
    /// Pairs of rows that were compared.
    pub(crate) pairs: usize,
    /// Joins, questions, or two persons who share a key and stay two.
    pub(crate) decisions: usize,
    /// How many of the decisions are expected to be about one person.
    pub(crate) same: f64,
}

/// The bands.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Bands {
    pub(crate) joined: Band,
    pub(crate) asked: Band,
    pub(crate) apart: Band,
}

/// Log odds of several pairs about one decision.
#[derive(Debug, Clone, Copy, Default)]
struct Odds {
    sum: f64,
    pairs: usize,
}

impl Odds {
    fn add(&mut self, same: f64) {
        let same = same.clamp(CERTAIN, 1.0 - CERTAIN);
        self.sum += (same / (1.0 - same)).ln();
        self.pairs += 1;
    }

    fn same(self) -> f64 {
        1.0 / (1.0 + (-self.sum / self.pairs.max(1) as f64).exp())
    }
}

/// Counts and sums. `pairs` in order; `same` is the probability of one person for a pair.
pub(crate) fn bands(
    comparer: Comparer<'_>,
    (pairs, same): (&[(u32, u32)], &[f64]),
    (decision, fates, ties): (&Decision, &Fates, &Ties),
) -> Bands {
    let mut bands = Bands {
        joined: joins(comparer, (pairs, same), fates, ties),
        ..Bands::default()
    };
    let persons = |a: u32, b: u32| {
        let (x, y) = (
            decision.person_of[a as usize],
            decision.person_of[b as usize],
        );
        (x.min(y), x.max(y))
    };
    let questions = decision.questions.iter().chain(&decision.waiting);
    let asked: BTreeSet<(u32, u32)> = questions
        .map(|question| persons(question.edge.a, question.edge.b))
        .collect();
    let mut two: BTreeMap<(u32, u32), Odds> = BTreeMap::new();
    for ((a, b), same) in pairs.iter().zip(same) {
        let persons = persons(*a, *b);
        if persons.0 == persons.1 {
            bands.joined.pairs += 1;
        } else {
            two.entry(persons).or_default().add(*same);
        }
    }
    for (persons, odds) in two {
        let band = match asked.contains(&persons) {
            true => &mut bands.asked,
            false => &mut bands.apart,
        };
        band.pairs += odds.pairs;
        band.decisions += 1;
        band.same += odds.same();
    }
    bands
}

/// Takes the joins once more, and at each looks at all pairs between the two groups.
fn joins(
    comparer: Comparer<'_>,
    (pairs, same): (&[(u32, u32)], &[f64]),
    fates: &Fates,
    ties: &Ties,
) -> Band {
    let mut groups = Groups::new(comparer, ties);
    let mut band = Band::default();
    for (a, b) in fates.links() {
        if groups.together(a, b) {
            continue;
        }
        let mut odds = Odds::default();
        for p in groups.of(a) {
            for q in groups.of(b) {
                if let Ok(at) = pairs.binary_search(&(*p.min(q), *p.max(q))) {
                    odds.add(same[at]);
                }
            }
        }
        band.decisions += 1;
        band.same += odds.same();
        groups.join(a, b);
    }
    band
}

#[cfg(test)]
mod tests {
    use super::Odds;

    #[test]
    fn what_several_pairs_say_is_averaged_and_not_added() {
        let mut odds = Odds::default();
        odds.add(0.9);
        odds.add(0.9);
        assert!((odds.same() - 0.9).abs() < 1e-12);
        odds.add(0.1);
        odds.add(0.1);
        assert!((odds.same() - 0.5).abs() < 1e-12);
        odds.add(1.0);
        assert!(odds.same() < 1.0);
    }
}
