//! What the pipe says about a practice town against the truth that lies beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::town::{self, Month, read_lines};
use crate::util::{root, run_in};

/// Where a record stands: path, sheet, row.
type Place = (String, String, u64);

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Whose row it truly is, and how much that says: a row that nobody can decide says little.
fn owners(folder: &Path) -> BTreeMap<Place, (String, u32)> {
    let mut owners = BTreeMap::new();
    for person in read_lines(&folder.join("truth/persons.jsonl")) {
        for record in person["records"].as_array().unwrap() {
            let row = record["row"].as_u64().unwrap();
            let place = (text(&record["path"]), text(&record["sheet"]), row);
            let weight = if record["undecided"] == true { 1 } else { 100 };
            owners.insert(place, (text(&person["person"]), weight));
        }
    }
    owners
}

/// The truth's key of each person of the stream: the owner of most of its rows.
fn people(month: &Month, lines: &[Value]) -> BTreeMap<String, String> {
    let owners = owners(month.path());
    let sources: BTreeMap<String, (String, String)> = lines
        .iter()
        .filter(|l| l["kind"] == "source")
        .map(|s| (text(&s["id"]), (text(&s["path"]), text(&s["sheet"]))))
        .collect();
    let mut people = BTreeMap::new();
    for person in lines.iter().filter(|l| l["kind"] == "person") {
        let mut votes = BTreeMap::<&String, u32>::new();
        for record in person["records"].as_array().unwrap() {
            let (path, sheet) = sources[record["source"].as_str().unwrap()].clone();
            let place = (path, sheet, record["row"].as_u64().unwrap());
            if let Some((owner, weight)) = owners.get(&place) {
                *votes.entry(owner).or_default() += weight;
            }
        }
        if let Some((owner, _)) = votes.into_iter().max_by_key(|(_, votes)| *votes) {
            people.insert(text(&person["id"]), owner.clone());
        }
    }
    people
}

/// Rule, person and result, as `rule person result`.
fn flags_of(lines: &[Value], people: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut flags = BTreeSet::new();
    for flag in lines.iter().filter(|l| l["kind"] == "flag") {
        let person = &people[flag["person"].as_str().unwrap()];
        let result = text(&flag["result"]);
        if let Some(rule) = flag["rule"].as_str() {
            flags.insert(format!("{rule} {person} {result}"));
        }
        for rule in flag["rules"].as_array().into_iter().flatten() {
            flags.insert(format!("{} {person} {result}", text(rule)));
        }
    }
    flags
}

/// The truth's flags of some rules, as `rule person result`.
fn truth_of(month: &Month, wanted: impl Fn(&str) -> bool) -> BTreeSet<String> {
    read_lines(&month.path().join("truth/flags.jsonl"))
        .iter()
        .filter(|flag| wanted(flag["rule"].as_str().unwrap()))
        .map(|f| {
            let parts = ["rule", "person", "result"].map(|key| text(&f[key]));
            parts.join(" ")
        })
        .collect()
}

fn agree(truth: &BTreeSet<String>, said: &BTreeSet<String>, of: &str) {
    let missing: Vec<_> = truth.difference(said).collect();
    let too_much: Vec<_> = said.difference(truth).collect();
    assert!(
        missing.is_empty() && too_much.is_empty(),
        "{of}\nnot said: {missing:#?}\nnot true: {too_much:#?}"
    );
}

