//! The tree that is evaluated: every name resolved, every kind of value known.

use crate::amount::Sign;
use crate::tree::{Measure, Pick};

/// Something that is *yes*, *no* or *unknown*.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    And(Box<Test>, Box<Test>),
    Or(Box<Test>, Box<Test>),
    Not(Box<Test>),
    Compare(Value, Sign, Value),
    In(Words, Vec<String>),
    /// The cell is empty, whatever that means.
    Blank(String),
    /// The value is known not to exist, as of the date where one is given.
    None(String, Option<Box<Value>>),
    Yesno(String),
    Records(Records),
    People(Group, Option<Box<Test>>),
    /// To the end of the fiscal year in which the person turns 18.
    Child,
}

/// A number or a date.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Fixed(i64),
    Today,
    YearStart,
    Born,
    /// The day on which the record's list was drawn up.
    AsOf,
    /// The day up to which all that arrived of a list reaches.
    AsOfList(String),
    Age,
    Grade,
    Field(String),
    Plus(Box<Value>, i64, Box<Value>),
    PlusMonths(Box<Value>, i64),
    Count(Records),
    CountPeople(Group, Option<Box<Test>>),
    Pick(Pick, String, Records),
    Days(Days),
}

/// Codes and text.
#[derive(Debug, Clone)]
pub(crate) enum Words {
    Field(String),
    Sex,
}

/// Records of a list.
#[derive(Debug, Clone)]
pub(crate) struct Records {
    pub list: String,
    pub part: Option<String>,
    pub with: Option<Box<Test>>,
    pub by: Option<Box<Value>>,
}

/// Members of the household other than the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Siblings,
    Adults,
    /// Both.
    Others,
}

/// School days with certain marks.
#[derive(Debug, Clone)]
pub(crate) struct Days {
    pub measure: Measure,
    pub list: String,
    pub field: String,
    pub codes: Vec<String>,
    pub over: Vec<String>,
    pub since: Option<Box<Value>>,
    /// The least that the comparison around it needs; tells which doubts matter.
    pub enough: Option<i64>,
}
