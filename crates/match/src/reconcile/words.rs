//! What the terminal and the paper say alike.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use mimamori_paper::day_or_month;
use mimamori_record::Lang;

use super::fields::Finding;
use super::people::Person;
use super::values::How;
use super::{Head, Report, say};

/// Between words of a list.
pub(crate) fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    }
}

/// Between codes, or lists, that are told in one breath.
pub(crate) fn dot(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "・",
        Lang::En => ", ",
    }
}

/// Name, reading and birth date.
pub(crate) fn who(person: &Person, lang: Lang) -> String {
    let mut text = person.name.clone();
    if !person.kana.is_empty() {
        text.push_str(&match lang {
            Lang::Ja => format!("（{}）", person.kana),
            Lang::En => format!(" ({})", person.kana),
        });
    }
    if person.protected {
        text.push_str(say::PROTECTED.pick(lang));
    }
    if !person.born.is_empty() {
        let born = say::born(&day_or_month(&person.born, lang));
        text.push_str(&format!(" {}", born.pick(lang)));
    }
    text
}

/// On which of the two lists somebody stands, and in which rows.
pub(crate) fn stands(person: &Person, lang: Lang) -> String {
    let sides = ["A", "B"].into_iter().zip(&person.rows);
    let sides = sides.filter(|(_, rows)| !rows.is_empty());
    let sides: Vec<String> = sides
        .map(|(letter, rows)| format!("{letter} {}", rows.join(comma(lang))))
        .collect();
    match sides.is_empty() {
        true => say::on_neither(&person.others).pick(lang).to_owned(),
        false => sides.join("  "),
    }
}

/// Files and sheets of a list; the rest of many is counted.
pub(crate) fn places(head: &Head, most: usize, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = head.places.iter().take(most).cloned().collect();
    let rest = head.places.len().saturating_sub(most);
    if rest > 0 {
        lines.push(say::more_places(rest).pick(lang).to_owned());
    }
    lines
}

/// The gaps of a list, and what only this list asks.
pub(crate) fn remarks(letter: &str, head: &Head, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if !head.gaps.is_empty() {
        let gaps = head.gaps.join(comma(lang));
        lines.push(say::gaps(letter, &gaps).pick(lang).to_owned());
    }
    if !head.only_here.is_empty() {
        let fields = head.only_here.join(comma(lang));
        lines.push(say::not_compared(letter, &fields).pick(lang).to_owned());
    }
    lines
}

/// The field of a finding, and the day of a mark.
pub(crate) fn field(finding: &Finding) -> String {
    match &finding.day {
        None => finding.field.clone(),
        Some(day) => format!("{} {day}", finding.field),
    }
}

/// What is said over those on both: of how many which field differs, what the lists write in two
/// ways, and what the marks mean.
pub(crate) fn over_both(report: &Report, lang: Lang) -> Vec<String> {
    let mut lines = vec![by_field(report, lang)];
    if !report.habits.is_empty() {
        let fields = report.habits.join(comma(lang));
        lines.push(say::habits(&fields).pick(lang).to_owned());
    }
    lines.push(say::LEGEND.pick(lang).to_owned());
    lines
}

/// Of how many persons which field differs, the most first.
fn by_field(report: &Report, lang: Lang) -> String {
    let mut fields: Vec<(&str, usize)> = Vec::new();
    for person in &report.both {
        let differing = person.findings.iter();
        let differing = differing.filter(|finding| finding.how == How::Differs);
        let names: BTreeSet<&str> = differing.map(|finding| finding.field.as_str()).collect();
        for name in names {
            match fields.iter_mut().find(|(field, _)| *field == name) {
                Some((_, count)) => *count += 1,
                None => fields.push((name, 1)),
            }
        }
    }
    fields.sort_by_key(|(field, count)| (Reverse(*count), *field));
    say::by_field(&fields).pick(lang).to_owned()
}

/// Where somebody stands on a list twice.
pub(crate) fn twice(person: &Person, lang: Lang) -> Vec<String> {
    let sides = ["A", "B"].into_iter().zip(person.times).zip(&person.rows);
    let sides = sides.filter(|((_, times), _)| *times > 1);
    let told = sides.map(|((letter, times), rows)| {
        let said = say::twice(letter, times, &rows.join(comma(lang)));
        said.pick(lang).to_owned()
    });
    told.collect()
}
