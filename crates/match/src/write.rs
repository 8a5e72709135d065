//! Writing: what passes, then our own lines in canonical order.

mod person;

use std::collections::BTreeMap;

use mimamori_record::line::{Elsewhere, Household, Member, Pair, Problem, Run, Term};
use mimamori_record::{Failure, Output, Tenths};
use rayon::prelude::*;

use crate::before::Before;
use crate::carried::Carried;
use crate::compare::Comparer;
use crate::decide::{Decision, Question};
use crate::gather::Gathered;
use crate::identity::Field;
use crate::intake::{Intake, Rec};
use crate::messages;
use crate::settle::Settled;

/// So many households are made ready at a time, on all cores.
const AT_ONCE: usize = 64;

/// A household, and the encoded lines of its members.
struct Block {
    household: Household,
    people: Vec<Vec<u8>>,
    records: usize,
}

/// Everything that the lines are made from.
#[derive(Clone, Copy)]
pub(crate) struct Result<'a> {
    pub(crate) intake: &'a Intake,
    pub(crate) comparer: Comparer<'a>,
    pub(crate) decision: &'a Decision,
    pub(crate) gathered: &'a Gathered,
    pub(crate) before: Option<&'a Before>,
    pub(crate) settled: &'a Settled,
    pub(crate) carried: &'a Carried,
}

impl<'a> Result<'a> {
    /// Writes the stream, its `end` excepted, and checks that no record was lost.
    pub(crate) fn write(
        &self,
        run: &Run,
        problems: &[Problem],
        utf8: bool,
        out: &mut Output<'_>,
    ) -> std::result::Result<(), Failure> {
        out.open(run)?;
        for (kind, line) in self.intake.passing() {
            out.pass(kind, line)?;
        }
        for problem in problems {
            out.write(problem)?;
        }
        for pair in self.pairs() {
            out.write(&pair)?;
        }
        for place in &self.intake.loose {
            out.pass("record", &self.intake.line(*place)?)?;
        }
        let written = self.intake.loose.len() + self.blocks(utf8, out)?;
        if written == self.intake.read {
            Ok(())
        } else {
            Err(messages::lost(self.intake.read, written))
        }
    }

