//! The stream of the last held meeting: who stood on its list, and why.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_record::line::{Flag, FlagResult, Item, Person};
use mimamori_record::{Failure, Input};

use crate::facts::day;

/// What is remembered of it: ids and rules, no records.
#[derive(Debug, Default)]
pub(crate) struct Before {
    /// The day of its run.
    pub(crate) day: Option<NaiveDate>,
    listed: BTreeMap<String, String>,
    fired: BTreeMap<String, BTreeSet<String>>,
}

impl Before {
    /// Reads the whole stream; only a good `end` counts.
    pub(crate) fn read(input: &mut Input<'_>, meeting: &str) -> Result<Self, Failure> {
        let mut before = Before::default();
        while let Some(raw) = input.next_line()? {
            match raw.kind {
                "item" => {
                    let item: Item = raw.parse()?;
                    if item.meeting == meeting {
                        before.listed.insert(item.person, item.part);
                    }
                }
                "flag" => {
                    let flag: Flag = raw.parse()?;
                    if let (FlagResult::Fired, Some(rule)) = (flag.result, flag.rule) {
                        before.fired.entry(flag.person).or_default().insert(rule);
                    }
                }
                _ => {}
            }
        }
        before.day = input.day().and_then(day);
        Ok(before)
    }

    /// The part in which somebody stood, under today's id or an earlier one.
    pub(crate) fn part(&self, person: &Person) -> Option<&str> {
        ids(person)
            .find_map(|id| self.listed.get(id))
            .map(String::as_str)
    }

    /// The rules that had fired about somebody.
    pub(crate) fn fired(&self, person: &Person) -> BTreeSet<&str> {
        let all = ids(person).filter_map(|id| self.fired.get(id));
        all.flatten().map(String::as_str).collect()
    }
}

fn ids(person: &Person) -> impl Iterator<Item = &String> {
    person.was.iter().chain([&person.id])
}
