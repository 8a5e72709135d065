//! The tables on paper: a workbook, a sheet for each, and what is common to all.

use mimamori_paper::{Cell, Column, Mark, Page, Row, Sheet, Workbook, verbatim, wareki};
use mimamori_record::{Lang, Said, said};

use crate::count::{State, Table};
use crate::gather::Month;
use crate::messages;
use crate::options::Audience;
use crate::tables::Suppression;

/// Everything that papers show.
#[derive(Debug)]
pub(crate) struct Paper<'a> {
    pub(crate) audience: Audience,
    pub(crate) suppression: &'a Suppression,
    pub(crate) least: Option<u64>,
    /// At least one.
    pub(crate) months: &'a [Month],
    pub(crate) tables: &'a [Table<'a>],
    /// Tables that were not written.
    pub(crate) problems: &'a [Said],
    pub(crate) lang: Lang,
}

impl Paper<'_> {
    /// Title, with the town and its months.
    pub(crate) fn title(&self) -> Said {
        let town = self
            .months
            .last()
            .map_or("", |month| month.town.name.as_str());
        let months: Vec<&str> = self
            .months
            .iter()
            .map(|month| month.month.as_str())
            .collect();
        let (first, last) = (
            months.first().copied().unwrap_or(""),
            months.last().copied().unwrap_or(""),
        );
        let span = |pick: &dyn Fn(&str) -> String, to: &str| {
            if first == last {
                pick(last)
            } else {
                format!("{}{to}{}", pick(first), pick(last))
            }
        };
        Said {
            ja: format!(
                "{town} {} {}",
                messages::STATISTICS.ja,
                span(&|m| messages::month(m).ja, "〜")
            ),
            en: format!(
                "{town}: {}, {}",
                messages::STATISTICS.en,
                span(&|m| m.to_owned(), " to ")
            ),
        }
    }

    pub(crate) fn mark(&self) -> Mark {
        let (series, day) = match self.months.last() {
            Some(month) => (month.town.series.as_str(), month.day),
            None => ("", chrono::NaiveDate::MIN),
        };
        Mark::new(&format!("statistics-{}", self.audience.word()), series, day)
    }

    /// What holds for every table, a sentence each.
    pub(crate) fn notes(&self) -> Vec<Said> {
        let mut notes = Vec::new();
        let population = self.months.last().map_or(0, |month| month.town.population);
        if self.audience == Audience::Internal {
            notes.push(messages::INTERNAL_NOTE.into());
        } else {
            notes.push(messages::threshold(
                self.least,
                population,
                &self.suppression.source,
                self.suppression.provisional,
            ));
        }
        notes.push(messages::LEGEND.into());
        for month in self.months {
            notes.push(match self.lang {
                Lang::Ja => messages::as_of(&wareki(month.day)),
                Lang::En => messages::as_of(&month.day.to_string()),
            });
            notes.extend(month.notes.iter().cloned());
        }
        if self.audience == Audience::Internal {
            notes.extend(self.problems.iter().cloned());
        }
        notes
    }

    /// A table's title with its month.
    pub(crate) fn heading(&self, number: usize, table: &Table<'_>) -> Said {
        let title = table.entry.title.said();
        Said {
            ja: format!(
                "表{number} {}（{}）",
                title.ja,
                messages::month(&table.month).ja
            ),
            en: format!("Table {number}: {} ({})", title.en, table.month),
        }
    }

    /// The paper as a workbook, or as HTML through the same description.
    pub(crate) fn workbook(&self) -> Workbook {
        let mut workbook = Workbook::new(self.mark(), self.title(), self.lang)
            .footer(Said::from(self.audience.label()));
        workbook.push(self.contents());
        for (at, table) in self.tables.iter().enumerate() {
            workbook.push(self.sheet(at + 1, table));
        }
        workbook
    }

    fn contents(&self) -> Sheet {
        let mut sheet = Sheet::new(messages::CONTENTS, self.title())
            .page(Page::A4_PORTRAIT)
            .unfiltered()
            .above(Said::from(self.audience.label()))
            .columns([
                Column::text(messages::SHEET).width(8).centred(),
                Column::wrapped(messages::TITLE).width(50),
                Column::month(messages::MONTH).width(14),
                Column::text(messages::COUNTED).width(8).centred(),
            ]);
        for (at, table) in self.tables.iter().enumerate() {
            sheet.push(Row::new([
                Cell::from(at + 1),
                Cell::from(table.entry.title.said().pick(self.lang)),
                Cell::day_or_month(&table.month),
                Cell::from(table.entry.who.unit().pick(self.lang)),
            ]));
        }
        for note in self.notes() {
            sheet = sheet.below(note);
        }
        sheet
    }

    fn sheet(&self, number: usize, table: &Table<'_>) -> Sheet {
        let name = said!("表{number}", "Table {number}");
        let unit = table.entry.who.unit();
        let mut sheet = Sheet::new(name, self.heading(number, table))
            .page(Page::A4_PORTRAIT)
            .unfiltered()
            .above(said!(
                "単位: {}　{}",
                "unit: {}   {}",
                unit.pick(self.lang),
                self.audience.label().pick(self.lang)
            ))
            .columns(self.columns(table))
            .rows(self.rows(table))
            .below(messages::LEGEND);
        // What is missing stands with all notes on the first sheet, and where a number lacks it.
        let incomplete = table.cells.iter().any(|cell| cell.state == State::Unknown);
        let month = self
            .months
            .iter()
            .filter(|m| incomplete && m.month == table.month);
        for note in month.flat_map(|month| &month.notes) {
            sheet = sheet.below(note.clone());
        }
        sheet
    }

    /// The heading of the rows, then a column per code and the total.
    pub(crate) fn columns(&self, table: &Table<'_>) -> Vec<Column> {
        let rows = &table.dimensions[0];
        let mut columns = vec![Column::text(rows.field.label()).width(26)];
        match table.dimensions.get(1) {
            Some(dimension) => {
                for code in &table.shown[1] {
                    let label = dimension.codes[*code].label.clone();
                    let width = mimamori_paper::width(label.pick(self.lang)).clamp(8, 18) + 2;
                    columns.push(Column::integer(label).width(u16::try_from(width).unwrap_or(12)));
                }
                columns.push(Column::integer(messages::TOTAL).width(10));
            }
            None => {
                let label = verbatim(table.entry.who.unit().pick(self.lang));
                columns.push(Column::integer(label).width(12));
            }
        }
        columns
    }

    /// A row per code and the total.
    pub(crate) fn rows(&self, table: &Table<'_>) -> Vec<Row> {
        let across: usize = table.shown[1..]
            .iter()
            .map(|codes| codes.len() + 1)
            .product();
        let rows = table.cells.chunks(across.max(1)).map(|cells| {
            let label = match cells.first().and_then(|cell| cell.at[0]) {
                Some(code) => table.dimensions[0].codes[code].shown(self.lang),
                None => messages::TOTAL.pick(self.lang),
            };
            let row =
                std::iter::once(Cell::from(label)).chain(cells.iter().map(
                    |cell| match cell.state {
                        State::Shown => {
                            i64::try_from(cell.count).map_or(Cell::Blank, Cell::Integer)
                        }
                        State::Hidden => Cell::from("x"),
                        State::Unknown => Cell::from("…"),
                        State::Impossible => Cell::from("-"),
                    },
                ));
            let row = Row::new(row);
            if cells.iter().all(|cell| cell.at[0].is_none()) {
                row.strong()
            } else {
                row
            }
        });
        rows.collect()
    }
}
