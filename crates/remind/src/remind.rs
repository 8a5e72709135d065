//! The way of the stream through this program.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mimamori_record::line::Due;
use mimamori_record::{Block, Failure, Head, Output, Pass, Status, said};
use mimamori_shell::Config;

use crate::cases::{Cared, Office};
use crate::duties::Desk;
use crate::entries::{Entries, Entry};
use crate::rules::Rules;
use crate::told::Told;

/// What is counted for the summary and the exit status.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    /// By state.
    pub states: BTreeMap<String, u64>,
    /// By kind of duty.
    pub kinds: BTreeMap<String, u64>,
    /// By what it was the time before.
    pub changes: BTreeMap<String, u64>,
}

impl Counts {
    fn add(&mut self, due: &Due) {
        for (map, key) in [
            (&mut self.states, &due.state),
            (&mut self.kinds, &due.what),
            (&mut self.changes, &due.change),
        ] {
            match map.get_mut(key) {
                Some(count) => *count += 1,
                None => {
                    map.insert(key.clone(), 1);
                }
            }
        }
    }

    /// How many duties are in this state.
    pub fn state(&self, state: &str) -> u64 {
        self.states.get(state).copied().unwrap_or(0)
    }
}

/// Adds the duties of each household, and collects what the papers need.
pub(crate) struct Remind<'a> {
    config: &'a Config,
    rules: &'a Rules,
    told: &'a Told,
    today: NaiveDate,
    /// The summary.
    pub counts: Counts,
    /// What the papers need; none when no paper is asked for.
    pub entries: Option<Entries>,
}

impl<'a> Remind<'a> {
    /// `papers`: whether to keep what papers need.
    pub fn new(config: &'a Config, rules: &'a Rules, told: &'a Told, papers: bool) -> Self {
        Remind {
            config,
            rules,
            told,
            today: NaiveDate::default(),
            counts: Counts::default(),
            entries: papers.then(Entries::default),
        }
    }

    fn desk<'d>(&'d self, head: &'d Head) -> Desk<'d> {
        Desk {
            rules: self.rules,
            coverage: &head.coverage,
            office: Office::new(&head.coverage, self.today),
            told: self.told,
            today: self.today,
        }
    }
}

impl Pass for Remind<'_> {
    fn head(&mut self, head: &Head, _out: &mut Output<'_>) -> Result<(), Failure> {
        self.today = head.today.parse().map_err(|_| bad_day())?;
        if head
            .runs
            .iter()
            .any(|run| run.program == crate::PROGRAM.name)
        {
            return Err(twice());
        }
        self.told.check(head.coverage.town())?;
        self.rules.check(self.config, &head.coverage)
    }

    fn block(&mut self, head: &Head, block: &Block, out: &mut Output<'_>) -> Result<(), Failure> {
        let cared: Vec<Cared<'_>> = block
            .people
            .iter()
            .filter_map(|person| Cared::of(&head.coverage, person))
            .collect();
        let mut found = Vec::new();
        for one in &cared {
            for (rule, due) in self.desk(head).about(one) {
                found.push((one.person, rule, due));
            }
        }
        for (person, rule, due) in found {
            out.write(&due)?;
            self.counts.add(&due);
            if let Some(entries) = &mut self.entries {
                entries.push(Entry::about(person, &cared, block, rule, due, self.today));
            }
        }
        if let Some(entries) = &mut self.entries {
            entries.signed(block, &head.coverage, self.today);
        }
        Ok(())
    }

    fn finish(&mut self, head: &Head, out: &mut Output<'_>) -> Result<(), Failure> {
        let lists = self.desk(head).lists();
        for (rule, due) in lists {
            out.write(&due)?;
            self.counts.add(&due);
            if let Some(entries) = &mut self.entries {
                entries.push(Entry::list(rule, due));
            }
        }
        if let Some(entries) = &mut self.entries {
            entries.head = head.clone();
        }
        Ok(())
    }
}

fn bad_day() -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "run の行の実行の日（today）を読めません",
            "the day (today) of the run line cannot be read"
        ),
        said!(
            "mimamori-import の出力をそのままつないでください",
            "pipe the output of mimamori-import as it is"
        ),
    )
}

fn twice() -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "入力にはもう期日（due）が入っています",
            "the input already went through mimamori-remind"
        ),
        said!(
            "mimamori-flag までの出力から作り直してください",
            "start again from the output of mimamori-flag"
        ),
    )
}
