//! Headings: one row or several, merged or not, parts side by side, a column per day.

use rust_xlsxwriter::Format;

use super::*;

const NAMES: &str = "name = { label = \"児童氏名\" }\nguardian_name = { label = \"保護者氏名\" }\naddress = { label = \"住所\" }\n";

fn children() -> Mapping {
    one_list("school-register", "", NAMES)
}

#[test]
fn merged_headings_of_two_rows_are_joined() {
    let bytes = workbook(|sheet| {
        let plain = Format::new();
        sheet.write(0, 0, "学齢簿").unwrap();
        sheet.merge_range(2, 0, 2, 1, "児童", &plain).unwrap();
        sheet.merge_range(2, 2, 2, 3, "保護者", &plain).unwrap();
        sheet.merge_range(2, 4, 3, 4, "住　所", &plain).unwrap();
        for (column, text) in [(0, "氏名"), (1, "性別"), (2, "氏名"), (3, "続柄")] {
            sheet.write(3, column, text).unwrap();
        }
        for (column, text) in [
            (0, "空野　ひなた"),
            (1, "女"),
            (2, "空野 母"),
            (4, "本町1-1"),
        ] {
            sheet.write(4, column, text).unwrap();
        }
    });
    let lines = read(&children(), bytes, "a.xlsx");
    assert_eq!(
        lines.columns(),
        r#"{"address":"E","guardian_name":"C","name":"A"}"#
    );
    let record = lines.records()[0];
    assert_eq!(
        (&record["name"], &record["row"]),
        (&Json::from("空野　ひなた"), &Json::from(5))
    );
    // A title, three groups' names, four headings below; sex is not asked for.
    assert_eq!(lines.cells(), [12, 3, 8, 1, 0]);
}

#[test]
fn units_and_remarks_between_headings_do_not_hide_them() {
    let text = "児童,,保護者,\n（住民基本台帳）,,（届出）,住所\n氏名,学年,氏名,\n,（年）,（名）,\n1,2,3,4\n空野,3,空野母,本町\n";
    let lines = read_text(&children(), text);
    assert_eq!(
        lines.columns(),
        r#"{"address":"D","guardian_name":"C","name":"A"}"#
    );
    assert_eq!(lines.records().len(), 1);
}

#[test]
fn the_same_headings_without_merges_are_joined_too() {
    let text = "児童,,保護者,,住所\n氏名,性別,氏名,続柄,\n空野,女,空野母,,本町\n";
    let lines = read_text(&children(), text);
    assert_eq!(
        lines.columns(),
        r#"{"address":"E","guardian_name":"C","name":"A"}"#
    );
    assert_eq!(lines.records().len(), 1);
}

#[test]
fn a_heading_that_stands_twice_is_read_from_neither() {
    let lines = read_text(&children(), "児童氏名,住所,住所\n空野,本町,東町\n");
    assert!(
        lines
            .problems()
            .contains(&problem("duplicate-label", 1, "C"))
    );
    assert!(lines.records()[0].get("address").is_none());
}

#[test]
fn a_missing_column_is_a_problem_and_the_rest_is_read() {
    let lines = read_text(&children(), "児童氏名,住所\n空野,本町\n");
    assert_eq!(lines.problems(), [problem("missing-label", 1, "")]);
    assert_eq!(lines.kind("problem")[0]["field"], "guardian_name");
    assert_eq!(lines.records()[0]["address"], "本町");
}

#[test]
fn a_form_is_no_table_and_leaves_a_gap() {
    let lines = read_text(&children(), "申請書\n\n申請者の氏名:,\n電話:,\n");
    assert_eq!(lines.problems(), [problem("missing-label", 0, "")]);
    assert_eq!(lines.source()["state"], "unreadable");
    assert!(lines.source().get("cells").is_none());
}

#[test]
fn check_ups_side_by_side_become_a_record_each() {
    let mapping = one_list(
        "checkups",
        "parts = { 4m = \"4か月児健診\", 18m = [\"1歳6か月児健診\"] }",
        "name = { label = \"氏名\" }\ndate = { label = \"受診日\", per_part = true, blank = \"no\" }\nresult = { label = \"判定\", per_part = true }\n",
    );
    let bytes = workbook(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 1, 0, "氏名", &plain).unwrap();
        sheet
            .merge_range(0, 1, 0, 2, "４か月児健診（集団）", &plain)
            .unwrap();
        sheet
            .merge_range(0, 3, 0, 4, "１歳６か月児健診", &plain)
            .unwrap();
        fill(
            sheet,
            &[
                &[],
                &["", "受診日", "判定", "受診日", "判定"],
                &["空野", "R7.5.1", "健康", "R8.5.1", ""],
                &["星田", "R8.2.1", "？", "", ""],
                &["月島", "", "", "", ""],
            ],
        );
    });
    let lines = read(&mapping, bytes, "a.xlsx");
    assert_eq!(
        lines.dates(),
        [
            "3 \"4m\" \"2025-05-01\"",
            "3 \"18m\" \"2026-05-01\"",
            "4 \"4m\" \"2026-02-01\"",
            "5 null null"
        ]
    );
    assert_eq!(
        lines.source()["columns"]["date"].to_string(),
        r#"{"18m":"D","4m":"B"}"#
    );
    assert_eq!(lines.source()["rows"], 3);
    assert_eq!(lines.problems(), [problem("unknown-code", 4, "C")]);
}

