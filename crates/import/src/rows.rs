//! What a row below the headings is: somebody's, a total, a note, or out of place.

mod words;

use mimamori_text::squeeze;

use crate::heading::Layout;
use crate::mapping::List;
use mimamori_container::{Cell, Row};
use words::{is_group, people};
pub(crate) use words::{is_note, is_total};

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Somebody's row.
    Record,
    /// A total.
    Total(Total),
    /// The headings once more.
    Structure,
    /// A note, or what stands below the end.
    Note,
    /// Only columns that the mapping does not read: rows numbered in advance.
    LeftOut,
    /// Values of which nobody can say whose they are.
    Nobody,
    /// A single value away from the table.
    Stray,
    /// Headings of a table that the mapping does not mean, and what stands below them.
    Foreign,
}

impl Kind {
    /// Whether a row of this kind is used as nobody's, so that another group may begin below it. Rows
    /// numbered in advance stand within a group.
    pub(crate) fn parts(&self, row: &Row) -> bool {
        let worded = |text: &str| squeeze(text).parse::<u64>().is_err();
        let mut cells = row.cells.iter();
        match self {
            Kind::Record | Kind::Structure => false,
            Kind::LeftOut => cells.any(|cell| cell.value.text().is_some_and(worded)),
            _ => true,
        }
    }
}

/// What a row of totals says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Total {
    /// How many people it claims.
    pub(crate) people: Option<u64>,
    /// What it calls itself.
    pub(crate) label: String,
}

/// So many rows below the table a single value does not belong to it.
const FAR: u32 = 20;

/// Sorts the rows of one table.
pub(crate) struct Sorter<'a> {
    list: &'a List,
    layout: &'a Layout,
    ended: bool,
    /// The last row that was not out of place.
    last: u32,
    /// A blank row ended the table; another may follow.
    paused: bool,
    /// Whether a row of the table came already.
    begun: bool,
    /// Rows up to here are titles and headings of the next page.
    skipped: u32,
    /// The headings of another table came.
    foreign: bool,
}

impl<'a> Sorter<'a> {
    pub(crate) fn new(list: &'a List, layout: &'a Layout) -> Self {
        Sorter {
            list,
            layout,
            ended: false,
            last: layout.rows.1,
            paused: false,
            begun: false,
            skipped: 0,
            foreign: false,
        }
    }

    /// Whether everything below is none of the table's business.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Rows up to this one are titles and headings; the table goes on below.
    pub(crate) fn skip_to(&mut self, row: u32) {
        self.skipped = row;
        self.paused = false;
        self.begun = false;
        self.foreign = false;
    }

    /// From the next row on another table stands here, of which the mapping knows nothing.
    pub(crate) fn foreign(&mut self) {
        self.foreign = true;
    }

    /// What this row is.
    pub(crate) fn kind(&mut self, row: &Row) -> Kind {
        let kind = self.sort(row);
        if kind != Kind::Stray {
            self.last = row.number;
        }
        kind
    }

    fn sort(&mut self, row: &Row) -> Kind {
        if row.number <= self.skipped {
            return Kind::Structure;
        }
        if self.list.rows.is_some_and(|(_, last)| row.number > last) {
            return Kind::LeftOut;
        }
        let gap = self.begun && row.number > self.last + 1;
        self.begun = true;
        self.paused |= gap && self.list.end_at_blank;
        let first = row
            .cells
            .first()
            .and_then(|cell| cell.value.text())
            .map(squeeze)
            .unwrap_or_default();
        self.ended |= self.list.end.iter().any(|end| first.starts_with(end));
        if self.ended || self.paused {
            return Kind::Note;
        }
        if self.foreign {
            return Kind::Foreign;
        }
        if let Some(total) = self.total(row) {
            return Kind::Total(total);
        }
        let lone = row.cells.len() == 1;
        let anchored = self.names_somebody(row);
        if is_note(&first, &self.list.notes, lone, anchored) {
            return Kind::Note;
        }
        if self.is_title(row) {
            return Kind::Nobody;
        }
        // A name alone below a page of empty rows was typed or pasted there by mistake.
        let far = row.number.saturating_sub(self.last) > FAR;
        if anchored && lone && far {
            return Kind::Stray;
        }
        if anchored {
            return Kind::Record;
        }
        let mut columns = row.cells.iter().map(|cell| cell.column);
        let headed = columns
            .clone()
            .any(|column| self.layout.words.contains_key(&column));
        let bound = columns.any(|column| self.layout.columns.contains_key(&column));
        match (lone, bound, headed) {
            (true, true, _) | (true, _, false) => Kind::Stray,
            (false, true, _) => Kind::Nobody,
            _ => Kind::LeftOut,
        }
    }

