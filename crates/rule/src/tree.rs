//! The shapes of expressions, before anybody asks what the names mean.

use std::ops::Range;

use chrono::NaiveDate;

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
    /// `field is none by DATE`
    None(Name, Option<Box<Node>>),
    /// `a + b` with 1, `a - b` with -1
    Sum(Box<Node>, i64, Box<Node>),
    Number(i64),
    /// `60 days`
    Days(i64),
    /// `24 months`, `2 years`
    Months(i64),
    Date(NaiveDate),
    Text(String),
    Name(String),
    /// `as_of LIST`
    AsOf(Name),
    /// `any SET`
    Any(Set),
    /// `count SET`
    Count(Set),
    /// `latest SET.field`: how, the field, the records
    Of(Pick, Name, Set),
    /// `longest run of …`, `count …`, `most in a month of …`
    Marks(Marks),
}

/// Which value of many records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    Latest,
    Earliest,
    Sum,
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
