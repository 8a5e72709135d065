//! What goes along with a child who moves away or enters school, and how another town reads it.
//! The people are invented.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::agenda::unzipped;
use super::recipients::{
    CHILD, CHILD_SAID, MOTHER_SAID, father, folder, mother, person, plan, record, stream,
};
use crate::town;
use crate::util::{Ran, run_in};

fn child(plan: &Value, more: &[Value]) -> Value {
    let line = json!({"plan_no":"S-1","service":"朝の送り出し","provider":"みなと保育所",
        "since":"2026-04-10","monitoring":"2026-07"});
    let case = json!({"category":"protected-child","case_kind":"physical","stage":"supporting",
        "received_on":"2026-02-03","summary":"近隣から泣き声の連絡","worker":"早瀬 つばさ"});
    let note = json!({"date":"2026-05-11","told_by":"neighbour","note":"夜に怒鳴り声","confidential":true});
    let decision = json!({"decision":"continue","decided_on":"2026-05-14",
        "policy":"週に一度たずねる。夜に怒鳴り声","next_review":"2026-08"});
    let mut records = vec![
        record("plans", 4, plan),
        record("plan-lines", 6, &line),
        record("cases", 8, &case),
        record("notes", 9, &note),
        record("decisions", 10, &decision),
    ];
    records.extend_from_slice(more);
    person(1, "海野 なぎさ", "female", "子", &records)
}

fn run(folder: &Path, more: &str, input: &str) -> Ran {
    let arguments = format!(
        "-c meetings.toml --lang ja --hand-over {CHILD} --xlsx paper.xlsx --html paper.html -o out.jsonl {more}"
    );
    run_in(folder, "agenda", &arguments, input)
}

/// Every byte of both papers.
fn paper(more: &str, input: &str) -> String {
    let folder = folder();
    run(folder.path(), more, input).ok();
    let html = fs::read_to_string(folder.path().join("paper.html")).unwrap();
    unzipped(&folder.path().join("paper.xlsx")) + &html
}

fn family(child: Value, household: Value, lines: &[Value]) -> String {
    stream(&[child, mother(&[]), father()], &household, lines)
}

#[test]
fn facts_and_what_was_promised_go_along_and_what_was_reported_stays() {
    let input = family(child(&plan(), &[]), json!({}), &[]);
    let all = paper("", &input);
    for told in [
        "海野 なぎさ",
        "ひなた町",
        "要保護児童",
        "支援中",
        "子育て世帯訪問支援",
        "朝の送り出し",
        "みなと保育所",
        "週に一度たずねる",
        "次回見直し（支援継続）",
        "次回連絡時期（サポートプラン）",
        "モニタリング時期（朝の送り出し）",
        "令和8年8月",
    ] {
        assert!(all.contains(told), "{told}");
    }
    for kept in [
        "近隣から泣き声の連絡",
        "身体的虐待",
        "令和8年2月3日",
        "夜に怒鳴り声",
        "父の大声が止まらない",
        MOTHER_SAID,
        "海野 みさき",
        "海野 たける",
        "朝日三丁目",
        "p-k7q2",
        "h-k7q2",
    ] {
        assert!(!all.contains(kept), "{kept}");
    }
}

#[test]
fn no_byte_depends_on_flags_or_due_items() {
    let flag = json!({"kind":"flag","id":"f-1","person":CHILD,"household":"h-k7q2-000001",
        "rule":"injury-or-own-word","result":"fired","lane":"immediate","evidence":[]});
    let due = json!({"kind":"due","id":"d-1","person":CHILD,"household":"h-k7q2-000001",
        "what":"plan-review","due":"2026-05-01","precision":"day","state":"overdue","change":"new","evidence":[]});
    let made = |lines: &[Value]| {
        let folder = folder();
        let input = family(child(&plan(), &[]), json!({}), lines);
        run(folder.path(), "", &input).ok();
        ["paper.xlsx", "paper.html"].map(|name| fs::read(folder.path().join(name)).unwrap())
    };
    assert!(made(&[]) == made(&[flag, due]));
}

