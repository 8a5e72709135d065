//! Kana in several keys, each weaker than the one before.
//!
//! Source: name search of the resident register (住民記録システム標準仕様 3章): small = large, voicing
//! ignored, ヂ=ジ ヅ=ズ ヲ=オ ヴァ=バ, オ段+ウ → オ, long vowels ignored. ヰ=イ, ヱ=エ, エ段+イ → エ
//! and a repeated vowel are ours, for the same reason: people write what they hear.

use crate::width::fold_width;
use unicode_normalization::UnicodeNormalization;

/// Whether the character is hiragana, katakana or the long-vowel mark (full width).
pub fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' | 'ㇰ'..='ㇿ')
}

/// Whether the text has a kanji (compatibility ideographs, 々 and 〆 included).
///
/// ```
/// assert!(mimamori_text::has_kanji("さくら組の林"));
/// assert!(!mimamori_text::has_kanji("さくら"));
/// ```
pub fn has_kanji(text: &str) -> bool {
    text.chars().any(is_kanji)
}

pub(crate) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether the text is written in kana alone (spaces, `・` and dashes allowed, at least one kana).
///
/// ```
/// assert!(mimamori_text::is_kana_text("ﾔﾏﾀﾞ ﾊﾅｺ"));
/// assert!(!mimamori_text::is_kana_text("山田 ハナコ"));
/// ```
pub fn is_kana_text(text: &str) -> bool {
    // Most texts are kana through and through, or hold a letter that no folding makes kana.
    let other = |c: char| is_kanji(c) || c.is_ascii_alphanumeric();
    if text.chars().any(other) {
        return false;
    }
    let plain = |c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ');
    !text.is_empty() && text.chars().all(plain) || all_kana(&fold_width(text))
}

/// [`is_kana_text`] of a text that is folded already.
pub(crate) fn all_kana(folded: &str) -> bool {
    folded.chars().any(is_kana)
        && folded
            .chars()
            .all(|c| is_kana(c) || matches!(c, ' ' | '・' | '-' | '=' | '.'))
}

/// Hiragana as katakana; everything else as it is.
///
/// ```
/// assert_eq!(mimamori_text::to_katakana("ひなた町"), "ヒナタ町");
/// ```
pub fn to_katakana(text: &str) -> String {
    text.chars().map(katakana).collect()
}

/// Katakana as hiragana; everything else (and ヷ–ヺ, which have no hiragana) as it is.
///
/// ```
/// assert_eq!(mimamori_text::to_hiragana("ヒナタ町"), "ひなた町");
/// ```
pub fn to_hiragana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ァ'..='ヶ' | 'ヽ' | 'ヾ' => shift(c, -0x60),
            c => c,
        })
        .collect()
}

pub(crate) fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => shift(c, 0x60),
        c => c,
    }
}

fn shift(c: char, by: i32) -> char {
    char::from_u32((c as i32 + by) as u32).unwrap_or(c)
}

/// How much a kana key forgets. Two texts with the same key have the same key in every weaker one:
/// `Exact` < `LargeKana` < `SameSound`, `Voiceless` < `Register`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KanaKey {
    /// Katakana in one width, without spaces, `・` and dots.
    Exact,
    /// ャ=ヤ ッ=ツ: old systems and telegraph-like lists have no small kana.
    LargeKana,
    /// Also written as it sounds: コー=コウ=コオ, ヂ=ジ, ヅ=ズ, ヲ=オ, ヴァ=バ.
    SameSound,
    /// [`KanaKey::LargeKana`] with voicing ignored: ヤマザキ=ヤマサキ.
    Voiceless,
    /// Everything together and long vowels dropped, as the register's search does. It also joins チ with
    /// シ (over ヂ=ジ) and 大野 with 小野: for finding candidates, never for deciding.
    Register,
}

