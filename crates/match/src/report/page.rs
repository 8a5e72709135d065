//! The report as text, and as a page.

use chrono::NaiveDate;
use mimamori_paper::{Frame, Html, Mark, Page};
use mimamori_record::{Failure, Lang, Said, Text};
use serde::Serialize;

use super::Found;
use super::band::Band;
use super::field::{Level, Told};
use super::messages as say;
use crate::columns::columns;
use crate::explain::words;

const TEMPLATE: &str = include_str!("../../templates/report.html");

/// A table.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Table {
    title: String,
    /// The first so many columns are words, the others numbers.
    words: usize,
    rows: Vec<Vec<String>>,
}

/// The report in one language.
#[derive(Debug, Serialize)]
pub(crate) struct View {
    title: String,
    heading: String,
    verdict: String,
    size: String,
    remarks: Vec<String>,
    rare: String,
    tables: Vec<Table>,
    how: String,
    guide: Vec<String>,
}

impl View {
    pub(crate) fn new(found: &Found, remarks: Vec<String>, lang: Lang) -> Self {
        let pick = |text: Text| text.pick(lang).to_owned();
        let verdict = match remarks.is_empty() {
            true => say::SUITS,
            false => say::LOOK,
        };
        let rare = say::rare(found, lang);
        let mut tables = vec![bands(found, lang)];
        if found.enough {
            tables.push(fields(&found.fields, lang));
            tables.push(levels(&found.fields, lang));
        }
        tables.push(lists(found, lang));
        View {
            title: pick(say::TITLE),
            heading: pick(say::REMARKS),
            verdict: pick(verdict),
            size: say::size(found).pick(lang).to_owned(),
            remarks,
            rare: rare.map_or(String::new(), |said| said.pick(lang).to_owned()),
            tables,
            how: pick(say::HOW),
            guide: say::GUIDE.into_iter().map(pick).collect(),
        }
    }

    /// For the terminal.
    pub(crate) fn text(&self) -> String {
        let View {
            title,
            heading,
            verdict,
            size,
            how,
            ..
        } = self;
        let mut out = format!("{title}\n  {size}\n\n{heading}\n  {verdict}\n");
        for remark in &self.remarks {
            out.push_str(&format!("  - {remark}\n"));
        }
        if !self.rare.is_empty() {
            out.push_str(&format!("  {}\n", self.rare));
        }
        for table in &self.tables {
            let numbers = |at: usize| at >= table.words;
            out.push_str(&format!("\n{}\n", table.title));
            out.push_str(&columns(&table.rows, numbers));
        }
        out.push_str(&format!("\n{how}\n"));
        for line in &self.guide {
            out.push_str(&format!("  - {line}\n"));
        }
        out
    }

    /// For printing.
    pub(crate) fn html(&self, series: &str, day: NaiveDate, lang: Lang) -> Result<String, Failure> {
        let frame = Frame {
            mark: Mark::new("report", series, day),
            title: say::TITLE.into(),
            page: Page::A4_PORTRAIT,
            footer: Said::from(say::TITLE),
        };
        Html::new(frame, lang).render(TEMPLATE, "report.html", self)
    }
}

fn table(title: Text, words: usize, heads: &[Text], lang: Lang) -> Table {
    let heads = heads.iter().map(|text| text.pick(lang).to_owned());
    Table {
        title: title.pick(lang).to_owned(),
        words,
        rows: vec![heads.collect()],
    }
}

fn bands(found: &Found, lang: Lang) -> Table {
    let mut table = table(say::BANDS, 1, &say::BAND_HEADS, lang);
    let bands = found.bands;
    let all = [
        (say::JOINED, bands.joined),
        (say::ASKED, bands.asked),
        (say::APART, bands.apart),
    ];
    for (at, (name, band)) in all.into_iter().enumerate() {
        let Band {
            pairs,
            decisions,
            same,
        } = band;
        let errors = match found.enough {
            true => say::errors(at, decisions, same).pick(lang).to_owned(),
            false => say::UNKNOWN.pick(lang).to_owned(),
        };
        table.rows.push(vec![
            name.pick(lang).to_owned(),
            pairs.to_string(),
            decisions.to_string(),
            errors,
        ]);
    }
    table
}

fn fields(fields: &[Told], lang: Lang) -> Table {
    let mut table = table(say::FIELDS, 1, &say::FIELD_HEADS, lang);
    let mut fields: Vec<&Told> = fields.iter().collect();
    fields.sort_by(|a, b| b.bits.total_cmp(&a.bits));
    for told in fields {
        let [one, two] = match told.levels.is_empty() {
            true => ["–".to_owned(), "–".to_owned()],
            false => told.agree.map(say::percent),
        };
        table.rows.push(vec![
            words::field(told.field, lang),
            say::percent(told.filled),
            one,
            two,
            format!("{:.1}", told.bits),
        ]);
    }
    table
}

fn levels(fields: &[Told], lang: Lang) -> Table {
    let mut table = table(say::LEVELS, 2, &say::LEVEL_HEADS, lang);
    for told in fields {
        let known = told.levels.iter().filter(|level| level.known());
        let rows = known.map(|level| level_row(told.field, level, lang));
        table.rows.extend(rows);
    }
    table
}

fn level_row(field: &str, level: &Level, lang: Lang) -> Vec<String> {
    let way = words::level(field, level.code).map_or(level.code, |text| text.pick(lang));
    let least = match (level.at_least, lang) {
        (false, _) => "",
        (true, Lang::Ja) => "≧",
        (true, Lang::En) => "≥ ",
    };
    vec![
        words::field(field, lang),
        way.to_owned(),
        format!("{:.0}", level.pairs),
        share(level.m),
        share(level.u),
        format!("{least}{}", say::bits(level.bits)),
        say::bits(level.used),
        if level.far() { "!" } else { "" }.to_owned(),
    ]
}

/// Shares from one to one in a million.
fn share(share: f64) -> String {
    match share {
        share if share >= 0.001 => format!("{share:.4}"),
        share => format!("{share:.6}"),
    }
}

fn lists(found: &Found, lang: Lang) -> Table {
    let mut table = table(say::LISTS, 1, &say::LIST_HEADS, lang);
    for list in &found.lists {
        let part = list.elsewhere as f64 / list.persons.max(1) as f64;
        table.rows.push(vec![
            say::dataset(&list.dataset, lang),
            list.persons.to_string(),
            format!("{} ({})", list.elsewhere, say::percent(part)),
            list.asked.to_string(),
        ]);
    }
    table
}
