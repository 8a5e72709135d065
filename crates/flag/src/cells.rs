//! Evidence in words, and where it stands.

use chrono::NaiveDate;
use mimamori_calendar::era_long;
use mimamori_record::line::{Evidence, Record};
use mimamori_record::{Block, Coverage, Individual, Lang, dictionary, place};

use crate::messages;

/// The field of a row with the day from which it holds, the first that its list has.
pub(crate) const ROW_DAYS: [&str; 5] = ["received_on", "since", "date", "notified_on", "made_on"];

/// A list that is kept day by day; when somebody came to town is no reason.
const WITHOUT_DAYS: &str = "residents";

/// Puts evidence into words.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'a> {
    pub coverage: &'a Coverage,
    pub lang: Lang,
    /// Whether it is said who corrected a cell and why: on papers, not on a screen.
    pub signed: bool,
    /// Whom the evidence is about, where names and the days of rows may be told.
    pub about: Option<About<'a>>,
}

/// A person of a household on a day.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub block: &'a Block,
    pub person: &'a Individual,
    pub today: NaiveDate,
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

/// Cells that are told in one breath: those of one row.
struct Row<'e> {
    person: Option<&'e str>,
    source: &'e str,
    part: Option<&'e str>,
    /// The row's number; none of a list on which somebody does not stand.
    row: Option<u32>,
    cells: Vec<&'e Evidence>,
}

/// The list of those who live here.
const RESIDENTS: &str = "residents";

impl<'a> Cells<'a> {
    /// What the cells say, a line for each row and one for each other person:
    /// 「家庭の都合による欠席9日（令和8年4月24日〜令和8年5月12日）」.
    pub fn says(&self, evidence: &[Evidence]) -> Vec<String> {
        let days: Vec<&Evidence> = evidence.iter().filter(|e| e.day.is_some()).collect();
        let mut lines = Vec::new();
        if let (Some(first), Some(last)) = (
            days.iter().filter_map(|e| e.day.as_deref()).min(),
            days.iter().filter_map(|e| e.day.as_deref()).max(),
        ) {
            let (from, to) = (day(first, self.lang), day(last, self.lang));
            let span = messages::span(&from, &to);
            lines.push(self.marks(&days) + span.pick(self.lang));
            lines.extend(self.schools(&days));
        }
        let mut rows: Vec<Row<'_>> = Vec::new();
        for one in evidence.iter().filter(|e| e.day.is_none()) {
            let cell = one.cell.as_deref();
            let row = Row {
                person: one.person.as_deref(),
                source: &one.source,
                part: one.part.as_deref(),
                row: cell.and_then(|cell| place::spans([cell]).first().map(|span| span.row)),
                cells: vec![one],
            };
            let same = |known: &&mut Row<'_>| {
                let place = (known.person, known.source, known.part, known.row);
                place == (row.person, row.source, row.part, row.row)
            };
            match rows.iter_mut().find(same) {
                Some(known) => known.cells.push(one),
                None => rows.push(row),
            }
        }
        // The person's own rows before those of the others, who take a line each.
        rows.sort_by_key(|row| row.person.map(str::to_owned));
        let between = if self.lang == Lang::Ja { "、" } else { "; " };
        for of_one in rows.chunk_by(|row, next| row.person == next.person) {
            let mut texts: Vec<String> = Vec::new();
            // That another member lives here goes without saying beside what else stands there.
            let told = |row: &&Row<'_>| row.person.is_none() || self.dataset(row) != RESIDENTS;
            let alone = !of_one.iter().any(|row| told(&row));
            for row in of_one.iter().filter(|row| alone || told(row)) {
                let text = self.row(row);
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            match of_one.first().and_then(|row| row.person) {
                Some(person) => lines.push(self.somebody(person) + &texts.join(between)),
                None => lines.extend(texts),
            }
        }
        lines
    }

