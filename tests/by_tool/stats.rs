//! mimamori-stats as a person runs it.

use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::by_tool::stats_checker::puzzle;
use crate::town;
use crate::util::{Ran, root, run_in, run_with};

/// A child: birth date, sex, beginning of the address.
type Child = (&'static str, &'static str, &'static str);

const BIRTHS: [&str; 3] = ["2024-05-01", "2020-05-01", "2015-05-01"];
const SEXES: [&str; 2] = ["male", "female"];
const PLACES: [&str; 2] = ["みなと", "東"];

fn line(value: &Value) -> String {
    format!("{value}\n")
}

fn town_line(population: u64, series: &str) -> Value {
    json!({"kind": "town", "name": "ひなた町", "series": series, "population": population,
        "institutions": [{"name": "みなと小", "type": "elementary-school"}, {"name": "ひがし小", "type": "elementary-school"}],
        "staff": [], "calendar": []})
}

fn head(population: u64, series: &str, month: &str, today: &str) -> String {
    let source = |dataset: &str, columns: Value| {
        json!({"kind": "source", "id": format!("{dataset}.1"), "dataset": dataset,
            "path": format!("{month}/in/{dataset}.xlsx"), "state": "read", "rows": 1, "rows_unread": 0, "columns": columns})
    };
    [
        json!({"kind": "begin", "format": 1, "check": "こども家庭"}),
        json!({"kind": "run", "program": "mimamori-match", "version": "0.1.0", "today": today}),
        town_line(population, series),
        source(
            "residents",
            json!({"name": "A", "birth_date": "B", "sex": "C", "address": "D"}),
        ),
        source(
            "cases",
            json!({"case_no": "A", "category": "B", "stage": "C", "worker": "D"}),
        ),
    ]
    .iter()
    .map(line)
    .collect()
}

/// A stream of children who live alone on paper, `more` lines in each household.
fn stream_of(head: &str, children: &[Child], more: &str) -> String {
    let mut out = head.to_owned();
    for (number, (birth, sex, place)) in children.iter().enumerate() {
        let (person, household) = (format!("p-k7q2-{number:06}"), format!("h-k7q2-{number:06}"));
        let record = json!({"kind": "record", "dataset": "residents", "source": "residents.1", "row": number + 2,
            "name": "海野 そら", "birth_date": birth, "sex": sex, "address": format!("ひなた町{place}一丁目1番1号")});
        out += &line(&json!({"kind": "household", "id": household,
            "members": [{"person": person, "relation": "child"}]}));
        out += &line(
            &json!({"kind": "person", "id": person, "household": household, "name": "海野 そら",
            "birth_date": birth, "sex": sex, "records": [record]}),
        );
        out += &more
            .replace("PERSON", &person)
            .replace("HOUSEHOLD", &household);
    }
    out + "{\"kind\":\"end\",\"ok\":true}\n"
}

fn stream(children: &[Child]) -> String {
    stream_of(&head(12_000, "k7q2", "2026-05", "2026-06-01"), children, "")
}

/// So many children of each age, sex and place.
fn crowd(counts: &[usize]) -> Vec<Child> {
    let mut children = Vec::new();
    let mut kinds = Vec::new();
    for birth in BIRTHS {
        for sex in SEXES {
            for place in PLACES {
                kinds.push((birth, sex, place));
            }
        }
    }
    for (kind, count) in kinds.into_iter().zip(counts) {
        children.extend(std::iter::repeat_n(kind, *count));
    }
    children
}

const AGE: &str = r#"{ by = "age", bands = ["0-2", "3-8", "9-17"] }"#;
const DISTRICT: &str = r#"{ by = "district", groups = [
  { code = "m", ja = "みなと", en = "Minato", of = ["みなと"] }, { code = "h", ja = "ひがし", en = "Higashi", of = ["東"] }] }"#;

fn settings(least: u64, tables: &[(&str, &str, Option<&str>)]) -> String {
    let mut out = format!("[suppression]\nladder = [{{ from = 0, least = {least} }}]\n");
    for (id, rows, columns) in tables {
        out += &format!(
            "[[table]]\nid = \"{id}\"\ntitle = {{ ja = \"表\", en = \"{id}\" }}\naudiences = [\"public\", \"internal\"]\nwho = \"children\"\nrows = {rows}\n"
        );
        if let Some(columns) = columns {
            out += &format!("columns = {columns}\n");
        }
    }
    out
}

