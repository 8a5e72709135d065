//! Ids that last: taken over from the earlier run, never given twice.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::{NextIds, Problem};
use mimamori_record::reason;

use crate::before::Before;
use crate::household::Circle;

/// Who somebody is over the months.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) was: Vec<String>,
}

/// Gives numbers out.
#[derive(Debug)]
pub(crate) struct Numbers<'a> {
    series: &'a str,
    pub(crate) next: NextIds,
}

impl<'a> Numbers<'a> {
    /// Starts where the earlier run stopped.
    pub(crate) fn new(series: &'a str, before: Option<&Before>) -> Self {
        let first = NextIds {
            person: 1,
            household: 1,
        };
        Numbers {
            series,
            next: before.map_or(first, |before| before.next),
        }
    }

    fn person(&mut self) -> String {
        let id = format!("p-{}-{:06}", self.series, self.next.person);
        self.next.person += 1;
        id
    }

    fn household(&mut self) -> String {
        let id = format!("h-{}-{:06}", self.series, self.next.household);
        self.next.household += 1;
        id
    }
}

/// A person before it has a name: the earlier persons in it, and its records.
#[derive(Debug, Default)]
pub(crate) struct Unnamed {
    /// Places in [`Before::people`].
    pub(crate) anchors: BTreeSet<usize>,
    /// Those out of whom people's answers took it.
    pub(crate) parted_from: BTreeSet<usize>,
    /// `source/row`.
    pub(crate) records: BTreeSet<String>,
}

/// Names persons, in their order.
pub(crate) fn persons(
    people: &[Unnamed],
    before: Option<&Before>,
    numbers: &mut Numbers<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Named> {
    let known = before
        .map(|before| before.people.as_slice())
        .unwrap_or_default();
    let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
    for person in known {
        for record in &person.records {
            owner.insert(record, &person.line.id);
        }
    }
    let mut tell = |code: &str, id: &str, records: Vec<String>| {
        problems.push(Problem {
            code: code.to_owned(),
            person: Some(id.to_owned()),
            records,
            ..Problem::default()
        });
    };
    people
        .iter()
        .map(|person| {
            let mut anchors = person.anchors.iter().map(|at| &known[*at].line);
            let Some(first) = anchors.next() else {
                let id = numbers.person();
                let moved: Vec<(&String, &str)> = person
                    .records
                    .iter()
                    .filter_map(|record| Some((record, *owner.get(record.as_str())?)))
                    .collect();
                let parted = person.parted_from.iter();
                let mut was: BTreeSet<&str> =
                    parted.map(|at| known[*at].line.id.as_str()).collect();
                was.extend(moved.iter().map(|(_, from)| *from));
                if !was.is_empty() {
                    let records = moved.iter().map(|(record, _)| (*record).clone()).collect();
                    tell(reason::PERSON_SPLIT.code, &id, records);
                }
                return Named {
                    id,
                    was: was.into_iter().map(str::to_owned).collect(),
                };
            };
            let mut was: BTreeSet<String> = first.was.iter().cloned().collect();
            let mut merged = false;
            for other in anchors {
                merged = true;
                was.insert(other.id.clone());
                was.extend(other.was.iter().cloned());
            }
            if merged {
                tell(
                    reason::PERSON_MERGED.code,
                    &first.id,
                    person.records.iter().cloned().collect(),
                );
            }
            Named {
                id: first.id.clone(),
                was: was.into_iter().collect(),
            }
        })
        .collect()
}

/// Names circles, in their order. A circle keeps the number of the earlier household of which it has
/// most members; `earlier` is the earlier household of each person.
pub(crate) fn households(
    circles: &[Circle],
    earlier: &[Option<String>],
    before: Option<&Before>,
    numbers: &mut Numbers<'_>,
) -> Vec<Named> {
    let mut claims: Vec<(usize, &str, usize)> = Vec::new();
    for (at, circle) in circles.iter().enumerate() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for person in &circle.members {
            if let Some(id) = &earlier[*person as usize] {
                *counts.entry(id).or_default() += 1;
            }
        }
        claims.extend(counts.into_iter().map(|(id, count)| (count, id, at)));
    }
    claims.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)).then(a.2.cmp(&b.2)));
    let mut named: Vec<Option<String>> = vec![None; circles.len()];
    let mut given: BTreeSet<&str> = BTreeSet::new();
    for (_, id, at) in &claims {
        if named[*at].is_none() && given.insert(id) {
            named[*at] = Some((*id).to_owned());
        }
    }
    let mut into: Vec<Vec<&str>> = vec![Vec::new(); circles.len()];
    for (_, id, at) in &claims {
        // An earlier household that lives on elsewhere has not gone into this one.
        if !given.contains(id) {
            into[*at].push(id);
        }
    }
    let known = before.map(|before| &before.households);
    named
        .into_iter()
        .zip(into)
        .map(|(id, gone)| {
            let id = id.unwrap_or_else(|| numbers.household());
            let line = known.and_then(|known| known.get(&id));
            let mut was: BTreeSet<String> = line
                .map(|line| line.was.iter().cloned().collect())
                .unwrap_or_default();
            was.extend(gone.into_iter().map(str::to_owned));
            Named {
                id,
                was: was.into_iter().collect(),
            }
        })
        .collect()
}
