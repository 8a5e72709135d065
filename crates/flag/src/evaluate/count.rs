//! The counts: whom a rule, an area or all rules together found, did not find, and listed beside.

use std::collections::{BTreeMap, BTreeSet};

/// With fewer known cases a group says nothing (provisional).
pub(crate) const FEWEST: u64 = 10;

/// What is known of a person beside what the rules say.
#[derive(Debug)]
pub(crate) struct Facts {
    /// Stands in the ledger.
    pub known: bool,
    /// What people said of the candidate.
    pub verdict: Option<bool>,
    pub age: &'static str,
    pub school: Option<String>,
    pub sex: Option<String>,
    pub residence: &'static str,
}

/// What the rules say of a person.
#[derive(Debug)]
pub(crate) struct Judged {
    /// Places of rules, those that are off too.
    pub fired: Vec<usize>,
    pub unknown: BTreeSet<usize>,
    /// Of the rules that are on: whether one fired, or one is not known.
    pub listed: bool,
    pub untold: bool,
    /// The areas of those rules.
    pub areas: BTreeSet<String>,
    pub untold_areas: BTreeSet<String>,
}

/// What is counted of a question that is asked about everybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Everybody.
    pub persons: u64,
    /// Known cases.
    pub known: u64,
    /// Known cases of whom it says yes.
    pub found: u64,
    /// Known cases of whom it cannot say.
    pub untold: u64,
    /// Others of whom it says yes.
    pub others: u64,
    /// Of all of whom it says yes: people called it right, wrong.
    pub right: u64,
    pub wrong: u64,
}

impl Count {
    fn add(&mut self, facts: &Facts, yes: bool, unknown: bool) {
        self.persons += 1;
        self.known += u64::from(facts.known);
        self.found += u64::from(facts.known && yes);
        self.untold += u64::from(facts.known && !yes && unknown);
        self.others += u64::from(!facts.known && yes);
        self.right += u64::from(yes && facts.verdict == Some(true));
        self.wrong += u64::from(yes && facts.verdict == Some(false));
    }

    /// Known cases of whom it says no.
    pub fn missed(&self) -> u64 {
        self.known - self.found - self.untold
    }

    /// Everybody of whom it says yes.
    pub fn listed(&self) -> u64 {
        self.found + self.others
    }

    /// Whether there are too few known cases to say anything.
    pub fn too_few(&self) -> bool {
        self.known < FEWEST
    }
}

/// By what people are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum By {
    Age,
    School,
    Sex,
    Residence,
}

/// All counts of a stream.
#[derive(Debug)]
pub(crate) struct Counts {
    /// In the order of the file.
    pub rules: Vec<Count>,
    pub all: Count,
    pub areas: BTreeMap<String, Count>,
    /// Exactly these areas.
    pub together: BTreeMap<BTreeSet<String>, Count>,
    pub groups: BTreeMap<(By, Option<String>), Count>,
    /// Areas are asked about everybody, also about those who came before an area was first found.
    blank: Count,
}

impl Counts {
    pub fn new(rules: usize) -> Self {
        Counts {
            rules: vec![Count::default(); rules],
            all: Count::default(),
            areas: BTreeMap::new(),
            together: BTreeMap::new(),
            groups: BTreeMap::new(),
            blank: Count::default(),
        }
    }

    pub fn add(&mut self, facts: &Facts, judged: Judged) {
        for (at, count) in self.rules.iter_mut().enumerate() {
            count.add(
                facts,
                judged.fired.contains(&at),
                judged.unknown.contains(&at),
            );
        }
        self.all.add(facts, judged.listed, judged.untold);
        for area in judged.areas.iter().chain(&judged.untold_areas) {
            self.areas.entry(area.clone()).or_insert(self.blank);
        }
        self.blank.add(facts, false, false);
        for (area, count) in &mut self.areas {
            count.add(
                facts,
                judged.areas.contains(area),
                judged.untold_areas.contains(area),
            );
        }
        let groups = [
            (By::Age, Some(facts.age.to_owned())),
            (By::School, facts.school.clone()),
            (By::Sex, facts.sex.clone()),
            (By::Residence, Some(facts.residence.to_owned())),
        ];
        for group in groups {
            let count = self.groups.entry(group).or_default();
            count.add(facts, judged.listed, judged.untold);
        }
        if !judged.areas.is_empty() {
            let count = self.together.entry(judged.areas).or_default();
            count.add(facts, true, false);
        }
    }
}
