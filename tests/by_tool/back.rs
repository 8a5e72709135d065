//! Papers that come back: filled in, sorted, copied and saved again by LibreOffice. The workbooks
//! in tests/back were made by tests/back/make.py, which also says what must come of them.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, open_workbook_auto};
use mimamori_paper::{RowKey, layout};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::util::{Ran, root, run_in, run_with};

fn here() -> PathBuf {
    root().join("tests/back")
}

/// A town with the papers of tests/back in its in folder.
fn town(papers: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("town")).unwrap();
    fs::create_dir_all(folder.path().join("2026-07/in")).unwrap();
    for entry in fs::read_dir(here().join("town")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(
            entry.path(),
            folder.path().join("town").join(entry.file_name()),
        )
        .unwrap();
    }
    for paper in papers {
        take(folder.path(), paper);
    }
    folder
}

fn take(folder: &Path, paper: &str) {
    let from = here().join("files").join(paper);
    fs::copy(from, folder.join("2026-07/in").join(paper)).unwrap();
}

fn import(folder: &Path) -> Ran {
    let arguments = "-c town/import.toml --today 2026-07-01 2026-07/in";
    run_in(folder, "import", arguments, "").ok()
}

/// The line without what is the same in all of them.
fn without(line: &Value, keys: &[&str]) -> Value {
    let mut line = line.clone();
    for key in keys {
        line.as_object_mut().unwrap().remove(*key);
    }
    line
}

/// Problems with places in the only paper written `row` alone.
fn problems(ran: &Ran) -> Vec<Value> {
    let all = ran.lines("problem");
    all.iter()
        .map(|problem| {
            let mut problem = without(problem, &["kind", "source", "path"]);
            if let Some(records) = problem.get_mut("records") {
                let rows = records.as_array().unwrap().iter().map(|record| {
                    let row = record.as_str().unwrap().rsplit('/').next().unwrap();
                    json!(row.parse::<u32>().unwrap())
                });
                *records = rows.collect();
            }
            problem
        })
        .collect()
}

fn of_papers(ran: &Ran) -> Vec<Value> {
    let sources = ran.lines("source").into_iter();
    sources
        .filter(|source| source["paper"].is_object())
        .collect()
}

#[test]
fn each_paper_comes_back_as_what_was_typed_whatever_was_done_to_its_rows() {
    let text = fs::read_to_string(here().join("expected.json")).unwrap();
    let expected: serde_json::Map<String, Value> = serde_json::from_str(&text).unwrap();
    let files = fs::read_dir(here().join("files")).unwrap().count();
    assert_eq!(files, expected.len());
    for (paper, expected) in &expected {
        let folder = town(&[paper]);
        let ran = import(folder.path());
        let records: Vec<Value> = ran
            .lines("record")
            .iter()
            .map(|record| without(record, &["kind", "dataset", "source"]))
            .collect();
        assert_eq!(json!(records), expected["records"], "{paper}");
        assert_eq!(json!(problems(&ran)), expected["problems"], "{paper}");
        let sources = of_papers(&ran);
        if expected["dataset"].is_null() {
            assert!(sources.is_empty(), "{paper}");
            continue;
        }
        let [source] = sources.as_slice() else {
            panic!("{paper}: {sources:?}");
        };
        assert_eq!(source["dataset"], expected["dataset"], "{paper}");
        assert_eq!(source["rows"], json!(records.len()), "{paper}");
        assert_eq!(source["rows_unread"], expected["rows_unread"], "{paper}");
        let cells = &source["cells"];
        let sum: u64 = ["fields", "structure", "left_out", "problems"]
            .iter()
            .map(|part| cells[part].as_u64().unwrap())
            .sum();
        assert_eq!(cells["held"], json!(sum), "{paper}");
        let datasets = ran.lines("dataset");
        let told = datasets
            .iter()
            .find(|line| line["name"] == expected["dataset"]);
        assert_eq!(told.unwrap()["per"], "event", "{paper}");
        assert_eq!(told.unwrap()["closed"], false, "{paper}");
    }
}

