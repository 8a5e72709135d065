//! `--explain PERSON[=RULE]`: what each question of the rules says about one person.
//!
//! Every rule is asked exactly as in a run; what is printed are the steps of that judgement, with
//! the cell or the missing list at each. The answer names places and ids, never a name, birth
//! date or address.

mod messages;
mod tree;

use mimamori_record::line::{Evidence, Run, Town};
use mimamori_record::{
    Block, Coverage, Failure, Head, Individual, Input, Lang, Output, Pass, WriteOptions, pass,
    place, standing,
};
use mimamori_rule::{Members, Truth};
use mimamori_shell::{Config, nearest};

use crate::before::{Before, Change};
use crate::judge::{Day, answer};
use crate::known::known;
use crate::rules::{Compiled, Rules, Which};
use messages as say;
pub(crate) use messages::{EXAMPLE, HELP};
use tree::{Page, Verdict};

/// What the run rests on.
pub(crate) struct Basis<'a> {
    pub config: &'a Config,
    pub rules: &'a Rules,
    pub before: Option<&'a Before>,
    pub lang: Lang,
}

/// Reads the stream to its end and answers.
///
/// # Errors
/// Status 2: there is no such person or rule; otherwise what is wrong with stream or rules.
pub(crate) fn explain(
    basis: Basis<'_>,
    asked: &str,
    input: &mut Input<'_>,
) -> Result<String, Failure> {
    let mut asking = Asking::new(basis, asked)?;
    let mut nowhere = Output::new(std::io::sink(), WriteOptions::default());
    pass(input, &mut nowhere, Run::default(), &mut asking)?;
    asking.answer()
}

/// The program that answers for one person and writes no stream.
struct Asking<'a> {
    basis: Basis<'a>,
    /// An id, or the place of a row.
    person: &'a str,
    /// The place of the one rule that is asked.
    rule: Option<usize>,
    compiled: Vec<Compiled>,
    day: Day,
    answers: Vec<String>,
}

impl<'a> Asking<'a> {
    /// Understands what was asked: a person, and behind `=` a rule.
    fn new(basis: Basis<'a>, asked: &'a str) -> Result<Self, Failure> {
        let (person, rule) = match asked.rsplit_once('=') {
            Some((person, rule)) => (person, Some(rule)),
            None => (asked, None),
        };
        let rules = &basis.rules.rules;
        let place = |id: &str| {
            let found = rules.iter().position(|rule| rule.id == id);
            found.ok_or_else(|| {
                let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
                say::no_such_rule(id, &nearest_few(id, ids))
            })
        };
        Ok(Asking {
            rule: rule.map(place).transpose()?,
            basis,
            person,
            compiled: Vec::new(),
            day: Day::default(),
            answers: Vec::new(),
        })
    }

    /// The answer, after the whole stream.
    fn answer(self) -> Result<String, Failure> {
        let mut answers = self.answers.into_iter();
        match (answers.next(), answers.next()) {
            (Some(answer), None) => Ok(answer),
            (None, _) => Err(say::not_found()),
            (Some(_), Some(_)) => Err(say::several()),
        }
    }

    fn is_meant(&self, person: &Individual, coverage: &Coverage) -> bool {
        let line = &person.line;
        let mut records = person.records.iter();
        line.id == self.person
            || line.was.iter().any(|was| was == self.person)
            || records.any(|record| place::is_called(record, coverage, self.person))
    }

    /// How a rule that fired stands to the time before.
    fn change(&self, person: &Individual, rule: &str, cells: &[Evidence]) -> Option<Change> {
        let line = &person.line;
        let ids = [line.id.as_str()].into_iter();
        let ids = ids.chain(line.was.iter().map(String::as_str));
        Some(self.basis.before?.change(ids, rule, cells).0)
    }

    fn about(&self, head: &Head, block: &Block, person: &Individual) -> Result<String, Failure> {
        let today = self.day.today;
        let members = Members::new(self.day.setting(&head.coverage), block);
        let mut all = members.iter();
        let Some(member) = all.find(|one| one.individual().line.id == person.line.id) else {
            return Err(say::not_found());
        };
        let page = Page {
            basis: &self.basis,
            coverage: &head.coverage,
            block,
            person,
            today,
        };
        let gone = standing::is_gone(person, &head.coverage);
        let known = known(person, &head.coverage, today);
        let mut text = page.head(gone, known.as_ref());
        let mut beside = Vec::new();
        for one in &self.compiled {
            let rule = &self.basis.rules.rules[one.at];
            if self.rule.is_none_or(|at| at != one.at) && (self.rule.is_some() || !rule.on) {
                continue;
            }
            // In a run of several rules, those that are about others take one line together.
            if self.rule.is_none() && one.applies.answer(&members, member) == Some(false) {
                beside.push(rule.id.as_str());
                continue;
            }
            let applies = one.applies.explain(&members, member);
            let truth = answer(one, &members, member);
            let change = match &truth {
                Truth::Yes(cells) => self.change(person, &rule.id, cells),
                _ => None,
            };
            text.push_str(
                &page.rule(&Verdict {
                    rule,
                    applies: &applies,
                    truth: &truth,
                    change,
                    unknown_when: one
                        .unknown_when
                        .iter()
                        .map(|(when, cause)| (cause, when.explain(&members, member)))
                        .collect(),
                    when: &one.when.explain(&members, member),
                }),
            );
        }
        let child = block.relation(&person.line.id) == Some("child");
        let asked = match self.rule {
            Some(_) => 1,
            None => self.basis.rules.on().count(),
        };
        if !child && asked == beside.len() && asked > 0 {
            return Err(say::adult(&children(block)));
        }
        text.push_str(&page.beside(&beside));
        Ok(text)
    }
}

fn children(block: &Block) -> Vec<&str> {
    let members = block.household.members.iter();
    let children = members.filter(|member| member.relation == "child");
    children.map(|member| member.person.as_str()).collect()
}

impl Pass for Asking<'_> {
    fn head(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        let town: &Town = head.coverage.town();
        if let Some(before) = self.basis.before {
            before.check(town)?;
        }
        self.day = Day::of(head)?;
        let rules = self.basis.rules;
        self.compiled = rules.compile(self.basis.config, &head.coverage, Which::All)?;
        Ok(())
    }

    fn block(&mut self, head: &Head, block: &Block, _: &mut Output<'_>) -> Result<(), Failure> {
        for person in &block.people {
            if self.is_meant(person, &head.coverage) {
                let answer = self.about(head, block, person)?;
                self.answers.push(answer);
            }
        }
        Ok(())
    }
}

/// The three names that come nearest, the nearest first.
fn nearest_few<'a>(wrong: &str, mut names: Vec<&'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    while let Some(near) = nearest(wrong, names.iter().copied()).filter(|_| found.len() < 3) {
        names.retain(|name| *name != near);
        found.push(near);
    }
    found
}
