//! Laws that hold for every text and every family.

#![allow(clippy::unwrap_used, reason = "a broken fixture is a failed test")]

mod world;

use mimamori_rule::{Answer, Step, Truth, check};
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
        "last cases.last_seen [category is protected-child]",
        "count distinct cases.category [stage is not closed] >= 2",
        "latest cases.last_seen - earliest cases.received_on > 60 days",
        "any cases [age on received_on < 7 years or year_end of last_seen = year_end]",
        "any cases [week of pregnancy due last_seen on received_on >= 20 weeks]",
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

/// Sets of records and people, for any, no and count.
const SETS: [&str; 6] = [
    "cases",
    "cases [category is protected-child]",
    "cases [stage is not closed and last_seen < today - 60 days]",
    "notices [kind is water] ",
    "school-register",
    "siblings [any cases [category is other]]",
];

/// A family of which some lists have come: the ledger's two halves, the schools', the residents'.
/// The ledger is one that is kept on, so that each half may have rows that the other has not.
fn lists(cells: &[(usize, bool)], come: [bool; 4]) -> World {
    let mut world = World::with_child("2018-10-03");
    world.person("p-2", "2015-06-30", "child");
    let halves = json!([{"institution": "A"}, {"institution": "B"}]);
    let more = json!({"expected": halves});
    world.list("cases", "event", json!({}), more.clone());
    let kind = json!({"kind": {"type": "text", "label": "種類"}});
    world.list(
        "notices",
        "event",
        json!({}),
        json!({"expected": more["expected"], "fields": kind}),
    );
    let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    for (half, name) in ["A", "B"].into_iter().enumerate() {
        if !come[half] {
            continue;
        }
        let of = json!({"institution": name, "path": name});
        world.source(&format!("c.{name}"), "cases", &names, of.clone());
        world.source(&format!("n.{name}"), "notices", &["kind"], of);
        let mut record = json!({"dataset": "cases", "source": format!("c.{name}")});
        for (at, (field, values)) in FIELDS.iter().enumerate() {
            let (value, hidden) = cells[half * 4 + at];
            record[*field] = if hidden {
                Value::Null
            } else {
                json!(values[value])
            };
        }
        world.record(half, record.clone());
        world.record(0, record);
        let kind = ["water", "tax", "other"][cells[half * 4].0];
        let notice = json!({"dataset": "notices", "source": format!("n.{name}"), "kind": kind});
        world.record(0, notice);
    }
    if come[2] {
        world.source("s.1", "school-register", &[], json!({}));
        world.record(0, json!({"dataset": "school-register", "source": "s.1"}));
    }
    if come[3] {
        world.source("r.1", "residents", &["name"], json!({}));
        for at in 0..2 {
            world.record(at, json!({"dataset": "residents", "source": "r.1"}));
        }
    }
    world
}

/// Sentences whose answer rests on which lists are here.
fn of_lists() -> impl Strategy<Value = String> {
    let sets = prop::sample::select(SETS.to_vec());
    let asked = (sets, 0..6usize).prop_map(|(set, how)| match how {
        0 => format!("any {set}"),
        1 => format!("no {set}"),
        2 => format!("count {set} >= 2"),
        3 => format!("count {set} < 2"),
        4 => format!("(arrived school-register and any {set})"),
        _ => format!("not (count {set} = 1)"),
    });
    let other = prop::sample::select(vec![
        "latest cases.last_seen < today - 30 days",
        "last cases.last_seen [stage is not closed]",
        "count distinct notices.kind >= 2",
        "count distinct cases.category [stage is not closed] <= 1",
        "arrived cases",
        "as_of school-register >= 2026-01-01 and no school-register",
    ]);
    prop_oneof![asked, other.prop_map(str::to_owned), sentence()].prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) and ({b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("not ({a}) or ({b})")),
        ]
    })
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
    fn a_list_that_comes_never_turns_an_answer_round(
        text in of_lists(),
        cells in prop::collection::vec((0usize..3, any::<bool>()), 8),
        come in prop::array::uniform4(any::<bool>()),
        later in prop::array::uniform4(any::<bool>()),
    ) {
        let before = lists(&cells, come).ask(&text);
        let more: Vec<bool> = come.iter().zip(later).map(|(now, then)| *now || then).collect();
        let after = lists(&cells, more.try_into().unwrap()).ask(&text);
        if let Some(answer) = decided(&before) {
            prop_assert_eq!(decided(&after), Some(answer));
        }
        if let Truth::Unknown(causes) = before {
            prop_assert!(!causes.is_empty(), "an unknown has a cause");
        }
    }

    #[test]
    fn any_no_and_count_say_the_same(
        set in prop::sample::select(SETS.to_vec()),
        cells in prop::collection::vec((0usize..3, any::<bool>()), 8),
        come in prop::array::uniform4(any::<bool>()),
    ) {
        let world = lists(&cells, come);
        let any = world.ask(&format!("any {set}"));
        prop_assert_eq!(world.ask(&format!("no {set}")), any.clone().not());
        let any = decided(&any);
        prop_assert_eq!(decided(&world.ask(&format!("count {set} >= 1"))), any);
        prop_assert_eq!(decided(&world.ask(&format!("count {set} = 0"))), any.map(|any| !any));
        prop_assert_eq!(decided(&world.ask(&format!("count {set} < 1"))), any.map(|any| !any));
    }

    #[test]
    fn what_is_explained_is_what_is_judged(
        text in of_lists(),
        cells in prop::collection::vec((0usize..3, any::<bool>()), 8),
        come in prop::array::uniform4(any::<bool>()),
    ) {
        let world = lists(&cells, come);
        let explained = world.explain(&text);
        prop_assert_eq!(&explained.answer, &Answer::Truth(world.ask(&text)));
        // Every join follows from its parts.
        let mut all = vec![&explained];
        while let Some(one) = all.pop() {
            let parts: Vec<Truth> = one.parts.iter().filter_map(|part| match &part.answer {
                Answer::Truth(truth) => Some(truth.clone()),
                Answer::Value(_) => None,
            }).collect();
            let joined = match one.step {
                Step::All => parts.into_iter().reduce(Truth::and),
                Step::Either => parts.into_iter().reduce(Truth::or),
                Step::Not => parts.into_iter().next().map(Truth::not),
                _ => None,
            };
            if let Some(joined) = joined {
                prop_assert_eq!(&one.answer, &Answer::Truth(joined));
            }
            all.extend(&one.parts);
        }
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
        "grade", "age", "own", "last", "distinct", "arrived", "until", "due", "week", "pregnancy", "on", "year_end", "highest", "g", "weeks", "category", "protected-child", "most", "a", "month", "sum", "sex",
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
