//! The families with a story, and the rules they are about.

use crate::util::{cells, number, place, result, told, town, truth};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_rule_fires_for_somebody_is_unknown_for_somebody_and_for_most_it_is_neither() {
    for (children, seed) in [(60, 1), (60, 99), (1000, 2)] {
        let dir = town(children, seed);
        let mut found: BTreeMap<(String, String), u32> = BTreeMap::new();
        let used: Vec<String> = truth(&dir, "rules.jsonl")
            .iter()
            .filter(|rule| rule["on"] == true)
            .map(|rule| rule["rule"].as_str().unwrap().to_owned())
            .collect();
        for flag in truth(&dir, "flags.jsonl") {
            let key = |k: &str| flag[k].as_str().unwrap().to_owned();
            *found.entry((key("rule"), key("result"))).or_default() += 1;
        }
        let rules = [
            "absence-7-school-days",
            "absence-no-contact",
            "absence-30-year",
            "checkup-4m-not-taken",
            "checkup-18m-not-taken",
            "checkup-36m-not-taken",
            "checkup-detailed-no-result",
            "school-age-not-enrolled",
            "case-not-seen",
            "sibling-of-registered",
            "injury-or-own-word",
            "gap-school-aid",
        ];
        assert_eq!(
            BTreeSet::from(rules),
            used.iter().map(String::as_str).collect()
        );
        for rule in rules {
            for result in ["fired", "unknown"] {
                let count = found
                    .get(&(rule.to_owned(), result.to_owned()))
                    .copied()
                    .unwrap_or(0);
                assert!(
                    count > 0,
                    "{rule} {result} of {children} children, seed {seed}"
                );
                assert!(
                    count < children / 5,
                    "{rule} {result}: {count} of {children}"
                );
            }
        }
    }
}

#[test]
fn the_stories_are_true_in_every_town() {
    for (children, seed) in [(60, 1), (60, 12345), (1000, 3)] {
        let dir = town(children, seed);
        let says = |story, at, rule, wanted: Option<&str>| {
            let person = told(&dir, story, at);
            assert_eq!(
                result(&dir, rule, &person).as_deref(),
                wanted,
                "{story} {at} {rule}"
            );
        };
        let (seven, fired) = ("absence-7-school-days", Some("fired"));
        says("nine-days-checkup-plan", 0, seven, fired);
        says("nine-days-checkup-plan", 1, "checkup-18m-not-taken", fired);
        says("nine-days-checkup-plan", 1, "sibling-of-registered", fired);
        says("six-days-only", 0, seven, None);
        says("change-of-school", 0, seven, fired);
        says("suspended-and-hospital", 0, seven, fired);
        says("suspended-and-hospital", 1, seven, fired);
        says("list-missing", 0, seven, None);
        says("list-missing", 1, seven, fired);
        says("list-missing", 2, seven, Some("list-missing"));
        says(
            "list-missing",
            2,
            "absence-no-contact",
            Some("list-missing"),
        );
        says("no-contact", 0, "absence-no-contact", fired);
        says("no-contact", 1, "absence-no-contact", None);
        says("all-days", 0, "absence-30-year", fired);
        says("all-days", 1, "absence-30-year", None);
        says("mark-unreadable", 0, seven, Some("cell-unreadable"));
        says("mark-unreadable", 0, "absence-no-contact", None);
        says("checkups-not-taken", 0, "checkup-36m-not-taken", fired);
        says("checkups-not-taken", 1, "checkup-4m-not-taken", fired);
        for (at, rule) in [
            "checkup-36m-not-taken",
            "checkup-18m-not-taken",
            "checkup-4m-not-taken",
        ]
        .iter()
        .enumerate()
        {
            says("moved-in", at, rule, Some("moved-in"));
        }
        says("detailed", 0, "checkup-detailed-no-result", fired);
        says("detailed", 1, "checkup-detailed-no-result", None);
        says(
            "detailed",
            2,
            "checkup-detailed-no-result",
            Some("cell-unreadable"),
        );
        says(
            "detailed",
            3,
            "checkup-detailed-no-result",
            Some("cell-unreadable"),
        );
        says(
            "checkup-day-unreadable",
            0,
            "checkup-36m-not-taken",
            Some("cell-unreadable"),
        );
        says("not-enrolled", 0, "school-age-not-enrolled", fired);
        says(
            "moved-in-today",
            0,
            "school-age-not-enrolled",
            Some("moved-in"),
        );
        says(
            "undecided-pair",
            0,
            "school-age-not-enrolled",
            Some("undecided-pair"),
        );
        says("undecided-pair", 1, "school-age-not-enrolled", None);
        says("not-seen", 0, "case-not-seen", fired);
        says("not-seen", 1, "case-not-seen", fired);
        says("not-seen", 2, "case-not-seen", Some("cell-unreadable"));
        says(
            "category-unreadable",
            1,
            "sibling-of-registered",
            Some("cell-unreadable"),
        );
        says("closed", 1, "sibling-of-registered", None);
        says("gone", 0, "case-not-seen", None);
        says("gone", 1, "checkup-4m-not-taken", None);
        says("twins", 1, "sibling-of-registered", fired);
    }
}

