//! Every shipped rule, the ones that are off too, beside families whom it lists, does not list, and
//! of whom nobody can say: `tests/families/*.toml`, read by people who know the work and not the code.
//!
//! The lists are those of the practice town's import.toml: what a blank means, and whether a list is
//! closed, is as the town wrote it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::town;
use crate::util::run_in;

const TODAY: &str = "2026-06-01";
const LIST_DAY: &str = "2026-05-31";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    family: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    rule: String,
    says: Says,
    /// Why nobody can say.
    cause: Option<String>,
    /// What the family is an example of.
    because: String,
    /// Who is asked about; of a rule about mothers the adult.
    #[serde(default)]
    child: Option<Member>,
    #[serde(default)]
    sibling: Option<Member>,
    #[serde(default)]
    adult: Option<Member>,
    /// Lists that have not come, or `list institution month`.
    #[serde(default)]
    missing: Vec<String>,
    /// Sheets that have come beside those that the town expects: `list institution month`.
    #[serde(default)]
    sheets: Vec<String>,
    /// Lists that were drawn up on another day.
    #[serde(default)]
    as_of: BTreeMap<String, String>,
    /// Where a rule is about a time of the year; the lists are of that day.
    today: Option<String>,
}

#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
enum Says {
    Fires,
    Not,
    Unknown,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Member {
    born: Option<String>,
    /// `list`, where it matters `institution` and `month`, and the fields.
    #[serde(default)]
    rows: Vec<toml::Table>,
}

fn families() -> Vec<Family> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/families");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let read = |path| {
        let text = fs::read_to_string(path).unwrap();
        let file: File = toml::from_str(&text).unwrap_or_else(|wrong| panic!("{path:?}: {wrong}"));
        file.family
    };
    files.iter().flat_map(read).collect()
}

/// The `town` and `dataset` lines of the practice town.
fn lists() -> (Value, Vec<Value>) {
    let lines = town::shared().after("import").lines();
    let lines: Vec<Value> = lines.map(|l| serde_json::from_str(l).unwrap()).collect();
    let town = lines.iter().find(|line| line["kind"] == "town").unwrap();
    let lists = lines.iter().filter(|line| line["kind"] == "dataset");
    (town.clone(), lists.cloned().collect())
}

fn months(from: &str, to: &str) -> Vec<String> {
    let number = |month: &str| {
        let (year, month) = month.split_once('-').unwrap();
        year.parse::<u32>().unwrap() * 12 + month.parse::<u32>().unwrap() - 1
    };
    let all = number(from)..=number(to);
    all.map(|n| format!("{}-{:02}", n / 12, n % 12 + 1))
        .collect()
}

/// The columns of a sheet.
fn letters(at: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n).unwrap());
    match at {
        0..26 => letter(at).to_string(),
        _ => format!("{}{}", letter(at / 26 - 1), letter(at % 26)),
    }
}

/// The sources that ought to come of a list, and these sheets, by `list institution month`.
fn sources(list: &Value, sheets: &[String], day: &str) -> BTreeMap<String, Value> {
    let name = list["name"].as_str().unwrap();
    let fields = list["fields"].as_object().unwrap();
    let mut all = BTreeMap::new();
    let mut add = |institution: Option<&str>, month: Option<&str>| {
        let parts = [Some(name), institution, month];
        let key: Vec<&str> = parts.into_iter().flatten().collect();
        let as_of = month.map_or(day.to_owned(), last_day);
        let columns = fields.iter().enumerate();
        let columns: Map<String, Value> = columns
            .map(|(at, (field, _))| (field.clone(), json!(letters(at))))
            .collect();
        let mut source = json!({
            "kind": "source", "id": key.join("-"), "dataset": name, "path": format!("in/{name}.xlsx"),
            "as_of": as_of, "state": "read", "rows": 0, "rows_unread": 0, "columns": columns,
        });
        if let Some(institution) = institution {
            source["institution"] = json!(institution);
        }
        if let Some(month) = month {
            source["from"] = json!(format!("{month}-01"));
            source["to"] = json!(as_of);
            let marks = fields.values().any(|field| field["type"] == "marks");
            let last: u32 = as_of[8..].parse().unwrap();
            let days = (1..=last).map(|day| format!("{month}-{day:02}"));
            let days: Map<String, Value> = days
                .enumerate()
                .map(|(at, day)| (day, json!(letters(at + 3))))
                .collect();
            if marks {
                source["days"] = Value::Object(days);
            }
        }
        all.insert(key.join(" "), source);
    };
    let expected = list["expected"].as_array().cloned().unwrap_or_default();
    for one in &expected {
        let institution = one["institution"].as_str();
        match (one["from"].as_str(), one["to"].as_str()) {
            (Some(from), to) => {
                for month in months(&from[..7], &to.unwrap_or(LIST_DAY)[..7]) {
                    add(institution, Some(&month));
                }
            }
            _ => add(institution, None),
        }
    }
    if expected.is_empty() {
        add(None, None);
    }
    for sheet in sheets {
        let parts: Vec<&str> = sheet.split(' ').collect();
        if let [list, institution, month] = parts[..]
            && list == name
        {
            add(Some(institution), Some(month));
        }
    }
    all
}

