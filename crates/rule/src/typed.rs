//! The tree that is evaluated: every name resolved, every kind of value known.
//!
//! Each question keeps the words in which it was asked, for those who want to know why.

use std::sync::Arc;

use mimamori_record::line::Per;

use crate::amount::Sign;
use crate::messages::Sort;
use crate::tree::{At, Measure, Pick};

/// Something that is *yes*, *no* or *unknown*.
#[derive(Debug, Clone)]
pub(crate) struct Test {
    pub ask: Ask,
    /// As it was written.
    pub text: Arc<str>,
}

/// The questions.
#[derive(Debug, Clone)]
pub(crate) enum Ask {
    And(Box<Test>, Box<Test>),
    Or(Box<Test>, Box<Test>),
    Not(Box<Test>),
    /// A name under `[define]` and what it stands for.
    Defined(Box<Test>),
    /// About the person whom the judgement is about.
    Own(Box<Test>),
    Compare(Box<Value>, Sign, Box<Value>),
    In(Words, Vec<String>),
    /// The cell is empty, whatever that means.
    Blank(String),
    /// The list has a column for it.
    Asked(String),
    /// The record's list is of an institution where the person is.
    Attended,
    /// The value is known not to exist, as of the date where one is given.
    None(String, Option<Box<Value>>),
    Yesno(String),
    Records(Records),
    /// The record with the latest date.
    Last(String, Records),
    /// All that was promised of a list is here.
    Arrived(Records),
    People(Group, Option<Box<Test>>),
    /// To the end of the fiscal year in which the person turns 18.
    Child,
}

/// A number, a span or a date.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub take: Take,
    pub sort: Sort,
    /// As it was written.
    pub text: Arc<str>,
}

/// Where values come from.
#[derive(Debug, Clone)]
pub(crate) enum Take {
    Fixed(i64),
    Today,
    YearStart,
    YearEnd,
    Born,
    /// The day on which the record's list was drawn up.
    AsOf,
    /// The day up to which all that arrived of a list reaches.
    AsOfList(String),
    Age,
    Grade,
    /// Age, grade, fiscal year on or of another day.
    At(At, Box<Value>),
    /// The end of the fiscal year in which the person reaches so many years.
    YearEndOfAge(u32),
    /// Completed weeks of pregnancy, from the due date, on a day.
    Pregnancy(Box<Value>, Box<Value>),
    /// About the person whom the judgement is about.
    Own(Box<Value>),
    Field(String),
    Plus(Box<Value>, i64, Box<Value>),
    PlusMonths(Box<Value>, i64),
    Count(Records),
    CountPeople(Group, Option<Box<Test>>),
    Distinct(Words, Records),
    Pick(Pick, String, Records),
    Days(Days),
}

/// Codes and text.
#[derive(Debug, Clone)]
pub(crate) enum Words {
    Field(String),
    /// The part of the row.
    Part,
    Sex,
    /// The sex of the person whom the judgement is about.
    OwnSex,
}

/// Records of a list.
#[derive(Debug, Clone)]
pub(crate) struct Records {
    pub list: String,
    /// How often somebody stands on it; none where the stream has no such list.
    pub per: Option<Per>,
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
    pub roll: Roll,
    pub codes: Vec<String>,
    pub over: Vec<String>,
    pub since: Option<Box<Value>>,
    /// The last day that counts.
    pub until: Option<Box<Value>>,
    /// The least that the comparison around it needs; tells which doubts matter.
    pub enough: Option<i64>,
}

/// Where the marks of school days stand, and where the child goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Roll {
    pub list: String,
    pub field: String,
    /// The list that tells where the child goes and since when.
    pub register: String,
}
