//! Addresses to an area and numbers, so that 大字, 丁目, 番地, 号 and every kind of hyphen are no difference.
//!
//! Source: 住居表示 (町名 丁目 番 号) and lot addresses (大字 字 番地 の), as lists mix them. No list of
//! places is used: what stands before the first number is the area.

use crate::kana::{is_kanji, katakana};
use crate::numerals::{digits_for_numerals, starts};
use crate::variants::{Strength, fold_variants};
use crate::width::fold_width;

/// An address as a key for comparing; not for printing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Address {
    /// What stands before the numbers: old forms of kanji as new ones, 大字 and 字 dropped, ヶ=ケ=が, の=ノ.
    pub area: String,
    /// 丁目, 番, 号 and branch numbers in order.
    pub numbers: Vec<u32>,
    /// What stands after the numbers (house, flat) without spaces, 号室 and 号; empty when nothing does.
    pub building: String,
}

impl Address {
    /// A key for finding addresses that may be the same, whether or not the prefecture is written: the
    /// last two letters of the area and the numbers. `None` without a number.
    ///
    /// ```
    /// use mimamori_text::parse_address;
    /// let (a, b) = (parse_address("ひなた町みなと1-2"), parse_address("みなと１番地の２"));
    /// assert_eq!(a.lot_key(), b.lot_key());
    /// ```
    pub fn lot_key(&self) -> Option<String> {
        if self.numbers.is_empty() {
            return None;
        }
        let skip = self.area.chars().count().saturating_sub(2);
        let mut key: String = self.area.chars().skip(skip).collect();
        for number in &self.numbers {
            key.push('-');
            key.push_str(&number.to_string());
        }
        Some(key)
    }
}

/// Takes an address apart. Never fails: without a number everything is the area.
///
/// ```
/// use mimamori_text::parse_address;
/// let address = parse_address("〒000-0000 ひなた町大字みなと三丁目２番地の５　コーポ日向 201号室");
/// assert_eq!(address.area, "ヒナタ町ミナト");
/// assert_eq!(address.numbers, [3, 2, 5]);
/// assert_eq!(address.building, "コーポ日向201");
/// ```
pub fn parse_address(text: &str) -> Address {
    let folded = fold_width(text);
    let chars: Vec<char> = digits_for_numerals(without_postal_code(&folded));
    let Some(start) = first_number(&chars) else {
        return Address {
            area: area_key(&chars),
            ..Address::default()
        };
    };
    let (numbers, rest, room) = read_numbers(&chars, start);
    let mut building = building_key(&chars[rest..]);
    if let Some(room) = room {
        building = format!("{room}{building}");
    }
    Address {
        area: area_key(&chars[..start]),
        numbers,
        building,
    }
}

/// `〒123-4567` or `123-4567` in front.
fn without_postal_code(text: &str) -> &str {
    let body = text.trim_start_matches(['〒', ' ']);
    let marked = body.len() < text.len();
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(body);
    let (joined, rest) = match (first, body[first..].strip_prefix('-')) {
        (3, Some(after)) if digits(after) == 4 => (true, &after[4..]),
        (7, _) if marked => (true, &body[7..]),
        _ => (false, body),
    };
    match joined && (marked || rest.starts_with(|c: char| !c.is_ascii_digit() && c != '-')) {
        true => rest.trim_start(),
        false => body,
    }
}

fn digit_run(chars: &[char]) -> usize {
    chars.iter().take_while(|c| c.is_ascii_digit()).count()
}

/// Where the numbers begin: the first digits that do not belong to the name of a place (北1条, 第3地割).
fn first_number(chars: &[char]) -> Option<usize> {
    const PLACE: [&str; 9] = ["条", "線", "号線", "地割", "区", "番町", "番丁", "軒", "ツ"];
    let mut at = 0;
    while at < chars.len() {
        match digit_run(&chars[at..]) {
            0 => at += 1,
            run if run > 9 || PLACE.iter().any(|p| starts(&chars[at + run..], p)) => at += run,
            _ => return Some(at),
        }
    }
    None
}

