//! Of which days a list of events has everything.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Coverage;
use crate::line::{Per, SourceState};

/// The days of which one source has every event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Of the source.
    pub institution: Option<String>,
    /// Its first day; long ago where the source does not say.
    pub from: NaiveDate,
    /// The last day of its span or the one on which it was drawn up, whichever is earlier.
    pub to: NaiveDate,
    /// Whether it ends only because it was drawn up then.
    pub drawn_up: bool,
    /// The id of the source.
    pub source: String,
}

impl Stretch {
    /// Before any event that is asked for.
    pub fn long_ago() -> NaiveDate {
        NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default()
    }
}

impl Coverage {
    /// The stretches of a list of events, in the order of institutions and days.
    pub fn stretches(&self, dataset: &str) -> Cow<'_, [Stretch]> {
        match self.stretches.get(dataset) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(self.stretches_of(dataset)),
        }
    }

    /// Of every list of events.
    pub(super) fn all_stretches(&self) -> BTreeMap<String, Vec<Stretch>> {
        let events = self.datasets.values().filter(|d| d.per == Per::Event);
        let each = events.map(|d| (d.name.clone(), self.stretches_of(&d.name)));
        each.collect()
    }

    fn stretches_of(&self, dataset: &str) -> Vec<Stretch> {
        let day = |text: &Option<String>| text.as_deref()?.parse::<NaiveDate>().ok();
        let read = self.judged_sources(dataset, None);
        let read = read.filter(|s| s.state == SourceState::Read && s.paper.is_none());
        let stretches = read.map(|source| {
            let made = day(&source.as_of).unwrap_or(Stretch::long_ago());
            let to = day(&source.to).map_or(made, |to| to.min(made));
            Stretch {
                institution: source.institution.clone(),
                from: day(&source.from).unwrap_or(Stretch::long_ago()),
                to,
                drawn_up: to == made,
                source: source.id.clone(),
            }
        });
        let mut stretches: Vec<Stretch> = stretches.collect();
        stretches.sort_unstable();
        stretches
    }
}
