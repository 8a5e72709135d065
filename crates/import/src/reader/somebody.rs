//! Somebody's row: its records, and what is told about it.

use mimamori_container::{Row, letters};
use mimamori_record::reason;
use mimamori_record::{Failure, Output};

use super::Reader;
use super::once::Told;
use crate::heading::Target;
use crate::looks::{Tell, struck_out};
use crate::merged::Whole;
use crate::record::{Beside, ReadRow, Remark};
use crate::trace::{RowTrace, Table};

impl<'a> Reader<'a> {
    pub(super) fn record(
        &mut self,
        row: &Row,
        whole: &Whole<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        let comments = self.looks.comments(row.number);
        let beside = Beside {
            comments: comments.map(|(_, text)| text).collect(),
            lent: &whole.lent,
            unknown: &whole.unknown,
        };
        let read = self.builder.read(&whole.row, &beside, &self.judge);
        if read.records.is_empty() {
            self.repeats.close(row);
            let lost = read.fields + read.lost();
            let struck = |(why, ..): &&Remark| why.code == reason::STRUCK_UNMAPPED.code;
            if struck_out(self.list, self.layout, row)
                && let Some((why, column, _)) = read.bad.iter().find(struck)
            {
                // Somebody who is crossed out: one line for the row says it all.
                return self.unread(row, lost, why, Some(*column), out);
            }
            // Its name is there and cannot be read, if it is one and no title between two groups;
            // every cell of the row is lost with it.
            self.repeats.end(row, true);
            for remark in &read.bad {
                self.remark(*remark, row.number, out)?;
            }
            return self.unread(row, lost, &reason::NO_IDENTITY, None, out);
        }
        self.heads_of(whole, &read.bad_above);
        self.ledger.fields(read.fields);
        self.ledger.problems(read.lost());
        let cells = row.cells.iter();
        let sums = cells.filter(|cell| self.layout.checks.contains_key(&cell.column));
        let sums = sums.count();
        let headless = self.headless(row, out)?;
        let rest = row.cells.len() - read.fields - read.lost() - sums - headless;
        self.ledger.structure(sums);
        self.ledger.left_out(rest);
        for record in &read.records {
            out.write(record)?;
        }
        // Rows, not records: a row with three check-ups is one row.
        self.source.rows += 1;
        self.unseen.look(row);
        self.covers.row(&read.records);
        let first = read.records.first();
        if let Some(first) = first {
            self.people.add(first);
        }
        if let Some(name) = first.and_then(|one| self.builder.institution(one)) {
            *self.source.institutions.entry(name).or_default() += 1;
        }
        for column in self.sums.row(row, &read) {
            let why = &reason::TOTALS_MISMATCH;
            self.problem(why, Some(row.number), Some(column), None, out)?;
        }
        let told = self.looks.read(row);
        let doubted = self.doubted(row);
        self.trace(&read, &told, &doubted, whole, &beside.comments);
        for column in doubted {
            let field = self.layout.columns.get(&column).and_then(Target::field);
            let key = field.map(|field| self.list.fields[field].key.as_str());
            let why = &reason::VALUE_DOUBTED;
            self.problem(why, Some(row.number), Some(column), key, out)?;
        }
        let own = read.bad.iter().chain(&read.notes);
        let own = own.map(|remark| (*remark, row.number));
        for (remark, stands) in own.chain(read.told_above) {
            if [reason::ZEROS_RESTORED, reason::MARK_DIFFERS].contains(remark.0) {
                self.once.of_column(remark, row.number);
            } else {
                self.remark(remark, stands, out)?;
            }
        }
        let unsaid = whole.unsaid.iter();
        let unsaid = unsaid.map(|column| (column, &reason::MERGED_UNMAPPED));
        let unknown = whole.unknown.iter();
        let unknown = unknown.map(|column| (column, &reason::GROUP_UNKNOWN));
        for (column, why) in unsaid.chain(unknown) {
            let field = self.layout.columns.get(column).and_then(Target::field);
            let key = field.map_or("", |field| self.list.fields[field].key.as_str());
            self.once.of_column((why, *column, key), row.number);
        }
        for tell in &told {
            self.tell(tell, out)?;
        }
        Ok(())
    }

