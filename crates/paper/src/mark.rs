//! The kit's mark: by it a paper that comes back is known, whatever office program saved it.
//!
//! It stands in three places, because each is lost somewhere: custom document properties
//! (an `.xls` export drops them), the name of a defined name (lost when a sheet is copied into
//! another workbook), and a cell of the hidden field row, which travels with the sheet and even
//! through CSV. A sheet that nobody fills in has no hidden row, so a public file hides nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::clean::clean_text;

const CELL: &str = "mimamori:";
const NAME: &str = "mimamori_";
/// Custom property with the kind of paper.
pub(crate) const PROPERTY_KIND: &str = "mimamori-kind";
/// Custom property with the town's series.
pub(crate) const PROPERTY_SERIES: &str = "mimamori-series";
/// Custom property with the day of the run.
pub(crate) const PROPERTY_DAY: &str = "mimamori-day";

/// What stands in the field row above a column of the paper that has no field.
pub(crate) const PRINTED: &str = "-";

/// Rows in which a field row is looked for: titles and notes stand above it.
const SEARCHED_ROWS: u32 = 60;

/// Which of our papers this is, of which town and of which run's day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// What the paper is: `review`, `due`, `agenda`, `statistics`, …: `[a-z0-9-]`.
    pub kind: String,
    /// The town's series: `[a-z0-9]`.
    pub series: String,
    /// The day that the run was told.
    pub day: NaiveDate,
    /// What tells two papers of one kind and day apart, such as the title of the meeting. It
    /// stands only in the field row.
    pub about: String,
}

impl Mark {
    /// Joins the three. Characters other than small ASCII letters, digits and hyphens are left
    /// out (hyphens of the series too), because the mark also stands in a defined name.
    pub fn new(kind: &str, series: &str, day: NaiveDate) -> Self {
        let keep = |text: &str, hyphen: bool| -> String {
            text.chars()
                .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || (hyphen && *c == '-'))
                .collect()
        };
        Mark {
            kind: keep(kind, true),
            series: keep(series, false),
            day,
            about: String::new(),
        }
    }

    /// Says what tells this paper from others of its kind and day.
    pub fn about(mut self, text: &str) -> Self {
        clean_text(text).trim().clone_into(&mut self.about);
        self
    }

    /// The mark as it stands in the hidden field row of a sheet with so many keys.
    pub(crate) fn cell(&self, keys: usize) -> String {
        let (kind, series, day, about) = (&self.kind, &self.series, self.day, &self.about);
        format!("{CELL}{kind}:{series}:{day}:{keys}:{about}")
    }

    /// The mark as a defined name.
    pub(crate) fn name(&self) -> String {
        let kind = self.kind.replace('-', "_");
        format!("{NAME}{kind}_{}_{}", self.series, self.day.format("%Y%m%d"))
    }

    fn checked(kind: &str, series: &str, day: &str, format: &str) -> Option<Mark> {
        let day = NaiveDate::parse_from_str(day, format).ok()?;
        let mark = Mark::new(kind, series, day);
        (mark.kind == kind && mark.series == series && !kind.is_empty()).then_some(mark)
    }

    /// Reads the mark from a cell's text.
    pub fn from_cell(text: &str) -> Option<Mark> {
        Mark::with_keys(text).map(|(mark, _)| mark)
    }

    /// The mark, and how many keys its sheet had when it was made.
    fn with_keys(text: &str) -> Option<(Mark, u32)> {
        let mut parts = text.trim().strip_prefix(CELL)?.splitn(5, ':');
        let mut part = || parts.next();
        let mark = Mark::checked(part()?, part()?, part()?, "%Y-%m-%d")?;
        let keys = part()?.parse().ok()?;
        Some((mark.about(part()?), keys))
    }

    /// Reads the mark from a defined name; its case does not matter.
    pub fn from_name(name: &str) -> Option<Mark> {
        let lower = name.to_ascii_lowercase();
        let (rest, day) = lower.strip_prefix(NAME)?.rsplit_once('_')?;
        let (kind, series) = rest.rsplit_once('_')?;
        Mark::checked(&kind.replace('_', "-"), series, day, "%Y%m%d")
    }

    /// Reads the mark from custom document properties, given a way to look one up.
    pub fn from_properties(property: impl Fn(&str) -> Option<String>) -> Option<Mark> {
        Mark::checked(
            &property(PROPERTY_KIND)?,
            &property(PROPERTY_SERIES)?,
            &property(PROPERTY_DAY)?,
            "%Y-%m-%d",
        )
    }
}

