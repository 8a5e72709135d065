//! Evidence in words, and where it stands.

use chrono::NaiveDate;
use mimamori_calendar::era_long;
use mimamori_record::line::Evidence;
use mimamori_record::{Coverage, Lang, dictionary, place};

use crate::messages;

/// Puts evidence into words.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'a> {
    pub coverage: &'a Coverage,
    pub lang: Lang,
    /// Whether it is said who corrected a cell and why: on papers, not on a screen.
    pub signed: bool,
}

/// A day as papers write it.
pub(crate) fn date(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Ja => era_long(date),
        Lang::En => date.to_string(),
    }
}

/// A date of the stream as papers write it; anything else stays as it is.
pub(crate) fn day(text: &str, lang: Lang) -> String {
    match text.parse() {
        Ok(of) => date(of, lang),
        Err(_) => text.to_owned(),
    }
}

impl Cells<'_> {
    /// What the cells say: 「家庭の都合による欠席9日（令和8年4月24日〜令和8年5月12日）」.
    pub fn says(&self, evidence: &[Evidence]) -> String {
        let mut words: Vec<String> = Vec::new();
        let days: Vec<&Evidence> = evidence.iter().filter(|e| e.day.is_some()).collect();
        if let (Some(first), Some(last)) = (
            days.iter().filter_map(|e| e.day.as_deref()).min(),
            days.iter().filter_map(|e| e.day.as_deref()).max(),
        ) {
            words.push(self.marks(&days));
            let (from, to) = (day(first, self.lang), day(last, self.lang));
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
        let source = self.coverage.source(&evidence.source);
        let dataset = source.map_or("", |source| source.dataset.as_str());
        let list = messages::list_label(dataset, self.lang);
        let mut text = String::new();
        let Some(field) = evidence.field.as_deref().filter(|_| !evidence.absent) else {
            text.push_str(messages::not_on(&list).pick(self.lang));
            return text;
        };
        text.push_str(&messages::field_label(dataset, field, self.lang));
        text.push(' ');
        let word = |value: &str| match dictionary::code_label(dataset, field, value) {
            Some(label) => label.pick(self.lang).to_owned(),
            None if value == "true" => messages::YES.pick(self.lang).to_owned(),
            None if value == "false" => messages::NO.pick(self.lang).to_owned(),
            None => day(value, self.lang),
        };
        match evidence.value.as_deref() {
            None => text.push_str(messages::BLANK.pick(self.lang)),
            Some(value) => text.push_str(&word(value)),
        }
        if evidence.corrected_by.is_some() {
            text.push_str(&self.correction(evidence, evidence.original.as_deref().map(word)));
        }
        text
    }

    /// That a department told the right value, and what the list says.
    fn correction(&self, evidence: &Evidence, original: Option<String>) -> String {
        let cell = evidence.cell.as_deref();
        let answer = cell.and_then(|cell| self.coverage.correction(&evidence.source, cell));
        let told = |field: &str| answer.and_then(|answer| answer.text(field));
        let on = told("corrected_on").map(|on| day(on, self.lang));
        let signed: Vec<&str> = ["corrected_by", "why"]
            .into_iter()
            .filter_map(told)
            .filter(|_| self.signed)
            .collect();
        let said = messages::corrected(original.as_deref(), on.as_deref(), &signed);
        said.pick(self.lang).to_owned()
    }

    /// Workbook, sheet and cells, a line for each sheet. The lists of a protected household are
    /// named by their kind only: a folder may tell the school.
    pub fn places(&self, evidence: &[Evidence], protected: bool) -> String {
        let mut sheets: Vec<(&str, Vec<&str>)> = Vec::new();
        for one in evidence {
            let cell = one.cell.as_deref();
            match sheets.iter_mut().find(|(source, _)| *source == one.source) {
                Some((_, cells)) => cells.extend(cell),
                None => sheets.push((&one.source, cell.into_iter().collect())),
            }
        }
        let line = |(source, cells): (&str, Vec<&str>)| {
            let name = match self.coverage.source(source) {
                None => source.to_owned(),
                Some(source) if protected => messages::list_label(&source.dataset, self.lang),
                Some(source) => self.coverage.file_and_sheet(source),
            };
            let spans = place::spans(cells)
                .into_iter()
                .map(|span| format!(" {span}"));
            name + &spans.collect::<String>()
        };
        let lines: Vec<String> = sheets.into_iter().map(line).collect();
        lines.join("\n")
    }

    /// What the cells say and where they stand, on one line and without who it is: for answers on
    /// a screen.
    pub fn line(&self, evidence: &[Evidence], protected: bool) -> String {
        let told = evidence.iter().filter(|cell| !is_identity(cell));
        let told: Vec<Evidence> = told.cloned().collect();
        let says = self.says(&told);
        let between = if self.lang == Lang::Ja { "、" } else { "; " };
        let places = self.places(evidence, protected).replace('\n', between);
        match says.is_empty() {
            true => places,
            false => format!("{says}　{places}"),
        }
    }
}

/// Whether a cell says who somebody is.
pub(crate) fn is_identity(cell: &Evidence) -> bool {
    let field = cell.field.as_deref();
    field.is_some_and(dictionary::is_identity) && !cell.absent
}
