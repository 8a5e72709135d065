//! `mimamori-match --report`: how good the matching of a town is, in the place of the stream.

use std::fs;

use crate::town::shared;
use crate::util::run_with;

#[test]
fn the_report_counts_every_join_and_prints_nothing_of_a_person() {
    let month = shared();
    let report = |more: &[&str]| {
        let mut arguments = vec!["-c", "town/match.toml", "--report"];
        arguments.extend(more);
        run_with(month.path(), "match", &arguments, month.after("import"))
    };
    let text = report(&["--lang", "ja"]).ok().out;
    assert!(text.starts_with("照合のでき\n"), "{text}");
    for heading in ["結論", "判断と誤りの見込み", "項目", "名簿", "読み方"] {
        assert!(
            text.lines().any(|line| line == heading),
            "{heading}\n{text}"
        );
    }
    // What is asked is what stands as questions in the stream.
    let lines = month.after("match").lines();
    let questions = lines
        .filter(|line| line.starts_with("{\"kind\":\"pair\""))
        .count();
    let row = |name: &str| {
        let line = text
            .lines()
            .find(|line| line.trim_start().starts_with(name));
        let words: Vec<&str> = line.unwrap().split_whitespace().collect();
        words[2].parse::<usize>().unwrap()
    };
    assert!(
        row("人に尋ねる") <= questions && row("人に尋ねる") > 0,
        "{text}"
    );
    assert!(row("結び付けた") > 0, "{text}");
    for person in crate::town::read_lines(&month.path().join("truth/persons.jsonl")) {
        for key in ["name", "kana", "birth_date"] {
            if let Some(value) = person[key].as_str() {
                assert!(!text.contains(value), "a {key} is printed");
            }
        }
    }
    let ran = report(&["--lang", "ja", "-o", "report.html"]).ok();
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let html = fs::read_to_string(month.path().join("report.html")).unwrap();
    assert!(
        html.starts_with("<!DOCTYPE html>") && html.contains("照合のでき"),
        "{html}"
    );
    let again = report(&["--lang", "ja"]).ok().out;
    assert_eq!(again, text);
}

#[test]
fn two_questions_at_once_are_refused() {
    let arguments = ["--report", "--explain", "x.1/2", "x.1/3"];
    let month = shared();
    let ran = run_with(month.path(), "match", &arguments, month.after("import")).fails(2);
    assert!(ran.err.contains("--report"), "{}", ran.err);
    assert_eq!(ran.out, "");
}
