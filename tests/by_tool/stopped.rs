//! What makes flags stop, and what makes them start again: death, departure, return, a pregnancy
//! that ended, a value that was corrected.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use calamine::{Reader, open_workbook_auto};
use serde_json::{Value, json};

use crate::by_tool::problems::answered;
use crate::town;
use crate::util::{Ran, copy, run_in};

fn month() -> Vec<Value> {
    let lines = town::shared().after("match").lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The month with every person changed.
fn changed(month: &[Value], change: impl Fn(&mut Vec<Value>)) -> String {
    let mut text = String::new();
    for line in month {
        let mut line = line.clone();
        if line["kind"] == "person" {
            change(line["records"].as_array_mut().unwrap());
        }
        text.push_str(&format!("{line}\n"));
    }
    text
}

/// What the shipped rules say, none of them off.
fn flag(folder: &Path, arguments: &str, input: &str) -> Ran {
    let rules = town::shared().path().join("town/rules.toml");
    let rules = fs::read_to_string(rules).unwrap();
    let rules = rules.replace("\non = false", "\non = true");
    fs::write(folder.join("all-on.toml"), rules).unwrap();
    run_in(
        folder,
        "flag",
        &format!("-q -c all-on.toml {arguments}"),
        input,
    )
    .ok()
}

/// Person and rule of everything that fired.
fn fired(ran: &Ran) -> BTreeSet<(String, String)> {
    let flags = ran.lines("flag").into_iter();
    let fired = flags.filter(|flag| flag["result"] == "fired");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    fired
        .map(|flag| (text(&flag["person"]), text(&flag["rule"])))
        .collect()
}

fn of_residents(records: &mut [Value], change: impl Fn(&mut Value)) {
    let rows = records
        .iter_mut()
        .filter(|record| record["dataset"] == "residents");
    rows.for_each(change);
}

#[test]
fn of_who_has_died_or_moved_away_nothing_is_said_and_who_came_back_counts_again() {
    let month = month();
    let folder = tempfile::tempdir().unwrap();
    let all = fired(&flag(
        folder.path(),
        "--only",
        town::shared().after("match"),
    ));
    for status in ["died", "moved-out"] {
        let left = changed(&month, |records| {
            of_residents(records, |record| record["status"] = json!(status));
        });
        let ran = flag(folder.path(), "--only", &left);
        let residents = month.iter().filter(|line| {
            let records = line["records"].as_array();
            records.is_some_and(|records| records.iter().any(|r| r["dataset"] == "residents"))
        });
        let residents: BTreeSet<&str> = residents.map(|p| p["id"].as_str().unwrap()).collect();
        assert!(
            all.iter()
                .any(|(person, _)| residents.contains(person.as_str()))
        );
        for line in ran.lines("flag") {
            let person = line["person"].as_str().unwrap();
            assert!(!residents.contains(person), "{status}: {line}");
        }
    }
    // Two rows: the one of the departure, and the one since the return.
    let back = changed(&month, |records| {
        let rows = records
            .iter()
            .filter(|record| record["dataset"] == "residents");
        let mut left: Vec<Value> = rows.cloned().collect();
        of_residents(&mut left, |record| {
            record["status"] = json!("moved-out");
            record["row"] = json!(90_000);
        });
        records.append(&mut left);
    });
    assert_eq!(fired(&flag(folder.path(), "--only", &back)), all);
}

#[test]
fn nobody_is_reminded_of_a_pregnancy_that_ended() {
    let month = month();
    let folder = tempfile::tempdir().unwrap();
    let about_births = |(person, rule): &(String, String)| {
        let rules = [
            "pregnancy-notified-late",
            "pregnancy-checkup-gap",
            "young-mother",
            "fifth-child-or-multiple",
            "nobody-to-help",
            "postpartum-checkup-not-taken",
            "gap-postpartum-care",
        ];
        rules
            .contains(&rule.as_str())
            .then(|| (person.clone(), rule.clone()))
    };
    let before = fired(&flag(
        folder.path(),
        "--only",
        town::shared().after("match"),
    ));
    assert!(before.iter().filter_map(about_births).count() > 2);
    let ended = changed(&month, |records| {
        for record in records
            .iter_mut()
            .filter(|record| record["dataset"] == "pregnancy")
        {
            record["outcome"] = json!("ended");
        }
    });
    let after = fired(&flag(folder.path(), "--only", &ended));
    let notified = month.iter().filter(|line| {
        let records = line["records"].as_array();
        records.is_some_and(|records| records.iter().any(|r| r["dataset"] == "pregnancy"))
    });
    let notified: BTreeSet<&str> = notified.map(|p| p["id"].as_str().unwrap()).collect();
    let still: Vec<_> = after.iter().filter_map(about_births).collect();
    assert!(
        still
            .iter()
            .all(|(person, _)| !notified.contains(person.as_str())),
        "{still:?}"
    );
}

#[test]
fn a_corrected_cell_is_judged_again_and_what_stood_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for part in ["town", "2026-05"] {
        copy(&town::shared().path().join(part), &path.join(part));
    }
    let import = |arguments: &str| {
        let all =
            format!("-q --lang ja -c town/import.toml --today 2026-06-01 {arguments} 2026-05/in");
        run_in(path, "import", &all, "").ok()
    };
    let matched =
        |imported: &Ran| run_in(path, "match", "-q -c town/match.toml", &imported.out).ok();
    let first = import("--problems letters");
    // A number of teeth that nobody can read.
    let teeth = |line: &Value| line["field"] == "untreated_teeth";
    let problem = first.lines("problem").into_iter().find(teeth).unwrap();
    let cell = format!("{}{}", problem["column"].as_str().unwrap(), problem["row"]);
    let unread = flag(path, "--only", &matched(&first).out);
    let because = |line: &&Value| line["cause"]["cell"] == cell.as_str() && teeth(&line["cause"]);
    let person = unread.lines("flag").iter().find(because).unwrap()["person"].clone();
    let person = person.as_str().unwrap().to_owned();
    let key = (person.clone(), "untreated-teeth".to_owned());
    assert!(!fired(&unread).contains(&key));

    let letter = path.join("letters/教育委員会へ_確認のお願い.xlsx");
    let answer = ["7", "町立 歯子", "2026-06-05", "健診票で確認"];
    fs::write(
        path.join("2026-05/in/訂正.csv"),
        answered(&letter, &cell, &cell, answer),
    )
    .unwrap();
    let second = matched(&import(""));
    let ran = flag(path, "--lang ja --xlsx list.xlsx", &second.out);
    assert!(fired(&ran).contains(&key));
    let is_it =
        |line: &&Value| line["person"] == person.as_str() && line["rule"] == "untreated-teeth";
    let line = ran.lines("flag").iter().find(is_it).unwrap().clone();
    let cells = line["evidence"].as_array().unwrap();
    let evidence = cells
        .iter()
        .find(|one| one["cell"] == cell.as_str())
        .unwrap();
    assert_eq!(evidence["value"], "7");
    assert!(evidence["corrected_by"].is_string(), "{line}");
    // The record travels as it was read.
    let persons = ran.lines("person");
    let records = persons.iter().find(|p| p["id"] == person.as_str()).unwrap()["records"].clone();
    let record = records
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["source"] == evidence["source"]);
    assert!(record.unwrap()["untreated_teeth"].is_null());
    // The paper says who corrected it, when and why.
    let mut book = open_workbook_auto(path.join("list.xlsx")).unwrap();
    let mut text = String::new();
    for (_, sheet) in book.worksheets() {
        text.extend(sheet.used_cells().map(|(_, _, cell)| format!("{cell}\n")));
    }
    for part in ["訂正済み", "町立 歯子", "健診票で確認", "令和8年6月5日"] {
        assert!(text.contains(part), "{part}");
    }
    // The screen does not say by whom.
    let explained = run_in(
        path,
        "flag",
        &format!("-c all-on.toml --explain {person}=untreated-teeth"),
        &second.out,
    )
    .ok();
    assert!(
        explained.out.contains("corrected") && !explained.out.contains("町立"),
        "{}",
        explained.out
    );
}
