//! A plain bar chart as inline SVG: grey bars with their numbers, no colour, no script.

use mimamori_record::{Lang, Said};

use crate::clean::clean_text;
use crate::html::escape;
use crate::measure::width;
use crate::messages;

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// The number, not negative; none when it is hidden.
    pub value: Option<f64>,
    /// The number as it is printed; ignored for a hidden one.
    pub shown: String,
}

impl Bar {
    /// A bar with a whole number.
    pub fn count(label: impl Into<String>, value: u64) -> Self {
        Bar {
            label: label.into(),
            value: Some(value as f64),
            shown: value.to_string(),
        }
    }

    /// A bar whose number is not shown. It is drawn the same whatever the number was.
    pub fn hidden(label: impl Into<String>) -> Self {
        Bar {
            label: label.into(),
            value: None,
            shown: String::new(),
        }
    }
}

/// A chart of horizontal bars, which leave room for Japanese labels.
///
/// ```
/// use mimamori_paper::{Bar, BarChart, verbatim};
/// use mimamori_record::{Lang, said};
/// let chart = BarChart {
///     title: said!("年齢別", "By age"),
///     unit: said!("人", "children"),
///     bars: vec![Bar::count("0歳", 12), Bar::hidden("1歳")],
/// };
/// let svg = chart.svg(Lang::Ja);
/// assert!(svg.starts_with("<svg") && svg.contains(">12</text>"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart {
    /// Stands above the bars.
    pub title: Said,
    /// What the numbers count.
    pub unit: Said,
    /// From top to bottom.
    pub bars: Vec<Bar>,
}

const WIDE: usize = 680;
const BAR: usize = 18;
const STEP: usize = 27;
const TOP: usize = 44;
/// Width of a half-width character of a label, in the chart's units.
const LETTER: usize = 7;
/// The widest label.
const LABEL: usize = 340;
/// As many bars as a printed page has room for: a longer chart goes on in another element.
const PAGE: usize = 20;

impl BarChart {
    /// The chart as an `<svg>` element for HTML (in a template: `{{ chart|safe }}`); one for each
    /// printed page, all to the same scale, where there are many bars.
    pub fn svg(&self, lang: Lang) -> String {
        let pages = self.bars.chunks(PAGE);
        let pages: Vec<String> = pages.map(|bars| self.page(bars, lang)).collect();
        pages.join("\n")
    }

    fn page(&self, bars: &[Bar], lang: Lang) -> String {
        let longest = self
            .bars
            .iter()
            .map(|bar| width(&bar.label))
            .max()
            .unwrap_or(0);
        let left = (longest * LETTER).clamp(40, LABEL) + 14;
        let room = (WIDE - left - 80) as f64;
        // Hidden numbers take no part in the scale either.
        let most = self
            .bars
            .iter()
            .filter_map(|bar| bar.value)
            .fold(0.0, f64::max);
        let height = TOP + bars.len() * STEP + 10;
        let title = escape(&clean_text(self.title.pick(lang)));
        let unit = escape(&clean_text(self.unit.pick(lang)));
        let hidden = messages::HIDDEN.pick(lang);
        // Each chart's pattern has its own name: several charts stand on one page.
        let hatch = format!("hatch-{:08x}", digest(&title, bars));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {height}\" \
             width=\"{WIDE}\" height=\"{height}\" role=\"img\" aria-label=\"{title}\" \
             font-size=\"13\" fill=\"#000\" style=\"break-inside:avoid\">\
             <defs><pattern id=\"{hatch}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><path d=\"M0 0V6\" stroke=\"#555\" \
             stroke-width=\"1.4\"/></pattern></defs>\
             <text x=\"0\" y=\"18\" font-size=\"15\" font-weight=\"bold\">{title}</text>\
             <text x=\"{WIDE}\" y=\"18\" text-anchor=\"end\">({unit})</text>\n"
        );
        for (i, bar) in bars.iter().enumerate() {
            let y = TOP + i * STEP;
            let base = y + 14;
            let label = escape(&short(&clean_text(&bar.label)));
            out.push_str(&format!(
                "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\">{label}</text>",
                left - 8
            ));
            match bar.value {
                Some(value) => {
                    let share = if most > 0.0 {
                        value.max(0.0) / most
                    } else {
                        0.0
                    };
                    let long = share * room;
                    let shown = escape(&clean_text(&bar.shown));
                    out.push_str(&format!(
                        "<rect x=\"{left}\" y=\"{y}\" width=\"{long:.1}\" height=\"{BAR}\" \
                         fill=\"#9aa0a6\" stroke=\"#000\" stroke-width=\".8\"/>\
                         <text x=\"{:.1}\" y=\"{base}\">{shown}</text>\n",
                        left as f64 + long + 6.0
                    ));
                }
                None => out.push_str(&format!(
                    "<rect x=\"{left}\" y=\"{y}\" width=\"{room:.1}\" height=\"{BAR}\" \
                     fill=\"url(#{hatch})\" stroke=\"#555\" stroke-width=\".8\" \
                     stroke-dasharray=\"4 3\"><title>{hidden}</title></rect>\
                     <text x=\"{:.1}\" y=\"{base}\">x</text>\n",
                    left as f64 + room + 6.0
                )),
            }
        }
        out.push_str(&format!(
            "<path d=\"M{left} {} V{}\" stroke=\"#000\"/></svg>",
            TOP - 6,
            height - 8
        ));
        out
    }
}

