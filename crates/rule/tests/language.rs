//! What sentences mean, and what the compiler says about wrong ones.

#![allow(clippy::unwrap_used, reason = "a broken fixture is a failed test")]

mod world;

use mimamori_record::line::Evidence;
use mimamori_rule::{Spot, Truth};
use serde_json::json;
use world::{World, causes, cells};

fn with_case(case: serde_json::Value) -> World {
    let mut world = World::with_child("2018-10-03");
    let columns = ["case_no", "category", "stage", "last_seen", "closed_on"];
    world.source("c.1", "cases", &columns, json!({}));
    let mut record = json!({"dataset": "cases", "source": "c.1", "case_no": "12"});
    for (key, value) in case.as_object().unwrap() {
        record[key] = value.clone();
    }
    world.record(0, record);
    world
}

const OPEN: &str =
    "any cases [category in (protected-child, support-needed) and stage is not closed]";

#[test]
fn a_code_that_stands_in_the_list_is_evidence_with_its_cell() {
    let world = with_case(json!({"category": "protected-child", "stage": "supporting"}));
    assert_eq!(cells(&world.ask(OPEN)), ["B5", "C5"]);
    let world = with_case(json!({"category": "protected-child", "stage": "closed"}));
    assert!(world.ask(OPEN).is_no());
}

#[test]
fn what_a_meeting_decided_since_stands_in_place_of_the_ledgers_cell() {
    // The ledger is of 31 May.
    let decided = |decision: serde_json::Value| {
        let mut world = with_case(json!({"category": "other", "stage": "supporting"}));
        world.list("decisions", "event", json!({}), json!({}));
        let columns = ["decided_on", "decision", "category"];
        world.source("d.1", "decisions", &columns, json!({}));
        let mut record = json!({"dataset": "decisions", "source": "d.1", "row": 7,
            "decided_on": "2026-06-01"});
        for (key, value) in decision.as_object().unwrap() {
            record[key] = value.clone();
        }
        world.record(0, record);
        world
    };
    let registered = decided(json!({"category": "protected-child"})).ask(OPEN);
    assert!(registered.is_yes());
    assert_eq!(cells(&registered), ["C5", "C7"]);
    let closed = decided(json!({"decision": "close", "category": "protected-child"}));
    assert!(closed.ask(OPEN).is_no());
    let ended = closed.ask("any cases [closed_on is not blank and closed_on = 2026-06-01]");
    assert_eq!(cells(&ended), ["A7"]);
    assert_eq!(cells(&closed.ask("any cases [stage is closed]")), ["B7"]);
    let earlier = json!({"decided_on": "2026-05-31", "category": "protected-child"});
    assert!(decided(earlier).ask(OPEN).is_no());
    let nothing = decided(json!({"decision": "continue"}));
    assert_eq!(
        cells(&nothing.ask("any cases [stage is supporting]")),
        ["C5"]
    );
}

#[test]
fn an_unreadable_cell_is_unknown_only_while_it_matters() {
    let world = with_case(json!({"category": null, "stage": "supporting"}));
    assert_eq!(causes(&world.ask(OPEN)), ["cell-unreadable"]);
    let world = with_case(json!({"category": null, "stage": "closed"}));
    assert!(world.ask(OPEN).is_no());
}

#[test]
fn a_blank_is_what_the_mapping_says() {
    let world = with_case(json!({"category": "protected-child"}));
    assert_eq!(
        causes(&world.ask(OPEN)),
        ["cell-blank"],
        "nobody says what a blank stage means"
    );
    assert!(world.ask("any cases [stage is blank]").is_yes());
    assert!(world.ask("any cases [last_seen is none]").is_yes());
    assert!(world.ask("any cases [last_seen < today]").is_no());
    assert_eq!(
        causes(&world.ask("any cases [case_kind is neglect]")),
        ["not-asked"]
    );
}

#[test]
fn whether_a_list_has_a_column_is_asked_apart_from_what_stands_in_it() {
    let world = with_case(json!({}));
    assert!(world.ask("any cases [last_seen is asked]").is_yes());
    assert!(world.ask("any cases [summary is asked]").is_no());
    let guarded = "any cases [summary is not asked or summary is not blank]";
    assert!(world.ask(guarded).is_yes());
    assert!(
        world
            .ask("any cases [summary is not blank]")
            .known()
            .is_none()
    );
}

#[test]
fn a_blank_date_is_no_date_only_up_to_the_day_of_the_list() {
    let world = with_case(json!({}));
    assert!(
        world
            .ask("any cases [last_seen is none by 2026-05-31]")
            .is_yes()
    );
    let truth = world.ask("any cases [last_seen is none by today]");
    assert_eq!(causes(&truth), ["list-too-old"]);
}