#[test]
fn the_stories_of_the_smaller_lists_are_true_in_a_town_of_a_thousand() {
    for seed in [2, 3] {
        let dir = town(1000, seed);
        let says = |story, at, rule, wanted: Option<&str>| {
            let person = told(&dir, story, at);
            let said = result(&dir, rule, &person);
            assert_eq!(said.as_deref(), wanted, "{story} {at} {rule}");
        };
        let (fired, unreadable) = (Some("fired"), Some("cell-unreadable"));
        says("injury", 0, "injury-or-own-word", fired);
        says("child-word", 0, "injury-or-own-word", fired);
        says("report-unreadable", 0, "injury-or-own-word", unreadable);
        says("two-sources", 0, "told-by-two-places", fired);
        says("one-source", 0, "told-by-two-places", None);
        says("note-day-unreadable", 0, "told-by-two-places", unreadable);
        says("closed", 0, "earlier-report", fired);
        says("checkups-not-taken", 1, "no-vaccination", fired);
        says("checkups-not-taken", 1, "infant-not-visited", fired);
        says("visit-unreadable", 0, "infant-not-visited", unreadable);
        says("at-home", 0, "preschooler-unseen", fired);
        says("at-home-with-service", 0, "preschooler-unseen", None);
        says("low-weight", 0, "low-birth-weight", fired);
        says(
            "moved-in-today",
            0,
            "moved-in-no-history",
            Some("list-too-old"),
        );
        says("moved-twice", 0, "moved-twice-in-3-years", fired);
        says("moved-in", 1, "moved-twice-in-3-years", Some("moved-in"));
        says("expectant", 0, "pregnancy-notified-late", fired);
        says("expectant", 0, "nobody-to-help", fired);
        says("weeks-unreadable", 0, "pregnancy-notified-late", unreadable);
        says("young-mother", 0, "young-mother", fired);
        says("young-mother", 0, "nobody-to-help", None);
        says("twins-expected", 0, "fifth-child-or-multiple", fired);
        says("no-slips", 0, "pregnancy-checkup-gap", fired);
        says("slip-unreadable", 0, "pregnancy-checkup-gap", unreadable);
        says("epds-no-care", 0, "gap-postpartum-care", fired);
        says("epds-and-care", 0, "epds-9", fired);
        says("epds-and-care", 0, "gap-postpartum-care", None);
        says("epds-item-10", 0, "epds-item-10", fired);
        says("epds-item-10", 0, "epds-9", None);
        says("mother-not-seen", 0, "postpartum-checkup-not-taken", fired);
        says("mother-not-seen", 0, "epds-9", Some("not-asked"));
        says("mchat", 0, "mchat-no-second-stage", fired);
        says("mchat", 1, "mchat-no-second-stage", None);
        says("mchat", 2, "mchat-no-second-stage", unreadable);
        says("health-room", 0, "health-room-5-month", fired);
        says("does-not-come", 0, "nursery-absent-7-days", fired);
        says(
            "total-only",
            0,
            "nursery-absent-7-days",
            Some("no-daily-marks"),
        );
        says("decayed-teeth", 0, "untreated-teeth", fired);
        says("told-two-years", 0, "untreated-teeth", fired);
        says("carer-of-school", 0, "care-at-home-and-absent", fired);
        says("carer-of-school", 0, "young-carer-on-one-list", fired);
        says("carer-of-both", 0, "young-carer-on-one-list", None);
        says("unpaid-long", 0, "arrears-of-registered", fired);
        says("unpaid-two-kinds", 0, "arrears-of-registered", fired);
        says("unpaid-little", 0, "arrears-of-registered", None);
        says("water-stopped", 0, "water-stopped", fired);
        says("signal-unreadable", 0, "water-stopped", unreadable);
        says("left-school", 0, "after-school-age-unsupported", fired);
        says(
            "left-school-helped",
            0,
            "after-school-age-unsupported",
            None,
        );
        says(
            "left-school-unreadable",
            0,
            "after-school-age-unsupported",
            unreadable,
        );
        says("allowance-without-aid", 0, "gap-school-aid", fired);
        says("allowance-and-aid", 0, "gap-school-aid", None);
        says("aid-until-march", 0, "gap-school-aid", Some("list-too-old"));
        says("allowance-unreadable", 0, "gap-school-aid", unreadable);
        says(
            "allowance-without-medical-aid",
            0,
            "gap-single-parent-medical",
            fired,
        );
        says("allowance-ended", 0, "gap-child-allowance", fired);
        says("medical-aid-ended", 0, "gap-child-medical", fired);
        says("medical-aid-renewed", 0, "gap-child-medical", None);
        says("certificate-ended", 0, "gap-day-service-expired", fired);
        says("certificate-renewed", 0, "gap-day-service-expired", None);
        says("not-begun", 0, "gap-recommended-not-begun", fired);
        says("begun", 0, "gap-recommended-not-begun", None);
        says(
            "recommended-unreadable",
            0,
            "gap-recommended-not-begun",
            unreadable,
        );
    }
}

