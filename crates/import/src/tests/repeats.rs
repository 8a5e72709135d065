//! Values that hold for rows below them, and cells of several lines.

use rust_xlsxwriter::Format;

use super::*;

pub(super) const NAME: &str = "name = { label = \"氏名\" }\n";

pub(super) fn pivot(text: &str) -> Lines {
    let fields = "grade = { label = \"学年\", blank = \"repeat\" }\n\
        class = { label = \"組\", blank = \"repeat\" }\n";
    let mapping = one_list("school-register", "", &format!("{fields}{NAME}"));
    read_text(&mapping, text)
}

/// Grade and class of each record, and the rows in which they stand.
pub(super) fn groups(lines: &Lines) -> Vec<String> {
    let records = lines.records().into_iter();
    let text = |value: &Json| value.as_str().unwrap_or("-").to_owned();
    records
        .map(|r| format!("{} {} {}", r["grade"], text(&r["class"]), r["above"]))
        .collect()
}

#[test]
fn a_value_written_once_holds_for_the_blanks_below_it_and_says_where_it_stands() {
    let lines = pivot("学年,組,氏名\n1,1組,空野\n,,星田\n,2組,月島\n2,1組,雲井\n,,虹川\n");
    assert_eq!(
        groups(&lines),
        [
            "1 1組 null",
            r#"1 1組 {"class":2,"grade":2}"#,
            r#"1 2組 {"grade":2}"#,
            "2 1組 null",
            r#"2 1組 {"class":5,"grade":5}"#,
        ]
    );
    assert_eq!(lines.problems(), []);
    // Each value is counted once, in its own row.
    assert_eq!(lines.cells(), [13, 10, 3, 0, 0]);
}

#[test]
fn totals_and_notes_between_the_groups_take_nothing_from_above() {
    let lines = pivot("学年,組,氏名\n1,1組,空野\n,,星田\n,計,2\n2,1組,月島\n,,※転出者を除く\n");
    assert_eq!(lines.records().len(), 3);
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.cells(), [13, 7, 6, 0, 0]);
}

#[test]
fn a_row_of_its_own_heads_the_group_below_it_and_one_without_a_group_is_told() {
    let lines = pivot("学年,組,氏名\n1,,\n,1組,\n,,空野\n,,星田\n3,,\n");
    let group = r#"1 1組 {"class":3,"grade":2}"#;
    assert_eq!(groups(&lines), [group, group]);
    assert_eq!(lines.problems(), [problem("stray-cell", 6, "A")]);
    assert_eq!(lines.cells(), [8, 4, 3, 0, 1]);
}

#[test]
fn a_blank_before_the_first_value_stays_one_and_headings_of_the_next_page_are_no_value() {
    let lines = pivot("学年,組,氏名\n,,空野\n1,1組,星田\n学年,組,氏名\n,,月島\n");
    assert_eq!(
        groups(&lines),
        [
            "null - null",
            "1 1組 null",
            r#"1 1組 {"class":3,"grade":3}"#
        ]
    );
}

#[test]
fn the_name_itself_may_stand_only_in_the_first_of_several_rows() {
    let mapping = one_list(
        "school-register",
        "per = \"event\"",
        "name = { label = \"氏名\", blank = \"repeat\" }\nleft_on = { label = \"日\" }\n",
    );
    let lines = read_text(&mapping, "氏名,日\n空野,R8.4.1\n,R8.5.1\n星田,R8.6.1\n");
    let said: Vec<String> = lines
        .records()
        .iter()
        .map(|r| format!("{} {} {}", r["name"], r["left_on"], r["above"]))
        .collect();
    assert_eq!(
        said,
        [
            r#""空野" "2026-04-01" null"#,
            r#""空野" "2026-05-01" {"name":2}"#,
            r#""星田" "2026-06-01" null"#,
        ]
    );
    assert_eq!(lines.problems(), []);
}

#[test]
fn a_merged_cell_says_in_which_row_it_stands() {
    let bytes = workbook(|sheet| {
        fill(
            sheet,
            &[
                &["氏名", "住所"],
                &["空野", ""],
                &["星田"],
                &["月島", "東町"],
            ],
        );
        sheet
            .merge_range(1, 1, 2, 1, "本町", &Format::new())
            .unwrap();
    });
    let fields = format!("{NAME}address = {{ label = \"住所\", merged = \"repeat\" }}\n");
    let lines = read(&one_list("school-register", "", &fields), bytes, "a.xlsx");
    let records = lines.records();
    assert_eq!(records[1]["address"], "本町");
    assert_eq!(records[1]["above"].to_string(), r#"{"address":2}"#);
    assert_eq!(records[0].get("above"), None);
}

const LINES: &str = "name = { label = \"氏名（ふりがな）\", line = 1 }\n\
    kana = { label = \"氏名（ふりがな）\", line = 2 }\n\
    birth_date = { label = \"生年月日（年齢）\", line = 1 }\n";

fn two_lines(rows: &[&[&str]]) -> Lines {
    let heading: &[&str] = &["氏名\n（ふりがな）", "生年月日\n(年齢)"];
    let bytes = workbook(|sheet| fill(sheet, &[&[heading], rows].concat()));
    read(&one_list("school-register", "", LINES), bytes, "a.xlsx")
}

#[test]
fn each_line_of_a_cell_is_a_field_of_its_own_at_the_same_address() {
    let lines = two_lines(&[
        &["空野　湊\n（そらの　みなと）", "H29.5.3\n(9歳)"],
        &["星田　凪\r\n(ほしだ　なぎ)", "H29.6.1"],
        &["月島　蒼", ""],
    ]);
    let said: Vec<String> = lines
        .records()
        .iter()
        .map(|r| format!("{} {} {}", r["name"], r["kana"], r["birth_date"]))
        .collect();
    assert_eq!(
        said,
        [
            r#""空野　湊" "そらの　みなと" "2017-05-03""#,
            r#""星田　凪" "ほしだ　なぎ" "2017-06-01""#,
            r#""月島　蒼" null null"#,
        ]
    );
    assert_eq!(
        lines.columns(),
        r#"{"birth_date":"B","kana":"A","name":"A"}"#
    );
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.cells(), [7, 5, 2, 0, 0]);
}

