//! One width, one kind of space, one kind of hyphen: the first step of every comparison.
//!
//! Source: NFKC (UAX #15) for width, half-width kana and circled digits; the rules of the resident
//! register's name search (標準仕様: full and half space as one, `ー ― － ‐ ｰ -` as one).

use crate::kana::is_kana;
use unicode_normalization::UnicodeNormalization;

/// Characters that stand for a hyphen or a long vowel in lists typed by hand.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '~' | 'ー' | '〜' | '−' | '\u{2010}'..='\u{2015}' | '\u{2500}' | '\u{2043}'
    )
}

/// Characters that take part in no comparison: variation selectors, zero-width marks, controls.
fn is_ignored(c: char) -> bool {
    matches!(
        c,
        '\u{FE00}'..='\u{FE0F}'
            | '\u{E0100}'..='\u{E01EF}'
            | '\u{00AD}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200C}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{FEFF}'
    ) || (c.is_control() && !c.is_whitespace())
}

/// Characters that folding leaves as they are, whatever stands beside them: most of a list. Kanji,
/// kana and ASCII without spaces, dashes and anything that NFKC joins or changes.
fn is_folded(c: char) -> bool {
    matches!(c, '!'..=',' | '.'..='}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '々' | '\u{4E00}'..='\u{9FFF}')
}

/// A character in one width, where nothing that stands beside it changes what becomes of it: most of
/// what lists hold. The others are left to NFKC.
fn alone(c: char) -> Option<char> {
    match c {
        c if is_folded(c) || is_dash(c) || c == ' ' => Some(c),
        '\u{3000}' => Some(' '),
        'ｰ' => Some('ー'),
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

/// One space for each run, none at the ends, and one kind of dash; nothing if a character is missing.
fn joined(chars: impl Iterator<Item = Option<char>>, size: usize) -> Option<String> {
    let mut out = String::with_capacity(size);
    let mut last = None;
    for c in chars {
        let c = c?;
        let c = if c.is_whitespace() {
            if matches!(last, None | Some(' ')) {
                continue;
            }
            ' '
        } else if is_dash(c) {
            match last {
                Some(before) if is_kana(before) => 'ー',
                _ => '-',
            }
        } else {
            c
        };
        out.push(c);
        last = Some(c);
    }
    if out.ends_with(' ') {
        out.pop();
    }
    Some(out)
}

/// The same text in one width, for comparing and for recognising headings.
///
/// NFKC (half-width kana join their voicing marks); every run of spaces, tabs and line breaks becomes
/// one space and those at the ends go; a dash after kana becomes the long-vowel mark `ー` and any other
/// dash becomes `-`; variation selectors and zero-width marks go. Idempotent.
///
/// ```
/// use mimamori_text::fold_width;
/// assert_eq!(fold_width("ﾐﾅﾄ　１−２"), "ミナト 1-2");
/// assert_eq!(fold_width("サト－"), "サトー");
/// assert_eq!(fold_width("葛\u{E0100}西"), "葛西");
/// ```
pub fn fold_width(text: &str) -> String {
    joined(text.chars().map(alone), text.len()).unwrap_or_else(|| fold(text))
}

/// [`fold_width`] by NFKC, whatever the text.
fn fold(text: &str) -> String {
    let marked = text.chars().filter(|c| !is_ignored(*c)).map(|c| match c {
        // The stand-alone marks decompose to a space and a combining mark; join them instead.
        '゛' => '\u{3099}',
        '゜' => '\u{309A}',
        '\u{200B}' => ' ',
        c => c,
    });
    joined(marked.nfkc().map(Some), text.len()).unwrap_or_default()
}

/// [`fold_width`] without any space: for text in which spaces are decoration (`氏　　名`).
///
/// ```
/// assert_eq!(mimamori_text::squeeze("氏　　名"), "氏名");
/// ```
pub fn squeeze(text: &str) -> String {
    if text
        .chars()
        .all(|c| is_folded(c) || matches!(c, ' ' | '\u{3000}'))
    {
        return text.replace([' ', '\u{3000}'], "");
    }
    // Folded again because a dash may have come to stand after kana.
    fold_width(&fold_width(text).replace(' ', ""))
}

/// A column heading taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The whole heading as one word, without units: what [`heading_key`] gives.
    pub key: String,
    /// The heading without anything in brackets.
    pub base: String,
    /// What stood in brackets, in order, units included.
    pub brackets: Vec<String>,
}

const UNITS: &[&str] = &[
    "cm", "mm", "m", "kg", "g", "mg", "ml", "l", "%", "円", "千円", "人", "名", "件", "日", "回",
    "歳", "才", "年", "月", "か月", "ヶ月", "カ月", "週", "時", "分", "時間", "点", "本", "度",
    "mmhg", "dl", "g/dl",
];

fn is_unit(note: &str) -> bool {
    let note = note.trim_start_matches("単位").trim_start_matches(':');
    UNITS.contains(&note)
}

/// The heading as one word for comparing: no spaces or line breaks, one width, small letters, units in
/// brackets dropped (`身長(cm)`), other brackets kept as text because they tell columns apart
/// (`氏名(カナ)` is not `氏名`), leading numbers (`1.`) and marks (`※ ＊ ・ :`) dropped.
///
/// ```
/// use mimamori_text::heading_key;
/// assert_eq!(heading_key("氏　名\n（ｶﾅ）"), heading_key("氏名カナ"));
/// assert_eq!(heading_key("身長（㎝）"), "身長");
/// assert_ne!(heading_key("氏名（カナ）"), heading_key("氏名"));
/// ```
pub fn heading_key(text: &str) -> String {
    heading_parts(text).key
}

/// The parts of a heading, for a mapping that wants the brackets apart.
///
/// ```
/// let heading = mimamori_text::heading_parts("生年月日（和暦）");
/// assert_eq!((heading.base.as_str(), heading.brackets[0].as_str()), ("生年月日", "和暦"));
/// ```
pub fn heading_parts(text: &str) -> Heading {
    let folded = squeeze(text).to_lowercase();
    let bare = without_number(&folded);
    let (mut key, mut base) = (String::new(), String::new());
    let mut brackets = Vec::new();
    let mut inside: Option<String> = None;
    for c in bare.chars() {
        match c {
            '(' | '[' | '〔' | '【' | '<' | '〈' | '「' if inside.is_none() => {
                inside = Some(String::new());
            }
            ')' | ']' | '〕' | '】' | '>' | '〉' | '」' => {
                if let Some(note) = inside.take() {
                    if !is_unit(&note) {
                        key.push_str(&note);
                    }
                    if !note.is_empty() {
                        brackets.push(note);
                    }
                }
            }
            '※' | '*' | '★' | '☆' | '●' | '■' | '・' | ':' | '、' | '。' => {}
            c => match inside.as_mut() {
                Some(note) => note.push(c),
                None => {
                    key.push(c);
                    base.push(c);
                }
            },
        }
    }
    if let Some(open) = inside {
        // A bracket that never closes is text.
        key.push_str(&open);
        base.push_str(&open);
    }
    if base.is_empty() {
        // 【氏名】: the brackets are decoration.
        base.clone_from(&key);
    }
    Heading {
        key,
        base,
        brackets,
    }
}

/// `1.氏名`, `(1)氏名` and `1)氏名` are 氏名; `4か月健診` and `1.5倍` stay.
fn without_number(text: &str) -> &str {
    let open = text.strip_prefix('(').unwrap_or(text);
    let rest = open.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = open.len() - rest.len();
    if !(1..=2).contains(&digits) {
        return text;
    }
    let closed = match open.len() == text.len() {
        true => rest.strip_prefix(['.', ')', '、']),
        false => rest.strip_prefix(')'),
    };
    match closed {
        Some(after) if !after.is_empty() && !after.starts_with(|c: char| c.is_ascii_digit()) => {
            after
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_width_kana_join_their_voicing() {
        assert_eq!(fold_width("ｶﾞｷﾞﾊﾟｳﾞ"), "ガギパヴ");
        assert_eq!(fold_width("か゛"), "が");
    }

    #[test]
    fn every_space_is_one_space() {
        assert_eq!(
            fold_width("\u{3000}山田\u{A0}\u{200B}\t花子\r\n"),
            "山田 花子"
        );
    }

    #[test]
    fn a_dash_after_kana_is_a_long_vowel_and_elsewhere_a_hyphen() {
        for dash in [
            "-", "‐", "‑", "–", "—", "―", "−", "－", "ー", "ｰ", "〜", "～",
        ] {
            assert_eq!(fold_width(&format!("ヒカリ{dash}")), "ヒカリー");
            assert_eq!(fold_width(&format!("1{dash}2")), "1-2");
        }
    }

    #[test]
    fn numbers_before_a_heading_go_but_ages_stay() {
        assert_eq!(heading_key("１．氏名"), "氏名");
        assert_eq!(heading_key("⑴ 氏名"), "氏名");
        assert_eq!(heading_key("4か月児健診"), "4か月児健診");
    }

    #[test]
    fn units_go_and_what_tells_columns_apart_stays() {
        assert_eq!(heading_key("体重（単位：ｋｇ）"), "体重");
        assert_eq!(heading_key("【氏名】"), "氏名");
        assert_eq!(heading_parts("※住所・方書").key, "住所方書");
        assert_ne!(heading_key("保護者（父）"), heading_key("保護者（母）"));
        assert_eq!(heading_key("氏名(漢字"), "氏名漢字");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold_width(&text);
            prop_assert_eq!(fold_width(&once), once.clone());
            let key = squeeze(&text);
            prop_assert_eq!(squeeze(&key), key);
        }

        #[test]
        fn folding_japanese_twice_changes_nothing(text in "[ｦ-ﾟあ-んァ-ヶー゛゜\u{3099} 　〜－\\-0-9０-９亜-黑]*") {
            let once = fold_width(&text);
            prop_assert_eq!(fold_width(&once), once);
        }

        #[test]
        fn the_short_way_says_what_the_long_way_says(text in "[あ-んァ-ヺ亜-黑 　!-~！-～0-9ーｰ−‐–—─〜ｱﾞ゛゜\u{3099}々]{0,6}") {
            prop_assert_eq!(fold_width(&text), fold(&text));
            prop_assert_eq!(squeeze(&text), fold(&fold(&text).replace(' ', "")));
        }

        #[test]
        fn headings_never_panic(text in "\\PC*") { heading_parts(&text); }
    }
}
