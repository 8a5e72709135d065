//! One letter: the cells in question, what is asked, and room for the answer.

use std::collections::BTreeSet;

use mimamori_paper::{Cell, Column, Mark, Row, Seal, Sheet, Workbook};
use mimamori_record::line::Problem;
use mimamori_record::reason::Reason;
use mimamori_record::{Lang, Said};

use super::To;
use crate::messages as say;
use crate::question::Key;

/// What a letter is called in its mark, and the dataset that its answers become.
pub(super) const KIND: &str = "corrections";

/// A line of a letter.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) file: String,
    pub(super) sheet: String,
    /// The file of an earlier delivery that it is about.
    pub(super) earlier: Option<String>,
    pub(super) reason: &'static Reason,
    pub(super) problem: Problem,
    pub(super) key: Key,
}

/// What somebody is asked.
#[derive(Debug, Default)]
pub(super) struct Letter {
    entries: Vec<Entry>,
    /// File, sheet and how many more there are.
    more: Vec<(String, String, u64)>,
    /// Places that are left out, because what the department answered has been read.
    pub(super) answered: u64,
}

impl Letter {
    pub(super) fn add(&mut self, entry: Entry, more: u64) {
        if more > 0 {
            self.more
                .push((entry.file.clone(), entry.sheet.clone(), more));
        }
        self.entries.push(entry);
    }

    /// By file, sheet, row and column; what two lists say about the same cell stands once, and what
    /// is wrong in files of the same bytes.
    pub(super) fn sort(&mut self) {
        self.entries.sort_by(|a, b| place(a).cmp(&place(b)));
        self.entries.dedup_by(|a, b| place(a) == place(b));
        let mut asked = BTreeSet::new();
        (self.entries).retain(|entry| asked.insert(entry.key.question()));
        self.more.sort();
    }

    /// How many cells, rows and files it is about.
    pub(super) fn count(&self) -> u64 {
        let more: u64 = self.more.iter().map(|(.., more)| more).sum();
        self.entries.len() as u64 + more
    }

    pub(super) fn workbook(&self, to: &To, mark: &Mark, seal: &Seal, lang: Lang) -> Workbook {
        let title = say::letter_title(to);
        let mut sheet = Sheet::new(say::LETTER_SHEET, title.clone())
            .above(say::letter_what(to, mark.day))
            .above(say::letter_how(to))
            .when_empty(say::LETTER_NOTHING)
            .frozen(3)
            .column(Column::text(say::LETTER_FILE).width(25).field("file"))
            .column(Column::text(say::LETTER_TAB).width(10).field("sheet"))
            .column(Column::text(say::LETTER_CELL).width(8).field("cell"))
            .column(Column::text(say::LETTER_HEADING).width(15))
            .column(Column::wrapped(say::LETTER_WHAT).width(24))
            .column(Column::wrapped(say::LETTER_ADVICE).width(30))
            .column(
                Column::text(say::LETTER_VALUE)
                    .width(18)
                    .field("correct_value")
                    .hint(say::LETTER_VALUE_HINT)
                    .fill_in(),
            )
            .column(
                Column::text(say::LETTER_WHO)
                    .width(12)
                    .field("corrected_by")
                    .fill_in(),
            )
            .column(
                Column::date(say::LETTER_WHEN)
                    .field("corrected_on")
                    .fill_in(),
            )
            .column(
                Column::wrapped(say::LETTER_WHY)
                    .width(22)
                    .field("why")
                    .fill_in(),
            )
            .rows(self.entries.iter().map(|entry| row(entry, to, seal, lang)));
        for (file, tab, more) in &self.more {
            sheet = sheet.below(say::letter_more(file, tab, *more));
        }
        if self.answered > 0 {
            sheet = sheet.below(say::letter_answered(self.answered));
        }
        Workbook::new(mark.clone(), title, lang)
            .footer(say::LETTER_FOOT)
            .sheet(sheet)
    }
}

fn place(entry: &Entry) -> (&str, &str, u32, usize, &str, &str, Option<&String>) {
    let column = entry.problem.column.as_deref().unwrap_or("");
    (
        &entry.file,
        &entry.sheet,
        entry.problem.row.unwrap_or(0),
        // AA stands behind Z.
        column.len(),
        column,
        &entry.problem.code,
        entry.earlier.as_ref(),
    )
}

fn row(entry: &Entry, to: &To, seal: &Seal, lang: Lang) -> Row {
    let problem = &entry.problem;
    let advice = match (to, entry.reason.request()) {
        (To::Provider(_), Some(request)) => request,
        _ => entry.reason.advice,
    };
    let what = say::letter_about(entry.reason, problem.count, entry.earlier.as_deref());
    let place = cell(problem);
    // A key that was copied beside another cell is noticed when the letter comes back.
    let shown = [entry.file.as_str(), &entry.sheet, place.pick(lang)];
    Row::keyed(
        seal.key(&entry.key.text(), &shown),
        [
            Cell::from(entry.file.as_str()),
            Cell::from(entry.sheet.as_str()),
            Cell::from(place.pick(lang)),
            Cell::from(problem.label.as_deref().unwrap_or("")),
            Cell::from(what.pick(lang)),
            Cell::from(advice.pick(lang)),
        ],
    )
    // Room to write by hand.
    .lines(2)
}

/// Where a problem stands within its sheet.
pub(super) fn cell(problem: &Problem) -> Said {
    match (&problem.column, problem.row) {
        (Some(column), Some(row)) => mimamori_paper::verbatim(format!("{column}{row}")),
        (Some(column), None) => say::letter_column(column),
        (None, Some(row)) => say::letter_row(row),
        (None, None) => Said::from(say::LETTER_WHOLE),
    }
}
