//! Whom an answer is about: its keys name rows and persons, what lasts is the identity.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::reason::{self, Reason};
use mimamori_text::{KanaKey, kana_key, squeeze};

use crate::answer::{Answer, Given, Shown};
use crate::before::Before;
use crate::identity::{Field, Seen};
use crate::intake::Intake;
use crate::today::printed_name;

/// Finds identities by the keys of answers.
pub(crate) struct Sides<'a> {
    intake: &'a Intake,
    before: Option<&'a Before>,
    /// The identities of each earlier person, as they were read and as they bind.
    known: Vec<&'a [u32]>,
    sets: &'a [Vec<u32>],
    /// The identities of the rows that answers name.
    rows: BTreeMap<String, BTreeSet<u32>>,
    /// Earlier persons by rows and by ids, those that they had before too.
    people: BTreeMap<&'a str, usize>,
}

impl<'a> Sides<'a> {
    /// For these answers. `known` are the numbers of the earlier persons' identities, one person
    /// after the other; `sets` what of them binds.
    pub(crate) fn new(
        given: &Given,
        intake: &'a Intake,
        before: Option<&'a Before>,
        mut known: &'a [u32],
        sets: &'a [Vec<u32>],
    ) -> Self {
        let mut sides = Sides {
            intake,
            before,
            known: Vec::new(),
            sets,
            rows: BTreeMap::new(),
            people: BTreeMap::new(),
        };
        let keys = || given.answers.iter().flat_map(|answer| &answer.keys);
        if keys().next().is_none() {
            return sides;
        }
        let mut wanted: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for (source, row) in keys().filter_map(|key| key.rsplit_once('/')) {
            wanted.entry(source).or_default().extend(row.parse::<u32>());
        }
        let sources = intake.sources.iter();
        let wanted: Vec<Option<&BTreeSet<u32>>> = sources
            .map(|source| wanted.get(source.id.as_str()))
            .collect();
        for record in &intake.records {
            if wanted[record.source as usize].is_some_and(|rows| rows.contains(&record.row)) {
                let of_row = sides.rows.entry(intake.key(record)).or_default();
                of_row.insert(record.identity);
            }
        }
        let wanted: BTreeSet<&str> = keys().map(String::as_str).collect();
        for (at, person) in before.iter().flat_map(|b| &b.people).enumerate() {
            let (mine, rest) = known.split_at(person.identities.len().min(known.len()));
            sides.known.push(mine);
            known = rest;
            let ids = person.line.was.iter().chain([&person.line.id]);
            for key in ids.chain(&person.records) {
                if wanted.contains(key.as_str()) {
                    sides.people.insert(key, at);
                }
            }
        }
        sides
    }

    /// The identity of a side of an answer, or why there is none.
    pub(crate) fn identity(&self, answer: &Answer, side: usize) -> Result<u32, &'static Reason> {
        let (key, shown) = (&answer.keys[side], &answer.shown[side]);
        if let Some(identities) = self.rows.get(key) {
            let mut fitting = identities
                .iter()
                .copied()
                .filter(|at| self.fits(*at, shown));
            return fitting.next().ok_or(&reason::ANSWER_OTHER_PERSON);
        }
        if let Some(kept) = &answer.kept[side] {
            let mut all = self.of_person(kept.person);
            let identity = kept.identity.as_ref().zip(self.before);
            let identity = identity.map(|(identity, before)| before.seen(identity));
            let same = |at: &u32| identity == Some(self.at(*at));
            let found = all.clone().find(same).or_else(|| all.next());
            return found.ok_or(&reason::ANSWER_ROW_GONE);
        }
        let Some(person) = self.people.get(key.as_str()) else {
            return Err(&reason::ANSWER_ROW_GONE);
        };
        let mut all = self.of_person(*person);
        if all.clone().next().is_none() {
            return Err(&reason::ANSWER_ROW_GONE);
        }
        all.find(|at| shown.agrees(self.at(*at)) == Some(true))
            .ok_or(&reason::ANSWER_OTHER_PERSON)
    }

    fn at(&self, identity: u32) -> Seen<'a> {
        self.intake.identity(identity)
    }

    /// Identities of an earlier person that are nobody else's too.
    fn of_person(&self, person: usize) -> impl Iterator<Item = u32> + Clone + use<'_, 'a> {
        let set = self.sets.get(person).map_or(&[][..], Vec::as_slice);
        let known = self.known.get(person).copied().unwrap_or_default();
        let first = known.iter().filter(|at| set.contains(at));
        let rest = set.iter().filter(|at| !known.contains(at));
        first.chain(rest).copied()
    }

    fn fits(&self, identity: u32, shown: &Shown) -> bool {
        shown.agrees(self.at(identity)) != Some(false)
    }

    /// The ids of the earlier persons on whose lines an answer stands.
    pub(crate) fn kept_on(&self, answer: &Answer) -> Option<String> {
        let kept = answer.kept.iter().flatten().next()?;
        Some(self.before?.people.get(kept.person)?.line.id.clone())
    }
}

impl Shown {
    /// Whether birth date, and kana or name, are those of the identity; none where it has neither.
    fn agrees(&self, identity: Seen<'_>) -> Option<bool> {
        let same = |shown: &Option<String>, field: Field, fold: fn(&str) -> String| {
            Some(fold(shown.as_deref()?) == fold(identity.get(field)?))
        };
        let birth = same(&self.birth_date, Field::BirthDate, str::to_owned);
        let kana = same(&self.kana, Field::Kana, |text| {
            kana_key(text, KanaKey::Exact)
        });
        let name = same(&self.name, Field::Name, |text| squeeze(&printed_name(text)));
        match (birth, kana.or(name)) {
            (None, None) => None,
            (birth, called) => Some(birth != Some(false) && called != Some(false)),
        }
    }
}
