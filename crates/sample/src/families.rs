//! Families: who lives together, how they are called, when they came.

use crate::days::{self, day, plus_days, plus_months, today};
use crate::names::{self, ABROAD, Abroad, Written};
use crate::people::{Address, FromAbroad, Household, Name, Person, School, Sex, Status};
use crate::rng::Rng;
use crate::town::Town;
use chrono::{Datelike, NaiveDate};
use std::collections::HashSet;

/// How a household is made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Father (世帯主), mother and children.
    Couple,
    /// A mother alone.
    Mother,
    /// A father alone.
    Father,
    /// The mother's parents head the household; the children are 子の子.
    Grandparents,
    /// The first `n` children came with the mother and keep their surname (妻の子).
    Remarried(usize),
    /// The first `n` children came with the mother and took the new surname.
    RemarriedRenamed(usize),
}

/// A child that a family is to have.
#[derive(Debug, Clone)]
pub(crate) struct Child {
    pub(crate) birth: NaiveDate,
    pub(crate) sex: Option<Sex>,
    /// Born with the child before it, of the same sex.
    pub(crate) twin: bool,
    pub(crate) given: Option<Written>,
}

impl Child {
    pub(crate) fn born(year: i32, month: u32, date: u32) -> Self {
        Child {
            birth: day(year, month, date),
            sex: None,
            twin: false,
            given: None,
        }
    }
}

/// A family that is to live in the town.
#[derive(Debug, Clone)]
pub(crate) struct Family {
    pub(crate) children: Vec<Child>,
    pub(crate) shape: Shape,
    pub(crate) zone: Option<School>,
    pub(crate) abroad: Option<usize>,
    pub(crate) since: Option<NaiveDate>,
    pub(crate) protected: bool,
    pub(crate) surname: Option<Written>,
}

impl Family {
    pub(crate) fn of(children: Vec<Child>) -> Self {
        Family {
            children,
            shape: Shape::Couple,
            zone: None,
            abroad: None,
            since: None,
            protected: false,
            surname: None,
        }
    }

    pub(crate) fn shaped(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    pub(crate) fn near(mut self, zone: School) -> Self {
        self.zone = Some(zone);
        self
    }

    pub(crate) fn came(mut self, since: NaiveDate) -> Self {
        self.since = Some(since);
        self
    }
}

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
        let year = days::birth_school_year(birth);
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

