//! From the text of a cell to the bare date in it: one width, one kind of dash, and the
//! additions (weekday, 頃, 生, a time of day) taken off and remembered.

use chrono::Weekday;

use super::DateError;
use super::numeral::is_numeral;

/// A cell longer than this is a sentence, not a date.
const LONGEST: usize = 64;

/// What remains of a cell, and what was taken off it.
#[derive(Debug)]
pub(super) struct Clean {
    /// Era, numbers, separators; no spaces.
    pub body: Vec<char>,
    /// The weekday written beside the date.
    pub weekday: Option<Weekday>,
    /// A second writing of the year in brackets: 令和8年（2026年）5月1日.
    pub bracketed: Vec<String>,
    /// 頃, 上旬, 末 …: the day, if there is one, is not meant exactly.
    pub about: bool,
}

/// Takes a cell apart.
pub(super) fn clean(text: &str) -> Result<Clean, DateError> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(DateError::NotADate);
    }
    let one_width: String = text.chars().flat_map(fold).collect();
    let mut chars: Vec<char> = one_width.trim().chars().collect();
    cut_time(&mut chars)?;
    let (mut chars, mut brackets) = cut_brackets(&chars)?;
    if chars.iter().all(|&c| c == ' ') && !brackets.is_empty() {
        // (2026/5/1): the brackets hold the date itself.
        match brackets.pop() {
            Some(only) if brackets.is_empty() => chars = only.chars().collect(),
            _ => return Err(DateError::NotADate),
        }
    }
    let mut clean = Clean {
        body: join(&chars)?,
        weekday: None,
        bracketed: Vec::new(),
        about: false,
    };
    for bracket in brackets {
        clean.take_bracket(&bracket)?;
    }
    clean.take_endings()?;
    Ok(clean)
}

/// One character in the width and shape that the rest expects.
pub(super) fn fold(c: char) -> impl Iterator<Item = char> {
    let (text, one): (&'static str, Option<char>) = match c {
        '㋿' => ("令和", None),
        '㍻' => ("平成", None),
        '㍼' => ("昭和", None),
        '㍽' => ("大正", None),
        '㍾' => ("明治", None),
        '㈪' => ("(月)", None),
        '㈫' => ("(火)", None),
        '㈬' => ("(水)", None),
        '㈭' => ("(木)", None),
        '㈮' => ("(金)", None),
        '㈯' => ("(土)", None),
        '㈰' => ("(日)", None),
        // Radicals that text copied out of PDF files holds in place of the letters.
        '\u{2F47}' => ("日", None),
        '\u{2F49}' => ("月", None),
        '\u{200B}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' => ("", None),
        '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー' | 'ｰ' => ("-", None),
        '〜' => ("~", None),
        '･' => ("・", None),
        '〔' | '［' | '[' => ("(", None),
        '〕' | '］' | ']' => (")", None),
        '\u{FF01}'..='\u{FF5E}' => ("", half_width(c)),
        '。' | '｡' => (".", None),
        c if c.is_whitespace() => (" ", None),
        c => ("", Some(c.to_ascii_uppercase())),
    };
    text.chars().chain(one)
}

fn half_width(c: char) -> Option<char> {
    char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_uppercase())
}

/// Cuts ` 13:45`, `T00:00:00.000` or `T00:00:00+09:00` off. A time of another zone could
/// stand for the next day here, and so the date is not certain.
fn cut_time(chars: &mut Vec<char>) -> Result<(), DateError> {
    let Some(colon) = chars.iter().position(|&c| c == ':') else {
        return Ok(());
    };
    let start = chars
        .iter()
        .take(colon)
        .rposition(|&c| c == ' ' || c == 'T')
        .ok_or(DateError::NotADate)?;
    let time: String = chars.iter().skip(start + 1).collect();
    let local = time.strip_suffix("+09:00").unwrap_or(&time);
    if local.contains(['Z', '+', '-']) {
        return Err(DateError::Ambiguous);
    }
    let parts: Vec<&str> = local.split(':').collect();
    let in_range = |part: &str, limit: u32| {
        let whole = part.split_once('.').map_or(part, |(whole, _)| whole);
        matches!(whole.len(), 1 | 2)
            && whole.bytes().all(|b| b.is_ascii_digit())
            && whole.parse().is_ok_and(|n: u32| n < limit)
    };
    let sound = match parts.as_slice() {
        [hour, minute] => in_range(hour, 24) && in_range(minute, 60),
        [hour, minute, second] => {
            in_range(hour, 24) && in_range(minute, 60) && in_range(second, 60)
        }
        _ => false,
    };
    if !sound {
        return Err(DateError::NotADate);
    }
    chars.truncate(start);
    Ok(())
}