#[test]
fn dates_and_spans_are_counted_by_the_calendar() {
    let world = with_case(json!({"last_seen": "2026-04-02"}));
    assert!(
        world
            .ask("any cases [last_seen <= today - 60 days]")
            .is_yes()
    );
    assert!(world.ask("any cases [today - last_seen > 60 days]").is_no());
    assert!(
        world
            .ask("any cases [last_seen + 2 months = 2026-06-02]")
            .is_yes()
    );
    assert!(world.ask("latest cases.last_seen < 2026-04-03").is_yes());
    assert!(world.ask("age >= 91 months and age < 8 years").is_yes());
    assert!(world.ask("born + 7 years = 2025-10-03").is_yes());
    assert!(
        world
            .ask("year_start = 2026-04-01 and grade = 2 and grade in (1, 2)")
            .is_yes()
    );
}

#[test]
fn a_month_without_day_is_compared_only_as_far_as_it_goes() {
    let mut world = with_case(json!({}));
    world.source("c.1", "cases", &["next_action"], json!({}));
    world.record(
        0,
        json!({"dataset": "cases", "source": "c.1", "next_action": "2026-06"}),
    );
    assert!(world.ask("any cases [next_action >= today]").is_yes());
    let truth = world.ask("any cases [next_action > 2026-06-15]");
    assert!(causes(&truth).contains(&"month-only".to_owned()));
}

#[test]
fn absence_from_a_closed_list_names_the_list() {
    let mut world = World::with_child("2018-10-03");
    world.source(
        "s.1",
        "school-register",
        &[],
        json!({"as_of": "2026-05-29"}),
    );
    let truth = world.ask("no school-register");
    let Truth::Yes(evidence) = truth else {
        panic!("{truth:?}")
    };
    assert_eq!(
        evidence,
        [Evidence {
            source: "s.1".to_owned(),
            absent: true,
            ..Evidence::default()
        }]
    );
    assert_eq!(
        causes(&world.ask("no school-register by today")),
        ["list-too-old"]
    );
    assert!(world.ask("as_of school-register < today").is_yes());
}

#[test]
fn a_list_that_did_not_come_is_not_closed_or_has_open_questions_is_unknown() {
    let mut world = World::with_child("2018-10-03");
    assert_eq!(causes(&world.ask("no school-register")), ["list-missing"]);
    world.source("s.1", "school-register", &[], json!({"rows_unread": 1}));
    assert_eq!(causes(&world.ask("no school-register")), ["rows-unread"]);
    world.source("s.1", "school-register", &[], json!({}));
    world.source("r.1", "residents", &["name"], json!({}));
    world.record(
        0,
        json!({"dataset": "residents", "source": "r.1", "name": "見本 葵"}),
    );
    world.pair("s.1/9", "r.1/5");
    assert_eq!(causes(&world.ask("no school-register")), ["undecided-pair"]);
    world.list(
        "school-register",
        "person",
        json!({}),
        json!({"closed": false}),
    );
    assert_eq!(
        causes(&world.ask("no school-register")),
        ["list-not-closed"]
    );
}

#[test]
fn a_replaced_source_is_not_judged() {
    let replaced = |stage: &str| {
        let mut world = with_case(json!({"category": "protected-child", "stage": stage}));
        world.source(
            "d.1",
            "cases",
            &["category", "stage"],
            json!({"as_of": "2026-06-02", "path": "b"}),
        );
        world.ask("any cases [category is protected-child]")
    };
    assert!(replaced("closed").is_no());
    // Who was on the ledger and not closed does not leave it without a word.
    assert_eq!(causes(&replaced("supporting")), ["case-lost"]);
}

#[test]
fn a_resident_does_not_leave_the_list_without_a_word() {
    let gone = |row: serde_json::Value, moved: Option<serde_json::Value>| {
        let mut world = World::with_child("2018-10-03");
        for (source, on) in [("r.1", "2026-05-01"), ("q.1", "2026-05-31")] {
            let more = json!({"as_of": on, "path": on});
            world.source(source, "residents", &["status", "left_on"], more);
        }
        let mut line = json!({"dataset": "residents", "source": "r.1"});
        line.as_object_mut()
            .unwrap()
            .extend(row.as_object().unwrap().clone());
        world.record(0, line);
        if let Some(moved) = moved {
            world.source("m.1", "moves", &["date", "reason"], json!({}));
            world.record(
                0,
                json!({"dataset": "moves", "source": "m.1", "date": "2026-05-12", "reason": moved}),
            );
        }
        world.ask("any residents [status is resident]")
    };
    let here = json!({"status": "resident"});
    assert_eq!(causes(&gone(here.clone(), None)), ["resident-lost"]);
    assert_eq!(
        causes(&gone(here.clone(), Some(json!("moved-within")))),
        ["resident-lost"]
    );
    // Either list may say that somebody has left.
    assert!(gone(here, Some(json!("moved-out"))).is_no());
    assert!(
        gone(
            json!({"status": "moved-out", "left_on": "2026-04-20"}),
            None
        )
        .is_no()
    );
}

