//! Pointing at what is wrong in a text: line, column, the line itself, a caret under the place.

use std::ops::Range;

use mimamori_record::Said;

use crate::messages::Says;

/// A mistake in an expression: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The bytes of the text that are wrong.
    pub place: Range<usize>,
    /// What is wrong.
    pub what: Box<Said>,
    /// What the writer can do, with the nearest right name where there is one.
    pub advice: Box<Said>,
    /// The definition whose text `place` points into; `None` for the expression itself.
    pub definition: Option<String>,
}

impl Wrong {
    pub(crate) fn new(place: Range<usize>, says: Says) -> Self {
        Wrong {
            place,
            what: Box::new(says.what),
            advice: Box::new(says.advice),
            definition: None,
        }
    }
}

/// A place in a text as people count.
///
/// ```
/// let text = "grade >= 1\nand gade <= 9";
/// let spot = mimamori_rule::Spot::of(text, 15..19);
/// assert_eq!((spot.line, spot.column), (2, 5));
/// assert_eq!(spot.marked, "and gade <= 9\n    ^^^^");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
    /// The line, and below it carets under the place. A full-width character is two wide.
    pub marked: String,
}

impl Spot {
    /// Finds a place; one beyond the end of the text points behind its last character.
    pub fn of(text: &str, place: Range<usize>) -> Self {
        let start = text.floor_char_boundary(place.start.min(text.len()));
        let end = text.floor_char_boundary(place.end.clamp(start, text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let shown = text[line_start..].lines().next().unwrap_or("");
        let end = end.min(line_start + shown.len()).max(start);
        let indent: usize = text[line_start..start].chars().map(width).sum();
        let length: usize = text[start..end].chars().map(width).sum();
        Spot {
            line: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            marked: format!(
                "{}\n{}{}",
                shown.replace('\t', " "),
                " ".repeat(indent),
                "^".repeat(length.max(1))
            ),
        }
    }
}

/// Columns on a screen: kana, kanji and full-width forms take two.
fn width(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
