//! The shapes of expressions, before anybody asks what the names mean.

use std::ops::Range;

use chrono::NaiveDate;
use mimamori_record::dictionary::Unit;

use crate::amount::Sign;

/// An expression and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub what: What,
    pub place: Range<usize>,
}

/// A name and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    pub text: String,
    pub place: Range<usize>,
}

/// The shapes of expressions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    Or(Box<Node>, Box<Node>),
    And(Box<Node>, Box<Node>),
    Not(Box<Node>),
    /// `a <= b`
    Compare(Box<Node>, Sign, Box<Node>),
    /// `a in (b, c)`, `a is b`
    In(Box<Node>, Vec<Name>),
    /// `field is blank`
    Blank(Name),
    /// `field is asked`
    Asked(Name),
    /// `field is none by DATE`
    None(Name, Option<Box<Node>>),
    /// `a + b` with 1, `a - b` with -1
    Sum(Box<Node>, i64, Box<Node>),
    Number(i64),
    /// `60 days`
    Days(i64),
    /// `16 weeks`: of days, or of pregnancy
    Weeks(i64),
    /// `2500 g`
    Of(i64, Unit),
    /// `24 months`, `2 years`
    Months(i64),
    Date(NaiveDate),
    Text(String),
    Name(String),
    /// `own.age`: of the person whom the judgement is about
    Own(Name),
    /// `age on DATE`, `grade on DATE`, `year_start of DATE`, `year_end of DATE`
    At(At, Box<Node>),
    /// `week of pregnancy due DATE on DATE`
    Pregnancy(Box<Node>, Option<Box<Node>>),
    /// `as_of LIST`
    AsOf(Name),
    /// `arrived LIST by DATE`
    Arrived(Name, Option<Box<Node>>),
    /// `any SET`
    Any(Set),
    /// `count SET`
    Count(Set),
    /// `last SET.field [ ]`: the record with the latest date
    Last(Name, Set),
    /// `count distinct SET.field`
    Distinct(Name, Set),
    /// `latest SET.field`: how, the field, the records
    Pick(Pick, Name, Set),
    /// `longest run of …`, `count …`, `most in a month of …`
    Marks(Marks),
}

/// Which value of many records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    Latest,
    Earliest,
    Highest,
    Lowest,
    Sum,
}

/// What is asked about another day than today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    Age,
    Grade,
    YearStart,
    YearEnd,
}

/// Records of a list, or people of the household.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Set {
    pub of: Name,
    pub part: Option<Name>,
    pub with: Option<Box<Node>>,
    pub by: Option<Box<Node>>,
}

/// School days with certain marks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Marks {
    pub measure: Measure,
    pub list: Name,
    pub field: Name,
    pub codes: Vec<Name>,
    pub over: Vec<Name>,
    pub since: Option<Box<Node>>,
    pub until: Option<Box<Node>>,
}

/// What is measured on school days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// The longest run.
    Run,
    /// How many.
    Count,
    /// How many in the month that has most.
    Month,
}
