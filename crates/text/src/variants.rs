//! Kanji that are written differently and mean the same name, in three strengths.
//!
//! The table is `data/variants.tsv`; every line names its source, and `data/README.md` the licences.
//! Folding is for comparing only: 髙島屋 has two right spellings and the stored one is kept.

use crate::width::fold_width;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

const TABLE: &str = include_str!("../data/variants.tsv");

/// How far two spellings may differ. Each strength includes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The same letter in another shape: 髙高, 邉邊辺, 﨑崎.
    SameLetter,
    /// The old and the new form: 國国, 齋斎, 濱浜.
    OldNewForm,
    /// Names that are often mistaken for each other and yet are different names: 斎斉, 島嶋, 渕淵.
    CloseName,
}

const STRENGTHS: [Strength; 3] = [
    Strength::SameLetter,
    Strength::OldNewForm,
    Strength::CloseName,
];

/// One pair of the table.
struct Pair {
    variant: char,
    base: char,
    strength: Strength,
}

fn pairs() -> impl Iterator<Item = Pair> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let variant = columns.next()?.chars().next()?;
            let base = columns.next()?.chars().next()?;
            let strength = match columns.next()? {
                "same-letter" => Strength::SameLetter,
                "old-new-form" => Strength::OldNewForm,
                "close-name" => Strength::CloseName,
                _ => return None,
            };
            Some(Pair {
                variant,
                base,
                strength,
            })
        })
}

/// Sorted by character: the representative of its class in each strength.
fn table() -> &'static [(char, [char; 3])] {
    static PARSED: OnceLock<Vec<(char, [char; 3])>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let mut times_variant: BTreeMap<char, usize> = BTreeMap::new();
        let mut neighbours: BTreeMap<char, Vec<(char, Strength)>> = BTreeMap::new();
        for Pair {
            variant,
            base,
            strength,
        } in pairs()
        {
            *times_variant.entry(variant).or_default() += 1;
            neighbours
                .entry(variant)
                .or_default()
                .push((base, strength));
            neighbours
                .entry(base)
                .or_default()
                .push((variant, strength));
        }
        let class_of = |start: char, within: Strength| {
            let mut class = BTreeSet::from([start]);
            let mut open = vec![start];
            while let Some(c) = open.pop() {
                for (next, strength) in neighbours.get(&c).into_iter().flatten() {
                    if *strength <= within && class.insert(*next) {
                        open.push(*next);
                    }
                }
            }
            class
        };
        neighbours
            .keys()
            .map(|c| {
                let folded = STRENGTHS.map(|within| {
                    class_of(*c, within)
                        .into_iter()
                        .min_by_key(|m| (times_variant.get(m).copied().unwrap_or(0), *m))
                        .unwrap_or(*c)
                });
                (*c, folded)
            })
            .collect()
    })
}

/// The representative of a character among those that are the same in this strength.
pub(crate) fn fold_char(c: char, strength: Strength) -> char {
    folds(c)[strength as usize]
}

fn folds(c: char) -> [char; 3] {
    let table = table();
    let at = match places().get(c as usize) {
        Some(&NOWHERE) => None,
        Some(at) => Some(usize::from(*at)),
        None => table.binary_search_by_key(&c, |row| row.0).ok(),
    };
    at.map_or([c; 3], |at| table[at].1)
}

/// Not in the table.
const NOWHERE: u16 = u16::MAX;

/// Where each character of the basic plane stands in the table: every letter of every name that is
/// compared is looked up here.
fn places() -> &'static [u16] {
    static PLACES: OnceLock<Vec<u16>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let mut places = vec![NOWHERE; 0x1_0000];
        for (at, (c, _)) in table().iter().enumerate() {
            if let (Some(place), Ok(at)) = (places.get_mut(*c as usize), u16::try_from(at)) {
                *place = at;
            }
        }
        places
    })
}

/// The text with every kanji replaced by the representative of its class; widths are folded and 々 is
/// written out (佐々木 = 佐佐木).
///
/// ```
/// use mimamori_text::{Strength, fold_variants};
/// assert_eq!(fold_variants("髙﨑", Strength::SameLetter), "高崎");
/// assert_eq!(fold_variants("齋藤", Strength::OldNewForm), "斎藤");
/// assert_ne!(fold_variants("斎藤", Strength::OldNewForm), fold_variants("斉藤", Strength::OldNewForm));
/// ```
pub fn fold_variants(text: &str, strength: Strength) -> String {
    fold_chars(fold_width(text).chars(), strength).collect()
}

