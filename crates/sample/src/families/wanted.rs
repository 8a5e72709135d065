//! The family that somebody wants to have in the town.

use crate::days::day;
use crate::names::Written;
use crate::people::{School, Sex};
use chrono::NaiveDate;

/// How a household is made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Father (世帯主), mother and children.
    Couple,
    /// A mother alone.
    Mother,
    /// A father alone.
    Father,
    /// The mother's parents head the household; the children are 子の子.
    Grandparents,
    /// The first `n` children came with the mother and keep their surname (妻の子).
    Remarried(usize),
    /// The first `n` children came with the mother and took the new surname.
    RemarriedRenamed(usize),
}

/// A child that a family is to have.
#[derive(Debug, Clone)]
pub(crate) struct Child {
    pub(crate) birth: NaiveDate,
    pub(crate) sex: Option<Sex>,
    /// Born with the child before it, of the same sex.
    pub(crate) twin: bool,
    pub(crate) given: Option<Written>,
}

impl Child {
    pub(crate) fn born(year: i32, month: u32, date: u32) -> Self {
        Child {
            birth: day(year, month, date),
            sex: None,
            twin: false,
            given: None,
        }
    }
}

/// A family that is to live in the town.
#[derive(Debug, Clone)]
pub(crate) struct Family {
    pub(crate) children: Vec<Child>,
    pub(crate) shape: Shape,
    pub(crate) zone: Option<School>,
    pub(crate) abroad: Option<usize>,
    pub(crate) since: Option<NaiveDate>,
    pub(crate) protected: bool,
    pub(crate) surname: Option<Written>,
}

impl Family {
    pub(crate) fn of(children: Vec<Child>) -> Self {
        Family {
            children,
            shape: Shape::Couple,
            zone: None,
            abroad: None,
            since: None,
            protected: false,
            surname: None,
        }
    }

    pub(crate) fn shaped(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    pub(crate) fn near(mut self, zone: School) -> Self {
        self.zone = Some(zone);
        self
    }

    pub(crate) fn came(mut self, since: NaiveDate) -> Self {
        self.since = Some(since);
        self
    }
}
