//! Cases: who is registered, seen, heard of, and whose brother or sister is.

use super::answer::{Answer, any};
use super::{Judge, Said};
use crate::days::{day, plus_days, today};
use crate::line::Value;
use crate::office::{Case, Category};
use crate::people::Kept;
use crate::town::Town;
use std::collections::{BTreeSet, HashMap};

/// What the ledger says of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Registered {
    Yes,
    No,
    /// The category of an open case cannot be read.
    Unreadable,
}

/// By person: the open cases.
pub(crate) fn open_cases(town: &Town) -> HashMap<usize, Vec<&Case>> {
    let mut open: HashMap<usize, Vec<&Case>> = HashMap::new();
    for case in town.cases.iter().filter(|c| c.open()) {
        open.entry(case.person).or_default().push(case);
    }
    open
}

/// Whether a child stands in the ledger as 要保護 or 要支援 with an open case.
pub(crate) fn registered(open: &HashMap<usize, Vec<&Case>>, person: usize) -> Registered {
    let cases = open.get(&person).map(Vec::as_slice).unwrap_or_default();
    let is = |c: &&Case| {
        matches!(
            c.category,
            Kept::Is(Category::Protected | Category::Support)
        )
    };
    if cases.iter().any(is) {
        Registered::Yes
    } else if cases
        .iter()
        .any(|c| matches!(c.category, Kept::Damaged(..)))
    {
        Registered::Unreadable
    } else {
        Registered::No
    }
}

impl Judge<'_> {
    pub(super) fn cases(&self) -> Vec<Said> {
        vec![
            ("case-not-seen", self.not_seen()),
            ("sibling-of-registered", self.sibling()),
            ("injury-or-own-word", self.injury_or_word()),
            ("told-by-two-places", self.two_places()),
            ("earlier-report", self.earlier()),
        ]
    }

    /// Whether the child is registered as the ledger has it.
    pub(super) fn registered(&self) -> Answer {
        match registered(self.open, self.person) {
            Registered::Yes => Answer::Yes,
            Registered::No => Answer::No,
            Registered::Unreadable => self.unreadable("cases", "category", None),
        }
    }

    fn not_seen(&self) -> Answer {
        let seen = |case: &&&Case| match case.last_seen {
            Kept::Is(date) => (today() - date).num_days() <= 60,
            _ => false,
        };
        let cases = self
            .open
            .get(&self.person)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let registered = registered(self.open, self.person);
        if registered == Registered::No
            || !self.town.people[self.person].here()
            || cases.iter().any(|c| seen(&c))
        {
            Answer::No
        } else if registered == Registered::Unreadable {
            self.unreadable("cases", "category", None)
        } else if cases
            .iter()
            .any(|c| matches!(c.last_seen, Kept::Damaged(..)))
        {
            self.unreadable("cases", "last_seen", None)
        } else {
            Answer::Yes
        }
    }

    fn sibling(&self) -> Answer {
        let siblings = self.siblings().filter(|sibling| sibling.who().here());
        self.here()
            .and(self.registered().not())
            .and(any(siblings.map(|sibling| sibling.registered())))
    }

    /// Told within thirty days, or by the reports of May.
    fn injury_or_word(&self) -> Answer {
        let since = plus_days(today(), -30);
        let told = |row, key| self.says(row, key, &["有"]);
        let notes = self.rows("notes").map(|row| {
            let what = told(row, "injury").or(told(row, "child_word"));
            what.and(self.since(row, "date", since))
        });
        let reports = self.rows("monthly-reports");
        let reports = reports.map(|row| told(row, "injury").or(told(row, "child_word")));
        any(notes).or(any(reports))
    }

    /// Two kinds of places told within ninety days.
    fn two_places(&self) -> Answer {
        let since = plus_days(today(), -90);
        let (mut sure, mut perhaps) = (BTreeSet::new(), BTreeSet::new());
        for row in self.rows("notes") {
            let Some(Value::Text(place)) = row.get("told_by") else {
                continue;
            };
            match self.since(row, "date", since) {
                Answer::Yes => sure.insert(place),
                Answer::Unknown(_) => perhaps.insert(place),
                Answer::No => false,
            };
        }
        perhaps.extend(&sure);
        if sure.len() >= 2 {
            Answer::Yes
        } else if perhaps.len() >= 2 {
            self.unreadable("notes", "date", None)
        } else {
            Answer::No
        }
    }

    /// Closed, and received since June of two years ago.
    fn earlier(&self) -> Answer {
        let mine = self.town.cases.iter().filter(|c| c.person == self.person);
        let closed = mine.filter(|case| case.stage == "終結");
        let recent = closed.map(|case| match case.received {
            Kept::Is(date) => (date >= day(2024, 6, 1)).into(),
            Kept::Blank => Answer::No,
            Kept::Damaged(..) => self.unreadable("cases", "received_on", None),
        });
        self.registered().not().and(any(recent))
    }
}