fn parsed(lines: &str) -> Vec<Value> {
    lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

/// The shipped rules, and then all of them switched on, say what is true.
fn flags_agree(children: u32, seed: u64) {
    let of = format!("{children} children, seed {seed}");
    let month = town::through(town::make(children, seed));
    let lines = parsed(month.after("flag"));
    let people = people(&month, &lines);
    let on = rules(|on| on);
    let truth = truth_of(&month, |rule| on.contains(rule));
    agree(&truth, &flags_of(&lines, &people), &of);

    fs::write(month.path().join("town/all.toml"), town::all_rules_on()).unwrap();
    let arguments = "-q -c town/all.toml";
    let all = run_in(month.path(), "flag", arguments, month.after("match")).ok();
    let said = flags_of(&parsed(&all.out), &people);
    agree(&truth_of(&month, |_| true), &said, &format!("{of}, all on"));
}

/// The shipped rules by whether they are on.
fn rules(wanted: impl Fn(bool) -> bool) -> BTreeSet<String> {
    let path = root().join("examples/hinata-cho/town/rules.toml");
    let file: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let rules = file["rule"].as_array().unwrap().iter();
    rules
        .filter(|rule| wanted(rule["on"].as_bool().unwrap()))
        .map(|rule| rule["id"].as_str().unwrap().to_owned())
        .collect()
}

/// What the truth of the example counts, by rule: how many fired, how many are unknown.
fn counted() -> BTreeMap<String, (bool, u64, u64)> {
    let path = root().join("examples/hinata-cho/truth/rules.jsonl");
    let number = |line: &Value, key: &str| line[key].as_u64().unwrap();
    let of = |line: &Value| {
        let on = line["on"].as_bool().unwrap();
        (on, number(line, "fired"), number(line, "unknown"))
    };
    let lines = read_lines(&path);
    lines.iter().map(|l| (text(&l["rule"]), of(l))).collect()
}

#[test]
fn the_truth_tells_of_every_shipped_rule() {
    let told = counted();
    let without: Vec<String> = rules(|_| true)
        .into_iter()
        .filter(|rule| !told.contains_key(rule))
        .collect();
    assert!(without.is_empty(), "rules without a truth: {without:?}");
    let on: BTreeSet<String> = told
        .iter()
        .filter(|(_, (on, ..))| *on)
        .map(|(rule, _)| rule.clone())
        .collect();
    assert_eq!(on, rules(|on| on));
    assert_eq!(told.len(), rules(|_| true).len());
}

#[test]
fn every_shipped_rule_finds_somebody_of_the_example_and_is_quiet_about_most() {
    // One asks in March; of the other one the example has no sheets, those of last year.
    let nobody = ["school-entry-not-handed-on", "absence-30-last-year"];
    for (rule, (_, fired, _)) in counted() {
        assert_eq!(fired == 0, nobody.contains(&rule.as_str()), "{rule}");
        assert!(fired < 100, "{rule} finds {fired} of 1,000 children");
    }
}

#[test]
fn flags_equal_the_truth_of_the_example() {
    flags_agree(1000, 2026);
}

#[test]
fn flags_equal_the_truth_of_other_towns() {
    for (children, seed) in [(60, 1), (200, 7), (400, 11)] {
        flags_agree(children, seed);
    }
}

#[test]
fn every_shipped_due_rule_finds_something_in_the_example() {
    let path = root().join("examples/hinata-cho/town/remind.toml");
    let file: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let rules = file["rule"].as_array().unwrap().iter();
    let rules: BTreeSet<&str> = rules.map(|rule| rule["what"].as_str().unwrap()).collect();
    let truth = read_lines(&root().join("examples/hinata-cho/truth/dues.jsonl"));
    let found: BTreeSet<&str> = truth.iter().map(|d| d["what"].as_str().unwrap()).collect();
    assert_eq!(rules, found);
}

#[test]
fn due_dates_equal_the_truth() {
    due_dates_agree(town::shared());
}

#[test]
fn due_dates_equal_the_truth_of_another_town() {
    due_dates_agree(&town::through(town::make(200, 7)));
}

fn due_dates_agree(month: &Month) {
    let lines: Vec<Value> = month
        .after("remind")
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let people = people(month, &lines);
    let whose = |due: &Value| match due["person"].as_str() {
        Some(person) => people[person].clone(),
        None => text(&due["institution"]),
    };
    let said: BTreeSet<String> = lines
        .iter()
        .filter(|l| l["kind"] == "due")
        .map(|d| {
            format!(
                "{} {} {} {}",
                text(&d["what"]),
                whose(d),
                text(&d["due"]),
                text(&d["state"])
            )
        })
        .collect();
    let truth: BTreeSet<String> = read_lines(&month.path().join("truth/dues.jsonl"))
        .iter()
        // The list looks a year ahead.
        .filter(|d| d["what"] != "turns-18" || d["due"].as_str().is_some_and(|d| d < "2027-06"))
        .map(|d| {
            let whose = d["person"]
                .as_str()
                .map_or(text(&d["institution"]), str::to_owned);
            format!(
                "{} {whose} {} {}",
                text(&d["what"]),
                text(&d["due"]),
                text(&d["state"])
            )
        })
        .collect();
    let missing: Vec<_> = truth.difference(&said).collect();
    let too_much: Vec<_> = said.difference(&truth).collect();
    assert!(
        missing.is_empty(),
        "not said: {missing:#?}\nnot true: {too_much:#?}"
    );
    // A case whose category nobody can read keeps its duties; the truth does not count them.
    assert!(too_much.len() <= 1, "not true: {too_much:#?}");
}
