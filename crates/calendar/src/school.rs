//! Fiscal and school years, grades, school days.
//!
//! Both years run from 1 April to 31 March (地方自治法第208条, 学校教育法施行規則第59条).

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

use crate::era::{Era, long_year};
use crate::holiday::{Holidays, is_weekend};

/// The fiscal year of a day, named after the year in which it begins: 2026-03-31 lies in 2025.
#[must_use]
pub fn fiscal_year(date: NaiveDate) -> i32 {
    if date.month() < 4 {
        date.year() - 1
    } else {
        date.year()
    }
}

/// 1 April. A year that chrono cannot hold (beyond ±262,000) gives its nearest day.
#[must_use]
pub fn fiscal_year_first_day(fiscal_year: i32) -> NaiveDate {
    day_or_nearest(fiscal_year, 4, 1)
}

/// 31 March of the following year. See [`fiscal_year_first_day`] for years out of range.
#[must_use]
pub fn fiscal_year_last_day(fiscal_year: i32) -> NaiveDate {
    day_or_nearest(fiscal_year.saturating_add(1), 3, 31)
}

fn day_or_nearest(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(if year < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    })
}

/// The fiscal year as papers write it: 令和8年度, 令和元年度. The year in which the era changed
/// has the new name where the change came early in it (2019, from May).
#[must_use]
pub fn fiscal_year_name(fiscal_year: i32) -> String {
    let early = day_or_nearest(fiscal_year, 5, 1);
    format!("{}度", long_year(Era::on(early), fiscal_year))
}

/// The fiscal year in which a child enters elementary school.
///
/// Source: 学校教育法第17条第1項: the first school year that begins on or after the day after
/// the child reached six. Age is reached on the day before the birthday (年齢計算ニ関スル法律),
/// so that a child born on 1 April enters with those born before.
#[must_use]
pub fn school_entry_year(birth: NaiveDate) -> i32 {
    birth.year() + if born_by_1_april(birth) { 6 } else { 7 }
}

fn born_by_1_april(birth: NaiveDate) -> bool {
    (birth.month(), birth.day()) <= (4, 1)
}

/// The grade a child's age gives on a day: 1 to 6 elementary, 7 to 9 junior high school, 10 to
/// 12 the years of high school. 0 is the last year before school, −1 the one before, and so
/// on; above 12 is out of school. Deferment (就学猶予) and repeated years are not seen.
///
/// ```
/// use mimamori_calendar::grade;
/// use chrono::NaiveDate;
/// let ymd = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// assert_eq!(grade(ymd(2017, 4, 1), ymd(2026, 6, 1)), 4);
/// assert_eq!(grade(ymd(2017, 4, 2), ymd(2026, 6, 1)), 3);
/// ```
#[must_use]
pub fn grade(birth: NaiveDate, on: NaiveDate) -> i32 {
    fiscal_year(on) - school_entry_year(birth) + 1
}

/// Whether the child is of the age of compulsory education on a day: grades 1 to 9.
/// Source: 学校教育法第17条.
#[must_use]
pub fn is_compulsory_school_age(birth: NaiveDate, on: NaiveDate) -> bool {
    (1..=9).contains(&grade(birth, on))
}

/// The end of the fiscal year in which a person reaches an age: the first 31 March on or after
/// the day before that birthday ("18歳に達する日以後の最初の3月31日", 児童手当法第3条). A person
/// born on 1 April reaches the age on 31 March, and the year ends that day.
///
/// ```
/// use mimamori_calendar::fiscal_year_end_of_age;
/// use chrono::NaiveDate;
/// let ymd = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// assert_eq!(fiscal_year_end_of_age(ymd(2008, 4, 1), 18), ymd(2026, 3, 31));
/// assert_eq!(fiscal_year_end_of_age(ymd(2008, 4, 2), 18), ymd(2027, 3, 31));
/// ```
#[must_use]
pub fn fiscal_year_end_of_age(birth: NaiveDate, age: u32) -> NaiveDate {
    let reached = birth.year().saturating_add_unsigned(age);
    let year = if born_by_1_april(birth) {
        reached
    } else {
        reached.saturating_add(1)
    };
    day_or_nearest(year, 3, 31)
}

/// The school days of one school: Monday to Friday within its terms, without holidays and the
/// days it is closed, and the other days on which it opens.
///
/// ```
/// use mimamori_calendar::{Holidays, SchoolDays};
/// use chrono::NaiveDate;
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap_or_default();
/// let school = SchoolDays::new(Holidays::by_law())
///     .term(day(4, 8), day(7, 17))
///     .open(day(5, 30))    // the sports day, a Saturday
///     .closed(day(6, 1));  // and the day off for it
/// assert!(school.is_school_day(day(5, 30)));
/// assert!(!school.is_school_day(day(6, 1)));
/// assert_eq!(school.between(day(5, 1), day(5, 31)).len(), 19);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchoolDays {
    holidays: Holidays,
    terms: Vec<(NaiveDate, NaiveDate)>,
    closed: BTreeSet<NaiveDate>,
    opened: BTreeSet<NaiveDate>,
}

impl SchoolDays {
    /// A school that keeps these holidays. Without a [`term`](Self::term) it has lessons all
    /// year.
    #[must_use]
    pub fn new(holidays: Holidays) -> Self {
        SchoolDays {
            holidays,
            ..SchoolDays::default()
        }
    }

    /// Adds a term, both days included. Once there is one, days outside every term are free.
    #[must_use]
    pub fn term(mut self, first: NaiveDate, last: NaiveDate) -> Self {
        self.terms.push((first, last));
        self
    }

    /// The school is closed on a day.
    #[must_use]
    pub fn closed(mut self, date: NaiveDate) -> Self {
        self.closed.insert(date);
        self
    }

    /// The school is closed from one day to another, both included.
    #[must_use]
    pub fn closed_between(mut self, first: NaiveDate, last: NaiveDate) -> Self {
        self.closed
            .extend(first.iter_days().take_while(|day| *day <= last));
        self
    }

    /// The school opens on a day that would be free: a weekend, a holiday, outside a term. It
    /// wins over [`closed`](Self::closed), which usually names a whole period.
    #[must_use]
    pub fn open(mut self, date: NaiveDate) -> Self {
        self.opened.insert(date);
        self
    }

    /// Whether children have to come on the day.
    #[must_use]
    pub fn is_school_day(&self, date: NaiveDate) -> bool {
        let in_term = self.terms.is_empty()
            || self
                .terms
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&date));
        self.opened.contains(&date)
            || (in_term
                && !is_weekend(date)
                && !self.closed.contains(&date)
                && !self.holidays.contains(date))
    }

    /// The school days from one day to another, both included, in order.
    #[must_use]
    pub fn between(&self, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
        first
            .iter_days()
            .take_while(|day| *day <= last)
            .filter(|day| self.is_school_day(*day))
            .collect()
    }

    /// The next school day after a day, within the following year: two absences are in a row
    /// when the second is on the next school day after the first.
    #[must_use]
    pub fn next_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        let limit = date.checked_add_days(Days::new(366))?;
        date.iter_days()
            .skip(1)
            .take_while(|day| *day <= limit)
            .find(|day| self.is_school_day(*day))
    }
}