const SEX: &str = r#"{ by = "sex" }"#;

/// The three crossings of three fields.
fn crossings(least: u64) -> String {
    settings(
        least,
        &[
            ("age-sex", AGE, Some(SEX)),
            ("age-district", AGE, Some(DISTRICT)),
            ("sex-district", SEX, Some(DISTRICT)),
        ],
    )
}

fn folder(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tables.toml"), settings).unwrap();
    folder
}

fn stats(folder: &Path, more: &str, input: &str) -> Ran {
    run_in(folder, "stats", &format!("-c tables.toml {more}"), input)
}

fn cell(table: &Value, at: &[&str]) -> Value {
    let cells = table["cells"].as_array().unwrap();
    let found = cells.iter().find(|cell| cell["at"] == json!(at));
    let found = found.unwrap_or_else(|| panic!("no cell {at:?}"));
    found.get("count").or(found.get("mark")).unwrap().clone()
}

#[test]
fn only_tables_come_out_between_begin_and_end() {
    let folder = folder(&crossings(20));
    let ran = stats(
        folder.path(),
        "--audience public",
        &stream(&crowd(&[30; 12])),
    )
    .ok();
    let kinds: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["kind"].clone())
        .collect();
    assert_eq!(kinds, ["begin", "run", "table", "table", "table", "end"]);
    assert!(ran.out.is_ascii());
    let tables = ran.lines("table");
    assert_eq!(tables[0]["month"], "2026-05");
    assert_eq!(cell(&tables[0], &["0-2", "male"]), 60);
    assert_eq!(cell(&tables[0], &["total", "total"]), 360);
}

#[test]
fn small_counts_are_hidden_for_the_public_and_stand_in_internal_papers() {
    let folder = folder(&crossings(20));
    let children = stream(&crowd(&[3, 0, 40, 30, 50, 60, 70, 80, 35, 45, 55, 65]));
    let public = stats(folder.path(), "--audience public", &children).ok();
    assert_eq!(cell(&public.lines("table")[0], &["0-2", "male"]), "x");
    let internal = stats(
        folder.path(),
        "--audience internal --html internal.html",
        &children,
    )
    .ok();
    assert_eq!(cell(&internal.lines("table")[0], &["0-2", "male"]), 3);
    let html = fs::read_to_string(folder.path().join("internal.html")).unwrap();
    assert!(html.contains("not for publication"));
}

#[test]
fn flags_change_no_byte() {
    let folder = folder(&crossings(20));
    let counts = [3, 0, 40, 30, 50, 60, 70, 80, 35, 45, 55, 65];
    let head = head(12_000, "k7q2", "2026-05", "2026-06-01");
    let flag = "{\"kind\":\"flag\",\"household\":\"HOUSEHOLD\",\"person\":\"PERSON\",\"rule\":\"absence-no-contact\",\"result\":\"fired\",\"lane\":\"immediate\"}\n";
    for audience in ["public", "internal"] {
        let run = |name: &str, more: &str| {
            let papers = format!(
                "--audience {audience} --xlsx {name}.xlsx --html {name}.html --csv {name}.csv"
            );
            let out = stats(
                folder.path(),
                &papers,
                &stream_of(&head, &crowd(&counts), more),
            )
            .ok()
            .out;
            let read = |end: &str| fs::read(folder.path().join(format!("{name}.{end}"))).unwrap();
            (out, read("xlsx"), read("html"), read("csv"))
        };
        assert!(run("with", flag) == run("without", ""));
    }
}

#[test]
fn nothing_can_be_worked_out_of_two_hundred_small_towns() {
    let folder = folder(&crossings(3));
    let mut seed: u64 = 8_061;
    let mut next = |n: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) % n) as usize
    };
    let mut hidden = 0;
    for round in 0..200 {
        let counts: Vec<usize> = (0..12).map(|_| next(6)).collect();
        let ran = stats(
            folder.path(),
            "-q --audience public",
            &stream(&crowd(&counts)),
        )
        .ok();
        let tables = ran.lines("table");
        let same: &[&[&str]] = &[&["age-sex", "age-district", "sex-district"]];
        let puzzle = puzzle(&tables, same, counts.iter().sum::<usize>() as i64 + 6);
        hidden += puzzle.hidden.len();
        assert_eq!(puzzle.attack(3), [], "round {round}: {counts:?}");
    }
    assert!(hidden > 500, "{hidden} gaps are too few to learn from");
}

