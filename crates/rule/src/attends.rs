//! Where somebody goes: the institutions whose lists may show the person.

use std::collections::BTreeSet;

use mimamori_calendar::YearMonth;
use mimamori_record::Absence;
use mimamori_record::line::{Evidence, Record};

use crate::judge::View;
use crate::truth::{Cells, Truth};

/// The lists that say at which school or nursery somebody is.
pub(crate) const REGISTERS: [&str; 2] = ["school-register", "childcare"];

/// The fields of a register that say since when and until when.
pub(crate) const STAY: [&str; 2] = ["enrolled_on", "left_on"];

/// On the lists of which institutions somebody may stand.
pub(crate) enum Places<'a> {
    Any,
    Only(BTreeSet<&'a str>),
}

impl<'a> Places<'a> {
    pub fn may_be(&self, institution: Option<&str>) -> bool {
        match (self, institution) {
            (Places::Any, _) | (_, None) => true,
            (Places::Only(places), Some(name)) => places.contains(name),
        }
    }

    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Places::Only(mut all), Places::Only(more)) => {
                all.extend(more);
                Places::Only(all)
            }
            _ => Places::Any,
        }
    }
}

impl<'a> View<'a> {
    /// The rows that speak for an institution: its own, where the registers show the person there,
    /// and not those that a former school goes on sending.
    pub fn rows_of(
        &self,
        rows: &[&'a Record],
        place: Option<&str>,
        month: YearMonth,
        list: &str,
    ) -> Vec<&'a Record> {
        let there = place.is_some_and(|place| match self.places(list, &[], month) {
            Places::Only(places) => places.contains(place),
            Places::Any => false,
        });
        let own = |row: &&'a Record| !there || self.institution(row) == place;
        rows.iter().copied().filter(own).collect()
    }

    /// Whose list of a month may show the person: the institutions that its rows name and those at
    /// which the registers show it in that month.
    pub fn places(&self, list: &str, rows: &[&'a Record], month: YearMonth) -> Places<'a> {
        let registers = REGISTERS.into_iter().filter(|name| *name != list);
        let stays = registers.flat_map(|name| self.person.of(name));
        let stays = stays.filter(|record| self.stays(record, month));
        let places: Option<BTreeSet<&str>> = rows
            .iter()
            .copied()
            .chain(stays)
            .map(|record| self.institution(record))
            .collect();
        match places {
            Some(places) if !places.is_empty() => Places::Only(places),
            Some(_) if !REGISTERS.contains(&list) => match self.on_no_register() {
                Some(_) => Places::Only(BTreeSet::new()),
                None => Places::Any,
            },
            _ => Places::Any,
        }
    }

    /// Whether the record's list comes from where the registers show the person in its month. Of
    /// somebody whom no register shows, and of a list of no institution, nothing says otherwise.
    pub fn attended(&self) -> Truth {
        let day = self.as_of().single_date();
        let places = self.record.zip(day).map(|(record, day)| {
            let places = self.places(&record.dataset, &[], YearMonth::of(day));
            places.may_be(self.institution(record))
        });
        Truth::of(places.unwrap_or(true), Cells::new())
    }

    fn institution(&self, record: &'a Record) -> Option<&'a str> {
        let of_list = || {
            let source = self.setting.coverage.source(&record.source)?;
            source.institution.as_deref()
        };
        record.text("institution").or_else(of_list)
    }

    /// Whether a row of a register shows that the person was there in a month.
    fn stays(&self, record: &Record, month: YearMonth) -> bool {
        let readable = |field: &str| {
            record
                .fields
                .get(field)
                .is_none_or(|value| !value.is_null())
        };
        let name = format!("{:04}-{:02}", month.year(), month.month());
        let of_month = |date: &str| date.get(..name.len()).unwrap_or_default().cmp(&name);
        let starts = |date: Option<&str>| date.is_none_or(|date| of_month(date).is_le());
        let ends = |date: Option<&str>| date.is_none_or(|date| of_month(date).is_ge());
        let source = self.setting.coverage.source(&record.source);
        let span = source.map(|source| (source.from.as_deref(), source.to.as_deref()));
        let (from, to) = span.unwrap_or_default();
        let [enrolled, left] = STAY;
        STAY.into_iter().all(readable)
            && starts(record.text(enrolled))
            && ends(record.text(left))
            && starts(from)
            && ends(to)
    }

    /// That the person stands on no register of schools and nurseries, all of which are here.
    pub fn on_no_register(&self) -> Option<Cells> {
        let mut cells = Cells::new();
        for name in REGISTERS {
            if self.person.of(name).next().is_some() {
                return None;
            }
            let own = self.person.in_question();
            match self.setting.coverage.absence(name, None, None, own) {
                Absence::No(lists) => cells.extend(lists.into_iter().map(|list| Evidence {
                    person: self.somebody_else(),
                    ..list
                })),
                Absence::Unknown(_) => return None,
            }
        }
        Some(cells)
    }
}
