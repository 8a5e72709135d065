//! Values that stand in no column: in the names of files, folders and sheets, and above the table.

use std::collections::BTreeMap;

use mimamori_container::{Row, Value};
use mimamori_text::heading_key;

use crate::about::Place;
use crate::mapping::List;

/// Where something stands that is not in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The file's name.
    File,
    /// The folders below the in folder.
    Folder,
    /// The sheet's name.
    Sheet,
    /// The rows above the headings.
    Title,
    /// The end of the month that the list, or else its folder, is about.
    MonthEnd,
    /// A cell: row from 1, column from 0.
    Cell(u32, u32),
    /// Beside or below one of these labels, as [`heading_key`] makes them, above the headings.
    Label(Vec<String>),
}

impl Origin {
    /// Whether it lies on the sheet, so that each of several tables may say something else.
    pub(crate) fn on_sheet(&self) -> bool {
        matches!(self, Origin::Title | Origin::Cell(..) | Origin::Label(_))
    }
}

/// What stands above a table, nearest to it first, and the cells that the mapping names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Above {
    rows: Vec<Row>,
    cells: BTreeMap<(u32, u32), Value>,
}

impl Above {
    /// What stands above row `first` of these rows.
    pub(crate) fn of(list: &List, rows: &[Row], first: u32) -> Above {
        let named = list.cells.iter().filter_map(|(row, column)| {
            let found = rows.iter().find(|one| one.number == *row)?.get(*column)?;
            Some(((*row, *column), found.clone()))
        });
        let above = rows.iter().filter(|row| row.number < first);
        Above {
            rows: above.cloned().collect(),
            cells: named.collect(),
        }
    }

    /// The same with rows that are nearer.
    pub(crate) fn below(&self, nearer: &[Row]) -> Above {
        Above {
            rows: nearer.iter().chain(&self.rows).cloned().collect(),
            cells: self.cells.clone(),
        }
    }

    /// A cell that the mapping names.
    pub(crate) fn cell(&self, row: u32, column: u32) -> Option<&Value> {
        self.cells.get(&(row, column))
    }

    /// Whether a text stands there.
    pub(crate) fn says(&self, text: &str) -> bool {
        let mut cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.value.text() == Some(text))
    }

    fn titles(&self) -> Vec<String> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.map(|cell| cell.value.shown()).collect()
    }

    /// What stands beside a label, below it, or in the same cell behind a colon.
    fn labelled(&self, labels: &[String]) -> Option<String> {
        let known = |text: &str| labels.contains(&heading_key(text));
        for (index, row) in self.rows.iter().enumerate() {
            for (at, cell) in row.cells.iter().enumerate() {
                let text = cell.value.shown();
                if known(&text) {
                    let beside = row.cells.get(at + 1).map(|next| &next.value);
                    let under = self.rows[index + 1..].iter();
                    let mut under = under
                        .take_while(|under| {
                            under.number > row.number && under.number <= row.number + 2
                        })
                        .filter_map(|under| under.get(cell.column));
                    return beside.or_else(|| under.next()).map(Value::shown);
                }
                if let Some((before, after)) = text.split_once(['：', ':'])
                    && known(before)
                    && !after.trim().is_empty()
                {
                    return Some(after.trim().to_owned());
                }
            }
        }
        None
    }
}

/// The texts at an origin, nearest folder first.
pub(crate) fn texts_of(origin: &Origin, place: Place<'_>, above: &Above) -> Vec<String> {
    let mut parts: Vec<&str> = place.inner.split('/').collect();
    let file = parts.pop().unwrap_or("");
    match origin {
        Origin::File => vec![
            file.rsplit_once('.')
                .map_or(file, |(stem, _)| stem)
                .to_owned(),
        ],
        Origin::Folder => parts.into_iter().rev().map(str::to_owned).collect(),
        Origin::Sheet => place.sheet.map(str::to_owned).into_iter().collect(),
        Origin::Title => above.titles(),
        Origin::MonthEnd => Vec::new(),
        Origin::Cell(row, column) => above
            .cell(*row, *column)
            .map(Value::shown)
            .into_iter()
            .collect(),
        Origin::Label(labels) => above.labelled(labels).into_iter().collect(),
    }
}