    /// The columns of a row that somebody holds to be wrong: of fields that stand in this row. Days
    /// of a month are no fields of their own.
    fn doubted(&self, row: &Row) -> Vec<u32> {
        let doubted = self.builder.doubted();
        let of_row: Vec<&str> = doubted.of(self.place, row.number).collect();
        let fields = self.layout.columns.iter().filter(|(column, target)| {
            let field = target.field().map(|field| &self.list.fields[field]);
            let single = field.is_some_and(|field| !field.day_columns);
            single && !self.repeats.holds(**column) && of_row.contains(&&*letters(**column))
        });
        let columns: Vec<u32> = fields.map(|(column, _)| *column).collect();
        for column in &columns {
            doubted.seen(self.place, row.number, *column);
        }
        columns
    }

    /// Remembers by what the cells of a row are known again that somebody may be asked about. Of a
    /// value that may hold for the rows below it the row alone does not tell whom it is about.
    fn trace(
        &mut self,
        read: &ReadRow<'_>,
        told: &[Tell],
        doubted: &[u32],
        whole: &Whole<'_>,
        comments: &[&str],
    ) {
        let cells = read.bad.iter().chain(&read.notes);
        let cells = cells.map(|(_, column, _)| *column);
        let columns: Vec<u32> = cells
            .chain(told.iter().filter_map(|tell| tell.column))
            .chain(doubted.iter().copied())
            .filter(|column| !self.repeats.holds(*column))
            .collect();
        let table = Table {
            list: self.list,
            place: self.place,
            layout: self.layout,
            judge: &self.judge,
            about: &self.builder.about,
            fixed: &self.builder.fixed,
        };
        let trace = || RowTrace::of(table, whole, comments);
        (self.traces).add(whole.row.number, &columns, self.layout, trace);
    }

    /// Something about a value that stands in this row: of one that holds for further rows it is told
    /// once, when these have come.
    fn remark(
        &mut self,
        remark: Remark<'a>,
        row: u32,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        let (why, column, field) = remark;
        if !self.repeats.holds(column) {
            return self.problem(why, Some(row), Some(column), Some(field), out);
        }
        match self.once.of_value(remark, row) {
            Some(told) => self.told(&told, out),
            None => Ok(()),
        }
    }

    pub(super) fn told(&mut self, told: &Told<'_>, out: &mut Output<'_>) -> Result<(), Failure> {
        let (why, column, field) = told.remark;
        let (row, column) = (Some(told.row), Some(column));
        self.counted(why, row, column, Some(field), told.count, out)
    }

    /// Counts the rows of nothing but values for the rows below them, of which the first has come.
    fn heads_of(&mut self, whole: &Whole<'_>, bad: &[u32]) {
        let heads = std::mem::take(&mut self.heads);
        let cells: usize = heads.iter().map(|(.., cells)| cells).sum();
        let in_head = |column: &&u32| {
            let above = whole.lent.get(*column);
            heads.iter().any(|(row, ..)| above == Some(row))
        };
        let bad = bad.iter().filter(in_head).count();
        self.ledger.fields(cells - bad);
        self.ledger.problems(bad);
    }

    /// Values of somebody's row that stand below no heading, or below a day that the month does not
    /// have: in a workbook a remark beside the table. Numbers beside a table of a workbook are those
    /// of its rows.
    fn headless(&mut self, row: &Row, out: &mut Output<'_>) -> Result<usize, Failure> {
        let text = self.place.sheet.is_none();
        let layout = self.layout;
        let cells = row.cells.iter().filter(|cell| {
            layout.beyond.contains(&cell.column)
                || !layout.words.contains_key(&cell.column)
                    && !layout.columns.contains_key(&cell.column)
                    && (text || cell.value.text().is_some())
        });
        let columns: Vec<u32> = cells.map(|cell| cell.column).collect();
        self.ledger.problems(columns.len());
        for column in &columns {
            if text && !layout.beyond.contains(column) {
                let why = &reason::STRAY_CELL;
                self.problem(why, Some(row.number), Some(*column), None, out)?;
            } else {
                self.headless.entry(*column).or_insert((row.number, 0)).1 += 1;
            }
        }
        Ok(columns.len())
    }
}
