//! Chance that repeats itself: the same seed and the same labels give the same numbers on every
//! machine, whatever order the parts of the town are made in.

/// A splitmix64 generator.
#[derive(Debug, Clone)]
pub(crate) struct Rng(u64);

impl Rng {
    /// A stream of its own for `labels` (a stage, a person, a list), so that a number drawn in one
    /// place never moves the numbers of another.
    pub(crate) fn at(seed: u64, labels: &[u64]) -> Self {
        let mut rng = Rng(seed ^ 0x6d69_6d61_6d6f_7269);
        for label in labels {
            rng.0 = rng.next() ^ label.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        rng
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        match u64::try_from(n) {
            Ok(n) if n > 0 => usize::try_from(self.next() % n).unwrap_or(0),
            _ => 0,
        }
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.next() % width).unwrap_or(0)
    }

    /// True in `permille` of a thousand draws.
    pub(crate) fn chance(&mut self, permille: usize) -> bool {
        self.below(1000) < permille
    }

    /// One of the choices.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// One of the choices, the first ones more often, as names are in a town.
    pub(crate) fn pick_common<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let a = self.below(from.len());
        let b = self.below(from.len());
        &from[if self.chance(600) { a.min(b) } else { a }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_labels_give_the_same_numbers_and_others_do_not() {
        let draw = |seed, label| Rng::at(seed, &[label]).next();
        assert_eq!(draw(7, 1), draw(7, 1));
        assert_ne!(draw(7, 1), draw(7, 2));
        assert_ne!(draw(7, 1), draw(8, 1));
    }

    #[test]
    fn between_includes_both_ends() {
        let mut rng = Rng::at(1, &[]);
        let drawn: Vec<i64> = (0..200).map(|_| rng.between(3, 5)).collect();
        assert_eq!(drawn.iter().min(), Some(&3));
        assert_eq!(drawn.iter().max(), Some(&5));
    }
}
