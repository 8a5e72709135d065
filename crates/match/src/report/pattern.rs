//! Comparison patterns: how the fields of two rows compare, and how many pairs compare so.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::compare::Comparer;
use crate::identity::narrow;

/// The fields of a pattern, as the terms of a score name them.
pub(crate) const FIELDS: [&str; 11] = [
    "given_name",
    "birth_date",
    "sex",
    "resident_no",
    "school",
    "surname",
    "household_no",
    "address",
    "postal_code",
    "phone",
    "guardian",
];

/// The level of a field that is not on both sides.
pub(crate) const MISSING: &str = "missing";

/// So many pairs of strangers are compared, or all if there are fewer.
const STRANGERS: u64 = 200_000;

/// The level of each of [`FIELDS`].
pub(crate) type Pattern = [&'static str; FIELDS.len()];

/// The pairs of one pattern.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Pairs {
    /// How many stand where the estimate begins: one person, one home, strangers.
    pub(crate) start: [u64; 3],
    /// What the fields counted in all their scores, in tenths of a bit.
    pub(crate) tenths: [i64; FIELDS.len()],
}

impl Pairs {
    pub(crate) fn count(&self) -> u64 {
        self.start.iter().sum()
    }

    fn add(&mut self, other: &Pairs) {
        for (mine, theirs) in self.start.iter_mut().zip(other.start) {
            *mine += theirs;
        }
        for (mine, theirs) in self.tenths.iter_mut().zip(other.tenths) {
            *mine += theirs;
        }
    }
}

/// Patterns in the order of their levels: sums over them are the same for any number of threads.
pub(crate) type Counted = BTreeMap<Pattern, Pairs>;

/// How two rows compare, and what that counted.
pub(crate) fn pattern(comparer: Comparer<'_>, a: u32, b: u32) -> (Pattern, [i32; FIELDS.len()]) {
    let mut levels = [MISSING; FIELDS.len()];
    let mut worth = [0; FIELDS.len()];
    comparer.each_term(a, b, &mut |field, level, tenths| {
        if let Some(at) = FIELDS.iter().position(|name| *name == field) {
            levels[at] = level;
            worth[at] = tenths;
        }
    });
    (levels, worth)
}

/// Counts the patterns of these pairs; `class` says where the estimate begins.
pub(crate) fn count(
    comparer: Comparer<'_>,
    pairs: &[(u32, u32)],
    class: impl Fn(u32, u32, &Pattern) -> usize + Sync,
) -> Counted {
    let chunk = |pairs: &[(u32, u32)]| {
        let mut counts: HashMap<Pattern, Pairs> = HashMap::new();
        for (a, b) in pairs {
            let (levels, worth) = pattern(comparer, *a, *b);
            let mut one = Pairs::default();
            one.start[class(*a, *b, &levels)] = 1;
            one.tenths = worth.map(i64::from);
            counts.entry(levels).or_default().add(&one);
        }
        counts
    };
    let merged = pairs
        .par_chunks(4096)
        .map(chunk)
        .reduce(HashMap::new, |mut all, some| {
            for (levels, pairs) in some {
                all.entry(levels).or_default().add(&pairs);
            }
            all
        });
    merged.into_iter().collect()
}

/// Pairs of two persons, taken from everywhere: the places depend on nothing but how many there are.
pub(crate) fn strangers(person_of: &[u32]) -> Vec<(u32, u32)> {
    let many = person_of.len() as u64;
    let all = many * many.saturating_sub(1) / 2;
    let two = |a: u32, b: u32| person_of[a as usize] != person_of[b as usize];
    if all <= STRANGERS {
        let last = narrow(person_of.len());
        let pairs = (0..last).flat_map(|a| (a + 1..last).map(move |b| (a, b)));
        return pairs.filter(|(a, b)| two(*a, *b)).collect();
    }
    let place = |number: u64| narrow(usize::try_from(number % many).unwrap_or(0));
    let pairs = (0..STRANGERS).map(|at| {
        let mixed = mix(at);
        let (a, b) = (place(mixed >> 32), place(mixed & 0xFFFF_FFFF));
        (a.min(b), a.max(b))
    });
    pairs.filter(|(a, b)| two(*a, *b)).collect()
}

/// SplitMix64 (Steele, Lea and Flood 2014).
fn mix(at: u64) -> u64 {
    let mut x = at.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}
