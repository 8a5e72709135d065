//! Whether a list that comes month by month is here.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Coverage, speaks_of};
use crate::line::{Cause, Expected, Source, SourceState};

/// What was looked up already, by list, institution and month: every child of a school asks the
/// same.
#[derive(Debug, Clone, Default)]
pub(super) struct Arrivals(RefCell<BTreeMap<String, Institutions>>);

type Institutions = Vec<(Option<String>, Months)>;

type Months = BTreeMap<String, Arrival>;

impl Arrivals {
    fn get(
        &self,
        dataset: &str,
        institution: Option<&str>,
        month: &str,
        look: impl FnOnce() -> Arrival,
    ) -> Arrival {
        let mut lists = self.0.borrow_mut();
        if !lists.contains_key(dataset) {
            lists.insert(dataset.to_owned(), Vec::new());
        }
        let Some(institutions) = lists.get_mut(dataset) else {
            return look();
        };
        let at = institutions
            .iter()
            .position(|(name, _)| name.as_deref() == institution);
        let at = at.unwrap_or_else(|| {
            institutions.push((institution.map(str::to_owned), Months::new()));
            institutions.len() - 1
        });
        let months = &mut institutions[at].1;
        match months.get(month) {
            Some(known) => known.clone(),
            None => months.entry(month.to_owned()).or_insert(look()).clone(),
        }
    }
}

/// Whether a list of one institution and month is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// Read to the end of the month.
    Arrived,
    /// Here, but with a gap.
    Partial(Cause),
    /// Expected and not here.
    Missing(Cause),
    /// Nobody promised it.
    NotExpected,
}

impl Coverage {
    /// Whether the list of an institution for a month (`YYYY-MM`) is here.
    pub fn arrival(&self, dataset: &str, institution: Option<&str>, month: &str) -> Arrival {
        let look = || self.look_for(dataset, institution, month);
        self.arrivals.get(dataset, institution, month, look)
    }

    fn look_for(&self, dataset: &str, institution: Option<&str>, month: &str) -> Arrival {
        let cause = |code: &str, source: Option<&Source>| Cause {
            code: code.to_owned(),
            dataset: Some(dataset.to_owned()),
            institution: institution.map(str::to_owned),
            month: Some(month.to_owned()),
            source: source.map(|s| s.id.clone()),
            ..Cause::default()
        };
        let expected = self
            .dataset(dataset)
            .is_some_and(|d| d.expected.iter().any(|e| expects(e, institution, month)));
        let mut gap = None;
        let mut here = false;
        let last_day = format!("{month}-31");
        for source in self.judged_sources(dataset, institution) {
            if !speaks_of(source, month) {
                continue;
            }
            if source.state == SourceState::Unreadable {
                gap.get_or_insert(cause(crate::reason::LIST_UNREADABLE.code, Some(source)));
                continue;
            }
            // What people wrote into a paper of ours is not the list that was promised.
            here |= source.paper.is_none();
            if source.rows_unread > 0 || self.short.contains(&source.id) {
                gap.get_or_insert(cause(crate::reason::ROWS_UNREAD.code, Some(source)));
            }
            // The last day of the list's own span is the end of the month for it.
            let end = source.to.as_deref().unwrap_or(&last_day);
            if source.as_of.as_deref().is_some_and(|as_of| as_of < end) {
                gap.get_or_insert(cause(crate::reason::LIST_TOO_OLD.code, Some(source)));
            }
        }
        match (here, gap, expected) {
            (true, None, _) => Arrival::Arrived,
            (true, Some(gap), _) => Arrival::Partial(gap),
            (false, Some(gap), _) => Arrival::Missing(gap),
            (false, None, true) => Arrival::Missing(cause(crate::reason::LIST_MISSING.code, None)),
            (false, None, false) => Arrival::NotExpected,
        }
    }
}

fn expects(expected: &Expected, institution: Option<&str>, month: &str) -> bool {
    expected.institution.as_deref() == institution
        && expected.from.as_deref().is_none_or(|from| from <= month)
        && expected.to.as_deref().is_none_or(|to| month <= to)
}
