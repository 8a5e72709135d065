//! How a meeting spends its time, as inline SVG: an hour to a row, a box for each part, and a thick
//! line where the time is over. No colour, no script.

use mimamori_record::{Lang, Said};

use crate::clean::clean_text;
use crate::html::escape;
use crate::measure::width;
use crate::messages;

/// A part of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Stands in its box, as far as there is room.
    pub label: String,
    /// How long it takes.
    pub minutes: u32,
}

/// The parts of a meeting in their order, and how many minutes it has.
///
/// ```
/// use mimamori_paper::{Slot, TimeChart};
/// use mimamori_record::{Lang, said};
/// let chart = TimeChart {
///     title: said!("会議の時間", "Time of the meeting"),
///     minutes: 30,
///     slots: vec![
///         Slot { label: "A".to_owned(), minutes: 4 },
///         Slot { label: "B-1".to_owned(), minutes: 40 },
///     ],
/// };
/// let svg = chart.svg(Lang::Ja);
/// assert!(svg.contains("B-1") && svg.contains("30分で終わり"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeChart {
    /// Stands above it.
    pub title: Said,
    /// Minutes of the meeting.
    pub minutes: u32,
    /// What it does, in its order.
    pub slots: Vec<Slot>,
}

const WIDE: u32 = 680;
const LEFT: u32 = 74;
/// Width of a minute.
const MINUTE: u32 = 10;
const ROW: u32 = 60;
const BOX: u32 = 22;
const STEP: u32 = 30;
const TOP: u32 = 32;
/// Width of a half-width character of a label, in the chart's units.
const LETTER: u32 = 6;
/// As many rows as a printed page has room for; a meeting of more hours ends there with a sign.
const ROWS: u32 = 24;

impl TimeChart {
    /// The chart as an `<svg>` element for HTML (in a template: `{{ chart|safe }}`).
    pub fn svg(&self, lang: Lang) -> String {
        let all: u32 = self
            .slots
            .iter()
            .fold(0, |sum, slot| sum.saturating_add(slot.minutes));
        let rows = all.max(self.minutes).div_ceil(ROW).clamp(1, ROWS);
        let height = TOP + rows * STEP + 20;
        let title = escape(&clean_text(self.title.pick(lang)));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {height}\" \
             width=\"100%\" role=\"img\" aria-label=\"{title}\" font-size=\"11\" fill=\"#000\" \
             style=\"break-inside:avoid\">\
             <text x=\"0\" y=\"18\" font-size=\"14\" font-weight=\"bold\">{title}</text>\n"
        );
        for row in 0..rows {
            let (y, from) = (TOP + row * STEP, messages::from_minute(row * ROW));
            out.push_str(&format!(
                "<text x=\"0\" y=\"{}\">{}</text><path d=\"M{LEFT} {} H{}\" stroke=\"#999\" \
                 stroke-width=\".6\"/>\n",
                y + 15,
                from.pick(lang),
                y + BOX,
                LEFT + ROW * MINUTE
            ));
        }
        let mut start = 0_u32;
        for slot in &self.slots {
            let end = start.saturating_add(slot.minutes);
            out.push_str(&self.boxes(&slot.label, start, end.min(rows * ROW)));
            start = end;
        }
        out.push_str(&self.end(rows, lang));
        out.push_str("</svg>");
        out
    }

    /// The boxes of a part, one in each row that it touches and apart where the time is over; the
    /// first in which there is room has its label.
    fn boxes(&self, label: &str, start: u32, end: u32) -> String {
        let label = clean_text(label);
        let mut out = String::new();
        let (mut at, mut told) = (start, false);
        while at < end {
            let mut to = end.min((at / ROW + 1) * ROW);
            let over = at >= self.minutes;
            if !over {
                to = to.min(self.minutes);
            }
            let (x, y) = (LEFT + at % ROW * MINUTE, TOP + at / ROW * STEP);
            let wide = (to - at) * MINUTE;
            let look = match over {
                true => "fill=\"#fff\" stroke=\"#555\" stroke-dasharray=\"3 2\"",
                false => "fill=\"#e3e6e9\" stroke=\"#000\"",
            };
            out.push_str(&format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{BOX}\" {look} \
                 stroke-width=\".8\"/>"
            ));
            let letters = u32::try_from(width(&label)).unwrap_or(u32::MAX);
            if !told && letters.saturating_mul(LETTER) + 2 <= wide {
                let label = escape(&label);
                out.push_str(&format!(
                    "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{label}</text>",
                    x + wide / 2,
                    y + 15
                ));
                told = true;
            }
            out.push('\n');
            at = to;
        }
        out
    }

    /// The line where the time is over, and how long it is.
    fn end(&self, rows: u32, lang: Lang) -> String {
        let last = self.minutes.saturating_sub(1);
        if self.minutes == 0 || last / ROW >= rows {
            return String::new();
        }
        let x = LEFT + (last % ROW + 1) * MINUTE;
        let y = TOP + last / ROW * STEP;
        let said = messages::over_after(self.minutes);
        format!(
            "<path d=\"M{x} {} V{}\" stroke=\"#000\" stroke-width=\"3\"/>\
             <text x=\"{WIDE}\" y=\"18\" text-anchor=\"end\">{}</text>\n",
            y - 4,
            y + BOX + 4,
            said.pick(lang)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mimamori_record::said;

    fn chart(minutes: u32, slots: &[(&str, u32)]) -> String {
        let slots = slots.iter().map(|(label, minutes)| Slot {
            label: (*label).to_owned(),
            minutes: *minutes,
        });
        TimeChart {
            title: said!("時間 <b>", "Time"),
            minutes,
            slots: slots.collect(),
        }
        .svg(Lang::Ja)
    }

    #[test]
    fn a_part_that_crosses_the_hour_goes_on_in_the_next_row() {
        let svg = chart(120, &[("A", 50), ("B-1", 20)]);
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.contains("width=\"100\"") && svg.contains("x=\"74\" y=\"62\" width=\"100\""));
        assert_eq!(svg.matches(">B-1<").count(), 1);
    }

    #[test]
    fn what_does_not_fit_into_the_time_is_dashed_and_behind_the_line() {
        let within = chart(90, &[("A", 60), ("B-1", 30)]);
        assert!(!within.contains("dasharray") && within.contains("stroke-width=\"3\""));
        let beyond = chart(90, &[("A", 60), ("B-1", 60)]);
        assert_eq!(beyond.matches("dasharray").count(), 1);
    }

    #[test]
    fn a_day_of_meetings_ends_with_the_page_and_no_name_is_markup() {
        let svg = chart(60, &[("<script>", 60), ("B", u32::MAX)]);
        assert!(!svg.contains("<script>") && !svg.contains("<b>"));
        assert!(svg.matches("<rect").count() <= 30);
        assert!(!chart(0, &[]).contains("NaN"));
    }
}
