//! Every cell that a judgement names holds what the judgement says.
//!
//! The workbooks are opened here by another way than import reads them: whole sheets at once, and
//! CSV split by hand.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Data, Reader, open_workbook_auto};
use serde_json::Value;

use crate::town;

/// Sheet (or nothing for CSV) to rows of texts, by path.
#[derive(Default)]
struct Books(BTreeMap<(String, String), Vec<Vec<String>>>);

impl Books {
    fn cell(&mut self, path: &str, sheet: &str, cell: &str) -> String {
        let key = (path.to_owned(), sheet.to_owned());
        let rows = self.0.entry(key).or_insert_with(|| open(path, sheet));
        let letters: String = cell.chars().take_while(char::is_ascii_alphabetic).collect();
        let column = letters
            .bytes()
            .fold(0, |n, b| n * 26 + usize::from(b - b'A') + 1)
            - 1;
        let row: usize = cell[letters.len()..].parse().unwrap();
        let row = rows.get(row - 1).map(Vec::as_slice).unwrap_or_default();
        row.get(column).cloned().unwrap_or_default()
    }
}

fn open(path: &str, sheet: &str) -> Vec<Vec<String>> {
    let path = town::shared().path().join(path);
    if path.extension().is_some_and(|e| e == "csv") {
        let bytes = fs::read(path).unwrap();
        let (text, _, damaged) = encoding_rs::SHIFT_JIS.decode(&bytes);
        assert!(!damaged);
        return text
            .lines()
            .map(|l| l.split(',').map(str::to_owned).collect())
            .collect();
    }
    let mut book = open_workbook_auto(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let (last_row, last_column) = range.end().unwrap();
    let text = |row, column| match range.get_value((row, column)) {
        None | Some(Data::Empty) => String::new(),
        Some(Data::DateTime(date)) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Some(value) => value.to_string(),
    };
    (0..=last_row)
        .map(|row| (0..=last_column).map(|c| text(row, c)).collect())
        .collect()
}

#[test]
fn every_cell_that_a_judgement_names_holds_its_value() {
    let month = town::shared();
    let lines: Vec<Value> = month
        .after("agenda")
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let sources: BTreeMap<&str, &Value> = lines
        .iter()
        .filter(|l| l["kind"] == "source")
        .map(|s| (s["id"].as_str().unwrap(), s))
        .collect();
    let mut books = Books::default();
    let mut looked_at = 0;
    for line in lines
        .iter()
        .filter(|l| l["kind"] == "flag" || l["kind"] == "due")
    {
        for evidence in line["evidence"].as_array().into_iter().flatten() {
            let source = sources[evidence["source"].as_str().unwrap()];
            if evidence["absent"] == true {
                assert!(evidence.get("cell").is_none());
                continue;
            }
            let path = source["path"].as_str().unwrap();
            let sheet = source["sheet"].as_str().unwrap_or("");
            let cell = evidence["cell"].as_str().unwrap();
            let held = books.cell(path, sheet, cell);
            let place = format!("{path} {sheet} {cell}: {line:.200}");
            match evidence["value"].as_str() {
                None => {}
                Some(value) if evidence["field"] == "days" => {
                    assert_eq!(mark_of(&held), value, "{place}");
                }
                Some(value) if value.starts_with("20") && value.contains('-') => {
                    assert!(
                        day_of(&held).starts_with(value),
                        "{held} is not {value}: {place}"
                    );
                }
                Some(_) => assert!(!held.is_empty(), "{place}"),
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 50, "only {looked_at} cells");
}

fn mark_of(held: &str) -> &str {
    match held {
        "病" => "absent-ill",
        "怪" => "absent-injury",
        "家" => "absent-family",
        "他" => "absent-other",
        "無" => "absent-no-contact",
        "入" => "hospitalised",
        "停" => "suspended",
        "忌" => "mourning",
        "遅" => "late",
        "早" => "early",
        "遅早" => "late-early",
        "保" => "health-room",
        other => other,
    }
}

/// A date as a list writes it, by the digits in it: era letter or name, year, month, day.
fn day_of(held: &str) -> String {
    let narrow: String = held
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap(),
            other => other,
        })
        .collect::<String>()
        .replace('元', "1");
    let numbers: Vec<u32> = narrow
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap())
        .collect();
    let first = narrow.chars().next().unwrap_or(' ');
    let base = match first {
        '令' | 'R' | 'Ｒ' | '㋿' => 2018,
        '平' | 'H' | 'Ｈ' => 1988,
        '昭' | 'S' | 'Ｓ' => 1925,
        _ => 0,
    };
    match numbers.as_slice() {
        [year, month, day, ..] => format!("{:04}-{month:02}-{day:02}", base + year),
        [year, month] => format!("{:04}-{month:02}", base + year),
        [packed] => {
            let digits = packed.to_string();
            format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])
        }
        [] => String::new(),
    }
}
