//! Who stands on which list: the persons of this run, with their rows on either side.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::{Per, Record};
use mimamori_record::{Coverage, Lang, dictionary};
use mimamori_text::{KanaKey, kana_key};

use super::fields::{Fields, Finding};
use super::lists::{List, Listed};
use super::secrets::Secrets;
use super::values::How;
use super::{Matched, Report, say, words};
use crate::identity::{Field, Seen};
use crate::withheld;

/// A person as the report shows one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) born: String,
    pub(crate) protected: bool,
    /// Rows on either list.
    pub(crate) rows: [Vec<String>; 2],
    /// How often the person stands on a list that should have everybody once.
    pub(crate) times: [usize; 2],
    pub(crate) findings: Vec<Finding>,
    /// Where only spelling differs.
    pub(crate) spelling: Vec<String>,
    /// What the rows say in codes.
    pub(crate) codes: String,
    /// The other lists of the person.
    pub(crate) others: String,
}

impl Person {
    /// Whether the two lists contradict each other.
    pub(crate) fn differs(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.how == How::Differs)
    }

    /// Whether a list has the person twice.
    pub(crate) fn twice(&self) -> bool {
        self.times.iter().any(|times| *times > 1)
    }
}

/// Everybody on either list.
pub(crate) struct People<'a> {
    pub(super) matched: Matched<'a>,
    fields: Fields<'a>,
    /// By person, the rows on either list.
    rows: BTreeMap<usize, [Vec<&'a Listed>; 2]>,
    /// The records of both lists.
    listed: BTreeSet<u32>,
    protected: BTreeSet<usize>,
    withheld: BTreeSet<usize>,
    pub(super) lang: Lang,
}

impl<'a> People<'a> {
    pub(crate) fn new(
        matched: Matched<'a>,
        coverage: &'a Coverage,
        pair: &'a [List; 2],
        lang: Lang,
    ) -> Self {
        let mut rows: BTreeMap<usize, [Vec<&Listed>; 2]> = BTreeMap::new();
        for (at, list) in pair.iter().enumerate() {
            for row in &list.rows {
                if let Some(person) = matched.being_of(row.identity) {
                    rows.entry(person).or_default()[at].push(row);
                }
            }
        }
        let all = pair.iter().flat_map(|list| &list.rows);
        People {
            matched,
            fields: Fields {
                coverage,
                pair,
                local: &matched.comparer.forms.local,
                lang,
            },
            rows,
            listed: all.map(|row| row.at).collect(),
            protected: withheld::protected(matched),
            withheld: withheld::withheld(matched),
            lang,
        }
    }

    /// How many persons stand on a list.
    pub(crate) fn count(&self, at: usize) -> usize {
        self.rows
            .values()
            .filter(|rows| !rows[at].is_empty())
            .count()
    }

    /// On which of the two lists a person stands.
    pub(crate) fn on(&self, person: usize) -> [bool; 2] {
        let rows = self.rows.get(&person);
        rows.map_or([false; 2], |rows| [0, 1].map(|at| !rows[at].is_empty()))
    }

    /// Sorts everybody into the sections; `undecided` are persons of one list who may be on the
    /// other.
    pub(crate) fn report(&self, undecided: &BTreeSet<usize>) -> Report {
        let town = &self.matched.intake.town;
        let mut report = Report {
            series: town.series.clone(),
            today: self.matched.intake.today.clone(),
            ..Report::default()
        };
        for person in self.sorted() {
            let shown = || self.person(person);
            match self.on(person) {
                [true, true] => report.both.push(shown()),
                [a, _] if undecided.contains(&person) => {
                    report.undecided[usize::from(!a)] += 1;
                }
                [true, false] => report.only[0].push(shown()),
                _ => report.only[1].push(shown()),
            }
        }
        report
    }

    /// In the order of their readings.
    fn sorted(&self) -> Vec<usize> {
        let mut people: Vec<usize> = self.rows.keys().copied().collect();
        people.sort_by_cached_key(|person| {
            let [kana, name, born] = [Field::Kana, Field::Name, Field::BirthDate]
                .map(|field| self.value(*person, field));
            let reading = kana.or(name).unwrap_or_default();
            let reading = kana_key(reading, KanaKey::LargeKana);
            (reading, name, born, *person)
        });
        people
    }

