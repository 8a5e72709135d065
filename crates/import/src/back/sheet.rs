//! Reading one sheet of a paper that came back: whose row says what, and what is wrong with it.

mod elsewhere;
mod parts;

use std::collections::{BTreeMap, BTreeSet};

use mimamori_container::{Area, Merges, Row, Unread, Value, letters};
use mimamori_paper::{Layout, RowKey, Seal};
use mimamori_record::line::{Problem, SourceState};
use mimamori_record::reason::{self, Reason};
use serde_json::{Map, Value as Json};

use super::kind::Kind;
use crate::conservation::Ledger;
use crate::mapping::{Field, List};
use crate::value::{Context, Got};

/// A row that somebody filled in and whose key agrees with its person.
#[derive(Debug)]
pub(super) struct Filled {
    /// As people count.
    pub(super) row: u32,
    pub(super) key: String,
    /// What key and printed columns say.
    pub(super) whose: Map<String, Json>,
    /// What was filled in.
    pub(super) said: Map<String, Json>,
    /// Its cells that became fields.
    pub(super) cells: usize,
}

/// A sheet that was read, before rows of the same key are held against each other.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) filled: Vec<Filled>,
    pub(super) problems: Vec<Problem>,
    pub(super) rows_unread: u32,
    pub(super) state: SourceState,
    pub(super) ledger: Ledger,
    /// Days that stand in rows without anything else.
    pub(super) days: BTreeSet<String>,
    /// Keys of rows without an answer.
    pub(super) blank: BTreeSet<String>,
}

impl Read {
    /// Whether nobody has written anything into it or changed it.
    pub(super) fn is_blank(&self) -> bool {
        self.filled.is_empty() && self.days.is_empty() && self.problems.is_empty()
    }
}

/// What a sheet has beside its rows.
#[derive(Clone, Copy)]
pub(super) struct Beside<'a> {
    pub(super) merges: &'a Merges,
    /// Comments by row, as people count, and column.
    pub(super) comments: &'a BTreeMap<(u32, u32), String>,
}

/// Reads the rows of a sheet.
pub(super) fn read(
    kind: &'static Kind,
    layout: &Layout,
    seal: &Seal,
    lists: &[List],
    context: Context<'_>,
    beside: Beside<'_>,
    mut next: impl FnMut() -> Result<Option<Row>, Unread>,
) -> Read {
    let mut reader = Reader {
        kind,
        layout,
        seal,
        lists,
        context,
        merges: beside.merges,
        comments: beside.comments,
        columns: columns(kind, layout),
        keys: BTreeSet::new(),
        added: BTreeMap::new(),
        read: Read {
            filled: Vec::new(),
            problems: Vec::new(),
            rows_unread: 0,
            state: SourceState::Read,
            ledger: Ledger::default(),
            days: BTreeSet::new(),
            blank: BTreeSet::new(),
        },
    };
    if !reader.headings() {
        return reader.read;
    }
    loop {
        match next() {
            Ok(Some(row)) => reader.row(row),
            Ok(None) => break,
            Err(why) => {
                reader.problem(why, None, None, None, None);
                reader.read.state = SourceState::Unreadable;
                return reader.read;
            }
        }
    }
    reader.finish()
}

/// How each column that has a field is read.
fn columns(kind: &'static Kind, layout: &Layout) -> BTreeMap<u32, Field> {
    let sealed = || kind.sealed.iter().copied().flatten();
    let known = |key: &str| kind.fills(key) || sealed().any(|one| *one == key);
    let fields = layout.fields.iter().filter(|(_, key)| known(key));
    fields
        .map(|(column, key)| (*column, kind.field(key)))
        .collect()
}

struct Reader<'a> {
    kind: &'static Kind,
    layout: &'a Layout,
    seal: &'a Seal,
    /// How the lists are read that letters are about.
    lists: &'a [List],
    context: Context<'a>,
    merges: &'a Merges,
    comments: &'a BTreeMap<(u32, u32), String>,
    columns: BTreeMap<u32, Field>,
    /// Every key that the sheet still has.
    keys: BTreeSet<String>,
    /// Columns that people added: first row, number of cells.
    added: BTreeMap<u32, (u32, u64)>,
    read: Read,
}

