//! One value out of many records: the latest, the highest, the sum, how many different ones.

use std::collections::BTreeSet;

use mimamori_record::line::Record;

use crate::amount::{Amount, Sign};
use crate::cell::Word;
use crate::judge::View;
use crate::tree::Pick;
use crate::truth::{Causes, Cells, Truth, all_of, joined};
use crate::typed::{Records, Words};

impl<'a> View<'a> {
    pub fn pick(&self, pick: Pick, field: &str, records: &'a Records) -> Amount {
        let found = self.find(records);
        let mut all = match (found.more, pick) {
            (Some(causes), _) => Amount {
                maybe_none: pick != Pick::Sum,
                ..Amount::unknown(causes)
            },
            (None, Pick::Sum) => Amount::exactly(0, Cells::new()),
            (None, _) => Amount::none(found.lists),
        };
        for record in found.rows {
            let view = self.at_record(record);
            let belongs = match &records.with {
                Some(test) => view.test(test),
                None => Truth::Yes(Cells::new()),
            };
            let value = match belongs {
                Truth::No(_) => continue,
                Truth::Yes(evidence) => {
                    let value = view.amount(field);
                    Amount {
                        evidence: joined(value.evidence, evidence),
                        ..value
                    }
                }
                Truth::Unknown(causes) => doubtful(view.amount(field), causes, pick),
            };
            all = match pick {
                Pick::Sum if value.none => all,
                Pick::Sum => all.plus(
                    Amount {
                        maybe_none: false,
                        ..value
                    },
                    1,
                ),
                Pick::Latest | Pick::Highest => all.later(value),
                Pick::Earliest | Pick::Lowest => all.earlier(value),
            };
        }
        all
    }

    /// What is asked about the record with the latest date; where several may be it, they must
    /// agree.
    pub fn last(&self, field: &str, records: &'a Records) -> Truth {
        let found = self.find(records);
        let dated = |record: &'a Record| (record, self.at_record(record).amount(field));
        let rows: Vec<(&Record, Amount)> = found.rows.into_iter().map(dated).collect();
        // A record without a date is not the latest.
        let rows: Vec<_> = rows.into_iter().filter(|(_, date)| !date.none).collect();
        if rows.is_empty() {
            return match found.more {
                None => Truth::No(found.lists),
                Some(causes) => Truth::Unknown(causes),
            };
        }
        let surely_later = |date: &Amount, other: &Amount| {
            !other.maybe_none && date.clone().compare(Sign::Less, other.clone()).is_yes()
        };
        let may_be: Vec<&(&Record, Amount)> = rows
            .iter()
            .filter(|(_, date)| !rows.iter().any(|(_, other)| surely_later(date, other)))
            .collect();
        let with = records.with.as_deref();
        let truths = may_be.iter().map(|(row, _)| self.of_record(row, with));
        let truths: Vec<Truth> = truths.collect();
        if let Some(causes) = found.more {
            return Truth::Unknown(causes);
        }
        let dated = may_be.iter().any(|(_, date)| !date.maybe_none);
        let doubtful = may_be.iter().any(|(_, date)| date.is_open());
        let doubts = may_be.iter().flat_map(|(_, date)| date.causes.clone());
        let doubts: Causes = doubts.collect();
        let agreed = truths.iter().all(Truth::is_no) || dated && truths.iter().all(Truth::is_yes);
        if agreed || !doubtful {
            // Of two of the same day it is enough that one says so.
            return truths.into_iter().fold(Truth::No(Cells::new()), Truth::or);
        }
        let unknown = truths.into_iter().filter_map(|truth| match truth {
            Truth::Unknown(causes) => Some(causes),
            _ => None,
        });
        Truth::Unknown(unknown.flatten().chain(doubts).collect())
    }

    /// How many different values there are.
    pub fn distinct(&self, words: &Words, records: &'a Records) -> Amount {
        let found = self.find(records);
        let open = found.more.is_some();
        let mut causes = found.more.unwrap_or_default();
        let mut cells = found.lists;
        let (mut sure, mut perhaps) = (BTreeSet::new(), BTreeSet::new());
        let mut hidden = 0;
        for record in found.rows {
            let view = self.at_record(record);
            let belongs = match &records.with {
                Some(test) => view.test(test),
                None => Truth::Yes(Cells::new()),
            };
            if belongs.is_no() {
                continue;
            }
            match (view.word(words), belongs) {
                (Word::Nothing(_), _) => {}
                (Word::Said(value, evidence), Truth::Unknown(doubts)) => {
                    perhaps.insert(value);
                    cells = joined(cells, evidence);
                    causes.extend(doubts);
                }
                (Word::Said(value, evidence), Truth::Yes(more) | Truth::No(more)) => {
                    sure.insert(value);
                    cells = joined(cells, joined(evidence, more));
                }
                (Word::Unknown(hiding), belongs) => {
                    hidden += 1;
                    causes.extend(hiding);
                    if let Truth::Unknown(doubts) = belongs {
                        causes.extend(doubts);
                    }
                }
            }
        }
        let low = sure.len();
        let high = sure.union(&perhaps).count() + hidden;
        Amount {
            low: i64::try_from(low).ok(),
            high: i64::try_from(high).ok().filter(|_| !open),
            evidence: cells,
            causes,
            ..Amount::default()
        }
    }
}

/// A value of a record that perhaps does not belong.
fn doubtful(value: Amount, causes: Causes, pick: Pick) -> Amount {
    if value.none {
        return value;
    }
    let zero = pick == Pick::Sum;
    Amount {
        low: value.low.map(|low| if zero { low.min(0) } else { low }),
        high: value.high.map(|high| if zero { high.max(0) } else { high }),
        maybe_none: !zero,
        causes: all_of(value.causes, causes),
        ..value
    }
}
