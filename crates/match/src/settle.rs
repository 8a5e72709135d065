//! What is obeyed of all that people answered: the newest about two counts, and what contradicts
//! itself joins nobody.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::Problem;
use mimamori_record::reason::{self, Reason};

use crate::answer::{Answer, Given, Says};
use crate::before::Before;
use crate::chain::Chains;
use crate::compare::Comparer;
use crate::groups::Ties;
use crate::identity::Field;
use crate::intake::Intake;
use crate::number::number_key;
use crate::side::Sides;

/// An answer that counts.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) answer: Answer,
    pub(crate) sides: [u32; 2],
    /// Others say otherwise: it joins nobody and parts nobody.
    pub(crate) disputed: bool,
}

/// What follows from the answers.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// In the order in which they were given.
    pub(crate) answers: Vec<Standing>,
    pub(crate) ties: Ties,
    /// Identities that people joined with others.
    pub(crate) joined: BTreeSet<u32>,
    pub(crate) problems: Vec<Problem>,
    /// Answers that say nothing: rows that are gone, or somebody else's.
    pub(crate) refused: usize,
}

/// Settles. `sets` are the identities of each earlier person.
pub(crate) fn settle(
    given: Given,
    comparer: Comparer<'_>,
    intake: &Intake,
    before: Option<&Before>,
    known: &[u32],
    sets: &[Vec<u32>],
) -> Settled {
    let sides = Sides::new(&given, intake, before, known, sets);
    let mut settled = Settled::default();
    let mut found: Vec<Standing> = Vec::new();
    for answer in given.answers {
        match [0, 1].map(|side| sides.identity(&answer, side)) {
            [Ok(a), Ok(b)] => found.push(Standing {
                answer,
                sides: [a, b],
                disputed: false,
            }),
            [a, b] => {
                settled.refused += 1;
                let why = a.err().or(b.err()).unwrap_or(&reason::ANSWER_ROW_GONE);
                let mut problem = problem(why, intake, [&answer]);
                problem.person = sides.kept_on(&answer);
                settled.problems.push(problem);
            }
        }
    }
    let (newest, replaced) = newest(found, sets);
    settled.answers = newest;
    dispute(&mut settled, comparer, intake, sets);
    let ended = given
        .withdrawn
        .iter()
        .chain(replaced.iter().map(|old| &old.answer));
    let disputed = settled.answers.iter().filter(|standing| standing.disputed);
    let loose = ended.chain(disputed.map(|standing| &standing.answer));
    let mut loose: BTreeSet<usize> = loose.filter_map(joined_before).collect();
    for standing in &settled.answers {
        let [a, b] = standing.sides;
        match (standing.answer.says, standing.disputed) {
            (Says::Same, false) => settled.ties.same.push((a, b)),
            (Says::Different, false) => settled.ties.apart.push((a, b)),
            _ => settled.ties.open.push((a, b)),
        }
    }
    let joined = settled.ties.same.iter().flat_map(|(a, b)| [*a, *b]);
    settled.joined = joined.collect();
    loosen(&settled.ties, sets, &mut loose);
    let firm = sets.iter().enumerate();
    let firm = firm.filter(|(at, _)| !loose.contains(at));
    let open = before.map(Before::open).unwrap_or_default();
    settled.ties.asked = firm.clone().map(|(at, _)| open.contains(&at)).collect();
    settled.ties.together = firm.map(|(_, set)| set.clone()).collect();
    tell_numbers(&mut settled, intake);
    settled
}

/// The earlier person that an answer had made one.
fn joined_before(answer: &Answer) -> Option<usize> {
    let [Some(a), Some(b)] = &answer.kept else {
        return None;
    };
    (answer.says == Says::Same && a.person == b.person).then_some(a.person)
}

/// Whom a side is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whole {
    /// A place in [`Before::people`].
    Person(usize),
    Identity(u32),
}

