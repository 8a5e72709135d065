//! By what a cell that a department is asked about is known again when its list comes once more:
//! a digest of the list, of everything that is read of the row, and of which cell is meant. A row
//! number says nothing there, and of a row that somebody changed nobody knows whose it is now.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_calendar::fiscal_year;
use mimamori_container::{Cell, Row, Value, number_text};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::about::{About, Place};
use crate::heading::{Layout, Target};
use crate::individual::Judge;
use crate::mapping::List;
use crate::mapping::seen::Comments;
use crate::merged::Whole;
use crate::when::undated;

/// A digest that leaves the program only under the town's key.
pub(crate) type Trace = [u8; 32];

/// A table with more cells in question is mended as a whole and not by answers.
const MOST: usize = 2_000;

/// The cells in question of one table, by row and column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Traces {
    cells: BTreeMap<(u32, u32), Trace>,
    /// There are more than anybody keeps: then none is told apart from the others.
    too_many: bool,
}

impl Traces {
    /// Adds cells of a row; `trace` says what makes the row known, where it can be.
    pub(crate) fn add<'a>(
        &mut self,
        row: u32,
        columns: &[u32],
        layout: &Layout,
        trace: impl FnOnce() -> Option<RowTrace<'a>>,
    ) {
        if columns.is_empty() || self.too_many {
            return;
        }
        let Some(trace) = trace() else { return };
        for column in columns {
            if let Some(target) = layout.columns.get(column) {
                self.cells.insert((row, *column), trace.cell(target));
            }
        }
        if self.cells.len() > MOST {
            self.too_many = true;
            self.cells.clear();
        }
    }

    /// Row, column and digest of each.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, u32, &Trace)> {
        let cells = self.cells.iter();
        cells.map(|((row, column), trace)| (*row, *column, trace))
    }
}

/// The table in which a row stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'a> {
    pub(crate) list: &'a List,
    pub(crate) place: Place<'a>,
    pub(crate) layout: &'a Layout,
    pub(crate) judge: &'a Judge,
    /// What names and titles say.
    pub(crate) about: &'a About,
    /// Values that stand in no column.
    pub(crate) fixed: &'a [(usize, Json)],
}

impl Table<'_> {
    /// The list speaks of a month, or of how things stood on a day. Then that of June goes on where
    /// that of May ended, but what was right in one school year need not be right in the next.
    fn period(&self) -> String {
        let day = || self.about.as_of.as_deref()?.parse::<NaiveDate>().ok();
        let delivered = || Some(self.place.folder?.first_day());
        match self.about.month {
            Some(month) => month.to_string(),
            None => {
                (day().or_else(delivered)).map_or(String::new(), |day| fiscal_year(day).to_string())
            }
        }
    }

    /// What colours stand for in this row: the field and the value.
    fn marks(&self, row: &Row) -> BTreeSet<(&str, String)> {
        let seen = &self.list.seen;
        let marks = row.cells.iter().flat_map(|cell| seen.marks(&cell.look));
        marks
            .map(|mark| {
                (
                    self.list.fields[mark.field].key.as_str(),
                    mark.value.to_string(),
                )
            })
            .collect()
    }

    /// What a column holds, wherever it stands.
    fn named(&self, target: &Target) -> String {
        match target {
            Target::Field { field, part, piece } => {
                let part = part.map_or("", |part| self.list.parts[part].0.as_str());
                format!("{}/{part}/{piece}", self.list.fields[*field].key)
            }
            Target::Day(day) => day.to_string(),
        }
    }

    /// The cells that are read. None where nobody can tell what one of them held.
    fn cells(&self, row: &Row) -> Option<Vec<(String, String)>> {
        let read = row.cells.iter().filter_map(|cell| {
            let target = self.layout.columns.get(&cell.column)?;
            let refused = self.judge.refuses(cell.column);
            (!refused).then(|| Some((self.named(target), raw(cell)?)))
        });
        let mut cells: Vec<_> = read.collect::<Option<_>>()?;
        cells.sort();
        Some(cells)
    }
}

/// Everything that is read of one row.
pub(crate) struct RowTrace<'a> {
    table: Table<'a>,
    read: Sha256,
}

impl<'a> RowTrace<'a> {
    /// None where a part of the row cannot be told: what stands above it, or what a cell held.
    /// `comments` are those on its cells.
    pub(crate) fn of(
        table: Table<'a>,
        whole: &Whole<'_>,
        comments: &[&str],
    ) -> Option<RowTrace<'a>> {
        if !whole.unknown.is_empty() {
            return None;
        }
        let cells = table.cells(&whole.row)?;
        let mut read = Sha256::new();
        for text in [
            table.list.dataset.as_str(),
            table.about.institution.as_deref().unwrap_or_default(),
            table.place.sheet.unwrap_or_default(),
            &table.period(),
            &lasting_name(table.place.inner),
        ] {
            put(&mut read, text);
        }
        for (field, value) in table.fixed {
            put(&mut read, &table.list.fields[*field].key);
            put(&mut read, &value.to_string());
        }
        for (target, text) in cells {
            put(&mut read, &target);
            put(&mut read, &text);
        }
        for (field, value) in table.marks(&whole.row) {
            put(&mut read, field);
            put(&mut read, &value);
        }
        if let Comments::Field(_) = table.list.seen.comments {
            put(&mut read, &comments.join("\n"));
        }
        Some(RowTrace { table, read })
    }

    /// The digest of one of its cells.
    fn cell(&self, target: &Target) -> Trace {
        let mut trace = self.read.clone();
        put(&mut trace, &self.table.named(target));
        trace.finalize().into()
    }
}

/// What says in the name of a file only that the list was sent once more.
const ONCE_MORE: [&str; 8] = [
    "訂正",
    "修正",
    "改訂",
    "再提出",
    "再送",
    "差替",
    "最新",
    "確定",
];

/// The folders and the name of a file as they stay from one delivery to the next. Two classes whose
/// rows do not say which one they are have files of two names.
fn lasting_name(inner: &str) -> String {
    let stem = inner.rsplit_once('.').map_or(inner, |(stem, _)| stem);
    let mut name = undated(stem);
    for word in ONCE_MORE {
        name = name.replace(word, "");
    }
    name.retain(|c| c == '/' || c.is_alphanumeric());
    name
}

/// What a cell holds, as it stands in the file; none where the container says only that nobody can
/// read it.
fn raw(cell: &Cell) -> Option<String> {
    let text = match &cell.value {
        Value::Text(text) => format!("text {text}"),
        Value::Number(number) => format!("number {}", number_text(*number)),
        Value::Date(Ok(day)) => format!("day {day}"),
        Value::Bool(value) => value.to_string(),
        Value::Error => "error".to_owned(),
        Value::Uncomputed => "formula".to_owned(),
        Value::Date(Err(_)) | Value::Time => return None,
    };
    let look = (cell.look.struck, cell.look.struck_partly);
    Some(format!("{text}\0{look:?}\0{:?}", cell.kana))
}

/// With its length, so that no text goes on in the next one.
fn put(into: &mut Sha256, text: &str) {
    into.update(text.len().to_le_bytes());
    into.update(text);
}
