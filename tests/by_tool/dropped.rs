//! Each list of a month taken away in turn, under all shipped rules: what hung on it becomes
//! unknown and names it, everything else stays as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::town;
use crate::util::run_in;

/// What is said of one person by one rule; nothing when the rule did not fire.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Says {
    /// The line, without what the ledger and the decisions say of the child.
    Fired(Value),
    Unknown(Vec<Value>),
}

type Said = BTreeMap<(String, String), Says>;

/// A list, or one sheet of it, that does not come.
#[derive(Debug)]
struct Lost {
    dataset: String,
    institution: Option<String>,
    month: Option<String>,
    sources: BTreeSet<String>,
    /// The rest of the workbook came: import says of a sheet that it cannot be read.
    sheet: bool,
}

/// The shared town, without open questions about who is who, because those go away with either
/// list.
fn whole() -> Vec<Value> {
    let lines = town::shared().after("match").lines();
    let lines = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["kind"] != "pair").collect()
}

/// A household of everything that a rule says, and some of which nothing is said.
fn some(whole: &[Value], said: &Said) -> Vec<Value> {
    let home: BTreeMap<&str, &str> = whole
        .iter()
        .filter(|line| line["kind"] == "person")
        .map(|line| {
            (
                line["id"].as_str().unwrap(),
                line["household"].as_str().unwrap(),
            )
        })
        .collect();
    let mut homes: BTreeMap<(&str, bool), BTreeSet<&str>> = BTreeMap::new();
    for ((person, rule), says) in said {
        let of_it = homes
            .entry((rule, matches!(says, Says::Fired(_))))
            .or_default();
        of_it.insert(home[person.as_str()]);
    }
    let mut kept: BTreeSet<&str> = home.values().copied().step_by(60).collect();
    for of_it in homes.values() {
        if kept.is_disjoint(of_it) {
            kept.extend(of_it.first());
        }
    }
    let stays = |line: &&Value| match line["kind"].as_str().unwrap() {
        "household" => kept.contains(line["id"].as_str().unwrap()),
        "person" => kept.contains(line["household"].as_str().unwrap()),
        _ => true,
    };
    whole.iter().filter(stays).cloned().collect()
}