/// [`fold_variants`] of characters whose width is folded.
pub(crate) fn fold_chars(
    folded: impl Iterator<Item = char>,
    strength: Strength,
) -> impl Iterator<Item = char> {
    let mut last = None;
    folded.map(move |c| {
        let c = match (c, last) {
            ('々' | '〻', Some(before)) => before,
            (c, _) => fold_char(c, strength),
        };
        last = Some(c);
        c
    })
}

/// The weakest key of a text in kanji, for finding candidates: [`Strength::CloseName`] without spaces.
///
/// ```
/// assert_eq!(mimamori_text::strongest_fold("渡邊 花子"), mimamori_text::strongest_fold("渡辺花子"));
/// ```
pub fn strongest_fold(text: &str) -> String {
    fold_variants(text, Strength::CloseName).replace(' ', "")
}

/// In which strength two different characters are the same; `None` if in none. Equal characters are
/// [`Strength::SameLetter`].
///
/// ```
/// use mimamori_text::{Strength, variant_strength};
/// assert_eq!(variant_strength('邉', '邊'), Some(Strength::SameLetter));
/// assert_eq!(variant_strength('國', '国'), Some(Strength::OldNewForm));
/// assert_eq!(variant_strength('齊', '齋'), Some(Strength::CloseName));
/// assert_eq!(variant_strength('萩', '荻'), None);
/// ```
pub fn variant_strength(a: char, b: char) -> Option<Strength> {
    let (x, y) = (folds(a), folds(b));
    STRENGTHS
        .into_iter()
        .find(|s| x[*s as usize] == y[*s as usize])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_line_has_two_letters_a_strength_and_known_sources() {
        let lines: Vec<&str> = TABLE.lines().skip(1).collect();
        assert_eq!(lines.len(), pairs().count());
        for line in lines {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 4, "{line}");
            assert!(
                columns[..2].iter().all(|c| c.chars().count() == 1),
                "{line}"
            );
            assert_ne!(columns[0], columns[1]);
            for source in columns[3].split('+') {
                assert!(
                    [
                        "hand",
                        "jnta",
                        "opencc-jp",
                        "unihan-jinmeiyo",
                        "unihan-mandarin",
                        "unihan-reading",
                        "unihan-simplified"
                    ]
                    .contains(&source),
                    "{line}"
                );
            }
            // What is only a check on a pair is no source of it.
            assert!(
                columns[3]
                    .split('+')
                    .any(|source| !["unihan-reading", "unihan-mandarin"].contains(&source)),
                "{line}"
            );
            assert!(columns[3] != "jnta", "one source alone: {line}");
            assert_eq!(
                fold_width(columns[0]),
                columns[0],
                "never reached after folding: {line}"
            );
        }
    }

    #[test]
    fn no_class_grows_beyond_five() {
        let mut sizes: BTreeMap<char, usize> = BTreeMap::new();
        for (_, folded) in table() {
            *sizes.entry(folded[2]).or_default() += 1;
        }
        for (class, size) in sizes {
            assert!(size <= 5, "{class}: {size}");
        }
    }

    #[test]
    fn names_that_look_alike_stay_apart() {
        for (a, b) in [
            ('萩', '荻'),
            ('大', '太'),
            ('一', '二'),
            ('千', '干'),
            ('未', '末'),
            ('巳', '己'),
            ('伊', '井'),
        ] {
            assert_eq!(variant_strength(a, b), None, "{a}{b}");
        }
    }

    #[test]
    fn the_four_saitos_need_the_weakest_strength() {
        assert_eq!(variant_strength('斎', '齋'), Some(Strength::OldNewForm));
        assert_eq!(variant_strength('斉', '齊'), Some(Strength::OldNewForm));
        assert_eq!(variant_strength('斎', '斉'), Some(Strength::CloseName));
    }

    #[test]
    fn close_names_are_not_old_and_new_forms() {
        for (a, b) in [
            ('島', '嶋'),
            ('渕', '淵'),
            ('冨', '富'),
            ('舘', '館'),
            ('埜', '野'),
        ] {
            assert_eq!(variant_strength(a, b), Some(Strength::CloseName), "{a}{b}");
        }
    }

    #[test]
    fn shapes_that_a_register_reduces_are_the_same_letter() {
        // 国税庁 JIS縮退マップ, as jntajis-python 0.1.0 reads it: level 3 and 4 to level 1 and 2.
        for (a, b) in [
            ('﨑', '崎'),
            ('濵', '濱'),
            ('圡', '土'),
            ('桒', '桑'),
            ('曻', '昇'),
            ('栁', '柳'),
            ('𡈽', '土'),
            ('梥', '松'),
            ('柰', '奈'),
            ('毗', '毘'),
            ('靎', '鶴'),
            ('﨔', '欅'),
            ('秊', '年'),
        ] {
            assert_eq!(variant_strength(a, b), Some(Strength::SameLetter), "{a}{b}");
        }
    }

    #[test]
    fn the_tax_offices_map_joins_more_than_one_name_may_bear() {
        // Pairs of the same map whose letters are both borne as names of their own.
        for (a, b) in [
            ('琹', '琴'),
            ('珡', '琴'),
            ('煇', '暉'),
            ('晳', '晰'),
            ('昞', '炳'),
            ('旉', '敷'),
            ('暻', '景'),
            ('崧', '嵩'),
            ('竫', '靖'),
            ('珋', '琉'),
            ('郄', '郤'),
            ('甯', '寧'),
        ] {
            assert_eq!(variant_strength(a, b), None, "{a}{b}");
        }
    }

    #[test]
    fn simplified_letters_are_those_of_the_register() {
        // Unihan kTraditionalVariant; the residence card of a Chinese child has the second letter.
        for (a, b) in [
            ('刘', '劉'),
            ('张', '張'),
            ('陈', '陳'),
            ('杨', '楊'),
            ('马', '馬'),
            ('龙', '竜'),
            ('华', '華'),
        ] {
            assert_eq!(variant_strength(a, b), Some(Strength::OldNewForm), "{a}{b}");
        }
        // 叶 (leaf, or かなう), 云, 后 and 范 are Japanese letters of their own.
        for (a, b) in [
            ('叶', '葉'),
            ('云', '雲'),
            ('后', '後'),
            ('范', '範'),
            ('沈', '瀋'),
        ] {
            assert_eq!(variant_strength(a, b), None, "{a}{b}");
        }
    }

    #[test]
    fn what_only_means_the_same_is_another_letter() {
        // Unihan kSemanticVariant joins these; no register does.
        for (a, b) in [('﨑', '陭'), ('崎', '埼'), ('碕', '埼'), ('祐', '佑')] {
            assert_eq!(variant_strength(a, b), None, "{a}{b}");
        }
    }

    #[test]
    fn compatibility_ideographs_and_repetition_fold() {
        assert_eq!(fold_variants("\u{FA19}谷", Strength::SameLetter), "神谷");
        assert_eq!(fold_variants("佐々木", Strength::SameLetter), "佐佐木");
        assert_eq!(fold_variants("𠮷田", Strength::SameLetter), "吉田");
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_keeps_the_length(text in "[一-龥々﨑髙邉ぁ-ん]{0,12}") {
            for strength in STRENGTHS {
                let once = fold_variants(&text, strength);
                prop_assert_eq!(once.chars().count(), fold_width(&text).chars().count());
                prop_assert_eq!(fold_variants(&once, strength), once);
            }
        }

        #[test]
        fn being_the_same_is_transitive(a in 0..table().len(), b in 0..table().len()) {
            // Whoever shares a fold with a letter shares its class: compared through any third.
            let (a, b) = (table()[a].0, table()[b].0);
            for strength in STRENGTHS {
                let base = fold_char(a, strength);
                prop_assert_eq!(fold_char(base, strength), base);
                let through = fold_char(b, strength) == base;
                prop_assert_eq!(variant_strength(a, b).is_some_and(|s| s <= strength), through);
            }
        }

        #[test]
        fn strength_is_symmetric(a in any::<char>(), b in any::<char>()) {
            prop_assert_eq!(variant_strength(a, b), variant_strength(b, a));
        }
    }
}
