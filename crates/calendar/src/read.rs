//! Reading dates as people in Japanese offices write them.

use std::error::Error;
use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::era::Era;
use crate::value::{DateOrMonth, YearMonth};

mod clean;
mod numeral;
mod parts;
mod within;

use clean::{Clean, clean};
use parts::{Parts, Separator};
pub use within::read_within;

/// Gregorian years that a person, a case or a plan can have. Others are slips of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1868..=2199;
/// The highest year of an era that is read at all: 昭和100年 is written, 令和2026年 is a slip.
const LONGEST_ERA: u32 = 199;

/// Why a text is not read as a date. Where one meaning is likely but not what is written,
/// it is carried along, and the caller decides. Never shows the text it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateError {
    /// Nothing is written, or only the form: 令和　年　月　日.
    Empty,
    /// The writer says that the date is not known or not fixed: 不詳, 不明, 未定, or the
    /// 00000000 and 99999999 of extracts.
    Unknown,
    /// Only a year: 令和8年, 昭和63年, 2026. A bare 昭和65年 as well, counted on.
    YearOnly {
        /// The Gregorian year.
        year: i32,
    },
    /// Month and day without a year: 5月1日.
    NoYear,
    /// A year of one or two figures without an era: 8.5.1, 26/5/1.
    NoEra,
    /// A day or month that the calendar does not have: 2/29 in a common year, 13月, 令和0年.
    NoSuchDay,
    /// A day outside its era: 平成31年5月1日, 昭和65年, 令和元年4月1日.
    EraOverflow {
        /// The day or month if the years of the era are counted on (or back).
        meant: DateOrMonth,
    },
    /// The weekday written beside the day is another one: 2026/5/1（土）.
    WrongWeekday {
        /// The day as written.
        written: NaiveDate,
    },
    /// A bare number that is probably a spreadsheet's: 46143. See
    /// [`from_excel_serial`](crate::from_excel_serial).
    BareSerial {
        /// The number.
        serial: u32,
    },
    /// Figures that can be read in more than one way, or several dates: 5/1, 01/02/2026,
    /// R8.5.1～5, 260501.
    Ambiguous,
    /// No date at all.
    NotADate,
}

impl DateError {
    /// The stable code of the reason, as the stream names it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            DateError::Empty => "date-empty",
            DateError::Unknown => "date-unknown",
            DateError::YearOnly { .. } => "date-year-only",
            DateError::NoYear => "date-no-year",
            DateError::NoEra => "date-no-era",
            DateError::NoSuchDay => "date-no-such-day",
            DateError::EraOverflow { .. } => "date-era-overflow",
            DateError::WrongWeekday { .. } => "date-wrong-weekday",
            DateError::BareSerial { .. } => "date-bare-serial",
            DateError::Ambiguous => "date-ambiguous",
            DateError::NotADate => "date-not-a-date",
        }
    }
}

impl fmt::Display for DateError {
    /// The reason without the date, which may be a birth date.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DateError::Empty => "no date is written",
            DateError::Unknown => "the date is written as unknown",
            DateError::YearOnly { .. } => "only a year is written",
            DateError::NoYear => "the date has no year",
            DateError::NoEra => "the year has no era",
            DateError::NoSuchDay => "the calendar has no such day",
            DateError::EraOverflow { .. } => "the day is outside its era",
            DateError::WrongWeekday { .. } => "the weekday is not that of the day",
            DateError::BareSerial { .. } => "a bare spreadsheet number",
            DateError::Ambiguous => "the date can be read in several ways",
            DateError::NotADate => "not a date",
        })
    }
}

impl Error for DateError {}

