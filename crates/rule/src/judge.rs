//! What an expression says about somebody, with the cells or the causes.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use mimamori_calendar::{
    YearMonth, age_in_months, fiscal_year, fiscal_year_end_of_age, fiscal_year_first_day,
    fiscal_year_last_day, grade,
};
use mimamori_record::line::{Cause, Record};
use mimamori_record::{Absence, Block, Coverage, Individual, reason};
use serde_json::Value as Json;

use crate::amount::{Amount, date};
use crate::cell::Cell;
use crate::records::counted;
use crate::schools::Schools;
use crate::tree::At;
use crate::truth::Truth;
use crate::typed::{Ask, Group, Take, Test, Value};

/// What judgements rest on beside the household itself.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Town, lists, sources, open pairs.
    pub coverage: &'a Coverage,
    /// The day that judgements refer to.
    pub today: NaiveDate,
    /// The school days of the town.
    pub schools: &'a Schools,
}

/// A pregnancy of 40 weeks 0 days ends on the due date.
const DAYS_TO_DUE_DATE: i64 = 280;

/// The first day of the fiscal year of a day.
pub(crate) fn year_start(day: NaiveDate) -> NaiveDate {
    fiscal_year_first_day(fiscal_year(day))
}

fn year_end(day: NaiveDate) -> NaiveDate {
    fiscal_year_last_day(fiscal_year(day))
}

/// A person within a household, and possibly one of the person's records.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub setting: Setting<'a>,
    pub block: &'a Block,
    pub person: &'a Individual,
    /// The person whom the judgement is about.
    pub asked: &'a Individual,
    pub record: Option<&'a Record>,
    /// In place of a record: one that has not come, of this month.
    pub unseen: Option<YearMonth>,
}

impl<'a> View<'a> {
    pub fn test(&self, test: &'a Test) -> Truth {
        match &test.ask {
            Ask::And(a, b) => self.test(a).and(self.test(b)),
            Ask::Or(a, b) => self.test(a).or(self.test(b)),
            Ask::Not(a) => self.test(a).not(),
            Ask::Defined(inner) => self.test(inner),
            Ask::Own(inner) => self.own().test(inner),
            Ask::Compare(a, sign, b) => self.value(a).compare(*sign, self.value(b)),
            Ask::In(words, values) => self.member(words, values),
            Ask::Blank(field) => self.blank(field),
            Ask::None(field, by) => self.nothing(field, by.as_deref()),
            Ask::Yesno(field) => match self.cell(field) {
                Cell::Value(Json::Bool(value), evidence) => Truth::of(*value, vec![evidence]),
                Cell::Code("yes", evidence) => Truth::Yes(vec![evidence]),
                Cell::Value(..) | Cell::Code(..) => Truth::unknown(self.unreadable(field)),
                Cell::Nothing(evidence) => Truth::No(vec![evidence]),
                Cell::Unknown(cause) => Truth::unknown(cause),
            },
            Ask::Records(records) => self.any(records),
            Ask::Last(field, records) => self.last(field, records),
            Ask::Arrived(records) => self.arrived(records),
            Ask::People(group, with) => self.any_of(*group, with.as_deref()),
            Ask::Child => self.child(),
        }
    }

    pub fn value(&self, value: &'a Value) -> Amount {
        let today = self.setting.today;
        match &value.take {
            Take::Fixed(number) => Amount::exactly(*number, Vec::new()),
            Take::Today => Amount::date(today, Vec::new()),
            Take::YearStart => Amount::date(year_start(today), Vec::new()),
            Take::YearEnd => Amount::date(year_end(today), Vec::new()),
            Take::Born => self.of_birth(|born| Some(i64::from(born.num_days_from_ce()))),
            Take::Age => self.of_birth(|born| age_in_months(born, today).map(i64::from)),
            Take::Grade => self.of_birth(|born| Some(i64::from(grade(born, today)))),
            Take::At(at, day) => self.at(*at, self.value(day)),
            Take::YearEndOfAge(years) => self.of_birth(|born| {
                let day = fiscal_year_end_of_age(born, *years);
                Some(i64::from(day.num_days_from_ce()))
            }),
            Take::Pregnancy(due, on) => {
                let days = self.value(on).plus(self.value(due), -1);
                let days = days.plus(Amount::exactly(DAYS_TO_DUE_DATE, Vec::new()), 1);
                days.through(|days| (days >= 0).then_some(days / 7))
            }
            Take::Own(inner) => self.own().value(inner),
            Take::AsOf => self.as_of(),
            Take::AsOfList(list) => self.as_of_list(list),
            Take::Field(field) => self.amount(field),
            Take::Plus(a, factor, b) => self.value(a).plus(self.value(b), *factor),
            Take::PlusMonths(a, months) => self.value(a).plus_months(*months),
            Take::Count(records) => self.count(records),
            Take::CountPeople(group, with) => {
                let truths = self.group(*group).map(|one| match with {
                    Some(test) => one.test(test),
                    None => Truth::Yes(Vec::new()),
                });
                counted(truths, self.household_open())
            }
            Take::Distinct(words, records) => self.distinct(words, records),
            Take::Pick(pick, field, records) => self.pick(*pick, field, records),
            Take::Days(days) => self.days(days),
        }
    }

