//! What the lists of a town do to the weights.

use serde_json::{Value, json};

use super::report::town;
use super::{Outcome, bands};
use crate::level::{Level, Weights, Worth};

fn weights(rows: &[(&'static str, Value)]) -> Weights {
    let outcome = Outcome::of(rows);
    crate::estimate::weights(outcome.comparer(), &outcome.pairs, bands().join)
}

#[test]
fn a_guardian_who_stands_in_every_row_counts_less_and_what_tells_twins_apart_counts_as_ever() {
    let usual = weights(&town(100));
    let mut rows = town(100);
    for (_, fields) in &mut rows {
        fields["guardian_name"] = json!("施設 長子");
    }
    let offices = weights(&rows);
    let guardian = Level::GuardianSame;
    assert!(offices.of(guardian) < guardian.default_tenths());
    assert!(offices.of(guardian) < usual.of(guardian));
    for level in Level::all() {
        let apart = (offices.of(level) - level.default_tenths()).abs();
        let most = if matches!(level.worth(), Worth::Guess(..)) {
            20
        } else {
            0
        };
        assert!(apart <= most, "{level:?}");
    }
}

#[test]
fn a_few_hundred_rows_move_nothing() {
    let mut rows = town(60);
    for (_, fields) in &mut rows {
        fields["guardian_name"] = json!("施設 長子");
    }
    assert_eq!(weights(&rows), Weights::default());
}

#[test]
fn the_same_rows_in_another_order_give_the_same_weights() {
    let rows = town(100);
    let mut turned = rows.clone();
    turned.reverse();
    turned.rotate_left(77);
    let found = weights(&rows);
    assert_ne!(found, Weights::default());
    assert_eq!(weights(&turned), found);
}

#[test]
fn the_terms_of_an_estimated_score_add_up_to_it() {
    let mut outcome = Outcome::of(&town(100));
    outcome.model.weights = crate::estimate::weights(outcome.comparer(), &outcome.pairs, 40);
    let comparer = outcome.comparer();
    let mut moved = 0;
    for edge in &outcome.edges {
        let terms = comparer.explain(edge.a, edge.b);
        let sum: i32 = terms.iter().map(|(_, _, tenths)| tenths.0).sum();
        let score = comparer.score(edge.a, edge.b);
        assert_eq!(score.bits, sum);
        moved += usize::from(score.bits != edge.score.bits);
        // The rules see what they saw before.
        let rest = |bits| crate::score::Score { bits, ..score };
        assert_eq!(
            rest(0),
            crate::score::Score {
                bits: 0,
                ..edge.score
            }
        );
    }
    assert!(moved > 0);
}
