//! Whom the earlier run kept apart. Twins who once stood on one list are two,
//! though only one of them stands on any this month: as long as the lists say nothing new about two
//! such, they are neither joined nor asked about; and two about whom people were asked are asked
//! about still.

use std::collections::BTreeSet;

use crate::asking::evidence;
use crate::compare::Comparer;
use crate::form::NONE;
use crate::identity::narrow;

/// Earlier persons.
pub(crate) struct Kept<'a> {
    sets: &'a [Vec<u32>],
    /// By identity, a place in `sets`.
    set_of: Vec<u32>,
}

impl<'a> Kept<'a> {
    /// `sets` are the identities of each; `count` identities in all.
    pub(crate) fn new(sets: &'a [Vec<u32>], count: usize) -> Self {
        let mut set_of = vec![NONE; if sets.is_empty() { 0 } else { count }];
        for (at, set) in sets.iter().enumerate() {
            for identity in set {
                set_of[*identity as usize] = narrow(at);
            }
        }
        Kept { sets, set_of }
    }

    fn among(&self, group: &[u32]) -> BTreeSet<u32> {
        let sets = group.iter().filter_map(|at| self.set_of.get(*at as usize));
        sets.copied().filter(|set| *set != NONE).collect()
    }

    /// Whether two groups are two such persons, and nothing new speaks for or against.
    pub(crate) fn apart(&self, comparer: Comparer<'_>, x: &[u32], y: &[u32]) -> bool {
        let (mine, theirs) = (self.among(x), self.among(y));
        let mut pairs = mine
            .iter()
            .flat_map(|p| theirs.iter().map(move |q| (*p, *q)))
            .filter(|(p, q)| p != q);
        pairs.any(|(p, q)| {
            let [then, now] = [[&*self.sets[p as usize], &*self.sets[q as usize]], [x, y]]
                .map(|[one, other]| evidence(comparer, one, other));
            now.is_subset(&then)
        })
    }
}