#[test]
fn nothing_can_be_worked_out_of_the_practice_town_and_half_is_published() {
    let folder = town::make(1000, 1);
    let stream = town::import(folder.path()).ok().out;
    let stream = run_in(folder.path(), "match", "-q -c town/match.toml", stream)
        .ok()
        .out;
    let shipped = root().join("crates/sample/town/tables.toml");
    let config = shipped.to_str().unwrap();
    let arguments = [
        "-c",
        config,
        "--audience",
        "public",
        "--xlsx",
        "statistics.xlsx",
    ];
    let ran = run_with(folder.path(), "stats", &arguments, stream).ok();
    let tables = ran.lines("table");
    assert!(tables.len() >= 4);
    let crossed = tables
        .iter()
        .filter(|t| t["dimensions"].as_array().unwrap().len() == 2);
    assert!(crossed.count() >= 1);

    let cells: Vec<&Value> = tables
        .iter()
        .flat_map(|t| t["cells"].as_array().unwrap())
        .collect();
    let shown = cells.iter().filter(|cell| cell["count"].is_u64()).count();
    assert!(2 * shown >= cells.len(), "{shown} of {}", cells.len());
    assert!(
        cells
            .iter()
            .all(|c| c["count"].as_u64().is_none_or(|n| n == 0 || n >= 20))
    );
    // ひがし小 has sent no attendance in May: its pupils are not counted as present.
    let absence = tables
        .iter()
        .find(|t| t["id"] == "absence-school-type")
        .unwrap();
    assert_eq!(cell(absence, &["0", "elementary-school"]), "…");
    assert_eq!(cell(absence, &["0", "total"]), "…");

    let same: &[&[&str]] = &[&["children-age-sex", "children-age-district"]];
    assert_eq!(puzzle(&tables, same, 1100).attack(20), []);
    // The workbook says the same as the lines, and nothing else.
    let mut book: Xlsx<_> = open_workbook(folder.path().join("statistics.xlsx")).unwrap();
    for (at, table) in tables.iter().enumerate() {
        let sheet = book.worksheet_range_at(at + 1).unwrap().unwrap();
        let mut printed: Vec<String> = Vec::new();
        for row in sheet.rows().skip(3) {
            for value in &row[1..] {
                match value {
                    Data::Float(n) => printed.push(format!("{n}")),
                    Data::String(s) if ["x", "…", "-"].contains(&s.as_str()) => {
                        printed.push(s.clone())
                    }
                    _ => {}
                }
            }
        }
        let cells = table["cells"].as_array().unwrap().iter();
        let lines: Vec<String> = cells
            .map(|c| match c["count"].as_u64() {
                Some(count) => count.to_string(),
                None => c["mark"].as_str().unwrap().to_owned(),
            })
            .collect();
        assert_eq!(printed, lines, "{}", table["id"]);
    }
}

#[test]
fn the_shipped_internal_tables_run() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = root().join("crates/sample/town/tables.toml");
    let arguments = ["-c", shipped.to_str().unwrap(), "--audience", "internal"];
    let ran = run_with(folder.path(), "stats", &arguments, stream(&crowd(&[2; 12]))).ok();
    let tables = ran.lines("table");
    assert!(tables.iter().any(|t| t["id"] == "workload"));
    // No list of plans has arrived: nothing is said to be zero.
    let plans = tables.iter().find(|t| t["id"] == "plan-review").unwrap();
    assert!(
        plans["cells"]
            .as_array()
            .unwrap()
            .iter()
            .all(|c| c["mark"] == "…")
    );
}