fn sorted<T: Ord>(mut two: [T; 2]) -> [T; 2] {
    two.sort_unstable();
    two
}

/// Of several answers about the same two the newest, and the others that said otherwise.
fn newest(found: Vec<Standing>, sets: &[Vec<u32>]) -> (Vec<Standing>, Vec<Standing>) {
    let ends: BTreeSet<u32> = found.iter().flat_map(|standing| standing.sides).collect();
    let mut person: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, set) in sets.iter().enumerate().filter(|_| !ends.is_empty()) {
        let mine = set.iter().filter(|id| ends.contains(id));
        person.extend(mine.map(|id| (*id, at)));
    }
    let mut last: BTreeMap<[Whole; 2], Standing> = BTreeMap::new();
    let mut replaced = Vec::new();
    for standing in found {
        let alone = sorted(standing.sides.map(Whole::Identity));
        let whole = sorted(standing.sides.map(|id| match person.get(&id) {
            Some(person) => Whole::Person(*person),
            None => Whole::Identity(id),
        }));
        // Two rows of one person in one paper are two questions, whatever is answered.
        let apart = |old: &Standing| {
            old.answer.asked_on == standing.answer.asked_on
                && sorted(old.sides) != sorted(standing.sides)
        };
        let pair = match last.get(&whole) {
            _ if whole[0] == whole[1] => alone,
            Some(old) if apart(old) => alone,
            _ => whole,
        };
        if let Some(old) = last.insert(pair, standing) {
            replaced.push(old);
        }
    }
    let says = |standing: &Standing| (sorted(standing.sides), standing.answer.says);
    let now: BTreeSet<_> = last.values().map(says).collect();
    replaced.retain(|old| !now.contains(&says(old)));
    let mut newest: Vec<Standing> = last.into_values().collect();
    newest.sort_by(|a, b| a.answer.rank().cmp(&b.answer.rank()));
    (newest, replaced)
}

/// A and B are one, B and C are one, A and C are not: nobody can say which of the three is wrong.
/// That A and C are not may be what people answered, or what the lists say.
fn dispute(settled: &mut Settled, comparer: Comparer<'_>, intake: &Intake, sets: &[Vec<u32>]) {
    let pairs = |says: Says| -> Vec<(u32, u32)> {
        let all = settled.answers.iter().filter(|s| s.answer.says == says);
        all.map(|s| (s.sides[0], s.sides[1])).collect()
    };
    let (same, apart) = (pairs(Says::Same), pairs(Says::Different));
    let chains = Chains::new(&same);
    let mut broken: Vec<(u32, u32)> = apart
        .into_iter()
        .filter(|(a, b)| chains.one(*a, *b))
        .collect();
    broken.extend(impossible(&same, comparer, sets));
    let between = chains.between(&broken);
    let mut told: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, standing) in settled.answers.iter_mut().enumerate() {
        let pair = (standing.sides[0], standing.sides[1]);
        standing.disputed = match standing.answer.says {
            Says::Same => between.contains(&pair),
            Says::Different => broken.contains(&pair),
            Says::Unsure => false,
        };
        if standing.disputed {
            told.entry(chains.of(pair.0)).or_default().push(at);
        }
    }
    for answers in told.values() {
        let all = answers.iter().map(|at| &settled.answers[*at].answer);
        let problem = problem(&reason::ANSWER_CONTRADICTED, intake, all);
        settled.problems.push(problem);
    }
}

