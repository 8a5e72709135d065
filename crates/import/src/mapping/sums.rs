//! What a list claims about itself: its sums, its first and its last row.

use mimamori_record::line::FieldType;
use mimamori_record::{Failure, dictionary};
use mimamori_text::squeeze;
use toml::Spanned;

use super::check::Checker;
use super::spec::{CheckSpec, OneOrMany};
use super::{Check, Field, Summed};
use crate::messages as say;

impl Checker<'_> {
    pub(super) fn check(
        &self,
        dataset: &str,
        fields: &[Field],
        spec: &Spanned<CheckSpec>,
    ) -> Result<Check, Failure> {
        let place = spec.span();
        let spec = spec.get_ref();
        let labels = spec.label.as_ref().map(OneOrMany::keys).unwrap_or_default();
        if labels.iter().any(String::is_empty) || spec.label.is_some() && labels.is_empty() {
            return Err(self.wrong(place, say::empty_origin()));
        }
        let of = match (&spec.marks, &spec.sum) {
            (Some(marks), None) if !marks.is_empty() && !labels.is_empty() => {
                let Some(field) = fields.iter().find(|field| field.day_columns) else {
                    return Err(self.wrong(place, say::no_marks()));
                };
                let codes = dictionary::field_of(dataset, &field.key);
                let codes = codes.map_or(&[][..], |field| field.codes).iter();
                let codes: Vec<&str> = codes.map(|code| code.key).collect();
                for mark in marks {
                    let code = mark.get_ref().as_str();
                    if !codes.contains(&code) {
                        let what = say::no_code(&field.key, code, &codes);
                        return Err(self.wrong(mark.span(), what));
                    }
                }
                Summed::Marks(marks.iter().map(|mark| mark.get_ref().clone()).collect())
            }
            (None, Some(sum)) if !sum.is_empty() => {
                let numbers = || {
                    let plain = |field: &&Field| field.in_column() && !field.per_part;
                    let fields = fields.iter().filter(plain);
                    fields.filter(|field| field.r#type == FieldType::Integer)
                };
                let find = |key: &Spanned<String>| {
                    let known = numbers().any(|field| field.key == *key.get_ref());
                    let place = fields.iter().position(|field| field.key == *key.get_ref());
                    place.filter(|_| known).ok_or_else(|| {
                        let keys: Vec<&str> = numbers().map(|field| field.key.as_str()).collect();
                        self.wrong(key.span(), say::no_number(key.get_ref(), &keys))
                    })
                };
                Summed::Fields(sum.iter().map(find).collect::<Result<_, _>>()?)
            }
            _ => return Err(self.wrong(place, say::check())),
        };
        Ok(Check { labels, of })
    }

    /// `5:120`, `5:`, `:120`.
    pub(super) fn rows(&self, spec: &Spanned<String>) -> Result<(u32, u32), Failure> {
        let text = squeeze(spec.get_ref());
        let end = |text: &str, without: u32| match text {
            "" => Some(without),
            _ => text.parse::<u32>().ok().filter(|row| *row > 0),
        };
        let rows = text
            .split_once(':')
            .filter(|ends| *ends != ("", ""))
            .and_then(|(from, to)| Some((end(from, 1)?, end(to, u32::MAX)?)));
        rows.filter(|(from, to)| from <= to)
            .ok_or_else(|| self.wrong(spec.span(), say::rows(spec.get_ref())))
    }
}
