//! From scores to persons: strongest link first, and never against what must not be.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::{Comparer, Score};
use crate::model::{Birth, Given};
use crate::options::Bands;

/// How much more than usual must speak for one person when only a slip explains the birth date.
const SLIP: i32 = 40;

/// What says *the same home* about somebody: an address, a telephone, or a guardian and more.
const AT_HOME: i32 = 75;

/// What is enough of a home where the full name agrees: a telephone, though one list names the mother
/// and the other the father.
const SHARED: i32 = 55;

/// How much better one home must fit than another before the other no longer counts.
const ELSEWHERE: i32 = 90;

/// A pair worth remembering.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) score: Score,
}

/// Why people are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// Two persons fit equally well.
    TwoFit,
    /// Somebody of the same birthday in the same family fits as well.
    Sibling,
    /// A list without a given name.
    NoGivenName,
    /// The names are alike, not the same.
    NameAlike,
    /// Everything but the birth date agrees.
    OtherBirthDate,
    /// Everything but the surname agrees, and no address or guardian says why.
    OtherSurname,
    /// Everything agrees and there are two resident numbers.
    TwoNumbers,
    /// One resident number, and the rest does not agree.
    SharedNumber,
    /// Not enough is known.
    TooLittle,
}

impl Why {
    /// As it stands in `pair.why`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Why::TwoFit => "two-fit",
            Why::Sibling => "sibling-same-birthday",
            Why::NoGivenName => "no-given-name",
            Why::NameAlike => "name-alike",
            Why::OtherBirthDate => "other-birth-date",
            Why::OtherSurname => "other-surname",
            Why::TwoNumbers => "two-numbers",
            Why::SharedNumber => "shared-number",
            Why::TooLittle => "too-little",
        }
    }
}

/// Two clusters and the pair that speaks most for joining them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question {
    pub(crate) edge: Edge,
    pub(crate) why: Why,
}

/// Persons, and what is left to people.
#[derive(Debug, Default)]
pub(crate) struct Decision {
    /// Identities of each person, in order; persons in the order of their first identity.
    pub(crate) persons: Vec<Vec<u32>>,
    /// The person of each identity.
    pub(crate) person_of: Vec<u32>,
    pub(crate) questions: Vec<Question>,
    /// The strongest pair inside a person, by identity.
    pub(crate) reason: BTreeMap<u32, u32>,
}

/// Groups in the making.
struct Groups<'a> {
    comparer: Comparer<'a>,
    group: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Groups<'_> {
    fn join(&mut self, a: u32, b: u32) {
        let (x, y) = (self.group[a as usize], self.group[b as usize]);
        if x == y {
            return;
        }
        let (keep, go) = if self.members[x as usize].len() >= self.members[y as usize].len() {
            (x, y)
        } else {
            (y, x)
        };
        let moved = std::mem::take(&mut self.members[go as usize]);
        for at in &moved {
            self.group[*at as usize] = keep;
        }
        self.members[keep as usize].extend(moved);
    }

    fn together(&self, a: u32, b: u32) -> bool {
        self.group[a as usize] == self.group[b as usize]
    }

    fn of(&self, a: u32) -> &[u32] {
        &self.members[self.group[a as usize] as usize]
    }

    /// Whether any of one group cannot be any of the other. Two names are no reason where a row of
    /// theirs carries both.
    fn clash(&self, a: u32, b: u32) -> bool {
        self.conflict((a, b), None, Score::conflict)
    }

    /// Whether two groups that both may be that of `row` are two persons: not one with two resident
    /// numbers, nor one with the two names of `row`.
    fn rivals(&self, a: u32, b: u32, row: u32) -> bool {
        self.conflict((a, b), Some(row), |score| {
            score.conflict() && !score.two_numbers()
        })
    }

    fn conflict(
        &self,
        (a, b): (u32, u32),
        row: Option<u32>,
        says: impl Fn(&Score) -> bool,
    ) -> bool {
        let (x, y) = (self.of(a), self.of(b));
        x.iter().any(|p| {
            y.iter().any(|q| {
                let score = self.comparer.score(*p, *q);
                says(&score)
                    && !(score.two_names() && {
                        let rows = x.iter().chain(y).copied().chain(row);
                        self.carries_both(rows, *p, *q)
                    })
            })
        })
    }

    /// Whether one of the rows has the name of `p` and that of `q`: in letters and kana, or as an alias.
    fn carries_both(&self, mut rows: impl Iterator<Item = u32>, p: u32, q: u32) -> bool {
        let words = |at: u32| self.comparer.forms.words_of(at);
        let least = words(p).min(words(q));
        let named = |r: u32, of: u32| self.comparer.score(r, of).given <= Given::Reading;
        rows.any(|r| r != p && r != q && words(r) >= least && named(r, p) && named(r, q))
    }

    /// Whether the school tells which of two persons a row is: the person of `right` is in its
    /// class, that of `wrong` in another place.
    fn placed(&self, row: u32, right: u32, wrong: u32) -> bool {
        let says = |of: u32| {
            let members = &self.members[self.group[of as usize] as usize];
            members
                .iter()
                .map(move |at| self.comparer.score(row, *at).school)
        };
        says(right).any(|tenths| tenths > 0)
            && says(wrong).any(|tenths| tenths < 0)
            && !says(wrong).any(|tenths| tenths > 0)
    }

    fn number(&self, a: u32) -> BTreeSet<u32> {
        let members = &self.members[self.group[a as usize] as usize];
        members
            .iter()
            .map(|at| self.comparer.forms.all[*at as usize].resident)
            .filter(|number| *number != crate::form::NONE)
            .collect()
    }
}

