//! What was found the time before: sixteen bytes for each flag.

use mimamori_record::line::{Flag, FlagResult, Town};
use mimamori_record::{Failure, Input, same_town};

/// The fired flags of the earlier stream.
#[derive(Debug, Clone, Default)]
pub(crate) struct Before {
    /// Person and rule as a digest, and on how many cells it rested.
    flags: Vec<(u64, u64)>,
    series: Option<String>,
}

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
}

impl Before {
    /// Reads the earlier stream to its end.
    pub fn read(input: &mut Input<'_>) -> Result<Self, Failure> {
        let mut before = Before::default();
        while let Some(raw) = input.next_line()? {
            match raw.kind {
                "flag" => {
                    let flag: Flag = raw.parse()?;
                    if let (FlagResult::Fired, Some(rule)) = (flag.result, &flag.rule) {
                        let cells = flag.evidence.len() as u64;
                        before.flags.push((digest(&flag.person, rule), cells));
                    }
                }
                "town" => before.series = Some(raw.parse::<Town>()?.series),
                _ => {}
            }
        }
        before.flags.sort_unstable();
        before.flags.shrink_to_fit();
        Ok(before)
    }

    /// Refuses the stream of another town: its ids mean other people.
    pub fn check(&self, town: &Town) -> Result<(), Failure> {
        same_town(self.series.as_deref(), town)
    }

    /// Whether a flag is new, rests on more cells than before, or neither. A person may have had
    /// other ids then.
    pub fn change<'a>(
        &self,
        ids: impl Iterator<Item = &'a str>,
        rule: &str,
        cells: usize,
    ) -> Change {
        let earlier = ids.filter_map(|id| {
            let key = digest(id, rule);
            let at = self
                .flags
                .binary_search_by_key(&key, |(key, _)| *key)
                .ok()?;
            self.flags.get(at).map(|(_, cells)| *cells)
        });
        match earlier.max() {
            None => Change::New,
            Some(before) if cells as u64 > before => Change::Worse,
            Some(_) => Change::Same,
        }
    }
}

/// FNV-1a over both texts. It has to tell flags of one town apart, not to keep a secret.
fn digest(person: &str, rule: &str) -> u64 {
    let bytes = person.bytes().chain([0]).chain(rule.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
