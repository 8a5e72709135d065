//! mimamori-agenda: a meeting, a stream, the paper. The people are invented.

use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};

use crate::util::{Ran, run_in};

const MEETINGS: &str = r#"
[[meeting]]
id = "monthly"
title = { ja = "合同ケース会議", en = "Joint case meeting" }
minutes = 25
[meeting.part_a]
minutes = 10
case_minutes = 2
[meeting.part_b]
minutes = 10
sibling_minutes = 5
[[meeting.cases]]
part = "B"
title = { ja = "急ぎの確認", en = "to check at once" }
flags = { lane = ["immediate"] }
[[meeting.cases]]
part = "A"
title = { ja = "定例の見直し", en = "ordinary review" }
dues = { what = ["plan-review"] }
"#;

/// A household of one child with a case; `lines` are about the child.
fn household(number: u32, protected: bool, lines: &[Value]) -> Vec<Value> {
    let (home, person) = (format!("h-k7q2-{number:06}"), format!("p-k7q2-{number:06}"));
    let case = json!({"kind":"record","dataset":"cases","source":"c.1","row":number,
        "category":"protected-child","stage":"supporting","worker":"佐藤 さくら",
        "address":"ひなた町朝日三丁目4-5","summary":"みなと小学校から相談","child_wish":"ひなた町朝日三丁目4-5に帰りたい。朝日三丁目がいい"});
    let mut all = vec![
        json!({"kind":"household","id":home,"members":[{"person":person,"relation":"child"}],
            "protected":protected}),
        json!({"kind":"person","id":person,"household":home,"name":"海野 なぎさ",
            "birth_date":"2017-05-03","records":[case]}),
    ];
    for line in lines {
        let mut line = line.clone();
        line["household"] = json!(home);
        line["person"] = json!(person);
        all.push(line);
    }
    all
}

fn absent() -> Value {
    let day = |n: u32| {
        json!({"source":"a.1","cell":format!("L{n}"),"field":"days",
            "day":format!("2026-05-{n}"),"value":"absent-ill"})
    };
    json!({"kind":"flag","area":"school-absence","lane":"immediate",
        "rule":"absence-7-school-days","result":"fired","change":"new",
        "evidence":(11..20).map(day).collect::<Vec<_>>()})
}

fn review() -> Value {
    json!({"kind":"due","id":"x","what":"plan-review","due":"2026-06","precision":"month",
        "state":"this-month","change":"new"})
}

fn stream(households: &[Vec<Value>]) -> String {
    let mut lines = vec![
        json!({"kind":"begin","format":1,"check":"こども家庭"}),
        json!({"kind":"run","program":"mimamori-flag","version":"0.1.0","today":"2026-06-01"}),
        json!({"kind":"town","name":"ひなた町","series":"k7q2","population":12000,"staff":[],
            "institutions":[{"name":"みなと小","type":"elementary-school"}],"calendar":[]}),
    ];
    for (id, dataset, path, sheet) in [
        ("c.1", "cases", "2026-05/in/台帳.xlsx", "台帳"),
        (
            "a.1",
            "attendance",
            "2026-05/in/みなと小/出欠5月.xlsx",
            "3年2組",
        ),
    ] {
        lines.push(
            json!({"kind":"source","id":id,"dataset":dataset,"path":path,"sheet":sheet,
            "as_of":"2026-05-31","state":"read","rows":1,"rows_unread":0}),
        );
    }
    lines.extend(households.iter().flatten().cloned());
    lines.push(json!({"kind":"end","ok":true}));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("meetings.toml"), MEETINGS).unwrap();
    folder
}

fn monthly(folder: &Path, more: &str, input: &str) -> Ran {
    let arguments = format!("-c meetings.toml --meeting monthly {more}");
    run_in(folder, "agenda", &arguments, input)
}

/// The texts of every part of a workbook, joined.
pub(super) fn unzipped(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        all.push_str(&entry.name().unwrap());
        entry.read_to_string(&mut all).unwrap();
    }
    all
}

