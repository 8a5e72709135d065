//! Text that is safe to put into a cell, a CSV field, a sheet's tab or a file's name.

/// Characters of a cell's text, in UTF-16 units, that Excel keeps.
const CELL_LIMIT: usize = 32_767;

/// Removes what a reader cannot see and a program may trip over: control characters except line
/// ends, direction overrides, byte order marks, code points that XML forbids. A tab becomes a
/// space.
///
/// ```
/// assert_eq!(mimamori_paper::clean_text("a\u{202e}b\r\nc\u{0}"), "ab\nc");
/// ```
pub fn clean_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Whether a spreadsheet might take the text for a formula: `= + - @`, also full-width, or a tab,
/// also behind spaces and control characters.
pub(crate) fn looks_like_formula(text: &str) -> bool {
    for c in text.chars() {
        match c {
            '\t' => return true,
            c if c.is_whitespace() || c.is_control() => {}
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' => return true,
            _ => return false,
        }
    }
    false
}

/// Makes text safe for a CSV file that people open in Excel: cleaned, and with an apostrophe
/// before what Excel would run as a formula. Numbers are not passed through here; the CSV writer
/// still quotes.
///
/// ```
/// use mimamori_paper::csv_safe;
/// assert_eq!(csv_safe(" =1+1"), "' =1+1");
/// assert_eq!(csv_safe("みなと小"), "みなと小");
/// ```
pub fn csv_safe(text: &str) -> String {
    let clean = clean_text(text);
    if looks_like_formula(text) || looks_like_formula(&clean) {
        format!("'{clean}")
    } else {
        clean
    }
}

/// Cuts a text that no cell can hold; the second value says whether it did.
pub(crate) fn fit_cell(text: String, mark: &str) -> (String, bool) {
    let units: usize = text.chars().map(char::len_utf16).sum();
    if units <= CELL_LIMIT {
        return (text, false);
    }
    let room = CELL_LIMIT - mark.encode_utf16().count();
    let (mut kept, mut used) = (String::new(), 0);
    for c in text.chars() {
        used += c.len_utf16();
        if used > room {
            break;
        }
        kept.push(c);
    }
    kept.push_str(mark);
    (kept, true)
}

/// Makes a sheet's name that Excel accepts and no other of `taken` has, whatever its case: at
/// most 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at either end.
///
/// ```
/// use mimamori_paper::sheet_name;
/// assert_eq!(sheet_name("5月/出欠", &[]), "5月／出欠");
/// assert_eq!(sheet_name("一覧", &["一覧".to_owned()]), "一覧 (2)");
/// ```
pub fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean: String = clean_text(wanted)
        .chars()
        .map(|c| match c {
            '[' => '［',
            ']' => '］',
            ':' => '：',
            '*' => '＊',
            '?' => '？',
            '/' => '／',
            '\\' => '＼',
            '\n' => ' ',
            c => c,
        })
        .collect();
    let clean = clean.trim().trim_matches('\'').trim();
    // Excel keeps "History" for itself.
    let clean = match clean.to_lowercase().as_str() {
        "" => "-",
        "history" => "History_",
        _ => clean,
    };
    let is_taken = |name: &str| {
        taken
            .iter()
            .any(|t| t.to_lowercase() == name.to_lowercase())
    };
    let first = cut_utf16(clean, 31);
    if !is_taken(&first) {
        return first;
    }
    let mut number = 2usize;
    loop {
        let ending = format!(" ({number})");
        let name = format!("{}{ending}", cut_utf16(clean, 31 - ending.len()));
        if !is_taken(&name) {
            return name;
        }
        number += 1;
    }
}

fn cut_utf16(text: &str, limit: usize) -> String {
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= limit
        })
        .collect();
    kept.trim_end().trim_end_matches('\'').to_owned()
}

