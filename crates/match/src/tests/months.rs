//! One list of several months in one run.

use serde_json::{Value, json};

use super::{Outcome, crowd, stream};

/// A check-up list of May and its copy of June, beside a register.
fn run(register: Value, may: &[Value], june: &[Value]) -> Outcome {
    let mut rows = vec![("residents", register)];
    rows.extend(may.iter().map(|row| ("checkups", row.clone())));
    rows.extend(june.iter().map(|row| ("june", row.clone())));
    rows.extend(crowd());
    let lines = stream(&rows);
    let lines = lines.lines().map(|line| match line.contains("june.1") {
        true => line
            .replace("\"dataset\":\"june\"", "\"dataset\":\"checkups\"")
            .replace("2026-05-31", "2026-06-30"),
        false => line.to_owned(),
    });
    let lines: Vec<String> = lines.collect();
    Outcome::of_stream(&(lines.join("\n") + "\n"))
}

fn aoi() -> Value {
    json!({"resident_no": "1", "name": "山田 葵", "kana": "ヤマダ アオイ", "birth_date": "2026-05-03", "address": "みなと1-2-3"})
}

fn newborn() -> Value {
    json!({"name": "山田 第１子", "birth_date": "2026-05-03", "guardian_name": "山田 花", "address": "みなと1-2-3"})
}

#[test]
fn a_row_without_a_given_name_that_is_copied_on_is_asked_about_once() {
    let outcome = run(aoi(), &[newborn()], &[newborn()]);
    assert!(outcome.one(&[2, 3]));
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
}

#[test]
fn two_such_rows_in_one_month_stay_two() {
    let outcome = run(aoi(), &[newborn(), newborn()], &[newborn()]);
    for two in [[2, 3], [2, 4], [3, 4]] {
        assert!(!outcome.one(&two), "{two:?}");
    }
}

#[test]
fn a_surname_alone_says_too_little_to_be_the_same_row() {
    let bare = || json!({"name": "山田"});
    assert!(!run(aoi(), &[bare()], &[bare()]).one(&[2, 3]));
    // Whose birth date is another one is another child.
    let other = json!({"name": "山田 第１子", "birth_date": "2026-05-04", "guardian_name": "山田 花", "address": "みなと1-2-3"});
    assert!(!run(aoi(), &[newborn()], &[other]).one(&[2, 3]));
}
