//! A meeting decided on another worker, and the ledger does not know it yet.

use mimamori_calendar::DateOrMonth;
use mimamori_record::line::{Evidence, Record};
use mimamori_record::standing;
use mimamori_rule::Truth;

use super::Turn;
use crate::cases::WORKER;
use crate::rules::Dates;
use crate::when;

/// Who takes over, and the cell of the ledger that still names another.
pub(super) struct Takes {
    worker: String,
    pub ledger: Evidence,
}

impl Turn<'_> {
    /// What a decision says about the worker, when it is newer than the ledger and names another.
    pub(super) fn takes_over(&self, row: &Record) -> Option<Takes> {
        let (coverage, office) = (self.desk.coverage, &self.desk.office);
        let newest = |case: &&&Record| {
            let decided = standing::decided(self.cared.person, coverage, WORKER, Some(case));
            decided.is_some_and(|decided| std::ptr::eq(decided, row))
        };
        let worker = office.in_post(row.text(WORKER)?)?;
        let named = |case: &Record| case.text(WORKER).and_then(|name| office.in_post(name));
        let mut cases = self.cases.iter().filter(newest);
        let case = cases.find(|case| named(case).as_ref() != Some(&worker))?;
        let ledger = coverage.evidence(case, WORKER, None);
        Some(Takes { worker, ledger })
    }

    /// Whether the new worker has done it: a date from that day on in a row that names them.
    pub(super) fn done_by(&self, takes: &Takes, dates: &Dates, base: DateOrMonth) -> bool {
        let (coverage, office) = (self.desk.coverage, &self.desk.office);
        let mut fields = dates.settled.iter().zip(&self.asked.settled);
        fields.any(|(one, asked)| {
            let rows = self.cared.rows(coverage, &one.field.dataset);
            rows.into_iter().any(|row| {
                let date = when::date_in(coverage, row, &one.field.key);
                let since = date.is_some_and(|date| date.last_day() >= base.first_day());
                let name = row.text(WORKER).and_then(|name| office.in_post(name));
                let truth = asked.as_ref().map(|asked| self.cared.asks_row(asked, row));
                let counts = matches!(truth, None | Some(Truth::Yes(_)));
                since && counts && name.as_ref() == Some(&takes.worker)
            })
        })
    }
}
