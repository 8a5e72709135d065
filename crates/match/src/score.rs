//! What came of comparing two identities, and what follows from it for these two alone.

use crate::model::{Birth, Given};

/// What address, telephone and guardian must say together before another surname is a new one: the
/// same telephone, though the guardian is another.
pub(crate) const SAME_HOME: i32 = 45;

/// What an address or a telephone says by itself, less what another guardian takes away.
const ONE_HOME: i32 = 55;

/// What two of address, telephone and guardian say when none agrees.
const NOTHING_IN_COMMON: i32 = -30;

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
    /// What more than the surname says of it: address, telephone, guardian, without a bound.
    pub(crate) family: i32,
    /// The name of a foreign resident, which every list spells by ear.
    pub(crate) foreign: bool,
    /// The surnames differ and nothing else says that it is one family.
    pub(crate) other_surname: bool,
    /// Two rows of one list.
    pub(crate) same_list: bool,
    /// And of one on which nobody stands twice.
    pub(crate) one_each: bool,
    /// What school, grade and class say; below zero they name another place.
    pub(crate) school: i32,
}

/// A reason for which two rows are never one, whatever the rest says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Obstacle {
    TwoNumbers,
    OtherName,
    OtherBirthDate,
    /// A name that is only alike, and another sex.
    OtherSex,
    /// One list does not make the same slip against itself.
    OtherDayOnOneList,
    OtherSurnameOnOneList,
    /// The town says that nobody stands on this list twice.
    OneEach,
}

impl Score {
    /// Whether there is a reason for which two are never one.
    pub(crate) fn conflict(&self) -> bool {
        self.obstacle().is_some()
    }

    /// The first of the reasons.
    pub(crate) fn obstacle(&self) -> Option<Obstacle> {
        if self.other_number {
            Some(Obstacle::TwoNumbers)
        } else if self.given == Given::Different && !self.told_by_number() {
            Some(Obstacle::OtherName)
        } else if matches!(self.birth, Birth::Different | Birth::Misfit) && !self.same_number {
            Some(Obstacle::OtherBirthDate)
        } else if self.other_sex && !self.same_number && self.given.weak() {
            Some(Obstacle::OtherSex)
        } else if self.same_list && !self.same_number && self.birth != Birth::Same {
            Some(Obstacle::OtherDayOnOneList)
        } else if self.same_list && self.other_surname {
            Some(Obstacle::OtherSurnameOnOneList)
        } else if self.one_each && !self.same_number {
            Some(Obstacle::OneEach)
        } else {
            None
        }
    }

    /// Number, birthday and sex say that it is one person, whatever a foreign name sounds like.
    pub(crate) fn told_by_number(&self) -> bool {
        self.same_number && self.foreign && self.birth == Birth::Same && !self.other_sex
    }

    /// Two rows of one list, born on one day, with names that are alike and not the same, or of which
    /// one is written in kana and the other in letters.
    pub(crate) fn twins(&self) -> bool {
        let names = matches!(
            self.given,
            Given::OneLetter | Given::OneKana | Given::Incomparable
        );
        self.same_list && !self.same_number && names
    }

    /// Two rows of one list with one name, born on one day, whose homes have nothing in common.
    pub(crate) fn namesakes(&self) -> bool {
        self.same_list && !self.same_number && self.family <= NOTHING_IN_COMMON
    }

    /// Two resident numbers, or two rows of one list that are not one person there.
    pub(crate) fn two_entries(&self) -> bool {
        self.other_number || self.same_list && (self.conflict() || self.twins())
    }

    /// Nothing but the resident number says that these are two.
    pub(crate) fn two_numbers(&self) -> bool {
        let one = Score {
            other_number: false,
            ..*self
        };
        self.other_number
            && self.household
            && self.birth == Birth::Same
            && self.given <= Given::Reading
            && !one.conflict()
    }

    /// Born on the same day in the same household.
    pub(crate) fn at_home(&self) -> bool {
        self.birth == Birth::Same && self.household
    }

    /// Address, telephone or guardian say *the same home*, whatever the surname says.
    pub(crate) fn one_home(&self) -> bool {
        self.family >= SAME_HOME
    }

    /// Another given name, although day of birth and home are the same: a foreign name by another ear,
    /// a former name, or twins.
    pub(crate) fn only_other_name(&self) -> bool {
        let home = if self.foreign { ONE_HOME } else { 2 * ONE_HOME };
        self.two_names() && self.at_home() && self.family >= home
    }

    /// Another birth date, although the full name and the home are the same.
    fn only_other_day(&self) -> bool {
        let one = self.given <= Given::Reading && self.household && self.family >= ONE_HOME;
        one && self.birth == Birth::Different && !self.other_number && !self.other_sex
    }

    /// Worth asking about whatever the sum: all but one thing agrees.
    pub(crate) fn but_for_one(&self) -> bool {
        self.only_other_name() || self.only_other_day()
    }

    /// Nothing but the names, on two lists, says that these are two.
    pub(crate) fn two_names(&self) -> bool {
        let one = Score {
            given: Given::Both,
            ..*self
        };
        self.given == Given::Different && !self.same_list && !self.other_sex && !one.conflict()
    }
}
