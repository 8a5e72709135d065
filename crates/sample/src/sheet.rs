//! Workbooks as an office keeps them: a title, ruled tables, headings that print on every page.

use crate::SampleError;
use crate::days::{Spelling, day, spell};
use chrono::NaiveDate;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::path::Path;

const A3: u8 = 8;
const A4: u8 = 9;

/// What goes into a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// An empty ruled cell.
    Blank,
    Text(String),
    Number(u32),
    Date(NaiveDate, Spelling),
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Cell::Blank
        } else {
            Cell::Text(text)
        }
    }

    /// What a reader of the screen sees.
    pub(crate) fn shown(&self) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(date, how) => spell(*date, *how),
        }
    }
}

/// The looks of cells, made once for a workbook.
pub(crate) struct Looks {
    title: Format,
    note: Format,
    head: Format,
    body: Format,
    centre: Format,
    long: Format,
    dot: Format,
    slash: Format,
}

impl Looks {
    pub(crate) fn new() -> Self {
        let font = || Format::new().set_font_name("游ゴシック").set_font_size(10);
        let ruled = || {
            font()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
        };
        let middle = || ruled().set_align(FormatAlign::Center);
        Looks {
            title: font().set_font_size(14).set_bold(),
            note: font().set_font_size(9),
            head: middle()
                .set_bold()
                .set_background_color(0x00E2_EFDA)
                .set_text_wrap(),
            body: ruled(),
            centre: middle(),
            long: middle().set_num_format("[$-411]ggge\"年\"m\"月\"d\"日\""),
            // The built-in format that Japanese Excel shows as R8.5.1; it has no code in the file.
            dot: middle().set_num_format_index(57),
            slash: middle().set_num_format("yyyy/m/d"),
        }
    }
}

/// One sheet while it is written. Rows and columns count from 1, as people count them.
pub(crate) struct Grid<'l> {
    sheet: Worksheet,
    looks: &'l Looks,
}

fn at(number: u32) -> u32 {
    number.saturating_sub(1)
}

fn across(number: u16) -> u16 {
    number.saturating_sub(1)
}

impl<'l> Grid<'l> {
    pub(crate) fn new(name: &str, looks: &'l Looks) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_landscape();
        sheet.set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
        sheet.set_footer("&C&P / &N");
        Ok(Grid { sheet, looks })
    }

    /// Prints on A3, for tables too wide to be read on A4.
    pub(crate) fn on_a3(&mut self) {
        self.sheet.set_paper_size(A3);
    }

    pub(crate) fn widths(&mut self, widths: &[u16]) -> Result<(), XlsxError> {
        for (column, width) in (0_u16..).zip(widths) {
            self.sheet.set_column_width(column, f64::from(*width))?;
        }
        Ok(())
    }

