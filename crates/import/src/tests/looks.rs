//! What is seen beside the values: hidden, coloured, struck out, commented, read aloud, merged.

use rust_xlsxwriter::{Color, Format, Note};

use super::*;

const FIELDS: &str = "resident_no = { label = \"宛名番号\", width = 6 }\nname = { label = \"氏名\" }\nbirth_date = { label = \"生年月日\" }\n";
const STATUS: &str = "status = { blank = \"resident\" }\n";
const YELLOW: Color = Color::RGB(0xFF_FF_00);
const RED: Color = Color::RGB(0xFF_00_00);

fn people(keys: &str) -> Mapping {
    one_list("residents", keys, FIELDS)
}

/// A field that only looks tell, and what tells it.
fn marked(keys: &str) -> Mapping {
    one_list("residents", keys, &format!("{FIELDS}{STATUS}"))
}

/// Five people in rows 2 to 6, then what `change` does to them.
fn five(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    workbook(|sheet| {
        fill(
            sheet,
            &[
                &["宛名番号", "氏名", "生年月日"],
                &["000001", "空野", "H29.5.3"],
                &["000002", "星田", "H29.6.1"],
                &["000003", "月島", "H29.7.1"],
                &["000004", "雲井", "H29.8.1"],
                &["000005", "渚", "H29.9.1"],
            ],
        );
        change(sheet);
    })
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) {
    sheet
        .write_with_format(row - 1, column, text, format)
        .unwrap();
}

fn fill_of(color: Color) -> Format {
    Format::new().set_background_color(color)
}

fn strike() -> Format {
    Format::new().set_font_strikethrough()
}

fn values<'a>(lines: &'a Lines, key: &str) -> Vec<Option<&'a Json>> {
    lines.records().iter().map(|line| line.get(key)).collect()
}

/// The rows of the records.
fn rows(lines: &Lines) -> Vec<u64> {
    let records = lines.records();
    records.iter().map(|r| r["row"].as_u64().unwrap()).collect()
}

#[test]
fn people_in_hidden_rows_are_read_and_told_once() {
    let bytes = five(|sheet| {
        for row in [1, 3, 4] {
            sheet.set_row_hidden(row).unwrap();
        }
        // Hidden and empty.
        sheet.set_row_hidden(20).unwrap();
    });
    let lines = read(&people(""), bytes.clone(), "a.xlsx");
    assert_eq!(rows(&lines), [2, 3, 4, 5, 6]);
    assert_eq!(lines.problems(), [problem("hidden-row", 2, "")]);
    assert_eq!(lines.kind("problem")[0]["count"], 3);
    let lines = read(&people("hidden_rows = \"leave-out\""), bytes, "a.xlsx");
    assert_eq!(rows(&lines), [3, 6]);
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.cells(), [18, 6, 3, 9, 0]);
}

