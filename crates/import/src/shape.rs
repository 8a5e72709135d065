//! Which heading stands over which column of a table, and who stands on it, kept so that another
//! delivery of the same list can be compared with it.

use std::collections::BTreeMap;

use crate::heading::{Layout, Target};
use crate::mapping::{Field, List};
use crate::people::People;
use crate::trace::Traces;

/// The headings and the people of one table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    /// The last heading row.
    pub(crate) row: u32,
    /// Where each field, and part of it, stands.
    pub(crate) fields: BTreeMap<(usize, Option<usize>), Seat>,
    /// Columns that have a heading and that nobody reads.
    pub(crate) unread: BTreeMap<u32, String>,
    /// Who stands on it.
    pub(crate) people: People,
    /// The cells of which something is to be asked.
    pub(crate) traces: Traces,
    /// The last column of a day.
    last_day: Option<u32>,
}

/// Where a field stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seat {
    /// Its column, from 0.
    pub(crate) column: u32,
    /// Which of its spellings stands over it.
    pub(crate) spelling: String,
}

impl Shape {
    /// The shape of a table; columns that are `refused` are told elsewhere.
    pub(crate) fn of(list: &List, layout: &Layout, refused: impl Fn(u32) -> bool) -> Shape {
        let mut shape = Shape {
            row: layout.rows.1,
            ..Shape::default()
        };
        for (column, word) in &layout.words {
            match layout.columns.get(column) {
                Some(Target::Field { field, part, .. }) => {
                    let spelling = spelling(&list.fields[*field], word);
                    let seat = Seat {
                        column: *column,
                        spelling,
                    };
                    // Of a field in several columns the first one tells whether it moved.
                    shape.fields.entry((*field, *part)).or_insert(seat);
                }
                Some(Target::Day(_)) => shape.last_day = shape.last_day.max(Some(*column)),
                None if refused(*column) => {}
                None => {
                    shape.unread.insert(*column, lasting(word));
                }
            }
        }
        shape
    }

    /// All headings that stand here, for telling which ones are new elsewhere.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let bound = self.fields.values().map(|seat| seat.spelling.as_str());
        bound.chain(self.unread.values().map(String::as_str))
    }

    /// A place that does not depend on the number of days in the month: columns behind the days
    /// are counted from the last of them.
    pub(crate) fn place(&self, column: u32) -> (bool, u32) {
        match self.last_day {
            Some(last) if column > last => (true, column - last),
            _ => (false, column),
        }
    }

    /// Whether every field that both have stands at the same place under the same heading.
    pub(crate) fn agrees(&self, other: &Shape) -> bool {
        self.fields.len() == other.fields.len()
            && self.fields.iter().all(|(field, seat)| {
                other.fields.get(field).is_some_and(|there| {
                    seat.spelling == there.spelling
                        && self.place(seat.column) == other.place(there.column)
                })
            })
    }
}

/// The longest spelling with which a heading of several rows ends.
fn spelling(field: &Field, word: &str) -> String {
    let ends = field.spellings().filter(|label| word.ends_with(*label));
    let longest = ends.max_by_key(|label| label.len());
    longest.cloned().unwrap_or_else(|| lasting(word))
}

/// A heading without its figures, which change with the month: 5月計, 令和8年度.
fn lasting(word: &str) -> String {
    word.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_in_a_heading_are_no_change() {
        assert_eq!(lasting("5月計"), lasting("12月計"));
        assert_ne!(lasting("5月計"), lasting("5月末計"));
    }

    #[test]
    fn a_column_behind_the_days_does_not_move_with_the_length_of_the_month() {
        let shape = |last_day| Shape {
            last_day: Some(last_day),
            ..Shape::default()
        };
        assert_eq!(shape(30).place(31), shape(31).place(32));
        assert_ne!(shape(30).place(31), shape(31).place(31));
        assert_eq!(shape(30).place(2), shape(31).place(2));
    }
}
