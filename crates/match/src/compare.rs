//! Two identities, field by field.

use mimamori_record::Tenths;
use mimamori_record::line::Term;
use mimamori_text::{Address, AddressLikeness, PhoneLikeness, compare_addresses, compare_phones};

use crate::birth::{birth, misfit};
use crate::form::{Form, Forms, NONE};
use crate::level::Level;
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
        let mut score = self.compare(a, b, &mut |_, tenths| bits += tenths);
        score.bits = bits;
        score
    }

    /// The terms; their sum is the score.
    pub(crate) fn explain(&self, a: u32, b: u32) -> Vec<Term> {
        let mut terms = Vec::new();
        self.each_term(a, b, &mut |level, tenths| {
            terms.push((level.field().into(), level.code().into(), Tenths(tenths)));
        });
        terms
    }

    /// Tells each term: level and tenths of a bit.
    pub(crate) fn each_term(&self, a: u32, b: u32, tell: &mut impl FnMut(Level, i32)) {
        // As the pair was scored: names of two spellings are worth what the first of them is.
        self.compare(a.min(b), a.max(b), tell);
    }

    fn compare(&self, a: u32, b: u32, tell: &mut impl FnMut(Level, i32)) -> Score {
        let (x, y) = (&self.forms.all[a as usize], &self.forms.all[b as usize]);
        let (surname, given) = self.names(x, y);
        let weights = &self.model.weights;
        tell(Level::Prior, self.model.prior);
        let given_level = self.given_level(x, y, given);
        tell(given_level, self.given_tenths(x, y, given_level));
        let birth = birth(x, y);
        let birth_tenths = match birth {
            Birth::Same => self
                .model
                .birth_bits(x.birth)
                .min(self.model.birth_bits(y.birth)),
            Birth::Fits => self.model.cohort_bits(x.cohort),
            other => weights.of(other.level()),
        };
        tell(birth.level(), birth_tenths);
        let other_sex = x.sex != NONE && y.sex != NONE && x.sex != y.sex;
        if x.sex != NONE && y.sex != NONE {
            let level = if other_sex {
                Level::SexDifferent
            } else {
                Level::SexSame
            };
            tell(level, weights.of(level));
        }
        let numbers = x.resident != NONE && y.resident != NONE;
        let same_number = numbers && x.resident == y.resident;
        if same_number {
            tell(Level::NumberSame, self.model.resident_same);
        } else if numbers {
            let level = Level::NumberDifferent;
            tell(level, weights.of(level));
        }
        let mut school = 0;
        self.school(x, y, birth, &mut |level, tenths| {
            school = tenths;
            tell(level, tenths);
        });
        let (household, family) = self.household(x, y, surname, tell);
        let same_list = self.on_one_list(a, b);
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
            same_list,
            one_each: same_list && self.forms.once.contains(&x.dataset),
            school,
        }
    }

    /// School, grade and class, as far as the birth date has not said it already.
    fn school(&self, x: &Form, y: &Form, birth: Birth, tell: &mut impl FnMut(Level, i32)) {
        if x.institution == NONE
            || y.institution == NONE
            || x.cohort.is_none()
            || y.cohort.is_none()
        {
            return;
        }
        if x.cohort != y.cohort {
            if birth == Birth::Missing {
                let level = Level::SchoolOtherGrade;
                tell(level, self.model.weights.of(level));
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
                Level::SchoolOther,
                self.model.cohort_bits(x.cohort) - counted - against,
            );
        }
        let classes = x.class != NONE && y.class != NONE && x.school_year == y.school_year;
        let (level, bits) = match (classes, x.class == y.class) {
            (true, true) => (Level::SchoolClass, self.model.school_bits(x, true)),
            (true, false) => (
                Level::SchoolOtherClass,
                self.model.school_bits(x, false) - if certain { 30 } else { 60 },
            ),
            (false, _) => (Level::SchoolGrade, self.model.school_bits(x, false)),
        };
        tell(level, bits - counted);
    }

    /// What says *this family*, in all and beside the surname: each thing by itself, and no more together than a family can be
    /// worth. A family has children whom only their own names and birthdays tell apart. What is
    /// given back is by the default weights: the rules that ask for it are made for those.
    fn household(
        &self,
        x: &Form,
        y: &Form,
        surname: Surname,
        tell: &mut impl FnMut(Level, i32),
    ) -> (i32, i32) {
        let (mut sum, mut usual, mut beside_surname) = (0, 0, 0);
        if let Surname::Same(tenths) = surname {
            sum += tenths;
            usual += tenths;
            tell(Level::SurnameSame, tenths);
        }
        let latin = || self.latin(x) && self.latin(y);
        let surname = match surname {
            Surname::Near if latin() => Some(Level::SurnameOneLatinLetter),
            Surname::Near => Some(Level::SurnameOneLetter),
            Surname::Different => Some(Level::SurnameDifferent),
            Surname::Same(_) | Surname::Missing => None,
        };
        let home = self.home(x, y);
        for (at, level) in std::iter::once(surname).chain(home).enumerate() {
            let Some(level) = level else { continue };
            let tenths = self.model.weights.of(level);
            sum += tenths;
            usual += level.default_tenths();
            if at > 0 {
                beside_surname += level.default_tenths();
            }
            tell(level, tenths);
        }
        let cap = self.model.household_cap;
        let bounded = sum.clamp(HOUSEHOLD_FLOOR, cap);
        if bounded != sum {
            tell(Level::HouseholdBound, bounded - sum);
        }
        (usual.clamp(HOUSEHOLD_FLOOR, cap), beside_surname)
    }

    /// How household number, address, postal code, telephone and guardian compare.
    fn home(&self, x: &Form, y: &Form) -> [Option<Level>; 5] {
        let number = x.household != NONE && y.household != NONE;
        let number = number.then_some(match x.household == y.household {
            true => Level::HouseholdNoSame,
            false => Level::HouseholdNoDifferent,
        });
        let addresses = x.address != NONE && y.address != NONE;
        let address = match addresses {
            false => AddressLikeness::Missing,
            true if x.address == y.address => AddressLikeness::Same,
            true => likeness(
                &self.forms.addresses[x.address as usize],
                &self.forms.addresses[y.address as usize],
            ),
        };
        let address = match address {
            AddressLikeness::Same => Some(Level::AddressSame),
            AddressLikeness::SameLot => Some(Level::AddressLot),
            AddressLikeness::SameBlock => Some(Level::AddressBlock),
            AddressLikeness::SameArea => Some(Level::AddressArea),
            AddressLikeness::Different => Some(Level::AddressDifferent),
            AddressLikeness::Missing => None,
        };
        let postal = !addresses && x.postal_code != NONE && y.postal_code != NONE;
        let postal = postal.then_some(match x.postal_code == y.postal_code {
            true => Level::PostalSame,
            false => Level::PostalDifferent,
        });
        let phone = match compare_phones(self.forms.phones_of(x), self.forms.phones_of(y)) {
            PhoneLikeness::Same => Some(Level::PhoneSame),
            PhoneLikeness::WithoutAreaCode => Some(Level::PhoneWithoutArea),
            PhoneLikeness::OneApart => Some(Level::PhoneOneDigit),
            PhoneLikeness::Different => Some(Level::PhoneDifferent),
            PhoneLikeness::Missing => None,
        };
        let guardian = match self.guardians(x, y) {
            Some(true) => Some(Level::GuardianSame),
            Some(false) if self.renamed(x, y) => Some(Level::GuardianGiven),
            Some(false) => Some(Level::GuardianDifferent),
            None => None,
        };
        [number, address, postal, phone, guardian]
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
