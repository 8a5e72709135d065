//! A household as inline SVG: who lives there, grown-ups before children. A square is a boy or man, a
//! circle a girl or woman, a diamond somebody whose sex no list tells, as family charts of social work
//! have them; no line says who is whose child, because no list does. No colour, no script.

use mimamori_record::{Lang, Said};

use crate::clean::clean_text;
use crate::html::escape;
use crate::measure::width;

/// How somebody is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A boy or man.
    Square,
    /// A girl or woman.
    Circle,
    /// Nobody says.
    Diamond,
}

/// Somebody of a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// How.
    pub shape: Shape,
    /// Stands in the shape: the age.
    pub inside: String,
    /// Beside it: the name.
    pub name: String,
    /// Below the name.
    pub note: String,
    /// Whether the paper is about this person: a second outline.
    pub meant: bool,
}

/// A household in groups.
///
/// ```
/// use mimamori_paper::{Figure, HomeChart, Shape};
/// use mimamori_record::{Lang, said};
/// let child = Figure {
///     shape: Shape::Circle,
///     inside: "8".to_owned(),
///     name: "見本 葵".to_owned(),
///     note: "支援中".to_owned(),
///     meant: true,
/// };
/// let chart = HomeChart { title: said!("世帯", "Household"), groups: vec![vec![child]] };
/// assert!(chart.svg(Lang::Ja).contains("<circle"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeChart {
    /// For those who hear the page read.
    pub title: Said,
    /// Grown-ups, then children, with a line between them.
    pub groups: Vec<Vec<Figure>>,
}

const WIDE: usize = 680;
const STEP: usize = 34;
const SIZE: usize = 24;
const GAP: usize = 14;
/// Width of a half-width character, in the chart's units.
const LETTER: usize = 6;
/// The widest text beside a shape.
const TEXT: usize = 200;

impl HomeChart {
    /// The chart as an `<svg>` element for HTML (in a template: `{{ chart|safe }}`).
    pub fn svg(&self, lang: Lang) -> String {
        let title = escape(&clean_text(self.title.pick(lang)));
        let (mut body, mut x, mut y) = (String::new(), 4, 4);
        for (place, group) in self
            .groups
            .iter()
            .filter(|group| !group.is_empty())
            .enumerate()
        {
            if place > 0 && x > 4 {
                body.push_str(&format!("<path d=\"M{x} {y} v{SIZE}\" stroke=\"#555\"/>\n"));
                x += GAP;
            }
            for figure in group {
                let wide = SIZE + 6 + figure.text_width() + GAP;
                if x > 4 && x + wide > WIDE {
                    (x, y) = (4, y + STEP);
                }
                body.push_str(&figure.svg(x, y));
                x += wide;
            }
        }
        let y = y + STEP;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {y}\" width=\"100%\" \
             role=\"img\" aria-label=\"{title}\" font-size=\"11\" fill=\"#000\" \
             style=\"break-inside:avoid\">\n{body}</svg>"
        )
    }
}

impl Figure {
    fn text_width(&self) -> usize {
        let longest = width(&self.name).max(width(&self.note));
        (longest * LETTER).min(TEXT)
    }

    fn svg(&self, x: usize, y: usize) -> String {
        let mut out = self.outline(x, y, 0);
        if self.meant {
            out.push_str(&self.outline(x, y, 3));
        }
        let text = |x: usize, y: usize, more: &str, text: &str| {
            let text = escape(&short(&clean_text(text)));
            format!("<text x=\"{x}\" y=\"{y}\"{more}>{text}</text>")
        };
        let beside = x + SIZE + 6;
        let bold = if self.meant {
            " font-weight=\"bold\""
        } else {
            ""
        };
        out.push_str(&text(
            x + SIZE / 2,
            y + 16,
            " text-anchor=\"middle\" font-size=\"10\"",
            &self.inside,
        ));
        out.push_str(&text(beside, y + 10, bold, &self.name));
        out.push_str(&text(beside, y + 23, " font-size=\"10\"", &self.note));
        out.push('\n');
        out
    }

    /// The shape, so far within itself.
    fn outline(&self, x: usize, y: usize, inner: usize) -> String {
        let look = "fill=\"none\" stroke=\"#000\"";
        let (left, top, size) = (x + inner, y + inner, SIZE - 2 * inner);
        let half = size / 2;
        match self.shape {
            Shape::Square => format!(
                "<rect x=\"{left}\" y=\"{top}\" width=\"{size}\" height=\"{size}\" {look}/>"
            ),
            Shape::Circle => format!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{half}\" {look}/>",
                left + half,
                top + half
            ),
            Shape::Diamond => format!(
                "<path d=\"M{} {top} l{half} {half} l-{half} {half} l-{half} -{half} z\" {look}/>",
                left + half
            ),
        }
    }
}

/// A text that fits beside a shape.
fn short(text: &str) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        if (width(&kept) + 2) * LETTER > TEXT {
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

    fn figure(shape: Shape, name: &str, meant: bool) -> Figure {
        Figure {
            shape,
            inside: "8".to_owned(),
            name: name.to_owned(),
            note: "支援中".to_owned(),
            meant,
        }
    }

    fn svg(groups: Vec<Vec<Figure>>) -> String {
        let title = said!("世帯 <b>", "Household");
        HomeChart { title, groups }.svg(Lang::Ja)
    }

    #[test]
    fn the_shape_tells_the_sex_and_a_second_outline_whom_the_paper_is_about() {
        let svg = svg(vec![
            vec![figure(Shape::Square, "父", false)],
            vec![
                figure(Shape::Circle, "葵", true),
                figure(Shape::Diamond, "杏", false),
            ],
        ]);
        let count = |tag: &str| svg.matches(tag).count();
        assert_eq!(
            (count("<rect"), count("<circle"), count("<path")),
            (1, 2, 2),
            "the line between the groups is a path too"
        );
        assert!(svg.contains("viewBox=\"0 0 680 38\""));
    }

    #[test]
    fn a_large_family_goes_on_in_another_row_and_no_name_is_markup() {
        let many = (0..9).map(|_| figure(Shape::Circle, "<script>見本 葵", false));
        let svg = svg(vec![many.collect()]);
        assert!(!svg.contains("<script>") && !svg.contains("<b>"));
        assert!(svg.contains("viewBox=\"0 0 680 72\""), "{svg}");
        assert!(super::short(&"長".repeat(60)).ends_with('…'));
    }
}
