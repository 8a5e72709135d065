//! Headings that stand once more below: of the next page, or of another table.

use std::collections::HashSet;

use mimamori_calendar::YearMonth;
use mimamori_container::{Cell, Merges, Row};
use mimamori_text::{heading_key, squeeze};

use crate::feed::Feed;
use crate::heading::{self, Layout};
use crate::mapping::List;
use crate::origin::Above;

/// The most rows of titles between two tables.
const TITLES: usize = 6;
/// Rows that are looked at for the headings of another table.
const AHEAD: usize = 16;

/// Looks for headings below those of a table.
pub(crate) struct Again<'a> {
    list: &'a List,
    layout: &'a Layout,
    above: &'a Above,
    merges: &'a Merges,
    /// Everything that a cell of these or other headings may hold, as keys.
    words: HashSet<String>,
    before: u32,
    /// The row that was looked at last holds headings of a table that the mapping does not mean.
    pub(crate) foreign: bool,
}

/// Headings that were found.
pub(crate) struct Found {
    /// The titles above them.
    pub(crate) titles: Vec<Row>,
    /// First and last heading row.
    pub(crate) rows: (u32, u32),
    /// The rows in which they stand.
    pub(crate) window: Vec<Row>,
    /// How the columns stand now, when they stand otherwise than above.
    other: Option<Layout>,
}

impl Found {
    /// The layout of another table; none when it is the same one that goes on.
    pub(crate) fn table(&self, layout: &Layout, says_otherwise: bool) -> Option<Layout> {
        let mut same = layout.clone();
        same.rows = self.rows;
        // What is missing was told above.
        same.missing.clear();
        same.double.clear();
        let same = says_otherwise.then_some(same);
        self.other.clone().or(same)
    }
}

impl<'a> Again<'a> {
    pub(crate) fn new(
        list: &'a List,
        layout: &'a Layout,
        above: &'a Above,
        merges: &'a Merges,
    ) -> Self {
        let mut words: HashSet<String> = HashSet::new();
        for keys in layout.keys.values() {
            for from in 0..keys.len() {
                words.extend((from + 1..=keys.len()).map(|to| keys[from..to].concat()));
            }
        }
        words.extend(
            list.fields
                .iter()
                .flat_map(|field| field.spellings().cloned()),
        );
        // Numbers stand over days, and in every other row.
        words.retain(|word| !word.bytes().all(|b| b.is_ascii_digit()));
        Again {
            list,
            layout,
            above,
            merges,
            words,
            before: layout.rows.1,
            foreign: false,
        }
    }

    /// Whether headings begin in this row, or below it with nothing but titles in between.
    pub(crate) fn find(
        &mut self,
        row: &Row,
        feed: &mut Feed<'_>,
        month: Option<YearMonth>,
    ) -> Option<Found> {
        let gap = row.number > self.before + 1;
        self.before = row.number;
        let heading = self.heading(row);
        self.foreign = false;
        if !heading && !self.title(row, gap) {
            return None;
        }
        let mut window = vec![row.clone()];
        window.extend(feed.look(AHEAD).iter().cloned());
        let start = match heading {
            true => 0,
            false => {
                let rows = window.iter().enumerate().take(TITLES + 1).skip(1);
                let mut rows =
                    rows.take_while(|(_, row)| self.title(row, true) || self.heading(row));
                rows.find(|(_, row)| self.heading(row))?.0
            }
        };
        let titles = window[..start].to_vec();
        let window = window.split_off(start);
        let first = window.first()?;
        if self.repeats(first) {
            let more = window[1..].iter().zip(&window);
            let more = more
                .take_while(|(row, before)| row.number == before.number + 1 && self.goes_on(row));
            let last = more.last().map_or(first.number, |(row, _)| row.number);
            return Some(Found {
                titles,
                rows: (first.number, last),
                window,
                other: None,
            });
        }
        let Some(other) = heading::find(self.list, &window, self.merges, month) else {
            self.foreign = heading && self.mostly_headings(row);
            return None;
        };
        let near = other.rows.0 <= first.number + 1;
        (near && other.columns != self.layout.columns).then_some(Found {
            titles,
            rows: other.rows,
            window,
            other: Some(other),
        })
    }

