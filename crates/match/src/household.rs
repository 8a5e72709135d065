//! Households: the circles for judging.
//!
//! Same household number, else same address and guardian; circles that share a guardian at one
//! address are one. A protected circle is joined to no other, an institution's address makes none,
//! and none grows beyond its limit; who is left out for that reason stands in `elsewhere`, and so
//! does a guardian whom a list names and who lives somewhere else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_calendar::fiscal_year_end_of_age;
use mimamori_record::line::Institution;
use mimamori_text::parse_address;

use crate::absent_guardian::absent_guardians;
use crate::compare::Comparer;
use crate::form::{Form, NONE};

/// What circles are made from, of one person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// Identities of this run, the best witness first.
    pub(crate) identities: Vec<u32>,
    /// The newest household number.
    pub(crate) number: Option<String>,
    pub(crate) protected: bool,
    /// The lists that say so.
    pub(crate) protected_by: Vec<String>,
    pub(crate) child: bool,
    /// The earlier household of somebody on no list this month.
    pub(crate) absent_from: Option<String>,
    /// The earlier household of anybody, for ids.
    pub(crate) earlier: Option<String>,
}

/// A circle: persons in order, and who is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Circle {
    pub(crate) members: Vec<u32>,
    pub(crate) elsewhere: BTreeSet<(u32, &'static str)>,
    pub(crate) protected: bool,
}

struct Circles<'a> {
    circle: Vec<u32>,
    members: Vec<Vec<u32>>,
    protected: Vec<bool>,
    elsewhere: Vec<BTreeSet<(u32, &'static str)>>,
    facts: &'a [Facts],
    largest: usize,
}

impl Circles<'_> {
    /// Joins two circles, if that may be; otherwise each notes the other's person.
    fn join(&mut self, a: u32, b: u32, relation: &'static str, by_number: bool) -> bool {
        let (x, y) = (
            self.circle[a as usize] as usize,
            self.circle[b as usize] as usize,
        );
        if x == y {
            return true;
        }
        // Whose whereabouts are withheld is not named in another household either.
        if (self.protected[x] || self.protected[y]) && !by_number {
            return false;
        }
        if self.members[x].len() + self.members[y].len() > self.largest {
            self.elsewhere[x].insert((b, relation));
            self.elsewhere[y].insert((a, relation));
            return false;
        }
        let (keep, go) = (x.min(y), x.max(y));
        let moved = std::mem::take(&mut self.members[go]);
        for person in &moved {
            self.circle[*person as usize] = crate::identity::narrow(keep);
        }
        self.members[keep].extend(moved);
        self.protected[keep] |= self.protected[go];
        let left_out = std::mem::take(&mut self.elsewhere[go]);
        self.elsewhere[keep].extend(left_out);
        true
    }
}

/// Makes the circles. `facts` in the order of persons.
pub(crate) fn circles(
    comparer: Comparer<'_>,
    facts: &[Facts],
    institutions: &[Institution],
    largest: usize,
) -> Vec<Circle> {
    let count = facts.len();
    let mut circles = Circles {
        circle: (0..count).map(crate::identity::narrow).collect(),
        members: (0..count)
            .map(|at| vec![crate::identity::narrow(at)])
            .collect(),
        protected: facts.iter().map(|f| f.protected).collect(),
        elsewhere: vec![BTreeSet::new(); count],
        facts,
        largest: largest.max(1),
    };
    let institutional = institution_lots(comparer, institutions);
    by_number(&mut circles, comparer, &institutional);
    by_guardian(&mut circles, comparer, &institutional);
    by_earlier(&mut circles);
    note_absent_guardians(&mut circles, comparer);
    circles.finish()
}

/// Addresses at which nobody forms a family.
fn institution_lots(comparer: Comparer<'_>, institutions: &[Institution]) -> BTreeSet<u32> {
    let keys: BTreeSet<String> = institutions
        .iter()
        .filter_map(|i| {
            let address = comparer.forms.local.address(i.address.as_deref()?);
            parse_address(&address).lot_key()
        })
        .collect();
    let forms = comparer.forms;
    forms
        .addresses
        .iter()
        .zip(&forms.lot)
        .filter(|(address, _)| address.lot_key().is_some_and(|key| keys.contains(&key)))
        .map(|(_, lot)| *lot)
        .collect()
}

fn form<'a>(comparer: Comparer<'a>, identity: u32) -> &'a Form {
    &comparer.forms.all[identity as usize]
}

/// The places where a person lives, by its lists of this run.
fn lots(comparer: Comparer<'_>, facts: &Facts) -> BTreeSet<u32> {
    facts
        .identities
        .iter()
        .map(|identity| comparer.forms.lot_of(form(comparer, *identity)))
        .filter(|lot| *lot != NONE)
        .collect()
}

