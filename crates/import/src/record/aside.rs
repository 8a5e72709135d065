//! What a row says beside its cells: furigana, comments, colours, struck-out names.

use std::collections::BTreeMap;

use mimamori_container::{Cell, Row, Value};
use mimamori_record::reason;
use serde_json::Value as Json;

use super::{Beside, Builder, ReadRow, Values};
use crate::furigana;
use crate::individual::Judge;
use crate::lines;
use crate::mapping::seen::{Comments, Mark, Struck};
use crate::value::{Got, read_cell};

impl<'a> Builder<'a> {
    /// Furigana over the cells of another field.
    pub(super) fn read_aloud(
        &self,
        row: &Row,
        person: bool,
        judge: &Judge,
        values: &mut Values,
        read: &mut ReadRow<'a>,
    ) {
        for (field, columns) in &self.furigana {
            let cells = columns.iter().filter_map(|column| row.cell(*column));
            let mut cells = cells.filter(|cell| !judge.refuses(cell.column)).peekable();
            let Some(first) = cells.peek().map(|cell| cell.column) else {
                continue;
            };
            let cells: Vec<&Cell> = cells.filter(|cell| self.counts(cell, person)).collect();
            let got = furigana::read(self.list, *field, &cells, self.context);
            self.put(*field, got, (first, None), values, read);
        }
    }

    /// Further lines of the cells of another field.
    pub(super) fn read_lines(
        &self,
        row: &Row,
        person: bool,
        beside: &Beside<'_>,
        judge: &Judge,
        values: &mut Values,
        read: &mut ReadRow<'a>,
    ) {
        for (field, column) in &self.lines {
            let cell = row.cell(*column).filter(|_| !judge.refuses(*column));
            let key = self.list.fields[*field].key.as_str();
            let above = beside.lent.get(column).copied();
            read.above.extend(above.map(|row| (key, row)));
            match cell {
                Some(cell) if self.counts(cell, person) => {
                    let got = lines::read(&self.list.fields[*field], &cell.value, self.context);
                    self.put(*field, got, (*column, above), values, read);
                }
                // The field that holds the column tells why.
                Some(cell)
                    if cell.look.struck_partly || self.list.seen.struck != Struck::LeaveOut =>
                {
                    values.push((*field, None, Json::Null));
                }
                _ => {}
            }
        }
    }

    /// Puts what is no cell of its own beside the values; it stands in this column, and in a row
    /// above where one is named.
    fn put(
        &self,
        field: usize,
        got: Got,
        (column, above): (u32, Option<u32>),
        values: &mut Values,
        read: &mut ReadRow<'a>,
    ) {
        let (value, why) = match got {
            Got::Blank => return,
            Got::Value(value) => (value, None),
            Got::Noted(value, why) => (value, Some(why)),
            Got::Bad(why) => (Json::Null, Some(why)),
        };
        let key = self.list.fields[field].key.as_str();
        if let Some(why) = why {
            read.note((why, column, key), above);
        }
        values.push((field, None, value));
    }

    /// The comments of the row, where a field takes them.
    pub(super) fn commented(
        &self,
        beside: &Beside<'_>,
        values: &mut Values,
        read: &mut ReadRow<'a>,
    ) {
        let (Comments::Field(field), Some(column)) = (self.list.seen.comments, self.leading) else {
            return;
        };
        if let Some(text) = Value::of_text(&beside.comments.join("\n")) {
            let got = read_cell(&self.list.fields[field], &text, self.context);
            values.retain(|(other, ..)| *other != field);
            self.put(field, got, (column, None), values, read);
        }
    }

    /// What colours and a struck-out name stand for. They are put there by hand on what a system
    /// exported, so they hold against the cell; that they differ is told.
    pub(super) fn marked(
        &self,
        row: &Row,
        person: bool,
        values: &mut Values,
        read: &mut ReadRow<'a>,
    ) {
        let seen = &self.list.seen;
        let key = |field: usize| self.list.fields[field].key.as_str();
        let mut found: BTreeMap<usize, (Json, u32)> = BTreeMap::new();
        let mut take = |mark: &Mark, column: u32| {
            let (value, _) = found
                .entry(mark.field)
                .or_insert_with(|| (mark.value.clone(), column));
            if *value != mark.value && !value.is_null() {
                *value = Json::Null;
                read.notes
                    .push((&reason::MARKS_DISAGREE, column, key(mark.field)));
            }
        };
        for cell in row.cells.iter().filter(|_| !seen.colours.is_empty()) {
            seen.marks(&cell.look)
                .for_each(|mark| take(mark, cell.column));
        }
        if let (Struck::Mark(mark), true, Some(column)) = (&seen.struck, person, self.leading) {
            take(mark, column);
        }
        for (field, (value, column)) in found {
            let mut cells = values.iter_mut();
            match cells.find(|(other, part, _)| *other == field && part.is_none()) {
                Some((.., before)) => {
                    if *before != value && !before.is_null() && !value.is_null() {
                        read.notes.push((&reason::MARK_DIFFERS, column, key(field)));
                    }
                    *before = value;
                }
                None => values.push((field, None, value)),
            }
        }
    }
}
