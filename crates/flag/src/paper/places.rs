//! Evidence in words, and where it stands.

use mimamori_record::line::{Evidence, Source};
use mimamori_record::{Coverage, Lang, dictionary};

use super::Paper;
use crate::messages;

impl Paper<'_> {
    /// What the cells say: 「家庭の都合による欠席9日（令和8年4月24日〜令和8年5月12日）」.
    pub(super) fn says(&self, evidence: &[Evidence]) -> String {
        let mut words: Vec<String> = Vec::new();
        let days: Vec<&Evidence> = evidence.iter().filter(|e| e.day.is_some()).collect();
        if let (Some(first), Some(last)) = (
            days.iter().filter_map(|e| e.day.as_deref()).min(),
            days.iter().filter_map(|e| e.day.as_deref()).max(),
        ) {
            words.push(self.marks(&days));
            let (from, to) = (self.day(first, self.lang), self.day(last, self.lang));
            if let Some(text) = words.last_mut() {
                text.push_str(messages::span(&from, &to).pick(self.lang));
            }
        }
        let mut of_others: Vec<String> = Vec::new();
        for one in evidence.iter().filter(|e| e.day.is_none()) {
            let text = self.one(one);
            let all = match one.person {
                None => &mut words,
                Some(_) => &mut of_others,
            };
            if !all.contains(&text) {
                all.push(text);
            }
        }
        if let Some(first) = of_others.first_mut() {
            first.insert_str(0, messages::SIBLING.pick(self.lang));
            words.append(&mut of_others);
        }
        words.join(if self.lang == Lang::Ja { "、" } else { "; " })
    }

    /// How many days of each mark, in the order of the dictionary.
    fn marks(&self, days: &[&Evidence]) -> String {
        let count = |code: &str| {
            days.iter()
                .filter(|e| e.value.as_deref().unwrap_or("present") == code)
                .count()
        };
        let each: Vec<String> = dictionary::ATTENDANCE_MARKS
            .iter()
            .filter(|mark| count(mark.key) > 0)
            .map(|mark| {
                let said = messages::days(mark.label.pick(self.lang), count(mark.key));
                said.pick(self.lang).to_owned()
            })
            .collect();
        each.join(if self.lang == Lang::Ja { "・" } else { ", " })
    }

    fn one(&self, evidence: &Evidence) -> String {
        let source = self.coverage().source(&evidence.source);
        let dataset = source.map_or("", |source| source.dataset.as_str());
        let list = messages::list_label(dataset, self.lang);
        let mut text = String::new();
        let Some(field) = evidence.field.as_deref().filter(|_| !evidence.absent) else {
            text.push_str(messages::not_on(&list).pick(self.lang));
            return text;
        };
        text.push_str(&messages::field_label(dataset, field, self.lang));
        text.push(' ');
        match evidence.value.as_deref() {
            None => text.push_str(messages::BLANK.pick(self.lang)),
            Some(value) => match dictionary::code_label(dataset, field, value) {
                Some(label) => text.push_str(label.pick(self.lang)),
                None => text.push_str(&self.day(value, self.lang)),
            },
        }
        text
    }

    /// Workbook, sheet and cells, a line for each sheet. The lists of a protected household are
    /// named by their kind only: a folder may tell the school.
    pub(super) fn places(&self, evidence: &[Evidence], protected: bool) -> String {
        let mut sheets: Vec<(&str, Vec<&str>)> = Vec::new();
        for one in evidence {
            let cell = one.cell.as_deref();
            match sheets.iter_mut().find(|(source, _)| *source == one.source) {
                Some((_, cells)) => cells.extend(cell),
                None => sheets.push((&one.source, cell.into_iter().collect())),
            }
        }
        let line = |(source, cells): (&str, Vec<&str>)| {
            let name = match self.coverage().source(source) {
                None => source.to_owned(),
                Some(source) if protected => messages::list_label(&source.dataset, self.lang),
                Some(source) => file_and_sheet(source, self.coverage()),
            };
            format!("{name} {}", in_ranges(cells)).trim_end().to_owned()
        };
        let lines: Vec<String> = sheets.into_iter().map(line).collect();
        lines.join("\n")
    }
}

/// 「みなと小/出欠5月.xlsx「3年」」; the month's folder only where there are several.
pub(super) fn file_and_sheet(source: &Source, coverage: &Coverage) -> String {
    let path = short(&source.path, coverage);
    match &source.sheet {
        Some(sheet) => format!("{path}「{sheet}」"),
        None => path,
    }
}

pub(super) fn short(path: &str, coverage: &Coverage) -> String {
    let month = |path: &str| path.split_once("/in/").map(|(month, _)| month.to_owned());
    let mut months: Vec<String> = coverage.sources().filter_map(|s| month(&s.path)).collect();
    months.sort();
    months.dedup();
    match path.split_once("/in/") {
        Some((_, rest)) if months.len() < 2 => rest.to_owned(),
        Some((month, rest)) => format!("{month}/{rest}"),
        None => path.to_owned(),
    }
}

/// Cells of neighbouring columns as one range: `L12:P12 S12`.
fn in_ranges(cells: Vec<&str>) -> String {
    let mut at: Vec<(u32, u32)> = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    for cell in cells {
        match split(cell) {
            Some((column, row)) => at.push((row, column)),
            None => others.push(cell),
        }
    }
    at.sort_unstable();
    at.dedup();
    let mut runs: Vec<(u32, u32, u32)> = Vec::new();
    for (row, column) in at {
        match runs.last_mut() {
            Some((same, _, last)) if *same == row && *last + 1 == column => *last = column,
            _ => runs.push((row, column, column)),
        }
    }
    let texts = runs.into_iter().map(|(row, first, last)| {
        if first == last {
            format!("{}{row}", letters(first))
        } else {
            format!("{}{row}:{}{row}", letters(first), letters(last))
        }
    });
    let all: Vec<String> = texts.chain(others.into_iter().map(str::to_owned)).collect();
    all.join(" ")
}

/// `AA12` as column 27 and row 12.
fn split(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (column, row) = cell.split_at(digits);
    let number = column.bytes().try_fold(0u32, |sum, letter| {
        let value = letter
            .is_ascii_uppercase()
            .then(|| u32::from(letter - b'A') + 1)?;
        sum.checked_mul(26)?.checked_add(value)
    })?;
    (number > 0).then_some((number, row.parse().ok()?))
}

fn letters(mut column: u32) -> String {
    let mut text = String::new();
    while column > 0 {
        column -= 1;
        let letter = u8::try_from(column % 26).unwrap_or(0);
        text.insert(0, char::from(b'A' + letter));
        column /= 26;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_become_a_range_and_gaps_stay_visible() {
        assert_eq!(in_ranges(vec!["AA12", "Z12", "AC12"]), "Z12:AA12 AC12");
        assert_eq!(in_ranges(vec!["B5", "C6"]), "B5 C6");
    }
}
