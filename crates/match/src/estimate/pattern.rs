//! Comparison patterns: how the fields of two rows compare, and how many pairs compare so.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::em::{CLASSES, Row};
use crate::compare::Comparer;
use crate::identity::narrow;
use crate::level::{FIELDS, Level};

/// The level of each of [`FIELDS`].
pub(crate) type Pattern = [Level; FIELDS.len()];

/// The pairs of one pattern.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Pairs {
    /// How many stand where the estimate begins: one person, one home, strangers.
    pub(crate) start: [u64; CLASSES],
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

/// How two rows compare, what each field counted, and the score.
pub(crate) fn pattern(
    comparer: Comparer<'_>,
    a: u32,
    b: u32,
) -> (Pattern, [i32; FIELDS.len()], i32) {
    let mut levels = [Level::Missing; FIELDS.len()];
    let mut worth = [0; FIELDS.len()];
    let mut bits = 0;
    comparer.each_term(a, b, &mut |level, tenths| {
        bits += tenths;
        if let Some(at) = level.place() {
            levels[at] = level.or_missing();
            worth[at] = tenths;
        }
    });
    (levels, worth, bits)
}

/// Whether given name, surname, birth date and home agree: whom that joined is one person.
pub(crate) fn certain(levels: &Pattern) -> bool {
    same_name(levels)
        && levels.contains(&Level::SurnameSame)
        && levels.contains(&Level::BirthSame)
        && one_home(levels)
}

/// Whether two of given name, surname and birth date are not the same, and nothing says that the home
/// is; or, whatever the home, both given name and birth date: such two are never one person.
pub(crate) fn never(levels: &Pattern) -> bool {
    let two = two_persons(levels);
    let surname = !levels.contains(&Level::SurnameDifferent);
    let day = levels.contains(&Level::BirthSame);
    two && (!same_name(levels) && !day || !surname && !one_home(levels))
}

/// Whether they have two given names, or two birth dates.
pub(crate) fn two_persons(levels: &Pattern) -> bool {
    let two = [
        Level::GivenDifferent,
        Level::BirthDifferent,
        Level::BirthMisfit,
    ];
    two.iter().any(|level| levels.contains(level))
}

fn same_name(levels: &Pattern) -> bool {
    (Level::GivenSame..=Level::GivenReading).contains(&levels[0])
}

/// Whether an address, a telephone, a guardian or a household number says *one home*.
pub(crate) fn one_home(levels: &Pattern) -> bool {
    let home = [
        Level::HouseholdNoSame,
        Level::AddressSame,
        Level::AddressLot,
        Level::PhoneSame,
        Level::PhoneWithoutArea,
        Level::PhoneOneDigit,
        Level::GuardianSame,
        Level::GuardianGiven,
    ];
    levels.iter().any(|level| home.contains(level))
}

/// What EM begins with.
pub(crate) fn rows(counted: &Counted) -> Vec<Row<'_, Level>> {
    let rows = counted.iter().map(|(levels, row)| Row {
        levels,
        pairs: row.count() as f64,
        known: match certain(levels) {
            true => row.start[0] as f64,
            false => 0.0,
        },
        never: never(levels),
        start: row.start.map(|some| some as f64 / row.count() as f64),
    });
    rows.collect()
}

/// How many pairs begin in each class.
pub(crate) fn classes(counted: &Counted) -> [u64; CLASSES] {
    let mut all = [0; CLASSES];
    for row in counted.values() {
        for (all, some) in all.iter_mut().zip(row.start) {
            *all += some;
        }
    }
    all
}

/// Counts the patterns of these pairs; `class` says where the estimate begins.
pub(crate) fn count(
    comparer: Comparer<'_>,
    pairs: &[(u32, u32)],
    class: impl Fn(u32, u32, &Pattern, i32) -> usize + Sync,
) -> Counted {
    let chunk = |pairs: &[(u32, u32)]| {
        let mut counts: HashMap<Pattern, Pairs> = HashMap::new();
        for (a, b) in pairs {
            let (levels, worth, bits) = pattern(comparer, *a, *b);
            let mut one = Pairs::default();
            one.start[class(*a, *b, &levels, bits)] = 1;
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

/// Pairs taken from everywhere among so many, all or `most` of them: the places depend on nothing but
/// how many there are.
pub(crate) fn everywhere(many: usize, most: u64) -> Vec<(u32, u32)> {
    let all = (many as u64) * (many as u64).saturating_sub(1) / 2;
    if all <= most {
        let last = narrow(many);
        return (0..last)
            .flat_map(|a| (a + 1..last).map(move |b| (a, b)))
            .collect();
    }
    let place = |number: u64| narrow(usize::try_from(number % many as u64).unwrap_or(0));
    let pairs = (0..most).map(|at| {
        let mixed = mix(at);
        let (a, b) = (place(mixed >> 32), place(mixed & 0xFFFF_FFFF));
        (a.min(b), a.max(b))
    });
    pairs.filter(|(a, b)| a != b).collect()
}

/// SplitMix64 (Steele, Lea and Flood 2014).
fn mix(at: u64) -> u64 {
    let mut x = at.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}
