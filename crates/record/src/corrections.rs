//! Right values of cells, as the departments wrote them into letters that came back.
//!
//! What judges reads them in place of what the list says; the list, its records in the stream and
//! the evidence keep what stood there.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::coverage::Coverage;
use crate::line::Record;

/// By source and cell the answer that holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Corrections(BTreeMap<String, BTreeMap<String, Record>>);

impl Corrections {
    /// Takes an answer; of several about one cell the newest holds.
    pub(crate) fn add(&mut self, answer: Record) {
        let fields = &answer.fields;
        let text = |key: &str| fields.get(key).and_then(Value::as_str);
        let (Some(source), Some(column)) = (text("of_source"), text("of_column")) else {
            return;
        };
        let Some(row) = fields.get("of_row").and_then(Value::as_u64) else {
            return;
        };
        if right_value(&answer).is_none() {
            return;
        }
        let cells = self.0.entry(source.to_owned()).or_default();
        let cell = format!("{column}{row}");
        let day = |answer: &Record| answer.text("corrected_on").map(str::to_owned);
        match cells.get(&cell) {
            Some(known) if (day(known), known.row) > (day(&answer), answer.row) => {}
            _ => {
                cells.insert(cell, answer);
            }
        }
    }

    /// The answer about a cell.
    pub(crate) fn of(&self, source: &str, cell: &str) -> Option<&Record> {
        self.0.get(source)?.get(cell)
    }

    /// Puts the right values in place of what the record says.
    pub(crate) fn apply(&self, record: &mut Record, coverage: &Coverage) {
        let Some(cells) = self.0.get(&record.source) else {
            return;
        };
        for (cell, answer) in cells {
            let Some(field) = answer.text("of_field") else {
                continue;
            };
            let here = coverage.cell(record, field, None);
            if here.as_ref() != Some(cell) {
                continue;
            }
            let stood = match right_value(answer) {
                Some(Some(value)) => record.fields.insert(field.to_owned(), value),
                _ => record.fields.shift_remove(field),
            };
            record.corrected.insert(field.to_owned(), stood);
        }
    }
}

/// The right value, or that the cell is rightly blank; `None` where nobody can use the answer.
fn right_value(answer: &Record) -> Option<Option<Value>> {
    match (answer.text("no_value"), answer.fields.get("reads_as")) {
        (Some("blank"), _) => Some(None),
        (Some(_), _) => Some(Some(Value::Null)),
        (None, Some(value)) if !value.is_null() => Some(Some(value.clone())),
        (None, _) => None,
    }
}
