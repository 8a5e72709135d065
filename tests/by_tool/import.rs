//! mimamori-import, as a clerk uses it and as departments go wrong.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::util::workbook::{row, text, workbook};
use crate::util::{Ran, run_in};

pub(super) const MAPPING: &str = r#"
[[list]]
dataset = "residents"
files = ["住民課/住民*"]
sheets = ["名簿"]
skip_sheets = ["記入例"]
as_of = ["title", "month-end"]
closed = true
expected = [{}]
provider = "住民課"
purpose = "支援"
basis = "法"
decided = 2025-03-10

[list.fields]
resident_no = { label = "宛名番号", width = 6 }
name = { label = "氏名" }
birth_date = { label = "生年月日" }

[[list]]
dataset = "attendance"
files = ["*/出欠*"]
institution = ["folder"]
month = ["file"]
as_of = ["month-end"]
closed = true
expected = [{ types = ["elementary-school"], from = "2026-04" }]
provider = "学校"
purpose = "支援"
basis = "法"
decided = 2025-03-10

[list.fields]
name = { label = "氏名" }
days = { day_columns = true, blank = "present", codes = { "病" = "absent-ill" } }
"#;

/// A town with two schools and nothing delivered yet.
pub(super) fn town() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "town/import.toml", MAPPING);
    put(
        folder.path(),
        "town/town.toml",
        "name = \"ためし町\"\npopulation = 5000\ninstitutions = \"機関.csv\"\nstaff = \"職員.csv\"\ncalendar = \"暦.csv\"\n",
    );
    put(
        folder.path(),
        "town/機関.csv",
        "名称,種別,別名,住所\nみなと小,小学校,みなと小学校、港小,本町1\nひがし小,小学校,,東町2\n",
    );
    put(
        folder.path(),
        "town/職員.csv",
        "氏名,役割,所属,から,まで\n大空 みどり,統括支援員,児童福祉,R6.4.1,\n",
    );
    put(
        folder.path(),
        "town/暦.csv",
        "機関,から,まで,区分,備考\n全校,R8.4.1,R8.4.7,休業,春休み\nみなと小,2026/5/23,,授業日,運動会\n",
    );
    folder
}