    fn record(&self, at: u32) -> &'a Rec {
        &self.intake.records[at as usize]
    }

    /// Households in the order of their ids.
    fn blocks(&self, utf8: bool, out: &mut Output<'_>) -> std::result::Result<usize, Failure> {
        let gathered = self.gathered;
        let mut order: Vec<usize> = (0..gathered.circles.len()).collect();
        let id = |at: &usize| &gathered.circle_names[*at].id;
        order.sort_by(|a, b| id(a).cmp(id(b)));
        let mut written = 0;
        for some in order.chunks(AT_ONCE) {
            let ready = some.par_iter().map(|at| self.block(*at, utf8));
            let ready: Vec<Block> = ready.collect::<std::result::Result<_, Failure>>()?;
            for block in ready {
                out.write(&block.household)?;
                for person in &block.people {
                    out.write_encoded("person", person)?;
                }
                written += block.records;
            }
        }
        Ok(written)
    }

    /// A household, its members in the order of their ids.
    fn block(&self, at: usize, utf8: bool) -> std::result::Result<Block, Failure> {
        let gathered = self.gathered;
        let (circle, name) = (&gathered.circles[at], &gathered.circle_names[at]);
        let id = |person: &u32| gathered.names[*person as usize].id.clone();
        let mut people = circle.members.clone();
        people.sort_by_key(id);
        let relation = |person: &u32| match gathered.facts[*person as usize].child {
            true => "child",
            false => "adult",
        };
        let members = people.iter().map(|person| Member {
            person: id(person),
            relation: relation(person).to_owned(),
        });
        let elsewhere = circle.elsewhere.iter().map(|(person, why)| Elsewhere {
            id: id(person),
            relation: (*why).to_owned(),
        });
        let household = Household {
            id: name.id.clone(),
            was: name.was.clone(),
            members: members.collect(),
            elsewhere: elsewhere.collect(),
            protected: circle.protected,
        };
        let beings = people.iter().map(|at| &gathered.beings[*at as usize]);
        Ok(Block {
            records: beings.map(|being| being.records.len()).sum(),
            people: people
                .iter()
                .map(|person| self.person(*person, &name.id, utf8))
                .collect::<std::result::Result<_, Failure>>()?,
            household,
        })
    }

    /// One line per question and list: whoever asks whether a person stands on a list must find the
    /// question that leaves it open.
    fn pairs(&self) -> Vec<Pair> {
        let mut lines: BTreeMap<(String, String), Pair> = BTreeMap::new();
        let decision = self.decision;
        for question in decision.questions.iter().chain(&decision.waiting) {
            let before = question.before.map(|at| &self.settled.answers[at]);
            let unsure = before.filter(|standing| !standing.disputed);
            let unsure = unsure.map(|standing| standing.answer.day().to_owned());
            for (a, b) in self.concerned(question) {
                let (first, second) = (self.key_of(a), self.key_of(b));
                let by = self.comparer.explain(a, b);
                let (first, second) = if first <= second {
                    (first, second)
                } else {
                    (second, first)
                };
                lines
                    .entry((first.clone(), second.clone()))
                    .or_insert_with(|| Pair {
                        a: first,
                        b: second,
                        bits: sum(&by),
                        by,
                        why: Some(question.why.code().to_owned()),
                        unsure: unsure.clone(),
                    });
            }
        }
        lines.into_values().collect()
    }

    /// The two identities of the question, and each of them with one identity per list on which only
    /// the other person stands.
    fn concerned(&self, question: &Question) -> Vec<(u32, u32)> {
        let (a, b) = (question.edge.a, question.edge.b);
        let mut pairs = vec![(a, b)];
        for (one, other) in [(a, b), (b, a)] {
            let mine = self.lists(one);
            for (dataset, identity) in self.lists(other) {
                if !mine.contains_key(dataset) && dataset != self.dataset(other) {
                    pairs.push((one, identity));
                }
            }
        }
        pairs
    }

    fn dataset(&self, identity: u32) -> &'a str {
        self.intake.identity(identity).dataset()
    }

    /// The lists on which the person of this identity stands this month, each with one identity.
    pub(crate) fn lists(&self, identity: u32) -> BTreeMap<&'a str, u32> {
        let mut lists = BTreeMap::new();
        for at in self.with_rows(identity) {
            lists.entry(self.dataset(at)).or_insert(at);
        }
        lists
    }

    /// The identities of this person that have records this month.
    fn with_rows(&self, identity: u32) -> impl Iterator<Item = u32> {
        let person = self.decision.person_of[identity as usize];
        let all = self.decision.persons[person as usize].iter().copied();
        all.filter(|at| self.intake.first_record(*at).is_some())
    }

    /// `source/row` of an identity; of one that no list has this month, that of its person.
    pub(crate) fn key_of(&self, identity: u32) -> String {
        let own = self.intake.first_record(identity);
        let found = own.or_else(|| {
            self.with_rows(identity)
                .find_map(|at| self.intake.first_record(at))
        });
        match found {
            Some(record) => self.intake.key(record),
            None => self.id_of(identity),
        }
    }

    /// How many records the person of an identity has.
    pub(crate) fn records_of(&self, identity: u32) -> usize {
        self.being_of(identity)
            .map_or(0, |at| self.gathered.beings[at].records.len())
    }

    /// What an identity says in a field; if nothing, what its person says elsewhere.
    pub(crate) fn value_of(&self, identity: u32, field: Field) -> Option<&'a str> {
        let witness = self.witness(identity, field)?;
        self.intake.identity(witness).get(field)
    }

    /// The identity that says it.
    pub(crate) fn witness(&self, identity: u32, field: Field) -> Option<u32> {
        let says = |at: &u32| self.intake.identity(*at).get(field).is_some();
        if says(&identity) {
            return Some(identity);
        }
        let facts = &self.gathered.facts[self.being_of(identity)?];
        facts.identities.iter().copied().find(says)
    }

    pub(crate) fn being_of(&self, identity: u32) -> Option<usize> {
        self.gathered.being_of.get(&identity).copied()
    }

    /// The id of the person of an identity.
    fn id_of(&self, identity: u32) -> String {
        self.being_of(identity)
            .map(|at| self.gathered.names[at].id.clone())
            .unwrap_or_default()
    }
}

fn sum(terms: &[Term]) -> Tenths {
    terms.iter().map(|term| term.2).sum()
}
