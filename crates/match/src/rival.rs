//! Somebody else who fits as well.

use crate::decide::{Edge, Why};
use crate::groups::Groups;
use crate::identity::narrow;
use crate::model::{Birth, Given};
use crate::options::Bands;

/// What says *the same home* about somebody: an address, a telephone, or a guardian and more.
const AT_HOME: i32 = 75;

/// How much better one home must fit than another before the other no longer counts.
const ELSEWHERE: i32 = 75;

/// Somebody else fits one of the two nearly as well, and cannot be the same as the other: a row of
/// theirs.
pub(crate) fn rival(
    groups: &Groups<'_>,
    near: &Neighbours,
    edges: &[Edge],
    edge: &Edge,
    bands: Bands,
) -> Option<(Why, u32)> {
    for (one, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
        for at in near.of(one) {
            let rival = &edges[*at as usize];
            let third = if rival.a == one { rival.b } else { rival.a };
            if groups.together(third, one)
                || groups.together(third, other)
                || groups.apart(third, one)
                || rival.score.other_number
            {
                continue;
            }
            let sibling = edge.score.given.weak()
                && !edge.score.same_number
                && rival.score.birth == Birth::Same
                && rival.score.household
                && !rival.score.other_sex;
            let close = rival.score.bits >= edge.score.bits - bands.margin
                && !rival.score.conflict()
                && !rival.score.other_surname
                && edge.score.same_number == rival.score.same_number;
            let close = close
                && !groups.placed(one, other, third)
                && (edge.score.family < AT_HOME
                    || edge.score.family - rival.score.family < ELSEWHERE);
            if (sibling || close) && groups.rivals(third, other, one) {
                let why = if sibling { Why::Sibling } else { Why::TwoFit };
                return Some((why, third));
            }
        }
    }
    None
}

/// Whether a person of another number fits one of the two better, in name, on the same birthday.
pub(crate) fn fits_better(
    groups: &Groups<'_>,
    near: &Neighbours,
    edges: &[Edge],
    edge: &Edge,
) -> bool {
    [(edge.a, edge.b), (edge.b, edge.a)]
        .into_iter()
        .any(|(one, other)| {
            near.of(one).iter().any(|at| {
                let rival = &edges[*at as usize];
                let third = if rival.a == one { rival.b } else { rival.a };
                rival.score.birth == Birth::Same
                    && rival.score.given != Given::Different
                    && !groups.together(third, other)
                    && !groups.apart(third, one)
                    && !groups.number(third).is_empty()
                    && groups.number(third).is_disjoint(&groups.number(other))
                    && groups.rivals(third, other, one)
            })
        })
}

/// Edges by identity.
pub(crate) struct Neighbours {
    first: Vec<u32>,
    edges: Vec<u32>,
}

impl Neighbours {
    /// From edges in their order; `count` identities.
    pub(crate) fn new(count: usize, edges: &[Edge]) -> Self {
        let mut first = vec![0_u32; count + 1];
        for edge in edges {
            first[edge.a as usize + 1] += 1;
            first[edge.b as usize + 1] += 1;
        }
        for at in 0..count {
            first[at + 1] += first[at];
        }
        let mut next = first.clone();
        let mut all = vec![0; edges.len() * 2];
        for (at, edge) in edges.iter().enumerate() {
            for end in [edge.a, edge.b] {
                let place = &mut next[end as usize];
                all[*place as usize] = narrow(at);
                *place += 1;
            }
        }
        Neighbours { first, edges: all }
    }

    fn of(&self, identity: u32) -> &[u32] {
        let (from, to) = (
            self.first[identity as usize],
            self.first[identity as usize + 1],
        );
        &self.edges[from as usize..to as usize]
    }
}
