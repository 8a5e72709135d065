//! The way of the stream through the program: rules compiled, households judged, lines written.

use std::collections::BTreeMap;

use mimamori_record::line::{Cause, Flag, FlagResult, Known};
use mimamori_record::{
    Block, Failure, Head, Individual, Lang, Output, Pass, Status, Wanted, reason, standing,
};
use mimamori_rule::Members;
use mimamori_shell::Config;

use crate::before::{Before, Change};
use crate::candidate::{self, Family, Household, Other, Unsures};
use crate::cells::ROW_DAYS;
use crate::judge::{Day, Verdict, judge};
use crate::known::{self, known};
use crate::messages;
use crate::rules::{Compiled, Rules, Which};
use crate::tally::{Missing, Tally};

/// What the papers need beside the counts.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub head: Head,
    /// Whether an earlier run was given, so that there is something to compare with.
    pub compared: bool,
    pub households: Vec<Family>,
    /// By what is missing, of whom.
    pub unsure: BTreeMap<Missing, Unsures>,
}

/// The program between head and end of a stream.
pub(crate) struct FlagPass<'a> {
    config: &'a Config,
    rules: &'a Rules,
    before: Option<&'a Before>,
    lang: Lang,
    compiled: Vec<Compiled>,
    wanted: Wanted,
    day: Day,
    pub tally: Tally,
    pub collected: Option<Collected>,
}

impl<'a> FlagPass<'a> {
    /// With a language the pass keeps what the papers need.
    pub fn new(
        config: &'a Config,
        rules: &'a Rules,
        before: Option<&'a Before>,
        paper: Option<Lang>,
    ) -> Self {
        FlagPass {
            config,
            rules,
            before,
            lang: paper.unwrap_or_default(),
            compiled: Vec::new(),
            wanted: Wanted::default(),
            day: Day::default(),
            tally: Tally::default(),
            collected: paper.map(|_| Collected {
                compared: before.is_some(),
                ..Collected::default()
            }),
        }
    }

    /// The lines about one person: what fired in the order of the rules, then what is unknown.
    fn lines(
        &self,
        block: &Block,
        person: &Individual,
        verdict: Verdict,
        known: Option<&Known>,
    ) -> Vec<(usize, Change, Flag)> {
        let mut lines = Vec::new();
        for (at, evidence) in verdict.fired {
            let rule = &self.rules.rules[at];
            let line = &person.line;
            let ids = [line.id.as_str()].into_iter();
            let ids = ids.chain(line.was.iter().map(String::as_str));
            let (change, since) = match self.before {
                Some(before) => before.change(ids, &rule.id, &evidence),
                None => (Change::New, None),
            };
            let waits = known.is_none().then(|| since.unwrap_or(self.day.today));
            let flag = Flag {
                household: block.household.id.clone(),
                person: line.id.clone(),
                area: Some(rule.area.clone()),
                lane: Some(rule.lane.key().to_owned()),
                rule: Some(rule.id.clone()),
                result: FlagResult::Fired,
                change: Some(change.key().to_owned()),
                since: waits.map(|day| day.to_string()),
                evidence,
                known: known.cloned(),
                ..Flag::default()
            };
            lines.push((at, change, flag));
        }
        lines
    }

    /// The papers tell more of a child than the rules ask.
    fn wants_for_papers(&mut self) {
        for (list, field) in candidate::FIELDS {
            self.wanted.add(list, field);
        }
        for rule in &self.compiled {
            if let Some(from) = &rule.from {
                from.wants(&mut self.wanted);
            }
        }
        for field in ROW_DAYS {
            self.wanted.add_everywhere(field);
        }
    }

    fn unknown(&self, block: &Block, person: &Individual, cause: Cause, rules: &[usize]) -> Flag {
        Flag {
            household: block.household.id.clone(),
            person: person.line.id.clone(),
            result: FlagResult::Unknown,
            cause: Some(cause),
            rules: rules
                .iter()
                .map(|at| self.rules.rules[*at].id.clone())
                .collect(),
            ..Flag::default()
        }
    }
}

