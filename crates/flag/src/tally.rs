//! Counts for people: how many children are listed, what is unknown because of which list.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::Said;
use mimamori_record::line::{Cause, Flag};

use crate::before::Change;
use crate::messages;

/// What a run found, in numbers.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Children who were judged.
    pub children: u64,
    /// Persons with at least one reason, not known to the centre.
    pub fresh: u64,
    /// Persons with at least one reason whom the centre knows.
    pub known: u64,
    /// Listed persons who are no children: pregnant women and mothers.
    pub grown: u64,
    /// Listed persons whom the centre knows and of whom something got worse.
    pub known_worse: u64,
    /// Reasons that are new, as before, worse.
    pub changes: [u64; 3],
    rules: BTreeMap<String, u64>,
    unknown: BTreeMap<Missing, Unknown>,
}

/// What is missing, apart from single cells: the same for every child whom it concerns.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Missing {
    /// The reason's code; empty where it is not told.
    pub code: String,
    /// The list.
    pub dataset: Option<String>,
    /// Whose list.
    pub institution: Option<String>,
    /// The month.
    pub month: Option<String>,
    /// The field, where a cell cannot be read.
    pub field: Option<String>,
}

impl Missing {
    /// As it is told and counted: of a protected household only which kind of list it is. Whose list
    /// it is says where its children go, and so do the month and the reason where one school alone
    /// has not sent its list, or a number from which the named ones can be subtracted.
    pub fn beside(cause: &Cause, protected: bool) -> Self {
        match (protected, &cause.dataset) {
            (true, Some(dataset)) => Missing {
                dataset: Some(dataset.clone()),
                ..Missing::default()
            },
            _ => Missing::of(cause),
        }
    }

    /// Without source and cell.
    fn of(cause: &Cause) -> Self {
        Missing {
            code: cause.code.clone(),
            dataset: cause.dataset.clone(),
            institution: cause.institution.clone(),
            month: cause.month.clone(),
            field: cause.field.clone(),
        }
    }
}

/// Whom something missing concerns.
#[derive(Debug, Default)]
pub(crate) struct Unknown {
    /// How many persons.
    pub persons: u64,
    /// Which rules, and of how many persons each.
    pub rules: BTreeMap<String, u64>,
    last: String,
    of_last: BTreeSet<String>,
}

impl Tally {
    /// Counts a person and the reasons that were found; `worse`: the centre knows the person, and
    /// something is new or got worse since the earlier run.
    pub fn person(
        &mut self,
        child: bool,
        known: bool,
        worse: bool,
        lines: &[(usize, Change, Flag)],
    ) {
        self.children += u64::from(child);
        if lines.is_empty() {
            return;
        }
        self.grown += u64::from(!child);
        self.known_worse += u64::from(worse);
        if known {
            self.known += 1;
        } else {
            self.fresh += 1;
        }
        for (_, change, flag) in lines {
            self.changes[*change as usize] += 1;
            if let Some(rule) = &flag.rule {
                *self.rules.entry(rule.clone()).or_default() += 1;
            }
        }
    }

    /// Counts an unknown, each person once for each thing that is missing.
    pub fn unknown(&mut self, flag: &Flag, protected: bool) {
        let Some(cause) = &flag.cause else { return };
        let missing = Missing::beside(cause, protected);
        let unknown = self.unknown.entry(missing).or_default();
        if unknown.last != flag.person {
            unknown.last.clone_from(&flag.person);
            unknown.of_last.clear();
            unknown.persons += 1;
        }
        for rule in &flag.rules {
            if unknown.of_last.insert(rule.clone()) {
                *unknown.rules.entry(rule.clone()).or_default() += 1;
            }
        }
    }

    /// How many persons stand on the list.
    pub fn listed(&self) -> u64 {
        self.fresh + self.known
    }

    /// How many of them are children.
    pub fn listed_children(&self) -> u64 {
        self.listed() - self.grown
    }

    /// How often a rule fired.
    pub fn of_rule(&self, rule: &str) -> u64 {
        self.rules.get(rule).copied().unwrap_or(0)
    }

    /// Whether something new or worse was found.
    pub fn to_look_at(&self) -> bool {
        self.changes[Change::New as usize] + self.changes[Change::Worse as usize] > 0
    }

    /// What is missing, for most persons first.
    pub fn missing(&self) -> Vec<(&Missing, &Unknown)> {
        let mut all: Vec<_> = self.unknown.iter().collect();
        all.sort_by_key(|(_, unknown)| std::cmp::Reverse(unknown.persons));
        all
    }

    /// A line for each thing that is missing.
    pub fn unknown_lists(&self) -> Vec<Said> {
        let all = self.missing().into_iter();
        all.map(|(missing, unknown)| messages::summary_unknown(missing, unknown))
            .collect()
    }
}
