//! Where a value stands that is in no column, from what is written to what is meant.

use mimamori_record::Failure;
use mimamori_text::squeeze;
use toml::Spanned;

use super::check::Checker;
use super::spec::OriginSpec;
use crate::messages as say;
use crate::origin::Origin;

impl Checker<'_> {
    /// Reads an origin; the end of the month is a day and nothing else.
    pub(super) fn origin(&self, spec: &Spanned<OriginSpec>, day: bool) -> Result<Origin, Failure> {
        let place = spec.span();
        let word = match spec.get_ref() {
            OriginSpec::Label(spec) => {
                let keys = spec.label.keys();
                if keys.is_empty() || keys.iter().any(String::is_empty) {
                    return Err(self.wrong(place, say::empty_origin()));
                }
                return Ok(Origin::Label(keys));
            }
            OriginSpec::Word(word) => word,
        };
        let words = ["file", "folder", "sheet", "title", "month-end"];
        let words = &words[..if day { 5 } else { 4 }];
        match word.as_str() {
            "file" => Ok(Origin::File),
            "folder" => Ok(Origin::Folder),
            "sheet" => Ok(Origin::Sheet),
            "title" => Ok(Origin::Title),
            "month-end" if day => Ok(Origin::MonthEnd),
            _ => match cell(word) {
                Some((row, column)) => Ok(Origin::Cell(row, column)),
                None => Err(self.wrong(place, say::no_origin(word, words))),
            },
        }
    }

    /// Reads the places where something stands, in the order in which they are tried.
    pub(super) fn origins(
        &self,
        specs: &[Spanned<OriginSpec>],
        day: bool,
    ) -> Result<Vec<Origin>, Failure> {
        specs.iter().map(|spec| self.origin(spec, day)).collect()
    }
}

/// B2 as row 2, column 1.
fn cell(written: &str) -> Option<(u32, u32)> {
    let text = squeeze(written).to_ascii_uppercase();
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, digits) = text.split_at(letters);
    if !(1..=3).contains(&letters.len()) || digits.starts_with('0') {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0_u32, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
    let row = digits.parse().ok().filter(|row| *row <= 1_048_576)?;
    Some((row, column - 1))
}