#[test]
fn under_two_thousand_inhabitants_no_count_is_published() {
    let plain = crossings(20).lines().skip(2).collect::<Vec<_>>().join("\n");
    let folder = folder(&plain);
    let head = head(1_999, "k7q2", "2026-05", "2026-06-01");
    let input = stream_of(&head, &crowd(&[30; 12]), "");
    let ran = stats(
        folder.path(),
        "--audience public --xlsx s.xlsx --exit-code",
        &input,
    );
    assert_eq!(ran.status, Some(1));
    assert!(ran.lines("table").is_empty());
    assert!(folder.path().join("s.xlsx").exists());
    assert!(
        stats(folder.path(), "--audience internal", &input)
            .ok()
            .lines("table")
            .len()
            == 3
    );
}

#[test]
fn two_months_hide_the_same_cells() {
    let folder = folder(&settings(10, &[("age-sex", AGE, Some(SEX))]));
    let months = [
        (
            "may.jsonl",
            "2026-05",
            "2026-06-01",
            [5, 0, 30, 0, 20, 0, 40, 0, 50, 0, 60, 0],
        ),
        (
            "april.jsonl",
            "2026-04",
            "2026-05-01",
            [25, 0, 30, 0, 20, 0, 40, 0, 50, 0, 4, 0],
        ),
    ];
    for (file, month, day, counts) in months {
        let stream = stream_of(&head(12_000, "k7q2", month, day), &crowd(&counts), "");
        fs::write(folder.path().join(file), stream).unwrap();
    }
    let ran = stats(folder.path(), "--audience public may.jsonl april.jsonl", "").ok();
    let tables = ran.lines("table");
    assert_eq!(tables.len(), 2);
    assert_eq!(
        (&tables[0]["month"], &tables[1]["month"]),
        (&json!("2026-04"), &json!("2026-05"))
    );
    let gaps = |table: &Value| -> Vec<bool> {
        table["cells"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["mark"] == "x")
            .collect()
    };
    assert_eq!(gaps(&tables[0]), gaps(&tables[1]));
}

#[test]
fn the_same_month_twice_exits_3() {
    let folder = folder(&crossings(20));
    for file in ["a.jsonl", "b.jsonl"] {
        fs::write(folder.path().join(file), stream(&crowd(&[30; 12]))).unwrap();
    }
    let ran = stats(folder.path(), "--audience public a.jsonl b.jsonl", "").fails(3);
    assert!(ran.err.contains("2026-05"));
}

#[test]
fn another_town_exits_3() {
    let folder = folder(&crossings(20));
    fs::write(folder.path().join("a.jsonl"), stream(&crowd(&[30; 12]))).unwrap();
    let other = stream_of(&head(12_000, "zzzz", "2026-04", "2026-05-01"), &[], "");
    fs::write(folder.path().join("b.jsonl"), other).unwrap();
    stats(folder.path(), "--audience public a.jsonl b.jsonl", "").fails(3);
}

#[test]
fn a_cut_stream_exits_4_and_writes_no_paper() {
    let folder = folder(&crossings(20));
    let whole = stream(&crowd(&[30; 12]));
    let cut = &whole[..whole.len() - 24];
    let ran = stats(
        folder.path(),
        "--audience public --xlsx s.xlsx --csv s.csv",
        cut,
    )
    .fails(4);
    assert!(ran.out.lines().last().unwrap().contains("\"ok\":false"));
    assert!(!folder.path().join("s.xlsx").exists() && !folder.path().join("s.csv").exists());
}

#[test]
fn wrong_settings_point_at_the_place() {
    let wrong = [
        (
            crossings(20).replace("\"sex\" }", "\"sexx\" }"),
            "did you mean",
        ),
        (crossings(20).replace("0-2", "2-0"), "this is no band"),
        (crossings(20).replace("3-8", "1-8"), "overlaps"),
        (
            crossings(20).replace(SEX, "{ by = \"stage\" }"),
            "no such field",
        ),
        (
            crossings(20).replace("age-sex", "age-district"),
            "two tables",
        ),
        (
            crossings(20)
                .replace("children", "open-cases")
                .replace(SEX, "{ by = \"worker\" }"),
            "cannot be public",
        ),
    ];
    for (settings, says) in wrong {
        let folder = folder(&settings);
        let ran = stats(folder.path(), "--audience public", "").fails(2);
        assert!(
            ran.err.contains(says) && ran.err.contains("tables.toml"),
            "{}",
            ran.err
        );
    }
    let folder = folder(&crossings(20));
    stats(folder.path(), "--audience council", "").fails(2);
}