/// The numbers from `start`, where the rest begins, and a room number that was joined by a hyphen.
fn read_numbers(chars: &[char], start: usize) -> (Vec<u32>, usize, Option<u32>) {
    let mut numbers = Vec::new();
    let mut at = start;
    loop {
        let run = digit_run(&chars[at..]);
        let number = chars[at..at + run]
            .iter()
            .collect::<String>()
            .parse::<u32>();
        let (Ok(number), true) = (number, run > 0) else {
            return (numbers, at, None);
        };
        let after = at + run;
        if starts(&chars[after..], "号室") && !numbers.is_empty() {
            return (numbers, after + 2, Some(number));
        }
        numbers.push(number);
        at = after;
        let mut marked = false;
        for mark in ["丁目", "丁", "番地", "番", "号"] {
            if starts(&chars[at..], mark) {
                at += mark.chars().count();
                marked = mark != "号";
                break;
            }
        }
        // A space goes on only after 丁目 or 番: "1-2 203" ends the numbers, "1丁目 2-3" does not.
        let mut next = at;
        if marked && chars.get(next) == Some(&' ') {
            next += 1;
        }
        if matches!(chars.get(next), Some('の' | 'ノ' | '之' | '-' | 'ー' | '/')) {
            next += 1;
        } else if !marked && at == after {
            return (numbers, at, None);
        }
        if digit_run(&chars[next..]) == 0 {
            return (numbers, at, None);
        }
        at = next;
    }
}

fn area_key(chars: &[char]) -> String {
    let joined: String = chars
        .iter()
        .filter(|c| !matches!(c, ' ' | '、' | ','))
        .collect();
    let joined = joined.replace("大字", "");
    let folded: Vec<char> = fold_variants(&joined, Strength::OldNewForm)
        .chars()
        .collect();
    let kanji = |at: Option<usize>| {
        at.and_then(|at| folded.get(at))
            .is_some_and(|c| is_kanji(*c))
    };
    let mut area = String::new();
    for (at, c) in folded.iter().enumerate() {
        let between = kanji(at.checked_sub(1)) && kanji(Some(at + 1));
        match c {
            // 字 marks a part of a village, unless it belongs to a name: 十文字.
            '字' if at > 0
                && at + 1 < folded.len()
                && !matches!(folded[at - 1], '文' | '十' | '習') => {}
            'が' | 'ガ' | 'ヶ' | 'ケ' if between => area.push('ケ'),
            '之' | '乃' if between => area.push('ノ'),
            c => area.push(katakana(*c)),
        }
    }
    area.trim_end_matches(['-', 'ー']).to_lowercase()
}

fn building_key(rest: &[char]) -> String {
    let text: String = rest
        .iter()
        .filter(|c| !matches!(c, ' ' | '、' | ',' | '(' | ')'))
        .collect();
    let text = text.trim_start_matches(['-', 'ー']);
    let bare = ["号室", "号", "室"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    fold_variants(bare, Strength::OldNewForm).to_lowercase()
}

/// How alike two addresses are, best first. Symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AddressLikeness {
    /// Area, numbers, house and flat.
    Same,
    /// Area and numbers; the house or flat is missing on one side or differs.
    SameLot,
    /// One side ends earlier: 3丁目2 against 3丁目2-5.
    SameBlock,
    /// The area alone.
    SameArea,
    /// Nothing of these.
    Different,
    /// One side is blank.
    Missing,
}

/// Compares two addresses. A prefecture, county or town that only one side writes is no difference.
///
/// ```
/// use mimamori_text::{AddressLikeness, compare_addresses, parse_address};
/// let likeness = |a: &str, b: &str| compare_addresses(&parse_address(a), &parse_address(b));
/// assert_eq!(likeness("みなと３丁目２番５号", "ひなた町みなと3-2-5"), AddressLikeness::Same);
/// assert_eq!(likeness("みなと3-2-5", "みなと3-2-5 コーポ日向"), AddressLikeness::SameLot);
/// assert_eq!(likeness("みなと3-2", "みなと3-4"), AddressLikeness::SameArea);
/// ```
pub fn compare_addresses(a: &Address, b: &Address) -> AddressLikeness {
    let blank = |x: &Address| x.area.is_empty() && x.numbers.is_empty();
    if blank(a) || blank(b) {
        return AddressLikeness::Missing;
    }
    if !same_area(&a.area, &b.area) {
        return AddressLikeness::Different;
    }
    let (short, long) = if a.numbers.len() <= b.numbers.len() {
        (a, b)
    } else {
        (b, a)
    };
    if short.numbers.is_empty() {
        return AddressLikeness::SameArea;
    }
    if short.numbers == long.numbers {
        return match a.building == b.building {
            true => AddressLikeness::Same,
            false => AddressLikeness::SameLot,
        };
    }
    let Some(more) = long.numbers.strip_prefix(short.numbers.as_slice()) else {
        return AddressLikeness::SameArea;
    };
    // 3-2-5-201 against 3-2-5 コーポ日向201: the last number is the flat.
    match more {
        [room] if ends_in_number(&short.building, *room) => AddressLikeness::Same,
        _ => AddressLikeness::SameBlock,
    }
}

