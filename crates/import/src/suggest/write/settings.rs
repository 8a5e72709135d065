//! A field in the mapping, and a column in a few words.

use std::collections::BTreeMap;

use mimamori_record::dictionary;
use mimamori_record::line::FieldType;
use mimamori_record::{Said, said};

use super::super::group::{Field, List};
use super::{joined, list_of, quoted};
use crate::survey::{Column, Kind, RARE, Spelling, Type, grade_of};

pub(super) fn cells<'a>(field: &Field<'a>) -> Vec<&'a Column> {
    field
        .columns
        .iter()
        .filter_map(|(member, column)| member.seen.columns.get(column))
        .collect()
}

/// Counts of several columns, added up.
pub(super) fn together<'a, K: Ord + Clone + 'a>(
    counts: impl Iterator<Item = &'a BTreeMap<K, u32>>,
) -> BTreeMap<K, u32> {
    let mut all = BTreeMap::new();
    for (key, count) in counts.flatten() {
        *all.entry(key.clone()).or_default() += count;
    }
    all
}

/// The settings of a field beside its codes.
pub(super) fn settings(
    list: &List<'_>,
    field: &Field<'_>,
    entry: &dictionary::Field,
) -> Vec<String> {
    let mut settings = vec![match field.labels.as_slice() {
        _ if !field.join.is_empty() => format!("join = {}", list_of(&field.join)),
        [one] => format!("label = {}", quoted(one)),
        many => format!("label = {}", list_of(many)),
    }];
    if field.span > 0 {
        settings.push(format!("span = {}", field.span + 1));
    }
    if let Some(line) = field.line {
        settings.push(format!("line = {line}"));
    }
    let cells = cells(field);
    if let Some(width) = width(field.key, &cells) {
        settings.push(format!("width = {width}"));
    }
    let coded: u32 = cells
        .iter()
        .filter_map(|cells| cells.dates.get(&Spelling::EraCoded))
        .sum();
    let held: u32 = cells.iter().map(|cells| cells.held).sum();
    if entry.r#type == FieldType::Date && coded * 2 > held {
        settings.push("era_coded = true".to_owned());
    }
    if field.per_part {
        settings.push("per_part = true".to_owned());
    }
    let empty = empty(field, entry.r#type);
    if !empty.is_empty() {
        settings.push(format!("empty = {}", list_of(&empty)));
    }
    if repeats(field) {
        settings.push("merged = \"repeat\"".to_owned());
    } else if heads_groups(field) {
        settings.push("blank = \"repeat\"".to_owned());
    }
    let grades = grades(field);
    if !grades.is_empty() {
        let codes: Vec<String> = grades
            .iter()
            .map(|(text, grade)| format!("{} = \"{grade}\"", quoted(text)))
            .collect();
        settings.push(format!("codes = {{ {} }}", codes.join(", ")));
    }
    if list.optional.contains(field.key) {
        settings.push("optional = true".to_owned());
    }
    settings
}

/// Whether cells of the field are merged over several persons.
pub(super) fn repeats(field: &Field<'_>) -> bool {
    !field.per_part && cells(field).iter().any(|cells| cells.lent > 0)
}

/// Whether only the first row of a school, grade or class says it for those below.
pub(super) fn heads_groups(field: &Field<'_>) -> bool {
    let divides = matches!(
        field.key,
        "institution" | "grade" | "class" | "household_no"
    );
    let cells = cells(field);
    divides
        && field.join.is_empty()
        && field.span == 0
        && !field.per_part
        && !cells.is_empty()
        && cells.iter().all(|cells| cells.heads_groups())
}

/// School years that are written in words, and their numbers.
pub(super) fn grades(field: &Field<'_>) -> BTreeMap<String, u32> {
    let cells = cells(field);
    if field.key != "grade" || cells.iter().all(|cells| cells.grades == 0) {
        return BTreeMap::new();
    }
    let values = cells.iter().filter_map(|cells| cells.values());
    let words = values.flat_map(BTreeMap::keys);
    // Those that begin with their number need no table.
    let words = words.filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    words
        .filter_map(|word| Some((word.clone(), grade_of(word)?)))
        .collect()
}