/// Decides. `together` are sets of identities that are one person already (an earlier run);
/// `edges` in any order.
pub(crate) fn decide(
    comparer: Comparer<'_>,
    mut edges: Vec<Edge>,
    together: &[Vec<u32>],
    bands: Bands,
) -> Decision {
    let count = comparer.forms.all.len();
    let mut groups = Groups {
        comparer,
        group: (0..count).map(crate::identity::narrow).collect(),
        members: (0..count)
            .map(|at| vec![crate::identity::narrow(at)])
            .collect(),
    };
    for set in together {
        for pair in set.windows(2) {
            groups.join(pair[0], pair[1]);
        }
    }
    edges.sort_unstable_by_key(|edge| (-edge.score.bits, edge.a, edge.b));
    let near = Neighbours::new(count, &edges);
    let mut held: Vec<Question> = Vec::new();
    for edge in &edges {
        if edge.score.bits < bands.ask {
            break;
        }
        if groups.together(edge.a, edge.b) {
            continue;
        }
        match refuse(&groups, &near, &edges, edge, bands) {
            None => groups.join(edge.a, edge.b),
            Some(Some(why)) => held.push(Question { edge: *edge, why }),
            Some(None) => {}
        }
    }
    finish(&groups, &edges, held, bands)
}

/// `None`: join. `Some(Some(why))`: ask. `Some(None)`: neither.
fn refuse(
    groups: &Groups<'_>,
    near: &Neighbours,
    edges: &[Edge],
    edge: &Edge,
    bands: Bands,
) -> Option<Option<Why>> {
    let score = &edge.score;
    if score.other_number {
        let all = score.given <= Given::Reading && score.birth == Birth::Same && !score.other_sex;
        // The wrong number costs six bits; without it they would be one.
        return Some((all && score.bits + 60 >= bands.join + 40).then_some(Why::TwoNumbers));
    }
    if score.given == Given::Different
        && (!score.told_by_number() || fits_better(groups, near, edges, edge))
    {
        return Some(
            (score.same_number && score.birth != Birth::Different).then_some(Why::SharedNumber),
        );
    }
    if score.conflict() {
        let alike =
            score.given <= Given::Reading && score.birth == Birth::Different && score.household;
        return Some(alike.then_some(Why::OtherBirthDate));
    }
    if groups.clash(edge.a, edge.b) {
        return Some(None);
    }
    if groups.conflict((edge.a, edge.b), None, Score::twins) {
        return Some(Some(Why::NameAlike));
    }
    if groups.conflict((edge.a, edge.b), None, Score::namesakes) {
        return Some(Some(Why::TwoFit));
    }
    if score.given == Given::Different {
        return None;
    }
    if let Some(why) = rival(groups, near, edges, edge, bands) {
        return Some(Some(why));
    }
    if score.same_number {
        return (score.bits < bands.join).then_some(Some(Why::SharedNumber));
    }
    let why = match score.given {
        Given::Missing => Some(Why::NoGivenName),
        _ if score.same_list && score.given.weak() => Some(Why::NameAlike),
        _ if score.other_surname => Some(Why::OtherSurname),
        // A namesake born on another day is as likely as a slip, unless family or class agree.
        _ if matches!(score.birth, Birth::Swapped | Birth::Near)
            && score.family <= 0
            && score.school <= 0
            && score.bits < bands.join + SLIP =>
        {
            Some(Why::OtherBirthDate)
        }
        Given::Incomparable if !(score.household && score.birth == Birth::Same) => {
            Some(Why::NameAlike)
        }
        // Nobody else of that full name lives there.
        _ if matches!(score.birth, Birth::Missing | Birth::Fits)
            && score.given <= Given::Letters
            && score.family >= SHARED
            && score.bits >= bands.join - SLIP =>
        {
            None
        }
        _ if score.bits < bands.join && score.given.weak() => Some(Why::NameAlike),
        _ if score.bits < bands.join => Some(Why::TooLittle),
        _ => None,
    };
    why.map(Some)
}