/// What the container counts against what openpyxl-made CSV holds: nothing is counted twice.
#[test]
fn the_cells_of_a_paper_are_those_of_its_csv() {
    let folder = town(&["filled.csv"]);
    let ran = import(folder.path());
    let held = of_papers(&ran)[0]["cells"]["held"].as_u64().unwrap();
    let text = fs::read_to_string(here().join("files/filled.csv")).unwrap();
    let mut count = 0;
    let (mut quoted, mut blank) = (false, true);
    for letter in text.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => {
                count += u64::from(!blank);
                blank = true;
            }
            '\u{FEFF}' | '\r' => {}
            letter => blank &= letter.is_whitespace(),
        }
    }
    assert_eq!(held, count);
}

#[test]
fn a_paper_that_nobody_filled_in_says_nothing_and_is_no_problem() {
    let folder = town(&[]);
    let month = fs::read(here().join("month.jsonl")).unwrap();
    let lists = fs::read(here().join("lists.jsonl")).unwrap();
    let agenda = "-q -c town/meetings.toml --meeting monthly --xlsx 2026-07/in/agenda.xlsx -o out";
    run_in(folder.path(), "agenda", agenda, month).ok();
    let review = "-q -c town/match.toml --review 2026-07/in/review.xlsx -o out";
    run_in(folder.path(), "match", review, lists).ok();
    for lang in ["ja", "en"] {
        let more = format!("{agenda} --lang {lang}");
        let month = fs::read(here().join("month.jsonl")).unwrap();
        run_in(folder.path(), "agenda", &more, month).ok();
        let ran = import(folder.path());
        assert!(ran.lines("record").is_empty());
        assert!(!ran.err.contains("read from papers"), "{}", ran.err);
        assert!(
            ran.lines("problem").is_empty(),
            "{:?}",
            ran.lines("problem")
        );
        let papers = of_papers(&ran);
        assert_eq!(papers.len(), 2);
        for paper in papers {
            assert_eq!(
                (&paper["state"], &paper["rows"]),
                (&json!("read"), &json!(0))
            );
            assert_eq!(paper["cells"]["structure"], paper["cells"]["held"]);
        }
    }
}

#[test]
fn the_same_paper_in_two_files_counts_once() {
    let folder = town(&["filled.xlsx", "sorted.ods"]);
    let ran = import(folder.path());
    assert_eq!(ran.lines("record").len(), 5);
    let told = "read from papers that came back: decisions of meetings 5";
    assert!(ran.err.contains(told), "{}", ran.err);
    let problems = ran.lines("problem");
    assert!(problems.iter().all(|line| line["code"] == "key-repeated"));
    assert_eq!(problems.len(), 5);
    for problem in &problems {
        let records = problem["records"].as_array().unwrap();
        let files: Vec<&str> = records
            .iter()
            .map(|record| record.as_str().unwrap())
            .collect();
        assert_ne!(files[0].split('.').next(), files[1].split('.').next());
    }
}

#[test]
fn a_copy_beside_the_original_is_told_once() {
    let folder = town(&["filled.xlsx"]);
    let paper = folder.path().join("2026-07/in/filled.xlsx");
    fs::copy(
        &paper,
        folder.path().join("2026-07/in/filled - コピー.xlsx"),
    )
    .unwrap();
    let ran = import(folder.path());
    assert_eq!(ran.lines("record").len(), 5);
    let told = "read from papers that came back: decisions of meetings 5";
    assert!(ran.err.contains(told), "{}", ran.err);
    assert!(ran.err.contains("0 problems, 1 note"), "{}", ran.err);
    assert_eq!(problems(&ran), [json!({"code": "file-copied"})]);
    let mut rows: Vec<Value> = of_papers(&ran).iter().map(|s| s["rows"].clone()).collect();
    rows.sort_by_key(ToString::to_string);
    assert_eq!(rows, [0, 5]);
}

