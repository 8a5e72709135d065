//! Ledgers of a town and its prefecture, to be held against each other.

use mimamori_record::{Failure, Lang};
use serde_json::{Value, json};

use crate::reconcile::Report;
use crate::tests::{Outcome, crowd};

/// A town's ledger and the prefecture's, each in a file of its own.
pub(super) struct Ledgers {
    /// Dataset, source and row, fields.
    rows: Vec<(&'static str, &'static str, Value)>,
    pub(super) sources: Vec<Value>,
}

/// The columns of both.
const COLUMNS: [(&str, &str); 10] = [
    ("name", "A"),
    ("kana", "B"),
    ("birth_date", "C"),
    ("address", "D"),
    ("phone", "E"),
    ("category", "F"),
    ("closed_on", "G"),
    ("worker", "H"),
    ("former_name", "I"),
    ("protected", "J"),
];

impl Ledgers {
    pub(super) fn new(ours: Vec<Value>, theirs: Vec<Value>) -> Self {
        let mut ledgers = Ledgers {
            rows: Vec::new(),
            sources: Vec::new(),
        };
        ledgers.add("cases", "ours.1", "in/町/台帳.xlsx", "2026-05-31", ours);
        ledgers.add(
            "児相台帳",
            "theirs.1",
            "in/児相/共有.xlsx",
            "2026-05-31",
            theirs,
        );
        ledgers
    }

    pub(super) fn add(
        &mut self,
        dataset: &'static str,
        source: &'static str,
        path: &str,
        as_of: &str,
        rows: Vec<Value>,
    ) {
        let columns: serde_json::Map<String, Value> = COLUMNS
            .iter()
            .map(|(key, column)| ((*key).to_owned(), json!(column)))
            .collect();
        self.sources.push(json!({"kind": "source", "id": source, "dataset": dataset, "path": path, "sheet": "一覧", "as_of": as_of, "state": "read", "rows": rows.len(), "rows_unread": 0, "columns": columns}));
        let rows = rows.into_iter();
        self.rows.extend(rows.map(|row| (dataset, source, row)));
    }

    fn stream(&self) -> String {
        let mut lines = vec![
            json!({"kind": "begin", "format": 1, "check": "こども家庭"}),
            json!({"kind": "run", "program": "mimamori-import", "version": "0.1.0", "today": "2026-06-01"}),
            json!({"kind": "town", "name": "ひなた町", "series": "k7q2", "population": 12000, "institutions": [{"name": "みなと小", "type": "elementary-school", "aliases": ["湊小"]}], "staff": [], "calendar": []}),
        ];
        for (name, expected) in [
            ("cases", json!([{}])),
            ("児相台帳", json!([{}])),
            ("residents", json!([{}])),
            (
                "attendance",
                json!([{"institution": "みなと小"}, {"institution": "ひがし小"}]),
            ),
        ] {
            let per = if name == "attendance" {
                "person-month"
            } else {
                "person"
            };
            let fields = json!({"closed_on": {"type": "date", "label": "終結日", "blank": "no"}, "category": {"type": "code", "label": "区分"}});
            lines.push(json!({"kind": "dataset", "name": name, "closed": true, "per": per, "expected": expected, "provider": "", "purpose": "", "basis": "", "decided": "2025-03-10", "fields": fields}));
        }
        let mut rows = self.rows.clone();
        rows.extend(
            crowd()
                .into_iter()
                .map(|(dataset, row)| (dataset, "residents.1", row)),
        );
        let mut sources = self.sources.clone();
        sources.push(json!({"kind": "source", "id": "residents.1", "dataset": "residents", "path": "in/住民.xlsx", "as_of": "2026-06-01", "state": "read", "rows": 0, "rows_unread": 0}));
        for mut source in sources {
            let id = source["id"].as_str().unwrap().to_owned();
            let of = rows.iter().filter(|(_, source, _)| *source == id);
            let mut count = 0;
            for (dataset, source, fields) in of {
                count += 1;
                let mut line = json!({"kind": "record", "dataset": dataset, "source": source, "row": count + 1});
                for (key, value) in fields.as_object().unwrap() {
                    line[key] = value.clone();
                }
                lines.push(line);
            }
            source["rows"] = json!(count);
            lines.push(source);
        }
        lines.push(json!({"kind": "end", "ok": true}));
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    pub(super) fn ask(&self, asked: [&str; 2], lang: Lang) -> Result<Report, Failure> {
        let outcome = Outcome::of_stream(&self.stream());
        let gathered = outcome.gathered();
        let carried = crate::carried::carried(&outcome.settled, &outcome.intake, &gathered);
        let result = crate::write::Result {
            intake: &outcome.intake,
            comparer: outcome.comparer(),
            decision: &outcome.decision,
            gathered: &gathered,
            before: None,
            settled: &outcome.settled,
            carried: &carried,
        };
        let asked = asked.map(str::to_owned);
        Report::new(result, &asked, lang)
    }

    /// The prefecture's ledger against the town's, in Japanese.
    pub(super) fn report(&self) -> Report {
        self.ask(["児相台帳", "cases"], Lang::Ja).unwrap()
    }

    pub(super) fn text(&self) -> String {
        self.report().text(Lang::Ja)
    }
}

/// A row: name, kana, birth date, and what else it says.
pub(super) fn row(name: &str, kana: &str, born: &str, rest: Value) -> Value {
    let mut row = json!({"name": name, "kana": kana, "birth_date": born});
    for (key, value) in rest.as_object().unwrap() {
        row[key] = value.clone();
    }
    row
}

/// A child.
pub(super) fn aoi(rest: Value) -> Value {
    row("山田 葵", "ヤマダ アオイ", "2018-05-03", rest)
}

/// Another one.
pub(super) fn ren(rest: Value) -> Value {
    row("鈴木 蓮", "スズキ レン", "2016-02-11", rest)
}

/// A third one.
pub(super) fn hana(rest: Value) -> Value {
    row("高橋 花", "タカハシ ハナ", "2014-09-21", rest)
}
