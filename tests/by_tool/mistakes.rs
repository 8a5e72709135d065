//! What mimamori-flag says to wrong options, wrong rules and wrong files: two sentences in the
//! language of the person, and nothing is overwritten.

use std::fs;
use std::path::Path;

use crate::town;
use crate::util::run_in;

/// Folder with the town's rules, the matched month and last year's rules.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let rules = town::shared().path().join("town/rules.toml");
    for name in ["rules.toml", "old.toml"] {
        fs::copy(&rules, folder.path().join(name)).unwrap();
    }
    fs::write(
        folder.path().join("month.jsonl"),
        town::shared().after("match"),
    )
    .unwrap();
    folder
}

/// Says this in Japanese and that in English, each with an advice, and leaves all files as they were.
#[track_caller]
fn says(folder: &Path, arguments: &str, status: i32, japanese: &str, english: &str) {
    let bytes = |name: &str| fs::read(folder.join(name)).unwrap();
    let files = ["rules.toml", "old.toml", "month.jsonl"];
    let before = files.map(bytes);
    for (lang, part) in [("ja", japanese), ("en", english)] {
        let ran = run_in(folder, "flag", &format!("{arguments} --lang {lang}"), "").fails(status);
        assert!(ran.err.contains(part), "{}", ran.err);
        assert!(ran.err.lines().count() <= 4, "{}", ran.err);
    }
    assert!(before == files.map(bytes));
}

/// The rules with one place changed.
fn change(folder: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join("old.toml")).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(folder.join("rules.toml"), text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_rule_that_explain_does_not_know_is_answered_with_the_nearest_three() {
    let folder = folder();
    let month = town::shared().after("match").lines();
    let mut persons = month.filter(|line| line.contains(r#""kind":"person""#));
    let person: serde_json::Value = serde_json::from_str(persons.next().unwrap()).unwrap();
    let person = person["id"].as_str().unwrap();
    let asked = format!("-c rules.toml --explain {person}=absence-7-day month.jsonl");
    says(
        folder.path(),
        &asked,
        2,
        "absence-7-school-days、",
        "did you mean absence-7-school-days, ",
    );
    let ran = run_in(folder.path(), "flag", &asked, "");
    assert!(
        ran.err.lines().last().unwrap().matches("absence").count() <= 3,
        "{}",
        ran.err
    );
}

#[test]
fn a_workbook_in_place_of_a_stream_is_named_as_one() {
    let folder = folder();
    let book = town::shared().path().join("town/暦.xlsx");
    fs::copy(book, folder.path().join("book.xlsx")).unwrap();
    says(
        folder.path(),
        "-c rules.toml book.xlsx",
        3,
        "Excel などのブック",
        "is a workbook",
    );
}

#[test]
fn a_paper_whose_name_ends_in_something_else_is_refused() {
    let folder = folder();
    let all = "-c rules.toml month.jsonl --only";
    says(
        folder.path(),
        &format!("{all} --xlsx list.html"),
        2,
        ".xlsx で終わっていません",
        "does not end in .xlsx",
    );
    says(
        folder.path(),
        &format!("{all} --html list"),
        2,
        ".html で終わっていません",
        "does not end in .html",
    );
}

#[test]
fn a_paper_is_not_asked_for_with_o() {
    let folder = folder();
    for question in ["", " --evaluate"] {
        let all = format!("-c rules.toml{question} month.jsonl -o list.xlsx");
        says(
            folder.path(),
            &all,
            2,
            "紙は --xlsx で",
            "write the paper with --xlsx",
        );
    }
    assert!(!folder.path().join("list.xlsx").exists());
}

#[test]
fn the_old_rules_are_read_and_never_written_over() {
    let folder = folder();
    let all = "-c rules.toml month.jsonl --old-rules old.toml -o old.toml";
    says(
        folder.path(),
        all,
        2,
        "同じファイルを指して",
        "name the same file",
    );
}

#[test]
fn a_long_list_of_names_is_not_printed_beside_the_nearest_one() {
    let folder = folder();
    change(
        folder.path(),
        "no school-register\"",
        "no school-registre\"",
    );
    let ran = run_in(folder.path(), "flag", "-c rules.toml month.jsonl", "").fails(2);
    let advice = ran.err.lines().last().unwrap();
    assert!(advice.contains("did you mean school-register?"), "{advice}");
    assert!(!advice.contains("vaccinations"), "{advice}");
}

#[test]
fn a_day_that_no_calendar_has_is_called_so() {
    let folder = folder();
    change(
        folder.path(),
        "last_seen >= today - 60 days",
        "last_seen >= 2026-02-30",
    );
    says(
        folder.path(),
        "-c rules.toml month.jsonl",
        2,
        "2026-02-30 という日は暦にありません",
        "no such day as 2026-02-30",
    );
}

#[test]
fn a_stream_cut_in_the_middle_of_a_line_is_the_program_before_that_stopped() {
    let folder = folder();
    let month = town::shared().after("match");
    let mut half = month.len() / 2;
    while !month.is_char_boundary(half) {
        half += 1;
    }
    fs::write(folder.path().join("cut.jsonl"), &month[..half]).unwrap();
    for question in ["", " --evaluate", " --old-rules old.toml", " --explain p-x"] {
        let all = format!("-c rules.toml{question} cut.jsonl");
        says(folder.path(), &all, 4, "途中で切れています", "was cut off");
    }
}

#[test]
fn an_evaluation_of_a_month_that_failed_leaves_the_paper_of_the_last_time() {
    let folder = folder();
    let failed = town::shared()
        .after("match")
        .replace(r#""ok":true"#, r#""ok":false"#);
    fs::write(folder.path().join("failed.jsonl"), failed).unwrap();
    fs::write(folder.path().join("last.xlsx"), "last time").unwrap();
    let all = "-c rules.toml --evaluate --xlsx last.xlsx failed.jsonl";
    says(folder.path(), all, 4, "途中で止まりました", "stopped early");
    assert_eq!(
        fs::read_to_string(folder.path().join("last.xlsx")).unwrap(),
        "last time"
    );
}
