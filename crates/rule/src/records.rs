//! Records of a list: which there are, how many, and whether there might be more.

use mimamori_record::line::{Cause, Columns, Evidence, Per, Record};
use mimamori_record::{Absence, reason, standing};

use crate::amount::Amount;
use crate::day::Iso;
use crate::judge::View;
use crate::truth::{Causes, Cells, Truth, joined};
use crate::typed::{Records, Test};

/// Lists that nobody leaves without a word: the ledger of cases and the list of residents.
const LEDGER: &str = "cases";
const RESIDENTS: &str = "residents";

/// The fields that show whose row it is, the surest first.
pub(crate) const ROW_SHOWN_BY: [&str; 5] = ["resident_no", "case_no", "birth_date", "kana", "name"];

/// Records that were found, and why there might be more.
pub(crate) struct Found<'a> {
    pub rows: Vec<&'a Record>,
    /// Why there might be more; none where there are no others.
    pub more: Option<Causes>,
    /// The lists on which there is nothing else.
    pub lists: Cells,
}

impl<'a> View<'a> {
    /// The person's records of a list, and whether there might be others.
    pub fn find(&self, records: &'a Records) -> Found<'a> {
        if let Some(causes) = self.lost(records) {
            return Found {
                rows: Vec::new(),
                more: Some(causes),
                lists: Cells::new(),
            };
        }
        let mut found = self.promised(records);
        if records.per == Some(Per::Event)
            && let Some(missing) = self.events_missing(records)
        {
            found.more = Some(
                found
                    .more
                    .unwrap_or_default()
                    .into_iter()
                    .chain(missing)
                    .collect(),
            );
            found.lists = Cells::new();
        }
        found
    }

    /// Why nobody knows about a case that is gone from the ledger without having been closed, or
    /// about a resident who is gone from the newer list without having left.
    fn lost(&self, records: &Records) -> Option<Causes> {
        if self.person.of(&records.list).next().is_some() {
            return None;
        }
        let coverage = self.setting.coverage;
        let person = self.person.individual();
        let (row, reason, field) = match records.list.as_str() {
            LEDGER => {
                let case = standing::lost_case(person, coverage)?;
                (case, &reason::CASE_LOST, "stage")
            }
            RESIDENTS => {
                let row = standing::lost_resident(person, coverage)?;
                (row, &reason::RESIDENT_LOST, "status")
            }
            _ => return None,
        };
        Some(self.causes(|| Cause {
            code: reason.code.to_owned(),
            dataset: Some(records.list.clone()),
            source: Some(row.source.clone()),
            cell: coverage.cell(row, field, None),
            ..Cause::default()
        }))
    }

    /// The person's records of a list, and whether something that was promised of it is missing.
    fn promised(&self, records: &'a Records) -> Found<'a> {
        let of_part = |r: &&Record| records.part.is_none() || r.part == records.part;
        let rows: Vec<&Record> = self.person.of(&records.list).filter(of_part).collect();
        // Where nobody stands twice, the row that is here is the answer; so is one with a column
        // for each part. Of rows for a part each, others may be missing.
        let once = match records.per {
            Some(Per::Person) => true,
            Some(Per::PersonPart) => {
                records.part.is_some() || rows.iter().any(|row| self.has_all_parts(row))
            }
            _ => false,
        };
        if once && !rows.is_empty() {
            return Found {
                more: self.not_reached(records, &rows),
                rows,
                lists: Cells::new(),
            };
        }
        let (more, lists) = match (&rows[..], records.per) {
            ([_, ..], Some(Per::PersonMonth)) => {
                (self.months_missing(records, &rows), Cells::new())
            }
            // Who has a row does not stand off the list, even if there is no second one.
            ([_, ..], _) => (self.absence(records, None).0, Cells::new()),
            ([], Some(Per::PersonMonth)) => self.no_month(records),
            ([], _) => self.absence(records, None),
        };
        Found { rows, more, lists }
    }

    /// Why rows of which there are no others may say something else by now: the list on which they
    /// stand was drawn up before the day that it has to reach.
    fn not_reached(&self, records: &'a Records, rows: &[&'a Record]) -> Option<Causes> {
        let by = self.value(records.by.as_ref()?);
        let mut causes = Causes::new();
        for row in rows {
            match self.at_record(row).reaches(by.clone()) {
                Truth::Unknown(doubts) => causes.extend(doubts),
                _ => return None,
            }
        }
        Some(causes)
    }

    /// Why the person may stand on a list, of one institution or of all; else the lists on which
    /// it does not.
    pub fn absence(
        &self,
        records: &'a Records,
        institution: Option<&str>,
    ) -> (Option<Causes>, Cells) {
        let by = records.by.as_ref().map(|by| self.value(by));
        let date = by.as_ref().and_then(Amount::single_date);
        // A day that nobody knows leaves open whether the list reaches it.
        let unsure = by.filter(|_| date.is_none()).filter(|by| !by.none);
        let date = date.map(Iso::of);
        let own = self.person.in_question();
        if !self.told {
            let coverage = self.setting.coverage;
            let date = date.as_ref().map(Iso::as_str);
            let absent = coverage.absent(&records.list, institution, date, own);
            return match absent && unsure.is_none() {
                true => (None, Cells::new()),
                false => (Some(Causes::new()), Cells::new()),
            };
        }
        let absence = (self.setting.coverage).absence(
            &records.list,
            institution,
            date.as_ref().map(Iso::as_str),
            own,
        );
        let lists = match absence {
            Absence::Unknown(causes) => {
                let doubts = unsure.into_iter().flat_map(|by| by.causes);
                return (
                    Some(causes.into_iter().chain(doubts).collect()),
                    Cells::new(),
                );
            }
            Absence::No(lists) => lists,
        };
        let lists = lists.into_iter().map(|list| Evidence {
            person: self.somebody_else(),
            part: records.part.clone(),
            ..list
        });
        (unsure.map(|by| by.causes), lists.collect())
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
            None => Truth::Yes(view.row(record)),
        }
    }

