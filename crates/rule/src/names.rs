//! What names mean: the dictionary, and what the town's own lists add to it.

use mimamori_record::Coverage;
use mimamori_record::dictionary::{self, Code, DATASETS, Field, IDENTITY, Unit};
use mimamori_record::line::{FieldType, Per};

use crate::messages::{self, Kind, Sort};
use crate::place::Wrong;
use crate::tree::Name;

/// The lists, fields and codes that expressions may name.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    coverage: &'a Coverage,
}

/// A field and what it holds.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub key: String,
    pub r#type: FieldType,
    codes: &'static [Code],
    /// What its numbers are.
    number: Sort,
}

impl Known {
    fn shipped(field: &Field) -> Self {
        Known {
            key: field.key.to_owned(),
            r#type: field.r#type,
            codes: field.codes,
            number: match field.unit {
                None => Sort::Number,
                Some(Unit::Days) => Sort::Days,
                Some(Unit::Months) => Sort::Months,
                Some(unit) => Sort::Of(unit),
            },
        }
    }

    /// What an expression about it is.
    pub fn sort(&self) -> Sort {
        match self.r#type {
            FieldType::Date | FieldType::Month => Sort::Date,
            FieldType::Integer => self.number,
            FieldType::Yesno => Sort::Truth,
            FieldType::Marks => Sort::Marks,
            _ => Sort::Words,
        }
    }

    /// The keys of values as people wrote them; text stands for itself.
    pub fn values(&self, words: &[Name]) -> Result<Vec<String>, Wrong> {
        words.iter().map(|word| self.value(word)).collect()
    }

    fn value(&self, word: &Name) -> Result<String, Wrong> {
        code_of(self.codes, word, Kind::Code)
    }
}

/// The key of a code by key or label; without a table every word is one.
fn code_of(codes: &[Code], word: &Name, kind: Kind) -> Result<String, Wrong> {
    if codes.is_empty() {
        return Ok(word.text.clone());
    }
    let text = word.text.as_str();
    let named = |code: &&Code| code.key == text || code.label.ja == text || code.label.en == text;
    if let Some(code) = codes.iter().find(named) {
        return Ok(code.key.to_owned());
    }
    let keys = codes.iter().map(|code| code.key);
    let labels = codes.iter().map(|code| code.label.ja);
    let near = nearest(text, keys.clone().chain(labels));
    let allowed: Vec<String> = keys.map(str::to_owned).collect();
    let both = codes.iter();
    let both: Vec<String> = both
        .map(|code| format!("{}（{}）", code.label.ja, code.key))
        .collect();
    Err(Wrong::new(
        word.place.clone(),
        messages::no_such_of(kind, text, near, &allowed, &both),
    ))
}

impl<'a> Names<'a> {
    /// The dictionary and the `dataset` lines of a stream.
    pub fn new(coverage: &'a Coverage) -> Self {
        Names { coverage }
    }

    /// The list that a word names, by its name or by what people call it.
    pub(crate) fn find_list(&self, word: &str) -> Option<String> {
        let entry = DATASETS
            .iter()
            .find(|d| d.name == word || d.label.ja == word || d.label.en == word);
        match entry {
            Some(entry) => Some(entry.name.to_owned()),
            None => Some(self.coverage.dataset(word)?.name.clone()),
        }
    }

    /// How often somebody stands on a list of the stream.
    pub(crate) fn per(&self, list: &str) -> Option<Per> {
        self.coverage.dataset(list).map(|dataset| dataset.per)
    }

    pub(crate) fn list(&self, word: &Name) -> Result<String, Wrong> {
        if let Some(name) = self.find_list(&word.text) {
            return Ok(name);
        }
        let shipped = DATASETS.iter().flat_map(|d| [d.name, d.label.ja]);
        let own = self.coverage.datasets().map(|d| d.name.as_str());
        let near = nearest(&word.text, shipped.chain(own));
        let mut allowed: Vec<String> = DATASETS.iter().map(|d| d.name.to_owned()).collect();
        allowed.extend(
            self.coverage
                .datasets()
                .map(|d| d.name.clone())
                .filter(|name| dictionary::dataset(name).is_none()),
        );
        Err(Wrong::new(
            word.place.clone(),
            messages::no_such(Kind::List, &word.text, near, &allowed),
        ))
    }

    /// The field of a list that a word names, by key, by label, by the department's heading.
    pub(crate) fn find_field(&self, list: &str, word: &str) -> Option<Known> {
        let own = dictionary::dataset(list).map_or(&[][..], |d| d.fields);
        let shipped = own
            .iter()
            .chain(IDENTITY)
            .find(|f| f.key == word || f.label.ja == word || f.label.en == word);
        if let Some(field) = shipped {
            return Some(Known::shipped(field));
        }
        let fields = &self.coverage.dataset(list)?.fields;
        let (key, used) = fields
            .iter()
            .find(|(key, used)| *key == word || used.label == word)?;
        Some(match dictionary::field_of(list, key) {
            Some(field) => Known::shipped(field),
            None => Known {
                key: key.clone(),
                r#type: used.r#type,
                codes: &[],
                number: Sort::Number,
            },
        })
    }

    pub(crate) fn field(&self, list: &str, word: &Name) -> Result<Known, Wrong> {
        self.find_field(list, &word.text).ok_or_else(|| {
            let allowed = self.field_names(list);
            let mut all: Vec<&str> = allowed.iter().map(String::as_str).collect();
            let labels = self.field_labels(list);
            all.extend(labels.map(|label| -> &str { label }));
            let near = nearest(&word.text, all.into_iter());
            Wrong::new(
                word.place.clone(),
                messages::no_such(Kind::Field, &word.text, near, &allowed),
            )
        })
    }

    /// The keys of a list's own fields.
    pub(crate) fn field_names(&self, list: &str) -> Vec<String> {
        let own = dictionary::dataset(list).map_or(&[][..], |d| d.fields);
        let mut names: Vec<String> = own.iter().map(|f| f.key.to_owned()).collect();
        if let Some(dataset) = self.coverage.dataset(list) {
            let more = dataset.fields.keys().filter(|key| {
                !dictionary::is_identity(key) && !own.iter().any(|f| f.key == key.as_str())
            });
            names.extend(more.cloned());
        }
        names
    }

    /// What people call the fields of a list.
    pub(crate) fn field_labels(&self, list: &str) -> impl Iterator<Item = &'static str> {
        let own = dictionary::dataset(list).map_or(&[][..], |d| d.fields);
        own.iter().chain(IDENTITY).flat_map(|f| [f.label.ja, f.key])
    }

    /// A part of a list's rows.
    pub(crate) fn part(&self, list: &str, word: &Name) -> Result<String, Wrong> {
        code_of(parts(list), word, Kind::Part)
    }

    /// The parts of a list's rows as a field, where it has any.
    pub(crate) fn parts(&self, list: &str) -> Option<Known> {
        let known = Known {
            key: "part".to_owned(),
            r#type: FieldType::Code,
            codes: parts(list),
            number: Sort::Number,
        };
        (!known.codes.is_empty()).then_some(known)
    }
}

/// The parts that the dictionary gives a list.
fn parts(list: &str) -> &'static [Code] {
    dictionary::dataset(list).map_or(&[], |entry| entry.parts)
}

/// The nearest of some names, if any is near at all.
pub(crate) fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let scored = names.map(|name| (strsim::jaro_winkler(wrong, name), name));
    let best = scored.fold(None, |best: Option<(f64, &str)>, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    });
    best.filter(|(score, _)| *score > 0.6).map(|(_, name)| name)
}
