//! The two lanes against the month before, as people see them: workbook, page and screen.

use std::collections::BTreeSet;
use std::fs;

use calamine::{Reader, open_workbook_auto};
use serde_json::{Value, json};

use crate::town;
use crate::util::{Ran, run_in};

/// Known children of whom something fired: place of the line, person.
fn known(lines: &[Value]) -> Vec<usize> {
    let fired = |line: &Value| line["kind"] == "flag" && line["known"].is_object();
    let cells = |line: &Value| line["evidence"].as_array().is_some_and(|all| all.len() > 1);
    let all = lines.iter().enumerate();
    all.filter(|(_, line)| fired(line) && cells(line))
        .map(|(at, _)| at)
        .collect()
}

/// The month of the last meeting: one known child less ill than now, and one candidate that nobody
/// has judged since 1 May. Who got worse, and who waits.
fn last_month() -> (String, String, String) {
    let lines = town::shared().after("flag").lines();
    let mut lines: Vec<Value> = lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let at = *known(&lines).last().unwrap();
    let first = lines[at]["evidence"][0].clone();
    lines[at]["evidence"] = json!([first]);
    let worse = lines[at]["person"].as_str().unwrap().to_owned();
    let new = |line: &&mut Value| line["result"] == "fired" && line["known"].is_null();
    let waits = lines.iter_mut().find(new).unwrap();
    waits["since"] = json!("2026-05-01");
    let waits = waits["person"].as_str().unwrap().to_owned();
    let name = |id: &str| {
        let person = lines
            .iter()
            .find(|line| line["kind"] == "person" && line["id"] == id);
        person.unwrap()["name"].as_str().unwrap().to_owned()
    };
    let (worse, waits) = (name(&worse), name(&waits));
    let text = lines.iter().map(|line| format!("{line}\n")).collect();
    (text, worse, waits)
}

fn against_last_month(before: &str, arguments: &str) -> (tempfile::TempDir, Ran) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("before.jsonl"), before).unwrap();
    let rules = town::shared().path().join("town/rules.toml");
    fs::copy(rules, folder.path().join("rules.toml")).unwrap();
    let arguments = format!("-c rules.toml --before before.jsonl --only {arguments}");
    let ran = run_in(
        folder.path(),
        "flag",
        &arguments,
        town::shared().after("match"),
    )
    .ok();
    (folder, ran)
}

#[test]
fn a_known_child_that_got_worse_stands_first_in_workbook_page_and_on_the_screen() {
    let (before, worse, _) = last_month();
    let papers = "--lang ja --xlsx list.xlsx --html list.html";
    let (folder, ran) = against_last_month(&before, papers);
    let first = ran.err.lines().next().unwrap();
    assert!(
        first.contains("支援中・検討済みの1人が前回より悪くなっているか"),
        "{first}"
    );

    let mut book = open_workbook_auto(folder.path().join("list.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let heading = rows.iter().position(|row| row[0] == "こども").unwrap();
    let line = &rows[heading + 1];
    assert!(line[0].starts_with(&worse), "{line:?}");
    assert!(line.iter().any(|cell| cell == "悪くなった"), "{line:?}");
    assert!(line[0].contains("支援中（"), "{line:?}");

    let page = fs::read_to_string(folder.path().join("list.html")).unwrap();
    let body = &page[page.find("<tbody").unwrap()..];
    let row = &body[..body.find("</tr>").unwrap()];
    assert!(row.contains(&worse) && row.contains("悪くなった"), "{row}");
}

#[test]
fn who_was_not_judged_comes_back_with_the_days_it_waits_and_who_was_with_the_end_of_it() {
    let (before, _, waits) = last_month();
    let (folder, _) = against_last_month(&before, "--lang ja --xlsx list.xlsx");
    let mut book = open_workbook_auto(folder.path().join("list.xlsx")).unwrap();
    let mut rows = |sheet: &str| -> Vec<Vec<String>> {
        let range = book.worksheet_range(sheet).unwrap();
        let texts = range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect());
        texts.collect()
    };
    // A child whom nobody knows may be of a family that is known.
    let listed = [rows("支援中・検討済みの家庭"), rows("支援していない家庭")].concat();
    let line = listed
        .iter()
        .find(|row| row[0].starts_with(&waits))
        .unwrap();
    assert!(
        line.iter().any(|cell| cell == "続いている\n未確認 31日"),
        "{line:?}"
    );
    // A decision holds for six months, and the list says until when.
    let ends = listed
        .iter()
        .flatten()
        .filter(|cell| cell.contains("まで支援していない家庭に挙げません"));
    let decided = town::shared()
        .after("flag")
        .lines()
        .filter(|line| line.contains(r#""result":"fired""#) && line.contains(r#""until""#))
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["person"].to_string());
    assert_eq!(ends.count(), decided.collect::<BTreeSet<_>>().len());
    // What is missing is told by list and with how many it concerns, not by child.
    let unknown = rows("わからないこと");
    let missing = unknown
        .iter()
        .find(|row| row[0].starts_with("出欠 ひがし小 令和8年5月"));
    let ids = town::shared().after("flag").lines().filter(|line| {
        line.contains(r#""result":"unknown""#) && line.contains(r#""month":"2026-05""#)
    });
    assert_eq!(missing.unwrap()[1], ids.count().to_string());
}

#[test]
fn no_rule_in_use_is_said_and_not_taken_for_nothing_found() {
    let folder = tempfile::tempdir().unwrap();
    let rules = fs::read_to_string(town::shared().path().join("town/rules.toml")).unwrap();
    fs::write(
        folder.path().join("off.toml"),
        rules.replace("\non = true", "\non = false"),
    )
    .unwrap();
    let ran = run_in(
        folder.path(),
        "flag",
        "-c off.toml --only",
        town::shared().after("match"),
    )
    .ok();
    assert!(ran.err.contains("no rule is on"), "{}", ran.err);
}

#[test]
fn mothers_on_the_list_are_no_share_of_the_children() {
    let folder = tempfile::tempdir().unwrap();
    let rules = fs::read_to_string(town::shared().path().join("town/rules.toml")).unwrap();
    fs::write(
        folder.path().join("on.toml"),
        rules.replace("\non = false", "\non = true"),
    )
    .unwrap();
    let ran = run_in(
        folder.path(),
        "flag",
        "-c on.toml",
        town::shared().after("match"),
    )
    .ok();
    let (mut children, mut grown) = (
        std::collections::BTreeSet::new(),
        std::collections::BTreeSet::new(),
    );
    let mut members = Value::Null;
    for line in ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
    {
        if line["kind"] == "household" {
            members = line["members"].clone();
        }
        if line["result"] == "fired" {
            let member = members
                .as_array()
                .unwrap()
                .iter()
                .find(|m| m["person"] == line["person"]);
            let person = line["person"].to_string();
            match member.unwrap()["relation"] == "child" {
                true => children.insert(person),
                false => grown.insert(person),
            };
        }
    }
    assert!(!grown.is_empty());
    let said = ran
        .err
        .lines()
        .find(|line| line.contains("children to be looked at"))
        .unwrap();
    assert!(
        said.contains(&format!(": {} of ", children.len())),
        "{said}"
    );
    assert!(
        said.contains(&format!("and {} pregnant women or mothers", grown.len())),
        "{said}"
    );
}
