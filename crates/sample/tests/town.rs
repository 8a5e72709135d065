//! The practice town: the same seed gives the same bytes, and its truth says what really stands
//! in its workbooks.

#![allow(clippy::unwrap_used, reason = "a test that cannot read what it made must fail")]

use calamine::{Data, Reader, Xlsx, open_workbook};
use chrono::NaiveDate;
use mimamori_sample::{SampleError, write_town};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn town(children: u32, seed: u64) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write_town(dir.path(), children, seed).unwrap();
    dir
}

fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn truth(dir: &TempDir, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(dir.path().join("truth").join(name)).unwrap();
    text.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

/// Every cell that holds something, by path, sheet, row and column (counted from 1).
type Cells = HashMap<(String, String), HashMap<(u32, u32), String>>;

fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => mimamori_calendar::from_excel_serial(date.as_f64(), false)
            .unwrap()
            .to_string(),
        other => other.to_string(),
    }
}

fn cells(dir: &TempDir) -> Cells {
    let mut all = Cells::new();
    for (name, bytes) in files(&dir.path().join("2026-05")) {
        let path = format!("2026-05/{}", name.to_str().unwrap().replace('\\', "/"));
        if path.ends_with(".csv") {
            let (text, _, lost) = encoding_rs::SHIFT_JIS.decode(&bytes);
            assert!(!lost && !text.contains("&#"), "{path} loses characters");
            assert!(text.ends_with("\r\n"));
            let sheet = all.entry((path, String::new())).or_default();
            for (row, line) in (1..).zip(text.split_terminator("\r\n")) {
                for (column, field) in (1..).zip(line.split(',')) {
                    sheet.insert((row, column), field.to_owned());
                }
            }
            continue;
        }
        let mut book: Xlsx<_> = open_workbook(dir.path().join(&path)).unwrap();
        for (sheet, range) in book.worksheets() {
            let sheet = all.entry((path.clone(), sheet)).or_default();
            let (row0, column0) = range.start().unwrap();
            for (row, column, cell) in range.used_cells() {
                let row = row0 + u32::try_from(row).unwrap() + 1;
                let column = column0 + u32::try_from(column).unwrap() + 1;
                sheet.insert((row, column), shown(cell));
            }
        }
    }
    all
}

fn place(line: &Value) -> (String, String) {
    let sheet = line["sheet"].as_str().unwrap_or_default();
    (line["path"].as_str().unwrap().to_owned(), sheet.to_owned())
}

fn number(line: &Value, key: &str) -> u32 {
    u32::try_from(line[key].as_u64().unwrap()).unwrap()
}

fn column(letters: &str) -> u32 {
    letters
        .bytes()
        .fold(0, |sum, b| sum * 26 + u32::from(b - b'A') + 1)
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (a, b) = (town(60, 7), town(60, 7));
    let (a, b) = (files(a.path()), files(b.path()));
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (name, bytes) in &a {
        assert!(bytes == &b[name], "{} differs", name.display());
    }
}

#[test]
fn another_seed_gives_another_town() {
    let (a, b) = (town(60, 7), town(60, 8));
    let people = "truth/persons.jsonl";
    assert_ne!(
        fs::read(a.path().join(people)).unwrap(),
        fs::read(b.path().join(people)).unwrap()
    );
}

#[test]
fn too_few_and_too_many_children_are_refused_before_anything_is_written() {
    let dir = tempfile::tempdir().unwrap();
    for count in [59, 50_001] {
        assert!(matches!(
            write_town(dir.path(), count, 1),
            Err(SampleError::Children(_))
        ));
    }
    assert!(files(dir.path()).is_empty());
}

#[test]
fn a_town_has_as_many_children_as_asked_for() {
    for (children, seed) in [(60, 1), (61, 2), (333, 3), (1000, 4)] {
        let dir = tempfile::tempdir().unwrap();
        let summary = write_town(dir.path(), children, seed).unwrap();
        assert_eq!(summary.children, usize::try_from(children).unwrap());
    }
}

#[test]
fn every_row_of_the_truth_stands_in_its_workbook_and_no_row_is_left_over() {
    for (children, seed) in [(60, 1), (1000, 1)] {
        let dir = town(children, seed);
        let cells = cells(&dir);
        let name_column = |dataset: &str| match dataset {
            "school-register" | "checkups" | "attendance" => 2,
            _ => 3,
        };
        let mut seen: BTreeSet<(String, String, u32)> = BTreeSet::new();
        for person in truth(&dir, "persons.jsonl") {
            for record in person["records"].as_array().unwrap() {
                let at = place(record);
                let row = number(record, "row");
                let column = name_column(record["dataset"].as_str().unwrap());
                assert_eq!(
                    cells[&at][&(row, column)],
                    record["name"].as_str().unwrap(),
                    "{at:?} {row}"
                );
                assert!(seen.insert((at.0, at.1, row)), "two people in one row");
            }
        }
        for ((path, sheet), all) in &cells {
            let first = seen
                .iter()
                .filter(|s| (&s.0, &s.1) == (path, sheet))
                .map(|s| s.2);
            let (low, high) = (first.clone().min().unwrap(), first.max().unwrap());
            for row in low..=high {
                assert!(
                    seen.contains(&(path.clone(), sheet.clone(), row)),
                    "{path} {sheet} {row}"
                );
            }
            // Below the table stand at most a total row and a note.
            let below: BTreeSet<u32> = all
                .keys()
                .map(|(row, _)| *row)
                .filter(|r| *r > high)
                .collect();
            assert!(below.len() <= 2, "{path} {sheet}");
        }
    }
}

