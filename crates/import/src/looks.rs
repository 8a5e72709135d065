//! What a table shows beside its values: which rows are left out for it, and what has to be told.

use std::collections::BTreeMap;

use mimamori_container::{Row, Spans};
use mimamori_record::reason::{self, Reason};

use crate::colours::Colours;
use crate::heading::{Layout, Target};
use crate::mapping::List;
use crate::mapping::seen::{Comments, HiddenRows, Struck};

/// Something to tell about a table: the reason, row, column, field, how many.
#[derive(Debug)]
pub(crate) struct Tell {
    pub(crate) why: &'static Reason,
    pub(crate) row: Option<u32>,
    pub(crate) column: Option<u32>,
    /// Index into the list's fields.
    pub(crate) field: Option<usize>,
    pub(crate) count: Option<u64>,
}

/// What a sheet shows beside its values.
pub(crate) struct Visible {
    /// Whether its format shows all of it.
    pub(crate) visible: bool,
    pub(crate) hidden_columns: Spans,
    pub(crate) comments: BTreeMap<(u32, u32), String>,
}

/// Watches the rows of one table.
pub(crate) struct Looks<'a> {
    list: &'a List,
    layout: &'a Layout,
    seen: &'a Visible,
    /// The column whose cell speaks for the row.
    leading: Option<u32>,
    colours: Colours,
    /// The first hidden row that was read, and how many.
    hidden: Option<(u32, u64)>,
}

impl<'a> Looks<'a> {
    pub(crate) fn new(list: &'a List, layout: &'a Layout, seen: &'a Visible) -> Self {
        Looks {
            list,
            layout,
            seen,
            leading: leading(list, layout),
            colours: Colours::default(),
            hidden: None,
        }
    }

    /// Whether the mapping leaves this row out because it is hidden or struck out.
    pub(crate) fn leaves_out(&self, row: &Row) -> bool {
        let seen = &self.list.seen;
        let hidden = row.hidden && seen.hidden_rows == HiddenRows::LeaveOut;
        let struck = || seen.struck == Struck::LeaveOut && struck_out(self.list, self.layout, row);
        hidden || struck()
    }

    /// The comments on the cells of a row, by column.
    pub(crate) fn comments(&self, row: u32) -> impl Iterator<Item = (u32, &'a str)> + use<'a> {
        let here = self.seen.comments.range((row, 0)..=(row, u32::MAX));
        here.map(|((_, column), text)| (*column, text.as_str()))
    }

    /// Looks at a row that was read as somebody's, and says what must be told about it alone.
    pub(crate) fn read(&mut self, row: &Row) -> Vec<Tell> {
        if !self.seen.visible {
            return Vec::new();
        }
        self.colours.add(row, self.leading, &self.list.seen);
        if row.hidden {
            self.hidden.get_or_insert((row.number, 0)).1 += 1;
        }
        if self.list.seen.comments != Comments::Unknown {
            return Vec::new();
        }
        let tell = |(column, _)| Tell {
            why: &reason::COMMENT_UNMAPPED,
            row: Some(row.number),
            column: Some(column),
            field: None,
            count: None,
        };
        self.comments(row.number).map(tell).collect()
    }

    /// What must be told about the table as a whole.
    pub(crate) fn finish(&self) -> Vec<Tell> {
        let hidden = self.hidden.map(|(row, count)| Tell {
            why: &reason::HIDDEN_ROW,
            row: Some(row),
            column: None,
            field: None,
            count: more_than_one(count),
        });
        let colours = self.colours.telling(self.leading);
        let colours = colours.into_iter().map(|painted| Tell {
            why: &reason::COLOUR_UNMAPPED,
            row: Some(painted.row),
            column: Some(painted.column),
            field: None,
            count: more_than_one(painted.count),
        });
        hidden.into_iter().chain(colours).collect()
    }
}

/// A count says how many more cells there are than the one that is named.
fn more_than_one(count: u64) -> Option<u64> {
    (count > 1).then_some(count)
}

/// The first column that says whose row it is.
pub(crate) fn leading(list: &List, layout: &Layout) -> Option<u32> {
    let mut columns = layout.columns.keys().copied();
    columns.find(|column| layout.anchors(list, *column))
}

/// Whether everything that says whose row this is has been struck out.
pub(crate) fn struck_out(list: &List, layout: &Layout, row: &Row) -> bool {
    let cells = row.cells.iter();
    let mut whose = cells
        .filter(|cell| layout.anchors(list, cell.column))
        .peekable();
    whose.peek().is_some() && whose.all(|cell| cell.look.struck)
}

/// The columns that are read although they are hidden; hidden columns of days once together.
pub(crate) fn hidden_columns(layout: &Layout, hidden: &Spans) -> Vec<Tell> {
    let mut tell = Vec::new();
    let mut days: Option<(u32, u64)> = None;
    for (column, target) in &layout.columns {
        if !hidden.holds(*column) {
            continue;
        }
        match target {
            Target::Field { field, .. } => tell.push((*column, Some(*field), 1)),
            Target::Day(_) => days.get_or_insert((*column, 0)).1 += 1,
        }
    }
    tell.extend(days.map(|(column, count)| (column, None, count)));
    tell.into_iter()
        .map(|(column, field, count)| Tell {
            why: &reason::HIDDEN_COLUMN,
            row: None,
            column: Some(column),
            field,
            count: more_than_one(count),
        })
        .collect()
}