#[test]
fn a_line_that_cannot_be_read_is_told_with_its_field_and_a_cell_is_counted_once() {
    let lines = two_lines(&[
        &["空野　湊\n（星田　凪）", "H29.5.3\n(9歳)"],
        &["星田　凪\nほしだ　なぎ\n海山", "H29.6.1\n"],
        &["月島　蒼\nつきしま　あおい", "H29.2.30\n(9歳)"],
    ]);
    assert_eq!(
        lines.problems(),
        [
            problem("type-error", 2, "A"),
            problem("type-error", 3, "A"),
            problem("no-identity", 3, ""),
            problem("date-no-such-day", 4, "B"),
        ]
    );
    let fields: Vec<&Json> = lines.kind("problem").iter().map(|p| &p["field"]).collect();
    assert_eq!(fields[..2], ["kana", "name"]);
    assert_eq!(lines.records()[0]["kana"], Json::Null);
    assert_eq!(lines.records()[0]["name"], "空野　湊");
    let [held, read, structure, left, problems] = lines.cells();
    assert_eq!(held, read + structure + left + problems);
    assert_eq!((read, problems), (3, 3));
}

#[test]
fn an_unreadable_value_that_holds_for_a_group_is_told_once_where_it_stands() {
    let lines = pivot("学年,組,氏名\n？,1組,空野\n,,星田\n,2組,月島\n2,3組,雲井\n×,1組,虹川\n");
    assert_eq!(
        lines.problems(),
        [problem("type-error", 2, "A"), problem("type-error", 6, "A")]
    );
    let counts: Vec<&Json> = lines.kind("problem").iter().map(|p| &p["count"]).collect();
    assert_eq!(counts, [&Json::from(3), &Json::Null]);
    // In each row of the group it stays unknown.
    assert_eq!(
        groups(&lines)[..3],
        [
            "null 1組 null",
            r#"null 1組 {"class":2,"grade":2}"#,
            r#"null 2組 {"grade":2}"#
        ]
    );
    assert_eq!(lines.cells(), [15, 10, 3, 0, 2]);
}

#[test]
fn a_merged_value_that_cannot_be_read_is_told_once_for_all_its_rows() {
    let bytes = workbook(|sheet| {
        let rows: &[&[&str]] = &[&["氏名", "生年月日"], &["空野"], &["星田"], &["月島"]];
        fill(sheet, rows);
        sheet
            .merge_range(1, 1, 3, 1, "H29.2.30", &Format::new())
            .unwrap();
    });
    let fields = format!("{NAME}birth_date = {{ label = \"生年月日\", merged = \"repeat\" }}\n");
    let lines = read(&one_list("school-register", "", &fields), bytes, "a.xlsx");
    assert_eq!(lines.problems(), [problem("date-no-such-day", 2, "B")]);
    assert_eq!(lines.kind("problem")[0]["count"], 3);
    let unknown = |record: &&Json| record.get("birth_date") == Some(&Json::Null);
    assert!(lines.records().iter().all(unknown));
    assert_eq!(lines.cells(), [6, 3, 2, 0, 1]);
}

#[test]
fn an_unreadable_value_in_a_row_of_its_own_is_counted_as_a_problem() {
    let lines = pivot("学年,組,氏名\n？,,\n,1組,空野\n,,星田\n");
    assert_eq!(lines.problems(), [problem("type-error", 2, "A")]);
    assert_eq!(lines.kind("problem")[0]["count"], 2);
    assert_eq!(lines.cells(), [7, 3, 3, 0, 1]);
}

#[test]
fn a_line_that_no_cell_has_is_told_once_for_its_field() {
    let mapping = |optional: &str| {
        let fields = format!(
            "name = {{ label = \"氏名\", line = 1 }}\nkana = {{ label = \"氏名\", line = 2 }}\n\
            former_name = {{ label = \"氏名\", line = 3{optional} }}\n"
        );
        one_list("residents", "", &fields)
    };
    let rows: &[&[&str]] = &[&["氏名"], &["空野　湊\nそらの　みなと"], &["星田　凪"]];
    let bytes = workbook(|sheet| fill(sheet, rows));
    let lines = read(&mapping(""), bytes.clone(), "a.xlsx");
    assert_eq!(lines.problems(), [problem("line-missing", 0, "A")]);
    assert_eq!(lines.kind("problem")[0]["field"], "former_name");
    assert_eq!(lines.records().len(), 2);
    // Of an optional field it may be missing.
    let lines = read(&mapping(", optional = true"), bytes, "a.xlsx");
    assert_eq!(lines.problems(), []);
}