/// Says which of our papers a workbook is, from its defined names and the texts of its cells.
///
/// ```
/// use mimamori_paper::recognise;
/// let mark = recognise(["mimamori_review_k7q2_20260601"], []);
/// assert_eq!(mark.map(|m| m.kind).as_deref(), Some("review"));
/// ```
pub fn recognise<'a>(
    names: impl IntoIterator<Item = &'a str>,
    cells: impl IntoIterator<Item = &'a str>,
) -> Option<Mark> {
    let named = names.into_iter().find_map(Mark::from_name);
    named.or_else(|| cells.into_iter().find_map(Mark::from_cell))
}

/// Where things stand on a sheet that came back. Rows and columns count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The mark in the field row.
    pub mark: Mark,
    /// How many keys the sheet had when it was made.
    pub keys: u32,
    /// The row that names the fields.
    pub field_row: u32,
    /// The column with the keys, see [`RowKey`]. Rows that have nothing in it are people's own.
    pub key_column: u32,
    /// The field of each column that has one.
    pub fields: BTreeMap<u32, String>,
    /// Columns of the paper without a field. All others are people's own.
    pub printed: BTreeSet<u32>,
}

/// Finds the field row of a sheet of `size` (rows, columns), given a way to read a cell as text.
///
/// None when the sheet is not one of ours, or not one to be filled in. Columns may have been
/// moved and rows inserted above.
pub fn layout(size: (u32, u32), cell: impl Fn(u32, u32) -> Option<String>) -> Option<Layout> {
    for row in 0..size.0.min(SEARCHED_ROWS) {
        for column in 0..size.1 {
            let found = cell(row, column).as_deref().and_then(Mark::with_keys);
            let Some((mark, keys)) = found else {
                continue;
            };
            let (printed, fields): (Vec<_>, Vec<_>) = (0..size.1)
                .filter(|other| *other != column)
                .filter_map(|other| Some((other, cell(row, other)?.trim().to_owned())))
                .filter(|(_, field)| !field.is_empty())
                .partition(|(_, field)| field == PRINTED);
            return Some(Layout {
                mark,
                keys,
                field_row: row,
                key_column: column,
                fields: fields.into_iter().collect(),
                printed: printed.into_iter().map(|(column, _)| column).collect(),
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark::new(
            "request-sheet",
            "k7q2",
            NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(),
        )
    }

    #[test]
    fn each_of_the_three_forms_reads_back() {
        let mark = mark();
        assert_eq!(Mark::from_cell(&mark.cell(3)), Some(mark.clone()));
        assert_eq!(
            Mark::from_name(&mark.name().to_uppercase()),
            Some(mark.clone())
        );
        let read = Mark::from_properties(|name| match name {
            "mimamori-kind" => Some("request-sheet".to_owned()),
            "mimamori-series" => Some("k7q2".to_owned()),
            _ => Some("2026-06-01".to_owned()),
        });
        assert_eq!(read, Some(mark));
    }

    #[test]
    fn what_is_not_ours_is_not_recognised() {
        for text in [
            "",
            "mimamori:",
            "mimamori:a:b",
            "mimamori:a:b:2026-13-01:1:",
            "見守り:a:b:2026-06-01:1:",
            "mimamori:a:b:2026-06-01:x:",
            "mimamori:a:b:2026-06-01",
        ] {
            assert_eq!(Mark::from_cell(text), None, "{text}");
        }
        assert_eq!(recognise(["_xlnm.Print_Titles"], ["氏名"]), None);
    }

    #[test]
    fn layout_is_found_after_columns_were_moved() {
        let rows = [
            vec!["題名", "", "", "", ""],
            vec![
                "decision",
                "mimamori:agenda:k7q2:2026-06-01:12:会議: 月",
                "policy",
                "-",
                "",
            ],
        ];
        let read = |r: u32, c: u32| Some(rows[r as usize][c as usize].to_owned());
        let found = layout((2, 5), read).unwrap();
        assert_eq!((found.keys, found.mark.about.as_str()), (12, "会議: 月"));
        assert_eq!(found.printed, BTreeSet::from([3]));
        assert_eq!((found.field_row, found.key_column), (1, 1));
        assert_eq!(found.fields[&0], "decision");
        assert_eq!(found.fields[&2], "policy");
    }
}
