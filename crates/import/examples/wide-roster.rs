//! Writes the town and the roster of `just bench-import`: wide-roster FOLDER ROWS.
//!
//! 100,000 rows and 20 columns are what a city's residents come to; the practice town is too small
//! to show what a row costs. Names repeat as names do; addresses, numbers and dates hardly repeat.

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own, beside the kit"
)]

use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook, XlsxError};

const FAMILY: [(&str, &str); 8] = [
    ("空野", "ソラノ"),
    ("星田", "ホシダ"),
    ("海原", "ウナバラ"),
    ("森下", "モリシタ"),
    ("𠮷川", "ヨシカワ"),
    ("山﨑", "ヤマサキ"),
    ("早瀬", "ハヤセ"),
    ("小鳥遊", "タカナシ"),
];
const GIVEN: [(&str, &str); 8] = [
    ("ひなた", "ヒナタ"),
    ("蒼", "アオイ"),
    ("結衣", "ユイ"),
    ("湊", "ミナト"),
    ("葵", "アオイ"),
    ("陽翔", "ハルト"),
    ("さくら", "サクラ"),
    ("凪", "ナギ"),
];
const HEADINGS: [&str; 20] = [
    "宛名番号",
    "世帯番号",
    "氏名",
    "カナ氏名",
    "旧氏",
    "通称",
    "生年月日",
    "性別",
    "続柄",
    "住所",
    "郵便番号",
    "電話番号",
    "保護者氏名",
    "保護者カナ",
    "住民となった日",
    "住民状態",
    "異動日",
    "支援措置",
    "行政区",
    "備考",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("wide-roster FOLDER ROWS")?;
    let rows = arguments.next().ok_or("wide-roster FOLDER ROWS")?.parse()?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("town"))?;
    fs::create_dir_all(folder.join("in"))?;
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/wide-roster"))? {
        let file = file?;
        fs::copy(file.path(), folder.join("town").join(file.file_name()))?;
    }
    let path = folder.join("in/residents.xlsx");
    roster(rows)?.save(path)?;
    Ok(())
}

fn roster(rows: u32) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy/m/d");
    let marked = Format::new().set_background_color(Color::RGB(0x00FF_FF00));
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write(0, column, heading)?;
    }
    let first = NaiveDate::from_ymd_opt(1940, 1, 1).unwrap_or_default();
    for number in 0..rows {
        let row = number + 1;
        // Any fixed scatter will do.
        let scatter = u64::from(number) * 2_654_435_761 % 4_294_967_291;
        let pick = |list: &[(&'static str, &'static str); 8], by: u64| {
            let place = usize::try_from(scatter / by % 8).unwrap_or(0);
            list[place]
        };
        let (family, given) = (pick(&FAMILY, 7), pick(&GIVEN, 1_009));
        let guardian = pick(&GIVEN, 70_001);
        let born = first + Days::new(scatter % 22_000);
        let since = first + Days::new(31_000 - scatter % 9_000);
        sheet.write(row, 0, format!("{:010}", number + 1))?;
        sheet.write(row, 1, f64::from(number / 3 + 1))?;
        sheet.write(row, 2, format!("{} {}", family.0, given.0))?;
        sheet.write(row, 3, format!("{} {}", family.1, given.1))?;
        if number % 50 == 0 {
            sheet.write(row, 4, "旧川")?;
        }
        if number % 40 == 0 {
            sheet.write(row, 5, "LEE HANA")?;
        }
        let serial = |day: NaiveDate| ExcelDateTime::parse_from_str(&day.to_string());
        sheet.write_with_format(row, 6, &serial(born)?, &day)?;
        sheet.write(row, 7, if scatter % 2 == 0 { "男" } else { "女" })?;
        sheet.write(row, 8, ["本人", "妻", "子"][number as usize % 3])?;
        let address = format!("ひなた町大字日向{}番地{}", scatter % 5_000, scatter % 97);
        sheet.write(row, 9, address)?;
        sheet.write(row, 10, format!("999-{:04}", scatter % 100))?;
        sheet.write(
            row,
            11,
            format!("0999-{:02}-{:04}", scatter % 90, scatter % 9_973),
        )?;
        sheet.write(row, 12, format!("{} {}", family.0, guardian.0))?;
        sheet.write(row, 13, format!("{} {}", family.1, guardian.1))?;
        sheet.write_with_format(row, 14, &serial(since)?, &day)?;
        sheet.write(row, 15, "住民")?;
        if number % 20 == 0 {
            sheet.write(
                row,
                16,
                format!("R7.{}.{}", 1 + number % 12, 1 + number % 28),
            )?;
        }
        if number % 500 == 0 {
            sheet.write_with_format(row, 17, "有", &marked)?;
        }
        sheet.write(row, 18, format!("第{}区", scatter % 40))?;
        sheet.write(row, 19, f64::from(number % 1_000))?;
        if number % 997 == 0 {
            sheet.set_row_hidden(row)?;
        }
    }
    Ok(book)
}
