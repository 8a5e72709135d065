//! Writing: what passes, then our own lines in canonical order.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;
use mimamori_record::line::{Elsewhere, Household, Link, Member, Pair, Person, Problem, Run, Term};
use mimamori_record::{Failure, Output, Tenths, encode, encode_part};

use crate::before::{Before, DECISIONS, content};
use crate::carried::Carried;
use crate::compare::Comparer;
use crate::decide::{Decision, Question};
use crate::gather::{Being, Gathered, WITNESSES};
use crate::identity::{Field, Seen};
use crate::intake::{Intake, Rec};
use crate::messages;
use crate::settle::Settled;
use crate::today::{self, printed_name};

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

    /// Households in the order of their ids, their members in the order of theirs.
    fn blocks(&self, utf8: bool, out: &mut Output<'_>) -> std::result::Result<usize, Failure> {
        let gathered = self.gathered;
        let mut order: Vec<usize> = (0..gathered.circles.len()).collect();
        order.sort_by(|a, b| {
            gathered.circle_names[*a]
                .id
                .cmp(&gathered.circle_names[*b].id)
        });
        let mut written = 0;
        for at in order {
            let (circle, name) = (&gathered.circles[at], &gathered.circle_names[at]);
            let id = |person: &u32| gathered.names[*person as usize].id.clone();
            let mut people = circle.members.clone();
            people.sort_by_key(id);
            let relation = |person: &u32| {
                if gathered.facts[*person as usize].child {
                    "child"
                } else {
                    "adult"
                }
            };
            out.write(&Household {
                id: name.id.clone(),
                was: name.was.clone(),
                members: people
                    .iter()
                    .map(|person| Member {
                        person: id(person),
                        relation: relation(person).to_owned(),
                    })
                    .collect(),
                elsewhere: circle
                    .elsewhere
                    .iter()
                    .map(|(person, why)| Elsewhere {
                        id: id(person),
                        relation: (*why).to_owned(),
                    })
                    .collect(),
                protected: circle.protected,
            })?;
            for person in people {
                let being = &gathered.beings[person as usize];
                let line = self.person(person, &name.id)?;
                out.write_encoded("person", &self.whole(&line, being, utf8)?)?;
                written += being.records.len();
            }
        }
        Ok(written)
    }

    /// The line of a person, its identities, records and links excepted.
    fn person(&self, at: u32, household: &str) -> std::result::Result<Person, Failure> {
        let (being, facts) = (
            &self.gathered.beings[at as usize],
            &self.gathered.facts[at as usize],
        );
        let name = &self.gathered.names[at as usize];
        let known: Vec<&crate::before::Known> = self
            .before
            .map(|before| being.anchors.iter().map(|at| &before.people[*at]).collect())
            .unwrap_or_default();
        let all = facts.identities.iter();
        let all: Vec<_> = all.map(|at| self.intake.identity(*at)).collect();
        let known_as = being.identities.iter();
        let known_as: Vec<_> = known_as.map(|at| self.intake.identity(*at)).collect();
        let (called, formerly) = today::parted(&all, &known_as, Some(WITNESSES[0]));
        let first = |all: &[Seen<'_>], field: Field| {
            let found = all.iter().find_map(|identity| identity.get(field));
            found.map(str::to_owned)
        };
        let value = |field: Field| first(&all, field);
        let earlier = |field: fn(&Person) -> &Option<String>| {
            known.iter().find_map(|known| field(&known.line).clone())
        };
        let seen = being
            .records
            .iter()
            .filter_map(|at| self.intake.source(self.record(*at)).month.as_deref())
            .max();
        Ok(Person {
            id: name.id.clone(),
            was: name.was.clone(),
            household: household.to_owned(),
            name: first(&called, Field::Name)
                .map(|name| printed_name(&name))
                .or_else(|| earlier(|line| &line.name))
                .or_else(|| Some(printed_name(&first(&formerly, Field::Name)?))),
            kana: first(&called, Field::Kana)
                .or_else(|| earlier(|line| &line.kana))
                .or_else(|| first(&formerly, Field::Kana)),
            birth_date: value(Field::BirthDate).or_else(|| earlier(|line| &line.birth_date)),
            sex: value(Field::Sex).or_else(|| earlier(|line| &line.sex)),
            resident_no: value(Field::ResidentNo).or_else(|| earlier(|line| &line.resident_no)),
            last_seen: seen
                .map(str::to_owned)
                .or_else(|| earlier(|line| &line.last_seen)),
            protected_by: facts.protected_by.clone(),
            identities: Vec::new(),
            decided: {
                let answers = self.carried.get(&(at as usize)).into_iter().flatten();
                let mut decided = self.decided(being, &known)?;
                decided.extend(answers.cloned());
                decided
            },
            records: Vec::new(),
            links: Vec::new(),
        })
    }

    /// Decisions of people from earlier months that no list of this month repeats.
    fn decided(
        &self,
        being: &Being,
        known: &[&crate::before::Known],
    ) -> std::result::Result<Vec<Box<serde_json::value::RawValue>>, Failure> {
        let mut seen = BTreeSet::new();
        for record in being.records.iter().map(|at| self.record(*at)) {
            if self.intake.source(record).dataset == DECISIONS {
                let line = self.intake.line(record.line)?;
                seen.extend(std::str::from_utf8(&line).ok().and_then(content));
            }
        }
        let mut living = Vec::new();
        for raw in known.iter().flat_map(|known| &known.decided) {
            if content(raw.get()).is_some_and(|content| seen.insert(content)) {
                living.push(raw.clone());
            }
        }
        Ok(living)
    }

    fn link(&self, at: u32) -> Link {
        let record = self.record(at);
        let mut by = match self.decision.reason.get(&record.identity) {
            Some(other) => self.comparer.explain(record.identity, *other),
            None => Vec::new(),
        };
        if self.settled.joined.contains(&record.identity) {
            // Whatever the score is: people said so.
            by.push(("answer".into(), "same".into(), Tenths(0)));
        }
        Link {
            record: self.intake.address(record),
            bits: sum(&by),
            by,
        }
    }

    /// The encoded line with its identities and links, and its records put in byte for byte.
    fn whole(
        &self,
        line: &Person,
        being: &Being,
        utf8: bool,
    ) -> std::result::Result<Vec<u8>, Failure> {
        const IDENTITIES: &[u8] = b"\"identities\":[";
        const RECORDS: &[u8] = b"\"records\":[";
        const LINKS: &[u8] = b"],\"links\":[";
        let mut encoded = Vec::new();
        encode(line, utf8, &mut encoded);
        // Before the first list stand texts alone, in which the quotes would be escaped.
        let first = memmem::find(&encoded, IDENTITIES).unwrap_or_default() + IDENTITIES.len();
        let last = encoded.len() - RECORDS.len() - LINKS.len() - b"]}".len();
        let records = being.records.iter().map(|at| self.record(*at));
        let size: usize = records.clone().map(|record| record.line.len()).sum();
        let mut whole = Vec::with_capacity(encoded.len() + 3 * size);
        whole.extend_from_slice(&encoded[..first]);
        for (place, at) in being.identities.iter().enumerate() {
            if place > 0 {
                whole.push(b',');
            }
            encode_part(&self.intake.identity(*at), utf8, &mut whole);
        }
        whole.extend_from_slice(&encoded[first..last]);
        whole.extend_from_slice(RECORDS);
        for (place, record) in records.enumerate() {
            if place > 0 {
                whole.push(b',');
            }
            whole.extend_from_slice(&self.intake.line(record.line)?);
        }
        whole.extend_from_slice(LINKS);
        for (place, at) in being.records.iter().enumerate() {
            if place > 0 {
                whole.push(b',');
            }
            encode_part(&self.link(*at), utf8, &mut whole);
        }
        whole.extend_from_slice(b"]}");
        Ok(whole)
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
