//! Questions that are open: who may be on the other list under another row.

use std::collections::{BTreeMap, BTreeSet};

use super::Open;
use super::people::{People, Person};
use crate::decide::Question;

/// The questions that leave somebody of either list undecided, and who these are. Two who are each
/// asked about with a third may be one as well.
pub(crate) fn questions(people: &People<'_>) -> (Vec<Open>, BTreeSet<usize>) {
    let decision = people.matched.decision;
    let asked = decision.questions.iter().chain(&decision.waiting);
    let mut edges: Vec<([usize; 2], &Question)> = Vec::new();
    let mut near: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for question in asked {
        let ends = [question.edge.a, question.edge.b];
        let [Some(a), Some(b)] = ends.map(|end| people.matched.being_of(end)) else {
            continue;
        };
        near.entry(a).or_default().push(b);
        near.entry(b).or_default().push(a);
        edges.push(([a, b], question));
    }
    let (mut undecided, mut concerned) = (BTreeSet::new(), BTreeSet::new());
    let mut seen = BTreeSet::new();
    for start in near.keys() {
        let mut group = Vec::new();
        let mut waiting = vec![*start];
        while let Some(person) = waiting.pop() {
            if seen.insert(person) {
                group.push(person);
                waiting.extend(&near[&person]);
            }
        }
        let on: Vec<[bool; 2]> = group.iter().map(|person| people.on(*person)).collect();
        if [0, 1].iter().all(|at| on.iter().any(|on| on[*at])) {
            let one = |on: &[bool; 2]| on[0] != on[1];
            let alone = group.iter().zip(&on).filter(|(_, on)| one(on));
            let alone: Vec<usize> = alone.map(|(person, _)| *person).collect();
            if !alone.is_empty() {
                undecided.extend(alone);
                concerned.extend(group);
            }
        }
    }
    let shown = edges
        .into_iter()
        .filter(|(ends, _)| concerned.contains(&ends[0]));
    let mut open: Vec<Open> = shown
        .map(|(ends, question)| told(people, ends, question))
        .collect();
    let reading = |person: &Person| {
        (
            person.kana.clone(),
            person.name.clone(),
            person.rows.clone(),
        )
    };
    open.sort_by_cached_key(|open| [reading(&open.sides[0]), reading(&open.sides[1])]);
    (open, undecided)
}

/// Who stands on A comes first.
fn told(people: &People<'_>, mut ends: [usize; 2], question: &Question) -> Open {
    let rank = |person: usize| match people.on(person) {
        [true, false] => 0,
        [true, true] => 1,
        [false, false] => 2,
        [false, true] => 3,
    };
    ends.sort_by_key(|person| (rank(*person), *person));
    Open {
        sides: ends.map(|person| people.person(person)),
        why: crate::messages::why(question.why)
            .pick(people.lang)
            .to_owned(),
    }
}
