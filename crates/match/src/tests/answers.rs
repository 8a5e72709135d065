//! What people answered, and what becomes of it.

use mimamori_record::reason;

use super::*;

/// Three rows that the program asks about, each of the others.
fn three() -> Vec<(&'static str, Value)> {
    let row =
        |name: &str| json!({"name": name, "birth_date": "2018-05-03", "address": "みなと1-2-3"});
    vec![
        ("checkups", row("山田 結依")),
        ("cases", row("山田 結衣")),
        ("plans", row("山田 結意")),
    ]
}

fn place(row: u32) -> String {
    let list = ["checkups", "cases", "plans"][row as usize - 1];
    format!("{list}.1/{row}")
}

fn said(a: u32, b: u32, answer: &str, on: &str) -> (&'static str, Value) {
    (
        "answers",
        json!({"a": place(a), "b": place(b), "answer": answer, "answered_by": "佐藤", "answered_on": on}),
    )
}

fn with(answers: &[(&'static str, Value)]) -> Outcome {
    let mut rows = three();
    rows.extend_from_slice(answers);
    among_others(rows)
}

fn codes(outcome: &Outcome) -> Vec<&str> {
    let problems = outcome.settled.problems.iter();
    problems.map(|problem| problem.code.as_str()).collect()
}

/// Every order of some answers.
fn orders(answers: &[(&'static str, Value)]) -> Vec<Vec<(&'static str, Value)>> {
    let Some((first, rest)) = answers.split_first() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(rest) {
        for at in 0..=order.len() {
            let mut order = order.clone();
            order.insert(at, first.clone());
            all.push(order);
        }
    }
    all
}

#[test]
fn without_answers_all_three_are_asked() {
    let outcome = with(&[]);
    assert!(!outcome.one(&[1, 2]) && !outcome.one(&[2, 3]) && !outcome.one(&[1, 3]));
    assert_eq!(outcome.questions(), 3);
}

#[test]
fn answers_join_and_part_and_nobody_is_asked_again() {
    let answers = [
        said(1, 2, "same", "2026-06-10"),
        said(2, 3, "different", "2026-06-10"),
    ];
    for order in orders(&answers) {
        let outcome = with(&order);
        assert!(outcome.one(&[1, 2]) && !outcome.one(&[1, 3]));
        assert_eq!(outcome.questions(), 0);
        assert!(codes(&outcome).is_empty());
    }
}

#[test]
fn a_chain_of_answers_joins_all_of_it() {
    let outcome = with(&[
        said(3, 2, "same", "2026-06-10"),
        said(1, 3, "same", "2026-06-11"),
    ]);
    assert!(outcome.one(&[1, 2, 3]));
    assert_eq!(outcome.questions(), 0);
}

#[test]
fn what_is_said_later_holds_whatever_stands_first() {
    let answers = [
        said(1, 2, "same", "2026-06-10"),
        said(2, 1, "different", "2026-06-12"),
    ];
    for order in orders(&answers) {
        let outcome = with(&order);
        assert!(!outcome.one(&[1, 2]));
        assert!(codes(&outcome).is_empty());
        assert_eq!(outcome.questions(), 2);
    }
}

#[test]
fn a_contradiction_joins_nobody_is_told_and_is_asked_again() {
    let answers = [
        said(1, 2, "same", "2026-06-10"),
        said(2, 3, "same", "2026-06-10"),
        said(1, 3, "different", "2026-06-10"),
    ];
    for order in orders(&answers) {
        let outcome = with(&order);
        assert!(!outcome.one(&[1, 2]) && !outcome.one(&[2, 3]) && !outcome.one(&[1, 3]));
        assert_eq!(codes(&outcome), [reason::ANSWER_CONTRADICTED.code]);
        let rows: Vec<String> = [2, 1, 3].map(place).to_vec();
        assert_eq!(outcome.settled.problems[0].records, rows);
        assert_eq!(outcome.questions(), 3);
        let mut asked = outcome.decision.questions.iter();
        assert!(asked.all(|question| question.before.is_some()));
    }
}

#[test]
fn a_contradiction_does_not_touch_what_merely_hangs_on_it() {
    let mut rows = three();
    let other =
        |name: &str| json!({"name": name, "birth_date": "2018-05-03", "address": "みなと1-2-3"});
    rows.push(("benefits", other("山田 結位")));
    let mut last = said(1, 2, "same", "2026-06-10");
    last.1["b"] = json!("benefits.1/4");
    rows.extend([
        said(1, 2, "same", "2026-06-10"),
        said(2, 3, "same", "2026-06-10"),
        said(1, 3, "different", "2026-06-10"),
        last,
    ]);
    let outcome = among_others(rows);
    assert!(outcome.one(&[1, 4]) && !outcome.one(&[1, 2]));
}

#[test]
fn what_people_cannot_tell_stays_apart_and_waits() {
    let outcome = with(&[said(1, 2, "unsure", "2026-06-10")]);
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.decision.waiting.len(), 1);
    assert_eq!(outcome.questions(), 2);
}

#[test]
fn people_join_two_resident_numbers_and_are_told() {
    let row = |number: &str| {
        (
            "residents",
            json!({"resident_no": number, "name": "山田 花子", "kana": "ヤマダ ハナコ", "birth_date": "2018-05-03", "address": "みなと1-2-3"}),
        )
    };
    let case = json!({"name": "山田花子", "kana": "ﾔﾏﾀﾞﾊﾅｺ", "birth_date": "2018-05-03", "address": "みなと１－２－３"});
    let check = json!({"resident_no": "1", "name": "山田 花子", "birth_date": "2018-05-03"});
    let same = json!({"a": "residents.1/1", "b": "residents.1/2", "answer": "same"});
    let outcome = among_others(vec![
        row("1"),
        row("2"),
        ("cases", case),
        ("checkups", check),
        ("answers", same),
    ]);
    // Whoever is like one of them belongs to both.
    assert!(outcome.one(&[1, 2, 3, 4]));
    assert_eq!(codes(&outcome), [reason::ANSWER_TWO_NUMBERS.code]);
    assert!(reason::find("answer-two-numbers").unwrap().is_note());
}

#[test]
fn an_answer_about_rows_that_are_gone_does_nothing_and_is_told() {
    let mut gone = said(1, 2, "same", "2026-06-10");
    gone.1["b"] = json!("cases.9/2");
    let outcome = with(&[gone]);
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(codes(&outcome), [reason::ANSWER_ROW_GONE.code]);
    let problem = &outcome.settled.problems[0];
    assert_eq!(
        (problem.source.as_deref(), problem.row),
        (Some("answers.1"), Some(4))
    );
}

#[test]
fn an_answer_that_showed_somebody_else_is_used_for_nobody() {
    for (key, value, fits) in [
        ("b_birth_date", "2018-05-04", false),
        ("b_birth_date", "2018-05-03", true),
        ("b_name", "山田 花", false),
        ("b_name", "山田　結衣", true),
        // The row has no kana; the paper took it from another list.
        ("b_kana", "ヤマダ ユイ", true),
    ] {
        let mut answer = said(1, 2, "same", "2026-06-10");
        answer.1[key] = json!(value);
        let outcome = with(&[answer]);
        assert_eq!(outcome.one(&[1, 2]), fits, "{key} {value}");
        let told: &[&str] = match fits {
            true => &[],
            false => &[reason::ANSWER_OTHER_PERSON.code],
        };
        assert_eq!(codes(&outcome), told, "{key} {value}");
    }
}

#[test]
fn a_row_is_the_one_twin_or_the_other_and_never_both() {
    let mut rows = twins();
    rows.push((
        "decisions",
        json!({"name": "山田", "kana": "ﾔﾏﾀﾞ", "birth_date": "2018-05-03", "address": "みなと1-2-3", "decision": "watch"}),
    ));
    let answer = |twin: u32| {
        let twin = format!("residents.1/{twin}");
        (
            "answers",
            json!({"a": twin, "b": "decisions.1/3", "answer": "same"}),
        )
    };
    rows.push(answer(1));
    let outcome = among_others(rows.clone());
    assert!(outcome.one(&[1, 3]) && !outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 0);
    // The row of the one cannot be the other's too.
    rows.push(answer(2));
    let outcome = among_others(rows);
    assert!(!outcome.one(&[1, 3]) && !outcome.one(&[2, 3]) && !outcome.one(&[1, 2]));
    assert_eq!(codes(&outcome), [reason::ANSWER_CONTRADICTED.code]);
    assert_eq!(outcome.questions(), 2);
}
