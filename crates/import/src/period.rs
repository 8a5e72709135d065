//! From which month to which a list of events reaches, as names of files and titles say it.

use mimamori_calendar::{DateOrMonth, YearMonth, read};
use mimamori_text::fold_width;

use crate::when::dates_in;

/// The first and the last month: 令和7年度, R7-R8, R8.4-5, 令和7年10月～令和8年3月. A year without
/// a month is a fiscal year, from April to March.
pub(crate) fn period_in(text: &str) -> Option<(YearMonth, YearMonth)> {
    let folded: String = fold_width(text).chars().filter(|c| *c != ' ').collect();
    let dates = dates_in(&folded);
    let day = |date: &DateOrMonth| matches!(date, DateOrMonth::Day(_));
    let months: Vec<YearMonth> = match dates.iter().filter(|date| day(date)).count() {
        // From one day to another; a single one says when the list was drawn up.
        2 => dates.iter().map(|date| date.month()).collect(),
        _ => {
            let months = dates.iter().filter(|date| !day(date));
            months.map(|date| date.month()).collect()
        }
    };
    if let (Some(first), Some(last)) = (months.first(), months.last()) {
        let last = match months.len() {
            1 => up_to(&folded, *first).unwrap_or(*last),
            _ => *last,
        };
        return Some((*first, last)).filter(|(first, last)| first <= last);
    }
    let years = fiscal_years(&folded);
    let (first, last) = (years.first()?, years.last()?);
    let period = (YearMonth::new(*first, 4)?, YearMonth::new(last + 1, 3)?);
    Some(period).filter(|(first, last)| first <= last)
}

/// The second month of R8.4-5 and 令和8年4月～5月, of which only the first one has its year.
fn up_to(text: &str, first: YearMonth) -> Option<YearMonth> {
    const TO: [char; 7] = ['-', '~', '～', '〜', '・', '、', ','];
    let own = first.month().to_string();
    let parts: Vec<&str> = text.split(TO).collect();
    let pair = parts.windows(2).find(|pair| {
        let before = pair[0].trim_end_matches('月');
        before.ends_with(own.as_str()) && pair[1].starts_with(|c: char| c.is_ascii_digit())
    })?;
    let digits: String = pair[1].chars().take_while(char::is_ascii_digit).collect();
    let month: u32 = digits.parse().ok()?;
    let year = first.year() + i32::from(month < first.month());
    YearMonth::new(year, month)
}

/// The years that stand for themselves: R7, 令和7年度, 2025年度. 令和7年 is a calendar year, and no
/// period of a list in fiscal years.
fn fiscal_years(text: &str) -> Vec<i32> {
    let letters: Vec<char> = text.chars().collect();
    let mut years = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let inside = at > 0 && letters[at - 1].is_ascii_alphanumeric();
        let found = (2..=5).rev().find_map(|length| {
            let part = letters.get(at..at + length)?;
            let next = letters.get(at + length);
            let cut = part.last()?.is_ascii_digit() && next.is_some_and(char::is_ascii_digit);
            let of_calendar = next == Some(&'年') && letters.get(at + length + 1) != Some(&'度');
            let part: String = part.iter().collect();
            let whole = part.chars().all(|c| c.is_ascii_digit()) && length != 4;
            if inside || cut || of_calendar || whole {
                return None;
            }
            // 令和元年 begins in May, 平成31年 ends in April.
            let mut months = ["12月", "4月"].into_iter();
            let date = months.find_map(|month| read(&format!("{part}年{month}")).ok())?;
            Some((date.month().year(), length))
        });
        match found {
            Some((year, length)) => {
                years.push(year);
                at += length;
            }
            None => at += 1,
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_from_names_and_titles() {
        for (text, first, last) in [
            ("支援経過_R7-R8.xlsx", "2025-04", "2027-03"),
            ("支援経過一覧（令和7年度・令和8年度）", "2025-04", "2027-03"),
            ("学校歯科健診　要受診者（令和７年度）", "2025-04", "2026-03"),
            ("歯科健診（令和元年度）", "2019-04", "2020-03"),
            ("相談記録2025年度", "2025-04", "2026-03"),
            ("平成31年度", "2019-04", "2020-03"),
            ("支援経過_R8.4-5.xlsx", "2026-04", "2026-05"),
            ("支援経過　令和8年4月～5月", "2026-04", "2026-05"),
            ("令和7年10月～令和8年3月", "2025-10", "2026-03"),
            ("令和7年11月～2月", "2025-11", "2026-02"),
            ("令和7年4月1日から令和8年3月31日まで", "2025-04", "2026-03"),
            ("保健室来室_R8.5", "2026-05", "2026-05"),
        ] {
            let month = |text: &str| text.parse::<YearMonth>().unwrap();
            assert_eq!(period_in(text), Some((month(first), month(last))), "{text}");
        }
        for text in [
            "令和8年5月31日現在",
            "支援経過",
            "令和7年の相談",
            "第12回 3年1組",
            "令和8年3月～令和7年10月",
        ] {
            assert_eq!(period_in(text), None, "{text}");
        }
    }
}
