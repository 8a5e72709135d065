use mimamori_record::{Failure, Input, Lang};
use serde_json::json;

use super::stream::{Stream, case, marks, pupil, resident, shipped};
use crate::before::Before;
use crate::explain::{Basis, explain};

fn asked(stream: &str, before: Option<&str>, asked: &str, lang: Lang) -> Result<String, Failure> {
    let (config, rules) = shipped();
    let before = before.map(|text| {
        let mut input = Input::new(text.as_bytes(), false).unwrap();
        Before::read(&mut input).unwrap()
    });
    let basis = Basis {
        config: &config,
        rules: &rules,
        before: before.as_ref(),
        lang,
    };
    let mut input = Input::new(stream.as_bytes(), false).unwrap();
    explain(basis, asked, &mut input)
}

/// A registered child that missed seven days, and its mother.
fn family() -> Stream {
    let child = vec![
        resident("2020-04-01"),
        pupil(),
        case(json!("2026-05-20")),
        marks(4, &[13, 14, 15, 16, 17, 20, 21], json!("absent-ill")),
        marks(5, &[], json!("")),
    ];
    let mut stream = Stream::new().family(&[
        ("2018-10-03", child),
        ("1990-01-01", vec![resident("2020-04-01")]),
    ]);
    stream.families[0][0]["members"][1]["relation"] = json!("adult");
    stream
}

fn said(about: &str) -> String {
    asked(&family().text(), None, about, Lang::Ja).unwrap()
}

#[test]
fn every_step_has_its_answer_its_value_and_its_cell() {
    let text = said("p-1-1=absence-7-school-days");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let has = |start: &str| {
        assert!(
            lines.iter().any(|line| line.starts_with(start)),
            "{start}: {text}"
        );
    };
    has("挙がります");
    has("○ grade >= 1　＝ 2");
    has("○ registered");
    has("← 進行段階");
    has("○ longest run of attendance.days");
    assert!(lines.iter().any(|line| line.ends_with("＝ 7")), "{text}");
    has(
        "← 病気欠席7日（令和8年4月13日〜令和8年4月21日、休みの日を除く）　みなと小/出欠4月.xlsx「2年」",
    );
}

#[test]
fn every_rule_says_what_it_says_in_a_run() {
    let stream = family();
    let text = stream.text();
    for rule in shipped().1.on() {
        let about = format!("p-1-1={}", rule.id);
        let told = asked(&text, None, &about, Lang::En).unwrap();
        let told = told.lines().nth(6).unwrap().trim();
        match stream.says(&rule.id).as_str() {
            "fired" => assert_eq!(told, "listed", "{}", rule.id),
            "not fired" => assert!(
                ["not listed", "the rule is not about this person"].contains(&told),
                "{}: {told}",
                rule.id
            ),
            _ => assert_eq!(told, "unknown", "{}", rule.id),
        }
    }
}

#[test]
fn without_a_rule_those_about_others_take_one_line() {
    let text = said("p-1-1");
    assert!(
        text.contains("この人が対象でない規則: checkup-4m-not-taken"),
        "{text}"
    );
    assert!(
        !text.contains("late-early-5-month"),
        "a rule that is off: {text}"
    );
    assert!(said("p-1-1=late-early-5-month").contains("使っていない規則"));
}

#[test]
fn an_unknown_step_says_which_list_is_missing() {
    let text = family().without("a5.1").text();
    let told = asked(&text, None, "p-1-1=absence-30-year", Lang::Ja).unwrap();
    assert!(
        told.contains("… 出欠 みなと小 令和8年5月: 名簿が届いていません"),
        "{told}"
    );
}

#[test]
fn a_person_is_found_by_id_and_by_the_place_of_a_row() {
    let whole = said("p-1-1=case-not-seen");
    for about in ["c.1/10=case-not-seen", "cases.xlsx!10=case-not-seen"] {
        let told = asked(&family().text(), None, about, Lang::Ja);
        let told = told.unwrap_or_else(|failure| panic!("{about}: {failure}"));
        assert_eq!(told, whole, "{about}");
    }
}

#[test]
fn the_answer_names_nobody() {
    let text = said("p-1-1") + &asked(&family().text(), None, "p-1-1", Lang::En).unwrap();
    for told in ["見本", "ミホン", "2018-10-03", "平成30年10月3日"] {
        assert!(!text.contains(told), "{told}: {text}");
    }
}

#[test]
fn a_protected_household_has_kinds_of_lists_in_place_of_files() {
    let mut stream = family();
    stream.families[0][0]["protected"] = json!(true);
    let text = asked(&stream.text(), None, "p-1-1", Lang::Ja).unwrap();
    assert!(!text.contains("みなと小/"), "{text}");
    assert!(!text.contains(".xlsx"), "{text}");
    assert!(text.contains("　出欠 "), "{text}");
    // Of a list that is missing only the kind is named.
    let text = stream.without("a5.1").text();
    let told = asked(&text, None, "p-1-1=absence-30-year", Lang::Ja).unwrap();
    assert!(told.contains("… 出欠の一部がわかりません"), "{told}");
}

#[test]
fn against_an_earlier_month_the_answer_says_what_is_new() {
    let stream = family();
    let (_, before) = stream.flags_after(None).unwrap();
    let rule = "p-1-1=absence-7-school-days";
    let told = asked(&stream.text(), Some(&before), rule, Lang::Ja).unwrap();
    assert!(told.contains("挙がります（続いている）"), "{told}");
    let (_, nothing) = Stream::new().flags_after(None).unwrap();
    let told = asked(&stream.text(), Some(&nothing), rule, Lang::Ja).unwrap();
    assert!(told.contains("挙がります（新しい）"), "{told}");
}

#[test]
fn who_or_which_rule_is_not_there_is_said_in_two_sentences() {
    let text = family().text();
    let wrong = |about: &str| {
        let failure = asked(&text, None, about, Lang::En).unwrap_err();
        assert_eq!(failure.status.code(), 2, "{about}");
        failure.to_string()
    };
    assert!(wrong("p-9-9").contains("not in the stream"));
    assert!(!wrong("見本 葵").contains("見本"), "a name is not repeated");
    assert!(wrong("p-1-1=absence-7-shool-days").contains("did you mean absence-7-school-days"));
    let adult = wrong("p-1-2");
    assert!(
        adult.contains("is an adult") && adult.contains("(p-1-1)"),
        "{adult}"
    );
    let told = asked(&text, None, "p-1-2=case-not-seen", Lang::En).unwrap();
    assert!(told.contains("the rule is not about this person"), "{told}");
}