pub(super) fn put(folder: &Path, path: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

pub(super) fn import(folder: &Path) -> Ran {
    run_in(
        folder,
        "import",
        "-c town/import.toml --today 2026-06-01 2026-05/in",
        "",
    )
}

pub(super) fn headings(number: u32) -> String {
    let cells = ["宛名番号", "氏名", "生年月日"];
    let cells: Vec<String> = ["A", "B", "C"]
        .iter()
        .zip(cells)
        .map(|(column, label)| text(&format!("{column}{number}"), label))
        .collect();
    row(
        number,
        &cells.iter().map(String::as_str).collect::<Vec<_>>(),
    )
}

fn residents() -> Vec<u8> {
    let rows = [
        row(1, &[&text("A1", "住民記録（令和8年5月31日現在）")]),
        headings(3),
        row(
            4,
            &[
                "<c r=\"A4\"><v>85</v></c>",
                &text("B4", "空野　ひなた"),
                "<c r=\"C4\" s=\"1\"><v>42858</v></c>",
            ],
        ),
        row(
            5,
            &[
                &text("A5", "000086"),
                &text("B5", "星田 みなと"),
                &text("C5", "平成31年5月1日"),
            ],
        ),
        row(
            6,
            &[
                &text("A6", "000087"),
                "<c r=\"B6\"><f>X1</f></c>",
                "<c r=\"C6\" t=\"e\"><v>#N/A</v></c>",
            ],
        ),
        row(7, &[&text("B7", "計"), "<c r=\"C7\"><v>3</v></c>"]),
    ];
    let example = row(1, &[&text("A1", "書き方")]);
    workbook(&[
        ("名簿", &rows.concat(), ""),
        ("記入例", &example, ""),
        ("Sheet3", "", ""),
    ])
}

pub(super) fn problems(ran: &Ran) -> Vec<String> {
    let field = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap_or("-").to_owned();
    ran.lines("problem")
        .iter()
        .map(|line| {
            let row = line["row"]
                .as_u64()
                .map_or("-".to_owned(), |row| row.to_string());
            format!("{} {}{}", field(line, "code"), field(line, "column"), row)
        })
        .collect()
}

#[test]
fn a_workbook_becomes_records_problems_and_a_source_in_this_order() {
    let town = town();
    put(town.path(), "2026-05/in/住民課/住民.xlsx", residents());
    let ran = import(town.path()).ok();
    let kinds: Vec<String> = ran
        .out
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["kind"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "begin", "run", "town", "dataset", "dataset", "record", "record", "problem", "record",
            "problem", "problem", "problem", "source", "end"
        ]
    );
    let records = ran.lines("record");
    assert_eq!(records[0]["resident_no"], "000085");
    assert_eq!(records[0]["birth_date"], "2017-05-03");
    assert_eq!(records[1]["birth_date"], serde_json::Value::Null);
    assert_eq!(
        problems(&ran),
        [
            "date-era-overflow C5",
            "formula-no-value B6",
            "error-cell C6",
            "zeros-restored A4"
        ]
    );
    let source = &ran.lines("source")[0];
    assert_eq!(source["path"], "2026-05/in/住民課/住民.xlsx");
    assert_eq!(source["as_of"], "2026-05-31");
    // One title, three headings, two cells of the total row; nine cells of three children.
    assert_eq!(
        source["cells"].to_string(),
        r#"{"held":15,"fields":6,"structure":6,"left_out":0,"problems":3}"#
    );
    assert!(ran.out.is_ascii());
    assert!(
        ran.err
            .contains("cells 15 = fields 6 + structure 6 + left out 0 + problems 3"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("files 1 = read 1 + problems 0 + skipped 0"),
        "{}",
        ran.err
    );
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_order_of_operands() {
    let town = town();
    put(town.path(), "2026-05/in/住民課/住民.xlsx", residents());
    put(
        town.path(),
        "2026-05/in/みなと小/出欠4月.csv",
        "氏名,8,9\n空野,病,\n",
    );
    let arguments = "-q -c town/import.toml --today 2026-06-01 2026-05/in/みなと小 2026-05/in";
    let one = run_in(town.path(), "import", arguments, "").ok();
    assert_eq!(
        one.out,
        run_in(
            town.path(),
            "import",
            "-q -c town/import.toml --today 2026-06-01 2026-05/in",
            ""
        )
        .ok()
        .out
    );
    assert_eq!(one.err, "");
}

#[test]
fn the_town_line_tells_what_the_three_tables_say() {
    let town = town();
    put(town.path(), "2026-05/in/住民課/住民.xlsx", residents());
    put(town.path(), "2026-04/out/month.jsonl", "");
    put(town.path(), "2026-05/out/month.jsonl", "");
    let ran = import(town.path()).ok();
    let line = &ran.lines("town")[0];
    assert_eq!(
        (&line["name"], &line["population"], &line["earlier"]),
        (&"ためし町".into(), &5000.into(), &"2026-04".into())
    );
    assert_eq!(
        line["institutions"][0]["aliases"].to_string(),
        r#"["みなと小学校","港小"]"#
    );
    assert_eq!(line["staff"][0]["role"], "coordinator");
    assert_eq!(
        line["calendar"].to_string(),
        r#"[{"from":"2026-04-01","to":"2026-04-07","open":false},{"institution":"みなと小","from":"2026-05-23","to":"2026-05-23","open":true}]"#
    );
    let series = fs::read_to_string(town.path().join("town/series.toml")).unwrap();
    assert!(series.contains(line["series"].as_str().unwrap()));
}

#[test]
fn what_has_not_arrived_is_printed_by_school_and_month() {
    let town = town();
    for month in [4, 5] {
        put(
            town.path(),
            &format!("2026-05/in/みなと小/出欠{month}月.csv"),
            "氏名,8,9\n空野,病,\n",
        );
    }
    put(
        town.path(),
        "2026-05/in/ひがし小/出欠4月.csv",
        "氏名,8,9\n星田,,\n",
    );
    let ran = import(town.path()).ok();
    let told: Vec<&str> = ran.err.lines().collect();
    let from = told
        .iter()
        .position(|line| line.contains("lists that arrived"));
    assert_eq!(
        told[from.unwrap()..][..7],
        [
            "mimamori-import: lists that arrived (○ rows, × missing)",
            "  residents   ×",
            "  attendance  2026-04  2026-05",
            "    みなと小  ○ 1     ○ 1",
            "    ひがし小  ○ 1     ×",
            "mimamori-import: lists to look after",
            "  residents: has not arrived",
        ],
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("\n  attendance ひがし小 2026-05: has not arrived\n"),
        "{}",
        ran.err
    );
    assert_eq!(ran.lines("record")[0]["days"].to_string(), "{}");
    let looked = run_in(
        town.path(),
        "import",
        "-q --exit-code -c town/import.toml --today 2026-06-01 2026-05/in",
        "",
    );
    assert_eq!(looked.status, Some(1));
}

#[test]
fn a_folder_without_lists_is_told_by_its_name() {
    let town = town();
    fs::create_dir_all(town.path().join("2026-05/in/住民課")).unwrap();
    put(town.path(), "2026-05/in/Thumbs.db", "x");
    let told = "the folder 2026-05/in holds no list";
    for line in [
        "-c town/import.toml --today 2026-06-01 2026-05/in",
        "--suggest 2026-05/in",
        "--profile 2026-05/in",
    ] {
        let ran = run_in(town.path(), "import", line, "").ok();
        assert_eq!(ran.err.matches(told).count(), 1, "{line}: {}", ran.err);
    }
    put(town.path(), "2026-05/in/住民課/住民.xlsx", residents());
    let ran = import(town.path()).ok();
    assert!(!ran.err.contains(told), "{}", ran.err);
}

#[test]
fn a_day_of_the_run_before_the_lists_is_told_with_the_newest_of_them() {
    let town = town();
    put(town.path(), "2026-05/in/住民課/住民.xlsx", residents());
    put(
        town.path(),
        "2026-05/in/みなと小/出欠5月.csv",
        "氏名,8\n空野,病\n",
    );
    let told = |today: &str| {
        let line = format!("-c town/import.toml --today {today} 2026-05/in");
        let err = run_in(town.path(), "import", &line, "").ok().err;
        err.contains("is before the lists").then_some(err)
    };
    let err = told("2026-04-30").unwrap();
    assert!(
        err.contains("--today 2026-04-30 is before the lists: 住民課/住民.xlsx is of 2026-05-31"),
        "{err}"
    );
    assert!(err.contains("(1 others too)"), "{err}");
    // The list of a month may come before its last day.
    for today in ["2026-05-01", "2026-05-31", "2026-06-01"] {
        assert_eq!(told(today), None, "{today}");
    }
}

#[test]
fn a_day_of_the_run_before_the_folder_is_told_where_no_list_names_a_day() {
    let day_of = |as_of: &str, today: &str| {
        let town = town();
        let mapping = MAPPING.replace("as_of = [\"title\", \"month-end\"]\n", as_of);
        let mapping = mapping.replace("sheets = [\"名簿\"]\n", "");
        put(town.path(), "town/import.toml", mapping);
        let list = "住民記録（令和8年4月20日現在）\n宛名番号,氏名,生年月日\n000085,空野,H29.5.3\n";
        put(town.path(), "2026-05/in/住民課/住民.csv", list);
        let line = format!("-c town/import.toml --today {today} 2026-05/in");
        let err = run_in(town.path(), "import", &line, "").ok().err;
        err.contains("is before the lists").then_some(err)
    };
    for as_of in ["", "as_of = [\"month-end\"]\n"] {
        let err = day_of(as_of, "2026-04-30").unwrap();
        assert!(
            err.contains("住民課/住民.csv is in the folder of 2026-05"),
            "{err}"
        );
        assert_eq!(day_of(as_of, "2026-05-01"), None);
    }
    // A list that names a day says by itself of when it is.
    assert_eq!(day_of("as_of = [\"title\"]\n", "2026-04-30"), None);
}

#[test]
fn a_damaged_workbook_is_a_problem_and_a_gap_and_the_others_are_read() {
    let town = town();
    let whole = residents();
    put(town.path(), "2026-05/in/住民課/住民.xlsx", &whole);
    put(
        town.path(),
        "2026-05/in/みなと小/出欠5月.xlsx",
        &whole[..whole.len() / 2],
    );
    let ran = import(town.path()).ok();
    assert!(problems(&ran).contains(&"file-unreadable --".to_owned()));
    assert_eq!(ran.lines("record").len(), 3);
    let sources = ran.lines("source");
    let gap = sources
        .iter()
        .find(|source| source["state"] == "unreadable")
        .unwrap();
    assert_eq!(
        (&gap["institution"], &gap["from"]),
        (&"みなと小".into(), &"2026-05-01".into())
    );
    assert!(
        ran.err
            .contains("files 2 = read 1 + problems 1 + skipped 0"),
        "{}",
        ran.err
    );
}

#[test]
fn every_damaged_byte_is_survived() {
    let town = town();
    let whole = residents();
    for (number, at) in (0..whole.len()).step_by(whole.len() / 60 + 1).enumerate() {
        let mut broken = whole.clone();
        broken[at] ^= 0xFF;
        put(
            town.path(),
            &format!("2026-05/in/住民課/住民{number}.xlsx"),
            broken,
        );
    }
    import(town.path()).ok();
}

#[test]
fn files_of_other_formats_say_what_to_do() {
    let town = town();
    put(
        town.path(),
        "2026-05/in/住民課/住民1.xls",
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
    );
    put(
        town.path(),
        "2026-05/in/住民課/住民2.xls",
        "%PDF-1.7\n%\u{e2}\u{e3}\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
    );
    put(town.path(), "2026-05/in/住民課/住民3.xlsx", "");
    let ran = import(town.path()).ok();
    assert_eq!(
        problems(&ran),
        ["file-format --", "file-format --", "file-empty --"]
    );
}

#[test]
fn what_no_pattern_names_is_a_problem_and_leftovers_are_counted() {
    let town = town();
    put(town.path(), "2026-05/in/住民課/住民.xlsx", residents());
    put(town.path(), "2026-05/in/メモ.txt", "氏名\n空野\n");
    put(town.path(), "2026-05/in/住民課/~$住民.xlsx", "x");
    put(town.path(), "2026-05/in/Thumbs.db", "x");
    let ran = import(town.path()).ok();
    assert!(
        ran.lines("problem")
            .iter()
            .any(|line| line["code"] == "file-unmapped" && line["path"] == "2026-05/in/メモ.txt")
    );
    assert!(
        ran.err
            .contains("files 4 = read 1 + problems 1 + skipped 2"),
        "{}",
        ran.err
    );
}

#[test]
fn a_renamed_sheet_is_missing_and_named() {
    let town = town();
    let rows = headings(1) + &row(2, &[&text("B2", "空野")]);
    put(
        town.path(),
        "2026-05/in/住民課/住民.xlsx",
        workbook(&[("住民", &rows, "")]),
    );
    let ran = import(town.path()).ok();
    assert_eq!(problems(&ran), ["sheet-missing --"]);
    put(
        town.path(),
        "2026-05/in/住民課/住民.xlsx",
        workbook(&[("名簿", &rows, ""), ("追加分", &rows, "")]),
    );
    let ran = import(town.path()).ok();
    let sheet = &ran.lines("problem")[0];
    assert_eq!(
        (&sheet["code"], &sheet["sheet"]),
        (&"sheet-unmapped".into(), &"追加分".into())
    );
}

#[test]
fn a_table_on_a_sheet_that_no_pattern_names_is_a_gap_and_a_page_of_text_is_none() {
    let town = town();
    let rows = headings(1) + &row(2, &[&text("B2", "空野")]);
    let page = row(1, &[&text("A1", "作成のしかた")]);
    put(
        town.path(),
        "2026-05/in/住民課/住民.xlsx",
        workbook(&[
            ("名簿", &rows, ""),
            ("転入者", &rows, ""),
            ("説明", &page, ""),
        ]),
    );
    let ran = import(town.path()).ok();
    assert_eq!(problems(&ran), ["sheet-unmapped --", "sheet-unmapped --"]);
    let sources = ran.lines("source");
    let told: Vec<_> = sources.iter().map(|s| (&s["sheet"], &s["state"])).collect();
    assert_eq!(
        told,
        [
            (&"名簿".into(), &"read".into()),
            (&"転入者".into(), &"unreadable".into())
        ]
    );
    assert_eq!(ran.lines("record").len(), 1);
    // Once it is known and not wanted, the list is whole.
    let skipped = MAPPING.replace("[\"記入例\"]", "[\"転入者\", \"説明\"]");
    put(town.path(), "town/import.toml", skipped);
    let ran = import(town.path()).ok();
    assert_eq!((problems(&ran), ran.lines("source").len()), (vec![], 1));
}

#[test]
fn half_of_a_list_is_a_gap_when_a_sheet_called_by_name_is_gone() {
    let town = town();
    let both = MAPPING.replace("[\"名簿\"]", "[\"名簿\", \"転入者\", \"追加*\"]");
    put(town.path(), "town/import.toml", both);
    let rows = headings(1) + &row(2, &[&text("B2", "空野")]);
    put(
        town.path(),
        "2026-05/in/住民課/住民.xlsx",
        workbook(&[("名簿", &rows, "")]),
    );
    let ran = import(town.path()).ok();
    assert_eq!(problems(&ran), ["sheet-missing --"]);
    let sources = ran.lines("source");
    let told: Vec<_> = sources.iter().map(|s| (&s["sheet"], &s["state"])).collect();
    assert_eq!(
        told,
        [
            (&"名簿".into(), &"read".into()),
            (&"転入者".into(), &"unreadable".into())
        ]
    );
}

#[test]
fn cp932_is_read_and_damage_in_it_is_reported() {
    let town = town();
    let (bytes, _, _) = encoding_rs::SHIFT_JIS
        .encode("宛名番号,氏名,生年月日\r\n000001,空野 ひなた,平成29年5月3日\r\n");
    let mut bytes = bytes.into_owned();
    put(town.path(), "2026-05/in/住民課/住民.csv", &bytes);
    let ran = import(town.path()).ok();
    assert_eq!(ran.lines("record")[0]["name"], "空野 ひなた");
    let year = bytes.iter().rposition(|b| *b == b'5').unwrap();
    bytes[year] = 0xFF;
    put(town.path(), "2026-05/in/住民課/住民.csv", &bytes);
    assert_eq!(problems(&import(town.path()).ok()), ["characters-lost C2"]);
}

#[test]
fn the_same_file_twice_keeps_two_ids_and_is_a_note() {
    let town = town();
    put(
        town.path(),
        "2026-05/in/住民課/住民.csv",
        "宛名番号,氏名,生年月日\n000001,空野,H29.5.3\n",
    );
    put(
        town.path(),
        "2026-05/in/住民課/住民_再送.csv",
        "宛名番号,氏名,生年月日\n000001,空野,H29.5.3\n",
    );
    let ran = import(town.path()).ok();
    assert_ne!(ran.lines("source")[0]["id"], ran.lines("source")[1]["id"]);
    assert_eq!(problems(&ran), ["file-copied --"]);
}

#[test]
fn papers_that_nobody_fills_in_and_those_of_another_town_are_known_and_not_read() {
    let town = town();
    put(
        town.path(),
        "town/series.toml",
        "series = \"k7q2\"\nkey = \"000102030405060708090a0b0c0d0e0f\"\n",
    );
    put(
        town.path(),
        "2026-05/in/due.csv",
        "key,mimamori:due:k7q2:2026-06-01:1:\n",
    );
    put(
        town.path(),
        "2026-05/in/住民課/住民.csv",
        "key,mimamori:review:zzzz:2026-06-01:1:\n",
    );
    let ran = import(town.path()).ok();
    assert_eq!(problems(&ran), ["own-workbook --", "other-town --"]);
}

#[test]
fn a_file_that_bursts_when_unpacked_is_refused() {
    let town = town();
    let rows = headings(1) + &" ".repeat(50 << 20);
    put(
        town.path(),
        "2026-05/in/住民課/住民.xlsx",
        workbook(&[("名簿", &rows, "")]),
    );
    assert_eq!(problems(&import(town.path()).ok()), ["file-too-large --"]);
}

#[test]
fn nothing_is_written_over_what_was_sent_or_beside_it() {
    let town = town();
    put(town.path(), "2026-05/in/住民課/住民.xlsx", residents());
    for output in [
        "-o 2026-05/in/住民課/住民.xlsx",
        "-o 2026-05/in/new.jsonl",
        "--problems 2026-05/in",
        "--problems 2026-05/in/problems",
    ] {
        let line = format!("-c town/import.toml {output} 2026-05/in");
        let ran = run_in(town.path(), "import", &line, "").fails(2);
        assert!(ran.err.contains("names what is read"), "{}", ran.err);
    }
    let line = "-c town/import.toml -o 2026-05/in/住民課/住民.xlsx 2026-05/in/住民課/住民.xlsx";
    run_in(town.path(), "import", line, "").fails(2);
    let folder = town.path().join("2026-05/in");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    assert_eq!(
        fs::read(folder.join("住民課/住民.xlsx")).unwrap(),
        residents()
    );
    // A folder beside it whose name begins alike is another one.
    let line = "-c town/import.toml -o 2026-05/in-work/x.jsonl 2026-05/in";
    fs::create_dir(town.path().join("2026-05/in-work")).unwrap();
    run_in(town.path(), "import", line, "").ok();
    // The same of a stream that is read.
    let line = "-c town/match.toml -o 2026-05/in-work/x.jsonl 2026-05/in-work/x.jsonl";
    put(town.path(), "town/match.toml", "");
    run_in(town.path(), "match", line, "").fails(2);
}

#[test]
fn a_draft_does_not_replace_a_mapping() {
    let town = town();
    put(town.path(), "2026-05/in/住民課/住民.xlsx", residents());
    let run = |line: &str| run_in(town.path(), "import", line, "");
    let ran = run("--suggest -o town/import.toml 2026-05/in").fails(2);
    assert!(ran.err.contains("is there already"), "{}", ran.err);
    let mapping = fs::read_to_string(town.path().join("town/import.toml")).unwrap();
    assert_eq!(mapping, MAPPING);
    run("--suggest -o town/draft.toml 2026-05/in").ok();
    assert!(town.path().join("town/draft.toml").exists());
}

#[test]
fn messages_name_cells_and_never_people() {
    let town = town();
    put(town.path(), "2026-05/in/住民課/住民.xlsx", residents());
    let ran = run_in(
        town.path(),
        "import",
        "-v --lang ja -c town/import.toml --today 2026-06-01 2026-05/in",
        "",
    )
    .ok();
    assert!(
        ran.err
            .contains("セル 15 = 項目 6 + 体裁 6 + 対象外 0 + 問題 3"),
        "{}",
        ran.err
    );
    for name in ["空野", "星田", "2017"] {
        assert!(!ran.err.contains(name));
    }
    assert!(
        !ran.lines("problem")
            .iter()
            .any(|line| line.to_string().contains("平成31"))
    );
}