/// The key of a reading. Letters that are no kana stay, in small letters.
///
/// ```
/// use mimamori_text::{KanaKey, kana_key};
/// assert_eq!(kana_key("ｼｮｳｺ", KanaKey::Exact), "ショウコ");
/// assert_eq!(kana_key("しようこ", KanaKey::LargeKana), kana_key("ショウコ", KanaKey::LargeKana));
/// assert_eq!(kana_key("ショーコ", KanaKey::SameSound), kana_key("ショウコ", KanaKey::SameSound));
/// assert_eq!(kana_key("ヤマサキ", KanaKey::Voiceless), kana_key("ヤマザキ", KanaKey::Voiceless));
/// assert_eq!(kana_key("オオノ", KanaKey::Register), kana_key("オノ", KanaKey::Register));
/// ```
pub fn kana_key(text: &str, key: KanaKey) -> String {
    let exact = exact(text);
    if key == KanaKey::Exact {
        return exact;
    }
    let large: String = exact.chars().map(enlarge).collect();
    match key {
        KanaKey::Exact | KanaKey::LargeKana => large,
        KanaKey::SameSound => sounded(&large),
        KanaKey::Voiceless => voiceless(&large),
        KanaKey::Register => registered(&sounded(&large)),
    }
}

/// The keys weaker than [`KanaKey::LargeKana`] of a text that is that key already: as it sounds, without
/// voicing, and as the register searches. The same as three calls of [`kana_key`], for a third of the work.
///
/// ```
/// use mimamori_text::{KanaKey, kana_key, weaker_keys};
/// let large = kana_key("ｼｮｳｺ", KanaKey::LargeKana);
/// assert_eq!(weaker_keys(&large)[2], kana_key("ｼｮｳｺ", KanaKey::Register));
/// ```
pub fn weaker_keys(large: &str) -> [String; 3] {
    let sound = sounded(large);
    let register = registered(&sound);
    [sound, voiceless(large), register]
}

/// From the sound: without voicing and long vowels.
fn registered(sound: &str) -> String {
    let voiceless = voiceless(sound);
    let mut out = String::with_capacity(voiceless.len());
    let mut last = None;
    for c in voiceless.chars() {
        let c = match c {
            'チ' => 'シ',
            'ツ' => 'ス',
            c => c,
        };
        let long = is_vowel(c) && last.and_then(vowel) == Some(c);
        if !long {
            out.push(c);
            last = Some(c);
        }
    }
    out
}

pub(crate) fn exact(text: &str) -> String {
    // What is in the key's own letters already, as most readings are when they come a second time.
    if text.chars().all(|c| matches!(c, 'ァ'..='ヺ')) {
        return text.to_owned();
    }
    let folded = fold_width(text);
    let mut out = String::with_capacity(folded.len());
    let mut last = None;
    for c in folded.chars() {
        let c = match (katakana(c), last) {
            (' ' | '・' | '.' | ',' | '=' | '\'' | '’' | '゠', _) => continue,
            // A voicing mark that found nothing to voice.
            ('\u{3099}' | '\u{309A}', _) => continue,
            // In a reading, the kanji 一 and a hyphen after kana can only be the long-vowel mark.
            ('一' | '-', Some(before)) if is_kana(before) => 'ー',
            ('ヽ', Some(before)) if is_kana(before) => before,
            ('ヾ', Some(before)) if is_kana(before) => {
                let voiced: String = [before, '\u{3099}']
                    .iter()
                    .collect::<String>()
                    .nfc()
                    .collect();
                voiced.chars().next().unwrap_or(before)
            }
            (c, _) => c,
        };
        out.extend(c.to_lowercase());
        last = Some(c);
    }
    out
}

pub(crate) fn enlarge(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        // The small kana of Ainu names.
        'ㇰ'..='ㇿ' => "クシストヌハヒフヘホムラリルレロ"
            .chars()
            .nth(c as usize - 'ㇰ' as usize)
            .unwrap_or(c),
        c => c,
    }
}

fn voiceless(text: &str) -> String {
    let merged = merge_v(text);
    if merged.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー')) {
        return merged.chars().map(unvoiced).collect();
    }
    merged
        .nfd()
        .filter(|c| !matches!(c, '\u{3099}' | '\u{309A}'))
        .nfc()
        .collect()
}

/// A katakana without its voicing mark.
fn unvoiced(c: char) -> char {
    match c {
        'ガ' | 'ギ' | 'グ' | 'ゲ' | 'ゴ' | 'ザ' | 'ジ' | 'ズ' | 'ゼ' | 'ゾ' | 'ダ' | 'ヂ'
        | 'ヅ' | 'デ' | 'ド' | 'バ' | 'ビ' | 'ブ' | 'ベ' | 'ボ' => shift(c, -1),
        'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' => shift(c, -2),
        c => c,
    }
}

