//! Ages, calendar months, weeks of pregnancy.
//!
//! Two ways of counting, and both are needed. By 年齢計算ニ関スル法律 (明治35年法律第50号) with
//! 民法第143条 an age is *reached* at the end of the day before the birthday: where a law says
//! "達した日" (school entry, allowances) that day counts, see [`day_age_is_reached`]. In every
//! other sense, and in what people say, a child *is* that age from the birthday on: [`age`].
//! A person born on 29 February is a year older from 1 March of a common year, having reached
//! the age at the end of 28 February.

use chrono::{Datelike, Days, Months, NaiveDate};

/// The age in years on a day; `None` before birth.
///
/// ```
/// use mimamori_calendar::age;
/// use chrono::NaiveDate;
/// let ymd = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// assert_eq!(age(ymd(2020, 2, 29), ymd(2026, 2, 28)), Some(5));
/// assert_eq!(age(ymd(2020, 2, 29), ymd(2026, 3, 1)), Some(6));
/// ```
#[must_use]
pub fn age(birth: NaiveDate, on: NaiveDate) -> Option<u32> {
    age_in_months(birth, on).map(|months| months / 12)
}

/// The age in whole months (月齢) on a day; `None` before birth. A month is complete on the
/// same day of the month; where that month has no such day, on the first of the next one.
#[must_use]
pub fn age_in_months(birth: NaiveDate, on: NaiveDate) -> Option<u32> {
    if on < birth {
        return None;
    }
    let begun = month_number(on) - month_number(birth);
    let whole = if on.day() < birth.day() {
        begun - 1
    } else {
        begun
    };
    u32::try_from(whole).ok()
}

/// The first day on which a child is so many months old; 12 months are a year. 1歳6か月 is 18.
/// The end of a check-up's window "until the age of 24 months" is the day before.
///
/// ```
/// use mimamori_calendar::first_day_of_age;
/// use chrono::NaiveDate;
/// let ymd = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// assert_eq!(first_day_of_age(ymd(2025, 1, 31), 1), ymd(2025, 3, 1));
/// assert_eq!(first_day_of_age(ymd(2024, 2, 29), 18), ymd(2025, 8, 29));
/// ```
#[must_use]
pub fn first_day_of_age(birth: NaiveDate, months: u32) -> NaiveDate {
    let clamped = birth
        .checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX);
    if clamped.day() < birth.day() {
        clamped.succ_opt().unwrap_or(clamped)
    } else {
        clamped
    }
}

/// The day on which the law says that an age in years is reached (達した日): the day before
/// the birthday.
///
/// ```
/// use mimamori_calendar::day_age_is_reached;
/// use chrono::NaiveDate;
/// let ymd = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// assert_eq!(day_age_is_reached(ymd(2020, 4, 1), 6), ymd(2026, 3, 31));
/// assert_eq!(day_age_is_reached(ymd(2020, 2, 29), 6), ymd(2026, 2, 28));
/// ```
#[must_use]
pub fn day_age_is_reached(birth: NaiveDate, years: u32) -> NaiveDate {
    let birthday = first_day_of_age(birth, years.saturating_mul(12));
    birthday.pred_opt().unwrap_or(birthday)
}

/// The day so many calendar months later (earlier when negative); where the month has no such
/// day, its last one: 11/30 + 3 months is 2/28 or 2/29. For due dates; ninety days are
/// something else, and so are ages ([`first_day_of_age`]). Source: 民法第143条第2項.
///
/// Beyond what chrono can hold (±262,000 years) the result stays at its first or last day.
#[must_use]
pub fn add_months(date: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(by).unwrap_or(NaiveDate::MIN)
    } else {
        date.checked_add_months(by).unwrap_or(NaiveDate::MAX)
    }
}

/// Whole calendar months from one day to another, as [`add_months`] counts them: the most that
/// can be added to `from` without passing `to`. Negative when `to` comes first.
///
/// ```
/// use mimamori_calendar::months_between;
/// use chrono::NaiveDate;
/// let ymd = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// assert_eq!(months_between(ymd(2025, 11, 30), ymd(2026, 2, 28)), 3);
/// assert_eq!(months_between(ymd(2025, 11, 30), ymd(2026, 2, 27)), 2);
/// assert_eq!(months_between(ymd(2026, 2, 28), ymd(2025, 11, 30)), -3);
/// ```
#[must_use]
pub fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    if to < from {
        return -months_between(to, from);
    }
    let begun = month_number(to) - month_number(from);
    if add_months(from, begun) > to {
        begun - 1
    } else {
        begun
    }
}

fn month_number(date: NaiveDate) -> i32 {
    date.year() * 12 + date.month0().cast_signed()
}

/// Days from the first day of the last period (0 weeks 0 days) to the due date (40 weeks).
const DAYS_TO_DUE_DATE: i64 = 280;

/// Weeks and days of pregnancy on a day, from the due date (出産予定日 = 40 weeks 0 days):
/// (12, 3) is 妊娠12週3日. Goes on after the due date. `None` before 0 weeks 0 days.
///
/// ```
/// use mimamori_calendar::weeks_of_pregnancy;
/// use chrono::NaiveDate;
/// let ymd = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// assert_eq!(weeks_of_pregnancy(ymd(2026, 12, 1), ymd(2026, 6, 1)), Some((13, 6)));
/// assert_eq!(weeks_of_pregnancy(ymd(2026, 12, 1), ymd(2026, 2, 23)), None);
/// ```
#[must_use]
pub fn weeks_of_pregnancy(due: NaiveDate, on: NaiveDate) -> Option<(u32, u32)> {
    let days = DAYS_TO_DUE_DATE - due.signed_duration_since(on).num_days();
    let days = u32::try_from(days).ok()?;
    Some((days / 7, days % 7))
}

/// The first day of a week of pregnancy, from the due date.
#[must_use]
pub fn first_day_of_pregnancy_week(due: NaiveDate, week: u32) -> NaiveDate {
    let start = due.checked_sub_days(Days::new(DAYS_TO_DUE_DATE.unsigned_abs()));
    start
        .and_then(|start| start.checked_add_days(Days::new(u64::from(week) * 7)))
        .unwrap_or(due)
}
