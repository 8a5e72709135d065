//! Two months of a town: the list of candidates and the list of the meeting are filled in and
//! saved by LibreOffice, and the month after starts from what was typed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::town;
use crate::util::{program, root, run_in};

/// What somebody types: key of the row, field, word.
type Typed<'a> = (&'a str, &'a str, &'a str);

/// Starts LibreOffice with a profile in the folder; false where it is not installed.
fn office(folder: &Path, arguments: &[&str]) -> bool {
    let profile = format!("-env:UserInstallation=file://{}/office", folder.display());
    let mut command = Command::new("soffice");
    command
        .args([profile.as_str(), "--headless", "--norestore"])
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Types words into a paper at LibreOffice's keyboard and saves it as another file.
fn fill(folder: &Path, paper: &str, saved: &str, typed: &[Typed<'_>]) {
    let lines = typed
        .iter()
        .map(|(key, field, word)| format!("{key}\t{field}\t{word}\n"));
    let words = folder.join("words.txt");
    fs::write(&words, lines.collect::<String>()).unwrap();
    let (paper, saved) = (folder.join(paper), folder.join(saved));
    let main = format!(
        "macro:///Standard.Module1.Main(\"{}\",\"{}\",\"{}\")",
        paper.display(),
        saved.display(),
        words.display()
    );
    assert!(office(folder, &[&main]));
    assert!(saved.exists(), "{}", saved.display());
}

/// Leads what has come so far through all programs; the stream behind the agenda.
fn run(folder: &Path, today: &str, ins: &str, before: &str, agenda: &str) -> Vec<Value> {
    let mut stream = String::new();
    for (program, line) in [
        (
            "import",
            format!("-q -c town/import.toml --today {today} {ins}"),
        ),
        ("match", format!("-q -c town/match.toml {before}")),
        ("flag", format!("-q -c town/rules.toml {before}")),
        ("remind", format!("-q -c town/remind.toml {before}")),
        (
            "agenda",
            format!("-q --lang ja -c town/meetings.toml --meeting monthly {before} {agenda}"),
        ),
    ] {
        stream = run_in(folder, program, &line, stream).ok().out;
    }
    fs::write(folder.join("month.jsonl"), &stream).unwrap();
    let lines = stream
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

fn items(lines: &[Value]) -> Vec<(&str, &Value)> {
    let items = lines.iter().filter(|line| line["kind"] == "item");
    items
        .map(|item| (item["person"].as_str().unwrap(), &item["because"]))
        .collect()
}

fn due<'a>(lines: &'a [Value], person: &str, what: &str) -> Option<&'a Value> {
    let mut dues = lines.iter().filter(|line| line["kind"] == "due");
    dues.find(|due| due["person"] == json!(person) && due["what"] == what)
}

#[test]
fn two_months_go_round_through_workbooks_that_libreoffice_has_saved() {
    let town = town::make(60, 4);
    let folder = town.path();
    if !office(folder, &["--terminate_after_init"]) {
        eprintln!("skipped: there is no soffice (LibreOffice) on this machine");
        return;
    }
    let basic = folder.join("office/user/basic/Standard/Module1.xba");
    fs::copy(root().join("tests/office/Module1.xba"), basic).unwrap();

    // May: everybody of the ordinary list is a candidate; all but one are picked.
    let (may, today) = ("2026-05/in", "2026-06-01");
    let whole = run(folder, today, may, "", "");
    let everybody = items(&whole);
    run(
        folder,
        today,
        may,
        "",
        "--candidates --xlsx candidates.xlsx",
    );
    let alone = |start: &str| {
        let found = everybody.iter().filter(|(_, because)| {
            let because = because.as_array().unwrap();
            because.len() == 1 && because[0].as_str().unwrap().starts_with(start)
        });
        found.map(|(person, _)| *person).collect::<Vec<&str>>()
    };
    let checkups = alone("flag:checkup");
    let (excluded, left) = (checkups[0], checkups[1]);
    let planned = alone("due:plan-review")[0];
    let marks: Vec<Typed<'_>> = everybody
        .iter()
        .map(|(person, _)| match *person {
            person if person == left => (person, "picked", "×"),
            person => (person, "picked", "○"),
        })
        .collect();
    fill(
        folder,
        "candidates.xlsx",
        "2026-05/in/候補の一覧.ods",
        &marks,
    );
    let lines = run(folder, today, may, "", "--xlsx agenda.xlsx");
    let listed = items(&lines);
    assert_eq!(listed.len(), everybody.len() - 1);
    assert!(listed.iter().all(|(person, _)| *person != left));
    fs::rename(folder.join("month.jsonl"), folder.join("may.jsonl")).unwrap();

    // The meeting of 10 June.
    let owner = due(&lines, planned, "plan-review").unwrap()["owner"].clone();
    let mut staff = lines.iter().find(|line| line["kind"] == "town").unwrap()["staff"]
        .as_array()
        .unwrap()
        .iter();
    let other = staff.find(|one| one["name"] != owner && one.get("to").is_none());
    let worker = other.unwrap()["name"].as_str().unwrap();
    fs::create_dir_all(folder.join("2026-06/in")).unwrap();
    let typed = [
        (excluded, "decision", "対象外"),
        (excluded, "until", "R8.8.31"),
        (planned, "decision", "支援継続"),
        (planned, "decided_on", "R8.6.10"),
        (planned, "next_review", "令和8年7月"),
        (planned, "stage", "進行管理"),
        (planned, "worker", worker),
        (planned, "recommendation", "子育て短期支援"),
        (planned, "resource", "こども食堂ひなた"),
        (excluded, "resource", "応えるものがない"),
    ];
    fill(folder, "agenda.xlsx", "2026-06/in/名簿.xlsx", &typed);

    // June.
    let both = "2026-05/in 2026-06/in";
    let june = run(
        folder,
        "2026-07-01",
        both,
        "--before may.jsonl",
        "--html june.html",
    );
    let review = due(&june, planned, "plan-review").unwrap();
    assert_eq!(
        (&review["due"], &review["state"], &review["owner"]),
        (&json!("2026-07"), &json!("this-month"), &json!(worker))
    );
    let mut known = june
        .iter()
        .filter(|line| line["kind"] == "flag" && line["person"] == json!(excluded))
        .map(|flag| &flag["known"]);
    let known = known.find(|known| !known.is_null()).unwrap();
    assert_eq!(
        (&known["by"], &known["since"], &known["until"]),
        (
            &json!("not-eligible"),
            &json!("2026-06-10"),
            &json!("2026-08-31")
        )
    );
    let listed = items(&june);
    let comes = |wanted: &str| listed.iter().any(|(person, _)| *person == wanted);
    assert!(!comes(excluded) && comes(planned));
    let html = fs::read_to_string(folder.join("june.html")).unwrap();
    for told in [
        "進行管理（会議で決定）",
        &format!("担当 {worker}（会議で決定）"),
        "決定「利用勧奨 子育て短期支援」→ 未（利用勧奨の記録がありません）",
        "決定「次回見直し 令和8年7月」→ 未（まだ先です）",
        "地域資源 こども食堂ひなた",
        "<td>こども食堂ひなた</td><td>月2回の夕食</td><td>だれでも</td><td>申込み不要</td><td class=\"right\">1</td>",
        "応えるものがないとされた人 1人",
    ] {
        assert!(html.contains(told), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn the_example_has_a_second_month_that_starts_from_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let has = |program: &str, argument: &str| {
        let mut command = Command::new(program);
        let ran = command
            .arg(argument)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        ran.status().is_ok_and(|status| status.success())
    };
    if !has("jq", "--version") || !office(folder.path(), &["--terminate_after_init"]) {
        eprintln!("skipped: there is no soffice (LibreOffice) or no jq on this machine");
        return;
    }
    let town = folder.path().join("town");
    let ran = Command::new("sh")
        .arg(root().join("examples/second-month.sh"))
        .arg(&town)
        .env("MIMAMORI_BIN", program("import").parent().unwrap())
        .env("MIMAMORI_LANG", "ja")
        .output()
        .unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success(), "{said}");
    assert!(
        said.contains("アセスメントシート 9件、会議の決定 4件"),
        "{said}"
    );
    let html = fs::read_to_string(town.join("2026-06/out/agenda.html")).unwrap();
    assert!(html.contains("決定「次回見直し 令和8年7月」"));
    let html = fs::read_to_string(town.join("2026-06/out/progress.html")).unwrap();
    assert!(html.contains("朝ごはんを食べていない日がある"));
    // A day that nobody can read is told, and the rest of its row is used.
    let problems: Vec<Value> = fs::read_to_string(town.join("2026-06/out/month.jsonl"))
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["kind"] == "problem" && line["field"] == "extra_meeting")
        .collect();
    assert_eq!(problems.len(), 1, "{problems:?}");
}
