//! Whom request sheets name, and whom they never do.

use mimamori_record::Status;
use serde_json::json;

use super::*;

const ASKS: &str = r#"
[requests]
days = 14
[[meeting]]
id = "monthly"
title = { ja = "進行管理会議", en = "Progress meeting" }
minutes = 60
requests = ["elementary-school"]
[meeting.part_b]
minutes = 10
sibling_minutes = 5
[[meeting.cases]]
part = "B"
title = { ja = "登録", en = "registered" }
when = "any cases [stage is not closed]"
"#;

fn pupil(school: &str) -> Value {
    let fields = json!({"institution":school,"grade":3,"class":"2組","enrolled_on":"2024-04-01"});
    record("school-register", "g.1", 9, fields)
}

/// What became of a child with these records: the institutions asked, and how many are left.
fn asked(records: &[Value]) -> (Vec<String>, crate::request::Left) {
    asked_of(home(1, &[child(1, "子 一", "2017-05-03", records)], &[]))
}

fn asked_of(home: Vec<Value>) -> (Vec<String>, crate::request::Left) {
    let register = json!({"kind":"source","id":"g.1","dataset":"school-register",
        "path":"2026-05/in/学齢簿.xlsx","sheet":"学齢簿","as_of":"2026-05-31","state":"read",
        "rows":3,"rows_unread":0,"columns":{}});
    let placed = json!({"kind":"source","id":"m.1","dataset":"placements",
        "path":"2026-05/in/措置.xlsx","sheet":"措置","as_of":"2026-05-31","state":"read",
        "rows":3,"rows_unread":0,"columns":{}});
    let mut town = json!({"kind":"town","name":"ひなた町","series":"k7q2","population":12000,
        "staff":[],"calendar":[]});
    town["institutions"] = json!([{"name":"みなと小","type":"elementary-school"},
        {"name":"ひがし小","type":"elementary-school"},{"name":"ひなた中","type":"junior-high-school"}]);
    let text = stream(&[home]);
    let text: String = text
        .lines()
        .flat_map(|line| {
            match line.starts_with("{\"institutions\"") || line.contains("\"kind\":\"town\"") {
                true => vec![town.to_string(), register.to_string(), placed.to_string()],
                false => vec![line.to_owned()],
            }
        })
        .map(|line| line + "\n")
        .collect();
    let ran = run_with(&text, ASKS, None, true).unwrap();
    let asking = &ran.agenda.asking;
    (asking.by.keys().cloned().collect(), asking.left)
}

fn decided(fields: Value) -> Value {
    let mut all = json!({"decided_on":"2026-06-01"});
    for (key, value) in fields.as_object().unwrap() {
        all[key] = value.clone();
    }
    record("decisions", "d.1", 5, all)
}

#[test]
fn only_who_is_registered_stands_on_a_sheet() {
    let here = || vec!["みなと小".to_owned()];
    let nobody = Vec::<String>::new;
    let other = record(
        "cases",
        "c.1",
        4,
        json!({"category":"other","stage":"supporting"}),
    );
    assert_eq!(asked(&[case(4), pupil("みなと小")]).0, here());
    assert_eq!(asked(&[pupil("みなと小")]).0, nobody());
    assert_eq!(asked(&[other, pupil("みなと小")]).0, nobody());
    for (fields, wanted) in [
        (json!({"eligibility":"not-registered"}), nobody()),
        (json!({"eligibility":"closed"}), nobody()),
        (json!({"stage":"closed"}), nobody()),
        (json!({"decision":"close"}), nobody()),
        (json!({"decision":"continue"}), here()),
    ] {
        let told = asked(&[case(4), pupil("みなと小"), decided(fields.clone())]).0;
        assert_eq!(told, wanted, "{fields}");
    }
    let put_on = decided(json!({"eligibility":"registered"}));
    assert_eq!(asked(&[pupil("みなと小"), put_on]).0, here());
}

#[test]
fn who_is_registered_is_asked_about_by_telephone_where_a_sheet_could_tell_too_much() {
    let unread = record(
        "cases",
        "c.1",
        4,
        json!({"category":null,"stage":"supporting"}),
    );
    let (by, left) = asked(&[unread, pupil("みなと小")]);
    assert!(by.is_empty() && left.unclear == 1, "{left:?}");

    for kind in [json!("foster-parents"), json!("family-home"), Value::Null] {
        let placed = record("placements", "m.1", 3, json!({"placement_kind":kind}));
        let (by, left) = asked(&[case(4), pupil("みなと小"), placed]);
        assert!(by.is_empty() && left.placed == 1, "{left:?}");
    }
    let over = json!({"placement_kind":"foster-parents","ended_on":"2026-03-31"});
    let over = record("placements", "m.1", 3, over);
    assert_eq!(asked(&[case(4), pupil("みなと小"), over]).0.len(), 1);

    let (by, left) = asked(&[case(4), pupil("みなと小"), pupil("ひがし小")]);
    assert!(by.is_empty() && left.several == 1, "{left:?}");
    let (by, left) = asked(&[case(4)]);
    assert!(by.is_empty() && left.nowhere == 1, "{left:?}");
    // The meeting asks elementary schools alone.
    let (by, left) = asked(&[case(4), pupil("ひなた中")]);
    assert!(by.is_empty() && left.nowhere == 1, "{left:?}");

    let mut hidden = home(
        1,
        &[child(
            1,
            "子 一",
            "2017-05-03",
            &[case(4), pupil("みなと小")],
        )],
        &[],
    );
    hidden[0]["protected"] = json!(true);
    let (by, left) = asked_of(hidden);
    assert!(by.is_empty() && left.protected == 1, "{left:?}");
}

#[test]
fn a_pupil_who_has_left_belongs_to_the_school_no_more() {
    let mut gone = pupil("ひがし小");
    gone["left_on"] = json!("2026-04-30");
    assert_eq!(
        asked(&[case(4), gone.clone(), pupil("みなと小")]).0,
        ["みなと小"]
    );
    assert_eq!(asked(&[case(4), gone.clone()]).1.nowhere, 1);
    // Nobody can read whether: not shown.
    gone["left_on"] = Value::Null;
    assert_eq!(asked(&[case(4), gone]).1.nowhere, 1);
}

#[test]
fn a_question_needs_an_id_that_can_be_kept_and_a_meeting_that_asks_needs_what() {
    let refused = |settings: &str| {
        let failure = run_with(&stream(&[]), settings, None, false).err().unwrap();
        assert_eq!(failure.status, Status::Options);
        failure.what.en
    };
    let bare = ASKS.replace("[requests]\ndays = 14\n", "");
    assert!(refused(&bare).contains("requests"));
    let spoken = ASKS.replace(
        "days = 14\n",
        "days = 14\nquestions = [{ id = \"食事\", title = { ja = \"食事\", en = \"meals\" } }]\n",
    );
    assert!(refused(&spoken).contains("id"));
    assert!(refused(&ASKS.replace("days = 14", "days = 0")).contains("days"));
}
