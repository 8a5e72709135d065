//! What stands below headings or inside of them and names no column: units, numbers, weekdays.

use mimamori_container::{Cell, Row};
use mimamori_text::fold_width;

/// A row that belongs to the headings above it: weekdays, units, or the numbers of the columns.
pub(super) fn under_headings(row: &Row) -> bool {
    let all = |is: fn(&str) -> bool| {
        let text = |cell: &Cell| cell.value.text().is_some_and(|text| is(unbracketed(text)));
        row.cells.iter().all(text)
    };
    let many = row.cells.len() >= 3;
    many && all(is_weekday) || row.cells.len() >= 2 && all(is_unit) || many && numbered(row)
}

/// The texts over a column without units below the lowest and without remarks in brackets between
/// them. A lowest text in brackets stays: 氏名 over （カナ） is another column than 氏名.
pub(super) fn bare<'a>(over: &[&'a str]) -> Vec<&'a str> {
    // Without brackets 名 is a given name and 年 a part of a date.
    let unit = |text: &str| unbracketed(text) != text.trim() && is_unit(unbracketed(text));
    let names = |text: &&str| !unit(text) && number(text).is_none();
    let Some(lowest) = over.iter().rposition(names) else {
        return over.to_vec();
    };
    let above = over[..lowest]
        .iter()
        .filter(|text| unbracketed(text) == **text);
    above.chain([&over[lowest]]).copied().collect()
}

pub(super) fn unbracketed(text: &str) -> &str {
    let text = text.trim();
    let inside = text
        .strip_prefix(['(', '（', '[', '［'])
        .and_then(|rest| rest.strip_suffix([')', '）', ']', '］']));
    inside.map_or(text, str::trim)
}

fn is_weekday(text: &str) -> bool {
    matches!(text, "月" | "火" | "水" | "木" | "金" | "土" | "日" | "祝")
}

fn is_unit(text: &str) -> bool {
    const UNITS: &[&str] = &[
        "人", "名", "円", "千円", "日", "回", "年", "月", "歳", "か月", "点", "件", "時間", "分",
        "%", "kg", "g", "cm", "℃",
    ];
    UNITS.contains(&fold_width(text).to_lowercase().as_str())
}

/// 3, ３, ③.
fn number(text: &str) -> Option<usize> {
    fold_width(text.trim()).parse().ok()
}

/// 1, 2, 3, … in each cell: nobody's row, but the numbers of the columns.
fn numbered(row: &Row) -> bool {
    let numbers = row.cells.iter().map(|cell| number(&cell.value.shown()));
    numbers.eq((1..=row.cells.len()).map(Some))
}

#[cfg(test)]
mod tests {
    use mimamori_container::Value;

    use super::*;

    fn row(texts: &[&str]) -> Row {
        let value = |text: &&str| match text.parse::<f64>() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::Text((*text).to_owned()),
        };
        Row {
            cells: (0..)
                .zip(texts.iter().map(value))
                .map(|(n, v)| Cell::new(n, v))
                .collect(),
            ..Row::default()
        }
    }

    #[test]
    fn units_numbers_and_weekdays_belong_to_the_headings() {
        for below in [
            &["（年）", "（日）"][..],
            &["円", "人", "％"],
            &["①", "②", "③"],
            &["1", "2", "3", "4"],
            &["月", "(火)", "水"],
        ] {
            assert!(under_headings(&row(below)), "{below:?}");
        }
        for somebody in [
            &["1", "空野"][..],
            &["3", "1", "2"],
            &["85", "6260"],
            &["1"],
            &["男", "3"],
        ] {
            assert!(!under_headings(&row(somebody)), "{somebody:?}");
        }
    }

    #[test]
    fn a_remark_in_brackets_tells_columns_apart_only_at_the_bottom() {
        assert_eq!(bare(&["欠席", "（日）", "5"]), ["欠席"]);
        assert_eq!(
            bare(&["児童", "（住民基本台帳）", "氏名"]),
            ["児童", "氏名"]
        );
        assert_eq!(bare(&["氏名", "（カナ）"]), ["氏名", "（カナ）"]);
        assert_eq!(bare(&["1", "2"]), ["1", "2"]);
        assert_eq!(bare(&["氏名", "名"]), ["氏名", "名"]);
        assert_eq!(bare(&["生年月日", "年"]), ["生年月日", "年"]);
    }
}
