//! Rows: whose they are, what is not read, and that every cell is accounted for.

use rust_xlsxwriter::Format;

use super::*;
use mimamori_container::{Row, Rows, Unread};

fn people() -> Mapping {
    one_list(
        "residents",
        "",
        "resident_no = { label = \"宛名番号\", width = 6 }\nname = { label = \"氏名\" }\nbirth_date = { label = \"生年月日\" }\n",
    )
}

pub(super) fn csv(text: &str) -> Lines {
    read_text(&people(), text)
}

#[test]
fn what_is_blank_is_absent_and_what_is_unreadable_is_null() {
    let lines = csv("宛名番号,氏名,生年月日\n000001,空野,\n000002,星田,R7.2.29\n");
    assert_eq!(lines.records()[0].get("birth_date"), None);
    assert_eq!(lines.records()[1]["birth_date"], Json::Null);
    assert_eq!(lines.problems(), [problem("date-no-such-day", 3, "C")]);
    assert_eq!(lines.cells(), [8, 4, 3, 0, 1]);
}

#[test]
fn rows_that_are_no_persons_are_known() {
    let lines = csv(
        "宛名番号,氏名,生年月日,備考\n000001,空野,H29.5.3,\n,,,連絡済\n宛名番号,氏名,生年月日,備考\n000002,星田,H29.6.1,\n合計,2名,,\n\n※5月31日現在\n",
    );
    assert_eq!(lines.records().len(), 2);
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.cells(), [18, 6, 11, 1, 0]);
}

#[test]
fn a_row_of_nobody_is_counted_and_reported() {
    let lines = csv("宛名番号,氏名,生年月日,備考\n000001,空野,H29.5.3,\n,,H29.6.1,要確認\n");
    assert_eq!(lines.source()["rows_unread"], 1);
    assert_eq!(lines.problems(), [problem("no-identity", 3, "")]);
    assert_eq!(lines.cells(), [9, 3, 4, 1, 1]);
}

#[test]
fn something_that_was_is_not_after_the_day_of_the_run() {
    let fields = "name = { label = \"氏名\" }\nlast_seen = { label = \"目視確認日\" }\nclosed_on = { label = \"終結日\" }\n";
    let cases = one_list("cases", "", fields);
    let lines = read_text(
        &cases,
        "氏名,目視確認日,終結日\n空野,R8.6.1,R8.6.30\n星田,R9.5.20,\n",
    );
    assert_eq!(lines.problems(), [problem("date-out-of-range", 3, "B")]);
    assert_eq!(lines.records()[0]["last_seen"], "2026-06-01");
    assert_eq!(lines.records()[0]["closed_on"], "2026-06-30", "planned");
    assert_eq!(lines.records()[1]["last_seen"], Json::Null);
    // The mapping may say otherwise.
    let ahead = fields.replace("\"目視確認日\"", "\"目視確認日\", range = [\"\", \"\"]");
    let ahead = one_list("cases", "", &ahead);
    let lines = read_text(&ahead, "氏名,目視確認日,終結日\n星田,R9.5.20,\n");
    assert_eq!(lines.records()[0]["last_seen"], "2027-05-20");
}

#[test]
fn a_closed_list_that_names_nobody_is_a_problem_and_a_gap() {
    let lines = csv("宛名番号,氏名,生年月日\n※5月31日現在\n");
    assert_eq!(lines.problems(), [problem("list-empty", 0, "")]);
    assert_eq!(lines.source()["state"], "unreadable");
    assert_eq!(lines.cells(), [4, 0, 4, 0, 0]);
    let lines = csv("宛名番号,氏名,生年月日\n計0名,,\n");
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.source()["state"], "read");
    let mut may_be = people();
    may_be.lists[0].may_be_empty = true;
    let lines = read_text(&may_be, "宛名番号,氏名,生年月日\n※5月31日現在\n");
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.source()["state"], "read");
}

#[test]
fn a_quote_that_took_in_the_next_row_is_a_problem_and_nobody_is_lost_silently() {
    let head = "宛名番号,氏名,生年月日,備考\n";
    for (row, column) in [
        ("000001,\"空野,H29.5.3,\n000002,星田\",H29.6.1,\n", "B"),
        ("000001,空野,H29.5.3,\"転入\n000002,星田,H29.6.1,\"\n", "D"),
    ] {
        let lines = csv(&format!("{head}{row}000003,月島,H29.7.1,\n"));
        assert_eq!(lines.problems(), [problem("row-swallowed", 2, column)]);
        assert_eq!(lines.source()["rows_unread"], 1);
        assert_eq!(lines.records().len(), 1);
    }
    let lines = csv("宛名番号,氏名,生年月日,\"備考\n000001,空野,H29.5.3,\"\n000002,星田,,\n");
    assert_eq!(lines.problems(), [problem("row-swallowed", 1, "D")]);
    assert_eq!(lines.source()["rows_unread"], 1);
    // What people write into a cell is no row.
    let lines = csv(&format!("{head}000001,空野,H29.5.3,\"電話,訪問\n翌日\"\n"));
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.records().len(), 1);
}