#[test]
fn two_files_that_disagree_about_a_row_leave_it_undecided() {
    // The decision about one child is another one there, and two rows were never read.
    let folder = town(&["filled.xlsx", "merged.xlsx"]);
    let ran = import(folder.path());
    let mut decided: Vec<Value> = ran
        .lines("record")
        .iter()
        .map(|r| r["person"].clone())
        .collect();
    decided.sort_by_key(ToString::to_string);
    let others = [1, 3, 4, 6].map(|n| json!(format!("p-k7q2-{n:06}")));
    let conflicts = ran
        .lines("problem")
        .into_iter()
        .filter(|p| p["code"] == "key-conflict");
    assert_eq!((decided.len(), conflicts.count()), (4, 2));
    assert_eq!(decided, others);
}

#[test]
fn a_row_whose_birth_date_was_changed_is_used_for_nobody() {
    let folder = town(&[]);
    let text = fs::read_to_string(here().join("files/filled.csv")).unwrap();
    assert_eq!(text.matches("平成29年5月3日").count(), 1);
    let changed = text.replace("平成29年5月3日", "平成29年5月4日");
    fs::write(folder.path().join("2026-07/in/agenda.csv"), changed).unwrap();
    let ran = import(folder.path());
    assert_eq!(ran.lines("record").len(), 4);
    assert_eq!(problems(&ran)[0]["code"], "key-mismatch");
    assert!(!ran.err.contains("海野"), "no names in messages");
}

#[test]
fn decisions_of_a_meeting_stand_on_the_next_paper() {
    let folder = town(&["filled.ods"]);
    let month = fs::read(here().join("month.jsonl")).unwrap();
    let kept = String::from_utf8(month).unwrap();
    // The month before, with the numbers that match keeps.
    let kept = kept.replace(
        r#""program": "mimamori-flag", "version": "0.1.0", "today": "2026-06-01"}"#,
        r#""program": "mimamori-match", "version": "0.1.0", "today": "2026-06-01", "next": {"person": 8, "household": 7}}"#,
    );
    fs::write(folder.path().join("before.jsonl"), kept).unwrap();
    let stream = import(folder.path()).out;
    let matched = run_in(
        folder.path(),
        "match",
        "-q -c town/match.toml --before before.jsonl",
        stream,
    )
    .ok();
    let person = |number: u32| {
        let id = format!("p-k7q2-{number:06}");
        matched
            .lines("person")
            .into_iter()
            .find(|p| p["id"] == json!(id))
            .unwrap()
    };
    for (number, decision) in [
        (1, "continue"),
        (2, "watch"),
        (3, "discuss"),
        (4, "close"),
        (6, "not-eligible"),
    ] {
        let records = person(number)["records"].clone();
        let decisions: Vec<&Value> = records
            .as_array()
            .unwrap()
            .iter()
            .map(|r| &r["decision"])
            .collect();
        assert_eq!(decisions, [&json!(decision)], "{number}");
    }
    // The namesake of whom nothing was decided has none.
    assert_eq!(person(5)["records"], json!([]));
    let arguments = [
        "-q",
        "-c",
        "town/meetings.toml",
        "--meeting",
        "monthly",
        "--html",
        "next.html",
        "-o",
        "next.jsonl",
    ];
    let flagged = matched.out.clone();
    run_with(folder.path(), "agenda", &arguments, flagged).ok();
}

#[test]
fn answers_about_rows_that_are_gone_pass_and_are_told() {
    let folder = town(&["review.xlsx"]);
    let stream = import(folder.path()).out;
    let matched = run_in(folder.path(), "match", "-c town/match.toml", stream).ok();
    assert_eq!(matched.lines("record").len(), 2);
    let found = matched.lines("problem");
    let codes: Vec<&Value> = found.iter().map(|problem| &problem["code"]).collect();
    let gone = "answer-row-gone";
    assert_eq!(codes, ["key-mismatch", "rows-deleted", gone, gone]);
    assert!(
        matched.err.contains("0 records of nobody"),
        "{}",
        matched.err
    );
}

/// One month of the practice town, through all programs up to the agenda.
fn month(folder: &Path, month: &str, today: &str, before: &str) {
    fs::create_dir_all(folder.join(month).join("out")).unwrap();
    let mut stream = String::new();
    let ins = match before {
        "" => "2026-05/in",
        _ => "2026-05/in 2026-06/in",
    };
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
            format!(
                "-q --lang ja -c town/meetings.toml --meeting monthly {before} --xlsx {month}/out/agenda.xlsx"
            ),
        ),
    ] {
        stream = run_in(folder, program, &line, stream).ok().out;
    }
    fs::write(folder.join(month).join("out/month.jsonl"), stream).unwrap();
}

