//! `mimamori-import --problems`: what a clerk finds in the folder and sends back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader, open_workbook_auto};
use mimamori_paper::{RowKey, layout, recognise};
use tempfile::TempDir;

use super::import::{put, town};
use crate::util::{Ran, root, run_in};

pub(super) const OFFICE: &str = "letters/住民課へ_確認のお願い.xlsx";
const SCHOOL: &str = "letters/みなと小へ_確認のお願い.xlsx";
const CENTRE: &str = "letters/センターで直すこと.xlsx";

/// Two children of whom something is wrong, one of whom nothing is.
pub(super) const RESIDENTS: &str = "住民記録（令和8年5月31日現在）,,\n宛名番号,氏名,生年月日\n85,空野 ひなた,平成31年5月1日\n000086,星田 みなと,R6.4.31\n000087,浜 さくら,H29.5.3\n";
const ATTENDANCE: &str = "氏名,8,9\n空野 ひなた,病,？？\n,病,病\n";

/// A town whose lists have something wrong with each of them.
pub(super) fn wrong_lists() -> TempDir {
    let town = town();
    let mapping = town.path().join("town/import.toml");
    let text = fs::read_to_string(&mapping).unwrap();
    let text = text
        .replace("sheets = [\"名簿\"]\n", "")
        .replace("provider = \"学校\"", "provider = \"各小学校\"");
    fs::write(mapping, text).unwrap();
    put(town.path(), "2026-05/in/住民課/住民.csv", RESIDENTS);
    put(town.path(), "2026-05/in/みなと小/出欠5月.csv", ATTENDANCE);
    put(
        town.path(),
        "2026-05/in/ひがし小/出欠5月.xlsx",
        b"PK\x03\x04cut off",
    );
    put(town.path(), "2026-05/in/写真.txt", "a,b\n1,2\n");
    town
}

fn import(town: &Path) -> Ran {
    let line = "-c town/import.toml --today 2026-06-01 --problems letters --lang ja 2026-05/in";
    run_in(town, "import", line, "")
}

/// A letter as an office program shows it: its rows by key, and all of its text.
pub(super) struct Letter {
    pub(super) rows: BTreeMap<String, [String; 6]>,
    fields: Vec<String>,
    pub(super) text: String,
}

pub(super) fn read(path: &Path) -> Letter {
    let mut book = open_workbook_auto(path).unwrap();
    let names: Vec<String> = book
        .defined_names()
        .iter()
        .map(|(n, _)| n.clone())
        .collect();
    let mark = recognise(names.iter().map(String::as_str), []).unwrap();
    assert_eq!(mark.kind, "corrections");
    let sheet = book.worksheet_range("確認").unwrap();
    let (height, width) = sheet.get_size();
    let cell = |row: u32, column: u32| match sheet.get_value((row, column)) {
        None | Some(Data::Empty) => None,
        Some(value) => Some(value.to_string()),
    };
    let layout = layout((height as u32, width as u32), cell).unwrap();
    let below = layout.field_row + 1..height as u32;
    let rows = below.filter_map(|row| {
        let RowKey::Keyed { key, .. } = RowKey::from_cell(&cell(row, layout.key_column)?) else {
            return None;
        };
        // Behind the address stands by what the cell is known elsewhere, and what is asked.
        let mut parts: Vec<&str> = key.split('/').collect();
        let about = parts.split_off(4).pop().unwrap_or_default();
        let address = match (parts.join("/"), about) {
            (address, "") => address,
            (address, about) => format!("{address}/{about}"),
        };
        let shown = [1, 2, 3, 4, 5, 6].map(|column| cell(row, column).unwrap_or_default());
        Some((address, shown))
    });
    let all = sheet.used_cells().map(|(.., value)| value.to_string());
    Letter {
        rows: rows.collect(),
        fields: layout.fields.values().cloned().collect(),
        text: all.collect::<Vec<_>>().join("\n"),
    }
}

