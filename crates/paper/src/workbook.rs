//! A whole workbook: its mark, its sheets, and the bytes.

use mimamori_record::{Failure, Lang, Said, Status};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook as File, XlsxError};

use chrono::Datelike;

use crate::choices::Choices;
use crate::clean::sheet_name;
use crate::mark::{Mark, PROPERTY_DAY, PROPERTY_KIND, PROPERTY_SERIES};
use crate::messages;
use crate::sheet::Sheet;
use crate::stamp::stamped;
use crate::style::Styles;
use crate::write::SheetWriter;

/// A paper made of sheets. See the crate's example.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    pub(crate) mark: Mark,
    pub(crate) title: Said,
    pub(crate) lang: Lang,
    pub(crate) footer: Option<Said>,
    pub(crate) sheets: Vec<Sheet>,
}

/// A finished workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// The `.xlsx` file.
    pub bytes: Vec<u8>,
    /// What could not be shown in full, for the log and the reader: sheet and cell, no content.
    pub remarks: Vec<Said>,
}

impl Workbook {
    /// An empty workbook; the title stands at the top of every printed page.
    pub fn new(mark: Mark, title: impl Into<Said>, lang: Lang) -> Self {
        Workbook {
            mark,
            title: title.into(),
            lang,
            footer: None,
            sheets: Vec::new(),
        }
    }

    /// Puts a line at the foot of every printed page, such as 「取扱注意」.
    pub fn footer(mut self, line: impl Into<Said>) -> Self {
        self.footer = Some(line.into());
        self
    }

    /// Adds a sheet.
    pub fn sheet(mut self, sheet: Sheet) -> Self {
        self.sheets.push(sheet);
        self
    }

    /// Adds a sheet to a workbook that is being filled in a loop.
    pub fn push(&mut self, sheet: Sheet) {
        self.sheets.push(sheet);
    }

    /// The sheets' names as they will stand on the tabs.
    pub(crate) fn sheet_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for sheet in &self.sheets {
            let name = sheet_name(sheet.name.pick(self.lang), &names);
            names.push(name);
        }
        names
    }

    /// Makes the file. The same description gives the same bytes.
    ///
    /// # Errors
    /// When a sheet has more rows or columns than a workbook can hold (status 5).
    pub fn finish(&self) -> Result<Built, Failure> {
        self.build().map_err(|error| {
            let detail = match error {
                XlsxError::RowColumnLimitError => "1,048,576 × 16,384".to_owned(),
                // Others tell about the description, never about what stands in the cells.
                other => variant_name(&other),
            };
            Failure::new(
                Status::Files,
                messages::not_built(&detail),
                messages::not_built_advice(),
            )
        })
    }

    fn build(&self) -> Result<Built, XlsxError> {
        let mut file = File::new();
        file.set_properties(&self.properties()?);
        let mut styles = Styles::new(self.lang);
        let mut choices = Choices::default();
        let mut remarks = Vec::new();
        let mut names = self.sheet_names();
        for (sheet, name) in self.sheets.iter().zip(&names) {
            let worksheet = file.add_worksheet().set_name(name)?;
            let writer = SheetWriter {
                paper: self,
                sheet,
                name,
                styles: &mut styles,
                choices: &mut choices,
                remarks: &mut remarks,
            };
            writer.write(worksheet)?;
        }
        let hidden = sheet_name(messages::CHOICES.pick(self.lang), &names);
        choices.write(&mut file, &hidden)?;
        names.push(hidden);
        file.define_name(self.mark.name(), "=1")?;
        let bytes = stamped(file.save_to_buffer()?);
        Ok(Built { bytes, remarks })
    }

    fn properties(&self) -> Result<DocProperties, XlsxError> {
        let day = self.mark.day;
        let year = u16::try_from(day.year()).unwrap_or(1900).clamp(1900, 9999);
        let month = u8::try_from(day.month()).unwrap_or(1);
        let created = ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).unwrap_or(1))?;
        Ok(DocProperties::new()
            .set_title(self.title.pick(self.lang))
            .set_author("mimamori")
            .set_creation_datetime(&created)
            .set_custom_property(PROPERTY_KIND, self.mark.kind.as_str())
            .set_custom_property(PROPERTY_SERIES, self.mark.series.as_str())
            .set_custom_property(PROPERTY_DAY, day.to_string().as_str()))
    }
}

/// The error's variant without what it carries.
fn variant_name(error: &XlsxError) -> String {
    let shown = format!("{error:?}");
    shown
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric())
        .collect()
}
