//! Values that stand in several columns.

use rust_xlsxwriter::Format;

use super::*;

fn said(lines: &Lines, key: &str) -> Vec<String> {
    let records = lines.records();
    records
        .iter()
        .map(|record| record.get(key).map_or("-".to_owned(), Json::to_string))
        .collect()
}

fn csv(fields: &str, text: &str) -> Lines {
    read_text(&one_list("residents", "", fields), text)
}

#[test]
fn a_name_in_two_columns_is_one_name() {
    let lines = csv(
        "name = { join = [[\"姓\", \"氏\"], \"名\"] }\nkana = { join = [\"セイ\", \"メイ\"], with = \" \" }\n",
        "氏,名,セイ,メイ,備考\n空野,ひなた,ソラノ,ヒナタ,\n星田,,ホシダ,,\n",
    );
    assert_eq!(said(&lines, "name"), ["\"空野\u{3000}ひなた\"", "\"星田\""]);
    assert_eq!(said(&lines, "kana"), ["\"ソラノ ヒナタ\"", "\"ホシダ\""]);
    assert_eq!(
        lines.source()["columns"].to_string(),
        r#"{"kana":["C","D"],"name":["A","B"]}"#
    );
    assert_eq!(lines.cells(), [11, 6, 5, 0, 0]);
}

#[test]
fn a_name_of_which_one_column_is_missing_is_not_read_in_half() {
    let fields = "resident_no = { label = \"番号\" }\nname = { join = [\"姓\", \"名\"] }\n";
    let lines = csv(fields, "番号,姓\n1,空野\n");
    assert_eq!(lines.problems(), [problem("missing-label", 1, "")]);
    assert_eq!(said(&lines, "name"), ["-"]);
    assert_eq!(
        lines.source()["columns"].to_string(),
        r#"{"resident_no":"A"}"#
    );
}

#[test]
fn the_area_code_of_a_telephone_number_gets_back_its_zero() {
    let fields = "name = { label = \"氏名\" }\n\
        phone = { join = [\"市外\", \"市内\", \"番号\"], with = \"-\" }\n";
    let lines = csv(
        fields,
        "氏名,市外,市内,番号\n空野,465,82,1111\n星田,0465,82,1111\n月島,,82,1111\n雲井,90,1234,5678\n",
    );
    assert_eq!(
        said(&lines, "phone"),
        [
            "\"0465-82-1111\"",
            "\"0465-82-1111\"",
            "\"82-1111\"",
            "\"090-1234-5678\""
        ]
    );
    assert_eq!(lines.problems(), [problem("zeros-restored", 2, "B")]);
    assert_eq!(lines.kind("problem")[0]["count"], 2);
}

const ADDRESS: &str = "name = { label = \"氏名\" }\n\
    postal_code = { label = \"郵便番号\", span = 3, width = [3, 0, 4] }\n\
    phone = { label = \"電話番号\", span = 5, width = [4, 0, 0, 0, 4] }\n\
    birth_date = { label = \"生年月日\", span = 4 }\n";

/// Merged headings, with 市外 and the like under the one and nothing under the other.
fn addresses() -> Vec<u8> {
    workbook(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 1, 0, "氏名", &plain).unwrap();
        sheet.merge_range(0, 1, 1, 3, "郵便番号", &plain).unwrap();
        sheet.merge_range(0, 4, 0, 8, "電話番号", &plain).unwrap();
        sheet.merge_range(0, 9, 0, 12, "生年月日", &plain).unwrap();
        let under = [
            (4, "市外"),
            (6, "市内"),
            (8, "番号"),
            (9, "元号"),
            (10, "年"),
            (11, "月"),
            (12, "日"),
        ];
        for (column, text) in under {
            sheet.write(1, column, text).unwrap();
        }
        let texts = [
            [
                "空野", "891", "－", "0085", "0997", "-", "22", "-", "0085", "平成", "29", "5", "3",
            ],
            [
                "星田", "", "-", "", "090", "-", "1234", "-", "5678", "Ｒ", "元年", "5月", "1日",
            ],
            ["月島", "", "", "", "", "", "", "", "", "平成", "", "", ""],
            [
                "雲井", "", "", "", "", "", "", "", "", "平成", "31", "5", "1",
            ],
        ];
        for (row, cells) in (2..).zip(texts) {
            for (column, text) in (0..).zip(cells) {
                if !text.is_empty() {
                    sheet.write(row, column, text).unwrap();
                }
            }
        }
        for (column, number) in [(1, 891), (3, 85), (4, 997), (6, 22), (8, 85)] {
            sheet.write(4, column, number).unwrap();
        }
    })
}

