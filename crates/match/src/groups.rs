//! Persons in the making: who is together, and who cannot be.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::Comparer;
use crate::form::NONE;
use crate::identity::narrow;
use crate::kept::Kept;
use crate::model::{Birth, Given};
use crate::score::Score;

/// What is known before any score counts.
#[derive(Debug, Default)]
pub(crate) struct Ties {
    /// Sets of identities that are one person already (an earlier run).
    pub(crate) together: Vec<Vec<u32>>,
    /// Whether somebody was asked about each of them; of none once that no longer counts.
    pub(crate) asked: Vec<bool>,
    /// People said: one person.
    pub(crate) same: Vec<(u32, u32)>,
    /// People said: two persons.
    pub(crate) apart: Vec<(u32, u32)>,
    /// People do not know or do not agree: never joined, but asked.
    pub(crate) open: Vec<(u32, u32)>,
}

impl Ties {
    /// Lets what the earlier run kept apart or asked about be decided anew.
    pub(crate) fn forget(&mut self) {
        self.asked.clear();
    }
}

/// Groups in the making.
pub(crate) struct Groups<'a> {
    pub(crate) comparer: Comparer<'a>,
    pub(crate) group: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// By identity: those with whom people joined it.
    same: BTreeMap<u32, Vec<u32>>,
    apart: BTreeMap<u32, Vec<u32>>,
    open: BTreeMap<u32, Vec<u32>>,
    kept: Kept<'a>,
}

impl<'a> Groups<'a> {
    /// Everybody alone, but for those who are tied.
    pub(crate) fn new(comparer: Comparer<'a>, ties: &'a Ties) -> Self {
        let count = comparer.forms.all.len();
        let mut groups = Groups {
            comparer,
            group: (0..count).map(narrow).collect(),
            members: (0..count).map(|at| vec![narrow(at)]).collect(),
            same: both_ways(&ties.same),
            apart: both_ways(&ties.apart),
            open: both_ways(&ties.open),
            kept: Kept::new(&ties.together, &ties.asked, count),
        };
        for (a, b) in &ties.same {
            groups.join(*a, *b);
        }
        for set in &ties.together {
            for pair in set.windows(2) {
                groups.join(pair[0], pair[1]);
            }
        }
        groups
    }