#[test]
fn a_value_far_from_the_table_is_a_stray_cell() {
    let bytes = workbook(|sheet| {
        fill(
            sheet,
            &[
                &["宛名番号", "氏名", "生年月日"],
                &["000001", "空野", "H29.5.3"],
            ],
        );
        sheet.write(1_048_575, 16_383, "x").unwrap();
    });
    let lines = read(&people(), bytes, "a.xlsx");
    assert_eq!(lines.problems(), [problem("stray-cell", 1_048_576, "XFD")]);
    assert_eq!(lines.records().len(), 1);
}

#[test]
fn a_name_alone_far_below_the_table_is_a_stray_cell_and_a_gap() {
    let near = "宛名番号,氏名,生年月日\n000001,空野,H29.5.3\n,,\n,,\n,星田,\n";
    assert_eq!(csv(near).records().len(), 2);
    let far = near.replace(",,\n,,\n", &",,\n".repeat(30));
    let lines = csv(&far);
    assert_eq!(lines.problems(), [problem("stray-cell", 33, "B")]);
    assert_eq!(lines.records().len(), 1);
    assert_eq!(lines.source()["rows_unread"], 1);
}

#[test]
fn text_hidden_under_a_merge_is_not_used() {
    let bytes = workbook(|sheet| {
        fill(
            sheet,
            &[
                &["宛名番号", "氏名", "生年月日"],
                &["000001", "空野", "H29.5.3"],
            ],
        );
        sheet
            .merge_range(1, 1, 2, 1, "空野", &Format::new())
            .unwrap();
        sheet.write(2, 1, "古い名前").unwrap();
        sheet.write(2, 0, "000002").unwrap();
    });
    let lines = read(&people(), bytes, "a.xlsx");
    assert_eq!(lines.problems(), [problem("covered-text", 3, "B")]);
    assert_eq!(lines.records()[1].get("name"), None);
}

#[test]
fn lost_zeros_are_restored_and_said_once_per_column() {
    let lines = csv("宛名番号,氏名,生年月日\n12,空野,\n000345,星田,\n7,月島,\n");
    let numbers: Vec<_> = lines
        .records()
        .iter()
        .map(|r| r["resident_no"].as_str().unwrap())
        .collect();
    assert_eq!(numbers, ["000012", "000345", "000007"]);
    assert_eq!(lines.problems(), [problem("zeros-restored", 2, "A")]);
    assert_eq!(lines.kind("problem")[0]["count"], 2);
}

#[test]
fn a_column_of_individual_numbers_is_refused() {
    let lines = csv("宛名番号,氏名,生年月日\n123456789018,空野,\n223456789012,星田,\n");
    assert_eq!(lines.problems(), [problem("individual-number", 0, "A")]);
    assert!(
        lines
            .records()
            .iter()
            .all(|record| record.get("resident_no").is_none())
    );
    assert!(lines.source()["columns"].get("resident_no").is_none());
    assert_eq!(lines.cells(), [7, 2, 3, 0, 2]);
}

#[test]
fn a_column_called_individual_number_is_refused_whatever_it_holds() {
    let mapping = one_list(
        "residents",
        "",
        "resident_no = { label = \"個人番号\" }\nname = { label = \"氏名\" }\n",
    );
    let lines = read_text(&mapping, "個人番号,氏名\n12,空野\n");
    assert_eq!(lines.problems(), [problem("individual-number", 0, "A")]);
    assert!(lines.records()[0].get("resident_no").is_none());
}

#[test]
fn columns_that_no_field_names_are_not_read() {
    let lines = csv("宛名番号,氏名,生年月日,国籍,病歴\n000001,空野,H29.5.3,X,Y\n");
    assert!(
        !lines
            .all
            .iter()
            .any(|line| line.to_string().contains("\"X\""))
    );
    assert_eq!(lines.cells(), [10, 3, 5, 2, 0]);
}

