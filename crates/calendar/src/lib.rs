//! Dates of Japanese administration: eras, school years, ages, holidays, school days.
//!
//! Pure functions on [`chrono::NaiveDate`]: no clock, no locale, no files. What cannot be
//! read for certain is an error that says why; nothing is guessed.
//!
//! ```
//! use mimamori_calendar::{read, era_long, DateError};
//!
//! let birth = read("Ｈ２９．４．２")?.day().ok_or(DateError::NotADate)?;
//! assert_eq!(era_long(birth), "平成29年4月2日");
//! assert_eq!(read("R8.5月頃")?.to_string(), "2026-05");
//! assert_eq!(read("8.5.1"), Err(DateError::NoEra));
//! # Ok::<(), DateError>(())
//! ```

mod era;
mod read;
mod serial;
mod value;

pub use era::{Era, era_long, era_month_long, era_month_short, era_short};
pub use read::{DateError, read, read_era_coded, read_in_month};
pub use serial::from_excel_serial;
pub use value::{DateOrMonth, YearMonth};
