//! Telephone numbers to digits.
//!
//! Source: the numbering plan (総務省 電気通信番号計画): landlines have ten digits, 050 060 070 080 090
//! and 0800 eleven; all begin with 0, which spreadsheets lose. From abroad +81 (0081, 010-81) takes the
//! place of that 0 (ITU-T E.164, at most fifteen digits).

use crate::width::fold_width;

/// The numbers of a cell as digits, in the order written, each once. A lost leading zero is restored,
/// +81 becomes 0; a number of another country keeps its `+`. A number without area code (six to eight
/// digits) stays short. Extensions, numbers of zeros alone (`000-0000-0000`) and what is too short or too
/// long to be a number are left out.
///
/// ```
/// use mimamori_text::phones;
/// assert_eq!(phones("自宅（０３）１２３４−５６７８ / 携帯 9012345678"), ["0312345678", "09012345678"]);
/// assert_eq!(phones("+81-3-1234-5678 内線12"), ["0312345678"]);
/// assert!(phones("000-0000-0000").is_empty());
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
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(belongs) {
        let (label, from) = rest.split_at(start);
        let end = from
            .char_indices()
            .find(|(at, c)| !belongs(*c) || (*c == '+' && *at > 0))
            .map_or(from.len(), |(at, _)| at);
        let (mut piece, after) = from.split_at(end);
        rest = after;
        if is_extension(label) {
            piece = without_first_group(piece);
        }
        let piece = domestic(piece);
        let digits = digits_of(&piece);
        if piece.trim_start().starts_with('+') {
            if (8..=15).contains(&digits.len()) {
                keep(format!("+{digits}"));
            }
        } else if let Some(number) = whole_number(&digits) {
            keep(number);
        } else if digits.len() > 10 {
            several(&piece).into_iter().for_each(&mut keep);
        }
    }
    found
}

/// 内線, 内, ext., x and # announce an extension.
fn is_extension(label: &str) -> bool {
    let label = label.trim_end_matches([' ', ':', '.']).to_lowercase();
    label == "x"
        || ["内線", "内線番号", "内", "ext", "#"]
            .iter()
            .any(|mark| label.ends_with(mark))
}

fn without_first_group(piece: &str) -> &str {
    let piece = piece.trim_start_matches(|c: char| !c.is_ascii_digit());
    piece.find(' ').map_or("", |at| &piece[at..])
}

/// +81 3, +81 (0)3, 0081 3, 010-81-3 and 81-3 as 03.
fn domestic(piece: &str) -> String {
    let with_zero = |rest: &str| {
        let rest = rest.trim_start_matches(|c: char| !c.is_ascii_digit() || c == '0');
        format!("0{rest}")
    };
    let digits = digits_of(piece);
    if piece.trim_start().starts_with('+') {
        let second = piece.match_indices(|c: char| c.is_ascii_digit()).nth(1);
        return match second {
            Some((at, _)) if digits.starts_with("81") => with_zero(&piece[at + 1..]),
            _ => piece.to_owned(),
        };
    }
    let abroad = ["01081", "0081"]
        .iter()
        .find_map(|head| digits.strip_prefix(head))
        .or_else(|| digits.strip_prefix("81").filter(|_| digits.len() > 10));
    match abroad.map(with_zero) {
        Some(number) if matches!(number.len(), 10 | 11) => number,
        _ => piece.to_owned(),
    }
}

