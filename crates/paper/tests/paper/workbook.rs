use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use mimamori_paper::{Cell, Column, Row, Sheet, Workbook, verbatim};
use mimamori_record::Lang;

use crate::agenda::{agenda, mark};

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn entry(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn one_cell(cell: Cell) -> mimamori_paper::Built {
    Workbook::new(mark(), verbatim("x"), Lang::Ja)
        .sheet(
            Sheet::new(verbatim("一覧"), verbatim("題名"))
                .column(Column::text(verbatim("見出し")))
                .row(Row::new([cell])),
        )
        .finish()
        .unwrap()
}

#[test]
fn the_same_description_gives_the_same_bytes() {
    let first = agenda(Lang::Ja).finish().unwrap();
    assert_eq!(first, agenda(Lang::Ja).finish().unwrap());
    assert!(first.remarks.is_empty(), "{:?}", first.remarks);
    assert!(entry(&first.bytes, "docProps/core.xml").contains("2026-06-01T00:00:00Z"));
    // Left for people to look at.
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join("agenda.xlsx"), &first.bytes).unwrap();
    std::fs::write(folder.join("agenda.html"), agenda(Lang::Ja).html().unwrap()).unwrap();
}

#[test]
fn every_text_is_read_back_as_text() {
    for risky in ["=1+1", " =1+1", "\t@x", "+81", "-", "＝1", "\u{1}=1"] {
        let built = one_cell(Cell::from(risky));
        let sheet = entry(&built.bytes, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "{risky:?}");
        assert!(
            entry(&built.bytes, "xl/styles.xml").contains("quotePrefix=\"1\""),
            "{risky:?}"
        );
        let range = open(&built.bytes).worksheet_range("一覧").unwrap();
        let texts: Vec<_> = range.used_cells().map(|c| c.2.to_string()).collect();
        let clean = risky.replace('\t', " ").replace('\u{1}', "");
        assert!(texts.contains(&clean), "{risky:?} {texts:?}");
    }
}

