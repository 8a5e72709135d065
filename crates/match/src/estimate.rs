//! What the lists of this town themselves say about the weights.
//!
//! The weights of [`level`](crate::level) are guesses about offices in general. Here a few thousand
//! of the pairs that are compared are counted by how their fields compare ([`pattern`]), and EM
//! ([`em`]) estimates from the counts alone, without knowing who is who, how often rows of one person
//! compare so (`m`); pairs from everywhere show how often two persons do (`u`). That is the model of
//! Fellegi and Sunter (1969, "A Theory for Record Linkage", JASA 64), estimated as Winkler (1988, "Using
//! the EM Algorithm for Weight Computation in the Fellegi–Sunter Model of Record Linkage") does: each
//! level is worth log2(m/u) bits. Persons of one home are a class of their own, so that brothers and
//! sisters do not count as something in between.
//!
//! EM is a good servant only. So
//! - the guesses count as so many pairs that were seen before ([`PRIOR`]): where few pairs are, little
//!   moves, and so it does from month to month; where fewer than [`ENOUGH`] are of one person, nothing;
//! - no weight moves further than [`BOUND`];
//! - what keeps two apart does not move, nor do names that are alike: of twins EM learns the wrong
//!   thing. What names and days are worth is counted by themselves;
//! - a home is worth no more in all than before, and rules about homes go by the guesses;
//! - it begins with the guesses, and which pairs are taken depends on nothing but how many there are:
//!   the same lists give the same weights, in any order and with any number of threads.
//!
//! An example, of an invented town: guardians with the same given name and two surnames are supposed
//! to have taken a new name together with the child, +5.0 bits, m = 0.03 and so u = 0.03 / 2^5 =
//! 0.00094. Of 1,712 pairs of one person that have a guardian on both sides 30 compare so, and of
//! 8,941 of two persons 157. With 2,000 and 8,192 pairs as supposed
//!
//! `m = (2000 · 0.03 + 30) / (2000 + 1712) = 0.0242`, `u = (8192 · 0.00094 + 157) / (8192 + 8941) = 0.0096`
//!
//! and log2(m/u) = +1.3; it is bounded to +3.0.
//!
//! Held against the guesses alone (`estimate = false` in match.toml), on invented rosters of some
//! 12,000 rows: F1, and questions for people. Nobody was joined with another.
//!
//! | roster | guesses | estimated |
//! |---|---|---|
//! | medium | .9957, 144 | .9957, 144 |
//! | medium, another seed | .9950, 182 | .9948, 187 |
//! | hard | .9901, 313 | .9904, 301 |
//! | hard, with number | .9945, 150 | .9945, 147 |
//! | English style | .9596, 657 | .9602, 645 |
//! | not tuned on: medium | .9953, 163 | .9951, 168 |
//! | not tuned on: hard | .9895, 326 | .9895, 323 |
//! | not tuned on: hard, another seed | .9873, 361 | .9873, 364 |
//! | not tuned on: hard, with number | .9945, 170 | .9947, 163 |
//! | not tuned on: English style | .9652, 563 | .9656, 555 |
//! | medium, the office's telephone in every row | .9943, 192 | .9943, 192 |
//! | hard, the same | .9883, 353 | .9884, 351 |
//!
//! So it matters little where the guesses suit, and more in lists of another kind.

pub(crate) mod em;
pub(crate) mod pattern;

use crate::compare::Comparer;
use crate::level::{Level, Weights, Worth};
use pattern::{Counted, Pairs, Pattern};

/// So many of the compared pairs are looked at.
const PAIRS: usize = 4096;

/// So many pairs from everywhere.
const EVERYWHERE: u64 = 8192;

/// So many of them are of one person where the estimate begins, or nothing is estimated.
const ENOUGH: u64 = 500;

/// After so many rounds no weight moves by a tenth of a bit.
const ROUNDS: usize = 30;

/// So many pairs of one person is a guess worth, and so many of two: a single pair more or less among
/// those from everywhere hardly moves a level that is rare.
const PRIOR: [f64; 2] = [2000.0, 8192.0];

