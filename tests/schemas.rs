//! Every line that we write has the shape of its schema, and no stray field.

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::town;
use crate::util::{root, run_in};

fn validators() -> BTreeMap<String, Validator> {
    let folder = root().join("crates/record/schemas");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let schema: Value = serde_json::from_str(&text).unwrap();
            let kind = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (kind, jsonschema::validator_for(&schema).unwrap())
        })
        .collect()
}

#[test]
fn every_line_of_the_month_has_the_shape_of_its_schema() {
    let validators = validators();
    let month = town::shared();
    let tables = run_in(
        month.path(),
        "stats",
        "-q -c town/tables.toml --audience public",
        month.after("agenda"),
    );
    let streams = [
        month.after("import"),
        month.after("agenda"),
        &tables.ok().out,
    ];
    let mut kinds = BTreeMap::<String, u32>::new();
    for line in streams.into_iter().flat_map(str::lines) {
        let line: Value = serde_json::from_str(line).unwrap();
        let kind = line["kind"].as_str().unwrap();
        *kinds.entry(kind.to_owned()).or_default() += 1;
        if let Some(error) = validators[kind].iter_errors(&line).next() {
            panic!("{kind}: {error} at {}", error.instance_path());
        }
    }
    let unseen: Vec<_> = validators
        .keys()
        .filter(|kind| !kinds.contains_key(*kind))
        .collect();
    assert!(unseen.is_empty(), "the month shows no {unseen:?}");
}

#[test]
fn a_stray_field_is_refused() {
    let validators = validators();
    let end = json!({"kind": "end", "ok": true, "lines": {}});
    assert!(validators["end"].is_valid(&end));
    let mut stray = end.clone();
    stray["duration"] = json!(3);
    assert!(!validators["end"].is_valid(&stray));
}