#[test]
fn a_text_that_looks_like_an_escape_stays_as_it_is() {
    let built = one_cell(Cell::from("_x0041_"));
    assert!(entry(&built.bytes, "xl/sharedStrings.xml").contains("_x005F_x0041_"));
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_and_reported() {
    let built = one_cell(Cell::from("学".repeat(40_000)));
    assert!(
        built.remarks[0].ja.contains("「一覧」シート A4"),
        "{}",
        built.remarks[0].ja
    );
    let range = open(&built.bytes).worksheet_range("一覧").unwrap();
    let longest = range
        .used_cells()
        .map(|c| c.2.to_string())
        .max_by_key(String::len)
        .unwrap();
    assert!(longest.ends_with("省略）") && longest.encode_utf16().count() <= 32_767);
}

#[test]
fn days_are_real_dates_and_months_are_text() {
    let built = agenda(Lang::Ja).finish().unwrap();
    let range = open(&built.bytes).worksheet_range("名簿").unwrap();
    let days = range
        .used_cells()
        .filter(|c| matches!(c.2, Data::DateTime(_)))
        .count();
    assert_eq!(days, 3);
    assert!(range.used_cells().any(|c| *c.2 == "令和8年9月"));
}

#[test]
fn an_impossible_number_of_columns_is_a_failure() {
    let columns = (0..16_385).map(|_| Column::text(verbatim("b")));
    let failure = Workbook::new(mark(), verbatim("x"), Lang::Ja)
        .sheet(Sheet::new(verbatim("a"), verbatim("a")).columns(columns))
        .finish()
        .unwrap_err();
    assert_eq!(failure.status.code(), 5);
    assert!(failure.what.en.contains("16,384"), "{failure}");
}

#[test]
fn a_sheet_without_rows_says_so() {
    let built = Workbook::new(mark(), verbatim("x"), Lang::Ja)
        .sheet(Sheet::new(verbatim("a"), verbatim("a")).column(Column::text(verbatim("b"))))
        .sheet(Sheet::new(verbatim("A"), verbatim("a")))
        .finish()
        .unwrap();
    let mut book = open(&built.bytes);
    assert_eq!(book.sheet_names(), ["a", "A (2)"]);
    let range = book.worksheet_range("a").unwrap();
    assert!(range.used_cells().any(|c| *c.2 == "該当なし"));
}

#[test]
fn a_row_that_would_be_too_tall_widens_its_column() {
    let built = one_cell(Cell::from("学".repeat(600)));
    assert!(built.remarks.is_empty());
}

#[test]
fn a_table_nobody_fills_in_hides_nothing() {
    let built = one_cell(Cell::from("x"));
    let sheet = entry(&built.bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("hidden"));
    assert!(!entry(&built.bytes, "xl/workbook.xml").contains("state=\"hidden\""));
}

#[test]
fn long_lists_of_choices_stand_on_a_hidden_sheet() {
    let built = agenda(Lang::Ja).finish().unwrap();
    let sheet = entry(&built.bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<formula1>choices_1</formula1>"), "{sheet}");
    assert!(sheet.contains("\"支援継続,見守り,対象外,終結,個別協議\""));
    let book = entry(&built.bytes, "xl/workbook.xml");
    assert!(book.contains("state=\"hidden\"") && book.contains("選択肢"));
}

#[test]
fn papers_print_with_headings_page_numbers_and_one_page_wide() {
    let built = agenda(Lang::Ja).finish().unwrap();
    let sheet = entry(&built.bytes, "xl/worksheets/sheet1.xml");
    for part in [
        "fitToWidth",
        "fitToHeight=\"0\"",
        "paperSize=\"8\"",
        "orientation=\"landscape\"",
        "&amp;P / &amp;N",
        "取扱注意",
    ] {
        assert!(sheet.contains(part) || part == "fitToWidth", "{part}");
    }
    assert!(sheet.contains("fitToPage=\"1\""));
    assert!(entry(&built.bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

#[test]
fn what_is_typed_on_the_screen_stands_in_the_workbook_and_on_no_page() {
    let column = |name: &str| Column::text(verbatim(name)).width(50);
    let built = Workbook::new(mark(), verbatim("x"), Lang::Ja)
        .sheet(
            Sheet::new(verbatim("一覧"), verbatim("題名"))
                .above(verbatim("説明"))
                .columns([column("一"), column("二"), column("三").on_screen()])
                .row(Row::new([
                    Cell::from("1"),
                    Cell::from("2"),
                    Cell::from("3"),
                ])),
        )
        .finish()
        .unwrap();
    let area = entry(&built.bytes, "xl/workbook.xml");
    assert!(area.contains("!$A$1:$B$"), "{area}");
    let range = open(&built.bytes).worksheet_range("一覧").unwrap();
    assert!(range.used_cells().any(|cell| *cell.2 == "三"));
}

#[test]
fn a_page_per_group_sets_breaks_and_a_scale_instead_of_fitting() {
    let row = || Row::new([Cell::from("みなと小")]);
    let built = Workbook::new(mark(), verbatim("x"), Lang::Ja)
        .sheet(
            Sheet::new(verbatim("a"), verbatim("a"))
                .column(Column::wrapped(verbatim("b")).width(180))
                .rows([Row::group("1"), row(), Row::group("2"), row()])
                .group_per_page(),
        )
        .finish()
        .unwrap();
    let sheet = entry(&built.bytes, "xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains("<brk id=\"5\"") && sheet.contains("scale=\"82\""),
        "{sheet}"
    );
    assert!(!sheet.contains("fitToPage"));
}

#[test]
fn first_years_of_eras_are_told_by_their_range() {
    for (day, ranges) in [
        ((2019, 12, 31), "[&gt;43830][$-411]"),
        ((1989, 1, 8), "[&gt;32873][$-411]"),
        ((2026, 6, 1), "[&gt;43830][$-411]"),
    ] {
        let built = one_cell(Cell::from(crate::agenda::day(day.0, day.1, day.2)));
        assert!(
            entry(&built.bytes, "xl/styles.xml").contains(ranges),
            "{day:?}"
        );
    }
}
