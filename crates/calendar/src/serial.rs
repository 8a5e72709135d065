//! Days as spreadsheet programs count them.

use chrono::{Days, NaiveDate};

use crate::read::DateError;

/// The last day a workbook can hold, 9999-12-31, counted from 1900.
const LAST_SERIAL: f64 = 2_958_465.0;
/// How much smaller the number of the same day is in a workbook that counts from 1904.
const BETWEEN_1900_AND_1904: f64 = 1462.0;

/// The day a spreadsheet number stands for; the time of day (the fraction) is dropped.
///
/// Counted from 1900: 1 is 1900-01-01, 61 is 1900-03-01, and 60 is 1900-02-29, a day that
/// only spreadsheets believe in. Counted from 1904 (`from_1904`, old Macintosh workbooks): 0
/// is 1904-01-01. Source: ECMA-376 part 1, 18.17.4.1.
///
/// # Errors
/// [`DateError::NoSuchDay`] for 60 counted from 1900; [`DateError::NotADate`] for a negative
/// number, a time without a day (below 1 counted from 1900), a day after 9999-12-31, or what
/// is not a number.
///
/// ```
/// use mimamori_calendar::{from_excel_serial, DateError};
/// assert_eq!(from_excel_serial(46143.0, false)?.to_string(), "2026-05-01");
/// assert_eq!(from_excel_serial(44681.0, true)?.to_string(), "2026-05-01");
/// assert_eq!(from_excel_serial(60.0, false), Err(DateError::NoSuchDay));
/// # Ok::<(), DateError>(())
/// ```
pub fn from_excel_serial(serial: f64, from_1904: bool) -> Result<NaiveDate, DateError> {
    let (first, last, epoch) = if from_1904 {
        (0.0, LAST_SERIAL - BETWEEN_1900_AND_1904, (1904, 1, 1))
    } else if serial >= 61.0 {
        (1.0, LAST_SERIAL, (1899, 12, 30))
    } else if serial >= 60.0 {
        return Err(DateError::NoSuchDay);
    } else {
        (1.0, LAST_SERIAL, (1899, 12, 31))
    };
    let whole = serial.floor();
    if !(first..=last).contains(&whole) {
        return Err(DateError::NotADate);
    }
    // In range, whole and not negative: the cast keeps the value.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let days = Days::new(whole as u64);
    let (year, month, day) = epoch;
    NaiveDate::from_ymd_opt(year, month, day)
        .and_then(|epoch| epoch.checked_add_days(days))
        .ok_or(DateError::NotADate)
}
