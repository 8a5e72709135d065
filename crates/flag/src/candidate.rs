//! What the papers tell of a household: who is listed, why, what is not known, and what the centre
//! has done so far.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_record::line::{Cause, Evidence, Flag, Known, Record};
use mimamori_record::{Block, Coverage, Individual, Lang, Seen, dictionary, reason, standing};
use mimamori_rule::{Member, Members};

use crate::before::Change;
use crate::cells::{About, Cells, day};
use crate::messages;
use crate::rules::Compiled;
use crate::school::school;
use crate::tally::Missing;

/// The fields that the papers tell beside what the rules ask.
pub(crate) const FIELDS: [(&str, &str); 8] = [
    ("cases", "category"),
    ("cases", "stage"),
    ("cases", "worker"),
    ("decisions", "decision"),
    ("school-register", "institution"),
    ("school-register", "left_on"),
    ("attendance", "institution"),
    ("childcare", "institution"),
];

/// A household with at least one candidate.
#[derive(Debug)]
pub(crate) struct Family {
    pub protected: bool,
    pub children: Vec<Candidate>,
    /// The other children with their ages: they are not on the list, but one looks at the family
    /// as a whole.
    pub others: Vec<Other>,
}

/// A child who is not on the list.
#[derive(Debug)]
pub(crate) struct Other {
    pub id: String,
    pub name: String,
    pub birth: Option<NaiveDate>,
    /// By what the centre knows the child.
    pub known: Option<String>,
    /// Whether a question about the child has no answer.
    pub open: bool,
}

impl Family {
    /// Whether the centre knows the family: somebody of it is supported or was judged before.
    pub fn known(&self) -> bool {
        let listed = self.children.iter().map(|child| child.known.is_some());
        let others = self.others.iter().map(|other| other.known.is_some());
        listed.chain(others).any(|known| known)
    }
}

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Who {
    pub name: String,
    pub kana: String,
    pub birth: Option<NaiveDate>,
    /// Where the child goes; none where no list says so.
    pub school: Option<String>,
}

/// A child on the list.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub who: Who,
    pub known: Option<Known>,
    /// Category, stage and worker of the open case.
    pub case: Vec<String>,
    /// The newest decision of a meeting.
    pub decided: Option<String>,
    pub reasons: Vec<Reason>,
    /// What the rules that did not fire could not know.
    pub unknown: Vec<String>,
}

/// A rule that fired.
#[derive(Debug)]
pub(crate) struct Reason {
    /// Its place among the rules.
    pub at: usize,
    pub change: Change,
    pub flag: Flag,
    /// What the cells say.
    pub says: Vec<String>,
    /// From when it holds, by the rule.
    pub from: Option<NaiveDate>,
    /// The newest day that the list of marks tells about, its mark in words, and where it stands.
    pub newest: Option<(NaiveDate, String, Option<Evidence>)>,
    /// What nobody knows about it.
    pub unknown: Vec<String>,
}

/// Somebody of whom something is not known.
#[derive(Debug)]
pub(crate) struct Unsure {
    pub protected: bool,
    pub who: Who,
    /// By what the centre knows the person.
    pub known: Option<String>,
    /// The cells that nobody can read.
    pub cells: Vec<Evidence>,
    /// The months of which the list is missing.
    pub months: BTreeSet<String>,
    /// Whether the person stands among the candidates.
    pub listed: bool,
    pub rules: BTreeSet<String>,
}

/// The people of one missing list. A list that a whole school waits for is no list of names: of
/// more than a hundred people only those are kept whom the centre knows.
#[derive(Debug, Default)]
pub(crate) struct Unsures {
    pub all: u64,
    /// The months of which the list is missing for any of them.
    pub months: BTreeSet<String>,
    pub named: Vec<Unsure>,
}

/// How many people of one missing list are named.
const NAMED: u64 = 100;

impl Unsures {
    pub fn add(&mut self, one: Unsure) {
        self.all += 1;
        self.months.extend(one.months.iter().cloned());
        self.named.push(one);
        if self.all > NAMED {
            self.named.retain(|one| one.known.is_some());
        }
    }
}

