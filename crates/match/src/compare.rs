//! Two identities, field by field.

use chrono::{Datelike, NaiveDate};
use mimamori_record::Tenths;
use mimamori_record::line::Term;
use mimamori_text::{
    AddressLikeness, KanaLikeness, NameLikeness, PartLikeness, PhoneLikeness, compare_addresses,
    compare_kana, compare_parsed_names, compare_phones,
};

use crate::form::{Form, Forms, Kana, NONE, Part, Reading, swapped};
use crate::model::{Birth, Given, HOUSEHOLD_FLOOR, Model};

/// What came out, short enough to keep for every pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Score {
    /// Logarithm of the odds, in tenths of a bit.
    pub(crate) bits: i32,
    pub(crate) given: Given,
    pub(crate) birth: Birth,
    pub(crate) same_number: bool,
    pub(crate) other_number: bool,
    pub(crate) other_sex: bool,
    /// The evidence says *the same household*.
    pub(crate) household: bool,
    /// The surnames differ and nothing else says that it is one family.
    pub(crate) other_surname: bool,
    /// Two rows of one list.
    pub(crate) same_list: bool,
}

impl Score {
    /// Reasons for which two are never one, whatever the rest says.
    pub(crate) fn conflict(&self) -> bool {
        self.other_number
            || self.given == Given::Different
            || matches!(self.birth, Birth::Different | Birth::Misfit) && !self.same_number
            || self.other_sex && !self.same_number && self.given.weak()
            // One list does not make the same slip against itself.
            || self.same_list && matches!(self.birth, Birth::Swapped | Birth::Near)
            || self.same_list && self.other_surname
    }
}

/// Compares identities of one run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparer<'a> {
    pub(crate) forms: &'a Forms,
    pub(crate) model: &'a Model,
}