fn ends_in_number(building: &str, room: u32) -> bool {
    let digits = building
        .bytes()
        .rev()
        .take_while(u8::is_ascii_digit)
        .count();
    building[building.len() - digits..].parse::<u32>() == Ok(room)
}

fn same_area(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty()
        && long.strip_suffix(short).is_some_and(|front| {
            front.ends_with(['都', '道', '府', '県', '市', '区', '町', '村', '郡'])
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use AddressLikeness::*;
    use proptest::prelude::*;

    fn numbers(text: &str) -> Vec<u32> {
        parse_address(text).numbers
    }

    fn is(a: &str, b: &str, expected: AddressLikeness) {
        let (x, y) = (parse_address(a), parse_address(b));
        assert_eq!(
            compare_addresses(&x, &y),
            expected,
            "{a} / {b}: {x:?} {y:?}"
        );
        assert_eq!(compare_addresses(&y, &x), expected, "{b} / {a}");
    }

    #[test]
    fn every_way_of_writing_numbers_is_the_same() {
        for text in [
            "みなと3-2-5",
            "みなと３－２－５",
            "みなと3丁目2番5号",
            "みなと三丁目二番地の五",
            "みなと三ー二ー五",
            "みなと3の2の5",
            "みなと 3丁目 2−5",
            "みなと‐3-2-5",
        ] {
            is(text, "みなと3-2-5", Same);
        }
        assert_eq!(numbers("みなと二十三番地"), [23]);
        assert_eq!(numbers("みなと百五番地"), [105]);
    }

    #[test]
    fn numerals_in_names_of_places_stay() {
        assert_eq!(parse_address("一番町3-2").area, "一番町");
        assert_eq!(parse_address("三ツ沢3-2").area, "三ツ沢");
        let north = parse_address("北一条西2丁目3-4");
        assert_eq!(
            (north.area.as_str(), north.numbers.as_slice()),
            ("北1条西", [2, 3, 4].as_slice())
        );
        assert_eq!(parse_address("第12地割34番地5").numbers, [34, 5]);
    }

    #[test]
    fn marks_of_villages_go_and_names_with_them_stay() {
        is("ひなた町大字鮫ヶ井字上ノ台12", "鮫が井上ノ台１２番地", Same);
        assert_eq!(parse_address("十文字町5").area, "十文字町");
    }

    #[test]
    fn flats_stand_apart() {
        is("みなと3-2-5-201", "みなと3-2-5 コーポ日向201号室", Same);
        is(
            "みなと3-2-5 コーポ日向201",
            "みなと3-2-5 コーポ日向202",
            SameLot,
        );
        assert_eq!(numbers("みなと3-2-5 201"), [3, 2, 5]);
        assert_eq!(parse_address("みなと3-2-201号室").building, "201");
    }

    #[test]
    fn another_number_or_another_area_is_told() {
        is("みなと3-2", "みなと3-2-5", SameBlock);
        is("みなと3-2", "みなと3-20", SameArea);
        is("みなと3-2", "やまて3-2", Different);
        is("港3-2", "東港3-2", Different);
        is("", "みなと3-2", Missing);
        is("みなと", "みなと3-2", SameArea);
    }

    #[test]
    fn a_postal_code_is_no_number() {
        assert_eq!(numbers("〒000-0000みなと1"), [1]);
        assert_eq!(numbers("000-0000 みなと1"), [1]);
        assert_eq!(numbers("123-4567"), [123, 4567]);
    }

    const ADDRESSES: &str = "[みなと町大字一二十百条番地丁目号のー・3201〒 室コA-]{0,14}";

    proptest! {
        #[test]
        fn comparing_is_symmetric(a in ADDRESSES, b in ADDRESSES) {
            let (x, y) = (parse_address(&a), parse_address(&b));
            prop_assert_eq!(compare_addresses(&x, &y), compare_addresses(&y, &x));
            if !x.numbers.is_empty() { prop_assert_eq!(compare_addresses(&x, &x), Same); }
        }

        #[test]
        fn taking_apart_never_panics(a in "\\PC*") { parse_address(&a); }
    }
}
