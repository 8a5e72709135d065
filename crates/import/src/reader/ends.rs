//! What is told at both ends of a table: its headings before the first row, its source behind the last.

use mimamori_container::letters;
use mimamori_record::line::{Columns, Source, SourceState};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Failure, Output};

use super::Reader;
use crate::columns::columns;
use crate::looks::hidden_columns;
use crate::origin::Origin;

impl Reader<'_> {
    /// What is hidden of the columns that are read.
    pub(crate) fn hidden(&mut self, out: &mut Output<'_>) -> Result<(), Failure> {
        for tell in hidden_columns(self.layout, &self.seen.hidden_columns) {
            self.tell(&tell, out)?;
        }
        Ok(())
    }

    /// What is wrong with the headings themselves.
    pub(crate) fn headings(&mut self, out: &mut Output<'_>) -> Result<(), Failure> {
        let (list, layout) = (self.list, self.layout);
        let about = &self.builder.about;
        let told =
            self.place.unknown.is_some() && self.place.unknown == about.institution.as_deref();
        if !about.institution_known && !told {
            let why = &reason::INSTITUTION_UNKNOWN;
            self.problem(why, None, None, Some("institution"), out)?;
        }
        for (field, why) in self.builder.faults.clone() {
            let field = &list.fields[field];
            let cell = match field.from {
                Some(Origin::Cell(row, column)) => (Some(row), Some(column)),
                _ => (None, None),
            };
            self.problem(why, cell.0, cell.1, Some(&field.key), out)?;
        }
        let row = Some(layout.rows.1);
        for field in &layout.missing {
            let field = Some(list.fields[*field].key.as_str());
            self.problem(&reason::MISSING_LABEL, row, None, field, out)?;
        }
        for (field, column) in &layout.double {
            let (column, field) = (Some(*column), Some(list.fields[*field].key.as_str()));
            self.problem(&reason::DUPLICATE_LABEL, row, column, field, out)?;
        }
        if let Some(first) = layout.weekdays.first() {
            let days = list.fields.iter().find(|field| field.day_columns);
            let count = layout.weekdays.len() as u64;
            self.counted(
                &reason::DATE_WRONG_WEEKDAY,
                row,
                Some(*first),
                days.map(|field| field.key.as_str()),
                (count > 1).then_some(count),
                out,
            )?;
        }
        Ok(())
    }

    /// Closes a table whose container broke off.
    pub(crate) fn broken(
        mut self,
        why: &'static Reason,
        out: &mut Output<'_>,
    ) -> Result<Source, Failure> {
        self.problem(why, None, None, None, out)?;
        self.source.state = SourceState::Unreadable;
        out.write(&self.source)?;
        Ok(self.source)
    }

    pub(crate) fn finish(mut self, held: u64, out: &mut Output<'_>) -> Result<Source, Failure> {
        for (row, column, cells) in std::mem::take(&mut self.heads) {
            self.ledger.problems(cells);
            self.problem(&reason::STRAY_CELL, Some(row), column, None, out)?;
        }
        for tell in self.looks.finish() {
            self.tell(&tell, out)?;
        }
        for told in std::mem::take(&mut self.once).finish() {
            self.told(&told, out)?;
        }
        for (field, column) in std::mem::take(&mut self.unseen).finish() {
            let field = Some(self.list.fields[field].key.as_str());
            self.problem(&reason::LINE_MISSING, None, Some(column), field, out)?;
        }
        for (column, (row, count)) in std::mem::take(&mut self.headless) {
            let why = match self.layout.beyond.contains(&column) {
                true => &reason::DATE_NO_SUCH_DAY,
                false => &reason::STRAY_CELL,
            };
            self.counted(why, Some(row), Some(column), None, Some(count), out)?;
        }
        if let Some((row, column, count)) = self.foreign {
            let why = &reason::OTHER_TABLE;
            self.counted(why, Some(row), column, None, Some(count), out)?;
        }
        let refused: Vec<u32> = self.judge.refused().iter().copied().collect();
        for column in refused {
            self.problem(&reason::INDIVIDUAL_NUMBER, None, Some(column), None, out)?;
        }
        if self.names_nobody() {
            self.problem(&reason::LIST_EMPTY, None, None, None, out)?;
            self.source.state = SourceState::Unreadable;
        }
        let covers = std::mem::take(&mut self.covers);
        self.source.covers = match self.builder.meant() {
            Some(part) if self.source.rows == 0 => vec![part],
            _ => covers.named(self.place.sheet),
        };
        (self.source.columns, self.source.days) = columns(self.list, self.layout, &self.judge);
        if self.seen.visible {
            self.seen_columns();
        }
        self.source.cells = Some(self.ledger.close(held, self.place.path, self.place.sheet)?);
        out.write(&self.source)?;
        Ok(self.source)
    }

    /// Where people look for what stands in no column of its own.
    fn seen_columns(&mut self) {
        for (field, columns) in self.builder.seen_at() {
            let key = self.list.fields[field].key.clone();
            let columns: Vec<String> = columns.into_iter().map(letters).collect();
            let columns = match columns.as_slice() {
                [one] => Columns::One(one.clone()),
                _ => Columns::Joined(columns),
            };
            self.source.columns.insert(key, columns);
        }
    }

    /// Headings alone are more often a failed export than a list of nobody, so nobody may be said
    /// to be absent from them unless the list itself or the mapping claims so.
    fn names_nobody(&self) -> bool {
        let source = &self.source;
        let empty = source.rows == 0 && source.rows_unread == 0;
        self.list.line.closed && empty && !self.said_empty && !self.list.may_be_empty
    }
}
