//! From a cell to a value of the stream: read as the type its field has, or a problem. Nothing is
//! guessed, rounded or silently dropped.

use chrono::NaiveDate;
use mimamori_calendar::{DateError, DateOrMonth, from_excel_serial, read, read_era_coded};
use mimamori_record::line::FieldType;
use mimamori_record::reason::{self, Reason};
use mimamori_text::{
    DamageKind, find_damage, find_name_damage, fold_width, has_kanji, is_kana_text, phones, squeeze,
};
use serde_json::Value as Json;

use crate::doubted::Doubted;
use crate::mapping::{Field, Limit};
use crate::town::Registry;
use mimamori_container::{Value, number_text};

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Got {
    /// This.
    Value(Json),
    /// A value, and something that the department should still know.
    Noted(Json, &'static Reason),
    /// The same as a blank cell: a spelling that the mapping calls empty, or a form's bare 年 月 日.
    Blank,
    /// Nobody can read it.
    Bad(&'static Reason),
}

/// What reading needs beside the cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The day of the run.
    pub(crate) today: NaiveDate,
    /// The town's institutions.
    pub(crate) registry: &'a Registry,
    /// The cells that somebody holds to be wrong.
    pub(crate) doubted: &'a Doubted,
}

/// Numbers up to here have all their digits in a workbook.
const EXACT: f64 = 1e15;

/// Reads a cell as a field.
pub(crate) fn read_cell(field: &Field, cell: &Value, context: Context<'_>) -> Got {
    match cell {
        Value::Error => return Got::Bad(&reason::ERROR_CELL),
        Value::Uncomputed => return Got::Bad(&reason::FORMULA_NO_VALUE),
        Value::Number(number) if field.empty.contains(&number_text(*number)) => return Got::Blank,
        Value::Text(text) => {
            if !field.empty.is_empty() && field.empty.contains(&squeeze(text)) {
                return Got::Blank;
            }
            // Left behind by a damaged disk or program; what stood there nobody knows.
            if text.contains('\0') {
                return Got::Bad(&reason::CHARACTERS_LOST);
            }
            if is_ditto(text) && !field.codes.contains_key(&squeeze(text)) {
                return Got::Bad(&reason::DITTO);
            }
            // A name keeps its lost character: comparing takes it for any one character.
            let named = matches!(field.r#type, FieldType::Name | FieldType::Kana);
            if !named && characters_lost(text) {
                return Got::Bad(&reason::CHARACTERS_LOST);
            }
        }
        _ => {}
    }
    match field.r#type {
        FieldType::Text => text(cell, false),
        FieldType::Name => text(cell, true),
        // Names and their readings changed places, or somebody typed one for the other.
        FieldType::Kana if cell.text().is_some_and(has_kanji) => Got::Bad(&reason::TYPE_ERROR),
        FieldType::Kana => text(cell, true),
        FieldType::Id => id(field, cell),
        FieldType::Date => date(field, cell, context, false),
        FieldType::Month => date(field, cell, context, true),
        FieldType::Integer => integer(field, cell),
        FieldType::Code | FieldType::Marks => code(field, cell),
        FieldType::Yesno => yesno(field, cell),
        FieldType::Institution => match context.registry.named(&cell.shown()) {
            Some(name) => Got::Value(Json::from(name)),
            None => Got::Bad(&reason::INSTITUTION_UNKNOWN),
        },
    }
}

fn text(cell: &Value, name: bool) -> Got {
    let text = match cell {
        Value::Text(text) => text.trim().to_owned(),
        Value::Number(number) if !name && number.abs() < EXACT => number_text(*number),
        // A class 1-2 that a spreadsheet made into 2 January, TRUE in a column of words.
        _ => return Got::Bad(&reason::TYPE_ERROR),
    };
    // A dash is nobody's name; 空野 湊 over （ソラノ ミナト） is more than one.
    if name
        && (!text.contains(char::is_alphabetic) && find_name_damage(&text).is_empty()
            || says_more(&text))
    {
        return Got::Bad(&reason::TYPE_ERROR);
    }
    let damage = if name {
        find_name_damage(&text)
    } else {
        find_damage(&text)
    };
    let value = Json::from(text);
    match damage.first().map(|damage| damage.kind) {
        None => Got::Value(value),
        Some(DamageKind::Gaiji | DamageKind::Geta) => Got::Noted(value, &reason::GAIJI),
        Some(DamageKind::Replacement | DamageKind::QuestionMarks | DamageKind::LostByte) => {
            Got::Noted(value, &reason::CHARACTERS_LOST)
        }
        Some(DamageKind::WrongEncoding) => Got::Bad(&reason::CHARACTERS_LOST),
    }
}

/// Whether a character was lost on the way. Its first byte begins few others, its last one many.
fn characters_lost(text: &str) -> bool {
    text.as_bytes().contains(&0xEF) && text.contains('\u{FFFD}')
}

/// 〃, 同上: the value of the row above, or of another column.
fn is_ditto(text: &str) -> bool {
    // Every cell is asked, and hardly one says so.
    if text.len() > 16 || !text.trim_start().starts_with(['〃', '仝', '同']) {
        return false;
    }
    matches!(
        squeeze(text).as_str(),
        "〃" | "〃〃" | "仝" | "同上" | "同右" | "同左"
    )
}

/// Whether a name is followed by another line in brackets or of its kana: relation, reading, age.
fn says_more(text: &str) -> bool {
    if !text.contains('\n') {
        return false;
    }
    let mut lines = text.lines().map(squeeze).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else {
        return false;
    };
    let kana = |line: &str| is_kana_text(line) && !is_kana_text(&first);
    lines.any(|line| line.starts_with(['(', '[', '〔', '【']) || kana(&line))
}

fn id(field: &Field, cell: &Value) -> Got {
    let digits = match cell {
        Value::Text(text) => fold_width(text),
        Value::Number(number) if number.abs() >= EXACT => return Got::Bad(&reason::DIGITS_LOST),
        Value::Number(number) if *number >= 0.0 && number.fract() == 0.0 => number_text(*number),
        _ => return Got::Bad(&reason::TYPE_ERROR),
    };
    // 1.23457E+12 is what a number leaves behind when it was saved as text.
    let exponent = digits.split_once('E').is_some_and(|(before, after)| {
        let Some(after) = after.strip_prefix('+') else {
            return false;
        };
        before.chars().all(|c| c.is_ascii_digit() || c == '.')
            && after.chars().all(|c| c.is_ascii_digit())
    });
    if exponent {
        return Got::Bad(&reason::DIGITS_LOST);
    }
    if field.key == "phone" && field.width.is_empty() {
        return phone(digits, cell);
    }
    match with_zeros(&digits, field.width.first()) {
        Some(whole) => Got::Noted(Json::from(whole), &reason::ZEROS_RESTORED),
        None => Got::Value(Json::from(digits)),
    }
}

/// A telephone number. Those of Japan begin with 0, so from the number of digits it is certain
/// whether a number lost it; without area code there was none to lose.
fn phone(written: String, cell: &Value) -> Got {
    let bare = !written.starts_with('0') && written.bytes().all(|b| b.is_ascii_digit());
    if cell.text().is_some() && !bare {
        return Got::Value(Json::from(written));
    }
    match phones(&written).as_slice() {
        [whole] if *whole == format!("0{written}") => {
            Got::Noted(Json::from(whole.as_str()), &reason::ZEROS_RESTORED)
        }
        [whole] if *whole == written => Got::Value(Json::from(written)),
        _ if cell.text().is_some() => Got::Value(Json::from(written)),
        _ => Got::Bad(&reason::DIGITS_LOST),
    }
}

/// Digits that lost their zeros, with them.
pub(crate) fn with_zeros(digits: &str, width: Option<&usize>) -> Option<String> {
    let width = *width.filter(|width| digits.len() < **width)?;
    let bare = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    bare.then(|| format!("{digits:0>width$}"))
}

fn date(field: &Field, cell: &Value, context: Context<'_>, month_too: bool) -> Got {
    let found = match cell {
        Value::Date(day) => day.map(DateOrMonth::Day),
        Value::Text(text) if field.era_coded => read_era_coded(text),
        Value::Text(text) => read(text),
        Value::Number(number) => from_number(field, *number),
        _ => return Got::Bad(&reason::TYPE_ERROR),
    };
    let found = match found {
        Ok(found) => found,
        Err(DateError::Empty) => return Got::Blank,
        Err(error) => return Got::Bad(why(error)),
    };
    if !month_too && found.day().is_none() {
        return Got::Bad(&reason::DATE_NO_DAY);
    }
    let end = |limit: &Limit| match limit {
        Limit::Day(day) => *day,
        Limit::Today => context.today,
    };
    let (from, to) = &field.range;
    let early = from
        .as_ref()
        .is_some_and(|from| found.last_day() < end(from));
    let late = to.as_ref().is_some_and(|to| found.first_day() > end(to));
    if early || late {
        return Got::Bad(&reason::DATE_OUT_OF_RANGE);
    }
    Got::Value(Json::from(found.to_string()))
}

/// A bare number in a column of dates: 20260501 and, where the mapping says so, 5080501 or a
/// spreadsheet's day.
fn from_number(field: &Field, number: f64) -> Result<DateOrMonth, DateError> {
    if field.serial && number < 1_000_000.0 {
        return from_excel_serial(number, false).map(DateOrMonth::Day);
    }
    let text = number_text(number);
    if field.era_coded {
        read_era_coded(&text)
    } else {
        read(&text)
    }
}

fn why(error: DateError) -> &'static Reason {
    match error {
        DateError::Empty | DateError::NotADate => &reason::TYPE_ERROR,
        DateError::Unknown => &reason::DATE_UNKNOWN,
        DateError::YearOnly { .. } => &reason::DATE_YEAR_ONLY,
        DateError::NoYear => &reason::DATE_NO_YEAR,
        DateError::NoEra => &reason::DATE_NO_ERA,
        DateError::NoSuchDay => &reason::DATE_NO_SUCH_DAY,
        DateError::EraOverflow { .. } => &reason::DATE_ERA_OVERFLOW,
        DateError::WrongWeekday { .. } => &reason::DATE_WRONG_WEEKDAY,
        DateError::BareSerial { .. } => &reason::DATE_BARE_SERIAL,
        DateError::Ambiguous => &reason::DATE_AMBIGUOUS,
    }
}