#[test]
fn columns_under_one_heading_make_up_one_value() {
    let lines = read(&one_list("residents", "", ADDRESS), addresses(), "a.xlsx");
    assert_eq!(
        said(&lines, "postal_code"),
        ["\"8910085\"", "-", "\"8910085\"", "-"]
    );
    assert_eq!(
        said(&lines, "phone"),
        ["\"0997220085\"", "\"09012345678\"", "\"0997220085\"", "-"]
    );
    assert_eq!(
        said(&lines, "birth_date"),
        ["\"2017-05-03\"", "\"2019-05-01\"", "-", "null"]
    );
    assert_eq!(
        lines.problems(),
        [
            problem("date-era-overflow", 6, "J"),
            problem("zeros-restored", 5, "D"),
            problem("zeros-restored", 5, "E"),
        ]
    );
    assert_eq!(
        lines.source()["columns"]["birth_date"].to_string(),
        r#"["J","K","L","M"]"#
    );
    // The date that no calendar has is four cells of problems.
    assert_eq!(lines.cells()[4], 4);
}

#[test]
fn dates_in_columns_may_lack_the_era_the_day_or_anything_in_between() {
    let day = |keys: &str, text: &str| {
        let fields = format!("name = {{ label = \"氏名\" }}\nbirth_date = {{ {keys} }}\n");
        let lines = csv(&fields, text);
        let codes: Vec<String> = lines.problems().into_iter().map(|p| p.0).collect();
        format!("{} {}", said(&lines, "birth_date")[0], codes.join(" "))
    };
    let three = "join = [\"年\", \"月\", \"日\"]";
    assert_eq!(
        day(three, "氏名,年,月,日\n空野,2017,5,3\n"),
        "\"2017-05-03\" "
    );
    assert_eq!(
        day(three, "氏名,年,月,日\n空野,H29,5,3\n"),
        "\"2017-05-03\" "
    );
    assert_eq!(
        day(three, "氏名,年,月,日\n空野,29,5,3\n"),
        "null date-no-era"
    );
    assert_eq!(
        day(three, "氏名,年,月,日\n空野,2017,5,\n"),
        "null date-no-day"
    );
    assert_eq!(
        day(three, "氏名,年,月,日\n空野,,5,3\n"),
        "null date-no-year"
    );
    assert_eq!(
        day(three, "氏名,年,月,日\n空野,2017,,3\n"),
        "null type-error"
    );
    let two = "join = [\"元号\", \"年月日\"]";
    assert_eq!(
        day(two, "氏名,元号,年月日\n空野,平成,29.5.3\n"),
        "\"2017-05-03\" "
    );
    let coded = "join = [\"号\", \"年\", \"月\", \"日\"], era_coded = true";
    assert_eq!(
        day(coded, "氏名,号,年,月,日\n空野,4,29,5,3\n"),
        "\"2017-05-03\" "
    );
}

#[test]
fn a_broken_piece_loses_the_value_and_names_the_piece() {
    let bytes = workbook(|sheet| {
        fill(sheet, &[&["氏名", "上", "下"], &["空野", "891"]]);
        sheet.write(1, 2, 85.5).unwrap();
    });
    let fields =
        "name = { label = \"氏名\" }\npostal_code = { join = [\"上\", \"下\"], with = \"-\" }\n";
    let lines = read(&one_list("residents", "", fields), bytes, "a.xlsx");
    assert_eq!(lines.problems(), [problem("type-error", 2, "C")]);
    assert_eq!(said(&lines, "postal_code"), ["null"]);
    assert_eq!(lines.cells(), [6, 1, 3, 0, 2]);
}
