//! What the fields tell in this town, beside what was counted for them.
//!
//! For a level, among pairs that have the field on both sides, `m` is its share in pairs of one
//! person (estimated), `u` its share in pairs of two persons taken from everywhere (counted), and
//! `log2(m / u)` what it is worth in bits. What a field tells in all is
//! `filled · Σ m · log2(m / u)`, `filled` being the share of pairs of one person that have it on both
//! sides: so many bits does the field add to the average pair of one person.

use crate::estimate::em::Fit;
use crate::estimate::pattern::Counted;
use crate::level::{self, FIELDS};

/// Fewer pairs than this say nothing about a level.
const ENOUGH: f64 = 20.0;

/// Of so many strangers or fewer with a level nobody can say how many there are.
const FEW_STRANGERS: u64 = 5;

/// So many bits apart, the weight that was used and the estimate are far from each other.
const FAR: f64 = 3.0;

/// A level that so many pairs of one person have decides about many.
const OFTEN: f64 = 0.05;

/// A field that adds fewer bits than this hardly helps.
const HARDLY: f64 = 0.25;

/// A field that fewer pairs of one person have on both sides is rare.
const RARE: f64 = 0.1;

/// A level of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Level {
    pub(crate) code: &'static str,
    /// Pairs of one person with this level, as estimated.
    pub(crate) pairs: f64,
    pub(crate) m: f64,
    pub(crate) u: f64,
    pub(crate) bits: f64,
    /// So few strangers have it that the bits may be more.
    pub(crate) at_least: bool,
    /// What the score counts for it on average, before the bound on what a home can say.
    pub(crate) used: f64,
}

impl Level {
    /// Whether enough pairs have it.
    pub(crate) fn known(&self) -> bool {
        self.pairs >= ENOUGH
    }

    /// Whether the estimate lies far from what was used.
    pub(crate) fn far(&self) -> bool {
        let apart = self.bits - self.used;
        self.known() && (apart >= FAR || apart <= -FAR && !self.at_least)
    }

    /// Whether much was counted for one person of what tells little here, and often. The other
    /// way round costs questions at most.
    pub(crate) fn overrated(&self) -> bool {
        self.far() && self.bits < self.used && self.used > 0.0 && self.m >= OFTEN
    }
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    pub(crate) field: &'static str,
    /// Of pairs of one person, the share that has it on both sides.
    pub(crate) filled: f64,
    /// Pairs of one person that have it on both sides.
    pub(crate) pairs: f64,
    /// The share that agrees, of one person and of two.
    pub(crate) agree: [f64; 2],
    /// What it adds to the average pair of one person, in bits.
    pub(crate) bits: f64,
    /// The levels that came, the most frequent first.
    pub(crate) levels: Vec<Level>,
}

impl Told {
    /// Whether it hardly helps here.
    pub(crate) fn hardly(&self) -> bool {
        self.bits < HARDLY
    }

    /// Whether it is rarely on both sides.
    pub(crate) fn rare(&self) -> bool {
        self.filled < RARE
    }
}

/// Reads the fields off the estimate. `same` has the probability of one person of each pattern of
/// `counted`.
pub(crate) fn fields(
    fit: &Fit<level::Level>,
    counted: &Counted,
    same: &[f64],
    strangers: &Counted,
) -> Vec<Told> {
    let told = FIELDS.iter().enumerate();
    told.map(|(at, field)| told_by(field, at, fit, counted, same, strangers))
        .collect()
}

fn told_by(
    field: &'static str,
    at: usize,
    fit: &Fit<level::Level>,
    counted: &Counted,
    same: &[f64],
    strangers: &Counted,
) -> Told {
    let of_one = |code: level::Level| -> (f64, f64) {
        let rows = counted.iter().zip(same);
        let mine = rows.filter(|((levels, _), _)| levels[at] == code);
        mine.fold((0.0, 0.0), |(pairs, tenths), ((_, row), same)| {
            let worth = row.tenths[at] as f64 * same;
            (pairs + row.count() as f64 * same, tenths + worth)
        })
    };
    let of_two = |code: level::Level| -> u64 {
        let mine = strangers.iter().filter(|(levels, _)| levels[at] == code);
        mine.map(|(_, row)| row.count()).sum()
    };
    let all: u64 = strangers.values().map(|row| row.count()).sum();
    let present = all - of_two(level::Level::Missing);
    let codes = fit.levels[at]
        .keys()
        .filter(|code| **code != level::Level::Missing);
    let codes: Vec<level::Level> = codes.copied().collect();
    let gone = fit.levels[at]
        .get(&level::Level::Missing)
        .map_or(0.0, |each| each[0]);
    let mut levels: Vec<Level> = codes
        .iter()
        .map(|code| {
            let (pairs, tenths) = of_one(*code);
            let two = of_two(*code);
            let m = fit.levels[at][code][0] / (1.0 - gone).max(f64::MIN_POSITIVE);
            let u = (two as f64 + 0.5) / (present as f64 + 0.5 * codes.len() as f64);
            Level {
                code: code.code(),
                pairs,
                m,
                u,
                bits: (m / u).log2(),
                at_least: two < FEW_STRANGERS,
                used: if pairs > 0.0 {
                    tenths / pairs / 10.0
                } else {
                    0.0
                },
            }
        })
        .collect();
    levels.sort_by(|a, b| b.m.total_cmp(&a.m).then(a.code.cmp(b.code)));
    let pairs: f64 = levels.iter().map(|level| level.pairs).sum();
    let agreeing = levels.iter().filter(|level| agrees(level.code));
    let agree = agreeing.fold([0.0, 0.0], |[m, u], level| [m + level.m, u + level.u]);
    let worth: f64 = levels.iter().map(|level| level.m * level.bits).sum();
    let filled = if levels.is_empty() { 0.0 } else { 1.0 - gone };
    Told {
        field,
        filled,
        pairs,
        agree,
        // A sum of nothing would be minus zero.
        bits: filled * worth.max(0.0) + 0.0,
        levels,
    }
}

/// The levels that say *the same*.
fn agrees(code: &str) -> bool {
    matches!(
        code,
        "same"
            | "same-letters"
            | "same-kana"
            | "same-lot"
            | "without-area-code"
            | "same-given-name"
            | "same-class"
            | "same-grade"
            | "grade-fits"
    )
}
