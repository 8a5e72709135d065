//! What people are asked: of the pairs that stay open those that matter, and not again what they
//! could not tell before.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::Says;
use crate::compare::Comparer;
use crate::decide::{Decision, Edge, Question, Why};
use crate::fate::{Bar, Fate};
use crate::groups::Groups;
use crate::options::Bands;
use crate::settle::Settled;

/// More ways of writing than this are never held against each other one by one.
const MOST: usize = 40;

/// One question per two groups, the strongest pair of them; and of the persons that a row may be,
/// only those that come near the best.
pub(crate) fn worth_asking(
    groups: &Groups<'_>,
    held: Vec<Question>,
    bands: Bands,
    tell: &mut impl FnMut(&Edge, Fate),
) -> Vec<Question> {
    let mut best: BTreeMap<(u32, u32), Question> = BTreeMap::new();
    for question in held {
        let (x, y) = (
            groups.group[question.edge.a as usize],
            groups.group[question.edge.b as usize],
        );
        if x == y {
            continue;
        }
        let ends = (question.edge.a, question.edge.b);
        if groups.apart(ends.0, ends.1) {
            tell(&question.edge, Fate::Left(Bar::People));
            continue;
        }
        if groups.kept_apart(ends.0, ends.1) {
            tell(&question.edge, Fate::Left(Bar::Before));
            continue;
        }
        let clash = match question.why {
            // Twins stand on one list, each by the own name.
            Why::OtherName => groups.conflict(ends, None, |score| {
                score.same_list || score.conflict() && !score.two_names()
            }),
            // Two lists do not make the same slip.
            Why::OtherBirthDate => groups.on_two_lists(ends),
            Why::TwoNumbers | Why::SharedNumber => None,
            // Later joins may have answered it.
            _ => groups.clash(ends.0, ends.1),
        };
        if let Some((p, q)) = clash {
            tell(&question.edge, Fate::Left(Bar::Others(p, q)));
            continue;
        }
        let two_numbers = !groups.number(question.edge.a).is_empty()
            && !groups.number(question.edge.b).is_empty()
            && groups
                .number(question.edge.a)
                .is_disjoint(&groups.number(question.edge.b));
        if two_numbers && question.why != Why::TwoNumbers {
            tell(&question.edge, Fate::Left(Bar::Numbers));
            continue;
        }
        best.entry((x.min(y), x.max(y))).or_insert(question);
    }
    let mut strongest: BTreeMap<u32, i32> = BTreeMap::new();
    for ((x, y), question) in &best {
        for group in [x, y] {
            let most = strongest.entry(*group).or_insert(i32::MIN);
            *most = (*most).max(question.edge.score.bits);
        }
    }
    let mut asked: Vec<Question> = best
        .into_iter()
        .filter(|((x, y), question)| {
            // It matters if it is among the best of either side.
            let matters = [x, y].iter().any(|group| {
                strongest
                    .get(group)
                    .is_some_and(|most| question.edge.score.bits >= most - bands.margin)
            });
            if !matters {
                tell(&question.edge, Fate::Left(Bar::Nearer));
            }
            matters
        })
        .map(|(_, question)| question)
        .collect();
    asked.sort_unstable_by_key(|question| {
        (-question.edge.score.bits, question.edge.a, question.edge.b)
    });
    asked
}

/// Marks what people were asked before. Where they could not tell, and the lists say nothing new,
/// the question waits. `sets` are the identities of each earlier person.
pub(crate) fn mark_asked(
    decision: &mut Decision,
    settled: &mut Settled,
    comparer: Comparer<'_>,
    sets: &[Vec<u32>],
) {
    for standing in &mut settled.answers {
        if standing.answer.says == Says::Unsure && standing.answer.evidence.is_none() {
            // It was asked about what the earlier run knew.
            let then = standing.sides.map(|side| {
                let person = decision.person_of[side as usize];
                let mut sets = sets.iter();
                let set = sets.find(|set| set.contains(&side));
                set.unwrap_or(&decision.persons[person as usize])
            });
            standing.answer.evidence = Some(evidence(comparer, then[0], then[1]));
        }
    }
    let Decision {
        persons,
        person_of,
        questions,
        waiting,
        ..
    } = decision;
    let pair = |[a, b]: [u32; 2]| {
        let (x, y) = (person_of[a as usize], person_of[b as usize]);
        (x.min(y), x.max(y))
    };
    let asked: BTreeMap<(u32, u32), usize> = settled
        .answers
        .iter()
        .enumerate()
        .filter(|(_, standing)| standing.disputed || standing.answer.says == Says::Unsure)
        .map(|(at, standing)| (pair(standing.sides), at))
        .collect();
    for mut question in std::mem::take(questions) {
        let sides = pair([question.edge.a, question.edge.b]);
        question.before = asked.get(&sides).copied();
        let standing = question.before.map(|at| &settled.answers[at]);
        let waits = standing.is_some_and(|standing| {
            let then = standing.answer.evidence.as_ref();
            let now = || {
                evidence(
                    comparer,
                    &persons[sides.0 as usize],
                    &persons[sides.1 as usize],
                )
            };
            !standing.disputed && then.is_some_and(|then| now().is_subset(then))
        });
        if waits {
            waiting.push(question);
        } else {
            questions.push(question);
        }
    }
}

/// What any way of writing one says against any of the other, without what it is worth: that
/// changes with everybody else's names.
pub(crate) fn evidence(comparer: Comparer<'_>, one: &[u32], other: &[u32]) -> BTreeSet<String> {
    let pairs = one
        .iter()
        .take(MOST)
        .flat_map(|a| other.iter().take(MOST).map(move |b| (*a, *b)));
    pairs
        .flat_map(|(a, b)| comparer.explain(a.min(b), a.max(b)))
        .filter(|(field, level, _)| {
            !["prior", "household"].contains(&&**field) && level != "missing"
        })
        .map(|(field, level, _)| format!("{field} {level}"))
        .collect()
}
