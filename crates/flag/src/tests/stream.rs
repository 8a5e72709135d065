//! A stream of invented families, and the program run over it.

use std::path::Path;

use mimamori_record::line::{Flag, FlagResult, Run};
use mimamori_record::{Failure, Input, Output, WriteOptions, pass};
use mimamori_shell::Config;
use serde_json::{Value, json};

use crate::before::Before;
use crate::flag::FlagPass;
use crate::{config, rules::Rules};

/// The shipped rules.
pub(super) fn shipped() -> (Config, Rules) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample/town/rules.toml");
    let config = Config::read(&path).unwrap();
    let rules = config::read(&config).unwrap();
    (config, rules)
}

/// Head and families of a stream.
pub(super) struct Stream {
    pub head: Vec<Value>,
    pub families: Vec<Vec<Value>>,
}

fn dataset(name: &str, per: &str, blank: &[&str]) -> Value {
    let used = |field: &&str| {
        let means = if *field == "days" { "present" } else { "no" };
        let used = json!({"type": "text", "label": field, "blank": means});
        ((*field).to_owned(), used)
    };
    let fields: serde_json::Map<String, Value> = blank.iter().map(used).collect();
    json!({"kind": "dataset", "name": name, "closed": true, "per": per, "provider": "", "purpose": "",
        "basis": "", "decided": "2025-03-10", "fields": fields})
}

fn source(id: &str, name: &str, as_of: &str, fields: &[&str]) -> Value {
    let columns: serde_json::Map<String, Value> = fields
        .iter()
        .zip('A'..)
        .map(|(field, letter)| ((*field).to_owned(), json!(letter)))
        .collect();
    json!({"kind": "source", "id": id, "dataset": name, "path": format!("2026-05/in/{name}.xlsx"), "as_of": as_of,
        "state": "read", "rows": 0, "rows_unread": 0, "columns": columns})
}

/// The sheet of みなと小 for a month, with a column for every day.
pub(super) fn sheet(month: u32) -> Value {
    let last = if month == 4 { 30 } else { 31 };
    let days: serde_json::Map<String, Value> = (1..=last)
        .map(|day| (format!("2026-{month:02}-{day:02}"), json!(column(day))))
        .collect();
    json!({"kind": "source", "id": format!("a{month}.1"), "dataset": "attendance",
        "path": format!("2026-05/in/みなと小/出欠{month}月.xlsx"), "sheet": "2年", "institution": "みなと小",
        "from": format!("2026-{month:02}-01"), "to": format!("2026-{month:02}-{last}"),
        "as_of": format!("2026-{month:02}-{last}"), "state": "read", "rows": 0, "rows_unread": 0, "days": days})
}

fn column(day: u32) -> String {
    let letter = |n: u32| char::from(b'A' + u8::try_from(n).unwrap());
    match day + 3 {
        n @ 0..26 => letter(n).to_string(),
        n => format!("A{}", letter(n - 26)),
    }
}

impl Stream {
    /// A town whose lists have all come, with nobody in it.
    pub fn new() -> Self {
        let mut attendance = dataset("attendance", "person-month", &["days"]);
        attendance["expected"] =
            json!([{"institution": "みなと小", "from": "2026-04", "to": "2026-05"}]);
        let cases = [
            "case_no",
            "received_on",
            "category",
            "stage",
            "last_seen",
            "closed_on",
        ];
        let decisions = ["decided_on", "decision", "until"];
        let head = vec![
            json!({"kind": "run", "program": "mimamori-match", "version": "0.1.0", "today": "2026-06-01"}),
            json!({"kind": "town", "name": "ひなた町", "series": "k7q2", "population": 100,
                "institutions": [{"name": "みなと小", "type": "elementary-school"}], "staff": [],
                "calendar": [{"from": "2026-04-01", "to": "2026-04-07", "open": false}]}),
            dataset("residents", "person", &[]),
            dataset("school-register", "person", &["left_on"]),
            dataset("checkups", "person-part", &["date", "detailed_on"]),
            attendance,
            dataset("cases", "event", &["closed_on"]),
            dataset("decisions", "event", &[]),
            dataset("notes", "event", &[]),
            dataset("monthly-reports", "person-month", &[]),
            dataset("benefits", "person-part", &[]),
            source(
                "r.1",
                "residents",
                "2026-06-01",
                &["name", "resident_since", "status", "left_on"],
            ),
            source(
                "g.1",
                "school-register",
                "2026-05-29",
                &["name", "institution", "enrolled_on", "left_on"],
            ),
            source(
                "k.1",
                "checkups",
                "2026-05-31",
                &["name", "date", "result", "detailed_on"],
            ),
            source("c.1", "cases", "2026-05-31", &cases),
            source("d.1", "decisions", "2026-05-31", &decisions),
            source(
                "n.1",
                "notes",
                "2026-05-31",
                &["date", "injury", "child_word"],
            ),
            source(
                "m.1",
                "monthly-reports",
                "2026-05-31",
                &["injury", "child_word"],
            ),
            source("b.1", "benefits", "2026-05-31", &["started_on", "ended_on"]),
            sheet(4),
            sheet(5),
        ];
        Stream {
            head,
            families: Vec::new(),
        }
    }

