//! mimamori-remind as a person runs it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::util::{Ran, root, run_with};

/// A folder with the shipped rules.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shipped = root().join("crates/sample/town/remind.toml");
    fs::copy(shipped, folder.path().join("remind.toml")).unwrap();
    folder
}

fn remind(folder: &Path, more: &[&str], input: &str) -> Ran {
    let arguments = [&["-c", "remind.toml"], more].concat();
    run_with(folder, "remind", &arguments, input)
}

fn source(dataset: &str, columns: Value) -> Value {
    json!({"kind": "source", "id": format!("{dataset}.1"), "dataset": dataset, "path": format!("2026-05/in/{dataset}.xlsx"),
        "sheet": "一覧", "as_of": "2026-05-29", "state": "read", "rows": 1, "rows_unread": 0, "columns": columns})
}

/// A child with an open case; its plan is to be reviewed at `review`.
fn stream(review: &str) -> String {
    let case = json!({"kind": "record", "dataset": "cases", "source": "cases.1", "row": 4, "case_no": "R8-1",
        "category": "protected-child", "stage": "supporting", "worker": "野々村 けい", "last_seen": "2026-05-25"});
    let plan = json!({"kind": "record", "dataset": "plans", "source": "plans.1", "row": 7, "plan_no": "P-1",
        "next_review": review, "worker": "野々村 けい"});
    let lines = [
        json!({"kind": "begin", "format": 1, "check": "こども家庭"}),
        json!({"kind": "run", "program": "mimamori-match", "version": "0.1.0", "today": "2026-06-01"}),
        json!({"kind": "town", "name": "ひなた町", "series": "k7q2", "population": 12000, "institutions": [],
            "staff": [{"name": "野々村 けい", "role": "worker"}], "calendar": []}),
        source(
            "cases",
            json!({"case_no": "A", "category": "B", "stage": "C", "worker": "D", "last_seen": "E"}),
        ),
        source(
            "plans",
            json!({"plan_no": "A", "next_review": "F", "worker": "G"}),
        ),
        source("decisions", json!({"next_review": "C"})),
        json!({"kind": "household", "id": "h-k7q2-000001", "members": [{"person": "p-k7q2-000001", "relation": "child"}]}),
        json!({"kind": "person", "id": "p-k7q2-000001", "household": "h-k7q2-000001", "name": "海野 そら",
            "birth_date": "2017-05-03", "records": [case, plan]}),
        json!({"kind": "end", "ok": true}),
    ];
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_stream_passes_and_duties_stand_at_the_end_of_their_household() {
    let folder = folder();
    let input = stream("2026-05");
    let ran = remind(folder.path(), &[], &input).ok();
    for line in input
        .lines()
        .filter(|line| !line.contains("\"begin\"") && !line.contains("\"end\""))
    {
        assert!(ran.out.lines().any(|other| other == line), "{line}");
    }
    let kinds: Vec<String> = ran
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["kind"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "begin",
            "run",
            "run",
            "town",
            "source",
            "source",
            "source",
            "household",
            "person",
            "due",
            "due",
            "end"
        ]
    );
    let review = &ran.lines("due")[0];
    assert_eq!(review["what"], "plan-review");
    assert_eq!(review["state"], "overdue");
    assert_eq!(review["evidence"][0]["cell"], "F7");
    assert_eq!(review["owner"], "野々村 けい");
    assert!(ran.err.contains("1 overdue"), "{}", ran.err);
}

#[test]
fn own_lines_are_pure_ascii_unless_utf8_is_asked_for() {
    let folder = folder();
    let dues = |ran: &Ran| {
        ran.out
            .lines()
            .filter(|line| line.contains("\"due\""))
            .all(str::is_ascii)
    };
    assert!(dues(&remind(folder.path(), &[], &stream("2026-05")).ok()));
    assert!(!dues(
        &remind(folder.path(), &["--utf8"], &stream("2026-05")).ok()
    ));
}

#[test]
fn something_overdue_exits_1_only_when_asked() {
    let folder = folder();
    assert_eq!(
        remind(folder.path(), &["--exit-code"], &stream("2026-05")).status,
        Some(1)
    );
    assert_eq!(
        remind(folder.path(), &["--exit-code"], &stream("2026-06")).status,
        Some(0)
    );
    assert_eq!(
        remind(folder.path(), &[], &stream("2026-05")).status,
        Some(0)
    );
}

