use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx, open_workbook_auto_from_rs};
use mimamori_paper::{RowKey, layout, recognise};
use mimamori_record::Lang;

use crate::agenda::{agenda, mark};

#[test]
fn the_mark_stands_in_properties_name_and_field_row() {
    let built = agenda(Lang::Ja).finish().unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(built.bytes.clone())).unwrap();
    let mut custom = String::new();
    zip.by_name("docProps/custom.xml")
        .unwrap()
        .read_to_string(&mut custom)
        .unwrap();
    for part in [
        "mimamori-kind",
        "agenda",
        "mimamori-series",
        "k7q2",
        "mimamori-day",
        "2026-06-01",
    ] {
        assert!(custom.contains(part), "{part}");
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(built.bytes)).unwrap();
    let names: Vec<String> = book.defined_names().iter().map(|n| n.0.clone()).collect();
    assert_eq!(
        recognise(names.iter().map(String::as_str), []),
        Some(mark())
    );
    let range = book.worksheet_range("名簿").unwrap();
    check_layout(&range);
    assert!(look(&book.worksheet_range("読めなかったもの").unwrap()).is_none());
}

/// The demo as LibreOffice 7.4 saved it: titles, names, dates and the mark must have survived.
#[test]
fn saved_again_by_another_office_program_the_paper_is_still_known() {
    for ending in ["xlsx", "xls", "ods"] {
        let path = format!(
            "{}/tests/paper/saved_again/agenda.{ending}",
            env!("CARGO_MANIFEST_DIR")
        );
        let bytes = std::fs::read(path).unwrap();
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = book.defined_names().iter().map(|n| n.0.clone()).collect();
        assert_eq!(
            recognise(names.iter().map(String::as_str), []),
            Some(mark()),
            "{ending}"
        );
        let range = book.worksheet_range("名簿").unwrap();
        check_layout(&range);
        let days = range.used_cells().filter(|c| is_day(c.2)).count();
        assert_eq!(days, 3, "{ending}");
    }
}

fn is_day(value: &Data) -> bool {
    matches!(value, Data::DateTime(_) | Data::DateTimeIso(_))
}

fn look(range: &calamine::Range<calamine::Data>) -> Option<mimamori_paper::Layout> {
    let end = range.end().unwrap();
    layout((end.0 + 1, end.1 + 1), |row, column| {
        range.get_value((row, column)).map(ToString::to_string)
    })
}

fn check_layout(range: &calamine::Range<calamine::Data>) {
    let found = look(range).unwrap();
    assert_eq!(found.mark, mark());
    assert_eq!(found.key_column, 0);
    let fields: Vec<&str> = found.fields.values().map(String::as_str).collect();
    assert_eq!(
        fields,
        [
            "name",
            "birth_date",
            "decision",
            "policy",
            "worker",
            "next_review"
        ]
    );
    let end = range.end().unwrap();
    let keys: Vec<String> = (found.field_row + 1..=end.0)
        .filter_map(|row| range.get_value((row, 0)))
        .filter_map(|cell| match RowKey::from_cell(&cell.to_string()) {
            RowKey::Keyed { key, digest } => digest.map(|digest| format!("{key} {digest}")),
            RowKey::Heading | RowKey::Text => None,
        })
        .collect();
    assert_eq!(
        keys,
        [
            "p-k7q2-000120 9f31ac",
            "p-k7q2-000121 9f31ac",
            "p-k7q2-000122 9f31ac"
        ]
    );
    assert_eq!(found.keys, 3);
    assert_eq!(found.printed.len(), 5, "columns without a field");
    // Every row below the fields that the paper itself made says so.
    let (height, width) = range.get_size();
    let bare = (found.field_row + 1..height as u32).filter(|row| {
        let cell = |column: u32| {
            let value = range.get_value((*row, column));
            value.map(ToString::to_string).unwrap_or_default()
        };
        cell(0).is_empty() && (1..width as u32).any(|column| !cell(column).is_empty())
    });
    assert_eq!(bare.count(), 0);
}
