//! Whether the centre knows a child already: supported now, or judged before.

use chrono::NaiveDate;
use mimamori_calendar::add_months;
use mimamori_record::line::{Known, Record};
use mimamori_record::{Coverage, Individual};

/// How long a decision to leave somebody out holds when it names no day (provisional).
const MONTHS: i32 = 6;

/// Decisions after which a child does not come back as new.
const EXCLUDES: [&str; 3] = ["not-eligible", "watch", "close"];

/// Whether somebody has died or moved away; who came back has a row as a resident.
pub(crate) fn is_gone(person: &Individual, coverage: &Coverage) -> bool {
    let mut gone = false;
    for record in judged(person, coverage, "residents") {
        match record.text("status") {
            Some("died" | "moved-out") => gone = true,
            Some("resident") => return false,
            _ => {}
        }
    }
    gone
}

/// Why the centre knows the child on this day, if it does: an open case before any decision.
pub(crate) fn known(person: &Individual, coverage: &Coverage, today: NaiveDate) -> Option<Known> {
    open_case(person, coverage).or_else(|| decision(person, coverage, today))
}

fn judged<'a>(
    person: &'a Individual,
    coverage: &'a Coverage,
    dataset: &'a str,
) -> impl Iterator<Item = &'a Record> {
    person
        .of(dataset)
        .filter(|record| coverage.judged(&record.source))
}

fn open_case(person: &Individual, coverage: &Coverage) -> Option<Known> {
    let open = judged(person, coverage, "cases")
        .filter(|case| case.text("stage") != Some("closed") && case.text("closed_on").is_none())
        .max_by_key(|case| (case.text("received_on"), std::cmp::Reverse(case.row)))?;
    Some(Known {
        by: "open-case".to_owned(),
        since: open.text("received_on").map(str::to_owned),
        until: None,
        evidence: vec![coverage.evidence(open, "stage", None)],
    })
}

/// The newest decision, of this month's list or of earlier ones, while it holds.
fn decision(person: &Individual, coverage: &Coverage, today: NaiveDate) -> Option<Known> {
    let kept = person.decided.iter().filter(|r| r.dataset == "decisions");
    let newest = judged(person, coverage, "decisions")
        .chain(kept)
        .filter(|record| record.text("decision").is_some())
        .max_by_key(|record| (record.text("decided_on"), record.row))?;
    let code = newest
        .text("decision")
        .filter(|code| EXCLUDES.contains(code))?;
    let day = |field| newest.text(field)?.parse::<NaiveDate>().ok();
    let until = day("until").or_else(|| Some(add_months(day("decided_on")?, MONTHS)))?;
    (today <= until).then(|| Known {
        by: code.to_owned(),
        since: newest.text("decided_on").map(str::to_owned),
        until: Some(until.to_string()),
        evidence: vec![coverage.evidence(newest, "decision", None)],
    })
}
