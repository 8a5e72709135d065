//! Request sheets: who stands on them, what leaves the office, and how the answers come back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::agenda::unzipped;
use super::back::written;
use crate::town;
use crate::util::run_in;

const PROGRESS: &str = "-q --lang ja -c town/meetings.toml --meeting progress";
const ASKED: [&str; 4] = [
    "elementary-school",
    "junior-high-school",
    "nursery",
    "kindergarten",
];

fn parsed(stream: &str) -> Vec<Value> {
    let lines = stream.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The sheets of a folder by institution.
fn sheets(folder: &Path) -> BTreeMap<String, PathBuf> {
    let files = fs::read_dir(folder).unwrap();
    let named = files.map(|file| {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let name = name.strip_prefix("照会_").unwrap();
        let institution = name.strip_suffix("_2026-06-01.xlsx").unwrap();
        (institution.to_owned(), path.clone())
    });
    named.collect()
}

fn keys(paper: &Path) -> BTreeSet<String> {
    let rows = written(paper, "照会", &[]).1.into_iter();
    rows.map(|(key, _)| key).collect()
}

/// The month of a town up to the reminders.
fn reminded(folder: &Path) -> String {
    let mut stream = town::import(folder).ok().out;
    for (program, arguments) in &town::BEHIND[..3] {
        stream = run_in(folder, program, arguments, stream).ok().out;
    }
    stream
}

fn rows<'a>(person: &'a Value, dataset: &'a str) -> impl Iterator<Item = &'a Value> {
    let records = person["records"].as_array().unwrap().iter();
    records.filter(move |record| record["dataset"] == dataset)
}

#[test]
fn each_institution_is_asked_about_its_own_registered_children_and_nobody_else() {
    let month = town::shared();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("sheets");
    let arguments = format!("{PROGRESS} --requests {}", out.display());
    run_in(month.path(), "agenda", &arguments, month.after("remind")).ok();
    let lines = parsed(month.after("remind"));
    let institutions = &lines.iter().find(|l| l["kind"] == "town").unwrap()["institutions"];
    let kinds: BTreeMap<&str, &str> = institutions
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one["type"].as_str().unwrap()))
        .collect();
    let protected: BTreeSet<&str> = lines
        .iter()
        .filter(|l| l["kind"] == "household" && l["protected"] == true)
        .map(|l| l["id"].as_str().unwrap())
        .collect();
    assert!(!protected.is_empty());
    let people: BTreeMap<&str, &Value> = lines
        .iter()
        .filter(|l| l["kind"] == "person")
        .map(|l| (l["id"].as_str().unwrap(), l))
        .collect();
    let registered = |person: &Value| {
        rows(person, "cases").any(|case| {
            let category = case["category"].as_str();
            let on = ["protected-child", "support-needed", "expectant"];
            case["stage"] != "closed" && category.is_some_and(|word| on.contains(&word))
        })
    };

    let sheets = sheets(&out);
    let mut seen = BTreeSet::new();
    for (institution, paper) in &sheets {
        assert!(
            ASKED.contains(&kinds[institution.as_str()]),
            "{institution}"
        );
        for key in keys(paper) {
            let person = people[key.as_str()];
            assert!(registered(person), "{key}");
            assert!(!protected.contains(person["household"].as_str().unwrap()));
            assert_eq!(rows(person, "placements").count(), 0, "{key}");
            let sources: Vec<&str> = lines
                .iter()
                .filter(|l| l["kind"] == "source" && l["institution"] == institution.as_str())
                .map(|l| l["id"].as_str().unwrap())
                .collect();
            let mut lists = rows(person, "school-register").chain(rows(person, "childcare"));
            let here = lists.any(|row| {
                row["institution"] == institution.as_str()
                    || row["institution"].is_null()
                        && sources.contains(&row["source"].as_str().unwrap())
            });
            assert!(here, "{key} is not on a list of {institution}");
            assert!(seen.insert(key), "on two sheets");
        }
    }
    // The other way round: whoever has one plain row on the register is asked about.
    let mut plain = 0;
    for (id, person) in &people {
        let register: Vec<&Value> = rows(person, "school-register").collect();
        let left = |row: &Value| row.get("left_on").is_some();
        let hidden = protected.contains(person["household"].as_str().unwrap());
        let gone = rows(person, "residents").all(|row| row["status"] != "resident");
        let [row] = register.as_slice() else { continue };
        let decided = rows(person, "decisions").next().is_some();
        let placed = rows(person, "placements").next().is_some();
        let asked = |name: &str| ASKED.contains(&kinds[name]);
        let elsewhere = row["institution"].as_str().is_none_or(|name| !asked(name));
        if registered(person)
            && ![left(row), hidden, gone, decided, placed, elsewhere].contains(&true)
        {
            let sheet = keys(&sheets[row["institution"].as_str().unwrap()]);
            assert!(sheet.contains(*id), "{id}");
            plain += 1;
        }
    }
    assert!(plain > 5, "{plain}");
}

