//! The same judgement once more, with what every question on the way says.

use std::sync::Arc;

use mimamori_calendar::era_long;
use mimamori_record::line::{Cause, Evidence, Record};
use mimamori_record::{Said, said};

use crate::amount::{Amount, date};
use crate::judge::View;
use crate::messages::Sort;
use crate::truth::Truth;
use crate::typed::{Ask, Group, Records, Take, Test, Value};

/// A question of an expression, what it says about somebody, and the questions that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What is asked.
    pub step: Step,
    /// What the data say.
    pub answer: Answer,
    /// The questions within it.
    pub parts: Vec<Explained>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// All of the parts, joined by `and`.
    All,
    /// One of the parts, joined by `or`.
    Either,
    /// The opposite of the part.
    Not,
    /// A question or a value, as it was written.
    Written(Arc<str>),
    /// The field of a record that counts.
    Field {
        /// The list.
        dataset: String,
        /// The field.
        field: String,
    },
    /// Whether a record is one of those that are asked for.
    Record {
        /// The list.
        dataset: String,
        /// The source.
        source: String,
        /// The row.
        row: u32,
        /// The part, where a row has several.
        part: Option<String>,
    },
    /// Whether another member of the household is one of those who are asked for.
    Person(String),
}

/// What the data say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// *Yes*, *no* or *unknown*.
    Truth(Truth),
    /// A number, a span or a date, as far as it is known.
    Value(Measured),
}

/// A number, a span or a date, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What it is, with its unit.
    pub said: Said,
    /// The cells behind it.
    pub evidence: Vec<Evidence>,
    /// Why it is not a single value.
    pub causes: Vec<Cause>,
}

impl<'a> View<'a> {
    pub fn explain(&self, test: &'a Test) -> Explained {
        let written = || Step::Written(test.text.clone());
        let (step, parts) = match &test.ask {
            Ask::And(..) => (Step::All, self.each(test, true)),
            Ask::Or(..) => (Step::Either, self.each(test, false)),
            // `no LIST` and `is not` are one question.
            Ask::Not(inner) if inner.text == test.text => (written(), self.explain(inner).parts),
            Ask::Not(inner) => (Step::Not, vec![self.explain(inner)]),
            Ask::Defined(inner) => (written(), vec![self.explain(inner)]),
            Ask::Own(inner) => (written(), vec![self.own().explain(inner)]),
            Ask::Compare(a, _, b) => (written(), self.values([&**a, &**b])),
            Ask::None(_, Some(by)) => (written(), self.values([&**by])),
            Ask::In(..)
            | Ask::Blank(_)
            | Ask::Asked(_)
            | Ask::Attended
            | Ask::None(_, None)
            | Ask::Yesno(_)
            | Ask::Child => (written(), Vec::new()),
            Ask::Records(records) => (written(), self.rows(records, None)),
            Ask::Last(field, records) => (written(), self.rows(records, Some((field, Sort::Date)))),
            Ask::Arrived(_) => (written(), Vec::new()),
            Ask::People(group, with) => (written(), self.people(*group, with.as_deref())),
        };
        Explained {
            step,
            answer: Answer::Truth(self.test(test)),
            parts,
        }
    }

    /// The links of a chain of `and`, or of `or`.
    fn each(&self, test: &'a Test, all: bool) -> Vec<Explained> {
        match &test.ask {
            Ask::And(a, b) if all => [self.each(a, all), self.each(b, all)].concat(),
            Ask::Or(a, b) if !all => [self.each(a, all), self.each(b, all)].concat(),
            _ => vec![self.explain(test)],
        }
    }

