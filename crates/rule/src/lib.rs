//! The rule language: sentences about the records of a child, with three truth values and their
//! reasons.
//!
//! # What an expression says
//!
//! ```text
//! longest run of attendance.days in (absent-ill, absent-family, hospitalised)
//!     over (suspended, mourning) >= 7
//! any checkups 18m [date is none by born + 24 months + 60 days]
//! grade >= 1 and grade <= 9 and no school-register
//! not registered and any siblings [registered]
//! ```
//!
//! The grammar and what each word means stand in the manual of `rules.toml`
//! ([`manual::SECTIONS`]); its examples run as tests.
//!
//! # Three answers
//!
//! Kleene's logic: *unknown* or *yes* is *yes*, *unknown* and *no* is *no*. Numbers have bounds: a
//! run that is long enough without the missing month is long enough. A comparison with a value
//! that is known not to exist is *no*. Knowing more never turns a *yes* or *no* round.
//!
//! ```
//! use mimamori_record::{Block, Coverage, Individual};
//! use mimamori_rule::{Definitions, Expression, Members, Names, Schools, Setting};
//! # use mimamori_record::line::Person;
//!
//! let coverage = Coverage::default(); // no list has arrived
//! let definitions = Definitions::from([(
//!     "registered".to_owned(),
//!     "any cases [category in (protected-child, 要支援児童) and stage is not closed]".to_owned(),
//! )]);
//! let names = Names::new(&coverage);
//! let rule = Expression::compile("child and registered", names, &definitions).unwrap();
//!
//! let today = "2026-06-01".parse().unwrap();
//! let schools = Schools::new(coverage.town(), today);
//! let setting = Setting { coverage: &coverage, today, schools: &schools };
//! let baby = Individual {
//!     line: Person { birth_date: Some("2025-10-03".to_owned()), ..Person::default() },
//!     ..Individual::default()
//! };
//! let block = Block { people: vec![baby], ..Block::default() };
//! let members = Members::new(setting, &block);
//! let truth = rule.judge(&members, members.iter().next().unwrap());
//! assert!(matches!(truth, mimamori_rule::Truth::Unknown(_)));
//!
//! let wrong = Expression::compile("child and registred", names, &definitions).unwrap_err();
//! assert_eq!(wrong.place, 10..19);
//! assert!(wrong.advice.en.starts_with("did you mean registered?"));
//! ```

mod amount;
mod attends;
mod cell;
mod compile;
mod day;
mod days;
mod explain;
mod judge;
pub mod manual;
mod members;
mod messages;
mod months;
mod names;
mod newest;
mod parse;
mod pick;
mod place;
mod records;
mod schools;
mod timeline;
mod token;
mod tree;
mod truth;
mod typed;
mod unit;
mod wants;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_record::Wanted;
use mimamori_record::line::{Cause, Record};

pub use compile::Definitions;
pub use explain::{Answer, Explained, Measured, Step};
pub use judge::Setting;
pub use members::{Member, Members};
pub use names::Names;
pub use newest::Newest;
pub use place::{Spot, Wrong};
pub use schools::Schools;
pub use truth::Truth;

/// An expression about a person, ready to be asked.
#[derive(Debug, Clone)]
pub struct Expression(typed::Test);

impl Expression {
    /// Looks up every name and checks every kind of value; the first mistake comes back with its
    /// place and the nearest right name.
    pub fn compile(text: &str, names: Names<'_>, definitions: &Definitions) -> Result<Self, Wrong> {
        compile::compile(text, None, names, definitions).map(Expression)
    }

    /// The same for a sentence about one row of a list, as it would stand in brackets behind it;
    /// such a sentence is asked with [`Expression::judge_row`].
    pub fn compile_row(
        text: &str,
        list: &str,
        names: Names<'_>,
        definitions: &Definitions,
    ) -> Result<Self, Wrong> {
        compile::compile(text, Some(list), names, definitions).map(Expression)
    }

    /// What the records say about a member of the household, with the cells or the causes.
    pub fn judge<'a>(&'a self, members: &'a Members<'a>, member: &'a Member<'a>) -> Truth {
        view(members, member, true).test(&self.0)
    }

    /// What one row says, with the cells or the causes; `member` is whose row it is.
    pub fn judge_row<'a>(
        &'a self,
        members: &'a Members<'a>,
        member: &'a Member<'a>,
        row: &'a Record,
    ) -> Truth {
        view(members, member, true).at_record(row).test(&self.0)
    }

    /// Adds the fields that judgements look at.
    pub fn wants(&self, wanted: &mut Wanted) {
        wants::test(&self.0, None, wanted);
    }

    /// The same judgement without cells and causes, for a fraction of the work; none where it is
    /// unknown.
    pub fn answer<'a>(&'a self, members: &'a Members<'a>, member: &'a Member<'a>) -> Option<bool> {
        view(members, member, false).test(&self.0).known()
    }

    /// The same judgement, with what every question within the expression says.
    pub fn explain<'a>(&'a self, members: &'a Members<'a>, member: &'a Member<'a>) -> Explained {
        view(members, member, true).explain(&self.0)
    }

    /// What nobody knows of all that is asked, even where the rest settles the answer.
    pub fn doubts<'a>(
        &'a self,
        members: &'a Members<'a>,
        member: &'a Member<'a>,
    ) -> BTreeSet<Cause> {
        let mut causes = BTreeSet::new();
        newest::doubts(&self.explain(members, member), &mut causes);
        causes
    }

    /// Where school days are counted: the newest one about which the lists tell.
    pub fn newest<'a>(
        &'a self,
        members: &'a Members<'a>,
        member: &'a Member<'a>,
    ) -> Option<Newest> {
        view(members, member, true).newest(&self.0)
    }
}

/// A date that is reckoned for each person: `born + 24 months`.
#[derive(Debug, Clone)]
pub struct Reckoned(typed::Value);

impl Reckoned {
    /// As [`Expression::compile`], of what must come to a date.
    pub fn compile(text: &str, names: Names<'_>, definitions: &Definitions) -> Result<Self, Wrong> {
        compile::compile_date(text, names, definitions).map(Reckoned)
    }

    /// As [`check`].
    pub fn check(text: &str) -> Result<(), Wrong> {
        check(text).map_err(compile::no_date)
    }

    /// The day, where it is known.
    pub fn day<'a>(
        &'a self,
        members: &'a Members<'a>,
        member: &'a Member<'a>,
    ) -> Option<NaiveDate> {
        view(members, member, false).value(&self.0).single_date()
    }

    /// Adds the fields that it is reckoned from.
    pub fn wants(&self, wanted: &mut Wanted) {
        wants::value(&self.0, None, wanted);
    }
}

fn view<'a>(members: &'a Members<'a>, person: &'a Member<'a>, told: bool) -> judge::View<'a> {
    judge::View {
        setting: members.setting,
        members,
        person,
        asked: person,
        record: None,
        unseen: None,
        told,
    }
}

/// Looks for mistakes that need no names: brackets, signs, unfinished sentences.
pub fn check(text: &str) -> Result<(), Wrong> {
    parse::parse(text).map(|_| ())
}