/// Somebody else fits one of the two nearly as well, and cannot be the same as the other.
fn rival(
    groups: &Groups<'_>,
    near: &Neighbours,
    edges: &[Edge],
    edge: &Edge,
    bands: Bands,
) -> Option<Why> {
    for (one, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
        for at in near.of(one) {
            let rival = &edges[*at as usize];
            let third = if rival.a == one { rival.b } else { rival.a };
            if groups.together(third, one)
                || groups.together(third, other)
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
                return Some(if sibling { Why::Sibling } else { Why::TwoFit });
            }
        }
    }
    None
}

/// Whether a person of another number fits one of the two better, in name, on the same birthday.
fn fits_better(groups: &Groups<'_>, near: &Neighbours, edges: &[Edge], edge: &Edge) -> bool {
    [(edge.a, edge.b), (edge.b, edge.a)]
        .into_iter()
        .any(|(one, other)| {
            near.of(one).iter().any(|at| {
                let rival = &edges[*at as usize];
                let third = if rival.a == one { rival.b } else { rival.a };
                rival.score.birth == Birth::Same
                    && rival.score.given != Given::Different
                    && !groups.together(third, other)
                    && !groups.number(third).is_empty()
                    && groups.number(third).is_disjoint(&groups.number(other))
                    && groups.rivals(third, other, one)
            })
        })
}

/// Edges by identity.
struct Neighbours {
    first: Vec<u32>,
    edges: Vec<u32>,
}

impl Neighbours {
    fn new(count: usize, edges: &[Edge]) -> Self {
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
                all[*place as usize] = crate::identity::narrow(at);
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

fn finish(groups: &Groups<'_>, edges: &[Edge], held: Vec<Question>, bands: Bands) -> Decision {
    let mut decision = Decision {
        person_of: vec![0; groups.group.len()],
        ..Decision::default()
    };
    let mut seen = BTreeMap::new();
    for (at, group) in groups.group.iter().enumerate() {
        let at = crate::identity::narrow(at);
        let person = *seen.entry(*group).or_insert_with(|| {
            decision.persons.push(Vec::new());
            crate::identity::narrow(decision.persons.len() - 1)
        });
        decision.person_of[at as usize] = person;
        decision.persons[person as usize].push(at);
    }
    for edge in edges {
        if groups.together(edge.a, edge.b) {
            decision.reason.entry(edge.a).or_insert(edge.b);
            decision.reason.entry(edge.b).or_insert(edge.a);
        }
    }
    decision.questions = worth_asking(groups, held, bands);
    decision
}

/// One question per two groups, the strongest pair of them; and of the persons that a row may be,
/// only those that come near the best.
fn worth_asking(groups: &Groups<'_>, held: Vec<Question>, bands: Bands) -> Vec<Question> {
    let mut best: BTreeMap<(u32, u32), Question> = BTreeMap::new();
    for question in held {
        let (x, y) = (
            groups.group[question.edge.a as usize],
            groups.group[question.edge.b as usize],
        );
        if x == y {
            continue;
        }
        // Later joins may have answered it.
        let certain = matches!(
            question.why,
            Why::TwoNumbers | Why::SharedNumber | Why::OtherBirthDate
        );
        if !certain && groups.clash(question.edge.a, question.edge.b) {
            continue;
        }
        let two_numbers = !groups.number(question.edge.a).is_empty()
            && !groups.number(question.edge.b).is_empty()
            && groups
                .number(question.edge.a)
                .is_disjoint(&groups.number(question.edge.b));
        if two_numbers && question.why != Why::TwoNumbers {
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
            [x, y].iter().any(|group| {
                strongest
                    .get(group)
                    .is_some_and(|most| question.edge.score.bits >= most - bands.margin)
            })
        })
        .map(|(_, question)| question)
        .collect();
    asked.sort_unstable_by_key(|question| {
        (-question.edge.score.bits, question.edge.a, question.edge.b)
    });
    asked
}
