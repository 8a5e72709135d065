//! The calendar file: counts per day, so that it can lie in a calendar that others see.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use mimamori_calendar::{DateOrMonth, Holidays};
use mimamori_paper::{Calendar, Event};

use crate::entries::Entry;
use crate::messages;
use crate::paper::{Group, Paper, date_text};
use crate::shape::Detail;

/// The day, whether the duty is one of the whole month, the rule.
type Place = (NaiveDate, bool, usize);

/// One event per day and kind of duty; what is overdue or has no date stands on the run's day.
pub(crate) fn calendar(paper: &Paper<'_>) -> Calendar {
    let mut days: BTreeMap<Place, Vec<&Entry>> = BTreeMap::new();
    let (mut over, mut first) = (Vec::new(), Vec::new());
    for entry in &paper.entries.dues {
        match (Group::of(entry), entry.when) {
            (Group::First, _) | (_, None) => first.push(entry),
            (Group::Over, _) => over.push(entry),
            (_, Some(when)) => {
                let month = when.day().is_none();
                days.entry((reminder(when).max(paper.today), month, entry.rule))
                    .or_default()
                    .push(entry);
            }
        }
    }
    let mut events = Vec::new();
    let today = paper.today;
    for (what, entries) in [("overdue", &over), ("no-date", &first)] {
        if entries.is_empty() {
            continue;
        }
        let summary = match what {
            "overdue" => messages::event_over(entries.len()),
            _ => messages::event_first(entries.len()),
        };
        events.push(Event {
            uid: uid(paper, what),
            day: today,
            summary: summary.pick(paper.lang).to_owned(),
            description: describe(paper, today, entries),
        });
    }
    for ((day, month, rule), entries) in days {
        let Some(rule) = paper.rules.rules.get(rule) else {
            continue;
        };
        let span = if month { "month" } else { "day" };
        events.push(Event {
            uid: uid(paper, &format!("{day}-{span}-{}", rule.what)),
            day,
            summary: messages::event(&rule.title, month.then(|| day.month()), entries.len())
                .pick(paper.lang)
                .to_owned(),
            description: describe(paper, day, &entries),
        });
    }
    Calendar {
        name: messages::CALENDAR.pick(paper.lang).to_owned(),
        stamp: today,
        events,
    }
}

/// The working day on or before the due day, or before the end of the due month.
fn reminder(when: DateOrMonth) -> NaiveDate {
    Holidays::by_law().working_day_on_or_before(when.last_day())
}

fn uid(paper: &Paper<'_>, what: &str) -> String {
    let series = &paper.entries.head.coverage.town().series;
    format!("due-{what}@{series}.mimamori")
}

fn describe(paper: &Paper<'_>, day: NaiveDate, entries: &[&Entry]) -> String {
    let mut moved: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for due in entries.iter().filter_map(|entry| entry.when?.day()) {
        let closed = Holidays::by_law().working_day_on_or_before(due) != due;
        if due > day && closed {
            *moved.entry(due).or_default() += 1;
        }
    }
    let mut lines: Vec<String> = moved
        .into_iter()
        .map(|(due, count)| {
            let text = date_text(&due.to_string(), paper.lang);
            messages::event_closed(&text, count)
                .pick(paper.lang)
                .to_owned()
        })
        .collect();
    if paper.rules.detail == Detail::Ids {
        let ids = entries.iter().filter_map(|entry| entry.due.person.clone());
        lines.extend(ids);
    }
    lines.push(messages::EVENT_MORE.pick(paper.lang).to_owned());
    lines.join("\n")
}