#[test]
fn a_table_that_cannot_be_made_safe_is_not_written_and_says_what_to_join() {
    let folder = folder(&settings(
        20,
        &[("small", AGE, Some(SEX)), ("large", SEX, None)],
    ));
    let input = stream(&crowd(&[1, 2, 0, 3, 1, 1, 2, 0, 1, 1, 2, 1]));
    let ran = stats(folder.path(), "--audience public --exit-code", &input);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.lines("table").is_empty());
    assert!(
        ran.err.contains("table small (2026-05) is not written") && ran.err.contains("join"),
        "{}",
        ran.err
    );
}

#[test]
fn no_paper_names_anybody_and_hidden_bars_are_hatched() {
    let folder = folder(&settings(20, &[("age-sex", AGE, Some(SEX))]));
    let input = stream(&crowd(&[3, 0, 2, 0, 50, 60, 70, 80, 35, 45, 55, 65]));
    stats(
        folder.path(),
        "--audience public --html s.html --csv s.csv",
        &input,
    )
    .ok();
    let html = fs::read_to_string(folder.path().join("s.html")).unwrap();
    let csv = fs::read_to_string(folder.path().join("s.csv")).unwrap();
    for text in [&html, &csv] {
        assert!(!text.contains("海野") && !text.contains("p-k7q2") && !text.contains("丁目"));
    }
    assert!(html.contains("url(#hatch"));
    // Descriptions of charts are their titles and say no number but the table's and the month's.
    for label in html.split("aria-label=\"").skip(1) {
        let label = label.split('"').next().unwrap();
        assert!(label.starts_with("Table "), "{label}");
    }
    assert!(csv.starts_with('\u{feff}') && csv.lines().count() == 1 + 12);
}

#[test]
fn the_same_table_twice_has_the_same_gaps_and_a_coarser_one_gives_none_away() {
    let wide = r#"{ by = "age", bands = ["0-8", "9-17"] }"#;
    let tables = [
        ("one", AGE, Some(SEX)),
        ("again", AGE, Some(SEX)),
        ("wide", wide, Some(SEX)),
    ];
    let folder = folder(&settings(10, &tables));
    let input = stream(&crowd(&[3, 0, 40, 0, 50, 0, 70, 0, 35, 0, 55, 0]));
    let ran = stats(folder.path(), "--audience public", &input).ok();
    let tables = ran.lines("table");
    assert_eq!(tables[0]["cells"], tables[1]["cells"]);
    let same: &[&[&str]] = &[&["one", "again", "wide"]];
    assert_eq!(puzzle(&tables, same, 300).attack(10), []);
}

#[test]
fn impossible_is_a_mark_and_a_missing_list_is_another() {
    let types = r#"{ by = "school-type" }"#;
    let folder = folder(&settings(10, &[("t", AGE, Some(types))]));
    let input = stream(&crowd(&[20, 0, 20, 0, 20, 0, 20, 0, 20, 0, 20, 0]));
    let table = &stats(folder.path(), "--audience public", &input)
        .ok()
        .lines("table")[0];
    // Nobody of two years goes to school; of those who are eleven no register tells.
    assert_eq!(cell(table, &["0-2", "junior-high-school"]), "-");
    assert_eq!(cell(table, &["9-17", "elementary-school"]), "…");
    assert_eq!(cell(table, &["total", "elementary-school"]), "…");
    assert_eq!(cell(table, &["9-17", "total"]), 40);
}

#[test]
fn hidden_zeros_look_like_other_gaps() {
    let settings = crossings(10).replace("[suppression]", "[suppression]\nzeros = \"hide\"");
    let folder = folder(&settings);
    let input = stream(&crowd(&[0, 0, 40, 30, 50, 60, 70, 80, 35, 45, 55, 65]));
    let table = &stats(folder.path(), "--audience public", &input)
        .ok()
        .lines("table")[0];
    assert_eq!(cell(table, &["0-2", "male"]), "x");
    let cells = table["cells"].as_array().unwrap();
    assert!(cells.iter().all(|cell| cell["count"] != 0));
}