#[test]
fn brothers_and_sisters_and_grown_ups_are_asked_one_by_one() {
    let mut world = World::with_child("2018-10-03");
    world.person("p-2", "2015-06-30", "child");
    world.person("p-3", "1990-01-01", "adult");
    world.source("r.1", "residents", &["name"], json!({}));
    world.record(0, json!({"dataset": "residents", "source": "r.1"}));
    world.source("c.1", "cases", &["category", "stage"], json!({}));
    world.record(1, json!({"dataset": "cases", "source": "c.1", "category": "support-needed", "stage": "received"}));
    world
        .definitions
        .insert("registered".to_owned(), OPEN.to_owned());
    let truth = world.ask("not registered and any siblings [registered and child]");
    let Truth::Yes(evidence) = &truth else {
        panic!("{truth:?}")
    };
    assert_eq!(
        evidence
            .iter()
            .filter(|e| e.person.as_deref() == Some("p-2"))
            .count(),
        2
    );
    assert!(
        world
            .ask("count others = 2 and count siblings [age >= 10 years] = 1")
            .is_yes()
    );
    assert!(world.ask("no adults [child]").is_yes());
}

#[test]
fn without_the_residents_list_nobody_can_say_who_else_is_in_the_household() {
    let mut world = World::with_child("2018-10-03");
    let questions = [
        "any siblings",
        "no adults",
        "count others = 0",
        "any siblings [any cases]",
    ];
    for question in questions {
        let Truth::Unknown(found) = world.ask(question) else {
            panic!("{question} is answered without the residents' list")
        };
        let cause = found.first().unwrap();
        assert_eq!(cause.code, "list-missing", "{question}");
        assert_eq!(cause.dataset.as_deref(), Some("residents"), "{question}");
    }
    // Whom another list names is there all the same.
    world.person("p-2", "2015-06-30", "child");
    assert!(world.ask("any siblings").is_yes());
    assert!(world.ask("count siblings >= 1").is_yes());
    assert_eq!(causes(&world.ask("count siblings = 1")), ["list-missing"]);
    world.source(
        "r.1",
        "residents",
        &["name"],
        json!({"state": "unreadable"}),
    );
    assert_eq!(causes(&world.ask("any adults")), ["list-unreadable"]);
    world.source("r.1", "residents", &["name"], json!({}));
    assert_eq!(causes(&world.ask("any adults")), ["not-linked"]);
    world.record(0, json!({"dataset": "residents", "source": "r.1"}));
    assert!(world.ask("no adults").is_yes());
    assert!(world.ask("count siblings = 1").is_yes());
}

#[test]
fn counts_are_decided_by_their_bounds() {
    let mut world = with_case(json!({"category": "protected-child"}));
    world.record(
        0,
        json!({"dataset": "cases", "source": "c.1", "category": null}),
    );
    assert!(
        world
            .ask("count cases [category is protected-child] >= 1")
            .is_yes()
    );
    assert!(
        world
            .ask("count cases [category is protected-child] > 2")
            .is_no()
    );
    let truth = world.ask("count cases [category is protected-child] >= 2");
    assert_eq!(causes(&truth), ["cell-unreadable"]);
}

#[test]
fn parts_of_a_row_are_asked_by_name() {
    let mut world = World::with_child("2024-01-15");
    world.source("k.1", "checkups", &["date"], json!({}));
    world.record(
        0,
        json!({"dataset": "checkups", "source": "k.1", "part": "4m", "date": "2024-05-20"}),
    );
    world.record(
        0,
        json!({"dataset": "checkups", "source": "k.1", "part": "18m"}),
    );
    assert!(world.ask("any checkups 4m [date is none]").is_no());
    assert!(
        world
            .ask("any checkups 18m [date is none by born + 24 months]")
            .is_yes()
    );
    assert!(
        world
            .ask("any checkups 1歳6か月児健診 [受診日 is none]")
            .is_yes()
    );
    assert!(world.ask("no checkups 36m").is_yes());
}

#[test]
fn names_may_be_japanese_and_signs_full_width() {
    let world = with_case(json!({"category": "protected-child", "last_seen": "2026-01-10"}));
    assert!(world.ask("any ケース台帳 ［区分 in （要保護児童、要支援児童） and 目視確認日 ≦ 今日 － 60日］").is_yes());
    assert!(world.ask("any cases [「区分」 is 「要保護児童」]").is_yes());
}

