//! How often rows of one person compare so, and rows of two: estimated from counts of patterns.
//!
//! The model is that of Fellegi and Sunter (1969) with the three classes of Winkler (1993, "Improved
//! decision rules in the Fellegi–Sunter model of record linkage"): two rows are of one person, of two
//! persons of one home, or of strangers. Two classes would take brothers and sisters, who share
//! surname, address and telephone, for something in between. Within a class the fields are
//! independent, and *missing* is a level like any other:
//!
//! `P(pattern) = Σ_k share_k · Π_f p(f, level, k)`
//!
//! EM (Dempster, Laird and Rubin 1977) begins with what was decided. In turns it shares each pattern
//! out among the classes by their probability, and counts anew; half a pair is added to each level,
//! so that what was never seen is rare and not impossible. Pairs that are known to be of one person
//! are not shared out, and those that cannot be are shared out among the others: without that, where
//! people are told apart with ease, the classes would divide the pairs by the lists that they stand on. It ends when the logarithm of the likelihood
//! grows by less than 1e-11 of itself. Sums run over the patterns in their order: the same counts give the same bits.

use std::collections::BTreeMap;

/// How many classes: one person, one home, strangers.
pub(crate) const CLASSES: usize = 3;

/// One number for each class.
pub(crate) type Each = [f64; CLASSES];

/// Added to each level of each class.
const HALF: f64 = 0.5;

/// A pattern and its pairs.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a, L> {
    pub(crate) levels: &'a [L],
    pub(crate) pairs: f64,
    /// So many of them are of one person for certain.
    pub(crate) known: f64,
    /// None of them is.
    pub(crate) never: bool,
    /// The share of each class where the estimate begins.
    pub(crate) start: Each,
}

/// What was found.
#[derive(Debug, Clone)]
pub(crate) struct Fit<L> {
    /// The share of each class.
    #[cfg(test)]
    pub(crate) shares: Each,
    /// By field and level: how often it comes in each class.
    pub(crate) levels: Vec<BTreeMap<L, Each>>,
    /// The probability that a pair is of one person, for each row that was given.
    pub(crate) same: Vec<f64>,
}

