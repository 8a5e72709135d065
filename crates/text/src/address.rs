//! Addresses to an area and numbers, so that 大字, 丁目, 番地, 号 and every kind of hyphen are no difference.
//!
//! Source: 住居表示に関する法律 (町名 丁目 番 号) and lot addresses (大字 字 番地 の), as lists mix them. No list
//! of places is used but the 47 prefectures: what stands before the first number is the area.

use crate::address_area::{area_key, split_area};
use crate::address_building::{building_key, same_building};
use crate::address_flat::flat_joined;
use crate::numerals::{digits_for_numerals, starts};
use crate::width::fold_width;

/// An address as a key for comparing; not for printing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Address {
    /// The prefecture, where it is written: 広島県.
    pub prefecture: String,
    /// The county before a town or village, where it is written: 安芸郡.
    pub county: String,
    /// The streets by which an address in Kyoto finds its town, without 通: 寺町御池上ル.
    pub street: String,
    /// What else stands before the numbers: old forms of kanji as new ones, kana large and in katakana, 大字
    /// and 字 dropped, ヶ=ケ=が, の=ノ.
    pub area: String,
    /// 丁目, 番, 号 and branch numbers in order.
    pub numbers: Vec<u32>,
    /// What stands after the numbers (house, flat, 様方) without spaces, 号室 and 号; empty when nothing does.
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
/// let address = parse_address("京都府京都市中京区寺町通御池上る上本能寺前町488番地");
/// assert_eq!(address.prefecture, "京都府");
/// assert_eq!(address.street, "寺町御池上ル");
/// assert_eq!(address.area, "京都市中京区上本能寺前町");
/// ```
pub fn parse_address(text: &str) -> Address {
    let folded = fold_width(text);
    let chars: Vec<char> = digits_for_numerals(&flat_joined(without_postal_code(&folded)));
    let Some(start) = first_number(&chars) else {
        return split_area(&area_key(&chars));
    };
    let (numbers, rest, room) = read_numbers(&chars, start);
    let mut building = building_key(&chars[rest..]);
    if let Some(room) = room {
        building = format!("{room}{building}");
    }
    let mut before = &chars[..start];
    if starts(&chars[start + digit_run(&chars[start..])..], "地割")
        && let Some((&'第', front)) = before.split_last()
    {
        before = front;
    }
    Address {
        numbers,
        building,
        ..split_area(&area_key(before))
    }
}