    /// Whether the first cell that counts, and another one, could be headings.
    fn heading(&self, row: &Row) -> bool {
        let bound = |cell: &&Cell| self.layout.columns.contains_key(&cell.column);
        let cells = || row.cells.iter();
        let known = |cell: &Cell| {
            let text = cell.value.text();
            // Numbers are none of the words, and the first cell of most rows.
            let text = text.filter(|text| !text.bytes().all(|b| b.is_ascii_digit()));
            text.is_some_and(|text| self.words.contains(&heading_key(text)))
        };
        let first = cells().find(bound).or(row.cells.first());
        first.is_some_and(known)
            && (cells().filter(|cell| known(cell)).count() >= 2 || self.repeats(row))
    }

    /// Whether most of a row that begins with a heading is headings: 学校名, 学年, 氏名, 転出先 below a
    /// list with other columns.
    fn mostly_headings(&self, row: &Row) -> bool {
        let texts = row.cells.iter().map(|cell| cell.value.text());
        let known = texts
            .clone()
            .flatten()
            .filter(|text| self.words.contains(&heading_key(text)));
        let figures = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        known.count() * 2 >= row.cells.len().max(5)
            && texts
                .into_iter()
                .all(|text| text.is_some_and(|text| !figures(text)))
    }

    /// Whether these are the headings above once more, or one row of them.
    fn repeats(&self, row: &Row) -> bool {
        // A heading that was missing above makes it another table.
        let more = |cell: &Cell| {
            let free = !self.layout.columns.contains_key(&cell.column);
            let key = || heading_key(&cell.value.shown());
            free && self.layout.missing_label(self.list, &key())
        };
        let bound = row
            .cells
            .iter()
            .filter(|cell| self.layout.columns.contains_key(&cell.column));
        match bound.clone().count() {
            0 => false,
            // 児童 over the name alone: only when nothing else in the row says otherwise.
            1 => self.anchored(row) && row.cells.iter().all(|cell| self.same(cell)),
            _ => bound.clone().all(|cell| self.same(cell)) && !row.cells.iter().any(more),
        }
    }

    /// Whether a row below a heading row belongs to it: another row of headings, units, weekdays.
    fn goes_on(&self, row: &Row) -> bool {
        row.cells.iter().all(|cell| {
            self.same(cell)
                || cell
                    .value
                    .text()
                    .is_some_and(|text| heading_key(text).is_empty())
        })
    }

    fn same(&self, cell: &Cell) -> bool {
        let word = heading_key(&cell.value.shown());
        let over = self.layout.keys.get(&cell.column);
        let whole = self.layout.words.get(&cell.column);
        !word.is_empty()
            && (over.is_some_and(|over| over.contains(&word))
                || whole.is_some_and(|whole| whole.ends_with(&word)))
    }

    fn anchored(&self, row: &Row) -> bool {
        row.cells.iter().any(|cell| self.names(cell))
    }

    /// Whether a cell stands where names or numbers of people stand.
    fn names(&self, cell: &Cell) -> bool {
        self.layout.anchors(self.list, cell.column)
    }

    /// Whether a row could be a title. One that stands where names stand must look like no name.
    fn title(&self, row: &Row, gap: bool) -> bool {
        let text = |cell: &Cell| cell.value.text().is_some();
        if row.cells.len() > TITLES || !row.cells.iter().any(text) {
            return false;
        }
        let wide = |cell: &Cell| {
            let area = self.merges.of(row.number, cell.column);
            area.is_some_and(|area| area.columns.1 > area.columns.0)
        };
        let known =
            |cell: &Cell| wide(cell) || cell.value.text().is_some_and(|text| self.above.says(text));
        if !self.anchored(row) {
            // Titles begin on the left; what stands on the right may be a remark on a row above.
            let left = row.cells.first().zip(self.layout.columns.keys().next());
            let left = left.is_some_and(|(cell, first)| cell.column <= *first);
            return gap || left || row.cells.iter().any(known);
        }
        let group =
            |cell: &&Cell| known(cell) || gap && cell.value.text().is_some_and(names_a_group);
        let mut cells = row.cells.iter();
        row.cells.len() <= 3 && cells.all(|cell| !self.names(cell) || group(&cell))
    }
}

/// 3年2組, 男子, みなと小学校: no name of a person.
fn names_a_group(text: &str) -> bool {
    let text = squeeze(text);
    text.contains(|c: char| c.is_ascii_digit())
        || [
            "組", "年", "学級", "学校", "園", "名簿", "男子", "女子", "一覧", "部",
        ]
        .iter()
        .any(|end| text.ends_with(end))
}