    /// From which school to which a child went, where the days are on the sheets of several.
    fn schools(&self, days: &[&Evidence]) -> Option<String> {
        let mut days = days.to_vec();
        days.sort_by_key(|evidence| evidence.day.as_deref());
        let source = |evidence: &&Evidence| self.coverage.source(&evidence.source);
        let names = days.iter().filter_map(source);
        let mut names: Vec<&str> = names.filter_map(|s| s.institution.as_deref()).collect();
        names.dedup();
        let said = messages::schools(&names.join(" → "));
        let open = |about: About<'_>| !about.block.household.protected;
        let told = self.about.is_some_and(open) && names.len() > 1;
        told.then(|| said.pick(self.lang).to_owned())
    }

    /// How many days of each mark, in the order of the dictionary.
    fn marks(&self, days: &[&Evidence]) -> String {
        let count = |code: &str| -> u32 {
            let of_code = days
                .iter()
                .filter(|e| e.value.as_deref().unwrap_or("present") == code);
            of_code.map(|_| 1).sum()
        };
        // By law a day on which a child must not or need not come is none of absence.
        let excused = |code: &str| matches!(code, "suspended" | "mourning");
        let counted = dictionary::ATTENDANCE_MARKS.iter();
        let mut counted = counted.filter(|mark| !excused(mark.key) && mark.key != "present");
        let counted = counted.any(|mark| count(mark.key) > 0);
        let each: Vec<String> = dictionary::ATTENDANCE_MARKS
            .iter()
            .filter(|mark| count(mark.key) > 0)
            .map(|mark| {
                let between = counted && excused(mark.key);
                let said = messages::days(mark.label.pick(self.lang), count(mark.key), between);
                said.pick(self.lang).to_owned()
            })
            .collect();
        each.join(if self.lang == Lang::Ja { "・" } else { ", " })
    }

