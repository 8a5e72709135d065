//! Two rows of one list: the same child twice, or two children.

use super::*;

/// A girl whose father's telephone stands on one row and whose mother's on another.
fn row(guardian: &str, phone: &str) -> Value {
    json!({"name": "千葉 柚那", "kana": "ﾁﾊﾞ ﾕﾅ", "birth_date": "2024-11-13", "sex": "female", "guardian_name": guardian, "phone": phone})
}

const FATHER: (&str, &str) = ("千葉 洋平", "080-3082-5692");
const MOTHER: (&str, &str) = ("千葉 麻衣", "0173-26-1094");

#[test]
fn a_visit_with_the_father_and_one_with_the_mother_are_one_child_where_a_list_knows_both() {
    let visits = [
        ("checkups", row(FATHER.0, FATHER.1)),
        ("checkups", row(MOTHER.0, MOTHER.1)),
    ];
    for (list, guardian, phone) in [
        // Of one the guardian, of the other the telephone.
        ("benefits", FATHER.0, MOTHER.1),
        ("childcare", MOTHER.0, FATHER.1),
    ] {
        let mut rows = visits.to_vec();
        rows.push((list, row(guardian, phone)));
        let outcome = among_others(rows);
        assert!(outcome.one(&[1, 2, 3]), "{list}");
        assert_eq!(outcome.questions(), 0, "{list}");
    }
    // Nothing says that the two homes are one.
    let outcome = among_others(visits.to_vec());
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
}

#[test]
fn the_two_homes_of_a_child_may_hang_together_by_several_rows() {
    let home = |mut row: Value| {
        row["address"] = json!("大和4-9-2");
        row
    };
    let outcome = among_others(vec![
        ("checkups", row(FATHER.0, FATHER.1)),
        ("benefits", home(row(FATHER.0, FATHER.1))),
        ("childcare", home(row(MOTHER.0, MOTHER.1))),
        ("checkups", row(MOTHER.0, MOTHER.1)),
    ]);
    assert!(outcome.one(&[1, 2, 3, 4]));
    assert_eq!(outcome.questions(), 0);
}

#[test]
fn a_second_row_without_a_birth_date_is_asked_about() {
    let mut undated = row(MOTHER.0, MOTHER.1);
    undated.as_object_mut().unwrap().remove("birth_date");
    let outcome = among_others(vec![
        ("checkups", row(MOTHER.0, MOTHER.1)),
        ("checkups", undated),
    ]);
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
}

#[test]
fn beside_a_sister_of_the_same_name_a_second_row_without_a_birth_date_is_asked() {
    let at_home = |born: &str, guardian: Option<&str>| {
        let mut row = json!({"name": "金 智恩", "kana": "キム ジウン", "address": "大和4-9-2"});
        if !born.is_empty() {
            row["birth_date"] = json!(born);
        }
        if let Some(guardian) = guardian {
            row["guardian_name"] = json!(guardian);
        }
        row
    };
    let outcome = among_others(vec![
        ("residents", at_home("2021-08-08", None)),
        ("residents", at_home("2023-10-20", None)),
        ("childcare", at_home("2021-08-08", Some("金 賢宇"))),
        ("childcare", at_home("", Some("金 賢宇"))),
    ]);
    assert!(outcome.one(&[1, 3]));
    assert!(!outcome.one(&[1, 4]) && !outcome.one(&[2, 4]));
    assert!(outcome.questions() >= 1);
}
