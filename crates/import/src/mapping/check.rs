//! From what is written to what is meant: every name is looked up, every mistake is pointed at.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use mimamori_record::line::{Dataset, FieldType};
use mimamori_record::{Failure, dictionary};
use mimamori_shell::{Config, nearest};
use mimamori_text::{heading_key, squeeze};

use super::spec::{DayValue, ExpectSpec, FieldSpec, ListSpec, Spec};
use super::{Expect, Field, Limit, List, Mapping, per_of};
use crate::messages as say;
use crate::pattern::Pattern;

/// Understands import.toml.
pub(crate) fn understand(config: &Config) -> Result<Mapping, Failure> {
    let spec: Spec = config.parse()?;
    let checker = Checker { config };
    let lists = spec.list.into_iter().map(|list| checker.list(list));
    Ok(Mapping {
        town: spec.town,
        lists: lists.collect::<Result<_, _>>()?,
    })
}

struct Checker<'a> {
    config: &'a Config,
}

impl Checker<'_> {
    fn wrong(&self, place: Range<usize>, (what, advice): say::Pair) -> Failure {
        self.config.wrong(place, &what, advice)
    }

    fn list(&self, spec: ListSpec) -> Result<List, Failure> {
        let place = spec.dataset.span();
        let name = spec.dataset.into_inner();
        let Some(entry) = dictionary::dataset(&name) else {
            let names = dictionary::DATASETS.iter().map(|entry| entry.name);
            let near = nearest(&name, names.clone());
            return Err(self.wrong(
                place,
                say::no_dataset(&name, near, &names.collect::<Vec<_>>()),
            ));
        };
        let files = spec.files.get_ref();
        if files.is_empty() || files.iter().any(|file| file.trim().is_empty()) {
            return Err(self.wrong(spec.files.span(), say::no_files()));
        }
        let mut fields = Vec::new();
        let written = spec
            .fields
            .into_iter()
            .map(|(key, field)| (key.span(), key.into_inner(), field));
        for (place, key, field) in written {
            fields.push(self.field(entry.name, place, key, field)?);
        }
        fields.sort_by_key(|field| (order_of(entry, &field.key), field.key.clone()));
        if !fields.iter().any(Field::anchors) {
            return Err(self.wrong(place, say::nobody(&name)));
        }
        let parts: Vec<_> = spec
            .parts
            .into_iter()
            .map(|(part, labels)| {
                let keys = labels
                    .into_vec()
                    .iter()
                    .map(|label| heading_key(label))
                    .collect();
                (part, keys)
            })
            .collect();
        if parts.is_empty() && fields.iter().any(|field| field.per_part) {
            return Err(self.wrong(place, say::no_parts()));
        }
        if spec.month.is_empty() && fields.iter().any(|field| field.day_columns) {
            return Err(self.wrong(place, say::no_month()));
        }
        let heading_rows = match spec.heading.rows {
            Some(rows) if !(1..=10).contains(rows.get_ref()) => {
                return Err(self.wrong(rows.span(), say::heading_rows()));
            }
            rows => rows.map(toml::Spanned::into_inner),
        };
        let decided = self.day(spec.decided.span(), spec.decided.get_ref())?;
        let mut expected = Vec::new();
        for one in spec.expected {
            let place = one.span();
            let one = self.expect(one)?;
            let each_its_own = !one.institutions.is_empty() || !one.types.is_empty();
            let told = !spec.institution.is_empty()
                || fields.iter().any(|field| field.key == "institution");
            if each_its_own && !told {
                return Err(self.wrong(place, say::no_institution(&name)));
            }
            if one.deadline.is_some() && spec.month.is_empty() && one.from.is_none() {
                return Err(self.wrong(place, say::deadline_of_no_month()));
            }
            expected.push(one);
        }
        let patterns = |texts: &[String]| {
            texts
                .iter()
                .map(|text| Pattern::new(text))
                .collect::<Vec<_>>()
        };
        let sheets = if spec.sheets.is_empty() {
            patterns(&["*".to_owned()])
        } else {
            patterns(&spec.sheets)
        };
        Ok(List {
            dataset: entry.name,
            files: patterns(spec.files.get_ref()),
            sheets,
            skip_sheets: patterns(&spec.skip_sheets),
            heading_rows,
            totals: folded(&spec.table.totals),
            notes: folded(&spec.table.notes),
            end: folded(&spec.table.end),
            month: spec.month,
            as_of: spec.as_of,
            institution: spec.institution,
            parts,
            fields,
            left_out: spec.left_out.iter().map(|text| heading_key(text)).collect(),
            expected,
            line: Dataset {
                name,
                closed: spec.closed,
                per: spec.per.unwrap_or_else(|| per_of(entry.name)),
                provider: spec.provider,
                purpose: spec.purpose,
                basis: spec.basis,
                decided: decided.to_string(),
                ..Dataset::default()
            },
        })
    }

    fn expect(&self, spec: toml::Spanned<ExpectSpec>) -> Result<Expect, Failure> {
        let place = spec.span();
        let spec = spec.into_inner();
        let month = |written: Option<toml::Spanned<String>>| match written {
            Some(month)
                if month
                    .get_ref()
                    .parse::<mimamori_calendar::YearMonth>()
                    .is_err() =>
            {
                Err(self.wrong(month.span(), say::not_a_month(month.get_ref())))
            }
            month => Ok(month.map(toml::Spanned::into_inner)),
        };
        let deadline = match spec.deadline {
            Some(day) if !(1..=31).contains(day.get_ref()) => {
                return Err(self.wrong(day.span(), say::deadline()));
            }
            day => day.map(toml::Spanned::into_inner),
        };
        Ok(Expect {
            deadline,
            institutions: spec.institutions,
            types: spec.types,
            from: month(spec.from)?,
            to: month(spec.to)?,
            place,
        })
    }

    fn field(
        &self,
        dataset: &str,
        place: Range<usize>,
        key: String,
        spec: FieldSpec,
    ) -> Result<Field, Failure> {
        let entry = dictionary::field_of(dataset, &key);
        let own_type = match (entry, spec.own) {
            (Some(entry), _) => entry.r#type,
            (None, true) => self.own_type(&place, &key, &spec)?,
            (None, false) => {
                let own = dictionary::dataset(dataset).map_or(&[][..], |entry| entry.fields);
                let keys = own
                    .iter()
                    .chain(dictionary::IDENTITY)
                    .map(|field| field.key);
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
        let labels = spec
            .label
            .map(super::spec::OneOrMany::into_vec)
            .unwrap_or_default();
        if labels.is_empty() == (spec.from.is_none() && !day_columns) {
            return Err(self.wrong(place, say::no_label(&key)));
        }
        if labels.iter().any(|label| heading_key(label).is_empty()) {
            return Err(self.wrong(place, say::empty_label(&key)));
        }
        let allowed: Vec<&str> = match r#type {
            FieldType::Yesno => vec!["yes", "no"],
            _ => entry.map_or(Vec::new(), |entry| {
                entry.codes.iter().map(|code| code.key).collect()
            }),
        };
        let mut codes = BTreeMap::new();
        let coded = matches!(
            r#type,
            FieldType::Code | FieldType::Marks | FieldType::Yesno
        );
        if coded && spec.codes.is_empty() {
            codes.extend(shipped_codes(r#type, entry));
        }
        for (spelling, meaning) in spec.codes {
            if squeeze(&spelling).is_empty() {
                return Err(self.wrong(meaning.span(), say::empty_code(&key)));
            }
            let checked = match r#type {
                FieldType::Integer => meaning.get_ref().parse::<i64>().is_ok(),
                // The town's own code needs no list of values: the table is the list.
                FieldType::Code if spec.own => true,
                _ => allowed.contains(&meaning.get_ref().as_str()),
            };
            if !checked {
                let near = nearest(meaning.get_ref(), allowed.iter().copied());
                return Err(self.wrong(
                    meaning.span(),
                    say::no_code(&key, meaning.get_ref(), near, &allowed),
                ));
            }
            codes.insert(squeeze(&spelling), meaning.into_inner());
        }
        if let Some(blank) = &spec.blank {
            let happened =
                matches!(r#type, FieldType::Date | FieldType::Yesno) && blank.get_ref() == "no";
            if !happened && !allowed.contains(&blank.get_ref().as_str()) {
                let near = nearest(blank.get_ref(), allowed.iter().copied());
                return Err(self.wrong(
                    blank.span(),
                    say::no_code(&key, blank.get_ref(), near, &allowed),
                ));
            }
        }
        if let Some(width) = &spec.width
            && (r#type != FieldType::Id || !(1..=20).contains(width.get_ref()))
        {
            return Err(self.wrong(width.span(), say::width(&key)));
        }
        let range = match &spec.range {
            Some(range) => {
                let (from, to) = range.get_ref();
                (
                    self.limit(range.span(), from)?,
                    self.limit(range.span(), to)?,
                )
            }
            // Nobody is born after the day of the run.
            None if key == "birth_date" => (None, Some(Limit::Today)),
            None => (None, None),
        };
        let in_one_column = !spec.per_part && !day_columns && spec.from.is_none();
        let column = match spec.column {
            Some(written) => match column_letters(written.get_ref()) {
                Some(letters) if in_one_column => Some(letters),
                _ => return Err(self.wrong(written.span(), say::column(&key))),
            },
            None => None,
        };
        Ok(Field {
            column,
            label: labels
                .first()
                .cloned()
                .or_else(|| entry.map(|e| e.label.ja.to_owned()))
                .unwrap_or_default(),
            labels: labels.iter().map(|label| heading_key(label)).collect(),
            from: spec.from,
            r#type,
            codes,
            empty: folded(&spec.empty),
            blank: spec.blank.map(toml::Spanned::into_inner),
            width: spec.width.map(toml::Spanned::into_inner),
            range,
            era_coded: spec.era_coded,
            serial: spec.serial,
            per_part: spec.per_part,
            day_columns,
            optional: spec.optional,
            key,
        })
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

    fn limit(&self, place: Range<usize>, written: &DayValue) -> Result<Option<Limit>, Failure> {
        match written.to_string().as_str() {
            "today" => Ok(Some(Limit::Today)),
            "" => Ok(None),
            _ => Ok(Some(Limit::Day(self.day(place, written)?))),
        }
    }

    fn day(&self, place: Range<usize>, written: &DayValue) -> Result<NaiveDate, Failure> {
        let text = written.to_string();
        let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d");
        day.map_err(|_| self.wrong(place, say::not_a_day(&text)))
    }
}

/// `c` and `Ｃ` are column C.
fn column_letters(written: &str) -> Option<String> {
    let letters = squeeze(written).to_ascii_uppercase();
    let good = (1..=3).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase());
    good.then_some(letters)
}

fn folded(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| squeeze(text)).collect()
}

/// Identity first, then the dataset's fields as the dictionary has them, then the town's own.
fn order_of(entry: &dictionary::DatasetEntry, key: &str) -> usize {
    let all = dictionary::IDENTITY.iter().chain(entry.fields);
    all.clone()
        .position(|field| field.key == key)
        .unwrap_or_else(|| all.count())
}

/// What lists write for a code when the mapping has no table: the dictionary's labels.
fn shipped_codes(r#type: FieldType, entry: Option<&dictionary::Field>) -> BTreeMap<String, String> {
    if r#type == FieldType::Yesno {
        let yes = [
            "○", "〇", "◯", "有", "あり", "済", "はい", "1", "該当", "レ", "✓", "✔", "TRUE",
        ];
        let no = ["×", "無", "なし", "未", "いいえ", "0", "非該当", "FALSE"];
        let pairs = yes
            .map(|text| (text, "yes"))
            .into_iter()
            .chain(no.map(|text| (text, "no")));
        return pairs
            .map(|(text, meaning)| (squeeze(text), meaning.to_owned()))
            .collect();
    }
    let codes = entry.map_or(&[][..], |entry| entry.codes);
    codes
        .iter()
        .map(|code| (squeeze(code.label.ja), code.key.to_owned()))
        .collect()
}
