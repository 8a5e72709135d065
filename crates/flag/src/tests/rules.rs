use serde_json::{Value, json};

use super::stream::{Stream, case, checkup, marks, pupil, report, resident, sheet};

/// A child of the second grade, with these records beside that of a resident.
fn child_of_7(records: Vec<Value>) -> Stream {
    let all = std::iter::once(resident("2018-10-03")).chain(records);
    Stream::new().family(&[("2018-10-03", all.collect())])
}

const APRIL: [u32; 7] = [13, 14, 15, 16, 17, 20, 21];

#[test]
fn seven_school_days_in_a_row_of_a_registered_child() {
    let rule = "absence-7-school-days";
    let seen = || case(json!("2026-05-20"));
    let may = || marks(5, &[], json!(""));
    let fires = child_of_7(vec![
        seen(),
        pupil(),
        marks(4, &APRIL, json!("absent-ill")),
        may(),
    ]);
    assert_eq!(fires.says(rule), "fired");
    let flag = fires.flags().remove(0);
    assert_eq!(flag.lane.as_deref(), Some("immediate"));
    let days: Vec<_> = flag.evidence.iter().filter(|e| e.day.is_some()).collect();
    assert_eq!(days.len(), 7);
    assert_eq!(days[0].cell.as_deref(), Some("Q10"));

    let six = child_of_7(vec![
        seen(),
        pupil(),
        marks(4, &APRIL[..6], json!("absent-ill")),
        may(),
    ]);
    assert_eq!(six.says(rule), "not fired");
    let not_registered = child_of_7(vec![pupil(), marks(4, &APRIL, json!("absent-ill")), may()]);
    assert_eq!(not_registered.says(rule), "not fired");
    let no_may = child_of_7(vec![
        seen(),
        pupil(),
        marks(4, &APRIL[..6], json!("absent-ill")),
    ]);
    assert_eq!(no_may.without("a5.1").says(rule), "list-missing");
}

#[test]
fn two_school_days_in_a_row_without_contact() {
    let rule = "absence-no-contact";
    let month = |month, days: &[u32]| marks(month, days, json!("absent-no-contact"));
    let over_the_month = child_of_7(vec![pupil(), month(4, &[30]), month(5, &[1])]);
    assert_eq!(over_the_month.says(rule), "fired");
    let apart = child_of_7(vec![pupil(), month(4, &[9]), month(5, &[1, 8])]);
    assert_eq!(apart.says(rule), "not fired");
    assert_eq!(apart.without("a4.1").says(rule), "list-missing");
}

#[test]
fn thirty_days_of_the_fiscal_year_without_illness() {
    let rule = "absence-30-year";
    let april: Vec<u32> = (8..=30).collect();
    let may: Vec<u32> = (1..=31).collect();
    let absent = |april: &[u32], mark: &str| {
        child_of_7(vec![
            pupil(),
            marks(4, april, json!(mark)),
            marks(5, &may, json!("absent-other")),
        ])
    };
    assert_eq!(absent(&april, "absent-other").says(rule), "fired");
    assert_eq!(absent(&april, "absent-ill").says(rule), "not fired");
    let no_april = absent(&april, "absent-other").without("a4.1");
    assert_eq!(no_april.says(rule), "list-missing");
}

fn at_age(born: &str, since: &str, records: Vec<Value>) -> Stream {
    let all = std::iter::once(resident(since)).chain(records);
    Stream::new().family(&[(born, all.collect())])
}

#[test]
fn check_ups_that_were_not_taken() {
    let cases = [
        ("checkup-4m-not-taken", "4m", "2025-10-10", "2025-10-20"),
        ("checkup-18m-not-taken", "18m", "2024-02-14", "2024-03-01"),
        ("checkup-36m-not-taken", "36m", "2022-02-14", "2022-03-01"),
    ];
    for (rule, part, born, since) in cases {
        let blank = at_age(born, since, vec![checkup(part, json!({}))]);
        assert_eq!(blank.says(rule), "fired", "{rule}");
        assert_eq!(blank.flags()[0].evidence[0].cell.as_deref(), Some("B10"));
        let not_invited = at_age(born, since, vec![]);
        assert_eq!(not_invited.says(rule), "fired");
        assert!(not_invited.flags()[0].evidence.iter().all(|e| e.absent));
        let taken = at_age(
            born,
            since,
            vec![checkup(part, json!({"date": "2026-05-11"}))],
        );
        assert_eq!(taken.says(rule), "not fired", "{rule}");
        let came_later = at_age(born, "2026-05-20", vec![]);
        assert_eq!(came_later.says(rule), "moved-in", "{rule}");
        let unreadable = at_age(born, since, vec![checkup(part, json!({"date": null}))]);
        assert_eq!(unreadable.says(rule), "cell-unreadable", "{rule}");
        assert_eq!(blank.without("k.1").says(rule), "list-missing", "{rule}");
    }
}