/// Reads a date, or a month where only that is written.
///
/// Read are: eras in full (令和), as one letter (令, R) or sign (㋿), with 元年; four-figure
/// Gregorian years; `/`, `.`, `-`, `・` or 年月日 between; `YYYYMMDD`, `R080501`; figures of
/// any width and kanji numerals; spaces, weekdays (checked), a time of day, 生, 現在 and a second
/// writing of the year in brackets (checked). 頃, 上旬, 中旬, 下旬, 末 give the month, even
/// if a day stands before them.
///
/// # Errors
/// Every [`DateError`]; nothing is guessed.
///
/// ```
/// use mimamori_calendar::{read, DateError};
/// for text in ["令和8年5月1日", "Ｒ８．５．１", "R08/05/01", "㋿8.5.1", "令和八年五月一日",
///              "2026/5/1（金）", "2026-05-01 00:00:00", "20260501", "令和8年（2026年）5月1日"] {
///     assert_eq!(read(text)?.to_string(), "2026-05-01");
/// }
/// assert_eq!(read("R8.5月頃")?.to_string(), "2026-05");
/// match read("平成31年5月1日") {
///     Err(DateError::EraOverflow { meant }) => assert_eq!(meant.to_string(), "2019-05-01"),
///     other => unreachable!("{other:?}"),
/// }
/// # Ok::<(), DateError>(())
/// ```
pub fn read(text: &str) -> Result<DateOrMonth, DateError> {
    let cell = clean(text)?;
    from_cell(cell)
}

/// Reads like [`read`], and seven bare figures as era code and `YYMMDD`: 5080501 is
/// 令和8年5月1日. Codes of the resident register's interface: 1 明治, 2 大正, 3 昭和, 4 平成,
/// 5 令和. Only for columns whose mapping says so; elsewhere seven figures are no date.
///
/// # Errors
/// As [`read`]; another code is [`DateError::NotADate`].
///
/// ```
/// use mimamori_calendar::{read, read_era_coded, DateError};
/// assert_eq!(read_era_coded("5080501")?.to_string(), "2026-05-01");
/// assert_eq!(read("5080501"), Err(DateError::Ambiguous));
/// # Ok::<(), DateError>(())
/// ```
pub fn read_era_coded(text: &str) -> Result<DateOrMonth, DateError> {
    let cell = clean(text)?;
    let digits: Option<Vec<u32>> = cell.body.iter().map(|c| c.to_digit(10)).collect();
    match digits.as_deref() {
        Some([0, 0, 0, 0, 0, 0, 0] | [9, 9, 9, 9, 9, 9, 9]) => Err(DateError::Unknown),
        Some(&[code, y1, y2, m1, m2, d1, d2]) => {
            let era = usize::try_from(code)
                .ok()
                .and_then(|code| code.checked_sub(1))
                .and_then(|at| Era::ALL.get(at))
                .ok_or(DateError::NotADate)?;
            in_era(*era, y1 * 10 + y2, m1 * 10 + m2, Some(d1 * 10 + d2))
        }
        _ => from_cell(cell),
    }
}

/// Reads a day where the month is known, such as the heading of a column in a month's sheet:
/// 25, 25日, 25(月), 5/25, 5月25日 or a whole date.
///
/// # Errors
/// As [`read`]; [`DateError::NotADate`] when the month written is another one.
///
/// ```
/// use mimamori_calendar::{read_in_month, YearMonth, DateError};
/// let may: YearMonth = "2026-05".parse()?;
/// assert_eq!(read_in_month("25(月)", may)?.to_string(), "2026-05-25");
/// assert_eq!(read_in_month("5/25", may)?.to_string(), "2026-05-25");
/// assert_eq!(read_in_month("4/25", may), Err(DateError::NotADate));
/// # Ok::<(), DateError>(())
/// ```
pub fn read_in_month(text: &str, month: YearMonth) -> Result<NaiveDate, DateError> {
    let cell = clean(text)?;
    if cell.about || !cell.bracketed.is_empty() {
        return Err(DateError::NotADate);
    }
    let parts = Parts::of(&cell.body);
    let written = parts.as_ref().ok().filter(|parts| parts.era.is_none());
    let (written_month, day) = match written.map(|parts| parts.numbers.as_slice()) {
        Some(&[(day, Separator::End | Separator::Day)]) if day.width <= 2 => (None, day.value),
        Some(
            &[
                (of, Separator::Month | Separator::Sign(_)),
                (day, Separator::End | Separator::Day),
            ],
        ) if of.width <= 2 && day.width <= 2 => (Some(of.value), day.value),
        _ => {
            let day = from_cell(cell)?.day().ok_or(DateError::NotADate)?;
            return if month.contains(day) {
                Ok(day)
            } else {
                Err(DateError::NotADate)
            };
        }
    };
    if written_month.is_some_and(|written| written != month.month()) {
        return Err(DateError::NotADate);
    }
    let day = month
        .first_day()
        .with_day(day)
        .ok_or(DateError::NoSuchDay)?;
    check_weekday(&cell, day)?;
    Ok(day)
}