/// `〒123-4567`, `123-4567` or `1234567 ` in front.
fn without_postal_code(text: &str) -> &str {
    let body = text.trim_start_matches(['〒', ' ']);
    let marked = body.len() < text.len();
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(body);
    let (joined, rest) = match (first, body[first..].strip_prefix('-')) {
        (3, Some(after)) if digits(after) == 4 => (true, &after[4..]),
        (7, _) if marked || body[7..].starts_with(' ') => (true, &body[7..]),
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

/// Where the numbers begin: the first digits that do not belong to the name of a place (北1条, 北1西2).
fn first_number(chars: &[char]) -> Option<usize> {
    const PLACE: [&str; 8] = ["条", "線", "号線", "区", "番町", "番丁", "軒", "ツ"];
    let mut at = 0;
    while at < chars.len() {
        let run = digit_run(&chars[at..]);
        let after = &chars[at + run..];
        let side = matches!(after, ['東' | '西' | '南' | '北', next, ..] if next.is_ascii_digit());
        // 河原町通三条下る二丁目山崎町: a number in the name of a town.
        let town = at > 0
            && matches!(chars[at - 1], 'る' | 'ル')
            && starts(after, "丁目")
            && after
                .get(2)
                .is_some_and(|c| !c.is_ascii_digit() && *c != ' ');
        match run {
            0 => at += 1,
            run if run > 9 || side || town || PLACE.iter().any(|p| starts(after, p)) => at += run,
            _ => return Some(at),
        }
    }
    None
}

/// The numbers from `start`, where the rest begins, and a room number that was joined by a hyphen.
fn read_numbers(chars: &[char], start: usize) -> (Vec<u32>, usize, Option<u32>) {
    const MARKS: [&str; 10] = [
        "丁目",
        "丁",
        "番地",
        "番",
        "地割",
        "チョウメ",
        "チヨウメ",
        "バンチ",
        "バン",
        "ゴウ",
    ];
    let mut numbers = Vec::new();
    let mut at = start;
    loop {
        let run = digit_run(&chars[at..]);
        let number = chars[at..at + run].iter().try_fold(0u32, |sum, c| {
            sum.checked_mul(10)?.checked_add(c.to_digit(10)?)
        });
        let (Some(number), true) = (number, run > 0) else {
            return (numbers, at, None);
        };
        let after = at + run;
        if starts(&chars[after..], "号室") && !numbers.is_empty() {
            return (numbers, after + 2, Some(number));
        }
        numbers.push(number);
        at = after;
        let mut marked = false;
        let mark = chars.get(at).is_some_and(|c| !c.is_ascii());
        if let Some(mark) = MARKS
            .iter()
            .filter(|_| mark)
            .find(|mark| starts(&chars[at..], mark))
        {
            at += mark.chars().count();
            marked = true;
        } else if starts(&chars[at..], "号")
            && !matches!(chars.get(at + 1), Some('棟' | '館' | '室' | '線'))
        {
            at += 1;
        }
        // A space goes on only after 丁目 or 番: "1-2 203" ends the numbers, "1丁目 2-3" does not.
        let mut next = at;
        if marked && chars.get(next) == Some(&' ') {
            next += 1;
        }
        const JOINTS: &str = "のノ之-ー/・.,、=";
        if chars.get(next).is_some_and(|c| JOINTS.contains(*c)) {
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

/// How alike two addresses are, best first. Symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AddressLikeness {
    /// Area, numbers, house and flat.
    Same,
    /// Area and numbers; the house or flat is missing on one side or differs.
    SameLot,
    /// One side ends earlier: 3丁目2 against 3丁目2-5. Also two flats written as fourth numbers, and one lot
    /// found by different streets.
    SameBlock,
    /// The area alone.
    SameArea,
    /// Nothing of these.
    Different,
    /// One side is blank.
    Missing,
}

/// Compares two addresses. A prefecture, county, town or ward that only one side writes is no difference.
///
/// ```
/// use mimamori_text::{AddressLikeness, compare_addresses, parse_address};
/// let likeness = |a: &str, b: &str| compare_addresses(&parse_address(a), &parse_address(b));
/// assert_eq!(likeness("みなと３丁目２番５号", "ひなた町みなと3-2-5"), AddressLikeness::Same);
/// assert_eq!(likeness("広島県安芸郡府中町本町1-2", "府中町本町1-2"), AddressLikeness::Same);
/// assert_eq!(likeness("みなと3-2-5", "みなと3-2-5 コーポ日向"), AddressLikeness::SameLot);
/// assert_eq!(likeness("みなと3-2", "みなと3-4"), AddressLikeness::SameArea);
/// assert_eq!(likeness("東京都府中市本町1-2", "広島県府中市本町1-2"), AddressLikeness::Different);
/// ```
pub fn compare_addresses(a: &Address, b: &Address) -> AddressLikeness {
    let blank = |x: &Address| x.area.is_empty() && x.numbers.is_empty();
    if blank(a) || blank(b) {
        return AddressLikeness::Missing;
    }
    if !same_area(a, b) {
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
    let likeness = match long.numbers.strip_prefix(short.numbers.as_slice()) {
        Some([]) if same_building(&a.building, &b.building) => AddressLikeness::Same,
        Some([]) => AddressLikeness::SameLot,
        // 3-2-5-201 against 3-2-5 コーポ日向201: the last number is the flat.
        Some([room]) if ends_in_number(&short.building, *room) => AddressLikeness::Same,
        Some(_) => AddressLikeness::SameBlock,
        // 3-2-5-201 against 3-2-5-202.
        None if a.numbers.len() > 3
            && a.numbers.split_last().map(|l| l.1) == b.numbers.split_last().map(|l| l.1) =>
        {
            AddressLikeness::SameBlock
        }
        None => return AddressLikeness::SameArea,
    };
    // A ward of Kyoto may have two towns of one name, which only their streets tell apart.
    match conflict(&a.street, &b.street) {
        true => likeness.max(AddressLikeness::SameBlock),
        false => likeness,
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

/// Both sides say something, and not the same.
fn conflict(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && a != b
}

fn same_area(a: &Address, b: &Address) -> bool {
    if conflict(&a.prefecture, &b.prefecture) || conflict(&a.county, &b.county) {
        return false;
    }
    if a.area == b.area {
        return true;
    }
    let (short, long) = if a.area.len() <= b.area.len() {
        (&a.area, &b.area)
    } else {
        (&b.area, &a.area)
    };
    !short.is_empty()
        && (long
            .strip_suffix(short.as_str())
            .is_some_and(|front| front.ends_with(['県', '市', '区', '町', '村', '郡']))
            || without_ward(long, short))
}

/// 京都市上京区… against 京都市…
fn without_ward(long: &str, short: &str) -> bool {
    let Some((_, place)) = short
        .split_once('市')
        .filter(|(_, place)| !place.is_empty())
    else {
        return false;
    };
    let city = &short[..short.len() - place.len()];
    long.strip_prefix(city)
        .and_then(|rest| rest.strip_suffix(place))
        .is_some_and(|ward| ward.ends_with('区'))
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
            ("北1西", [2, 3, 4].as_slice())
        );
        is("種市第23地割27番地2", "種市23-27-2", Same);
        is("北1条西2丁目3-4", "北１西２丁目３番４号", Same);
        is("北1条西2丁目3-4", "北1条東2丁目3-4", Different);
    }

    #[test]
    fn marks_of_villages_go_and_names_with_them_stay() {
        is("ひなた町大字鮫ヶ井字上ノ台12", "鮫が井上ノ台１２番地", Same);
        assert_eq!(parse_address("十文字町5").area, "十文字町");
        for text in [
            "大字みなと字東1",
            "みなと小字東1",
            "みなと東1",
            "みなと字東字1",
        ] {
            is(text, "みなと東1番地", Same);
        }
        is("字東1", "東1", Same);
        is("三ツ沢1", "三っ沢1", Same);
        is("みなと字東1", "みなと字西1", Different);
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
    fn every_kind_of_joint_is_a_joint_between_numbers() {
        // The hyphens and dashes of Unicode 15 that hands and converters write for one another.
        for joint in [
            "-", "‐", "‑", "‒", "–", "—", "―", "−", "－", "ー", "ｰ", "〜", "～", "⁃", "─", "・",
            "･", ".", "，", "、", "/", "＝", "の", "ノ", "之",
        ] {
            is(&format!("みなと3{joint}2{joint}5"), "みなと3-2-5", Same);
        }
        is("みなと十の二", "みなと10-2", Same);
        is("ﾐﾅﾄ3ﾁﾖｳﾒ2ﾊﾞﾝﾁ5", "みなと3-2-5", Same);
    }

    #[test]
    fn prefecture_county_city_and_ward_may_be_left_out() {
        for text in [
            "広島県安芸郡府中町本町1-2",
            "広島県府中町本町1-2",
            "安芸郡府中町本町1-2",
            "府中町本町1-2",
            "本町1-2",
            "1234567 広島県安芸郡府中町本町1-2",
        ] {
            is(text, "広島県安芸郡府中町本町一丁目2番地", Same);
        }
        is("京都市上京区藤木町1", "京都市藤木町1", Same);
        is("大和郡山市本庄町1", "奈良県大和郡山市本庄町1", Same);
        is("蒲郡市本町1", "愛知県蒲郡市本町1", Same);
    }

    #[test]
    fn another_place_with_the_same_end_is_another_place() {
        is("東京都府中市本町1-2", "広島県府中市本町1-2", Different);
        is("安芸郡府中町本町1", "神石郡府中町本町1", Different);
        is("別府本町1", "本町1", Different);
        is("東街道本町1", "本町1", Different);
        is("西京都本町1", "本町1", Different);
        is("海田町本町1", "府中町本町1", Different);
        is("みなと甲123", "みなと乙123", Different);
        is("みなとイ55番地", "みなとロ55番地", Different);
    }

    #[test]
    fn streets_of_kyoto_are_ways_to_a_town() {
        is(
            "京都市中京区寺町通御池上る上本能寺前町488番地",
            "中京区上本能寺前町488",
            Same,
        );
        is(
            "京都市下京区四条通室町東入函谷鉾町78",
            "京都市下京区四条通室町東入ル函谷鉾町78番地",
            Same,
        );
        is(
            "京都市上京区烏丸通一条上る藤木町12",
            "京都市上京区藤木町12",
            Same,
        );
        // Two towns of one name in one ward.
        is(
            "京都市中京区御幸町通夷川上る亀屋町5",
            "京都市中京区麩屋町通二条下る亀屋町5",
            SameBlock,
        );
        is(
            "京都市下京区河原町通三条下る二丁目山崎町250",
            "京都市下京区二丁目山崎町250",
            Different,
        );
        assert_eq!(parse_address("東入船町1-2").area, "東入船町");
        assert_eq!(parse_address("西入間町1-2").area, "西入間町");
    }

    #[test]
    fn lots_without_a_number_of_their_own_are_areas() {
        is("みなと無番地", "みなと", SameArea);
        is("みなと123番地先", "みなと123", Same);
        is("みなと123番地内", "みなと123番地", Same);
    }

    #[test]
    fn flats_are_the_same_however_they_are_written() {
        let lot = "みなと3-2-5";
        for (a, b) in [
            ("コーポひなた201", "コ－ポヒナタ２０１号室"),
            ("コーポ日向201", "ｺｰﾎﾟ日向#201"),
            ("コーポ日向A-201", "コーポ日向 A201"),
            ("コーポ-201", "コーポ201"),
            ("ひなた団地2号棟201号室", "ひなた団地2-201"),
            ("ひなたハイツ2F", "ひなたハイツ2階"),
            ("201", "コーポ日向201"),
            ("山田様方", "山田方"),
        ] {
            is(&format!("{lot} {a}"), &format!("{lot} {b}"), Same);
        }
        for (a, b) in [
            ("コーポ日向201", "コーポ日向202"),
            ("201", "コーポ日向1201"),
            ("コーポ日向A201", "コーポ日向B201"),
            ("ひなた団地1-201", "ひなた団地2-201"),
            ("山田様方", "鈴木様方"),
            ("山田様方", ""),
        ] {
            is(&format!("{lot} {a}"), &format!("{lot} {b}"), SameLot);
        }
        is("みなと町営住宅3号棟201号", "みなと町営住宅3-201", Same);
        is("みなと3-2-5-201", "みなと3-2-5-202", SameBlock);
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
        fn width_is_folded_once_and_for_all(a in ADDRESSES) {
            prop_assert_eq!(parse_address(&fold_width(&a)), parse_address(&a));
        }

        #[test]
        fn taking_apart_never_panics(a in "\\PC*") { parse_address(&a); }
    }
}
