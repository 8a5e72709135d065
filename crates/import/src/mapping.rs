//! import.toml: what a clerk says about each kind of list, checked against the dictionary.

mod check;
mod field;
mod origin;
pub(crate) mod seen;
mod spec;
mod stand;
mod sums;

use std::collections::BTreeMap;

use mimamori_record::line::{Dataset, FieldType, InstitutionType};

pub(crate) use check::{own_name, understand};
pub(crate) use field::{PART, shipped_codes};

use crate::lines::Line;
use crate::mapping::seen::Seen;
use crate::origin::Origin;
use crate::pattern::{Capture, Pattern};

/// The whole of import.toml.
#[derive(Debug)]
pub(crate) struct Mapping {
    /// town.toml, relative to import.toml.
    pub(crate) town: String,
    /// The kinds of list, in the order of the file.
    pub(crate) lists: Vec<List>,
}

/// A kind of list.
#[derive(Debug)]
pub(crate) struct List {
    /// The dataset: of the dictionary, or the town's own.
    pub(crate) dataset: String,
    /// Which files.
    pub(crate) files: Vec<Pattern>,
    /// Which sheets.
    pub(crate) sheets: Vec<Pattern>,
    /// Whether the mapping says which sheets: then hidden ones that it names are meant too.
    pub(crate) sheets_named: bool,
    /// Which sheets are known and not wanted.
    pub(crate) skip_sheets: Vec<Pattern>,
    /// How many heading rows, when the mapping says so.
    pub(crate) heading_rows: Option<u32>,
    /// Beginnings of rows that are totals, beside 計 and the like.
    pub(crate) totals: Vec<String>,
    /// Beginnings of rows that are notes, beside ※ and the like.
    pub(crate) notes: Vec<String>,
    /// Beginnings of the row with which the table ends.
    pub(crate) end: Vec<String>,
    /// Whether the table ends with a blank row.
    pub(crate) end_at_blank: bool,
    /// First and last row of the table below its headings, when the mapping says so.
    pub(crate) rows: Option<(u32, u32)>,
    /// Whether the same headings may stand side by side, each over a table of its own.
    pub(crate) side_by_side: bool,
    /// Sums that the list itself claims.
    pub(crate) checks: Vec<Check>,
    /// Whether headings alone say that there is nobody.
    pub(crate) may_be_empty: bool,
    /// Cells that the mapping names: row from 1, column from 0.
    pub(crate) cells: Vec<(u32, u32)>,
    /// Where the month stands; empty for a list that is no monthly one.
    pub(crate) month: Vec<Origin>,
    /// Where the first and the last month of a list of events stand; empty when the mapping does not
    /// say how far back it reaches.
    pub(crate) period: Vec<Origin>,
    /// Whether a title that names fiscal years (受付簿（令和8年度）) says it then: in April such a list
    /// has nothing of March, and that must not read as no.
    pub(crate) years_by_title: bool,
    /// Where the day stands on which it was drawn up.
    pub(crate) as_of: Vec<Origin>,
    /// Where the institution stands; empty when each row names its own or none does.
    pub(crate) institution: Vec<Origin>,
    /// The parts of a row and the spellings of their headings.
    pub(crate) parts: Vec<(String, Vec<String>)>,
    /// The fields.
    pub(crate) fields: Vec<Field>,
    /// Headings that are known and not wanted, as [`mimamori_text::heading_key`] makes them; when
    /// there are any, every other heading that no field names is told.
    pub(crate) left_out: Vec<String>,
    /// What colours, struck-out text, comments and hidden rows mean.
    pub(crate) seen: Seen,
    /// What ought to arrive, before institutions and months are known.
    pub(crate) expected: Vec<Expect>,
    /// The dataset's line, but for `expected` and `fields`.
    pub(crate) line: Dataset,
}

impl List {
    /// Whether it means a file, by its path below the in folder.
    pub(crate) fn names_file(&self, inner: &str) -> bool {
        self.files.iter().any(|pattern| pattern.fits_path(inner))
    }

    /// Whether it means a sheet, by its name.
    pub(crate) fn names_sheet(&self, name: &str) -> bool {
        let named = self.sheets.iter().any(|pattern| pattern.fits_name(name));
        named && !self.skips_sheet(name)
    }

    /// Whether a sheet is known and not wanted.
    pub(crate) fn skips_sheet(&self, name: &str) -> bool {
        let mut patterns = self.skip_sheets.iter();
        patterns.any(|pattern| pattern.fits_name(name))
    }
}

/// A sum that the list itself claims, in a column of each row or in a row of totals.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    /// The spellings of its heading, as [`mimamori_text::heading_key`] makes them; none when only
    /// rows of totals have it.
    pub(crate) labels: Vec<String>,
    /// What is added up.
    pub(crate) of: Summed,
}

impl Check {
    /// Whether this heading, or this beginning of a row of totals, is its own.
    pub(crate) fn names(&self, word: &str) -> bool {
        self.labels
            .iter()
            .any(|label| word.ends_with(label.as_str()))
    }
}

