//! National holidays by law, and the days on which offices work.
//!
//! Source: 国民の祝日に関する法律 (昭和23年法律第178号, in force 1948-07-20) with its amendments
//! of 1966, 1973 (substitute holidays), 1985 (days between two holidays), 1989, 1995, 1998,
//! 2001, 2005, 2014, 2017 and 2018; the acts on single days (1959, 1989, 1990, 1993, 平成30年
//! 法律第99号 for 2019); the special acts for the Olympic Games of 2020 and 2021.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::YearMonth;

/// The last year of the equinox formula.
const LAST_YEAR: i32 = 2099;

/// The name of the national holiday on a day (including 振替休日 and 国民の休日), if it is one.
///
/// Known from 1948-07-20 to 2099; checked day by day for 1955 to 2050. The equinoxes of later
/// years are computed: the gazette announces those of a year in February of the year before,
/// and a law can change; [`Holidays`] takes such changes.
///
/// ```
/// use mimamori_calendar::national_holiday;
/// use chrono::NaiveDate;
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap_or_default();
/// assert_eq!(national_holiday(day(5, 6)), Some("振替休日"));
/// assert_eq!(national_holiday(day(9, 22)), Some("国民の休日"));
/// assert_eq!(national_holiday(day(5, 7)), None);
/// ```
#[must_use]
pub fn national_holiday(date: NaiveDate) -> Option<&'static str> {
    if let Some(name) = by_name(date) {
        return Some(name);
    }
    let yesterday = date.pred_opt()?;
    let since = (date.year(), date.month(), date.day());
    if since >= (1973, 4, 12) && is_substitute(yesterday) {
        return Some("振替休日");
    }
    let between = since >= (1985, 12, 27)
        && date.weekday() != Weekday::Sun
        && by_name(yesterday).is_some()
        && by_name(date.succ_opt()?).is_some();
    between.then_some("国民の休日")
}

/// Whether the day after `yesterday`, itself no holiday, stands in for one on a Sunday. Since
/// 2007 it may come after a row of holidays; before, only on the Monday.
fn is_substitute(yesterday: NaiveDate) -> bool {
    let mut day = yesterday;
    while by_name(day).is_some() {
        if day.weekday() == Weekday::Sun {
            return true;
        }
        match day.pred_opt() {
            Some(before) if day.year() >= 2007 => day = before,
            _ => return false,
        }
    }
    false
}

/// The days that a law names (国民の祝日, and single days by acts of their own).
fn by_name(date: NaiveDate) -> Option<&'static str> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    if (year, month, day) < (1948, 7, 20) || year > LAST_YEAR {
        return None;
    }
    // The nth Monday of the month is the Monday among the days 7n-6 to 7n.
    let monday = |nth: u32| date.weekday() == Weekday::Mon && day.div_ceil(7) == nth;
    let olympic = matches!(year, 2020 | 2021);
    Some(match (month, day) {
        (1, 1) => "元日",
        (1, 15) if year < 2000 => "成人の日",
        (1, _) if year >= 2000 && monday(2) => "成人の日",
        (2, 11) if year >= 1967 => "建国記念の日",
        (2, 23) if year >= 2020 => "天皇誕生日",
        (2, 24) if year == 1989 => "大喪の礼",
        (3, _) if day == spring_equinox(year) => "春分の日",
        (4, 10) if year == 1959 => "結婚の儀",
        (4, 29) if year < 1989 => "天皇誕生日",
        (4, 29) if year < 2007 => "みどりの日",
        (4, 29) => "昭和の日",
        (5, 1) if year == 2019 => "天皇の即位の日",
        (5, 3) => "憲法記念日",
        (5, 4) if year >= 2007 => "みどりの日",
        (5, 5) => "こどもの日",
        (6, 9) if year == 1993 => "結婚の儀",
        (7, 23) if year == 2020 => "海の日",
        (7, 24) if year == 2020 => "スポーツの日",
        (7, 22) if year == 2021 => "海の日",
        (7, 23) if year == 2021 => "スポーツの日",
        (7, 20) if (1996..2003).contains(&year) => "海の日",
        (7, _) if year >= 2003 && !olympic && monday(3) => "海の日",
        (8, 10) if year == 2020 => "山の日",
        (8, 8) if year == 2021 => "山の日",
        (8, 11) if year >= 2016 && !olympic => "山の日",
        (9, 15) if (1966..2003).contains(&year) => "敬老の日",
        (9, _) if year >= 2003 && monday(3) => "敬老の日",
        (9, _) if day == autumn_equinox(year) => "秋分の日",
        (10, 10) if (1966..2000).contains(&year) => "体育の日",
        (10, _) if (2000..2020).contains(&year) && monday(2) => "体育の日",
        (10, _) if year >= 2022 && monday(2) => "スポーツの日",
        (10, 22) if year == 2019 => "即位礼正殿の儀の行われる日",
        (11, 3) => "文化の日",
        (11, 12) if year == 1990 => "即位礼正殿の儀",
        (11, 23) => "勤労感謝の日",
        (12, 23) if (1989..2019).contains(&year) => "天皇誕生日",
        _ => return None,
    })
}

