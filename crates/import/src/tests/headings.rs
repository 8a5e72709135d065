//! Headings of several rows: units, notes and numbers below them, repeated, of another year.

use rust_xlsxwriter::Format;

use super::*;

const FIELDS: &str = "name = { label = \"児童氏名\" }\n\
    birth_date = { label = \"児童生年月日\" }\n\
    guardian_name = { label = \"保護者氏名\" }\n\
    address = { label = \"住所\" }\n";

fn register(keys: &str) -> Mapping {
    one_list("school-register", keys, FIELDS)
}

const BOUND: &str = r#"{"address":"F","birth_date":"C","guardian_name":"E","name":"A"}"#;

#[test]
fn three_merged_rows_and_five_unmerged_ones_are_the_same_table() {
    let row: &[&str] = &["空野", "", "H29.5.3", "女", "空野母", "本町"];
    let merged = workbook(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 4, "学齢児童", &plain).unwrap();
        sheet.merge_range(1, 0, 1, 3, "児童", &plain).unwrap();
        sheet.merge_range(0, 5, 2, 5, "住　所", &plain).unwrap();
        sheet.write(1, 4, "保護者").unwrap();
        fill(
            sheet,
            &[&[], &[], &["氏名", "", "生年月日", "性別", "氏名", ""], row],
        );
    });
    let unmerged = workbook(|sheet| {
        fill(
            sheet,
            &[
                &["学齢児童"],
                &[],
                &["児童", "", "", "", "保護者"],
                &["（住民基本台帳）", "", "", "", "（届出）", "住所"],
                &["氏名", "", "生年月日", "性別", "氏名"],
                row,
            ],
        );
    });
    let (then, now) = (
        read(&register(""), merged, "a.xlsx"),
        read(&register(""), unmerged, "b.xlsx"),
    );
    assert_eq!(
        (then.columns(), now.columns()),
        (BOUND.to_owned(), BOUND.to_owned())
    );
    assert_eq!((then.problems(), now.problems()), (vec![], vec![]));
    assert_eq!(then.records()[0]["row"], 4);
    assert_eq!(now.records()[0]["row"], 6);
    assert_eq!(
        then.records()[0]["birth_date"],
        now.records()[0]["birth_date"]
    );
}

#[test]
fn units_and_the_numbers_of_columns_belong_to_the_headings() {
    let text = "児童氏名,児童生年月日,保護者氏名,住所,所得\n（名）,（年）,,,（円）\n1,2,3,4,5\n空野,H29.5.3,空野母,本町,100\n";
    for keys in ["", "heading = { rows = 3 }"] {
        let lines = read_text(&register(keys), text);
        assert_eq!(lines.problems(), [], "{keys}");
        assert_eq!(lines.records().len(), 1, "{keys}");
        assert_eq!(lines.cells(), [18, 4, 13, 1, 0], "{keys}");
    }
}

#[test]
fn headings_of_two_rows_once_more_on_the_next_page_are_headings() {
    let head = "児童,,保護者,住所\n氏名,生年月日,氏名,\n";
    let text = format!("{head}空野,H29.5.3,空野母,本町\n{head}星田,H29.5.4,星田母,本町\n");
    let lines = read_text(&register(""), &text);
    assert_eq!(lines.problems(), []);
    let names: Vec<&Json> = lines
        .records()
        .iter()
        .map(|record| &record["name"])
        .collect();
    assert_eq!(names, ["空野", "星田"]);
}

#[test]
fn doses_under_their_vaccines_become_a_record_each() {
    let mapping = one_list(
        "checkups",
        "per = \"person-part\"\nparts = { hib-1 = \"ヒブ1回目\", hib-2 = \"ヒブ２回目\", hib-3 = \"ヒブ追加\", bcg = [\"ＢＣＧ\", \"BCG接種\"] }",
        "name = { label = \"氏名\" }\ndate = { per_part = true, blank = \"no\" }\n",
    );
    let merged = workbook(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 1, 0, "氏名", &plain).unwrap();
        sheet.merge_range(0, 1, 0, 3, "ヒブ", &plain).unwrap();
        sheet.merge_range(0, 4, 1, 4, "BCG", &plain).unwrap();
        fill(
            sheet,
            &[
                &[],
                &["", "１回目", "２回目", "追加"],
                &["空野", "R7.5.1", "R7.6.1", "", "R7.9.1"],
                &["星田", "", "", "", ""],
            ],
        );
    });
    let unmerged = "氏名,ヒブ,,,BCG\n,1回目,2回目,追加,\n空野,R7.5.1,R7.6.1,,R7.9.1\n星田,,,,\n";
    for bytes in [merged, unmerged.as_bytes().to_vec()] {
        let lines = read(&mapping, bytes, "a.xlsx");
        assert_eq!(
            lines.source()["columns"]["date"].to_string(),
            r#"{"bcg":"E","hib-1":"B","hib-2":"C","hib-3":"D"}"#
        );
        assert_eq!(
            lines.dates(),
            [
                "3 \"hib-1\" \"2025-05-01\"",
                "3 \"hib-2\" \"2025-06-01\"",
                "3 \"bcg\" \"2025-09-01\"",
                "4 null null"
            ]
        );
        assert_eq!(lines.problems(), []);
    }
}

#[test]
fn a_date_of_a_dose_may_stand_in_three_columns() {
    let mapping = one_list(
        "checkups",
        "parts = { a = \"1回目\", b = \"2回目\" }",
        "name = { label = \"氏名\" }\ndate = { join = [\"年\", \"月\", \"日\"], per_part = true }\n",
    );
    let text = "氏名,1回目,,,2回目,,\n,年,月,日,年,月,日\n空野,R7,5,1,R7,6,31\n";
    let lines = read_text(&mapping, text);
    assert_eq!(lines.records()[0]["date"], "2025-05-01");
    assert_eq!(lines.records()[1]["date"], Json::Null);
    assert_eq!(lines.problems(), [problem("date-no-such-day", 3, "E")]);
    assert_eq!(
        lines.source()["columns"]["date"].to_string(),
        r#"{"a":["B","C","D"],"b":["E","F","G"]}"#
    );
}