/// Estimates, in so many rounds at most.
pub(crate) fn fit<L: Copy + Ord>(rows: &[Row<'_, L>], rounds: usize) -> Fit<L> {
    let (places, slots) = places(rows);
    let mut part: Vec<Each> = rows.iter().map(|row| row.start).collect();
    let mut found = Found::default();
    let mut before = f64::NEG_INFINITY;
    for _ in 0..rounds {
        found.count(rows, &part, &places, &slots);
        let logs = found.logs();
        let mut likelihood = 0.0;
        for ((row, part), slots) in rows.iter().zip(&mut part).zip(&slots) {
            let (now, log) = logs.parts(row.never, slots);
            *part = now;
            likelihood += (row.pairs - row.known) * log;
        }
        if likelihood - before < 1e-11 * likelihood.abs() {
            break;
        }
        before = likelihood;
    }
    let mut levels = vec![BTreeMap::new(); rows.first().map_or(0, |row| row.levels.len())];
    for ((field, level), each) in places.into_iter().zip(&found.levels) {
        levels[field].insert(level, *each);
    }
    Fit {
        #[cfg(test)]
        shares: found.shares,
        levels,
        same: part.iter().map(|part| part[0]).collect(),
    }
}

/// Every level of every field that came, in order, and those of each row.
fn places<L: Copy + Ord>(rows: &[Row<'_, L>]) -> (Vec<(usize, L)>, Vec<Vec<usize>>) {
    let of = |row: &Row<'_, L>| row.levels.iter().copied().enumerate().collect::<Vec<_>>();
    let mut places: Vec<(usize, L)> = rows.iter().flat_map(of).collect();
    places.sort_unstable();
    places.dedup();
    let slot = |place| places.binary_search(&place).unwrap_or(0);
    let slots = rows
        .iter()
        .map(|row| of(row).into_iter().map(slot).collect());
    let slots = slots.collect();
    (places, slots)
}

/// Shares of classes, and how often each level comes in each; or the logarithms of both.
#[derive(Debug, Default)]
struct Found {
    shares: Each,
    levels: Vec<Each>,
}

impl Found {
    /// The shares and levels that follow from how the rows are shared out.
    fn count<L>(
        &mut self,
        rows: &[Row<'_, L>],
        part: &[Each],
        places: &[(usize, L)],
        slots: &[Vec<usize>],
    ) {
        self.levels = vec![[0.0; CLASSES]; places.len()];
        let mut sizes = [0.0; CLASSES];
        for ((row, part), slots) in rows.iter().zip(part).zip(slots) {
            let mut pairs = part.map(|part| part * (row.pairs - row.known));
            pairs[0] += row.known;
            for (size, pairs) in sizes.iter_mut().zip(pairs) {
                *size += pairs;
            }
            for slot in slots {
                for (counted, pairs) in self.levels[*slot].iter_mut().zip(pairs) {
                    *counted += pairs;
                }
            }
        }
        let came = |field: usize| places.iter().filter(|place| place.0 == field).count();
        for (counted, (field, _)) in self.levels.iter_mut().zip(places) {
            let added = HALF * came(*field) as f64;
            for (counted, size) in counted.iter_mut().zip(sizes) {
                *counted = (*counted + HALF) / (size + added);
            }
        }
        let all: f64 = sizes.iter().sum();
        self.shares = sizes.map(|size| (size + HALF) / (all + HALF * CLASSES as f64));
    }

    fn logs(&self) -> Found {
        Found {
            shares: self.shares.map(f64::ln),
            levels: self.levels.iter().map(|each| each.map(f64::ln)).collect(),
        }
    }

    /// Of logarithms: the probability of each class, and the logarithm of that of the pattern.
    fn parts(&self, never: bool, slots: &[usize]) -> (Each, f64) {
        let mut logs = self.shares;
        if never {
            logs[0] = f64::NEG_INFINITY;
        }
        for slot in slots {
            for (log, each) in logs.iter_mut().zip(self.levels[*slot]) {
                *log += each;
            }
        }
        let most = logs.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let parts = logs.map(|log| (log - most).exp());
        let sum: f64 = parts.iter().sum();
        (parts.map(|part| part / sum), most + sum.ln())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Levels of five fields, and pairs in whole numbers: what known.py beside it makes of known
    /// shares and levels.
    const KNOWN: &str = include_str!("known.tsv");

    fn words(line: &'static str) -> Vec<&'static str> {
        line.split('\t').collect()
    }

    fn lines(kind: &str) -> Vec<Vec<&'static str>> {
        let all = KNOWN.lines().map(words);
        all.filter(|words| words[0] == kind)
            .map(|words| words[1..].to_vec())
            .collect()
    }

    fn numbers(words: &[&str]) -> Vec<f64> {
        words.iter().map(|word| word.parse().unwrap()).collect()
    }

    fn fitted(lines: &[Vec<&'static str>]) -> Fit<&'static str> {
        let rows = lines.iter().map(|line| {
            let last = numbers(&line[5..]);
            Row {
                levels: &line[..5],
                pairs: last[0],
                known: 0.0,
                never: false,
                start: [last[1], last[2], last[3]],
            }
        });
        fit(&rows.collect::<Vec<_>>(), 500)
    }

    #[test]
    fn known_shares_and_levels_are_found_again() {
        let found = fitted(&lines("pattern"));
        for line in lines("level") {
            let at: usize = line[0].parse().unwrap();
            let each = found.levels[at][line[1]];
            for (found, known) in each.iter().zip(numbers(&line[2..5])) {
                assert!((found - known).abs() < 0.01, "{line:?}: {each:?}");
            }
            // What the other program came to.
            for (found, other) in each.iter().zip(numbers(&line[5..8])) {
                assert!((found - other).abs() < 1e-3, "{line:?}: {each:?}");
            }
        }
        let shares = numbers(&lines("share")[0]);
        for (share, other) in found.shares.iter().zip(&shares[3..]) {
            assert!((share - other).abs() < 1e-3, "{:?}", found.shares);
        }
    }

    #[test]
    fn what_never_came_is_rare_and_not_impossible() {
        let found = fitted(&lines("pattern"));
        for each in found.levels.iter().flat_map(BTreeMap::values) {
            assert!(each.iter().all(|p| *p > 0.0 && *p < 1.0), "{each:?}");
        }
        assert!(found.same.iter().all(|p| (0.0..=1.0).contains(p)));
    }
}
