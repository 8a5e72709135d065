//! Two identities, field by field.

use mimamori_record::Tenths;
use mimamori_record::line::Term;
use mimamori_text::{Address, AddressLikeness, PhoneLikeness, compare_addresses, compare_phones};

use crate::birth::{birth, misfit};
use crate::form::{Form, Forms, NONE};
use crate::model::{Birth, HOUSEHOLD_FLOOR, Model};
use crate::names::Surname;
use crate::score::{SAME_HOME, Score};

/// Compares identities of one run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparer<'a> {
    pub(crate) forms: &'a Forms,
    pub(crate) model: &'a Model,
}

impl Comparer<'_> {
    /// Whether anything could come of comparing: two of different grades, of whom one has no birth
    /// date, are never one, never asked about and no rivals, unless they share a number.
    pub(crate) fn may_matter(&self, a: u32, b: u32) -> bool {
        let (x, y) = (&self.forms.all[a as usize], &self.forms.all[b as usize]);
        let same_number = x.resident != NONE && x.resident == y.resident;
        same_number || !misfit(x, y)
    }

    /// Whether two stand on one list.
    pub(crate) fn on_one_list(&self, a: u32, b: u32) -> bool {
        let [x, y] = [a, b].map(|at| &self.forms.all[at as usize].sources);
        x.iter().any(|source| y.contains(source))
    }

    /// The score alone.
    pub(crate) fn score(&self, a: u32, b: u32) -> Score {
        let mut bits = 0;
        let mut score = self.compare(a, b, &mut |_, _, tenths| bits += tenths);
        score.bits = bits;
        score
    }

    /// The terms; their sum is the score.
    pub(crate) fn explain(&self, a: u32, b: u32) -> Vec<Term> {
        let mut terms = Vec::new();
        self.each_term(a, b, &mut |field, level, tenths| {
            terms.push((field.into(), level.into(), Tenths(tenths)));
        });
        terms
    }

    /// Tells each term: field, level and tenths of a bit.
    pub(crate) fn each_term(
        &self,
        a: u32,
        b: u32,
        tell: &mut impl FnMut(&'static str, &'static str, i32),
    ) {
        // As the pair was scored: names of two spellings are worth what the first of them is.
        self.compare(a.min(b), a.max(b), tell);
    }

    fn compare(
        &self,
        a: u32,
        b: u32,
        tell: &mut impl FnMut(&'static str, &'static str, i32),
    ) -> Score {
        let (x, y) = (&self.forms.all[a as usize], &self.forms.all[b as usize]);
        let (surname, given) = self.names(x, y);
        tell("prior", "one-among-all", self.model.prior);
        let given_tenths = self.given_tenths(x, y, given);
        tell("given_name", given.code(), given_tenths);
        let birth = birth(x, y);
        let birth_tenths = match birth {
            Birth::Same => self
                .model
                .birth_bits(x.birth)
                .min(self.model.birth_bits(y.birth)),
            Birth::Swapped => 40,
            Birth::Near => 25,
            Birth::Fits => self.model.cohort_bits(x.cohort),
            Birth::Missing => 0,
            Birth::Misfit => -60,
            Birth::Different => -80,
        };
        tell("birth_date", birth.code(), birth_tenths);
        let other_sex = x.sex != NONE && y.sex != NONE && x.sex != y.sex;
        if x.sex != NONE && y.sex != NONE {
            let (level, tenths) = if other_sex {
                ("different", -50)
            } else {
                ("same", 9)
            };
            tell("sex", level, tenths);
        }
        let numbers = x.resident != NONE && y.resident != NONE;
        let same_number = numbers && x.resident == y.resident;
        if numbers {
            let (level, tenths) = if same_number {
                ("same", self.model.resident_same)
            } else {
                ("different", -60)
            };
            tell("resident_no", level, tenths);
        }
        let mut school = 0;
        self.school(x, y, birth, &mut |field, level, tenths| {
            school = tenths;
            tell(field, level, tenths);
        });
        let (household, family) = self.household(x, y, surname, tell);
        Score {
            bits: 0,
            given,
            birth,
            same_number,
            other_number: numbers && !same_number,
            other_sex,
            household: household >= 40,
            family,
            foreign: x.foreign || y.foreign,
            other_surname: (surname == Surname::Different
                || surname == Surname::Near && !(self.latin(x) && self.latin(y)))
                && household < 40
                && family < SAME_HOME
                && !self.renamed(x, y),
            same_list: self.on_one_list(a, b),
            school,
        }
    }

    /// School, grade and class, as far as the birth date has not said it already.
    fn school(
        &self,
        x: &Form,
        y: &Form,
        birth: Birth,
        tell: &mut impl FnMut(&'static str, &'static str, i32),
    ) {
        if x.institution == NONE
            || y.institution == NONE
            || x.cohort.is_none()
            || y.cohort.is_none()
        {
            return;
        }
        if x.cohort != y.cohort {
            if birth == Birth::Missing {
                tell("school", "other-grade", -60);
            }
            return;
        }
        let counted = if birth == Birth::Missing {
            0
        } else {
            self.model.cohort_bits(x.cohort)
        };
        // Where only a grade speaks, another school speaks against it; a known birthday outweighs that.
        let certain = matches!(birth, Birth::Same | Birth::Swapped | Birth::Near);
        if x.institution != y.institution {
            let against = if certain { 10 } else { 30 };
            return tell(
                "school",
                "other-school-same-grade",
                self.model.cohort_bits(x.cohort) - counted - against,
            );
        }
        let classes = x.class != NONE && y.class != NONE && x.school_year == y.school_year;
        let (level, bits) = match (classes, x.class == y.class) {
            (true, true) => ("same-class", self.model.school_bits(x, true)),
            (true, false) => (
                "other-class",
                self.model.school_bits(x, false) - if certain { 30 } else { 60 },
            ),
            (false, _) => ("same-grade", self.model.school_bits(x, false)),
        };
        tell("school", level, bits - counted);
    }

    /// What says *this family*, in all and beside the surname: each thing by itself, and no more together than a family can be
    /// worth. A family has children whom only their own names and birthdays tell apart.
    fn household(
        &self,
        x: &Form,
        y: &Form,
        surname: Surname,
        tell: &mut impl FnMut(&'static str, &'static str, i32),
    ) -> (i32, i32) {
        let mut sum = 0;
        let mut beside_surname = 0;
        let mut add = |field, level, tenths: i32| {
            sum += tenths;
            if field != "surname" {
                beside_surname += tenths;
            }
            tell(field, level, tenths);
        };
        match surname {
            Surname::Same(bits) => add("surname", "same", bits),
            // Of many letters, one apart is less often another name.
            Surname::Near if self.latin(x) && self.latin(y) => {
                add("surname", "one-letter-apart", 50)
            }
            Surname::Near => add("surname", "one-letter-apart", 15),
            Surname::Different => add("surname", "different", -35),
            Surname::Missing => {}
        }
        if x.household != NONE && y.household != NONE {
            let (level, tenths) = if x.household == y.household {
                ("same", 90)
            } else {
                ("different", -10)
            };
            add("household_no", level, tenths);
        }
        if x.address != NONE && y.address != NONE {
            let likeness = if x.address == y.address {
                AddressLikeness::Same
            } else {
                likeness(
                    &self.forms.addresses[x.address as usize],
                    &self.forms.addresses[y.address as usize],
                )
            };
            match likeness {
                AddressLikeness::Same => add("address", "same", 80),
                AddressLikeness::SameLot => add("address", "same-lot", 65),
                AddressLikeness::SameBlock => add("address", "same-block", 40),
                AddressLikeness::SameArea => add("address", "same-area", -5),
                AddressLikeness::Different => add("address", "different", -25),
                AddressLikeness::Missing => {}
            }
        }
        let addresses = x.address != NONE && y.address != NONE;
        if !addresses && x.postal_code != NONE && y.postal_code != NONE {
            let (level, tenths) = if x.postal_code == y.postal_code {
                ("same", 15)
            } else {
                ("different", -10)
            };
            add("postal_code", level, tenths);
        }
        match compare_phones(self.forms.phones_of(x), self.forms.phones_of(y)) {
            PhoneLikeness::Same => add("phone", "same", 80),
            PhoneLikeness::WithoutAreaCode => add("phone", "without-area-code", 65),
            PhoneLikeness::OneApart => add("phone", "one-digit-apart", 50),
            PhoneLikeness::Different => add("phone", "different", -10),
            PhoneLikeness::Missing => {}
        }
        match self.guardians(x, y) {
            Some(true) => add("guardian", "same", 70),
            Some(false) if self.renamed(x, y) => add("guardian", "same-given-name", 50),
            Some(false) => add("guardian", "different", -20),
            None => {}
        }
        let bounded = sum.clamp(HOUSEHOLD_FLOOR, self.model.household_cap);
        if bounded != sum {
            tell("household", "no-more-together", bounded - sum);
        }
        (bounded, beside_surname)
    }

    /// Whether child and guardian have taken a new surname together: the guardian's given name stays.
    fn renamed(&self, x: &Form, y: &Form) -> bool {
        self.only_given_same(
            (x.guardian, x.guardian_reading),
            (y.guardian, y.guardian_reading),
        )
    }

    /// Whether the two name the same guardian; `None` when that cannot be said.
    pub(crate) fn guardians(&self, x: &Form, y: &Form) -> Option<bool> {
        self.same_name(
            (x.guardian, x.guardian_reading),
            (y.guardian, y.guardian_reading),
        )
    }
}

/// Where the number stands in front, the street stands behind it: St and Street are one.
fn likeness(x: &Address, y: &Address) -> AddressLikeness {
    let found = compare_addresses(x, y);
    let in_front = x.area.is_empty() && y.area.is_empty();
    if !in_front || x.building.is_empty() || y.building.is_empty() {
        return found;
    }
    let alike = x
        .building
        .chars()
        .zip(y.building.chars())
        .take_while(|(p, q)| p == q)
        .count();
    match found {
        AddressLikeness::SameLot if alike > 3 => AddressLikeness::Same,
        AddressLikeness::SameLot | AddressLikeness::SameBlock if alike == 0 => {
            AddressLikeness::Different
        }
        found => found,
    }
}
