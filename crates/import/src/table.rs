//! Reading one table: a window of rows for the headings, then row by row into records and problems.

use std::collections::BTreeMap;

use mimamori_paper::recognise;
use mimamori_record::line::{Columns, Problem, Source, SourceState};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Failure, Output};

use crate::about::{About, Place, titles};
use crate::columns::columns;
use crate::conservation::Ledger;
use crate::heading::{self, Layout};
use crate::individual::Judge;
use crate::looks::{Looks, Tell, hidden_columns, struck_out};
use crate::mapping::List;
use crate::merged::{Repeats, Whole};
use crate::record::{Beside, Builder, Remark};
use crate::rows::{Kind, Sorter, swallowed};
use crate::shape::Shape;
use crate::value::Context;
use mimamori_container::{Cell, Rows, Sheet, Unread};
use mimamori_container::{Merges, Row, letters};

/// Rows that are held to find headings and to judge columns.
const WINDOW: usize = 500;
/// Wide rows of long texts fill the window sooner: cells, and bytes of text beside them.
const WINDOW_CELLS: usize = 400_000;
const WINDOW_TEXT: usize = 16 << 20;

/// What became of a table.
#[derive(Debug)]
pub(crate) enum Done {
    /// Its source line, already written, and its headings as far as they were found.
    Source(Box<Source>, Shape),
    /// It holds nothing.
    Empty,
    /// It is one of our own papers.
    Own,
}

/// Reads a table and writes its records, problems and source.
pub(crate) fn read_table(
    list: &List,
    context: Context<'_>,
    place: Place<'_>,
    sheet: Sheet<'_>,
    out: &mut Output<'_>,
) -> Result<Done, Failure> {
    let (merges, mut rows) = (&sheet.merges, sheet.rows);
    let (visible, comments) = (sheet.visible, sheet.comments);
    let window = match window(rows.as_mut()) {
        Ok(window) => window,
        Err(why) => return unreadable(list, context, place, why, out),
    };
    if window.is_empty() {
        return Ok(Done::Empty);
    }
    let texts = window
        .iter()
        .take(60)
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.value.text());
    if recognise([], texts).is_some() {
        return Ok(Done::Own);
    }
    let Some(layout) = heading::find(list, &window, merges, None) else {
        return unreadable(list, context, place, &reason::MISSING_LABEL, out);
    };
    let titles = titles(&window, layout.rows.0);
    let about = About::of(list, context, place, &titles);
    if !list.month.is_empty() && about.month.is_none() {
        return unreadable(list, context, place, &reason::MONTH_UNKNOWN, out);
    }
    let layout = match about.month {
        Some(month) => heading::find(list, &window, merges, Some(month)).unwrap_or(layout),
        None => layout,
    };
    let mut judge = Judge::default();
    for (column, word) in &layout.words {
        if word.contains("個人番号") || word.contains("マイナンバー") {
            judge.refuse(*column);
        }
    }
    for row in window.iter().filter(|row| row.number > layout.rows.1) {
        judge.look(row);
    }
    let mut reader = Reader {
        list,
        place,
        merges,
        layout: &layout,
        labels: heading::written(list, &layout, &window, merges),
        judge,
        ledger: Ledger::default(),
        builder: Builder::new(list, context, place, &layout, &about),
        source: about.source(list, place),
        since_total: 0,
        said_empty: false,
        told_once: BTreeMap::new(),
        looks: Looks::new(list, &layout, comments, visible),
        repeats: Repeats::new(list, &layout),
        visible,
    };
    reader.headings(out)?;
    for tell in hidden_columns(&layout, &sheet.hidden_columns) {
        reader.tell(&tell, out)?;
    }
    let mut sorter = Sorter::new(list, &layout);
    for row in window {
        reader.row(row, &mut sorter, out)?;
    }
    loop {
        match rows.next_row() {
            Ok(Some(row)) => {
                reader.judge.look(&row);
                reader.row(row, &mut sorter, out)?;
            }
            Ok(None) => break,
            Err(why) => {
                // The records above are written; that the rest is missing stands in the state.
                reader.problem(why, None, None, None, out)?;
                reader.source.state = SourceState::Unreadable;
                out.write(&reader.source)?;
                return Ok(Done::Source(Box::new(reader.source), Shape::default()));
            }
        }
    }
    let shape = Shape::of(list, &layout, |column| reader.judge.refuses(column));
    let source = reader.finish(rows.held(), out)?;
    Ok(Done::Source(Box::new(source), shape))
}

