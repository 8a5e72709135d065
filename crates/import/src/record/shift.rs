//! A row that a separator shifted although each of its values has a heading, if an empty one.

use mimamori_container::{Row, Value};
use mimamori_record::reason;

use super::Builder;
use crate::heading::Target;
use crate::lines;
use crate::value::Got;

impl Builder<'_> {
    /// Whether the values of a row stand one column too far to the right, from some column on to the
    /// one behind the last heading: one of them is no such value as its column holds, and all of
    /// them are one column to the left.
    ///
    /// Nothing else tells such a row from one with a remark below an empty heading. Where values fit
    /// their own columns (only free text stands behind the separator) they are believed, because a
    /// remark is the more frequent by far, and what stands below the empty heading is told.
    pub(crate) fn shifted(&self, row: &Row) -> bool {
        let words = self.layout.words.last_key_value().map(|word| *word.0);
        let bound = self.layout.columns.last_key_value().map(|target| *target.0);
        let Some(last) = words.max(bound) else {
            return false;
        };
        if row.cell(last + 1).is_none() {
            return false;
        }
        let read = |column: u32, at: u32| self.as_field(column, &row.cell(at)?.value);
        let foreign = |column: u32| match read(column, column) {
            Some(Got::Bad(why)) => [reason::TYPE_ERROR, reason::UNKNOWN_CODE].contains(why),
            _ => false,
        };
        // From the right: the first that does not fit one column to the left ends what can have moved.
        let moved = |column: &u32| !matches!(read(*column, column + 1), Some(Got::Bad(_)));
        let mut moved = (0..=last).rev().take_while(moved);
        moved.any(|column| foreign(column) && read(column, column + 1).is_some())
    }

    /// A value as what the column holds; none of a column that nobody reads, or of pieces.
    fn as_field(&self, column: u32, value: &Value) -> Option<Got> {
        let field = match self.layout.columns.get(&column)? {
            Target::Field { field, .. } => *field,
            Target::Day(_) => self.marks?,
        };
        let field = &self.list.fields[field];
        let alone = field.width_in_columns() == 1;
        alone.then(|| lines::read(field, value, self.context))
    }
}
