//! What calamine says of sheets and cells, in our words: the same for every kind of workbook.

use calamine::{ExcelDateTime, SheetType, SheetVisible};
use mimamori_calendar::from_excel_serial;

use crate::book::Tab;
use crate::grid::Value;

/// The sheets that have cells.
pub(crate) fn tabs(sheets: &[calamine::Sheet]) -> Vec<Tab> {
    let with_cells = sheets.iter();
    with_cells
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| Tab {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect()
}

/// A whole number of a cell.
#[expect(
    clippy::cast_precision_loss,
    reason = "cells hold doubles in the first place, and whole numbers far below 2^53"
)]
pub(crate) fn whole(number: i64) -> f64 {
    number as f64
}

/// A number with a format of dates or times.
pub(crate) fn moment(moment: &ExcelDateTime, from_1904: bool) -> Value {
    match moment.is_duration() {
        true => Value::Time,
        false => day(moment.as_f64(), from_1904),
    }
}

/// A day, or a time without one.
pub(crate) fn day(serial: f64, from_1904: bool) -> Value {
    match (0.0..1.0).contains(&serial) {
        true => Value::Time,
        false => Value::Date(from_excel_serial(serial, from_1904)),
    }
}
