//! Several tables on a sheet: side by side, and one below the other.

use rust_xlsxwriter::Format;

use super::*;

const FIELDS: &str = "name = { label = \"氏名\" }\nbirth_date = { label = \"生年月日\" }\n";

/// Source, row and name of each record.
fn seen(lines: &Lines) -> Vec<String> {
    let records = lines.records();
    let seen = records.iter().map(|record| {
        let text = |key: &str| record[key].as_str().unwrap_or("-").to_owned();
        let source = text("source").replace("aaaaaaaaaaaa.", "");
        format!("{source} {} {}", record["row"], text("name"))
    });
    seen.collect()
}

fn sources(lines: &Lines, key: &str) -> Vec<String> {
    let sources = lines.kind("source");
    sources
        .iter()
        .map(|source| source[key].to_string())
        .collect()
}

/// Boys left, girls right, with numbers of which the mapping knows nothing, a longer left side, and
/// a total under each.
fn boys_and_girls() -> Vec<u8> {
    workbook(|sheet| {
        sheet
            .merge_range(0, 0, 0, 6, "3年1組　名簿", &Format::new())
            .unwrap();
        fill(
            sheet,
            &[
                &[],
                &["男子", "", "", "", "女子"],
                &["番号", "氏名", "生年月日", "", "番号", "氏　名", "生年月日"],
                &["1", "空野", "H29.5.3", "", "4", "星田", "H29.5.4"],
                &["2", "月島", "H29.6.31", "", "5", "雲井", ""],
                &["3", "朝日", "H29.7.1"],
                &["計", "3名", "", "", "計", "3名"],
            ],
        );
    })
}

#[test]
fn tables_side_by_side_are_read_each_on_its_own() {
    let fields = format!("{FIELDS}class = {{ from = \"title\", pattern = \"*年{{}}組*\" }}\n");
    let mapping = one_list(
        "school-register",
        "table = { side_by_side = true }",
        &fields,
    );
    let lines = read(&mapping, boys_and_girls(), "a.xlsx");
    assert_eq!(
        seen(&lines),
        [
            "1 4 空野",
            "1 5 月島",
            "1 6 朝日",
            "1.2 4 星田",
            "1.2 5 雲井"
        ]
    );
    assert!(lines.records().iter().all(|record| record["class"] == "1"));
    assert_eq!(
        sources(&lines, "columns"),
        [
            r#"{"birth_date":"C","name":"B"}"#,
            r#"{"birth_date":"G","name":"F"}"#
        ]
    );
    assert_eq!(
        lines.problems(),
        [
            problem("date-no-such-day", 5, "C"),
            problem("totals-mismatch", 7, "E")
        ]
    );
    // The title belongs to the left side; every cell is on one side.
    let held: Vec<&Json> = lines
        .kind("source")
        .iter()
        .map(|s| &s["cells"]["held"])
        .collect();
    assert_eq!(held, [16, 11]);
}

#[test]
fn the_same_headings_twice_are_a_question_unless_the_mapping_knows() {
    let mapping = one_list("school-register", "", FIELDS);
    let lines = read(&mapping, boys_and_girls(), "a.xlsx");
    let twice = lines
        .problems()
        .into_iter()
        .filter(|p| p.0 == "duplicate-label");
    assert_eq!(twice.count(), 2);
    assert!(lines.records().is_empty());
    // A heading that stands twice in one table is no table of its own.
    let mapping = one_list("school-register", "table = { side_by_side = true }", FIELDS);
    let text = "氏名,生年月日,生年月日\n空野,H29.5.3,H29.5.4\n";
    let lines = read_text(&mapping, text);
    assert_eq!(lines.problems(), [problem("duplicate-label", 1, "C")]);
}

#[test]
fn a_month_of_two_halves_side_by_side_keeps_its_days() {
    let mapping = one_list(
        "attendance",
        "month = [\"title\"]\ntable = { side_by_side = true }",
        "name = { label = \"氏名\" }\ndays = { day_columns = true, blank = \"present\", codes = { \"病\" = \"absent-ill\" } }\n",
    );
    let text = "出欠　令和8年5月\n氏名,1,2,氏名,1,2\n空野,病,,星田,,病\n";
    let lines = read_text(&mapping, text);
    let days: Vec<String> = lines
        .records()
        .iter()
        .map(|r| r["days"].to_string())
        .collect();
    assert_eq!(
        days,
        [
            r#"{"2026-05-01":"absent-ill"}"#,
            r#"{"2026-05-02":"absent-ill"}"#
        ]
    );
    assert_eq!(
        sources(&lines, "days")[1],
        r#"{"2026-05-01":"E","2026-05-02":"F"}"#
    );
}

#[test]
fn a_class_below_the_other_says_its_own_name() {
    let fields = format!("{FIELDS}class = {{ from = \"title\", pattern = \"*年{{}}組*\" }}\n");
    let text = "学級名簿,,\n3年1組,,担任 大空\n氏名,生年月日,備考\n空野,H29.5.3,\n星田,H29.5.4,\n計,2名,\n\n3年2組,,担任 山野\n氏名,生年月日,備考\n月島,H29.6.1,\n氏名,生年月日,備考\n雲井,H29.6.2,\n計,2名,\n";
    let lines = read_text(&one_list("school-register", "", &fields), text);
    assert_eq!(lines.problems(), []);
    assert_eq!(
        seen(&lines),
        ["1 4 空野", "1 5 星田", "1.2 10 月島", "1.2 12 雲井"]
    );
    let classes: Vec<&Json> = lines.records().iter().map(|r| &r["class"]).collect();
    assert_eq!(classes, ["1", "1", "2", "2"]);
    let sum: u64 = lines
        .kind("source")
        .iter()
        .map(|s| s["cells"]["held"].as_u64().unwrap())
        .sum();
    assert_eq!(sum, 26);
}

