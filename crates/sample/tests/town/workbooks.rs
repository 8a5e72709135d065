//! Bytes, rows and cells.

use crate::util::{cells, column, files, number, place, town, truth};
use mimamori_sample::{SampleError, write_town};
use std::collections::BTreeSet;
use std::fs;

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
            "residents" | "cases" | "plans" | "decisions" => 3,
            _ => 2,
        };
        let mut seen: BTreeSet<(String, String, u32)> = BTreeSet::new();
        for person in truth(&dir, "persons.jsonl") {
            for record in person["records"].as_array().unwrap() {
                let at = place(record);
                let row = number(record, "row");
                let name = record["name"].as_str().unwrap();
                match record["dataset"].as_str().unwrap() {
                    // Whose facts they are stands above their table.
                    "handovers" => assert_eq!(cells[&at][&(2, 1)], format!("氏名: {name}")),
                    dataset => {
                        let column = name_column(dataset);
                        assert_eq!(cells[&at][&(row, column)], name, "{at:?} {row}");
                    }
                }
                assert!(seen.insert((at.0, at.1, row)), "two people in one row");
            }
        }
        for ((path, sheet), all) in &cells {
            let first = seen
                .iter()
                .filter(|s| (&s.0, &s.1) == (path, sheet))
                .map(|s| s.2);
            // A small town has nobody on some lists.
            let (Some(low), Some(high)) = (first.clone().min(), first.max()) else {
                continue;
            };
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
        "type-error",
        "unknown-code",
    ];
    assert_eq!(codes.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
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
                "attendance" if path.contains("ひなた中") => continue,
                "cases" | "plans" | "decisions" => 5,
                _ => 4,
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