#[test]
fn what_the_child_said_goes_along_only_where_the_plan_says_that_it_may() {
    for (shared, told) in [
        (Value::Null, false),
        (json!(false), false),
        (json!(true), true),
    ] {
        let mut plan = plan();
        plan["child_wish_shared"] = shared.clone();
        let all = paper("", &family(child(&plan, &[]), json!({}), &[]));
        assert_eq!(all.contains(CHILD_SAID), told, "{shared}");
    }
}

#[test]
fn a_promise_that_was_kept_is_no_longer_open() {
    let contact = json!({"date":"2026-06-01","seen":true});
    let all = |more: &[Value]| paper("", &family(child(&plan(), more), json!({}), &[]));
    let open = "次回連絡時期（サポートプラン）";
    assert!(all(&[]).contains(open));
    let after = all(&[record("contacts", 3, &contact)]);
    assert!(!after.contains(open));
    assert!(after.contains("こどもを最後に目で見て確かめた日"));
}

#[test]
fn what_no_list_tells_is_told_as_not_known() {
    let all = paper("", &family(child(&plan(), &[]), json!({}), &[]));
    assert!(all.contains("わからない"));
    assert!(
        all.contains("乳幼児健診: 名簿が届いていません")
            || all.contains("学齢簿: 名簿が届いていません")
    );
    let mut plan = plan();
    plan["next_review"] = Value::Null;
    let all = paper("", &family(child(&plan, &[]), json!({}), &[]));
    assert!(
        all.contains("次回見直し（サポートプラン）（読めません）"),
        "{all}"
    );
}

#[test]
fn protected_and_placed_children_need_a_second_word() {
    let placed = record(
        "placements",
        5,
        &json!({"placement_kind":"foster-care","since":"2026-04-02"}),
    );
    let plain = child(&plan(), &[]);
    for input in [
        family(plain.clone(), json!({"protected":true}), &[]),
        family(child(&plan(), &[placed]), json!({}), &[]),
    ] {
        let folder = folder();
        let ran = run(folder.path(), "", &input).fails(2);
        assert!(!ran.err.contains("海野"), "{}", ran.err);
        assert!(ran.err.contains("--show-protected"), "{}", ran.err);
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        assert!(paper("--show-protected", &input).contains("朝の送り出し"));
    }
}

#[test]
fn a_town_says_which_lists_go_along() {
    let folder = folder();
    let own = folder.path().join("meetings.toml");
    let shipped = fs::read_to_string(&own).unwrap();
    fs::write(&own, format!("{shipped}[hand_over]\nlists = [\"plans\"]\n")).unwrap();
    let input = family(child(&plan(), &[]), json!({}), &[]);
    run(folder.path(), "", &input).ok();
    let html = fs::read_to_string(folder.path().join("paper.html")).unwrap();
    assert!(html.contains("子育て世帯訪問支援"));
    assert!(!html.contains("要保護児童") && !html.contains("週に一度"));
    fs::write(&own, format!("{shipped}[hand_over]\nlists = [\"plan\"]\n")).unwrap();
    let ran = run(folder.path(), "", &input).fails(2);
    assert!(ran.err.contains("meetings.toml") && ran.err.contains("plans"));
}

