//! A day as options and settings write it.

use chrono::NaiveDate;
use mimamori_record::{Said, said};

/// Reads `2026-04-01` and nothing else. Otherwise: what is wrong with it, and what to do.
///
/// # Errors
///
/// One for a day that the calendar does not have, another for any other spelling.
pub fn day(text: &str) -> Result<NaiveDate, (Said, Said)> {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    let digits = text.chars().all(|c| c.is_ascii_digit() || c == '-');
    if parts != [4, 2, 2] || !digits {
        return Err((
            said!(
                "「{text}」は日付の書き方が違います",
                "{text} is not how a day is written here"
            ),
            said!(
                "2026-04-01 のように、西暦4桁-月2桁-日2桁で書いてください",
                "write it as YYYY-MM-DD, like 2026-04-01"
            ),
        ));
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| {
        (
            said!(
                "{text} という日は暦にありません",
                "there is no such day as {text}"
            ),
            said!(
                "月と日を確かめて、2026-04-01 のように書いてください",
                "check month and day, and write it like 2026-04-01"
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_spelling_is_told_apart_from_a_day_that_does_not_exist() {
        assert_eq!(day("2024-02-29").unwrap().to_string(), "2024-02-29");
        for text in [
            "R8.6.1",
            "令和7年3月10日",
            "2026-6-1",
            "2026/06/01",
            "20260601",
            "2026-06",
            "２０２６-06-01",
            "+026-06-01",
            "",
        ] {
            let (what, advice) = day(text).unwrap_err();
            assert!(what.ja.contains("書き方"), "{text}");
            assert!(advice.en.contains("YYYY-MM-DD"), "{text}");
        }
        for text in ["2026-02-29", "2026-13-01", "0000-00-00"] {
            let (what, advice) = day(text).unwrap_err();
            assert_eq!(what.ja, format!("{text} という日は暦にありません"));
            assert!(advice.en.contains("check month and day"), "{text}");
        }
    }
}
