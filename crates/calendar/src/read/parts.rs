//! Era, numbers and what stands between them; and what they mean together.

use crate::era::Era;
use crate::value::DateOrMonth;

use super::numeral::{Number, is_numeral, number};
use super::{DateError, LONGEST_ERA, YEARS, in_era, in_year};

/// What follows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// 年
    Year,
    /// 月
    Month,
    /// 日
    Day,
    /// `/`, `.`, `-` or `・`
    Sign(char),
    /// Nothing.
    End,
}

/// A date taken apart.
#[derive(Debug)]
pub(super) struct Parts {
    pub era: Option<Era>,
    pub numbers: Vec<(Number, Separator)>,
}

const NAMES: [(&str, Era); 15] = [
    ("令和", Era::Reiwa),
    ("平成", Era::Heisei),
    ("昭和", Era::Showa),
    ("大正", Era::Taisho),
    ("明治", Era::Meiji),
    ("令", Era::Reiwa),
    ("平", Era::Heisei),
    ("昭", Era::Showa),
    ("大", Era::Taisho),
    ("明", Era::Meiji),
    ("R", Era::Reiwa),
    ("H", Era::Heisei),
    ("S", Era::Showa),
    ("T", Era::Taisho),
    ("M", Era::Meiji),
];

/// The rest after a prefix.
fn after<'a>(chars: &'a [char], prefix: &str) -> Option<&'a [char]> {
    let mut rest = chars;
    for wanted in prefix.chars() {
        rest = match rest {
            [first, rest @ ..] if *first == wanted => rest,
            _ => return None,
        };
    }
    Some(rest)
}

fn named(chars: &[char]) -> Option<(Era, &[char])> {
    NAMES
        .iter()
        .find_map(|(name, era)| after(chars, name).map(|rest| (*era, rest)))
}

/// What follows the era's name, if the text begins with one.
pub(super) fn begins_with_era(chars: &[char]) -> Option<&[char]> {
    named(chars).map(|(_, rest)| rest)
}

impl Parts {
    /// Takes a cleaned text apart.
    pub(super) fn of(body: &[char]) -> Result<Parts, DateError> {
        let named = named(body);
        let (era, mut rest) = match named {
            // R.8.5.1
            Some((era, rest)) => (Some(era), after(rest, ".").unwrap_or(rest)),
            None => (None, after(body, "西暦").unwrap_or(body)),
        };
        let only_form = |c: &char| matches!(c, '年' | '月' | '日' | '/' | '.' | '-');
        let is_form = rest.contains(&'年') || rest == ['/', '/'];
        if is_form && rest.iter().all(only_form) {
            return Err(DateError::Empty);
        }
        let mut numbers = Vec::new();
        while !rest.is_empty() {
            let end = rest.iter().position(|&c| !is_numeral(c));
            let (run, tail) = rest.split_at(end.unwrap_or(rest.len()));
            let value = number(run).ok_or_else(|| unread(rest, !numbers.is_empty()))?;
            let (separator, tail) = match tail {
                [] => (Separator::End, tail),
                ['年', tail @ ..] => (Separator::Year, tail),
                ['月', tail @ ..] => (Separator::Month, tail),
                ['日', tail @ ..] => (Separator::Day, tail),
                [sign @ ('/' | '.' | '-' | '・'), tail @ ..] if !tail.is_empty() => {
                    (Separator::Sign(*sign), tail)
                }
                _ => return Err(unread(tail, true)),
            };
            numbers.push((value, separator));
            rest = tail;
        }
        Ok(Parts { era, numbers })
    }