impl Reader<'_> {
    fn problem(
        &mut self,
        why: &Reason,
        row: Option<u32>,
        column: Option<u32>,
        field: Option<&str>,
        count: Option<usize>,
    ) {
        self.read.problems.push(Problem {
            code: why.code.to_owned(),
            row,
            column: column.map(letters),
            field: field.map(str::to_owned),
            count: count.map(|count| count as u64),
            ..Problem::default()
        });
    }

    /// Whether the columns are there without which no row can be read.
    fn headings(&mut self) -> bool {
        let kind = self.kind;
        let columns = |key: &str| -> Vec<u32> {
            let named = self.layout.fields.iter().filter(|(_, field)| *field == key);
            named.map(|(column, _)| *column).collect()
        };
        let all = || kind.shown.iter().chain(kind.filled).copied();
        let missing: Vec<&str> = all().filter(|key| columns(key).is_empty()).collect();
        let double: Vec<(&str, u32)> = all()
            .filter_map(|key| Some((key, *columns(key).get(1)?)))
            .collect();
        let heading = Some(self.layout.field_row + 1);
        for key in missing.iter().filter(|key| !kind.later.contains(*key)) {
            self.problem(&reason::COLUMN_DELETED, heading, None, Some(key), None);
        }
        for (key, column) in &double {
            let why = &reason::DUPLICATE_LABEL;
            self.problem(why, heading, Some(*column), Some(key), None);
        }
        let needed = |key: &&str| *key == kind.answer || kind.shown.contains(key);
        let sound = !missing.iter().any(needed) && double.is_empty();
        if !sound {
            self.read.state = SourceState::Unreadable;
        }
        sound
    }

    fn row(&mut self, mut row: Row) {
        let at = row.number - 1;
        if at == self.layout.field_row {
            self.read.ledger.structure(row.cells.len());
            return;
        }
        self.uncover(&mut row);
        if row.cells.is_empty() {
            return;
        }
        let key = row.get(self.layout.key_column).map(Value::shown);
        match key.as_deref().map(RowKey::from_cell) {
            Some(RowKey::Keyed { key, digest }) => match self.kind.key(&key) {
                Some(whose) => self.keyed(&row, key, digest.as_deref(), whose),
                None => self.nobody(&row, row.cells.len()),
            },
            Some(RowKey::Heading) => self.read.ledger.structure(row.cells.len()),
            Some(RowKey::Text) => {
                let written = |column| self.fills_in(column) || self.added_by_people(column);
                let cells = row.cells.iter();
                let count = cells.filter(|cell| written(cell.column)).count();
                self.nobody(&row, count);
            }
            // Above the table people write whatever they like.
            None if at < self.layout.field_row => {
                self.read.ledger.structure(row.cells.len());
            }
            None => self.nobody(&row, row.cells.len()),
        }
    }

    fn fills_in(&self, column: u32) -> bool {
        let field = self.columns.get(&column);
        field.is_some_and(|field| self.kind.fills(&field.key))
    }

    fn added_by_people(&self, column: u32) -> bool {
        column != self.layout.key_column
            && !self.layout.fields.contains_key(&column)
            && !self.layout.printed.contains(&column)
    }

    /// A row of which nobody can tell whom it is about; `count` of its cells people wrote.
    fn nobody(&mut self, row: &Row, count: usize) {
        self.read.ledger.structure(row.cells.len() - count);
        if count == 0 {
            return;
        }
        self.read.ledger.problems(count);
        self.read.rows_unread += 1;
        let written = |column: u32| self.fills_in(column) || self.added_by_people(column);
        let cells = || row.cells.iter().map(|cell| cell.column);
        let first = cells().find(|column| written(*column));
        let first = first.or_else(|| cells().next());
        let why = &reason::ROW_WITHOUT_KEY;
        self.problem(why, Some(row.number), first, None, Some(count));
    }

    /// Takes away what does not show because it lies under a merge.
    fn uncover(&mut self, row: &mut Row) {
        if self.merges.is_empty() {
            return;
        }
        let (number, merges) = (row.number, self.merges);
        let all = std::mem::take(&mut row.cells).into_iter();
        let (covered, shown): (Vec<_>, Vec<_>) =
            all.partition(|cell| merges.covers(number, cell.column));
        row.cells = shown;
        for cell in covered {
            self.read.ledger.problems(1);
            let why = &reason::COVERED_TEXT;
            self.problem(why, Some(number), Some(cell.column), None, None);
        }
    }

    fn keyed(
        &mut self,
        row: &Row,
        key: String,
        digest: Option<&str>,
        mut whose: Map<String, Json>,
    ) {
        self.keys.insert(key.clone());
        let number = row.number;
        let parts = self.parts(row, &whose);
        let printed = row.cells.len() - parts.own - parts.filled - parts.bad.len();
        let added = self.count_added(row);
        self.read.ledger.structure(printed - added);
        let written = parts.filled + parts.bad.len();
        if !self.agrees(&key, digest, &parts) {
            self.read.ledger.problems(parts.own + written);
            self.read.rows_unread += 1;
            let first = self.kind.sealed.iter().copied().flatten().next().copied();
            let column = first.and_then(|key| self.column(key));
            let cells = Some(parts.own + written);
            return self.problem(&reason::KEY_MISMATCH, Some(number), column, first, cells);
        }
        self.tell_merged(number);
        if written == 0 {
            self.read.blank.insert(key);
            self.read.ledger.structure(parts.own);
            if let Some(column) = self.elsewhere(row) {
                self.read.rows_unread += 1;
                let (why, field) = (&reason::ANSWER_MISSING, Some(self.kind.answer));
                self.problem(why, Some(number), Some(column), field, None);
            }
            return;
        }
        let answer = self.column(self.kind.answer);
        let once = self.kind.once.and_then(|key| parts.said.get(key));
        if let (Some(Json::String(day)), 1, []) = (once, parts.said.len(), parts.bad.as_slice()) {
            // The day of the meeting may stand in any row.
            self.read.days.insert(day.clone());
            self.read.ledger.structure(parts.own);
            self.read.ledger.fields(parts.filled);
            return;
        }
        for (why, column, field) in parts.bad.iter().chain(&parts.noted) {
            self.problem(why, Some(number), Some(*column), Some(field), None);
        }
        self.read.ledger.problems(parts.bad.len());
        if !self.kind.is_answered(&whose, &parts.said) {
            self.read.blank.insert(key);
            self.read.ledger.structure(parts.own);
            self.read.ledger.problems(parts.filled);
            self.read.rows_unread += 1;
            let (field, count) = (Some(self.kind.answer), Some(parts.filled));
            let column = answer.or(parts.first);
            return self.problem(&reason::ANSWER_MISSING, Some(number), column, field, count);
        }
        let mut signed = self.kind.signed.iter();
        let blank = signed.find(|key| !parts.said.contains_key(**key));
        if let Some((blank, column)) = blank.and_then(|key| Some((key, self.column(key)?))) {
            let why = &reason::ANSWER_UNSIGNED;
            self.problem(why, Some(number), Some(column), Some(blank), None);
        }
        for key in self.kind.shown {
            if let Some(Got::Value(value) | Got::Noted(value, _)) = self.read_shown(key, &parts) {
                whose.insert((*key).to_owned(), value);
            }
        }
        self.read.filled.push(Filled {
            row: number,
            key,
            whose,
            said: parts.said,
            cells: parts.own + parts.filled,
        });
    }

    /// Tells the cells of a row that somebody merged with those above: what shows in both rows was
    /// written for the upper one alone, as far as anybody can know.
    fn tell_merged(&mut self, row: u32) {
        if self.merges.is_empty() {
            return;
        }
        let mut merged: Vec<(Area, u32, String)> = Vec::new();
        for (column, field) in &self.columns {
            let area = self.merges.of(row, *column);
            let below = area.filter(|area| area.rows.0 < row);
            if let Some(area) = below.filter(|_| self.fills_in(*column))
                && merged.iter().all(|(other, ..)| other != area)
            {
                merged.push((*area, *column, field.key.clone()));
            }
        }
        for (_, column, field) in merged {
            let why = &reason::ANSWER_MERGED;
            self.problem(why, Some(row), Some(column), Some(&field), None);
        }
    }

    fn count_added(&mut self, row: &Row) -> usize {
        let columns: Vec<u32> = row
            .cells
            .iter()
            .map(|cell| cell.column)
            .filter(|column| self.added_by_people(*column))
            .collect();
        for column in &columns {
            self.added.entry(*column).or_insert((row.number, 0)).1 += 1;
        }
        self.read.ledger.left_out(columns.len());
        columns.len()
    }

    fn column(&self, key: &str) -> Option<u32> {
        let mut columns = self.columns.iter();
        columns
            .find(|(_, field)| field.key == key)
            .map(|(column, _)| *column)
    }

    fn finish(mut self) -> Read {
        let held = self.keys.len();
        let made = self.layout.keys as usize;
        if held < made {
            let why = &reason::ROWS_DELETED;
            self.problem(why, None, None, None, Some(made - held));
        }
        for (column, (row, count)) in std::mem::take(&mut self.added) {
            let (why, count) = (&reason::COLUMN_ADDED, Some(count as usize));
            self.problem(why, Some(row), Some(column), None, count);
        }
        self.read
    }
}
