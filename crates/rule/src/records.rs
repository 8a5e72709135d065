//! Records of a list: which there are, how many, the latest; and whether there might be more.

use std::collections::BTreeSet;

use mimamori_record::Absence;
use mimamori_record::line::{Cause, Evidence, Per, Record};

use crate::amount::Amount;
use crate::judge::View;
use crate::tree::Pick;
use crate::truth::{Truth, joined};
use crate::typed::{Records, Test};

/// Records that were found, and why there might be more.
pub(crate) struct Found<'a> {
    pub rows: Vec<&'a Record>,
    pub more: BTreeSet<Cause>,
    /// The lists on which there is nothing else.
    pub lists: Vec<Evidence>,
}

impl<'a> View<'a> {
    /// The person's records of a list, and whether there might be others.
    pub fn find(&self, records: &'a Records) -> Found<'a> {
        let coverage = self.setting.coverage;
        let rows: Vec<&Record> = self
            .person
            .of(&records.list)
            .filter(|r| records.part.is_none() || r.part == records.part)
            .filter(|r| coverage.counts(r))
            .collect();
        let once = coverage
            .dataset(&records.list)
            .is_some_and(|d| d.per != Per::Event);
        let mut found = Found {
            rows,
            more: BTreeSet::new(),
            lists: Vec::new(),
        };
        // Where nobody stands twice, the row that is here is the answer.
        if once && !found.rows.is_empty() {
            return found;
        }
        let by = records.by.as_ref().map(|by| self.value(by));
        let date = by.as_ref().and_then(Amount::single_date);
        if let (Some(by), None) = (&by, date) {
            found.more.extend(by.causes.iter().cloned());
        }
        let date = date.map(|date| date.to_string());
        let own = self.person.records.iter();
        match coverage.absence(&records.list, None, date.as_deref(), own) {
            // Who has a row does not stand off the list, even if there is no second one.
            Absence::No(_) if !found.rows.is_empty() => {}
            Absence::No(lists) => {
                let person = &self.person.line.id;
                found.lists.extend(lists.into_iter().map(|list| Evidence {
                    person: (person != self.about).then(|| person.clone()),
                    ..list
                }));
            }
            Absence::Unknown(causes) => found.more.extend(causes),
        }
        found
    }

    fn of_record(&self, record: &'a Record, with: Option<&Test>) -> Truth {
        let view = View {
            record: Some(record),
            ..*self
        };
        match with {
            Some(test) => view.test(test),
            None => Truth::Yes(vec![view.row(record)]),
        }
    }

    /// The cell that shows that a row is this person's.
    fn row(&self, record: &Record) -> Evidence {
        let shows = |field: &&str| record.text(field).is_some();
        let field = ["resident_no", "case_no", "birth_date", "kana", "name"]
            .into_iter()
            .find(shows);
        match field {
            Some(field) => self.evidence(record, field, None),
            None => Evidence {
                source: record.source.clone(),
                ..Evidence::default()
            },
        }
    }

    pub fn any(&self, records: &'a Records) -> Truth {
        let found = self.find(records);
        let nobody = if found.more.is_empty() {
            Truth::No(found.lists)
        } else {
            Truth::Unknown(found.more)
        };
        let truths = found
            .rows
            .into_iter()
            .map(|record| self.of_record(record, records.with.as_deref()));
        truths.fold(nobody, Truth::or)
    }

    pub fn count(&self, records: &'a Records) -> Amount {
        let found = self.find(records);
        let truths = found
            .rows
            .into_iter()
            .map(|record| self.of_record(record, records.with.as_deref()));
        let mut amount = counted(truths, found.more);
        amount.evidence = joined(amount.evidence, found.lists);
        amount
    }

    pub fn pick(&self, pick: Pick, field: &str, records: &'a Records) -> Amount {
        let found = self.find(records);
        let open = !found.more.is_empty();
        let mut all = match pick {
            Pick::Sum => Amount::exactly(0, Vec::new()),
            _ => Amount::none(found.lists),
        };
        if open {
            all = Amount {
                maybe_none: pick != Pick::Sum,
                ..Amount::unknown(found.more)
            };
        }
        for record in found.rows {
            let view = View {
                record: Some(record),
                ..*self
            };
            let belongs = match &records.with {
                Some(test) => view.test(test),
                None => Truth::Yes(Vec::new()),
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
                Pick::Latest => all.later(value),
                Pick::Earliest => all.earlier(value),
            };
        }
        all
    }
}

/// How many are *yes*, and how many might be.
pub(crate) fn counted(truths: impl Iterator<Item = Truth>, more: BTreeSet<Cause>) -> Amount {
    let open = !more.is_empty();
    let (mut low, mut high) = (0i64, 0i64);
    let mut causes = more;
    let mut cells = Vec::new();
    for truth in truths {
        match truth {
            Truth::Yes(evidence) => {
                low += 1;
                high += 1;
                cells = joined(cells, evidence);
            }
            Truth::No(_) => {}
            Truth::Unknown(doubts) => {
                high += 1;
                causes.extend(doubts);
            }
        }
    }
    Amount {
        low: Some(low),
        high: (!open).then_some(high),
        evidence: cells,
        causes,
        ..Amount::default()
    }
}

/// A value of a record that perhaps does not belong.
fn doubtful(value: Amount, causes: BTreeSet<Cause>, pick: Pick) -> Amount {
    if value.none {
        return value;
    }
    let zero = pick == Pick::Sum;
    Amount {
        low: value.low.map(|low| if zero { low.min(0) } else { low }),
        high: value.high.map(|high| if zero { high.max(0) } else { high }),
        maybe_none: !zero,
        causes: value.causes.into_iter().chain(causes).collect(),
        ..value
    }
}
