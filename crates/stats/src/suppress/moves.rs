//! Fillings by moving units between classes that no published cell tells apart.

use std::collections::BTreeMap;

use super::Model;

/// Which way a hidden cell is to be pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// Moves units into (or out of) a group as far as this goes without touching anything published
/// and without emptying another gap. Cheap, and often enough.
pub(super) fn shift(model: &Model, hidden: &[bool], group: usize, way: Way) -> Vec<u64> {
    let mut alike: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    let mut around: Vec<Vec<usize>> = vec![Vec::new(); model.classes.len()];
    let mut published: Vec<Vec<usize>> = vec![Vec::new(); model.classes.len()];
    for (at, group) in model.groups.iter().enumerate() {
        for class in &group.members {
            if !hidden[at] {
                published[*class].push(at);
            } else if group.value > 0 && !group.is_implicit() {
                around[*class].push(at);
            }
        }
    }
    for (class, seen) in published.into_iter().enumerate() {
        alike.entry(seen).or_default().push(class);
    }
    let mut filling = model.classes.clone();
    let mut sums: Vec<u64> = model.groups.iter().map(|group| group.value).collect();
    let members = &model.groups[group].members;
    for classes in alike.values() {
        let (inside, outside): (Vec<usize>, Vec<usize>) = classes
            .iter()
            .partition(|class| members.binary_search(class).is_ok());
        let (from, to) = match way {
            Way::Up => (outside, inside),
            Way::Down => (inside, outside),
        };
        let Some(to) = to.first().copied() else {
            continue;
        };
        for from in from {
            // A gap that may not become zero keeps one.
            let spare = around[from]
                .iter()
                .filter(|gap| !around[to].contains(gap))
                .map(|gap| sums[*gap].saturating_sub(1))
                .min();
            let moved = filling[from].min(spare.unwrap_or(u64::MAX));
            filling[from] -= moved;
            filling[to] += moved;
            for gap in &around[from] {
                sums[*gap] -= moved;
            }
            for gap in &around[to] {
                sums[*gap] += moved;
            }
        }
    }
    filling
}
