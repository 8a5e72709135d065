//! The days of the practice month: today, school years, school days, and the ways dates are written.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A date that is known to exist.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The day on which the month is run.
pub(crate) fn today() -> NaiveDate {
    day(2026, 6, 1)
}

/// The day up to which the school register was kept.
pub(crate) fn register_as_of() -> NaiveDate {
    day(2026, 5, 29)
}

/// The date `count` days later (earlier when negative).
pub(crate) fn plus_days(date: NaiveDate, count: i64) -> NaiveDate {
    let by = Days::new(count.unsigned_abs());
    if count < 0 {
        date.checked_sub_days(by)
    } else {
        date.checked_add_days(by)
    }
    .unwrap_or(date)
}

/// The date `count` calendar months later; the last day of the month when the day does not exist.
pub(crate) fn plus_months(date: NaiveDate, count: u32) -> NaiveDate {
    date.checked_add_months(Months::new(count)).unwrap_or(date)
}

/// The school year in which somebody enters or entered elementary school: those born from 2 April
/// to 1 April enter together.
pub(crate) fn entry_year(birth: NaiveDate) -> i32 {
    mimamori_calendar::school_entry_year(birth)
}

/// The grade on the practice day: 1 to 9 for compulsory school, 0 and below before it.
pub(crate) fn grade(birth: NaiveDate) -> i32 {
    mimamori_calendar::grade(birth, today())
}

/// The end of the fiscal year in which somebody turns 18.
pub(crate) fn end_of_childhood(birth: NaiveDate) -> NaiveDate {
    mimamori_calendar::fiscal_year_end_of_age(birth, 18)
}

/// One line of the table of days off (暦).
pub(crate) struct DayOff {
    /// A school, or 全校.
    pub(crate) school: &'static str,
    pub(crate) from: (u32, u32),
    pub(crate) to: (u32, u32),
    pub(crate) open: bool,
    pub(crate) note: &'static str,
}

/// The table of days off of the spring of 2026.
pub(crate) const CALENDAR: &[DayOff] = &[
    DayOff {
        school: "全校",
        from: (4, 1),
        to: (4, 7),
        open: false,
        note: "春季休業",
    },
    DayOff {
        school: "みなと小",
        from: (5, 15),
        to: (5, 15),
        open: false,
        note: "開校記念日",
    },
    DayOff {
        school: "やまて小",
        from: (5, 23),
        to: (5, 23),
        open: true,
        note: "運動会（土曜授業）",
    },
    DayOff {
        school: "やまて小",
        from: (5, 25),
        to: (5, 25),
        open: false,
        note: "運動会の振替休業",
    },
    DayOff {
        school: "全校",
        from: (7, 18),
        to: (8, 31),
        open: false,
        note: "夏季休業",
    },
];

/// The days of a month of 2026 on which a school is open.
pub(crate) fn school_days(school: &str, month: u32) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    let mut date = day(2026, month, 1);
    while date.month() == month {
        let here = (date.month(), date.day());
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let mut open = !weekend && mimamori_calendar::national_holiday(date).is_none();
        for line in CALENDAR {
            if (line.school == "全校" || line.school == school)
                && line.from <= here
                && here <= line.to
            {
                open = line.open;
            }
        }
        if open {
            days.push(date);
        }
        date = plus_days(date, 1);
    }
    days
}

/// The days of a month of 2026 on which nurseries are open: the holidays of schools do not close
/// them.
pub(crate) fn nursery_days(month: u32) -> Vec<NaiveDate> {
    let first = day(2026, month, 1);
    let all = (0..31).map(|count| plus_days(first, count));
    let open = |date: &NaiveDate| {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        !weekend && mimamori_calendar::national_holiday(*date).is_none()
    };
    all.filter(|date| date.month() == month && open(date))
        .collect()
}

/// The weekday in one kanji.
pub(crate) fn weekday(date: NaiveDate) -> &'static str {
    ["月", "火", "水", "木", "金", "土", "日"][date.weekday().num_days_from_monday() as usize]
}

/// A date known to the day or only to the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// A day.
    Day(NaiveDate),
    /// A year and a month.
    Month(i32, u32),
}