    fn value(&self, person: usize, field: Field) -> Option<&'a str> {
        let intake = self.matched.intake;
        let mut all = self.matched.gathered.facts.get(person)?.identities.iter();
        all.find_map(|at| intake.identity(*at).get(field))
    }

    fn secrets(&self, person: usize) -> Secrets {
        let gathered = self.matched.gathered;
        let facts = gathered.facts.get(person);
        let witnesses = facts.map_or(&[][..], |facts| &facts.identities);
        let all = witnesses.iter().chain(&gathered.beings[person].identities);
        let all: Vec<Seen<'_>> = all.map(|at| self.matched.intake.identity(*at)).collect();
        Secrets::of(self.withheld.contains(&person), &all)
    }

    /// What the report shows of a person.
    pub(crate) fn person(&self, person: usize) -> Person {
        let none = Default::default();
        let rows = self.rows.get(&person).unwrap_or(&none);
        let secrets = self.secrets(person);
        let places = [0, 1].map(|at| {
            let rows = rows[at].iter();
            let mut places: Vec<String> = Vec::new();
            for row in rows {
                let place = self.fields.place(at, &row.record, None, &secrets);
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            places
        });
        let mut findings = Vec::new();
        if rows.iter().all(|rows| !rows.is_empty()) {
            findings = self.fields.findings(rows, &secrets);
        }
        let (spelling, findings) = findings
            .into_iter()
            .partition(|finding: &Finding| finding.how == How::Spelling);
        let spelling: Vec<Finding> = spelling;
        let all = rows.iter().enumerate();
        let codes = all.flat_map(|(at, rows)| {
            let rows = rows.iter();
            rows.map(move |row| self.fields.codes(&row.record, at))
        });
        let mut told: Vec<String> = Vec::new();
        for codes in codes.filter(|codes| !codes.is_empty()) {
            if !told.contains(&codes) {
                told.push(codes);
            }
        }
        let born = self.value(person, Field::BirthDate);
        let name = Some(secrets.name()).filter(|name| !name.is_empty());
        Person {
            name: name.unwrap_or_else(|| say::NO_NAME.pick(self.lang).to_owned()),
            kana: secrets.kana().to_owned(),
            born: born.unwrap_or_default().to_owned(),
            protected: self.protected.contains(&person),
            rows: places,
            times: [0, 1].map(|at| self.times(&rows[at])),
            findings,
            spelling: spelling.into_iter().map(|finding| finding.field).collect(),
            codes: told.join("\n"),
            others: self.others(person),
        }
    }

    /// How many rows a person has where there should be one.
    fn times(&self, rows: &[&Listed]) -> usize {
        let mut seen = BTreeSet::new();
        let mut slots: BTreeMap<[Option<&str>; 2], usize> = BTreeMap::new();
        for row in rows {
            let Record {
                dataset,
                source,
                row,
                part,
                ..
            } = &row.record;
            let coverage = self.fields.coverage;
            let month = coverage.source(source).and_then(|of| of.from.as_deref());
            let per = coverage
                .dataset(dataset)
                .map_or(Per::Person, |list| list.per);
            let slot = match per {
                Per::Event => continue,
                Per::Person => [None, None],
                Per::PersonPart => [part.as_deref(), None],
                Per::PersonMonth => [None, month.and_then(|day| day.get(..7))],
            };
            // Parts of one row are one row.
            if seen.insert((slot, source, *row)) {
                *slots.entry(slot).or_default() += 1;
            }
        }
        slots.into_values().max().unwrap_or(0)
    }

    /// The lists of a person beside the two.
    fn others(&self, person: usize) -> String {
        let being = &self.matched.gathered.beings[person];
        let intake = self.matched.intake;
        let mut lists: BTreeSet<&str> = BTreeSet::new();
        for at in &being.records {
            if !self.listed.contains(at) {
                lists.insert(intake.seen(&intake.records[*at as usize]).dataset());
            }
        }
        let labels = lists.into_iter().map(|name| {
            dictionary::dataset(name).map_or(name, |entry| entry.label.pick(self.lang))
        });
        let labels: Vec<&str> = labels.collect();
        labels.join(words::dot(self.lang))
    }
}