#[test]
fn no_byte_of_a_sheet_holds_what_others_said_where_anybody_lives_or_who_is_protected() {
    let month = town::shared();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("sheets");
    let arguments = format!("{PROGRESS} --show-protected --requests {}", out.display());
    run_in(month.path(), "agenda", &arguments, month.after("remind")).ok();
    let lines = parsed(month.after("remind"));
    let protected: BTreeSet<&str> = lines
        .iter()
        .filter(|l| l["kind"] == "household" && l["protected"] == true)
        .map(|l| l["id"].as_str().unwrap())
        .collect();
    // Every text of people that the lists hold, but what a sheet may show.
    let mut secret = BTreeSet::new();
    let mut add = |value: &Value| {
        let text = value.as_str().filter(|text| text.chars().count() > 3);
        secret.extend(text.map(str::to_owned));
    };
    for person in lines.iter().filter(|l| l["kind"] == "person") {
        if protected.contains(person["household"].as_str().unwrap()) {
            for key in ["id", "name", "kana"] {
                add(&person[key]);
            }
        }
        for record in person["records"].as_array().unwrap() {
            let words = [
                "address",
                "phone",
                "guardian_name",
                "resident_no",
                "household_no",
                "note",
                "summary",
                "child_wish",
                "parent_wish",
                "policy",
                "concern",
                "strength",
                "recent",
                "reason",
                "issue",
                "absence_reason",
                "told_by",
                "case_no",
            ];
            for key in words {
                add(&record[key]);
            }
        }
    }
    assert!(secret.len() > 300);
    let sheets = sheets(&out);
    assert!(sheets.len() > 4);
    for (institution, paper) in &sheets {
        let bytes = unzipped(paper);
        for word in &secret {
            assert!(!bytes.contains(word.as_str()), "{institution}: {word}");
        }
        for word in [
            "支援措置",
            "里親",
            "通告",
            "虐待",
            "ネグレクト",
            "要保護児童・",
            "特定妊婦",
        ] {
            assert!(!bytes.contains(word), "{institution}: {word}");
        }
    }
}

#[test]
fn flags_and_due_items_change_no_byte_of_a_sheet() {
    let month = town::shared();
    let folder = tempfile::tempdir().unwrap();
    let stream = month.after("remind");
    let bare: String = stream
        .lines()
        .filter(|line| {
            !line.starts_with("{\"kind\":\"flag\"") && !line.starts_with("{\"kind\":\"due\"")
        })
        .map(|line| format!("{line}\n"))
        .collect();
    assert!(bare.len() < stream.len());
    let made = |name: &str, stream: &str| {
        let out = folder.path().join(name);
        let arguments = format!("{PROGRESS} --requests {}", out.display());
        run_in(month.path(), "agenda", &arguments, stream).ok();
        let all = sheets(&out).into_iter();
        all.map(|(institution, path)| (institution, fs::read(path).unwrap()))
            .collect::<BTreeMap<_, _>>()
    };
    assert!(made("with", stream) == made("without", &bare));
}

#[test]
fn whoever_may_be_protected_is_on_no_sheet_and_the_word_institution_asks_for_the_same_sheets() {
    let month = town::shared();
    let folder = tempfile::tempdir().unwrap();
    let made = |name: &str, more: &str, stream: &str| {
        let out = folder.path().join(name);
        let arguments = format!("{PROGRESS} {more} --requests {}", out.display());
        run_in(month.path(), "agenda", &arguments, stream).ok();
        sheets(&out)
    };
    let stream = month.after("remind");
    let plain = made("plain", "", stream);
    let named = made("named", "--for institution", stream);
    for (institution, paper) in &plain {
        let other = fs::read(&named[institution]).unwrap();
        assert!(fs::read(paper).unwrap() == other, "{institution}");
    }
    assert_eq!(plain.len(), named.len());
    // Nobody can read the cell that would tell, of the first child of each sheet.
    let first: BTreeSet<String> = plain
        .values()
        .map(|paper| keys(paper).into_iter().next().unwrap())
        .collect();
    let doubtful = |line: &str| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        if first.contains(line["id"].as_str().unwrap_or_default()) {
            line["records"][0]["protected"] = Value::Null;
        }
        format!("{line}\n")
    };
    let doubted: String = stream.lines().map(doubtful).collect();
    let left = made("doubted", "", &doubted);
    let still: BTreeSet<String> = left.values().flat_map(|paper| keys(paper)).collect();
    assert!(!still.is_empty() && still.is_disjoint(&first));
}

