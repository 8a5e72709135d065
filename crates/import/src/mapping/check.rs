//! From what is written to what is meant: every name is looked up, every mistake is pointed at.

use std::ops::Range;

use chrono::NaiveDate;
use mimamori_record::line::{Dataset, Per};
use mimamori_record::{Failure, dictionary};
use mimamori_shell::{Config, day};
use mimamori_text::{heading_key, squeeze};

use super::PART;
use super::seen::SeenSpec;
use super::spec::{DayValue, ExpectSpec, ListSpec, Spec};
use super::{Check, Expect, Field, Limit, List, Mapping};
use crate::messages as say;
use crate::origin::Origin;
use crate::pattern::Pattern;

/// Understands import.toml.
pub(crate) fn understand(config: &Config) -> Result<Mapping, Failure> {
    let spec: Spec = config.parse()?;
    if spec.list.is_empty() {
        return Err(say::no_lists(config.path()));
    }
    let checker = Checker { config };
    let lists = spec.list.into_iter().map(|list| checker.list(list));
    Ok(Mapping {
        town: spec.town,
        lists: lists.collect::<Result<_, _>>()?,
    })
}

pub(super) struct Checker<'a> {
    config: &'a Config,
}

impl Checker<'_> {
    pub(super) fn wrong(&self, place: Range<usize>, (what, advice): say::Pair) -> Failure {
        self.config.wrong(place, &what, advice)
    }

    fn list(&self, spec: ListSpec) -> Result<List, Failure> {
        let place = spec.dataset.span();
        let name = spec.dataset.into_inner();
        let shipped = dictionary::dataset(&name);
        if shipped.is_none() && !spec.own {
            let names = dictionary::DATASETS.iter().map(|entry| entry.name);
            let names: Vec<&str> = names.collect();
            return Err(self.wrong(place, say::no_dataset(&name, &names)));
        }
        if spec.own && !own_name(&name) {
            return Err(self.wrong(place, say::own_dataset(&name)));
        }
        let files = spec.files.get_ref();
        if files.is_empty() || files.iter().any(|file| file.trim().is_empty()) {
            return Err(self.wrong(spec.files.span(), say::no_files()));
        }
        let seen = SeenSpec {
            colours: spec.colours,
            struck: spec.struck,
            comments: spec.comments,
            hidden_rows: spec.hidden_rows,
            require_visible: spec.require_visible,
        };
        let mut furigana = Vec::new();
        let mut fields = Vec::new();
        let written = spec
            .fields
            .into_iter()
            .map(|(key, field)| (key.span(), key.into_inner(), field));
        for (place, key, field) in written {
            if let Some(of) = &field.furigana_of {
                furigana.push((place.clone(), key.clone(), of.clone()));
            }
            let marked = seen.names(&key);
            fields.push(self.field(&name, place, key, field, marked)?);
        }
        fields.sort_by_key(|field| (order_of(&name, &field.key), field.key.clone()));
        for (place, key, of) in furigana {
            self.furigana(&mut fields, place, &key, &of)?;
        }
        self.lines(&mut fields);
        let seen = seen.understand(self.config, &name, &fields)?;
        if !fields.iter().any(Field::anchors) {
            return Err(self.wrong(place, say::nobody(&name)));
        }
        let parts = spec.parts.into_iter();
        let parts: Vec<_> = parts.map(|(part, labels)| (part, labels.keys())).collect();
        if parts.is_empty() && fields.iter().any(|field| field.per_part) {
            return Err(self.wrong(place, say::no_parts()));
        }
        let whole = fields.iter().any(|field| field.key == PART);
        if whole && !parts.is_empty() {
            return Err(self.wrong(place, say::parts_twice()));
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
        let checks = spec
            .checks
            .iter()
            .map(|check| self.check(&name, &fields, check))
            .collect::<Result<Vec<_>, _>>()?;
        let month = self.origins(&spec.month, false)?;
        let period = spec.period.as_deref().unwrap_or_default();
        let years_by_title = spec.period.is_none() && month.is_empty();
        let first_period = period.first().map(toml::Spanned::span);
        let period = self.origins(period, false)?;
        let as_of = self.origins(&spec.as_of, true)?;
        let institution = self.origins(&spec.institution, false)?;
        let rows = spec.table.rows.as_ref().map(|rows| self.rows(rows));
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
        let patterns = |texts: &[String]| -> Vec<Pattern> {
            texts.iter().map(|text| Pattern::new(text)).collect()
        };
        let sheets = match spec.sheets.as_slice() {
            [] => vec![Pattern::new("*")],
            sheets => patterns(sheets),
        };
        let per = spec
            .per
            .or(shipped.map(|entry| entry.per))
            .unwrap_or_default();
        if let Some(place) = first_period
            && (per != Per::Event || !month.is_empty())
        {
            return Err(self.wrong(place, say::period_of_no_events()));
        }
        if shipped.is_some() && matches!(per, Per::Person | Per::PersonMonth) {
            let mut whose = fields.iter().filter(|field| field.below);
            if let Some(field) = whose.find(|field| field.anchors() || field.key == "birth_date") {
                return Err(self.wrong(place, say::repeat_person(&name, &field.key)));
            }
        }
        Ok(List {
            dataset: name.clone(),
            files: patterns(spec.files.get_ref()),
            sheets,
            sheets_named: !spec.sheets.is_empty(),
            skip_sheets: patterns(&spec.skip_sheets),
            heading_rows,
            totals: folded(&spec.table.totals),
            notes: folded(&spec.table.notes),
            end: folded(&spec.table.end),
            end_at_blank: spec.table.end_at_blank,
            rows: rows.transpose()?,
            side_by_side: spec.table.side_by_side,
            may_be_empty: spec.may_be_empty,
            cells: cells([&month, &period, &as_of, &institution], &fields),
            month,
            period,
            years_by_title: years_by_title && per == Per::Event,
            as_of,
            institution,
            parts,
            fields,
            seen,
            left_out: left_out(&spec.left_out, &checks),
            checks,
            expected,
            line: Dataset {
                name,
                closed: spec.closed,
                per,
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

    pub(super) fn limit(
        &self,
        place: Range<usize>,
        written: &DayValue,
    ) -> Result<Option<Limit>, Failure> {
        match written.to_string().as_str() {
            "today" => Ok(Some(Limit::Today)),
            "" => Ok(None),
            _ => Ok(Some(Limit::Day(self.day(place, written)?))),
        }
    }

    fn day(&self, place: Range<usize>, written: &DayValue) -> Result<NaiveDate, Failure> {
        day(&written.to_string()).map_err(|told| self.wrong(place, told))
    }
}

pub(super) fn folded(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| squeeze(text)).collect()
}

/// The cells that origins name.
fn cells(places: [&[Origin]; 4], fields: &[Field]) -> Vec<(u32, u32)> {
    let own = fields.iter().filter_map(|field| field.from.as_ref());
    let all = places.into_iter().flatten().chain(own);
    all.filter_map(|origin| match origin {
        Origin::Cell(row, column) => Some((*row, *column)),
        _ => None,
    })
    .collect()
}

/// Headings that are known and not read; a column of sums is known too.
fn left_out(written: &[String], checks: &[Check]) -> Vec<String> {
    let known = written.iter().map(|text| heading_key(text));
    let sums = checks.iter().flat_map(|check| check.labels.iter().cloned());
    match written {
        [] => Vec::new(),
        _ => known.chain(sums).collect(),
    }
}

/// Whether a list of the town's own may be called so: as rules can write it, and as no list of the
/// dictionary is called.
pub(crate) fn own_name(name: &str) -> bool {
    let shipped = |entry: &dictionary::DatasetEntry| {
        [entry.name, entry.label.ja, entry.label.en].contains(&name)
    };
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    name.starts_with(char::is_alphabetic)
        && name.chars().all(letter)
        && !dictionary::DATASETS.iter().any(shipped)
}

/// Identity first, then the dataset's fields as the dictionary has them, then the town's own.
fn order_of(dataset: &str, key: &str) -> usize {
    let own = dictionary::dataset(dataset).map_or(&[][..], |entry| entry.fields);
    let all = dictionary::IDENTITY.iter().chain(own);
    all.clone()
        .position(|field| field.key == key)
        .unwrap_or_else(|| all.count())
}