fn digits_of(piece: &str) -> String {
    piece.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a number that begins like this has eleven digits.
fn is_mobile(digits: &str) -> bool {
    ["050", "060", "070", "080", "090"]
        .iter()
        .any(|head| digits.starts_with(head))
}

/// The number if the digits are exactly one.
fn whole_number(digits: &str) -> Option<String> {
    let zero = digits.starts_with('0');
    let nobody =
        digits.ends_with("0000000") || digits.bytes().all(|d| digits.starts_with(d as char));
    if nobody {
        return None;
    }
    match digits.len() {
        11 if is_mobile(digits) || digits.starts_with("0800") => Some(digits.to_owned()),
        10 if zero => Some(digits.to_owned()),
        10 if is_mobile(&format!("0{digits}")) || digits.starts_with("800") => {
            Some(format!("0{digits}"))
        }
        9 if !zero => Some(format!("0{digits}")),
        6..=8 if !zero => Some(digits.to_owned()),
        _ => None,
    }
}

/// Several numbers with nothing but spaces or hyphens between, or nothing at all: groups are joined until
/// they make a number.
fn several(piece: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = String::new();
    for group in piece
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
    {
        // A zero begins the next number where one could end.
        let ends = open.len() >= 7 && whole_number(&open).is_some();
        if group.starts_with('0') && (group.len() >= 10 || ends) {
            out.extend(whole_number(&open));
            open.clear();
        }
        open.push_str(group);
        loop {
            let zero = open.starts_with('0');
            let long = is_mobile(&open) || open.starts_with("0800");
            let expected = if long { 11 } else { 10 };
            let over = open.len().saturating_sub(expected);
            if zero && (open.len() == expected || (over > 0 && group.len() >= 10)) {
                let rest = open.split_off(expected);
                out.extend(whole_number(&open));
                open = rest;
                if !open.is_empty() {
                    continue;
                }
            } else if over > 0 || (!zero && open.len() >= 9) {
                // One digit too many is nobody's number.
                out.extend(whole_number(&open));
                open.clear();
            }
            break;
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
    /// One digit is wrong, lost or too many, or two neighbours are swapped.
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
    } else if short.len() < 9 && long.len() == 10 && long.starts_with('0') && long.ends_with(short)
    {
        // A number with eleven digits has no area code to leave out.
        PhoneLikeness::WithoutAreaCode
    } else if (x.len() == y.len() || short.len() >= 10)
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
        for text in [
            "03-1234-5678-123",
            "03-1234-5678(内1234)",
            "03-1234-5678 内線1234567",
            "03-1234-5678 ext.12",
            "03-1234-5678～9",
            "03-1234-5678 内線番号：123456 03-1234-5678",
        ] {
            assert_eq!(phones(text), ["0312345678"], "{text}");
        }
        // One digit too many: which one is anybody's guess.
        assert!(phones("090-1234-56789").is_empty());
    }

    #[test]
    fn placeholders_join_nobody() {
        for text in [
            "0000000000",
            "000-0000-0000",
            "090-0000-0000",
            "9999999999",
            "00000000000",
        ] {
            assert!(phones(text).is_empty(), "{text}");
        }
        assert_eq!(phones("03-1000-0000"), [""; 0]);
        assert_eq!(phones("0120-000-123"), ["0120000123"]);
    }

    #[test]
    fn numbers_from_abroad_lose_the_code_of_japan_and_keep_every_other() {
        for text in [
            "+81-90-1234-5678",
            "+81 (0)90-1234-5678",
            "0081-90-1234-5678",
            "010-81-90-1234-5678",
            "81-90-1234-5678",
            "＋８１９０１２３４５６７８",
            "+ 81 90 1234 5678",
        ] {
            assert_eq!(phones(text), ["09012345678"], "{text}");
        }
        assert_eq!(phones("+82-10-1234-5678"), ["+821012345678"]);
        assert_eq!(
            phones("+81-90-1234-5678 +81-3-1234-5678"),
            ["09012345678", "0312345678"]
        );
    }

    #[test]
    fn five_columns_joined_give_five_numbers() {
        let expected = [
            "0312345678",
            "09012345678",
            "07011112222",
            "05011113333",
            "08011114444",
        ];
        for between in [" ", "/", "、", "　", "-", ";", "\n", "・", ""] {
            let cell = expected.join(between);
            assert_eq!(phones(&cell), expected, "{cell}");
        }
        let written = "03-1234-5678 090-1234-5678 070-1111-2222 050-1111-3333 080-1111-4444";
        assert_eq!(phones(written), expected);
        // A number that lacks a digit does not shift those behind it.
        assert_eq!(
            phones("0312345678 0501111222 08011114444"),
            ["0312345678", "0501111222", "08011114444"]
        );
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
        assert_eq!(
            likeness("090-1234-567", "090-1234-5678"),
            PhoneLikeness::OneApart
        );
        assert_eq!(
            likeness("1234-5678", "090-1234-5678"),
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
