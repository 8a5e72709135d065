//! mimamori-match as a person runs it, and measured against the truth of practice towns.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::town::{import, make, read_lines, shared};
use crate::util::{Ran, command, run_in, run_with};

const MATCH: &str = "-q -c town/match.toml";

pub(super) fn parsed(stream: &str) -> Vec<Value> {
    stream
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

pub(super) fn of<'a>(lines: &'a [Value], kind: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["kind"] == kind).collect()
}

/// The right answer against the given one, pair of rows by pair of rows.
#[derive(Debug)]
struct Measured {
    f1: f64,
    /// Persons made of the rows of several.
    mixed: usize,
    /// Households that hold exactly who lives together.
    households: usize,
    households_in_truth: usize,
    questions: usize,
}

/// Where a row stands: path, sheet, row.
type Place = (String, String, u64);

fn place(path: &Value, sheet: &Value, row: &Value) -> Place {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(path), text(sheet), row.as_u64().unwrap())
}

fn pairs(sizes: impl Iterator<Item = usize>) -> f64 {
    sizes
        .map(|size| (size * size.saturating_sub(1) / 2) as f64)
        .sum()
}

fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// Compares a matched stream with `truth/`. Rows that the lists do not decide are left out.
fn measure(folder: &Path, stream: &str) -> Measured {
    let lines = parsed(stream);
    let sources: BTreeMap<&str, &Value> = of(&lines, "source")
        .into_iter()
        .map(|source| (source["id"].as_str().unwrap(), source))
        .collect();
    let mut found: BTreeMap<Place, &str> = BTreeMap::new();
    let mut household_of: BTreeMap<&str, &str> = BTreeMap::new();
    for person in of(&lines, "person") {
        let id = person["id"].as_str().unwrap();
        household_of.insert(id, person["household"].as_str().unwrap());
        for record in person["records"].as_array().unwrap() {
            let source = sources[record["source"].as_str().unwrap()];
            found.insert(place(&source["path"], &source["sheet"], &record["row"]), id);
        }
    }
    let mut answers: Vec<(String, &str)> = Vec::new();
    for person in read_lines(&folder.join("truth/persons.jsonl")) {
        let id = person["person"].as_str().unwrap().to_owned();
        for record in person["records"].as_array().unwrap() {
            let place = place(&record["path"], &record["sheet"], &record["row"]);
            let here = found
                .get(&place)
                .unwrap_or_else(|| panic!("row {} of {} is nowhere", place.2, place.0));
            if record["undecided"] != true {
                answers.push((id.clone(), here));
            }
        }
    }
    let both = pairs(count(answers.iter()).into_values());
    let wanted = pairs(count(answers.iter().map(|answer| &answer.0)).into_values());
    let given = pairs(count(answers.iter().map(|answer| answer.1)).into_values());
    let mut of_person: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut of_truth: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (truth, person) in &answers {
        of_person.entry(person).or_default().insert(truth);
        of_truth.entry(truth).or_default().insert(person);
    }
    let circles = count(household_of.values());
    let (mut right, mut all) = (0, 0);
    for household in read_lines(&folder.join("truth/households.jsonl")) {
        if household["resident"] != true {
            continue;
        }
        let members = household["members"].as_array().unwrap();
        let people: BTreeSet<&str> = members
            .iter()
            .filter_map(|member| of_truth.get(member["person"].as_str().unwrap()))
            .flatten()
            .copied()
            .collect();
        let homes: BTreeSet<&str> = people.iter().map(|person| household_of[person]).collect();
        all += 1;
        let one = homes.first().filter(|_| homes.len() == 1);
        right += usize::from(one.is_some_and(|home| circles[home] == people.len()));
    }
    Measured {
        f1: 2.0 * both / (wanted + given),
        mixed: of_person.values().filter(|people| people.len() > 1).count(),
        households: right,
        households_in_truth: all,
        questions: of(&lines, "pair").len(),
    }
}

fn measured_town(children: u32, seed: u64) -> Measured {
    let folder = make(children, seed);
    let stream = import(folder.path()).ok().out;
    let matched = run_in(folder.path(), "match", MATCH, stream).ok().out;
    measure(folder.path(), &matched)
}

