//! The words behind numbers.

use mimamori_record::dictionary::Unit;

/// A word behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behind {
    Days,
    /// Seven days each, or weeks of pregnancy beside those.
    Weeks,
    /// So many months each.
    Months(i64),
    Of(Unit),
}

/// The unit that a word behind a number names.
pub(crate) fn unit(word: &str) -> Option<Behind> {
    Some(match word {
        "day" | "days" | "日" => Behind::Days,
        "week" | "weeks" | "週" | "週間" => Behind::Weeks,
        "month" | "months" | "か月" | "ヶ月" | "カ月" | "ヵ月" | "月" => Behind::Months(1),
        "year" | "years" | "年" | "歳" => Behind::Months(12),
        "point" | "points" | "点" => Behind::Of(Unit::Points),
        "g" | "gram" | "grams" | "グラム" => Behind::Of(Unit::Grams),
        "person" | "persons" | "people" | "人" | "名" => Behind::Of(Unit::Persons),
        "time" | "times" | "回" => Behind::Of(Unit::Times),
        "tooth" | "teeth" | "本" => Behind::Of(Unit::Teeth),
        _ => return None,
    })
}