    /// What the parts mean together.
    pub(super) fn interpret(&self) -> Result<DateOrMonth, DateError> {
        use Separator::{Day, End, Month, Sign, Year};
        if self.era.is_none() && self.numbers.iter().any(|(number, _)| number.first) {
            return Err(DateError::NoEra);
        }
        let late_first = self.numbers.iter().skip(1).any(|(number, _)| number.first);
        if late_first {
            return Err(DateError::NotADate);
        }
        match *self.numbers.as_slice() {
            [] => Err(DateError::NotADate),
            [(run, End)] => self.run(run),
            [(year, Year)] => self.year_only(year),
            [(_, Month | Day)] | [(_, Month), (_, Day | End)] if self.era.is_none() => {
                Err(DateError::NoYear)
            }
            [(year, Sign('.')), (_, End)] if self.era.is_none() && year.width == 5 => {
                Err(DateError::BareSerial { serial: year.value })
            }
            [(year, Year | Sign(_)), (month, Month)] | [(year, Year), (month, End)] => {
                self.build(year, month, None)
            }
            [(year, Sign(_)), (month, End)] => {
                // 5/1 may be a month and a day, or a year and a month.
                if self.era.is_none() && year.width <= 2 && month.width <= 2 {
                    return Err(DateError::Ambiguous);
                }
                self.build(year, month, None)
            }
            [(_, Sign(_)), (_, Day)] if self.era.is_none() => Err(DateError::NoYear),
            // R8.5-6 is two months, not a day.
            [(_, Sign(one)), (_, Sign(other)), _] if one != other => Err(DateError::Ambiguous),
            // 01/02/2026: nobody says which of the two is the month.
            [(one, Sign(_)), (other, Sign(_)), (year, End)]
                if self.era.is_none() && one.width <= 2 && other.width <= 2 && year.width == 4 =>
            {
                Err(DateError::Ambiguous)
            }
            [
                (year, Year | Sign(_)),
                (month, Month | Sign(_)),
                (day, Day | End),
            ] => self.build(year, month, Some(day)),
            [_, _, _, _, ..] => Err(DateError::Ambiguous),
            _ => Err(DateError::NotADate),
        }
    }

    fn build(
        &self,
        year: Number,
        month: Number,
        day: Option<Number>,
    ) -> Result<DateOrMonth, DateError> {
        if month.width > 2 || day.is_some_and(|day| day.width > 2) {
            return Err(DateError::NotADate);
        }
        let day = day.map(|day| day.value);
        match (self.era, year.width) {
            (Some(era), 1..=3) => in_era(era, year.value, month.value, day),
            (None, 4) => in_year(gregorian(year.value), month.value, day),
            (None, 1 | 2) => Err(DateError::NoEra),
            _ => Err(DateError::NotADate),
        }
    }

    fn year_only(&self, year: Number) -> Result<DateOrMonth, DateError> {
        let year = match (self.era, year.width) {
            (Some(_), 1..=3) if year.value == 0 => return Err(DateError::NoSuchDay),
            (Some(era), 1..=3) if year.value <= LONGEST_ERA => {
                era.gregorian_year(gregorian(year.value))
            }
            (None, 4) if YEARS.contains(&gregorian(year.value)) => gregorian(year.value),
            (None, 1 | 2) => return Err(DateError::NoEra),
            _ => return Err(DateError::NotADate),
        };
        Err(DateError::YearOnly { year })
    }

    /// Figures without anything between them.
    fn run(&self, run: Number) -> Result<DateOrMonth, DateError> {
        let Number { value, width, .. } = run;
        let (head, month, day) = (value / 10_000, value / 100 % 100, value % 100);
        match (self.era, width) {
            (Some(era), 6) => in_era(era, head, month, Some(day)),
            (Some(_), 1..=3) => self.year_only(run),
            (Some(_), 4 | 5) => Err(DateError::Ambiguous),
            (None, 7 | 8) if matches!(value, 0 | 9_999_999 | 99_999_999) => Err(DateError::Unknown),
            (None, 8) => in_year(gregorian(head), month, Some(day)),
            (None, 7) => Err(DateError::Ambiguous),
            (None, 6) => {
                // 202605 has no other reading; 201012 could be a day of the year 20.
                let short = chrono::NaiveDate::from_ymd_opt(2000 + gregorian(head), month, day);
                match short {
                    Some(_) => Err(DateError::Ambiguous),
                    None => in_year(gregorian(value / 100), day, None),
                }
            }
            (None, 5) => Err(DateError::BareSerial { serial: value }),
            (None, 4) => self.year_only(run),
            _ => Err(DateError::NotADate),
        }
    }
}

/// A year of at most four figures as chrono counts it.
fn gregorian(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// Why the rest cannot be read: a range or list of dates, or something else.
fn unread(rest: &[char], after_number: bool) -> DateError {
    let several = matches!(rest, ['~' | '、' | ',' | '・' | '&' | '→', ..]);
    if after_number && several {
        DateError::Ambiguous
    } else {
        DateError::NotADate
    }
}
