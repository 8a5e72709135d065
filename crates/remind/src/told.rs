//! What was told the time before: an id and a date, sixteen bytes for each duty.

use mimamori_calendar::DateOrMonth;
use mimamori_record::line::{Due, Town};
use mimamori_record::{Failure, Input, same_town};

use crate::identity::DueId;

/// The duties of the earlier stream.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    dues: Vec<(DueId, u32)>,
    series: Option<String>,
}

impl Told {
    /// Reads the earlier stream to its end.
    pub fn read(input: &mut Input<'_>) -> Result<Self, Failure> {
        let mut told = Told::default();
        while let Some(raw) = input.next_line()? {
            match raw.kind {
                "due" => {
                    let due: Due = raw.parse()?;
                    if let Some(id) = DueId::parse(&due.id) {
                        told.dues.push((id, packed(due.due.as_deref())));
                    }
                }
                "town" => told.series = Some(raw.parse::<Town>()?.series),
                _ => {}
            }
        }
        told.dues.sort_unstable();
        told.dues.shrink_to_fit();
        Ok(told)
    }

    /// Refuses the stream of another town: its ids mean other people.
    pub fn check(&self, town: &Town) -> Result<(), Failure> {
        same_town(self.series.as_deref(), town)
    }

    /// `new`, `told-before`, or `moved` when the date was another one. A person may have had
    /// another id then, so that several ids stand for the same duty.
    pub fn change(&self, ids: &[DueId], due: Option<&str>) -> &'static str {
        let before = ids.iter().find_map(|id| {
            let at = self.dues.binary_search_by_key(id, |(id, _)| *id).ok()?;
            self.dues.get(at).map(|(_, due)| *due)
        });
        match before {
            None => "new",
            Some(before) if before == packed(due) => "told-before",
            Some(_) => "moved",
        }
    }
}

/// A date in four bytes: 0 for none, day 0 for a month.
fn packed(due: Option<&str>) -> u32 {
    let Some(date) = due.and_then(|due| due.parse::<DateOrMonth>().ok()) else {
        return 0;
    };
    let month = date.month();
    let day = date.day().map_or(0, |day| chrono::Datelike::day(&day));
    month.year().unsigned_abs() * 512 + month.month() * 32 + day
}
