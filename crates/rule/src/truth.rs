//! Three truth values: *yes* and *no* with the cells that say so, *unknown* with its causes.

use std::collections::BTreeSet;

use mimamori_record::line::{Cause, Evidence};

/// The cells behind an answer.
pub(crate) type Cells = Vec<Evidence>;

/// Why nobody knows.
pub(crate) type Causes = BTreeSet<Cause>;

/// What an expression says about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// The data say so, in these cells or by absence from these lists.
    Yes(Vec<Evidence>),
    /// The data say that it is not so.
    No(Vec<Evidence>),
    /// The data do not say, for these causes.
    Unknown(BTreeSet<Cause>),
}

use Truth::{No, Unknown, Yes};

impl Truth {
    /// *Yes* or *no* on the same evidence.
    pub fn of(holds: bool, evidence: Vec<Evidence>) -> Self {
        if holds { Yes(evidence) } else { No(evidence) }
    }

    /// Whether it is *yes*.
    pub fn is_yes(&self) -> bool {
        matches!(self, Yes(_))
    }

    /// *Yes* or *no* where it is known.
    pub fn known(&self) -> Option<bool> {
        match self {
            Yes(_) => Some(true),
            No(_) => Some(false),
            Unknown(_) => None,
        }
    }

    /// Whether it is *no*.
    pub fn is_no(&self) -> bool {
        matches!(self, No(_))
    }

    /// Kleene's *and*: one *no* settles it, whatever the other would be.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (No(a), No(b)) => No(joined(a, b)),
            (No(a), _) | (_, No(a)) => No(a),
            (Yes(a), Yes(b)) => Yes(joined(a, b)),
            (Unknown(a), Unknown(b)) => Unknown(all_of(a, b)),
            (Unknown(a), Yes(_)) | (Yes(_), Unknown(a)) => Unknown(a),
        }
    }

    /// Kleene's *or*: one *yes* settles it, whatever the other would be.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// Turns *yes* and *no* round; *unknown* stays.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "it stands beside and, or")]
    pub fn not(self) -> Self {
        match self {
            Yes(evidence) => No(evidence),
            No(evidence) => Yes(evidence),
            Unknown(causes) => Unknown(causes),
        }
    }
}

/// Both, each cell once, in a fixed order.
pub(crate) fn joined(mut a: Cells, b: Cells) -> Cells {
    a.extend(b);
    a.sort();
    a.dedup();
    a
}

/// All causes of both.
pub(crate) fn all_of(mut a: Causes, mut b: Causes) -> Causes {
    a.append(&mut b);
    a
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell(name: u8) -> Evidence {
        Evidence {
            source: "s.1".to_owned(),
            cell: Some(format!("A{name}")),
            ..Evidence::default()
        }
    }

    fn any_truth() -> impl Strategy<Value = Truth> {
        let cells = || prop::collection::btree_set(0u8..6, 0..3);
        let evidence = || cells().prop_map(|c| c.into_iter().map(cell).collect::<Vec<_>>());
        prop_oneof![
            evidence().prop_map(Yes),
            evidence().prop_map(No),
            prop::collection::btree_set(0u8..6, 1..3).prop_map(|causes| {
                Unknown(
                    causes
                        .into_iter()
                        .map(|c| Cause {
                            code: format!("cause-{c}"),
                            ..Cause::default()
                        })
                        .collect(),
                )
            }),
        ]
    }

    /// What an unknown may turn out to be.
    fn told(truth: &Truth, answer: bool) -> Truth {
        match truth {
            Unknown(_) => Truth::of(answer, Vec::new()),
            decided => decided.clone(),
        }
    }

    proptest! {
        #[test]
        fn and_and_or_do_not_depend_on_the_order(a in any_truth(), b in any_truth()) {
            prop_assert_eq!(a.clone().and(b.clone()), b.clone().and(a.clone()));
            prop_assert_eq!(a.clone().or(b.clone()), b.or(a));
        }

        #[test]
        fn and_and_or_may_be_grouped(a in any_truth(), b in any_truth(), c in any_truth()) {
            let left = a.clone().and(b.clone()).and(c.clone());
            prop_assert_eq!(left.known(), a.clone().and(b.clone().and(c.clone())).known());
            let left = a.clone().or(b.clone()).or(c.clone());
            prop_assert_eq!(left.known(), a.or(b.or(c)).known());
        }

        #[test]
        fn de_morgan_holds_with_evidence_and_causes(a in any_truth(), b in any_truth()) {
            prop_assert_eq!(a.clone().and(b.clone()).not(), a.clone().not().or(b.clone().not()));
            prop_assert_eq!(a.clone().or(b.clone()).not(), a.not().and(b.not()));
        }

        #[test]
        fn knowing_more_never_turns_an_answer_round(
            a in any_truth(), b in any_truth(), tell_a: bool, tell_b: bool,
        ) {
            for join in [Truth::and, Truth::or] {
                let before = join(a.clone(), b.clone());
                let after = join(told(&a, tell_a), told(&b, tell_b));
                if let Some(decided) = before.known() {
                    prop_assert_eq!(after.known(), Some(decided));
                }
            }
        }
    }
}
