//! The table as XML.

use super::{Look, Place, Sheet};
use crate::sheet::Cell;
use std::fmt::Write;

/// Rows and columns of a sheet in LibreOffice.
const HEIGHT: u32 = 1_048_576;
const WIDTH: u16 = 16_384;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.3"><office:automatic-styles>"#;

const STYLES: &str = r##"<style:style style:name="ta1" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true" style:writing-mode="lr-tb"/></style:style><style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="0.56cm" style:use-optimal-row-height="false"/></style:style><number:date-style style:name="N1" number:automatic-order="false"><number:year number:style="long"/><number:text>/</number:text><number:month/><number:text>/</number:text><number:day/></number:date-style><style:style style:name="title" style:family="table-cell" style:parent-style-name="Default"><style:text-properties fo:font-size="14pt" style:font-size-asian="14pt" fo:font-weight="bold" style:font-weight-asian="bold"/></style:style><style:style style:name="note" style:family="table-cell" style:parent-style-name="Default"><style:text-properties fo:font-size="9pt" style:font-size-asian="9pt"/></style:style><style:style style:name="head" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:background-color="#e2efda" fo:border="0.5pt solid #000000" style:vertical-align="middle" fo:wrap-option="wrap"/><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style><style:style style:name="body" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:border="0.5pt solid #000000" style:vertical-align="middle"/></style:style><style:style style:name="centre" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:border="0.5pt solid #000000" style:vertical-align="middle"/><style:paragraph-properties fo:text-align="center"/></style:style><style:style style:name="day" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N1"><style:table-cell-properties fo:border="0.5pt solid #000000" style:vertical-align="middle"/><style:paragraph-properties fo:text-align="center"/></style:style></office:automatic-styles><office:body><office:spreadsheet>"##;

impl Look {
    fn style(self) -> &'static str {
        match self {
            Look::Title => "title",
            Look::Note => "note",
            Look::Head => "head",
            Look::Body => "body",
            Look::Centre => "centre",
            Look::Day => "day",
        }
    }
}

impl Sheet {
    pub(super) fn content(&self) -> String {
        let mut out = String::from(HEAD);
        for (number, width) in (1..).zip(&self.widths) {
            // A digit of ten points is 0.19 cm wide.
            let width = f64::from(*width) * 0.19 + 0.15;
            put(
                &mut out,
                format_args!(
                    r#"<style:style style:name="co{number}" style:family="table-column"><style:table-column-properties style:column-width="{width:.2}cm"/></style:style>"#
                ),
            );
        }
        out.push_str(STYLES);
        put(
            &mut out,
            format_args!(
                r#"<table:table table:name="{}" table:style-name="ta1">"#,
                escaped(&self.name)
            ),
        );
        for number in 1..=self.widths.len() {
            put(
                &mut out,
                format_args!(
                    r#"<table:table-column table:style-name="co{number}" table:default-cell-style-name="Default"/>"#
                ),
            );
        }
        self.rows_into(&mut out);
        out.push_str(
            "</table:table></office:spreadsheet></office:body></office:document-content>\n",
        );
        out
    }

    fn rows_into(&self, out: &mut String) {
        let last = self.rows.keys().next_back().copied().unwrap_or(0);
        for row in 1..=last {
            if row == self.heads.0 {
                out.push_str("<table:table-header-rows>");
            }
            out.push_str(r#"<table:table-row table:style-name="ro1">"#);
            self.cells_into(out, row);
            out.push_str("</table:table-row>");
            if row == self.heads.1 {
                out.push_str("</table:table-header-rows>");
            }
        }
        put(
            out,
            format_args!(
                r#"<table:table-row table:style-name="ro1" table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{WIDTH}"/></table:table-row>"#,
                HEIGHT - last
            ),
        );
    }

    fn cells_into(&self, out: &mut String, row: u32) {
        let places = self.rows.get(&row);
        let place = |column: u16| places.and_then(|places| places.get(&column));
        let covered = |column: u16| self.covered.contains(&(row, column));
        let mut column = 1;
        while column <= WIDTH {
            // How many columns from here on are the same kind of nothing.
            let run = |same: &dyn Fn(u16) -> bool| {
                let mut end = column;
                while end <= WIDTH && same(end) {
                    end += 1;
                }
                end - column
            };
            let count = match place(column) {
                Some(here) if here.cell == Cell::Blank && here.span == (1, 1) => {
                    let count = run(&|at| {
                        place(at).is_some_and(|p| p.cell == Cell::Blank && p.look == here.look)
                    });
                    let style = here.look.style();
                    let blank = format!(r#"<table:table-cell table:style-name="{style}""#);
                    empty(out, &blank, count);
                    count
                }
                Some(here) => {
                    here.write_xml(out);
                    1
                }
                None if covered(column) => {
                    let count = run(&|at| place(at).is_none() && covered(at));
                    empty(out, "<table:covered-table-cell", count);
                    count
                }
                None => {
                    let count = run(&|at| place(at).is_none() && !covered(at));
                    empty(out, "<table:table-cell", count);
                    count
                }
            };
            column += count;
        }
    }
}

impl Place {
    fn write_xml(&self, out: &mut String) {
        let style = self.look.style();
        put(
            out,
            format_args!(r#"<table:table-cell table:style-name="{style}""#),
        );
        if self.span != (1, 1) {
            let (columns, rows) = self.span;
            put(
                out,
                format_args!(
                    r#" table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}""#
                ),
            );
        }
        match &self.cell {
            Cell::Number(number) => put(
                out,
                format_args!(r#" office:value-type="float" office:value="{number}">"#),
            ),
            Cell::Date(date, _) if self.look == Look::Day => put(
                out,
                format_args!(r#" office:value-type="date" office:date-value="{date}">"#),
            ),
            _ => out.push_str(r#" office:value-type="string">"#),
        }
        let shown = match &self.cell {
            Cell::Date(date, _) if self.look == Look::Day => date.format("%Y/%-m/%-d").to_string(),
            cell => cell.shown(),
        };
        put(
            out,
            format_args!("<text:p>{}</text:p></table:table-cell>", spaced(&shown)),
        );
    }
}

/// Closes the tag of `count` cells that hold nothing.
fn empty(out: &mut String, tag: &str, count: u16) {
    out.push_str(tag);
    if count > 1 {
        put(
            out,
            format_args!(r#" table:number-columns-repeated="{count}""#),
        );
    }
    out.push_str("/>");
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = out.write_fmt(text);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A space at the beginning or after another one would be lost, so it has an element of its own.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in text.chars() {
        match c {
            ' ' if before == ' ' => out.push_str("<text:s/>"),
            c => out.push_str(&escaped(c.encode_utf8(&mut [0; 4]))),
        }
        before = c;
    }
    out
}
