//! A day as lists write it, without asking for memory each time.

use chrono::{Datelike, NaiveDate};

/// `YYYY-MM-DD`.
pub(crate) struct Iso([u8; 10]);

impl Iso {
    /// Of a year of four figures; no list has others.
    pub fn of(day: NaiveDate) -> Self {
        let digit = |number: u32, place: u32| b'0' + (number / place % 10) as u8;
        let year = day.year().unsigned_abs();
        let (month, date) = (day.month(), day.day());
        let [a, b, c, d] = [1000, 100, 10, 1].map(|place| digit(year, place));
        let [e, f] = [10, 1].map(|place| digit(month, place));
        let [g, h] = [10, 1].map(|place| digit(date, place));
        Iso([a, b, c, d, b'-', e, f, b'-', g, h])
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stands_there_as_its_standard_writes_it() {
        for day in ["2026-04-01", "0999-12-31", "2028-02-29"] {
            assert_eq!(Iso::of(day.parse().unwrap()).as_str(), day);
        }
    }
}
