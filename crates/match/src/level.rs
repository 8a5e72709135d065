//! What can come of comparing one field, and what it is worth where that is one number.
//!
//! Names, birth dates and classes are worth what their own frequency says ([`model`](crate::model)).
//! Every other level has a weight of its own, log2(m/u), in tenths of a bit.

/// A field and how it compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Level {
    /// Not on both sides.
    Missing,
    Prior,
    GivenSame,
    GivenLetters,
    GivenReading,
    GivenLettersOnly,
    GivenReadingOnly,
    GivenOneLetter,
    /// Of many letters, one apart is less often another name.
    GivenOneLatinLetter,
    GivenOneKana,
    GivenIncomparable,
    GivenMissing,
    GivenDifferent,
    BirthSame,
    BirthSwapped,
    BirthNear,
    BirthFits,
    BirthMissing,
    BirthMisfit,
    BirthDifferent,
    SexSame,
    SexDifferent,
    NumberSame,
    NumberDifferent,
    SchoolClass,
    SchoolGrade,
    SchoolOtherClass,
    SchoolOther,
    SchoolOtherGrade,
    SurnameSame,
    SurnameOneLetter,
    /// The same of surnames.
    SurnameOneLatinLetter,
    SurnameDifferent,
    HouseholdNoSame,
    HouseholdNoDifferent,
    AddressSame,
    AddressLot,
    AddressBlock,
    AddressArea,
    AddressDifferent,
    PostalSame,
    PostalDifferent,
    PhoneSame,
    PhoneWithoutArea,
    PhoneOneDigit,
    PhoneDifferent,
    GuardianSame,
    /// Another surname: child and guardian have taken a new one together.
    GuardianGiven,
    GuardianDifferent,
    /// What a household says beyond its bounds is taken off again.
    HouseholdBound,
}

/// The fields of a pattern, as the terms of a score name them.
pub(crate) const FIELDS: [&str; 11] = [
    "given_name",
    "birth_date",
    "sex",
    "resident_no",
    "school",
    "surname",
    "household_no",
    "address",
    "postal_code",
    "phone",
    "guardian",
];

/// The first level of each of them.
const FIRST: [Level; FIELDS.len()] = [
    Level::GivenSame,
    Level::BirthSame,
    Level::SexSame,
    Level::NumberSame,
    Level::SchoolClass,
    Level::SurnameSame,
    Level::HouseholdNoSame,
    Level::AddressSame,
    Level::PostalSame,
    Level::PhoneSame,
    Level::GuardianSame,
];

/// What a level is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Worth {
    /// What its own frequency says.
    Counted,
    /// So many tenths of a bit, whatever the lists of a town show: names that are alike are those of
    /// brothers and sisters as often as slips, and what keeps two apart must go on keeping them apart,
    /// and days and months are turned round too rarely to count.
    Fixed(i32),
    /// So many tenths of a bit, supposing that this share of the pairs of one person compares so, of
    /// those that have the field on both sides. [`estimate`](crate::estimate) may know better.
    Guess(i32, f64),
}

use Worth::{Counted, Fixed, Guess};

