//! The shape of import.toml, as it is written.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use mimamori_record::line::{FieldType, InstitutionType, Per};
use mimamori_text::heading_key;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::seen::{ColourSpec, HiddenRows, WordOrField};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spec {
    #[serde(default = "town_file")]
    pub(super) town: String,
    #[serde(default)]
    pub(super) list: Vec<ListSpec>,
}

fn town_file() -> String {
    "town.toml".to_owned()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListSpec {
    pub(super) dataset: Spanned<String>,
    /// A list of the town's own, which the dictionary does not have.
    #[serde(default)]
    pub(super) own: bool,
    pub(super) files: Spanned<Vec<String>>,
    #[serde(default)]
    pub(super) sheets: Vec<String>,
    #[serde(default)]
    pub(super) skip_sheets: Vec<String>,
    #[serde(default)]
    pub(super) heading: HeadingSpec,
    #[serde(default)]
    pub(super) table: TableSpec,
    #[serde(default)]
    pub(super) month: Vec<Spanned<OriginSpec>>,
    pub(super) period: Option<Vec<Spanned<OriginSpec>>>,
    #[serde(default)]
    pub(super) as_of: Vec<Spanned<OriginSpec>>,
    #[serde(default)]
    pub(super) institution: Vec<Spanned<OriginSpec>>,
    #[serde(default)]
    pub(super) parts: BTreeMap<String, OneOrMany<String>>,
    #[serde(default)]
    pub(super) checks: Vec<Spanned<CheckSpec>>,
    pub(super) fields: BTreeMap<Spanned<String>, FieldSpec>,
    #[serde(default)]
    pub(super) expected: Vec<Spanned<ExpectSpec>>,
    #[serde(default)]
    pub(super) left_out: Vec<String>,
    #[serde(default)]
    pub(super) colours: Vec<Spanned<ColourSpec>>,
    pub(super) struck: Option<Spanned<WordOrField>>,
    pub(super) comments: Option<Spanned<WordOrField>>,
    #[serde(default)]
    pub(super) hidden_rows: HiddenRows,
    #[serde(default)]
    pub(super) require_visible: bool,
    pub(super) closed: bool,
    #[serde(default)]
    pub(super) may_be_empty: bool,
    pub(super) per: Option<Per>,
    pub(super) provider: String,
    pub(super) purpose: String,
    pub(super) basis: String,
    pub(super) decided: Spanned<DayValue>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadingSpec {
    pub(super) rows: Option<Spanned<u32>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TableSpec {
    pub(super) totals: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) end: Vec<String>,
    pub(super) end_at_blank: bool,
    pub(super) rows: Option<Spanned<String>>,
    pub(super) side_by_side: bool,
}

/// file, folder, sheet, title, month-end, a cell, or a label.
#[derive(Debug, Clone)]
pub(super) enum OriginSpec {
    Word(String),
    Label(LabelSpec),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelSpec {
    pub(super) label: OneOrMany<String>,
}

impl<'de> Deserialize<'de> for OriginSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;

        impl<'de> Visitor<'de> for Written {
            type Value = OriginSpec;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string or a table")
            }

            fn visit_str<E>(self, word: &str) -> Result<OriginSpec, E> {
                Ok(OriginSpec::Word(word.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OriginSpec, A::Error> {
                LabelSpec::deserialize(MapAccessDeserializer::new(map)).map(OriginSpec::Label)
            }
        }

        deserializer.deserialize_any(Written)
    }
}

/// A column, or a row of totals, that says what the rows of the list add up to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckSpec {
    pub(super) label: Option<OneOrMany<String>>,
    pub(super) marks: Option<Vec<Spanned<String>>>,
    pub(super) sum: Option<Vec<Spanned<String>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ExpectSpec {
    pub(super) institutions: Vec<String>,
    pub(super) types: Vec<InstitutionType>,
    pub(super) from: Option<Spanned<String>>,
    pub(super) to: Option<Spanned<String>>,
    pub(super) deadline: Option<Spanned<u32>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FieldSpec {
    pub(super) label: Option<OneOrMany<String>>,
    /// The headings of several columns that make up the value.
    pub(super) join: Option<Spanned<Vec<OneOrMany<String>>>>,
    /// So many columns side by side under one heading make up the value.
    pub(super) span: Option<Spanned<u32>>,
    pub(super) with: Option<Spanned<String>>,
    /// Which line of cells of several lines is the value, from 1.
    pub(super) line: Option<Spanned<usize>>,
    pub(super) column: Option<Spanned<String>>,
    pub(super) from: Option<Spanned<OriginSpec>>,
    /// Which part of what stands there is meant.
    pub(super) pattern: Option<Spanned<String>>,
    pub(super) r#type: Option<Spanned<FieldType>>,
    pub(super) codes: BTreeMap<String, Spanned<String>>,
    pub(super) empty: Vec<String>,
    pub(super) blank: Option<Spanned<String>>,
    pub(super) width: Option<Spanned<OneOrMany<usize>>>,
    pub(super) range: Option<Spanned<(DayValue, DayValue)>>,
    pub(super) era_coded: bool,
    pub(super) serial: bool,
    pub(super) per_part: bool,
    pub(super) day_columns: bool,
    /// The field over whose text it stands as furigana.
    pub(super) furigana_of: Option<String>,
    /// What a cell merged over several rows says about the lower ones.
    pub(super) merged: Option<Merged>,
    pub(super) optional: bool,
    /// The town's own field, which the dictionary does not have.
    pub(super) own: bool,
}

/// What a cell merged over several rows says about the lower ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Merged {
    /// The same as about the first.
    Repeat,
}

/// A day, bare (2026-04-01) or in quotes.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "invalid type: expected a day")]
pub(super) enum DayValue {
    Bare(toml::value::Datetime),
    Text(String),
}

impl std::fmt::Display for DayValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            DayValue::Bare(day) => day.fmt(f),
            DayValue::Text(text) => f.write_str(text),
        }
    }
}

/// `"氏名"` or `["氏名", "児童氏名"]`, `6` or `[3, 4]`.
#[derive(Debug, Clone)]
pub(super) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

/// By hand, so that `width = "6"` is told as text where a number is wanted.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Written<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("one value or several")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<OneOrMany<T>, E> {
                T::deserialize(text.into_deserializer()).map(OneOrMany::One)
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<OneOrMany<T>, E> {
                T::deserialize(number.into_deserializer()).map(OneOrMany::One)
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<OneOrMany<T>, E> {
                T::deserialize(number.into_deserializer()).map(OneOrMany::One)
            }

            fn visit_bool<E: Error>(self, truth: bool) -> Result<OneOrMany<T>, E> {
                T::deserialize(truth.into_deserializer()).map(OneOrMany::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, all: A) -> Result<OneOrMany<T>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(all)).map(OneOrMany::Many)
            }
        }

        deserializer.deserialize_any(Written(PhantomData))
    }
}

impl<T> OneOrMany<T> {
    pub(super) fn into_vec(self) -> Vec<T> {
        match self {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

impl OneOrMany<String> {
    /// Headings as they are compared.
    pub(super) fn keys(&self) -> Vec<String> {
        let labels = self.clone().into_vec().into_iter();
        labels.map(|label| heading_key(&label)).collect()
    }
}
