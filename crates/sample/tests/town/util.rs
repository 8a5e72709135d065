//! A town in a folder of its own, and what stands in its cells.

use calamine::{Data, Reader, open_workbook_auto};
use mimamori_sample::write_town;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) fn town(children: u32, seed: u64) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write_town(dir.path(), children, seed).unwrap();
    dir
}

pub(crate) fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

pub(crate) fn truth(dir: &TempDir, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(dir.path().join("truth").join(name)).unwrap();
    text.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

/// Every cell that holds something, by path, sheet, row and column (counted from 1).
pub(crate) type Cells = HashMap<(String, String), HashMap<(u32, u32), String>>;

pub(crate) fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => mimamori_calendar::from_excel_serial(date.as_f64(), false)
            .unwrap()
            .to_string(),
        other => other.to_string(),
    }
}

pub(crate) fn cells(dir: &TempDir) -> Cells {
    let mut all = Cells::new();
    for (name, bytes) in files(&dir.path().join("2026-05")) {
        let path = format!("2026-05/{}", name.to_str().unwrap().replace('\\', "/"));
        if path.ends_with(".csv") {
            let (text, _, lost) = encoding_rs::SHIFT_JIS.decode(&bytes);
            assert!(!lost && !text.contains("&#"), "{path} loses characters");
            assert!(text.ends_with("\r\n"));
            let sheet = all.entry((path, String::new())).or_default();
            for (row, line) in (1..).zip(text.split_terminator("\r\n")) {
                for (column, field) in (1..).zip(line.split(',')) {
                    sheet.insert((row, column), field.to_owned());
                }
            }
            continue;
        }
        let mut book = open_workbook_auto(dir.path().join(&path)).unwrap();
        for (sheet, range) in book.worksheets() {
            let sheet = all.entry((path.clone(), sheet)).or_default();
            let (row0, column0) = range.start().unwrap();
            for (row, column, cell) in range.used_cells() {
                let row = row0 + u32::try_from(row).unwrap() + 1;
                let column = column0 + u32::try_from(column).unwrap() + 1;
                sheet.insert((row, column), shown(cell));
            }
        }
    }
    all
}

pub(crate) fn place(line: &Value) -> (String, String) {
    let sheet = line["sheet"].as_str().unwrap_or_default();
    (line["path"].as_str().unwrap().to_owned(), sheet.to_owned())
}

pub(crate) fn number(line: &Value, key: &str) -> u32 {
    u32::try_from(line[key].as_u64().unwrap()).unwrap()
}

pub(crate) fn column(letters: &str) -> u32 {
    letters
        .bytes()
        .fold(0, |sum, b| sum * 26 + u32::from(b - b'A') + 1)
}

/// The person of a story, by its place in it.
pub(crate) fn told(dir: &TempDir, story: &str, at: usize) -> String {
    let stories = truth(dir, "stories.jsonl");
    let line = stories.iter().find(|s| s["story"] == story).unwrap();
    line["persons"][at].as_str().unwrap().to_owned()
}

pub(crate) fn result(dir: &TempDir, rule: &str, person: &str) -> Option<String> {
    let flags = truth(dir, "flags.jsonl");
    let flag = flags
        .iter()
        .find(|f| f["rule"] == rule && f["person"] == person)?;
    Some(match flag["result"].as_str().unwrap() {
        "unknown" => flag["cause"]["code"].as_str().unwrap().to_owned(),
        fired => fired.to_owned(),
    })
}
