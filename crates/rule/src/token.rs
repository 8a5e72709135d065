//! Words, numbers, dates, signs, each with its place.

use std::ops::Range;

use chrono::NaiveDate;

use crate::messages;
use crate::place::Wrong;

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name, a code or a word of the language; kebab-case and Japanese included.
    Word(String),
    /// Text in 「」 or "".
    Quoted(String),
    /// A whole number.
    Number(i64),
    /// `2026-04-01`.
    Date(NaiveDate),
    /// `( ) [ ] , . + - = != < <= > >=`
    Sign(&'static str),
}

/// A token and the bytes of the text that it stands on.
pub(crate) type Placed = (Token, Range<usize>);

const SIGNS: [&str; 14] = [
    "<=", ">=", "!=", "(", ")", "[", "]", ",", ".", "+", "-", "=", "<", ">",
];

/// Cuts a text into tokens.
pub(crate) fn tokens(text: &str) -> Result<Vec<Placed>, Wrong> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(here) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if here.is_whitespace() {
            here.len_utf8()
        } else if let Some(close) = closing(here) {
            let inner = &rest[here.len_utf8()..];
            let Some(end) = inner.find(close) else {
                return Err(Wrong::new(at..text.len(), messages::not_closed(here)));
            };
            let length = here.len_utf8() + end + close.len_utf8();
            found.push((Token::Quoted(inner[..end].to_owned()), at..at + length));
            length
        } else if in_word(here) {
            let length = word_length(rest);
            word(&rest[..length], at, &mut found)?;
            length
        } else if rest.starts_with("==") {
            return Err(Wrong::new(at..at + 2, messages::one_equals()));
        } else if let Some((sign, length)) = sign(rest) {
            found.push((Token::Sign(sign), at..at + length));
            length
        } else {
            let end = at + here.len_utf8();
            return Err(Wrong::new(at..end, messages::strange_character(here)));
        };
        at += length;
    }
    Ok(found)
}

fn closing(open: char) -> Option<char> {
    match open {
        '「' => Some('」'),
        '"' | '”' => Some(open),
        '“' => Some('”'),
        _ => None,
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '・' | '〜')
}

/// A word goes on over a hyphen between two letters, so that subtraction needs spaces.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let hyphen = c == '-' && chars.peek().is_some_and(|(_, next)| in_word(*next));
        if !in_word(c) && !hyphen {
            return at;
        }
    }
    rest.len()
}

/// Signs of a Japanese keyboard are welcome.
fn sign(rest: &str) -> Option<(&'static str, usize)> {
    let mut ascii = String::new();
    let mut lengths = Vec::new();
    for c in rest.chars().take(2) {
        let plain = match c {
            '、' => ',',
            '≦' | '≤' => return first_sign(&lengths).or(Some(("<=", c.len_utf8()))),
            '≧' | '≥' => return first_sign(&lengths).or(Some((">=", c.len_utf8()))),
            '≠' => return first_sign(&lengths).or(Some(("!=", c.len_utf8()))),
            '−' => '-',
            '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        };
        ascii.push(plain);
        lengths.push((plain, c.len_utf8()));
    }
    let found = SIGNS.into_iter().find(|sign| ascii.starts_with(sign))?;
    let length = lengths.iter().take(found.len()).map(|(_, l)| l).sum();
    Some((found, length))
}

fn first_sign(read: &[(char, usize)]) -> Option<(&'static str, usize)> {
    let (first, length) = read.first()?;
    let found = SIGNS
        .into_iter()
        .find(|sign| sign.len() == 1 && sign.starts_with(*first))?;
    Some((found, *length))
}

/// A digit, of a Japanese keyboard as well.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

/// Digits at the start of a word are a number and what follows is its unit: 60日, 18歳.
fn word(text: &str, at: usize, found: &mut Vec<Placed>) -> Result<(), Wrong> {
    let place = at..at + text.len();
    if let Ok(date) = text.parse::<NaiveDate>() {
        found.push((Token::Date(date), place));
        return Ok(());
    }
    if text.split('-').count() == 3 && text.split('-').all(|part| part.parse::<u32>().is_ok()) {
        return Err(Wrong::new(place, messages::no_such_day(text)));
    }
    let number: String = text.chars().map_while(digit).collect();
    let wide = text.chars().take_while(|c| digit(*c).is_some());
    let digits = wide.map(char::len_utf8).sum();
    let unit = &text[digits..];
    if digits == 0 || !(unit.is_empty() || crate::unit::unit(unit).is_some()) {
        found.push((Token::Word(text.to_owned()), place));
        return Ok(());
    }
    let value = number
        .parse()
        .map_err(|_| Wrong::new(place.clone(), messages::number_too_long()))?;
    found.push((Token::Number(value), at..at + digits));
    if !unit.is_empty() {
        found.push((Token::Word(unit.to_owned()), at + digits..place.end));
    }
    Ok(())
}