fn from_cell(mut cell: Clean) -> Result<DateOrMonth, DateError> {
    if cell.body.is_empty() {
        return Err(DateError::Empty);
    }
    for (unknown, day_only) in [("不詳", "日不詳"), ("不明", "日不明")] {
        if !cell.contains(unknown) {
            continue;
        }
        // 令和8年5月日不詳 still tells the month.
        if cell.ends_with(day_only) {
            cell.cut(day_only);
            if let Ok(month @ DateOrMonth::Month(_)) = from_cell(cell) {
                return Ok(month);
            }
        }
        return Err(DateError::Unknown);
    }
    if cell.body == ['未', '定'] {
        return Err(DateError::Unknown);
    }
    let parts = Parts::of(&cell.body)?;
    let found = parts.interpret();
    check_brackets(&cell, found)?;
    let found = match found? {
        DateOrMonth::Day(day) => {
            check_weekday(&cell, day)?;
            DateOrMonth::Day(day)
        }
        DateOrMonth::Month(_) if cell.weekday.is_some() => return Err(DateError::NotADate),
        month => month,
    };
    Ok(if cell.about {
        DateOrMonth::Month(found.month())
    } else {
        found
    })
}

fn check_weekday(cell: &Clean, day: NaiveDate) -> Result<(), DateError> {
    match cell.weekday {
        Some(weekday) if weekday != day.weekday() => Err(DateError::WrongWeekday { written: day }),
        _ => Ok(()),
    }
}

/// What stands in brackets must say the same once more: the year or the whole date.
fn check_brackets(cell: &Clean, found: Result<DateOrMonth, DateError>) -> Result<(), DateError> {
    for bracket in &cell.bracketed {
        let chars: Vec<char> = bracket.chars().collect();
        let again = Parts::of(&chars).and_then(|parts| parts.interpret());
        let agrees = match (found, again) {
            (Ok(one), Ok(other)) => one == other,
            (Ok(one), Err(DateError::YearOnly { year })) => one.first_day().year() == year,
            (Err(DateError::YearOnly { year }), Err(DateError::YearOnly { year: other })) => {
                year == other
            }
            (Err(_), _) => continue,
            (Ok(_), Err(_)) => return Err(DateError::NotADate),
        };
        if !agrees {
            return Err(DateError::Ambiguous);
        }
    }
    Ok(())
}

/// A day or month in a year of an era.
fn in_era(era: Era, year: u32, month: u32, day: Option<u32>) -> Result<DateOrMonth, DateError> {
    let gregorian = match i32::try_from(year) {
        Ok(0) => return Err(DateError::NoSuchDay),
        Ok(year_of_era) if year <= LONGEST_ERA => era.gregorian_year(year_of_era),
        _ => return Err(DateError::NotADate),
    };
    let meant = in_year(gregorian, month, day)?;
    // A month counts as inside when any of its days is.
    let inside = meant.last_day() >= era.first_day()
        && era.last_day().is_none_or(|last| meant.first_day() <= last);
    if inside {
        Ok(meant)
    } else {
        Err(DateError::EraOverflow { meant })
    }
}

/// A day or month in a Gregorian year.
fn in_year(year: i32, month: u32, day: Option<u32>) -> Result<DateOrMonth, DateError> {
    if !YEARS.contains(&year) {
        return Err(DateError::NotADate);
    }
    let found = match day {
        Some(day) => NaiveDate::from_ymd_opt(year, month, day).map(DateOrMonth::Day),
        None => YearMonth::new(year, month).map(DateOrMonth::Month),
    };
    found.ok_or(DateError::NoSuchDay)
}
