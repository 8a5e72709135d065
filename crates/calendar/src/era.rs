//! The eras since Meiji and how a day is written in them.
//!
//! Source: 元号法 (昭和54年法律第43号) and its orders 昭和64年政令第1号 (平成, from the day after
//! promulgation, 1989-01-08) and 平成31年政令第143号 (令和, from 2019-05-01); the edicts of
//! 1868, 1912 and 1926 for the eras before it, which began on the very day they were issued.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use crate::value::YearMonth;

/// An era of the Japanese calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治, from 1868-10-23 (Gregorian). Days before 1873, when Japan still kept the lunar
    /// calendar, are counted in the Gregorian one.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        // Reached only while compiling a wrong constant.
        None => NaiveDate::MIN,
    }
}

impl Era {
    /// All eras, oldest first.
    pub const ALL: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

    /// The first day of the era.
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        match self {
            Era::Meiji => day(1868, 10, 23),
            Era::Taisho => day(1912, 7, 30),
            Era::Showa => day(1926, 12, 25),
            Era::Heisei => day(1989, 1, 8),
            Era::Reiwa => day(2019, 5, 1),
        }
    }

    /// The last day that may be written in the era; `None` for the present one.
    ///
    /// 1912-07-30 and 1926-12-25 belong to two eras: the resident register holds
    /// 明治45.7.30 and 大正15.12.25 beside 大正元.7.30 and 昭和元.12.25.
    #[must_use]
    pub const fn last_day(self) -> Option<NaiveDate> {
        match self {
            Era::Meiji => Some(day(1912, 7, 30)),
            Era::Taisho => Some(day(1926, 12, 25)),
            Era::Showa => Some(day(1989, 1, 7)),
            Era::Heisei => Some(day(2019, 4, 30)),
            Era::Reiwa => None,
        }
    }

    /// The name: 令和.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// The Latin letter used on forms: R.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Era::Meiji => 'M',
            Era::Taisho => 'T',
            Era::Showa => 'S',
            Era::Heisei => 'H',
            Era::Reiwa => 'R',
        }
    }

    /// The era in force on a day; `None` before 1868-10-23. On a day that belongs to two
    /// eras, the newer.
    #[must_use]
    pub fn on(date: NaiveDate) -> Option<Era> {
        Era::ALL
            .into_iter()
            .rev()
            .find(|era| era.first_day() <= date)
    }

    /// The Gregorian year of a year of this era: year 8 of 令和 is 2026.
    #[must_use]
    pub fn gregorian_year(self, year_of_era: i32) -> i32 {
        self.first_day().year().saturating_add(year_of_era) - 1
    }

    /// The year of this era for a Gregorian year: 2026 is 8 in 令和.
    #[must_use]
    pub fn year_of_era(self, gregorian_year: i32) -> i32 {
        gregorian_year.saturating_sub(self.first_day().year() - 1)
    }

    /// Whether the day may be written in this era.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        self.first_day() <= date && self.last_day().is_none_or(|last| date <= last)
    }
}

/// A day as papers write it: 令和8年5月1日, 令和元年5月1日. A day before 明治 is written in
/// the Gregorian year: 1868年1月1日.
#[must_use]
pub fn era_long(date: NaiveDate) -> String {
    let mut text = long_year(Era::on(date), date.year());
    // Writing to a String cannot fail.
    let _ = write!(text, "{}月{}日", date.month(), date.day());
    text
}

/// A day in the short form of tables: R8.5.1, R1.5.1. A day before 明治: 1868.1.1.
#[must_use]
pub fn era_short(date: NaiveDate) -> String {
    let year = short_year(Era::on(date), date.year());
    format!("{year}.{}.{}", date.month(), date.day())
}

/// A month as papers write it: 令和8年5月. A month in which the era changed is written in
/// the era of its last day: 2019-05 is 令和元年5月, 1989-01 is 平成元年1月.
#[must_use]
pub fn era_month_long(month: YearMonth) -> String {
    let mut text = long_year(Era::on(month.last_day()), month.year());
    let _ = write!(text, "{}月", month.month());
    text
}

/// A month in the short form of tables: R8.5. See [`era_month_long`].
#[must_use]
pub fn era_month_short(month: YearMonth) -> String {
    let year = short_year(Era::on(month.last_day()), month.year());
    format!("{year}.{}", month.month())
}

/// 令和8年, 令和元年.
pub(crate) fn long_year(era: Option<Era>, gregorian: i32) -> String {
    match era.map(|era| (era.name(), era.year_of_era(gregorian))) {
        Some((name, 1)) => format!("{name}元年"),
        Some((name, year)) => format!("{name}{year}年"),
        None => format!("{gregorian}年"),
    }
}

fn short_year(era: Option<Era>, gregorian: i32) -> String {
    match era {
        Some(era) => format!("{}{}", era.letter(), era.year_of_era(gregorian)),
        None => gregorian.to_string(),
    }
}
