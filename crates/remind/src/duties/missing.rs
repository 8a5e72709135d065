//! Who stands on no row of a list.

use mimamori_record::line::{Cause, Evidence, SourceState};
use mimamori_record::reason;

use super::{Duty, Turn};
use crate::cases::rows;
use crate::when::Found;

impl Turn<'_> {
    /// The person stands on no row of the list.
    pub(super) fn missing(&self, list: &str, duties: &mut Vec<Duty>) {
        let coverage = self.desk.coverage;
        let rows = rows(coverage, self.cared.person, list);
        let (mut rows, mut doubt) = (self.counted(rows), None);
        // A row that may be of another kind may be the one that is missing.
        if let Some(unsure) = rows.iter().position(|row| row.doubt.is_some())
            && rows.iter().all(|row| row.doubt.is_some())
        {
            doubt = rows.swap_remove(unsure).doubt;
        } else if !rows.is_empty() {
            return;
        }
        let mut evidence: Vec<Evidence> = self
            .cases
            .iter()
            .map(|case| coverage.evidence(case, "stage", None))
            .collect();
        evidence.extend(
            coverage
                .judged_sources(list, None)
                .filter(|source| source.state == SourceState::Read)
                .map(|source| Evidence {
                    source: source.id.clone(),
                    absent: true,
                    ..Evidence::default()
                }),
        );
        let found = Found {
            evidence,
            cause: doubt.or_else(|| self.why_perhaps_not(list)),
            ..Found::default()
        };
        self.push(self.place, None, "", found, duties);
    }

    /// Why the person may stand on the list all the same.
    fn why_perhaps_not(&self, list: &str) -> Option<Cause> {
        let coverage = self.desk.coverage;
        let cause = |code: &str, source: Option<String>| Cause {
            code: code.to_owned(),
            dataset: Some(list.to_owned()),
            source,
            ..Cause::default()
        };
        let records = self.cared.person.records.iter();
        if let Some(source) = records.filter_map(|r| coverage.undecided(r, list)).min() {
            return Some(cause(reason::UNDECIDED_PAIR.code, Some(source)));
        }
        let mut read = false;
        let mut unread = None;
        for source in coverage.judged_sources(list, None) {
            match source.state {
                SourceState::Unreadable => unread = Some(source.id.clone()),
                SourceState::Read => read = true,
            }
            if source.rows_unread > 0 {
                return Some(cause(reason::ROWS_UNREAD.code, Some(source.id.clone())));
            }
        }
        match (read, unread) {
            (true, None) => None,
            (_, Some(source)) => Some(cause(reason::LIST_UNREADABLE.code, Some(source))),
            (false, None) => Some(cause(reason::LIST_MISSING.code, None)),
        }
    }
}
