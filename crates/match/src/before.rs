//! The earlier run: its persons are anchors, its ids are kept.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::{Household, NextIds, Pair, Person, Record, Run, Town};
use mimamori_record::{Failure, Input};

use crate::answer::{self, ANSWERS, Answer};
use crate::identity::{Identity, Seen};
use crate::messages;
use crate::texts::Interner;

/// The dataset whose records are decisions about persons: they live on after their list has gone.
pub(crate) const DECISIONS: &str = "decisions";

/// A person of the earlier run.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The line, without records, links and identities.
    pub(crate) line: Person,
    pub(crate) identities: Vec<Identity>,
    /// `source/row` of what belonged to the person.
    pub(crate) records: BTreeSet<String>,
    /// What the records say of somebody about whom people answered.
    pub(crate) contents: BTreeSet<String>,
    /// Decisions of people, those on this list too.
    pub(crate) decided: Vec<Box<serde_json::value::RawValue>>,
    /// What people answered about this person.
    answers: Vec<Record>,
}

/// The earlier run.
#[derive(Debug, Default)]
pub(crate) struct Before {
    pub(crate) series: String,
    pub(crate) next: NextIds,
    pub(crate) people: Vec<Known>,
    /// What the identities of people and answers are made of.
    texts: Interner,
    pub(crate) households: BTreeMap<String, Household>,
    /// The run itself.
    run: Run,
    /// `source/row` or the id of whoever stood in a question.
    asked: BTreeSet<String>,
    /// What people answered about pairs.
    pub(crate) answers: Vec<Answer>,
}

impl Before {
    /// Reads the stream to its good end; flags, dues and items in it do not matter.
    pub(crate) fn read(input: &mut Input<'_>) -> Result<Self, Failure> {
        let mut before = Before::default();
        let mut next = None;
        while let Some(raw) = input.next_line()? {
            match raw.kind {
                "run" => {
                    let run: Run = raw.parse()?;
                    if run.program == "mimamori-match" && next.is_none() {
                        next = run.next;
                        before.run = run;
                    }
                }
                "town" => before.series = raw.parse::<Town>()?.series,
                "pair" => {
                    let pair: Pair = raw.parse()?;
                    before.asked.extend([pair.a, pair.b]);
                }
                "household" => {
                    let household: Household = raw.parse()?;
                    before.households.insert(household.id.clone(), household);
                }
                "person" => {
                    let person = known(raw.parse()?, &mut before.texts);
                    before.people.push(person);
                }
                _ => {}
            }
        }
        before.next = next.ok_or_else(messages::no_next)?;
        before.people.sort_by(|a, b| a.line.id.cmp(&b.line.id));
        before.check_ids()?;
        let people = before.people.iter().enumerate();
        let answered = people.flat_map(|(at, known)| known.answers.iter().map(move |a| (at, a)));
        before.answers = answer::kept(answered, &mut before.texts);
        Ok(before)
    }

    /// Refuses ids that would be two people's: one that stands twice, and one that comes again.
    fn check_ids(&self) -> Result<(), Failure> {
        let people = || self.people.iter().map(|known| &known.line);
        let twice = people().zip(people().skip(1)).any(|(a, b)| a.id == b.id);
        if twice {
            return Err(messages::ids_twice());
        }
        let persons = people().flat_map(|line| line.was.iter().chain([&line.id]));
        let households = self.households.iter();
        let households = households.flat_map(|(id, line)| line.was.iter().chain([id]));
        let (person, household) = (last_number(persons), last_number(households));
        if person >= self.next.person || household >= self.next.household {
            return Err(messages::ids_again());
        }
        Ok(())
    }

    /// The identities of all people, one person after the other.
    pub(crate) fn identities(&self) -> impl Iterator<Item = Seen<'_>> {
        let all = self.people.iter().flat_map(|person| &person.identities);
        all.map(|identity| self.seen(identity))
    }

    /// Whether a run decides as this one did: the same program with the same settings.
    pub(crate) fn decided_as(&self, run: &Run) -> bool {
        self.run.version == run.version && self.run.config_sha256 == run.config_sha256
    }

    /// The people, by place, about whom somebody was asked or has answered.
    pub(crate) fn open(&self) -> BTreeSet<usize> {
        let asked = |known: &Known| {
            let mut keys = known.records.iter().chain([&known.line.id]);
            !known.answers.is_empty() || keys.any(|key| self.asked.contains(key))
        };
        let people = self.people.iter().enumerate();
        people
            .filter(|(_, known)| asked(known))
            .map(|(at, _)| at)
            .collect()
    }

    /// An identity of this run.
    pub(crate) fn seen<'a>(&'a self, identity: &'a Identity) -> Seen<'a> {
        Seen::new(&self.texts.texts, identity)
    }

    /// Refuses to renumber a town, and another town's numbers.
    pub(crate) fn check(before: Option<&Before>, town: &Town) -> Result<(), Failure> {
        match (before, &town.earlier) {
            (None, Some(month)) => Err(messages::before_needed(month)),
            (Some(before), _) if before.series != town.series => {
                Err(messages::other_series(&town.series, &before.series))
            }
            _ => Ok(()),
        }
    }
}

