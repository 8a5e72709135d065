//! Names in Latin letters: accents, case and order of words are not part of the name.
//!
//! Japanese readings are never made out of Latin letters: rules of spelling differ by passport,
//! language and clerk. A list's own kana is compared with kana instead.

use crate::width::fold_width;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small Latin letters without accents (`Nguyễn` → `nguyen`, `Đặng` → `dang`, `Łucja` → `lucja`).
///
/// ```
/// assert_eq!(mimamori_text::fold_latin("ＮＧＵＹỄＮ"), "nguyen");
/// ```
pub fn fold_latin(text: &str) -> String {
    small(&fold_width(text))
}

/// [`fold_latin`] of a text in one width.
pub(crate) fn small(folded: &str) -> String {
    if folded.is_ascii() {
        return folded.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(folded.len());
    for c in folded.nfd().filter(|c| !is_voiceable_mark(*c)) {
        match c {
            'Đ' | 'đ' | 'Ð' | 'ð' => out.push('d'),
            'Ł' | 'ł' => out.push('l'),
            'Ø' | 'ø' => out.push('o'),
            'Ħ' | 'ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ß' | 'ẞ' => out.push_str("ss"),
            'Æ' | 'æ' => out.push_str("ae"),
            'Œ' | 'œ' => out.push_str("oe"),
            'Þ' | 'þ' => out.push_str("th"),
            c => out.extend(c.to_lowercase().filter(|c| !is_voiceable_mark(*c))),
        }
    }
    out.nfc().collect()
}

/// Accents go, the voicing of kana stays.
fn is_voiceable_mark(c: char) -> bool {
    is_combining_mark(c) && !matches!(c, '\u{3099}' | '\u{309A}')
}

/// Whether the name is written in Latin letters: at least two of them and no kana or kanji.
///
/// ```
/// assert!(mimamori_text::is_latin_name("TRAN, Van An"));
/// assert!(!mimamori_text::is_latin_name("山田 A子"));
/// ```
pub fn is_latin_name(text: &str) -> bool {
    is_latin(&fold_latin(text))
}

/// [`is_latin_name`] of small letters.
pub(crate) fn is_latin(folded: &str) -> bool {
    folded.chars().filter(char::is_ascii_alphabetic).count() >= 2
        && folded
            .chars()
            .all(|c| !c.is_alphabetic() || c.is_ascii_alphabetic())
}

/// The words of a name in Latin letters, folded, in the order written. Apostrophes and full stops join
/// (`O'Neil` → `oneil`), hyphens and commas part.
///
/// ```
/// assert_eq!(mimamori_text::latin_tokens("O’Neil, Mary-Jane"), ["oneil", "mary", "jane"]);
/// ```
pub fn latin_tokens(text: &str) -> Vec<String> {
    tokens(&fold_latin(text))
}

/// The words of a text, as [`latin_tokens`] parts them.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !is_joint(c))
        .map(|word| word.chars().filter(|c| !is_joint(*c)).collect())
        .filter(|word: &String| !word.is_empty())
        .collect()
}

fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_go_and_voicing_stays() {
        assert_eq!(
            fold_latin("José Ñandú Þór Straße"),
            "jose nandu thor strasse"
        );
        assert_eq!(fold_latin("ガブリエル"), "ガブリエル");
    }

    #[test]
    fn one_letter_is_no_latin_name() {
        assert!(!is_latin_name("A"));
        assert!(!is_latin_name("123"));
        assert!(!is_latin_name("グエン Van"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[a-zA-ZÀ-ɏ ḀỹĐđ'-]*") {
            let once = fold_latin(&text);
            prop_assert_eq!(fold_latin(&once), once);
        }
    }
}
