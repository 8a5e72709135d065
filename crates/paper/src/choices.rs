//! Drop-downs. Short lists stand in the rule itself; long ones, and those with a comma, on a
//! hidden sheet behind a defined name, because the rule holds 255 characters and splits at commas.

use mimamori_record::{Lang, Said};
use rust_xlsxwriter::{DataValidation, Formula, Workbook as File, XlsxError};

use crate::clean::{clean_text, looks_like_formula};
use crate::messages;

/// The long lists of one workbook.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    lists: Vec<Vec<String>>,
}

impl Choices {
    /// The rule that offers the labels, or none when there is nothing to offer or say.
    pub(crate) fn rule(
        &mut self,
        labels: &[String],
        hint: Option<&Said>,
        lang: Lang,
    ) -> Result<Option<DataValidation>, XlsxError> {
        let labels: Vec<String> = labels
            .iter()
            .map(|label| clean_text(label).replace('\n', " ").trim().to_owned())
            .filter(|label| !label.is_empty())
            .collect();
        if labels.is_empty() && hint.is_none() {
            return Ok(None);
        }
        let mut rule = DataValidation::new();
        if labels.is_empty() {
            rule = rule.allow_any_value();
        } else {
            let short = labels
                .iter()
                .map(|l| l.encode_utf16().count() + 1)
                .sum::<usize>()
                <= 250;
            let plain = |l: &String| !l.contains([',', '"']) && !looks_like_formula(l);
            rule = if short && labels.iter().all(plain) {
                rule.allow_list_strings(&labels)?
            } else {
                rule.allow_list_formula(Formula::new(format!("={}", self.name(labels))))
            };
            rule = rule
                .set_error_title(messages::PICK_TITLE.pick(lang))?
                .set_error_message(messages::PICK.pick(lang))?;
        }
        if let Some(hint) = hint {
            let hint: String = clean_text(hint.pick(lang)).chars().take(120).collect();
            rule = rule.set_input_message(hint)?;
        }
        Ok(Some(rule))
    }

    fn name(&mut self, labels: Vec<String>) -> String {
        let at = self.lists.iter().position(|list| *list == labels);
        let at = at.unwrap_or_else(|| {
            self.lists.push(labels);
            self.lists.len() - 1
        });
        format!("choices_{}", at + 1)
    }

    /// Writes the hidden sheet, when a list needs it.
    pub(crate) fn write(&self, file: &mut File, sheet_name: &str) -> Result<(), XlsxError> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let sheet = file.add_worksheet().set_name(sheet_name)?;
        sheet.set_hidden(true);
        for (column, list) in (0u16..).zip(&self.lists) {
            for (row, label) in (0u32..).zip(list) {
                sheet.write_string(row, column, label)?;
            }
        }
        for (column, list) in (0u16..).zip(&self.lists) {
            let letter = rust_xlsxwriter::column_number_to_name(column);
            let area = format!("='{sheet_name}'!${letter}$1:${letter}${}", list.len());
            file.define_name(format!("choices_{}", column + 1), &area)?;
        }
        Ok(())
    }
}