#[test]
fn rows_about_meetings_and_offers_travel_on_and_are_no_problem() {
    let month = shared();
    let kinds = |stream: &str, kind: &str| -> Vec<Value> {
        let lines = stream
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        lines.filter(|line: &Value| line["kind"] == kind).collect()
    };
    for program in ["match", "agenda"] {
        let left = kinds(month.after(program), "record");
        let of = |list: &str| left.iter().filter(|r| r["dataset"] == list).count();
        assert_eq!((of("meetings"), of("resources"), left.len()), (8, 10, 18));
    }
    let problems = kinds(month.after("match"), "problem");
    assert!(
        problems
            .iter()
            .all(|problem| problem["code"] != "record-loose")
    );
}

#[test]
fn small_towns_of_any_seed_are_put_together_right() {
    for seed in 1..=4 {
        let measured = measured_town(60, seed);
        assert!(measured.f1 >= 0.997, "seed {seed}: {measured:?}");
        assert_eq!(measured.mixed, 0, "seed {seed}: {measured:?}");
        // One household of the story may live apart from its number; no more.
        assert!(
            measured.households + 1 >= measured.households_in_truth,
            "seed {seed}: {measured:?}"
        );
        assert!(measured.questions <= 20, "seed {seed}: {measured:?}");
    }
}

#[test]
fn a_town_of_a_thousand_children_joins_no_strangers() {
    let measured = measured_town(1000, 5);
    assert!(measured.f1 >= 0.997, "{measured:?}");
    assert_eq!(measured.mixed, 0, "{measured:?}");
    assert!(measured.questions <= 60, "{measured:?}");
}

#[test]
fn records_stay_byte_for_byte_and_none_is_lost() {
    let month = shared();
    let came: Vec<&str> = month
        .after("import")
        .lines()
        .filter(|line| line.starts_with("{\"kind\":\"record\""))
        .collect();
    let out = month.after("match");
    for line in &came {
        assert!(out.contains(line), "a record changed");
    }
    let held: usize = parsed(out)
        .iter()
        .filter(|line| line["kind"] == "person")
        .map(|person| person["records"].as_array().unwrap().len())
        .sum();
    let loose = parsed(out).iter().filter(|l| l["kind"] == "record").count();
    assert_eq!(held + loose, came.len());
}

#[test]
fn terms_of_links_and_questions_add_up() {
    let lines = parsed(shared().after("match"));
    let tenths = |value: &Value| (value.as_f64().unwrap() * 10.0).round() as i64;
    let links = of(&lines, "person")
        .into_iter()
        .flat_map(|person| person["links"].as_array().unwrap());
    for scored in links.chain(of(&lines, "pair")) {
        let sum: i64 = scored["by"]
            .as_array()
            .unwrap()
            .iter()
            .map(|term| tenths(&term[2]))
            .sum();
        assert_eq!(sum, tenths(&scored["bits"]));
    }
}

#[test]
fn files_in_any_order_and_any_number_of_threads_give_the_same_bytes() {
    let folder = make(60, 3);
    let path = folder.path();
    // The first import makes the town's series.
    import(path).ok();
    for (name, input) in [("a", "2026-05/in/住民課"), ("b", "2026-05/in/教育委員会")] {
        let arguments = [
            "-q",
            "-c",
            "town/import.toml",
            "--today",
            "2026-06-01",
            "-o",
            name,
            input,
        ];
        run_with(path, "import", &arguments, "").ok();
    }
    let once = run_with(path, "match", &["-q", "a", "b"], "").ok().out;
    assert_eq!(
        run_with(path, "match", &["-q", "b", "a"], "").ok().out,
        once
    );
    let single = command("match")
        .args(["-q", "a", "b"])
        .env("RAYON_NUM_THREADS", "1")
        .current_dir(path)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(single.stdout).unwrap(), once);
}

/// A town of its own: rows of residents and of a ledger.
pub(super) struct Little {
    pub(super) folder: TempDir,
    pub(super) earlier: bool,
    series: &'static str,
}

pub(super) fn child(number: u32, name: &str, kana: &str, birth: &str) -> Value {
    json!({"dataset": "residents", "resident_no": number.to_string(), "household_no": "70", "name": name, "kana": kana, "birth_date": birth, "address": "みなと1-2-3"})
}

