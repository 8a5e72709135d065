//! Streams made in the test, and what is due in them. Everybody is invented.

mod dates;
mod lists;
mod only;
mod papers;
mod people;
mod settings;
mod shipped;

use std::path::Path;

use mimamori_record::line::{Due, Run};
use mimamori_record::{Failure, Input, Output, WriteOptions, pass};
use mimamori_shell::Config;
use serde_json::{Map, Value, json};

use crate::entries::Entries;
use crate::remind::Remind;
use crate::rules::Rules;
use crate::told::Told;

/// The shipped rules.
pub(super) const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../sample/town/remind.toml");

/// A town with lists and people, one household each.
pub(super) struct Town {
    today: &'static str,
    head: Vec<Value>,
    people: Vec<Value>,
}

/// The columns that the lists of the test have.
const COLUMNS: &[(&str, &[&str])] = &[
    (
        "cases",
        &[
            "case_no",
            "category",
            "stage",
            "worker",
            "last_seen",
            "closed_on",
            "birth_date",
            "received_on",
        ],
    ),
    (
        "plans",
        &[
            "plan_no",
            "plan_kind",
            "made_on",
            "signed_on",
            "agreed",
            "reviewed_on",
            "next_review",
            "goal_to",
            "next_contact",
            "worker",
        ],
    ),
    (
        "decisions",
        &["decided_on", "decision", "next_review", "worker"],
    ),
    ("residents", &["status", "birth_date"]),
    ("moves", &["date", "reason"]),
    (
        "plan-lines",
        &[
            "plan_no",
            "service",
            "worker",
            "since",
            "monitoring",
            "monitored_on",
            "achieved",
        ],
    ),
    (
        "contacts",
        &["date", "contact_with", "seen", "worker", "next_contact"],
    ),
    ("services", &["service", "basis", "since", "ended_on"]),
    ("recommendations", &["date", "service", "reply"]),
    (
        "placements",
        &["placement_kind", "since", "planned_end", "ended_on"],
    ),
    (
        "protections",
        &["protection_kind", "since", "valid_until", "ended_on"],
    ),
    ("assessment-sheets", &["date", "institution"]),
    ("checkups", &["birth_date", "date", "result", "detailed_on"]),
    ("home-visits", &["birth_date", "visit_kind", "date"]),
    ("pregnancy", &["notified_on", "outcome", "delivered_on"]),
    ("meetings", &["meeting_title", "date"]),
];

fn columns(dataset: &str) -> Value {
    let found = COLUMNS.iter().find(|(name, _)| *name == dataset);
    let keys = found.map_or(&["birth_date"][..], |(_, keys)| keys);
    let letters = ["B", "C", "D", "E", "F", "G", "H", "I", "J", "K"];
    let pairs = keys
        .iter()
        .zip(letters)
        .map(|(key, letter)| ((*key).to_owned(), json!(letter)));
    Value::Object(pairs.collect())
}

pub(super) fn source(dataset: &str, number: u32) -> Value {
    json!({"kind": "source", "id": format!("{dataset}0.{number}"), "dataset": dataset,
        "path": format!("2026-05/in/{dataset}.xlsx"), "sheet": "一覧", "as_of": "2026-05-29", "state": "read",
        "rows": 1, "rows_unread": 0, "columns": columns(dataset)})
}

fn dataset(name: &str, expected: Value) -> Value {
    json!({"kind": "dataset", "name": name, "closed": true, "per": "person", "expected": expected,
        "provider": "課", "purpose": "支援", "basis": "児童福祉法25条の2", "decided": "2025-03-10", "fields": {}})
}

impl Town {
    /// The four lists that duties come from, all arrived, on 1 June 2026.
    pub fn new() -> Self {
        let staff = json!([
            {"name": "川原 さつき", "role": "section-chief"},
            {"name": "野々村 けい", "role": "worker", "from": "2022-04-01"},
            {"name": "早瀬 つばさ", "role": "worker"},
            {"name": "古賀 ひとみ", "role": "worker", "to": "2026-03-31"}]);
        let mut head = vec![
            json!({"kind": "town", "name": "ひなた町", "series": "k7q2", "population": 12000,
            "institutions": [], "staff": staff, "calendar": [{"from": "2026-07-18", "to": "2026-08-31", "open": false}]}),
        ];
        for name in ["residents", "cases", "plans", "decisions"] {
            head.push(dataset(name, json!([{}])));
        }
        for name in ["residents", "cases", "plans", "decisions"] {
            head.push(source(name, 1));
        }
        Town {
            today: "2026-06-01",
            head,
            people: Vec::new(),
        }
    }

    pub fn on(mut self, today: &'static str) -> Self {
        self.today = today;
        self
    }

    /// Adds a line before the households.
    pub fn head(mut self, line: Value) -> Self {
        self.head.push(line);
        self
    }

