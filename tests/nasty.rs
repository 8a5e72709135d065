//! The nasty workbooks of tests/nasty through the real program: every record, problem, column and
//! sum of cells as written down by the script that wrote the cells (tests/nasty/make.py).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value as Json};

use crate::util::{Ran, copy, root, run_with};

/// The hazards of the goal table: each must stand at a known address of some file.
const HAZARDS: [&str; 23] = [
    "type-error",
    "missing-label",
    "extra-label",
    "duplicate-label",
    "header-drift",
    "date-no-such-day",
    "date-era-overflow",
    "date-no-era",
    "date-bare-serial",
    "formula-no-value",
    "error-cell",
    "digits-lost",
    "zeros-restored",
    "covered-text",
    "stray-cell",
    "hidden-row",
    "hidden-column",
    "colour-unmapped",
    "comment-unmapped",
    "gaiji",
    "totals-mismatch",
    "unknown-code",
    "individual-number",
];

/// The files share datasets and days; who stands for whom is no matter here.
const TWICE: [&str; 4] = [
    "sources-tie",
    "people-differ",
    "file-copied",
    "same-elsewhere",
];

fn nasty() -> std::path::PathBuf {
    root().join("tests/nasty")
}

/// What is expected of each file, by name.
fn expected() -> Vec<Json> {
    let mut paths: Vec<_> = fs::read_dir(nasty().join("expected"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        .collect()
}

/// The passwords that the town knows, and one that opens nothing.
fn passwords(path: &Path) {
    let expected = expected();
    let known = expected.iter().filter_map(|one| one["password"].as_str());
    let lines: Vec<&str> = ["opens-nothing"].into_iter().chain(known).collect();
    fs::write(path, lines.join("\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }
}

/// One run over all files: one that cannot be read must not stop the others.
fn import() -> Ran {
    let folder = tempfile::tempdir().unwrap();
    copy(&nasty().join("town"), &folder.path().join("town"));
    copy(&nasty().join("files"), &folder.path().join("in"));
    passwords(&folder.path().join("passwords"));
    let arguments = [
        "--password-file",
        "passwords",
        "-q",
        "-c",
        "town/import.toml",
        "--today",
        "2026-06-01",
        "in",
    ];
    run_with(folder.path(), "import", &arguments, "").ok()
}

/// What a problem says for people and about the stream, which has tests of its own.
const OF_TABLE: [&str; 5] = ["kind", "dataset", "source", "earlier", "label"];

/// The stream of a run, taken apart by file.
struct Stream {
    sources: Vec<Json>,
    records: Vec<Json>,
    problems: Vec<Json>,
}

impl Stream {
    fn of(ran: &Ran) -> Stream {
        let problems = ran.lines("problem").into_iter();
        Stream {
            sources: ran.lines("source"),
            records: ran.lines("record"),
            problems: problems
                .filter(|problem| !TWICE.contains(&problem["code"].as_str().unwrap()))
                .collect(),
        }
    }

    /// What came of a file, in the shape of the expectation.
    fn differences(&self, wanted: &Json) -> Vec<String> {
        let mut out = Vec::new();
        let path = format!("in/{}", wanted["file"].as_str().unwrap());
        let mine: Vec<&Json> = self.sources.iter().filter(|s| s["path"] == path).collect();
        let mut problems: Vec<String> = self
            .problems
            .iter()
            .filter(|problem| problem["path"] == path)
            .map(|problem| without(problem, &["kind", "path"]))
            .collect();
        let tables = wanted["tables"].as_array().unwrap();
        // Tables of the same sheet stand in the order of their sources.
        let mut taken: Vec<&Json> = Vec::new();
        for table in tables {
            let found = mine
                .iter()
                .find(|s| s["sheet"] == table["sheet"] && !taken.contains(&&s["id"]));
            let Some(source) = found else {
                out.push(format!("no source line for a table of {}", table["sheet"]));
                continue;
            };
            taken.push(&source["id"]);
            compare(table, source, &mut out);
            let of_table = |line: &&Json| line["source"] == source["id"];
            let came: Vec<String> = self
                .records
                .iter()
                .filter(of_table)
                .map(|line| without(line, &["kind", "dataset", "source"]))
                .collect();
            differ("record", &table["records"], came, &mut out);
            let of_table = self.problems.iter().filter(of_table);
            let of_table: Vec<_> = of_table.map(|line| without(line, &OF_TABLE)).collect();
            differ("problem", &table["problems"], of_table, &mut out);
        }
        // A gap that belongs to none of the tables: its problem counts with the name of its sheet.
        for source in mine.iter().filter(|s| !taken.contains(&&s["id"])) {
            if source["state"] == "read" {
                out.push(format!("a table of {} nobody expected", source["sheet"]));
            }
            for problem in self.problems.iter().filter(|p| p["source"] == source["id"]) {
                let mut problem = problem.clone();
                problem["sheet"] = source["sheet"].clone();
                problems.push(without(&problem, &OF_TABLE));
            }
        }
        differ("problem", &wanted["problems"], problems, &mut out);
        out
    }
}

/// What the source line says of a table.
fn compare(table: &Json, source: &Json, out: &mut Vec<String>) {
    let mut same = |what: &str, wanted: &Json, came: &Json| {
        if wanted != came {
            out.push(format!("{what}: expected {wanted}, came {came}"));
        }
    };
    same("state", &table["state"], &source["state"]);
    same("institution", &table["institution"], &source["institution"]);
    if !table["as_of"].is_null() {
        same("as_of", &table["as_of"], &source["as_of"]);
    }
    if table["state"] == "read" {
        same(
            "cells that hold something",
            &table["held"],
            &source["cells"]["held"],
        );
        let none = Json::Object(Map::new());
        let columns = source.get("columns").unwrap_or(&none);
        same("columns", &sorted(&table["columns"]), &sorted(columns));
    }
}

fn sorted(object: &Json) -> Json {
    let mut pairs: Vec<_> = object.as_object().unwrap().clone().into_iter().collect();
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    Json::Object(pairs.into_iter().collect())
}

/// A line as text with its keys in order, without some of them.
fn without(line: &Json, keys: &[&str]) -> String {
    let mut line = line.as_object().unwrap().clone();
    line.retain(|key, _| !keys.contains(&key.as_str()));
    sorted(&Json::Object(line)).to_string()
}

/// Lines that only one side has, each as often as it is too many.
fn differ(what: &str, wanted: &Json, mut came: Vec<String>, out: &mut Vec<String>) {
    for line in wanted.as_array().unwrap() {
        let line = without(line, &[]);
        match came.iter().position(|other| *other == line) {
            Some(at) => drop(came.swap_remove(at)),
            None => out.push(format!("{what} did not come: {line}")),
        }
    }
    came.sort();
    let more = came.iter();
    out.extend(more.map(|line| format!("{what} nobody expected: {line}")));
}

#[test]
fn every_nasty_workbook_gives_what_its_maker_wrote_down() {
    let stream = Stream::of(&import());
    let mut report = String::new();
    for wanted in expected() {
        let found = stream.differences(&wanted);
        let name = wanted["file"].as_str().unwrap();
        if !found.is_empty() {
            let what = wanted["what"].as_str().unwrap();
            report += &format!("\n{name}: {what}\n  {}\n", found.join("\n  "));
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn every_hazard_stands_at_a_known_address() {
    let mut codes = BTreeSet::new();
    for wanted in expected() {
        for table in wanted["tables"].as_array().unwrap() {
            for problem in table["problems"].as_array().unwrap() {
                codes.insert(problem["code"].as_str().unwrap().to_owned());
            }
        }
    }
    let without: Vec<_> = HAZARDS
        .iter()
        .filter(|code| !codes.contains(**code))
        .collect();
    assert!(without.is_empty(), "no file has {without:?}");
}

#[test]
fn every_file_is_expected_and_every_expectation_has_its_file() {
    let mut files = BTreeSet::new();
    let mut folders = vec![nasty().join("files")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inner = path.strip_prefix(nasty().join("files")).unwrap();
                files.insert(inner.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let expected = expected();
    let wanted: BTreeSet<String> = expected
        .iter()
        .map(|one| one["file"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(files, wanted);
}
