//! Counts by kind and month as inline SVG: a row per kind, a column per month, numbers that are
//! underlaid with bars of grey. No colour, no script.

use mimamori_record::{Lang, Said};

use crate::clean::clean_text;
use crate::html::escape;
use crate::measure::width;

/// A row of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// What is counted.
    pub label: String,
    /// One number for each column.
    pub counts: Vec<u64>,
}

/// Numbers in rows and columns, each with a bar as high as its share of the greatest.
///
/// ```
/// use mimamori_paper::{GridChart, GridRow};
/// use mimamori_record::{Lang, said};
/// let chart = GridChart {
///     title: said!("1年の期日", "A year of due dates"),
///     unit: said!("件", "items"),
///     columns: vec!["6月".to_owned(), "7月".to_owned()],
///     rows: vec![GridRow { label: "計画の見直し".to_owned(), counts: vec![3, 0] }],
/// };
/// let svg = chart.svg(Lang::Ja);
/// assert!(svg.starts_with("<svg") && svg.contains(">3</text>"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct GridChart {
    /// Stands above the grid.
    pub title: Said,
    /// What the numbers count.
    pub unit: Said,
    /// The headings of the columns.
    pub columns: Vec<String>,
    /// From top to bottom.
    pub rows: Vec<GridRow>,
}

const WIDE: usize = 960;
const LABEL: usize = 250;
const SUM: usize = 46;
const STEP: usize = 16;
const TOP: usize = 52;
/// Width of a half-width character of a label, in the chart's units.
const LETTER: usize = 6;
/// As many rows as a printed page has room for: a longer grid goes on in another element.
const PAGE: usize = 33;

impl GridChart {
    /// The chart as an `<svg>` element for HTML; one for each printed page, all to the same scale.
    pub fn svg(&self, lang: Lang) -> String {
        let pages = self.rows.len().div_ceil(PAGE).max(1);
        // As many on each: the last one does not stand there with one row.
        let pages = self.rows.chunks(self.rows.len().div_ceil(pages).max(1));
        let pages: Vec<String> = pages.map(|rows| self.page(rows, lang)).collect();
        pages.join("\n")
    }

    fn page(&self, rows: &[GridRow], lang: Lang) -> String {
        let most = self.rows.iter().flat_map(|row| &row.counts).max();
        let most = most.copied().unwrap_or(0).max(1) as f64;
        let step = (WIDE - LABEL - SUM) as f64 / self.columns.len().max(1) as f64;
        let left = |column: usize| LABEL as f64 + column as f64 * step;
        let bottom = TOP + rows.len() * STEP;
        let height = bottom + 8;
        let title = escape(&clean_text(self.title.pick(lang)));
        let unit = escape(&clean_text(self.unit.pick(lang)));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {height}\" \
             width=\"100%\" role=\"img\" aria-label=\"{title}\" font-size=\"11\" fill=\"#000\" \
             style=\"break-inside:avoid\">\
             <text x=\"0\" y=\"18\" font-size=\"15\" font-weight=\"bold\">{title}</text>\
             <text x=\"{WIDE}\" y=\"18\" text-anchor=\"end\">({unit})</text>\n"
        );
        for (column, heading) in self.columns.iter().enumerate() {
            let heading = escape(&clean_text(heading));
            out.push_str(&format!(
                "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{heading}</text>\
                 <path d=\"M{:.1} {} V{bottom}\" stroke=\"#999\" stroke-width=\".6\"/>\n",
                left(column) + step / 2.0,
                TOP - 8,
                left(column),
                TOP - 4
            ));
        }
        for (place, row) in rows.iter().enumerate() {
            let base = TOP + (place + 1) * STEP;
            let label = escape(&short(&clean_text(&row.label)));
            out.push_str(&format!("<text x=\"0\" y=\"{}\">{label}</text>", base - 4));
            for (column, count) in row
                .counts
                .iter()
                .enumerate()
                .filter(|(_, count)| **count > 0)
            {
                let high = (*count as f64 / most * (STEP - 4) as f64).max(1.5);
                out.push_str(&format!(
                    "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{high:.1}\" \
                     fill=\"#c9cdd2\" stroke=\"#555\" stroke-width=\".5\"/>\
                     <text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\" \
                     stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">{count}</text>",
                    left(column) + 4.0,
                    base as f64 - high,
                    step - 8.0,
                    left(column) + step / 2.0,
                    base - 4
                ));
            }
            let sum: u64 = row.counts.iter().sum();
            out.push_str(&format!(
                "<text x=\"{WIDE}\" y=\"{}\" text-anchor=\"end\" font-weight=\"bold\">{sum}</text>\
                 <path d=\"M0 {base} H{WIDE}\" stroke=\"#999\" stroke-width=\".6\"/>\n",
                base - 4
            ));
        }
        out.push_str("</svg>");
        out
    }
}

/// A label that fits the room left of the grid.
fn short(label: &str) -> String {
    let mut kept = String::new();
    for c in label.chars() {
        if (width(&kept) + 2) * LETTER > LABEL - 10 {
            kept.push('…');
            break;
        }
        kept.push(if c == '\n' { ' ' } else { c });
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use mimamori_record::said;

    fn chart(rows: &[(&str, [u64; 2])]) -> String {
        let rows = rows.iter().map(|(label, counts)| GridRow {
            label: (*label).to_owned(),
            counts: counts.to_vec(),
        });
        GridChart {
            title: said!("期日 <b>", "Due"),
            unit: said!("件", "items"),
            columns: vec!["6月".to_owned(), "7月".to_owned()],
            rows: rows.collect(),
        }
        .svg(Lang::Ja)
    }

    #[test]
    fn nothing_to_do_draws_no_bar_and_a_row_has_its_sum() {
        let svg = chart(&[("見直し", [3, 4]), ("目視", [0, 0])]);
        assert_eq!(svg.matches("<rect").count(), 2);
        assert!(svg.contains(">7</text>") && svg.contains("font-weight=\"bold\">0</text>"));
    }

    #[test]
    fn the_greatest_number_fills_its_row_and_half_of_it_the_half() {
        let svg = chart(&[("見直し", [8, 4])]);
        assert!(svg.contains("height=\"12.0\"") && svg.contains("height=\"6.0\""));
    }

    #[test]
    fn many_rows_go_on_in_another_picture() {
        let rows: Vec<(&str, [u64; 2])> = (0..70).map(|n| ("目標", [n, 1])).collect();
        assert_eq!(chart(&rows).matches("</svg>").count(), 3);
    }

    #[test]
    fn labels_are_escaped_and_long_ones_end_with_a_sign() {
        let svg = chart(&[("<script>", [1, 0]), (&"長".repeat(40), [1, 0])]);
        assert!(!svg.contains("<script>") && !svg.contains("<b>") && svg.contains('…'));
    }
}
