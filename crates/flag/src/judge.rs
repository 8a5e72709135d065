//! The rules asked about one person.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_record::line::{Cause, Evidence};
use mimamori_record::{Coverage, Failure, Head, Status};
use mimamori_rule::{Expression, Member, Members, Schools, Setting, Truth};

use crate::messages;
use crate::rules::Compiled;

/// The day of a stream, and its school days.
#[derive(Debug, Default)]
pub(crate) struct Day {
    pub today: NaiveDate,
    schools: Schools,
}

impl Day {
    pub fn of(head: &Head) -> Result<Self, Failure> {
        let today = head.today.parse().map_err(|_| {
            let (what, advice) = messages::no_day(&head.today);
            Failure::new(Status::Stream, what, advice)
        })?;
        let schools = Schools::new(head.coverage.town(), today);
        Ok(Day { today, schools })
    }

    /// What judgements of this day rest on.
    pub fn setting<'a>(&'a self, coverage: &'a Coverage) -> Setting<'a> {
        Setting {
            coverage,
            today: self.today,
            schools: &self.schools,
        }
    }
}

/// What the rules say about somebody; what did not fire is not kept.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Places of the rules that fired, with the cells.
    pub fired: Vec<(usize, Vec<Evidence>)>,
    /// By cause the places of the rules that nobody can answer.
    pub unknown: BTreeMap<Cause, Vec<usize>>,
}

/// Asks every rule.
pub(crate) fn judge<'a>(
    rules: &'a [Compiled],
    members: &'a Members<'a>,
    member: &'a Member<'a>,
) -> Verdict {
    let mut verdict = Verdict::default();
    // Most rules are *no*, and nobody wants to know why.
    let open = rules.iter().filter(|rule| !is_no(rule, members, member));
    for rule in open {
        match answer(rule, members, member) {
            Truth::Yes(evidence) => verdict.fired.push((rule.at, evidence)),
            Truth::No(_) => {}
            Truth::Unknown(causes) => {
                for cause in causes {
                    verdict.unknown.entry(cause).or_default().push(rule.at);
                }
            }
        }
    }
    verdict
}

/// Whether one rule says *no* about somebody.
fn is_no<'a>(rule: &'a Compiled, members: &'a Members<'a>, member: &'a Member<'a>) -> bool {
    let applies = rule.applies.answer(members, member);
    let settled = |(when, _): &'a (Expression, Cause)| when.answer(members, member) == Some(false);
    applies == Some(false)
        || rule.when.answer(members, member) == Some(false) && rule.unknown_when.iter().all(settled)
}

/// What one rule says about somebody.
pub(crate) fn answer<'a>(
    rule: &'a Compiled,
    members: &'a Members<'a>,
    member: &'a Member<'a>,
) -> Truth {
    // Who the rule is about is no reason; the cells of `when` are.
    let applies = match rule.applies.judge(members, member) {
        Truth::Yes(_) => Truth::Yes(Vec::new()),
        Truth::No(_) => return Truth::No(Vec::new()),
        unknown => unknown,
    };
    // What nobody can know stays unknown even where the cells alone would answer.
    let mut doubts = BTreeSet::new();
    for (unknown, cause) in &rule.unknown_when {
        match unknown.judge(members, member) {
            Truth::No(_) => {}
            Truth::Unknown(causes) => doubts.extend(causes),
            // The cell that says so, such as the day of moving in.
            Truth::Yes(cells) => {
                let cell = cells.into_iter().find(|cell| cell.cell.is_some());
                doubts.insert(Cause {
                    source: cell.as_ref().map(|cell| cell.source.clone()),
                    cell: cell.and_then(|cell| cell.cell),
                    ..cause.clone()
                });
            }
        }
    }
    if !doubts.is_empty() {
        return applies.and(Truth::Unknown(doubts));
    }
    applies.and(rule.when.judge(members, member))
}
