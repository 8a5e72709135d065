//! Calendar files (RFC 5545) with all-day events.

use chrono::{Days, NaiveDate};

use crate::clean::clean_text;

/// One all-day event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stays the same for the same matter, so that importing again replaces it. ASCII.
    pub uid: String,
    /// The day it stands on.
    pub day: NaiveDate,
    /// What the calendar shows.
    pub summary: String,
    /// What it shows when opened; may be empty.
    pub description: String,
}

/// A calendar file. Written with `CRLF`, folded at 75 octets and never inside a character.
///
/// ```
/// use chrono::NaiveDate;
/// use mimamori_paper::{Calendar, Event};
/// let day = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap_or_default();
/// let file = Calendar {
///     name: "見守り 期限".to_owned(),
///     stamp: day,
///     events: vec![Event {
///         uid: "due-2026-06-30@k7q2.mimamori".to_owned(),
///         day,
///         summary: "期限 3件".to_owned(),
///         description: String::new(),
///     }],
/// }
/// .write();
/// let text = String::from_utf8_lossy(&file).into_owned();
/// assert!(text.contains("DTSTART;VALUE=DATE:20260630\r\nDTEND;VALUE=DATE:20260701\r\n"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Name that calendar programs show.
    pub name: String,
    /// The run's day; stands where RFC 5545 wants the moment of writing.
    pub stamp: NaiveDate,
    /// In the order they are written.
    pub events: Vec<Event>,
}

impl Calendar {
    /// The `.ics` file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = String::new();
        let stamp = self.stamp.format("%Y%m%dT000000Z").to_string();
        line(&mut out, "BEGIN", "VCALENDAR");
        line(&mut out, "VERSION", "2.0");
        line(&mut out, "PRODID", "-//mimamori//mimamori//JA");
        line(&mut out, "CALSCALE", "GREGORIAN");
        line(&mut out, "METHOD", "PUBLISH");
        line(&mut out, "X-WR-CALNAME", &text(&self.name));
        for event in &self.events {
            // An all-day event ends before the day after it.
            let end = event
                .day
                .checked_add_days(Days::new(1))
                .unwrap_or(event.day);
            line(&mut out, "BEGIN", "VEVENT");
            line(&mut out, "UID", &text(&event.uid));
            line(&mut out, "DTSTAMP", &stamp);
            line(
                &mut out,
                "DTSTART;VALUE=DATE",
                &event.day.format("%Y%m%d").to_string(),
            );
            line(
                &mut out,
                "DTEND;VALUE=DATE",
                &end.format("%Y%m%d").to_string(),
            );
            line(&mut out, "SUMMARY", &text(&event.summary));
            if !event.description.is_empty() {
                line(&mut out, "DESCRIPTION", &text(&event.description));
            }
            // The day is not blocked for other things.
            line(&mut out, "TRANSP", "TRANSPARENT");
            line(&mut out, "END", "VEVENT");
        }
        line(&mut out, "END", "VCALENDAR");
        out.into_bytes()
    }
}

/// Escapes a TEXT value.
fn text(value: &str) -> String {
    let mut out = String::new();
    for c in clean_text(value).chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// Writes one content line, folded: 75 octets without the line end, the leading space included.
fn line(out: &mut String, name: &str, value: &str) {
    let mut used = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if used + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(summary: &str) -> String {
        let day = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        let events = vec![Event {
            uid: "a@b".to_owned(),
            day,
            summary: summary.to_owned(),
            description: "一行\n二行".to_owned(),
        }];
        let bytes = Calendar {
            name: "期限".to_owned(),
            stamp: day,
            events,
        }
        .write();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn lines_fold_at_75_octets_and_unfold_to_the_same_text() {
        for pad in 0..4 {
            let summary = format!("{}{}", "a".repeat(pad), "支援計画𠮷の見直し".repeat(20));
            let file = calendar(&summary);
            assert!(file.split("\r\n").all(|line| line.len() <= 75));
            assert!(file.contains("\r\n "));
            assert!(
                file.replace("\r\n ", "")
                    .contains(&format!("SUMMARY:{summary}\r\n"))
            );
        }
    }

    #[test]
    fn every_line_ends_with_crlf() {
        let file = calendar("x");
        assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
        assert!(file.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn text_is_escaped_and_cannot_begin_a_property() {
        let file = calendar("a;b,c\\d\r\nATTENDEE:x");
        assert!(file.contains("SUMMARY:a\\;b\\,c\\\\d\\nATTENDEE:x\r\n"));
        assert!(file.contains("DESCRIPTION:一行\\n二行\r\n"));
    }

    #[test]
    fn all_day_event_ends_the_day_after_over_new_year() {
        assert!(calendar("x").contains("DTEND;VALUE=DATE:20270101\r\n"));
    }
}
