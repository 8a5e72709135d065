//! How a sheet is filled in and printed: drop-downs, paper, repeated headings, header and footer.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::clean::clean_text;
use crate::measure::width;
use crate::messages;
use crate::sheet::{Body, Kind};
use crate::style::FONT;
use crate::write::{Frame, SheetWriter};

impl SheetWriter<'_> {
    pub(crate) fn validations(
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

    pub(crate) fn page(
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
        if first_row > first_heading {
            out.set_repeat_rows(first_heading, first_row - 1)?;
        }
        let frozen = frame.left + self.sheet.frozen;
        out.set_freeze_panes(first_row, if self.sheet.frozen > 0 { frozen } else { 0 })?;
        let has_cells = self
            .sheet
            .rows
            .iter()
            .any(|r| matches!(r.body, Body::Cells(_)));
        if self.sheet.filter && has_cells && !self.sheet.columns.is_empty() {
            // With the hidden column of keys: a program sorts only what its filter spans, and a
            // key that stays behind belongs to another row.
            out.autofilter(first_row - 1, 0, last_row, frame.right)?;
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
    pub(crate) fn scale(&self, frame: &Frame) -> u16 {
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
