//! Telephone numbers to digits.
//!
//! Source: the numbering plan (総務省 電気通信番号計画): landlines have ten digits, 050 060 070 080 090
//! and 0800 eleven; all begin with 0, which spreadsheets lose.

use crate::width::fold_width;

/// The numbers of a cell as digits, in the order written, each once. A lost leading zero is restored,
/// +81 becomes 0. A number without area code (six to eight digits) stays short. Fewer than six digits
/// (an extension) and what is too long to be a number is left out.
///
/// ```
/// use mimamori_text::phones;
/// assert_eq!(phones("自宅（０３）１２３４−５６７８ / 携帯 9012345678"), ["0312345678", "09012345678"]);
/// ```
pub fn phones(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut keep = |number: String| {
        if !found.contains(&number) {
            found.push(number);
        }
    };
    let folded = fold_width(&text.replace(['\n', '\r'], "/"));
    // Dashes may follow kana here (ケイタイ-090…), where folding makes them long vowels.
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | ' ' | '+' | '.');
    for piece in folded.split(|c| !belongs(c)) {
        let digits: String = digits_of(piece);
        if let Some(number) = whole_number(&digits) {
            keep(number);
        } else if digits.len() > 11 {
            for number in several(piece) {
                keep(number);
            }
        }
    }
    found
}

fn digits_of(piece: &str) -> String {
    let international = piece.contains("+81");
    let digits: String = piece
        .replacen("+81", "", 1)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    match international {
        // +81 (0)3-…: the zero may already be there.
        true => format!("0{}", digits.trim_start_matches('0')),
        false => digits,
    }
}

fn is_mobile(digits: &str) -> bool {
    ["050", "060", "070", "080", "090"]
        .iter()
        .any(|head| digits.starts_with(head))
}

/// The number if the digits are exactly one.
fn whole_number(digits: &str) -> Option<String> {
    let zero = digits.starts_with('0');
    match digits.len() {
        11 if zero => Some(digits.to_owned()),
        10 if zero => Some(digits.to_owned()),
        10 if is_mobile(&format!("0{digits}")) || digits.starts_with("800") => {
            Some(format!("0{digits}"))
        }
        9 if !zero => Some(format!("0{digits}")),
        6..=8 => Some(digits.to_owned()),
        _ => None,
    }
}

/// Several numbers parted by spaces alone: groups are joined until they make ten or eleven digits.
fn several(piece: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = String::new();
    for group in piece.split(' ').filter(|g| !g.is_empty()) {
        open.push_str(&digits_of(group));
        let expected = if is_mobile(&open) || open.starts_with("0800") {
            11
        } else {
            10
        };
        match open.len() {
            n if n == expected || (n >= 9 && !open.starts_with('0')) => {
                out.extend(whole_number(&open));
                open.clear();
            }
            n if n > 11 => open.clear(),
            _ => {}
        }
    }
    out.extend(whole_number(&open));
    out
}

/// How alike the numbers of two cells are, best first. Symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhoneLikeness {
    /// One number stands in both.
    Same,
    /// One side has it without the area code.
    WithoutAreaCode,
    /// One digit is wrong, or two neighbours are swapped.
    OneApart,
    /// Nothing of these.
    Different,
    /// One side has no number.
    Missing,
}

/// Compares the numbers of two cells, as [`phones`] gives them: the best pair counts.
///
/// ```
/// use mimamori_text::{PhoneLikeness, compare_phones, phones};
/// assert_eq!(compare_phones(&phones("312345678"), &phones("03-1234-5678")), PhoneLikeness::Same);
/// ```
pub fn compare_phones(a: &[String], b: &[String]) -> PhoneLikeness {
    let pairs = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| compare_two(x, y)));
    pairs.min().unwrap_or(PhoneLikeness::Missing)
}

fn compare_two(x: &str, y: &str) -> PhoneLikeness {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if x == y {
        PhoneLikeness::Same
    } else if short.len() < 9 && long.len() >= 10 && long.ends_with(short) {
        PhoneLikeness::WithoutAreaCode
    } else if x.len() == y.len()
        && crate::slip::one_apart(x.as_bytes(), y.as_bytes(), |p, q| p == q)
    {
        PhoneLikeness::OneApart
    } else {
        PhoneLikeness::Different
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_of_writing_gives_the_digits() {
        for text in [
            "03-1234-5678",
            "０３（１２３４）５６７８",
            "03 1234 5678",
            "03.1234.5678",
            "+81-3-1234-5678",
            "312345678",
            "電話：03－1234－5678",
        ] {
            assert_eq!(phones(text), ["0312345678"], "{text}");
        }
        assert_eq!(phones("8012345678"), ["08012345678"]);
        assert_eq!(
            phones("ケータイー０９０ー１２３４－５６７８"),
            ["09012345678"].map(String::from).to_vec().as_slice()
        );
    }

    #[test]
    fn several_numbers_in_a_cell_come_apart() {
        assert_eq!(
            phones("03-1234-5678\n090-1234-5678"),
            ["0312345678", "09012345678"]
        );
        assert_eq!(
            phones("0312345678 09012345678"),
            ["0312345678", "09012345678"]
        );
        assert_eq!(
            phones("090-1234-5678（母）080-1234-5678（父）"),
            ["09012345678", "08012345678"]
        );
        assert_eq!(phones("03-1234-5678、03-1234-5678"), ["0312345678"]);
    }

    #[test]
    fn extensions_and_nonsense_are_no_numbers() {
        assert_eq!(phones("03-1234-5678 内線12"), ["0312345678"]);
        assert!(phones("なし").is_empty());
        assert!(phones("12345").is_empty());
        assert_eq!(phones("12-3456"), ["123456"]);
    }

    #[test]
    fn levels_are_told_apart() {
        let likeness = |a: &str, b: &str| compare_phones(&phones(a), &phones(b));
        assert_eq!(
            likeness("1234-5678", "03-1234-5678"),
            PhoneLikeness::WithoutAreaCode
        );
        assert_eq!(
            likeness("03-1234-5687", "03-1234-5678"),
            PhoneLikeness::OneApart
        );
        assert_eq!(
            likeness("03-1234-5678", "03-8765-4321"),
            PhoneLikeness::Different
        );
        assert_eq!(likeness("", "03-8765-4321"), PhoneLikeness::Missing);
    }

    proptest! {
        #[test]
        fn numbers_are_stable_and_comparing_is_symmetric(a in "[0-9 ()/+８・-]{0,30}", b in "[0-9 -]{0,24}") {
            let (x, y) = (phones(&a), phones(&b));
            for number in &x { prop_assert_eq!(phones(number), vec![number.clone()]); }
            prop_assert_eq!(compare_phones(&x, &y), compare_phones(&y, &x));
        }

        #[test]
        fn reading_never_panics(a in "\\PC*") { phones(&a); }
    }
}