/// The first rows of a table: enough to find its headings and to judge its columns.
pub(crate) fn window(rows: &mut dyn Rows) -> Result<Vec<Row>, Unread> {
    let mut window: Vec<Row> = Vec::new();
    let (mut cells, mut text) = (0, 0);
    while window.len() < WINDOW && cells < WINDOW_CELLS && text < WINDOW_TEXT {
        let Some(row) = rows.next_row()? else {
            break;
        };
        cells += row.cells.len();
        let texts = row.cells.iter().filter_map(|cell| cell.value.text());
        text += texts.map(str::len).sum::<usize>();
        window.push(row);
    }
    Ok(window)
}

/// A file or sheet that cannot be read: its problem, and a source that leaves a gap in the coverage.
pub(crate) fn unreadable(
    list: &List,
    context: Context<'_>,
    place: Place<'_>,
    why: Unread,
    out: &mut Output<'_>,
) -> Result<Done, Failure> {
    let mut source = About::of(list, context, place, &[]).source(list, place);
    source.state = SourceState::Unreadable;
    out.write(&Problem {
        code: why.code.to_owned(),
        source: Some(place.id.to_owned()),
        dataset: Some(list.dataset.to_owned()),
        ..Problem::default()
    })?;
    out.write(&source)?;
    Ok(Done::Source(Box::new(source), Shape::default()))
}

struct Reader<'a> {
    list: &'a List,
    place: Place<'a>,
    merges: &'a Merges,
    layout: &'a Layout,
    /// The heading of each column as the sheet writes it.
    labels: BTreeMap<u32, String>,
    judge: Judge,
    ledger: Ledger,
    builder: Builder<'a>,
    source: Source,
    since_total: u64,
    /// A total row says that there is nobody.
    said_empty: bool,
    /// What is told once for a column: its field, the first row and how many there are.
    told_once: BTreeMap<(u32, &'static str), (&'static Reason, String, u32, u64)>,
    looks: Looks<'a>,
    repeats: Repeats,
    visible: bool,
}

