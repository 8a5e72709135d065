//! The rules asked about one person.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::{Cause, Evidence};
use mimamori_record::{Block, Individual};
use mimamori_rule::{Setting, Truth};

use crate::rules::Compiled;

/// What the rules say about somebody; what did not fire is not kept.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Places of the rules that fired, with the cells.
    pub fired: Vec<(usize, Vec<Evidence>)>,
    /// By cause the places of the rules that nobody can answer.
    pub unknown: BTreeMap<Cause, Vec<usize>>,
}

/// Asks every rule.
pub(crate) fn judge(
    rules: &[Compiled],
    setting: Setting<'_>,
    block: &Block,
    person: &Individual,
) -> Verdict {
    let mut verdict = Verdict::default();
    for rule in rules {
        match answer(rule, setting, block, person) {
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

/// What one rule says about somebody.
pub(crate) fn answer(
    rule: &Compiled,
    setting: Setting<'_>,
    block: &Block,
    person: &Individual,
) -> Truth {
    // Who the rule is about is no reason; the cells of `when` are.
    let applies = match rule.applies.judge(setting, block, person) {
        Truth::Yes(_) => Truth::Yes(Vec::new()),
        Truth::No(_) => return Truth::No(Vec::new()),
        unknown => unknown,
    };
    // What nobody can know stays unknown even where the cells alone would answer.
    let mut doubts = BTreeSet::new();
    for (unknown, code) in &rule.unknown_when {
        match unknown.judge(setting, block, person) {
            Truth::No(_) => {}
            Truth::Unknown(causes) => doubts.extend(causes),
            Truth::Yes(_) => {
                doubts.insert(Cause {
                    code: (*code).to_owned(),
                    ..Cause::default()
                });
            }
        }
    }
    if !doubts.is_empty() {
        return applies.and(Truth::Unknown(doubts));
    }
    applies.and(rule.when.judge(setting, block, person))
}
