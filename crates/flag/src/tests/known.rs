use serde_json::{Value, json};

use super::stream::{Stream, case, marks, pupil, resident};

fn decided(decision: &str, on: &str, until: Value) -> Value {
    let mut line =
        json!({"dataset": "decisions", "source": "d.1", "decided_on": on, "decision": decision});
    if until != json!("") {
        line["until"] = until;
    }
    line
}

/// By whom or what a child that is on no school's list is known.
fn known(records: Vec<Value>) -> Option<(String, Option<String>)> {
    let all = std::iter::once(resident("2018-10-03")).chain(records);
    let stream = Stream::new().family(&[("2018-10-03", all.collect())]);
    let known = stream.flags().remove(0).known?;
    Some((known.by, known.until))
}

#[test]
fn who_is_gone_from_the_ledger_without_a_closing_is_supported_and_unknown() {
    let earlier = |stage: &str| {
        let mut stream = Stream::new();
        for line in &mut stream.head {
            if line["name"] == "cases" {
                // As the dictionary has it: a list that is sent whole each time.
                line["per"] = json!("person");
            }
            if line["id"] == "c.1" {
                line["as_of"] = json!("2026-04-30");
                line["path"] = json!("2026-04/in/cases.xlsx");
            }
        }
        let mut newer = stream
            .head
            .iter()
            .find(|line| line["id"] == "c.1")
            .unwrap()
            .clone();
        newer["id"] = json!("n2.1");
        newer["rows"] = json!(1);
        newer["as_of"] = json!("2026-05-31");
        newer["path"] = json!("2026-05/in/cases.xlsx");
        let mut gone = case(json!("2026-05-20"));
        gone["stage"] = json!(stage);
        let child = vec![resident("2018-10-03"), pupil(), gone];
        stream.with(newer).family(&[("2018-10-03", child)])
    };
    let lost = earlier("supporting");
    assert_eq!(lost.says("case-not-seen"), "case-lost");
    let closed = earlier("closed");
    assert_eq!(closed.says("case-not-seen"), "not fired");
    // Whatever else is found of the child stands among the supported.
    let mut absent = lost;
    let days = marks(5, &[7, 8], json!("absent-no-contact"));
    absent.families[0][1]["records"]
        .as_array_mut()
        .unwrap()
        .push(days_of(days));
    let flags = absent.flags();
    let fired = flags
        .iter()
        .find(|flag| flag.rule.as_deref() == Some("absence-no-contact"));
    assert_eq!(fired.unwrap().known.as_ref().unwrap().by, "open-case");
}

/// A record as a family has it.
fn days_of(mut record: serde_json::Value) -> serde_json::Value {
    record["kind"] = json!("record");
    record["row"] = json!(10);
    record
}

#[test]
fn an_open_case_makes_a_child_known_and_never_hides_it() {
    assert_eq!(
        known(vec![case(json!("2026-05-20"))]),
        Some(("open-case".to_owned(), None))
    );
    let mut closed = case(json!("2026-05-20"));
    closed["stage"] = json!("closed");
    assert_eq!(known(vec![closed]), None);
}

#[test]
fn of_ledger_and_meeting_the_later_one_says_whether_a_case_is_open() {
    // The ledger is of 31 May.
    let by = |more: Vec<Value>| {
        let rows = [vec![case(json!("2026-05-20"))], more].concat();
        known(rows).map(|(by, _)| by)
    };
    let is = |word: &str| Some(word.to_owned());
    let close = |on| decided("close", on, json!(""));
    assert_eq!(by(vec![close("2026-06-01")]), is("close"));
    assert_eq!(by(vec![close("2026-05-31")]), is("open-case"));
    let mut again = decided("continue", "2026-06-01", json!(""));
    again["row"] = json!(99);
    assert_eq!(by(vec![close("2026-06-01"), again]), is("open-case"));
    assert_eq!(by(vec![close("2027-06-01")]), is("open-case"), "a slip");
    // A stage that is typed alone closes as well; beside another decision it does not.
    let mut stage = close("2026-06-01");
    stage["stage"] = json!("closed");
    let mut torn = stage.clone();
    torn["decision"] = json!("continue");
    assert_eq!(by(vec![torn]), is("open-case"));
    stage["decision"] = Value::Null;
    assert_eq!(by(vec![stage]), None);
}

#[test]
fn a_decision_holds_six_months_or_until_its_own_day() {
    let until = |day: &str| Some(("not-eligible".to_owned(), Some(day.to_owned())));
    let ask = |on: &str, day: Value| known(vec![decided("not-eligible", on, day)]);
    assert_eq!(ask("2026-01-20", json!("")), until("2026-07-20"));
    assert_eq!(
        ask("2025-12-01", json!("")),
        until("2026-06-01"),
        "the last day counts"
    );
    assert_eq!(ask("2025-11-30", json!("")), None, "it has ended");
    assert_eq!(ask("2025-06-01", json!("2026-06-30")), until("2026-06-30"));
    assert_eq!(ask("2026-05-01", json!("2026-05-31")), None);
}

#[test]
fn the_newest_decision_counts_and_going_on_excludes_nobody() {
    let old = decided("not-eligible", "2026-03-01", json!(""));
    let new = decided("continue", "2026-05-01", json!(""));
    assert_eq!(known(vec![old, new]), None);
}

#[test]
fn who_is_known_stands_in_the_flag_of_every_rule() {
    let stream = Stream::new().family(&[(
        "2018-10-03",
        vec![resident("2018-10-03"), pupil(), case(json!("2026-01-10"))],
    )]);
    let flags = stream.without("a4.1").without("a5.1").flags();
    let fired = flags.iter().find(|f| f.rule.is_some()).unwrap();
    let known = fired.known.as_ref().unwrap();
    assert_eq!(known.since.as_deref(), Some("2025-09-01"));
    assert_eq!(known.evidence[0].cell.as_deref(), Some("D10"));
}

#[test]
fn rows_that_may_be_a_residents_leave_nothing_open_of_their_own() {
    let pair = json!({"kind": "pair", "a": "d.1/20", "b": "r.1/10", "bits": 3.0, "by": []});
    let decision = decided("watch", "2026-05-01", json!(""));
    let stream = Stream::new()
        .family(&[("2022-02-14", vec![resident("2022-02-14")])])
        .family(&[("2022-02-14", vec![decision])])
        .with(pair);
    assert!(stream.flags().iter().all(|flag| flag.person == "p-1-1"));
    // What such rows say for certain is said all the same.
    let pair = json!({"kind": "pair", "a": "c.1/10", "b": "r.1/20", "bits": 3.0, "by": []});
    let unseen = Stream::new()
        .family(&[("2022-02-14", vec![case(json!(""))])])
        .with(pair);
    assert_eq!(unseen.says("case-not-seen"), "fired");
}