/// Day of March. Formula of 海上保安庁水路部 (新こよみ便利帳), in millionths of a day.
fn spring_equinox(year: i32) -> u32 {
    equinox(year, 20_835_700, 20_843_100)
}

/// Day of September.
fn autumn_equinox(year: i32) -> u32 {
    equinox(year, 23_258_800, 23_248_800)
}

fn equinox(year: i32, before_1980: i32, since_1980: i32) -> u32 {
    let drift = 242_194 * (year - 1980);
    let day = if year < 1980 {
        (before_1980 + drift) / 1_000_000 - (year - 1983) / 4
    } else {
        (since_1980 + drift) / 1_000_000 - (year - 1980) / 4
    };
    day.unsigned_abs()
}

/// The national holidays as a town keeps them: those of the law, and what its own list adds
/// or takes away (a new law, a corrected equinox, the town's own day off).
///
/// ```
/// use mimamori_calendar::Holidays;
/// use chrono::NaiveDate;
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap_or_default();
/// let town = Holidays::by_law().with(day(6, 1), "開町記念日").without(day(5, 6));
/// assert_eq!(town.name(day(6, 1)), Some("開町記念日"));
/// assert_eq!(town.name(day(5, 6)), None);
/// // 5/3 is a Sunday, 5/2 a Saturday.
/// assert_eq!(town.working_day_on_or_before(day(5, 3)), day(5, 1));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays {
    added: BTreeMap<NaiveDate, String>,
    removed: BTreeSet<NaiveDate>,
}

impl Holidays {
    /// The holidays of the law, unchanged.
    #[must_use]
    pub fn by_law() -> Self {
        Holidays::default()
    }

    /// With one more day, or another name for it.
    #[must_use]
    pub fn with(mut self, date: NaiveDate, name: impl Into<String>) -> Self {
        self.removed.remove(&date);
        self.added.insert(date, name.into());
        self
    }

    /// Without a day that the law, as known here, calls a holiday.
    #[must_use]
    pub fn without(mut self, date: NaiveDate) -> Self {
        self.added.remove(&date);
        self.removed.insert(date);
        self
    }

    /// The holiday's name; `None` on other days.
    #[must_use]
    pub fn name(&self, date: NaiveDate) -> Option<&str> {
        if self.removed.contains(&date) {
            return None;
        }
        self.added
            .get(&date)
            .map(String::as_str)
            .or_else(|| national_holiday(date))
    }

    /// Whether the day is a holiday. Sundays as such are not.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.name(date).is_some()
    }

    /// Whether the town hall works: Monday to Friday, no holiday, not 29 December to
    /// 3 January. Source: 地方自治法第4条の2.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        let new_year = matches!((date.month(), date.day()), (12, 29..) | (1, ..=3));
        !is_weekend(date) && !new_year && !self.contains(date)
    }

    /// The day itself, or the nearest working day before it: when to be reminded of what is
    /// due on a holiday.
    #[must_use]
    pub fn working_day_on_or_before(&self, date: NaiveDate) -> NaiveDate {
        self.nearest_working_day(date, NaiveDate::checked_sub_days)
    }

    /// The day itself, or the nearest working day after it.
    #[must_use]
    pub fn working_day_on_or_after(&self, date: NaiveDate) -> NaiveDate {
        self.nearest_working_day(date, NaiveDate::checked_add_days)
    }

    /// The last day for what is promised by a day of the month after `month` (翌月10日まで). The
    /// 31st stands for the last day of a shorter month; when the town hall is closed on that day
    /// the next working day is the last one. Source: 地方自治法第4条の2第4項.
    ///
    /// ```
    /// use mimamori_calendar::Holidays;
    /// let deadline = |month: &str, day| {
    ///     let month = month.parse().unwrap();
    ///     Holidays::by_law().deadline_after(month, day).to_string()
    /// };
    /// assert_eq!(deadline("2026-05", 10), "2026-06-10");
    /// // A Sunday; and new year, up to 3 January, before a Sunday.
    /// assert_eq!(deadline("2026-04", 10), "2026-05-11");
    /// assert_eq!(deadline("2026-12", 1), "2027-01-04");
    /// assert_eq!(deadline("2026-05", 31), "2026-06-30");
    /// ```
    #[must_use]
    pub fn deadline_after(&self, month: YearMonth, day: u32) -> NaiveDate {
        let month = month.next();
        let last = month.last_day();
        let date = month.first_day().with_day(day).unwrap_or(last);
        self.working_day_on_or_after(date)
    }

    fn nearest_working_day(
        &self,
        date: NaiveDate,
        step: fn(NaiveDate, Days) -> Option<NaiveDate>,
    ) -> NaiveDate {
        let mut day = date;
        while !self.is_working_day(day) {
            match step(day, Days::new(1)) {
                Some(next) => day = next,
                // The end of what chrono can hold.
                None => return date,
            }
        }
        day
    }
}

/// Saturday or Sunday.
pub(crate) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
