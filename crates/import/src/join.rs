//! A value that stands in several columns: a name in two, a postal code in three, a date in four.

use mimamori_container::{Value, number_text};
use mimamori_record::line::FieldType;
use mimamori_record::reason;
use mimamori_text::{fold_width, phones, squeeze};
use serde_json::Value as Json;

use crate::mapping::Field;
use crate::value::{Context, Got, read_cell, with_zeros};

/// A cell of a value: which piece it is, its column, what it holds.
pub(crate) type Piece<'a> = (usize, u32, &'a Value);

/// Reads the pieces of a value, which come in their order and without blank ones; with the column
/// that the value's problem is about.
pub(crate) fn read_joined(field: &Field, pieces: &[Piece<'_>], context: Context<'_>) -> (Got, u32) {
    let first = pieces.first().map_or(0, |(_, column, _)| *column);
    for (_, column, value) in pieces {
        match value {
            Value::Error => return (Got::Bad(&reason::ERROR_CELL), *column),
            Value::Uncomputed => return (Got::Bad(&reason::FORMULA_NO_VALUE), *column),
            Value::Text(text) if text.contains('\0') => {
                return (Got::Bad(&reason::CHARACTERS_LOST), *column);
            }
            _ => {}
        }
    }
    match field.r#type {
        FieldType::Date | FieldType::Month => (date(field, pieces, context), first),
        FieldType::Id => id(field, pieces, first),
        _ => text(field, pieces, context, first),
    }
}

fn text(field: &Field, pieces: &[Piece<'_>], context: Context<'_>, first: u32) -> (Got, u32) {
    let mut texts = Vec::new();
    for (_, column, value) in pieces {
        match read_cell(field, value, context) {
            Got::Value(Json::String(text)) | Got::Noted(Json::String(text), _) => texts.push(text),
            Got::Blank => {}
            got => return (got, *column),
        }
    }
    if texts.is_empty() {
        return (Got::Blank, first);
    }
    let whole = Value::Text(texts.join(&field.with));
    (read_cell(field, &whole, context), first)
}

/// Identifiers: marks between the pieces that have a column of their own are not part of them.
fn id(field: &Field, pieces: &[Piece<'_>], first: u32) -> (Got, u32) {
    let mut texts = Vec::new();
    let mut restored = None;
    for (piece, column, value) in pieces {
        let (text, typed) = match value {
            Value::Text(text) => (fold_width(text), true),
            Value::Number(number) if *number >= 0.0 && number.fract() == 0.0 => {
                (number_text(*number), false)
            }
            _ => return (Got::Bad(&reason::TYPE_ERROR), *column),
        };
        let mark = text.chars().all(|c| " -()〒ー―−‐".contains(c));
        if mark || field.empty.contains(&squeeze(&text)) {
            continue;
        }
        // A text that still begins with its zero has lost none: 090 where others have 0465.
        let whole = with_zeros(&text, field.width.get(*piece));
        match whole.filter(|_| !(typed && text.starts_with('0'))) {
            Some(whole) => {
                restored.get_or_insert(*column);
                texts.push(whole);
            }
            None => texts.push(text),
        }
    }
    if texts.is_empty() {
        return (Got::Blank, first);
    }
    // Of a telephone number in several columns the first one loses the zero.
    let digits = texts.concat();
    if field.key == "phone"
        && field.width.is_empty()
        && *phones(&digits) == [format!("0{digits}")]
        && let Some(area) = texts.first_mut()
    {
        area.insert(0, '0');
        restored = Some(first);
    }
    let value = Json::from(texts.join(&field.with));
    match restored {
        Some(column) => (Got::Noted(value, &reason::ZEROS_RESTORED), column),
        None => (Got::Value(value), first),
    }
}

/// Era, year, month, day; or year, month, day; or an era and the rest; or without the day.
fn date(field: &Field, pieces: &[Piece<'_>], context: Context<'_>) -> Got {
    let count = field.width_in_columns();
    let mut texts = vec![String::new(); count];
    for (piece, _, value) in pieces {
        let text = squeeze(&value.shown());
        if !field.empty.contains(&text)
            && let Some(place) = texts.get_mut(*piece)
        {
            *place = text;
        }
    }
    let worded = |text: &String| !text.is_empty() && !text.contains(|c: char| c.is_ascii_digit());
    let era = count == 4 || texts.first().is_some_and(worded);
    let (era, numbers) = match era {
        true => (texts.remove(0), texts),
        false => (String::new(), texts),
    };
    // 平成 is often there before anybody fills in the date.
    if numbers.iter().all(String::is_empty) {
        return Got::Blank;
    }
    let known = numbers.iter().take_while(|text| !text.is_empty()).count();
    if known == 0 {
        return Got::Bad(&reason::DATE_NO_YEAR);
    }
    if numbers[known..].iter().any(|text| !text.is_empty()) {
        return Got::Bad(&reason::TYPE_ERROR);
    }
    let whole = match numbers.as_slice() {
        [rest] => format!("{era}{rest}"),
        _ if field.era_coded => {
            let digits = numbers.iter().map(|text| format!("{text:0>2}"));
            format!("{era}{}", digits.collect::<String>())
        }
        _ => {
            let units = numbers[..known].iter().zip(['年', '月', '日']);
            let dated = units.map(|(text, unit)| format!("{}{unit}", text.trim_end_matches(unit)));
            format!("{era}{}", dated.collect::<String>())
        }
    };
    read_cell(field, &Value::Text(whole), context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doubted::Doubted;
    use crate::town::Registry;

    fn told(r#type: FieldType, broken: &Value) -> (Got, u32) {
        let field = Field {
            pieces: vec![
                vec!["a".to_owned()],
                vec!["b".to_owned()],
                vec!["c".to_owned()],
            ],
            ..Field::plain("x", r#type)
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let registry = Registry::new(&[]);
        let context = Context {
            today,
            registry: &registry,
            doubted: &Doubted::default(),
        };
        let (first, last) = (Value::Number(2017.0), Value::Number(3.0));
        read_joined(
            &field,
            &[(0, 4, &first), (1, 5, broken), (2, 6, &last)],
            context,
        )
    }

    #[test]
    fn a_column_without_a_value_takes_the_whole_with_it_and_is_named() {
        let lost = Value::Text("5\0".to_owned());
        for r#type in [
            FieldType::Id,
            FieldType::Date,
            FieldType::Text,
            FieldType::Name,
        ] {
            for (cell, why) in [
                (&Value::Error, &reason::ERROR_CELL),
                (&Value::Uncomputed, &reason::FORMULA_NO_VALUE),
                (&lost, &reason::CHARACTERS_LOST),
            ] {
                assert_eq!(told(r#type, cell), (Got::Bad(why), 5), "{type:?}");
            }
        }
    }
}
