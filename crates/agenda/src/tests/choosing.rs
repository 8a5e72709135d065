//! Who comes, in which part and order, and what the time allows.

use mimamori_record::Lang;
use serde_json::json;

use super::*;

fn fires(person: u32, lane: &str) -> Value {
    flag(
        person,
        "checkup-18m-not-taken",
        lane,
        json!([{"source":"k.1","cell":"H9","field":"date"}]),
    )
}

#[test]
fn ordinary_reviews_are_confirmed_and_what_fired_is_discussed() {
    let ran = run(&[
        home(
            1,
            &[child(1, "子 一", "2017-05-03", &[case(4)])],
            &[review(1)],
        ),
        home(
            2,
            &[child(2, "子 二", "2018-05-03", &[])],
            &[fires(2, "review")],
        ),
        home(
            3,
            &[child(3, "子 三", "2018-05-03", &[case(5)])],
            &[fires(3, "immediate")],
        ),
    ]);
    assert_eq!(ran.places(), ["A-1 1", "B-1 3", "B-2 2"]);
    assert_eq!(ran.items[0].because, ["due:plan-review"]);
    assert_eq!(ran.items[0].minutes, None);
    assert_eq!(ran.items[2].because, ["flag:checkup-18m-not-taken"]);
}

#[test]
fn a_review_is_discussed_when_anything_fired() {
    let ran = run(&[home(
        1,
        &[child(1, "子 一", "2017-05-03", &[case(4)])],
        &[fires(1, "review"), review(1)],
    )]);
    assert_eq!(ran.places(), ["B-1 1"]);
}

#[test]
fn siblings_stand_beside_each_other_once_each_and_in_the_same_part() {
    let ran = run(&[
        home(
            1,
            &[
                child(1, "子 一", "2019-05-03", &[case(4)]),
                child(2, "子 二", "2017-01-01", &[]),
            ],
            &[review(1), fires(2, "review"), fires(2, "review")],
        ),
        home(
            2,
            &[child(3, "子 三", "2018-05-03", &[])],
            &[fires(3, "immediate")],
        ),
    ]);
    assert_eq!(ran.places(), ["B-1 3", "B-2 2", "B-3 1"]);
    let minutes: Vec<_> = ran.items.iter().map(|item| item.minutes).collect();
    assert_eq!(minutes, [Some(10), Some(10), Some(5)]);
}

#[test]
fn who_died_or_moved_away_stands_nowhere() {
    let died = record(
        "residents",
        "r.1",
        8,
        json!({"status":"died","left_on":"2026-01-22"}),
    );
    let ran = run(&[home(
        1,
        &[
            child(1, "子 一", "2017-05-03", &[case(4), died]),
            child(2, "子 二", "2018-05-03", &[]),
        ],
        &[review(1), fires(1, "immediate"), fires(2, "review")],
    )]);
    assert_eq!(ran.places(), ["B-1 2"]);
    assert!(!ran.html().contains("子 一"));
}

#[test]
fn who_was_judged_not_eligible_comes_only_where_the_profile_asks() {
    let decided = record(
        "decisions",
        "d.1",
        3,
        json!({"decision":"not-eligible","decided_on":"2026-03-02"}),
    );
    let old = record(
        "decisions",
        "d.1",
        4,
        json!({"decision":"not-eligible","decided_on":"2025-06-02"}),
    );
    let ran = run(&[
        home(
            1,
            &[child(1, "子 一", "2024-05-03", &[decided])],
            &[fires(1, "review")],
        ),
        home(
            2,
            &[child(2, "子 二", "2024-05-03", &[old])],
            &[fires(2, "review")],
        ),
    ]);
    assert_eq!(ran.places(), ["B-1 2"]);
}

#[test]
fn a_decision_to_discuss_again_brings_the_case_back() {
    let again = record(
        "decisions",
        "d.1",
        3,
        json!({"decision":"discuss","decided_on":"2026-05-01"}),
    );
    let ran = run(&[home(
        1,
        &[child(1, "子 一", "2014-05-03", &[case(4), again])],
        &[],
    )]);
    assert_eq!(ran.items[0].because, ["decision:discuss"]);
    assert!(
        ran.text()
            .contains("前の会議（令和8年5月1日）で、もう一度話し合うと決めています。")
    );
    assert!(ran.text().contains("［決定.csv「決定」 F3］"));
}