fn lines(folder: &Path, month: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder.join(month).join("out/month.jsonl")).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

/// The sheet of a paper as CSV, with these words written into the rows of these keys, and its
/// rows: the key and the cells of each.
pub(super) fn written(
    paper: &Path,
    sheet: &str,
    words: &[(&str, &[(&str, &str)])],
) -> (String, Vec<(String, Vec<String>)>) {
    let mut book = open_workbook_auto(paper).unwrap();
    let sheet = book.worksheet_range(sheet).unwrap();
    let text = |row: u32, column: u32| match sheet.get_value((row, column)) {
        None | Some(Data::Empty) => None,
        Some(value) => Some(value.to_string()),
    };
    let (height, width) = sheet.get_size();
    let layout = layout((height as u32, width as u32), text).unwrap();
    let mut csv = String::new();
    let mut rows = Vec::new();
    for row in 0..height as u32 {
        let key = text(row, layout.key_column).map(|key| RowKey::from_cell(&key));
        let key = match &key {
            Some(RowKey::Keyed { key, .. }) if row > layout.field_row => key.as_str(),
            _ => "",
        };
        let said = words.iter().find(|(of, _)| *of == key);
        let mut cells = Vec::new();
        for column in 0..width as u32 {
            let field = layout.fields.get(&column).map_or("", String::as_str);
            let word = said.and_then(|(_, words)| words.iter().find(|word| word.0 == field));
            let cell = match word {
                Some((_, word)) => (*word).to_owned(),
                None => text(row, column).unwrap_or_default(),
            };
            csv += &format!("\"{}\",", cell.replace('"', "\"\""));
            cells.push(cell);
        }
        csv.push('\n');
        if !key.is_empty() {
            rows.push((key.to_owned(), cells));
        }
    }
    (csv, rows)
}