    /// What values are. Those that stand in the text as they are say nothing more, and the date
    /// of birth says who it is.
    fn values<const N: usize>(&self, values: [&'a Value; N]) -> Vec<Explained> {
        let told = values.into_iter().filter(|value| match &value.take {
            Take::Own(inner) => !matches!(inner.take, Take::Born),
            take => !matches!(take, Take::Fixed(_) | Take::Born),
        });
        told.map(|value| self.explain_value(value)).collect()
    }

    fn explain_value(&self, value: &'a Value) -> Explained {
        let parts = match &value.take {
            Take::At(_, inner) | Take::PlusMonths(inner, _) => self.values([&**inner]),
            Take::Own(inner) => self.own().explain_value(inner).parts,
            Take::Plus(a, _, b) | Take::Pregnancy(a, b) => self.values([&**a, &**b]),
            Take::Count(records) | Take::Distinct(_, records) => self.rows(records, None),
            Take::CountPeople(group, with) => self.people(*group, with.as_deref()),
            Take::Pick(_, field, records) => self.rows(records, Some((field, value.sort))),
            _ => Vec::new(),
        };
        Explained {
            step: Step::Written(value.text.clone()),
            answer: Answer::Value(Measured::of(self.value(value), value.sort)),
            parts,
        }
    }

    /// Each record, whether it is one of those that are asked for, and why.
    fn rows(&self, records: &'a Records, field: Option<(&str, Sort)>) -> Vec<Explained> {
        let found = self.find(records).rows.into_iter();
        let row = |record: &'a Record| {
            let with = records.with.as_deref();
            let view = self.at_record(record);
            let mut parts = with.map_or_else(Vec::new, |with| view.inner(with));
            if let Some((field, sort)) = field {
                parts.push(Explained {
                    step: Step::Field {
                        dataset: record.dataset.clone(),
                        field: field.to_owned(),
                    },
                    answer: Answer::Value(Measured::of(view.amount(field), sort)),
                    parts: Vec::new(),
                });
            }
            Explained {
                step: Step::Record {
                    dataset: record.dataset.clone(),
                    source: record.source.clone(),
                    row: record.row,
                    part: record.part.clone(),
                },
                answer: Answer::Truth(self.of_record(record, with)),
                parts,
            }
        };
        found.map(row).collect()
    }

    fn people(&self, group: Group, with: Option<&'a Test>) -> Vec<Explained> {
        let one = |view: View<'a>| Explained {
            step: Step::Person(view.person.id().to_owned()),
            answer: Answer::Truth(with.map_or(Truth::Yes(Vec::new()), |with| view.test(with))),
            parts: with.map_or_else(Vec::new, |with| view.inner(with)),
        };
        self.group(group).map(one).collect()
    }

    /// What is asked within brackets: a chain of `and` has the answer of the brackets.
    fn inner(&self, with: &'a Test) -> Vec<Explained> {
        self.each(with, true)
    }
}

impl Measured {
    fn of(amount: Amount, sort: Sort) -> Self {
        let shown = |value: Option<i64>| value.map(|value| shown(value, sort));
        let said = match (shown(amount.low), shown(amount.high)) {
            _ if amount.none => said!("値なし", "no value"),
            (Some(low), Some(high)) if low == high => low,
            (Some(low), Some(high)) => Said {
                ja: format!("{}〜{}", low.ja, high.ja),
                en: format!("{} to {}", low.en, high.en),
            },
            (Some(low), None) => Said {
                ja: format!("{}以上", low.ja),
                en: format!("{} or more", low.en),
            },
            (None, Some(high)) => Said {
                ja: format!("{}以下", high.ja),
                en: format!("{} or less", high.en),
            },
            (None, None) => said!("わからない", "unknown"),
        };
        let known = amount.low.is_some() || amount.high.is_some();
        let said = match amount.maybe_none && known {
            true => Said {
                ja: format!("{}、または値なし", said.ja),
                en: format!("{}, or no value", said.en),
            },
            false => said,
        };
        Measured {
            said,
            evidence: amount.evidence,
            causes: amount.causes.into_iter().collect(),
        }
    }
}

/// A value with its unit.
fn shown(value: i64, sort: Sort) -> Said {
    match sort {
        Sort::Date => {
            let day = date(value);
            Said {
                ja: day.map_or_else(|| value.to_string(), era_long),
                en: day.map_or_else(|| value.to_string(), |day| day.to_string()),
            }
        }
        Sort::Days => said!("{value}日", "{value} days"),
        Sort::Months if value >= 12 => {
            let (years, rest) = (value / 12, value % 12);
            said!(
                "{value}か月（{years}年{rest}か月）",
                "{value} months ({years} y {rest} m)"
            )
        }
        Sort::Months => said!("{value}か月", "{value} months"),
        Sort::Of(unit) => {
            let label = unit.label();
            let (ja, en) = (label.ja, label.en);
            said!("{value}{ja}", "{value} {en}")
        }
        _ => said!("{value}", "{value}"),
    }
}
