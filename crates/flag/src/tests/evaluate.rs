use mimamori_record::{Input, Lang};
use serde_json::{Value, json};

use super::stream::{Stream, case, checkup, marks, pupil, resident, shipped};
use crate::evaluate::{Counts, Report, evaluate};

fn counts(stream: &Stream) -> (Counts, String) {
    let (config, rules) = shipped();
    let text = stream.text();
    let mut input = Input::new(text.as_bytes(), false).unwrap();
    let (counts, head) = evaluate(&config, &rules, &mut input).unwrap();
    let report = Report::new(&counts, &config, &rules, &head, Lang::En).text();
    (counts, report)
}

fn of(rule: &str, counts: &Counts) -> crate::evaluate::Count {
    let (_, rules) = shipped();
    let at = rules.rules.iter().position(|r| r.id == rule).unwrap();
    counts.rules[at]
}

/// A pupil with these marks in April.
fn child(days: &[u32], more: Vec<Value>) -> (&'static str, Vec<Value>) {
    let mut records = vec![
        resident("2018-10-03"),
        pupil(),
        marks(4, days, json!("absent-no-contact")),
        marks(5, &[], json!("")),
    ];
    records.extend(more);
    ("2018-10-03", records)
}

fn decided(decision: &str) -> Value {
    json!({"dataset": "decisions", "source": "d.1", "decided_on": "2026-04-10", "decision": decision})
}

#[test]
fn known_families_are_found_or_not_and_the_others_stand_beside_them() {
    let ledger = || case(json!("2026-05-20"));
    let stream = Stream::new()
        .family(&[child(&[9, 10], vec![ledger(), decided("continue")])])
        .family(&[child(&[], vec![ledger()])])
        .family(&[child(&[9, 10], vec![decided("not-eligible")])])
        .family(&[child(&[9, 10], vec![])])
        .family(&[child(&[], vec![])]);
    let (counts, text) = counts(&stream);
    let count = of("absence-no-contact", &counts);
    assert_eq!((count.persons, count.known), (5, 2));
    assert_eq!((count.found, count.missed(), count.untold), (1, 1, 0));
    assert_eq!((count.others, count.right, count.wrong), (2, 1, 1));
    assert!(text.contains("60.0 %"), "three of five: {text}");
    assert!(text.contains("too few to say anything"));
}

#[test]
fn of_a_known_family_whose_list_is_missing_it_cannot_say() {
    let stream = Stream::new().family(&[child(&[9], vec![case(json!("2026-05-20"))])]);
    let (counts, _) = counts(&stream.without("a5.1"));
    let count = of("absence-no-contact", &counts);
    assert_eq!((count.found, count.missed(), count.untold), (0, 0, 1));
}

#[test]
fn a_rule_that_is_off_is_asked_and_lists_nobody() {
    let late = |mark: &str| {
        let days = [7, 8, 11, 12, 13];
        let records = vec![
            resident("2018-10-03"),
            pupil(),
            marks(4, &[], json!("")),
            marks(5, &days, json!(mark)),
        ];
        Stream::new().family(&[("2018-10-03", records)])
    };
    let (counts, text) = counts(&late("late"));
    assert_eq!(of("late-early-5-month", &counts).others, 1);
    assert_eq!(counts.all.others, 0);
    assert!(text.contains("Late or left early on 5 days of a month (off)"));
}

#[test]
fn areas_stand_alone_and_together() {
    let both = child(&[9, 10], vec![case(json!("2026-01-20"))]);
    let one = (
        "2025-10-10",
        vec![resident("2025-10-20"), checkup("4m", json!({}))],
    );
    let (counts, _) = counts(&Stream::new().family(&[one]).family(&[both]));
    let area = counts.areas["care-and-safety"];
    assert_eq!((area.persons, area.found, area.others), (2, 1, 1));
    let sets: Vec<usize> = counts.together.keys().map(|areas| areas.len()).collect();
    assert_eq!(sets, [1]);
}

#[test]
fn rules_that_ask_the_ledger_are_marked() {
    let (_, rules) = shipped();
    let asks = |id: &str| {
        let rule = rules.rules.iter().find(|rule| rule.id == id).unwrap();
        rules.asks(rule, "cases")
    };
    assert!(asks("case-not-seen") && asks("absence-7-school-days"));
    assert!(asks("sibling-of-registered"), "by way of a name");
    assert!(!asks("absence-no-contact"));
}