#[test]
fn what_a_meeting_decided_counts_for_flags_due_dates_and_the_next_agenda() {
    let town = tempfile::tempdir().unwrap();
    let folder = town.path();
    run_in(folder, "sample", "-q . --children 60 --seed 4", "").ok();
    month(folder, "2026-05", "2026-06-01", "");
    let may = lines(folder, "2026-05");
    let items = may.iter().filter(|line| line["kind"] == "item");
    let because = |start: &str| -> Vec<String> {
        let alone = items.clone().filter(|item| {
            let because = item["because"].as_array().unwrap();
            because.len() == 1 && because[0].as_str().unwrap().starts_with(start)
        });
        alone
            .map(|item| item["person"].as_str().unwrap().to_owned())
            .collect()
    };
    let candidates = because("flag:checkup");
    let (excluded, watched) = (&candidates[0], &candidates[1]);
    let planned = &because("due:plan-review")[0];
    let day = ("decided_on", "R8.6.10");
    let owner = |lines: &[Value], what: &str| {
        let mut dues = lines.iter().filter(|line| line["kind"] == "due");
        let due = dues.find(|due| due["person"] == json!(planned) && due["what"] == what);
        due.map(|due| due["owner"].clone())
    };
    let town_line = may.iter().find(|line| line["kind"] == "town").unwrap();
    let before_it = owner(&may, "plan-review").unwrap();
    let staff = town_line["staff"].as_array().unwrap().iter();
    let mut others = staff.filter(|one| one["name"] != before_it && one.get("to").is_none());
    let worker = others.next().unwrap()["name"].as_str().unwrap().to_owned();
    let words = [
        (
            excluded.as_str(),
            &[("decision", "対象外"), day, ("until", "R8.8.31")][..],
        ),
        (watched.as_str(), &[("decision", "見守り"), day]),
        (
            planned.as_str(),
            &[
                ("decision", "支援継続"),
                day,
                ("next_review", "令和8年11月"),
                ("stage", "進行管理"),
                ("worker", worker.as_str()),
                ("eligibility", "台帳に載せる"),
                ("extra_meeting", "R8.7.10"),
            ],
        ),
        (
            candidates[2].as_str(),
            &[
                ("roles", "学校が朝に声をかける"),
                ("recommendation", "子育て短期支援"),
                day,
            ],
        ),
    ];
    let agenda = folder.join("2026-05/out/agenda.xlsx");
    let csv = written(&agenda, "名簿", &words).0;
    fs::create_dir_all(folder.join("2026-06/in")).unwrap();
    fs::write(folder.join("2026-06/in/名簿.csv"), csv).unwrap();
    let before = "--before 2026-05/out/month.jsonl";
    month(folder, "2026-06", "2026-07-01", before);
    let june = lines(folder, "2026-06");
    let paper = june
        .iter()
        .find(|line| line["kind"] == "source" && line["paper"].is_object())
        .unwrap();
    // Who does what, and a recommendation, are something that was decided.
    assert_eq!(
        (&paper["rows"], &paper["rows_unread"]),
        (&json!(4), &json!(0))
    );
    let person = june.iter().find(|line| line["id"] == json!(candidates[2]));
    let records = person.unwrap()["records"].as_array().unwrap().iter();
    let said = records.clone().find(|r| r["source"] == paper["id"]);
    assert_eq!(said.unwrap()["roles"], "学校が朝に声をかける");
    assert_eq!(said.unwrap()["decided_on"], "2026-06-10");
    let about = |kind: &str, person: &str| -> Vec<&Value> {
        let lines = june.iter().filter(|line| line["kind"] == kind);
        lines
            .filter(|line| line["person"] == json!(person))
            .collect()
    };
    for (person, decision, until) in [
        (excluded, "not-eligible", "2026-08-31"),
        (watched, "watch", "2026-12-10"),
    ] {
        let mut fired = about("flag", person);
        fired.retain(|flag| flag["result"] == "fired");
        assert!(!fired.is_empty());
        for flag in fired {
            let known = &flag["known"];
            assert_eq!(
                (&known["by"], &known["since"], &known["until"]),
                (&json!(decision), &json!("2026-06-10"), &json!(until))
            );
            assert_eq!(known["evidence"][0]["source"], paper["id"]);
        }
        assert_eq!(about("item", person), Vec::<&Value>::new());
    }
    assert_eq!(owner(&june, "plan-review"), Some(json!(worker)));
    let extra = about("due", planned);
    let extra = extra
        .iter()
        .find(|due| due["what"] == "extra-meeting")
        .unwrap();
    assert_eq!(
        (&extra["due"], &extra["state"]),
        (&json!("2026-07-10"), &json!("this-month"))
    );
    let mut reviews = about("due", planned);
    reviews.retain(|due| due["what"] == "plan-review");
    // One for each of the child's plans.
    assert!(!reviews.is_empty());
    for review in reviews {
        assert_eq!(
            (&review["due"], &review["state"], &review["change"]),
            (&json!("2026-11"), &json!("later"), &json!("moved"))
        );
        assert_eq!(review["evidence"][0]["source"], paper["id"]);
    }
    assert_eq!(about("item", planned), Vec::<&Value>::new());
}

#[test]
fn a_decision_of_a_day_to_come_is_told_and_taken_to_be_of_the_day_of_the_paper() {
    let typed = fs::read_to_string(here().join("files/filled.csv")).unwrap();
    assert_eq!(typed.matches("R8.6.20").count(), 1);
    let folder = town(&[]);
    let paper = folder.path().join("2026-07/in/filled.csv");
    fs::write(paper, typed.replace("R8.6.20", "R9.6.20")).unwrap();
    let ran = import(folder.path());
    let records = ran.lines("record");
    let days = records.iter().map(|row| row["decided_on"].as_str());
    assert_eq!(days.collect::<Vec<_>>(), [Some("2026-06-01"); 5]);
    let told: Vec<Value> = problems(&ran).iter().map(|p| p["code"].clone()).collect();
    assert_eq!(told, ["date-out-of-range", "meeting-day-missing"]);
}
