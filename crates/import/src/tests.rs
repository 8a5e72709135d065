//! Tables made in the test, read through the whole reader.

mod groups;
mod headings;
mod joins;
mod layouts;
mod looks;
mod mappings;
mod origins;
mod repeats;
mod several;
mod shifts;
mod sums;
mod tables;
mod traces;

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use mimamori_container::{Book, Sheet};
use mimamori_record::line::{Institution, InstitutionType};
use mimamori_record::{Failure, Output, WriteOptions, dictionary};
use mimamori_shell::Config;
use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::Value as Json;

use crate::about::Place;
use crate::doubted::Doubted;
use crate::mapping::{Mapping, understand};
use crate::table::{Done, Side, read_table};
use crate::town::Registry;
use crate::trace::Trace;
use crate::value::Context;

/// The part of a [[list]] that no test is about.
const ABOUT: &str =
    "closed = true\nprovider = \"課\"\npurpose = \"-\"\nbasis = \"-\"\ndecided = 2025-04-01\n";

/// Understands `text` as import.toml.
fn mapping(text: &str) -> Result<Mapping, Failure> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("import.toml");
    std::fs::write(&path, text).unwrap();
    understand(&Config::read(&path).unwrap())
}

/// A mapping with one list: its dataset, further keys, its fields.
fn one_list(dataset: &str, keys: &str, fields: &str) -> Mapping {
    mapping(&list_text(dataset, keys, fields)).unwrap()
}

fn list_text(dataset: &str, keys: &str, fields: &str) -> String {
    format!(
        "[[list]]\ndataset = \"{dataset}\"\nfiles = [\"*\"]\n{keys}\n{ABOUT}[list.fields]\n{fields}"
    )
}

/// What came of a table.
#[derive(Debug, Default)]
struct Lines {
    all: Vec<Json>,
    /// Row, column and trace of each cell in question.
    traces: Vec<(u32, u32, Trace)>,
}

impl Lines {
    fn kind(&self, kind: &str) -> Vec<&Json> {
        self.all
            .iter()
            .filter(|line| line["kind"] == kind)
            .collect()
    }

    fn records(&self) -> Vec<&Json> {
        self.kind("record")
    }

    fn source(&self) -> &Json {
        self.kind("source")[0]
    }

    /// Code, row and column of each problem.
    fn problems(&self) -> Vec<(String, u64, String)> {
        let text = |value: &Json| value.as_str().unwrap_or("").to_owned();
        let all = self.kind("problem");
        all.iter()
            .map(|p| {
                (
                    text(&p["code"]),
                    p["row"].as_u64().unwrap_or(0),
                    text(&p["column"]),
                )
            })
            .collect()
    }

    /// Row, part and date of each record.
    fn dates(&self) -> Vec<String> {
        let records = self.records().into_iter();
        records
            .map(|r| format!("{} {} {}", r["row"], r["part"], r["date"]))
            .collect()
    }

    /// Where each field stands.
    fn columns(&self) -> String {
        self.source()["columns"].to_string()
    }

    /// Held, fields, structure, left out, problems.
    fn cells(&self) -> [u64; 5] {
        let cells = &self.source()["cells"];
        ["held", "fields", "structure", "left_out", "problems"]
            .map(|key| cells[key].as_u64().unwrap())
    }
}

fn problem(code: &str, row: u64, column: &str) -> (String, u64, String) {
    (code.to_owned(), row, column.to_owned())
}

/// Reads the first sheet of `bytes` as a file at `inner`.
fn read(mapping: &Mapping, bytes: Vec<u8>, inner: &str) -> Lines {
    let mut book = Book::open(bytes, &[]).map_err(|why| why.code).unwrap();
    let name = book.name(0).map(str::to_owned);
    let place = Place {
        id: "aaaaaaaaaaaa.1",
        path: inner,
        inner,
        sheet: name.as_deref(),
        folder: "2026-05".parse().ok(),
        unknown: None,
        same_as: None,
    };
    let mut count = 0;
    let mut side = |side: Option<&Side>| {
        let sheet = book.sheet(0).map_err(|why| why.code).unwrap();
        read_side(mapping, place, sheet, side, &mut count).unwrap()
    };
    match side(None) {
        (Done::Sides(sides), _) => Lines {
            all: sides.iter().flat_map(|one| side(Some(one)).1.all).collect(),
            ..Lines::default()
        },
        (_, lines) => lines,
    }
}

fn read_text(mapping: &Mapping, text: &str) -> Lines {
    read(mapping, text.as_bytes().to_vec(), "a.csv")
}

fn read_side(
    mapping: &Mapping,
    place: Place<'_>,
    sheet: Sheet<'_>,
    side: Option<&Side>,
    count: &mut u32,
) -> Result<(Done, Lines), Failure> {
    let school = Institution {
        name: "みなと小".to_owned(),
        aliases: vec!["みなと小学校".to_owned()],
        r#type: InstitutionType::ElementarySchool,
        ..Institution::default()
    };
    let other = Institution {
        name: "やまて小".to_owned(),
        r#type: InstitutionType::ElementarySchool,
        ..Institution::default()
    };
    let board = Institution {
        name: "教育委員会".to_owned(),
        aliases: vec!["ひなた町教育委員会".to_owned()],
        ..Institution::default()
    };
    let registry = Registry::new(&[school, other, board]);
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let mut written = Vec::new();
    let done = {
        let mut out = Output::new(
            &mut written,
            WriteOptions {
                utf8: true,
                only: false,
            },
        );
        read_table(
            &mapping.lists[0],
            Context {
                today,
                registry: &registry,
                doubted: &Doubted::default(),
            },
            place,
            sheet,
            side,
            count,
            &mut out,
        )?
    };
    let text = String::from_utf8(written).unwrap();
    let all = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let traces = match &done {
        Done::Sources(tables, _) => tables
            .iter()
            .flat_map(|(_, shape)| shape.traces.iter())
            .map(|(row, column, trace)| (row, column, *trace))
            .collect(),
        _ => Vec::new(),
    };
    Ok((done, Lines { all, traces }))
}

/// A workbook of one sheet.
fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("3年1組").unwrap());
    book.save_to_buffer().unwrap()
}

/// Rows of text from A1; empty texts leave cells empty.
fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(*cells) {
            if !text.is_empty() {
                sheet.write(row, column, *text).unwrap();
            }
        }
    }
}

#[test]
fn the_mapping_of_the_practice_town_is_understood_and_has_every_list_that_departments_keep() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample/town/import.toml");
    let mapping = understand(&Config::read(&path).unwrap()).unwrap();
    let mapped: BTreeSet<&str> = mapping
        .lists
        .iter()
        .map(|list| list.dataset.as_str())
        .collect();
    // Answers and corrections come back in the kit's own papers.
    let ours = ["answers", "corrections"];
    let all = dictionary::DATASETS.iter().map(|entry| entry.name);
    let kept: BTreeSet<&str> = all.filter(|name| !ours.contains(name)).collect();
    assert_eq!(mapped, kept);
}