/// Makes one component of a path that Windows, macOS and Linux accept: forbidden characters
/// become full-width, names of devices get an underscore, dots and spaces at the end go, and at
/// most 120 characters and 200 bytes remain (an extension stays).
///
/// ```
/// use mimamori_paper::file_name;
/// assert_eq!(file_name("みなと小: 5月?.xlsx"), "みなと小： 5月？.xlsx");
/// assert_eq!(file_name("con.txt"), "con_.txt");
/// ```
pub fn file_name(wanted: &str) -> String {
    let clean: String = clean_text(wanted)
        .chars()
        .map(|c| match c {
            '<' => '＜',
            '>' => '＞',
            ':' => '：',
            '"' => '”',
            '/' => '／',
            '\\' => '＼',
            '|' => '｜',
            '?' => '？',
            '*' => '＊',
            '\n' => ' ',
            c => c,
        })
        .collect();
    let clean = clean.trim_start().trim_end_matches([' ', '.', '\u{3000}']);
    if clean.is_empty() {
        return "_".to_owned();
    }
    let (stem, extension) = match clean.rsplit_once('.') {
        Some((stem, ext))
            if !stem.is_empty()
                && (1..=8).contains(&ext.len())
                && ext.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            (stem, format!(".{ext}"))
        }
        _ => (clean, String::new()),
    };
    // Windows looks at what stands before the first dot.
    let (head, tail) = match stem.split_once('.') {
        Some((head, tail)) => (head, format!(".{tail}")),
        None => (stem, String::new()),
    };
    let device = if is_device(head.trim_end()) { "_" } else { "" };
    let stem = format!(
        "{}{device}{tail}",
        if device.is_empty() {
            head
        } else {
            head.trim_end()
        }
    );
    let mut kept = String::new();
    for (count, c) in stem.chars().enumerate() {
        if count >= 120 || kept.len() + c.len_utf8() + extension.len() > 200 {
            break;
        }
        kept.push(c);
    }
    format!(
        "{}{extension}",
        kept.trim_end_matches([' ', '.', '\u{3000}'])
    )
}

fn is_device(stem: &str) -> bool {
    let stem = stem.to_lowercase();
    if matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") {
        return true;
    }
    let number = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    // Windows takes the superscript digits for digits here.
    matches!(
        number.map(|n| n.chars().collect::<Vec<_>>()).as_deref(),
        Some(['1'..='9' | '¹' | '²' | '³'])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_seen_behind_spaces_and_controls() {
        for text in [
            "=1",
            " +81",
            "\u{3000}-x",
            "\u{1}@a",
            "\tx",
            "\n=1",
            "＝1",
            "\u{feff}=1",
        ] {
            assert!(looks_like_formula(text), "{text:?}");
            assert!(csv_safe(text).starts_with('\''), "{text:?}");
        }
        for text in ["", "5-3", "ー", "a=b", "（－）", " 普通"] {
            assert!(!looks_like_formula(text), "{text:?}");
        }
    }

    #[test]
    fn sheet_names_fit_excel_even_with_wide_characters() {
        let long = "𠮷".repeat(20);
        assert_eq!(sheet_name(&long, &[]).encode_utf16().count(), 30);
        let twice = sheet_name(&long, &[sheet_name(&long, &[])]);
        assert!(twice.ends_with(" (2)") && twice.encode_utf16().count() <= 31);
        assert_eq!(sheet_name("'[a]'", &[]), "［a］");
        assert_eq!(sheet_name("  ", &[]), "-");
        assert_eq!(sheet_name("LIST", &["list".to_owned()]), "LIST (2)");
    }

    #[test]
    fn file_names_avoid_devices_and_forbidden_ends() {
        assert_eq!(file_name("NUL"), "NUL_");
        assert_eq!(file_name("com1.tar.gz"), "com1_.tar.gz");
        assert_eq!(file_name("aux .xlsx"), "aux_.xlsx");
        assert_eq!(file_name("com10.txt"), "com10.txt");
        assert_eq!(file_name("a. . "), "a");
        assert_eq!(file_name("..."), "_");
        assert_eq!(file_name("../../etc"), "..／..／etc");
        let long = file_name(&format!("{}.xlsx", "学".repeat(200)));
        assert!(long.len() <= 200 && long.ends_with(".xlsx"));
    }

    #[test]
    fn long_text_is_cut_with_a_mark_and_within_the_limit() {
        let (kept, cut) = fit_cell("𠮷".repeat(20_000), "…");
        assert!(cut && kept.ends_with('…'));
        assert!(kept.encode_utf16().count() <= 32_767);
        assert!(!fit_cell("学".repeat(32_767), "…").1);
    }
}
