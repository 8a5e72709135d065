//! One slip of the pen: the only distance between letters that these comparisons know.
//!
//! Optimal string alignment of 1 (a swap of neighbours is one slip), because a clerk can see at a glance
//! whether two spellings are one slip apart, and cannot see a likeness of 0.87.

/// Whether two sequences differ in exactly one place: one changed, one added or lost, or two neighbours
/// swapped. Equal ones do not.
pub(crate) fn one_apart<T: Copy>(a: &[T], b: &[T], same: impl Fn(T, T) -> bool) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let front = short
        .iter()
        .zip(long)
        .take_while(|(x, y)| same(**x, **y))
        .count();
    let back = |from: &[T], to: &[T]| {
        from.iter()
            .rev()
            .zip(to.iter().rev())
            .take_while(|(x, y)| same(**x, **y))
            .count()
    };
    match long.len() - short.len() {
        0 if front == short.len() => false,
        0 => {
            let rest = back(&short[front..], &long[front..]);
            let apart = short.len() - front - rest;
            apart == 1
                || (apart == 2
                    && same(short[front], long[front + 1])
                    && same(short[front + 1], long[front]))
        }
        1 => front + back(&short[front..], &long[front..]) >= short.len(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_apart;
    use proptest::prelude::*;

    #[test]
    fn one_apart_counts_one_slip() {
        let apart = |a: &str, b: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            one_apart(&a, &b, |x, y| x == y)
        };
        assert!(apart("花子", "桃子") && apart("花", "花子") && apart("あやか", "やあか"));
        assert!(!apart("花子", "花子") && !apart("花子", "桃代") && !apart("花", "美花子"));
    }

    proptest! {
        #[test]
        fn one_apart_is_symmetric(a in "[abc]{0,5}", b in "[abc]{0,5}") {
            let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert_eq!(one_apart(&x, &y, |p, q| p == q), one_apart(&y, &x, |p, q| p == q));
            if a == b { prop_assert!(!one_apart(&x, &y, |p, q| p == q)); }
        }
    }
}
