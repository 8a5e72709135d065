//! Every shipped meeting over the practice town: who comes, worked out from the records.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::town;
use crate::util::run_in;

/// Persons and items of a meeting.
fn meeting(id: &str) -> BTreeMap<String, Value> {
    let month = town::shared();
    let arguments = format!("-q --only -c town/meetings.toml --meeting {id}");
    let ran = run_in(month.path(), "agenda", &arguments, month.after("remind")).ok();
    let lines = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let items = lines.filter(|line: &Value| line["kind"] == "item");
    items
        .map(|item| (item["person"].as_str().unwrap().to_owned(), item))
        .collect()
}

fn persons() -> Vec<Value> {
    let lines = town::shared().after("match").lines();
    let lines = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["kind"] == "person").collect()
}

/// Those with an open case of these categories who have neither died nor moved away.
fn supported(categories: &[&str]) -> BTreeSet<String> {
    let of = |person: &Value| {
        let records = person["records"].as_array().unwrap();
        let list = |name: &str| records.iter().filter(|r| r["dataset"] == name).collect();
        let (cases, residents): (Vec<&Value>, Vec<&Value>) = (list("cases"), list("residents"));
        let open = cases.iter().any(|case| {
            let category = case["category"].as_str();
            let closed = case.get("closed_on").is_some() || case["stage"] == "closed";
            !closed && category.is_some_and(|category| categories.contains(&category))
        });
        let gone = residents
            .iter()
            .any(|row| matches!(row["status"].as_str(), Some("died" | "moved-out")));
        open && !gone
    };
    let all = persons().into_iter().filter(of);
    all.map(|person| person["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_progress_meeting_has_every_registered_case() {
    let wanted = supported(&["protected-child", "support-needed", "expectant"]);
    assert!(wanted.len() >= 5, "{}", wanted.len());
    let listed = meeting("progress");
    let missing: Vec<_> = wanted
        .iter()
        .filter(|id| !listed.contains_key(*id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let others = supported(&["other"]);
    let known = |id: &&String| wanted.contains(*id) || others.contains(*id);
    let strange: Vec<_> = listed.keys().filter(|id| !known(id)).collect();
    assert!(
        strange.len() <= 1,
        "a cell that nobody can read: {strange:?}"
    );
}

#[test]
fn the_groups_of_the_practitioners_meeting_share_nobody_and_leave_out_nobody_of_their_age() {
    let (infants, school) = (
        meeting("practitioners-infants"),
        meeting("practitioners-school"),
    );
    assert!(!infants.is_empty() && !school.is_empty());
    let born: BTreeMap<String, String> = persons()
        .into_iter()
        .filter_map(|person| {
            let born = person["birth_date"].as_str()?.to_owned();
            Some((person["id"].as_str()?.to_owned(), born))
        })
        .collect();
    // Grade 1 in the fiscal year 2026 begins with who was born up to 2020-04-01.
    for id in supported(&["protected-child", "support-needed"]) {
        let Some(born) = born.get(&id) else {
            continue;
        };
        let pupil = born.as_str() <= "2020-04-01";
        assert_eq!(school.contains_key(&id), pupil, "{id} born {born}");
        assert_eq!(infants.contains_key(&id), !pupil, "{id} born {born}");
    }
}

#[test]
fn the_groups_by_theme_leave_out_no_registered_case() {
    let abuse = ["neglect", "physical", "psychological", "sexual"];
    let open = |row: &Value| {
        let registered = matches!(
            row["category"].as_str(),
            Some("protected-child" | "support-needed" | "expectant")
        );
        let closed = row.get("closed_on").is_some() || row["stage"] == "closed";
        row["dataset"] == "cases" && registered && !closed
    };
    let of = |row: &Value| row["case_kind"].as_str().map(|kind| abuse.contains(&kind));
    let (first, second) = (
        meeting("practitioners-abuse"),
        meeting("practitioners-support"),
    );
    let theme = |wanted: bool| with(|row| open(row) && of(row) == Some(wanted));
    let (harmed, others) = (theme(true), theme(false));
    assert!(
        harmed.len() >= 3 && others.len() >= 3,
        "{harmed:?} {others:?}"
    );
    for id in &harmed {
        assert!(first.contains_key(id) && !second.contains_key(id), "{id}");
    }
    for id in &others {
        assert!(second.contains_key(id) && !first.contains_key(id), "{id}");
    }
    // A kind that nobody can read is left out of neither.
    for id in with(|row| open(row) && of(row).is_none()) {
        assert!(first.contains_key(&id) && second.contains_key(&id), "{id}");
    }
}

/// Those who have such a row and are still here.
fn with(wanted: impl Fn(&Value) -> bool) -> BTreeSet<String> {
    let of = |person: &Value| {
        let records = person["records"].as_array().unwrap();
        let gone = |row: &Value| matches!(row["status"].as_str(), Some("died" | "moved-out"));
        records.iter().any(&wanted) && !records.iter().any(gone)
    };
    let all = persons().into_iter().filter(of);
    all.map(|person| person["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_intake_meeting_has_those_and_only_those_who_are_received_and_not_yet_accepted() {
    let wanted = with(|row| {
        row["dataset"] == "cases" && row["stage"] == "received" && row.get("closed_on").is_none()
    });
    assert!(!wanted.is_empty());
    let listed: BTreeSet<String> = meeting("intake").into_keys().collect();
    assert_eq!(listed, wanted);
}

#[test]
fn the_case_conference_has_those_who_come_home_soon_and_those_to_be_discussed() {
    // Three months after the day of the run, 1 June.
    let soon = |row: &Value, field: &str| row[field].as_str().is_some_and(|day| day <= "2026-09");
    let wanted = with(|row| {
        let open = row.get("ended_on").is_none();
        match row["dataset"].as_str() {
            Some("placements") => open && soon(row, "planned_end"),
            Some("protections") => {
                let custody = row["protection_kind"] == "temporary-custody";
                open && custody && soon(row, "valid_until")
            }
            Some("decisions") => row["decision"] == "discuss",
            _ => false,
        }
    });
    assert!(wanted.len() >= 2, "{}", wanted.len());
    let listed: BTreeSet<String> = meeting("individual").into_keys().collect();
    assert_eq!(listed, wanted);
}

#[test]
fn the_case_conference_and_the_intake_meeting_say_why_somebody_comes() {
    for (id, reasons) in [
        ("individual", ["decision:discuss", "when:2"]),
        ("intake", ["when:1", "when:1"]),
    ] {
        let listed = meeting(id);
        assert!(!listed.is_empty(), "{id}");
        for item in listed.values() {
            let because = item["because"].as_array().unwrap();
            let known = |why: &Value| reasons.contains(&why.as_str().unwrap());
            assert!(!because.is_empty() && because.iter().all(known), "{item}");
        }
    }
}

/// Those of whom the practice town's truth says that one of these rules is about them.
fn truly(rules: &[&str]) -> BTreeSet<String> {
    let truth = town::read_lines(&town::shared().path().join("truth/flags.jsonl"));
    let about = |line: &&Value| {
        line["result"] == "fired" && rules.contains(&line["rule"].as_str().unwrap())
    };
    let numbers: BTreeSet<&str> = truth
        .iter()
        .filter(about)
        .map(|line| line["resident_no"].as_str().unwrap())
        .collect();
    let theirs = |person: &Value| {
        let records = person["records"].as_array().unwrap();
        let mut own = records.iter().filter_map(|r| r["resident_no"].as_str());
        own.any(|number| numbers.contains(number))
    };
    let all = persons().into_iter().filter(theirs);
    all.map(|person| person["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_infants_meeting_has_those_and_only_those_whose_check_up_is_open() {
    let wanted = truly(&[
        "checkup-detailed-no-result",
        "checkup-4m-not-taken",
        "checkup-18m-not-taken",
        "checkup-36m-not-taken",
    ]);
    assert!(wanted.len() >= 5, "{}", wanted.len());
    let listed: BTreeSet<String> = meeting("infants").into_keys().collect();
    assert_eq!(listed, wanted);
}

#[test]
fn seven_days_of_absence_come_to_the_weekly_and_to_the_monthly_meeting() {
    let wanted = truly(&["absence-7-school-days"]);
    assert!(wanted.len() >= 5, "{}", wanted.len());
    for id in ["weekly", "monthly"] {
        let listed = meeting(id);
        for person in &wanted {
            let because = &listed[person]["because"];
            let why = because.as_array().unwrap();
            assert!(
                why.contains(&"flag:absence-7-school-days".into()),
                "{id}: {because}"
            );
        }
    }
}
