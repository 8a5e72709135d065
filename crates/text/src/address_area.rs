//! What stands before the numbers of an address.

use crate::address::Address;
use crate::kana::{enlarge, is_kanji, katakana};
use crate::variants::{Strength, fold_chars};

/// 都道府県 (地方自治法, 全国地方公共団体コード), without 県.
const PREFECTURES: [&str; 43] = [
    "青森",
    "岩手",
    "宮城",
    "秋田",
    "山形",
    "福島",
    "茨城",
    "栃木",
    "群馬",
    "埼玉",
    "千葉",
    "神奈川",
    "新潟",
    "富山",
    "石川",
    "福井",
    "山梨",
    "長野",
    "岐阜",
    "静岡",
    "愛知",
    "三重",
    "滋賀",
    "兵庫",
    "奈良",
    "和歌山",
    "鳥取",
    "島根",
    "岡山",
    "広島",
    "山口",
    "徳島",
    "香川",
    "愛媛",
    "高知",
    "福岡",
    "佐賀",
    "長崎",
    "熊本",
    "大分",
    "宮崎",
    "鹿児島",
    "沖縄",
];

/// The area as it is compared: old forms of kanji as new ones, kana large and in katakana, marks of villages
/// dropped.
pub(crate) fn area_key(chars: &[char]) -> String {
    let joined: String = chars
        .iter()
        .filter(|c| !matches!(c, ' ' | '、' | ','))
        .collect();
    let joined = match joined.contains('字') {
        true => joined.replace("大字", ""),
        false => joined,
    };
    let bare = joined
        .trim_end_matches("無番地")
        .trim_end_matches("番外地")
        .trim_end_matches(['-', 'ー']);
    let folded: Vec<char> = fold_chars(bare.chars(), Strength::OldNewForm).collect();
    let kanji = |at: Option<usize>| {
        at.and_then(|at| folded.get(at))
            .is_some_and(|c| is_kanji(*c))
    };
    let mut area = String::with_capacity(bare.len());
    for (at, c) in folded.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| folded[at]);
        let after = folded.get(at + 1);
        let between = kanji(at.checked_sub(1)) && kanji(Some(at + 1));
        match c {
            // 字 marks a part of a village, unless it belongs to a name: 十文字.
            '字' if folded.len() > 1 && !matches!(before, Some('文' | '十' | '習' | '丁')) => {
            }
            '小' if at > 0 && after == Some(&'字') => {}
            // 北1条西2 is 北1西2.
            '条' if before.is_some_and(|c| c.is_ascii_digit())
                && matches!(after, Some('東' | '西' | '南' | '北')) => {}
            'が' | 'ガ' | 'ヶ' | 'ケ' if between => area.push('ケ'),
            '之' | '乃' if between => area.push('ノ'),
            c if c.is_ascii() => area.push(c.to_ascii_lowercase()),
            c if is_kanji(*c) => area.push(*c),
            c => area.extend(enlarge(katakana(*c)).to_lowercase()),
        }
    }
    area
}

/// An area with prefecture, county and the streets of Kyoto apart.
pub(crate) fn split_area(area: &str) -> Address {
    let (prefecture, rest) = area.split_at(prefecture(area).unwrap_or(0));
    let (county, rest) = rest.split_at(county(rest).unwrap_or(0));
    let (street, area) = match street(rest) {
        Some((from, to)) => (
            rest[from..to].replace('通', "").replace("入ル", "入"),
            format!("{}{}", &rest[..from], &rest[to..]),
        ),
        None => (String::new(), rest.to_owned()),
    };
    Address {
        prefecture: prefecture.to_owned(),
        county: county.to_owned(),
        street,
        area,
        ..Address::default()
    }
}

/// Where a prefecture in front ends.
fn prefecture(area: &str) -> Option<usize> {
    let city = ["北海道", "東京都", "京都府", "大阪府"];
    if let Some(name) = city.iter().find(|name| area.starts_with(*name)) {
        return Some(name.len());
    }
    let (name, _) = area.split_once('県')?;
    PREFECTURES
        .contains(&name)
        .then_some(name.len() + '県'.len_utf8())
}

/// Where a county in front ends: 郡 before the name of a town or village, but not 大和郡山市, 蒲郡市, 上郡町.
fn county(area: &str) -> Option<usize> {
    let (name, rest) = area.split_once('郡')?;
    let town = rest
        .chars()
        .take(8)
        .position(|c| matches!(c, '町' | '村'))?;
    let letters = name.chars().count();
    let is_county = (1..=4).contains(&letters)
        && town > 0
        && !name.contains(['市', '町', '村', '区'])
        && !rest.starts_with('市')
        && !rest.starts_with("山市");
    is_county.then_some(name.len() + '郡'.len_utf8())
}

/// Where the streets of an address in Kyoto begin and end: …通…上ル, 下ル, 東入(ル), 西入(ル).
fn street(area: &str) -> Option<(usize, usize)> {
    if !area.contains(['ル', '入']) {
        return None;
    }
    let end = ["上ル", "下ル", "入ル", "東入", "西入"]
        .iter()
        .filter_map(|mark| {
            let at = area.rfind(mark)?;
            // 東入船町 and 西入間 are places of their own.
            (mark.ends_with('ル') || area[..at].contains('通')).then_some(at + mark.len())
        })
        .max()?;
    let from = area[..end].rfind('区').map_or(0, |at| at + '区'.len_utf8());
    (end < area.len()).then_some((from, end))
}
