//! The tables as a printable page, with charts.

use mimamori_paper::{Bar, BarChart, Frame, Html, Page};
use mimamori_record::{Failure, Said};
use serde::Serialize;

use crate::count::{State, Table};
use crate::messages;
use crate::paper::Paper;

const TEMPLATE: &str = include_str!("../templates/statistics.html");

#[derive(Serialize)]
struct View {
    audience: String,
    notes: Vec<String>,
    tables: Vec<TableView>,
}

#[derive(Serialize)]
struct TableView {
    heading: String,
    unit: String,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    /// SVG, made by us; empty when a list that the chart would need is missing.
    chart: String,
}

#[derive(Serialize)]
struct ColumnView {
    heading: String,
    /// Percent of the table's width.
    share: String,
}

#[derive(Serialize)]
struct RowView {
    cells: Vec<CellView>,
    strong: bool,
}

#[derive(Serialize)]
struct CellView {
    text: String,
    right: bool,
}

impl Paper<'_> {
    /// The page.
    pub(crate) fn html(&self) -> Result<String, Failure> {
        let html = Html::new(
            Frame {
                mark: self.mark(),
                title: self.title(),
                page: Page::A4_PORTRAIT,
                footer: self.audience.label().into(),
            },
            self.lang,
        );
        let pick = |said: &Said| said.pick(self.lang).to_owned();
        let tables = self.tables.iter().enumerate().map(|(at, table)| TableView {
            heading: pick(&self.heading(at + 1, table)),
            unit: table.entry.who.unit().pick(self.lang).to_owned(),
            columns: self.column_views(table),
            rows: self.row_views(table),
            chart: self.chart(at + 1, table).unwrap_or_default(),
        });
        let view = View {
            audience: self.audience.label().pick(self.lang).to_owned(),
            notes: self.notes().iter().map(pick).collect(),
            tables: tables.collect(),
        };
        html.render(TEMPLATE, "statistics.html", &view)
    }

    fn column_views(&self, table: &Table<'_>) -> Vec<ColumnView> {
        let mut headings = vec![table.dimensions[0].field.label().pick(self.lang).to_owned()];
        match table.dimensions.get(1) {
            Some(dimension) => {
                let codes = table.shown[1].iter();
                headings
                    .extend(codes.map(|code| dimension.codes[*code].shown(self.lang).to_owned()));
                headings.push(messages::TOTAL.pick(self.lang).to_owned());
            }
            None => headings.push(table.entry.who.unit().pick(self.lang).to_owned()),
        }
        // The labels of the rows take what the columns leave; no heading is squeezed.
        let first = if headings.len() > 6 { 20.0 } else { 32.0 };
        let each = (100.0 - first) / (headings.len() - 1).max(1) as f64;
        let view = |(at, heading)| ColumnView {
            heading,
            share: format!("{:.2}", if at == 0 { first } else { each }),
        };
        headings.into_iter().enumerate().map(view).collect()
    }

    fn row_views(&self, table: &Table<'_>) -> Vec<RowView> {
        let across: usize = table.shown[1..]
            .iter()
            .map(|codes| codes.len() + 1)
            .product();
        let rows = table.cells.chunks(across.max(1)).map(|cells| {
            let code = cells.first().and_then(|cell| cell.at[0]);
            let label = match code {
                Some(code) => table.dimensions[0].codes[code].shown(self.lang),
                None => messages::TOTAL.pick(self.lang),
            };
            let mut views = vec![CellView {
                text: label.to_owned(),
                right: false,
            }];
            views.extend(cells.iter().map(|cell| CellView {
                text: match cell.state {
                    State::Shown => cell.count.to_string(),
                    State::Hidden => "x".to_owned(),
                    State::Unknown => "…".to_owned(),
                    State::Impossible => "-".to_owned(),
                },
                right: true,
            }));
            RowView {
                cells: views,
                strong: code.is_none(),
            }
        });
        rows.collect()
    }

    /// Bars of the first dimension of which every total is known. A hidden bar is hatched and as
    /// long as the chart is wide, whatever it hides; the chart's description is its title alone.
    fn chart(&self, number: usize, table: &Table<'_>) -> Option<String> {
        let dimensions = table.dimensions.len();
        let bars = (0..dimensions).find_map(|d| {
            let mut bars = Vec::new();
            for code in &table.shown[d] {
                let mut at = vec![None; dimensions];
                at[d] = Some(*code);
                let cell = table.cell(&at)?;
                let label = table.dimensions[d].codes[*code].shown(self.lang);
                bars.push(match cell.state {
                    State::Unknown => return None,
                    State::Hidden => Bar::hidden(label),
                    State::Shown | State::Impossible => Bar::count(label, cell.count),
                });
            }
            Some(bars)
        })?;
        let chart = BarChart {
            title: self.heading(number, table),
            unit: table.entry.who.unit().into(),
            bars,
        };
        Some(chart.svg(self.lang))
    }
}
