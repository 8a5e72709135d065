//! Puts the description of a sheet into cells.

use std::collections::BTreeSet;

use mimamori_record::{Lang, Said};
use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

use crate::cell::Cell;
use crate::choices::Choices;
use crate::clean::looks_like_formula;
use crate::key::RowKey;
use crate::mark::PRINTED;
use crate::measure::lines;
use crate::messages;
use crate::sheet::{Body, Sheet};
use crate::style::{LINE, PADDING, Role, Style, Styles, TALLEST};
use crate::workbook::Workbook;

/// Lines of text above and below a table are never squeezed into less than this.
const NOTE_WIDTH: usize = 88;

/// Most lines that one row can show.
const MOST_LINES: usize = ((TALLEST - PADDING) / LINE) as usize;

/// Writes one sheet.
pub(crate) struct SheetWriter<'a> {
    pub(crate) paper: &'a Workbook,
    pub(crate) sheet: &'a Sheet,
    pub(crate) name: &'a str,
    pub(crate) styles: &'a mut Styles,
    pub(crate) choices: &'a mut Choices,
    pub(crate) remarks: &'a mut Vec<Said>,
}

/// Where the parts of the sheet stand.
pub(crate) struct Frame {
    /// First visible column.
    pub(crate) left: u16,
    /// Last column of the table.
    pub(crate) right: u16,
    /// Last column that notes span and that is printed.
    pub(crate) note_right: u16,
    pub(crate) widths: Vec<usize>,
    pub(crate) note_width: usize,
}

