//! The letters of a word, and whether two words are a slip apart.

use std::ops::Deref;

/// Letters, with a mark of those among them: most words are more than a slip apart, and their marks
/// tell so without a look at the letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Chars {
    all: Box<[char]>,
    mark: u64,
}

impl Chars {
    pub(crate) fn new(text: &str) -> Self {
        let mut all = Vec::with_capacity(text.chars().count());
        all.extend(text.chars());
        let mark = all.iter().fold(0, |mark, c| mark | 1 << (*c as u32 & 63));
        Chars {
            all: all.into_boxed_slice(),
            mark,
        }
    }

    /// One letter changed, added, lost, or two neighbours swapped.
    pub(crate) fn one_apart(&self, other: &Chars) -> bool {
        // A changed letter takes one mark away and brings another one.
        (self.mark ^ other.mark).count_ones() <= 2
            && self.len().abs_diff(other.len()) <= 1
            && one_apart(self, other)
    }
}

impl Deref for Chars {
    type Target = [char];

    fn deref(&self) -> &[char] {
        &self.all
    }
}

/// One letter changed, added, lost, or two neighbours swapped.
pub(crate) fn one_apart(x: &[char], y: &[char]) -> bool {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let front = short.iter().zip(long).take_while(|(p, q)| p == q).count();
    let back = short[front..]
        .iter()
        .rev()
        .zip(long[front..].iter().rev())
        .take_while(|(p, q)| p == q)
        .count();
    match (long.len() - short.len(), short.len() - front - back) {
        (0, 1) | (1, 0) => true,
        (0, 2) => short[front] == long[front + 1] && short[front + 1] == long[front],
        _ => false,
    }
}

/// Two slips, far enough from each other.
pub(crate) fn two_apart(x: &[char], y: &[char]) -> bool {
    let front = x.iter().zip(y).take_while(|(p, q)| p == q).count();
    let (p, q) = (&x[front..], &y[front..]);
    let rest = |of: &[char], at: usize| of.get(at..).unwrap_or_default().to_vec();
    [(1, 0), (0, 1), (1, 1), (2, 2)].iter().any(|(a, b)| {
        let swapped = *a == 2 && (p.len() < 2 || q.len() < 2 || p[0] != q[1] || p[1] != q[0]);
        !swapped && {
            let (p, q) = (rest(p, *a), rest(q, *b));
            p == q || one_apart(&p, &q)
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_slip_is_a_letter_changed_added_lost_or_two_swapped() {
        for (x, y) in [("はな", "はね"), ("はな", "はなこ"), ("まい", "いま")] {
            assert!(Chars::new(x).one_apart(&Chars::new(y)), "{x} {y}");
        }
        for (x, y) in [("はな", "はな"), ("はな", "みき"), ("はな", "はなよめ")] {
            assert!(!Chars::new(x).one_apart(&Chars::new(y)), "{x} {y}");
        }
    }

    proptest! {
        #[test]
        fn marks_never_hide_a_slip(x in "[あ-う\\u{100}-\\u{180}]{0,6}", y in "[あ-う\\u{100}-\\u{180}]{0,6}") {
            let (x, y) = (Chars::new(&x), Chars::new(&y));
            prop_assert_eq!(x.one_apart(&y), one_apart(&x, &y));
        }
    }
}
