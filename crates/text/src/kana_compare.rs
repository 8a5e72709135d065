//! Comparing readings: the strongest key in which they agree.

use crate::kana::{KanaKey, exact, is_kana, kana_key};
use crate::slip::one_apart;

/// How alike two readings are, best first. Symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KanaLikeness {
    /// Same after width and hiragana/katakana.
    Same,
    /// Same but for small kana.
    LargeKana,
    /// Same sound, written another way.
    SameSound,
    /// Same but for voicing.
    Voiceless,
    /// Same under the register's search.
    Register,
    /// One kana typed wrong, lost, added, or two neighbours swapped.
    OneApart,
    /// Nothing of these.
    Different,
    /// One side is blank or has no kana.
    Missing,
}

/// Compares two readings.
///
/// ```
/// use mimamori_text::{KanaLikeness, compare_kana};
/// assert_eq!(compare_kana("ﾕｳﾀ", "ゆうた"), KanaLikeness::Same);
/// assert_eq!(compare_kana("ユータ", "ユウタ"), KanaLikeness::SameSound);
/// assert_eq!(compare_kana("ハルト", "ハルカ"), KanaLikeness::OneApart);
/// ```
pub fn compare_kana(a: &str, b: &str) -> KanaLikeness {
    let (x, y) = (exact(a), exact(b));
    if !x.chars().any(is_kana) || !y.chars().any(is_kana) {
        return KanaLikeness::Missing;
    }
    if x == y {
        return KanaLikeness::Same;
    }
    for (key, level) in [
        (KanaKey::LargeKana, KanaLikeness::LargeKana),
        (KanaKey::SameSound, KanaLikeness::SameSound),
        (KanaKey::Voiceless, KanaLikeness::Voiceless),
        (KanaKey::Register, KanaLikeness::Register),
    ] {
        if kana_key(&x, key) == kana_key(&y, key) {
            return level;
        }
    }
    let (x, y): (Vec<char>, Vec<char>) = (x.chars().collect(), y.chars().collect());
    if x.len().min(y.len()) >= 2 && one_apart(&x, &y, |p, q| p == q) {
        KanaLikeness::OneApart
    } else {
        KanaLikeness::Different
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_reading_one_apart_is_another_reading() {
        assert_eq!(compare_kana("ア", "イ"), KanaLikeness::Different);
        assert_eq!(compare_kana("ハナコ", "ハナコ "), KanaLikeness::Same);
        assert_eq!(compare_kana("ハナコ", "ハコナ"), KanaLikeness::OneApart);
        assert_eq!(compare_kana("", "ハナコ"), KanaLikeness::Missing);
    }

    const KANA: &str = "[ぁ-ゖァ-ヺーヽヾゝゞ 　ｱ-ﾝﾞﾟ]{0,8}";

    proptest! {
        #[test]
        fn comparing_is_symmetric(a in KANA, b in KANA) {
            prop_assert_eq!(compare_kana(&a, &b), compare_kana(&b, &a));
        }
    }
}
