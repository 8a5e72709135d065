//! Records of a list: which there are, how many, and whether there might be more.

use std::collections::BTreeSet;

use mimamori_calendar::YearMonth;
use mimamori_record::line::{Cause, Columns, Evidence, Expected, Per, Record};
use mimamori_record::{Absence, Arrival, reason};

use crate::amount::Amount;
use crate::judge::View;
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
        let per = coverage.dataset(&records.list).map(|d| d.per);
        let mut found = Found {
            rows,
            more: BTreeSet::new(),
            lists: Vec::new(),
        };
        // Where nobody stands twice, the row that is here is the answer; so is one with a column
        // for each part. Of rows for a part each, others may be missing.
        let once = match per {
            Some(Per::Person) => true,
            Some(Per::PersonPart) => {
                records.part.is_some() || found.rows.iter().any(|row| self.has_all_parts(row))
            }
            _ => false,
        };
        if once && !found.rows.is_empty() {
            return found;
        }
        if per == Some(Per::PersonMonth) {
            found.more = self.months_missing(records, &found.rows);
            if !found.rows.is_empty() {
                return found;
            }
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
            Absence::No(_) if !found.more.is_empty() => {}
            Absence::No(lists) => {
                let person = &self.person.line.id;
                found.lists.extend(lists.into_iter().map(|list| Evidence {
                    person: (*person != self.asked.line.id).then(|| person.clone()),
                    ..list
                }));
            }
            // Which months are missing says more than that nothing came.
            Absence::Unknown(causes) if !found.more.is_empty() => {
                let missing = reason::LIST_MISSING.code;
                let others = causes.into_iter().filter(|cause| cause.code != missing);
                found.more.extend(others);
            }
            Absence::Unknown(causes) => found.more.extend(causes),
        }
        found
    }

    fn has_all_parts(&self, record: &Record) -> bool {
        let source = self.setting.coverage.source(&record.source);
        let mut columns = source
            .into_iter()
            .flat_map(|source| source.columns.values());
        columns.any(|column| matches!(column, Columns::PerPart(_)))
    }

    pub fn of_record(&self, record: &'a Record, with: Option<&'a Test>) -> Truth {
        let view = self.at_record(record);
        match with {
            Some(test) => view.test(test),
            None => Truth::Yes(vec![view.row(record)]),
        }
    }

    /// The cell that shows that a row is this person's.
    pub fn row(&self, record: &Record) -> Evidence {
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

    /// Whether all that was promised of a list is here; never *no*, because it may still come.
    pub fn arrived(&self, records: &'a Records) -> Truth {
        let found = self.find(records);
        if found.more.is_empty() {
            Truth::Yes(found.lists)
        } else {
            Truth::Unknown(found.more)
        }
    }

    /// Of a list that comes every month: the months that the institutions of these rows owe;
    /// without a row those that any of them owes.
    fn months_missing(&self, records: &'a Records, rows: &[&'a Record]) -> BTreeSet<Cause> {
        let (coverage, list) = (self.setting.coverage, records.list.as_str());
        let Some(dataset) = coverage.dataset(list) else {
            return BTreeSet::new();
        };
        let of_row = |record: &&'a Record| {
            let source = coverage.source(&record.source);
            let source = source.and_then(|source| source.institution.as_deref());
            record.text("institution").or(source)
        };
        let mut places: BTreeSet<Option<&str>> = rows.iter().map(of_row).collect();
        if places.is_empty() {
            places.insert(None);
        }
        // A month of which the row is here, and was drawn up at its end, is known.
        let known = |month: &str| {
            rows.iter().any(|record| {
                let source = coverage.source(&record.source);
                source.is_some_and(|s| {
                    s.from
                        .as_deref()
                        .is_some_and(|from| from.starts_with(month))
                        && s.to.is_some()
                        && s.as_of >= s.to
                })
            })
        };
        let today = YearMonth::of(self.setting.today);
        let own = self.person.records.iter();
        let undecided = own.filter_map(|record| coverage.undecided(record, list));
        let mut causes: BTreeSet<Cause> = undecided
            .map(|source| Cause {
                code: reason::UNDECIDED_PAIR.code.to_owned(),
                dataset: Some(list.to_owned()),
                source: Some(source),
                ..Cause::default()
            })
            .collect();
        for place in places {
            let of_place = |e: &&Expected| {
                e.institution.is_none() || place.is_none() || e.institution.as_deref() == place
            };
            for expected in dataset.expected.iter().filter(of_place) {
                let month = |text: &Option<String>| text.as_deref()?.parse::<YearMonth>().ok();
                let Some(mut at) = month(&expected.from) else {
                    continue;
                };
                let last = month(&expected.to).unwrap_or(today).min(today);
                while at <= last {
                    let month = at;
                    let name = format!("{:04}-{:02}", month.year(), month.month());
                    at = at.next();
                    if known(&name) || !self.may_hold(records, month) {
                        continue;
                    }
                    match coverage.arrival(list, expected.institution.as_deref(), &name) {
                        Arrival::Missing(cause) | Arrival::Partial(cause) => causes.insert(cause),
                        Arrival::Arrived | Arrival::NotExpected => false,
                    };
                }
            }
        }
        causes
    }

    /// Whether a row of this month, had it come, could be one of those that are asked for.
    fn may_hold(&self, records: &'a Records, month: YearMonth) -> bool {
        let row = View {
            record: None,
            unseen: Some(month),
            ..*self
        };
        let with = records.with.as_deref();
        with.is_none_or(|test| !row.test(test).is_no())
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