/// A label that fits the room left of the bars.
fn short(label: &str) -> String {
    let mut kept = String::new();
    for c in label.chars() {
        if (width(&kept) + 2) * LETTER > LABEL {
            kept.push('…');
            break;
        }
        kept.push(if c == '\n' { ' ' } else { c });
    }
    kept
}

/// FNV-1a over what the chart shows; hidden numbers are not known here.
fn digest(title: &str, bars: &[Bar]) -> u32 {
    let labels = bars.iter().flat_map(|bar| bar.label.bytes());
    title.bytes().chain(labels).fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use mimamori_record::said;

    fn chart(bars: Vec<Bar>) -> String {
        BarChart {
            title: said!("年齢別 <b>", "By age"),
            unit: said!("人", "children"),
            bars,
        }
        .svg(Lang::Ja)
    }

    #[test]
    fn hidden_bars_all_look_alike_and_do_not_scale() {
        let one = chart(vec![
            Bar::count("a", 10),
            Bar::hidden("b"),
            Bar::hidden("c"),
        ]);
        let hatched: Vec<&str> = one.matches("width=\"546.0\"").collect();
        // The longest known bar and both hidden ones fill the room.
        assert_eq!(hatched.len(), 3);
        assert_eq!(one.matches(">x</text>").count(), 2);
    }

    #[test]
    fn many_bars_go_on_another_page_to_the_same_scale() {
        let bars = (1..=54).map(|n| Bar::count(format!("規則{n}"), n));
        let svg = chart(bars.collect());
        let pages: Vec<&str> = svg.split("</svg>").collect();
        assert_eq!(pages.len() - 1, 3);
        assert_eq!(svg.matches("<rect").count(), 54);
        let room = (WIDE - 80 - 14 - 6 * LETTER) as f64;
        assert!(pages[0].contains(&format!("width=\"{:.1}\"", room / 54.0)));
        assert!(pages[2].contains(&format!("width=\"{room:.1}\"")));
    }

    #[test]
    fn labels_are_escaped() {
        let svg = chart(vec![Bar::count("<script>", 1)]);
        assert!(!svg.contains("<script>") && !svg.contains("<b>"));
    }

    #[test]
    fn nothing_to_count_draws_no_bar() {
        let svg = chart(vec![Bar::count("a", 0)]);
        assert!(svg.contains("width=\"0.0\"") && !svg.contains("NaN"));
    }
}