    /// 「区分 要保護児童、進行段階 支援中（受理日 令和7年7月22日）」
    fn row(&self, row: &Row<'_>) -> String {
        let mut text = String::new();
        let dataset = self.dataset(row);
        let list = messages::list_label(dataset, self.lang);
        if row.row.is_none() {
            let of_part = row
                .part
                .map(|part| messages::part(dataset, part, self.lang));
            let said = match row.cells.iter().any(|cell| cell.absent) {
                true => messages::not_on(&list, of_part.as_deref()),
                false => messages::on(&list),
            };
            text.push_str(said.pick(self.lang));
            return text;
        }
        if let Some(part) = row.part {
            let part = messages::part(dataset, part, self.lang);
            text.push_str(messages::of_part(&part).pick(self.lang));
        }
        let mut words: Vec<String> = Vec::new();
        // Of another member blank cells, such as a day of closing, tell nothing that the others do
        // not.
        let says = |cell: &&&Evidence| row.person.is_none() || cell.value.is_some();
        let some = row.cells.iter().any(|cell| says(&cell));
        for cell in row.cells.iter().filter(|cell| !some || says(cell)) {
            let word = self.one(cell, dataset, &list);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words.extend(self.day_of(row, dataset));
        let between = if self.lang == Lang::Ja { "、" } else { ", " };
        text.push_str(&words.join(between));
        text
    }

    fn dataset(&self, row: &Row<'_>) -> &str {
        let source = self.coverage.source(row.source);
        source.map_or("", |source| source.dataset.as_str())
    }

    /// Who another member of the household is.
    fn somebody(&self, id: &str) -> String {
        let Some(about) = self.about else {
            return messages::SIBLING.pick(self.lang).to_owned();
        };
        let person = about.block.person(id);
        let name = person.and_then(|person| person.line.name.as_deref());
        let birth = person.and_then(|person| person.line.birth_date.as_deref()?.parse().ok());
        let age = birth.map(|birth| messages::age(birth, about.today, self.lang));
        let said = messages::member(name.unwrap_or(id), age.as_deref());
        said.pick(self.lang).to_owned()
    }

    /// From when the row holds, unless its cells tell so already; of a list without such a field
    /// the day of the list.
    fn day_of(&self, row: &Row<'_>, dataset: &str) -> Option<String> {
        self.about.filter(|_| dataset != WITHOUT_DAYS)?;
        let record = self.record(row)?;
        let field = ROW_DAYS
            .into_iter()
            .find(|field| dictionary::field_of(dataset, field).is_some());
        let (label, text) = match field {
            Some(field) if row.cells.iter().any(|c| c.field.as_deref() == Some(field)) => {
                return None;
            }
            Some(field) => (
                messages::field_label(dataset, field, self.lang),
                record.text(field)?,
            ),
            None => (
                messages::LIST_OF.pick(self.lang).to_owned(),
                self.coverage.source(row.source)?.as_of.as_deref()?,
            ),
        };
        Some(format!("{label} {}", self.dated(text)))
    }

    /// A date as papers write it, and how many days ago it was; any other text stays.
    fn dated(&self, text: &str) -> String {
        let Ok(on) = text.parse::<NaiveDate>() else {
            return text.to_owned();
        };
        let days = self.about.map(|about| (about.today - on).num_days());
        let said = messages::day_ago(&date(on, self.lang), days);
        said.pick(self.lang).to_owned()
    }

    /// The record whose cells they are.
    fn record(&self, row: &Row<'_>) -> Option<&'a Record> {
        let about = self.about?;
        let person = match row.person {
            Some(id) => about.block.person(id)?,
            None => about.person,
        };
        let cell = row.cells.first()?;
        let (field, at) = (cell.field.as_deref()?, cell.cell.as_deref()?);
        let of_row = |record: &&Record| {
            record.source == row.source
                && record.part.as_deref() == row.part
                && self.coverage.cell(record, field, None).as_deref() == Some(at)
        };
        person.records.iter().find(of_row)
    }

    fn one(&self, evidence: &Evidence, dataset: &str, list: &str) -> String {
        let field = evidence.field.as_deref().unwrap_or_default();
        if is_identity(evidence) {
            return messages::on(list).pick(self.lang).to_owned();
        }
        let mut text = messages::field_label(dataset, field, self.lang);
        text.push(' ');
        let word = |value: &str| match dictionary::code_label(dataset, field, value) {
            Some(label) => label.pick(self.lang).to_owned(),
            None if value == "true" => messages::YES.pick(self.lang).to_owned(),
            None if value == "false" => messages::NO.pick(self.lang).to_owned(),
            None => self.dated(value),
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
    pub fn places(&self, evidence: &[Evidence], protected: bool) -> Vec<String> {
        let mut sheets: Vec<(&str, Vec<&str>, bool)> = Vec::new();
        for one in evidence {
            let cell = one.cell.as_deref();
            match sheets.iter_mut().find(|(source, ..)| *source == one.source) {
                Some((_, cells, absent)) => {
                    cells.extend(cell);
                    *absent |= one.absent;
                }
                None => sheets.push((&one.source, cell.into_iter().collect(), one.absent)),
            }
        }
        let line = |(source, cells, absent): (&str, Vec<&str>, bool)| {
            let name = match self.coverage.source(source) {
                None => source.to_owned(),
                Some(source) if protected => messages::list_label(&source.dataset, self.lang),
                Some(source) => self.coverage.file_and_sheet(source),
            };
            if absent && cells.is_empty() {
                return messages::in_no_row(&name).pick(self.lang).to_owned();
            }
            let spans = place::spans(cells)
                .into_iter()
                .map(|span| format!(" {span}"));
            let line = name + &spans.collect::<String>();
            match absent {
                true => messages::in_no_other_row(&line).pick(self.lang).to_owned(),
                false => line,
            }
        };
        sheets.into_iter().map(line).collect()
    }

    /// What the cells say and where they stand, on one line and without who it is: for answers on
    /// a screen.
    pub fn line(&self, evidence: &[Evidence], protected: bool) -> String {
        let told = evidence.iter().filter(|cell| !is_identity(cell));
        let told: Vec<Evidence> = told.cloned().collect();
        let between = if self.lang == Lang::Ja { "、" } else { "; " };
        let says = self.says(&told).join(between);
        let places = self.places(evidence, protected).join(between);
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