    pub(crate) fn join(&mut self, a: u32, b: u32) {
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

    pub(crate) fn together(&self, a: u32, b: u32) -> bool {
        self.group[a as usize] == self.group[b as usize]
    }

    pub(crate) fn of(&self, a: u32) -> &[u32] {
        &self.members[self.group[a as usize] as usize]
    }

    /// Whether people said that the two groups are two persons.
    pub(crate) fn apart(&self, a: u32, b: u32) -> bool {
        self.tied(&self.apart, a, b)
    }

    /// Whether people could not say whether the two groups are one person.
    pub(crate) fn open(&self, a: u32, b: u32) -> bool {
        self.tied(&self.open, a, b)
    }

    /// Whether the two groups are two persons whom the earlier run kept apart without asking.
    pub(crate) fn kept_apart(&self, a: u32, b: u32) -> bool {
        let groups = [self.of(a), self.of(b)];
        self.kept.apart(self.comparer, groups, false)
    }

    /// Whether the two groups are two persons about whom the earlier run asked: a question does not
    /// become a join because a row left its list.
    pub(crate) fn asked_apart(&self, a: u32, b: u32) -> bool {
        let groups = [self.of(a), self.of(b)];
        self.kept.apart(self.comparer, groups, true)
    }

    fn tied(&self, ties: &BTreeMap<u32, Vec<u32>>, a: u32, b: u32) -> bool {
        if ties.is_empty() {
            return false;
        }
        let mut others = self.of(a).iter().filter_map(|p| ties.get(p)).flatten();
        others.any(|q| self.together(*q, b))
    }

    /// The first of one group that cannot be one of the other, and which. Two names are no reason
    /// where a row of theirs carries both.
    pub(crate) fn clash(&self, a: u32, b: u32) -> Option<(u32, u32)> {
        self.conflict((a, b), None, Score::conflict)
    }

    /// Whether two groups that both may be that of `row` are two persons: not one with two resident
    /// numbers, nor one with the two names of `row`.
    pub(crate) fn rivals(&self, a: u32, b: u32, row: u32) -> bool {
        self.apart(a, b)
            || self
                .conflict((a, b), Some(row), |score| {
                    score.conflict() && !score.two_numbers()
                })
                .is_some()
    }

    /// Whether `says` is true about two rows of one list, one of each group, and nothing excuses it.
    pub(crate) fn on_one_list(&self, ends: (u32, u32), says: impl Fn(&Score) -> bool) -> bool {
        let beside = |p, q| self.comparer.on_one_list(p, q);
        self.found(ends, None, beside, says).is_some()
    }

    /// Whether two rows of one list, one of each group, are of namesakes ([`Score::namesakes`]). They
    /// are not where another row of the one person has the home of the other: one list names the
    /// mother and her telephone, the next the father and his.
    pub(crate) fn namesakes(&self, ends: (u32, u32)) -> bool {
        let beside = |p, q| {
            let score = self.comparer.score(p, q);
            let two = self.comparer.on_one_list(p, q) && score.namesakes();
            // 陽 ハル and 陽 ヨウ are two, whatever their homes.
            let two_readings = score.given == Given::LettersOnly;
            two && (two_readings || !self.another_at_home(p, q) && !self.another_at_home(q, p))
        };
        self.found(ends, None, beside, Score::namesakes).is_some()
    }

    /// Whether somebody of the group of `p`, but for `p`, is at home with `q`.
    fn another_at_home(&self, p: u32, q: u32) -> bool {
        let mut others = self.of(p).iter().filter(|r| **r != p);
        others.any(|r| self.comparer.score(*r, q).one_home())
    }

    /// The first two of the groups about whom `says` is true, and nothing excuses it.
    pub(crate) fn conflict(
        &self,
        ends: (u32, u32),
        row: Option<u32>,
        says: impl Fn(&Score) -> bool,
    ) -> Option<(u32, u32)> {
        self.found(ends, row, |_, _| true, says)
    }

    fn found(
        &self,
        (a, b): (u32, u32),
        row: Option<u32>,
        worth: impl Fn(u32, u32) -> bool,
        says: impl Fn(&Score) -> bool,
    ) -> Option<(u32, u32)> {
        let (x, y) = (self.of(a), self.of(b));
        x.iter().find_map(|p| {
            let found = y.iter().find(|&q| {
                if !worth(*p, *q) {
                    return false;
                }
                let score = self.comparer.score(*p, *q);
                let excused = || {
                    let mut rows = x.iter().chain(y).copied().chain(row);
                    score.two_names()
                        && (self.carries_both(&mut rows, *p, *q)
                            || self.both_by_number(y, *p, *q)
                            || self.both_by_number(x, *q, *p))
                        || self.settled(*p, *q, &says)
                        || self.settled(*q, *p, &says)
                };
                says(&score) && !excused()
            });
            found.map(|q| (*p, *q))
        })
    }

    /// The second pair of two groups that stand beside each other on two lists.
    pub(crate) fn on_two_lists(&self, (a, b): (u32, u32)) -> Option<(u32, u32)> {
        let sources = |at: u32| &self.comparer.forms.all[at as usize].sources;
        let pairs = self.of(a).iter();
        let pairs = pairs.flat_map(|p| self.of(b).iter().map(move |q| (*p, *q)));
        let shared = |(p, q): (u32, u32)| {
            let both = sources(p).iter().copied();
            let mut both = both.filter(move |source| sources(q).contains(source));
            both.next().map(|source| (source, (p, q)))
        };
        let mut shared = pairs.filter_map(shared);
        let (first, _) = shared.next()?;
        shared
            .find(|(source, _)| *source != first)
            .map(|(_, pair)| pair)
    }

    /// Whether people joined `p` with somebody who is like `q`: then they have seen the difference.
    fn settled(&self, p: u32, q: u32, says: &impl Fn(&Score) -> bool) -> bool {
        let others = self.same.get(&p).into_iter().flatten();
        others.copied().any(|other| {
            let score = self.comparer.score(other, q);
            other == q || score.bits >= 0 && !says(&score) && !score.conflict()
        })
    }

    /// Whether one of the rows has the name of `p` and that of `q`: in letters and kana, or as an alias.
    fn carries_both(&self, rows: &mut impl Iterator<Item = u32>, p: u32, q: u32) -> bool {
        let words = |at: u32| self.comparer.forms.words_of(at);
        let least = words(p).min(words(q));
        let named = |r: u32, of: u32| {
            let score = self.comparer.score(r, of);
            match score.given {
                Given::Both | Given::Letters | Given::Reading => true,
                // One in letters, the other in kana.
                Given::LettersOnly | Given::ReadingOnly => score.at_home(),
                Given::OneLetter | Given::OneKana => score.at_home() && score.foreign,
                Given::Incomparable | Given::Missing | Given::Different => false,
            }
        };
        rows.any(|r| r != p && r != q && words(r) >= least && named(r, p) && named(r, q))
    }

    /// Whether one of the rows has the name of `p`, and is `q` by their number: then the person has
    /// both names.
    fn both_by_number(&self, rows: &[u32], p: u32, q: u32) -> bool {
        let named = |r: u32| {
            let score = self.comparer.score(r, p);
            score.given <= Given::Reading && score.birth == Birth::Same
        };
        rows.iter()
            .any(|r| *r != q && self.comparer.score(*r, q).told_by_number() && named(*r))
    }

    /// Whether the school tells which of two persons a row is: the person of `right` is in its
    /// class, that of `wrong` in another place.
    pub(crate) fn placed(&self, row: u32, right: u32, wrong: u32) -> bool {
        let says = |of: u32| {
            let members = self.of(of).iter();
            members.map(move |at| self.comparer.score(row, *at).school)
        };
        says(right).any(|tenths| tenths > 0)
            && says(wrong).any(|tenths| tenths < 0)
            && !says(wrong).any(|tenths| tenths > 0)
    }

    /// The resident numbers of a group.
    pub(crate) fn number(&self, a: u32) -> BTreeSet<u32> {
        let members = self.of(a).iter();
        members
            .map(|at| self.comparer.forms.all[*at as usize].resident)
            .filter(|number| *number != NONE)
            .collect()
    }
}

fn both_ways(pairs: &[(u32, u32)]) -> BTreeMap<u32, Vec<u32>> {
    let mut ties: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (a, b) in pairs {
        ties.entry(*a).or_default().push(*b);
        ties.entry(*b).or_default().push(*a);
    }
    ties
}
