//! Reading the rows of one table: records, problems, sums, and its source at the end.

mod ends;
mod once;
mod somebody;

use std::collections::BTreeMap;

use mimamori_container::{Cell, Merges, Row, letters};
use mimamori_record::line::{Problem, Source};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Failure, Output};

use crate::about::Place;
use crate::conservation::Ledger;
use crate::covers::Covers;
use crate::heading::Layout;
use crate::individual::Judge;
use crate::lines::Unseen;
use crate::looks::{Looks, Tell, Visible};
use crate::mapping::List;
use crate::merged::{Gap, Repeats};
use crate::people::People;
use crate::record::Builder;
use crate::rows::{Kind, Sorter, Widths, swallowed};
use crate::sums::Sums;
use crate::trace::Traces;
use once::Once;

/// Reads the rows of one table.
pub(crate) struct Reader<'a> {
    list: &'a List,
    place: Place<'a>,
    merges: &'a Merges,
    layout: &'a Layout,
    /// The heading of each column as the sheet writes it.
    pub(crate) labels: BTreeMap<u32, String>,
    pub(crate) judge: Judge,
    pub(crate) people: People,
    /// The cells of which something is to be asked.
    pub(crate) traces: Traces,
    pub(crate) widths: Widths,
    ledger: Ledger,
    pub(crate) builder: Builder<'a>,
    source: Source,
    covers: Covers,
    sums: Sums<'a>,
    /// A total row says that there is nobody.
    said_empty: bool,
    once: Once<'a>,
    unseen: Unseen,
    looks: Looks<'a>,
    repeats: Repeats,
    /// The last row that held something.
    last: u32,
    seen: &'a Visible,
    /// The first row of a table that the mapping does not mean, its first column and its cells.
    foreign: Option<(u32, Option<u32>, u64)>,
    /// Rows of nothing but values for the rows below them, which have not come yet: their first
    /// columns and cells.
    heads: Vec<(u32, Option<u32>, usize)>,
    /// Values below no heading: their column, the first row and how many there are.
    headless: BTreeMap<u32, (u32, u64)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        list: &'a List,
        place: Place<'a>,
        merges: &'a Merges,
        layout: &'a Layout,
        judge: Judge,
        builder: Builder<'a>,
        seen: &'a Visible,
    ) -> Self {
        Reader {
            list,
            place,
            merges,
            layout,
            labels: BTreeMap::new(),
            judge,
            people: People::default(),
            traces: Traces::default(),
            widths: Widths::default(),
            ledger: Ledger::default(),
            source: builder.about.source(list, place),
            builder,
            covers: Covers::default(),
            sums: Sums::new(list, layout),
            said_empty: false,
            once: Once::default(),
            unseen: Unseen::new(list, layout),
            looks: Looks::new(list, layout, seen),
            repeats: Repeats::new(list, layout),
            last: 0,
            seen,
            foreign: None,
            heads: Vec::new(),
            headless: BTreeMap::new(),
        }
    }

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

    pub(crate) fn row(
        &mut self,
        mut row: Row,
        sorter: &mut Sorter<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        // In a workbook no cell can do that.
        let text = self.place.sheet.is_none();
        let swallowed = text.then(|| swallowed(&row, self.layout)).flatten();
        let number = row.number;
        let below_blank = number > self.last + 1;
        self.last = number;
        if row.number <= self.layout.rows.1 {
            self.ledger.structure(row.cells.len());
            if let Some(column) = swallowed {
                self.source.rows_unread += 1;
                let why = &reason::ROW_SWALLOWED;
                self.problem(why, Some(number), Some(column), None, out)?;
            }
            return Ok(());
        }
        let covered = self.uncover(&mut row, out)?;
        if !self.list.cells.is_empty() {
            // A cell that the mapping names is no cell of the table.
            let before = row.cells.len();
            row.cells
                .retain(|cell| !self.list.cells.contains(&(number, cell.column)));
            self.ledger.structure(before - row.cells.len());
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        if let Some(column) = swallowed {
            // Which of its cells are still its own is anybody's guess, so none is used.
            let lost = self.bound(&row);
            self.repeats.forget();
            return self.unread(&row, lost, &reason::ROW_SWALLOWED, Some(column), out);
        }
        let first = row.cells.first().map(|cell| cell.column);
        // A value in a row of its own may have one blank row below it.
        if below_blank && self.heads.is_empty() {
            self.repeats.part(Gap::Blank);
        }
        let fill = self.repeats.fills() && !sorter.is_nobodys(&row);
        let repeats = &mut self.repeats;
        let mut whole = repeats.complete(&row, self.merges, self.layout, fill);
        // What lies hidden there was told.
        whole.unsaid.retain(|column| !covered.contains(column));
        let kind = sorter.kind(&whole.row);
        // A remark may stand below a value in a row of its own as well.
        let between = kind.parts(&row) && self.heads.is_empty();
        match kind {
            Kind::Total(_) | Kind::Nobody => self.repeats.end(&row, between),
            _ if between => self.repeats.part(Gap::Row),
            _ => {}
        }
        match kind {
            Kind::Record if self.looks.leaves_out(&whole.row) => {
                self.repeats.close(&row);
                self.ledger.left_out(row.cells.len());
            }
            // Which of its values still stand below their headings is anybody's guess.
            Kind::Record if self.widths.exceeded(&row) || text && self.builder.shifted(&row) => {
                let lost = row.cells.len();
                self.repeats.forget();
                self.unread(&row, lost, &reason::ROW_SHIFTED, None, out)?;
            }
            Kind::Record => {
                self.repeats.keep(&row, self.merges);
                self.record(&row, &whole, out)?;
            }
            Kind::Stray | Kind::Nobody if self.repeats.heads_a_group(&row) => {
                self.repeats.keep(&row, self.merges);
                self.heads.push((number, first, row.cells.len()));
            }
            Kind::Structure => {
                self.repeats.next_page();
                self.ledger.structure(row.cells.len());
            }
            Kind::Note => self.ledger.structure(row.cells.len()),
            Kind::LeftOut => self.ledger.left_out(row.cells.len()),
            Kind::Total(total) => {
                self.ledger.structure(row.cells.len());
                self.said_empty |= total.people == Some(0);
                for (column, field) in self.sums.total(&row, &total) {
                    let why = &reason::TOTALS_MISMATCH;
                    self.problem(why, Some(number), column.or(first), field, out)?;
                }
            }
            Kind::Stray => {
                self.ledger.problems(row.cells.len());
                // Nobody may be said to be absent from a list that has their name in the wrong place.
                self.source.rows_unread += u32::from(sorter.names_somebody(&row));
                self.problem(&reason::STRAY_CELL, Some(number), first, None, out)?;
            }
            Kind::Foreign => {
                self.ledger.problems(row.cells.len());
                // Whose rows they are nobody can tell by the headings of another list.
                self.source.rows_unread += u32::from(row.cells.len() > 1);
                let found = self.foreign.get_or_insert((number, first, 0));
                found.2 += row.cells.len() as u64;
            }
            Kind::Nobody => {
                let lost = self.bound(&row);
                self.unread(&row, lost, &reason::NO_IDENTITY, None, out)?;
            }
        }
        Ok(())
    }

    /// Titles stand between these rows and those above: what was written once up there says nothing
    /// about them.
    pub(crate) fn begins_anew(&mut self) {
        self.repeats.forget();
    }

    /// How many cells stand in columns that the mapping reads.
    fn bound(&self, row: &Row) -> usize {
        let cells = row.cells.iter();
        cells
            .filter(|cell| self.layout.columns.contains_key(&cell.column))
            .count()
    }

    /// Takes away what does not show because it lies under a merge; the columns where it lay.
    fn uncover(&mut self, row: &mut Row, out: &mut Output<'_>) -> Result<Vec<u32>, Failure> {
        if self.merges.is_empty() {
            return Ok(Vec::new());
        }
        let number = row.number;
        let (covered, shown): (Vec<Cell>, Vec<Cell>) = std::mem::take(&mut row.cells)
            .into_iter()
            .partition(|cell| self.merges.covers(number, cell.column));
        row.cells = shown;
        let covered: Vec<u32> = covered.iter().map(|cell| cell.column).collect();
        for column in &covered {
            if self.layout.columns.contains_key(column) {
                self.ledger.problems(1);
                let why = &reason::COVERED_TEXT;
                self.problem(why, Some(number), Some(*column), None, out)?;
            } else {
                self.ledger.left_out(1);
            }
        }
        Ok(covered)
    }

    /// A row of which nothing can be used, with so many cells that a field names.
    fn unread(
        &mut self,
        row: &Row,
        lost: usize,
        why: &Reason,
        column: Option<u32>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        self.ledger.problems(lost);
        self.ledger.left_out(row.cells.len() - lost);
        self.source.rows_unread += 1;
        self.counted(why, Some(row.number), column, None, Some(lost as u64), out)
    }
}