#[test]
fn every_planted_cell_holds_what_the_truth_says_and_cannot_be_read() {
    let dir = town(60, 5);
    let cells = cells(&dir);
    let problems = truth(&dir, "problems.jsonl");
    let mut codes = BTreeSet::new();
    for problem in &problems {
        let at = (
            number(problem, "row"),
            column(problem["column"].as_str().unwrap()),
        );
        let value = problem["value"].as_str().unwrap();
        assert_eq!(cells[&place(problem)][&at], value);
        let code = problem["code"].as_str().unwrap();
        codes.insert(code.to_owned());
        if code.starts_with("date-") {
            assert_eq!(
                mimamori_calendar::read(value).unwrap_err().code(),
                code,
                "{value}"
            );
        }
    }
    let wanted = [
        "date-era-overflow",
        "date-no-such-day",
        "date-unknown",
        "unknown-code",
    ];
    assert_eq!(codes.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
}

#[test]
fn every_rule_fires_for_somebody_is_unknown_for_somebody_and_for_most_it_is_neither() {
    for (children, seed) in [(60, 1), (60, 99), (1000, 2)] {
        let dir = town(children, seed);
        let mut found: BTreeMap<(String, String), u32> = BTreeMap::new();
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
        ];
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
        assert_eq!(found.len(), 2 * rules.len(), "{found:?}");
    }
}

/// The person of a story, by its place in it.
fn told(dir: &TempDir, story: &str, at: usize) -> String {
    let stories = truth(dir, "stories.jsonl");
    let line = stories.iter().find(|s| s["story"] == story).unwrap();
    line["persons"][at].as_str().unwrap().to_owned()
}

fn result(dir: &TempDir, rule: &str, person: &str) -> Option<String> {
    let flags = truth(dir, "flags.jsonl");
    let flag = flags
        .iter()
        .find(|f| f["rule"] == rule && f["person"] == person)?;
    Some(match flag["result"].as_str().unwrap() {
        "unknown" => flag["cause"]["code"].as_str().unwrap().to_owned(),
        fired => fired.to_owned(),
    })
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

#[test]
fn every_birth_date_that_was_not_mistyped_can_be_read_as_what_it_is() {
    let dir = town(1000, 6);
    let cells = cells(&dir);
    let mut spellings = BTreeSet::new();
    for person in truth(&dir, "persons.jsonl") {
        for record in person["records"].as_array().unwrap() {
            let path = record["path"].as_str().unwrap();
            let column = match record["dataset"].as_str().unwrap() {
                "residents" => 7,
                "school-register" | "checkups" => 4,
                "attendance" if path.contains("ひなた中") => continue,
                "attendance" => 4,
                _ => 5,
            };
            let text = &cells[&place(record)][&(number(record, "row"), column)];
            let read = mimamori_calendar::read(text)
                .unwrap()
                .day()
                .unwrap()
                .to_string();
            let same = read == person["birth_date"].as_str().unwrap();
            assert_eq!(same, record["slip"] != "birth-date", "{path} {text}");
            spellings.insert(text.chars().filter(|c| !c.is_numeric()).collect::<String>());
        }
    }
    assert!(spellings.len() >= 8, "{spellings:?}");
}

#[test]
fn one_school_has_not_sent_its_file() {
    let dir = town(60, 1);
    let file = |name: &str| dir.path().join("2026-05/in").join(name);
    for school in ["みなと小", "ひがし小", "やまて小", "ひなた中", "みなみ中"] {
        assert!(file(&format!("{school}/出欠4月.xlsx")).exists());
        assert_eq!(
            file(&format!("{school}/出欠5月.xlsx")).exists(),
            school != "ひがし小"
        );
    }
}

#[test]
fn twins_share_a_birthday_and_nothing_tells_two_children_apart_less_than_a_given_name() {
    let dir = town(1000, 9);
    let mut names: BTreeSet<(String, String)> = BTreeSet::new();
    let people = truth(&dir, "persons.jsonl");
    for person in people.iter().filter(|p| p["child"] == true) {
        let text = |key: &str| person[key].as_str().unwrap().to_owned();
        assert!(names.insert((text("name"), text("birth_date"))));
    }
    assert!(people.iter().filter(|p| p["twin"] == true).count() >= 4);
}

#[test]
fn a_town_that_is_not_for_practice_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("town")).unwrap();
    let refused = write_town(dir.path(), 60, 1);
    assert!(matches!(refused, Err(SampleError::NotPractice(_))));
    assert!(files(dir.path()).is_empty());
}

#[test]
fn a_practice_town_can_be_made_anew_in_its_own_folder() {
    let dir = town(60, 1);
    write_town(dir.path(), 60, 2).unwrap();
    assert_eq!(files(dir.path()), files(town(60, 2).path()));
}
