//! The value of a field that stands in no column.

use mimamori_container::Value;
use mimamori_record::line::FieldType;
use mimamori_record::reason;
use mimamori_text::squeeze;

use crate::about::Place;
use crate::mapping::{Field, PART};
use crate::origin::{Above, Origin, texts_of};
use crate::value::{Context, Got, read_cell};
use crate::when::dates_in;

/// Reads the value of a field at its origin; blank when nothing stands there and nothing must.
pub(crate) fn stated(
    field: &Field,
    origin: &Origin,
    place: Place<'_>,
    above: &Above,
    context: Context<'_>,
) -> Got {
    let cell = match origin {
        Origin::Cell(row, column) => above.cell(*row, *column),
        _ => None,
    };
    if let Some(cell) = cell.filter(|cell| cell.text().is_none() && field.pattern.is_none()) {
        return read_cell(field, cell, context);
    }
    let mut texts = texts_of(origin, place, above);
    if let Some(pattern) = &field.pattern {
        texts = texts.iter().filter_map(|text| pattern.of(text)).collect();
    }
    let mut first = None;
    for text in texts.iter().filter(|text| !text.is_empty()) {
        match of_text(field, text, context) {
            got @ (Got::Value(_) | Got::Noted(..)) => return got,
            got => {
                first.get_or_insert(got);
            }
        }
    }
    match first {
        Some(got) => got,
        None if field.optional || !(origin.on_sheet() || field.pattern.is_some()) => Got::Blank,
        None => Got::Bad(&reason::MISSING_LABEL),
    }
}

/// A title says more than the value: 「みなと小学校 3年1組 令和8年5月1日現在」.
fn of_text(field: &Field, text: &str, context: Context<'_>) -> Got {
    let value = match field.r#type {
        FieldType::Institution => context.registry.inside(text).map(str::to_owned),
        FieldType::Code if field.key == PART => {
            let text = squeeze(text);
            let inside = field.codes.keys().filter(|code| text.contains(*code));
            inside.max_by_key(|code| code.len()).cloned()
        }
        FieldType::Date | FieldType::Month => dates_in(text).first().map(ToString::to_string),
        _ => None,
    };
    let value = Value::Text(value.unwrap_or_else(|| text.to_owned()));
    read_cell(field, &value, context)
}