impl Pass for FlagPass<'_> {
    fn head(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        if head
            .runs
            .iter()
            .any(|run| run.program == crate::PROGRAM.name)
        {
            return Err(twice());
        }
        if let Some(before) = self.before {
            before.check(head.coverage.town())?;
        }
        self.day = Day::of(head)?;
        self.compiled = self.rules.compile(self.config, &head.coverage, Which::On)?;
        self.wanted = wanted(&self.compiled);
        if self.collected.is_some() {
            self.wants_for_papers();
        }
        Ok(())
    }

    fn wants(&self) -> Option<&Wanted> {
        Some(&self.wanted)
    }

    fn block(&mut self, head: &Head, block: &Block, out: &mut Output<'_>) -> Result<(), Failure> {
        // Flags of which the run line was taken away would be counted twice as well.
        if !block.flags.is_empty() {
            return Err(twice());
        }
        let members = Members::new(self.day.setting(&head.coverage), block);
        let mut family = Family {
            protected: block.household.protected,
            children: Vec::new(),
            others: Vec::new(),
        };
        for member in members.iter() {
            let person = member.individual();
            if standing::is_gone(person, &head.coverage) {
                continue;
            }
            let child = block.relation(&person.line.id) == Some("child");
            let mut verdict = judge(&self.compiled, &members, member);
            let mut unknown = std::mem::take(&mut verdict.unknown);
            // Rows that may be a resident's make no person of their own: whose they are and how
            // old the child is are questions of the review workbook. What they say is said.
            let question = standing::is_question(person, &head.coverage);
            if question {
                unknown.retain(|cause, _| {
                    cause.code != reason::UNDECIDED_PAIR.code && cause.dataset.is_some()
                });
            }
            let known = known(person, &head.coverage, self.day.today);
            let lines = self.lines(block, person, verdict, known.as_ref());
            let counts = child && !(question && lines.is_empty());
            let compared = self.before.is_some();
            let worse = known.is_some() && lines.iter().any(|(_, c, _)| c.is_more(compared));
            self.tally.person(counts, known.is_some(), worse, &lines);
            for (_, _, flag) in &lines {
                out.write(flag)?;
            }
            let mut untold = Vec::with_capacity(unknown.len());
            for (cause, rules) in unknown {
                let flag = self.unknown(block, person, cause, &rules);
                self.tally.unknown(&flag, block.household.protected);
                out.write(&flag)?;
                untold.push(flag);
            }
            let Some(collected) = &mut self.collected else {
                continue;
            };
            let household = Household {
                coverage: &head.coverage,
                lang: self.lang,
                today: self.day.today,
                block,
            };
            let known_by = known.as_ref();
            let known_by = known_by.map(|known| messages::known(&known.by, None, None, self.lang));
            let listed = !lines.is_empty();
            let unsure = household.unsure(person, known_by.as_deref(), listed, &untold);
            for (missing, one) in unsure {
                collected.unsure.entry(missing).or_default().add(one);
            }
            if !lines.is_empty() {
                let rules = &self.compiled;
                let mut child = household.candidate(&members, member, rules, known, lines);
                child.unknown = household.untold(&untold);
                family.children.push(child);
            } else if child {
                let line = &person.line;
                family.others.push(Other {
                    id: line.id.clone(),
                    name: line.name.clone().unwrap_or_default(),
                    birth: line.birth_date.as_deref().and_then(|b| b.parse().ok()),
                    known: known_by,
                    open: !untold.is_empty(),
                });
            }
        }
        if let Some(collected) = &mut self.collected
            && !family.children.is_empty()
        {
            collected.households.push(family);
        }
        Ok(())
    }

    fn finish(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        if let Some(collected) = &mut self.collected {
            collected.head = head.clone();
        }
        Ok(())
    }
}

/// The fields that judging looks at.
fn wanted(rules: &[Compiled]) -> Wanted {
    let mut wanted = Wanted::default();
    for rule in rules {
        let doubts = rule.unknown_when.iter().map(|(when, _)| when);
        for asked in [&rule.applies, &rule.when].into_iter().chain(doubts) {
            asked.wants(&mut wanted);
        }
    }
    wanted.add("decisions", known::UNTIL);
    wanted
}

fn twice() -> Failure {
    let (what, advice) = messages::twice();
    Failure::new(Status::Stream, what, advice)
}