#[test]
fn items_stand_behind_the_last_block_in_paper_order() {
    let folder = folder();
    let input = stream(&[
        household(1, false, &[absent()]),
        household(2, false, &[review()]),
    ]);
    let ran = monthly(folder.path(), "", &input).ok();
    let items = ran.lines("item");
    let told: Vec<String> = items
        .iter()
        .map(|i| {
            format!(
                "{}{} {} {}",
                i["part"], i["place"], i["person"], i["because"]
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            r#""A"1 "p-k7q2-000002" ["due:plan-review"]"#,
            r#""B"1 "p-k7q2-000001" ["flag:absence-7-school-days"]"#,
        ]
    );
    let kinds: Vec<&str> = ran
        .out
        .lines()
        .map(|l| l.split('"').nth(3).unwrap())
        .collect();
    assert_eq!(kinds[kinds.len() - 3..], ["item", "item", "end"]);
    assert!(ran.err.contains("2 cases (2 households)"), "{}", ran.err);
    let passed = input
        .lines()
        .filter(|line| !line.contains("\"kind\":\"begin\""));
    for line in passed.filter(|line| !line.contains("\"kind\":\"end\"")) {
        assert!(ran.out.lines().any(|other| other == line), "{line}");
    }
}

#[test]
fn nothing_tells_where_a_protected_child_is_in_any_byte_of_the_papers() {
    let folder = folder();
    let input = stream(&[household(1, true, &[absent(), review()])]);
    let papers = "--lang ja --xlsx agenda.xlsx --html agenda.html -o month.jsonl";
    monthly(folder.path(), papers, &input).ok();
    let book = unzipped(&folder.path().join("agenda.xlsx"));
    let page = std::fs::read_to_string(folder.path().join("agenda.html")).unwrap();
    assert!(book.contains("海野 なぎさ") && page.contains("海野 なぎさ"));
    assert!(book.contains("支援措置") && page.contains("支援措置"));
    // The lists that were read are named on the last page, for the whole town.
    let page = page.split_once("この名簿の前提").unwrap().0.to_owned();
    let book_cases = book.replace("みなと小/出欠5月.xlsx</t>", "");
    for word in ["みなと", "朝日三丁目", "3年2組"] {
        assert!(!page.contains(word), "{word} in the page");
        assert!(!book_cases.contains(word), "{word} in the workbook");
    }
    monthly(folder.path(), &format!("{papers} --show-protected"), &input).ok();
    assert!(unzipped(&folder.path().join("agenda.xlsx")).contains("3年2組"));
}

#[test]
fn a_torn_household_exits_3_and_leaves_the_old_paper() {
    let folder = folder();
    let paper = folder.path().join("agenda.html");
    std::fs::write(&paper, "of last month").unwrap();
    let input = stream(&[household(1, false, &[absent()])]);
    let torn: String = input
        .lines()
        .filter(|line| !line.starts_with("{\"kind\":\"person\""))
        .map(|line| format!("{line}\n"))
        .collect();
    let ran = monthly(folder.path(), "--html agenda.html", &torn).fails(3);
    assert!(ran.err.contains("h-k7q2-000001"), "{}", ran.err);
    assert!(ran.lines("end")[0]["ok"] == false, "{}", ran.out);
    assert_eq!(std::fs::read_to_string(&paper).unwrap(), "of last month");
}

#[test]
fn a_wrong_meeting_exits_2_and_names_the_nearest() {
    let folder = folder();
    let input = stream(&[]);
    let ran = run_in(
        folder.path(),
        "agenda",
        "-c meetings.toml --meeting montly",
        &input,
    )
    .fails(2);
    assert!(ran.err.contains("did you mean monthly?"), "{}", ran.err);
}

#[test]
fn what_does_not_fit_is_told_and_nobody_is_left_out() {
    let folder = folder();
    let homes: Vec<_> = (1..=4).map(|n| household(n, false, &[absent()])).collect();
    let ran = monthly(folder.path(), "--exit-code", &stream(&homes));
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert_eq!(ran.lines("item").len(), 4);
    assert!(ran.err.contains("40 of 25 minutes"), "{}", ran.err);
    assert!(ran.err.contains("15 minutes too long"), "{}", ran.err);
}

#[test]
fn a_quiet_month_exits_0_and_still_has_its_paper() {
    let folder = folder();
    let input = stream(&[household(1, false, &[])]);
    let ran = monthly(folder.path(), "--exit-code --html agenda.html", &input).ok();
    assert!(ran.lines("item").is_empty());
    assert!(folder.path().join("agenda.html").exists());
}

#[test]
fn an_unfinished_month_before_exits_3() {
    let folder = folder();
    let input = stream(&[household(1, false, &[absent()])]);
    let cut = input.lines().next().unwrap().to_owned() + "\n";
    std::fs::write(folder.path().join("before.jsonl"), cut).unwrap();
    let ran = monthly(folder.path(), "--before before.jsonl", &input).fails(3);
    assert!(ran.err.contains("before.jsonl"), "{}", ran.err);
}

#[test]
fn the_workbook_carries_keys_fields_and_the_mark() {
    let folder = folder();
    let input = stream(&[household(1, false, &[absent()])]);
    monthly(folder.path(), "--lang ja --xlsx agenda.xlsx", &input).ok();
    let book = unzipped(&folder.path().join("agenda.xlsx"));
    for word in [
        "p-k7q2-000001",
        "mimamori:agenda:k7q2:2026-06-01",
        "next_review",
        "支援継続",
        "みなと小/出欠5月.xlsx「3年2組」 L11",
    ] {
        assert!(book.contains(word), "{word}");
    }
}