#[test]
fn each_department_is_asked_about_its_own_lists_and_the_centre_about_its_settings() {
    let town = wrong_lists();
    let ran = import(town.path()).ok();
    let mut made: Vec<_> = fs::read_dir(town.path().join("letters"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    made.sort();
    assert_eq!(
        made,
        [
            "ひがし小へ_確認のお願い.xlsx",
            "みなと小へ_確認のお願い.xlsx",
            "センターで直すこと.xlsx",
            "住民課へ_確認のお願い.xlsx",
        ]
    );
    assert!(
        ran.err
            .contains("letters: ひがし小 1件、みなと小 1件、住民課 3件、センター 2件"),
        "{}",
        ran.err
    );

    let office = read(&town.path().join(OFFICE));
    let source = &ran
        .lines("source")
        .into_iter()
        .find(|s| s["dataset"] == "residents")
        .unwrap();
    let id = source["id"].as_str().unwrap();
    let wrong = |cell: &str, heading: &str, what: &str, ask: &str| {
        ["住民課/住民.csv", "", cell, heading, what, ask].map(str::to_owned)
    };
    let value = "「正しい値」に書いてください";
    assert_eq!(
        office.rows,
        BTreeMap::from([
            (
                format!("{id}/3/A/resident_no"),
                wrong(
                    "A3",
                    "宛名番号",
                    "番号の先頭の 0 を補いました",
                    "次から、この列を文字列の書式で送ってください。今回の値は 0 を補って使っています"
                )
            ),
            (
                format!("{id}/3/C/birth_date"),
                wrong("C3", "生年月日", "元号の終わったあとの年です", value)
            ),
            (
                format!("{id}/4/C/birth_date"),
                wrong("C4", "生年月日", "暦にない日です", value)
            ),
        ])
    );
    assert_eq!(
        office.fields,
        [
            "file",
            "sheet",
            "cell",
            "correct_value",
            "corrected_by",
            "corrected_on",
            "why"
        ]
    );

    let school = read(&town.path().join(SCHOOL));
    let rows: Vec<_> = school.rows.values().map(|row| (&row[2], &row[4])).collect();
    assert_eq!(
        rows,
        [(
            &"3行".to_owned(),
            &"だれの行か読めません（2セル）".to_owned()
        )]
    );

    let centre = read(&town.path().join(CENTRE));
    let (whole, cell): (Vec<_>, Vec<_>) =
        centre.rows.values().partition(|row| row[0] == "写真.txt");
    assert_eq!((whole.len(), cell.len()), (1, 1));
    // A row about a whole file has a key of its own, by which its answer is known.
    assert!(centre.rows.keys().all(|key| !key.starts_with('/')));
    assert_eq!(whole[0][2], "全体");
    assert_eq!((cell[0][2].as_str(), cell[0][3].as_str()), ("C2", "9"));
    assert!(cell[0][5].contains("import.toml"));
}

#[test]
fn no_value_and_no_name_stands_on_a_letter() {
    let town = wrong_lists();
    import(town.path()).ok();
    for letter in [OFFICE, SCHOOL, CENTRE] {
        let text = read(&town.path().join(letter)).text;
        for secret in [
            "空野",
            "ひなた",
            "星田",
            "浜",
            "31年",
            "4.31",
            "？？",
            "000085",
        ] {
            assert!(!text.contains(secret), "{letter} holds {secret}");
        }
    }
}

#[test]
fn the_first_letter_to_a_school_names_its_damaged_file() {
    let town = wrong_lists();
    import(town.path()).ok();
    let letter = read(&town.path().join("letters/ひがし小へ_確認のお願い.xlsx"));
    let (key, row) = letter.rows.first_key_value().unwrap();
    assert!(key.contains(".1///"), "{key}");
    assert_eq!(row[0], "ひがし小/出欠5月.xlsx");
    assert_eq!(row[2], "全体");
    assert!(row[5].contains("もう一度"), "{}", row[5]);
}

#[test]
fn a_workbook_whose_password_nobody_can_use_is_asked_for_without_it() {
    let town = town();
    for kind in ["xls", "ods"] {
        let locked = root().join(format!("tests/nasty/files/password.{kind}"));
        let path = format!("2026-05/in/住民課/住民.{kind}");
        put(town.path(), &path, fs::read(locked).unwrap());
    }
    import(town.path()).ok();
    let letter = read(&town.path().join(OFFICE));
    for sentence in [
        "パスワードの掛かったファイルです",
        "パスワードを外して保存し直し、送ってください",
    ] {
        assert_eq!(letter.text.matches(sentence).count(), 2, "{sentence}");
    }
}

#[test]
fn without_letters_the_screen_names_unread_files_and_the_first_place_of_each_kind() {
    let town = wrong_lists();
    let locked = fs::read(root().join("tests/nasty/files/password-unknown.xlsx")).unwrap();
    put(town.path(), "2026-05/in/住民課/住民2.xlsx", locked);
    let line = "-c town/import.toml --today 2026-06-01 --lang ja 2026-05/in";
    let ran = run_in(town.path(), "import", line, "").ok();
    for sentence in [
        "  住民課/住民2.xlsx: パスワードの掛かったファイルです\n    → 開くパスワードを --password-file か --password-fd で",
        "  ひがし小/出欠5月.xlsx: ファイルを開けません",
        "  写真.txt: どの対応付けにも当たらないファイルです\n    → import.toml の files に",
        "  1件 暦にない日です: 住民課/住民.csv C4\n",
        "  1件 コード表にない値です: みなと小/出欠5月.csv C2\n",
        "  1件 だれの行か読めません: みなと小/出欠5月.csv 3行\n",
        "--problems DIR を付けて",
    ] {
        assert_eq!(
            ran.err.matches(sentence).count(),
            1,
            "{sentence}: {}",
            ran.err
        );
    }
    assert!(!ran.err.contains("ひなた") && !ran.err.contains("？？"));

    let letters = import(town.path()).ok();
    assert!(
        letters.err.contains("  1件 暦にない日です"),
        "{}",
        letters.err
    );
    assert!(!letters.err.contains("--problems DIR"), "{}", letters.err);
    let quiet = run_in(town.path(), "import", &format!("-q {line}"), "").ok();
    assert_eq!(quiet.err, "");
}

#[test]
fn a_letter_that_is_settled_says_so_in_the_next_run() {
    let town = wrong_lists();
    import(town.path()).ok();
    let mended = RESIDENTS
        .replace("\n85", "\n000085")
        .replace("平成31年5月1日", "R1.5.1")
        .replace("R6.4.31", "R6.4.30");
    put(town.path(), "2026-05/in/住民課/住民.csv", mended);
    put(
        town.path(),
        "letters/よその課へ_確認のお願い.xlsx",
        "theirs",
    );
    let ran = import(town.path()).ok();
    assert!(ran.err.contains("済んだ 1 冊"), "{}", ran.err);
    let office = read(&town.path().join(OFFICE));
    assert!(office.rows.is_empty());
    assert!(office.text.contains("お願いすることはありません"));
    let theirs = fs::read_to_string(town.path().join("letters/よその課へ_確認のお願い.xlsx"));
    assert_eq!(theirs.unwrap(), "theirs");
}

#[test]
fn nobody_is_asked_to_mend_a_list_that_a_later_one_replaced() {
    let town = wrong_lists();
    let later =
        "住民記録（令和8年6月1日現在）,,\n宛名番号,氏名,生年月日\n000087,浜 さくら,H29.5.3\n";
    put(town.path(), "2026-05/in/住民課/住民0601.csv", later);
    let ran = import(town.path()).ok();
    assert!(
        ran.lines("problem")
            .iter()
            .any(|line| line["code"] == "date-no-such-day")
    );
    assert!(!town.path().join(OFFICE).exists());
}

#[test]
fn what_is_wrong_in_thousands_of_cells_is_cut_short_and_says_so() {
    let town = wrong_lists();
    let rows = (1..=10_000).map(|number| format!("{number:06},空野 {number},H2\n"));
    let list = format!("宛名番号,氏名,生年月日\n{}", rows.collect::<String>());
    put(town.path(), "2026-05/in/住民課/住民.csv", list);
    let ran = import(town.path()).ok();
    assert!(ran.err.contains("住民課 10000件"), "{}", ran.err);
    let office = read(&town.path().join(OFFICE));
    assert_eq!(office.rows.len(), 2_000);
    assert!(office.text.contains("ほかに 8000 件"));
}

#[test]
fn a_letter_that_cannot_be_written_fails_the_run_and_the_stream() {
    let town = wrong_lists();
    fs::create_dir_all(town.path().join(OFFICE)).unwrap();
    let ran = import(town.path()).fails(5);
    assert!(
        ran.err.contains("住民課へ_確認のお願い.xlsx"),
        "{}",
        ran.err
    );
    assert!(ran.out.trim_end().ends_with('}') && ran.lines("end")[0]["ok"] == false);
}

#[test]
fn a_run_that_fails_leaves_the_letters_of_the_last_one() {
    let town = wrong_lists();
    import(town.path()).ok();
    let before = fs::read(town.path().join(OFFICE)).unwrap();
    fs::remove_file(town.path().join("2026-05/in/住民課/住民.csv")).unwrap();
    fs::write(town.path().join("town/暦.csv"), "").unwrap();
    import(town.path()).fails(5);
    assert!(before == fs::read(town.path().join(OFFICE)).unwrap());
}

#[test]
fn letters_need_a_folder_that_can_be_made() {
    let town = wrong_lists();
    put(town.path(), "letters", "a file");
    let ran = import(town.path()).fails(5);
    assert!(ran.err.contains("同じ名前のファイル"), "{}", ran.err);
}

/// The letter as CSV, with these texts written into the row of a cell; its cell may be changed too.
pub(super) fn answered(path: &Path, cell: &str, shown: &str, texts: [&str; 4]) -> String {
    let mut book = open_workbook_auto(path).unwrap();
    let sheet = book.worksheet_range("確認").unwrap();
    let mut csv = String::new();
    for row in sheet.rows() {
        let mut texts_of: Vec<String> = row.iter().map(ToString::to_string).collect();
        if texts_of[3] == cell {
            shown.clone_into(&mut texts_of[3]);
            for (at, text) in (7..).zip(texts) {
                text.clone_into(&mut texts_of[at]);
            }
        }
        let quoted: Vec<String> = texts_of
            .iter()
            .map(|text| format!("\"{}\"", text.replace('"', "\"\"")))
            .collect();
        csv.push_str(&quoted.join(","));
        csv.push('\n');
    }
    csv
}

pub(super) const ANSWER: [&str; 4] = ["R6.4.30", "住民 課子", "2026-06-05", "届出を確認"];

#[test]
fn a_letter_that_is_filled_in_comes_back_as_corrections() {
    let town = wrong_lists();
    let first = import(town.path()).ok();
    let csv = answered(&town.path().join(OFFICE), "C4", "C4", ANSWER);
    put(town.path(), "2026-05/in/訂正.csv", csv);
    let ran = import(town.path()).ok();
    let records = ran.lines("record");
    let corrections: Vec<_> = records
        .iter()
        .filter(|record| record["dataset"] == "corrections")
        .collect();
    let [correction] = corrections.as_slice() else {
        panic!("{corrections:?}");
    };
    let residents = first.lines("source").into_iter();
    let mut wrong = residents.filter(|source| source["dataset"] == "residents");
    assert_eq!(correction["of_source"], wrong.next_back().unwrap()["id"]);
    for (key, value) in [
        ("of_column", "C"),
        ("of_field", "birth_date"),
        ("correct_value", "R6.4.30"),
        ("corrected_by", "住民 課子"),
        ("corrected_on", "2026-06-05"),
        ("why", "届出を確認"),
    ] {
        assert_eq!(correction[key], value, "{key}");
    }
    assert_eq!(correction["of_row"], 4);
    // The original stays unread, and is told again.
    let born = &records.iter().find(|r| r["row"] == 4).unwrap()["birth_date"];
    assert!(born.is_null());
}

/// What comes of a letter in which this stands as the right value of a birth date.
fn corrected(value: &str) -> (Option<serde_json::Value>, Vec<(String, String)>, String) {
    let town = wrong_lists();
    import(town.path()).ok();
    let texts = [value, "住民 課子", "2026-06-05", ""];
    let csv = answered(&town.path().join(OFFICE), "C4", "C4", texts);
    put(town.path(), "2026-05/in/訂正.csv", csv);
    let ran = import(town.path()).ok();
    let mut papers = ran.lines("source").into_iter();
    let paper = papers.find(|s| s["paper"].is_object()).unwrap();
    let mut records = ran.lines("record").into_iter();
    let problems = ran.lines("problem").into_iter();
    let about = problems.filter(|problem| problem["source"] == paper["id"]);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    (
        records.find(|record| record["dataset"] == "corrections"),
        about
            .map(|problem| (text(&problem["code"]), text(&problem["field"])))
            .collect(),
        ran.err.clone(),
    )
}

#[test]
fn a_right_value_that_the_column_cannot_hold_is_told() {
    for (value, code) in [
        ("46113", "date-bare-serial"),
        ("届出のとおり", "type-error"),
        ("R6.4.31", "date-no-such-day"),
        ("R6.4", "date-no-day"),
        ("R9.1.1", "date-out-of-range"),
    ] {
        let (record, told, err) = corrected(value);
        assert!(record.unwrap()["correct_value"].is_null(), "{value}");
        assert_eq!(told, [(code.to_owned(), "correct_value".to_owned())]);
        let said = mimamori_record::reason::find(code).unwrap().title.ja;
        assert!(err.contains(&format!("訂正.csv: {said} 1件")), "{err}");
    }
}

#[test]
fn unknown_and_blank_are_answers_and_no_values() {
    for (value, answer) in [
        ("不明", "unknown"),
        ("不詳のまま", "unknown"),
        ("わかりません。", "unknown"),
        ("空欄でよい", "blank"),
    ] {
        let (record, told, err) = corrected(value);
        let record = record.unwrap();
        assert_eq!(record["no_value"], answer, "{value}");
        assert!(record.get("correct_value").is_none(), "{value}");
        assert_eq!(told[0].0, "correction-no-value");
        assert!(err.contains("お知らせ 1 件"), "{err}");
    }
}

#[test]
fn an_answer_that_does_not_say_who_gave_it_and_when_is_used_and_noted() {
    for (who, when, blank) in [
        ("", "2026-06-05", "corrected_by"),
        ("住民 課子", "", "corrected_on"),
        ("", "", "corrected_by"),
    ] {
        let town = wrong_lists();
        import(town.path()).ok();
        let texts = ["R6.4.30", who, when, ""];
        let csv = answered(&town.path().join(OFFICE), "C4", "C4", texts);
        put(town.path(), "2026-05/in/訂正.csv", csv);
        let ran = import(town.path()).ok();
        let mut records = ran.lines("record").into_iter();
        let record = records.find(|record| record["dataset"] == "corrections");
        assert_eq!(record.unwrap()["correct_value"], "R6.4.30");
        let mut problems = ran.lines("problem").into_iter();
        let note = problems.find(|problem| problem["code"] == "answer-unsigned");
        assert_eq!(note.unwrap()["field"], blank);
    }
}

#[test]
fn a_field_of_the_towns_own_is_judged_as_the_mapping_reads_it() {
    let town = wrong_lists();
    let mapping = town.path().join("town/import.toml");
    let text = fs::read_to_string(&mapping).unwrap();
    let own = "[list.fields]\nseen_on = { label = \"面談日\", own = true, type = \"date\" }\n";
    fs::write(&mapping, text.replacen("[list.fields]\n", own, 1)).unwrap();
    let list = "宛名番号,氏名,生年月日,面談日\n000087,浜 さくら,H29.5.3,R8.4.31\n";
    put(town.path(), "2026-05/in/住民課/住民.csv", list);
    for (value, read) in [("R8.4.30", true), ("4月末", false)] {
        put(town.path(), "2026-05/in/訂正.csv", "");
        import(town.path()).ok();
        let texts = [value, "住民 課子", "2026-06-05", ""];
        let csv = answered(&town.path().join(OFFICE), "D2", "D2", texts);
        put(town.path(), "2026-05/in/訂正.csv", csv);
        let ran = import(town.path()).ok();
        let mut records = ran.lines("record").into_iter();
        let record = records.find(|record| record["dataset"] == "corrections");
        assert_eq!(
            record.unwrap()["correct_value"].is_string(),
            read,
            "{value}"
        );
    }
}

#[test]
fn what_was_answered_is_not_asked_again() {
    let town = wrong_lists();
    import(town.path()).ok();
    let office = town.path().join(OFFICE);
    let csv = answered(&office, "C4", "C4", ANSWER);
    put(town.path(), "2026-05/in/訂正.csv", csv);
    let ran = import(town.path()).ok();
    let cells = || -> Vec<String> {
        let letter = read(&office);
        letter
            .rows
            .into_values()
            .map(|row| row[2].clone())
            .collect()
    };
    assert_eq!(cells(), ["A3", "C3"]);
    assert!(read(&office).text.contains("このほか 1 件は、返事を"));
    assert!(
        ran.err
            .contains("住民課 2件、センター 2件。返事のあった 1 件は載せていません"),
        "{}",
        ran.err
    );
    // The list itself is as wrong as before.
    let problems = ran.lines("problem");
    assert!(problems.iter().any(|p| p["code"] == "date-no-such-day"));
}

#[test]
fn what_was_answered_so_that_nobody_can_read_it_is_asked_again() {
    let town = wrong_lists();
    import(town.path()).ok();
    let office = town.path().join(OFFICE);
    let csv = answered(
        &office,
        "C4",
        "C4",
        ["46113", "住民 課子", "2026-06-05", ""],
    );
    put(town.path(), "2026-05/in/訂正.csv", csv);
    import(town.path()).ok();
    assert_eq!(read(&office).rows.len(), 3);
    // The centre is told in which file it stands.
    let centre = read(&town.path().join(CENTRE));
    let row = centre.rows.values().find(|row| row[0] == "訂正.csv");
    assert!(row.unwrap()[2].starts_with('H'), "{row:?}");
}

#[test]
fn what_is_asked_about_a_whole_list_is_answered_by_saying_why() {
    let town = wrong_lists();
    let list = "宛名番号,氏名\n000087,浜 さくら\n";
    put(town.path(), "2026-05/in/住民課/住民.csv", list);
    import(town.path()).ok();
    let office = town.path().join(OFFICE);
    let asked = read(&office);
    let row = asked.rows.values().next().unwrap();
    assert!(row[5].contains("理由"), "{row:?}");
    let texts = ["", "住民 課子", "2026-06-05", "様式が変わりました"];
    let csv = answered(&office, &row[2], &row[2], texts);
    put(town.path(), "2026-05/in/訂正.csv", csv);
    let ran = import(town.path()).ok();
    let mut records = ran.lines("record").into_iter();
    let record = records
        .find(|record| record["dataset"] == "corrections")
        .unwrap();
    assert_eq!(record["why"], "様式が変わりました");
    assert!(read(&office).rows.is_empty());
}

#[test]
fn an_answer_beside_another_cell_corrects_nothing() {
    let town = wrong_lists();
    import(town.path()).ok();
    let csv = answered(&town.path().join(OFFICE), "C4", "C3", ANSWER);
    put(town.path(), "2026-05/in/訂正.csv", csv);
    let ran = import(town.path()).ok();
    let corrected = ran.lines("record").into_iter();
    assert_eq!(
        corrected.filter(|r| r["dataset"] == "corrections").count(),
        0
    );
    let problems = ran.lines("problem");
    assert!(
        problems
            .iter()
            .any(|problem| problem["code"] == "key-mismatch")
    );
}

/// A town whose residents come as an .ods, in which nothing is wrong.
fn ods_town() -> TempDir {
    let town = town();
    let mapping = town.path().join("town/import.toml");
    let text = fs::read_to_string(&mapping).unwrap();
    let text = text.replace("sheets = [\"名簿\"]\n", "");
    let attendance = text.find("[[list]]\ndataset = \"attendance\"").unwrap();
    fs::write(mapping, &text[..attendance]).unwrap();
    let ods = fs::read(root().join("tests/nasty/files/same.ods")).unwrap();
    put(town.path(), "2026-05/in/住民課/住民.ods", ods);
    town
}

#[test]
fn a_list_whose_colours_cannot_be_seen_is_a_note_and_nothing_to_look_at() {
    let town = ods_town();
    let line = "--exit-code -c town/import.toml --today 2026-06-01 --problems letters 2026-05/in";
    let ran = run_in(town.path(), "import", line, "").ok();
    let problems = ran.lines("problem");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0]["code"], "not-visible");
    assert_eq!(problems[0]["path"], "2026-05/in/住民課/住民.ods");
    assert!(
        ran.err.contains("10 records, 0 problems, 1 note"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("nothing to ask"), "{}", ran.err);
    assert_eq!(
        fs::read_dir(town.path().join("letters")).unwrap().count(),
        0
    );
}

#[test]
fn a_list_that_must_be_visible_is_asked_for_as_a_workbook() {
    let town = ods_town();
    let mapping = town.path().join("town/import.toml");
    let text = fs::read_to_string(&mapping).unwrap();
    fs::write(
        mapping,
        text.replace("closed = true", "closed = true\nrequire_visible = true"),
    )
    .unwrap();
    let ran = import(town.path()).ok();
    assert_eq!(ran.lines("record").len(), 0);
    assert_eq!(ran.lines("source")[0]["state"], "unreadable");
    assert_eq!(ran.lines("problem")[0]["code"], "format-refused");
    assert!(ran.err.contains("問題 1 件"), "{}", ran.err);
    let office = read(&town.path().join(OFFICE));
    let row = office.rows.values().next().unwrap();
    assert!(row[5].contains("Excel ブック"), "{row:?}");
}

/// Writes into the cell of a letter as a person does, through another program's file format.
fn fill(letter: &Path, texts: [&str; 4]) {
    let bytes = fs::read(letter).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut made = zip::ZipWriter::new(fs::File::create(letter).unwrap());
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let sheet = String::from_utf8(text).unwrap();
            text = filled(&sheet, texts).into_bytes();
        }
        made.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut made, &text).unwrap();
    }
    made.finish().unwrap();
}