/// What stands for nothing in a column of something else; codes ask for themselves.
pub(super) fn empty(field: &Field<'_>, r#type: FieldType) -> Vec<String> {
    // Between the columns of a telephone number a hyphen is a part of it.
    if field.span > 0 || !field.join.is_empty() {
        return Vec::new();
    }
    let cells = cells(field);
    let figures = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let fits = |word: &str| match r#type {
        FieldType::Date | FieldType::Month => true,
        FieldType::Integer => !figures(word),
        FieldType::Name | FieldType::Kana | FieldType::Id => {
            matches!(word, "-" | "―" | "ー" | "なし")
        }
        _ => false,
    };
    let nothings = together(cells.iter().map(|cells| &cells.nothings)).into_iter();
    let often = nothings.filter(|(word, count)| *count >= RARE && fits(word));
    often.map(|(word, _)| word.to_owned()).collect()
}

/// The digits of a number that may have lost zeros: all cells have as many, or shorter ones stand
/// beside longer ones with a zero in front.
fn width(key: &str, cells: &[&Column]) -> Option<usize> {
    if !matches!(key, "resident_no" | "household_no") {
        return None;
    }
    let lengths = together(cells.iter().map(|cells| &cells.lengths));
    let held: u32 = cells.iter().map(|cells| cells.held).sum();
    let digits: u32 = lengths.values().sum();
    let (longest, most) = lengths.last_key_value()?;
    let zeros: u32 = cells.iter().map(|cells| cells.zeros).sum();
    let alike = lengths.len() == 1 || zeros > 0 || most * 10 >= digits * 8;
    (digits * 10 >= held * 9 && alike && *longest >= 4).then_some(*longest)
}

/// A column in a few words: its type, how dates are written, digits, how much of it is blank.
pub(super) fn what(r#type: Type, cells: &[&Column], people: u32) -> Said {
    let mut all = vec![Said::from(r#type.label())];
    let held: u32 = cells.iter().map(|cells| cells.held + cells.lent).sum();
    let dates = together(cells.iter().map(|cells| &cells.dates));
    let lengths = together(cells.iter().map(|cells| &cells.lengths));
    match r#type {
        Type::Of(FieldType::Date | FieldType::Month) => {
            for (spelling, count) in dates {
                let name = spelling.label();
                all.push(Said {
                    ja: format!("{} {count}", name.ja),
                    en: format!("{} {count}", name.en),
                });
            }
            let odd: u32 = cells
                .iter()
                .map(|cells| cells.held - cells.dates.values().sum::<u32>().min(cells.held))
                .sum();
            if odd > 0 {
                all.push(said!("日付でない {odd}", "no dates {odd}"));
            }
        }
        Type::Of(FieldType::Id) if !lengths.is_empty() => {
            let digits: Vec<String> = lengths.keys().map(usize::to_string).collect();
            let digits = digits.join("・");
            all.push(said!("{digits} 桁", "{digits} digits"));
        }
        Type::Of(FieldType::Integer) => {
            let words: u32 = cells
                .iter()
                .map(|cells| cells.held - cells.kinds.get(&Kind::Number).copied().unwrap_or(0))
                .sum();
            if words > 0 {
                all.push(said!("数でない {words}", "no numbers {words}"));
            }
        }
        _ => {}
    }
    let columns = u32::try_from(cells.len()).unwrap_or(1).max(1);
    let sheets = u64::from(people.max(1));
    let expected = if columns > 1 && people > 0 {
        people
    } else {
        people.max(held)
    };
    if held < expected && people > 0 {
        let share = u64::from(expected - held) * 100 / sheets;
        all.push(said!("空欄 {share}%", "{share}% blank"));
    }
    joined(&all)
}
