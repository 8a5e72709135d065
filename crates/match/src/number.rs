//! Numbers of residents and households as every list means them.

use mimamori_text::fold_width;

/// What the spellings of one number have in common; none where it is none. Zeros in front go where
/// a spreadsheet takes the number for a quantity.
pub(crate) fn number_key(text: &str) -> Option<String> {
    if is_filler(text) {
        return None;
    }
    let folded = fold_width(text);
    let number = folded.trim();
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = |letter: char| digits && letter == '0';
    Some(number.trim_start_matches(zeros).to_owned())
}

/// Whether a list only fills the cell: 0, -, なし, 不明, 99999999.
pub(crate) fn is_filler(text: &str) -> bool {
    let text = text.trim();
    let told = |letter: char| matches!(letter, '1'..='9' | '１'..='９');
    let nine = |letter: char| matches!(letter, '9' | '９');
    !text.contains(told) || text.chars().all(nine) && text.chars().count() >= 4
}

#[cfg(test)]
mod tests {
    use super::{is_filler, number_key};

    #[test]
    fn zeros_in_front_and_width_make_no_other_number() {
        for text in ["1234", "0001234", " ００１２３４ ", "1234\u{3000}"] {
            assert_eq!(number_key(text).as_deref(), Some("1234"), "{text}");
        }
        assert_ne!(number_key("12340"), number_key("1234"));
        assert_eq!(number_key("H-0012").as_deref(), Some("H-0012"));
    }

    #[test]
    fn what_only_fills_a_cell_is_no_number() {
        for text in [
            "0", "0000000", "-", "ー", "なし", "不明", "99999999", "＊", "", "N/A",
        ] {
            assert!(is_filler(text), "{text}");
            assert_eq!(number_key(text), None, "{text}");
        }
        for text in ["9", "99", "999", "1", "A0001"] {
            assert!(number_key(text).is_some(), "{text}");
        }
    }
}