    /// Adds a household of children: birth date and records each. The first one is `p-1-1`.
    pub fn family(mut self, children: &[(&str, Vec<Value>)]) -> Self {
        let number = self.families.len() + 1;
        let household = format!("h-{number}");
        let id = |at: usize| format!("p-{number}-{}", at + 1);
        let members: Vec<Value> = (0..children.len())
            .map(|at| json!({"person": id(at), "relation": "child"}))
            .collect();
        let mut lines = vec![json!({"kind": "household", "id": household, "members": members})];
        for (at, (born, records)) in children.iter().enumerate() {
            let records: Vec<Value> = records
                .iter()
                .map(|record| {
                    let mut line = json!({"kind": "record", "dataset": "", "source": "", "row": 10 * number + at});
                    for (key, value) in record.as_object().unwrap() {
                        line[key] = value.clone();
                    }
                    line
                })
                .collect();
            lines.push(
                json!({"kind": "person", "id": id(at), "household": household, "name": "見本 葵",
                "kana": "みほん あおい", "birth_date": born, "records": records}),
            );
        }
        self.families.push(lines);
        self
    }

    /// Takes a source away, or puts a line in its place.
    pub fn without(mut self, source: &str) -> Self {
        self.head.retain(|line| line["id"] != source);
        self
    }

    pub fn with(mut self, line: Value) -> Self {
        self.head.push(line);
        self
    }

    pub fn text(&self) -> String {
        let lines = self.head.iter().chain(self.families.iter().flatten());
        let begin = json!({"kind": "begin", "format": 1, "check": "こども家庭"});
        let end = json!({"kind": "end", "ok": true});
        let all: Vec<String> = std::iter::once(&begin)
            .chain(lines)
            .chain([&end])
            .map(Value::to_string)
            .collect();
        all.join("\n") + "\n"
    }

    /// Runs the program with the shipped rules.
    pub fn flags(&self) -> Vec<Flag> {
        self.flags_after(None).unwrap().0
    }

    /// Runs it against an earlier stream; the flags and everything that came out.
    pub fn flags_after(&self, before: Option<&str>) -> Result<(Vec<Flag>, String), Failure> {
        let (config, rules) = shipped();
        let before = match before {
            Some(text) => Some(Before::read(&mut Input::new(text.as_bytes(), false)?)?),
            None => None,
        };
        let mut program = FlagPass::new(&config, &rules, before.as_ref(), None);
        let text = self.text();
        let mut written = Vec::new();
        {
            let mut input = Input::new(text.as_bytes(), false)?;
            let mut output = Output::new(&mut written, WriteOptions::default());
            let run = Run {
                program: crate::PROGRAM.name.to_owned(),
                ..Run::default()
            };
            pass(&mut input, &mut output, run, &mut program)?;
            output.close(true)?;
        }
        let written = String::from_utf8(written).unwrap();
        let flags = written
            .lines()
            .filter(|line| line.contains("\"kind\":\"flag\""))
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        Ok((flags, written))
    }

    /// What a rule says about the first child of the first family.
    pub fn says(&self, rule: &str) -> String {
        let flags = self.flags();
        let about = |flag: &&Flag| flag.person == "p-1-1";
        for flag in flags.iter().filter(about) {
            match flag.result {
                FlagResult::Fired if flag.rule.as_deref() == Some(rule) => {
                    return "fired".to_owned();
                }
                FlagResult::Unknown if flag.rules.iter().any(|r| r == rule) => {
                    return flag.cause.as_ref().unwrap().code.clone();
                }
                _ => {}
            }
        }
        "not fired".to_owned()
    }
}

/// A record of the residents' list.
pub(super) fn resident(since: &str) -> Value {
    json!({"dataset": "residents", "source": "r.1", "name": "見本 葵", "resident_since": since, "status": "resident"})
}

/// An open case.
pub(super) fn case(last_seen: Value) -> Value {
    let mut line = json!({"dataset": "cases", "source": "c.1", "case_no": "R7-3", "received_on": "2025-09-01",
        "category": "support-needed", "stage": "supporting"});
    if last_seen != json!("") {
        line["last_seen"] = last_seen;
    }
    line
}

/// A pupil of みなと小.
pub(super) fn pupil() -> Value {
    json!({"dataset": "school-register", "source": "g.1", "name": "見本 葵", "institution": "みなと小", "enrolled_on": "2025-04-01"})
}

/// What the school wrote about it in May.
pub(super) fn report() -> Value {
    json!({"dataset": "monthly-reports", "source": "m.1", "injury": false, "child_word": false})
}

/// Marks of days of a month.
pub(super) fn marks(month: u32, days: &[u32], mark: Value) -> Value {
    let days: serde_json::Map<String, Value> = days
        .iter()
        .map(|day| (format!("2026-{month:02}-{day:02}"), mark.clone()))
        .collect();
    json!({"dataset": "attendance", "source": format!("a{month}.1"), "name": "見本 葵", "days": days})
}

/// A check-up.
pub(super) fn checkup(part: &str, more: Value) -> Value {
    let mut line = json!({"dataset": "checkups", "source": "k.1", "part": part, "name": "見本 葵"});
    for (key, value) in more.as_object().unwrap() {
        line[key] = value.clone();
    }
    line
}

#[test]
fn a_stream_that_already_has_its_flags_is_refused() {
    let stream = || Stream::new().family(&[("2017-05-03", vec![])]);
    let run = json!({"kind": "run", "program": "mimamori-flag", "version": "0.1.0", "today": "2026-06-01"});
    let failure = stream().with(run).flags_after(None).unwrap_err();
    assert_eq!(failure.status.code(), 3);
    assert!(failure.advice.en.contains("mimamori-match"), "{failure}");

    let mut without_its_run = stream();
    without_its_run.families[0].push(
        json!({"kind": "flag", "household": "h-1", "person": "p-1-1",
        "rule": "absence-7-school-days", "result": "fired"}),
    );
    let failure = without_its_run.flags_after(None).unwrap_err();
    assert_eq!(failure.status.code(), 3);
}