#[test]
fn the_day_of_the_list_comes_from_its_title() {
    let mapping = one_list(
        "residents",
        "as_of = [\"title\", \"file\", \"month-end\"]",
        "name = { label = \"氏名\" }\n",
    );
    let read = |text: &str, file: &str| {
        read(&mapping, text.as_bytes().to_vec(), file).source()["as_of"].clone()
    };
    assert_eq!(
        read("住民記録（令和8年5月20日現在）\n氏名\n空野\n", "a.csv"),
        "2026-05-20"
    );
    assert_eq!(read("氏名\n空野\n", "住民記録_R8.5.21.csv"), "2026-05-21");
    assert_eq!(read("氏名\n空野\n", "住民記録.csv"), "2026-05-31");
    // A month alone says it where it lies before the folder's.
    assert_eq!(read("氏名\n空野\n", "住民記録_R6.4.csv"), "2024-04-30");
    assert_eq!(read("氏名\n空野\n", "住民記録_R8.5.csv"), "2026-05-31");
    assert_eq!(
        read("R6.4以降の転入者\n氏名\n空野\n", "住民記録.csv"),
        "2026-05-31"
    );
}

#[test]
fn a_town_may_add_a_field_of_its_own() {
    let mapping = one_list(
        "cases",
        "",
        "case_no = { label = \"番号\" }\nrank = { label = \"緊急度\", own = true, type = \"code\", codes = { \"AA\" = \"highest\", \"A\" = \"high\" } }\n",
    );
    let lines = read_text(&mapping, "番号,緊急度\nC1,ＡＡ\nC2,B\n");
    assert_eq!(lines.records()[0]["rank"], "highest");
    assert_eq!(lines.problems(), [problem("unknown-code", 3, "B")]);
}

#[test]
fn a_row_or_a_sheet_may_say_of_which_check_up_it_speaks() {
    let name = "name = { label = \"氏名\" }\ndate = { label = \"受診日\" }\n";
    let codes = "codes = { \"１歳半\" = \"18m\", \"3歳児\" = \"36m\" } }\n";
    let column = format!("{name}part = {{ label = \"健診名\", {codes}");
    let lines = read_text(
        &one_list("checkups", "", &column),
        "氏名,健診名,受診日\n空野　湊,1歳半,R8.4.3\n空野　湊,３歳児,R8.5.3\n空野　凪,就学時,R8.5.3\n",
    );
    let parts: Vec<_> = lines
        .records()
        .iter()
        .map(|one| one["part"].clone())
        .collect();
    assert_eq!(parts, [Json::from("18m"), "36m".into(), Json::Null]);
    assert_eq!(lines.records()[0]["date"], "2026-04-03");
    assert_eq!(lines.problems(), [problem("unknown-code", 4, "B")]);
    let place = format!("{name}part = {{ from = \"title\", {codes}");
    let lines = read_text(
        &one_list("checkups", "", &place),
        "1歳半健診 受診者一覧\n氏名,受診日\n空野　湊,R8.4.3\n",
    );
    assert_eq!(lines.records()[0]["part"], "18m");
    assert!(lines.problems().is_empty());
}

#[test]
fn a_town_may_have_a_list_of_its_own() {
    let mapping = one_list(
        "学習会",
        "own = true\n",
        "name = { label = \"氏名\" }\nfirst_on = { label = \"初回\", type = \"date\" }\n",
    );
    let lines = read_text(&mapping, "氏名,初回\n空野　湊,R8.4.3\n空野　凪,\n");
    let records = lines.records();
    assert_eq!(records[0]["dataset"], "学習会");
    assert_eq!(records[0]["first_on"], "2026-04-03");
    assert_eq!(records[1].get("first_on"), None);
    assert!(lines.problems().is_empty());
}

#[test]
fn a_row_about_a_meeting_or_an_offer_names_nobody_and_is_read() {
    let fields = "meeting_title = { label = \"会議名\" }\ndate = { label = \"開催日\" }\n";
    let lines = read_text(
        &one_list("meetings", "", fields),
        "会議名,開催日\n実務者会議,R8.5.21\n,R8.6.4\n",
    );
    assert_eq!(lines.records().len(), 1);
    assert_eq!(lines.records()[0]["date"], "2026-05-21");
    let fields = "resource = { label = \"名称\" }\noffers = { label = \"内容\" }\n";
    let text = "名称,内容\nひなたひろば,親子の遊び場\n";
    let lines = read_text(&one_list("resources", "", fields), text);
    assert_eq!(lines.records()[0]["resource"], "ひなたひろば");
    assert!(lines.problems().is_empty());
}

