//! The line of a person: who it is, and every record with the reason why it is theirs.

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memmem;
use mimamori_record::line::{Person, Term};
use mimamori_record::{Failure, Tenths, encode, encode_part};
use serde::Serialize;

use super::{Result, sum};
use crate::before::{DECISIONS, content};
use crate::gather::{Being, WITNESSES};
use crate::identity::{Field, Seen};
use crate::today::{self, printed_name};

/// What a [`Link`](mimamori_record::line::Link) says behind the address of its record: the same for
/// all records of an identity, of which a month may have many.
#[derive(Serialize)]
struct Why {
    bits: Tenths,
    by: Vec<Term>,
}

impl Result<'_> {
    /// The encoded line of a person.
    pub(super) fn person(
        &self,
        at: u32,
        household: &str,
        utf8: bool,
    ) -> std::result::Result<Vec<u8>, Failure> {
        let being = &self.gathered.beings[at as usize];
        self.whole(&self.front(at, household)?, being, utf8)
    }

    /// The line of a person, its identities, records and links excepted.
    fn front(&self, at: u32, household: &str) -> std::result::Result<Person, Failure> {
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

    /// Why the records of an identity are this person's.
    fn why(&self, identity: u32) -> Why {
        let mut by = match self.decision.reason.get(&identity) {
            Some(other) => self.comparer.explain(identity, *other),
            None => Vec::new(),
        };
        if self.settled.joined.contains(&identity) {
            // Whatever the score is: people said so.
            by.push(("answer".into(), "same".into(), Tenths(0)));
        }
        Why { bits: sum(&by), by }
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
        for (place, record) in records.clone().enumerate() {
            if place > 0 {
                whole.push(b',');
            }
            whole.extend_from_slice(&self.intake.line(record.line)?);
        }
        whole.extend_from_slice(LINKS);
        let mut told: Vec<(u32, Range<usize>)> = Vec::new();
        for (place, record) in records.enumerate() {
            if place > 0 {
                whole.push(b',');
            }
            whole.extend_from_slice(b"{\"record\":");
            encode_part(&self.intake.address(record), utf8, &mut whole);
            whole.push(b',');
            match told.iter().find(|(at, _)| *at == record.identity) {
                Some((_, why)) => whole.extend_from_within(why.clone()),
                None => {
                    let start = whole.len();
                    encode_part(&self.why(record.identity), utf8, &mut whole);
                    // Its own brace goes.
                    whole.remove(start);
                    told.push((record.identity, start..whole.len()));
                }
            }
        }
        whole.extend_from_slice(b"]}");
        Ok(whole)
    }
}
