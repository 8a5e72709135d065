use std::io::Write;

use mimamori_record::Failure;
use serde_json::json;

use super::{Ran, SHIPPED, Town, case, plan};

pub(super) fn with_rules(town: &Town, rules: &str) -> Result<Ran, Failure> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, "[ics]\ndetail = \"counts\"\n{rules}").unwrap();
    super::run(&town.stream(), file.path(), "")
}

pub(super) fn rule(keys: &str) -> String {
    format!(
        "[[rule]]\nwhat = \"x\"\ntitle = {{ ja = \"す\", en = \"x\" }}\non = true\nsource = \"町\"\n{keys}\n"
    )
}

#[track_caller]
pub(super) fn refused(rules: &str, place: &str, advice: &str) {
    let failure = with_rules(&Town::new(), rules).map(|_| ()).unwrap_err();
    assert_eq!(failure.status.code(), 2, "{failure}");
    assert!(failure.what.en.contains(place), "{failure}");
    assert!(failure.advice.en.contains(advice), "{failure}");
}

#[test]
fn a_town_asks_about_another_list_by_its_own_rule() {
    let rules = rule(
        "dates = [{ field = \"decisions.decided_on\", days = 90 }]\nowner = [\"decisions.worker\", \"cases.worker\"]",
    );
    let decision = json!({"dataset": "decisions", "decided_on": "2026-03-02"});
    let ran = with_rules(&Town::new().person(&[case(), decision]), &rules).unwrap();
    assert_eq!(ran.dues.len(), 1);
    assert_eq!(ran.dues[0].due.as_deref(), Some("2026-05-31"));
    assert_eq!(ran.dues[0].owner.as_deref(), Some("野々村 けい"));
}

#[test]
fn a_worker_whom_a_meeting_named_is_known_although_no_rule_asks_about_decisions() {
    let rules =
        rule("dates = [{ field = \"cases.last_seen\", days = 30 }]\nowner = [\"cases.worker\"]");
    let owner = |decided_on: &str| {
        let decision =
            json!({"dataset": "decisions", "decided_on": decided_on, "worker": "早瀬 つばさ"});
        let ran = with_rules(&Town::new().person(&[case(), decision]), &rules).unwrap();
        ran.dues[0].owner.clone().unwrap()
    };
    assert_eq!(owner("2026-05-31"), "早瀬 つばさ", "newer than the ledger");
    assert_eq!(owner("2026-05-20"), "野々村 けい", "older");
}

#[test]
fn a_rule_that_is_off_is_silent_and_its_rows_without_a_date_are_not() {
    let text = std::fs::read_to_string(SHIPPED).unwrap();
    let town = Town::new().person(&[
        case(),
        plan(json!({})),
        plan(json!({"plan_no": "P-8", "next_review": "2026-05"})),
    ]);
    let off = text.replacen(
        "title = { ja = \"計画の見直し\", en = \"plan review\" }\non = true",
        "title = { ja = \"計画の見直し\", en = \"plan review\" }\non = false",
        1,
    );
    assert_ne!(text, off);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(off.as_bytes()).unwrap();
    let ran = super::run(&town.stream(), file.path(), "").unwrap();
    let whats: Vec<&str> = ran.dues.iter().map(|due| due.what.as_str()).collect();
    assert_eq!(whats, ["plan-no-date", "sighting"]);
}

#[test]
fn an_interval_of_the_town_is_used() {
    let rules = rule("dates = [{ field = \"plans.made_on\", months = 1 }]");
    let town = Town::new().person(&[case(), plan(json!({"made_on": "2026-05-31"}))]);
    assert_eq!(
        with_rules(&town, &rules).unwrap().dues[0].due.as_deref(),
        Some("2026-06-30")
    );
}

#[test]
fn what_is_further_ahead_than_the_rule_looks_is_not_written() {
    let town = Town::new().person(&[case(), plan(json!({"goal_to": "2026-09-01"}))]);
    let rules = |ahead: &str| {
        rule(&format!(
            "dates = [{{ field = \"plans.goal_to\" }}]\nahead = {ahead}"
        ))
    };
    assert_eq!(with_rules(&town, &rules("3")).unwrap().dues.len(), 1);
    assert_eq!(with_rules(&town, &rules("2")).unwrap().dues.len(), 0);
}

#[test]
fn a_wrong_field_is_pointed_at_with_the_nearest_right_one() {
    refused(
        &rule("dates = [{ field = \"plans.next_reveiw\" }]"),
        "line 8, column 20",
        "did you mean next_review?",
    );
    refused(&rule("missing = \"plan\""), "line 8", "did you mean plans?");
}