/// What a sum is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Summed {
    /// The days with one of these marks.
    Marks(Vec<String>),
    /// These fields, by index.
    Fields(Vec<usize>),
}

/// What ought to arrive.
#[derive(Debug, Clone)]
pub(crate) struct Expect {
    /// Institutions by name; empty together with `types` for one list of the whole town.
    pub(crate) institutions: Vec<String>,
    /// Institutions by what they are.
    pub(crate) types: Vec<InstitutionType>,
    /// First month.
    pub(crate) from: Option<String>,
    /// Last month; otherwise the month at hand.
    pub(crate) to: Option<String>,
    /// The day of the following month by which a month is promised.
    pub(crate) deadline: Option<u32>,
    /// Where to point when an institution does not exist.
    pub(crate) place: std::ops::Range<usize>,
}

impl Expect {
    /// Whether it asks this institution by its name or by what it is.
    pub(crate) fn asks(&self, name: &str, kind: InstitutionType) -> bool {
        self.types.contains(&kind) || self.institutions.iter().any(|one| one == name)
    }
}

/// How a field is read.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// Its key.
    pub(crate) key: String,
    /// The spellings of its heading, as [`mimamori_text::heading_key`] makes them; of each of its
    /// columns where several make up the value.
    pub(crate) pieces: Vec<Vec<String>>,
    /// Columns side by side under one heading that make up the value.
    pub(crate) span: Option<u32>,
    /// What stands between the pieces of a value.
    pub(crate) with: String,
    /// Which line of its cells it takes, when the mapping says so.
    pub(crate) line: Option<Line>,
    /// The heading as the mapping writes it first.
    pub(crate) label: String,
    /// The letters of the column that held it when the mapping was made. It is found by its heading
    /// all the same; a heading that stands elsewhere is told.
    pub(crate) column: Option<String>,
    /// Where else it stands when no column holds it.
    pub(crate) from: Option<Origin>,
    /// Which part of what stands there is meant.
    pub(crate) pattern: Option<Capture>,
    /// The type of its values.
    pub(crate) r#type: FieldType,
    /// What a spelling means, spellings folded to one width without spaces.
    pub(crate) codes: BTreeMap<String, String>,
    /// Spellings that mean the same as a blank.
    pub(crate) empty: Vec<String>,
    /// What a blank means.
    pub(crate) blank: Option<String>,
    /// A blank means the same as the value above it.
    pub(crate) below: bool,
    /// Digits of an identifier, for zeros that a workbook lost; empty when it has no fixed number.
    /// Of each piece where there are several; 0 where a piece has no fixed number.
    pub(crate) width: Vec<usize>,
    /// First and last possible day.
    pub(crate) range: (Option<Limit>, Option<Limit>),
    /// Seven figures are era and day: 5080501.
    pub(crate) era_coded: bool,
    /// Bare numbers are days.
    pub(crate) serial: bool,
    /// One column per part.
    pub(crate) per_part: bool,
    /// One column per day of the month.
    pub(crate) day_columns: bool,
    /// No column of its own holds it: furigana, colours, struck-out text, comments or the cells of
    /// another field tell it.
    pub(crate) aside: bool,
    /// Index of the field whose furigana it is, where no column holds it.
    pub(crate) furigana_of: Option<usize>,
    /// A cell merged over several rows holds for each of them.
    pub(crate) repeat: bool,
    /// A list without this column is in order.
    pub(crate) optional: bool,
}

/// An end of a range of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    /// A day.
    Day(chrono::NaiveDate),
    /// The day of the run.
    Today,
}

impl Field {
    /// A field of which nothing but key and type is said.
    pub(crate) fn plain(key: &str, r#type: FieldType) -> Field {
        Field {
            key: key.to_owned(),
            pieces: Vec::new(),
            span: None,
            with: String::new(),
            line: None,
            label: String::new(),
            column: None,
            from: None,
            pattern: None,
            r#type,
            codes: BTreeMap::new(),
            empty: Vec::new(),
            blank: None,
            below: false,
            width: Vec::new(),
            range: (None, None),
            era_coded: false,
            serial: false,
            per_part: false,
            day_columns: false,
            aside: false,
            furigana_of: None,
            repeat: false,
            optional: false,
        }
    }

    /// Whether a column holds it (and not the name of a sheet or file, furigana or a colour).
    pub(crate) fn in_column(&self) -> bool {
        self.from.is_none() && !self.aside
    }

    /// All spellings of its heading, or of the headings of its columns.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &String> {
        self.pieces.iter().flatten()
    }

    /// How many columns make up its value.
    pub(crate) fn width_in_columns(&self) -> usize {
        self.span.map_or(self.pieces.len(), |span| span as usize)
    }

    /// Whether it says whose row this is: with one of these a row is somebody's. Rows about a
    /// meeting or about what the town offers are nobody's, and say which one; whose facts are handed
    /// over stands above their table.
    pub(crate) fn anchors(&self) -> bool {
        matches!(
            self.key.as_str(),
            "name"
                | "kana"
                | "alias"
                | "resident_no"
                | "case_no"
                | "plan_no"
                | "meeting_title"
                | "resource"
                | "fact"
        )
    }
}
