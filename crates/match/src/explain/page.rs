//! The answer as text, and as a page with bars.

use chrono::NaiveDate;
use mimamori_paper::{Frame, Html, Mark, Page};
use mimamori_record::{Failure, Lang, Said};
use serde::Serialize;

use super::messages as say;
use crate::columns::columns;

const TEMPLATE: &str = include_str!("../../templates/explain.html");

/// One of the two.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Who {
    pub(crate) letter: &'static str,
    pub(crate) place: String,
    pub(crate) list: String,
    pub(crate) person: String,
}

/// A term.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Line {
    /// ◎ ○ △ ×, nothing for what is no field.
    pub(crate) mark: &'static str,
    pub(crate) field: String,
    pub(crate) level: String,
    pub(crate) tenths: i32,
    pub(crate) bits: String,
    pub(crate) cells: [String; 2],
    /// The length of the bar in percent of half the room.
    pub(crate) long: i32,
}

/// The answer in one language.
#[derive(Debug, Default, Serialize)]
pub(crate) struct View {
    pub(crate) who: [Who; 2],
    pub(crate) verdict: String,
    pub(crate) more: Vec<String>,
    pub(crate) sentence: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) sum: String,
    pub(crate) changes: Vec<String>,
    pub(crate) legend: String,
    pub(crate) headings: [&'static str; 6],
    pub(crate) words: [&'static str; 4],
}

impl View {
    /// Gives each term the length of its bar.
    pub(crate) fn drawn(mut self, lang: Lang) -> Self {
        let most = self.lines.iter().map(|line| line.tenths.abs()).max();
        let most = most.unwrap_or(0).max(1);
        for line in &mut self.lines {
            line.long = line.tenths.abs() * 100 / most;
        }
        self.headings = say::HEADINGS.map(|text| text.pick(lang));
        self.words = [say::VERDICT, say::TERMS, say::CHANGES, say::SUM].map(|text| text.pick(lang));
        self
    }

    /// For the terminal.
    pub(crate) fn text(&self) -> String {
        let [verdict, terms, changes, sum] = self.words;
        let mut out = String::new();
        for who in &self.who {
            let Who {
                letter,
                place,
                list,
                person,
            } = who;
            out.push_str(&format!("{letter}  {place}  {list}  {person}\n"));
        }
        out.push_str(&format!("\n{verdict}\n  {}\n", self.verdict));
        let more = self.more.iter().chain([&self.sentence]);
        for line in more.filter(|line| !line.is_empty()) {
            out.push_str(&format!("  {line}\n"));
        }
        if !self.lines.is_empty() {
            out.push_str(&format!("\n{terms}\n"));
            out.push_str(&self.table(sum));
            out.push_str(&format!("\n  {}\n", self.legend));
        }
        if !self.changes.is_empty() {
            out.push_str(&format!("\n{changes}\n"));
            for line in &self.changes {
                out.push_str(&format!("  {line}\n"));
            }
        }
        out
    }

    fn table(&self, sum: &str) -> String {
        let mut rows = vec![self.headings.to_vec()];
        rows.extend(self.lines.iter().map(|line| {
            let [a, b] = &line.cells;
            vec![line.mark, &line.field, &line.level, &line.bits, a, b]
        }));
        rows.push(vec!["", sum, "", &self.sum, "", ""]);
        columns(&rows, |at| at == 3)
    }

    /// For printing.
    pub(crate) fn html(&self, series: &str, day: NaiveDate, lang: Lang) -> Result<String, Failure> {
        let frame = Frame {
            mark: Mark::new("explain", series, day),
            title: say::TITLE.into(),
            page: Page::A4_PORTRAIT,
            footer: Said::from(crate::messages::CONFIDENTIAL),
        };
        Html::new(frame, lang).render(TEMPLATE, "explain.html", self)
    }
}

/// Tenths as people read them: +14.2, -0.5.
pub(crate) fn shown(tenths: i32) -> String {
    let sign = if tenths < 0 { '-' } else { '+' };
    let size = tenths.unsigned_abs();
    format!("{sign}{}.{}", size / 10, size % 10)
}