#[test]
fn what_does_not_fit_is_said_and_stays() {
    let no_plan = |person: u32| {
        json!({"kind":"due","id":"y","person":format!("p-k7q2-{person:06}"),"what":"no-plan",
            "precision":"none","state":"no-date","change":"new"})
    };
    let homes: Vec<_> = (1..=8)
        .map(|n| {
            let lines = if n < 7 {
                vec![fires(n, "immediate")]
            } else {
                vec![no_plan(n)]
            };
            home(n, &[child(n, "子", "2017-05-03", &[case(n)])], &lines)
        })
        .collect();
    let ran = run(&homes);
    assert_eq!(ran.items.len(), 8);
    let order = &ran.agenda.done.as_ref().unwrap().order;
    assert_eq!((order.time.need(), order.time.over()), (80, 20));
    assert_eq!(order.time.to_extra, ["B-7", "B-8"]);
    assert!(ran.text().contains("必要 80分、予定 60分（20分不足）"));
}

#[test]
fn calm_siblings_at_the_end_could_move_to_part_a() {
    let discuss = || {
        record(
            "decisions",
            "d.1",
            3,
            json!({"decision":"discuss","decided_on":"2026-05-01"}),
        )
    };
    let homes: Vec<_> = (1..=7)
        .map(|n| {
            let (records, lines) = if n < 7 {
                (vec![case(n)], vec![fires(n, "immediate")])
            } else {
                (vec![case(n), discuss()], Vec::new())
            };
            home(n, &[child(n, "子", "2017-05-03", &records)], &lines)
        })
        .collect();
    let time = &run(&homes).agenda.done.unwrap().order.time;
    assert_eq!(time.to_a, ["B-7"]);
    assert!(time.to_extra.is_empty());
}

#[test]
fn every_shipped_rule_and_due_item_is_called_something() {
    let town = concat!(env!("CARGO_MANIFEST_DIR"), "/../sample/town/");
    for (file, key, called) in [
        ("rules.toml", "id", crate::called::RULES),
        ("remind.toml", "what", crate::called::DUES),
    ] {
        let text = std::fs::read_to_string(format!("{town}{file}")).unwrap();
        let table: toml::Table = text.parse().unwrap();
        for rule in table["rule"].as_array().unwrap() {
            let id = rule[key].as_str().unwrap();
            assert!(called.iter().any(|(name, _)| *name == id), "{file}: {id}");
        }
    }
}

#[test]
fn the_shipped_meetings_are_sound() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../sample/town/meetings.toml");
    let config = Config::read(std::path::Path::new(folder)).unwrap();
    for id in [
        "monthly",
        "weekly",
        "infants",
        "intake",
        "progress",
        "practitioners-infants",
        "practitioners-school",
        "individual",
    ] {
        assert!(profile::read(&config, id).is_ok(), "{id}");
    }
}

#[test]
fn wrong_settings_point_at_their_place_and_at_the_nearest_right_word() {
    let wrong = |from: &str, to: &str| {
        let (_file, config) = settings(&MEETINGS.replace(from, to));
        let failure = profile::read(&config, "monthly").err().unwrap();
        (failure.status.code(), failure.pick(Lang::En))
    };
    let (status, text) = wrong("explains = [\"attendance\"]", "explains = [\"attendence\"]");
    assert_eq!(status, 2);
    assert!(text.contains("did you mean attendance?"), "{text}");
    let (_, text) = wrong("lane = [\"immediate\"]", "lane = [\"imediate\"]");
    assert!(text.contains("did you mean immediate?"), "{text}");
    let (_, text) = wrong("decisions = [\"discuss\"]", "who = [\"new\"]");
    assert!(
        text.contains("exactly one of flags, dues, decisions, when"),
        "{text}"
    );
    let (_, text) = wrong("lane = [\"review\"]", "rules = [\"absence-7-scool-days\"]");
    assert!(
        text.contains("did you mean absence-7-school-days?"),
        "{text}"
    );
    let (_, text) = wrong("[meeting.part_a]\nminutes = 10\ncase_minutes = 2\n", "");
    assert!(text.contains("no time for part A"), "{text}");
}