pub(super) fn case(name: &str, kana: &str, birth: &str) -> Value {
    json!({"dataset": "cases", "name": name, "kana": kana, "birth_date": birth, "address": "みなと1-2-3"})
}

impl Little {
    pub(super) fn new() -> Self {
        Little {
            folder: tempfile::tempdir().unwrap(),
            earlier: false,
            series: "k7q2",
        }
    }

    pub(super) fn stream(&self, month: &str, rows: &[Value]) -> String {
        let mut town = json!({"kind": "town", "name": "ひなた町", "series": self.series, "population": 12000, "institutions": [], "staff": [], "calendar": []});
        if self.earlier {
            town["earlier"] = json!("2026-04");
        }
        let mut lines = vec![
            json!({"kind": "begin", "format": 1, "check": "こども家庭"}),
            json!({"kind": "run", "program": "mimamori-import", "version": "0.1.0", "today": format!("{month}-01")}),
            town,
        ];
        for dataset in ["residents", "cases", "decisions", "answers"] {
            let id = format!("{dataset}{}.1", month.replace('-', ""));
            let mine: Vec<&Value> = rows
                .iter()
                .filter(|row| row["dataset"] == dataset)
                .collect();
            if dataset == "answers" && mine.is_empty() {
                continue;
            }
            for (at, row) in mine.iter().enumerate() {
                let mut line = json!({"kind": "record", "source": id, "row": at + 2});
                for (key, value) in row.as_object().unwrap() {
                    line[key] = value.clone();
                }
                lines.push(line);
            }
            lines.push(json!({"kind": "source", "id": id, "dataset": dataset, "path": format!("{dataset}.xlsx"), "as_of": format!("{month}-01"), "state": "read", "rows": mine.len(), "rows_unread": 0}));
        }
        lines.push(json!({"kind": "end", "ok": true}));
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    pub(super) fn run(&self, arguments: &str, input: &str) -> Ran {
        run_in(self.folder.path(), "match", arguments, input)
    }

    /// Runs a month and keeps the stream under a name.
    pub(super) fn keep(&self, name: &str, arguments: &str, input: &str) -> Vec<Value> {
        let out = self.run(arguments, input).ok().out;
        fs::write(self.folder.path().join(name), &out).unwrap();
        parsed(&out)
    }
}

fn ids(lines: &[Value]) -> BTreeMap<String, String> {
    of(lines, "person")
        .into_iter()
        .map(|person| {
            (
                person["name"].as_str().unwrap_or_default().to_owned(),
                person["id"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn ids_last_over_months_and_new_people_get_new_ones() {
    let mut little = Little::new();
    let mut rows = vec![
        child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03"),
        child(2, "山田 凛", "ヤマダ リン", "2020-01-11"),
    ];
    let first = little.keep("before", "-q", &little.stream("2026-05", &rows));
    little.earlier = true;
    rows.insert(0, child(3, "山田 旬", "ヤマダ シュン", "2026-04-20"));
    rows.push(case("山田葵", "やまだあおい", "2018-05-03"));
    let second = little.keep(
        "now",
        "-q --before before",
        &little.stream("2026-06", &rows),
    );
    let (old, new) = (ids(&first), ids(&second));
    assert_eq!(new["山田 葵"], old["山田 葵"]);
    assert_eq!(new["山田 凛"], old["山田 凛"]);
    assert_eq!(new["山田 旬"], "p-k7q2-000003");
    assert_eq!(of(&second, "household").len(), 1);
    assert_eq!(
        of(&second, "household")[0]["id"],
        of(&first, "household")[0]["id"]
    );
    assert_eq!(
        of(&second, "run")[0]["next"],
        json!({"person": 4, "household": 2})
    );
}

#[test]
fn a_child_on_no_list_this_month_stays_with_its_family() {
    let mut little = Little::new();
    let rows = vec![
        child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03"),
        child(2, "山田 凛", "ヤマダ リン", "2020-01-11"),
    ];
    let first = little.keep("before", "-q", &little.stream("2026-05", &rows));
    little.earlier = true;
    let second = little.keep(
        "now",
        "-q --before before",
        &little.stream("2026-06", &rows[..1]),
    );
    let gone = of(&second, "person")
        .into_iter()
        .find(|person| person["name"] == "山田 凛")
        .unwrap();
    assert_eq!(gone["id"], ids(&first)["山田 凛"]);
    assert_eq!(gone["records"], json!([]));
    assert_eq!(gone["last_seen"], "2026-05");
    assert_eq!(of(&second, "household").len(), 1);
    // And once more: the child is still there.
    let third = little.keep(
        "later",
        "-q --before now",
        &little.stream("2026-07", &rows[..1]),
    );
    assert_eq!(ids(&third), ids(&second));
}

#[test]
fn decisions_outlive_their_list_and_stand_once() {
    let mut little = Little::new();
    let kid = child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03");
    let decision = json!({"dataset": "decisions", "name": "山田 葵", "kana": "ヤマダ アオイ", "birth_date": "2018-05-03", "decision": "watch", "decided_on": "2026-05-14"});
    little.keep(
        "before",
        "-q",
        &little.stream("2026-05", &[kid.clone(), decision.clone()]),
    );
    little.earlier = true;
    let without = little.keep(
        "now",
        "-q --before before",
        &little.stream("2026-06", std::slice::from_ref(&kid)),
    );
    let decided = &of(&without, "person")[0]["decided"];
    assert_eq!(decided.as_array().unwrap().len(), 1);
    assert_eq!(decided[0]["decision"], "watch");
    let again = little.keep(
        "later",
        "-q --before now",
        &little.stream("2026-07", &[kid, decision]),
    );
    assert_eq!(of(&again, "person")[0]["decided"], json!([]));
    assert_eq!(
        of(&again, "person")[0]["records"].as_array().unwrap().len(),
        2
    );
}

#[test]
fn a_fuller_row_next_month_finds_its_person() {
    let mut little = Little::new();
    let mut rows = vec![child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03")];
    // Without a birth date the row stays a person of its own, and a question.
    rows.push(json!({"dataset": "cases", "name": "山田 葵"}));
    let first = little.keep("before", "-q", &little.stream("2026-05", &rows));
    assert_eq!(of(&first, "person").len(), 2);
    little.earlier = true;
    rows[1] = json!({"dataset": "cases", "name": "山田 葵", "kana": "ヤマダ アオイ", "birth_date": "2018-05-03", "address": "みなと1-2-3"});
    let second = little.keep(
        "now",
        "-q --before before",
        &little.stream("2026-06", &rows),
    );
    let kid = of(&second, "person")
        .into_iter()
        .find(|person| person["resident_no"] == "1")
        .unwrap();
    assert_eq!(kid["records"].as_array().unwrap().len(), 2);
}

#[test]
fn renumbering_is_refused() {
    let mut little = Little::new();
    let rows = [child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03")];
    little.keep("before", "-q", &little.stream("2026-05", &rows));
    little.earlier = true;
    let input = little.stream("2026-06", &rows);
    let ran = little.run("-q", &input).fails(2);
    assert!(ran.err.contains("--before 2026-04/out/month.jsonl"));
    little.series = "zzzz";
    little
        .run("-q --before before", &little.stream("2026-06", &rows))
        .fails(2);
    little.series = "k7q2";
    let whole = fs::read_to_string(little.folder.path().join("before")).unwrap();
    let cut = whole.lines().count() - 1;
    let cut: String = whole
        .lines()
        .take(cut)
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(little.folder.path().join("cut"), cut).unwrap();
    little.run("-q --before cut", &input).fails(3);
}

#[test]
fn rows_that_a_filter_took_away_are_noticed() {
    let little = Little::new();
    let rows = [
        child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03"),
        child(2, "山田 凛", "ヤマダ リン", "2020-01-11"),
    ];
    let input: String = little
        .stream("2026-05", &rows)
        .lines()
        .filter(|line| !line.contains("\"row\":3"))
        .map(|line| format!("{line}\n"))
        .collect();
    let lines = parsed(&little.run("-q", &input).ok().out);
    let problem = of(&lines, "problem")[0];
    assert_eq!(
        (&problem["code"], &problem["count"]),
        (&json!("records-missing"), &json!(1))
    );
}

#[test]
fn a_record_of_nobody_passes_with_a_problem() {
    let little = Little::new();
    let rows = [json!({"dataset": "cases", "birth_date": "2018-05-03"})];
    let lines = parsed(&little.run("-q", &little.stream("2026-05", &rows)).ok().out);
    assert_eq!(of(&lines, "record").len(), 1);
    assert_eq!(of(&lines, "problem")[0]["code"], "record-loose");
    assert!(of(&lines, "person").is_empty());
}

#[test]
fn a_resident_number_of_two_people_is_told_unless_people_are_asked_whether_they_are_one() {
    let little = Little::new();
    let numbered = |mut row: Value, number: &str| {
        row["resident_no"] = json!(number);
        row
    };
    let shared = |other: Value| {
        let rows = [child(7, "山田 葵", "ヤマダ アオイ", "2018-05-03"), other];
        let lines = parsed(&little.run("-q", &little.stream("2026-05", &rows)).ok().out);
        assert_eq!(of(&lines, "person").len(), 2);
        let problems = of(&lines, "problem").into_iter().cloned();
        let mut told = problems.filter(|problem| problem["code"] == "resident-no-shared");
        (told.next(), of(&lines, "pair").len())
    };
    let mut stranger = numbered(case("佐藤 花子", "サトウ ハナコ", "2015-02-01"), "0007");
    stranger["address"] = json!("きた9-9");
    let (told, asked) = shared(stranger);
    assert_eq!(
        told.unwrap()["records"],
        json!(["cases202605.1/2", "residents202605.1/2"])
    );
    assert_eq!(asked, 0);
    // A brother or sister, or the same child by another name: people are asked.
    let (told, asked) = shared(numbered(case("山田 蓮", "ヤマダ レン", "2018-05-03"), "7"));
    assert_eq!((told, asked), (None, 1));
}

#[test]
fn a_list_twice_in_the_input_is_told_and_nothing_is_dropped() {
    let little = Little::new();
    let once = little.stream(
        "2026-05",
        &[child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03")],
    );
    let ran = little.run("--lang ja", &format!("{once}{once}")).ok();
    assert!(ran.err.contains("\n  問題 1件: "), "{}", ran.err);
    let lines = parsed(&ran.out);
    assert_eq!(of(&lines, "person").len(), 1);
    assert_eq!(
        of(&lines, "person")[0]["records"].as_array().unwrap().len(),
        2
    );
    assert!(
        of(&lines, "problem")
            .iter()
            .any(|problem| problem["code"] == "sources-tie")
    );
}

#[test]
fn a_matched_stream_is_no_input() {
    let little = Little::new();
    let out = little
        .run(
            "-q",
            &little.stream(
                "2026-05",
                &[child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03")],
            ),
        )
        .ok()
        .out;
    little.run("-q", &out).fails(3);
}

#[test]
fn protected_and_institution_households_are_joined_to_nobody() {
    let little = Little::new();
    let mut parent = child(9, "山田 花", "ヤマダ ハナ", "1990-02-02");
    parent["household_no"] = json!("71");
    parent["protected"] = json!(true);
    let mut kid = child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03");
    let mut rows = vec![
        parent.clone(),
        kid.clone(),
        case("山田 葵", "ヤマダ アオイ", "2018-05-03"),
    ];
    rows[2]["guardian_name"] = json!("山田 花");
    let lines = parsed(&little.run("-q", &little.stream("2026-05", &rows)).ok().out);
    assert_eq!(of(&lines, "household").len(), 2);
    // The same without protection: the guardian of the same address belongs to the child.
    rows[0]["protected"] = json!(false);
    let lines = parsed(&little.run("-q", &little.stream("2026-05", &rows)).ok().out);
    assert_eq!(of(&lines, "household").len(), 1);
    let relations = &of(&lines, "household")[0]["members"];
    assert_eq!(
        relations
            .as_array()
            .unwrap()
            .iter()
            .filter(|member| member["relation"] == "child")
            .count(),
        1
    );
    // Under the roof of an institution nobody forms a family.
    kid["household_no"] = json!("71");
    parent["protected"] = json!(false);
    let input = little.stream("2026-05", &[parent, kid]).replace("\"institutions\":[]", "\"institutions\":[{\"name\":\"みなと園\",\"type\":\"facility\",\"address\":\"みなと１丁目２番３号\"}]");
    let lines = parsed(&little.run("-q", &input).ok().out);
    assert_eq!(of(&lines, "household").len(), 2);
}
