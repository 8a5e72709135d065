//! How wide text is, so that rows are made tall enough: neither Excel nor LibreOffice grows a
//! merged cell, and a paper written by a program is never opened to grow before it is printed.

/// Width of one character in half-width columns.
fn char_width(c: char) -> usize {
    match c as u32 {
        // Control, combining, variation selectors, zero-width.
        0..=0x1f
        | 0x7f..=0x9f
        | 0x300..=0x36f
        | 0x200b..=0x200f
        | 0x3099..=0x309a
        | 0xfe00..=0xfe0f
        | 0xe0100..=0xe01ef => 0,
        // Latin, and half-width kana.
        0x20..=0x7e | 0xa0..=0x24f | 0xff61..=0xff9f => 1,
        // Everything else is full-width in a Japanese font, the ambiguous (①…※→) too.
        _ => 2,
    }
}

/// Width of a text in half-width columns: a full-width character is two.
///
/// ```
/// assert_eq!(mimamori_paper::width("ﾔﾏﾀﾞ花子"), 8);
/// ```
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Lines that a text takes in a column of this width, at least one.
pub(crate) fn lines(text: &str, column: usize) -> usize {
    // One column of padding on the two sides together.
    let room = column.saturating_sub(1).max(2);
    text.split('\n').map(|line| wrapped(line, room)).sum()
}

fn wrapped(line: &str, room: usize) -> usize {
    let (mut lines, mut used, mut word) = (1, 0, 0);
    for c in line.chars() {
        let wide = char_width(c);
        // Latin words move to the next line as a whole; kana and kanji break anywhere.
        word = if wide == 1 && !c.is_whitespace() {
            word + 1
        } else {
            0
        };
        if used + wide > room {
            lines += 1;
            used = if word > 0 && word < room { word } else { wide };
        } else {
            used += wide;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kanji_take_two_columns_and_wrap() {
        assert_eq!(width("出欠5月"), 7);
        assert_eq!(lines("出欠出欠出欠", 7), 2);
        assert_eq!(lines("", 7), 1);
        assert_eq!(lines("一\n二\n三", 20), 3);
    }

    #[test]
    fn latin_words_move_as_a_whole() {
        assert_eq!(lines("abcd efgh", 8), 2);
        assert_eq!(lines("abcdefghijklmnop", 9), 2);
    }

    #[test]
    fn variation_selectors_take_no_room() {
        assert_eq!(width("葛\u{e0100}飾"), 4);
    }
}