    /// Adds a family; the places of its children in `people`, in the order asked for.
    pub(crate) fn add(&mut self, family: &Family) -> Vec<usize> {
        let household = self.town.households.len();
        let address = self.address(family.zone);
        let number = self.number(2);
        self.town.households.push(Household {
            number,
            address,
            members: Vec::new(),
            protected: family.protected,
        });
        let (surname, legal) = match family.surname {
            Some(written) => (Name::new(written), None),
            None => self.surname(),
        };
        let abroad = family.abroad.map(|at| &ABROAD[at % ABROAD.len()]);
        let first = family
            .children
            .iter()
            .map(|c| c.birth)
            .min()
            .unwrap_or(day(2026, 4, 1));
        let since = family
            .since
            .unwrap_or_else(|| plus_days(first, -self.rng.between(200, 4000)));
        let make = |families: &mut Self, sex: Sex, years: (i64, i64), relation: &'static str| {
            let pool = if sex == Sex::Male {
                names::MEN
            } else {
                names::WOMEN
            };
            let birth = plus_days(first, -families.rng.between(years.0 * 365, years.1 * 365));
            let surname = surname.clone();
            let given = families.given(&surname, pool, birth);
            let came = plus_days(since, 0).max(birth);
            let mut who = families.blank(household, surname, given, birth, sex, relation, came);
            who.legal_surname.clone_from(&legal);
            if let Some(abroad) = abroad {
                families.from_abroad(&mut who, abroad);
            }
            families.push(household, who)
        };
        let guardian = match family.shape {
            Shape::Couple | Shape::Remarried(_) | Shape::RemarriedRenamed(_) => {
                let father = make(self, Sex::Male, (22, 40), "世帯主");
                make(self, Sex::Female, (21, 37), "妻");
                father
            }
            Shape::Mother => make(self, Sex::Female, (19, 37), "世帯主"),
            Shape::Father => make(self, Sex::Male, (24, 40), "世帯主"),
            Shape::Grandparents => {
                make(self, Sex::Male, (52, 62), "世帯主");
                make(self, Sex::Female, (50, 60), "妻");
                make(self, Sex::Female, (18, 27), "子")
            }
        };
        let old_surname = matches!(
            family.shape,
            Shape::Remarried(_) | Shape::RemarriedRenamed(_)
        )
        .then(|| {
            loop {
                let (other, legal) = self.surname();
                if other != surname {
                    break (other, legal);
                }
            }
        });
        let mut added: Vec<usize> = Vec::new();
        for (place, child) in family.children.iter().enumerate() {
            let twin_of = child.twin.then(|| added.last().copied()).flatten();
            let index = self.child(
                family,
                (household, guardian),
                place,
                child,
                twin_of,
                (&surname, &legal),
                &old_surname,
                since,
            );
            added.push(index);
        }
        added
    }

    #[allow(clippy::too_many_arguments)] // one caller; a struct would only rename the same eight things
    fn child(
        &mut self,
        family: &Family,
        (household, guardian): (usize, usize),
        place: usize,
        child: &Child,
        twin_of: Option<usize>,
        (surname, legal): (&Name, &Option<String>),
        old: &Option<(Name, Option<String>)>,
        since: NaiveDate,
    ) -> usize {
        let abroad = family.abroad.map(|at| &ABROAD[at % ABROAD.len()]);
        let born_before = match family.shape {
            Shape::Remarried(n) | Shape::RemarriedRenamed(n) => place < n,
            _ => false,
        };
        let (mut surname, mut legal) = (surname.clone(), legal.clone());
        let mut former = None;
        if let (true, Some((other, other_legal))) = (born_before, old) {
            if matches!(family.shape, Shape::Remarried(_)) {
                (surname, legal) = (other.clone(), other_legal.clone());
            } else {
                former = Some(other.clone());
            }
        }
        let relation = match family.shape {
            Shape::Grandparents => "子の子",
            Shape::Remarried(_) if born_before => "妻の子",
            _ => "子",
        };
        let (sex, given, birth) = match twin_of {
            Some(first) => {
                let other = &self.town.people[first];
                let (sex, birth, kanji) = (other.sex, other.birth, other.given.kanji.clone());
                let pairs = if sex == Sex::Male {
                    names::TWIN_BOYS
                } else {
                    names::TWIN_GIRLS
                };
                let second = pairs
                    .iter()
                    .find(|(a, _)| a.0 == kanji)
                    .map(|(_, b)| Name::new(*b));
                let given = match second {
                    Some(given) => given,
                    None => self.given(
                        &surname,
                        if sex == Sex::Male {
                            names::BOYS
                        } else {
                            names::GIRLS
                        },
                        birth,
                    ),
                };
                self.town.people[first].twin = true;
                (sex, given, birth)
            }
            None => {
                let sex = child.sex.unwrap_or(if self.rng.chance(512) {
                    Sex::Male
                } else {
                    Sex::Female
                });
                let (pool, pairs) = if sex == Sex::Male {
                    (names::BOYS, names::TWIN_BOYS)
                } else {
                    (names::GIRLS, names::TWIN_GIRLS)
                };
                let twin_follows = family.children.get(place + 1).is_some_and(|next| next.twin);
                let given = match child.given {
                    Some(given) => Name::new(given),
                    None if twin_follows => Name::new(self.rng.pick(pairs).0),
                    None => self.given(&surname, pool, child.birth),
                };
                (sex, given, clear_of_edges(child.birth))
            }
        };
        let mut who = self.blank(
            household,
            surname,
            given,
            birth,
            sex,
            relation,
            since.max(birth),
        );
        who.legal_surname = legal;
        who.former = former;
        who.child = true;
        who.guardian = Some(guardian);
        who.twin = twin_of.is_some();
        if let Some(abroad) = abroad {
            self.from_abroad(&mut who, abroad);
        }
        self.push(household, who)
    }

    #[allow(clippy::too_many_arguments)] // the facts of a person, each said once
    fn blank(
        &mut self,
        household: usize,
        surname: Name,
        given: Name,
        birth: NaiveDate,
        sex: Sex,
        relation: &'static str,
        since: NaiveDate,
    ) -> Person {
        Person {
            household,
            surname,
            given,
            legal_surname: None,
            former: None,
            abroad: None,
            birth,
            sex,
            relation,
            resident_no: self.number(1),
            since,
            status: Status::Resident,
            resident: true,
            child: false,
            guardian: None,
            twin: false,
            schools: Vec::new(),
            undecided: Vec::new(),
        }
    }

    fn from_abroad(&mut self, who: &mut Person, abroad: &Abroad) {
        let pool = if who.sex == Sex::Male {
            abroad.men
        } else {
            abroad.women
        };
        let used: HashSet<String> = self.town.households[who.household]
            .members
            .iter()
            .map(|m| self.town.people[*m].given.kanji.clone())
            .collect();
        let free: Vec<&Written> = pool
            .iter()
            .filter(|(_, kana)| !used.contains(*kana))
            .collect();
        let (latin, katakana) = if free.is_empty() {
            pool[0]
        } else {
            **self.rng.pick(&free)
        };
        let kana = crate::kana::hiragana;
        who.legal_surname = None;
        who.surname = Name {
            kanji: abroad.katakana.to_owned(),
            kana: kana(abroad.katakana),
        };
        who.given = Name {
            kanji: katakana.to_owned(),
            kana: kana(katakana),
        };
        who.abroad = Some(FromAbroad {
            latin: (abroad.latin.to_owned(), latin.to_owned()),
            alias: abroad.alias.map(Name::new),
        });
    }

    /// Adds ordinary families until the town has `wanted` children.
    pub(crate) fn fill(&mut self, wanted: usize) {
        let mut have = self.town.children().count();
        while have < wanted {
            let family = self.ordinary(wanted - have);
            have += self.add(&family).len();
        }
    }

    fn ordinary(&mut self, room: usize) -> Family {
        let count = [1, 1, 1, 2, 2, 2, 2, 3, 3, 4][self.rng.below(10)].min(room);
        let oldest = (today() - day(2008, 4, 3)).num_days();
        let youngest = 6;
        let mut age = self.rng.between(youngest, oldest);
        let mut children = Vec::new();
        while children.len() < count && age >= youngest {
            let birth = plus_days(today(), -age);
            children.push(Child {
                birth,
                sex: None,
                twin: false,
                given: None,
            });
            if children.len() < count && self.rng.chance(12) {
                children.push(Child {
                    birth,
                    sex: None,
                    twin: true,
                    given: None,
                });
            }
            age -= self.rng.between(420, 1500);
        }
        let shape = match self.rng.below(100) {
            0..78 => Shape::Couple,
            78..90 => Shape::Mother,
            90..92 => Shape::Father,
            92..96 => Shape::Grandparents,
            96..98 => Shape::Remarried(1),
            _ => Shape::RemarriedRenamed(1),
        };
        let mut family = Family::of(children).shaped(shape);
        let school_age = family
            .children
            .iter()
            .any(|c| (1..=9).contains(&days::grade(clear_of_edges(c.birth))));
        if self.rng.chance(45) {
            let last = if school_age {
                day(2026, 3, 25)
            } else {
                day(2026, 5, 22)
            };
            let span = (last - day(2025, 4, 1)).num_days();
            family.since = Some(plus_days(day(2025, 4, 1), self.rng.between(0, span)));
        }
        if self.rng.chance(22) && shape == Shape::Couple {
            family.abroad = Some(self.rng.below(ABROAD.len()));
        }
        family.protected = self.rng.chance(4);
        family
    }
}
