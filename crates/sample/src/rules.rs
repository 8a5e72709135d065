//! What the shipped rules ought to say of this town, worked out from what is true and from what
//! the departments were given. Small on purpose and nobody else's code.

use crate::days::{self, plus_days, register_as_of, today};
use crate::health::{Checkup, Finding};
use crate::log::{Log, Planted};
use crate::office::{Case, Category};
use crate::people::Kept;
use crate::school::{MISSING, MONTHS, Mark, days_of};
use crate::town::Town;
use std::collections::HashMap;

/// Why nobody can say.
#[derive(Debug, Clone)]
pub(crate) enum Cause {
    /// The attendance of this institution and month has not arrived.
    ListMissing(&'static str, &'static str),
    MovedIn,
    Unreadable(Planted),
    UndecidedPair,
}

/// One line of the truth: a rule about a person fired, or nobody can say.
#[derive(Debug, Clone)]
pub(crate) struct Flag {
    pub(crate) rule: &'static str,
    pub(crate) person: usize,
    /// None: fired.
    pub(crate) unknown: Option<Cause>,
}

#[derive(Debug, Clone)]
enum Answer {
    Yes,
    No,
    Unknown(Cause),
}

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

/// Every flag of the ten rules that are on.
pub(crate) fn flags(town: &Town, log: &Log) -> Vec<Flag> {
    let open = open_cases(town);
    let mut flags = Vec::new();
    for (person, _) in town.children() {
        let judge = Judge {
            town,
            log,
            open: &open,
            person,
        };
        for (rule, answer) in judge.all() {
            match answer {
                Answer::Yes => flags.push(Flag {
                    rule,
                    person,
                    unknown: None,
                }),
                Answer::Unknown(cause) => flags.push(Flag {
                    rule,
                    person,
                    unknown: Some(cause),
                }),
                Answer::No => {}
            }
        }
    }
    flags
}

struct Judge<'t> {
    town: &'t Town,
    log: &'t Log,
    open: &'t HashMap<usize, Vec<&'t Case>>,
    person: usize,
}

/// A school day of one child: present, absent, left out of a run, or unreadable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Day {
    No,
    Yes,
    Skip,
    Unreadable,
}