#[test]
fn an_option_that_makes_no_sense_beside_it_is_refused() {
    let input = family(child(&plan(), &[]), json!({}), &[]);
    for (more, told) in [
        ("--meeting monthly", "--meeting"),
        ("--for member", "--for"),
        ("--candidates", "--candidates"),
        ("--text", "--text"),
    ] {
        let folder = folder();
        let ran = run(folder.path(), more, &input).fails(2);
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    let folder = folder();
    let bare = format!("-c meetings.toml --lang ja --hand-over {CHILD} -o out.jsonl");
    let ran = run_in(folder.path(), "agenda", &bare, &input).fails(2);
    assert!(ran.err.contains("--xlsx / --html"), "{}", ran.err);
    let ran = run_in(
        folder.path(),
        "agenda",
        "-c meetings.toml --lang ja",
        &input,
    )
    .fails(2);
    assert!(ran.err.contains("--meeting"), "{}", ran.err);
}

/// The same town with numbers and seal of its own, as if it were another one.
fn other_town() -> tempfile::TempDir {
    let town = town::make(60, 4);
    fs::write(
        town.path().join("town/series.toml"),
        format!("series = \"9xyz\"\nkey = \"{}\"\n", "5a".repeat(32)),
    )
    .unwrap();
    town
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Two children with a case, and their packages in the folder.
fn packages(folder: &Path) -> Vec<(String, String)> {
    let month = town::import(folder).ok().out;
    let month = run_in(folder, "match", "-q -c town/match.toml", month)
        .ok()
        .out;
    let has = |line: &Value, list: &str| {
        let records = line["records"].as_array().unwrap();
        records.iter().any(|record| record["dataset"] == list)
    };
    let all = lines(&month);
    let people = all.iter().filter(|line| line["kind"] == "person");
    let wanted = people.filter(|line| has(line, "plans") && has(line, "school-register"));
    let mut made = Vec::new();
    for one in wanted {
        let id = one["id"].as_str().unwrap();
        let file = format!("引継ぎ_{}.xlsx", made.len());
        let line = format!("-q --lang ja -c town/meetings.toml --hand-over {id} --xlsx {file}");
        let ran = run_in(folder, "agenda", &line, &month);
        if ran.status == Some(0) {
            made.push((file, one["name"].as_str().unwrap().to_owned()));
        }
        if made.len() == 2 {
            return made;
        }
    }
    panic!("the town has no two children with a plan");
}

#[test]
fn another_town_reads_what_was_handed_over_and_the_town_itself_does_not() {
    let from = town::make(60, 4);
    let made = packages(from.path());
    let to = other_town();
    for (file, _) in &made {
        for town in [from.path(), to.path()] {
            let into = town.join("2026-05/in/児童福祉").join(file);
            fs::copy(from.path().join(file), into).unwrap();
        }
    }
    // Its own paper would tell the same facts twice.
    let own = run_in(
        from.path(),
        "import",
        "--lang ja -c town/import.toml --today 2026-06-01 2026-05/in",
        "",
    )
    .ok();
    assert!(!own.out.contains(r#""dataset":"handovers","source""#));
    assert!(
        own.err.contains("このキットが作った帳票です"),
        "{}",
        own.err
    );
    let stream = town::import(to.path()).ok().out;
    let matched = run_in(to.path(), "match", "-q -c town/match.toml", stream);
    let matched = matched.ok().out;
    for (file, name) in &made {
        let all = lines(&matched);
        let mut people = all.iter().filter(|line| line["kind"] == "person");
        let one = people.find(|line| line["name"].as_str() == Some(name));
        let records = one.unwrap()["records"].as_array().unwrap();
        let handed = records.iter().filter(|r| r["dataset"] == "handovers");
        let handed: Vec<&Value> = handed.collect();
        assert!(!handed.is_empty(), "{file}");
        assert!(handed.iter().all(|row| row["from_town"] == "ひなた町"));
        assert!(handed.iter().any(|row| row["state"] == "open"));
        assert!(handed.iter().all(|row| row["person"].is_null()));
    }
    let due = run_in(
        to.path(),
        "remind",
        "-q -c town/remind.toml",
        matched.as_str(),
    )
    .ok()
    .out;
    assert!(due.contains(r#""what":"handed-over""#));
    let text = run_in(
        to.path(),
        "agenda",
        "-q --lang ja -c town/meetings.toml --meeting progress --text",
        due,
    )
    .ok()
    .out;
    assert!(text.contains("ひなた町からの引継ぎ"), "{text}");
}

#[test]
fn what_libreoffice_has_saved_reads_the_same() {
    let from = town::make(60, 4);
    let (file, _) = packages(from.path()).remove(0);
    let profile = format!(
        "-env:UserInstallation=file://{}/office",
        from.path().display()
    );
    let saved = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "ods", &file])
        .current_dir(from.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !saved.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no soffice (LibreOffice) on this machine");
        return;
    }
    let read = |file: &str| {
        let to = other_town();
        let into = to.path().join("2026-05/in/児童福祉").join(file);
        fs::copy(from.path().join(file), into).unwrap();
        let all = lines(&town::import(to.path()).ok().out);
        let rows = all
            .into_iter()
            .filter(|line| line["dataset"] == "handovers");
        let rows = rows.filter(|line| line["kind"] == "record").map(|mut row| {
            row["source"] = Value::Null;
            row
        });
        rows.collect::<Vec<Value>>()
    };
    let plain = read(&file);
    assert!(!plain.is_empty());
    assert_eq!(plain, read(&file.replace("xlsx", "ods")));
}
