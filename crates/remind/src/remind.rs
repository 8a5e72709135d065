//! The way of the stream through this program.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mimamori_record::line::{Due, Record};
use mimamori_record::{
    Block, Failure, Head, Individual, Output, Pass, RawLine, Status, Wanted, said,
};
use mimamori_rule::{Members, Schools, Setting};
use mimamori_shell::Config;

use crate::cases::{Cared, Office};
use crate::duties::{Desk, Duty};
use crate::entries::{Entries, Entry};
use crate::rules::{Rule, Rules};
use crate::sentences::Sentences;
use crate::shape::Who;
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
    /// People about whom something would be due, and nobody is reminded (`stop`).
    pub stopped: usize,
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
    sentences: Sentences,
    wanted: Wanted,
    schools: Schools,
    today: NaiveDate,
    /// The records of no person that rules are about.
    nobody: Vec<Record>,
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
            sentences: Sentences::default(),
            wanted: Wanted::default(),
            schools: Schools::default(),
            today: NaiveDate::default(),
            nobody: Vec::new(),
            counts: Counts::default(),
            entries: papers.then(Entries::default),
        }
    }

    fn desk<'d>(&'d self, head: &'d Head) -> Desk<'d> {
        Desk {
            rules: self.rules,
            sentences: &self.sentences,
            coverage: &head.coverage,
            office: Office::new(&head.coverage, self.today),
            told: self.told,
            today: self.today,
        }
    }
}

impl Remind<'_> {
    /// The rows of nobody are asked about as if they were all one person's.
    fn about_nobody(&mut self, head: &Head) -> Vec<Duty> {
        let mut rows = Individual {
            records: std::mem::take(&mut self.nobody),
            ..Individual::default()
        };
        rows.records
            .iter_mut()
            .for_each(|row| head.coverage.correct(row));
        let block = Block {
            people: vec![rows],
            ..Block::default()
        };
        let setting = Setting {
            coverage: &head.coverage,
            today: self.today,
            schools: &self.schools,
        };
        let members = Members::new(setting, &block);
        let rows: Vec<Cared<'_>> = members
            .iter()
            .filter_map(|member| Cared::of(&head.coverage, &members, member))
            .collect();
        let desk = self.desk(head);
        rows.iter().flat_map(|one| desk.about_nobody(one)).collect()
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
        self.rules.check(self.config, &head.coverage)?;
        self.schools = Schools::new(head.coverage.town(), self.today);
        self.sentences = self.rules.sentences(self.config, &head.coverage)?;
        self.wanted = self.rules.wants();
        self.sentences.wants(&mut self.wanted);
        Ok(())
    }

    fn wants(&self) -> Option<&Wanted> {
        Some(&self.wanted)
    }

    fn loose(&mut self, line: &RawLine<'_>) -> Result<(), Failure> {
        let rules = self.rules.rules.iter();
        let mut lists = rules
            .filter(|rule| rule.who == Who::Nobody)
            .filter_map(Rule::dataset);
        let text = std::str::from_utf8(line.bytes).unwrap_or_default();
        // Most loose records are not of these lists; they are left unparsed.
        if lists.any(|list| text.contains(list)) {
            self.nobody.push(line.parse()?);
        }
        Ok(())
    }

    fn block(&mut self, head: &Head, block: &Block, out: &mut Output<'_>) -> Result<(), Failure> {
        let setting = Setting {
            coverage: &head.coverage,
            today: self.today,
            schools: &self.schools,
        };
        let members = Members::new(setting, block);
        let mut counts = std::mem::take(&mut self.counts);
        let mut entries = self.entries.take();
        let desk = self.desk(head);
        let cared: Vec<Cared<'_>> = members
            .iter()
            .filter_map(|member| Cared::of(&head.coverage, &members, member))
            .collect();
        let found: Vec<_> = cared.iter().map(|one| (one, desk.about(one))).collect();
        // Where nothing is due nobody need be asked about.
        let something = found.iter().any(|(_, duties)| !duties.is_empty());
        let kept = cared.iter().filter(|one| something && !desk.stops(one));
        let kept: Vec<&Cared<'_>> = kept.collect();
        for (one, duties) in found.into_iter().filter(|(_, duties)| !duties.is_empty()) {
            if !kept.iter().any(|kept| std::ptr::eq(*kept, one)) {
                counts.stopped += 1;
                continue;
            }
            for (rule, due) in duties {
                out.write(&due)?;
                counts.add(&due);
                if let Some(entries) = &mut entries {
                    entries.push(Entry::about(one, &kept, block, rule, due, self.today));
                }
            }
        }
        if let Some(entries) = &mut entries {
            entries.signed(block, &head.coverage, self.today);
        }
        (self.counts, self.entries) = (counts, entries);
        Ok(())
    }

    fn finish(&mut self, head: &Head, out: &mut Output<'_>) -> Result<(), Failure> {
        for (rule, due) in self.about_nobody(head) {
            out.write(&due)?;
            self.counts.add(&due);
            if let Some(entries) = &mut self.entries {
                entries.push(Entry::of_nobody(rule, due));
            }
        }
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
