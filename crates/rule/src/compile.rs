//! From the tree of shapes to the typed tree: names looked up, kinds checked.

mod sets;
mod words;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use chrono::Datelike;
use mimamori_record::dictionary::Unit;

use crate::amount::Sign;
use crate::messages::{self, Kind, Sort};
use crate::names::{Known, Names};
use crate::parse::parse;
use crate::place::Wrong;
use crate::tree::{At, Name, Node, What};
use crate::typed::{Ask, Days, Take, Test, Value, Words};

/// Expressions that other expressions may name, from `[define]`.
pub type Definitions = BTreeMap<String, String>;

/// How many questions an expression may come to with all its definitions written out.
const QUESTIONS: usize = 20_000;

/// How deep they may lie in one another.
const LEVELS: usize = 200;

/// A piece of the tree with its kind.
enum Piece {
    Test(Test),
    Value(Value),
    Words(Words, Option<Known>),
}

impl Piece {
    fn sort(&self) -> Sort {
        match self {
            Piece::Test(_) => Sort::Truth,
            Piece::Value(value) => value.sort,
            Piece::Words(..) => Sort::Words,
        }
    }
}

/// Compiles a text whose names are about a person, or first about a row of a list.
pub(crate) fn compile(
    text: &str,
    list: Option<&str>,
    names: Names<'_>,
    definitions: &Definitions,
) -> Result<Test, Wrong> {
    Scope::new(text, list, names, definitions, &Cell::new(0)).test(&parse(text)?)
}

/// Compiles a text that comes to a date.
pub(crate) fn compile_date(
    text: &str,
    names: Names<'_>,
    definitions: &Definitions,
) -> Result<Value, Wrong> {
    let questions = Cell::new(0);
    let scope = Scope::new(text, None, names, definitions, &questions);
    let node = parse(text).map_err(no_date)?;
    scope.piece(&node)?;
    scope.date(&node).map(|value| *value).map_err(no_date)
}

/// Where nothing but a date is asked for, the advice for conditions does not help.
pub(crate) fn no_date(wrong: Wrong) -> Wrong {
    Wrong {
        advice: Box::new(messages::how_a_date_is_written()),
        ..wrong
    }
}

#[derive(Clone, Copy)]
struct Scope<'a> {
    names: Names<'a>,
    definitions: &'a Definitions,
    /// The text that the places are in.
    text: &'a str,
    /// Within the brackets behind a list, names are its fields.
    list: Option<&'a str>,
    /// The definition that we are in.
    within: Option<&'a Within<'a>>,
    /// How many questions we are in; the tree is walked recursively.
    level: usize,
    /// How many questions there are so far.
    questions: &'a Cell<usize>,
}

/// A definition, and the one that led to it.
#[derive(Clone, Copy)]
struct Within<'a> {
    name: &'a str,
    outer: Option<&'a Within<'a>>,
}

impl Within<'_> {
    /// From the inside out.
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self), |within| within.outer).map(|within| within.name)
    }
}

impl<'a> Scope<'a> {
    fn new(
        text: &'a str,
        list: Option<&'a str>,
        names: Names<'a>,
        definitions: &'a Definitions,
        questions: &'a Cell<usize>,
    ) -> Self {
        Scope {
            names,
            definitions,
            text,
            list,
            within: None,
            level: 0,
            questions,
        }
    }
}