/// So many tenths of a bit from the guess and no further.
const BOUND: i32 = 20;

/// Estimates. `pairs` are all that are compared, in order, `comparer` has the guesses, and those
/// that come to `join` begin as one person.
pub(crate) fn weights(comparer: Comparer<'_>, pairs: &[(u32, u32)], join: i32) -> Weights {
    let mut weights = Weights::default();
    let step = pairs.len().div_ceil(PAIRS).max(1);
    let some: Vec<(u32, u32)> = pairs.iter().step_by(step).copied().collect();
    let counted = pattern::count(comparer, &some, |_, _, levels, bits| match levels {
        levels if bits >= join && !pattern::two_persons(levels) => 0,
        levels if pattern::one_home(levels) => 1,
        _ => 2,
    });
    if pattern::classes(&counted)[0] < ENOUGH {
        return weights;
    }
    let fit = em::fit(&pattern::rows(&counted), ROUNDS);
    let everywhere = pattern::everywhere(comparer.forms.all.len(), EVERYWHERE);
    let everywhere = pattern::count(comparer, &everywhere, |_, _, levels, bits| {
        // Now and then two rows of one person meet by chance.
        let one = bits >= 0 && !pattern::two_persons(levels);
        if one { 0 } else { 2 }
    });
    let mut same = fit.same.iter();
    let one = Seen::new(&counted, |row| {
        row.count() as f64 * same.next().copied().unwrap_or(0.0)
    });
    let two = Seen::new(&everywhere, |row| row.start[2] as f64);
    for level in Level::all() {
        if let Worth::Guess(tenths, m) = level.worth() {
            weights.set(level, moved(tenths, m, one.of(level), two.of(level)));
        }
    }
    weights
}

/// Patterns, and how many pairs of one person or of two have each.
struct Seen<'a>(Vec<(&'a Pattern, f64)>);

impl<'a> Seen<'a> {
    fn new(counted: &'a Counted, mut pairs: impl FnMut(&Pairs) -> f64) -> Self {
        let seen = counted.iter().map(|(levels, row)| (levels, pairs(row)));
        Seen(seen.collect())
    }

    /// How many have this level, and how many have its field on both sides.
    fn of(&self, level: Level) -> [f64; 2] {
        let Some(place) = level.place() else {
            return [0.0; 2];
        };
        self.0
            .iter()
            .fold([0.0; 2], |[mine, all], (levels, pairs)| {
                match levels[place] {
                    found if found == level => [mine + pairs, all + pairs],
                    Level::Missing => [mine, all],
                    _ => [mine, all + pairs],
                }
            })
    }
}

/// The weight that follows from a guess and from what was seen, in tenths of a bit: `one` and `two`
/// are pairs with the level and pairs with the field, of one person and of two.
fn moved(tenths: i32, m: f64, one: [f64; 2], two: [f64; 2]) -> i32 {
    let u = m / (f64::from(tenths) / 10.0).exp2();
    let share = |worth, guess, [mine, all]: [f64; 2]| (worth * guess + mine) / (worth + all);
    let bits: f64 = (share(PRIOR[0], m, one) / share(PRIOR[1], u, two)).log2();
    #[expect(clippy::cast_possible_truncation, reason = "saturates, and is bounded")]
    let found = (bits * 10.0).round() as i32;
    found.clamp(tenths - BOUND, tenths + BOUND)
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_guess_moves_towards_what_was_seen_and_no_further_than_its_bound() {
        // The example above; without the bound it would be 13.
        assert_eq!(moved(50, 0.03, [30.0, 1712.0], [157.0, 8941.0]), 30);
        // m = (1360 + 819) / 3000 = 0.726, u = (21.8 + 7) / 16384 = 0.00176: 8.7 bits.
        assert_eq!(moved(80, 0.68, [819.0, 1000.0], [7.0, 8192.0]), 87);
        // Never seen on both sides.
        assert_eq!(moved(15, 0.6, [0.0; 2], [0.0; 2]), 15);
        assert_eq!(moved(-25, 0.16, [0.0, 1e9], [1e9, 1e9]), -45);
    }
}