/// Two whom answers make one by way of others, although the lists have them as two. Where people
/// said of such two themselves that they are one, they have seen the difference.
fn impossible(same: &[(u32, u32)], comparer: Comparer<'_>, sets: &[Vec<u32>]) -> Vec<(u32, u32)> {
    let ends: BTreeSet<u32> = same.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let mut whole: BTreeMap<u32, &[u32]> = BTreeMap::new();
    for set in sets.iter().filter(|_| ends.len() > 2) {
        let mine = set.iter().filter(|id| ends.contains(id));
        whole.extend(mine.map(|id| (*id, set.as_slice())));
    }
    let two = |a: u32, b: u32| {
        let (alone, other) = ([a], [b]);
        let (x, y) = (
            whole.get(&a).copied().unwrap_or(&alone),
            whole.get(&b).copied().unwrap_or(&other),
        );
        // The same earlier person.
        x != y
            && x.iter().any(|p| {
                let mut scores = y.iter().map(|q| comparer.score(*p, *q));
                scores.any(|score| score.two_entries())
            })
    };
    // Of the rows that stood before them, not of all that an earlier person has.
    let seen = |(a, b): &(u32, u32)| comparer.score(*a, *b).two_entries();
    let rest = same.iter().copied().filter(|pair| !seen(pair));
    let chains = Chains::new(&rest.collect::<Vec<_>>());
    let mut found = Vec::new();
    for a in &ends {
        let others = ends.range(a + 1..).filter(|b| chains.one(*a, **b));
        found.extend(others.filter(|b| two(*a, **b)).map(|b| (*a, *b)));
    }
    found
}

/// An earlier person whose identities people part is put together anew; so is everybody whom
/// answers tie to it.
fn loosen(ties: &Ties, sets: &[Vec<u32>], loose: &mut BTreeSet<usize>) {
    if ties.apart.is_empty() {
        return;
    }
    let ends = ties.same.iter().chain(&ties.apart);
    let ends: BTreeSet<u32> = ends.flat_map(|(a, b)| [*a, *b]).collect();
    let firm: Vec<(usize, &Vec<u32>)> = sets
        .iter()
        .enumerate()
        .filter(|(at, set)| !loose.contains(at) && set.iter().any(|id| ends.contains(id)))
        .collect();
    let within = firm
        .iter()
        .flat_map(|(_, set)| set.windows(2).map(|pair| (pair[0], pair[1])));
    let tied: Vec<(u32, u32)> = ties.same.iter().copied().chain(within).collect();
    let chains = Chains::new(&tied);
    let parted = ties.apart.iter().filter(|(a, b)| chains.one(*a, *b));
    let parted: BTreeSet<u32> = parted.map(|(a, _)| chains.of(*a)).collect();
    let torn = firm.iter().filter(|(_, set)| {
        let first = set.first();
        first.is_some_and(|id| parted.contains(&chains.of(*id)))
    });
    let torn: Vec<usize> = torn.map(|(at, _)| *at).collect();
    loose.extend(torn);
}

fn tell_numbers(settled: &mut Settled, intake: &Intake) {
    let number = |id: u32| {
        let number = intake.identity(id).get(Field::ResidentNo);
        number.and_then(number_key)
    };
    let two = settled.answers.iter().filter(|standing| {
        let [a, b] = standing.sides.map(number);
        let same = standing.answer.says == Says::Same && !standing.disputed;
        same && a.is_some() && b.is_some() && a != b
    });
    let told: Vec<Problem> = two
        .map(|s| problem(&reason::ANSWER_TWO_NUMBERS, intake, [&s.answer]))
        .collect();
    settled.problems.extend(told);
}

/// The place of the newest of these answers, and every row that they name.
fn problem<'a>(
    why: &Reason,
    intake: &Intake,
    answers: impl IntoIterator<Item = &'a Answer>,
) -> Problem {
    let mut problem = Problem {
        code: why.code.to_owned(),
        ..Problem::default()
    };
    let mut keys: BTreeSet<&String> = BTreeSet::new();
    for answer in answers {
        keys.extend(&answer.keys);
        // Only a workbook of this input has a place that people can look up.
        if intake
            .sources
            .iter()
            .any(|source| source.id == answer.source)
        {
            problem.source = Some(answer.source.clone());
            problem.row = Some(answer.row);
        }
    }
    problem.records = keys.into_iter().cloned().collect();
    problem
}
