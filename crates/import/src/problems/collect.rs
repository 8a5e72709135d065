//! The problems of a run, kept while it goes on.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use mimamori_container::Unread;
use mimamori_record::line::{Line, Problem};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Coverage, Output, Said};

use super::kinds::Kinds;

/// So many of one sheet are kept: beyond that they have one cause, and nobody mends them by hand.
const KEPT: usize = 2_000;

/// The problems of each sheet, those for its department apart from those for the centre.
type Sheets = BTreeMap<(String, bool), Pile>;

#[derive(Debug, Default)]
struct Pile {
    kept: Vec<Problem>,
    more: u64,
}

/// What the stream said.
#[derive(Debug, Default, Clone)]
pub(crate) struct Collected(Rc<RefCell<Seen>>);

#[derive(Debug, Default)]
struct Seen {
    kinds: Kinds,
    sheets: Sheets,
}

impl Collected {
    /// Begins to watch the stream. The problems themselves are kept only `for_letters`.
    pub(crate) fn of(out: &mut Output<'static>, for_letters: bool) -> Collected {
        let collected = Collected::default();
        let seen = Rc::clone(&collected.0);
        out.watch(move |kind, line| {
            if kind != Problem::KIND {
                return;
            }
            let Ok(problem) = serde_json::from_slice::<Problem>(line) else {
                return;
            };
            let reason = reason::find(&problem.code);
            let Some(reason) = reason.filter(|reason| !reason.is_note()) else {
                return;
            };
            let mut seen = seen.borrow_mut();
            seen.kinds.add(reason, &problem);
            if for_letters {
                keep(&mut seen.sheets, reason, problem);
            }
        });
        collected
    }

    /// What to say about them on the screen: the most frequent kinds, with their first place.
    pub(crate) fn kinds(&self, unread: &[(String, Unread)], coverage: &Coverage) -> Vec<Said> {
        self.0.borrow().kinds.lines(unread, coverage)
    }

    /// Shows each problem, with the number of those that stand for its sheet and were not kept (at
    /// the last of the sheet, otherwise 0).
    pub(crate) fn each(&self, mut show: impl FnMut(&Problem, u64)) {
        for pile in self.0.borrow().sheets.values() {
            let last = pile.kept.len().saturating_sub(1);
            for (index, problem) in pile.kept.iter().enumerate() {
                show(problem, if index == last { pile.more } else { 0 });
            }
        }
    }
}

fn keep(sheets: &mut Sheets, reason: &Reason, problem: Problem) {
    let place = problem.source.as_ref().or(problem.path.as_ref());
    let key = (
        place.cloned().unwrap_or_default(),
        reason.request().is_some(),
    );
    let pile = sheets.entry(key).or_default();
    if pile.kept.len() < KEPT {
        pile.kept.push(problem);
    } else {
        pile.more += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_sheet_with_thousands_the_first_are_kept_and_the_others_counted() {
        let collected = Collected::default();
        for row in 1..=5_000 {
            keep(
                &mut collected.0.borrow_mut().sheets,
                &reason::DATE_NO_ERA,
                Problem {
                    code: reason::DATE_NO_ERA.code.to_owned(),
                    source: Some("aaaaaaaaaaaa.1".to_owned()),
                    row: Some(row),
                    ..Problem::default()
                },
            );
        }
        let (mut kept, mut more) = (0, 0);
        collected.each(|problem, rest| {
            kept += 1;
            more += rest;
            assert_eq!(problem.row, Some(kept));
        });
        assert_eq!((kept, more), (2_000, 3_000));
    }
}
