//! Dates and months in the names of files, folders and sheets and above the table.

use mimamori_calendar::{DateOrMonth, YearMonth, read};
use mimamori_text::fold_width;

/// The longest way of writing a date that is looked for inside other text.
const LONGEST: usize = 14;

/// The dates and months in a text, in order: 「住民記録（令和8年5月31日現在）」.
pub(crate) fn dates_in(text: &str) -> Vec<DateOrMonth> {
    apart(text).0
}

/// A text without the dates, months and numbers of four figures and more that it holds, and without
/// the number of a copy in brackets.
pub(crate) fn undated(text: &str) -> String {
    let rest: Vec<char> = apart(text).1.chars().collect();
    let mut left = String::new();
    let mut at = 0;
    while at < rest.len() {
        let figures = rest[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let next = rest.get(at + figures);
        let bracketed = left.ends_with('(') && next == Some(&')');
        if figures == 0 {
            left.push(rest[at]);
            at += 1;
        } else if next == Some(&'月') {
            at += figures + 1;
        } else {
            if figures < 4 && !bracketed {
                left.extend(&rest[at..at + figures]);
            }
            at += figures;
        }
    }
    left
}

/// The dates and months in a text, and the rest of it.
fn apart(text: &str) -> (Vec<DateOrMonth>, String) {
    let letters: Vec<char> = fold_width(text).chars().filter(|c| *c != ' ').collect();
    let mut found = Vec::new();
    let mut rest = String::new();
    let mut at = 0;
    while at < letters.len() {
        let inside = at > 0
            && (letters[at - 1].is_ascii_alphanumeric() && letters[at].is_ascii_alphanumeric());
        let date = if inside || !begins_date(letters[at]) {
            None
        } else {
            longest_from(&letters[at..])
        };
        match date {
            Some((date, length)) => {
                found.push(date);
                at += length;
            }
            None => {
                rest.push(letters[at]);
                at += 1;
            }
        }
    }
    (found, rest)
}

fn begins_date(letter: char) -> bool {
    letter.is_ascii_digit() || "令平昭大明RHSTMrhstm".contains(letter)
}

fn longest_from(letters: &[char]) -> Option<(DateOrMonth, usize)> {
    for length in (4..=LONGEST.min(letters.len())).rev() {
        let cut_number = letters[length - 1].is_ascii_digit()
            && letters
                .get(length)
                .is_some_and(|next| next.is_ascii_digit() || *next == '月');
        let part: String = letters[..length].iter().collect();
        if !cut_number && let Ok(date) = read(&part) {
            return Some((date, length));
        }
    }
    None
}

/// The month that a text is about: 令和8年5月分, 2026-05, 令和8年度5月, or 5月 in the folder of a
/// month, where the year is the nearest one that does not lie after the folder.
pub(crate) fn month_in(text: &str, folder: Option<YearMonth>) -> Option<YearMonth> {
    if let Some(date) = dates_in(text).first() {
        return Some(date.month());
    }
    let folded: String = fold_width(text).chars().filter(|c| *c != ' ').collect();
    let month = bare_month(&folded)?;
    if let Some(before) = folded.find("年度").map(|at| &folded[..at]) {
        let year = fiscal_year(before)?;
        return YearMonth::new(if month >= 4 { year } else { year + 1 }, month);
    }
    let folder = folder?;
    let year = if month <= folder.month() {
        folder.year()
    } else {
        folder.year() - 1
    };
    YearMonth::new(year, month)
}

/// The month of which a text says that it is about it: neither the day on which a file was made nor
/// one of several months.
pub(crate) fn month_stated(text: &str, folder: Option<YearMonth>) -> Option<YearMonth> {
    let folded: String = fold_width(text).chars().filter(|c| *c != ' ').collect();
    let day = |date: &DateOrMonth| matches!(date, DateOrMonth::Day(_));
    let mut parts = folded.split('月');
    let (before, after) = (parts.next()?, parts.next());
    let from = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let several = folded.matches('月').count() > 1
        || from.ends_with(['~', '～', '〜', '-', '・', '、', ',', '/'])
        || after.is_some_and(|after| {
            after.starts_with(|c: char| c.is_ascii_digit() || "~～〜-・、".contains(c))
        });
    // 令和8年6月作成 says when somebody printed it.
    const MADE: [&str; 7] = ["作成", "印刷", "出力", "発行", "更新", "現在", "時点"];
    let behind = after.unwrap_or("").trim_start_matches('末');
    let made = MADE
        .iter()
        .any(|word| before.contains(word) || behind.starts_with(word));
    if several || made || dates_in(text).iter().any(day) {
        return None;
    }
    month_in(text, folder)
}

/// The number before 月.
fn bare_month(text: &str) -> Option<u32> {
    let (before, _) = text.split_once('月')?;
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|month| (1..=12).contains(month))
}

