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

/// It ends by itself before.
const ROUNDS: usize = 500;

/// A pattern and its pairs.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) levels: &'a [&'static str],
    pub(crate) pairs: f64,
    /// So many of them are of one person for certain.
    pub(crate) known: f64,
    /// None of them is.
    pub(crate) never: bool,
    /// The share of each class where the estimate begins.
    pub(crate) start: Each,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fit {
    /// The share of each class.
    pub(crate) shares: Each,
    /// By field and level: how often it comes in each class.
    pub(crate) levels: Vec<BTreeMap<&'static str, Each>>,
    /// The probability that a pair is of one person, for each row that was given.
    pub(crate) same: Vec<f64>,
}

/// Estimates.
pub(crate) fn fit(rows: &[Row<'_>]) -> Fit {
    let mut part: Vec<Each> = rows.iter().map(|row| row.start).collect();
    let mut fit = Fit::default();
    let mut before = f64::NEG_INFINITY;
    for _ in 0..ROUNDS {
        fit.count(rows, &part);
        let mut likelihood = 0.0;
        for (row, part) in rows.iter().zip(&mut part) {
            let (now, log) = fit.parts(row);
            *part = now;
            likelihood += (row.pairs - row.known) * log;
        }
        if likelihood - before < 1e-11 * likelihood.abs() {
            break;
        }
        before = likelihood;
    }
    fit.same = part.iter().map(|part| part[0]).collect();
    fit
}

impl Fit {
    /// The shares and levels that follow from how the rows are shared out.
    fn count(&mut self, rows: &[Row<'_>], part: &[Each]) {
        let fields = rows.first().map_or(0, |row| row.levels.len());
        self.levels = vec![BTreeMap::new(); fields];
        let mut sizes = [0.0; CLASSES];
        for (row, part) in rows.iter().zip(part) {
            let mut pairs = part.map(|part| part * (row.pairs - row.known));
            pairs[0] += row.known;
            for (size, pairs) in sizes.iter_mut().zip(pairs) {
                *size += pairs;
            }
            for (field, level) in self.levels.iter_mut().zip(row.levels) {
                let counted = field.entry(level).or_insert([0.0; CLASSES]);
                for (counted, pairs) in counted.iter_mut().zip(pairs) {
                    *counted += pairs;
                }
            }
        }
        for field in &mut self.levels {
            let added = HALF * field.len() as f64;
            for counted in field.values_mut() {
                for (counted, size) in counted.iter_mut().zip(sizes) {
                    *counted = (*counted + HALF) / (size + added);
                }
            }
        }
        let all: f64 = sizes.iter().sum();
        self.shares = sizes.map(|size| (size + HALF) / (all + HALF * CLASSES as f64));
    }

    /// The probability of each class, and the logarithm of that of the pattern.
    fn parts(&self, row: &Row<'_>) -> (Each, f64) {
        let mut logs = self.shares.map(f64::ln);
        if row.never {
            logs[0] = f64::NEG_INFINITY;
        }
        for (field, level) in self.levels.iter().zip(row.levels) {
            if let Some(each) = field.get(level) {
                for (log, each) in logs.iter_mut().zip(each) {
                    *log += each.ln();
                }
            }
        }
        let most = logs.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = logs.iter().map(|log| (log - most).exp()).sum();
        let whole = most + sum.ln();
        (logs.map(|log| (log - whole).exp()), whole)
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

    fn fitted(lines: &[Vec<&'static str>]) -> Fit {
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
        fit(&rows.collect::<Vec<_>>())
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