    /// Whether a row is a total, a note or a title by its own cells, whatever stands above them.
    pub(crate) fn is_nobodys(&self, row: &Row) -> bool {
        let first = row.cells.first().and_then(|cell| cell.value.text());
        let first = first.map(squeeze).unwrap_or_default();
        let (lone, anchored) = (row.cells.len() == 1, self.names_somebody(row));
        self.total(row).is_some()
            || is_note(&first, &self.list.notes, lone, anchored)
            || self.is_title(row)
    }

    /// Whether a class or a grade stands where the name should, and nothing else says whose row it
    /// is: a title between two classes.
    fn is_title(&self, row: &Row) -> bool {
        let cells = row.cells.iter();
        let mut whose = cells.filter(|cell| self.layout.identifies(self.list, cell.column));
        let title = |cell: &Cell| {
            cell.value
                .text()
                .is_some_and(|text| is_group(&squeeze(text)))
        };
        whose.next().is_some_and(title) && whose.all(title)
    }

    /// Whether one of the cells says whose row it is.
    pub(crate) fn names_somebody(&self, row: &Row) -> bool {
        let mut columns = row.cells.iter().map(|cell| cell.column);
        columns.any(|column| self.layout.anchors(self.list, column))
    }

    /// A total row: 計 in one of its first cells, and nobody's name beside it.
    fn total(&self, row: &Row) -> Option<Total> {
        let label = row.cells.iter().take(3).find_map(|cell| {
            let text = cell.value.text()?;
            // Every row is asked, and hardly one is a total.
            if !text.contains(['計', '数']) && self.list.totals.is_empty() {
                return None;
            }
            let text = squeeze(text);
            let known =
                is_total(&text) || self.list.totals.iter().any(|total| text.starts_with(total));
            known.then_some((cell.column, text))
        })?;
        let named = row.cells.iter().any(|cell| {
            let text = squeeze(&cell.value.shown());
            let number = people(&text).is_some() || text.parse::<u64>().is_ok();
            self.layout.anchors(self.list, cell.column) && cell.column != label.0 && !number
        });
        if named {
            return None;
        }
        let texts = row
            .cells
            .iter()
            .take(4)
            .map(|cell| squeeze(&cell.value.shown()));
        Some(Total {
            people: texts.map(|text| people(&text)).find_map(|people| people),
            label: label.1,
        })
    }
}

/// How long the rows of a table are in a file of text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Widths {
    /// The longest of the heading rows.
    headings: u32,
    /// Up to where they hold a word. Of several rows it is as far as they go: a title over several
    /// columns is written once.
    headed: u32,
    /// Most of the rows below: some programs end each of them with one separator more.
    usual: u32,
}

impl Widths {
    /// Those of the table whose headings stand in these rows of a window.
    pub(crate) fn of(rows: (u32, u32), window: &[Row], below: &[Row]) -> Widths {
        let headings = window
            .iter()
            .filter(|row| (rows.0..=rows.1).contains(&row.number));
        let headings: Vec<&Row> = headings.collect();
        let below: Vec<u32> = below
            .iter()
            .filter(|row| row.number > rows.1)
            .map(|row| row.width)
            .collect();
        let most = |width: &&u32| below.iter().filter(|one| one == width).count() * 2 > below.len();
        let longest = headings.iter().map(|row| row.width).max().unwrap_or(0);
        let headed = match headings.as_slice() {
            [only] => only.cells.last().map_or(0, |cell| cell.column + 1),
            _ => longest,
        };
        Widths {
            headings: longest,
            headed,
            usual: below.iter().find(most).copied().unwrap_or(0),
        }
    }

    /// Whether a row has more cells than there are headings: a separator within a value that is not
    /// in quotes moved every value behind it into the next column. Empty headings at the end count
    /// as such only where the rows have cells for them.
    pub(crate) fn exceeded(self, row: &Row) -> bool {
        let spare = self.usual == 0 || self.usual > self.headed;
        let end = if spare { self.headings } else { self.headed };
        let beyond = row.cells.last().is_some_and(|cell| cell.column >= end);
        row.width > 0 && (beyond || row.width > self.headings.max(self.usual))
    }
}

/// The column of a cell that holds a line break and the separators of a whole row: a quote that
/// nobody closed took in the rows below.
pub(crate) fn swallowed(row: &Row, layout: &Layout) -> Option<u32> {
    let whole = layout.words.len().saturating_sub(1).max(1);
    let many = |text: &str, separator: char| text.matches(separator).count() >= whole;
    let holds_a_row = |text: &str| {
        text.contains(['\n', '\r']) && [',', '\t', ';'].into_iter().any(|one| many(text, one))
    };
    let mut cells = row.cells.iter();
    cells
        .find(|cell| cell.value.text().is_some_and(holds_a_row))
        .map(|cell| cell.column)
}