/// The year in 令和8 or 2026, standing at the end of the text.
fn fiscal_year(text: &str) -> Option<i32> {
    let letters: Vec<char> = text.chars().collect();
    let starts = 0..letters.len();
    starts.into_iter().find_map(|start| {
        let part: String = letters[start..].iter().collect();
        read(&format!("{part}年4月"))
            .ok()
            .map(|date| date.month().year())
    })
}

/// The month that a folder is named after: `2026-05`.
pub(crate) fn month_folder(path: &str) -> Option<YearMonth> {
    path.split('/').rev().find_map(|part| part.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Option<YearMonth> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn dates_are_found_inside_titles_and_file_names() {
        let found = |text: &str| {
            dates_in(text)
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("住民記録一覧（令和８年５月３１日現在）"),
            ["2026-05-31"]
        );
        assert_eq!(found("住民記録_20260531.xlsx"), ["2026-05-31"]);
        assert_eq!(found("R8.5.31時点"), ["2026-05-31"]);
        assert_eq!(found("令和8年5月分 出欠簿"), ["2026-05"]);
        assert!(found("第12回 名簿 3年1組").is_empty());
    }

    #[test]
    fn what_changes_with_the_month_is_taken_out_of_a_name() {
        for (text, left) in [
            ("住民0601", "住民"),
            ("住民_2026-06-01", "住民_"),
            ("出欠5月1組", "出欠1組"),
            ("出欠令和8年5月分", "出欠分"),
            ("住民 (2)", "住民()"),
            ("4か月児", "4か月児"),
            ("３歳児", "3歳児"),
        ] {
            assert_eq!(undated(text), left);
        }
    }

    #[test]
    fn a_bare_month_takes_its_year_from_the_folder() {
        let folder = month("2026-05");
        assert_eq!(month_in("出欠5月.xlsx", folder), folder);
        assert_eq!(month_in("出欠１２月", folder), month("2025-12"));
        assert_eq!(month_in("出欠5月.xlsx", None), None);
        assert_eq!(month_in("出欠13月", folder), None);
    }

    #[test]
    fn a_month_is_stated_where_no_day_and_no_other_month_stands_beside_it() {
        let folder = month("2026-05");
        for text in [
            "令和8年5月分 出欠簿",
            "令和8年5月 出欠簿（印刷用）",
            "出欠5月",
            "2026-05 出席簿",
            "R8.5",
        ] {
            assert_eq!(month_stated(text, folder), folder, "{text}");
        }
        for text in [
            "出欠_20260605",
            "令和8年5月29日作成",
            "4月1日現在の学級",
            "令和8年6月作成",
            "令和8年度",
            "出欠4月・5月",
            "4～6月",
            "3年1組",
        ] {
            assert_eq!(month_stated(text, folder), None, "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_holds_the_months_to_march() {
        assert_eq!(month_in("令和7年度 出欠簿 2月分", None), month("2026-02"));
        assert_eq!(month_in("2026年度5月", None), month("2026-05"));
        assert_eq!(month_in("令和8年5月 出欠簿", None), month("2026-05"));
    }

    #[test]
    fn the_nearest_folder_named_after_a_month_counts() {
        assert_eq!(
            month_folder("2026-05/in/みなと小/出欠.xlsx"),
            month("2026-05")
        );
        assert_eq!(month_folder("town/名簿.xlsx"), None);
    }
}