/// The greatest number in ids of the form `p-k7q2-000123`.
fn last_number<'a>(ids: impl Iterator<Item = &'a String>) -> u64 {
    let numbers = ids.filter_map(|id| id.rsplit_once('-')?.1.parse().ok());
    numbers.max().unwrap_or(0)
}

fn known(mut line: Person, texts: &mut Interner) -> Known {
    let maps = line.identities.iter();
    let identities = maps.map(|map| Identity::from_map(map, texts)).collect();
    let mut answers = Vec::new();
    let mut decided = std::mem::take(&mut line.decided);
    decided.retain(|raw| match Record::parse(raw.get().as_bytes()) {
        Ok(record) if record.dataset == ANSWERS => {
            answers.push(record);
            false
        }
        _ => true,
    });
    let (mut records, mut contents) = (BTreeSet::new(), BTreeSet::new());
    for raw in std::mem::take(&mut line.records) {
        // A record that nobody can parse cannot be a decision either.
        let Ok(record) = Record::parse(raw.get().as_bytes()) else {
            continue;
        };
        records.insert(format!("{}/{}", record.source, record.row));
        if !answers.is_empty() {
            contents.extend(content(raw.get()));
        }
        if record.dataset == DECISIONS {
            decided.push(raw);
        }
    }
    line.identities = Vec::new();
    line.links = Vec::new();
    Known {
        line,
        identities,
        records,
        contents,
        decided,
        answers,
    }
}

/// What a decision says, wherever it stood: the same row in a newer file is the same decision.
pub(crate) fn content(raw: &str) -> Option<String> {
    let record = Record::parse(raw.as_bytes()).ok()?;
    let fields: BTreeMap<&String, &serde_json::Value> = record.fields.iter().collect();
    serde_json::to_string(&(&record.dataset, &record.part, fields)).ok()
}

#[cfg(test)]
mod tests {
    use mimamori_record::{Failure, Input};

    use super::Before;

    /// A stream of match in which these persons stand, each in a household of its own.
    fn read(next: u64, persons: &[&str]) -> Result<Before, Failure> {
        let mut text = format!(
            "{}\n{{\"kind\":\"run\",\"program\":\"mimamori-match\",\"version\":\"0.1.0\",\"today\":\"2026-06-01\",\"next\":{{\"person\":{next},\"household\":9}}}}\n",
            r#"{"kind":"begin","format":1,"check":"こども家庭"}"#
        );
        for (at, id) in persons.iter().enumerate() {
            let household = format!("h-k7q2-00000{}", at + 1);
            text += &format!(
                "{{\"kind\":\"household\",\"id\":\"{household}\",\"was\":[],\"members\":[{{\"person\":\"{id}\",\"relation\":\"child\"}}]}}\n\
                 {{\"kind\":\"person\",\"id\":\"{id}\",\"was\":[],\"household\":\"{household}\",\"identities\":[],\"records\":[],\"links\":[]}}\n"
            );
        }
        text += "{\"kind\":\"end\",\"ok\":true}\n";
        Before::read(&mut Input::new(text.as_bytes(), false)?)
    }

    #[test]
    fn ids_that_would_be_two_people_s_are_refused() {
        let (one, two) = ("p-k7q2-000001", "p-k7q2-000002");
        assert_eq!(read(3, &[one, two]).unwrap().people.len(), 2);
        for (next, persons, what) in [
            (3, [one, one], "stands twice"),
            (2, [one, two], "is taken"),
            (1, [one, two], "is taken"),
        ] {
            let failure = read(next, &persons).unwrap_err();
            assert_eq!(failure.status.code(), 3);
            assert!(failure.what.en.contains(what), "{failure}");
        }
    }
}
