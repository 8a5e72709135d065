//! What is seen beside the values: what the mapping says about colours, struck-out text, comments
//! and hidden rows.

use mimamori_container::{Look, Rgb};
use mimamori_record::line::FieldType;
use mimamori_record::{Failure, dictionary};
use mimamori_shell::{Config, nearest};
use serde::Deserialize;
use serde_json::Value as Json;
use toml::Spanned;

use super::Field;
use crate::messages as say;

/// What the mapping says about what is seen beside the values.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// What colours mean.
    pub(crate) colours: Vec<(Paint, Option<Mark>)>,
    /// What struck-out text means.
    pub(crate) struck: Struck,
    /// What becomes of comments.
    pub(crate) comments: Comments,
    /// What becomes of hidden rows.
    pub(crate) hidden_rows: HiddenRows,
    /// Whether a file that does not show all this is refused.
    pub(crate) require_visible: bool,
}

/// A colour that people give a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Paint {
    /// Of the cell.
    Fill(Rgb),
    /// Of the letters.
    Ink(Rgb),
}

/// A look that stands for the value of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    /// Index into the list's fields.
    pub(crate) field: usize,
    /// What the look stands for.
    pub(crate) value: Json,
}

/// What struck-out text means.
#[derive(Debug, Default, PartialEq)]
pub(crate) enum Struck {
    /// Nobody has said: a struck-out value is none, and a struck-out person is not read.
    #[default]
    Unknown,
    /// Nothing.
    Read,
    /// What is struck out counts as not being there.
    LeaveOut,
    /// A struck-out person has this value.
    Mark(Mark),
}

/// What becomes of comments.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comments {
    /// Nobody has said: they are told.
    #[default]
    Unknown,
    /// They mean nothing.
    Ignore,
    /// Those of a row are the value of this field.
    Field(usize),
}

/// What becomes of hidden rows.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HiddenRows {
    /// They are read and told: behind a filter a child must not get lost.
    #[default]
    Read,
    /// They are left out.
    LeaveOut,
}

/// The colours of a look.
pub(crate) fn paints(look: &Look) -> impl Iterator<Item = Paint> + use<> {
    let fill = look.fill.map(Paint::Fill);
    fill.into_iter().chain(look.ink.map(Paint::Ink))
}

impl Seen {
    /// Whether the mapping says what a colour means.
    pub(crate) fn explains(&self, paint: Paint) -> bool {
        self.colours.iter().any(|(known, _)| *known == paint)
    }

    /// The marks that the colours of a cell are.
    pub(crate) fn marks(&self, look: &Look) -> impl Iterator<Item = &Mark> {
        let (fill, ink) = (look.fill.map(Paint::Fill), look.ink.map(Paint::Ink));
        self.colours.iter().filter_map(move |(paint, mark)| {
            let here = Some(*paint) == fill || Some(*paint) == ink;
            mark.as_ref().filter(|_| here)
        })
    }
}

/// A colour as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColourSpec {
    fill: Option<Spanned<String>>,
    ink: Option<Spanned<String>>,
    field: Option<Spanned<String>>,
    value: Option<Spanned<String>>,
    #[serde(default)]
    ignore: bool,
}

/// A word, or the field that it becomes.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "invalid type: expected a string or a table")]
pub(super) enum WordOrField {
    Word(String),
    Field(FieldValue),
}

/// A field, and a value where the look itself has none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldValue {
    field: String,
    value: Option<String>,
}

/// What is written about all this.
pub(super) struct SeenSpec {
    pub(super) colours: Vec<Spanned<ColourSpec>>,
    pub(super) struck: Option<Spanned<WordOrField>>,
    pub(super) comments: Option<Spanned<WordOrField>>,
    pub(super) hidden_rows: HiddenRows,
    pub(super) require_visible: bool,
}

impl SeenSpec {
    /// Whether a look or a comment gives this field its value.
    pub(super) fn names(&self, key: &str) -> bool {
        let named = |spec: &Option<Spanned<WordOrField>>| match spec.as_ref().map(Spanned::get_ref)
        {
            Some(WordOrField::Field(field)) => field.field == key,
            _ => false,
        };
        let colour = |colour: &Spanned<ColourSpec>| {
            let field = colour.get_ref().field.as_ref();
            field.is_some_and(|field| field.get_ref() == key)
        };
        self.colours.iter().any(colour) || named(&self.struck) || named(&self.comments)
    }

    /// Looks every field and value up.
    pub(super) fn understand(
        self,
        config: &Config,
        dataset: &str,
        fields: &[Field],
    ) -> Result<Seen, Failure> {
        let checker = Checker {
            config,
            dataset,
            fields,
        };
        let colours = self.colours.into_iter().map(|spec| checker.colour(spec));
        Ok(Seen {
            colours: colours.collect::<Result<_, _>>()?,
            struck: self
                .struck
                .map_or(Ok(Struck::Unknown), |spec| checker.struck(spec))?,
            comments: self
                .comments
                .map_or(Ok(Comments::Unknown), |spec| checker.comments(spec))?,
            hidden_rows: self.hidden_rows,
            require_visible: self.require_visible,
        })
    }
}

