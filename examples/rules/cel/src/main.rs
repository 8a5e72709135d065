//! Judges each person of a matched stream by rules written in CEL: `cel-rules RULES <STREAM`.
//!
//! Prints the stream as it came, and behind each person a line `person rule` for every rule that
//! holds, so that it does the same reading and writing as mimamori-flag.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use cel::{Context, Program, Value};
use serde_json::{Map, Value as Json, json};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("cel-rules RULES <STREAM")?;
    let text = std::fs::read_to_string(path)?;
    let rules = text.lines().filter_map(|line| line.split_once('\t'));
    let rules = rules.map(|(id, rule)| Ok((id, Program::compile(rule)?)));
    let rules: Vec<(&str, Program)> = rules.collect::<Result<_, Box<dyn Error>>>()?;
    let mut out = BufWriter::new(stdout().lock());
    let mut children = BTreeMap::new();
    for line in stdin().lock().lines() {
        let line = line?;
        writeln!(out, "{line}")?;
        let is = |kind: &str| line.starts_with(&format!("{{\"kind\":\"{kind}\""));
        if is("household") {
            let household: Json = serde_json::from_str(&line)?;
            let members = household["members"].as_array().into_iter().flatten();
            children = members
                .filter_map(|m| Some((m["person"].as_str()?.to_owned(), m["relation"] == "child")))
                .collect();
        }
        if !is("person") {
            continue;
        }
        let mut person: Json = serde_json::from_str(&line)?;
        let id = person["id"].as_str().unwrap_or_default().to_owned();
        let mut lists: Map<String, Json> = LISTS
            .map(|list| (list.to_owned(), json!([])))
            .into_iter()
            .collect();
        if let Json::Array(records) = person["records"].take() {
            for mut record in records {
                // The language has no answer for a cell that nobody can read: it counts as blank.
                if let Json::Object(fields) = &mut record {
                    fields.retain(|_, value| !value.is_null());
                }
                for (day, code) in record["days"].as_object().into_iter().flatten() {
                    if record["dataset"] == "attendance"
                        && let Some(Json::Array(marks)) = lists.get_mut("marks")
                    {
                        marks.push(json!({"day": day, "code": code}));
                    }
                }
                let list = record["dataset"]
                    .as_str()
                    .and_then(|name| lists.get_mut(name));
                if let Some(Json::Array(list)) = list {
                    list.push(record);
                }
            }
        }
        let mut context = Context::default();
        context.add_variable("child", children.get(&id).copied().unwrap_or(false))?;
        context.add_variable("born", person["birth_date"].as_str().unwrap_or_default())?;
        context.add_variable("r", lists)?;
        for (rule, program) in &rules {
            match program.execute(&context) {
                Ok(Value::Bool(true)) => writeln!(out, "{id} {rule}")?,
                Ok(_) => {}
                Err(error) => return Err(format!("{rule}: {error}").into()),
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// The lists that the rules ask, and the marks of all sheets of attendance.
const LISTS: [&str; 8] = [
    "benefits",
    "cases",
    "home-visits",
    "marks",
    "moves",
    "postpartum",
    "pregnancy",
    "residents",
];
