//! Rows of the smaller lists: what is true of somebody, by the column it will stand in.

use chrono::NaiveDate;

/// What stands in a cell.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(String),
    Day(NaiveDate),
    Number(u32),
    /// A planted cell: what stands in it, and the code of the problem that it is.
    Damaged(&'static str, &'static str),
}

/// A row of a list. A cell of one part of a row has the key `field@part`.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) dataset: &'static str,
    pub(crate) person: usize,
    /// The month, or the year of the era, of a list that comes anew each time; 0 of any other.
    pub(crate) month: u32,
    /// Whose list it is, where several keep one.
    pub(crate) place: &'static str,
    pub(crate) cells: Vec<(&'static str, Value)>,
}

impl Line {
    pub(crate) fn of(dataset: &'static str, person: usize) -> Self {
        Line {
            dataset,
            person,
            month: 0,
            place: "",
            cells: Vec::new(),
        }
    }

    /// The same in another list.
    pub(crate) fn named(mut self, dataset: &'static str) -> Self {
        self.dataset = dataset;
        self.cells.retain(|(key, _)| *key == "institution");
        self
    }

    pub(crate) fn in_month(mut self, month: u32) -> Self {
        self.month = month;
        self
    }

    pub(crate) fn at(mut self, place: &'static str) -> Self {
        self.place = place;
        self
    }

    pub(crate) fn text(self, key: &'static str, text: impl Into<String>) -> Self {
        self.with(key, Value::Text(text.into()))
    }

    pub(crate) fn day(self, key: &'static str, day: NaiveDate) -> Self {
        self.with(key, Value::Day(day))
    }

    pub(crate) fn number(self, key: &'static str, number: u32) -> Self {
        self.with(key, Value::Number(number))
    }

    pub(crate) fn damaged(self, key: &'static str, text: &'static str, code: &'static str) -> Self {
        self.with(key, Value::Damaged(text, code))
    }

    fn with(mut self, key: &'static str, value: Value) -> Self {
        self.cells.retain(|(known, _)| *known != key);
        self.cells.push((key, value));
        self
    }

    /// Whether this text stands in a column.
    pub(crate) fn is(&self, key: &str, text: &str) -> bool {
        matches!(self.get(key), Some(Value::Text(found)) if found == text)
    }

    /// The text in a column.
    pub(crate) fn words(&self, key: &str) -> Option<&str> {
        match self.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The day in a column, where one can be read.
    pub(crate) fn date(&self, key: &str) -> Option<NaiveDate> {
        match self.get(key) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// The value of a column.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        let cell = self.cells.iter().find(|(known, _)| *known == key)?;
        Some(&cell.1)
    }
}
