//! Whether the centre knows a child already: supported now, or judged before.

use chrono::NaiveDate;
use mimamori_calendar::add_months;
use mimamori_record::line::Known;
use mimamori_record::{Coverage, Individual, standing};

/// How long a decision to leave somebody out holds when it names no day (provisional).
const MONTHS: i32 = 6;

/// The field of a decision to the day up to which it holds.
pub(crate) const UNTIL: &str = "until";

/// Decisions after which a child does not come back as new.
const EXCLUDES: [&str; 3] = ["not-eligible", "watch", "close"];

/// Why the centre knows the child on this day, if it does: an open case before any decision.
pub(crate) fn known(person: &Individual, coverage: &Coverage, today: NaiveDate) -> Option<Known> {
    open_case(person, coverage).or_else(|| decision(person, coverage, today))
}

fn open_case(person: &Individual, coverage: &Coverage) -> Option<Known> {
    let open = standing::open_case(person, coverage)?;
    Some(Known {
        by: "open-case".to_owned(),
        since: open.text("received_on").map(str::to_owned),
        until: None,
        evidence: vec![coverage.evidence(open, "stage", None)],
    })
}

/// The newest decision, of this month's list or of earlier ones, while it holds.
fn decision(person: &Individual, coverage: &Coverage, today: NaiveDate) -> Option<Known> {
    let newest = standing::last_decision(person, coverage)?;
    let code = newest
        .text("decision")
        .filter(|code| EXCLUDES.contains(code))?;
    let day = |field| newest.text(field)?.parse::<NaiveDate>().ok();
    let until = day(UNTIL).or_else(|| Some(add_months(day("decided_on")?, MONTHS)))?;
    (today <= until).then(|| Known {
        by: code.to_owned(),
        since: newest.text("decided_on").map(str::to_owned),
        until: Some(until.to_string()),
        evidence: vec![coverage.evidence(newest, "decision", None)],
    })
}
