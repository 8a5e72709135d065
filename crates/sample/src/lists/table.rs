//! Any of the smaller lists: who, and a few columns; written as its department keeps it.

use crate::SampleError;
use crate::days::{Spelling, spell};
use crate::desks::{self, Desk};
use crate::line::{Line, Value};
use crate::log::{Log, Place, Planted, RowAbout};
use crate::ods::Sheet;
use crate::sheet::{Cell, Grid, Looks};
use crate::town::Town;
use rust_xlsxwriter::XlsxError;
use std::path::Path;

/// What kind of file a department keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Xlsx,
    Ods,
    /// CP932 with CRLF and without a title.
    Csv,
}

/// A column: the heading above (of two rows), the heading, the key of its values.
pub(crate) type Column = (&'static str, &'static str, &'static str);

/// A list as its department keeps it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    pub(crate) dataset: &'static str,
    /// Below the folder of the month's lists.
    pub(crate) path: &'static str,
    pub(crate) sheet: &'static str,
    pub(crate) title: &'static str,
    pub(crate) note: &'static str,
    pub(crate) kind: Kind,
    pub(crate) desk: Desk,
    pub(crate) dates: Spelling,
    /// Whether the first column is the resident number; otherwise the rows are numbered.
    pub(crate) numbered: bool,
    /// What the first four columns are called: number, name, kana, birth date.
    pub(crate) who: [&'static str; 4],
    pub(crate) columns: &'static [Column],
    pub(crate) month: u32,
    /// Whose list it is, where several keep one.
    pub(crate) place: &'static str,
}

/// The last row of a list on which nobody stands, which says so.
pub(super) fn nobody() -> [Cell; 2] {
    [Cell::text("計"), Cell::text("0名")]
}

impl Table {
    /// Writes the lines of this list and notes what each row is about.
    pub(crate) fn write(&self, town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
        let list = (self.dataset, self.month, self.place);
        let mine = |line: &&Line| (line.dataset, line.month, line.place) == list;
        let lines: Vec<&Line> = town.lines.iter().filter(mine).collect();
        let path = format!("{}/{}", super::IN, self.path);
        let file = dir.join(&path);
        let sheet = (self.kind != Kind::Csv).then_some(self.sheet);
        let place = Place::new(self.dataset, &path, sheet);
        let first = if self.kind == Kind::Csv { 2 } else { 5 };
        let rows = (first..).zip(&lines).map(|(row, line)| {
            let cells = self.cells(town, line, row - first + 1);
            self.note_down(town, log, line, &place, row, &cells);
            cells
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        match self.kind {
            Kind::Xlsx => super::one_sheet(dir, &path, |looks| self.grid(looks, &rows)),
            Kind::Ods => self.ods(&rows).save(&file),
            Kind::Csv => crate::files::write(&file, &self.csv(&rows)),
        }
    }

    fn cells(&self, town: &Town, line: &Line, number: u32) -> Vec<Cell> {
        let person = &town.people[line.person];
        let written = desks::write(town, self.desk, line.person);
        let first = match self.numbered {
            true if self.kind == Kind::Ods => Cell::Number(person.resident_no.parse().unwrap_or(0)),
            true => Cell::text(&person.resident_no),
            false => Cell::Number(number),
        };
        let birth = match self.kind {
            Kind::Csv => desks::text(written.birth, self.dates),
            _ => Cell::Date(written.birth, self.dates),
        };
        let mut cells = vec![
            first,
            Cell::text(written.name),
            Cell::text(written.kana),
            birth,
        ];
        cells.extend(self.columns.iter().map(|(_, _, key)| match line.get(key) {
            None => Cell::Blank,
            Some(Value::Text(text)) => Cell::text(text),
            Some(Value::Damaged(text, _)) => Cell::text(*text),
            Some(Value::Number(number)) => Cell::Number(*number),
            Some(Value::Day(day)) => Cell::Date(*day, self.dates),
        }));
        cells
    }

    fn note_down(
        &self,
        town: &Town,
        log: &mut Log,
        line: &Line,
        place: &Place,
        row: u32,
        cells: &[Cell],
    ) {
        log.rows.push(RowAbout {
            person: line.person,
            place: place.clone(),
            row,
            name: cells[1].shown(),
            slip: None,
            undecided: !self.numbered && !town.people[line.person].undecided.is_empty(),
        });
        for (column, (_, _, key)) in (5_u16..).zip(self.columns) {
            let Some(Value::Damaged(value, code)) = line.get(key) else {
                continue;
            };
            let (field, part) = match key.split_once('@') {
                Some((field, part)) => (field, Some(part)),
                None => (*key, None),
            };
            log.planted.push(Planted {
                person: line.person,
                place: place.clone(),
                row,
                column,
                field,
                part,
                code,
                value,
            });
        }
    }

    /// The headings: those with the same word above stand under it.
    fn groups(&self) -> Vec<(&'static str, Vec<&'static str>)> {
        let mut groups: Vec<(&str, Vec<&str>)> =
            self.who.iter().map(|head| (*head, Vec::new())).collect();
        for (above, head, _) in self.columns {
            match groups.last_mut() {
                _ if above.is_empty() => groups.push((head, Vec::new())),
                Some((last, below)) if last == above => below.push(head),
                _ => groups.push((above, vec![head])),
            }
        }
        groups
    }

    fn widths(&self) -> Vec<u16> {
        let mut widths = vec![13, 18, 20, 15];
        let wide = |head: &str| u16::try_from(head.chars().count() * 2 + 2).unwrap_or(20);
        widths.extend(self.columns.iter().map(|(_, head, _)| wide(head).max(12)));
        widths
    }

    fn grid<'l>(&self, looks: &'l Looks, rows: &[Vec<Cell>]) -> Result<Grid<'l>, XlsxError> {
        let mut grid = Grid::new(self.sheet, looks)?;
        grid.widths(&self.widths())?;
        grid.title(1, self.title)?;
        grid.note(2, self.note)?;
        let groups = self.groups();
        let groups: Vec<(&str, &[&str])> = groups
            .iter()
            .map(|(above, below)| (*above, below.as_slice()))
            .collect();
        if groups.iter().all(|(_, below)| below.is_empty()) {
            let heads: Vec<&str> = groups.iter().map(|(head, _)| *head).collect();
            grid.heads(4, &heads)?;
            grid.freeze(4, 4, 2)?;
        } else {
            grid.heads_in_two_rows(3, &groups)?;
            grid.freeze(3, 4, 2)?;
        }
        for (row, cells) in (5_u32..).zip(rows) {
            grid.row(row, cells)?;
        }
        if rows.is_empty() {
            grid.row(5, &nobody())?;
        }
        Ok(grid)
    }

    fn ods(&self, rows: &[Vec<Cell>]) -> Sheet {
        let mut sheet = Sheet::new(self.sheet);
        sheet.widths(&self.widths());
        sheet.title(1, self.title);
        sheet.note(2, self.note);
        let groups = self.groups();
        let groups: Vec<(&str, &[&str])> = groups
            .iter()
            .map(|(above, below)| (*above, below.as_slice()))
            .collect();
        sheet.heads_in_two_rows(3, &groups);
        sheet.freeze(3, 4, 2);
        for (row, cells) in (5_u32..).zip(rows) {
            sheet.row(row, cells);
        }
        if rows.is_empty() {
            sheet.row(5, &nobody());
        }
        sheet
    }

    fn csv(&self, rows: &[Vec<Cell>]) -> Vec<u8> {
        let heads = self.columns.iter().map(|(_, head, _)| *head);
        let heads: Vec<&str> = self.who.into_iter().chain(heads).collect();
        let mut lines = vec![heads.join(",")];
        for row in rows {
            let shown = row.iter().map(|cell| match cell {
                Cell::Date(date, _) => spell(*date, self.dates),
                other => other.shown(),
            });
            lines.push(shown.collect::<Vec<_>>().join(","));
        }
        if rows.is_empty() {
            lines.push(nobody().map(|cell| cell.shown()).join(","));
        }
        lines.push(String::new());
        let text = lines.join("\r\n");
        encoding_rs::SHIFT_JIS.encode(&text).0.into_owned()
    }
}
