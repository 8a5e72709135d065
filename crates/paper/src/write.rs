//! Puts the description of a sheet into cells.

use chrono::{Datelike, NaiveDate};
use mimamori_record::{Lang, Said};
use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError, column_number_to_name};

use crate::cell::Cell;
use crate::choices::Choices;
use crate::clean::{clean_text, fit_cell, looks_like_formula};
use crate::measure::{lines, width};
use crate::messages;
use crate::sheet::{Body, Column, Kind, Row, Sheet};
use crate::style::{FONT, LINE, Number, PADDING, Role, Style, Styles, TALLEST};
use crate::wareki::{wareki, wareki_month};
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
struct Frame {
    /// First visible column.
    left: u16,
    /// Last column of the table.
    right: u16,
    /// Last column that notes span.
    note_right: u16,
    widths: Vec<usize>,
    note_width: usize,
}

impl SheetWriter<'_> {
    fn lang(&self) -> Lang {
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

    fn frame(&mut self, out: &mut Worksheet) -> Result<Frame, XlsxError> {
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
        let (mut note_right, mut note_width) = (right, widths.iter().sum::<usize>());
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
    fn widen(&self, widths: &mut [usize]) {
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
    fn note(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        frame: &Frame,
        line: &Said,
    ) -> Result<u32, XlsxError> {
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
    fn fields(&mut self, out: &mut Worksheet, at: u32, frame: &Frame) -> Result<u32, XlsxError> {
        if frame.left == 0 {
            return Ok(at);
        }
        let format = self.styles.of(Style::plain(Role::Hidden));
        out.write_string_with_format(at, 0, self.paper.mark.cell(), format)?;
        for (column, description) in (frame.left..).zip(&self.sheet.columns) {
            if let Some(field) = &description.field {
                out.write_string_with_format(at, column, field, format)?;
            }
        }
        out.set_row_hidden(at)?;
        Ok(at + 1)
    }

    fn headings(&mut self, out: &mut Worksheet, at: u32, frame: &Frame) -> Result<u32, XlsxError> {
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
                let style = self.heading_style(i, i + same - 1);
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
                let style = self.heading_style(one, one);
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
            self.height(out, at, tallest[0], 1.0)?;
        }
        self.height(out, bottom, tallest[1], 1.0)?;
        Ok(bottom + 1)
    }

    fn heading_style(&self, first: usize, last: usize) -> Style {
        Style {
            fill_in: self.fills_in(Some(first)),
            frame_left: self.framed(first, first.checked_sub(1)),
            frame_right: self.framed(last, Some(last + 1)),
            ..Style::plain(Role::Heading)
        }
    }

    fn fills_in(&self, column: Option<usize>) -> bool {
        column.is_some_and(|at| self.sheet.columns.get(at).is_some_and(|c| c.fill_in))
    }

    /// Whether the side towards a neighbour is the edge of the part to fill in.
    fn framed(&self, column: usize, neighbour: Option<usize>) -> bool {
        self.fills_in(Some(column)) && !self.fills_in(neighbour)
    }

    /// Writes the rows; returns where pages begin.
    fn table(
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
    fn across(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        frame: &Frame,
        text: &str,
        role: Role,
    ) -> Result<(), XlsxError> {
        let text = self.safe(text, at, frame.left);
        let room: usize = frame.widths.iter().sum();
        let needed = lines(&text, room * 9 / 10);
        let style = Style {
            wrap: needed > 1,
            quote: looks_like_formula(&text),
            ..Style::plain(role)
        };
        let format = self.styles.of(style);
        if needed > 1 && frame.right > frame.left {
            out.merge_range(at, frame.left, at, frame.right, &text, format)?;
        } else {
            for column in frame.left..=frame.right {
                out.write_blank(at, column, format)?;
            }
            out.write_string_with_format(at, frame.left, &text, format)?;
        }
        self.height(
            out,
            at,
            needed,
            if role == Role::Group { 1.15 } else { 1.0 },
        )
    }

    fn row(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        frame: &Frame,
        row: &Row,
        cells: &[Cell],
    ) -> Result<(), XlsxError> {
        if let Some(key) = &row.key {
            let key = self.safe(key, at, 0);
            out.write_string_with_format(at, 0, &key, self.styles.of(Style::plain(Role::Hidden)))?;
        }
        let mut tallest = usize::from(row.lines);
        for (i, description) in self.sheet.columns.iter().enumerate() {
            let column = frame.left + i as u16;
            let cell = cells.get(i).unwrap_or(&Cell::Blank);
            let style = self.body_style(i, description, row, cell);
            let needed = self.cell(out, at, column, cell, style, frame.widths[i])?;
            tallest = tallest.max(needed);
        }
        self.height(out, at, tallest, 1.0)
    }

    fn body_style(&self, i: usize, column: &Column, row: &Row, cell: &Cell) -> Style {
        let numeric = matches!(column.kind, Kind::Integer | Kind::Decimal(_));
        let number = match (cell, &column.kind) {
            (Cell::Date(_), _) | (Cell::Blank, Kind::Date) => Number::Day,
            (Cell::Integer(_), _) => Number::Whole,
            (Cell::Decimal(_), Kind::Decimal(places)) => Number::Places(*places),
            (Cell::Decimal(_), _) => Number::Places(1),
            (Cell::Blank, Kind::Month) => Number::Text,
            _ => Number::General,
        };
        Style {
            number,
            fill_in: column.fill_in,
            centred: column.centred,
            right: numeric && !column.centred,
            strong: row.strong || matches!(cell, Cell::Strong(_)),
            closes: row.closes,
            frame_left: self.framed(i, i.checked_sub(1)),
            frame_right: self.framed(i, Some(i + 1)),
            wrap: !matches!(number, Number::Whole | Number::Places(_)),
            ..Style::plain(Role::Body)
        }
    }

    /// Writes a cell and says how many lines it takes.
    fn cell(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        column: u16,
        cell: &Cell,
        style: Style,
        room: usize,
    ) -> Result<usize, XlsxError> {
        let text = match cell {
            Cell::Blank => {
                out.write_blank(at, column, self.styles.of(style))?;
                return Ok(1);
            }
            Cell::Integer(n) if n.unsigned_abs() < 1_000_000_000_000_000 => {
                out.write_number_with_format(at, column, *n as f64, self.styles.of(style))?;
                return Ok(1);
            }
            Cell::Decimal(n) if n.is_finite() => {
                out.write_number_with_format(at, column, *n, self.styles.of(style))?;
                return Ok(1);
            }
            Cell::Date(day) => match serial(*day) {
                Some(serial) => {
                    out.write_number_with_format(at, column, serial, self.styles.of(style))?;
                    return Ok(1);
                }
                None => self.day(*day),
            },
            Cell::Month(year, month) => self.month(*year, *month),
            Cell::Integer(n) => n.to_string(),
            Cell::Decimal(_) => "－".to_owned(),
            Cell::Text(text) | Cell::Strong(text) => text.clone(),
        };
        self.text(out, at, column, &text, style)?;
        Ok(lines(&text, room))
    }

    fn day(&self, day: NaiveDate) -> String {
        match self.lang() {
            Lang::Ja => wareki(day),
            Lang::En => day.to_string(),
        }
    }

    fn month(&self, year: i32, month: u32) -> String {
        match self.lang() {
            Lang::Ja => wareki_month(year, month),
            Lang::En => format!("{year:04}-{month:02}"),
        }
    }

    /// Writes text as text, whatever it begins with.
    fn text(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        column: u16,
        text: &str,
        style: Style,
    ) -> Result<(), XlsxError> {
        let risky = looks_like_formula(text);
        let text = self.safe(text, at, column);
        let style = Style {
            quote: risky || looks_like_formula(&text),
            ..style
        };
        out.write_string_with_format(at, column, &text, self.styles.of(style))?;
        Ok(())
    }

    fn safe(&mut self, text: &str, at: u32, column: u16) -> String {
        let (text, cut) = fit_cell(clean_text(text), messages::CUT.pick(self.lang()));
        if cut {
            let letter = column_number_to_name(column);
            self.remarks
                .push(messages::text_cut(self.name, at + 1, &letter));
        }
        text
    }

    fn height(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        lines: usize,
        factor: f64,
    ) -> Result<(), XlsxError> {
        let wanted = lines as f64 * LINE * factor + PADDING;
        if wanted > TALLEST {
            self.remarks.push(messages::row_too_tall(self.name, at + 1));
        }
        out.set_row_height(at, wanted.min(TALLEST))?;
        Ok(())
    }

    fn validations(
        &mut self,
        out: &mut Worksheet,
        first: u32,
        last: u32,
        frame: &Frame,
    ) -> Result<(), XlsxError> {
        let lang = self.lang();
        for (column, description) in (frame.left..).zip(&self.sheet.columns) {
            if !description.fill_in {
                continue;
            }
            let labels: &[String] = match &description.kind {
                Kind::Choice(labels) => labels,
                _ => &[],
            };
            if let Some(rule) = self.choices.rule(labels, description.hint.as_ref(), lang)? {
                out.add_data_validation(first, column, last, column, &rule)?;
            }
        }
        Ok(())
    }

    fn page(
        &self,
        out: &mut Worksheet,
        frame: &Frame,
        first_heading: u32,
        first_row: u32,
        last_row: u32,
    ) -> Result<(), XlsxError> {
        let page = self.sheet.page;
        out.set_paper_size(if page.a3 { 8 } else { 9 });
        if page.landscape {
            out.set_landscape();
        } else {
            out.set_portrait();
        }
        out.set_margins(0.4, 0.4, 0.65, 0.6, 0.3, 0.3);
        if self.sheet.group_per_page {
            // Excel drops page breaks set by hand when it fits to pages: set the scale instead.
            out.set_print_scale(self.scale(frame));
        } else {
            out.set_print_fit_to_pages(1, 0);
        }
        out.set_print_center_horizontally(true);
        out.set_repeat_rows(first_heading, first_row - 1)?;
        let frozen = frame.left + self.sheet.frozen;
        out.set_freeze_panes(first_row, if self.sheet.frozen > 0 { frozen } else { 0 })?;
        let has_cells = self
            .sheet
            .rows
            .iter()
            .any(|r| matches!(r.body, Body::Cells(_)));
        if self.sheet.filter && has_cells && !self.sheet.columns.is_empty() {
            out.autofilter(first_row - 1, frame.left, last_row, frame.right)?;
        }
        out.set_selection(first_row, frame.left, first_row, frame.left)?;
        let lang = self.lang();
        let font = format!("&\"{FONT},Regular\"&9");
        let title = header_text(self.paper.title.pick(lang));
        let day = self.day(self.paper.mark.day);
        let label = messages::MADE_FOR.pick(lang);
        out.set_header(format!("&L{font} {title}&R{font} {label} {day}"));
        let foot = self
            .paper
            .footer
            .as_ref()
            .map_or("", |line| line.pick(lang));
        out.set_footer(format!(
            "&L{font} {}&C{font} &P / &N&R{font} {}",
            header_text(foot),
            header_text(self.name)
        ));
        Ok(())
    }

    /// Percent at which the whole width fits on the page.
    fn scale(&self, frame: &Frame) -> u16 {
        let page = self.sheet.page;
        let millimetres = match (page.a3, page.landscape) {
            (false, false) => 190.0,
            (false, true) => 277.0,
            (true, false) => 277.0,
            (true, true) => 400.0,
        };
        // A column of width w is 7 w + 5 pixels at 96 dpi.
        let count = f64::from(frame.note_right - frame.left + 1);
        let pixels = frame.note_width as f64 * 7.0 + count * 5.0;
        let scale = (millimetres / (pixels * 25.4 / 96.0) * 100.0).floor();
        scale.clamp(20.0, 100.0) as u16
    }
}

/// Text for a header or footer: short, and its ampersands are letters.
fn header_text(text: &str) -> String {
    let text = clean_text(text).replace('\n', " ");
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept) > 70 {
            kept.push('…');
            break;
        }
        kept.push(c);
    }
    kept.replace('&', "&&")
}

/// Excel's number of a day; none before March 1900, where Excel counts a day that never was.
fn serial(day: NaiveDate) -> Option<f64> {
    let days = day.num_days_from_ce() - 693_594;
    (days >= 61 && day.year() <= 9999).then_some(f64::from(days))
}