/// The ヴ row as the バ row, which is how lists without ヴ write it.
fn merge_v(large: &str) -> String {
    let mut merged = String::with_capacity(large.len());
    let mut chars = large.chars().peekable();
    while let Some(c) = chars.next() {
        let c = match c {
            'ヷ' => 'バ',
            'ヸ' => 'ビ',
            'ヹ' => 'ベ',
            'ヺ' => 'ボ',
            'ヴ' => {
                let joined = match chars.peek() {
                    Some('ア') => Some('バ'),
                    Some('イ') => Some('ビ'),
                    Some('エ') => Some('ベ'),
                    Some('オ') => Some('ボ'),
                    _ => None,
                };
                if joined.is_some() {
                    chars.next();
                }
                joined.unwrap_or('ブ')
            }
            c => c,
        };
        merged.push(c);
    }
    merged
}

/// From large kana: the sound, with every long vowel written out as its vowel.
fn sounded(large: &str) -> String {
    let mut out = String::with_capacity(large.len());
    let mut last = None;
    for c in merge_v(large).chars() {
        let c = match c {
            'ヂ' => 'ジ',
            'ヅ' => 'ズ',
            'ヲ' => 'オ',
            'ヰ' => 'イ',
            'ヱ' => 'エ',
            c => c,
        };
        let c = match (c, last.and_then(vowel)) {
            ('ー', Some(v)) => v,
            ('ー', None) => continue,
            ('ウ', Some('オ')) => 'オ',
            ('イ', Some('エ')) => 'エ',
            (c, _) => c,
        };
        out.push(c);
        last = Some(c);
    }
    out
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'ア' | 'イ' | 'ウ' | 'エ' | 'オ')
}