fn by_number(circles: &mut Circles<'_>, comparer: Comparer<'_>, institutional: &BTreeSet<u32>) {
    let facts = circles.facts;
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    for (person, facts) in facts.iter().enumerate() {
        let Some(number) = facts.number.as_deref() else {
            continue;
        };
        if lots(comparer, facts)
            .iter()
            .any(|lot| institutional.contains(lot))
        {
            continue;
        }
        let person = crate::identity::narrow(person);
        match first.get(number) {
            Some(other) => {
                circles.join(*other, person, "same-household-number", true);
            }
            None => {
                first.insert(number, person);
            }
        }
    }
}

/// Children and adults of one lot: who names the same guardian, and who is the guardian named.
fn by_guardian(circles: &mut Circles<'_>, comparer: Comparer<'_>, institutional: &BTreeSet<u32>) {
    let mut at: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (person, facts) in circles.facts.iter().enumerate() {
        for lot in lots(comparer, facts) {
            if !institutional.contains(&lot) {
                at.entry(lot)
                    .or_default()
                    .push(crate::identity::narrow(person));
            }
        }
    }
    for people in at.values() {
        for (place, one) in people.iter().enumerate() {
            for other in &people[place + 1..] {
                if circles.circle[*one as usize] == circles.circle[*other as usize] {
                    continue;
                }
                let (x, y) = (
                    &circles.facts[*one as usize],
                    &circles.facts[*other as usize],
                );
                if same_guardian(comparer, x, y) || guards(comparer, x, y) || guards(comparer, y, x)
                {
                    circles.join(*one, *other, "same-guardian", false);
                }
            }
        }
    }
}

fn same_guardian(comparer: Comparer<'_>, x: &Facts, y: &Facts) -> bool {
    x.child
        && y.child
        && x.identities.iter().any(|a| {
            y.identities
                .iter()
                .any(|b| comparer.guardians(form(comparer, *a), form(comparer, *b)) == Some(true))
        })
}

/// Whether `adult` is the guardian that a list names for `child`.
fn guards(comparer: Comparer<'_>, adult: &Facts, child: &Facts) -> bool {
    if adult.child || !child.child {
        return false;
    }
    child.identities.iter().any(|identity| {
        let named = form(comparer, *identity);
        let guardian = (named.guardian, named.guardian_reading);
        adult.identities.iter().any(|other| {
            let other = form(comparer, *other);
            let letters = other.letters.iter().map(|l| (*l, NONE));
            let readings = other.readings.iter().map(|r| (NONE, *r));
            letters
                .chain(readings)
                .any(|name| comparer.same_name(guardian, name) == Some(true))
        })
    })
}

/// Guardians who live elsewhere, unless somebody's whereabouts are withheld.
fn note_absent_guardians(circles: &mut Circles<'_>, comparer: Comparer<'_>) {
    let circle = |person: u32| circles.circle[person as usize];
    let found = absent_guardians(comparer, circles.facts, |a, b| circle(a) == circle(b));
    for (child, adult) in found {
        let [x, y] = [child, adult].map(|person| circles.circle[person as usize] as usize);
        if !circles.protected[x] && !circles.protected[y] {
            circles.elsewhere[x].insert((adult, "named-guardian"));
            circles.elsewhere[y].insert((child, "named-guardian"));
        }
    }
}

/// Who is on no list this month stays with the family of last time.
fn by_earlier(circles: &mut Circles<'_>) {
    let mut families: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let facts = circles.facts;
    for (person, facts) in facts.iter().enumerate() {
        if let Some(earlier) = &facts.earlier {
            families
                .entry(earlier)
                .or_default()
                .push(crate::identity::narrow(person));
        }
    }
    for (person, facts) in facts.iter().enumerate() {
        let Some(earlier) = &facts.absent_from else {
            continue;
        };
        let person = crate::identity::narrow(person);
        let family = families.get(earlier.as_str());
        let mut others = family
            .into_iter()
            .flatten()
            .filter(|other| **other != person);
        // One circle: if the family has parted, the one with the smallest number.
        if let Some(other) = others.next() {
            let same = circles.protected[circles.circle[*other as usize] as usize]
                == circles.protected[circles.circle[person as usize] as usize];
            circles.join(*other, person, "earlier-household", same);
        }
    }
}

impl Circles<'_> {
    fn finish(self) -> Vec<Circle> {
        let mut done = Vec::new();
        for ((mut members, elsewhere), protected) in self
            .members
            .into_iter()
            .zip(self.elsewhere)
            .zip(self.protected)
        {
            if members.is_empty() {
                continue;
            }
            members.sort_unstable();
            let elsewhere = elsewhere
                .into_iter()
                .filter(|(person, _)| !members.contains(person))
                .collect();
            done.push(Circle {
                members,
                elsewhere,
                protected,
            });
        }
        done.sort_by(|a, b| a.members.cmp(&b.members));
        done
    }
}

/// Until the end of the fiscal year in which somebody turns 18.
pub(crate) fn is_child(birth: NaiveDate, today: NaiveDate) -> bool {
    today <= fiscal_year_end_of_age(birth, 18)
}
