//! What an expression says about somebody, with the cells or the causes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_calendar::{
    age_in_months, fiscal_year, fiscal_year_end_of_age, fiscal_year_first_day, grade,
};
use mimamori_record::line::{Cause, Record};
use mimamori_record::{Absence, Block, Coverage, Individual, reason};
use serde_json::Value as Json;

use crate::amount::Amount;
use crate::cell::Cell;
use crate::records::counted;
use crate::schools::Schools;
use crate::truth::Truth;
use crate::typed::{Group, Test, Value};

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

/// A person within a household, and possibly one of the person's records.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub setting: Setting<'a>,
    pub block: &'a Block,
    pub person: &'a Individual,
    /// The id of the person whom the judgement is about.
    pub about: &'a str,
    pub record: Option<&'a Record>,
}

impl<'a> View<'a> {
    pub fn test(&self, test: &Test) -> Truth {
        match test {
            Test::And(a, b) => self.test(a).and(self.test(b)),
            Test::Or(a, b) => self.test(a).or(self.test(b)),
            Test::Not(a) => self.test(a).not(),
            Test::Compare(a, sign, b) => self.value(a).compare(*sign, self.value(b)),
            Test::In(words, values) => self.member(words, values),
            Test::Blank(field) => self.blank(field),
            Test::None(field, by) => self.nothing(field, by.as_deref()),
            Test::Yesno(field) => match self.cell(field) {
                Cell::Value(Json::Bool(value), evidence) => Truth::of(*value, vec![evidence]),
                Cell::Code("yes", evidence) => Truth::Yes(vec![evidence]),
                Cell::Value(..) | Cell::Code(..) => Truth::unknown(self.unreadable(field)),
                Cell::Nothing(evidence) => Truth::No(vec![evidence]),
                Cell::Unknown(cause) => Truth::unknown(cause),
            },
            Test::Records(records) => self.any(records),
            Test::People(group, with) => self.any_of(*group, with.as_deref()),
            Test::Child => self.child(),
        }
    }

    pub fn value(&self, value: &Value) -> Amount {
        let today = self.setting.today;
        match value {
            Value::Fixed(number) => Amount::exactly(*number, Vec::new()),
            Value::Today => Amount::date(today, Vec::new()),
            Value::YearStart => Amount::date(fiscal_year_first_day(fiscal_year(today)), Vec::new()),
            Value::Born => match self.born() {
                Ok(born) => Amount::date(born, Vec::new()),
                Err(cause) => Amount::unknown(BTreeSet::from([*cause])),
            },
            Value::Age => match self.born() {
                Ok(born) => match age_in_months(born, today) {
                    Some(months) => Amount::exactly(i64::from(months), Vec::new()),
                    None => Amount::none(Vec::new()),
                },
                Err(cause) => Amount::unknown(BTreeSet::from([*cause])),
            },
            Value::Grade => match self.born() {
                Ok(born) => Amount::exactly(i64::from(grade(born, today)), Vec::new()),
                Err(cause) => Amount::unknown(BTreeSet::from([*cause])),
            },
            Value::AsOf => self.as_of(),
            Value::AsOfList(list) => self.as_of_list(list),
            Value::Field(field) => self.amount(field),
            Value::Plus(a, factor, b) => self.value(a).plus(self.value(b), *factor),
            Value::PlusMonths(a, months) => self.value(a).plus_months(*months),
            Value::Count(records) => self.count(records),
            Value::CountPeople(group, with) => {
                let truths = self.group(*group).map(|one| match with {
                    Some(test) => one.test(test),
                    None => Truth::Yes(Vec::new()),
                });
                counted(truths, self.household_open())
            }
            Value::Pick(pick, field, records) => self.pick(*pick, field, records),
            Value::Days(days) => self.days(days),
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

    fn group(&self, group: Group) -> impl Iterator<Item = View<'a>> {
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
                ..view
            })
    }

    fn any_of(&self, group: Group, with: Option<&Test>) -> Truth {
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
