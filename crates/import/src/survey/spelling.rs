//! How days are written in a column.

use chrono::Datelike;
use mimamori_calendar::{DateError, read, read_era_coded};
use mimamori_record::Text;
use mimamori_text::fold_width;

/// How a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spelling {
    /// A cell with a date format.
    Cell,
    /// H29.5.3
    EraLetter,
    /// 平成29年5月3日
    Era,
    /// 2017/5/3, 2017年5月3日
    Year,
    /// 20170503
    Eight,
    /// 5080501
    EraCoded,
    /// 42858, a spreadsheet's number without its format.
    Serial,
    /// R8.6頃
    Month,
    /// A day that no calendar has, or that has no era or year.
    Wrong,
}

impl Spelling {
    /// An example of the spelling; of no cell.
    pub(crate) fn label(self) -> Text {
        match self {
            Spelling::Cell => Text::new("日付の書式", "date cells"),
            Spelling::EraLetter => Text::new("R8.5.1 の形", "like R8.5.1"),
            Spelling::Era => Text::new("令和8年5月1日の形", "like 令和8年5月1日"),
            Spelling::Year => Text::new("2026/5/1 の形", "like 2026/5/1"),
            Spelling::Eight => Text::new("20260501 の形", "like 20260501"),
            Spelling::EraCoded => Text::new("5080501 の形", "like 5080501"),
            Spelling::Serial => Text::new("通し番号", "bare serial numbers"),
            Spelling::Month => Text::new("年月だけ", "months"),
            Spelling::Wrong => Text::new(
                "暦にない日か元号・年のないもの",
                "no day of the calendar, or without era or year",
            ),
        }
    }
}

/// How a number that may be a day is written, and its year.
pub(super) fn of_number(number: f64) -> (Option<Spelling>, Option<i32>) {
    match number {
        // 1950 to 2060.
        18_264.0..58_500.0 => (Some(Spelling::Serial), None),
        19_000_000.0..21_000_000.0 => of_text(&mimamori_container::number_text(number)),
        1_000_000.0..6_000_000.0 => of_text(&mimamori_container::number_text(number)),
        _ => (None, None),
    }
}

/// How a text that may be a day is written, and its year.
pub(super) fn of_text(text: &str) -> (Option<Spelling>, Option<i32>) {
    let folded = fold_width(text);
    let digits = folded.bytes().all(|b| b.is_ascii_digit());
    if digits && folded.len() == 7 {
        let year = read_era_coded(&folded)
            .ok()
            .map(|date| date.first_day().year());
        return (year.map(|_| Spelling::EraCoded), year);
    }
    let (date, wrong) = match read(text) {
        Ok(date) => (date, false),
        Err(DateError::EraOverflow { meant }) => (meant, true),
        Err(
            DateError::NoSuchDay
            | DateError::WrongWeekday { .. }
            | DateError::NoEra
            | DateError::NoYear,
        ) => {
            return (Some(Spelling::Wrong), None);
        }
        Err(_) => return (None, None),
    };
    let year = Some(date.first_day().year());
    let spelling = match date.day() {
        _ if wrong => Spelling::Wrong,
        None => Spelling::Month,
        Some(_) if digits => Spelling::Eight,
        Some(_) if folded.starts_with(|c: char| c.is_ascii_alphabetic()) => Spelling::EraLetter,
        Some(_) if folded.starts_with(|c: char| c.is_ascii_digit()) => Spelling::Year,
        Some(_) => Spelling::Era,
    };
    (Some(spelling), year)
}
