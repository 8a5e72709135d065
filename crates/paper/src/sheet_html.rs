//! The same description as printable HTML.

use mimamori_record::{Failure, Lang};
use serde::Serialize;

use crate::cell::{Cell, verbatim};
use crate::clean::clean_text;
use crate::html::{Frame, Html};
use crate::messages;
use crate::sheet::{Body, Chart, Column, Kind, Page, Row, Sheet};
use crate::wareki::{wareki, wareki_month};
use crate::workbook::Workbook;

const TEMPLATE: &str = include_str!("../templates/sheets.html");

#[derive(Serialize)]
struct SheetView {
    title: String,
    above: Vec<String>,
    bands: Vec<BandView>,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    below: Vec<String>,
    /// SVG, made by us; empty where the sheet has none.
    overview: String,
    chart: String,
}

#[derive(Serialize)]
struct BandView {
    text: String,
    span: usize,
    fill_in: bool,
}

#[derive(Serialize)]
struct ColumnView {
    heading: String,
    share: String,
    fill_in: bool,
}

#[derive(Serialize)]
struct RowView {
    group: Option<String>,
    note: Option<String>,
    cells: Vec<CellView>,
    strong: bool,
    closes: bool,
    height: u16,
    new_page: bool,
}

#[derive(Serialize)]
struct CellView {
    text: String,
    right: bool,
    centred: bool,
    strong: bool,
    fill_in: bool,
}

#[derive(Serialize)]
struct View {
    sheets: Vec<SheetView>,
}

impl Workbook {
    /// The same paper as one HTML file, each sheet on a new page of the first sheet's size.
    /// Keys and field names are left out: it is for reading and printing, not for reading back.
    ///
    /// # Errors
    /// Status 2 when the shipped template fails, which tests rule out.
    pub fn html(&self) -> Result<String, Failure> {
        let html = Html::new(
            Frame {
                mark: self.mark.clone(),
                title: self.title.clone(),
                page: self.sheets.first().map_or(Page::A4_LANDSCAPE, |s| s.page),
                footer: self.footer.clone().unwrap_or_else(|| verbatim("")),
            },
            self.lang,
        );
        let view = View {
            sheets: self.sheets.iter().map(|s| sheet(s, self.lang)).collect(),
        };
        html.render(TEMPLATE, "sheets.html", &view)
    }
}

fn sheet(sheet: &Sheet, lang: Lang) -> SheetView {
    let total: usize = sheet.columns.iter().map(|c| usize::from(c.width)).sum();
    let mut rows: Vec<RowView> = Vec::with_capacity(sheet.rows.len());
    let mut groups = 0;
    for one in &sheet.rows {
        if matches!(one.body, Body::Group(_)) {
            groups += 1;
        }
        let mut view = row(one, sheet, lang);
        view.new_page = sheet.group_per_page && groups > 1 && view.group.is_some();
        rows.push(view);
    }
    if rows.is_empty() {
        let nothing = messages::NOTHING.into();
        let text = sheet.when_empty.as_ref().unwrap_or(&nothing).pick(lang);
        rows.push(row(&Row::note(text), sheet, lang));
    }
    SheetView {
        title: clean_text(sheet.title.pick(lang)),
        above: sheet
            .above
            .iter()
            .map(|s| clean_text(s.pick(lang)))
            .collect(),
        bands: bands(&sheet.columns, lang),
        columns: sheet
            .columns
            .iter()
            .map(|c| ColumnView {
                heading: clean_text(c.heading.pick(lang)),
                share: format!("{:.2}", f64::from(c.width) * 100.0 / total.max(1) as f64),
                fill_in: c.fill_in,
            })
            .collect(),
        rows,
        below: sheet
            .below
            .iter()
            .map(|s| clean_text(s.pick(lang)))
            .collect(),
        overview: match &sheet.chart {
            Some(Chart::Grid(grid)) => grid.svg(lang),
            _ => String::new(),
        },
        chart: match &sheet.chart {
            Some(Chart::Bars(bars)) => bars.svg(lang),
            _ => String::new(),
        },
    }
}

/// The upper headings; empty when no column has one.
fn bands(columns: &[Column], lang: Lang) -> Vec<BandView> {
    let mut views: Vec<BandView> = Vec::new();
    if columns.iter().all(|c| c.band.is_none()) {
        return views;
    }
    let mut previous = None;
    for column in columns {
        let same = previous == Some(&column.band);
        match views.last_mut().filter(|_| same) {
            Some(view) => view.span += 1,
            None => views.push(BandView {
                text: column
                    .band
                    .as_ref()
                    .map_or_else(String::new, |b| clean_text(b.pick(lang))),
                span: 1,
                fill_in: column.fill_in,
            }),
        }
        previous = Some(&column.band);
    }
    views
}

fn row(row: &Row, sheet: &Sheet, lang: Lang) -> RowView {
    let (mut group, mut note, mut cells) = (None, None, Vec::new());
    match &row.body {
        Body::Group(text) => group = Some(clean_text(text)),
        Body::Note(text) => note = Some(clean_text(text)),
        Body::Cells(given) => {
            for (i, column) in sheet.columns.iter().enumerate() {
                cells.push(cell(given.get(i).unwrap_or(&Cell::Blank), column, lang));
            }
        }
    }
    RowView {
        group,
        note,
        cells,
        strong: row.strong,
        closes: row.closes,
        height: if row.lines > 1 { row.lines } else { 0 },
        new_page: false,
    }
}

fn cell(cell: &Cell, column: &Column, lang: Lang) -> CellView {
    let text = match (cell, lang) {
        (Cell::Blank, _) => String::new(),
        (Cell::Text(text) | Cell::Strong(text), _) => clean_text(text),
        (Cell::Date(day), Lang::Ja) => wareki(*day),
        (Cell::Date(day), Lang::En) => day.to_string(),
        (Cell::Month(year, month), Lang::Ja) => wareki_month(*year, *month),
        (Cell::Month(year, month), Lang::En) => format!("{year:04}-{month:02}"),
        (Cell::Integer(n), _) => thousands(&n.to_string()),
        (Cell::Decimal(n), _) => {
            let places = match column.kind {
                Kind::Decimal(places) => usize::from(places),
                _ => 1,
            };
            thousands(&format!("{n:.places$}"))
        }
    };
    CellView {
        text,
        right: matches!(column.kind, Kind::Integer | Kind::Decimal(_)) && !column.centred,
        centred: column.centred,
        strong: matches!(cell, Cell::Strong(_)),
        fill_in: column.fill_in,
    }
}

/// Puts commas into a number as the workbook shows it.
fn thousands(number: &str) -> String {
    let (sign, digits) = number
        .strip_prefix('-')
        .map_or(("", number), |rest| ("-", rest));
    let (whole, rest) = match digits.find('.') {
        Some(point) => digits.split_at(point),
        None => (digits, ""),
    };
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn numbers_look_as_in_the_workbook() {
        assert_eq!(thousands("1234567"), "1,234,567");
        assert_eq!(thousands("-123.45"), "-123.45");
        assert_eq!(thousands("-1234.5"), "-1,234.5");
    }
}