    pub(crate) fn title(&mut self, row: u32, text: &str) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(at(row), 0, text, &self.looks.title)?;
        Ok(())
    }

    pub(crate) fn note(&mut self, row: u32, text: &str) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(at(row), 0, text, &self.looks.note)?;
        Ok(())
    }

    /// One row of headings from column A.
    pub(crate) fn heads(&mut self, row: u32, labels: &[&str]) -> Result<(), XlsxError> {
        for (column, label) in (1_u16..).zip(labels) {
            self.head(row, column, label)?;
        }
        Ok(())
    }

    pub(crate) fn head(&mut self, row: u32, column: u16, label: &str) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(at(row), across(column), label, &self.looks.head)?;
        Ok(())
    }

    /// A heading that is a number, such as the day of the month.
    pub(crate) fn head_number(
        &mut self,
        row: u32,
        column: u16,
        number: u32,
    ) -> Result<(), XlsxError> {
        self.sheet
            .write_number_with_format(at(row), across(column), number, &self.looks.head)?;
        Ok(())
    }

    /// Two rows of headings: (label above, labels below). A label with nothing below stands in
    /// both rows as one merged cell; one with several below is merged across them.
    pub(crate) fn heads_in_two_rows(
        &mut self,
        row: u32,
        groups: &[(&str, &[&str])],
    ) -> Result<(), XlsxError> {
        let mut column = 1_u16;
        for (label, below) in groups {
            let count = u16::try_from(below.len()).unwrap_or(0);
            let looks = &self.looks.head;
            match count {
                0 => {
                    self.sheet.merge_range(
                        at(row),
                        across(column),
                        at(row + 1),
                        across(column),
                        label,
                        looks,
                    )?;
                }
                1 => {
                    self.head(row, column, label)?;
                }
                _ => {
                    self.sheet.merge_range(
                        at(row),
                        across(column),
                        at(row),
                        across(column + count - 1),
                        label,
                        looks,
                    )?;
                }
            }
            for (place, label) in (0_u16..).zip(*below) {
                self.head(row + 1, column + place, label)?;
            }
            column += count.max(1);
        }
        Ok(())
    }

    /// Writes cells into a row from column A.
    pub(crate) fn row(&mut self, row: u32, cells: &[Cell]) -> Result<(), XlsxError> {
        for (column, cell) in (1_u16..).zip(cells) {
            self.put(row, column, cell)?;
        }
        Ok(())
    }

    pub(crate) fn put(&mut self, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        let (row, column, looks) = (at(row), across(column), self.looks);
        match cell {
            Cell::Blank => self.sheet.write_blank(row, column, &looks.body)?,
            Cell::Text(text) => {
                let look = if text.chars().count() <= 2 || text.starts_with('要') {
                    &looks.centre
                } else {
                    &looks.body
                };
                self.sheet
                    .write_string_with_format(row, column, text, look)?
            }
            Cell::Number(number) => {
                self.sheet
                    .write_number_with_format(row, column, *number, &looks.centre)?
            }
            Cell::Date(date, how) => {
                let look = match how {
                    Spelling::CellLong => &looks.long,
                    Spelling::CellDot => &looks.dot,
                    Spelling::CellSlash => &looks.slash,
                    _ => {
                        self.sheet.write_string_with_format(
                            row,
                            column,
                            spell(*date, *how),
                            &looks.body,
                        )?;
                        return Ok(());
                    }
                };
                let serial = (*date - day(1899, 12, 30)).num_days();
                let serial = u32::try_from(serial).unwrap_or(0);
                self.sheet
                    .write_number_with_format(row, column, serial, look)?
            }
        };
        Ok(())
    }

    /// Headings that stay in view and print on every page, the first columns beside them.
    pub(crate) fn freeze(&mut self, first: u32, rows: u32, columns: u16) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(rows, columns)?;
        self.sheet.set_repeat_rows(at(first), at(rows))?;
        Ok(())
    }

    /// The finished sheet.
    pub(crate) fn done(self) -> Worksheet {
        self.sheet
    }
}

/// Writes the sheets as one workbook, with the month's day as its day of creation.
pub(crate) fn save(path: &Path, sheets: Vec<Worksheet>) -> Result<(), SampleError> {
    let wrong = |source| SampleError::Workbook {
        path: path.to_owned(),
        source,
    };
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 6, 1).map_err(wrong)?;
    book.set_properties(
        &DocProperties::new()
            .set_author("ひなた町")
            .set_creation_datetime(&created),
    );
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    let bytes = book.save_to_buffer().map_err(wrong)?;
    crate::files::write(path, &bytes)
}

/// The letters of a column that counts from 1.
pub(crate) fn column_letters(column: u16) -> String {
    let mut rest = u32::from(column);
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_on_after_z() {
        assert_eq!(column_letters(1), "A");
        assert_eq!(column_letters(26), "Z");
        assert_eq!(column_letters(27), "AA");
        assert_eq!(column_letters(52), "AZ");
        assert_eq!(column_letters(53), "BA");
    }
}