#[test]
fn what_the_town_has_added_is_called_as_the_town_says() {
    let own = r#"
[[meeting.cases]]
part = "B"
title = { ja = "町の規則", en = "own" }
flags = { rules = ["our-own-rule"] }
[[wording]]
of = "flag:our-own-rule"
title = { ja = "給食を残す日が続く", en = "leaves lunch" }
"#;
    let evidence = json!([{"source":"c.1","cell":"F9","field":"stage","value":"supporting"}]);
    let lines = [flag(1, "our-own-rule", "review", evidence)];
    let homes = [home(1, &[child(1, "子", "2017-05-03", &[case(9)])], &lines)];
    let ran = run_with(&stream(&homes), &format!("{MEETINGS}{own}"), None, false).unwrap();
    assert!(
        ran.text()
            .contains("給食を残す日が続く（進行段階 支援中）。"),
        "{}",
        ran.text()
    );
}

#[test]
fn a_stream_that_already_has_the_list_of_this_meeting_is_refused_and_another_meeting_is_not() {
    let born = "2017-05-03";
    let homes = [home(
        1,
        &[child(1, "海野 なぎさ", born, &[case(4)])],
        &[review(1)],
    )];
    // The person stands in the last block: the item is behind it all the same.
    let listed = |meeting: &str| {
        let item = json!({"kind":"item","meeting":meeting,"part":"A","place":1,
            "household":"h-k7q2-000001","person":"p-k7q2-000001","because":["due:plan-review"]});
        let end = "{\"kind\":\"end\"";
        stream(&homes).replace(end, &format!("{item}\n{end}"))
    };
    let again = run_with(&listed("monthly"), MEETINGS, None, false);
    let failure = again.map(|_| ()).unwrap_err();
    assert_eq!(failure.status.code(), 3);
    assert!(failure.what.en.contains("monthly"), "{failure}");
    let other = run_with(&listed("weekly"), MEETINGS, None, false).unwrap();
    assert_eq!(other.items.len(), 2);
}

#[test]
fn a_sentence_brings_whom_it_is_true_of_and_supported_children_of_whom_nobody_can_tell() {
    let own = r#"
[[meeting.cases]]
part = "B"
title = { ja = "受け付けて、まだ受理していない", en = "received" }
when = "any cases [stage is received]"
"#;
    let stage = |row: u32, stage: Value| {
        let mut line = case(row);
        line["stage"] = stage;
        line
    };
    let born = "2017-05-03";
    let homes = [
        home(
            1,
            &[child(1, "子", born, &[stage(4, json!("received"))])],
            &[],
        ),
        home(
            2,
            &[child(2, "子", born, &[stage(5, json!("supporting"))])],
            &[],
        ),
        home(3, &[child(3, "子", born, &[stage(6, Value::Null)])], &[]),
        home(4, &[child(4, "子", born, &[])], &[]),
    ];
    let ran = run_with(&stream(&homes), &format!("{MEETINGS}{own}"), None, false).unwrap();
    assert_eq!(ran.places(), ["B-1 1", "B-2 3"]);
    assert_eq!(ran.items[0].because, ["when:6"]);
    let text = ran.text();
    assert!(text.contains("受け付けて、まだ受理していない。"), "{text}");
    assert!(
        text.contains("まだ受理していないかどうか、名簿からはわかりません。"),
        "{text}"
    );
}

#[test]
fn a_meeting_of_a_group_leaves_out_whom_it_is_not_about_and_keeps_whom_nobody_can_tell() {
    let about = MEETINGS.replace("minutes = 60\n", "minutes = 60\nabout = \"grade >= 1\"\n");
    let mut unborn = child(3, "子", "2017-05-03", &[case(6)]);
    unborn["birth_date"] = Value::Null;
    let homes = [
        home(1, &[child(1, "子", "2017-05-03", &[case(4)])], &[review(1)]),
        home(2, &[child(2, "子", "2023-05-03", &[case(5)])], &[review(2)]),
        home(3, &[unborn], &[review(3)]),
    ];
    let ran = run_with(&stream(&homes), &about, None, false).unwrap();
    assert_eq!(ran.places(), ["A-1 1", "A-2 3"]);
}

#[test]
fn a_wrong_word_in_a_sentence_is_told_at_its_place() {
    let wrong = MEETINGS.replace("minutes = 60\n", "minutes = 60\nabout = \"gade >= 1\"\n");
    let failure = run_with(&stream(&[]), &wrong, None, false)
        .map(|_| ())
        .unwrap_err();
    assert_eq!(failure.status.code(), 2);
    let text = failure.pick(Lang::En);
    assert!(
        text.contains("line 6, column 10") && text.contains("grade"),
        "{text}"
    );
}
