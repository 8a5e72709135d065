//! The one date in a title, a note or a file name.

use super::clean::fold;
use super::parts::{Parts, begins_with_era};
use super::{DateError, DateOrMonth};

/// A title longer than this is not searched.
const LONGEST: usize = 200;

/// Reads the one date or month inside a longer text, such as the title of a sheet or a file
/// name: `住民一覧（令和8年5月1日現在）`, `roster_20260501.xlsx`. Numbers must be in figures.
///
/// # Errors
/// [`DateError::Ambiguous`] if there is more than one date, or a day or month beside it;
/// [`DateError::NotADate`] if there is none; the reason as in [`read`](crate::read) if there
/// is one that cannot be read.
///
/// ```
/// use mimamori_calendar::{read_within, DateError};
/// assert_eq!(read_within("住民一覧（令和8年5月1日現在）")?.to_string(), "2026-05-01");
/// assert_eq!(read_within("roster_20260501.xlsx")?.to_string(), "2026-05-01");
/// assert_eq!(read_within("R8.4.1～R8.4.30 出欠"), Err(DateError::Ambiguous));
/// # Ok::<(), DateError>(())
/// ```
pub fn read_within(text: &str) -> Result<DateOrMonth, DateError> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(DateError::NotADate);
    }
    let chars: Vec<char> = text.chars().flat_map(fold).collect();
    let mut found: Option<Result<DateOrMonth, DateError>> = None;
    let mut beside: Vec<char> = Vec::new();
    let mut rest = chars.as_slice();
    while let [first, tail @ ..] = rest {
        let inside_word = beside.last().is_some_and(char::is_ascii_alphanumeric);
        if inside_word || !begins_date(rest) {
            beside.push(*first);
            rest = tail;
            continue;
        }
        let (run, length) = run(rest);
        let read = Parts::of(&run).and_then(|parts| parts.interpret());
        if found.is_some_and(|before| before != read) {
            return Err(DateError::Ambiguous);
        }
        found = Some(read);
        beside.push(' ');
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    let another = beside
        .windows(2)
        .any(|pair| matches!(pair, [figure, '月' | '日'] if figure.is_ascii_digit()));
    match found {
        Some(Ok(_)) if another => Err(DateError::Ambiguous),
        Some(read) => read,
        None => Err(DateError::NotADate),
    }
}

/// An era with a year, or at least four figures.
fn begins_date(chars: &[char]) -> bool {
    let figures = |chars: &[char]| chars.iter().take_while(|c| c.is_ascii_digit()).count();
    begins_with_era(chars).is_some_and(|after| {
        let year = after.iter().position(|&c| c != ' ').unwrap_or(0);
        after
            .get(year)
            .is_some_and(|c| c.is_ascii_digit() || *c == '元')
    }) || figures(chars) >= 4
}

/// The longest run that can belong to a date, without its spaces, and how long it was.
fn run(chars: &[char]) -> (Vec<char>, usize) {
    let era = begins_with_era(chars).map_or(0, |after| chars.len() - after.len());
    let mut run: Vec<char> = chars.iter().take(era).copied().collect();
    let mut ends: Vec<usize> = (1..=era).collect();
    let mut space = false;
    for (at, &c) in chars.iter().enumerate().skip(era) {
        if c == ' ' {
            space = true;
            continue;
        }
        let figure = c.is_ascii_digit() || c == '元';
        let last = run.last().copied().unwrap_or(' ');
        let splits = space && (last == '日' || (figure && last.is_ascii_digit()));
        let belongs =
            figure || matches!(c, '年' | '月' | '日' | '/' | '.' | '-' | '・' | '~' | '、');
        if splits || !belongs {
            break;
        }
        space = false;
        run.push(c);
        ends.push(at + 1);
    }
    // 2026年5月 1組: a figure after 月 is a day only before 日.
    let month = run.iter().rposition(|&c| c == '月');
    if let Some(month) = month.filter(|_| !run.contains(&'日') && !run.contains(&'~')) {
        run.truncate(month + 1);
    }
    while run
        .last()
        .is_some_and(|c| matches!(c, '/' | '.' | '-' | '・' | '、'))
    {
        run.pop();
    }
    let length = run.len().checked_sub(1).and_then(|last| ends.get(last));
    (run, length.copied().unwrap_or(0))
}
