//! What the shipped rules ought to say of this town, worked out from what is true and from what
//! the departments were given. Small on purpose and nobody else's code.

mod answer;
mod attendance;
mod benefits;
mod carers;
mod cases;
mod checkups;
mod gaps;
mod infancy;
mod mothers;
mod school;

pub(crate) use answer::Cause;
pub(crate) use cases::{Registered, open_cases, registered};

use crate::days::{day, grade, plus_days, plus_months, today};
use crate::line::{Line, Value};
use crate::log::Log;
use crate::office::Case;
use crate::people::Person;
use crate::town::Town;
use answer::Answer;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

/// One line of the truth: a rule about a person fired, or nobody can say.
#[derive(Debug, Clone)]
pub(crate) struct Flag {
    pub(crate) rule: &'static str,
    pub(crate) person: usize,
    /// None: fired.
    pub(crate) unknown: Option<Cause>,
}

/// The truth about all rules.
#[derive(Debug, Default)]
pub(crate) struct Flags {
    pub(crate) all: Vec<Flag>,
    /// The rules of which it tells, also those that find nobody: how many fired and are unknown.
    pub(crate) rules: BTreeMap<&'static str, (usize, usize)>,
}

/// Every flag of every rule, on or off.
pub(crate) fn flags(town: &Town, log: &Log) -> Flags {
    let open = open_cases(town);
    let mut lines: HashMap<usize, Vec<&Line>> = HashMap::new();
    for line in &town.lines {
        lines.entry(line.person).or_default().push(line);
    }
    let mut flags = Flags::default();
    for person in 0..town.people.len() {
        let judge = Judge {
            town,
            log,
            open: &open,
            lines: &lines,
            person,
        };
        for (rule, answer) in judge.all() {
            let counted = flags.rules.entry(rule).or_default();
            let unknown = match answer {
                Answer::No => continue,
                Answer::Yes => {
                    counted.0 += 1;
                    None
                }
                Answer::Unknown(cause) => {
                    counted.1 += 1;
                    Some(cause)
                }
            };
            flags.all.push(Flag {
                rule,
                person,
                unknown,
            });
        }
    }
    flags
}

/// The rules that the town uses, as its rules.toml has them.
pub(crate) fn in_use() -> HashSet<&'static str> {
    let mut id = "";
    let mut used = HashSet::new();
    for line in include_str!("../../town/rules.toml").lines() {
        if let Some(rest) = line.strip_prefix("id = \"") {
            id = rest.trim_end_matches('"');
        } else if line == "on = true" {
            used.insert(id);
        }
    }
    used
}

/// What a rule says of the person, by its name.
type Said = (&'static str, Answer);

#[derive(Clone, Copy)]
struct Judge<'t> {
    town: &'t Town,
    log: &'t Log,
    open: &'t HashMap<usize, Vec<&'t Case>>,
    lines: &'t HashMap<usize, Vec<&'t Line>>,
    person: usize,
}

impl<'t> Judge<'t> {
    fn all(&self) -> Vec<Said> {
        let mut all = self.mothers();
        if self.who().child {
            all.extend(self.attendance());
            all.extend(self.checkups());
            all.extend(self.cases());
            all.extend(self.infancy());
            all.extend(self.school());
            all.extend(self.carers());
            all.extend(self.benefits());
            all.extend(self.gaps());
        }
        all
    }

    fn who(&self) -> &'t Person {
        &self.town.people[self.person]
    }

    /// The same questions about somebody else.
    fn of(&self, person: usize) -> Self {
        Judge { person, ..*self }
    }

    /// Everybody else of the household.
    fn others(&self) -> impl Iterator<Item = Judge<'t>> {
        let judge = *self;
        let members = self.town.household(self.person).members.iter();
        let others = members.filter(move |other| **other != judge.person);
        others.map(move |other| judge.of(*other))
    }

    fn siblings(&self) -> impl Iterator<Item = Judge<'t>> {
        self.others().filter(|other| other.who().child)
    }

    /// What a list has about the person.
    fn rows(&self, dataset: &'static str) -> impl Iterator<Item = &'t Line> + use<'t> {
        let all = self.lines.get(&self.person).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(move |l| l.dataset == dataset)
    }

    fn here(&self) -> Answer {
        self.who().here().into()
    }

    fn school_age(&self) -> Answer {
        (1..=9).contains(&grade(self.who().birth)).into()
    }

    /// The age reached on the day, in months.
    fn at_least(&self, months: u32) -> Answer {
        (plus_months(self.who().birth, months) <= today()).into()
    }

    fn younger_than(&self, months: u32) -> Answer {
        self.at_least(months).not()
    }

    /// Came to the town after a day, though not born here.
    fn came_after(&self, day: NaiveDate) -> bool {
        self.who().since > day
    }

    fn unreadable(&self, dataset: &str, field: &str, part: Option<&str>) -> Answer {
        match self.log.unreadable(self.person, dataset, field, part) {
            Some(planted) => Answer::Unknown(Cause::Unreadable(planted.clone())),
            None => Answer::No,
        }
    }

    /// What a cell of a row says: nothing when it is blank, unknown when nobody can read it.
    fn cell(&self, row: &Line, key: &str, is: impl Fn(&Value) -> bool) -> Answer {
        match row.get(key) {
            None => Answer::No,
            Some(Value::Damaged(..)) => {
                let (field, part) = match key.split_once('@') {
                    Some((field, part)) => (field, Some(part)),
                    None => (key, None),
                };
                self.of(row.person).unreadable(row.dataset, field, part)
            }
            Some(value) => is(value).into(),
        }
    }

    fn says(&self, row: &Line, key: &str, words: &[&str]) -> Answer {
        self.cell(row, key, |value| match value {
            Value::Text(text) => words.contains(&text.as_str()),
            _ => false,
        })
    }

    fn number(&self, row: &Line, key: &str, least: u32) -> Answer {
        self.cell(
            row,
            key,
            |value| matches!(value, Value::Number(number) if *number >= least),
        )
    }

    fn since(&self, row: &Line, key: &str, first: NaiveDate) -> Answer {
        self.cell(
            row,
            key,
            |value| matches!(value, Value::Day(day) if *day >= first),
        )
    }

    fn until(&self, row: &Line, key: &str, last: NaiveDate) -> Answer {
        self.cell(
            row,
            key,
            |value| matches!(value, Value::Day(day) if *day <= last),
        )
    }

    /// The row speaks of something that has not ended.
    fn current(&self, row: &Line) -> Answer {
        let ended = plus_days(today(), -1);
        self.until(row, "ended_on", ended).not()
    }

    /// Whether the lists of the month reach a day.
    fn reach(day: NaiveDate) -> Answer {
        if day <= last_day() {
            Answer::Yes
        } else {
            Answer::Unknown(Cause::ListTooOld)
        }
    }
}

/// The day up to which the departments say that their lists are kept.
fn last_day() -> NaiveDate {
    day(2026, 5, 31)
}
