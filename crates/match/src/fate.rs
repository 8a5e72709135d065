//! What becomes of a pair, for those who ask why.

use hashbrown::HashMap;

use crate::decide::{Edge, Why};
use crate::score::Obstacle;

/// What the decision did with a pair that is worth a question at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It made two groups one.
    Joined,
    /// People are asked; who else fits, where that is why.
    Held(Why, Option<u32>),
    /// The two stay apart and nobody is asked.
    Left(Bar),
}

/// What keeps two apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bar {
    /// People said that they are two.
    People,
    /// The earlier run did, without asking, and the lists say nothing new.
    Before,
    /// The two rows themselves.
    Rows(Obstacle),
    /// Two rows of the same two persons.
    Others(u32, u32),
    /// The two persons have different resident numbers, by whichever rows.
    Numbers,
    /// Others fit both of them better.
    Nearer,
}

/// What became of all pairs.
#[derive(Debug, Default)]
pub(crate) struct Fates {
    all: HashMap<(u32, u32), (i32, Fate)>,
}

impl Fates {
    /// Notes it; the later word about a pair holds.
    pub(crate) fn note(&mut self, edge: &Edge, fate: Fate) {
        self.all
            .insert(pair(edge.a, edge.b), (edge.score.bits, fate));
    }

    /// What became of a pair.
    pub(crate) fn of(&self, a: u32, b: u32) -> Option<Fate> {
        Some(self.all.get(&pair(a, b))?.1)
    }

    /// All pairs that joined two groups, the strongest first, as they were taken.
    pub(crate) fn links(&self) -> Vec<(u32, u32)> {
        let joined = self
            .all
            .iter()
            .filter(|(_, (_, fate))| *fate == Fate::Joined);
        let mut links: Vec<(i32, u32, u32)> =
            joined.map(|((a, b), (bits, _))| (-bits, *a, *b)).collect();
        links.sort_unstable();
        links.into_iter().map(|(_, a, b)| (a, b)).collect()
    }

    /// The pairs that joined any of these, with their bits.
    pub(crate) fn joins(&self, among: &[u32]) -> Vec<(u32, u32, i32)> {
        let joined = self.all.iter().filter(|(pair, (_, fate))| {
            *fate == Fate::Joined && among.contains(&pair.0) && among.contains(&pair.1)
        });
        let mut joins: Vec<(u32, u32, i32)> =
            joined.map(|((a, b), (bits, _))| (*a, *b, *bits)).collect();
        joins.sort_unstable();
        joins
    }
}

fn pair(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}
