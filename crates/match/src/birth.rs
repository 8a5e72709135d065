//! Birth dates, and grades where one side has no date.

use chrono::{Datelike, NaiveDate};

use crate::form::{Form, swapped};
use crate::model::Birth;

/// Compares them.
pub(crate) fn birth(x: &Form, y: &Form) -> Birth {
    let (Some(a), Some(b)) = (x.birth, y.birth) else {
        return match (x.birth.or(y.birth), x.cohort, y.cohort) {
            _ if misfit(x, y) => Birth::Misfit,
            (Some(_), Some(_), Some(_)) => Birth::Fits,
            _ => Birth::Missing,
        };
    };
    if a == b {
        Birth::Same
    } else if a.year() == b.year() && swapped(a) == Some(b) {
        Birth::Swapped
    } else if one_slip(a, b) {
        Birth::Near
    } else {
        Birth::Different
    }
}

/// Whether one of two has no birth date, and the grades say that they are not of one year.
pub(crate) fn misfit(x: &Form, y: &Form) -> bool {
    let grades = matches!((x.cohort, y.cohort), (Some(p), Some(q)) if p != q);
    grades && x.birth.is_some() != y.birth.is_some()
}

/// A digit typed wrong, two neighbours swapped, the day, the month or the year one off.
fn one_slip(a: NaiveDate, b: NaiveDate) -> bool {
    let year = a.month() == b.month() && (a.year() - b.year()).abs() == 1;
    let month = a.year() == b.year() && a.month().abs_diff(b.month()) == 1;
    if (a - b).num_days().abs() == 1 || a.day() == b.day() && (year || month) {
        return true;
    }
    // Two neighbours lie in two of year, month and day at most.
    if a.year() != b.year() && a.month() != b.month() && a.day() != b.day() {
        return false;
    }
    let (x, y) = (digits(a), digits(b));
    let apart: Vec<usize> = (0..8).filter(|at| x[*at] != y[*at]).collect();
    match apart.as_slice() {
        [_] => true,
        [p, q] => q - p == 1 && x[*p] == y[*q] && x[*q] == y[*p],
        _ => false,
    }
}

fn digits(day: NaiveDate) -> [u32; 8] {
    let (year, month, day) = (day.year().unsigned_abs(), day.month(), day.day());
    [
        year / 1000 % 10,
        year / 100 % 10,
        year / 10 % 10,
        year % 10,
        month / 10,
        month % 10,
        day / 10,
        day % 10,
    ]
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::one_slip;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_slip_is_a_digit_two_neighbours_a_day_or_a_year() {
        for (a, b) in [
            ("2018-05-03", "2018-05-08"),
            ("2018-05-12", "2018-05-21"),
            ("2015-12-10", "2015-12-09"),
            ("2009-12-10", "2010-12-10"),
        ] {
            assert!(one_slip(day(a), day(b)), "{a} {b}");
        }
        assert!(!one_slip(day("2018-05-03"), day("2018-06-04")));
    }

    proptest! {
        #[test]
        fn a_slip_has_no_direction(a in 0..20_000, b in 0..20_000) {
            let from = |days: i32| NaiveDate::from_num_days_from_ce_opt(728_000 + days).unwrap();
            prop_assert_eq!(one_slip(from(a), from(b)), one_slip(from(b), from(a)));
        }
    }
}
