//! Comparing one surname with another, or one given name with another, letter by letter.

use crate::kana::{has_kanji, is_kana, is_kanji, katakana};
use crate::name::{is_private_use, is_wildcard};
use crate::slip::one_apart;
use crate::variants::{Strength, fold_char, variant_strength};
use crate::width::fold_width;

/// How alike two surnames or two given names are, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartLikeness {
    /// Equal after width.
    Same,
    /// Equal but for [`Strength::SameLetter`].
    SameLetter,
    /// Equal but for [`Strength::OldNewForm`].
    OldNewForm,
    /// Equal but for [`Strength::CloseName`], hiragana against katakana, or a lost character.
    CloseName,
    /// One character changed, added, lost, or two neighbours swapped. A one-letter part whose letter
    /// differs is [`PartLikeness::Different`].
    OneApart,
    /// Nothing of these.
    Different,
    /// One side is blank, all lost, or written in kana while the other is in kanji.
    Missing,
}

/// Compares two surnames or two given names letter by letter. Symmetric.
///
/// ```
/// use mimamori_text::{PartLikeness, compare_parts};
/// assert_eq!(compare_parts("髙﨑", "高崎"), PartLikeness::SameLetter);
/// assert_eq!(compare_parts("〓崎", "高崎"), PartLikeness::CloseName);
/// assert_eq!(compare_parts("翔", "翼"), PartLikeness::Different);
/// ```
pub fn compare_parts(a: &str, b: &str) -> PartLikeness {
    parts(&letters(&fold_width(a)), &letters(&fold_width(b)))
}

/// The letters to compare, of a folded text: small, without spaces, 々 written out.
pub(crate) fn letters(folded: &str) -> Vec<char> {
    let kanji = has_kanji(folded);
    let mut out: Vec<char> = Vec::with_capacity(folded.chars().count());
    // Kana and kanji have no capitals, and most names are made of nothing else.
    let plain = |c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4E00}'..='\u{9FFF}');
    if folded.chars().all(plain) {
        out.extend(folded.chars());
        return out;
    }
    for c in folded.chars().flat_map(char::to_lowercase) {
        match (c, out.last()) {
            (' ', _) => {}
            ('々' | '〻', Some(before)) => out.push(*before),
            // マリア・ルイーズ and マリアルイーズ are one name.
            ('・' | '=' | '゠', Some(before)) if is_kana(*before) => {}
            // Some converters write ・ for a gaiji they could not convert.
            ('・', Some(before)) if kanji && !is_kana(*before) => out.push('?'),
            _ => out.push(c),
        }
    }
    out
}

/// In which strength two letters agree.
pub(crate) fn letter(x: char, y: char) -> Option<PartLikeness> {
    if x == y && (!is_wildcard(x) || is_private_use(x)) {
        return Some(PartLikeness::Same);
    }
    if is_wildcard(x) || is_wildcard(y) {
        return Some(PartLikeness::CloseName);
    }
    match variant_strength(x, y) {
        Some(Strength::SameLetter) => Some(PartLikeness::SameLetter),
        Some(Strength::OldNewForm) => Some(PartLikeness::OldNewForm),
        Some(Strength::CloseName) => Some(PartLikeness::CloseName),
        None if katakana(x) == x && katakana(y) == y => None,
        None => {
            let bare = |c| fold_char(katakana(c), Strength::SameLetter);
            (bare(x) == bare(y)).then_some(PartLikeness::CloseName)
        }
    }
}

pub(crate) fn parts(x: &[char], y: &[char]) -> PartLikeness {
    let known = |s: &[char]| s.iter().any(|c| !is_wildcard(*c) || is_private_use(*c));
    if !known(x) || !known(y) {
        return PartLikeness::Missing;
    }
    if x.len() == y.len()
        && let Some((worst, seen)) = letter_by_letter(x, y)
    {
        // 山? against ?田, or 〓〓子: less was seen to agree than was lost.
        return if seen { worst } else { PartLikeness::Missing };
    }
    let kana = |s: &[char]| s.iter().all(|c| is_kana(*c));
    let kanji = |s: &[char]| s.iter().any(|c| is_kanji(*c));
    let latin = |s: &[char]| s.iter().all(char::is_ascii_alphabetic);
    let foreign = |s: &[char]| !s.iter().any(char::is_ascii_alphabetic);
    if (kana(x) && kanji(y))
        || (kana(y) && kanji(x))
        || (latin(x) && foreign(y))
        || (latin(y) && foreign(x))
    {
        return PartLikeness::Missing;
    }
    let long_enough = x.len() != y.len() || x.len() >= 2;
    if long_enough && one_apart(x, y, |p, q| letter(p, q).is_some()) {
        PartLikeness::OneApart
    } else {
        PartLikeness::Different
    }
}

/// The worst letter, and whether at least half were seen on both sides; `None` when one differs.
fn letter_by_letter(x: &[char], y: &[char]) -> Option<(PartLikeness, bool)> {
    let (mut worst, mut seen) = (PartLikeness::Same, 0);
    for (p, q) in x.iter().zip(y) {
        worst = worst.max(letter(*p, *q)?);
        if (!is_wildcard(*p) && !is_wildcard(*q)) || (p == q && is_private_use(*p)) {
            seen += 1;
        }
    }
    Some((worst, seen * 2 >= x.len()))
}

#[cfg(test)]
mod tests {
    use super::PartLikeness::*;
    use super::{PartLikeness, compare_parts};

    fn is(a: &str, b: &str, expected: PartLikeness) {
        assert_eq!(compare_parts(a, b), expected, "{a} / {b}");
        assert_eq!(compare_parts(b, a), expected, "{b} / {a}");
    }

    #[test]
    fn a_part_wholly_lost_says_nothing() {
        is("??", "花子", Missing);
        is("", "花子", Missing);
        is("山?", "?田", Missing);
    }

    #[test]
    fn latin_letters_say_nothing_about_kana_and_kanji() {
        is("Maria", "マリア", Missing);
        is("MARIA", "花子", Missing);
        is("A子", "花子", OneApart);
        is("マリア・ルイーズ", "マリアルイーズ", Same);
    }

    #[test]
    fn more_lost_than_seen_says_nothing() {
        is("〓〓子", "由美子", Missing);
        is("由〓子", "由美子", CloseName);
    }

    #[test]
    fn a_single_letter_is_the_whole_name() {
        is("翔", "翼", Different);
        is("翔", "翔太", OneApart);
        is("国", "國", OldNewForm);
    }

    #[test]
    fn kana_says_nothing_about_kanji() {
        is("さくら", "桜", Missing);
        is("さくら", "サクラ", CloseName);
        is("さくら", "さくな", OneApart);
        is("さくら", "みさき", Different);
    }
}