impl Judge<'_> {
    fn all(&self) -> Vec<(&'static str, Answer)> {
        let mut all = vec![
            ("absence-7-school-days", self.seven_days()),
            ("absence-no-contact", self.no_contact()),
            ("absence-30-year", self.thirty()),
        ];
        all.extend(Checkup::ALL.map(|checkup| (checkup.rule(), self.not_taken(checkup))));
        all.push(("checkup-detailed-no-result", self.no_result()));
        all.push(("school-age-not-enrolled", self.not_enrolled()));
        all.push(("case-not-seen", self.not_seen()));
        all.push(("sibling-of-registered", self.sibling()));
        all
    }

    fn unreadable(&self, dataset: &str, field: &str, part: Option<&str>) -> Answer {
        match self.log.unreadable(self.person, dataset, field, part) {
            Some(planted) => Answer::Unknown(Cause::Unreadable(planted.clone())),
            None => Answer::No,
        }
    }

    /// The days of which a list has arrived, and whether one is missing.
    fn marks(&self, kind: impl Fn(Option<Mark>) -> Day) -> (Vec<Day>, bool) {
        let schools = &self.town.people[self.person].schools;
        let marks = self.town.marks.get(&self.person);
        let (mut seen, mut missing) = (Vec::new(), false);
        for month in MONTHS {
            for (date, school) in days_of(schools, month) {
                if (school, month) == MISSING {
                    missing = true;
                } else {
                    seen.push(kind(marks.and_then(|m| m.get(&date)).copied()));
                }
            }
        }
        (seen, missing)
    }

    /// Of a child on no school's list who may be one on it, nobody can say how it attends.
    fn perhaps_a_pupil(&self) -> Option<Answer> {
        let child = &self.town.people[self.person];
        let pupil = child.schools.is_empty() && (1..=9).contains(&days::grade(child.birth));
        let open = pupil && !child.undecided.is_empty();
        open.then_some(Answer::Unknown(Cause::UndecidedPair))
    }

    /// Yes when the days that can be read say so, else unknown when a list or a cell is wanting.
    fn in_a_row(&self, least: usize, kind: impl Fn(Option<Mark>) -> Day) -> Answer {
        if let Some(unknown) = self.perhaps_a_pupil() {
            return unknown;
        }
        let (days, missing) = self.marks(kind);
        let longest = |counts: &dyn Fn(Day) -> bool| {
            let (mut run, mut best) = (0, 0);
            for day in days.iter().filter(|d| **d != Day::Skip) {
                run = if counts(*day) { run + 1 } else { 0 };
                best = best.max(run);
            }
            best
        };
        if longest(&|d| d == Day::Yes) >= least {
            Answer::Yes
        } else if missing {
            Answer::Unknown(Cause::ListMissing(MISSING.0.name(), "2026-05"))
        } else if longest(&|d| d != Day::No) >= least {
            self.unreadable("attendance", "days", None)
        } else {
            Answer::No
        }
    }

    fn seven_days(&self) -> Answer {
        if registered(self.open, self.person) != Registered::Yes {
            return Answer::No;
        }
        self.in_a_row(7, |mark| match mark {
            Some(Mark::Damaged(_)) => Day::Unreadable,
            Some(Mark::Suspended | Mark::Mourning) => Day::Skip,
            Some(mark) if mark.absent() => Day::Yes,
            _ => Day::No,
        })
    }

    fn no_contact(&self) -> Answer {
        self.in_a_row(2, |mark| match mark {
            Some(Mark::Damaged(_)) => Day::Unreadable,
            Some(Mark::NoContact) => Day::Yes,
            _ => Day::No,
        })
    }

    fn thirty(&self) -> Answer {
        if let Some(unknown) = self.perhaps_a_pupil() {
            return unknown;
        }
        let (days, missing) = self.marks(|mark| match mark {
            Some(Mark::Damaged(_)) => Day::Unreadable,
            Some(Mark::Family | Mark::Other | Mark::NoContact) => Day::Yes,
            _ => Day::No,
        });
        let count = |of: &[Day]| days.iter().filter(|d| of.contains(d)).count();
        if count(&[Day::Yes]) >= 30 {
            Answer::Yes
        } else if missing {
            Answer::Unknown(Cause::ListMissing(MISSING.0.name(), "2026-05"))
        } else if count(&[Day::Yes, Day::Unreadable]) >= 30 {
            self.unreadable("attendance", "days", None)
        } else {
            Answer::No
        }
    }

    fn not_taken(&self, checkup: Checkup) -> Answer {
        let child = &self.town.people[self.person];
        let end = checkup.window_end(child.birth);
        if !child.here()
            || plus_days(end, 60) > today()
            || today() >= checkup.asked_until(child.birth)
        {
            return Answer::No;
        }
        let invitations = self
            .town
            .checkups
            .get(&self.person)
            .map(Vec::as_slice)
            .unwrap_or_default();
        match invitations
            .iter()
            .find(|i| i.checkup == checkup)
            .map(|i| i.date)
        {
            Some(Kept::Is(_)) => Answer::No,
            Some(Kept::Damaged(..)) => self.unreadable("checkups", "date", Some(checkup.part())),
            _ if child.since > end => Answer::Unknown(Cause::MovedIn),
            _ => Answer::Yes,
        }
    }

    fn no_result(&self) -> Answer {
        let child = &self.town.people[self.person];
        let invitations = self
            .town
            .checkups
            .get(&self.person)
            .map(Vec::as_slice)
            .unwrap_or_default();
        if !child.here() {
            return Answer::No;
        }
        let mut answer = Answer::No;
        for invitation in invitations {
            let part = Some(invitation.checkup.part());
            let old = invitation
                .date
                .value()
                .is_some_and(|date| (today() - date).num_days() >= 90);
            let one = match (invitation.result, invitation.detailed_on) {
                (_, Kept::Is(_)) | (Kept::Blank, _) => Answer::No,
                (Kept::Is(result), _) if result != Finding::Detailed => Answer::No,
                (Kept::Damaged(..), _) if old => self.unreadable("checkups", "result", part),
                (Kept::Is(_), Kept::Damaged(..)) if old => {
                    self.unreadable("checkups", "detailed_on", part)
                }
                (Kept::Is(_), Kept::Blank) if old => return Answer::Yes,
                (Kept::Is(_), Kept::Blank) if matches!(invitation.date, Kept::Damaged(..)) => {
                    self.unreadable("checkups", "date", part)
                }
                _ => Answer::No,
            };
            if matches!(one, Answer::Unknown(_)) {
                answer = one;
            }
        }
        answer
    }

    fn not_enrolled(&self) -> Answer {
        let child = &self.town.people[self.person];
        if !child.here()
            || !(1..=9).contains(&days::grade(child.birth))
            || !child.schools.is_empty()
        {
            Answer::No
        } else if !child.undecided.is_empty() {
            Answer::Unknown(Cause::UndecidedPair)
        } else if child.since > register_as_of() {
            Answer::Unknown(Cause::MovedIn)
        } else {
            Answer::Yes
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
        let child = &self.town.people[self.person];
        if !child.here() || registered(self.open, self.person) != Registered::No {
            return Answer::No;
        }
        let mut answer = Answer::No;
        for other in &self.town.household(self.person).members {
            let sibling = &self.town.people[*other];
            if *other == self.person || !sibling.child || !sibling.here() {
                continue;
            }
            match registered(self.open, *other) {
                Registered::Yes => return Answer::Yes,
                Registered::Unreadable => {
                    let planted = self.log.unreadable(*other, "cases", "category", None);
                    answer = planted.map_or(Answer::No, |p| {
                        Answer::Unknown(Cause::Unreadable(p.clone()))
                    });
                }
                Registered::No => {}
            }
        }
        answer
    }
}
