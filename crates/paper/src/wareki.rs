//! Era dates as papers print them.

use chrono::{Datelike, NaiveDate};
use mimamori_record::Lang;

use crate::cell::Cell;

/// First day of each era (year, month, day), newest first.
const ERAS: [(&str, (i32, u32, u32)); 5] = [
    ("令和", (2019, 5, 1)),
    ("平成", (1989, 1, 8)),
    ("昭和", (1926, 12, 25)),
    ("大正", (1912, 7, 30)),
    ("明治", (1873, 1, 1)),
];

/// Excel's number of a day; none before March 1900, where Excel counts a day that never was.
pub(crate) fn serial(day: NaiveDate) -> Option<i32> {
    let days = day.num_days_from_ce() - 693_594;
    (days >= 61 && day.year() <= 9999).then_some(days)
}

/// First and last serial of the first year of the era in which the day lies, if it lies in its
/// first year; of the newest era otherwise.
pub(crate) fn first_year(day: Option<NaiveDate>) -> (i32, i32) {
    let range = |(year, month, first): (i32, u32, u32)| {
        let start = serial(NaiveDate::from_ymd_opt(year, month, first)?)?;
        Some((start, serial(NaiveDate::from_ymd_opt(year, 12, 31)?)?))
    };
    let mut ranges = ERAS.iter().filter_map(|(_, start)| range(*start));
    let newest = ranges.next().unwrap_or_default();
    let Some(at) = day.and_then(serial) else {
        return newest;
    };
    ranges
        .find(|(first, last)| (*first..=*last).contains(&at))
        .unwrap_or(newest)
}

fn year_of(day: (i32, u32, u32)) -> String {
    for (name, start) in ERAS {
        if day >= start {
            // Meiji is counted from 1868; its solar calendar begins with its sixth year.
            let first = if name == "明治" { 1868 } else { start.0 };
            return match day.0 - first + 1 {
                1 => format!("{name}元年"),
                n => format!("{name}{n}年"),
            };
        }
    }
    format!("{}年", day.0)
}

/// A day by era.
///
/// ```
/// use chrono::NaiveDate;
/// let day = NaiveDate::from_ymd_opt(2019, 5, 1).unwrap_or_default();
/// assert_eq!(mimamori_paper::wareki(day), "令和元年5月1日");
/// ```
pub fn wareki(day: NaiveDate) -> String {
    let (year, month, day) = (day.year(), day.month(), day.day());
    format!("{}{month}月{day}日", year_of((year, month, day)))
}

/// A month by era; the era is the one of the month's last day.
///
/// ```
/// assert_eq!(mimamori_paper::wareki_month(2026, 5), "令和8年5月");
/// ```
pub fn wareki_month(year: i32, month: u32) -> String {
    format!("{}{month}月", year_of((year, month, 31)))
}

/// `2026-05-31` or `2026-05` as a language writes it: by era in Japanese. Any other text stays.
///
/// ```
/// use mimamori_record::Lang;
/// assert_eq!(mimamori_paper::day_or_month("2026-05", Lang::Ja), "令和8年5月");
/// assert_eq!(mimamori_paper::day_or_month("2026-05", Lang::En), "2026-05");
/// ```
pub fn day_or_month(text: &str, lang: Lang) -> String {
    match (Cell::day_or_month(text), lang) {
        (Cell::Date(day), Lang::Ja) => wareki(day),
        (Cell::Month(year, month), Lang::Ja) => wareki_month(year, month),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(year: i32, month: u32, day: u32) -> String {
        wareki(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn eras_change_on_their_first_day() {
        assert_eq!(of(2019, 4, 30), "平成31年4月30日");
        assert_eq!(of(1989, 1, 7), "昭和64年1月7日");
        assert_eq!(of(1989, 1, 8), "平成元年1月8日");
        assert_eq!(of(1926, 12, 24), "大正15年12月24日");
        assert_eq!(of(1912, 7, 29), "明治45年7月29日");
        assert_eq!(of(1850, 7, 29), "1850年7月29日");
    }
}