    /// The person whom the judgement is about, whatever the brackets are about.
    pub fn own(&self) -> View<'a> {
        View {
            person: self.asked,
            record: None,
            unseen: None,
            ..*self
        }
    }

    /// The record of the person.
    pub fn at_record(&self, record: &'a Record) -> View<'a> {
        View {
            record: Some(record),
            unseen: None,
            ..*self
        }
    }

    /// What is reckoned from the date of birth.
    fn of_birth(&self, reckon: impl Fn(NaiveDate) -> Option<i64>) -> Amount {
        match self.born() {
            Ok(born) => match reckon(born) {
                Some(value) => Amount::exactly(value, Vec::new()),
                None => Amount::none(Vec::new()),
            },
            Err(cause) => Amount::unknown(BTreeSet::from([*cause])),
        }
    }

    fn at(&self, at: At, day: Amount) -> Amount {
        let days = |date: NaiveDate| i64::from(date.num_days_from_ce());
        match at {
            At::YearStart => day.through(|day| Some(days(year_start(date(day)?)))),
            At::YearEnd => day.through(|day| Some(days(year_end(date(day)?)))),
            At::Age | At::Grade => match self.born() {
                Err(cause) => Amount::unknown(BTreeSet::from([*cause])),
                Ok(born) if at == At::Age => {
                    day.through(|day| age_in_months(born, date(day)?).map(i64::from))
                }
                Ok(born) => day.through(|day| Some(i64::from(grade(born, date(day)?)))),
            },
        }
    }

    fn born(&self) -> Result<NaiveDate, Box<Cause>> {
        let date = self.person.line.birth_date.as_deref();
        date.and_then(|date| date.parse().ok()).ok_or_else(|| {
            Box::new(Cause {
                code: reason::CELL_UNREADABLE.code.to_owned(),
                field: Some("birth_date".to_owned()),
                ..Cause::default()
            })
        })
    }

    fn child(&self) -> Truth {
        match self.born() {
            Ok(born) => {
                let holds = self.setting.today <= fiscal_year_end_of_age(born, 18);
                Truth::of(holds, Vec::new())
            }
            Err(cause) => Truth::unknown(*cause),
        }
    }

    pub fn group(&self, group: Group) -> impl Iterator<Item = View<'a>> {
        let view = *self;
        let wanted = move |relation: Option<&str>| match group {
            Group::Siblings => relation == Some("child"),
            Group::Adults => relation == Some("adult"),
            Group::Others => true,
        };
        let others = self.block.people.iter();
        others
            .filter(move |other| {
                other.line.id != view.person.line.id && wanted(view.block.relation(&other.line.id))
            })
            .map(move |person| View {
                person,
                record: None,
                unseen: None,
                ..view
            })
    }

    fn any_of(&self, group: Group, with: Option<&'a Test>) -> Truth {
        let truths = self.group(group).map(|one| match with {
            Some(test) => one.test(test),
            None => Truth::Yes(Vec::new()),
        });
        let open = self.household_open();
        let nobody = if open.is_empty() {
            Truth::No(Vec::new())
        } else {
            Truth::Unknown(open)
        };
        truths.fold(nobody, Truth::or)
    }

    /// Why the household may have members who do not stand in the block; empty when it has none.
    ///
    /// Only the residents' list comes in whole households. Without the person's row on it, the
    /// others are those whom some other list happened to name.
    fn household_open(&self) -> BTreeSet<Cause> {
        let (coverage, person) = (self.setting.coverage, self.person);
        let mut rows = person.of("residents");
        if rows.any(|record| coverage.counts(record)) {
            return BTreeSet::new();
        }
        match coverage.absence("residents", None, None, person.records.iter()) {
            Absence::Unknown(causes) => causes.into_iter().collect(),
            // The list is whole and the person is not on it: nobody knows with whom it lives.
            Absence::No(_) => BTreeSet::from([Cause {
                code: reason::NOT_LINKED.code.to_owned(),
                dataset: Some("residents".to_owned()),
                ..Cause::default()
            }]),
        }
    }
}