#[test]
fn due_dates_of_the_stories_are_true() {
    let dir = town(60, 4);
    let dues = truth(&dir, "dues.jsonl");
    let of = |story, at, what: &str| -> Vec<(String, String)> {
        let person = told(&dir, story, at);
        let all = dues
            .iter()
            .filter(|d| d["person"] == person.as_str() && d["what"] == what);
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        all.map(|d| (text(&d["due"]), text(&d["state"]))).collect()
    };
    let one = |due: &str, state: &str| vec![(due.to_owned(), state.to_owned())];
    assert_eq!(
        of("nine-days-checkup-plan", 0, "plan-review"),
        one("2026-04", "overdue")
    );
    assert_eq!(
        of("three-months", 0, "plan-review"),
        one("2026-05-28", "overdue")
    );
    assert_eq!(
        of("three-months", 0, "goal-end"),
        one("2026-05-31", "overdue")
    );
    assert_eq!(
        of("three-months", 0, "next-contact"),
        one("2026-05", "overdue")
    );
    assert_eq!(
        of("decision-later", 0, "plan-review"),
        one("2026-08", "later")
    );
    assert_eq!(
        of("decision-later", 0, "next-contact"),
        one("2026-06-09", "this-month")
    );
    assert_eq!(of("two-plans", 0, "plan-review").len(), 2);
    assert_eq!(of("turns-18", 0, "turns-18"), one("2027-03-31", "later"));
    assert_eq!(of("not-seen", 0, "no-plan"), one("", "no-date"));
    assert_eq!(of("not-seen", 1, "no-worker"), one("", "no-date"));
    assert_eq!(of("not-seen", 2, "plan-no-date"), one("", "no-date"));
    assert_eq!(of("not-seen", 0, "sighting"), one("2026-04-11", "overdue"));
    assert!(of("gone", 0, "plan-review").is_empty());
    assert!(of("closed", 0, "plan-review").is_empty());
    assert!(
        dues.iter()
            .any(|d| d["what"] == "list-missing" && d["institution"] == "ひがし小")
    );
}

#[test]
fn nine_days_absent_stand_in_two_workbooks() {
    let dir = town(60, 1);
    let cells = cells(&dir);
    let person = told(&dir, "nine-days-checkup-plan", 0);
    let people = truth(&dir, "persons.jsonl");
    let line = people
        .iter()
        .find(|p| p["person"] == person.as_str())
        .unwrap();
    let mut days = Vec::new();
    for record in line["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["dataset"] == "attendance")
    {
        let sheet = &cells[&place(record)];
        let month = if record["path"].as_str().unwrap().contains("出欠4月") {
            4
        } else {
            5
        };
        let row = number(record, "row");
        for column in 5..40 {
            if sheet
                .get(&(row, column))
                .is_some_and(|mark| ["病", "家"].contains(&mark.as_str()))
            {
                let head = sheet[&(3, column)].parse().unwrap();
                days.push(
                    NaiveDate::from_ymd_opt(2026, month, head)
                        .unwrap()
                        .to_string(),
                );
            }
        }
    }
    days.sort();
    assert_eq!(
        days,
        [
            "2026-04-24",
            "2026-04-27",
            "2026-04-28",
            "2026-04-30",
            "2026-05-01",
            "2026-05-07",
            "2026-05-08",
            "2026-05-11",
            "2026-05-12"
        ]
    );
}