fn attendance() -> Mapping {
    one_list(
        "attendance",
        "institution = [\"folder\"]\nmonth = [\"title\", \"file\"]\nas_of = [\"month-end\"]",
        "name = { label = \"氏名\" }\nclass = { from = \"sheet\" }\ndays = { day_columns = true, blank = \"present\", codes = { \"病\" = \"absent-ill\" } }\n",
    )
}

fn month_sheet(total: &str) -> Vec<u8> {
    workbook(|sheet| {
        fill(
            sheet,
            &[
                &["出席簿　令和8年5月　3年1組"],
                &[],
                &["番号", "氏名", "", "", "", "欠席計"],
                &["", "", "金", "土", "日"],
                &["", "空野", "病", "", "", ""],
                &["", "星田"],
                &["計", total],
                &[],
                &["記号　病＝病気"],
            ],
        );
        for (column, day) in [(2, 1.0), (3, 2.0), (4, 31.0)] {
            sheet.write(2, column, day).unwrap();
        }
        sheet.write(4, 0, 1).unwrap();
        sheet.write(5, 0, 2).unwrap();
        sheet.write(4, 5, 1).unwrap();
    })
}

#[test]
fn a_column_per_day_becomes_marks_and_weekdays_are_headings() {
    let lines = read(&attendance(), month_sheet("2名"), "みなと小/出欠.xlsx");
    assert_eq!(lines.problems(), []);
    let records = lines.records();
    assert_eq!(
        records[0]["days"].to_string(),
        r#"{"2026-05-01":"absent-ill"}"#
    );
    assert_eq!(records[1]["days"].to_string(), "{}");
    assert_eq!(records[0]["class"], "3年1組");
    let source = lines.source();
    assert_eq!(
        source["days"].to_string(),
        r#"{"2026-05-01":"C","2026-05-02":"D","2026-05-31":"E"}"#
    );
    assert_eq!(
        (&source["institution"], &source["from"], &source["as_of"]),
        (
            &Json::from("みなと小"),
            &Json::from("2026-05-01"),
            &Json::from("2026-05-31")
        )
    );
    // Title, six headings, three weekdays, two cells of the total row, the legend; 番号 and 欠席計 left out.
    assert_eq!(lines.cells(), [19, 3, 13, 3, 0]);
}

#[test]
fn a_mark_below_a_day_that_the_month_does_not_have_is_told() {
    let text = "出席簿 令和8年4月\n\n番号,氏名,29,30,31\n1,空野,病,,病\n2,星田,,,病\n";
    let lines = read(&attendance(), text.as_bytes().to_vec(), "みなと小/出欠.csv");
    assert_eq!(lines.problems(), [problem("date-no-such-day", 4, "E")]);
    assert_eq!(lines.kind("problem")[0]["count"], 2);
    assert_eq!(lines.cells(), [13, 3, 6, 2, 2]);
}

#[test]
fn a_weekday_that_is_not_that_of_the_day_is_told_with_its_columns() {
    let sheet = |title: &str, days: [&str; 3], weekdays: [&str; 3]| {
        let bytes = workbook(|sheet| {
            let heading = ["氏名", days[0], days[1], days[2]];
            let below = ["", weekdays[0], weekdays[1], weekdays[2]];
            fill(sheet, &[&[title], &heading, &below, &["空野", "病"]]);
        });
        read(&attendance(), bytes, "みなと小/出欠.xlsx")
    };
    let (may, days) = ("令和8年5月", ["1", "7", "31"]);
    let right = sheet(may, days, ["金", "木", "日"]);
    assert_eq!(right.problems(), []);
    // Last year's title, over the days of this year.
    let lines = sheet("令和7年5月", days, ["金", "木", "日"]);
    assert_eq!(lines.problems(), [problem("date-wrong-weekday", 3, "B")]);
    assert_eq!(lines.kind("problem")[0]["count"], 3);
    // One day mistyped, the weekday below it or beside it: it is read as the number says.
    for (days, weekdays) in [
        (["1", "6", "31"], ["金", "木", "日"]),
        (["1(金)", "6(木)", "31(日)"], ["", "", ""]),
        (["1", "6", "31"], ["(金)", "（木）", "日"]),
    ] {
        let lines = sheet(may, days, weekdays);
        let told = lines.problems();
        assert_eq!(told.len(), 1, "{days:?} {told:?}");
        assert_eq!(
            (told[0].0.as_str(), told[0].2.as_str()),
            ("date-wrong-weekday", "C")
        );
        assert_eq!(lines.source()["days"]["2026-05-06"], "C", "{days:?}");
    }
}

#[test]
fn a_total_row_that_counts_others_is_a_problem() {
    let lines = read(&attendance(), month_sheet("3名"), "みなと小/出欠.xlsx");
    assert_eq!(lines.problems(), [problem("totals-mismatch", 7, "A")]);
}

#[test]
fn an_unknown_school_stays_apart_from_the_known_ones() {
    let lines = read(&attendance(), month_sheet("2名"), "にし小/出欠.xlsx");
    assert_eq!(lines.problems(), [problem("institution-unknown", 0, "")]);
    assert_eq!(lines.source()["institution"], "にし小");
}

#[test]
fn a_month_that_nobody_can_tell_makes_the_list_unreadable() {
    let bytes = "氏名,1,2\n空野,病,\n".as_bytes().to_vec();
    let lines = read(&attendance(), bytes, "みなと小/出欠.csv");
    assert_eq!(lines.problems(), [problem("month-unknown", 0, "")]);
    assert_eq!(lines.source()["state"], "unreadable");
}
