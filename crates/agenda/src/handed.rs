//! What another town has handed over about somebody, for those who discuss the case.

use mimamori_record::line::Record;
use mimamori_record::standing::judged;
use mimamori_record::{Individual, dictionary};

use crate::case::Desk;
use crate::evidence;
use crate::messages::{self, date, tell};

impl Desk<'_> {
    /// Of each paper: from whom and where it is, then what was still to be done and how it stood.
    /// What is done or not on record is counted; it stands in the paper.
    pub(crate) fn handed_over(&self, person: &Individual) -> Vec<String> {
        let lang = self.lang();
        let mut rows: Vec<&Record> = judged(person, self.coverage(), "handovers").collect();
        rows.sort_by_key(|row| (row.text("handed_on"), &row.source, row.row));
        let papers = rows.chunk_by(|one, next| one.source == next.source);
        papers
            .flat_map(|rows| {
                let told = rows
                    .iter()
                    .filter(|row| !matches!(row.text("state"), Some("done" | "none")));
                let told: Vec<String> = told.map(|row| self.handed_line(row)).collect();
                let first = rows.first().and_then(|row| row.text("from_town"));
                let from = first.unwrap_or(messages::UNREADABLE.pick(lang));
                let on = rows.first().and_then(|row| row.text("handed_on"));
                let on = date(on.unwrap_or_default(), lang);
                let rest = rows.len() - told.len();
                let source = rows
                    .first()
                    .and_then(|row| self.coverage().source(&row.source));
                let place = source
                    .map(|source| evidence::list(source, self.coverage(), self.teller.mask, lang));
                let place = place.unwrap_or_default();
                let heading = tell!(
                    lang,
                    "{from}からの引継ぎ（{on}。ほかに済み・記録なし {rest}件。{place}）",
                    "handed over by {from} ({on}; {rest} more, done or not on record; {place})"
                );
                std::iter::once(heading).chain(told)
            })
            .collect()
    }

    fn handed_line(&self, row: &Record) -> String {
        let lang = self.lang();
        let label = row
            .text("state")
            .and_then(|state| dictionary::code_label("handovers", "state", state));
        let state = label.unwrap_or(messages::UNREADABLE).pick(lang);
        let fact = row.text("fact").unwrap_or(messages::UNREADABLE.pick(lang));
        let fact = self.teller.mask.text(fact);
        let list = row.text("told_by_list").unwrap_or_default();
        match row.text("due").map(|due| date(due, lang)) {
            Some(due) => tell!(
                lang,
                "引継ぎ・{state}（{list}）: {fact}、期日 {due}",
                "handed over, {state} ({list}): {fact}, due {due}"
            ),
            None => tell!(
                lang,
                "引継ぎ・{state}（{list}）: {fact}",
                "handed over, {state} ({list}): {fact}"
            ),
        }
    }
}
