//! The problems of a run, kept while it goes on.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use mimamori_record::line::{Line, Problem};
use mimamori_record::{Output, reason};

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
pub(crate) struct Collected(Rc<RefCell<Sheets>>);

impl Collected {
    /// Begins to watch the stream.
    pub(crate) fn of(out: &mut Output<'static>) -> Collected {
        let collected = Collected::default();
        let sheets = Rc::clone(&collected.0);
        out.watch(move |kind, line| {
            if kind == Problem::KIND
                && let Ok(problem) = serde_json::from_slice::<Problem>(line)
            {
                keep(&mut sheets.borrow_mut(), problem);
            }
        });
        collected
    }

    /// Shows each problem, with the number of those that stand for its sheet and were not kept (at
    /// the last of the sheet, otherwise 0).
    pub(crate) fn each(&self, mut show: impl FnMut(&Problem, u64)) {
        for pile in self.0.borrow().values() {
            let last = pile.kept.len().saturating_sub(1);
            for (index, problem) in pile.kept.iter().enumerate() {
                show(problem, if index == last { pile.more } else { 0 });
            }
        }
    }
}

fn keep(sheets: &mut Sheets, problem: Problem) {
    let reason = reason::find(&problem.code);
    if reason.is_some_and(reason::Reason::is_note) {
        return;
    }
    let place = problem.source.as_ref().or(problem.path.as_ref());
    let asked = reason.is_some_and(|reason| reason.request().is_some());
    let key = (place.cloned().unwrap_or_default(), asked);
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
        let mut sheets = Sheets::default();
        for row in 1..=5_000 {
            keep(
                &mut sheets,
                Problem {
                    code: reason::DATE_NO_ERA.code.to_owned(),
                    source: Some("aaaaaaaaaaaa.1".to_owned()),
                    row: Some(row),
                    ..Problem::default()
                },
            );
        }
        let collected = Collected(Rc::new(RefCell::new(sheets)));
        let (mut kept, mut more) = (0, 0);
        collected.each(|problem, rest| {
            kept += 1;
            more += rest;
            assert_eq!(problem.row, Some(kept));
        });
        assert_eq!((kept, more), (2_000, 3_000));
    }
}
