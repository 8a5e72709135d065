//! `mimamori-match --reconcile`: two lists of a town, on the terminal and as papers.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::town::{import, make};
use crate::util::{Ran, run_with};

/// How a town reads the ledger that the prefecture sends.
const LIST: &str = r#"
[[list]]
dataset = "児相台帳"
own = true
files = ["児相/共有台帳*"]
as_of = ["month-end"]
closed = true
expected = [{}]
provider = "児童相談所"
purpose = "支援の進行管理"
basis = "児童福祉法第25条の2"
decided = 2025-03-10

[list.fields]
name = { label = "氏名" }
kana = { label = "ふりがな" }
birth_date = { label = "生年月日" }
address = { label = "住所" }
category = { label = "区分", own = true, type = "code", codes = { "要保護" = "protected-child", "要支援" = "support-needed" } }
"#;

/// Writes the prefecture's ledger: the town's without its first two rows, with another category in
/// the third, one child twice and one of whom the town has never heard. Says how many are on both.
fn ledger(folder: &Path) -> usize {
    let stream = import(folder).ok();
    let mut cases = stream.lines("record");
    cases.retain(|record| {
        let key = |key: &str| record[key].as_str();
        let said = ["name", "kana", "birth_date"].map(key);
        record["dataset"] == "cases" && said.iter().all(Option::is_some)
    });
    let text = |record: &Value, key: &str| record[key].as_str().unwrap_or("").to_owned();
    let mut csv = "氏名,ふりがな,生年月日,住所,区分\n".to_owned();
    let mut write = |record: &Value, category: &str| {
        let said = ["name", "kana", "birth_date", "address"].map(|key| text(record, key));
        csv.push_str(&format!("{},{category}\n", said.join(",")));
    };
    for (at, record) in cases.iter().enumerate().skip(2) {
        let category = match record["category"].as_str() {
            Some("protected-child") if at == 2 => "要支援",
            Some(_) if at == 2 => "要保護",
            Some("protected-child") => "要保護",
            Some("support-needed") => "要支援",
            _ => "",
        };
        write(record, category);
        if at == 3 {
            write(record, category);
        }
    }
    csv.push_str("見知 らぬ,みしり らぬ,2015-01-02,,要保護\n");
    fs::create_dir(folder.join("2026-05/in/児相")).unwrap();
    fs::write(folder.join("2026-05/in/児相/共有台帳.csv"), csv).unwrap();
    let town = folder.join("town/import.toml");
    let mapping = fs::read_to_string(&town).unwrap();
    fs::write(town, mapping + LIST).unwrap();
    cases.len() - 2
}

/// How many rows each sheet of a workbook has that begin with a number.
fn rows(path: &Path) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut sheets = BTreeMap::new();
    for (name, range) in book.worksheets() {
        let numbered = |row: &&[Data]| row.iter().any(|cell| matches!(cell, Data::Float(_)));
        let words = |row: &[Data]| row.iter().map(ToString::to_string).collect();
        let found = range.rows().filter(numbered).map(words).collect();
        sheets.insert(name, found);
    }
    sheets
}

#[test]
fn the_ledgers_of_prefecture_and_town_are_held_against_each_other() {
    let folder = make(120, 5);
    let both = ledger(folder.path());
    let stream = import(folder.path()).ok().out;
    let reconcile = |more: &[&str]| -> Ran {
        let mut arguments = vec!["-c", "town/match.toml", "--reconcile"];
        arguments.extend(["児相台帳", "ケース台帳", "--lang", "ja"]);
        arguments.extend(more);
        run_with(folder.path(), "match", &arguments, &stream)
    };
    let ran = reconcile(&[]).ok();
    let text = ran.out;
    assert!(text.starts_with("児相台帳（A）と ケース台帳（B）の突き合わせ"));
    let heading = format!("の両方にある人: {both}人");
    assert!(text.contains(&heading), "{text}");
    assert!(text.contains("児相台帳（A）だけにある人: 1人"), "{text}");
    assert!(text.contains("ケース台帳（B）だけにある人: 2人"), "{text}");
    assert!(text.contains("× 区分  A 要"), "{text}");
    assert!(text.contains("! A に2行あります（3行、4行）"), "{text}");
    assert!(!text.contains("{\"kind\""), "the stream is not written");
    assert_eq!(ran.err, "");
    assert_eq!(reconcile(&["--exit-code"]).status, Some(1));

    let ran = reconcile(&["-o", "both.xlsx", "--review", "review.xlsx"]).ok();
    assert_eq!(ran.out, "");
    assert!(ran.err.contains(&format!("両方 {both}人")), "{}", ran.err);
    assert!(folder.path().join("review.xlsx").is_file());
    let sheets = rows(&folder.path().join("both.xlsx"));
    let names: Vec<&str> = sheets.keys().map(String::as_str).collect();
    let expected = [
        "Aだけにある人",
        "Bだけにある人",
        "両方にある人",
        "決まっていない人",
    ];
    assert_eq!(names, expected);
    assert_eq!(sheets["Aだけにある人"].len(), 1);
    assert_eq!(sheets["Bだけにある人"].len(), 2);
    let numbers = sheets["両方にある人"].iter().map(|row| &row[0]);
    let people: std::collections::BTreeSet<&String> = numbers.collect();
    assert_eq!(people.len(), both);
    let differs = sheets["両方にある人"].iter();
    let mut differs = differs.filter(|row| row.contains(&"区分".to_owned()));
    assert!(differs.any(|row| row.contains(&"× 違う".to_owned())));

    reconcile(&["-o", "both.html"]).ok();
    let html = fs::read_to_string(folder.path().join("both.html")).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains(&heading));
}

#[test]
fn a_list_that_is_not_there_is_answered_with_those_that_are() {
    let month = crate::town::shared();
    let reconcile = |arguments: &[&str]| {
        let stream = month.after("import");
        run_with(month.path(), "match", arguments, stream).fails(2)
    };
    let ran = reconcile(&["--reconcile", "cases", "corrections", "-o", "none.xlsx"]);
    for part in ["B of --reconcile", "cases (case ledger)", "plans"] {
        assert!(ran.err.contains(part), "{}", ran.err);
    }
    assert_eq!(ran.out, "");
    assert!(!month.path().join("none.xlsx").exists());
    let two = ["--reconcile", "cases", "plans", "--explain", "a", "b"];
    let ran = reconcile(&two);
    assert!(ran.err.contains("run it once for each"), "{}", ran.err);
}