impl Scope<'_> {
    fn test(&self, node: &Node) -> Result<Test, Wrong> {
        match self.piece(node)? {
            Piece::Test(test) => Ok(test),
            other => Err(wanted(node, Sort::Truth, other.sort())),
        }
    }

    fn tests(&self, a: &Node, b: &Node) -> Result<(Box<Test>, Box<Test>), Wrong> {
        Ok((Box::new(self.test(a)?), Box::new(self.test(b)?)))
    }

    fn value(&self, node: &Node) -> Result<Value, Wrong> {
        match self.piece(node)? {
            Piece::Value(value) => Ok(value),
            other => Err(wanted(node, Sort::Date, other.sort())),
        }
    }

    fn date(&self, node: &Node) -> Result<Box<Value>, Wrong> {
        let value = self.value(node)?;
        match value.sort {
            Sort::Date => Ok(Box::new(value)),
            sort => Err(wanted(node, Sort::Date, sort)),
        }
    }

    fn date_if(&self, node: Option<&Node>) -> Result<Option<Box<Value>>, Wrong> {
        node.map(|node| self.date(node)).transpose()
    }

    /// The words of a place.
    fn written(&self, place: &Range<usize>) -> Arc<str> {
        self.text.get(place.clone()).unwrap_or_default().into()
    }

    fn asks(&self, node: &Node, ask: Ask) -> Piece {
        let text = self.written(&node.place);
        Piece::Test(Test { ask, text })
    }

    fn takes(&self, node: &Node, sort: Sort, take: Take) -> Piece {
        let text = self.written(&node.place);
        Piece::Value(Value { take, sort, text })
    }

    fn piece(&self, node: &Node) -> Result<Piece, Wrong> {
        self.questions.set(self.questions.get() + 1);
        if self.questions.get() > QUESTIONS || self.level > LEVELS {
            return Err(Wrong::new(node.place.clone(), messages::too_deep()));
        }
        let deeper = Scope {
            level: self.level + 1,
            ..*self
        };
        deeper.ask(node)
    }

    fn ask(&self, node: &Node) -> Result<Piece, Wrong> {
        let ask = match &node.what {
            What::Or(a, b) => self.tests(a, b).map(|(a, b)| Ask::Or(a, b))?,
            What::And(a, b) => self.tests(a, b).map(|(a, b)| Ask::And(a, b))?,
            What::Not(a) => Ask::Not(Box::new(self.test(a)?)),
            What::Compare(a, sign, b) => self.compare(node, a, *sign, b)?,
            What::In(a, words) => {
                let left = self.piece(a)?;
                self.member_of(node, left, a, words)?
            }
            What::Blank(name) => Ask::Blank(self.own_field(name)?.key),
            What::Asked(name) => Ask::Asked(self.own_field(name)?.key),
            What::None(name, by) => {
                let field = self.own_field(name)?;
                Ask::None(field.key, self.date_if(by.as_deref())?)
            }
            What::Any(set) => match self.group(set)? {
                Some((group, with)) => Ask::People(group, with),
                None => Ask::Records(self.records(set)?),
            },
            What::Last(field, set) => self.last(field, set)?,
            What::Arrived(list, by) => self.arrived(list, by.as_deref())?,
            What::Own(name) => return self.own(node, name),
            What::Text(word) | What::Name(word) => return self.named(word, &node.place),
            _ => return self.amount(node),
        };
        Ok(self.asks(node, ask))
    }

    /// What is a number, a span or a date.
    fn amount(&self, node: &Node) -> Result<Piece, Wrong> {
        let fixed = |value: &i64, sort| Ok(self.takes(node, sort, Take::Fixed(*value)));
        let (sort, take) = match &node.what {
            What::Number(value) => return fixed(value, Sort::Number),
            What::Days(value) => return fixed(value, Sort::Days),
            What::Weeks(value) => return fixed(&value.saturating_mul(7), Sort::Days),
            What::Months(value) => return fixed(value, Sort::Months),
            What::Of(value, unit) => return fixed(value, Sort::Of(*unit)),
            What::Date(date) => return fixed(&i64::from(date.num_days_from_ce()), Sort::Date),
            What::Sum(a, factor, b) => self.sum(a, *factor, b)?,
            What::At(at, day) => self.at(*at, day)?,
            What::Pregnancy(due, on) => {
                let due = self.date(due)?;
                let today = Value {
                    take: Take::Today,
                    sort: Sort::Date,
                    text: "today".into(),
                };
                let on = self.date_if(on.as_deref())?;
                let on = on.unwrap_or_else(|| Box::new(today));
                (Sort::Of(Unit::PregnancyWeeks), Take::Pregnancy(due, on))
            }
            What::AsOf(list) => (Sort::Date, Take::AsOfList(self.list(list)?)),
            What::Count(set) => {
                let take = match self.group(set)? {
                    Some((group, with)) => Take::CountPeople(group, with),
                    None => Take::Count(self.records(set)?),
                };
                (Sort::Number, take)
            }
            What::Distinct(field, set) => (Sort::Number, self.distinct(field, set)?),
            What::Pick(pick, field, set) => self.pick(*pick, field, set)?,
            What::Marks(marks) => (Sort::Number, Take::Days(self.days(marks)?)),
            _ => return Err(Wrong::new(node.place.clone(), messages::not_expected())),
        };
        Ok(self.takes(node, sort, take))
    }

    fn compare(&self, node: &Node, a: &Node, sign: Sign, b: &Node) -> Result<Ask, Wrong> {
        let left = self.piece(a)?;
        let yesno = matches!(&left, Piece::Test(test) if matches!(test.ask, Ask::Yesno(_)));
        if let (true, Some(word)) = (yesno || matches!(left, Piece::Words(..)), word_of(b)) {
            let ask = self.member_of(node, left, a, &[word])?;
            return match sign {
                Sign::Equal => Ok(ask),
                Sign::NotEqual => {
                    let text = self.written(&node.place);
                    Ok(Ask::Not(Box::new(Test { ask, text })))
                }
                _ => Err(Wrong::new(a.place.clone(), messages::words_have_no_order())),
            };
        }
        let left = match left {
            Piece::Value(left) => left,
            Piece::Words(..) => {
                return Err(Wrong::new(a.place.clone(), messages::words_have_no_order()));
            }
            Piece::Test(_) => return Err(wanted(a, Sort::Date, Sort::Truth)),
        };
        let mut right = self.value(b)?;
        let mut left = left;
        weeks_of_pregnancy(&mut left, a, right.sort);
        weeks_of_pregnancy(&mut right, b, left.sort);
        if common(left.sort, right.sort).is_none() {
            return Err(wanted(b, left.sort, right.sort));
        }
        let needed = match (sign, &right.take) {
            (Sign::GreaterOrEqual | Sign::Equal | Sign::Less, Take::Fixed(n)) => Some(*n),
            (Sign::Greater | Sign::LessOrEqual, Take::Fixed(n)) => n.checked_add(1),
            _ => None,
        };
        if let Take::Days(days) = left.take {
            let enough = needed;
            left.take = Take::Days(Days { enough, ..days });
        }
        Ok(Ask::Compare(Box::new(left), sign, Box::new(right)))
    }

    /// `a in (words)`, for codes, text, whole numbers and yes or no.
    fn member_of(&self, node: &Node, left: Piece, a: &Node, words: &[Name]) -> Result<Ask, Wrong> {
        match left {
            Piece::Words(of, known) => {
                let values = match known {
                    Some(known) => known.values(words)?,
                    None => words.iter().map(|word| word.text.clone()).collect(),
                };
                Ok(Ask::In(of, values))
            }
            Piece::Value(value) if matches!(value.sort, Sort::Number | Sort::Of(_)) => {
                let text = self.written(&node.place);
                let mut any: Option<Ask> = None;
                for word in words {
                    let Ok(number) = word.text.parse() else {
                        let says = messages::wanted(Sort::Number, Sort::Words);
                        return Err(Wrong::new(word.place.clone(), says));
                    };
                    let right = Value {
                        take: Take::Fixed(number),
                        sort: value.sort,
                        text: word.text.as_str().into(),
                    };
                    let one = Ask::Compare(Box::new(value.clone()), Sign::Equal, Box::new(right));
                    any = Some(match any {
                        Some(before) => {
                            let test = |ask| {
                                let text = text.clone();
                                Box::new(Test { ask, text })
                            };
                            Ask::Or(test(before), test(one))
                        }
                        None => one,
                    });
                }
                any.ok_or_else(|| wanted(a, Sort::Words, Sort::Number))
            }
            Piece::Test(test) => {
                let [word] = words else {
                    return Err(wanted(a, Sort::Words, Sort::Truth));
                };
                match word.text.as_str() {
                    "yes" | "はい" => Ok(test.ask),
                    "no" | "いいえ" => Ok(Ask::Not(Box::new(test))),
                    other => Err(Wrong::new(
                        word.place.clone(),
                        messages::no_such(Kind::Code, other, None, &["yes".into(), "no".into()]),
                    )),
                }
            }
            Piece::Value(value) => Err(wanted(a, Sort::Words, value.sort)),
        }
    }

    fn sum(&self, a: &Node, factor: i64, b: &Node) -> Result<(Sort, Take), Wrong> {
        let (left, right) = (self.value(a)?, self.value(b)?);
        let sort = match (left.sort, right.sort) {
            (Sort::Date, Sort::Days) => Sort::Date,
            (Sort::Date, Sort::Date) if factor < 0 => Sort::Days,
            (Sort::Date, Sort::Months) => {
                let Take::Fixed(months) = right.take else {
                    return Err(Wrong::new(b.place.clone(), messages::months_vary()));
                };
                let months = months.saturating_mul(factor);
                return Ok((Sort::Date, Take::PlusMonths(Box::new(left), months)));
            }
            (Sort::Date, _) | (_, Sort::Date) => {
                let place = a.place.start..b.place.end;
                return Err(Wrong::new(place, messages::cannot_add(right.sort)));
            }
            (one, other) => match common(one, other) {
                Some(sort) => sort,
                None => return Err(wanted(b, one, other)),
            },
        };
        Ok((sort, Take::Plus(Box::new(left), factor, Box::new(right))))
    }

    /// `age on DATE` and its like; `year_end of` takes an age as well.
    fn at(&self, at: At, day: &Node) -> Result<(Sort, Take), Wrong> {
        let value = self.value(day)?;
        let sort = match at {
            At::Age => Sort::Months,
            At::Grade => Sort::Number,
            At::YearStart | At::YearEnd => Sort::Date,
        };
        match (at, value.sort, &value.take) {
            (_, Sort::Date, _) => Ok((sort, Take::At(at, Box::new(value)))),
            (At::YearEnd, Sort::Months, Take::Fixed(months)) if months % 12 == 0 => {
                let years = u32::try_from(months / 12).ok().filter(|years| *years < 200);
                let years = years.ok_or_else(|| wanted(day, Sort::Date, Sort::Months))?;
                Ok((sort, Take::YearEndOfAge(years)))
            }
            _ => Err(wanted(day, Sort::Date, value.sort)),
        }
    }
}

