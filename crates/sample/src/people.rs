//! Who lives in the town: what is true, before any office writes it down.

use chrono::NaiveDate;

/// Sex as the resident record has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

impl Sex {
    /// 男 or 女.
    pub(crate) fn kanji(self) -> &'static str {
        match self {
            Sex::Male => "男",
            Sex::Female => "女",
        }
    }
}

/// A name in its plain kanji and hiragana. Of people from abroad the kanji are katakana.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) kanji: String,
    pub(crate) kana: String,
}

impl Name {
    pub(crate) fn new((kanji, kana): (&str, &str)) -> Self {
        Name {
            kanji: kanji.to_owned(),
            kana: kana.to_owned(),
        }
    }
}

/// What only people from abroad have.
#[derive(Debug, Clone)]
pub(crate) struct FromAbroad {
    /// Surname and given name in Latin capitals.
    pub(crate) latin: (String, String),
    /// The Japanese surname they go by (通称).
    pub(crate) alias: Option<Name>,
}

/// Whether somebody still lives in the town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// 住民
    Resident,
    /// 転出, and when
    MovedOut(NaiveDate),
    /// 死亡, and when
    Died(NaiveDate),
}

/// The five schools of the town.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum School {
    Minato,
    Higashi,
    Yamate,
    Hinata,
    Minami,
}

impl School {
    /// All of them, in the order of the town's list.
    pub(crate) const ALL: [School; 5] = [
        School::Minato,
        School::Higashi,
        School::Yamate,
        School::Hinata,
        School::Minami,
    ];

    /// The short name, also that of its folder.
    pub(crate) fn name(self) -> &'static str {
        match self {
            School::Minato => "みなと小",
            School::Higashi => "ひがし小",
            School::Yamate => "やまて小",
            School::Hinata => "ひなた中",
            School::Minami => "みなみ中",
        }
    }

    /// The full name, as the board of education writes it.
    pub(crate) fn full_name(self) -> &'static str {
        match self {
            School::Minato => "みなと小学校",
            School::Higashi => "ひがし小学校",
            School::Yamate => "やまて小学校",
            School::Hinata => "ひなた中学校",
            School::Minami => "みなみ中学校",
        }
    }

    /// Whether it is a junior high school (grades 7 to 9).
    pub(crate) fn junior_high(self) -> bool {
        matches!(self, School::Hinata | School::Minami)
    }

    /// The junior high school that follows an elementary school.
    pub(crate) fn next(self) -> School {
        match self {
            School::Higashi => School::Minami,
            _ => School::Hinata,
        }
    }
}

/// A time at one school.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Enrolment {
    pub(crate) school: School,
    pub(crate) grade: i32,
    /// 1 and up; given out when everybody is known.
    pub(crate) class: usize,
    /// The first day there; the school year's first day for most.
    pub(crate) from: NaiveDate,
    /// The day of leaving, when there is one.
    pub(crate) to: Option<NaiveDate>,
}

/// Somebody of the town.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) household: usize,
    pub(crate) surname: Name,
    pub(crate) given: Name,
    /// The surname in the kanji of the family register, where they differ from the plain ones.
    pub(crate) legal_surname: Option<String>,
    /// The surname before a remarriage.
    pub(crate) former: Option<Name>,
    pub(crate) abroad: Option<FromAbroad>,
    pub(crate) birth: NaiveDate,
    pub(crate) sex: Sex,
    /// 続柄
    pub(crate) relation: &'static str,
    pub(crate) resident_no: String,
    pub(crate) since: NaiveDate,
    pub(crate) status: Status,
    /// False for the one child that stands on other lists only.
    pub(crate) resident: bool,
    /// Under 18 to the end of the fiscal year.
    pub(crate) child: bool,
    pub(crate) guardian: Option<usize>,
    /// Shares the birthday with a sibling.
    pub(crate) twin: bool,
    /// Times at school this year, oldest first.
    pub(crate) schools: Vec<Enrolment>,
    /// People whom the lists do not let one tell from this one.
    pub(crate) undecided: Vec<usize>,
}

impl Person {
    /// Lives in the town today.
    pub(crate) fn here(&self) -> bool {
        self.resident && self.status == Status::Resident
    }
}

/// People under one household number.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    pub(crate) number: String,
    pub(crate) address: Address,
    pub(crate) members: Vec<usize>,
    /// 支援措置
    pub(crate) protected: bool,
}

/// An address that each office writes in its own way.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    pub(crate) area: &'static str,
    pub(crate) chome: usize,
    pub(crate) ban: usize,
    pub(crate) go: usize,
    pub(crate) flat: Option<(&'static str, usize)>,
    /// The elementary school of the area.
    pub(crate) zone: School,
}

/// A value that an office keeps, left blank, or keeps in a way nobody can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept<T> {
    /// The value.
    Is(T),
    /// An empty cell.
    Blank,
    /// A planted cell: what stands in it, and the code of the problem that it is.
    Damaged(&'static str, &'static str),
}

impl<T: Copy> Kept<T> {
    /// The value, when there is one that can be read.
    pub(crate) fn value(self) -> Option<T> {
        match self {
            Kept::Is(value) => Some(value),
            _ => None,
        }
    }
}

impl<T> From<Option<T>> for Kept<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Kept::Blank, Kept::Is)
    }
}