fn text(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn lists(month: &[Value]) -> Vec<Lost> {
    let mut files: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for source in month.iter().filter(|line| line["kind"] == "source") {
        let id = source["id"].as_str().unwrap();
        let file = files.entry(id.split('.').next().unwrap()).or_default();
        file.push(source);
    }
    let lost = |sources: &[&Value], sheet| {
        let text = |key: &str| sources[0][key].as_str().map(str::to_owned);
        // A list of a year is no list of its first month.
        let month = |key: &str| text(key).map(|day| day[..7].to_owned());
        let ids = sources.iter().map(|source| source["id"].as_str().unwrap());
        Lost {
            dataset: text("dataset").unwrap(),
            institution: text("institution"),
            month: month("from").filter(|from| month("to").as_ref() == Some(from)),
            sources: ids.map(str::to_owned).collect(),
            sheet,
        }
    };
    let mut all = Vec::new();
    for sources in files.values() {
        all.push(lost(sources, false));
        if let [_, one, ..] = sources[..] {
            all.push(lost(&[one], true));
        }
    }
    all
}

/// The month as it would be without these sources.
fn without(month: &[Value], lost: &Lost) -> String {
    let of_it = |line: &Value| {
        line["source"]
            .as_str()
            .is_some_and(|id| lost.sources.contains(id))
    };
    let mut text = String::new();
    for line in month {
        let mut line = line.clone();
        match line["kind"].as_str().unwrap() {
            "source" if lost.sources.contains(line["id"].as_str().unwrap()) => {
                if !lost.sheet {
                    continue;
                }
                line["state"] = json!("unreadable");
                line["rows"] = json!(0);
                let source = line.as_object_mut().unwrap();
                for key in ["columns", "days", "covers", "institutions"] {
                    source.remove(key);
                }
            }
            "record" | "problem" if of_it(&line) => continue,
            "person" => {
                let records = line["records"].as_array_mut().unwrap();
                records.retain(|record| !of_it(record));
            }
            _ => {}
        }
        text.push_str(&format!("{line}\n"));
    }
    text
}

fn said(folder: &Path, input: &str) -> Said {
    let ran = run_in(folder, "flag", "-q --only -c rules.toml", input).ok();
    let mut all = Said::new();
    for mut line in ran.lines("flag") {
        let person = line["person"].as_str().unwrap().to_owned();
        if let Some(rule) = line["rule"].as_str().map(str::to_owned) {
            for key in ["known", "since"] {
                line.as_object_mut().unwrap().remove(key);
            }
            all.insert((person, rule), Says::Fired(line));
            continue;
        }
        for rule in line["rules"].as_array().unwrap() {
            let key = (person.clone(), rule.as_str().unwrap().to_owned());
            match all.entry(key).or_insert(Says::Unknown(Vec::new())) {
                Says::Unknown(causes) => causes.push(line["cause"].clone()),
                Says::Fired(_) => panic!("fired and unknown: {line}"),
            }
        }
    }
    all
}

/// By rule the lists of which its sentences speak, and those behind their words: who lives in a
/// household is known from the residents, who goes to a school from its register.
fn asked(rules: &toml::Table, lists: &BTreeSet<&str>) -> BTreeMap<String, BTreeSet<String>> {
    let defined = rules["define"].as_table().unwrap();
    let of_rule = |rule: &toml::Value| {
        let mut texts = vec![
            rule["applies"].as_str().unwrap(),
            rule["when"].as_str().unwrap(),
        ];
        if let Some(doubts) = rule.get("unknown_when").and_then(toml::Value::as_array) {
            texts.extend(doubts.iter().map(|doubt| doubt["when"].as_str().unwrap()));
        }
        let mut words = BTreeSet::new();
        while let Some(text) = texts.pop() {
            for word in text.split(|c: char| !c.is_alphanumeric() && !"-_".contains(c)) {
                if words.insert(word)
                    && let Some(meaning) = defined.get(word)
                {
                    texts.push(meaning.as_str().unwrap());
                }
            }
        }
        let days = words.contains("days") && words.contains("run")
            || words.contains("attendance")
            || words.contains("childcare");
        if days {
            words.extend(["school-register", "residents"]);
        }
        if ["others", "siblings", "adults"]
            .iter()
            .any(|group| words.contains(group))
        {
            words.insert("residents");
        }
        let named = words.into_iter().filter(|word| lists.contains(word));
        named.map(str::to_owned).collect()
    };
    let rules = rules["rule"].as_array().unwrap().iter();
    rules
        .map(|rule| (rule["id"].as_str().unwrap().to_owned(), of_rule(rule)))
        .collect()
}

fn names(cause: &Value, lost: &Lost) -> bool {
    let agrees = |key: &str, of: &Option<String>| {
        let said = cause[key].as_str();
        said.is_none() || of.is_none() || said == of.as_deref()
    };
    cause["dataset"] == lost.dataset.as_str()
        && agrees("institution", &lost.institution)
        && agrees("month", &lost.month)
}

/// What is wrong about the loss of one list.
fn wrong(
    full: &Said,
    less: &Said,
    lost: &Lost,
    asked: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<String> {
    let keys: BTreeSet<_> = full.keys().chain(less.keys()).collect();
    let mut all = Vec::new();
    for key in keys {
        let (before, after) = (full.get(key), less.get(key));
        if before == after {
            continue;
        }
        let fault = match (before, after) {
            _ if !asked[&key.1].contains(&lost.dataset) => "does not ask for it",
            (Some(Says::Fired(_)), None) => "fired, and no longer does",
            (None, Some(Says::Fired(_))) => "fires only without it",
            (Some(Says::Unknown(_)), None | Some(Says::Fired(_))) => "is known only without it",
            (Some(Says::Fired(_)) | None, Some(Says::Unknown(causes)))
                if !causes.iter().any(|cause| names(cause, lost)) =>
            {
                "does not name it"
            }
            _ => continue,
        };
        all.push(format!("{} of {}: {fault}: {after:?}", key.1, key.0));
    }
    all
}

#[test]
fn dropping_any_list_makes_exactly_what_depended_on_it_unknown() {
    let folder = tempfile::tempdir().unwrap();
    let rules = town::shared().path().join("town/rules.toml");
    let rules = fs::read_to_string(rules).unwrap();
    let rules = rules.replace("\non = false", "\non = true");
    fs::write(folder.path().join("rules.toml"), &rules).unwrap();
    let whole = whole();
    let month = some(&whole, &said(folder.path(), &text(&whole)));
    let names = month.iter().filter(|line| line["kind"] == "dataset");
    let names = names.map(|line| line["name"].as_str().unwrap()).collect();
    let asked = asked(&rules.parse().unwrap(), &names);
    let full = said(folder.path(), &text(&month));
    let lists = lists(&month);
    let halves = lists.chunks(lists.len().div_ceil(2));
    let look = |lists: &[Lost]| {
        let (mut faults, mut unknown) = (Vec::new(), BTreeSet::new());
        for lost in lists {
            let less = said(folder.path(), &without(&month, lost));
            let found = wrong(&full, &less, lost, &asked);
            faults.extend(found.into_iter().map(|fault| format!("{lost:?}: {fault}")));
            if less != full {
                unknown.insert(lost.dataset.clone());
            }
        }
        (faults, unknown)
    };
    let found: Vec<_> = std::thread::scope(|scope| {
        let tasks: Vec<_> = halves.map(|half| scope.spawn(|| look(half))).collect();
        tasks.into_iter().map(|task| task.join().unwrap()).collect()
    });
    let faults: Vec<&String> = found.iter().flat_map(|(faults, _)| faults).collect();
    assert!(
        faults.is_empty(),
        "{} faults: {:#?}",
        faults.len(),
        &faults[..faults.len().min(12)]
    );
    // The test would find nothing where nothing is said.
    let fired = full
        .iter()
        .filter(|(_, says)| matches!(says, Says::Fired(_)));
    let fired: BTreeSet<&String> = fired.map(|((_, rule), _)| rule).collect();
    assert!(fired.len() > 30, "{fired:?}");
    let told: BTreeSet<&String> = found.iter().flat_map(|(_, lists)| lists).collect();
    let needed: BTreeSet<&String> = asked.values().flatten().collect();
    assert_eq!(told, needed);
}