    /// Adds a list that has arrived.
    pub fn list(self, name: &str) -> Self {
        self.head(dataset(name, json!([{}]))).head(source(name, 1))
    }

    /// Changes the lines before the households.
    pub fn change(mut self, change: impl FnOnce(&mut Vec<Value>)) -> Self {
        change(&mut self.head);
        self
    }

    /// Adds somebody with these records; `source` and `row` are filled in.
    pub fn person(self, records: &[Value]) -> Self {
        self.person_as(json!({}), records)
    }

    /// Adds somebody with these keys of the person line.
    pub fn person_as(mut self, keys: Value, records: &[Value]) -> Self {
        let number = self.people.len() + 1;
        let mut person = json!({"kind": "person", "id": format!("p-k7q2-{number:06}"),
            "household": format!("h-k7q2-{number:06}"), "name": "山野 はる", "birth_date": "2017-05-03"});
        let records = records.iter().zip(3..).map(|(record, row): (&Value, u32)| {
            let dataset = record["dataset"].as_str().unwrap();
            let mut whole = Map::new();
            whole.insert("kind".into(), json!("record"));
            whole.insert("dataset".into(), json!(dataset));
            whole.insert("source".into(), json!(format!("{dataset}0.1")));
            whole.insert("row".into(), json!(row));
            whole.extend(record.as_object().unwrap().clone());
            Value::Object(whole)
        });
        person["records"] = records.collect();
        for (key, value) in keys.as_object().unwrap() {
            person[key] = value.clone();
        }
        self.people.push(person);
        self
    }

    pub fn stream(&self) -> String {
        let mut lines = vec![
            json!({"kind": "begin", "format": 1, "check": "こども家庭"}),
            json!({"kind": "run", "program": "mimamori-match", "version": "0.1.0", "today": self.today}),
        ];
        lines.extend(self.head.clone());
        for person in &self.people {
            lines.push(json!({"kind": "household", "id": person["household"],
                "members": [{"person": person["id"], "relation": "child"}]}));
            lines.push(person.clone());
        }
        lines.push(json!({"kind": "end", "ok": true}));
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// What the shipped rules find.
    pub fn dues(&self) -> Vec<Due> {
        self.after("").unwrap()
    }

    /// What the shipped rules find after an earlier stream.
    pub fn after(&self, before: &str) -> Result<Vec<Due>, Failure> {
        run(&self.stream(), Path::new(SHIPPED), before).map(|ran| ran.dues)
    }
}

/// What a run left behind.
pub(super) struct Ran {
    pub dues: Vec<Due>,
    pub written: String,
    pub entries: Entries,
    pub rules: Rules,
    pub config: Config,
}

/// Leads a stream through the program.
pub(super) fn run(stream: &str, rules: &Path, before: &str) -> Result<Ran, Failure> {
    let config = Config::read(rules)?;
    let rules = crate::config::read(&config)?;
    let told = match before {
        "" => Told::default(),
        before => Told::read(&mut Input::new(before.as_bytes(), false)?)?,
    };
    let mut written = Vec::new();
    let mut program = Remind::new(&config, &rules, &told, true);
    {
        let mut input = Input::new(stream.as_bytes(), false)?;
        let mut output = Output::new(
            &mut written,
            WriteOptions {
                utf8: true,
                only: false,
            },
        );
        let line = Run {
            program: crate::PROGRAM.name.to_owned(),
            ..Run::default()
        };
        pass(&mut input, &mut output, line, &mut program)?;
        output.close(true)?;
    }
    let entries = program.entries.take().unwrap();
    let written = String::from_utf8(written).unwrap();
    let dues = written
        .lines()
        .filter(|line| line.starts_with("{\"kind\":\"due\""));
    Ok(Ran {
        dues: dues
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
        written,
        entries,
        rules,
        config,
    })
}

/// An open case that has been seen lately and has a worker.
pub(super) fn case() -> Value {
    json!({"dataset": "cases", "case_no": "R8-01", "category": "support-needed", "stage": "supporting",
        "worker": "野々村 けい", "last_seen": "2026-05-20"})
}

/// A plan of somebody else's hand.
pub(super) fn plan(keys: Value) -> Value {
    with(
        json!({"dataset": "plans", "plan_no": "P-7", "worker": "早瀬 つばさ"}),
        keys,
    )
}

/// A record with more or other keys.
pub(super) fn with(mut record: Value, keys: Value) -> Value {
    for (key, value) in keys.as_object().unwrap() {
        record[key] = value.clone();
    }
    record
}

/// The duties of a kind.
pub(super) fn of<'a>(dues: &'a [Due], what: &str) -> Vec<&'a Due> {
    dues.iter().filter(|due| due.what == what).collect()
}

/// The one duty of a kind.
#[track_caller]
pub(super) fn the<'a>(dues: &'a [Due], what: &str) -> &'a Due {
    let found = of(dues, what);
    assert_eq!(found.len(), 1, "{what}: {dues:?}");
    found[0]
}
