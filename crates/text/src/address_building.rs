//! What stands after the numbers of an address: the house, the flat, at whose home.

use crate::kana::{enlarge, katakana};
use crate::variants::{Strength, fold_chars};

/// The house and flat as they are compared.
pub(crate) fn building_key(rest: &[char]) -> String {
    // 123番地先, 123番地内: no house.
    let rest = match rest {
        ['先' | '内'] => &[],
        ['先' | '内', ' ', after @ ..] => after,
        rest => rest,
    };
    if rest.is_empty() {
        return String::new();
    }
    let text: String = rest
        .iter()
        .filter(|c| !matches!(c, ' ' | '、' | ',' | '(' | ')' | '#'))
        .collect();
    let mut text = text.trim_start_matches(['-', 'ー']);
    for mark in ["号棟", "号館", "棟", "号"] {
        text = text.strip_prefix(mark).unwrap_or(text);
    }
    let bare = ["号室", "号", "室"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let mut folded = fold_chars(bare.chars(), Strength::OldNewForm).collect::<String>();
    for (long, short) in [("様方", "方"), ("号棟", "棟"), ("号館", "棟")] {
        if folded.contains(long) {
            folded = folded.replace(long, short);
        }
    }
    let folded: Vec<char> = folded
        .chars()
        .flat_map(|c| enlarge(katakana(c)).to_lowercase())
        .collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| folded.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let mut key = String::with_capacity(bare.len());
    for (at, c) in folded.iter().enumerate() {
        let (before, after) = (digit(at.checked_sub(1)), digit(Some(at + 1)));
        match c {
            '棟' | '号' if before && after => key.push('-'),
            // A-201 is A201; a hyphen after kana was taken for a long vowel.
            '-' | 'ー' if !before && after => {}
            'f' if before && at + 1 == folded.len() => key.push('階'),
            c => key.push(*c),
        }
    }
    key
}

/// Equal, or one side gives the flat alone: 201 against コーポ日向201.
pub(crate) fn same_building(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long
        || (short.starts_with(|c: char| c.is_ascii_digit())
            && short.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            && long.strip_suffix(short).is_some_and(|house| {
                !house.ends_with(|c: char| c.is_ascii_digit() || c == '-' || c.is_ascii_lowercase())
            }))
}
