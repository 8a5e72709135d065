//! What the lists tell about whom: kept while they are written, printed as truth.

use std::rc::Rc;

/// The place of a sheet. A CSV file has no sheet.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) dataset: &'static str,
    /// Relative to the folder of the town, with `/`.
    pub(crate) path: Rc<str>,
    pub(crate) sheet: Option<Rc<str>>,
}

impl Place {
    pub(crate) fn new(dataset: &'static str, path: &str, sheet: Option<&str>) -> Self {
        Place {
            dataset,
            path: Rc::from(path),
            sheet: sheet.map(Rc::from),
        }
    }
}

/// A row about a person.
#[derive(Debug, Clone)]
pub(crate) struct RowAbout {
    pub(crate) person: usize,
    pub(crate) place: Place,
    pub(crate) row: u32,
    /// The name as it stands there.
    pub(crate) name: String,
    /// What was typed wrong there.
    pub(crate) slip: Option<&'static str>,
    /// The row does not say which of two people it means.
    pub(crate) undecided: bool,
}

/// A planted cell that cannot be read.
#[derive(Debug, Clone)]
pub(crate) struct Planted {
    pub(crate) person: usize,
    pub(crate) place: Place,
    pub(crate) row: u32,
    pub(crate) column: u16,
    pub(crate) field: &'static str,
    pub(crate) part: Option<&'static str>,
    pub(crate) code: &'static str,
    pub(crate) value: &'static str,
}

/// Everything noted while the lists were written.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) rows: Vec<RowAbout>,
    pub(crate) planted: Vec<Planted>,
}

impl Log {
    /// The planted cell of a person in a field, when there is one.
    pub(crate) fn unreadable(
        &self,
        person: usize,
        dataset: &str,
        field: &str,
        part: Option<&str>,
    ) -> Option<&Planted> {
        self.planted.iter().find(|p| {
            p.person == person && p.place.dataset == dataset && p.field == field && p.part == part
        })
    }
}