    /// The cell that shows that a row is this person's.
    pub fn row(&self, record: &Record) -> Cells {
        if !self.told {
            return Cells::new();
        }
        let shows = |field: &&str| record.text(field).is_some();
        match ROW_SHOWN_BY.into_iter().find(shows) {
            Some(field) => self.cells(record, field, None),
            None => vec![Evidence {
                source: record.source.clone(),
                ..Evidence::default()
            }],
        }
    }

    pub fn any(&self, records: &'a Records) -> Truth {
        let found = self.find(records);
        let nobody = match found.more {
            None => Truth::No(found.lists),
            Some(causes) => Truth::Unknown(causes),
        };
        let truths = found.rows.into_iter();
        let truths = truths.map(|record| self.of_record(record, records.with.as_deref()));
        self.one_of(nobody, truths)
    }

    /// *Yes* as soon as one is; who wants to know why hears all of them.
    pub fn one_of(&self, nobody: Truth, mut truths: impl Iterator<Item = Truth>) -> Truth {
        let mut all = nobody;
        while self.told || !all.is_yes() {
            match truths.next() {
                Some(truth) => all = all.or(truth),
                None => break,
            }
        }
        all
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
        let found = self.promised(records);
        match found.more {
            None => Truth::Yes(found.lists),
            Some(causes) => Truth::Unknown(causes),
        }
    }
}

/// How many are *yes*, and how many might be.
pub(crate) fn counted(truths: impl Iterator<Item = Truth>, more: Option<Causes>) -> Amount {
    let open = more.is_some();
    let (mut low, mut high) = (0i64, 0i64);
    let mut causes = more.unwrap_or_default();
    let mut cells = Cells::new();
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