#[test]
fn answers_stand_beside_the_case_with_what_is_to_be_asked_and_who_is_silent() {
    let town = town::make(120, 4);
    let folder = town.path();
    let stream = reminded(folder);
    let arguments = format!("{PROGRESS} --requests sheets");
    run_in(folder, "agenda", &arguments, &stream).ok();
    let sheets = sheets(&folder.join("sheets"));
    let (institution, paper) = sheets
        .iter()
        .max_by_key(|(_, paper)| keys(paper).len())
        .unwrap();
    let asked: Vec<String> = keys(paper).into_iter().collect();
    assert!(asked.len() > 2 && sheets.len() > 1);
    let (full, half, off) = (asked[0].as_str(), asked[1].as_str(), asked[2].as_str());
    let words = [
        (
            full,
            &[
                ("safety_scale", "3"),
                ("concern", "朝に来られない日がある"),
                ("strength", "給食はよく食べる"),
                ("recent", "担任が迎えに行った"),
                ("ask_contact", "母と週に一度話す"),
                ("ask_meals", "気にならない"),
                ("date", "令和8年6月9日"),
                ("answered_by", "学年主任"),
            ][..],
        ),
        (half, &[("safety_scale", "６")]),
        (off, &[("safety_scale", "11")]),
    ];
    let csv = written(paper, "照会", &words).0;
    fs::write(folder.join("2026-05/in/照会の回答.csv"), csv).unwrap();

    let stream = reminded(folder);
    let lines = parsed(&stream);
    let source = lines
        .iter()
        .find(|line| line["paper"]["kind"] == "request")
        .unwrap();
    assert_eq!(source["paper"]["about"], institution.as_str());
    assert_eq!(
        source["paper"]["blank"].as_array().unwrap().len(),
        asked.len() - 3
    );
    let problems: Vec<(&Value, &Value)> = lines
        .iter()
        .filter(|line| line["kind"] == "problem" && line["source"] == source["id"])
        .map(|line| (&line["code"], &line["field"]))
        .collect();
    assert_eq!(problems, [(&json!("off-scale"), &json!("safety_scale"))]);
    let said: BTreeMap<&str, &Value> = lines
        .iter()
        .filter(|line| line["kind"] == "person")
        .flat_map(|person| {
            let id = person["id"].as_str().unwrap();
            rows(person, "assessment-sheets").map(move |row| (id, row))
        })
        .filter(|(_, row)| row["source"] == source["id"])
        .collect();
    let row = said[full];
    for (field, value) in [
        ("institution", json!(institution)),
        ("asked_on", json!("2026-06-01")),
        ("date", json!("2026-06-09")),
        ("safety_scale", json!(3)),
        ("ask_contact", json!("母と週に一度話す")),
        ("ask_meals", json!("気にならない")),
        ("answered_by", json!("学年主任")),
    ] {
        assert_eq!(row[field], value, "{field}");
    }
    // The day is written once, and holds for every row.
    assert_eq!(said[half]["date"], "2026-06-09");
    assert_eq!(said[half]["safety_scale"], 6);
    assert_eq!(said[off]["safety_scale"], Value::Null);

    let stream = stream.replace("\"today\":\"2026-06-01\"", "\"today\":\"2026-06-15\"");
    let arguments = format!("{PROGRESS} --text");
    let text = run_in(folder, "agenda", &arguments, &stream).ok().out;
    for told in [
        format!("照会の回答: {institution} 3人"),
        "届いていない機関: ".to_owned(),
        format!("{institution}（令和8年6月9日） セーフティスケール 3"),
        "気になること: 朝に来られない日がある".to_owned(),
        "家庭とのやりとり: 母と週に一度話す".to_owned(),
        "空欄の「気になること・できていること・最近の対応・家庭とのやりとり・食事・身なり」"
            .to_owned(),
        ": 照会の答えがありません".to_owned(),
    ] {
        assert!(text.contains(&told), "{told}\n{text}");
    }

    // The next sheet shows the institution its own scale of before.
    let arguments = format!("{PROGRESS} --requests again");
    run_in(folder, "agenda", &arguments, &stream).ok();
    let next = folder.join(format!("again/照会_{institution}_2026-06-15.xlsx"));
    let rows = written(&next, "照会", &[]).1;
    let (_, cells) = rows.iter().find(|(key, _)| key == full).unwrap();
    assert!(
        cells.iter().any(|cell| cell.contains("R8.6.9: 3")),
        "{cells:?}"
    );
}

#[test]
fn a_sheet_that_somebody_has_filled_in_is_not_replaced_and_a_meeting_that_asks_nobody_says_so() {
    let month = town::shared();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("sheets");
    let arguments = format!("{PROGRESS} --requests {}", out.display());
    run_in(month.path(), "agenda", &arguments, month.after("remind")).ok();
    let (_, paper) = sheets(&out).into_iter().next().unwrap();
    fs::write(&paper, b"saved by somebody").unwrap();
    let ran = run_in(month.path(), "agenda", &arguments, month.after("remind"));
    assert_eq!(ran.status, Some(5), "{}", ran.err);
    assert_eq!(fs::read(&paper).unwrap(), b"saved by somebody");
    let arguments = arguments.replace("progress", "weekly");
    let ran = run_in(month.path(), "agenda", &arguments, month.after("remind"));
    assert_eq!(ran.status, Some(2), "{}", ran.err);
    assert!(ran.err.contains("requests"), "{}", ran.err);
}
