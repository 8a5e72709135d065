//! One list of several months in one run.

use serde_json::{Value, json};

use super::{Outcome, crowd, stream};

/// A check-up list of May and its copy of June, beside a register and what people answered.
fn answered(register: &[Value], may: &[Value], june: &[Value], answers: &[Value]) -> Outcome {
    let lists = [
        ("residents", register),
        ("checkups", may),
        ("june", june),
        ("answers", answers),
    ];
    let rows = lists
        .iter()
        .flat_map(|(list, rows)| rows.iter().map(|row| (*list, row.clone())));
    let rows: Vec<(&str, Value)> = rows.chain(crowd()).collect();
    let lines = stream(&rows);
    let lines = lines.lines().map(|line| match line.contains("\"june\"") {
        true => line
            .replace("\"dataset\":\"june\"", "\"dataset\":\"checkups\"")
            .replace("2026-05-31", "2026-06-30"),
        false => line.to_owned(),
    });
    let lines: Vec<String> = lines.collect();
    Outcome::of_stream(&(lines.join("\n") + "\n"))
}

fn run(may: &[Value], june: &[Value]) -> Outcome {
    answered(&[aoi()], may, june, &[])
}

fn aoi() -> Value {
    json!({"resident_no": "1", "name": "山田 葵", "kana": "ヤマダ アオイ", "birth_date": "2026-05-03", "address": "みなと1-2-3"})
}

fn kaede() -> Value {
    json!({"resident_no": "2", "name": "山田 楓", "kana": "ヤマダ カエデ", "birth_date": "2026-05-03", "address": "みなと1-2-3"})
}

fn newborn() -> Value {
    json!({"name": "山田 第１子", "birth_date": "2026-05-03", "guardian_name": "山田 花", "address": "みなと1-2-3"})
}

fn same(a: &str, b: &str) -> Value {
    json!({"a": a, "b": b, "answer": "same", "answered_by": "佐藤", "answered_on": "2026-06-10"})
}

#[test]
fn a_row_without_a_given_name_that_is_copied_on_is_asked_about_once() {
    let outcome = run(&[newborn()], &[newborn()]);
    assert!(outcome.one(&[2, 3]));
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
}

#[test]
fn one_answer_about_it_holds_for_all_months() {
    let answer = same("checkups.1/2", "residents.1/1");
    let outcome = answered(&[aoi()], &[newborn()], &[newborn()], &[answer]);
    assert!(outcome.one(&[1, 2, 3]));
    assert_eq!(outcome.questions(), 0);
}

#[test]
fn two_such_rows_in_one_month_stay_two() {
    let outcome = run(&[newborn(), newborn()], &[newborn()]);
    for two in [[2, 3], [2, 4], [3, 4]] {
        assert!(!outcome.one(&two), "{two:?}");
    }
}

#[test]
fn rows_that_people_gave_to_two_twins_stay_theirs() {
    let answers = [
        same("checkups.1/3", "residents.1/1"),
        same("june.1/4", "residents.1/2"),
    ];
    let outcome = answered(&[aoi(), kaede()], &[newborn()], &[newborn()], &answers);
    assert!(outcome.one(&[1, 3]) && outcome.one(&[2, 4]));
    assert!(!outcome.one(&[1, 2]));
}

#[test]
fn next_year_s_child_of_the_class_and_a_row_with_an_address_alone_stay_by_themselves() {
    for row in [
        json!({"name": "山田"}),
        json!({"name": "山田", "class": "ひよこ組", "institution": "あおぞら園", "guardian_name": "山田 花"}),
        json!({"name": "山田", "address": "みなと1-2-3"}),
        json!({"name": "山田 第１子", "birth_date": "2026-05-03"}),
    ] {
        let outcome = run(std::slice::from_ref(&row), std::slice::from_ref(&row));
        assert!(!outcome.one(&[2, 3]), "{row}");
    }
    // Whose birth date is another one is another child.
    let mut other = newborn();
    other["birth_date"] = json!("2026-05-04");
    assert!(!run(&[newborn()], &[other]).one(&[2, 3]));
}
