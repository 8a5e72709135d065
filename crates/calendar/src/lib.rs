//! Dates of Japanese administration: eras, school years, ages, holidays, school days.
//!
//! Pure functions on [`chrono::NaiveDate`]: no clock, no locale, no files. What cannot be
//! read for certain is an error that says why; nothing is guessed.
//!
//! ```
//! use mimamori_calendar::{read, grade, era_long, DateError};
//!
//! let birth = read("Ｈ２９．４．２")?.day().ok_or(DateError::NotADate)?;
//! let today = read("令和8年6月1日(月)")?.day().ok_or(DateError::NotADate)?;
//! assert_eq!(grade(birth, today), 3);
//! assert_eq!(era_long(birth), "平成29年4月2日");
//! assert_eq!(read("R8.5月頃")?.to_string(), "2026-05");
//! assert_eq!(read("8.5.1"), Err(DateError::NoEra));
//! # Ok::<(), DateError>(())
//! ```

mod age;
mod era;
mod holiday;
mod read;
mod school;
mod serial;
mod value;

pub use age::{
    add_months, age, age_in_months, day_age_is_reached, first_day_of_age,
    first_day_of_pregnancy_week, months_between, weeks_of_pregnancy,
};
pub use era::{Era, era_long, era_month_long, era_month_short, era_short};
pub use holiday::{Holidays, national_holiday};
pub use read::{DateError, read, read_era_coded, read_in_month, read_within};
pub use school::{
    SchoolDays, fiscal_year, fiscal_year_end_of_age, fiscal_year_first_day, fiscal_year_last_day,
    fiscal_year_name, grade, is_compulsory_school_age, school_entry_year,
};
pub use serial::from_excel_serial;
pub use value::{DateOrMonth, YearMonth};