impl SheetWriter<'_> {
    pub(crate) fn lang(&self) -> Lang {
        self.paper.lang
    }

    pub(crate) fn write(mut self, out: &mut Worksheet) -> Result<(), XlsxError> {
        let frame = self.frame(out)?;
        let mut at = 0;
        let title = Style::plain(Role::Title);
        self.text(
            out,
            at,
            frame.left,
            self.sheet.title.pick(self.lang()),
            title,
        )?;
        out.set_row_height(at, 28)?;
        at += 1;
        for line in &self.sheet.above {
            at = self.note(out, at, &frame, line)?;
        }
        out.set_row_height(at, 6)?;
        at += 1;
        at = self.fields(out, at, &frame)?;
        let first_heading = at;
        at = self.headings(out, at, &frame)?;
        let first_row = at;
        let breaks = self.table(out, &mut at, &frame)?;
        out.set_row_height(at, 6)?;
        let last_row = at - 1;
        at += 1;
        for line in &self.sheet.below {
            at = self.note(out, at, &frame, line)?;
        }
        self.validations(out, first_row, last_row, &frame)?;
        self.page(out, &frame, first_heading, first_row, last_row)?;
        if self.sheet.group_per_page && !breaks.is_empty() {
            out.set_page_breaks(&breaks)?;
        }
        out.ignore_error_range(
            first_row,
            0,
            last_row,
            frame.right,
            IgnoreError::NumberStoredAsText,
        )?;
        out.set_print_area(0, 0, at - 1, frame.note_right)?;
        Ok(())
    }

    pub(crate) fn frame(&mut self, out: &mut Worksheet) -> Result<Frame, XlsxError> {
        let left = u16::from(self.sheet.is_read_back());
        let mut widths: Vec<usize> = self
            .sheet
            .columns
            .iter()
            .map(|column| usize::from(column.width))
            .collect();
        if widths.is_empty() {
            widths.push(NOTE_WIDTH);
        }
        self.widen(&mut widths);
        let count = u16::try_from(widths.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        if left == 1 {
            out.set_column_width(0, 4)?;
            out.set_column_hidden(0)?;
        }
        for (column, width) in (left..).zip(&widths) {
            out.set_column_width(column, *width as f64)?;
        }
        let right = left + count - 1;
        let columns = self.sheet.columns.iter();
        let printed = columns.take_while(|column| column.printed).count();
        // A sheet without columns has one for its text.
        let printed = printed.max(1).min(widths.len());
        let mut note_right = right - u16::try_from(widths.len() - printed).unwrap_or(0);
        let mut note_width = widths[..printed].iter().sum::<usize>();
        let has_notes = !self.sheet.above.is_empty() || !self.sheet.below.is_empty();
        while has_notes && note_width < NOTE_WIDTH {
            note_right += 1;
            note_width += 9;
            out.set_column_width(note_right, 9)?;
        }
        Ok(Frame {
            left,
            right,
            note_right,
            widths,
            note_width,
        })
    }

    /// Widens the columns of texts that would need a taller row than there is.
    pub(crate) fn widen(&self, widths: &mut [usize]) {
        for row in &self.sheet.rows {
            let Body::Cells(cells) = &row.body else {
                continue;
            };
            for (cell, width) in cells.iter().zip(widths.iter_mut()) {
                if let Cell::Text(text) | Cell::Strong(text) = cell {
                    while *width < 150 && lines(text, *width) > MOST_LINES {
                        *width += 10;
                    }
                }
            }
        }
    }

    /// A line of text across the sheet.
    pub(crate) fn note(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        frame: &Frame,
        line: &Said,
    ) -> Result<u32, XlsxError> {
        self.unkeyed(out, at, frame, false)?;
        let text = self.safe(line.pick(self.lang()), at, frame.left);
        let style = Style {
            quote: looks_like_formula(&text),
            ..Style::plain(Role::Line)
        };
        let format = self.styles.of(style);
        if frame.note_right > frame.left {
            out.merge_range(at, frame.left, at, frame.note_right, &text, format)?;
        } else {
            out.write_string_with_format(at, frame.left, &text, format)?;
        }
        let needed = lines(&text, frame.note_width);
        self.height(out, at, needed, 1.0)?;
        Ok(at + 1)
    }

    /// The hidden row by which the paper is read back.
    pub(crate) fn fields(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        frame: &Frame,
    ) -> Result<u32, XlsxError> {
        if frame.left == 0 {
            return Ok(at);
        }
        let format = self.styles.of(Style::plain(Role::Hidden));
        let keys: BTreeSet<&String> = self.sheet.rows.iter().flat_map(|row| &row.key).collect();
        out.write_string_with_format(at, 0, self.paper.mark.cell(keys.len()), format)?;
        for (column, description) in (frame.left..).zip(&self.sheet.columns) {
            let field = description.field.as_deref().unwrap_or(PRINTED);
            out.write_string_with_format(at, column, field, format)?;
        }
        out.set_row_hidden(at)?;
        Ok(at + 1)
    }

    /// Says in the key column that a row is ours and no row of people's own.
    pub(crate) fn unkeyed(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        frame: &Frame,
        heading: bool,
    ) -> Result<(), XlsxError> {
        if frame.left > 0 {
            let format = self.styles.of(Style::plain(Role::Hidden));
            out.write_string_with_format(at, 0, RowKey::unkeyed(heading), format)?;
        }
        Ok(())
    }

    pub(crate) fn headings(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        frame: &Frame,
    ) -> Result<u32, XlsxError> {
        let columns = &self.sheet.columns;
        let banded = columns.iter().any(|column| column.band.is_some());
        let lang = self.lang();
        let bottom = if banded { at + 1 } else { at };
        let mut tallest = [1, 1];
        let mut i = 0;
        while i < columns.len() {
            let same = columns[i..]
                .iter()
                .take_while(|c| c.band.is_some() && c.band == columns[i].band)
                .count();
            let column = frame.left + i as u16;
            if let Some(band) = columns[i].band.as_ref().filter(|_| same > 0) {
                let last = column + same as u16 - 1;
                let style = self.heading_style(i, i + same - 1, false);
                let text = self.safe(band.pick(lang), at, column);
                let room = frame.widths[i..i + same].iter().sum();
                tallest[0] = tallest[0].max(lines(&text, room));
                let format = self.styles.of(style);
                if last > column {
                    out.merge_range(at, column, at, last, &text, format)?;
                } else {
                    out.write_string_with_format(at, column, &text, format)?;
                }
            }
            for (one, description) in columns.iter().enumerate().skip(i).take(same.max(1)) {
                let column = frame.left + one as u16;
                let style = self.heading_style(one, one, true);
                let text = self.safe(description.heading.pick(lang), bottom, column);
                tallest[1] = tallest[1].max(lines(&text, frame.widths[one]));
                let format = self.styles.of(style);
                if banded && same == 0 {
                    out.merge_range(at, column, bottom, column, &text, format)?;
                } else {
                    out.write_string_with_format(bottom, column, &text, format)?;
                }
            }
            i += same.max(1);
        }
        if banded {
            self.unkeyed(out, at, frame, true)?;
            self.height(out, at, tallest[0], 1.0)?;
        }
        self.unkeyed(out, bottom, frame, true)?;
        self.height(out, bottom, tallest[1], 1.0)?;
        Ok(bottom + 1)
    }

    pub(crate) fn heading_style(&self, first: usize, last: usize, closes: bool) -> Style {
        Style {
            closes,
            fill_in: self.fills_in(Some(first)),
            frame_left: self.framed(first, first.checked_sub(1)),
            frame_right: self.framed(last, Some(last + 1)),
            ..Style::plain(Role::Heading)
        }
    }

    pub(crate) fn fills_in(&self, column: Option<usize>) -> bool {
        column.is_some_and(|at| self.sheet.columns.get(at).is_some_and(|c| c.fill_in))
    }

    /// Whether the side towards a neighbour is the edge of the part to fill in.
    pub(crate) fn framed(&self, column: usize, neighbour: Option<usize>) -> bool {
        self.fills_in(Some(column)) && !self.fills_in(neighbour)
    }

    /// Writes the rows; returns where pages begin.
    pub(crate) fn table(
        &mut self,
        out: &mut Worksheet,
        at: &mut u32,
        frame: &Frame,
    ) -> Result<Vec<u32>, XlsxError> {
        let mut breaks = Vec::new();
        let mut groups = 0;
        for row in &self.sheet.rows {
            match &row.body {
                Body::Cells(cells) => self.row(out, *at, frame, row, cells)?,
                Body::Group(text) => {
                    groups += 1;
                    if groups > 1 {
                        breaks.push(*at);
                    }
                    self.across(out, *at, frame, text, Role::Group)?;
                }
                Body::Note(text) => self.across(out, *at, frame, text, Role::Note)?,
            }
            *at += 1;
        }
        if self.sheet.rows.is_empty() {
            let nothing = messages::NOTHING.into();
            let text = self.sheet.when_empty.as_ref().unwrap_or(&nothing);
            self.across(out, *at, frame, text.pick(self.lang()), Role::Note)?;
            *at += 1;
        }
        Ok(breaks)
    }

    /// A text over the whole row. Not merged where it fits, because merged rows forbid sorting.
    pub(crate) fn across(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        frame: &Frame,
        text: &str,
        role: Role,
    ) -> Result<(), XlsxError> {
        self.unkeyed(out, at, frame, false)?;
        let text = self.safe(text, at, frame.left);
        let room: usize = frame.widths.iter().sum();
        let needed = lines(&text, room * 9 / 10);
        let style = Style {
            wrap: needed > 1,
            quote: looks_like_formula(&text),
            ..Style::plain(role)
        };
        if needed > 1 && frame.right > frame.left {
            let format = self.styles.of(style);
            out.merge_range(at, frame.left, at, frame.right, &text, format)?;
        } else {
            for column in frame.left..=frame.right {
                let style = Style {
                    frame_left: column == frame.left,
                    frame_right: column == frame.right,
                    ..style
                };
                let format = self.styles.of(style);
                if column == frame.left {
                    out.write_string_with_format(at, column, &text, format)?;
                } else {
                    out.write_blank(at, column, format)?;
                }
            }
        }
        self.height(
            out,
            at,
            needed,
            if role == Role::Group { 1.15 } else { 1.0 },
        )
    }
}