/// The household around the judgements.
pub(crate) struct Household<'a> {
    pub coverage: &'a Coverage,
    pub lang: Lang,
    pub today: NaiveDate,
    pub block: &'a Block,
}

impl<'a> Household<'a> {
    pub fn candidate(
        &self,
        members: &'a Members<'a>,
        member: &'a Member<'a>,
        rules: &'a [Compiled],
        known: Option<Known>,
        lines: Vec<(usize, Change, Flag)>,
    ) -> Candidate {
        let person = member.individual();
        let case = standing::open_case(person, self.coverage);
        let reasons = lines.into_iter().map(|(at, change, flag)| {
            let rule = rules.iter().find(|rule| rule.at == at);
            self.reason(members, member, rule, (at, change, flag))
        });
        Candidate {
            who: self.who(person),
            known,
            case: case.map_or_else(Vec::new, |case| self.case(person, case)),
            decided: self.decided(person),
            reasons: reasons.collect(),
            unknown: Vec::new(),
        }
    }

    fn reason(
        &self,
        members: &'a Members<'a>,
        member: &'a Member<'a>,
        rule: Option<&'a Compiled>,
        (at, change, flag): (usize, Change, Flag),
    ) -> Reason {
        let cells = Cells {
            coverage: self.coverage,
            lang: self.lang,
            signed: true,
            about: Some(About {
                block: self.block,
                person: member.individual(),
                today: self.today,
            }),
        };
        let newest = rule.and_then(|rule| rule.when.newest(members, member));
        let mut causes = rule.map_or_else(BTreeSet::new, |rule| rule.when.doubts(members, member));
        // What is sure of the days is told by the newest one; a doubt before it changes nothing.
        let mut newest_day = None;
        if let Some(newest) = newest {
            causes = newest.missing;
            newest_day = newest.day.map(|(day, code)| {
                let label = dictionary::code_label(&newest.list, &newest.field, &code);
                let word = label.map_or(code, |label| label.pick(self.lang).to_owned());
                let person = member.individual();
                let mut rows = standing::judged(person, self.coverage, &newest.list);
                let on = day.to_string();
                let cell = rows.find_map(|row| {
                    let (field, on) = (&newest.field, Some(&*on));
                    self.coverage.cell(row, field, on)?;
                    Some(self.coverage.evidence(row, field, on))
                });
                (day, word, cell)
            });
        }
        Reason {
            at,
            change,
            says: cells.says(&flag.evidence),
            from: rule
                .and_then(|rule| rule.from.as_ref()?.day(members, member))
                // A day to come is no beginning.
                .filter(|day| *day <= self.today),
            newest: newest_day,
            unknown: self.causes(causes.iter()),
            flag,
        }
    }

