//! Words by which a row is known that is nobody's: totals, notes, classes.

/// Beginnings of notes, beside those that the mapping names; squeezed.
const NOTES: &[&str] = &["※", "*", "注", "(注", "備考", "凡例", "記号", "【"];
/// A lone text of so many characters is a sentence and no value.
const SENTENCE: usize = 20;

/// Whether a row is a note, by its first text, squeezed; `more` are beginnings of notes, and a row
/// that is `anchored` says whose it is.
pub(crate) fn is_note(first: &str, more: &[String], lone: bool, anchored: bool) -> bool {
    let mut notes = NOTES.iter().copied().chain(more.iter().map(String::as_str));
    let noted = notes.any(|note| first.starts_with(note));
    noted && (lone || !anchored) || lone && first.chars().count() >= SENTENCE
}

/// 計, 合計, 男子計, 計28名.
pub(crate) fn is_total(text: &str) -> bool {
    let word: String = text
        .chars()
        .filter(|c| !c.is_ascii_digit() && !"名人件:()".contains(*c))
        .collect();
    // 欠席者数, 在籍児童数, 出席人数: nobody is called so.
    let counts = ["者数", "児数", "童数", "徒数", "籍数", "席数", "日数"];
    matches!(
        word.as_str(),
        "計" | "合計" | "総計" | "小計" | "総数" | "累計" | "延計" | "数"
    ) || word.chars().count() <= 5 && word.ends_with('計')
        || (3..=6).contains(&word.chars().count()) && counts.iter().any(|end| word.ends_with(end))
}

/// ２組, 1年2組, 第3学年, 4歳児: a figure and what a class or grade is called. Nobody is called so.
pub(super) fn is_group(text: &str) -> bool {
    let text = text.strip_prefix('第').unwrap_or(text);
    let behind = |text: &str| {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() < text.len()).then(|| rest.to_owned())
    };
    let Some(rest) = behind(text) else {
        return false;
    };
    let class = rest.strip_prefix('年').and_then(behind);
    match class.as_deref().unwrap_or(&rest) {
        "組" | "学級" | "班" => true,
        word => class.is_none() && matches!(word, "年" | "年生" | "学年" | "歳児"),
    }
}

/// The number in 28名 or 計28人.
pub(super) fn people(text: &str) -> Option<u64> {
    let before = text.trim_end_matches(')').strip_suffix(['名', '人'])?;
    let mut parts = before.rsplit(|c: char| !c.is_ascii_digit());
    parts.next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_or_a_grade_is_nobodys_name() {
        for text in [
            "2組",
            "1年2組",
            "3年",
            "1年生",
            "第2学年",
            "4歳児",
            "3班",
            "2学級",
        ] {
            assert!(is_group(text), "{text}");
        }
        for text in [
            "組",
            "三組",
            "1年2",
            "2",
            "空野2組",
            "2組空野",
            "年",
            "一年",
        ] {
            assert!(!is_group(text), "{text}");
        }
    }

    #[test]
    fn totals_are_known_by_their_words() {
        for text in [
            "計",
            "合計",
            "男子計",
            "計28名",
            "小計:12人",
            "欠席者数",
            "在籍児童数",
            "出席人数",
            "人数",
        ] {
            assert!(is_total(text), "{text}");
        }
        for text in [
            "計良花子",
            "会計課の職員",
            "時計",
            "空野数",
            "多数",
            "空野 和数",
        ] {
            assert_eq!(is_total(text), text == "時計", "{text}");
        }
        assert_eq!(people("計28名"), Some(28));
        assert_eq!(people("28人"), Some(28));
        assert_eq!(people("空野名"), None);
    }
}
