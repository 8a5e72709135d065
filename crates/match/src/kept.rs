//! Whom the earlier run kept apart. Twins who once stood on one list are two, though only one of them
//! stands on any this month: as long as the lists say nothing new about two such, they are neither
//! joined nor asked about; and two about whom people were asked are asked about still.

use std::collections::BTreeSet;

use crate::asking::evidence;
use crate::compare::Comparer;
use crate::form::NONE;
use crate::identity::narrow;

/// Earlier persons.
pub(crate) struct Kept<'a> {
    sets: &'a [Vec<u32>],
    asked: &'a [bool],
    /// By identity, a place in `sets`.
    set_of: Vec<u32>,
}

impl<'a> Kept<'a> {
    /// `sets` are the identities of each, `asked` whether somebody was asked about them; `count`
    /// identities in all.
    pub(crate) fn new(sets: &'a [Vec<u32>], asked: &'a [bool], count: usize) -> Self {
        let mut set_of = vec![NONE; if asked.is_empty() { 0 } else { count }];
        for (at, _) in asked.iter().enumerate() {
            for identity in &sets[at] {
                set_of[*identity as usize] = narrow(at);
            }
        }
        Kept {
            sets,
            asked,
            set_of,
        }
    }

    fn among(&self, group: &[u32], asked: bool) -> BTreeSet<usize> {
        let sets = group.iter().filter_map(|at| self.set_of.get(*at as usize));
        let sets = sets.filter(|set| **set != NONE).map(|set| *set as usize);
        sets.filter(|set| self.asked[*set] == asked).collect()
    }

    /// Whether two groups are two such persons, about whom somebody was `asked` or was not, and
    /// nothing new speaks for or against.
    pub(crate) fn apart(&self, comparer: Comparer<'_>, now: [&[u32]; 2], asked: bool) -> bool {
        let [mine, theirs] = now.map(|group| self.among(group, asked));
        let mut pairs = mine
            .iter()
            .flat_map(|p| theirs.iter().map(move |q| (*p, *q)))
            .filter(|(p, q)| p != q);
        pairs.any(|(p, q)| {
            let then = [&*self.sets[p], &*self.sets[q]];
            let [then, now] = [then, now].map(|[one, other]| evidence(comparer, one, other));
            now.is_subset(&then)
        })
    }
}
