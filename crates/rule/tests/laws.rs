//! Laws that hold for every text and every family.

#![allow(clippy::unwrap_used, reason = "a broken fixture is a failed test")]

mod world;

use mimamori_rule::{Truth, check};
use proptest::prelude::*;
use serde_json::{Value, json};
use world::World;

/// Sentences over four cells, grown by and, or, not.
fn sentence() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "any cases [category is protected-child]",
        "any cases [stage is not closed and category in (support-needed, other)]",
        "any cases [last_seen < today - 60 days]",
        "any cases [last_seen is blank]",
        "latest cases.last_seen >= 2026-04-01",
        "earliest cases.received_on < latest cases.last_seen",
        "count cases [stage is closed] >= 1",
        "count cases [stage is closed] < 2",
        "any cases [received_on + 3 months > last_seen]",
        "no cases [stage is closed or category is other]",
        "grade >= 1",
        "any siblings [any cases]",
    ]);
    leaf.prop_map(str::to_owned)
        .prop_recursive(3, 12, 2, |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) and ({b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) or ({b})")),
                inner.prop_map(|a| format!("not ({a})")),
            ]
        })
}

const FIELDS: [(&str, &[&str]); 4] = [
    ("category", &["protected-child", "support-needed", "other"]),
    ("stage", &["received", "supporting", "closed"]),
    ("last_seen", &["2026-01-05", "2026-04-01", "2026-05-30"]),
    ("received_on", &["2025-09-09", "2026-03-31", "2026-05-01"]),
];

/// Two case records; `true` hides a cell.
fn family(cells: &[(usize, bool)]) -> World {
    let mut world = World::with_child("2018-10-03");
    let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    world.source("c.1", "cases", &names, json!({}));
    world.source("r.1", "residents", &["name"], json!({}));
    world.record(0, json!({"dataset": "residents", "source": "r.1"}));
    for row in 0..2u32 {
        let mut record = json!({"dataset": "cases", "source": "c.1", "row": row + 2});
        for (at, (name, values)) in FIELDS.iter().enumerate() {
            let (value, hidden) = cells[row as usize * 4 + at];
            record[*name] = if hidden {
                Value::Null
            } else {
                json!(values[value])
            };
        }
        world.record(0, record);
    }
    world
}

fn decided(truth: &Truth) -> Option<bool> {
    match truth {
        Truth::Yes(_) => Some(true),
        Truth::No(_) => Some(false),
        Truth::Unknown(_) => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn reading_a_cell_never_turns_an_answer_round(
        text in sentence(),
        cells in prop::collection::vec((0usize..3, any::<bool>()), 8),
    ) {
        let before = family(&cells).ask(&text);
        let read: Vec<_> = cells.iter().map(|(value, _)| (*value, false)).collect();
        let after = family(&read).ask(&text);
        prop_assert!(decided(&after).is_some(), "everything is known: {:?}", after);
        if let Some(answer) = decided(&before) {
            prop_assert_eq!(decided(&after), Some(answer));
        }
        if let Truth::Unknown(causes) = before {
            prop_assert!(!causes.is_empty(), "an unknown has a cause");
        }
    }

    #[test]
    fn order_and_de_morgan_hold_for_sentences(
        a in sentence(), b in sentence(),
        cells in prop::collection::vec((0usize..3, any::<bool>()), 8),
    ) {
        let family = family(&cells);
        let ask = |text: String| family.ask(&text);
        prop_assert_eq!(ask(format!("({a}) and ({b})")), ask(format!("({b}) and ({a})")));
        prop_assert_eq!(ask(format!("({a}) or ({b})")), ask(format!("({b}) or ({a})")));
        prop_assert_eq!(
            ask(format!("not (({a}) and ({b}))")),
            ask(format!("not ({a}) or not ({b})"))
        );
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,80}") {
        if let Err(wrong) = check(&text) {
            let spot = mimamori_rule::Spot::of(&text, wrong.place);
            prop_assert!(spot.marked.contains('^'));
        }
    }

    #[test]
    fn no_heap_of_words_makes_the_compiler_panic(words in prop::collection::vec(prop::sample::select(vec![
        "any", "no", "count", "cases", "siblings", "attendance", ".", "days", "last_seen", "[", "]", "(", ")",
        "and", "or", "not", "is", "in", "blank", "none", "by", "over", "since", "today", "+", "-", "60", "days",
        "months", "=", "<", ">=", ",", "latest", "longest", "run", "of", "4m", "「区分」", "2026-04-01", "as_of",
        "grade", "age", "category", "protected-child", "most", "a", "month", "sum", "sex",
    ]), 0..24)) {
        let text = words.join(" ");
        let world = World::with_child("2018-10-03");
        if let Err(wrong) = world.compile(&text) {
            prop_assert!(wrong.place.start <= text.len());
        }
    }
}

#[test]
fn very_long_and_very_deep_texts_are_refused_not_fatal() {
    assert!(check(&"(".repeat(100_000)).is_err());
    assert!(check(&"not ".repeat(100_000)).is_err());
    assert!(check(&vec!["grade = 1"; 50_000].join(" and ")).is_err());
    assert!(check(&format!("{}1", "1 + ".repeat(50_000))).is_err());
}
