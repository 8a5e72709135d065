//! The codes of rows and columns, and which of them a unit falls into.

use std::collections::BTreeSet;

use mimamori_paper::verbatim;
use mimamori_record::line::{InstitutionType, Town};
use mimamori_record::{Lang, Said};

use crate::field::Field;
use crate::messages;
use crate::tables::{DimensionEntry, band};

/// What a unit says in a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Raw {
    /// A number of years, grades or days.
    Number(i64),
    /// A code, the name of a school or worker, or the beginning of an address.
    Word(String),
    /// Nobody can tell for this unit.
    Unknown,
    /// Nobody can tell because a whole list is missing: a count without it would look complete.
    Missing,
}

/// A row or a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Code {
    /// In `table` lines and CSV.
    pub(crate) key: String,
    /// On papers.
    pub(crate) label: Said,
    matches: Matches,
    /// Left out of the table when nobody falls into it.
    spare: bool,
    /// The ages that can fall into it, where that is certain.
    ages: Option<(i64, i64)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Matches {
    Band(i64, Option<i64>),
    Words(Vec<String>),
    Otherwise,
    Unknown,
}

/// What makes the rows or the columns of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dimension {
    pub(crate) field: Field,
    pub(crate) codes: Vec<Code>,
}

impl Dimension {
    /// Builds the codes from tables.toml, the town and, for workers, the data.
    pub(crate) fn new(entry: &DimensionEntry, town: &Town, seen: &BTreeSet<Raw>) -> Self {
        let field = *entry.by.get_ref();
        let mut codes: Vec<Code> = if field.is_number() {
            let bands = entry.bands.iter().filter_map(|text| band(text.get_ref()));
            bands
                .map(|(first, last)| banded(field, first, last))
                .collect()
        } else if !entry.groups.is_empty() {
            let groups = entry.groups.iter();
            groups
                .map(|group| Code {
                    key: group.code.get_ref().clone(),
                    label: Said {
                        ja: group.ja.clone(),
                        en: group.en.clone(),
                    },
                    matches: Matches::Words(
                        group.of.iter().map(|of| of.get_ref().clone()).collect(),
                    ),
                    spare: false,
                    ages: None,
                })
                .collect()
        } else {
            single(field, town, seen)
        };
        codes.push(Code {
            key: "other".to_owned(),
            label: messages::OTHERWISE.into(),
            matches: Matches::Otherwise,
            spare: true,
            ages: None,
        });
        codes.push(Code {
            key: "unknown".to_owned(),
            label: messages::UNKNOWN.into(),
            matches: Matches::Unknown,
            spare: true,
            ages: None,
        });
        Dimension { field, codes }
    }

    /// The code of a value. Every value has one.
    pub(crate) fn place(&self, raw: &Raw) -> usize {
        let unknown = self.codes.len() - 1;
        let found = match raw {
            Raw::Unknown | Raw::Missing => return unknown,
            Raw::Number(n) => self.codes.iter().position(|code| match code.matches {
                Matches::Band(first, last) => first <= *n && last.is_none_or(|last| *n <= last),
                _ => false,
            }),
            Raw::Word(word) => self.codes.iter().position(|code| match &code.matches {
                Matches::Words(words) => words.contains(word),
                _ => false,
            }),
        };
        found.unwrap_or(unknown - 1)
    }

    /// Whether the code is left out when nobody falls into it.
    pub(crate) fn is_spare(&self, code: usize) -> bool {
        self.codes[code].spare
    }
}

/// Whether nobody can be in both: a pupil of a junior high school is not two years old.
pub(crate) fn impossible(one: &Code, other: &Code) -> bool {
    match (one.ages, other.ages) {
        (Some((a, b)), Some((c, d))) => b < c || d < a,
        _ => false,
    }
}

fn banded(field: Field, first: i64, last: Option<i64>) -> Code {
    let (unit_ja, unit_en) = match field {
        Field::Age => ("歳", "years"),
        Field::Grade => ("年", "grade"),
        _ => ("日", "days"),
    };
    let (key, label) = match last {
        Some(last) if last == first => (
            format!("{first}"),
            Said {
                ja: format!("{first}{unit_ja}"),
                en: format!("{first} {unit_en}"),
            },
        ),
        Some(last) => (
            format!("{first}-{last}"),
            Said {
                ja: format!("{first}〜{last}{unit_ja}"),
                en: format!("{first} to {last} {unit_en}"),
            },
        ),
        None => (
            format!("{first}-"),
            Said {
                ja: format!("{first}{unit_ja}以上"),
                en: format!("{first} {unit_en} or more"),
            },
        ),
    };
    let end = last.unwrap_or(i64::from(u16::MAX));
    let ages = match field {
        Field::Age => Some((first, end)),
        // A pupil of the first grade is six on 1 April and seven at the end of the year.
        Field::Grade => Some((first + 5, end + 6)),
        _ => None,
    };
    Code {
        key,
        label,
        matches: Matches::Band(first, last),
        spare: false,
        ages,
    }
}

/// Codes that are not grouped: from the dictionary, the town's table or the data.
fn single(field: Field, town: &Town, seen: &BTreeSet<Raw>) -> Vec<Code> {
    let code = |key: &str, label: Said, spare: bool| Code {
        key: key.to_owned(),
        label,
        matches: Matches::Words(vec![key.to_owned()]),
        spare,
        ages: match key {
            "elementary-school" => Some((6, 12)),
            "junior-high-school" => Some((12, 15)),
            _ => None,
        },
    };
    match field {
        Field::Institution => town
            .institutions
            .iter()
            .filter(|institution| is_school(institution.r#type))
            .map(|institution| code(&institution.name, verbatim(&institution.name), false))
            .collect(),
        Field::Worker => seen
            .iter()
            .filter_map(|raw| match raw {
                Raw::Word(word) if word.is_empty() => {
                    Some(code("", messages::NO_WORKER.into(), false))
                }
                Raw::Word(word) => Some(code(word, verbatim(word), false)),
                _ => None,
            })
            .collect(),
        _ => field
            .codes()
            .iter()
            .map(|c| {
                let spare = matches!(
                    (field, c.key),
                    (Field::Sex, "other") | (Field::Result, "not-taken")
                );
                code(c.key, c.label.into(), spare)
            })
            .collect(),
    }
}

/// Whether children of compulsory age go there.
pub(crate) fn is_school(r#type: InstitutionType) -> bool {
    matches!(
        r#type,
        InstitutionType::ElementarySchool | InstitutionType::JuniorHighSchool
    )
}

impl Code {
    /// On a paper in one language.
    pub(crate) fn shown(&self, lang: Lang) -> &str {
        self.label.pick(lang)
    }
}
