//! The two runs before a meeting: a list of candidates is marked, and the list of the meeting has
//! whom it names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::back::written;
use crate::town;
use crate::util::{Ran, run_in};

const MONTHLY: &str = "-q --lang ja -c town/meetings.toml --meeting monthly";

/// The month of a town up to the reminders.
fn reminded(folder: &Path) -> String {
    let mut stream = town::import(folder).ok().out;
    for (program, arguments) in &town::BEHIND[..3] {
        stream = run_in(folder, program, arguments, stream).ok().out;
    }
    stream
}

fn listed(ran: &Ran) -> BTreeSet<String> {
    let items = ran.lines("item").into_iter();
    items
        .map(|item| item["person"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_meeting_has_whom_the_list_of_candidates_picked_and_the_rest_is_counted() {
    let town = town::make(60, 4);
    let folder = town.path();
    let stream = reminded(folder);
    let everybody = listed(&run_in(folder, "agenda", MONTHLY, &stream).ok());
    let arguments = format!("{MONTHLY} --candidates --xlsx candidates.xlsx");
    let ran = run_in(folder, "agenda", &arguments, &stream).ok();
    assert_eq!(listed(&ran), BTreeSet::new());

    let paper = folder.join("candidates.xlsx");
    let rows = written(&paper, "候補の一覧", &[]).1;
    let candidates: BTreeSet<&str> = rows.iter().map(|(key, _)| key.as_str()).collect();
    assert!(everybody.iter().all(|id| candidates.contains(id.as_str())));
    let only_here: Vec<&str> = candidates
        .iter()
        .copied()
        .filter(|id| !everybody.contains(*id))
        .collect();
    assert!(!only_here.is_empty(), "proposals of the two functions");

    let who: Vec<&str> = everybody.iter().map(String::as_str).collect();
    let (picked, left, proposed) = (who[0], who[1], only_here[0]);
    let words = [
        (
            picked,
            &[
                ("picked", "○"),
                ("verdict", "正"),
                ("worker", "大空 みどり"),
            ][..],
        ),
        (left, &[("picked", "×"), ("verdict", "否")]),
        (proposed, &[("picked", "○")]),
    ];
    let csv = written(&paper, "候補の一覧", &words).0;
    fs::write(folder.join("2026-05/in/候補.csv"), csv).unwrap();

    let stream = reminded(folder);
    let lines = stream
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<Value> = lines.collect();
    let source = lines.iter().find(|line| line["paper"].is_object()).unwrap();
    assert_eq!(
        (&source["rows"], &source["rows_unread"]),
        (&json!(3), &json!(0))
    );
    let blank = source["paper"]["blank"].as_array().unwrap();
    assert_eq!(blank.len(), candidates.len() - 3);
    let people = lines.iter().filter(|line| line["kind"] == "person");
    let records = people.flat_map(|person| {
        let records = person["records"].as_array().unwrap().iter();
        records.map(|record| (person["id"].as_str().unwrap(), record))
    });
    let mut said: Vec<(&str, &Value, &Value, &Value)> = records
        .filter(|(_, record)| record["source"] == source["id"])
        .map(|(id, r)| {
            assert_eq!(r["proposed_on"], "2026-06-01");
            assert_eq!(
                (&r["meeting"], &r["proposed_by"]),
                (&json!("合同ケース会議"), &json!("list"))
            );
            (id, &r["picked"], &r["verdict"], &r["worker"])
        })
        .collect();
    said.sort_by_key(|(id, ..)| *id);
    let mut typed = [
        (picked, json!(true), json!("right"), json!("大空 みどり")),
        (left, json!(false), json!("wrong"), Value::Null),
        (proposed, json!(true), Value::Null, Value::Null),
    ];
    typed.sort_by_key(|(id, ..)| *id);
    let typed: Vec<_> = typed.iter().map(|(id, a, b, c)| (*id, a, b, c)).collect();
    assert_eq!(said, typed);

    let arguments = format!("{MONTHLY} --html agenda.html");
    let ran = run_in(folder, "agenda", &arguments, &stream).ok();
    let wanted = BTreeSet::from([picked.to_owned(), proposed.to_owned()]);
    assert_eq!(listed(&ran), wanted);
    let html = fs::read_to_string(folder.join("agenda.html")).unwrap();
    assert!(html.contains("上程とされた 2人"));
    assert!(html.contains("「上程しない」は 1人"));

    // The next month: its own list of candidates is not made yet, and the old marks are over.
    fs::write(folder.join("may.jsonl"), ran.out).unwrap();
    let arguments = format!("{MONTHLY} --candidates --before may.jsonl --html candidates.html");
    let stream = stream.replace("\"today\":\"2026-06-01\"", "\"today\":\"2026-07-01\"");
    run_in(folder, "agenda", &arguments, &stream).ok();
    let html = fs::read_to_string(folder.join("candidates.html")).unwrap();
    assert!(html.contains("未確認 30日（令和8年6月1日の候補の一覧から）"));
    let arguments = format!("{MONTHLY} --before may.jsonl");
    let ran = run_in(folder, "agenda", &arguments, &stream).ok();
    let again = listed(&ran);
    let open = everybody
        .iter()
        .filter(|id| ![picked, left].contains(&id.as_str()));
    assert!(open.clone().count() > 5 && open.clone().all(|id| again.contains(id)));
}

#[test]
fn a_mark_that_nobody_can_read_is_told_with_its_cell_and_picks_nobody() {
    let town = town::make(60, 4);
    let folder = town.path();
    let stream = reminded(folder);
    let arguments = format!("{MONTHLY} --candidates --xlsx candidates.xlsx");
    run_in(folder, "agenda", &arguments, &stream).ok();
    let paper = folder.join("candidates.xlsx");
    let rows = written(&paper, "候補の一覧", &[]).1;
    let (unclear, half) = (rows[0].0.as_str(), rows[1].0.as_str());
    let words = [
        (unclear, &[("picked", "△")][..]),
        (half, &[("worker", "大空 みどり")]),
    ];
    let csv = written(&paper, "候補の一覧", &words).0;
    fs::write(folder.join("2026-05/in/候補.csv"), csv).unwrap();
    let ran = town::import(folder).ok();
    let mut told: Vec<(String, String)> = ran
        .lines("problem")
        .iter()
        .filter(|problem| matches!(problem["field"].as_str(), Some("picked" | "verdict")))
        .map(|p| (p["code"].to_string(), p["field"].to_string()))
        .collect();
    told.sort();
    let told: Vec<_> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let wanted = [
        ("\"answer-missing\"", "\"picked\""),
        ("\"not-offered\"", "\"picked\""),
    ];
    assert_eq!(told, wanted);
    let stream = reminded(folder);
    let listed = listed(&run_in(folder, "agenda", MONTHLY, &stream).ok());
    assert!(!listed.contains(unclear) && !listed.contains(half));
}

#[test]
fn the_list_is_printed_as_plain_text_and_no_stream_beside_it() {
    let month = town::shared();
    let arguments = format!("{MONTHLY} --text");
    let ran = run_in(month.path(), "agenda", &arguments, month.after("remind")).ok();
    assert!(!ran.out.contains('{') && !ran.out.contains('<'));
    assert!(ran.out.contains("合同ケース会議 名簿"));
    let stream = run_in(month.path(), "agenda", MONTHLY, month.after("remind")).ok();
    let items = stream.lines("item");
    assert!(items.len() > 5);
    for item in &items {
        let number = format!("\n{}-{} ", item["part"].as_str().unwrap(), item["place"]);
        assert!(ran.out.contains(&number), "{number}");
    }
}