    /// What is missing, each thing once. That a town's list has no such column holds for everybody.
    fn causes<'c>(&self, causes: impl Iterator<Item = &'c Cause>) -> Vec<String> {
        let mut told: Vec<(Missing, BTreeSet<String>)> = Vec::new();
        for cause in causes.filter(|cause| cause.code != reason::NOT_ASKED.code) {
            let mut missing = Missing::beside(cause, self.block.household.protected);
            // The months of one list are one thing to wait for.
            let month = missing.month.take();
            match told.iter_mut().find(|(known, _)| *known == missing) {
                Some((_, months)) => months.extend(month),
                None => told.push((missing, month.into_iter().collect())),
            }
        }
        let text = |(missing, months): (Missing, BTreeSet<String>)| {
            let month = messages::span_of_months(&months, self.lang);
            messages::missing_in(&Missing { month, ..missing }, self.lang)
        };
        told.into_iter().map(text).collect()
    }

    /// What is not known of somebody: the causes with the rules that they leave open.
    pub fn unsure(
        &self,
        person: &Individual,
        known: Option<&str>,
        listed: bool,
        unknown: &[Flag],
    ) -> BTreeMap<Missing, Unsure> {
        let mut all: BTreeMap<Missing, Unsure> = BTreeMap::new();
        for flag in unknown {
            let Some(cause) = &flag.cause else { continue };
            let mut missing = Missing::beside(cause, self.block.household.protected);
            // The months of one list are one thing to wait for.
            let month = missing.month.take();
            let one = all.entry(missing).or_insert_with(|| Unsure {
                protected: self.block.household.protected,
                who: self.who(person),
                known: known.map(str::to_owned),
                cells: Vec::new(),
                months: BTreeSet::new(),
                listed,
                rules: BTreeSet::new(),
            });
            one.months.extend(month);
            one.rules.extend(flag.rules.iter().cloned());
            if let (Some(source), Some(cell)) = (&cause.source, &cause.cell) {
                one.cells.push(Evidence {
                    source: source.clone(),
                    cell: Some(cell.clone()),
                    ..Evidence::default()
                });
            }
        }
        all
    }

    /// The causes of the lines that say *unknown*.
    pub fn untold(&self, unknown: &[Flag]) -> Vec<String> {
        self.causes(unknown.iter().filter_map(|flag| flag.cause.as_ref()))
    }

    fn who(&self, person: &Individual) -> Who {
        let line = &person.line;
        Who {
            name: line.name.clone().unwrap_or_else(|| line.id.clone()),
            kana: mimamori_text::fold_width(line.kana.as_deref().unwrap_or_default()),
            birth: line.birth_date.as_deref().and_then(|b| b.parse().ok()),
            school: self.school(person),
        }
    }

    /// Where the child goes. Of a protected household no paper of the office says it: whoever finds
    /// the paper would find the child.
    fn school(&self, person: &Individual) -> Option<String> {
        match self.block.household.protected {
            true => None,
            false => school(person, self.coverage, self.today),
        }
    }

    fn case(&self, person: &Individual, case: &Record) -> Vec<String> {
        let word = |field: &str| {
            let later = standing::later(person, case, self.coverage, field);
            let value = later.map_or(case, |(row, _)| row).text(field)?;
            let label = dictionary::code_label("cases", field, value);
            let word = label.map_or(value, |label| label.pick(self.lang));
            Some(match later {
                Some(_) => messages::by_meeting(word).pick(self.lang).to_owned(),
                None => word.to_owned(),
            })
        };
        let asked = self.coverage.look(case, "worker") != Seen::NotAsked;
        let worker = word("worker").map(|worker| messages::worker(&worker));
        let worker = worker.or_else(|| asked.then(|| messages::NO_WORKER.into()));
        // The stage has the word of whoever is supported at all: it says that it is the stage.
        let stage = word("stage").map(|stage| messages::stage(&stage));
        let rest = [stage, worker].into_iter().flatten();
        let rest = rest.map(|said| said.pick(self.lang).to_owned());
        word("category").into_iter().chain(rest).collect()
    }

    fn decided(&self, person: &Individual) -> Option<String> {
        let newest = standing::last_decision(person, self.coverage)?;
        let code = newest.text("decision")?;
        let label = dictionary::code_label("decisions", "decision", code);
        let word = label.map_or_else(|| code.to_owned(), |l| l.pick(self.lang).to_owned());
        let on = newest.text("decided_on").map(|on| day(on, self.lang));
        let said = messages::decided(&word, on.as_deref());
        Some(said.pick(self.lang).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_people_of_one_list_only_the_known_are_named() {
        let one = |known: bool| Unsure {
            protected: false,
            who: Who {
                name: String::new(),
                kana: String::new(),
                birth: None,
                school: None,
            },
            known: known.then(|| "支援中".to_owned()),
            cells: Vec::new(),
            months: BTreeSet::from(["2026-05".to_owned()]),
            listed: false,
            rules: BTreeSet::new(),
        };
        let mut people = Unsures::default();
        for at in 0..NAMED {
            people.add(one(at % 10 == 0));
        }
        assert_eq!((people.all, people.named.len() as u64), (NAMED, NAMED));
        people.add(one(false));
        people.add(one(true));
        assert_eq!((people.all, people.named.len()), (NAMED + 2, 11));
    }
}
