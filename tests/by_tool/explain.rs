//! `mimamori-match --explain`: an answer in the place of the stream, as text and as a page.

use std::fs;

use crate::town::shared;
use crate::util::{Ran, run_with};

fn explain(asked: [&str; 2], more: &[&str]) -> Ran {
    let month = shared();
    let mut arguments = vec!["-c", "town/match.toml", "--explain", asked[0], asked[1]];
    arguments.extend(more);
    run_with(month.path(), "match", &arguments, month.after("import"))
}

#[test]
fn a_question_of_the_stream_is_explained_with_its_score_on_the_terminal_and_as_a_page() {
    let month = shared();
    let lines = month.after("match").lines();
    let mut pairs = lines
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|line| line["kind"] == "pair");
    let pair = pairs.next().expect("the town has a question");
    let asked = [pair["a"].as_str().unwrap(), pair["b"].as_str().unwrap()];
    let text = explain(asked, &["--lang", "ja"]).ok().out;
    assert!(text.starts_with("A  2026-05/in/"), "{text}");
    assert!(
        text.contains("まだ決めていません。人に尋ねています"),
        "{text}"
    );
    let bits = format!("{:+.1}", pair["bits"].as_f64().unwrap());
    let sum = text
        .lines()
        .find(|line| line.trim_start().starts_with("合計"));
    assert_eq!(
        sum.unwrap().split_whitespace().last(),
        Some(bits.as_str()),
        "{text}"
    );
    assert!(text.contains("何が変われば変わるか"), "{text}");
    for person in crate::town::read_lines(&month.path().join("truth/persons.jsonl")) {
        if let Some(name) = person["name"].as_str() {
            assert!(!text.contains(name), "a name is printed");
        }
    }
    // The places that it prints are understood as well.
    let places = [0, 1].map(|at| {
        text.lines()
            .nth(at)
            .unwrap()
            .split_whitespace()
            .nth(1)
            .unwrap()
    });
    let by_place = explain(places, &["--lang", "ja"]).ok().out;
    assert_eq!(by_place, text);
    let page = month.path().join("why.html");
    let ran = explain(asked, &["-o", "why.html"]).ok();
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let html = fs::read_to_string(page).unwrap();
    assert!(
        html.starts_with("<!DOCTYPE html>") && html.contains(&bits),
        "{html}"
    );
}

#[test]
fn a_workbook_of_questions_beside_an_explanation_is_refused_and_not_forgotten() {
    let ran = explain(["a.1/1", "a.1/2"], &["--review", "review.xlsx"]).fails(2);
    assert!(ran.err.contains("--review"), "{}", ran.err);
    assert!(ran.out.is_empty() && !shared().path().join("review.xlsx").exists());
}

#[test]
fn a_file_name_that_promises_what_is_not_written_is_refused() {
    let month = shared();
    let refused = |arguments: &str, advice: &str| {
        let arguments: Vec<&str> = arguments.split(' ').chain(["--lang", "en"]).collect();
        let ran = run_with(month.path(), "match", &arguments, "").fails(2);
        assert!(ran.err.contains(advice), "{arguments:?}: {}", ran.err);
        let named = arguments.iter().find(|word| word.contains('.'));
        assert!(!month.path().join(named.unwrap()).exists());
    };
    refused("--review questions.csv", "ends in .xlsx");
    refused("-o questions.xlsx", ".jsonl");
    refused("-o settings.toml", ".jsonl");
    refused("--report -o report.xlsx", "one of .html");
    refused("--explain a.1 b.1 -o why.docx", "one of .html");
    refused("--reconcile a b -o both.pdf", "one of .html, .xlsx");
}

#[test]
fn what_cannot_be_found_and_half_a_question_are_refused() {
    let ran = explain(["p-none-000001", "x.1/2"], &[]).fails(2);
    assert!(ran.err.contains("file!sheet!row"), "{}", ran.err);
    assert_eq!(ran.out, "");
    let month = shared();
    let ran = run_with(month.path(), "match", &["--explain", "a"], "").fails(2);
    assert!(ran.err.contains("needs 2 values"), "{}", ran.err);
}

#[test]
fn a_second_one_that_was_forgotten_is_told_before_the_input_is_missed() {
    let month = shared();
    let input = month.path().join("matched-input.jsonl");
    fs::write(&input, "").unwrap();
    let ran = explain(
        ["2026-05/in/a.xlsx 5", "matched-input.jsonl"],
        &["--lang", "ja"],
    );
    assert_eq!(ran.status, Some(2));
    assert!(
        ran.err.contains("--explain には二つ要ります"),
        "{}",
        ran.err
    );
    fs::remove_file(input).unwrap();
}