#[test]
fn only_writes_the_duties_alone() {
    let folder = folder();
    let ran = remind(folder.path(), &["--only"], &stream("2026-05")).ok();
    assert!(ran.lines("person").is_empty());
    assert_eq!(ran.lines("due").len(), 2);
    assert_eq!(ran.lines("begin")[0]["only"], true);
}

#[test]
fn papers_are_written_and_the_stream_goes_on() {
    let folder = folder();
    let papers = [
        "--xlsx", "due.xlsx", "--html", "due.html", "--ics", "due.ics", "--lang", "ja",
    ];
    let ran = remind(folder.path(), &papers, &stream("2026-05")).ok();
    assert!(ran.out.ends_with("}\n") && ran.out.contains("\"ok\":true"));
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(read("due.xlsx").starts_with(b"PK"));
    let page = String::from_utf8(read("due.html")).unwrap();
    assert!(page.contains("海野 そら") && page.contains("plans.xlsx「一覧」 F7"));
    let calendar = String::from_utf8(read("due.ics")).unwrap();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && !calendar.contains("海野"));
    // Again, and every byte is the same.
    let before = (read("due.xlsx"), page, calendar);
    remind(folder.path(), &papers, &stream("2026-05")).ok();
    assert!(read("due.xlsx") == before.0 && read("due.ics") == before.2.as_bytes());
}

#[test]
fn what_was_told_before_is_not_new() {
    let folder = folder();
    let before = remind(folder.path(), &[], &stream("2026-05")).ok().out;
    fs::write(folder.path().join("before.jsonl"), before).unwrap();
    let again = remind(
        folder.path(),
        &["--before", "before.jsonl"],
        &stream("2026-05"),
    )
    .ok();
    let moved = remind(
        folder.path(),
        &["--before", "before.jsonl"],
        &stream("2026-07"),
    )
    .ok();
    assert_eq!(again.lines("due")[0]["change"], "told-before");
    assert_eq!(moved.lines("due")[0]["change"], "moved");
    assert_eq!(moved.lines("due")[1]["change"], "told-before");
    assert!(moved.err.contains("1 moved"), "{}", moved.err);
}

#[test]
fn an_earlier_stream_that_was_cut_exits_3() {
    let folder = folder();
    let cut: String = stream("2026-05")
        .lines()
        .take(5)
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(folder.path().join("before.jsonl"), cut).unwrap();
    remind(
        folder.path(),
        &["--before", "before.jsonl"],
        &stream("2026-05"),
    )
    .fails(3);
}

#[test]
fn a_cut_stream_exits_4_writes_no_paper_and_tells_the_next_program() {
    let folder = folder();
    let whole = stream("2026-05");
    let cut = &whole[..whole.len() - 25];
    let ran = remind(folder.path(), &["--xlsx", "due.xlsx"], cut).fails(4);
    assert!(
        ran.out
            .trim_end()
            .lines()
            .last()
            .unwrap()
            .contains("\"ok\":false")
    );
    assert!(!folder.path().join("due.xlsx").exists());
}

#[test]
fn a_second_pass_over_the_same_stream_exits_3() {
    let folder = folder();
    let once = remind(folder.path(), &[], &stream("2026-05")).ok().out;
    remind(folder.path(), &[], &once).fails(3);
}

#[test]
fn a_wrong_rule_exits_2_with_its_line_in_both_languages() {
    let folder = folder();
    let path = folder.path().join("remind.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("plans.goal_to", "plans.goal_two")).unwrap();
    let english = remind(folder.path(), &[], &stream("2026-05")).fails(2);
    assert!(
        english.err.contains("did you mean goal_to?"),
        "{}",
        english.err
    );
    let japanese = remind(folder.path(), &["--lang", "ja"], &stream("2026-05")).fails(2);
    assert!(
        japanese.err.contains("goal_to ではありませんか"),
        "{}",
        japanese.err
    );
    assert!(japanese.err.contains("行目"));
}

#[test]
fn without_rules_it_exits_2() {
    run_with(folder().path(), "remind", &[], "").fails(2);
}

#[test]
fn messages_name_nobody() {
    let folder = folder();
    let ran = remind(folder.path(), &["-v", "--lang", "ja"], &stream("2026-05")).ok();
    for word in ["海野", "そら", "野々村", "2017"] {
        assert!(!ran.err.contains(word), "{}", ran.err);
    }
    assert!(ran.err.contains("期限超過 1"), "{}", ran.err);
}
