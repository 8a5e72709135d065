//! Number formats that show only a part of a day: its weekday, or the year of its era.

/// Whether a format shows a weekday (`aaa`) or the year of an era (`e`, `ggge"年"`) and no number. The
/// cell holds a whole day all the same. calamine knows a date by its d, m, y, h or s alone.
pub(super) fn is_part_of_day(code: &str) -> bool {
    if code.to_ascii_lowercase().contains("general") || code.starts_with("G/") {
        return false;
    }
    let letters = bare(code);
    let has = |what: &str| letters.contains(what);
    let number = letters.contains(['0', '#', '?', '@']);
    !number && (has("aaa") || has("e") || has("g"))
}

/// The first section of a format in small letters, without what is shown as it stands.
fn bare(code: &str) -> String {
    let (mut bare, mut quoted, mut bracketed) = (String::new(), false, false);
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            _ if quoted => {}
            // The letter behind these is text, a width or a filling.
            '\\' | '_' | '*' => drop(letters.next()),
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            ';' => break,
            _ => bare.push(letter.to_ascii_lowercase()),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_and_years_of_eras_are_parts_of_days() {
        for code in [
            "aaaa",
            "[$-411]aaa;@",
            "ggge\"年\"",
            "e",
            "(aaa)",
            "[$-ja-JP-x-gannen]ggge\"年\"",
        ] {
            assert!(is_part_of_day(code), "{code}");
        }
        let others = [
            "General",
            "G/標準",
            "0",
            "0.00E+00",
            "#,##0\"age\"",
            "@",
            "\"egg\"",
            "[Green]0",
            "\\e0",
            "",
        ];
        for code in others {
            assert!(!is_part_of_day(code), "{code}");
        }
    }
}
