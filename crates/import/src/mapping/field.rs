//! A field of a list, from what is written to what is meant.

use std::collections::BTreeMap;
use std::ops::Range;

use mimamori_record::line::FieldType;
use mimamori_record::{Failure, dictionary};
use mimamori_shell::nearest;
use mimamori_text::squeeze;

use super::check::{Checker, folded};
use super::spec::{FieldSpec, Merged};
use super::{Field, Limit};
use crate::lines::Line;
use crate::messages as say;
use crate::pattern::Capture;

/// What a blank is said to mean where it stands for the value above it.
const REPEAT: &str = "repeat";

/// The key of the field that says of which part of the list a row speaks.
pub(crate) const PART: &str = "part";

impl Checker<'_> {
    pub(super) fn field(
        &self,
        dataset: &str,
        place: Range<usize>,
        key: String,
        spec: FieldSpec,
        marked: bool,
    ) -> Result<Field, Failure> {
        let entry = dictionary::field_of(dataset, &key);
        // Whatever a list of the town's own has beside identity is its own too.
        let own = spec.own || dictionary::dataset(dataset).is_none();
        let own_type = match (entry, own) {
            (Some(entry), _) => entry.r#type,
            (None, _) if key == PART => FieldType::Code,
            (None, true) => self.own_type(&place, &key, &spec)?,
            (None, false) => {
                let own = dictionary::dataset(dataset).map_or(&[][..], |entry| entry.fields);
                let keys = own.iter().chain(dictionary::IDENTITY);
                let keys = keys.map(|field| field.key);
                return Err(self.wrong(place, say::no_field(dataset, &key, nearest(&key, keys))));
            }
        };
        let r#type = match &spec.r#type {
            Some(written) if entry.is_some() && *written.get_ref() != own_type => {
                return Err(self.wrong(written.span(), say::other_type(&key)));
            }
            _ => own_type,
        };
        let day_columns = spec.day_columns;
        if day_columns != (r#type == FieldType::Marks) {
            return Err(self.wrong(place, say::day_columns(&key, day_columns)));
        }
        let seen = marked || spec.furigana_of.is_some();
        let stand = self.stand(&place, &key, r#type, &spec, seen)?;
        let headed = spec.label.is_some() || spec.join.is_some();
        let repeat = spec.merged == Some(Merged::Repeat);
        if repeat && (!headed || spec.per_part) {
            return Err(self.wrong(place, say::merged(&key)));
        }
        let allowed: Vec<&str> = match r#type {
            FieldType::Yesno => vec!["yes", "no"],
            _ => entry.map_or(Vec::new(), |entry| {
                entry.codes.iter().map(|code| code.key).collect()
            }),
        };
        let mut codes = BTreeMap::new();
        // The parts of a list are what its table of codes says.
        let own = own || key == PART;
        let coded = matches!(
            r#type,
            FieldType::Code | FieldType::Marks | FieldType::Yesno
        );
        if coded && spec.codes.is_empty() {
            let parts = dictionary::dataset(dataset).map_or(&[][..], |entry| entry.parts);
            codes.extend(match key.as_str() {
                PART if parts.is_empty() => return Err(self.wrong(place, say::no_codes(&key))),
                PART => labels_of(parts),
                _ => shipped_codes(r#type, entry),
            });
        }
        for (spelling, meaning) in spec.codes {
            if squeeze(&spelling).is_empty() {
                return Err(self.wrong(meaning.span(), say::empty_code(&key)));
            }
            let checked = match r#type {
                FieldType::Integer => meaning.get_ref().parse::<i64>().is_ok(),
                // The town's own code needs no list of values: the table is the list.
                FieldType::Code if own => true,
                _ => allowed.contains(&meaning.get_ref().as_str()),
            };
            if !checked {
                let what = say::no_code(&key, meaning.get_ref(), &allowed);
                return Err(self.wrong(meaning.span(), what));
            }
            codes.insert(squeeze(&spelling), meaning.into_inner());
        }
        let below = spec
            .blank
            .as_ref()
            .is_some_and(|blank| blank.get_ref() == REPEAT);
        if below && (spec.label.is_none() || spec.span.is_some() || spec.per_part) {
            return Err(self.wrong(place, say::blank_repeat(&key)));
        }
        if let Some(blank) = spec.blank.as_ref().filter(|_| !below) {
            let happened =
                matches!(r#type, FieldType::Date | FieldType::Yesno) && blank.get_ref() == "no";
            if !happened && !allowed.contains(&blank.get_ref().as_str()) {
                let what = say::no_code(&key, blank.get_ref(), &allowed);
                return Err(self.wrong(blank.span(), what));
            }
        }
        let pattern = match &spec.pattern {
            Some(pattern) => match Capture::new(pattern.get_ref()) {
                Some(capture) if spec.from.is_some() => Some(capture),
                _ => return Err(self.wrong(pattern.span(), say::pattern(&key))),
            },
            None => None,
        };
        let range = match &spec.range {
            Some(range) => {
                let (from, to) = range.get_ref();
                (
                    self.limit(range.span(), from)?,
                    self.limit(range.span(), to)?,
                )
            }
            None => (None, entry.filter(|e| e.past).map(|_| Limit::Today)),
        };
        let in_one_column = !spec.per_part
            && !day_columns
            && spec.from.is_none()
            && spec.join.is_none()
            && spec.span.is_none();
        let headed_alone = in_one_column && spec.label.is_some();
        let line = match &spec.line {
            Some(line) if !headed_alone || !(1..=9).contains(line.get_ref()) => {
                return Err(self.wrong(line.span(), say::line(&key)));
            }
            line => line.as_ref().map(|line| Line {
                nth: *line.get_ref(),
                last: *line.get_ref(),
                of: None,
            }),
        };
        let column = match spec.column {
            Some(written) => match column_letters(written.get_ref()) {
                Some(letters) if in_one_column => Some(letters),
                _ => return Err(self.wrong(written.span(), say::column(&key))),
            },
            None => None,
        };
        Ok(Field {
            column,
            label: stand
                .label
                .or_else(|| entry.map(|e| e.label.ja.to_owned()))
                .unwrap_or_default(),
            pieces: stand.pieces,
            span: stand.span,
            with: stand.with,
            line,
            width: stand.width,
            from: match &spec.from {
                Some(from) => Some(self.origin(from, false)?),
                None => None,
            },
            pattern,
            r#type,
            codes,
            empty: folded(&spec.empty),
            blank: spec.blank.map(toml::Spanned::into_inner).filter(|_| !below),
            below,
            range,
            era_coded: spec.era_coded,
            serial: spec.serial,
            per_part: spec.per_part,
            day_columns,
            aside: seen && !headed && spec.from.is_none() && !day_columns,
            // Another field, when all of them are known.
            furigana_of: None,
            repeat,
            optional: spec.optional || spec.furigana_of.is_some(),
            key,
        })
    }

    /// Furigana stands over the text of another field of the list.
    pub(super) fn furigana(
        &self,
        fields: &mut [Field],
        place: Range<usize>,
        key: &str,
        of: &str,
    ) -> Result<(), Failure> {
        let below = fields.iter().position(|field| field.key == of);
        let below = below.filter(|index| {
            let field = &fields[*index];
            field.in_column() && !field.per_part && !field.day_columns && field.key != key
        });
        let this = fields.iter_mut().find(|field| field.key == key);
        match (this, below) {
            (Some(this), Some(_))
                if this.r#type == FieldType::Kana && this.from.is_none() && !this.per_part =>
            {
                this.furigana_of = below;
                Ok(())
            }
            _ => Err(self.wrong(place, say::furigana_of(key))),
        }
    }

    /// Fields that take different lines of one column: the first of them holds the column.
    pub(super) fn lines(&self, fields: &mut [Field]) {
        for index in 0..fields.len() {
            let shares = |other: &Field| {
                let mut mine = fields[index].spellings();
                other.line.is_some() && mine.any(|label| other.spellings().any(|one| one == label))
            };
            let Some(own) = fields[index].line else {
                continue;
            };
            let holder = fields[..index].iter().position(|other| {
                shares(other) && other.line.is_some_and(|line| line.of.is_none())
            });
            let all = fields.iter().filter(|other| shares(other));
            let last = all
                .filter_map(|other| other.line)
                .map(|line| line.nth)
                .max();
            let field = &mut fields[index];
            field.aside |= holder.is_some();
            field.line = Some(Line {
                last: last.unwrap_or(own.nth),
                of: holder,
                ..own
            });
        }
    }

    fn own_type(
        &self,
        place: &Range<usize>,
        key: &str,
        spec: &FieldSpec,
    ) -> Result<FieldType, Failure> {
        let good = key.starts_with(|c: char| c.is_ascii_lowercase())
            && key
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && !dictionary::RESERVED.contains(&key);
        match &spec.r#type {
            Some(written) if good => Ok(*written.get_ref()),
            _ => Err(self.wrong(place.clone(), say::own_field(key))),
        }
    }
}

