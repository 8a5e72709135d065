//! A year of due dates: how many of each kind fall due in which month.

use chrono::Datelike;
use mimamori_calendar::{DateOrMonth, YearMonth};
use mimamori_paper::{GridChart, GridRow};

use crate::entries::Entry;
use crate::messages;
use crate::paper::Paper;

/// Months that have a column of their own.
const MONTHS: i32 = 12;
/// Before the months: without a date, overdue. Behind them: later.
const COLUMNS: usize = MONTHS as usize + 3;

impl Paper<'_> {
    /// Everything that the run found, those without a case and what is not printed included.
    pub(crate) fn year(&self) -> GridChart {
        let first = YearMonth::of(self.today);
        let months = (0..MONTHS).map(|month| {
            let number = first.plus(month).month();
            messages::month(number).pick(self.lang).to_owned()
        });
        let before = [messages::YEAR_UNDATED, messages::YEAR_OVER];
        let before = before.map(|text| text.pick(self.lang).to_owned());
        let columns = before.into_iter().chain(months);
        let later = [messages::GROUP_LATER.pick(self.lang).to_owned()];
        let mut rows: Vec<GridRow> = Vec::with_capacity(self.rules.rules.len());
        for rule in &self.rules.rules {
            rows.push(GridRow {
                label: self.rule_title(rule),
                counts: vec![0; COLUMNS],
            });
        }
        for entry in &self.entries.dues {
            let row = rows.get_mut(entry.rule);
            if let Some(count) = row.and_then(|row| row.counts.get_mut(self.column(entry))) {
                *count += 1;
            }
        }
        rows.retain(|row| row.counts.iter().any(|count| *count > 0));
        let from = DateOrMonth::Month(first);
        GridChart {
            title: messages::year_title(&from.era_long(), &first.to_string()),
            unit: messages::YEAR_UNIT.into(),
            columns: columns.chain(later).collect(),
            rows,
        }
    }

    fn column(&self, entry: &Entry) -> usize {
        let Some(when) = entry.when else { return 0 };
        if entry.days_over(self.today).is_some() {
            return 1;
        }
        let months = |day: chrono::NaiveDate| day.year() * 12 + day.month0() as i32;
        let ahead = months(when.last_day()) - months(self.today);
        usize::try_from(ahead.min(MONTHS)).map_or(COLUMNS, |ahead| ahead + 2)
    }
}