/// The vowel a katakana ends in.
fn vowel(c: char) -> Option<char> {
    // From ァ to ヺ in the order of Unicode; ン has none.
    const VOWELS: &[u8; 90] = b"aaiiuueeooaaiiuueeooaaiiuueeooaaiiuuueeooaiueo\
        aaaiiiuuueeeoooaiueoaauuooaiueoaaieo-uaeaieo";
    match VOWELS.get((c as usize).checked_sub('ァ' as usize)?)? {
        b'a' => Some('ア'),
        b'i' => Some('イ'),
        b'u' => Some('ウ'),
        b'e' => Some('エ'),
        b'o' => Some('オ'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(a: &str, b: &str, key: KanaKey) -> bool {
        kana_key(a, key) == kana_key(b, key)
    }

    #[test]
    fn long_vowels_written_three_ways_sound_the_same() {
        assert!(same("コーイチ", "コウイチ", KanaKey::SameSound));
        assert!(same("オオタ", "オータ", KanaKey::SameSound));
        assert!(same("ケイコ", "ケーコ", KanaKey::SameSound));
        assert!(!same("ユウマ", "ユマ", KanaKey::SameSound));
        assert!(same("ユウマ", "ユマ", KanaKey::Register));
    }

    #[test]
    fn every_row_knows_its_vowel() {
        for (v, row) in [
            ('ア', "アカサタナハマヤラワガザダバパ"),
            ('イ', "イキシチニヒミリギジヂビピヰ"),
            ('ウ', "ウクスツヌフムユルグズヅブプヴ"),
            ('エ', "エケセテネヘメレゲゼデベペヱ"),
            ('オ', "オコソトノホモヨロヲゴゾドボポ"),
        ] {
            assert!(row.chars().all(|c| vowel(c) == Some(v)), "{row}");
        }
        assert_eq!(vowel('ン'), None);
        assert_eq!(vowel('一'), None);
    }

    #[test]
    fn old_kana_sound_like_the_new() {
        for (a, b) in [
            ("ミヅキ", "ミズキ"),
            ("カヲル", "カオル"),
            ("ヂュン", "ジュン"),
            ("エヴァ", "エバ"),
        ] {
            assert!(same(a, b, KanaKey::SameSound), "{a} {b}");
            assert!(!same(a, b, KanaKey::LargeKana), "{a} {b}");
        }
    }

    #[test]
    fn voicing_is_ignored_only_by_the_weaker_keys() {
        assert!(!same("ナカシマ", "ナカジマ", KanaKey::SameSound));
        assert!(same("ナカシマ", "ナカジマ", KanaKey::Voiceless));
        assert!(same("ヤマツ", "ヤマヅ", KanaKey::Voiceless));
    }

    #[test]
    fn small_kana_of_every_row_grow() {
        assert_eq!(
            kana_key("ァィゥェォッャュョヮヵヶ", KanaKey::LargeKana),
            "アイウエオツヤユヨワカケ"
        );
        assert_eq!(
            kana_key("ﾄﾏｺﾏｲ ㇰㇱㇿ", KanaKey::LargeKana),
            "トマコマイクシロ"
        );
    }

    #[test]
    fn width_and_hiragana_are_those_of_another_program() {
        // Expected: jaconv 0.5.0, hira2kata(h2z(text)).
        for (text, expected) in [
            ("ｶﾞｷﾞﾊﾟﾋﾟｳﾞ", "ガギパピヴ"),
            ("ぎゃっきょう", "ギャッキョウ"),
            ("ﾁﾞｭﾝｲﾁﾛｰ", "ヂュンイチロー"),
            ("ゔぃくとりあ", "ヴィクトリア"),
            ("ﾜｶﾞﾂﾏ", "ワガツマ"),
            ("ゐのうへ", "ヰノウヘ"),
        ] {
            assert_eq!(kana_key(text, KanaKey::Exact), expected);
        }
    }

    #[test]
    fn different_names_stay_apart_in_every_key_that_decides() {
        use KanaKey::{Exact, LargeKana, SameSound};
        for (a, b) in [
            ("ユウコ", "ヨウコ"),
            ("ハルト", "ハルカ"),
            ("オノ", "オオノ"),
            ("カナ", "カンナ"),
            ("ミユ", "ミユウ"),
            ("シズカ", "シヅコ"),
            ("サトシ", "サトル"),
            ("カイト", "ガイト"),
            ("ヒロ", "ピロ"),
        ] {
            for key in [Exact, LargeKana, SameSound] {
                assert!(!same(a, b, key), "{a} {b} {key:?}");
            }
        }
    }

    #[test]
    fn iteration_marks_and_a_kanji_one_are_read() {
        assert_eq!(kana_key("みすゞ", KanaKey::Exact), "ミスズ");
        assert_eq!(kana_key("サトﾙヽ一", KanaKey::Exact), "サトルルー");
    }

    const KANA: &str = "[ぁ-ゖァ-ヺーヽヾゝゞ 　ｱ-ﾝﾞﾟ]{0,8}";

    proptest! {
        #[test]
        fn keys_are_idempotent_and_nested(a in KANA, b in KANA) {
            use KanaKey::*;
            for key in [Exact, LargeKana, SameSound, Voiceless, Register] {
                let once = kana_key(&a, key);
                prop_assert_eq!(kana_key(&once, key), once);
            }
            for (strong, weak) in [(Exact, LargeKana), (LargeKana, SameSound), (LargeKana, Voiceless), (SameSound, Register), (Voiceless, Register)] {
                if same(&a, &b, strong) { prop_assert!(same(&a, &b, weak)); }
                let strong_key = kana_key(&a, strong);
                prop_assert_eq!(kana_key(&strong_key, weak), kana_key(&a, weak));
            }
        }

        #[test]
        fn the_weaker_keys_are_the_same_one_by_one_and_together(a in KANA) {
            use KanaKey::*;
            let large = kana_key(&a, LargeKana);
            let one_by_one = [SameSound, Voiceless, Register].map(|key| kana_key(&a, key));
            prop_assert_eq!(weaker_keys(&large), one_by_one);
        }

        #[test]
        fn voicing_goes_as_in_unicode(a in "[ァ-ヺー]{0,8}") {
            let merged = merge_v(&a);
            let decomposed = merged.nfd().filter(|c| !matches!(c, '\u{3099}' | '\u{309A}'));
            prop_assert_eq!(voiceless(&a), decomposed.nfc().collect::<String>());
        }

        #[test]
        fn keys_never_panic(a in "\\PC*") { kana_key(&a, KanaKey::Register); }
    }
}
