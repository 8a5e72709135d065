//! What can stand in one cell.

use chrono::NaiveDate;
use mimamori_record::Said;

/// The content of one cell. The column says how it is laid out.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing; in a fill-in column, room to write.
    #[default]
    Blank,
    /// Text, whatever it begins with. Line ends are kept.
    Text(String),
    /// Text that should catch the eye (bold), such as the part of two names that differs.
    Strong(String),
    /// A day, written as a real date.
    Date(NaiveDate),
    /// A month of which no day is known; written as text so that no day is invented.
    Month(i32, u32),
    /// A whole number. Beyond 15 digits Excel loses the last ones, so these become text.
    Integer(i64),
    /// A number with a fraction; the column says how many places are shown.
    Decimal(f64),
}

impl Cell {
    /// Reads the stream's own dates: `YYYY-MM-DD` is a day, `YYYY-MM` a month, anything else text.
    ///
    /// ```
    /// use mimamori_paper::Cell;
    /// assert_eq!(Cell::day_or_month("2026-05"), Cell::Month(2026, 5));
    /// assert_eq!(Cell::day_or_month("五月"), Cell::Text("五月".to_owned()));
    /// ```
    pub fn day_or_month(text: &str) -> Cell {
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Cell::Date(day);
        }
        let month = text.split_once('-').and_then(|(year, month)| {
            let (year, month) = (year.parse::<i32>().ok()?, month.parse::<u32>().ok()?);
            (1..=12)
                .contains(&month)
                .then_some(Cell::Month(year, month))
        });
        month.unwrap_or_else(|| Cell::from(text))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Cell::Blank
        } else {
            Cell::Text(text)
        }
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Cell::Date(day)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Cell::Integer(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Cell::Integer(i64::from(number))
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Cell::Integer(i64::from(number))
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or_else(|_| Cell::Text(number.to_string()), Cell::Integer)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Blank, Into::into)
    }
}

/// A text that is the same in both languages: a name from the data, a number, a file name.
pub fn verbatim(text: impl Into<String>) -> Said {
    let text = text.into();
    Said {
        ja: text.clone(),
        en: text,
    }
}
