//! The members of one household, from the eldest to the youngest.

use super::{Child, Families, Family, Shape, clear_of_edges};
use crate::days::{day, plus_days};
use crate::names::{self, ABROAD, Abroad, Written};
use crate::people::{FromAbroad, Household, Name, Person, Sex, Status};
use chrono::NaiveDate;
use std::collections::HashSet;

/// A surname and, where the family register has other kanji, those.
type Surname = (Name, Option<String>);

/// What the members of one household share.
struct House {
    household: usize,
    surname: Surname,
    /// The surname of the children that came with the mother.
    other: Option<Surname>,
    abroad: Option<&'static Abroad>,
    since: NaiveDate,
    /// The birthday of the eldest child.
    first: NaiveDate,
}

impl Families<'_> {
    /// Adds a family; the places of its children in `people`, in the order asked for.
    pub(crate) fn add(&mut self, family: &Family) -> Vec<usize> {
        let household = self.town.households.len();
        let (address, number) = (self.address(family.zone), self.number(2));
        self.town.households.push(Household {
            number,
            address,
            members: Vec::new(),
            protected: family.protected,
        });
        let surname = match family.surname {
            Some(written) => (Name::new(written), None),
            None => self.surname(),
        };
        let first = family.children.iter().map(|c| c.birth).min();
        let first = first.unwrap_or(day(2026, 4, 1));
        let since = match family.since {
            Some(since) => since,
            None => plus_days(first, -self.rng.between(200, 4000)),
        };
        let remarried = matches!(
            family.shape,
            Shape::Remarried(_) | Shape::RemarriedRenamed(_)
        );
        let other = remarried.then(|| self.other_surname(&surname.0));
        let abroad = family.abroad.map(|at| &ABROAD[at % ABROAD.len()]);
        let house = House {
            household,
            surname,
            other,
            abroad,
            since,
            first,
        };
        let guardian = self.adults(family.shape, &house);
        let mut added: Vec<usize> = Vec::new();
        for place in 0..family.children.len() {
            let index = self.child(family, &house, place, added.last().copied());
            self.town.people[index].guardian = Some(guardian);
            added.push(index);
        }
        added
    }

    fn other_surname(&mut self, than: &Name) -> Surname {
        loop {
            let other = self.surname();
            if other.0 != *than {
                return other;
            }
        }
    }

    /// Adds the adults; the one who answers for the children.
    fn adults(&mut self, shape: Shape, house: &House) -> usize {
        match shape {
            Shape::Couple | Shape::Remarried(_) | Shape::RemarriedRenamed(_) => {
                let father = self.adult(house, Sex::Male, (22, 40), "世帯主");
                self.adult(house, Sex::Female, (21, 37), "妻");
                father
            }
            Shape::Mother => self.adult(house, Sex::Female, (19, 37), "世帯主"),
            Shape::Father => self.adult(house, Sex::Male, (24, 40), "世帯主"),
            Shape::Grandparents => {
                self.adult(house, Sex::Male, (52, 62), "世帯主");
                self.adult(house, Sex::Female, (50, 60), "妻");
                self.adult(house, Sex::Female, (18, 27), "子")
            }
        }
    }

    /// An adult who was so many years old when the eldest child was born.
    fn adult(
        &mut self,
        house: &House,
        sex: Sex,
        years: (i64, i64),
        relation: &'static str,
    ) -> usize {
        let birth = plus_days(house.first, -self.rng.between(years.0 * 365, years.1 * 365));
        let pool = if sex == Sex::Male {
            names::MEN
        } else {
            names::WOMEN
        };
        let given = self.given(&house.surname.0, pool, birth);
        let mut who = self.newcomer(house, &house.surname, (given, birth, sex), relation);
        if let Some(abroad) = house.abroad {
            self.come_from_abroad(&mut who, abroad);
        }
        self.push(house.household, who)
    }

    fn child(
        &mut self,
        family: &Family,
        house: &House,
        place: usize,
        before: Option<usize>,
    ) -> usize {
        let came_with_mother = match family.shape {
            Shape::Remarried(n) | Shape::RemarriedRenamed(n) => place < n,
            _ => false,
        };
        let keeps = came_with_mother && matches!(family.shape, Shape::Remarried(_));
        let surname = match &house.other {
            Some(other) if keeps => other,
            _ => &house.surname,
        };
        let relation = match family.shape {
            Shape::Grandparents => "子の子",
            _ if keeps => "妻の子",
            _ => "子",
        };
        let wanted = &family.children[place];
        let twin_of = before.filter(|_| wanted.twin);
        let facts = match twin_of {
            Some(first) => self.second_twin(first, &surname.0),
            None => {
                let twin_follows = family.children.get(place + 1).is_some_and(|next| next.twin);
                self.single(wanted, twin_follows, &surname.0)
            }
        };
        let mut who = self.newcomer(house, surname, facts, relation);
        if came_with_mother && !keeps {
            who.former = house.other.as_ref().map(|(other, _)| other.clone());
        }
        who.child = true;
        who.twin = twin_of.is_some();
        if let Some(abroad) = house.abroad {
            self.come_from_abroad(&mut who, abroad);
        }
        self.push(house.household, who)
    }

    fn single(
        &mut self,
        wanted: &Child,
        twin_follows: bool,
        surname: &Name,
    ) -> (Name, NaiveDate, Sex) {
        let sex = match wanted.sex {
            Some(sex) => sex,
            None if self.rng.chance(512) => Sex::Male,
            None => Sex::Female,
        };
        let (pool, twins) = match sex {
            Sex::Male => (names::BOYS, names::TWIN_BOYS),
            Sex::Female => (names::GIRLS, names::TWIN_GIRLS),
        };
        let given = match wanted.given {
            Some(given) => Name::new(given),
            None if twin_follows => Name::new(self.rng.pick(twins).0),
            None => self.given(surname, pool, wanted.birth),
        };
        (given, clear_of_edges(wanted.birth), sex)
    }

    fn second_twin(&mut self, first: usize, surname: &Name) -> (Name, NaiveDate, Sex) {
        let other = &mut self.town.people[first];
        other.twin = true;
        let (sex, birth, kanji) = (other.sex, other.birth, other.given.kanji.clone());
        let (pool, twins) = match sex {
            Sex::Male => (names::BOYS, names::TWIN_BOYS),
            Sex::Female => (names::GIRLS, names::TWIN_GIRLS),
        };
        let alike = twins.iter().find(|(a, _)| a.0 == kanji);
        let given = match alike {
            Some((_, second)) => Name::new(*second),
            None => self.given(surname, pool, birth),
        };
        (given, birth, sex)
    }

    fn newcomer(
        &mut self,
        house: &House,
        surname: &Surname,
        (given, birth, sex): (Name, NaiveDate, Sex),
        relation: &'static str,
    ) -> Person {
        Person {
            household: house.household,
            surname: surname.0.clone(),
            given,
            legal_surname: surname.1.clone(),
            former: None,
            abroad: None,
            birth,
            sex,
            relation,
            resident_no: self.number(1),
            since: house.since.max(birth),
            status: Status::Resident,
            resident: true,
            child: false,
            guardian: None,
            twin: false,
            schools: Vec::new(),
            undecided: Vec::new(),
        }
    }

    fn come_from_abroad(&mut self, who: &mut Person, abroad: &Abroad) {
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
}
