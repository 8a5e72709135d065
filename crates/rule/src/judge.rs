//! What an expression says about somebody, with the cells or the causes.

use chrono::{Datelike, NaiveDate};
use mimamori_calendar::{
    age_in_months, fiscal_year, fiscal_year_end_of_age, fiscal_year_first_day,
    fiscal_year_last_day, grade,
};
use mimamori_record::line::{Cause, Record};
use mimamori_record::{Absence, Coverage, reason};

use crate::amount::{Amount, date};
use crate::members::{Member, Members};
use crate::records::counted;
use crate::schools::Schools;
use crate::tree::At;
use crate::truth::{Causes, Cells, Truth};
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
    pub members: &'a Members<'a>,
    pub person: &'a Member<'a>,
    /// The person whom the judgement is about.
    pub asked: &'a Member<'a>,
    pub record: Option<&'a Record>,
    /// In place of a record: one that has not come, of one of the days from a first to a last.
    pub unseen: Option<(NaiveDate, NaiveDate)>,
    /// Whether somebody wants to know why: without, answers come with neither cells nor causes,
    /// and no further question is asked than the answer needs.
    pub told: bool,
}

impl<'a> View<'a> {
    pub fn test(&self, test: &'a Test) -> Truth {
        match &test.ask {
            Ask::And(a, b) => match self.test(a) {
                Truth::No(cells) if !self.told => Truth::No(cells),
                truth => truth.and(self.test(b)),
            },
            Ask::Or(a, b) => match self.test(a) {
                Truth::Yes(cells) if !self.told => Truth::Yes(cells),
                truth => truth.or(self.test(b)),
            },
            Ask::Not(a) => self.test(a).not(),
            Ask::Defined(inner) => self.test(inner),
            Ask::Own(inner) => self.own().test(inner),
            Ask::Compare(a, sign, b) => self.value(a).compare(*sign, self.value(b)),
            Ask::In(words, values) => self.member(words, values),
            Ask::Blank(field) => self.blank(field),
            Ask::Asked(field) => self.is_asked(field),
            Ask::Attended => self.attended(),
            Ask::None(field, by) => self.nothing(field, by.as_deref()),
            Ask::Yesno(field) => self.yesno(field),
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
            Take::Fixed(number) => Amount::exactly(*number, Cells::new()),
            Take::Today => Amount::date(today, Cells::new()),
            Take::YearStart => Amount::date(year_start(today), Cells::new()),
            Take::YearEnd => Amount::date(year_end(today), Cells::new()),
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
                let days = days.plus(Amount::exactly(DAYS_TO_DUE_DATE, Cells::new()), 1);
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
                    None => Truth::Yes(Cells::new()),
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
        match self.person.born {
            Some(born) => match reckon(born) {
                Some(value) => Amount::exactly(value, Cells::new()),
                None => Amount::none(Cells::new()),
            },
            None => Amount::unknown(self.unborn()),
        }
    }

    fn at(&self, at: At, day: Amount) -> Amount {
        let days = |date: NaiveDate| i64::from(date.num_days_from_ce());
        match (at, self.person.born) {
            (At::YearStart, _) => day.through(|day| Some(days(year_start(date(day)?)))),
            (At::YearEnd, _) => day.through(|day| Some(days(year_end(date(day)?)))),
            (At::Age | At::Grade, None) => Amount::unknown(self.unborn()),
            (At::Age, Some(born)) => {
                day.through(|day| age_in_months(born, date(day)?).map(i64::from))
            }
            (At::Grade, Some(born)) => day.through(|day| Some(i64::from(grade(born, date(day)?)))),
        }
    }

    /// The date of birth is missing, or nobody can read it.
    fn unborn(&self) -> Causes {
        self.causes(|| Cause {
            code: reason::CELL_UNREADABLE.code.to_owned(),
            field: Some("birth_date".to_owned()),
            ..Cause::default()
        })
    }

    fn child(&self) -> Truth {
        match self.person.born {
            Some(born) => {
                let holds = self.setting.today <= fiscal_year_end_of_age(born, 18);
                Truth::of(holds, Cells::new())
            }
            None => Truth::Unknown(self.unborn()),
        }
    }

    pub fn group(&self, group: Group) -> impl Iterator<Item = View<'a>> {
        let view = *self;
        let wanted = move |relation: Option<&str>| match group {
            Group::Siblings => relation == Some("child"),
            Group::Adults => relation == Some("adult"),
            Group::Others => true,
        };
        let others = self.members.iter();
        others
            .filter(move |other| other.id() != view.person.id() && wanted(other.relation))
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
            None => Truth::Yes(Cells::new()),
        });
        let nobody = match self.household_open() {
            None => Truth::No(Cells::new()),
            Some(causes) => Truth::Unknown(causes),
        };
        self.one_of(nobody, truths)
    }

    /// Why the household may have members who do not stand in the block; none when it has none.
    ///
    /// Only the residents' list comes in whole households. Without the person's row on it, the
    /// others are those whom some other list happened to name.
    fn household_open(&self) -> Option<Causes> {
        if self.person.of("residents").next().is_some() {
            return None;
        }
        let own = self.person.in_question();
        let absence = self.setting.coverage.absence("residents", None, None, own);
        Some(match absence {
            Absence::Unknown(causes) => causes.into_iter().collect(),
            // The list is whole and the person is not on it: nobody knows with whom it lives.
            Absence::No(_) => self.causes(|| Cause {
                code: reason::NOT_LINKED.code.to_owned(),
                dataset: Some("residents".to_owned()),
                ..Cause::default()
            }),
        })
    }
}