#[test]
fn a_hidden_column_that_is_read_is_told_and_another_is_not() {
    let bytes = five(|sheet| {
        sheet.write(0, 3, "備考").unwrap();
        sheet.set_column_hidden(2).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    let lines = read(&people(""), bytes, "a.xlsx");
    assert_eq!(lines.problems(), [problem("hidden-column", 0, "C")]);
    assert_eq!(lines.kind("problem")[0]["field"], "birth_date");
    assert_eq!(lines.records()[0]["birth_date"], "2017-05-03");
}

#[test]
fn hidden_columns_of_days_are_told_together() {
    let mapping = one_list(
        "attendance",
        "month = [\"file\"]",
        "name = { label = \"氏名\" }\ndays = { day_columns = true, codes = { \"病\" = \"absent-ill\" } }\n",
    );
    let bytes = workbook(|sheet| {
        fill(
            sheet,
            &[&["氏名", "1日", "2日", "3日"], &["空野", "病", "", ""]],
        );
        sheet.set_column_hidden(2).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    let lines = read(&mapping, bytes, "出欠2026-05.xlsx");
    assert_eq!(lines.problems(), [problem("hidden-column", 0, "C")]);
    assert_eq!(lines.kind("problem")[0]["count"], 2);
}

#[test]
fn a_colour_says_what_the_mapping_says_and_others_are_told() {
    let mapping = marked(
        "colours = [{ fill = \"#ffff00\", field = \"status\", value = \"moved-out\" }, { ink = \"#0000FF\", ignore = true }]",
    );
    let bytes = five(|sheet| {
        put(sheet, 1, 1, "氏名", &fill_of(RED));
        put(sheet, 3, 1, "星田", &fill_of(YELLOW));
        put(
            sheet,
            4,
            0,
            "000003",
            &Format::new().set_font_color(Color::Blue),
        );
        put(sheet, 5, 2, "H29.8.1", &Format::new().set_font_color(RED));
        put(sheet, 6, 2, "H29.9.1", &Format::new().set_font_color(RED));
    });
    let lines = read(&mapping, bytes, "a.xlsx");
    let moved = Json::from("moved-out");
    assert_eq!(
        values(&lines, "status"),
        [None, Some(&moved), None, None, None]
    );
    assert_eq!(lines.problems(), [problem("colour-unmapped", 5, "C")]);
    assert_eq!(lines.kind("problem")[0]["count"], 2);
    assert_eq!(lines.source()["columns"]["status"], "A");
    // Colours are no cells.
    assert_eq!(lines.cells(), [18, 15, 3, 0, 0]);
}

#[test]
fn where_colours_cannot_be_seen_nobody_asks_them() {
    let mapping =
        marked("colours = [{ fill = \"#FFFF00\", field = \"status\", value = \"moved-out\" }]");
    let text = "宛名番号,氏名,生年月日\n000001,空野,H29.5.3\n";
    let lines = read_text(&mapping, text);
    assert!(lines.source()["columns"].get("status").is_none());
}

#[test]
fn a_colour_holds_against_the_column_and_that_is_told_once() {
    let fields = format!(
        "{FIELDS}status = {{ label = \"状態\", codes = {{ \"1\" = \"resident\", \"2\" = \"moved-out\" }} }}\n"
    );
    let mapping = one_list(
        "residents",
        "colours = [{ fill = \"#FFFF00\", field = \"status\", value = \"moved-out\" }]",
        &fields,
    );
    let bytes = five(|sheet| {
        fill(
            sheet,
            &[
                &["", "", "", "状態"],
                &["", "", "", "1"],
                &["", "", "", "1"],
                &["", "", "", "2"],
                &["", "", "", "1"],
            ],
        );
        for (row, name) in [(3, "星田"), (4, "月島"), (5, "雲井"), (6, "渚")] {
            put(sheet, row, 1, name, &fill_of(YELLOW));
        }
    });
    let lines = read(&mapping, bytes, "a.xlsx");
    let status: Vec<_> = values(&lines, "status").into_iter().flatten().collect();
    let moved = "moved-out";
    assert_eq!(status, ["resident", moved, moved, moved, moved]);
    assert_eq!(lines.problems(), [problem("mark-differs", 3, "B")]);
    assert_eq!(lines.kind("problem")[0]["count"], 2);
}

#[test]
fn marks_that_contradict_each_other_are_a_problem_and_no_value() {
    let mapping = marked(
        "struck = { field = \"status\", value = \"died\" }\ncolours = [{ fill = \"#FFFF00\", field = \"status\", value = \"moved-out\" }]",
    );
    let bytes = five(|sheet| {
        put(sheet, 3, 0, "000002", &strike());
        let both = strike().set_background_color(YELLOW);
        put(sheet, 3, 1, "星田", &both);
        put(sheet, 4, 0, "000003", &strike());
        put(sheet, 4, 1, "月島", &strike());
    });
    let lines = read(&mapping, bytes, "a.xlsx");
    let died = Json::from("died");
    assert_eq!(
        values(&lines, "status")[..3],
        [None, Some(&Json::Null), Some(&died)]
    );
    assert_eq!(lines.problems(), [problem("marks-disagree", 3, "A")]);
}

/// A person crossed out in row 3, a value crossed out in row 5.
fn crossed() -> Vec<u8> {
    five(|sheet| {
        for (column, text) in [(0, "000002"), (1, "星田"), (2, "H29.6.1")] {
            put(sheet, 3, column, text, &strike());
        }
        put(sheet, 5, 2, "H29.8.1", &strike());
    })
}

#[test]
fn without_a_word_in_the_mapping_what_is_struck_out_is_not_used() {
    let lines = read(&people(""), crossed(), "a.xlsx");
    assert_eq!(rows(&lines), [2, 4, 5, 6]);
    assert_eq!(lines.records()[2]["birth_date"], Json::Null);
    assert_eq!(
        lines.problems(),
        [
            problem("struck-unmapped", 3, "A"),
            problem("struck-unmapped", 5, "C")
        ]
    );
    // Whether they belong to the list nobody knows, so nobody may be said not to.
    assert_eq!(lines.source()["rows_unread"], 1);
    assert_eq!(lines.cells(), [18, 11, 3, 0, 4]);
}

#[test]
fn a_row_with_another_name_for_the_person_is_read_without_the_one_struck_out() {
    let bytes = five(|sheet| put(sheet, 3, 1, "星田", &strike()));
    let lines = read(&people(""), bytes, "a.xlsx");
    assert_eq!(lines.records()[1]["resident_no"], "000002");
    assert_eq!(lines.records()[1]["name"], Json::Null);
    assert_eq!(lines.problems(), [problem("struck-unmapped", 3, "B")]);
}

#[test]
fn the_mapping_may_read_leave_out_or_understand_what_is_struck_out() {
    let lines = read(&people("struck = \"read\""), crossed(), "a.xlsx");
    assert_eq!((rows(&lines).len(), lines.cells()), (5, [18, 15, 3, 0, 0]));
    let lines = read(&people("struck = \"leave-out\""), crossed(), "a.xlsx");
    assert_eq!(rows(&lines), [2, 4, 5, 6]);
    assert_eq!(lines.records()[2].get("birth_date"), None);
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.cells(), [18, 11, 3, 4, 0]);
    let mapping = marked("struck = { field = \"status\", value = \"moved-out\" }");
    let lines = read(&mapping, crossed(), "a.xlsx");
    assert_eq!(lines.records()[1]["status"], "moved-out");
    assert_eq!(lines.records()[1]["name"], "星田");
    // What is struck out of somebody's row means something else.
    assert_eq!(lines.problems(), [problem("struck-unmapped", 5, "C")]);
}

#[test]
fn a_value_of_which_a_part_is_crossed_out_is_told_and_used_only_if_that_means_nothing() {
    let bytes = || {
        five(|sheet| {
            let (line, plain) = (strike(), Format::new());
            let new_name = [(&line, "星田"), (&plain, "月島")];
            sheet.write_rich_string(2, 1, &new_name).unwrap();
            sheet
                .write_rich_string(4, 1, &[(&line, "雲"), (&line, "井")])
                .unwrap();
        })
    };
    for keys in ["", "struck = \"leave-out\""] {
        let lines = read(&people(keys), bytes(), "a.xlsx");
        // The row is somebody's all the same: the number tells whose.
        assert_eq!(lines.records()[1]["resident_no"], "000002", "{keys}");
        assert_eq!(lines.records()[1]["name"], Json::Null, "{keys}");
        assert_eq!(lines.problems()[0], problem("struck-unmapped", 3, "B"));
    }
    // All of its runs are struck out, so it is.
    let lines = read(&people(""), bytes(), "a.xlsx");
    assert_eq!(lines.problems()[1..], [problem("struck-unmapped", 5, "B")]);
    let lines = read(&people("struck = \"read\""), bytes(), "a.xlsx");
    let names = values(&lines, "name").into_iter().flatten();
    let names: Vec<&str> = names.filter_map(Json::as_str).collect();
    assert_eq!(names, ["空野", "星田月島", "月島", "雲井", "渚"]);
    assert_eq!(lines.problems(), []);
    let moved = marked("struck = { field = \"status\", value = \"moved-out\" }");
    let lines = read(&moved, bytes(), "a.xlsx");
    assert_eq!(lines.records()[1].get("status"), None);
    assert_eq!(lines.problems()[0], problem("struck-unmapped", 3, "B"));
}

/// Comments on a heading, a name, a blank cell and far below.
fn commented() -> Vec<u8> {
    five(|sheet| {
        let note = |text: &str| Note::new(text).add_author_prefix(false);
        sheet.insert_note(0, 1, &note("姓と名")).unwrap();
        sheet.insert_note(2, 1, &note("母と話す")).unwrap();
        sheet.insert_note(2, 4, &note("折り返し電話")).unwrap();
        sheet.insert_note(30, 1, &note("凡例")).unwrap();
    })
}

#[test]
fn comments_on_people_are_told_and_never_repeated() {
    let lines = read(&people(""), commented(), "a.xlsx");
    assert_eq!(
        lines.problems(),
        [
            problem("comment-unmapped", 3, "B"),
            problem("comment-unmapped", 3, "E")
        ]
    );
    let all = lines.all.iter().map(Json::to_string).collect::<String>();
    assert!(!all.contains("母と") && !all.contains("電話"));
    let lines = read(&people("comments = \"ignore\""), commented(), "a.xlsx");
    assert_eq!(lines.problems(), []);
}

#[test]
fn comments_may_be_a_field() {
    let fields = format!("{FIELDS}memo = {{ own = true, type = \"text\" }}\n");
    let mapping = one_list("residents", "comments = { field = \"memo\" }", &fields);
    let lines = read(&mapping, commented(), "a.xlsx");
    let memo = Json::from("母と話す\n折り返し電話");
    assert_eq!(
        values(&lines, "memo"),
        [None, Some(&memo), None, None, None]
    );
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.source()["columns"]["memo"], "A");
}

/// A workbook of tests/nasty, made by another program.
fn nasty(name: &str) -> Vec<u8> {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/nasty/files");
    std::fs::read(files.join(name)).unwrap()
}

#[test]
fn furigana_is_the_kana_of_a_list_without_a_column_of_them() {
    let fields = format!("{FIELDS}kana = {{ label = \"フリガナ\", furigana_of = \"name\" }}\n");
    let mapping = one_list("residents", "", &fields);
    let lines = read(&mapping, nasty("furigana.xlsx"), "a.xlsx");
    let kana: Vec<_> = values(&lines, "kana");
    assert_eq!(kana[0].unwrap(), "ソラノ　ハルナ");
    assert_eq!(kana[1].unwrap(), "ソラノ　ヒナ");
    assert_eq!(kana[2].unwrap(), "ホシダ　みなと");
    // Of half of the name, of another name, and none at all.
    assert_eq!(kana[3].unwrap(), &Json::Null);
    assert_eq!(kana[6].unwrap(), &Json::Null);
    assert_eq!(kana[7], None);
    assert_eq!(
        lines.problems(),
        [
            problem("furigana-partial", 5, "B"),
            problem("furigana-partial", 8, "B")
        ]
    );
    assert_eq!(lines.source()["columns"]["kana"], "B");
    let cells = lines.cells();
    assert_eq!((cells[0], cells[4]), (27, 0));
}

#[test]
fn a_column_of_kana_wins_over_furigana() {
    let fields = format!("{FIELDS}kana = {{ label = \"フリガナ\", furigana_of = \"name\" }}\n");
    let mapping = one_list("residents", "", &fields);
    let lines = read(&mapping, nasty("same.xlsx"), "a.xlsx");
    assert_eq!(lines.records()[0]["kana"], "ツキシマ イツキ");
    assert_eq!(lines.source()["columns"]["kana"], "C");
}

/// One name over two rows, and a merge that is taller than the table.
fn siblings() -> Vec<u8> {
    workbook(|sheet| {
        fill(
            sheet,
            &[
                &["宛名番号", "氏名", "生年月日", "備考"],
                &["000001", "", "H29.5.3"],
                &["", "", "H31.4.1"],
                &["", "", "", "転入"],
                &["000004", "雲井", "H29.8.1"],
            ],
        );
        sheet
            .merge_range(1, 1, 3, 1, "空野", &Format::new())
            .unwrap();
    })
}

#[test]
fn a_name_merged_over_rows_holds_for_each_only_where_the_mapping_says_so() {
    let lines = read(&people(""), siblings(), "a.xlsx");
    assert_eq!(rows(&lines), [2, 5]);
    assert_eq!(lines.problems(), [problem("stray-cell", 3, "C")]);
    let repeat = FIELDS.replace("\"氏名\"", "\"氏名\", merged = \"repeat\"");
    let mapping = one_list("residents", "", &repeat);
    let lines = read(&mapping, siblings(), "a.xlsx");
    assert_eq!(rows(&lines), [2, 3, 5]);
    assert_eq!(lines.records()[1]["name"], "空野");
    assert_eq!(lines.records()[1]["birth_date"], "2019-04-01");
    assert_eq!(lines.problems(), []);
    // The name counts once, where it stands.
    assert_eq!(lines.cells(), [12, 7, 4, 1, 0]);
}

#[test]
fn a_family_name_merged_over_siblings_joins_each_given_name() {
    let mapping = one_list(
        "residents",
        "",
        "name = { join = [\"姓\", \"名\"], merged = \"repeat\" }\nbirth_date = { label = \"生年月日\" }\n",
    );
    let bytes = workbook(|sheet| {
        fill(
            sheet,
            &[
                &["姓", "名", "生年月日"],
                &["", "ひなた", "H29.5.3"],
                &["", "みなと", "H31.4.1"],
                &["雲井", "蒼", "H29.8.1"],
            ],
        );
        sheet
            .merge_range(1, 0, 2, 0, "空野", &Format::new())
            .unwrap();
        put(sheet, 4, 1, "蒼", &strike());
    });
    let lines = read(&mapping, bytes, "a.xlsx");
    let names: Vec<_> = values(&lines, "name").into_iter().flatten().collect();
    assert_eq!(names, ["空野　ひなた", "空野　みなと"]);
    // Half of the last name is struck out, so nobody can tell whose row it is.
    assert_eq!(
        lines.problems(),
        [
            problem("no-identity", 4, ""),
            problem("struck-unmapped", 4, "B")
        ]
    );
    assert_eq!(lines.cells(), [11, 5, 3, 0, 3]);
}

#[test]
fn a_cell_merged_over_several_people_is_told_where_the_mapping_does_not_explain_it() {
    let bytes = workbook(|sheet| {
        fill(
            sheet,
            &[
                &["世帯番号", "氏名"],
                &["", "空野"],
                &["", "空野母"],
                &["", "空野兄"],
                &["000002", "星田"],
                &["", "月島"],
            ],
        );
        let plain = rust_xlsxwriter::Format::new();
        sheet.merge_range(1, 0, 3, 0, "000001", &plain).unwrap();
    });
    let fields = |merged: &str| {
        format!(
            "name = {{ label = \"氏名\" }}\nhousehold_no = {{ label = \"世帯番号\"{merged} }}\n"
        )
    };
    let lines = read(
        &one_list("residents", "", &fields("")),
        bytes.clone(),
        "a.xlsx",
    );
    assert_eq!(lines.problems(), [problem("merged-unmapped", 3, "A")]);
    // A blank that is no part of a merge is a blank.
    assert_eq!(lines.kind("problem")[0]["count"], 2);
    let explained = one_list("residents", "", &fields(", merged = \"repeat\""));
    let lines = read(&explained, bytes, "a.xlsx");
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.records()[2]["household_no"], "000001");
}
