//! Families: who lives together, how they are called, when they came.

mod member;
mod ordinary;
mod wanted;

pub(crate) use wanted::{Child, Family, Shape};

use crate::days::{self, plus_days, plus_months, today};
use crate::names::{self, Written};
use crate::people::{Address, Name, Person, School};
use crate::rng::Rng;
use crate::town::Town;
use chrono::{Datelike, NaiveDate};
use std::collections::HashSet;

const AREAS: &[(&str, School)] = &[
    ("みなと", School::Minato),
    ("浜町", School::Minato),
    ("本町", School::Minato),
    ("若葉", School::Yamate),
    ("緑が丘", School::Yamate),
    ("大字山手", School::Yamate),
    ("東", School::Higashi),
    ("大字日和田", School::Higashi),
];
const FLATS: &[&str] = &[
    "コーポ若葉",
    "ハイツみなと",
    "メゾン日向",
    "町営住宅",
    "サンハイツ東",
];

/// Makes families and remembers what would make two of them the same on paper.
pub(crate) struct Families<'t> {
    pub(crate) town: &'t mut Town,
    rng: Rng,
    addresses: HashSet<(&'static str, usize, usize, usize)>,
    names: HashSet<(String, String, i32)>,
    numbers: HashSet<String>,
}

/// Moves a birthday away from the days on which a window of a check-up would end today.
pub(crate) fn clear_of_edges(mut birth: NaiveDate) -> NaiveDate {
    let near = |date: NaiveDate| (date - today()).num_days().abs() <= 3;
    while birth.day() > 28
        || [5, 24, 48]
            .iter()
            .any(|m| near(plus_days(plus_months(birth, *m), 60)))
        || [24, 48, 84].iter().any(|m| near(plus_months(birth, *m)))
    {
        birth = plus_days(birth, -1);
    }
    birth
}

impl<'t> Families<'t> {
    pub(crate) fn new(town: &'t mut Town) -> Self {
        let rng = Rng::at(town.seed, &[1]);
        Families {
            town,
            rng,
            addresses: HashSet::new(),
            names: HashSet::new(),
            numbers: HashSet::new(),
        }
    }

    fn number(&mut self, first: i64) -> String {
        loop {
            let drawn = format!(
                "{}",
                first * 1_000_000_000 + self.rng.between(1_000_000, 999_999_999)
            );
            if self.numbers.insert(drawn.clone()) {
                return drawn;
            }
        }
    }

    fn address(&mut self, zone: Option<School>) -> Address {
        let zone = zone.unwrap_or_else(|| match self.rng.below(100) {
            0..45 => School::Minato,
            45..78 => School::Yamate,
            _ => School::Higashi,
        });
        loop {
            let areas: Vec<_> = AREAS.iter().filter(|(_, z)| *z == zone).collect();
            let area = self.rng.pick(&areas).0;
            let chome = 1 + self.rng.below(5);
            let (ban, go) = (1 + self.rng.below(60), 1 + self.rng.below(40));
            if self.addresses.insert((area, chome, ban, go)) {
                let flat = self.rng.chance(250).then(|| {
                    (
                        *self.rng.pick(FLATS),
                        101 + 100 * self.rng.below(4) + self.rng.below(8),
                    )
                });
                return Address {
                    area,
                    chome,
                    ban,
                    go,
                    flat,
                    zone,
                };
            }
        }
    }

    /// A given name that nobody of the same surname has; in a city with more children than names,
    /// one that nobody of the same surname and school year has.
    fn given(&mut self, surname: &Name, from: &[Written], birth: NaiveDate) -> Name {
        let key = |name: &Name, year| (surname.kana.clone(), name.kana.clone(), year);
        let year = days::entry_year(birth);
        let mut name = Name::new(*self.rng.pick_common(from));
        for attempt in 0..300 {
            let free = !self.names.contains(&key(&name, year))
                && (attempt > 30 || !self.names.contains(&key(&name, 0)));
            if free {
                break;
            }
            name = Name::new(*self.rng.pick(from));
        }
        self.names.insert(key(&name, year));
        self.names.insert(key(&name, 0));
        name
    }

    fn surname(&mut self) -> (Name, Option<String>) {
        let surname = if self.rng.chance(300) {
            let (front, back) = (self.rng.pick(names::FRONTS), self.rng.pick(names::BACKS));
            Name {
                kanji: format!("{}{}", front.0, back.0),
                kana: format!("{}{}", front.1, back.1),
            }
        } else {
            Name::new(*self.rng.pick_common(names::SURNAMES))
        };
        self.legal(surname)
    }

    fn legal(&mut self, surname: Name) -> (Name, Option<String>) {
        let variants = names::variants(&surname.kanji);
        let legal = (!variants.is_empty() && self.rng.chance(450))
            .then(|| self.rng.pick(&variants).clone());
        (surname, legal)
    }

    fn push(&mut self, household: usize, who: Person) -> usize {
        let index = self.town.people.len();
        self.town.households[household].members.push(index);
        self.town.people.push(who);
        index
    }
}