/// The sheet with texts in the cells H to K of its last row that has room for them.
fn filled(sheet: &str, texts: [&str; 4]) -> String {
    let mut sheet = sheet.to_owned();
    let at = sheet.rfind("<c r=\"H").unwrap();
    let number = &sheet[at + 7..];
    let number = number[..number.find('"').unwrap()].to_owned();
    for (column, text) in "HIJK".chars().zip(texts) {
        let from = sheet.find(&format!("<c r=\"{column}{number}\"")).unwrap();
        let to = from + sheet[from..].find("/>").unwrap() + 2;
        let cell = format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        sheet.replace_range(from..to, &cell);
    }
    sheet
}

#[test]
fn a_letter_in_which_somebody_has_written_is_never_overwritten() {
    let town = wrong_lists();
    import(town.path()).ok();
    let office = town.path().join(OFFICE);
    fill(&office, ANSWER);
    let written = fs::read(&office).unwrap();
    let ran = import(town.path()).ok();
    assert!(written == fs::read(&office).unwrap());
    assert!(
        ran.err
            .contains("letters/住民課へ_確認のお願い.xlsx には書き込み"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("in フォルダー"), "{}", ran.err);
    let beside = town.path().join("letters/住民課 (2)へ_確認のお願い.xlsx");
    assert_eq!(read(&beside).rows.len(), 3);
    // The new one is replaced by the next run, which does not make a third.
    import(town.path()).ok();
    assert!(written == fs::read(&office).unwrap());
    assert!(
        !town
            .path()
            .join("letters/住民課 (3)へ_確認のお願い.xlsx")
            .exists()
    );
    // When all is settled, what was written stays as well.
    put(
        town.path(),
        "2026-05/in/住民課/住民.csv",
        RESIDENTS
            .replace("\n85", "\n000085")
            .replace("平成31年5月1日", "R1.5.1")
            .replace("R6.4.31", "R6.4.30"),
    );
    let ran = import(town.path()).ok();
    assert!(written == fs::read(&office).unwrap());
    assert!(ran.err.contains("済んだ 1 冊"), "{}", ran.err);
    assert!(read(&beside).rows.is_empty());
    // It comes back as it was filled in.
    fs::rename(&office, town.path().join("2026-05/in/訂正.xlsx")).unwrap();
    let ran = import(town.path()).ok();
    let corrected = ran
        .lines("record")
        .into_iter()
        .filter(|r| r["dataset"] == "corrections");
    let values: Vec<_> = corrected.map(|r| r["correct_value"].clone()).collect();
    assert_eq!(values, ["R6.4.30"]);
}

#[test]
fn a_file_of_somebody_else_with_the_name_of_a_letter_stays() {
    let town = wrong_lists();
    put(town.path(), OFFICE, "theirs");
    let ran = import(town.path()).ok();
    assert_eq!(
        fs::read_to_string(town.path().join(OFFICE)).unwrap(),
        "theirs"
    );
    assert!(
        town.path()
            .join("letters/住民課 (2)へ_確認のお願い.xlsx")
            .exists()
    );
    assert!(
        ran.err.contains("住民課へ_確認のお願い.xlsx"),
        "{}",
        ran.err
    );
}
