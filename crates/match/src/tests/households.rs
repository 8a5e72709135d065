//! Who belongs to a household, and who belongs to a child and lives elsewhere.

use serde_json::{Value, json};

use super::{Outcome, among_others};

/// A child with the mother; the school names the father, who lives by himself.
fn parted() -> Vec<(&'static str, Value)> {
    vec![
        (
            "residents",
            json!({"resident_no": "1", "household_no": "1", "name": "青山 翼", "birth_date": "2016-05-03", "sex": "male", "address": "みなと1-2", "relationship": "子"}),
        ),
        (
            "residents",
            json!({"resident_no": "2", "household_no": "1", "name": "青山 泉", "birth_date": "1988-02-01", "sex": "female", "address": "みなと1-2"}),
        ),
        (
            "residents",
            json!({"resident_no": "3", "household_no": "2", "name": "青山 梓", "birth_date": "1987-09-09", "sex": "male", "address": "港町8-1"}),
        ),
        (
            "school-register",
            json!({"name": "青山翼", "birth_date": "2016-05-03", "address": "みなと1-2", "guardian_name": "青山 梓", "institution": "みなと小", "grade": 4}),
        ),
    ]
}

/// Who lives with the person of a row, and who belongs there and lives elsewhere.
fn circle(outcome: &Outcome, row: u32) -> (usize, Vec<(bool, &'static str)>) {
    let gathered = outcome.gathered();
    let being = |row: u32| {
        let records = &outcome.intake.records;
        let record = records.iter().find(|record| record.row == row).unwrap();
        crate::identity::narrow(gathered.being_of[&record.identity])
    };
    let mut circles = gathered.circles.iter();
    let found = circles.find(|circle| circle.members.contains(&being(row)));
    let found = found.unwrap();
    let elsewhere = found.elsewhere.iter();
    let father = being(3);
    let elsewhere = elsewhere.map(|(person, why)| (*person == father, *why));
    (found.members.len(), elsewhere.collect())
}

#[test]
fn a_guardian_who_lives_by_himself_is_told_in_both_households() {
    let outcome = among_others(parted());
    assert_eq!(circle(&outcome, 1), (2, vec![(true, "named-guardian")]));
    assert_eq!(circle(&outcome, 3), (1, vec![(false, "named-guardian")]));
}

#[test]
fn of_two_of_the_same_name_nobody_is_taken_for_the_guardian() {
    let mut rows = parted();
    rows.push((
        "residents",
        json!({"resident_no": "4", "household_no": "3", "name": "青山 梓", "birth_date": "1961-01-20", "sex": "female", "address": "本町2-2"}),
    ));
    assert_eq!(circle(&among_others(rows), 1), (2, vec![]));
}

#[test]
fn whoever_is_protected_is_told_to_nobody_who_lives_elsewhere() {
    for protected in [0, 1, 2] {
        let mut rows = parted();
        rows[protected].1["protected"] = json!(true);
        let outcome = among_others(rows);
        for row in [1, 3] {
            assert_eq!(circle(&outcome, row).1, vec![], "{protected} {row}");
        }
    }
}