#[test]
fn mistakes_point_at_their_place_with_the_nearest_right_name() {
    let world = World::with_child("2018-10-03");
    let cases = [
        ("any casse [stage is closed]", 4..9, "did you mean cases?"),
        (
            "any cases [last_sen < today]",
            11..19,
            "did you mean last_seen?",
        ),
        ("any cases [stage is clsed]", 20..25, "did you mean closed?"),
        (
            "any cases [目視確認日日 is blank]",
            11..29,
            "did you mean 目視確認日?",
        ),
        ("gade >= 1", 0..4, "did you mean grade?"),
        ("any checkups 19m", 13..16, "did you mean 18m?"),
        (
            "any cases [today - last_seen > 60]",
            31..33,
            "give the unit (60 days)",
        ),
        ("age >= 18", 7..9, "give the unit (24 months)"),
        ("grade", 0..5, "compare it with = < <= > >="),
        ("any cases [stage]", 11..16, "compare it with is or in"),
        ("born + born > today", 0..11, "to a date one may add"),
        ("grade > today", 8..13, "make both sides of the same kind"),
        ("any attendance [days]", 16..20, "ask with longest run of"),
        (
            "latest cases.stage > today",
            13..18,
            "latest, earliest and last go with dates",
        ),
        ("(grade = 1", 10..10, "write )"),
        ("grade = 1 grade = 2", 10..15, "look for a missing and/or"),
        ("", 0..0, "write the rest of it"),
        (
            "any cases [last_seen < 2026-02-30]",
            23..33,
            "check month and day",
        ),
        ("grade == 1", 6..8, "write one = or is"),
        ("any siblings 4m", 13..15, "it is for records of a list"),
        (
            "no cases by [stage is closed]",
            12..13,
            "write by behind the brackets",
        ),
        (
            "any checkups [date is none by]",
            29..30,
            "write by behind the brackets",
        ),
        ("no cases by", 11..11, "write by behind the brackets"),
        (
            "no cases by 60 days",
            12..14,
            "write by behind the brackets",
        ),
        (
            "any attendance.days in (late)",
            14..15,
            "ask about a field in brackets",
        ),
    ];
    for (text, place, advice) in cases {
        let wrong = world.compile(text).unwrap_err();
        assert_eq!(wrong.place, place, "{text}: {}", wrong.what.en);
        assert!(
            wrong.advice.en.starts_with(advice),
            "{text}: {}",
            wrong.advice.en
        );
        assert!(!wrong.what.ja.is_empty() && !wrong.advice.ja.is_empty());
    }
}

#[test]
fn a_mistake_in_a_definition_names_the_definition() {
    let mut world = World::with_child("2018-10-03");
    world.definitions.insert(
        "registered".to_owned(),
        "any cases [stge is closed]".to_owned(),
    );
    let wrong = world.compile("child and registered").unwrap_err();
    assert_eq!(
        (wrong.definition.as_deref(), wrong.place),
        (Some("registered"), 11..15)
    );
    world.definitions.insert("a".to_owned(), "b".to_owned());
    world.definitions.insert("b".to_owned(), "a".to_owned());
    assert!(
        world
            .compile("a")
            .unwrap_err()
            .what
            .en
            .contains("leads back to itself")
    );
    // It is the definition that leads back which is named, not the one from which it was reached.
    let mut world = World::with_child("2018-10-03");
    for (name, text) in [("start", "first"), ("first", "second"), ("second", "first")] {
        world.definitions.insert(name.to_owned(), text.to_owned());
    }
    let wrong = world.compile("start").unwrap_err();
    assert_eq!(wrong.definition.as_deref(), Some("second"));
    assert!(
        wrong.what.en.contains("definition of first"),
        "{}",
        wrong.what.en
    );
    // A long chain is no circle.
    for step in 0..20 {
        let next = format!("step{}", step + 1);
        world.definitions.insert(format!("step{step}"), next);
    }
    world
        .definitions
        .insert("step20".to_owned(), "child".to_owned());
    let wrong = world.compile("step0").unwrap_err();
    assert!(
        wrong.what.en.contains("more than 16 times"),
        "{}",
        wrong.what.en
    );
    assert!(world.compile("step8").is_ok());
}

#[test]
fn digits_of_a_japanese_keyboard_are_numbers() {
    let world = World::with_child("2018-10-03");
    assert!(world.compile("age >= １８歳 and grade < ３").is_ok());
}

#[test]
fn the_caret_stands_below_full_width_names() {
    let spot = Spot::of("any cases [\n 目視確認日 < 「今日」]", 13..28);
    assert_eq!((spot.line, spot.column), (2, 2));
    assert_eq!(spot.marked, " 目視確認日 < 「今日」]\n ^^^^^^^^^^");
}