fn integer(field: &Field, cell: &Value) -> Got {
    let written = squeeze(&cell.shown());
    if let Some(meaning) = field.codes.get(&written) {
        return meaning
            .parse::<i64>()
            .map_or(Got::Bad(&reason::TYPE_ERROR), |n| Got::Value(Json::from(n)));
    }
    let number = match cell {
        Value::Number(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            number_text(*number)
        }
        // 3年, 12歳: the unit belongs to the column, not to the number.
        Value::Text(_) => written
            .trim_end_matches(|c: char| "年生歳才人名回件".contains(c))
            .to_owned(),
        _ => return Got::Bad(&reason::TYPE_ERROR),
    };
    number
        .parse::<i64>()
        .map_or(Got::Bad(&reason::TYPE_ERROR), |n| Got::Value(Json::from(n)))
}

/// What the mapping says that a cell means.
fn meaning<'a>(field: &'a Field, cell: &Value) -> Option<&'a String> {
    // Codes are kept squeezed, and most cells are written so.
    let as_written = cell.text().and_then(|text| field.codes.get(text));
    as_written.or_else(|| field.codes.get(&squeeze(&cell.shown())))
}

fn code(field: &Field, cell: &Value) -> Got {
    match meaning(field, cell) {
        Some(meaning) => Got::Value(Json::from(meaning.as_str())),
        None => Got::Bad(&reason::UNKNOWN_CODE),
    }
}

fn yesno(field: &Field, cell: &Value) -> Got {
    if let Value::Bool(truth) = cell {
        return Got::Value(Json::from(*truth));
    }
    match meaning(field, cell) {
        Some(meaning) => Got::Value(Json::from(meaning == "yes")),
        None => Got::Bad(&reason::UNKNOWN_CODE),
    }
}

#[cfg(test)]
#[path = "value_tests.rs"]
mod tests;