/// `c` and `Ｃ` are column C.
fn column_letters(written: &str) -> Option<String> {
    let letters = squeeze(written).to_ascii_uppercase();
    let good = (1..=3).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase());
    good.then_some(letters)
}

/// What lists write for a code when the mapping has no table: the dictionary's labels.
pub(crate) fn shipped_codes(
    r#type: FieldType,
    entry: Option<&dictionary::Field>,
) -> BTreeMap<String, String> {
    if r#type == FieldType::Yesno {
        let yes = [
            "○", "〇", "◯", "有", "あり", "済", "はい", "1", "該当", "レ", "✓", "✔", "TRUE",
        ];
        let no = [
            "×",
            "✕",
            "✖",
            "☓",
            "無",
            "なし",
            "未",
            "いいえ",
            "0",
            "非該当",
            "FALSE",
        ];
        let pairs = yes
            .map(|text| (text, "yes"))
            .into_iter()
            .chain(no.map(|text| (text, "no")));
        return pairs
            .map(|(text, meaning)| (squeeze(text), meaning.to_owned()))
            .collect();
    }
    labels_of(entry.map_or(&[][..], |entry| entry.codes))
}

fn labels_of(codes: &[dictionary::Code]) -> BTreeMap<String, String> {
    codes
        .iter()
        .map(|code| (squeeze(code.label.ja), code.key.to_owned()))
        .collect()
}