impl Comparer<'_> {
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
        self.compare(a, b, &mut |field, level, tenths| {
            terms.push((field.to_owned(), level.to_owned(), Tenths(tenths)));
        });
        terms
    }

    fn compare(&self, a: u32, b: u32, tell: &mut dyn FnMut(&'static str, &'static str, i32)) -> Score {
        let (x, y) = (&self.forms.all[a as usize], &self.forms.all[b as usize]);
        let (surname, given) = self.names(x, y);
        tell("prior", "one-among-all", self.model.prior);
        let given_tenths = self.given_tenths(x, y, given);
        tell("given_name", given.code(), given_tenths);
        let birth = birth(x, y);
        let birth_tenths = match birth {
            Birth::Same => self.model.birth_bits(x.birth).min(self.model.birth_bits(y.birth)),
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
            let (level, tenths) = if other_sex { ("different", -50) } else { ("same", 9) };
            tell("sex", level, tenths);
        }
        let numbers = x.resident != NONE && y.resident != NONE;
        let same_number = numbers && x.resident == y.resident;
        if numbers {
            let (level, tenths) = if same_number { ("same", self.model.resident_same) } else { ("different", -60) };
            tell("resident_no", level, tenths);
        }
        self.school(x, y, birth, tell);
        let household = self.household(x, y, surname, tell);
        Score {
            bits: 0,
            given,
            birth,
            same_number,
            other_number: numbers && !same_number,
            other_sex,
            household: household >= 40,
            other_surname: matches!(surname, Surname::Different | Surname::Near) && household < 40,
            same_list: shares(&x.sources, &y.sources),
        }
    }

    fn given_tenths(&self, x: &Form, y: &Form, given: Given) -> i32 {
        let letters = |form: &Form| form.letters.iter().map(|at| self.forms.letters[*at as usize].given).filter(|word| *word != NONE).map(|word| self.model.given_bits(word)).min();
        let reading = |form: &Form| form.readings.iter().map(|at| self.forms.readings[*at as usize].given.sound).filter(|word| *word != NONE).map(|word| self.model.given_bits(word)).min();
        let least = |one: Option<i32>, other: Option<i32>| match (one, other) {
            (Some(one), Some(other)) => one.min(other),
            (one, other) => one.or(other).unwrap_or(60),
        };
        match given {
            Given::Both => least(letters(x), letters(y)),
            Given::Letters => least(letters(x), letters(y)) - 3,
            Given::Reading => least(reading(x), reading(y)) - 5,
            Given::LettersOnly => least(letters(x), letters(y)) - 45,
            Given::ReadingOnly => least(reading(x), reading(y)) - 60,
            Given::OneLetter => -20,
            Given::OneKana => -10,
            Given::Incomparable | Given::Missing => 0,
            Given::Different => -90,
        }
    }

    /// School, grade and class, as far as the birth date has not said it already.
    fn school(&self, x: &Form, y: &Form, birth: Birth, tell: &mut dyn FnMut(&'static str, &'static str, i32)) {
        if x.institution == NONE || y.institution == NONE || x.cohort.is_none() || y.cohort.is_none() {
            return;
        }
        if x.cohort != y.cohort {
            if birth == Birth::Missing {
                tell("school", "other-grade", -60);
            }
            return;
        }
        let counted = if birth == Birth::Missing { 0 } else { self.model.cohort_bits(x.cohort) };
        // Where only a grade speaks, another school speaks against it; a known birthday outweighs that.
        let certain = matches!(birth, Birth::Same | Birth::Swapped | Birth::Near);
        if x.institution != y.institution {
            let against = if certain { 10 } else { 30 };
            return tell("school", "other-school-same-grade", self.model.cohort_bits(x.cohort) - counted - against);
        }
        let classes = x.class != NONE && y.class != NONE && x.school_year == y.school_year;
        let (level, bits) = match (classes, x.class == y.class) {
            (true, true) => ("same-class", self.model.school_bits(x, true)),
            (true, false) => ("other-class", self.model.school_bits(x, false) - if certain { 30 } else { 60 }),
            (false, _) => ("same-grade", self.model.school_bits(x, false)),
        };
        tell("school", level, bits - counted);
    }

    /// What says *this family*: each thing by itself, and no more together than a family can be
    /// worth. A family has children whom only their own names and birthdays tell apart.
    fn household(&self, x: &Form, y: &Form, surname: Surname, tell: &mut dyn FnMut(&'static str, &'static str, i32)) -> i32 {
        let mut sum = 0;
        let mut add = |field, level, tenths: i32| {
            sum += tenths;
            tell(field, level, tenths);
        };
        match surname {
            Surname::Same(bits) => add("surname", "same", bits),
            Surname::Near => add("surname", "one-letter-apart", 15),
            Surname::Different => add("surname", "different", -35),
            Surname::Missing => {}
        }
        if x.household != NONE && y.household != NONE {
            let (level, tenths) = if x.household == y.household { ("same", 90) } else { ("different", -10) };
            add("household_no", level, tenths);
        }
        if x.address != NONE && y.address != NONE {
            let likeness = if x.address == y.address {
                AddressLikeness::Same
            } else {
                compare_addresses(&self.forms.addresses[x.address as usize], &self.forms.addresses[y.address as usize])
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
        match compare_phones(&x.phones, &y.phones) {
            PhoneLikeness::Same => add("phone", "same", 80),
            PhoneLikeness::WithoutAreaCode => add("phone", "without-area-code", 65),
            PhoneLikeness::OneApart => add("phone", "one-digit-apart", 50),
            PhoneLikeness::Different => add("phone", "different", -10),
            PhoneLikeness::Missing => {}
        }
        match self.guardians(x, y) {
            Some(true) => add("guardian", "same", 70),
            Some(false) => add("guardian", "different", -20),
            None => {}
        }
        let bounded = sum.clamp(HOUSEHOLD_FLOOR, self.model.household_cap);
        if bounded != sum {
            tell("household", "no-more-together", bounded - sum);
        }
        bounded
    }

    /// Whether the two name the same guardian; `None` when that cannot be said.
    pub(crate) fn guardians(&self, x: &Form, y: &Form) -> Option<bool> {
        self.same_name((x.guardian, x.guardian_reading), (y.guardian, y.guardian_reading))
    }

    /// Whether two names (letters, reading) are the same.
    pub(crate) fn same_name(&self, x: (u32, u32), y: (u32, u32)) -> Option<bool> {
        let letters = (x.0 != NONE && y.0 != NONE)
            .then(|| self.letters(x.0, y.0).0)
            .filter(|likeness| *likeness != NameLikeness::Missing)
            .map(|likeness| likeness <= NameLikeness::CloseName);
        let reading = (x.1 != NONE && y.1 != NONE).then(|| {
            let (surname, given) = self.reading_parts(x.1, y.1);
            close(surname) && close(given)
        });
        match (letters, reading) {
            (Some(letters), Some(reading)) => Some(letters || reading),
            (one, other) => one.or(other),
        }
    }

    fn letters(&self, a: u32, b: u32) -> (NameLikeness, PartLikeness, PartLikeness) {
        let (x, y) = (&self.forms.letters[a as usize], &self.forms.letters[b as usize]);
        if a == b && !x.family {
            return (NameLikeness::Same, PartLikeness::Same, PartLikeness::Same);
        }
        if x.family || y.family {
            let same = x.surname == y.surname || x.family && x.whole == y.surname || y.family && y.whole == x.surname || x.whole == y.whole;
            return if same {
                (NameLikeness::SurnameOnly, PartLikeness::Same, PartLikeness::Missing)
            } else {
                (NameLikeness::Different, PartLikeness::Different, PartLikeness::Missing)
            };
        }
        if x.whole == y.whole && !x.name.latin && !y.name.latin && x.parts.is_some() && y.parts.is_some() {
            return (NameLikeness::Same, PartLikeness::Same, PartLikeness::Same);
        }
        if let (Some(p), Some(q)) = (&x.parts, &y.parts) {
            let surname = part(x.surname == y.surname, &p[0], &q[0]);
            let written = !x.name.given.is_empty() && !y.name.given.is_empty();
            // A name in one piece was divided by a guess, which holds where the surname is the same.
            if written || surname == PartLikeness::Same {
                let given = part(x.given == y.given, &p[1], &q[1]);
                return (likeness(surname, given), surname, given);
            }
        }
        let found = compare_parsed_names(&x.name, &y.name);
        (found.likeness, found.surname, found.given)
    }

    /// Surname and given name, over letters and readings.
    fn names(&self, x: &Form, y: &Form) -> (Surname, Given) {
        let mut letters: Option<(NameLikeness, PartLikeness, PartLikeness, u32)> = None;
        for a in &x.letters {
            for b in &y.letters {
                if self.forms.letters[*a as usize].kana || self.forms.letters[*b as usize].kana {
                    continue;
                }
                let (likeness, surname, given) = self.letters(*a, *b);
                if letters.is_none_or(|best| likeness < best.0) {
                    letters = Some((likeness, surname, given, *a));
                }
            }
        }
        let mut reading: Option<(KanaLikeness, KanaLikeness)> = None;
        for a in &x.readings {
            for b in &y.readings {
                let found = self.reading_parts(*a, *b);
                let rank = |parts: (KanaLikeness, KanaLikeness)| (parts.1, parts.0);
                if reading.is_none_or(|best| rank(found) < rank(best)) {
                    reading = Some(found);
                }
            }
        }
        let surname_word = letters.map(|found| self.forms.letters[found.3 as usize].surname);
        let reading_word = x.readings.first().map(|at| self.forms.readings[*at as usize].surname.sound);
        let surname = match (letters.map(|l| l.1), reading.map(|r| r.0)) {
            (Some(part), _) if part <= PartLikeness::CloseName => {
                Surname::Same(self.model.surname_bits(surname_word.unwrap_or(NONE)))
            }
            (_, Some(kana)) if close(kana) => {
                Surname::Same(self.model.surname_bits(reading_word.unwrap_or(NONE)) - 5)
            }
            // 佐藤 and 後藤 are one letter and one kana apart, and two families.
            (Some(PartLikeness::OneApart), None | Some(KanaLikeness::Missing))
            | (None | Some(PartLikeness::Missing), Some(KanaLikeness::OneApart | KanaLikeness::Register)) => Surname::Near,
            (Some(PartLikeness::OneApart), _) => Surname::Different,
            (Some(PartLikeness::Different), _) | (_, Some(KanaLikeness::Different)) => Surname::Different,
            _ => Surname::Missing,
        };
        let letter_given = letters.map_or(PartLikeness::Missing, |l| l.2);
        let kana_given = reading.map_or(KanaLikeness::Missing, |r| r.1);
        let mut given = join_given(letter_given, kana_given);
        if given == Given::Missing && !x.unnamed && !y.unnamed && full(x, self.forms) && full(y, self.forms) {
            given = Given::Incomparable;
        }
        (surname, given)
    }

    fn reading_parts(&self, a: u32, b: u32) -> (KanaLikeness, KanaLikeness) {
        if a == b {
            let family = self.forms.readings[a as usize].family;
            return (KanaLikeness::Same, if family { KanaLikeness::Missing } else { KanaLikeness::Same });
        }
        let (x, y) = (&self.forms.readings[a as usize], &self.forms.readings[b as usize]);
        let both = x.words > 1 && y.words > 1;
        // Words of foreign names stand in any order.
        let turned = both && x.loose[1] == y.loose[1] && (x.words > 2 || y.words > 2 || x.surname.sound == y.given.sound);
        if !x.family && (x.whole.sound == y.whole.sound || turned) {
            return (KanaLikeness::Same, KanaLikeness::Same);
        }
        if both {
            return split_readings(self.forms, x, y);
        }
        match (x.words > 1, y.words > 1) {
            (true, false) => against_piece(x, &y.whole),
            (false, true) => against_piece(y, &x.whole),
            _ => match kana(&x.whole, &y.whole) {
                KanaLikeness::Different => (KanaLikeness::Missing, KanaLikeness::Missing),
                same => (same, same),
            },
        }
    }
}

/// Whether the list has more than a surname.
fn full(form: &Form, forms: &Forms) -> bool {
    let letters = form.letters.first().map(|at| &forms.letters[*at as usize].name);
    let reading = form.readings.first().map(|at| &forms.readings[*at as usize]);
    letters.is_some_and(|name| !name.given.is_empty() || name.whole.chars().count() > 3)
        || reading.is_some_and(|reading| reading.words > 1)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Surname {
    Same(i32),
    Near,
    Different,
    Missing,
}

fn close(likeness: KanaLikeness) -> bool {
    likeness <= KanaLikeness::Voiceless
}

/// How alike two pieces of readings are. What [`close`] takes together is not told apart.
fn kana(x: &Kana, y: &Kana) -> KanaLikeness {
    if x.sound == NONE || y.sound == NONE {
        KanaLikeness::Missing
    } else if x.sound == y.sound {
        KanaLikeness::Same
    } else if x.voiceless == y.voiceless {
        KanaLikeness::Voiceless
    } else if x.register == y.register {
        KanaLikeness::Register
    } else if x.chars.len().min(y.chars.len()) >= 2 && one_apart(&x.chars, &y.chars) {
        KanaLikeness::OneApart
    } else {
        KanaLikeness::Different
    }
}

/// How alike two parts of names in letters are; all variants count as the same.
fn part(same: bool, x: &Part, y: &Part) -> PartLikeness {
    if same {
        PartLikeness::Same
    } else if x.chars.is_empty() || y.chars.is_empty() || x.kana != y.kana {
        PartLikeness::Missing
    } else if x.chars.len().max(y.chars.len()) >= 2 && one_apart(&x.chars, &y.chars) {
        PartLikeness::OneApart
    } else {
        PartLikeness::Different
    }
}

/// The better of two comparisons is the one with the lower level.
fn likeness(surname: PartLikeness, given: PartLikeness) -> NameLikeness {
    use PartLikeness::{OneApart, Same};
    match (surname, given) {
        (Same, Same) => NameLikeness::Same,
        (Same, OneApart) | (OneApart, Same) => NameLikeness::OneApart,
        (Same, _) => NameLikeness::SurnameOnly,
        (_, Same) => NameLikeness::GivenOnly,
        _ => NameLikeness::Different,
    }
}

/// One letter changed, added, lost, or two neighbours swapped.
fn one_apart(x: &[char], y: &[char]) -> bool {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let front = short.iter().zip(long).take_while(|(p, q)| p == q).count();
    let back = short[front..].iter().rev().zip(long[front..].iter().rev()).take_while(|(p, q)| p == q).count();
    match (long.len() - short.len(), short.len() - front - back) {
        (0, 1) | (1, 0) => true,
        (0, 2) => short[front] == long[front + 1] && short[front + 1] == long[front],
        _ => false,
    }
}

fn split_readings(forms: &Forms, x: &Reading, y: &Reading) -> (KanaLikeness, KanaLikeness) {
    // Given name first on one side, as foreign names may be: which of the two words it is that both
    // have, the other lists tell.
    if x.surname.sound != y.surname.sound && x.given.sound != y.given.sound {
        let shared = [(&x.surname, &y.given, &x.given, &y.surname), (&x.given, &y.surname, &x.surname, &y.given)];
        if let Some((word, _, mine, other)) = shared.into_iter().find(|(a, b, ..)| a.sound == b.sound) {
            let (rest, same) = (kana(mine, other), KanaLikeness::Same);
            return if forms.mostly_given(word.sound) { (rest, same) } else { (same, rest) };
        }
    }
    (kana(&x.surname, &y.surname), kana(&x.given, &y.given))
}

/// A reading in two words against one in one piece.
fn against_piece(split: &Reading, piece: &Kana) -> (KanaLikeness, KanaLikeness) {
    if let Some(rest) = piece.chars.strip_prefix(split.surname.chars.as_slice()) {
        let given = match rest {
            [] => KanaLikeness::Missing,
            rest if rest == split.given.chars => KanaLikeness::Same,
            rest => {
                let (p, q): (String, String) = (split.given.chars.iter().collect(), rest.iter().collect());
                compare_kana(&p, &q)
            }
        };
        return (KanaLikeness::Same, given);
    }
    let whole = kana(&split.whole, piece);
    if whole != KanaLikeness::Different {
        return (whole, whole);
    }
    match piece.chars.strip_suffix(split.given.chars.as_slice()) {
        Some(_) => (KanaLikeness::Different, KanaLikeness::Same),
        None => (KanaLikeness::Different, KanaLikeness::Different),
    }
}

fn join_given(letters: PartLikeness, kana: KanaLikeness) -> Given {
    use KanaLikeness as K;
    let same_letters = letters <= PartLikeness::CloseName;
    match (letters, kana) {
        (_, K::Missing) if same_letters => Given::Letters,
        (_, K::Different) if same_letters => Given::LettersOnly,
        _ if same_letters => Given::Both,
        (PartLikeness::Missing, kana) if close(kana) => Given::Reading,
        (PartLikeness::Missing, K::Register | K::OneApart) => Given::OneKana,
        (PartLikeness::Missing, K::Missing) => Given::Missing,
        (_, kana) if close(kana) => Given::ReadingOnly,
        (PartLikeness::OneApart, K::Missing) => Given::OneLetter,
        _ => Given::Different,
    }
}

fn birth(x: &Form, y: &Form) -> Birth {
    let (Some(a), Some(b)) = (x.birth, y.birth) else {
        return match (x.birth.or(y.birth), x.cohort, y.cohort) {
            (Some(_), Some(p), Some(q)) if p == q => Birth::Fits,
            (Some(_), Some(_), Some(_)) => Birth::Misfit,
            _ => Birth::Missing,
        };
    };
    if a == b {
        Birth::Same
    } else if swapped(a) == Some(b) {
        Birth::Swapped
    } else if one_slip(a, b) {
        Birth::Near
    } else {
        Birth::Different
    }
}

/// A digit typed wrong, two neighbours swapped, the day or the year one off.
fn one_slip(a: NaiveDate, b: NaiveDate) -> bool {
    if (a - b).num_days().abs() == 1 || a.month() == b.month() && a.day() == b.day() && (a.year() - b.year()).abs() == 1 {
        return true;
    }
    let (x, y) = (digits(a), digits(b));
    let apart: Vec<usize> = (0..8).filter(|at| x[*at] != y[*at]).collect();
    match apart.as_slice() {
        [_] => true,
        [p, q] => q - p == 1 && x[*p] == y[*q] && x[*q] == y[*p],
        _ => false,
    }
}

fn digits(day: NaiveDate) -> [u32; 8] {
    let (year, month, day) = (day.year().unsigned_abs(), day.month(), day.day());
    [year / 1000 % 10, year / 100 % 10, year / 10 % 10, year % 10, month / 10, month % 10, day / 10, day % 10]
}

fn shares(x: &[u32], y: &[u32]) -> bool {
    x.iter().any(|source| y.contains(source))
}
