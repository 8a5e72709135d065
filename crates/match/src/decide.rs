//! From scores to persons: strongest link first, and never against what must not be.

use std::collections::BTreeMap;

use crate::asking::worth_asking;
use crate::compare::Comparer;
use crate::fate::{Bar, Fate};
use crate::groups::{Groups, Ties};
use crate::model::{Birth, Given};
use crate::options::Bands;
use crate::rival::{Neighbours, fits_better, rival};
use crate::score::{Obstacle, Score};

/// How much more than usual must speak for one person when only a slip explains the birth date.
const SLIP: i32 = 40;

/// How much less is enough where the full name agrees, and the birthday or the home: the rules above
/// have looked for twins, namesakes and families.
const CLEAR: i32 = 30;

/// What is enough of a home where the full name agrees: a telephone, though one list names the mother
/// and the other the father.
const SHARED: i32 = 55;

impl Bands {
    /// What joins where the full name agrees, and the birthday or the home.
    pub(crate) fn clear(self) -> i32 {
        self.join - CLEAR
    }

    /// What joins where the letters of the full name and the home agree, but not the birthday.
    pub(crate) fn at_home(self) -> i32 {
        self.join - SLIP
    }
}

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
    /// Everything but the given name agrees, and no list has both.
    OtherName,
    /// Everything agrees and there are two resident numbers.
    TwoNumbers,
    /// One resident number, and the rest does not agree.
    SharedNumber,
    /// Not enough is known.
    TooLittle,
    /// People could not tell, or did not agree.
    AskedBefore,
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
            Why::OtherName => "other-name",
            Why::TwoNumbers => "two-numbers",
            Why::SharedNumber => "shared-number",
            Why::TooLittle => "too-little",
            Why::AskedBefore => "asked-before",
        }
    }
}

/// Two clusters and the pair that speaks most for joining them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question {
    pub(crate) edge: Edge,
    pub(crate) why: Why,
    /// What people said of it before: a place in [`Settled::answers`](crate::settle::Settled).
    pub(crate) before: Option<usize>,
}

/// Persons, and what is left to people.
#[derive(Debug, Default)]
pub(crate) struct Decision {
    /// Identities of each person, in order; persons in the order of their first identity.
    pub(crate) persons: Vec<Vec<u32>>,
    /// The person of each identity.
    pub(crate) person_of: Vec<u32>,
    pub(crate) questions: Vec<Question>,
    /// Open as well, but people have said that they cannot tell, and nothing new is known.
    pub(crate) waiting: Vec<Question>,
    /// The strongest pair inside a person, by identity.
    pub(crate) reason: BTreeMap<u32, u32>,
}

/// Decides. `ties` are known before any score counts; `edges` in any order.
pub(crate) fn decide(
    comparer: Comparer<'_>,
    edges: Vec<Edge>,
    ties: &Ties,
    bands: Bands,
) -> Decision {
    decide_and_tell(comparer, edges, ties, bands, &mut |_, _| {})
}

/// Decides, and tells what becomes of each pair; of two words about one pair the later holds.
pub(crate) fn decide_and_tell(
    comparer: Comparer<'_>,
    mut edges: Vec<Edge>,
    ties: &Ties,
    bands: Bands,
    tell: &mut impl FnMut(&Edge, Fate),
) -> Decision {
    let mut groups = Groups::new(comparer, ties);
    edges.sort_unstable_by_key(|edge| (-edge.score.bits, edge.a, edge.b));
    let near = Neighbours::new(groups.group.len(), &edges);
    let mut held: Vec<Question> = Vec::new();
    for edge in &edges {
        let asked = edge.score.bits >= bands.ask || edge.score.but_for_one();
        if !asked || groups.together(edge.a, edge.b) {
            continue;
        }
        let fate = match judge(&groups, &near, &edges, edge, bands) {
            Fate::Joined if groups.open(edge.a, edge.b) => Fate::Held(Why::AskedBefore, None),
            Fate::Joined if groups.kept_apart(edge.a, edge.b) => Fate::Left(Bar::Before),
            Fate::Joined if groups.asked_apart(edge.a, edge.b) => {
                Fate::Held(Why::AskedBefore, None)
            }
            fate => fate,
        };
        tell(edge, fate);
        match fate {
            Fate::Joined => groups.join(edge.a, edge.b),
            Fate::Held(why, _) => held.push(Question {
                edge: *edge,
                why,
                before: None,
            }),
            Fate::Left(_) => {}
        }
    }
    finish(&groups, &edges, held, bands, tell)
}

/// What becomes of a pair.
fn judge(
    groups: &Groups<'_>,
    near: &Neighbours,
    edges: &[Edge],
    edge: &Edge,
    bands: Bands,
) -> Fate {
    let score = &edge.score;
    if groups.apart(edge.a, edge.b) {
        return Fate::Left(Bar::People);
    }
    if score.other_number {
        let all = score.given <= Given::Reading && score.birth == Birth::Same && !score.other_sex;
        // The wrong number costs six bits; without it they would be one.
        return match all && score.bits + 60 >= bands.join + 40 {
            true => Fate::Held(Why::TwoNumbers, None),
            false => Fate::Left(Bar::Rows(Obstacle::TwoNumbers)),
        };
    }
    if score.given == Given::Different
        && (!score.told_by_number() || fits_better(groups, near, edges, edge))
    {
        return match score.same_number && score.birth != Birth::Different {
            true => Fate::Held(Why::SharedNumber, None),
            false if score.only_other_name() => Fate::Held(Why::OtherName, None),
            false => Fate::Left(Bar::Rows(Obstacle::OtherName)),
        };
    }
    if let Some(obstacle) = score.obstacle() {
        let alike = score.given <= Given::Reading
            && match obstacle {
                Obstacle::OtherBirthDate => score.household,
                Obstacle::OtherDayOnOneList => score.household && score.one_home(),
                _ => false,
            };
        return match alike {
            true => Fate::Held(Why::OtherBirthDate, None),
            false => Fate::Left(Bar::Rows(obstacle)),
        };
    }
    let ends = (edge.a, edge.b);
    if let Some((p, q)) = groups.clash(edge.a, edge.b) {
        return Fate::Left(Bar::Others(p, q));
    }
    if groups.on_one_list(ends, Score::twins) {
        return Fate::Held(Why::NameAlike, None);
    }
    if groups.namesakes(ends) {
        return Fate::Held(Why::TwoFit, None);
    }
    if score.given == Given::Different {
        return Fate::Joined;
    }
    if let Some((why, third)) = rival(groups, near, edges, edge, bands) {
        return Fate::Held(why, Some(third));
    }
    if score.same_number {
        return match score.bits < bands.join {
            true => Fate::Held(Why::SharedNumber, None),
            false => Fate::Joined,
        };
    }
    let clear =
        score.given <= Given::Reading && (score.birth == Birth::Same || score.family >= SHARED);
    let enough = if clear { bands.clear() } else { bands.join };
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
        _ if score.birth != Birth::Same
            && score.given <= Given::Letters
            && score.family >= SHARED
            && score.bits >= bands.at_home() =>
        {
            None
        }
        _ if score.bits < enough && score.given.weak() => Some(Why::NameAlike),
        _ if score.bits < enough => Some(Why::TooLittle),
        _ => None,
    };
    why.map_or(Fate::Joined, |why| Fate::Held(why, None))
}

fn finish(
    groups: &Groups<'_>,
    edges: &[Edge],
    held: Vec<Question>,
    bands: Bands,
    tell: &mut impl FnMut(&Edge, Fate),
) -> Decision {
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
    decision.questions = worth_asking(groups, held, bands, tell);
    decision
}
