//! From a row to its records: one, or one per part.

use std::collections::BTreeMap;

use mimamori_record::reason::Reason;
use serde_json::{Map, Value as Json};

use crate::about::{About, Place, texts_of};
use crate::heading::{Layout, Target};
use crate::individual::Judge;
use crate::join::{Piece, read_joined};
use crate::mapping::{Field, List};
use crate::new_record::NewRecord;
use crate::value::{Context, Got, read_cell};
use mimamori_container::{Cell, Row};

/// A reason, the column, the field.
pub(crate) type Remark = (&'static Reason, u32, String);

/// What a row says.
#[derive(Debug, Default)]
pub(crate) struct ReadRow<'a> {
    /// Its records; none when nobody can read whose it is.
    pub(crate) records: Vec<NewRecord<'a>>,
    /// Cells that became values or were understood as a blank.
    pub(crate) fields: usize,
    /// Cells of refused columns that a field names.
    pub(crate) refused: usize,
    /// Cells whose value stands in several columns and that are lost with the one named in `bad`.
    pub(crate) beside: usize,
    /// Cells that nobody can read.
    pub(crate) bad: Vec<Remark>,
    /// Cells that were read and about which there is something to say.
    pub(crate) notes: Vec<Remark>,
}

impl ReadRow<'_> {
    /// Cells that are accounted for as problems.
    pub(crate) fn lost(&self) -> usize {
        self.bad.len() + self.beside + self.refused
    }
}

/// Makes records of the rows of one table.
pub(crate) struct Builder<'a> {
    list: &'a List,
    context: Context<'a>,
    place: Place<'a>,
    layout: &'a Layout,
    /// What names and titles say.
    pub(crate) about: About,
    /// Values from the name of the sheet, file or folder.
    fixed: Vec<(usize, Json)>,
    marks: Option<usize>,
}

/// A value that was read: its field, the part it belongs to.
type Values = Vec<(usize, Option<usize>, Json)>;

impl<'a> Builder<'a> {
    pub(crate) fn new(
        list: &'a List,
        context: Context<'a>,
        place: Place<'a>,
        layout: &'a Layout,
        about: &About,
    ) -> Self {
        let fixed = list.fields.iter().enumerate().filter_map(|(index, field)| {
            let text = texts_of(field.from?, place, &[]).into_iter().next()?;
            match read_cell(field, &mimamori_container::Value::Text(text), context) {
                Got::Value(value) | Got::Noted(value, _) => Some((index, value)),
                Got::Blank | Got::Bad(_) => None,
            }
        });
        Builder {
            list,
            context,
            place,
            layout,
            about: about.clone(),
            fixed: fixed.collect(),
            marks: list.fields.iter().position(|field| field.day_columns),
        }
    }

    /// The institution that a row itself names, when the town knows it.
    pub(crate) fn institution(&self, record: &NewRecord<'_>) -> Option<String> {
        let name = record.get("institution")?.as_str()?;
        self.context.registry.named(name).map(str::to_owned)
    }

    /// Reads a row.
    pub(crate) fn read(&self, row: &Row, judge: &Judge) -> ReadRow<'a> {
        let mut read = ReadRow::default();
        let mut values: Values = Vec::with_capacity(row.cells.len() + 1);
        let mut days = Map::new();
        let mut joined: BTreeMap<(usize, Option<usize>), Vec<Piece<'_>>> = BTreeMap::new();
        for Cell {
            column,
            value: cell,
            ..
        } in &row.cells
        {
            let Some(target) = self.layout.columns.get(column) else {
                continue;
            };
            if judge.refuses(*column) {
                read.refused += 1;
                continue;
            }
            let (field, part, day) = match target {
                Target::Field { field, part, piece } => {
                    if self.list.fields[*field].width_in_columns() > 1 {
                        let pieces = joined.entry((*field, *part)).or_default();
                        pieces.push((*piece, *column, cell));
                        continue;
                    }
                    (*field, *part, None)
                }
                Target::Day(day) => match self.marks {
                    Some(field) => (field, None, Some(day)),
                    None => continue,
                },
            };
            let about: &Field = &self.list.fields[field];
            let value = match read_cell(about, cell, self.context) {
                Got::Blank => {
                    read.fields += 1;
                    continue;
                }
                Got::Value(value) => {
                    read.fields += 1;
                    value
                }
                Got::Noted(value, why) => {
                    read.fields += 1;
                    read.notes.push((why, *column, about.key.clone()));
                    value
                }
                Got::Bad(why) => {
                    read.bad.push((why, *column, about.key.clone()));
                    Json::Null
                }
            };
            match day {
                Some(day) => {
                    days.insert(day.to_string(), value);
                }
                None => values.push((field, part, value)),
            }
        }
        for ((field, part), mut pieces) in joined {
            pieces.sort_by_key(|(piece, ..)| *piece);
            if self.refused(field, part, judge) {
                read.refused += pieces.len();
                continue;
            }
            let about = &self.list.fields[field];
            let (got, column) = read_joined(about, &pieces, self.context);
            let value = match got {
                Got::Bad(why) => {
                    read.bad.push((why, column, about.key.clone()));
                    read.beside += pieces.len() - 1;
                    values.push((field, part, Json::Null));
                    continue;
                }
                Got::Blank => None,
                Got::Value(value) => Some(value),
                Got::Noted(value, why) => {
                    read.notes.push((why, column, about.key.clone()));
                    Some(value)
                }
            };
            read.fields += pieces.len();
            values.extend(value.map(|value| (field, part, value)));
        }
        let whose = values
            .iter()
            .any(|(field, _, value)| self.list.fields[*field].anchors() && !value.is_null());
        if !whose {
            return read;
        }
        if let Some(field) = self.marks {
            // Also of a child without any mark: that is a child who was there every day.
            values.push((field, None, Json::Object(days)));
        }
        values.extend(
            self.fixed
                .iter()
                .map(|(field, value)| (*field, None, value.clone())),
        );
        read.records = self.records(row.number, values);
        read
    }

    /// Whether one of the columns that make up a value is refused.
    fn refused(&self, field: usize, part: Option<usize>, judge: &Judge) -> bool {
        let mut columns = self.layout.columns.iter();
        columns.any(|(column, target)| {
            let own = matches!(target, Target::Field { field: of, part: one, .. } if (*of, *one) == (field, part));
            own && judge.refuses(*column)
        })
    }

    /// One record, or one for each part of which the row says anything.
    fn records(&self, row: u32, mut values: Values) -> Vec<NewRecord<'a>> {
        // In the order of the columns, as one reads the row.
        let mut parts: Vec<Option<usize>> = Vec::new();
        for (_, part, _) in values.iter() {
            if part.is_some() && !parts.contains(part) {
                parts.push(*part);
            }
        }
        values.sort_by_key(|(field, ..)| *field);
        let key = |field: usize| self.list.fields[field].key.as_str();
        let record = |part: Option<usize>, fields| NewRecord {
            dataset: self.list.dataset,
            source: self.place.id,
            row,
            part: part.map(|part| self.list.parts[part].0.as_str()),
            fields,
        };
        if parts.is_empty() {
            let fields = values
                .into_iter()
                .map(|(field, _, value)| (key(field), value));
            return vec![record(None, fields.collect())];
        }
        parts
            .into_iter()
            .map(|part| {
                let mine = values
                    .iter()
                    .filter(|(_, of, _)| of.is_none() || *of == part)
                    .map(|(field, _, value)| (key(*field), value.clone()));
                record(part, mine.collect())
            })
            .collect()
    }
}