fn last_day(month: &str) -> String {
    let days = match &month[5..] {
        "02" => 28,
        "04" | "06" | "09" | "11" => 30,
        _ => 31,
    };
    format!("{month}-{days}")
}

/// TOML has no null: `unreadable` is a cell that nobody can read.
fn cell(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) if text == "unreadable" => Value::Null,
        toml::Value::Datetime(day) => json!(day.to_string()),
        toml::Value::Table(days) => days
            .iter()
            .map(|(day, mark)| (day.clone(), cell(mark)))
            .collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

/// The rows of a member as record lines.
fn records(member: &Member, sources: &BTreeMap<String, Value>, row: usize) -> Vec<Value> {
    let record = |(at, fields): (usize, &toml::Table)| {
        let text = |key: &str| fields.get(key).and_then(toml::Value::as_str);
        let list = text("list").unwrap();
        let of = |parts: &[Option<&str>]| {
            let parts: Vec<&str> = parts.iter().copied().flatten().collect();
            parts.join(" ")
        };
        let (list, month) = (Some(list), text("month"));
        let named = [
            of(&[list, text("institution"), month]),
            of(&[list, month]),
            of(&[list]),
        ];
        let source = named.iter().find_map(|key| sources.get(key));
        let source = source.unwrap_or_else(|| panic!("the practice town keeps no list {named:?}"));
        let mut line = json!({"kind": "record", "dataset": source["dataset"], "source": source["id"], "row": row + at});
        for (key, value) in fields
            .iter()
            .filter(|(key, _)| *key != "list" && *key != "month")
        {
            let known =
                key == "part" || source["columns"].get(key).is_some() || key == "institution";
            assert!(
                known,
                "{named:?} of the practice town has no column for {key}"
            );
            line[key] = cell(value);
        }
        line
    };
    member.rows.iter().enumerate().map(record).collect()
}

