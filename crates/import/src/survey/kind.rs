//! What kind of thing a cell holds, judged by the cell alone.

use mimamori_calendar::{DateError, DateOrMonth, read};
use mimamori_container::Value;
use mimamori_record::Text;
use mimamori_text::{fold_width, is_kana_text};

/// The kind of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A number.
    Number,
    /// Figures as text, perhaps with letters and hyphens: identifiers, telephones.
    Figures,
    /// A day, also one that the calendar does not have.
    Date,
    /// A month.
    Month,
    /// TRUE or FALSE.
    Truth,
    /// Kana alone.
    Kana,
    /// One or two characters: ○, 男, 病.
    Mark,
    /// A few words.
    Words,
    /// A sentence.
    Sentence,
    /// An error, a time of day, a formula without its result.
    Broken,
}

/// A text of so many characters is a sentence.
const SENTENCE: usize = 25;

impl Kind {
    /// The kind of a value.
    pub(crate) fn of(value: &Value) -> Kind {
        match value {
            Value::Number(_) => Kind::Number,
            Value::Date(_) => Kind::Date,
            Value::Bool(_) => Kind::Truth,
            Value::Time | Value::Error | Value::Uncomputed => Kind::Broken,
            Value::Text(text) => of_text(text),
        }
    }

    /// What people call it.
    pub(crate) fn label(self) -> Text {
        match self {
            Kind::Number => Text::new("数", "number"),
            Kind::Figures => Text::new("番号", "figures"),
            Kind::Date => Text::new("日付", "date"),
            Kind::Month => Text::new("年月", "month"),
            Kind::Truth => Text::new("TRUE/FALSE", "true/false"),
            Kind::Kana => Text::new("かな", "kana"),
            Kind::Mark => Text::new("記号・1〜2字", "marks"),
            Kind::Words => Text::new("語", "words"),
            Kind::Sentence => Text::new("文", "sentences"),
            Kind::Broken => Text::new("エラー・未計算", "errors"),
        }
    }
}

fn of_text(text: &str) -> Kind {
    let folded = fold_width(text);
    let length = folded.chars().count();
    let figure = folded.contains(|c: char| c.is_ascii_digit());
    if length >= 4
        && (figure || folded.contains('年'))
        && let Some(kind) = of_date(text)
    {
        return kind;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-()./ ".contains(c);
    if figure && folded.chars().all(plain) {
        return Kind::Figures;
    }
    if counted(&folded) {
        return Kind::Number;
    }
    match length {
        0..=2 => Kind::Mark,
        _ if is_kana_text(text) => Kind::Kana,
        SENTENCE.. => Kind::Sentence,
        _ if folded.contains('。') => Kind::Sentence,
        _ => Kind::Words,
    }
}

/// 3年, 10週, 第2子: the unit belongs to the column.
fn counted(folded: &str) -> bool {
    let bare = folded.strip_prefix('第').unwrap_or(folded);
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let unit = [
        "年", "年生", "歳", "才", "名", "人", "回", "件", "週", "日", "点", "円", "子", "か月",
    ];
    digits.len() < bare.len() && unit.contains(&digits)
}

fn of_date(text: &str) -> Option<Kind> {
    match read(text) {
        Ok(DateOrMonth::Day(_))
        | Err(
            DateError::NoSuchDay
            | DateError::EraOverflow { .. }
            | DateError::WrongWeekday { .. }
            | DateError::NoEra
            | DateError::NoYear,
        ) => Some(Kind::Date),
        Ok(DateOrMonth::Month(_)) => Some(Kind::Month),
        Err(_) => None,
    }
}

/// The day that a heading names where a column is a day: 25, 25日, 25(月), 5/25, 5月25日,
/// 2026-05-25.
pub(crate) fn day_of_month(heading: &str) -> Option<u32> {
    let folded = fold_width(heading).replace(' ', "");
    let bare = folded.split('(').next().unwrap_or("");
    let bare = bare.strip_suffix('日').unwrap_or(bare);
    let last = bare.rsplit(['/', '月', '-', '.']).next().unwrap_or("");
    let figures = last.len() <= 2 && last.bytes().all(|b| b.is_ascii_digit());
    let before = &bare[..bare.len() - last.len()];
    let dated =
        before.is_empty() || before.starts_with(|c: char| c.is_ascii_digit() || "令R".contains(c));
    let day: u32 = last.parse().ok().filter(|_| figures && dated)?;
    (1..=31).contains(&day).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Kind {
        Kind::of(&Value::Text(text.to_owned()))
    }

    #[test]
    fn a_date_is_one_in_every_spelling_and_also_when_no_calendar_has_it() {
        for text in [
            "H29.5.3",
            "令和7年2月29日",
            "2017/5/3",
            "20170503",
            "平成31年5月1日",
            "8.5.1",
        ] {
            assert_eq!(kind(text), Kind::Date, "{text}");
        }
        assert_eq!(kind("R8.6頃"), Kind::Month);
    }

    #[test]
    fn figures_kana_marks_words_and_sentences_are_told_apart() {
        assert_eq!(kind("0997-23-0085"), Kind::Figures);
        assert_eq!(kind("Ｋ０００１"), Kind::Figures);
        assert_eq!(kind("ｿﾗﾉ ﾋﾅﾀ"), Kind::Kana);
        assert_eq!(kind("○"), Kind::Mark);
        assert_eq!(kind("空野　湊"), Kind::Words);
        assert_eq!(kind("3年1組"), Kind::Words);
        assert_eq!(
            kind("家庭訪問を続け、学校と様子を知らせ合う。"),
            Kind::Sentence
        );
    }

    #[test]
    fn a_heading_names_a_day_in_several_ways() {
        for text in ["25", "２５日", "25(月)", "5/25", "5月25日", "2026-05-25"] {
            assert_eq!(day_of_month(text), Some(25), "{text}");
        }
        for text in ["32", "欠席25", "第25", "2017", "氏名"] {
            assert_eq!(day_of_month(text), None, "{text}");
        }
    }
}