/// Splits `2026/5/1(金)` into what is outside and what is inside the brackets.
fn cut_brackets(chars: &[char]) -> Result<(Vec<char>, Vec<String>), DateError> {
    let mut outside = Vec::with_capacity(chars.len());
    let mut inside: Vec<String> = Vec::new();
    let mut open = false;
    for &c in chars {
        match c {
            '(' if !open => {
                open = true;
                inside.push(String::new());
            }
            ')' if open => open = false,
            '(' | ')' => return Err(DateError::NotADate),
            c if open => {
                if let Some(last) = inside.last_mut() {
                    last.push(c);
                }
            }
            c => outside.push(c),
        }
    }
    if open {
        return Err(DateError::NotADate);
    }
    Ok((outside, inside))
}

/// Drops spaces. Between two figures a space may be padding (`1 2月`) or a separator
/// (`2026 5 1`): nobody can tell.
fn join(chars: &[char]) -> Result<Vec<char>, DateError> {
    let mut joined: Vec<char> = Vec::with_capacity(chars.len());
    let mut space = false;
    for &c in chars {
        if c == ' ' {
            space = true;
            continue;
        }
        let splits_figures =
            space && is_numeral(c) && joined.last().is_some_and(|&c| is_numeral(c));
        if splits_figures {
            return Err(DateError::Ambiguous);
        }
        space = false;
        joined.push(c);
    }
    Ok(joined)
}

/// Endings that say that the day is not meant exactly.
const ABOUT: [&str; 12] = [
    "頃",
    "ごろ",
    "ころ",
    "くらい",
    "ぐらい",
    "上旬",
    "中旬",
    "下旬",
    "初旬",
    "半ば",
    "末",
    "中",
];
/// Endings that change nothing.
const NEUTRAL: [&str; 7] = ["生まれ", "生れ", "生", "現在", "時点", "付け", "付"];

impl Clean {
    fn take_bracket(&mut self, bracket: &str) -> Result<(), DateError> {
        let bracket = bracket.replace(' ', "");
        match bracket.as_str() {
            "" | "祝" | "休" => Ok(()),
            "頃" => {
                self.about = true;
                Ok(())
            }
            text => {
                let day = text
                    .trim_end_matches(['祝', '休'])
                    .trim_end_matches('・')
                    .trim_end_matches("曜日")
                    .trim_end_matches('曜');
                match weekday(day) {
                    Some(day) => self.set_weekday(day),
                    None => {
                        self.bracketed.push(bracket);
                        Ok(())
                    }
                }
            }
        }
    }

    fn set_weekday(&mut self, day: Weekday) -> Result<(), DateError> {
        if self.weekday.is_some_and(|other| other != day) {
            return Err(DateError::NotADate);
        }
        self.weekday = Some(day);
        Ok(())
    }

    fn take_endings(&mut self) -> Result<(), DateError> {
        while let Some(ending) = ABOUT.iter().find(|ending| self.ends_with(ending)) {
            self.cut(ending);
            self.about = true;
        }
        if let Some(ending) = NEUTRAL.iter().find(|ending| self.ends_with(ending)) {
            self.cut(ending);
        }
        for long in ["曜日", "曜"] {
            if self.ends_with(long) {
                self.cut(long);
                let day = self
                    .body
                    .pop()
                    .and_then(|c| weekday(c.encode_utf8(&mut [0; 4])));
                return self.set_weekday(day.ok_or(DateError::NotADate)?);
            }
        }
        // A bare 金 after the day. 月 and 日 are units as well, so they count only after 日.
        if let [.., before, last] = *self.body.as_slice() {
            let units = matches!(last, '月' | '日');
            let after_day = before == '日' || (before.is_ascii_digit() && !units);
            if let Some(day) = weekday(last.encode_utf8(&mut [0; 4])).filter(|_| after_day) {
                self.body.pop();
                return self.set_weekday(day);
            }
        }
        Ok(())
    }

    pub(super) fn ends_with(&self, ending: &str) -> bool {
        let mut body = self.body.iter().rev();
        ending.chars().rev().all(|c| body.next() == Some(&c))
    }

    pub(super) fn cut(&mut self, ending: &str) {
        let keep = self.body.len().saturating_sub(ending.chars().count());
        self.body.truncate(keep);
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.body.iter().collect::<String>().contains(word)
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "月" | "MON" => Weekday::Mon,
        "火" | "TUE" => Weekday::Tue,
        "水" | "WED" => Weekday::Wed,
        "木" | "THU" => Weekday::Thu,
        "金" | "FRI" => Weekday::Fri,
        "土" | "SAT" => Weekday::Sat,
        "日" | "SUN" => Weekday::Sun,
        _ => return None,
    })
}