/// What the rules, all of them on, say of these families: by family the rules and causes.
fn judged(families: &[(usize, &Family)]) -> BTreeMap<String, Vec<Value>> {
    let (town, lists) = lists();
    let (_, first) = families[0];
    let missing = &first.missing;
    let day = first.today.as_deref().unwrap_or(LIST_DAY);
    let of = |list: &Value| sources(list, &first.sheets, day);
    let mut all: BTreeMap<String, Value> = lists.iter().flat_map(of).collect();
    for (name, day) in &first.as_of {
        all.get_mut(name).unwrap()["as_of"] = json!(day);
    }
    for name in missing {
        assert!(all.contains_key(name), "no source {name} to be missing");
    }
    let run = json!({"kind": "run", "program": "mimamori-match", "version": "0.1.0", "today": first.today.as_deref().unwrap_or(TODAY)});
    let mut lines = vec![
        json!({"kind": "begin", "format": 1, "check": "こども家庭"}),
        run,
        town,
    ];
    lines.extend(lists);
    lines.extend(
        all.iter()
            .filter(|(key, _)| !missing.contains(key))
            .map(|(_, source)| source.clone()),
    );
    for (at, family) in families {
        let adult = family.adult.as_ref().map(|member| ("adult", member));
        let sibling = family.sibling.as_ref().map(|member| ("child", member));
        let child = family.child.as_ref().map(|member| ("child", member));
        // Who is asked about stands first.
        let members = [child.or(adult), sibling, child.and(adult)];
        let members: Vec<(String, &str, &Member)> = members
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(n, (relation, member))| (format!("p-{at}-{n}"), relation, member))
            .collect();
        let household = format!("h-{at}");
        let said: Vec<Value> = members
            .iter()
            .map(|(id, relation, _)| json!({"person": id, "relation": relation}))
            .collect();
        lines.push(json!({"kind": "household", "id": household, "members": said}));
        for (n, (id, _, member)) in members.iter().enumerate() {
            let mut line = json!({
                "kind": "person", "id": id, "household": household, "name": "見本 葵",
                "records": records(member, &all, 100 + 20 * n),
            });
            if let Some(born) = &member.born {
                line["birth_date"] = json!(born);
            }
            lines.push(line);
        }
    }
    lines.push(json!({"kind": "end", "ok": true}));
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("rules.toml"), town::all_rules_on()).unwrap();
    let ran = run_in(folder.path(), "flag", "-q --only -c rules.toml", &text).ok();
    let mut said: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for flag in ran.lines("flag") {
        let person = flag["person"].as_str().unwrap().to_owned();
        said.entry(person).or_default().push(flag);
    }
    said
}

fn rules() -> BTreeSet<String> {
    let rules: toml::Table = town::all_rules_on().parse().unwrap();
    let rules = rules["rule"].as_array().unwrap().iter();
    rules
        .map(|rule| rule["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_rule_says_of_its_families_what_people_expect() {
    let families = families();
    let mut alike: BTreeMap<_, Vec<(usize, &Family)>> = BTreeMap::new();
    for (at, family) in families.iter().enumerate() {
        let run = (
            &family.missing,
            &family.sheets,
            &family.as_of,
            &family.today,
        );
        alike.entry(run).or_default().push((at, family));
    }
    let mut wrong = Vec::new();
    for group in alike.values() {
        let said = judged(group);
        for (at, family) in group {
            let about = said
                .get(&format!("p-{at}-0"))
                .map_or(&[][..], Vec::as_slice);
            let rule = json!(family.rule);
            let fires = about.iter().any(|flag| flag["rule"] == rule);
            let unknown = about.iter().filter(|flag| {
                let rules = flag["rules"].as_array();
                rules.is_some_and(|rules| rules.contains(&rule))
            });
            let causes: Vec<&str> = unknown
                .filter_map(|f| f["cause"]["code"].as_str())
                .collect();
            let says = match (fires, causes.is_empty()) {
                (true, _) => Says::Fires,
                (false, true) => Says::Not,
                (false, false) => Says::Unknown,
            };
            let cause = family
                .cause
                .as_deref()
                .is_none_or(|cause| causes.contains(&cause));
            if says != family.says || !cause {
                let (rule, because, expected) = (&family.rule, &family.because, family.says);
                wrong.push(format!(
                    "{rule}, {because}: {says:?} {causes:?}, not {expected:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_rule_has_a_family_that_it_lists_one_that_it_does_not_and_one_unknown() {
    let told: BTreeSet<(String, Says)> = families()
        .iter()
        .map(|f| (f.rule.clone(), f.says))
        .collect();
    let rules = rules();
    let mut lacking = Vec::new();
    for rule in &rules {
        for says in [Says::Fires, Says::Not, Says::Unknown] {
            if !told.contains(&(rule.clone(), says)) {
                lacking.push(format!("{rule}: {says:?}"));
            }
        }
    }
    let strange: Vec<_> = told
        .iter()
        .filter(|(rule, _)| !rules.contains(rule))
        .collect();
    assert!(
        lacking.is_empty() && strange.is_empty(),
        "{lacking:#?} {strange:#?}"
    );
    let unknown = families().into_iter().filter(|f| f.says == Says::Unknown);
    assert!(unknown.into_iter().all(|family| family.cause.is_some()));
}
