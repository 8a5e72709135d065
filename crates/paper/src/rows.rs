//! The cells of a row: values, styles, safe text, height.

use chrono::NaiveDate;
use mimamori_record::Lang;
use rust_xlsxwriter::{Worksheet, XlsxError, column_number_to_name};

use crate::cell::Cell;
use crate::clean::{clean_text, fit_cell, looks_like_formula};
use crate::measure::lines;
use crate::messages;
use crate::sheet::{Column, Kind, Row};
use crate::style::{LINE, Number, PADDING, Role, Style, TALLEST};
use crate::wareki::{first_year, serial, wareki, wareki_month};
use crate::write::{Frame, SheetWriter};

impl SheetWriter<'_> {
    pub(crate) fn row(
        &mut self,
        out: &mut Worksheet,
        at: u32,
        frame: &Frame,
        row: &Row,
        cells: &[Cell],
    ) -> Result<(), XlsxError> {
        match &row.key {
            Some(key) => {
                let key = self.safe(key, at, 0);
                let format = self.styles.of(Style::plain(Role::Hidden));
                out.write_string_with_format(at, 0, &key, format)?;
            }
            None => self.unkeyed(out, at, frame, false)?,
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

    pub(crate) fn body_style(&self, i: usize, column: &Column, row: &Row, cell: &Cell) -> Style {
        let numeric = matches!(column.kind, Kind::Integer | Kind::Decimal(_));
        let era = |(first, last)| Number::Day(first, last);
        let number = match (cell, &column.kind) {
            (Cell::Date(day), _) => era(first_year(Some(*day))),
            (Cell::Blank, Kind::Date) => era(first_year(None)),
            (Cell::Integer(_), _) => Number::Whole,
            (Cell::Decimal(_), Kind::Decimal(places)) => Number::Places(*places),
            (Cell::Decimal(_), _) => Number::Places(1),
            (Cell::Blank, Kind::Month) => Number::Text,
            // What people write stays as written: 0085 keeps its zeros, 1-2 becomes no date.
            (Cell::Blank, Kind::Text | Kind::Wrapped) if column.fill_in => Number::Text,
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
    pub(crate) fn cell(
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
                    out.write_number_with_format(
                        at,
                        column,
                        f64::from(serial),
                        self.styles.of(style),
                    )?;
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

    pub(crate) fn day(&self, day: NaiveDate) -> String {
        match self.lang() {
            Lang::Ja => wareki(day),
            Lang::En => day.to_string(),
        }
    }

    pub(crate) fn month(&self, year: i32, month: u32) -> String {
        match self.lang() {
            Lang::Ja => wareki_month(year, month),
            Lang::En => format!("{year:04}-{month:02}"),
        }
    }

    /// Writes text as text, whatever it begins with.
    pub(crate) fn text(
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

    pub(crate) fn safe(&mut self, text: &str, at: u32, column: u16) -> String {
        let (text, cut) = fit_cell(clean_text(text), messages::CUT.pick(self.lang()));
        if cut {
            let letter = column_number_to_name(column);
            self.remarks
                .push(messages::text_cut(self.name, at + 1, &letter));
        }
        text
    }

    pub(crate) fn height(
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
}