impl Reader<'_> {
    fn problem(
        &mut self,
        why: &Reason,
        row: Option<u32>,
        column: Option<u32>,
        field: Option<&str>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        self.counted(why, row, column, field, None, out)
    }

    fn counted(
        &mut self,
        why: &Reason,
        row: Option<u32>,
        column: Option<u32>,
        field: Option<&str>,
        count: Option<u64>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        let label = match column {
            Some(column) => self.labels.get(&column),
            // A column that is not there is known by the name that the mapping has for it.
            None => {
                let mut fields = self.list.fields.iter();
                let missing = fields.find(|one| Some(one.key.as_str()) == field);
                missing.map(|field| &field.label)
            }
        };
        out.write(&Problem {
            code: why.code.to_owned(),
            source: Some(self.place.id.to_owned()),
            row,
            column: column.map(letters),
            label: label.cloned(),
            field: field.map(str::to_owned),
            count,
            ..Problem::default()
        })
    }

    fn tell(&mut self, tell: &Tell, out: &mut Output<'_>) -> Result<(), Failure> {
        let field = tell.field.map(|field| self.list.fields[field].key.as_str());
        self.counted(tell.why, tell.row, tell.column, field, tell.count, out)
    }

    /// What is wrong with the headings themselves.
    fn headings(&mut self, out: &mut Output<'_>) -> Result<(), Failure> {
        let (list, layout) = (self.list, self.layout);
        let about = &self.builder.about;
        let told =
            self.place.unknown.is_some() && self.place.unknown == about.institution.as_deref();
        if !about.institution_known && !told {
            self.problem(
                &reason::INSTITUTION_UNKNOWN,
                None,
                None,
                Some("institution"),
                out,
            )?;
        }
        for field in &layout.missing {
            self.problem(
                &reason::MISSING_LABEL,
                Some(layout.rows.1),
                None,
                Some(&list.fields[*field].key),
                out,
            )?;
        }
        for (field, column) in &layout.double {
            self.problem(
                &reason::DUPLICATE_LABEL,
                Some(layout.rows.1),
                Some(*column),
                Some(&list.fields[*field].key),
                out,
            )?;
        }
        Ok(())
    }

    fn row(
        &mut self,
        mut row: Row,
        sorter: &mut Sorter<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        // In a workbook no cell can do that.
        let text = self.place.sheet.is_none();
        let swallowed = text.then(|| swallowed(&row, self.layout)).flatten();
        if row.number <= self.layout.rows.1 {
            self.ledger.structure(row.cells.len());
            if let Some(column) = swallowed {
                self.source.rows_unread += 1;
                let number = Some(row.number);
                self.problem(&reason::ROW_SWALLOWED, number, Some(column), None, out)?;
            }
            return Ok(());
        }
        self.uncover(&mut row, out)?;
        if row.cells.is_empty() {
            return Ok(());
        }
        if let Some(column) = swallowed {
            // Which of its cells are still its own is anybody's guess, so none is used.
            let lost = self.bound(&row);
            self.ledger.problems(lost);
            self.ledger.left_out(row.cells.len() - lost);
            self.source.rows_unread += 1;
            let (number, count) = (Some(row.number), Some(lost as u64));
            let why = &reason::ROW_SWALLOWED;
            return self.counted(why, number, Some(column), None, count, out);
        }
        let first = row.cells.first().map(|cell| cell.column);
        let whole = self.repeats.complete(&row, self.merges, self.layout);
        match sorter.kind(&whole.row) {
            Kind::Record if self.looks.leaves_out(&whole.row) => {
                self.ledger.left_out(row.cells.len());
            }
            Kind::Record => self.record(&row, &whole, out)?,
            Kind::Structure => self.ledger.structure(row.cells.len()),
            Kind::LeftOut => self.ledger.left_out(row.cells.len()),
            Kind::Total(claimed) => {
                self.ledger.structure(row.cells.len());
                let all = u64::from(self.source.rows);
                if claimed.is_some_and(|claimed| claimed != self.since_total && claimed != all) {
                    self.problem(&reason::TOTALS_MISMATCH, Some(row.number), first, None, out)?;
                }
                self.since_total = 0;
                self.said_empty |= claimed == Some(0);
            }
            Kind::Stray => {
                self.ledger.problems(row.cells.len());
                // Nobody may be said to be absent from a list that has their name in the wrong place.
                self.source.rows_unread += u32::from(sorter.names_somebody(&row));
                self.problem(&reason::STRAY_CELL, Some(row.number), first, None, out)?;
            }
            Kind::Nobody => {
                let lost = self.bound(&row);
                self.nobody(&row, lost, out)?;
            }
        }
        Ok(())
    }

    /// How many cells stand in columns that the mapping reads.
    fn bound(&self, row: &Row) -> usize {
        let cells = row.cells.iter();
        cells
            .filter(|cell| self.layout.columns.contains_key(&cell.column))
            .count()
    }

    /// Takes away what does not show because it lies under a merge.
    fn uncover(&mut self, row: &mut Row, out: &mut Output<'_>) -> Result<(), Failure> {
        if self.merges.is_empty() {
            return Ok(());
        }
        let number = row.number;
        let (covered, shown) = std::mem::take(&mut row.cells)
            .into_iter()
            .partition(|cell: &Cell| self.merges.covers(number, cell.column));
        row.cells = shown;
        for Cell { column, .. } in covered {
            if self.layout.columns.contains_key(&column) {
                self.ledger.problems(1);
                self.problem(&reason::COVERED_TEXT, Some(number), Some(column), None, out)?;
            } else {
                self.ledger.left_out(1);
            }
        }
        Ok(())
    }

    /// A row of which nothing can be used.
    fn lost(&mut self, row: &Row, lost: usize) {
        self.ledger.problems(lost);
        self.ledger.left_out(row.cells.len() - lost);
        self.source.rows_unread += 1;
    }

    fn nobody(&mut self, row: &Row, lost: usize, out: &mut Output<'_>) -> Result<(), Failure> {
        self.lost(row, lost);
        self.counted(
            &reason::NO_IDENTITY,
            Some(row.number),
            None,
            None,
            Some(lost as u64),
            out,
        )
    }

    fn record(
        &mut self,
        row: &Row,
        whole: &Whole<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        let beside = Beside {
            comments: self
                .looks
                .comments(row.number)
                .map(|(_, text)| text)
                .collect(),
            lent: &whole.lent,
        };
        let read = self.builder.read(&whole.row, &beside, &self.judge);
        if read.records.is_empty() {
            let lost = read.fields + read.lost();
            let struck = |(why, ..): &&Remark| why.code == reason::STRUCK_UNMAPPED.code;
            if struck_out(self.list, self.layout, row)
                && let Some((why, column, _)) = read.bad.iter().find(struck)
            {
                // Somebody who is crossed out: one line for the row says it all.
                self.lost(row, lost);
                let count = Some(lost as u64);
                return self.counted(why, Some(row.number), Some(*column), None, count, out);
            }
            // Its name is there and cannot be read; every cell of the row is lost with it.
            for (why, column, field) in &read.bad {
                self.problem(why, Some(row.number), Some(*column), Some(field), out)?;
            }
            return self.nobody(row, lost, out);
        }
        self.ledger.fields(read.fields);
        self.ledger.problems(read.lost());
        self.ledger
            .left_out(row.cells.len() - read.fields - read.lost());
        for record in &read.records {
            out.write(record)?;
        }
        // Rows, not records: a row with three check-ups is one row.
        self.source.rows += 1;
        if let Some(name) = read
            .records
            .first()
            .and_then(|one| self.builder.institution(one))
        {
            *self.source.institutions.entry(name).or_default() += 1;
        }
        self.since_total += 1;
        for (why, column, field) in read.bad.iter().chain(&read.notes) {
            if [reason::ZEROS_RESTORED, reason::MARK_DIFFERS].contains(why) {
                let entry = self
                    .told_once
                    .entry((*column, why.code))
                    .or_insert_with(|| (why, field.clone(), row.number, 0));
                entry.3 += 1;
                continue;
            }
            self.problem(why, Some(row.number), Some(*column), Some(field), out)?;
        }
        for tell in self.looks.read(row) {
            self.tell(&tell, out)?;
        }
        Ok(())
    }

    fn finish(mut self, held: u64, out: &mut Output<'_>) -> Result<Source, Failure> {
        for tell in self.looks.finish() {
            self.tell(&tell, out)?;
        }
        for ((column, _), (why, field, row, count)) in std::mem::take(&mut self.told_once) {
            self.counted(why, Some(row), Some(column), Some(&field), Some(count), out)?;
        }
        let refused: Vec<u32> = self.judge.refused().iter().copied().collect();
        for column in refused {
            self.problem(&reason::INDIVIDUAL_NUMBER, None, Some(column), None, out)?;
        }
        if self.names_nobody() {
            self.problem(&reason::LIST_EMPTY, None, None, None, out)?;
            self.source.state = SourceState::Unreadable;
        }
        (self.source.columns, self.source.days) = columns(self.list, self.layout, &self.judge);
        if self.visible {
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
    /// to be absent from them unless the list itself claims so.
    fn names_nobody(&self) -> bool {
        let source = &self.source;
        self.list.line.closed && source.rows == 0 && source.rows_unread == 0 && !self.said_empty
    }
}
