//! Numbers, spans and dates of which one may know only the bounds.
//!
//! A count is between the records that surely match and those that might; a month is between its
//! first and its last day. A comparison is decided as soon as every value within the bounds
//! agrees, so that one missing list does not hide what the others already say.

use crate::truth::{Causes, Cells, Truth, all_of, joined};
use chrono::{Datelike, NaiveDate};
use mimamori_calendar::add_months;

/// Signs of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A number, or a date as its day count from the common era.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Amount {
    /// The least it can be; `None`: no bound.
    pub low: Option<i64>,
    /// The most it can be.
    pub high: Option<i64>,
    /// Whether it may turn out that there is no value at all.
    pub maybe_none: bool,
    /// Whether there is surely no value.
    pub none: bool,
    /// The cells behind it.
    pub evidence: Cells,
    /// Why the bounds are no single value.
    pub causes: Causes,
}

impl Amount {
    pub fn exactly(value: i64, evidence: Cells) -> Self {
        Amount {
            low: Some(value),
            high: Some(value),
            evidence,
            ..Amount::default()
        }
    }

    pub fn date(date: NaiveDate, evidence: Cells) -> Self {
        Amount::exactly(i64::from(date.num_days_from_ce()), evidence)
    }

    /// There is surely no value.
    pub fn none(evidence: Cells) -> Self {
        Amount {
            none: true,
            evidence,
            ..Amount::default()
        }
    }

    /// It could be anything.
    pub fn unknown(causes: Causes) -> Self {
        Amount {
            maybe_none: true,
            causes,
            ..Amount::default()
        }
    }

    /// Unknown for its causes, or surely no value, for what is reckoned from it.
    pub fn unless_none(self) -> Self {
        match self.none {
            true => Amount::none(self.evidence),
            false => Amount::unknown(self.causes),
        }
    }

    /// What a rising function makes of it; where it has no answer there is no value.
    pub fn through(self, rising: impl Fn(i64) -> Option<i64>) -> Self {
        if self.none {
            return self;
        }
        let (low, high) = (self.low.map(&rising), self.high.map(&rising));
        if high == Some(None) {
            return Amount::none(self.evidence);
        }
        Amount {
            maybe_none: self.maybe_none || low == Some(None) || self.low.is_none(),
            low: low.flatten(),
            high: high.flatten(),
            ..self
        }
    }

    /// Whether it may be more than one value, or none.
    pub fn is_open(&self) -> bool {
        self.maybe_none || self.low.is_none() || self.low != self.high
    }

    /// The single date, when it is one.
    pub fn single_date(&self) -> Option<NaiveDate> {
        match self.none || self.is_open() {
            true => None,
            false => date(self.low?),
        }
    }

    /// The sum, or with `-1` the difference.
    pub fn plus(self, other: Self, factor: i64) -> Self {
        let (low, high) = if factor < 0 {
            (other.high, other.low)
        } else {
            (other.low, other.high)
        };
        let add = |a: Option<i64>, b: Option<i64>| a?.checked_add(b?.checked_mul(factor)?);
        Amount {
            low: add(self.low, low),
            high: add(self.high, high),
            ..self.beside(other)
        }
    }

    /// A date some calendar months later; the end of the month stays within it.
    pub fn plus_months(self, months: i64) -> Self {
        let shift = |days: Option<i64>| {
            let moved = add_months(date(days?)?, i32::try_from(months).ok()?);
            Some(i64::from(moved.num_days_from_ce()))
        };
        Amount {
            low: shift(self.low),
            high: shift(self.high),
            ..self
        }
    }

    /// The later of two values, of which either may not exist.
    pub fn later(self, other: Self) -> Self {
        let flipped = self.turned().earlier(other.turned());
        flipped.turned()
    }

    /// The earlier of two values, of which either may not exist.
    pub fn earlier(self, other: Self) -> Self {
        if self.none || other.none {
            let (gone, rest) = if self.none {
                (self, other)
            } else {
                (other, self)
            };
            return Amount {
                evidence: joined(rest.evidence, gone.evidence),
                ..rest
            };
        }
        let least = |a: Option<i64>, b: Option<i64>| Some(a?.min(b?));
        let high = match (self.maybe_none, other.maybe_none) {
            (false, false) => [self.high, other.high].into_iter().flatten().min(),
            (false, true) => self.high,
            (true, false) => other.high,
            (true, true) => match (self.high, other.high) {
                (Some(a), Some(b)) => Some(a.max(b)),
                _ => None,
            },
        };
        let (low, maybe_none) = (
            least(self.low, other.low),
            self.maybe_none && other.maybe_none,
        );
        Amount {
            low,
            high,
            maybe_none,
            ..self.beside(other)
        }
    }

    /// The same with later and earlier turned round.
    fn turned(self) -> Self {
        let turn = |value: Option<i64>| value.map(|v| v.saturating_neg());
        Amount {
            low: turn(self.high),
            high: turn(self.low),
            ..self
        }
    }

    /// Evidence and doubts of both.
    fn beside(self, other: Self) -> Self {
        Amount {
            low: None,
            high: None,
            maybe_none: self.maybe_none || other.maybe_none,
            none: self.none || other.none,
            evidence: joined(self.evidence, other.evidence),
            causes: all_of(self.causes, other.causes),
        }
    }

    /// Compares; with what does not exist no comparison holds.
    pub fn compare(self, sign: Sign, other: Self) -> Truth {
        let (a, b) = ((self.low, self.high), (other.low, other.high));
        let both = self.beside(other);
        if both.none {
            return Truth::No(both.evidence);
        }
        let surely = match sign {
            Sign::Less => below(a, b),
            Sign::LessOrEqual => not_above(a, b),
            Sign::Greater => below(b, a),
            Sign::GreaterOrEqual => not_above(b, a),
            Sign::Equal => same(a, b),
            Sign::NotEqual => below(a, b) || below(b, a),
        };
        let never = match sign {
            Sign::Less => not_above(b, a),
            Sign::LessOrEqual => below(b, a),
            Sign::Greater => not_above(a, b),
            Sign::GreaterOrEqual => below(a, b),
            Sign::Equal => below(a, b) || below(b, a),
            Sign::NotEqual => same(a, b),
        };
        if never {
            Truth::No(both.evidence)
        } else if surely && !both.maybe_none {
            Truth::Yes(both.evidence)
        } else {
            Truth::Unknown(both.causes)
        }
    }
}

type Bounds = (Option<i64>, Option<i64>);

/// Every `a` is less than every `b`.
fn below(a: Bounds, b: Bounds) -> bool {
    matches!((a.1, b.0), (Some(high), Some(low)) if high < low)
}

/// No `a` is more than any `b`.
fn not_above(a: Bounds, b: Bounds) -> bool {
    matches!((a.1, b.0), (Some(high), Some(low)) if high <= low)
}

fn same(a: Bounds, b: Bounds) -> bool {
    a.0.is_some() && a.0 == a.1 && a == b
}

/// The date of a day count.
pub(crate) fn date(days: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
}
