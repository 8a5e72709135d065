//! Words that stand where a child has no name yet, or nobody knows it.
//!
//! 次男, 三男 and the like are also names of some people; taking them for stand-ins costs a question,
//! taking 長男 for a name joins the eldest sons of two families.

use std::borrow::Cow;

const STAND_INS: &[&str] = &[
    "男児",
    "女児",
    "新生児",
    "ベビー",
    "ベビ",
    "赤ちゃん",
    "未定",
    "未命名",
    "命名前",
    "不明",
    "不詳",
    "長男",
    "次男",
    "二男",
    "三男",
    "四男",
    "長女",
    "次女",
    "二女",
    "三女",
    "四女",
    "baby",
    "boy",
    "girl",
    "babyboy",
    "babygirl",
];

/// Stand-ins only as a word by themselves: at the end of a word they are letters of names.
const ALONE: &[&str] = &["児", "男", "女"];

/// Whether a word stands for a missing given name.
pub(crate) fn is_stand_in(word: &str) -> bool {
    let mut small = Cow::Borrowed(word);
    if word.contains(char::is_uppercase) {
        small = Cow::Owned(word.to_lowercase());
    }
    let word = small.as_ref();
    // ベビーA and 男児2 of twins.
    let one = word.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let numbered = word.len() - one.len() <= 1 && STAND_INS.contains(&one);
    if numbered || STAND_INS.contains(&word) || ALONE.contains(&word) {
        return true;
    }
    let middle = word.strip_prefix("双胎").unwrap_or(word);
    middle
        .strip_prefix('第')
        .and_then(|rest| rest.strip_suffix('子').or(rest.strip_suffix("児")))
        .is_some_and(|n| {
            !n.is_empty()
                && n.chars()
                    .all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        })
}

/// Where a stand-in begins that is written on to the surname, or is the whole cell: 山田第1子.
pub(crate) fn stand_in_at_the_end(word: &str) -> Option<usize> {
    let ordinal = word.find("双胎").or(word.find('第'));
    let plain = STAND_INS
        .iter()
        .filter_map(|s| Some(word.strip_suffix(s)?.len()))
        .min();
    [ordinal, plain]
        .into_iter()
        .flatten()
        .find(|at| is_stand_in(&word[*at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_and_births_are_stand_ins_and_names_are_not() {
        for word in [
            "第1子",
            "第十一子",
            "第2児",
            "双胎第一子",
            "長女",
            "未定",
            "BABY",
            "児",
            "ベビーB",
            "男児2",
        ] {
            assert!(is_stand_in(word), "{word}");
        }
        for word in ["第子", "花子", "一子", "定男", "明"] {
            assert!(!is_stand_in(word), "{word}");
        }
    }

    #[test]
    fn a_stand_in_is_found_behind_the_surname() {
        assert_eq!(stand_in_at_the_end("山田第1子"), Some("山田".len()));
        assert_eq!(stand_in_at_the_end("山田ベビー"), Some("山田".len()));
        assert_eq!(stand_in_at_the_end("山田花子"), None);
    }
}
