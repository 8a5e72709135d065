//! The merged areas of an ods, which the reader of its values does not show: it gives what lies
//! under a merge as if it stood there.

use std::collections::HashMap;
use std::io::{BufReader, Cursor};

use mimamori_record::reason;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::book::Unread;
use crate::grid::{Area, Merges};
use crate::xlsx::xml::{attribute, next, reader};

/// The last row and column of a sheet, as far as any office program goes.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;

/// The merged areas of each sheet, by its name.
pub(crate) fn merges(bytes: &[u8]) -> Result<HashMap<String, Merges>, Unread> {
    let archive = ZipArchive::new(Cursor::new(bytes));
    let mut archive = archive.map_err(|_| &reason::FILE_UNREADABLE)?;
    let part = archive.by_name("content.xml");
    read(BufReader::new(part.map_err(|_| &reason::FILE_UNREADABLE)?))
}

fn read(content: impl std::io::BufRead) -> Result<HashMap<String, Merges>, Unread> {
    let mut xml = reader(content)?;
    let mut buffer = Vec::new();
    let mut sheets = HashMap::new();
    let mut at = Place::default();
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(element) => at.start(&element)?,
            Event::Empty(element) => {
                at.start(&element)?;
                at.end(element.name().as_ref(), &mut sheets);
            }
            Event::End(element) => at.end(element.name().as_ref(), &mut sheets),
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// The sheet, row and column at hand; rows from 1, columns from 0.
#[derive(Default)]
struct Place {
    name: String,
    merges: Merges,
    row: u32,
    /// How often the row stands there.
    rows: u32,
    column: u32,
}

impl Place {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Unread> {
        match element.name().as_ref() {
            "table:table" => {
                *self = Place {
                    name: attribute(element, "name").unwrap_or_default(),
                    row: 1,
                    ..Place::default()
                };
            }
            "table:table-row" => {
                self.rows = count(element, "number-rows-repeated");
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(element)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, sheets: &mut HashMap<String, Merges>) {
        match name {
            "table:table-row" => self.row = self.row.saturating_add(self.rows),
            "table:table" => {
                let merges = std::mem::take(&mut self.merges);
                sheets
                    .entry(std::mem::take(&mut self.name))
                    .or_insert(merges);
            }
            _ => {}
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), Unread> {
        let repeated = count(element, "number-columns-repeated");
        let wide = count(element, "number-columns-spanned");
        let high = count(element, "number-rows-spanned");
        if wide > 1 || high > 1 {
            // Cells that look alike are written once, merged ones too.
            let columns = (self.column..LAST_COLUMN).step_by(wide as usize);
            let rows = (self.row..=LAST_ROW).step_by(high as usize);
            let rows: Vec<u32> = rows.take(self.rows.div_ceil(high) as usize).collect();
            for left in columns.take(repeated as usize) {
                for top in &rows {
                    let area = Area {
                        rows: (*top, (top + high - 1).min(LAST_ROW)),
                        columns: (left, (left + wide - 1).min(LAST_COLUMN - 1)),
                    };
                    if !self.merges.push(area) {
                        return Err(&reason::FILE_TOO_LARGE);
                    }
                }
            }
        }
        self.column = self.column.saturating_add(repeated);
        Ok(())
    }
}

/// A number of an element, 1 when it has none.
fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    let value = attribute(element, name).and_then(|value| value.parse::<u32>().ok());
    value.unwrap_or(1).clamp(1, LAST_ROW)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &str) -> Merges {
        let xml = format!(
            r#"<office:spreadsheet><table:table table:name="1"><table:table-column/>{rows}</table:table></office:spreadsheet>"#
        );
        let mut sheets = read(xml.as_bytes()).unwrap();
        sheets.remove("1").unwrap()
    }

    #[test]
    fn an_area_lies_where_its_first_cell_stands() {
        let merges = of(
            r#"<table:table-header-rows><table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row></table:table-header-rows>
            <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1"><text:p>x</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:covered-table-cell/></table:table-row>"#,
        );
        let areas: Vec<Area> = merges.areas().copied().collect();
        assert_eq!(
            areas,
            [Area {
                rows: (4, 5),
                columns: (2, 2)
            }]
        );
        assert!(merges.covers(5, 2) && !merges.covers(4, 2));
    }

    #[test]
    fn merged_cells_that_are_written_once_for_several_are_as_many() {
        let merges = of(
            r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" table:number-columns-repeated="1"/><table:covered-table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-rows-spanned="2" table:number-columns-repeated="2"/></table:table-row>"#,
        );
        assert_eq!(merges.areas().count(), 4);
        assert!(
            [(1, 1), (2, 1), (4, 0), (4, 1)]
                .iter()
                .all(|(r, c)| merges.covers(*r, *c))
        );
    }

    #[test]
    fn numbers_beyond_every_sheet_end_at_its_edge() {
        let merges = of(
            r#"<table:table-row table:number-rows-repeated="4000000000"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-rows-spanned="9" table:number-columns-spanned="4000000000"/></table:table-row>"#,
        );
        assert!(merges.is_empty());
        let many = r#"<table:table-row table:number-rows-repeated="900000"><table:table-cell table:number-columns-spanned="2"/></table:table-row>"#;
        let xml = format!(r#"<table:table table:name="1">{many}</table:table>"#);
        assert_eq!(read(xml.as_bytes()).unwrap_err().code, "file-too-large");
    }
}
