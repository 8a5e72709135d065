//! What was decided about two, as the decision told it.

use std::collections::{BTreeMap, VecDeque};

use super::who::Side;
use crate::compare::Comparer;
use crate::decide::{Decision, Question, Why};
use crate::fate::{Bar, Fate, Fates};
use crate::groups::Ties;
use crate::options::Bands;
use crate::score::Obstacle;

/// What the verdict is taken from.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) comparer: Comparer<'a>,
    pub(crate) decision: &'a Decision,
    pub(crate) fates: &'a Fates,
    pub(crate) ties: &'a Ties,
    pub(crate) bands: Bands,
}

/// What made two one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// A pair, with its bits.
    Pair(i32),
    /// They were one person in the earlier month.
    Before,
    /// People said so.
    People,
}

/// A step on the way from one to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) ends: [u32; 2],
    pub(crate) how: How,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// One way of writing: nothing was compared.
    Written,
    Joined(Vec<Step>),
    /// The pair about which people are asked, and who else fits.
    Asked(Why, [u32; 2], Option<u32>),
    /// The two rows, or (the places) two other rows of theirs.
    Refused(Obstacle, Option<[u32; 2]>),
    /// People said that they are two.
    People,
    /// The earlier month kept them apart, and the lists say nothing new.
    Before,
    Numbers,
    Nearer,
    Below,
    /// No key in common: never held against each other.
    NotCompared,
}

impl Verdict {
    /// Whether they are one person.
    pub(crate) fn one(&self) -> bool {
        matches!(self, Verdict::Written | Verdict::Joined(_))
    }
}

impl Case<'_> {
    /// Those that people are asked, and those that wait for news.
    fn questions(&self) -> impl Iterator<Item = &Question> {
        let decision = self.decision;
        decision.questions.iter().chain(&decision.waiting)
    }

    fn person(&self, identity: u32) -> u32 {
        self.decision.person_of[identity as usize]
    }

    /// The two ways of writing to show: those that people are asked about, else those that say most.
    pub(crate) fn pair(&self, sides: &[Side; 2]) -> [u32; 2] {
        let mut best: Option<((bool, bool, i32), [u32; 2])> = None;
        for a in &sides[0].identities {
            for b in &sides[1].identities {
                let pair = [*a, *b];
                let asked = self.questions().any(|question| {
                    let (x, y) = (question.edge.a, question.edge.b);
                    (x.min(y), x.max(y)) == (*a.min(b), *a.max(b))
                });
                let bits = self.comparer.score(*a.min(b), *a.max(b)).bits;
                let rank = (asked, a != b, bits);
                if best.is_none_or(|(most, _)| rank > most) {
                    best = Some((rank, pair));
                }
            }
        }
        // Neither side is empty.
        best.map_or([0, 0], |(_, pair)| pair)
    }

    /// The verdict about the persons of this pair.
    pub(crate) fn verdict(&self, [a, b]: [u32; 2]) -> Verdict {
        if a == b {
            return Verdict::Written;
        }
        let (x, y) = (self.person(a), self.person(b));
        if x == y {
            return Verdict::Joined(self.way(a, b));
        }
        let question = self.questions().find(|question| {
            let (p, q) = (self.person(question.edge.a), self.person(question.edge.b));
            (p.min(q), p.max(q)) == (x.min(y), x.max(y))
        });
        if let Some(question) = question {
            let (p, q) = (question.edge.a, question.edge.b);
            let third = match self.fates.of(p, q) {
                Some(Fate::Held(_, third)) => third,
                _ => None,
            };
            let ends = if self.person(p) == x { [p, q] } else { [q, p] };
            return Verdict::Asked(question.why, ends, third);
        }
        let fate = self.fates.of(a, b).or_else(|| self.strongest(x, y));
        match fate {
            Some(Fate::Left(bar)) => self.left(bar),
            Some(Fate::Held(why, third)) => Verdict::Asked(why, [a, b], third),
            Some(Fate::Joined) | None => {
                let score = self.comparer.score(a.min(b), a.max(b));
                match score.obstacle() {
                    Some(obstacle) => Verdict::Refused(obstacle, None),
                    None if score.bits < self.bands.ask => Verdict::Below,
                    None => Verdict::NotCompared,
                }
            }
        }
    }

    fn left(&self, bar: Bar) -> Verdict {
        match bar {
            Bar::People => Verdict::People,
            Bar::Before => Verdict::Before,
            Bar::Rows(obstacle) => Verdict::Refused(obstacle, None),
            Bar::Others(p, q) => match self.comparer.score(p, q).obstacle() {
                Some(obstacle) => Verdict::Refused(obstacle, Some([p, q])),
                None => Verdict::Nearer,
            },
            Bar::Numbers => Verdict::Numbers,
            Bar::Nearer => Verdict::Nearer,
        }
    }

    /// What became of the pair of two persons that says most.
    fn strongest(&self, x: u32, y: u32) -> Option<Fate> {
        let persons = &self.decision.persons;
        let pairs = persons[x as usize]
            .iter()
            .flat_map(|a| persons[y as usize].iter().map(move |b| (*a, *b)));
        let told = pairs.filter_map(|(a, b)| {
            let fate = self.fates.of(a, b)?;
            Some((self.comparer.score(a.min(b), a.max(b)).bits, fate))
        });
        told.max_by_key(|(bits, _)| *bits).map(|(_, fate)| fate)
    }

    /// The pairs that lead from one to the other; there is one way, because each join made two
    /// groups one.
    fn way(&self, a: u32, b: u32) -> Vec<Step> {
        let members = &self.decision.persons[self.person(a) as usize];
        let mut next: BTreeMap<u32, Vec<(u32, How)>> = BTreeMap::new();
        let mut tie = |a: u32, b: u32, how: How| {
            next.entry(a).or_default().push((b, how));
            next.entry(b).or_default().push((a, how));
        };
        for (a, b) in &self.ties.same {
            tie(*a, *b, How::People);
        }
        let sets = self.ties.together.iter();
        for set in sets.filter(|set| set.iter().any(|at| members.contains(at))) {
            // Whoever was one person before is tied to each of the others.
            for (at, one) in set.iter().enumerate() {
                set[at + 1..]
                    .iter()
                    .for_each(|other| tie(*one, *other, How::Before));
            }
        }
        for (a, b, bits) in self.fates.joins(members) {
            tie(a, b, How::Pair(bits));
        }
        let mut from: BTreeMap<u32, Step> = BTreeMap::new();
        let mut queue = VecDeque::from([a]);
        while let Some(at) = queue.pop_front() {
            for (to, how) in next.get(&at).into_iter().flatten() {
                if *to != a && !from.contains_key(to) {
                    let ends = [at, *to];
                    from.insert(*to, Step { ends, how: *how });
                    queue.push_back(*to);
                }
            }
        }
        let mut steps = Vec::new();
        let mut at = b;
        while let Some(step) = from.get(&at) {
            steps.push(*step);
            at = step.ends[0];
        }
        steps.reverse();
        steps
    }
}