#[test]
fn titles_between_pages_are_structure_where_nobody_asks_for_them() {
    let text = "名簿,\n氏名,生年月日\n空野,H29.5.3\n名簿,\n氏名,生年月日\n星田,H29.5.4\n\n2頁,\n氏名,生年月日\n月島,H29.5.5\n";
    let lines = read_text(&one_list("school-register", "", FIELDS), text);
    assert_eq!(lines.problems(), []);
    assert_eq!(seen(&lines), ["1 3 空野", "1 6 星田", "1 10 月島"]);
    assert_eq!(lines.cells(), [15, 6, 9, 0, 0]);
}

#[test]
fn the_last_child_of_a_page_is_no_title() {
    // Only the name is known of the child, and the headings follow.
    let text = "氏名,生年月日\n空野,H29.5.3\n星田,\n氏名,生年月日\n月島,H29.5.5\n";
    let lines = read_text(&one_list("school-register", "", FIELDS), text);
    assert_eq!(seen(&lines), ["1 2 空野", "1 3 星田", "1 5 月島"]);
}

#[test]
fn a_table_below_whose_columns_stand_otherwise_is_read_as_they_stand() {
    let text = "男子,,\n番号,氏名,生年月日\n1,空野,H29.5.3\n女子,,\n氏名,生年月日,学年\n星田,H29.5.4,3\n月島,H29.5.5,4\n";
    let lines = read_text(&one_list("school-register", "", FIELDS), text);
    assert_eq!(lines.problems(), []);
    assert_eq!(seen(&lines), ["1 3 空野", "1.2 6 星田", "1.2 7 月島"]);
    assert_eq!(
        sources(&lines, "columns"),
        [
            r#"{"birth_date":"C","name":"B"}"#,
            r#"{"birth_date":"B","name":"A"}"#
        ]
    );
}

#[test]
fn the_table_above_is_read_though_the_one_below_has_more_headings() {
    let fields = format!("{FIELDS}kana = {{ label = \"カナ\", optional = true }}\n");
    let text = "氏名,生年月日\n空野,H29.5.3\n氏名,生年月日,カナ\n星田,H29.5.4,ホシダ\n";
    let lines = read_text(&one_list("school-register", "", &fields), text);
    assert_eq!(seen(&lines), ["1 2 空野", "1.2 4 星田"]);
    assert_eq!(lines.records()[1]["kana"], "ホシダ");
}

#[test]
fn the_end_of_a_table_may_be_a_word_a_blank_row_or_a_row_number() {
    let text = "氏名,生年月日\n空野,H29.5.3\n星田,H29.5.4\n\n転出した子\n月島,H29.5.5\n";
    let names = |keys: &str| {
        let lines = read_text(&one_list("school-register", keys, FIELDS), text);
        (seen(&lines).len(), lines.problems(), lines.cells())
    };
    assert_eq!(
        names("table = { end = [\"転出した\"] }"),
        (2, vec![], [9, 4, 5, 0, 0])
    );
    assert_eq!(
        names("table = { end_at_blank = true }"),
        (2, vec![], [9, 4, 5, 0, 0])
    );
    assert_eq!(
        names("table = { rows = \"3:4\" }"),
        (1, vec![], [9, 2, 4, 3, 0])
    );
}

/// A list, a gap, and a table with other columns: children who moved away.
const LEAVERS_BELOW: &str = "学校,学年,氏名,生年月日,住所\nみなと小,1,空野,H29.5.3,本町\nみなと小,2,星田,H28.5.4,浜町\n\n転出児童\n学校,学年,転出日,氏名,転出先\nみなと小,3,R8.4.1,月島,隣町\n";

#[test]
fn another_table_below_is_told_and_nobody_is_made_of_its_headings() {
    let fields = format!(
        "{FIELDS}grade = {{ label = \"学年\" }}\naddress = {{ label = \"住所\" }}\nsex = {{ label = \"性別\" }}\nkana = {{ label = \"カナ\" }}\n"
    );
    let mapping = one_list("school-register", "", &fields);
    let lines = read_text(&mapping, LEAVERS_BELOW);
    assert_eq!(seen(&lines), ["1 2 空野", "1 3 星田"]);
    assert!(lines.problems().contains(&problem("other-table", 6, "A")));
    assert_eq!(lines.source()["rows_unread"], 2);
    // Five headings and five cells below them; the lone title stands where nothing is read.
    assert_eq!(lines.cells(), [26, 8, 5, 3, 10]);
}

#[test]
fn another_table_below_is_silent_where_the_mapping_ends_the_list() {
    let fields = format!("{FIELDS}address = {{ label = \"住所\" }}\n");
    for end in ["end_at_blank = true", "end = [\"転出\"]"] {
        let mapping = one_list("school-register", &format!("table = {{ {end} }}"), &fields);
        let lines = read_text(&mapping, LEAVERS_BELOW);
        assert_eq!(seen(&lines), ["1 2 空野", "1 3 星田"], "{end}");
        assert_eq!(lines.problems(), [], "{end}");
    }
}