/// Reads a text whose rows come through `by`.
fn read_by(
    text: &str,
    by: fn(Box<dyn Rows + '_>) -> Box<dyn Rows + '_>,
) -> Result<(Done, Lines), Failure> {
    let mut book = Book::open(text.as_bytes().to_vec(), &[])
        .map_err(|why| why.code)
        .unwrap();
    let mut sheet = book.sheet(0).map_err(|why| why.code).unwrap();
    sheet.rows = by(sheet.rows);
    let place = Place {
        id: "a.1",
        path: "a.csv",
        inner: "a.csv",
        sheet: None,
        folder: None,
        unknown: None,
        same_as: None,
    };
    read_side(&people(), place, sheet, None, &mut 0)
}

/// A container that holds one cell more than it hands out.
struct Leaking<'a>(Box<dyn Rows + 'a>);

impl Rows for Leaking<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, Unread> {
        self.0.next_row()
    }

    fn held(&self) -> u64 {
        self.0.held() + 1
    }
}

#[test]
fn a_lost_cell_stops_the_run_with_status_3() {
    let text = "宛名番号,氏名,生年月日\n000001,空野,H29.5.3\n";
    let failure = read_by(text, |rows| Box::new(Leaking(rows))).unwrap_err();
    assert_eq!(failure.status.code(), 3);
    assert!(
        failure.what.en.contains("7 ≠ fields 3 + structure 3"),
        "{failure}"
    );
}

/// A container that breaks after some rows.
struct Breaking<'a>(Box<dyn Rows + 'a>, u32);

impl Rows for Breaking<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, Unread> {
        if self.1 == 0 {
            return Err(&mimamori_record::reason::FILE_UNREADABLE);
        }
        self.1 -= 1;
        self.0.next_row()
    }

    fn held(&self) -> u64 {
        self.0.held()
    }
}

#[test]
fn damage_behind_the_window_leaves_a_gap_and_keeps_what_was_read() {
    let mut text = "宛名番号,氏名,生年月日\n".to_owned();
    for number in 0..700 {
        text.push_str(&format!("{number:06},空野,\n"));
    }
    let (_, lines) = read_by(&text, |rows| Box::new(Breaking(rows, 600))).unwrap();
    assert_eq!(lines.records().len(), 599);
    assert_eq!(lines.source()["rows"], 599);
    assert_eq!(lines.source()["state"], "unreadable");
}

#[test]
fn our_own_paper_is_known_by_its_mark() {
    let (done, lines) = read_by("氏名,mimamori:review:k7q2:2026-06-01:1:\n", |rows| rows).unwrap();
    assert!(matches!(done, Done::Own));
    assert!(lines.all.is_empty());
}

#[test]
fn a_zero_byte_far_below_is_told_and_stands_in_no_value() {
    let people = (0..400).map(|number| format!("{number:06},空野{number},H29.5.3\n"));
    let text = format!("宛名番号,氏名,生年月日\n{}", people.collect::<String>());
    assert!(text.len() > 8192);
    let text = format!("{text}000998,星\0田,H29.5.3\n00\0999,月島,H29.5.\03\n");
    let lines = csv(&text);
    assert_eq!(
        lines.problems(),
        [
            problem("characters-lost", 402, "B"),
            problem("characters-lost", 403, "A"),
            problem("characters-lost", 403, "C"),
        ]
    );
    let records = lines.records();
    assert_eq!(records.len(), 402);
    assert_eq!(
        [&records[400]["name"], &records[401]["birth_date"]],
        [&Json::Null; 2]
    );
    assert_eq!(records[401]["name"], "月島");
}

#[test]
fn a_remark_beside_the_table_is_told_once_for_its_column_and_numbers_are_none() {
    let bytes = workbook(|sheet| {
        fill(
            sheet,
            &[
                &["", "宛名番号", "氏名", "生年月日"],
                &["", "000001", "空野", "H29.5.3", "", "支援措置"],
                &["", "000002", "星田", "H29.6.1", "", "転出"],
            ],
        );
        for row in 1..=2 {
            sheet.write(row, 0, row).unwrap();
        }
    });
    let lines = read(&people(), bytes, "a.xlsx");
    assert_eq!(lines.problems(), [problem("stray-cell", 2, "F")]);
    assert_eq!(lines.kind("problem")[0]["count"], 2);
    assert_eq!(lines.cells(), [13, 6, 3, 2, 2]);
}

#[test]
fn a_row_that_counts_the_absent_is_no_child() {
    let lines = csv("宛名番号,氏名,生年月日\n000001,空野,H29.5.3\n,欠席者数,\n,在籍児童数,1\n");
    assert_eq!(lines.records().len(), 1);
    assert_eq!(lines.problems(), []);
}