#[test]
fn a_field_that_is_no_date_is_refused() {
    refused(
        &rule("dates = [{ field = \"plans.worker\" }]"),
        "another type",
        "dates or months",
    );
    refused(
        &rule("blank = \"cases.worker\"\nowner = [\"cases.last_seen\"]"),
        "another type",
        "worker",
    );
}

#[test]
fn a_key_that_would_do_nothing_is_refused() {
    refused(
        &rule("missing = \"plans\"\nlater = \"decisions.next_review\""),
        "later does nothing",
        "remove",
    );
    refused(
        &rule("blank = \"cases.worker\"\nahead = 3"),
        "ahead does nothing",
        "remove",
    );
    refused(
        &rule("lists = [\"plans\"]\nowner = [\"cases.worker\"]"),
        "owner does nothing",
        "remove",
    );
}

#[test]
fn a_rule_that_looks_for_nothing_or_for_two_things_is_refused() {
    refused(&rule(""), "has none of", "undated");
    refused(
        &rule("missing = \"plans\"\nblank = \"cases.worker\""),
        "two or more",
        "two rules",
    );
    refused(&rule("lists = []"), "empty", "name the lists");
    refused(&rule("dates = []"), "empty", "date");
}

#[test]
fn months_and_days_together_and_numbers_out_of_range_are_refused() {
    refused(
        &rule("dates = [{ field = \"plans.made_on\", months = 3, days = 90 }]"),
        "both",
        "90 days are not 3 months",
    );
    refused(
        &rule("dates = [{ field = \"plans.made_on\", months = 0 }]"),
        "0 is not allowed",
        "-600 to 600, not 0",
    );
    refused(
        &rule("dates = [{ field = \"plans.made_on\", months = 601 }]"),
        "601 is not allowed",
        "-600 to 600",
    );
    refused(
        &rule("dates = [{ field = \"plans.made_on\", days = -20001 }]"),
        "-20001 is not allowed",
        "-20000 to 20000",
    );
}

#[test]
fn the_fields_that_are_allowed_are_each_named_once() {
    let rules = rule("dates = [{ field = \"plans.no_such\" }]");
    let failure = with_rules(&Town::new(), &rules).map(|_| ()).unwrap_err();
    let list = failure.advice.en.rsplit(": ").next().unwrap();
    let names: Vec<&str> = list.split(", ").collect();
    let once: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert!(once.contains("next_review"), "{failure}");
    assert_eq!(names.len(), once.len(), "{failure}");
}

#[test]
fn which_row_is_told_by_a_field_of_that_row() {
    let with = |which: &str| {
        rule(&format!(
            "dates = [{{ field = \"plans.next_review\" }}]\nwhich = \"{which}\""
        ))
    };
    refused(&with("cases.case_no"), "list that is counted", "plans.");
    refused(&with("plans.servise"), "servise", "service");
    refused(&with("plans.address"), "whose row it is", "service");
    refused(
        &rule("age = 18\nwhich = \"plans.service\""),
        "which",
        "remove it",
    );
}

#[test]
fn unknown_names_of_rules_categories_and_keys_are_refused() {
    refused(
        &rule("dates = [{ field = \"plans.made_on\" }]\nundated = \"y\""),
        "no rule",
        "allowed: x",
    );
    refused(
        &rule("age = 18\ncategories = [\"protected\"]"),
        "no category",
        "protected-child",
    );
    refused(&rule("age = 18\nahaed = 3"), "ahaed", "ahead");
    refused(
        &format!("{}{}", rule("age = 18"), rule("age = 20")),
        "two rules",
        "rename",
    );
}

#[test]
fn the_example_of_the_manual_is_understood_and_every_key_of_it_told() {
    use crate::manual::{EXAMPLE, SECTIONS};
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, "{EXAMPLE}").unwrap();
    let town = Town::new().person_as(
        json!({"birth_date": "2026-01-05"}),
        &[case(), plan(json!({"made_on": "2026-04-10"}))],
    );
    let ran = super::run(&town.stream(), file.path(), "").unwrap();
    assert_eq!(ran.dues[0].due.as_deref(), Some("2026-06-10"));
    let keys = SECTIONS.iter().flat_map(|section| section.keys);
    let told: String = keys.map(|key| key.written).collect::<Vec<_>>().join("\n");
    let shipped = std::fs::read_to_string(SHIPPED).unwrap();
    let lines = EXAMPLE.lines().chain(shipped.lines());
    let written = lines
        .filter(|line| !line.starts_with('#'))
        .skip_while(|line| *line != "[[rule]]")
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key.trim())
        .filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
    for key in written.filter(|key| !["current", "bereaved"].contains(key)) {
        assert!(told.contains(key), "{key}");
    }
}
