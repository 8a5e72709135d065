//! Where a field stands: under which headings, in how many columns.

use std::ops::Range;

use mimamori_record::Failure;
use mimamori_record::line::FieldType;
use mimamori_text::heading_key;

use super::check::Checker;
use super::spec::{FieldSpec, OneOrMany};
use crate::messages as say;

/// Where a field stands.
pub(super) struct Stand {
    /// The heading as the mapping writes it first.
    pub(super) label: Option<String>,
    /// The spellings of the heading of each of its columns, as keys.
    pub(super) pieces: Vec<Vec<String>>,
    /// Columns under one heading.
    pub(super) span: Option<u32>,
    /// What stands between the pieces.
    pub(super) with: String,
    /// Digits of each piece.
    pub(super) width: Vec<usize>,
}

/// The most columns that make up one value: a telephone number with its two dashes has five.
const MOST_COLUMNS: u32 = 8;

impl Checker<'_> {
    pub(super) fn stand(
        &self,
        place: &Range<usize>,
        key: &str,
        r#type: FieldType,
        spec: &FieldSpec,
        seen: bool,
    ) -> Result<Stand, Failure> {
        let here = |pair| self.wrong(place.clone(), pair);
        let label = spec.label.clone().map(OneOrMany::into_vec);
        let ways = [
            label.is_some(),
            spec.join.is_some(),
            spec.from.is_some(),
            spec.day_columns,
        ];
        // The heading of a part may be all that stands over its column; what is seen has none.
        let unheaded = (spec.per_part || seen) && ways.iter().all(|way| !way);
        let empty = label.as_ref().is_some_and(Vec::is_empty);
        if empty || ways.iter().filter(|way| **way).count() != 1 && !unheaded {
            return Err(here(say::no_label(key)));
        }
        let joins = matches!(
            r#type,
            FieldType::Text
                | FieldType::Id
                | FieldType::Name
                | FieldType::Kana
                | FieldType::Date
                | FieldType::Month
        );
        let written = match &spec.join {
            Some(join)
                if !joins || !(2..=MOST_COLUMNS as usize).contains(&join.get_ref().len()) =>
            {
                return Err(self.wrong(join.span(), say::join(key)));
            }
            Some(join) => join
                .get_ref()
                .iter()
                .cloned()
                .map(OneOrMany::into_vec)
                .collect(),
            None => vec![label.unwrap_or_default()],
        };
        let keys = |labels: &Vec<String>| -> Vec<String> {
            labels.iter().map(|label| heading_key(label)).collect()
        };
        let pieces: Vec<Vec<String>> = written.iter().map(keys).collect();
        let blank = pieces.iter().flatten().any(String::is_empty);
        if blank || spec.join.is_some() && pieces.iter().any(Vec::is_empty) {
            return Err(here(say::empty_label(key)));
        }
        let span = match &spec.span {
            Some(span)
                if !joins
                    || !(2..=MOST_COLUMNS).contains(span.get_ref())
                    || spec.label.is_none()
                    || spec.per_part =>
            {
                return Err(self.wrong(span.span(), say::span(key)));
            }
            span => span.as_ref().map(|span| *span.get_ref()),
        };
        let columns = span.map_or(pieces.len(), |span| span as usize);
        let with = match &spec.with {
            Some(with) if columns == 1 || matches!(r#type, FieldType::Date | FieldType::Month) => {
                return Err(self.wrong(with.span(), say::with(key)));
            }
            Some(with) => with.get_ref().clone(),
            None if matches!(r#type, FieldType::Name | FieldType::Kana) => "\u{3000}".to_owned(),
            None => String::new(),
        };
        let width = match &spec.width {
            Some(written) => {
                let many = matches!(written.get_ref(), OneOrMany::Many(_));
                let width = written.get_ref().clone().into_vec();
                let fits = width.len() == columns && width.iter().all(|width| *width <= 20);
                let some = width.iter().any(|width| *width > 0);
                if r#type != FieldType::Id || !fits || !some || many != (columns > 1) {
                    return Err(self.wrong(written.span(), say::width(key)));
                }
                width
            }
            None => Vec::new(),
        };
        Ok(Stand {
            label: written.into_iter().flatten().next(),
            pieces,
            span,
            with,
            width,
        })
    }
}