type Place = std::ops::Range<usize>;

struct Checker<'a> {
    config: &'a Config,
    dataset: &'a str,
    fields: &'a [Field],
}

impl Checker<'_> {
    fn wrong(&self, place: Place, (what, advice): say::Pair) -> Failure {
        self.config.wrong(place, &what, advice)
    }

    fn colour(&self, spec: Spanned<ColourSpec>) -> Result<(Paint, Option<Mark>), Failure> {
        let place = spec.span();
        let spec = spec.into_inner();
        let paint = match (spec.fill, spec.ink) {
            (Some(fill), None) => Paint::Fill(self.rgb(&fill)?),
            (None, Some(ink)) => Paint::Ink(self.rgb(&ink)?),
            _ => return Err(self.wrong(place, say::fill_or_ink())),
        };
        match (spec.field, spec.value, spec.ignore) {
            (None, None, true) => Ok((paint, None)),
            (Some(field), Some(value), false) => {
                let mark =
                    self.mark(field.span(), field.get_ref(), value.span(), value.get_ref())?;
                Ok((paint, Some(mark)))
            }
            _ => Err(self.wrong(place, say::colour_meaning())),
        }
    }

    /// `#FFFF00`, as colour pickers show it.
    fn rgb(&self, written: &Spanned<String>) -> Result<Rgb, Failure> {
        let text = written.get_ref();
        let digits = text.strip_prefix('#').unwrap_or(text);
        let good = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| good);
        let Some(number) = number else {
            return Err(self.wrong(written.span(), say::no_colour(text)));
        };
        let [_, red, green, blue] = number.to_be_bytes();
        Ok([red, green, blue])
    }

    fn struck(&self, spec: Spanned<WordOrField>) -> Result<Struck, Failure> {
        let place = spec.span();
        match spec.into_inner() {
            WordOrField::Word(word) if word == "read" => Ok(Struck::Read),
            WordOrField::Word(word) if word == "leave-out" => Ok(Struck::LeaveOut),
            WordOrField::Field(FieldValue {
                field,
                value: Some(value),
            }) => {
                let mark = self.mark(place.clone(), &field, place, &value)?;
                Ok(Struck::Mark(mark))
            }
            _ => Err(self.wrong(place, say::struck())),
        }
    }

    fn comments(&self, spec: Spanned<WordOrField>) -> Result<Comments, Failure> {
        let place = spec.span();
        match spec.into_inner() {
            WordOrField::Word(word) if word == "ignore" => Ok(Comments::Ignore),
            WordOrField::Field(FieldValue { field, value: None }) => {
                let index = self.field(place.clone(), &field)?;
                if self.fields[index].r#type == FieldType::Text {
                    Ok(Comments::Field(index))
                } else {
                    Err(self.wrong(place, say::comments()))
                }
            }
            _ => Err(self.wrong(place, say::comments())),
        }
    }

    /// A field of this list that belongs to the whole row.
    fn field(&self, place: Place, key: &str) -> Result<usize, Failure> {
        let found = self.fields.iter().position(|field| field.key == key);
        match found {
            Some(index) if !self.fields[index].per_part => Ok(index),
            _ => {
                let near = nearest(key, self.fields.iter().map(|field| field.key.as_str()));
                Err(self.wrong(place, say::no_marked_field(key, near)))
            }
        }
    }

    fn mark(&self, place: Place, key: &str, at: Place, value: &str) -> Result<Mark, Failure> {
        let index = self.field(place, key)?;
        let field = &self.fields[index];
        let mut allowed: Vec<&str> = field.codes.values().map(String::as_str).collect();
        let entry = dictionary::field_of(self.dataset, key);
        allowed.extend(
            entry
                .iter()
                .flat_map(|entry| entry.codes)
                .map(|code| code.key),
        );
        allowed.sort_unstable();
        allowed.dedup();
        let read = match field.r#type {
            FieldType::Yesno if value == "yes" => Some(Json::from(true)),
            FieldType::Yesno if value == "no" => Some(Json::from(false)),
            FieldType::Code if allowed.contains(&value) => Some(Json::from(value)),
            FieldType::Integer => value.parse::<i64>().ok().map(Json::from),
            FieldType::Text if !value.trim().is_empty() => Some(Json::from(value)),
            _ => None,
        };
        match read {
            Some(value) => Ok(Mark {
                field: index,
                value,
            }),
            None => Err(self.wrong(at, say::no_code(key, value, &allowed))),
        }
    }
}