#[test]
fn a_check_up_is_asked_about_from_sixty_days_after_its_time_to_the_end_of_the_next() {
    let rule = "checkup-4m-not-taken";
    let blank = |born: &str| at_age(born, born, vec![checkup("4m", json!({}))]).says(rule);
    assert_eq!(
        blank("2025-11-01"),
        "fired",
        "5 months and 60 days on 31 May"
    );
    assert_eq!(
        blank("2025-11-02"),
        "list-too-old",
        "on 1 June, of which the list of 31 May says nothing"
    );
    assert_eq!(blank("2025-11-04"), "not fired", "not yet");
    assert_eq!(
        blank("2024-06-02"),
        "fired",
        "the last day before 24 months"
    );
    assert_eq!(blank("2024-06-01"), "not fired", "24 months");
}

#[test]
fn a_detailed_examination_without_result() {
    let rule = "checkup-detailed-no-result";
    let ask =
        |more: Value| at_age("2022-09-05", "2022-09-05", vec![checkup("36m", more)]).says(rule);
    assert_eq!(
        ask(json!({"date": "2026-01-15", "result": "detailed"})),
        "fired"
    );
    let came = json!({"date": "2026-01-15", "result": "detailed", "detailed_on": "2026-02-24"});
    assert_eq!(ask(came), "not fired");
    assert_eq!(
        ask(json!({"date": "2026-04-15", "result": "detailed"})),
        "not fired"
    );
    assert_eq!(
        ask(json!({"date": "2026-01-15", "result": "healthy"})),
        "not fired"
    );
    let torn = json!({"date": "2026-01-15", "result": "detailed", "detailed_on": null});
    assert_eq!(ask(torn), "cell-unreadable");
    assert_eq!(
        ask(json!({"date": "2026-01-15", "result": null})),
        "cell-unreadable"
    );
}

#[test]
fn of_school_age_and_on_no_register() {
    let rule = "school-age-not-enrolled";
    let missing = child_of_7(vec![]);
    assert_eq!(missing.says(rule), "fired");
    assert_eq!(missing.flags()[0].lane.as_deref(), Some("review"));
    assert_eq!(child_of_7(vec![pupil()]).says(rule), "not fired");
    assert_eq!(
        at_age("2021-10-03", "2021-10-03", vec![]).says(rule),
        "not fired",
        "too young"
    );
    assert_eq!(
        at_age("2018-10-03", "2026-05-30", vec![]).says(rule),
        "moved-in"
    );
    let pair = json!({"kind": "pair", "a": "r.1/10", "b": "g.1/77", "bits": 3.0, "by": []});
    assert_eq!(child_of_7(vec![]).with(pair).says(rule), "undecided-pair");
    assert_eq!(child_of_7(vec![]).without("g.1").says(rule), "list-missing");
}

#[test]
fn a_registered_child_not_seen_for_more_than_sixty_days() {
    let rule = "case-not-seen";
    assert_eq!(
        child_of_7(vec![case(json!("2026-04-01"))]).says(rule),
        "fired"
    );
    assert_eq!(
        child_of_7(vec![case(json!("2026-04-02"))]).says(rule),
        "not fired",
        "60 days"
    );
    assert_eq!(
        child_of_7(vec![case(json!(""))]).says(rule),
        "fired",
        "never seen"
    );
    assert_eq!(
        child_of_7(vec![case(Value::Null)]).says(rule),
        "cell-unreadable"
    );
    assert_eq!(child_of_7(vec![]).says(rule), "not fired", "not registered");
    let mut closed = case(json!("2026-01-15"));
    closed["stage"] = json!("closed");
    assert_eq!(child_of_7(vec![closed]).says(rule), "not fired", "closed");
}

#[test]
fn a_sibling_of_a_registered_child() {
    let rule = "sibling-of-registered";
    let family = |record: Value| {
        let child = vec![resident("2020-08-30"), record];
        Stream::new().family(&[
            ("2022-11-20", vec![resident("2022-11-20")]),
            ("2020-08-30", child),
        ])
    };
    let fires = family(case(json!("2026-05-20")));
    assert_eq!(fires.says(rule), "fired");
    let flags = fires.flags();
    let flag = flags
        .iter()
        .find(|f| f.rule.as_deref() == Some(rule))
        .unwrap();
    assert!(
        flag.evidence
            .iter()
            .any(|e| e.person.as_deref() == Some("p-1-2"))
    );
    assert!(
        flags
            .iter()
            .all(|f| f.rule.as_deref() != Some(rule) || f.person == "p-1-1")
    );

    let mut other = case(json!("2026-05-20"));
    other["category"] = json!("other");
    assert_eq!(family(other).says(rule), "not fired");
    let mut torn = case(json!("2026-05-20"));
    torn["category"] = Value::Null;
    assert_eq!(family(torn).says(rule), "cell-unreadable");
    assert_eq!(fires.without("c.1").says(rule), "list-missing");
}

