//! What stands beside an answer: the newest school day that the lists tell about, and what else
//! nobody knows.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_record::line::Cause;

use crate::explain::{Answer, Explained};
use crate::judge::{View, year_start};
use crate::timeline::Said;
use crate::truth::Truth;
use crate::typed::{Ask, Days, Take, Test};

/// The newest school day of a child about which its lists say something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newest {
    /// The day and the code that stands on it; none when no day of the fiscal year is told.
    pub day: Option<(NaiveDate, String)>,
    /// The list of marks.
    pub list: String,
    /// Its field.
    pub field: String,
    /// The lists that are missing for the days after it.
    pub missing: BTreeSet<Cause>,
}

impl<'a> View<'a> {
    /// Of the school days that a question counts, the newest one of which the lists tell.
    pub fn newest(&self, test: &'a Test) -> Option<Newest> {
        let roll = &days_of(test)?.roll;
        let today = self.setting.today;
        let first = year_start(today);
        let timeline = self.person.timeline(self.setting, roll, first);
        let mut newest = Newest {
            day: None,
            list: roll.list.clone(),
            field: roll.field.clone(),
            missing: BTreeSet::new(),
        };
        for day in timeline.between(first, today).iter().rev() {
            match day.said {
                Said::Code(code, _) => {
                    let code = timeline.codes().get(code).copied().unwrap_or_default();
                    newest.day = Some((day.date, code.to_owned()));
                    break;
                }
                Said::Unknown(doubt) => {
                    let doubt = timeline.doubt(doubt);
                    // The days since a list was drawn up are on nobody's list yet.
                    if doubt.of_list {
                        newest.missing.insert(doubt.cause.clone());
                    }
                }
            }
        }
        Some(newest)
    }
}

/// The first question about school days that is about the person.
fn days_of(test: &Test) -> Option<&Days> {
    match &test.ask {
        Ask::And(a, b) | Ask::Or(a, b) => days_of(a).or_else(|| days_of(b)),
        Ask::Not(inner) | Ask::Defined(inner) => days_of(inner),
        Ask::Compare(a, _, b) => [a, b].into_iter().find_map(|value| match &value.take {
            Take::Days(days) => Some(days),
            _ => None,
        }),
        _ => None,
    }
}

/// The causes of everything within an answer that is unknown. Within what is *no* nothing else
/// matters any more.
pub(crate) fn doubts(step: &Explained, causes: &mut BTreeSet<Cause>) {
    match &step.answer {
        Answer::Truth(Truth::Unknown(doubts)) => causes.extend(doubts.iter().cloned()),
        Answer::Truth(Truth::No(_)) => return,
        Answer::Truth(Truth::Yes(_)) => {}
        Answer::Value(value) => causes.extend(value.causes.iter().cloned()),
    }
    for part in &step.parts {
        doubts(part, causes);
    }
}
