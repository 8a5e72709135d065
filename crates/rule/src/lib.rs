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
//! # Grammar
//!
//! ```text
//! expression = and { "or" and }                 and = not { "and" not }
//! not        = "not" not | comparison
//! comparison = sum [ ("=" | "!=" | "<" | "<=" | ">" | ">=") sum
//!                  | "is" ["not"] ("blank" | "none" ["by" sum] | CODE)
//!                  | ["is"] ["not"] "in" "(" CODE { "," CODE } ")" ]
//! sum        = term { ("+" | "-") term }
//! term       = NUMBER [UNIT] | DATE | TEXT | NAME | "(" expression ")" | "as_of" LIST
//!            | ("any" | "no" | "count") SET
//!            | ("latest" | "earliest" | "sum") LIST "." FIELD REST
//!            | ("longest run of" | "count" | "most in a month of") LIST "." FIELD
//!                  "in" "(" CODE { "," CODE } ")" [ "over" "(" CODE … ")" ] [ "since" sum ]
//! SET        = LIST REST | ("siblings" | "adults" | "others") [ "[" expression "]" ]
//! REST       = [ PART ] [ "[" expression "]" ] [ "by" sum ]
//! ```
//!
//! - **Names** of lists, fields, codes and parts are those of the dictionary: the key
//!   (`last_seen`), the label in either language (`目視確認日`), or the department's own heading.
//!   Anything may stand in 「」. Subtraction needs spaces: `today - 60 days`.
//! - **Everywhere**: `today`, `year_start` (1 April), `born`, `age` (whole calendar months:
//!   `age < 24 months`), `grade` (1 to 9 by age), `child` (to the end of the fiscal year in which
//!   it turns 18), `sex`, and the names under `[define]`.
//! - **Within the brackets** behind a list, names are its fields first, and `as_of` is the day on
//!   which the list was drawn up. Behind `siblings`, `adults` or `others` they are about each of
//!   the other members of the household.
//! - **Units**: day, week (days); month, year (calendar months). 60日, 5か月, 18歳 as well.
//! - `is blank` asks about the cell; `is none` asks whether the value is known not to exist, which
//!   needs a mapping that says what a blank means; `by DATE` asks whether the list reaches that
//!   day. `no LIST by DATE` and `any LIST … by DATE` ask the same of a whole list.
//! - **School days**: only days on which the institution has lessons and the child is enrolled;
//!   from 1 April, or `since` a date. Marks behind `over` neither count nor break a run.
//!
//! # Three answers
//!
//! Kleene's logic: *unknown* or *yes* is *yes*, *unknown* and *no* is *no*. Numbers have bounds: a
//! run that is long enough without the missing month is long enough. A comparison with a value
//! that is known not to exist is *no*. Knowing more never turns a *yes* or *no* round.
//!
//! ```
//! use mimamori_record::{Block, Coverage, Individual};
//! use mimamori_rule::{Definitions, Expression, Names, Schools, Setting};
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
//! let truth = rule.judge(setting, &Block::default(), &baby);
//! assert!(matches!(truth, mimamori_rule::Truth::Unknown(_)));
//!
//! let wrong = Expression::compile("child and registred", names, &definitions).unwrap_err();
//! assert_eq!(wrong.place, 10..19);
//! assert!(wrong.advice.en.starts_with("did you mean registered?"));
//! ```

mod amount;
mod cell;
mod compile;
mod days;
mod judge;
mod messages;
mod names;
mod parse;
mod place;
mod records;
mod schools;
mod timeline;
mod token;
mod tree;
mod truth;
mod typed;

use mimamori_record::{Block, Individual};

pub use compile::Definitions;
pub use judge::Setting;
pub use names::Names;
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
        compile::compile(text, names, definitions).map(Expression)
    }

    /// What the records say about a member of the household, with the cells or the causes.
    pub fn judge(&self, setting: Setting<'_>, block: &Block, person: &Individual) -> Truth {
        let view = judge::View {
            setting,
            block,
            person,
            about: &person.line.id,
            record: None,
        };
        view.test(&self.0)
    }
}

/// Looks for mistakes that need no names: brackets, signs, unfinished sentences.
pub fn check(text: &str) -> Result<(), Wrong> {
    parse::parse(text).map(|_| ())
}
