//! A month, and a date of which perhaps only the month is known.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::read::DateError;

/// A month of a Gregorian year, always a valid one. Written `YYYY-MM`.
///
/// ```
/// use mimamori_calendar::YearMonth;
/// let may: YearMonth = "2026-05".parse()?;
/// assert_eq!(may.next().to_string(), "2026-06");
/// assert_eq!(may.last_day().to_string(), "2026-05-31");
/// # Ok::<(), mimamori_calendar::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    // Kept as its first day, so that no other value can exist.
    first: NaiveDate,
}

impl YearMonth {
    /// The month of a year; `None` if `month` is not 1 to 12.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(|first| YearMonth { first })
    }

    /// The month in which a day lies.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        let first = date.with_day(1).unwrap_or(date);
        YearMonth { first }
    }

    /// The Gregorian year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.first.month()
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The last day of the month.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        (28..=31)
            .rev()
            .find_map(|day| self.first.with_day(day))
            .unwrap_or(self.first)
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The month `months` later, or earlier when negative. Beyond the years that chrono can
    /// hold (±262,000) the month stays.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let moved = if months >= 0 {
            self.first
                .checked_add_months(chrono::Months::new(months.unsigned_abs()))
        } else {
            self.first
                .checked_sub_months(chrono::Months::new(months.unsigned_abs()))
        };
        moved.map_or(self, YearMonth::of)
    }

    /// Whether the day lies in this month.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        YearMonth::of(date) == self
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for YearMonth {
    type Err = DateError;

    /// Reads exactly `YYYY-MM`.
    fn from_str(text: &str) -> Result<Self, DateError> {
        match text.parse()? {
            DateOrMonth::Month(month) => Ok(month),
            DateOrMonth::Day(_) => Err(DateError::NotADate),
        }
    }
}

/// A date of which the day, or only the month, is known. Written `YYYY-MM-DD` or `YYYY-MM`.
///
/// There is no order between a day and a month that holds it; compare
/// [`first_day`](Self::first_day) or [`last_day`](Self::last_day), whichever is meant.
///
/// ```
/// use mimamori_calendar::DateOrMonth;
/// let due: DateOrMonth = "2026-05".parse()?;
/// assert_eq!(due.last_day().to_string(), "2026-05-31");
/// assert_eq!(due.era_long(), "令和8年5月");
/// # Ok::<(), mimamori_calendar::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrMonth {
    /// The day is known.
    Day(NaiveDate),
    /// Only the month is known.
    Month(YearMonth),
}

impl DateOrMonth {
    /// The day, if it is known.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            DateOrMonth::Day(day) => Some(day),
            DateOrMonth::Month(_) => None,
        }
    }

    /// The month, which is always known.
    #[must_use]
    pub fn month(self) -> YearMonth {
        match self {
            DateOrMonth::Day(day) => YearMonth::of(day),
            DateOrMonth::Month(month) => month,
        }
    }

    /// The earliest day it can mean.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        match self {
            DateOrMonth::Day(day) => day,
            DateOrMonth::Month(month) => month.first_day(),
        }
    }

    /// The latest day it can mean; what is due in a month is overdue after it.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        match self {
            DateOrMonth::Day(day) => day,
            DateOrMonth::Month(month) => month.last_day(),
        }
    }

    /// As papers write it: 令和8年5月1日, 令和8年5月.
    #[must_use]
    pub fn era_long(self) -> String {
        match self {
            DateOrMonth::Day(day) => crate::era_long(day),
            DateOrMonth::Month(month) => crate::era_month_long(month),
        }
    }

    /// In the short form of tables: R8.5.1, R8.5.
    #[must_use]
    pub fn era_short(self) -> String {
        match self {
            DateOrMonth::Day(day) => crate::era_short(day),
            DateOrMonth::Month(month) => crate::era_month_short(month),
        }
    }
}

impl From<NaiveDate> for DateOrMonth {
    fn from(day: NaiveDate) -> Self {
        DateOrMonth::Day(day)
    }
}

impl From<YearMonth> for DateOrMonth {
    fn from(month: YearMonth) -> Self {
        DateOrMonth::Month(month)
    }
}

impl fmt::Display for DateOrMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateOrMonth::Day(day) => {
                write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
            }
            DateOrMonth::Month(month) => month.fmt(f),
        }
    }
}

impl FromStr for DateOrMonth {
    type Err = DateError;

    /// Reads exactly `YYYY-MM-DD` or `YYYY-MM`, as the stream holds them. What people write
    /// is read by [`read`](crate::read).
    fn from_str(text: &str) -> Result<Self, DateError> {
        let shape = |at: usize, byte: u8| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        };
        let well_formed = matches!(text.len(), 7 | 10)
            && text.bytes().enumerate().all(|(at, byte)| shape(at, byte));
        if !well_formed {
            return Err(DateError::NotADate);
        }
        let number =
            |range: std::ops::Range<usize>| -> Option<u32> { text.get(range)?.parse().ok() };
        let year: i32 = text
            .get(0..4)
            .and_then(|year| year.parse().ok())
            .ok_or(DateError::NotADate)?;
        let month = number(5..7).ok_or(DateError::NotADate)?;
        let found = if text.len() == 7 {
            YearMonth::new(year, month).map(DateOrMonth::Month)
        } else {
            let day = number(8..10).ok_or(DateError::NotADate)?;
            NaiveDate::from_ymd_opt(year, month, day).map(DateOrMonth::Day)
        };
        found.ok_or(DateError::NoSuchDay)
    }
}
