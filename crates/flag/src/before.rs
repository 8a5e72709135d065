//! What was found the time before: sixteen bytes for each flag.

use chrono::{Datelike, NaiveDate};
use mimamori_record::line::{Evidence, Flag, FlagResult, Run, Town};
use mimamori_record::{Failure, Input, same_town};

use crate::messages;

/// The fired flags of the earlier stream.
#[derive(Debug, Clone, Default)]
pub(crate) struct Before {
    flags: Vec<Earlier>,
    /// The day of that run, as its day count from the common era.
    day: i32,
    series: Option<String>,
}

/// A flag of the earlier stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Earlier {
    /// Person and rule as a digest.
    key: u64,
    /// On how many cells it rested.
    cells: u32,
    /// The day, counted from 1 January of the year 1, since which it waits to be judged.
    since: i32,
}

/// Of a person whom the centre knew then.
const JUDGED: i32 = 0;
/// The stream does not say: since its own day.
const UNSAID: i32 = -1;

/// How a flag stands to the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    New,
    Same,
    Worse,
}

impl Change {
    /// As lines write it.
    pub fn key(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Same => "same",
            Change::Worse => "worse",
        }
    }

    /// Whether, of somebody whom the centre knows, there is more to say than at the earlier run;
    /// without one nothing is known to be new.
    pub fn is_more(self, compared: bool) -> bool {
        self == Change::Worse || compared && self == Change::New
    }
}

impl Before {
    /// Reads the earlier stream to its end.
    pub fn read(input: &mut Input<'_>) -> Result<Self, Failure> {
        let mut before = Before::default();
        let mut flagged = false;
        while let Some(raw) = input.next_line()? {
            match raw.kind {
                "run" => flagged |= raw.parse::<Run>()?.program == crate::PROGRAM.name,
                "flag" => {
                    flagged = true;
                    let flag: Flag = raw.parse()?;
                    if let (FlagResult::Fired, Some(rule)) = (flag.result, &flag.rule) {
                        let day = flag.since.as_deref().and_then(|day| day.parse().ok());
                        before.flags.push(Earlier {
                            key: digest(&flag.person, rule),
                            cells: u32::try_from(flag.evidence.len()).unwrap_or(u32::MAX),
                            since: match (&flag.known, day) {
                                (Some(_), _) => JUDGED,
                                (None, Some(day)) => NaiveDate::num_days_from_ce(&day),
                                (None, None) => UNSAID,
                            },
                        });
                    }
                }
                "town" => before.series = Some(raw.parse::<Town>()?.series),
                _ => {}
            }
        }
        if !flagged {
            return Err(messages::before_has_no_flags());
        }
        let day = input.day().and_then(|day| day.parse::<NaiveDate>().ok());
        let day = day.map_or(JUDGED, |day| day.num_days_from_ce());
        // Where nobody knows the day nothing happened since.
        before.day = if day == JUDGED { i32::MAX } else { day };
        for flag in before.flags.iter_mut().filter(|f| f.since == UNSAID) {
            flag.since = day;
        }
        before.flags.sort_unstable();
        before.flags.shrink_to_fit();
        Ok(before)
    }

    /// Refuses the stream of another town: its ids mean other people.
    pub fn check(&self, town: &Town) -> Result<(), Failure> {
        same_town(self.series.as_deref(), town)
    }

    /// Whether a flag is new, rests on more cells than before or on something that happened since,
    /// or neither, and since when it waits to be judged. A person may have had other ids then.
    pub fn change<'a>(
        &self,
        ids: impl Iterator<Item = &'a str>,
        rule: &str,
        evidence: &[Evidence],
    ) -> (Change, Option<NaiveDate>) {
        let earlier = ids.filter_map(|id| {
            let key = digest(id, rule);
            let at = self.flags.binary_search_by_key(&key, |flag| flag.key);
            self.flags.get(at.ok()?)
        });
        let earlier: Vec<&Earlier> = earlier.collect();
        let Some(before) = earlier.iter().map(|flag| flag.cells).max() else {
            return (Change::New, None);
        };
        let since = earlier.iter().map(|flag| flag.since);
        let since = since.filter(|since| *since != JUDGED).min();
        let happened = evidence
            .iter()
            .filter_map(|cell| match cell.field.as_deref() {
                Some("date") => cell.value.as_deref(),
                _ => cell.day.as_deref(),
            });
        let newest = happened
            .filter_map(|day| day.parse::<NaiveDate>().ok())
            .max();
        let since_then = newest.is_some_and(|day| day.num_days_from_ce() > self.day);
        let change = match since_then || evidence.len() > before as usize {
            true => Change::Worse,
            false => Change::Same,
        };
        (change, since.and_then(NaiveDate::from_num_days_from_ce_opt))
    }
}

/// FNV-1a over both texts. It has to tell flags of one town apart, not to keep a secret.
fn digest(person: &str, rule: &str) -> u64 {
    let bytes = person.bytes().chain([0]).chain(rule.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