fn wanted(node: &Node, wanted: Sort, found: Sort) -> Wrong {
    Wrong::new(node.place.clone(), messages::wanted(wanted, found))
}

/// What two numbers have in common; a number without a unit goes with any that is counted.
fn common(one: Sort, other: Sort) -> Option<Sort> {
    match (one, other) {
        (Sort::Number, Sort::Of(unit)) | (Sort::Of(unit), Sort::Number) => Some(Sort::Of(unit)),
        (Sort::Truth | Sort::Words | Sort::Marks, _) => None,
        (one, other) => (one == other).then_some(one),
    }
}

/// `16 weeks` beside weeks of pregnancy are weeks, not days.
fn weeks_of_pregnancy(value: &mut Value, node: &Node, beside: Sort) {
    let pregnancy = Sort::Of(Unit::PregnancyWeeks);
    if let (true, What::Weeks(weeks)) = (beside == pregnancy, &node.what) {
        value.take = Take::Fixed(*weeks);
        value.sort = pregnancy;
    }
}

/// A word or text on the right of a comparison with a code.
fn word_of(node: &Node) -> Option<Name> {
    match &node.what {
        What::Name(text) | What::Text(text) => Some(Name {
            text: text.clone(),
            place: node.place.clone(),
        }),
        _ => None,
    }
}