impl When {
    /// The last day that it can mean.
    pub(crate) fn last(self) -> NaiveDate {
        match self {
            When::Day(date) => date,
            When::Month(year, month) => plus_days(plus_months(day(year, month, 1), 1), -1),
        }
    }

    /// `YYYY-MM-DD` or `YYYY-MM`.
    pub(crate) fn iso(self) -> String {
        match self {
            When::Day(date) => date.to_string(),
            When::Month(year, month) => format!("{year:04}-{month:02}"),
        }
    }
}

/// The ways in which a date is written into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// 令和8年5月1日
    Long,
    /// R8.5.1
    Dot,
    /// R08.05.01
    DotTwo,
    /// 2026/5/1
    Slash,
    /// Ｒ８．５．１
    Wide,
    /// A real date shown as 令和8年5月1日.
    CellLong,
    /// A real date shown as R8.5.1 by the built-in format 57.
    CellDot,
    /// A real date shown as 2026/5/1.
    CellSlash,
}

/// Era name, its letter and the year in the era.
pub(crate) fn era(date: NaiveDate) -> (&'static str, char, i32) {
    if date >= day(2019, 5, 1) {
        ("令和", 'R', date.year() - 2018)
    } else if date >= day(1989, 1, 8) {
        ("平成", 'H', date.year() - 1988)
    } else {
        ("昭和", 'S', date.year() - 1925)
    }
}

/// The text of a date in one of the text spellings (that of the screen for the cell spellings).
pub(crate) fn spell(date: NaiveDate, how: Spelling) -> String {
    let (name, letter, year) = era(date);
    let (month, day) = (date.month(), date.day());
    match how {
        Spelling::Long | Spelling::CellLong => {
            let year = if year == 1 {
                "元".to_owned()
            } else {
                year.to_string()
            };
            format!("{name}{year}年{month}月{day}日")
        }
        Spelling::Dot | Spelling::CellDot => format!("{letter}{year}.{month}.{day}"),
        Spelling::DotTwo => format!("{letter}{year:02}.{month:02}.{day:02}"),
        Spelling::Slash | Spelling::CellSlash => format!("{}/{month}/{day}", date.year()),
        Spelling::Wide => widen(&format!("{letter}{year}.{month}.{day}")),
    }
}

/// ASCII in full width.
pub(crate) fn widen(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spring_2026_has_34_school_days_without_exceptions() {
        assert_eq!(school_days("ひなた中", 4).len(), 16);
        assert_eq!(school_days("ひなた中", 5).len(), 18);
        assert_eq!(school_days("みなと小", 5).len(), 17);
        assert!(school_days("やまて小", 5).contains(&day(2026, 5, 23)));
        assert!(!school_days("やまて小", 5).contains(&day(2026, 5, 25)));
    }

    #[test]
    fn nurseries_are_open_in_the_holidays_of_schools() {
        assert_eq!(nursery_days(4)[..2], [day(2026, 4, 1), day(2026, 4, 2)]);
        assert_eq!(nursery_days(4).len(), 21);
        assert_eq!(nursery_days(5).len(), 18);
    }

    #[test]
    fn school_years_turn_between_1_and_2_april() {
        assert_eq!(grade(day(2019, 4, 2)), 1);
        assert_eq!(grade(day(2019, 4, 1)), 2);
        assert_eq!(end_of_childhood(day(2009, 4, 1)), day(2027, 3, 31));
        assert_eq!(end_of_childhood(day(2009, 4, 2)), day(2028, 3, 31));
    }

    #[test]
    fn dates_are_spelled_as_clerks_spell_them() {
        let may = day(2026, 5, 1);
        assert_eq!(spell(may, Spelling::Long), "令和8年5月1日");
        assert_eq!(spell(may, Spelling::Dot), "R8.5.1");
        assert_eq!(spell(may, Spelling::Wide), "Ｒ８．５．１");
        assert_eq!(spell(day(2019, 5, 1), Spelling::Long), "令和元年5月1日");
        assert_eq!(spell(day(2017, 4, 2), Spelling::DotTwo), "H29.04.02");
    }
}