#[test]
fn a_missing_list_turns_exactly_what_depends_on_it_into_unknown() {
    let stream = || {
        child_of_7(vec![
            case(json!("2026-02-01")),
            pupil(),
            report(),
            marks(4, &APRIL[..3], json!("absent-ill")),
            marks(5, &[], json!("")),
        ])
    };
    let all = stream().flags();
    assert_eq!(all.len(), 1, "not seen");
    let without = stream().without("a5.1").flags();
    assert_eq!(without.len(), 2);
    assert_eq!(without[0].rule.as_deref(), Some("case-not-seen"));
    let cause = without[1].cause.as_ref().unwrap();
    assert_eq!(
        (cause.institution.as_deref(), cause.month.as_deref()),
        (Some("みなと小"), Some("2026-05"))
    );
    assert_eq!(
        without[1].rules,
        [
            "absence-7-school-days",
            "absence-no-contact",
            "absence-30-year"
        ]
    );
}

#[test]
fn nobody_is_reminded_of_a_child_that_died_or_moved_away() {
    for status in ["died", "moved-out"] {
        let mut gone = resident("2018-10-03");
        gone["status"] = json!(status);
        let stream = Stream::new().family(&[("2018-10-03", vec![gone, case(json!(""))])]);
        assert!(stream.flags().is_empty(), "{status}");
    }
}

#[test]
fn who_moves_away_on_a_day_to_come_still_lives_here() {
    let rule = "school-age-not-enrolled";
    let leaving = |day: &str| {
        let mut leaving = resident("2018-10-03");
        leaving["status"] = json!("moved-out");
        leaving["left_on"] = json!(day);
        let stream = Stream::new().family(&[("2018-10-03", vec![leaving])]);
        stream.says(rule)
    };
    assert_eq!(leaving("2026-09-30"), "fired");
    assert_eq!(leaving("2026-06-01"), "not fired", "gone today");
}

#[test]
fn a_pupil_who_enters_later_is_on_no_register_yet() {
    let enters = |day: &str| {
        let mut pupil = pupil();
        pupil["enrolled_on"] = json!(day);
        child_of_7(vec![pupil]).says("school-age-not-enrolled")
    };
    assert_eq!(enters("2026-09-01"), "fired");
    assert_eq!(enters("2026-06-01"), "not fired", "from today on");
    // A register that does not say since when says that the child is there.
    let mut without = child_of_7(vec![pupil()]);
    for line in &mut without.head {
        if line["id"] == "g.1" {
            line["columns"]
                .as_object_mut()
                .unwrap()
                .remove("enrolled_on");
        }
    }
    assert_eq!(without.says("school-age-not-enrolled"), "not fired");
}

#[test]
fn a_closed_case_whose_day_of_closing_lies_ahead_is_open_until_then() {
    let closed = |day: &str| {
        let mut case = case(json!("2026-03-01"));
        case["stage"] = json!("closed");
        case["closed_on"] = json!(day);
        let stream = child_of_7(vec![case]);
        let known = stream.flags().iter().any(|flag| flag.known.is_some());
        (stream.says("case-not-seen"), known)
    };
    assert_eq!(closed("2026-09-30"), ("fired".to_owned(), true));
    assert_eq!(closed("2026-05-31"), ("not fired".to_owned(), false));
}

#[test]
fn the_later_of_ledger_and_meeting_says_how_a_case_stands() {
    // The ledger is of 31 May.
    let decided = |on: &str, what: Value| {
        let mut decision = json!({"dataset": "decisions", "source": "d.1", "decided_on": on});
        for (field, value) in what.as_object().unwrap() {
            decision[field] = value.clone();
        }
        child_of_7(vec![case(json!("2026-03-01")), decision])
    };
    let close = json!({"decision": "close"});
    let says = |on: &str, what: &Value| decided(on, what.clone()).says("case-not-seen");
    assert_eq!(says("2026-06-01", &close), "not fired");
    assert_eq!(says("2026-06-01", &json!({"stage": "closed"})), "not fired");
    assert_eq!(says("2026-05-31", &close), "fired", "kept since");
    assert_eq!(says("2026-07-01", &close), "fired", "a day to come");
    // Not of a case that the town does not answer to a school for.
    let other = json!({"category": "other"});
    assert_eq!(says("2026-06-01", &other), "not fired");
    assert_eq!(says("2026-05-31", &other), "fired");
    // A ledger that does not say of which day it is may be the later one.
    let mut undated = decided("2026-06-01", close);
    for line in &mut undated.head {
        if line["id"] == "c.1" {
            line.as_object_mut().unwrap().remove("as_of");
        }
    }
    assert_ne!(undated.says("case-not-seen"), "not fired");
}

#[test]
fn the_older_of_two_deliveries_is_not_judged() {
    let mut late = sheet(5);
    late["id"] = json!("b5.1");
    late["path"] = json!("2026-05/in/みなと小/出欠5月 訂正.xlsx");
    late["as_of"] = json!("2026-06-01");
    let mut new = marks(5, &[11], json!("absent-no-contact"));
    new["source"] = json!("b5.1");
    let old = marks(5, &[11, 12], json!("absent-no-contact"));
    let april = marks(4, &[], json!(""));
    let stream = child_of_7(vec![pupil(), april, old, new]).with(late);
    assert_eq!(stream.says("absence-no-contact"), "not fired");
}