/// Every level in its order: field, code, worth.
const TABLE: [(Level, &str, &str, Worth); COUNT] = [
    (Level::Missing, "", "missing", Counted),
    (Level::Prior, "prior", "one-among-all", Counted),
    (Level::GivenSame, "given_name", "same", Counted),
    (Level::GivenLetters, "given_name", "same-letters", Counted),
    (Level::GivenReading, "given_name", "same-kana", Counted),
    (
        Level::GivenLettersOnly,
        "given_name",
        "same-letters-other-kana",
        Counted,
    ),
    (
        Level::GivenReadingOnly,
        "given_name",
        "same-kana-other-letters",
        Counted,
    ),
    (
        Level::GivenOneLetter,
        "given_name",
        "one-kanji-apart",
        Fixed(-20),
    ),
    (
        Level::GivenOneLatinLetter,
        "given_name",
        "one-kanji-apart",
        Guess(55, 0.10),
    ),
    (
        Level::GivenOneKana,
        "given_name",
        "one-kana-apart",
        Fixed(-10),
    ),
    (
        Level::GivenIncomparable,
        "given_name",
        "incomparable",
        Fixed(0),
    ),
    (Level::GivenMissing, "given_name", "missing", Fixed(0)),
    (Level::GivenDifferent, "given_name", "different", Fixed(-90)),
    (Level::BirthSame, "birth_date", "same", Counted),
    (
        Level::BirthSwapped,
        "birth_date",
        "day-and-month-swapped",
        Fixed(40),
    ),
    (
        Level::BirthNear,
        "birth_date",
        "one-slip-apart",
        Guess(25, 0.02),
    ),
    (Level::BirthFits, "birth_date", "grade-fits", Counted),
    (Level::BirthMissing, "birth_date", "missing", Fixed(0)),
    (
        Level::BirthMisfit,
        "birth_date",
        "grade-does-not-fit",
        Fixed(-60),
    ),
    (Level::BirthDifferent, "birth_date", "different", Fixed(-80)),
    (Level::SexSame, "sex", "same", Guess(9, 0.98)),
    (Level::SexDifferent, "sex", "different", Guess(-50, 0.0155)),
    (Level::NumberSame, "resident_no", "same", Counted),
    (
        Level::NumberDifferent,
        "resident_no",
        "different",
        Fixed(-60),
    ),
    (Level::SchoolClass, "school", "same-class", Counted),
    (Level::SchoolGrade, "school", "same-grade", Counted),
    (Level::SchoolOtherClass, "school", "other-class", Counted),
    (
        Level::SchoolOther,
        "school",
        "other-school-same-grade",
        Counted,
    ),
    (Level::SchoolOtherGrade, "school", "other-grade", Fixed(-60)),
    (Level::SurnameSame, "surname", "same", Counted),
    (
        Level::SurnameOneLetter,
        "surname",
        "one-letter-apart",
        Fixed(15),
    ),
    (
        Level::SurnameOneLatinLetter,
        "surname",
        "one-letter-apart",
        Guess(50, 0.10),
    ),
    (
        Level::SurnameDifferent,
        "surname",
        "different",
        Guess(-35, 0.08),
    ),
    (
        Level::HouseholdNoSame,
        "household_no",
        "same",
        Guess(90, 0.5),
    ),
    (
        Level::HouseholdNoDifferent,
        "household_no",
        "different",
        Guess(-10, 0.5),
    ),
    (Level::AddressSame, "address", "same", Guess(80, 0.68)),
    (Level::AddressLot, "address", "same-lot", Guess(65, 0.07)),
    (
        Level::AddressBlock,
        "address",
        "same-block",
        Guess(40, 0.03),
    ),
    (Level::AddressArea, "address", "same-area", Guess(-5, 0.06)),
    (
        Level::AddressDifferent,
        "address",
        "different",
        Guess(-25, 0.16),
    ),
    (Level::PostalSame, "postal_code", "same", Guess(15, 0.6)),
    (
        Level::PostalDifferent,
        "postal_code",
        "different",
        Guess(-10, 0.4),
    ),
    (Level::PhoneSame, "phone", "same", Guess(80, 0.48)),
    (
        Level::PhoneWithoutArea,
        "phone",
        "without-area-code",
        Guess(65, 0.02),
    ),
    (
        Level::PhoneOneDigit,
        "phone",
        "one-digit-apart",
        Guess(50, 0.02),
    ),
    (
        Level::PhoneDifferent,
        "phone",
        "different",
        Guess(-10, 0.48),
    ),
    (Level::GuardianSame, "guardian", "same", Guess(70, 0.72)),
    (
        Level::GuardianGiven,
        "guardian",
        "same-given-name",
        Guess(50, 0.03),
    ),
    (
        Level::GuardianDifferent,
        "guardian",
        "different",
        Guess(-20, 0.25),
    ),
    (
        Level::HouseholdBound,
        "household",
        "no-more-together",
        Counted,
    ),
];

/// How many levels there are.
const COUNT: usize = Level::HouseholdBound as usize + 1;

impl Level {
    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Level> {
        TABLE.iter().map(|row| row.0)
    }

    /// The field, as the terms of a score name it.
    pub(crate) fn field(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// How it compares, as the terms of a score name it.
    pub(crate) fn code(self) -> &'static str {
        TABLE[self as usize].2
    }

    /// The place of the field among [`FIELDS`]; none for what is of no field.
    pub(crate) fn place(self) -> Option<usize> {
        let place = FIRST.iter().rposition(|first| *first <= self);
        place.filter(|_| self != Level::HouseholdBound)
    }

    /// All that is missing is one level.
    pub(crate) fn or_missing(self) -> Level {
        match self {
            Level::GivenMissing | Level::BirthMissing => Level::Missing,
            level => level,
        }
    }

    pub(crate) fn worth(self) -> Worth {
        TABLE[self as usize].3
    }

    /// What it is worth by default, in tenths of a bit; nothing where that is counted.
    pub(crate) fn default_tenths(self) -> i32 {
        match self.worth() {
            Counted => 0,
            Fixed(tenths) | Guess(tenths, _) => tenths,
        }
    }
}

/// What every level is worth in this town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Weights([i32; COUNT]);

impl Default for Weights {
    fn default() -> Self {
        Weights(TABLE.map(|row| row.0.default_tenths()))
    }
}

impl Weights {
    /// Tenths of a bit.
    pub(crate) fn of(&self, level: Level) -> i32 {
        self.0[level as usize]
    }

    pub(crate) fn set(&mut self, level: Level, tenths: i32) {
        self.0[level as usize] = tenths;
    }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, Level};

    #[test]
    fn the_table_stands_in_the_order_of_the_levels() {
        for (at, level) in Level::all().enumerate() {
            assert_eq!(level as usize, at, "{level:?}");
            let field = level.place().map_or("", |place| FIELDS[place]);
            let of_none = matches!(level, Level::Missing | Level::Prior | Level::HouseholdBound);
            assert!(of_none || level.field() == field, "{level:?}");
            assert_eq!(of_none, level.place().is_none(), "{level:?}");
        }
    }
}
