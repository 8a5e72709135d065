//! Who is one person by way of others.

use std::collections::{BTreeMap, BTreeSet};

/// Pairs that are one, and everybody whom they tie together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chains {
    pairs: Vec<(u32, u32)>,
    parent: BTreeMap<u32, u32>,
}

impl Chains {
    pub(crate) fn new(pairs: &[(u32, u32)]) -> Self {
        let mut chains = Chains {
            pairs: pairs.to_vec(),
            parent: BTreeMap::new(),
        };
        for (a, b) in pairs {
            let (x, y) = (chains.of(*a), chains.of(*b));
            // The lowest stands for all, whatever the order of the pairs.
            chains.parent.insert(x.max(y), x.min(y));
        }
        chains
    }

    /// Who stands for everybody tied to this one.
    pub(crate) fn of(&self, mut one: u32) -> u32 {
        while let Some(parent) = self.parent.get(&one).filter(|parent| **parent != one) {
            one = *parent;
        }
        one
    }

    /// Whether two are one.
    pub(crate) fn one(&self, a: u32, b: u32) -> bool {
        self.of(a) == self.of(b)
    }

    /// The pairs on the way from one end of these to the other: what hangs on them without leading
    /// anywhere does not count.
    pub(crate) fn between(&self, ends: &[(u32, u32)]) -> BTreeSet<(u32, u32)> {
        let roots: BTreeSet<u32> = ends.iter().map(|(a, _)| self.of(*a)).collect();
        let fixed: BTreeSet<u32> = ends.iter().flat_map(|(a, b)| [*a, *b]).collect();
        let pairs = self.pairs.iter().copied();
        let mut left: BTreeSet<(u32, u32)> = pairs
            .filter(|(a, _)| roots.contains(&self.of(*a)))
            .collect();
        loop {
            let mut times: BTreeMap<u32, usize> = BTreeMap::new();
            for (a, b) in &left {
                *times.entry(*a).or_default() += 1;
                *times.entry(*b).or_default() += 1;
            }
            let before = left.len();
            left.retain(|(a, b)| [a, b].iter().all(|at| times[*at] > 1 || fixed.contains(at)));
            if left.len() == before {
                return left;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_the_same_in_any_order() {
        let pairs = [(5, 9), (1, 5), (3, 4), (9, 2)];
        let turned: Vec<(u32, u32)> = pairs.iter().rev().map(|(a, b)| (*b, *a)).collect();
        for chains in [Chains::new(&pairs), Chains::new(&turned)] {
            assert!(chains.one(1, 2) && chains.one(4, 3) && !chains.one(1, 3));
            assert_eq!((chains.of(9), chains.of(4), chains.of(7)), (1, 3, 7));
        }
    }

    #[test]
    fn only_the_way_between_two_ends_counts() {
        // 1 – 2 – 3 – 4, and 2 – 8 – 9 hangs on it.
        let chains = Chains::new(&[(1, 2), (2, 3), (3, 4), (2, 8), (8, 9), (20, 21)]);
        assert_eq!(chains.between(&[(1, 3)]), BTreeSet::from([(1, 2), (2, 3)]));
        assert!(chains.between(&[]).is_empty());
    }
}
