//! Where a person stands with the town: still here, looked after, decided about.
//!
//! Flags, reminders, agendas and statistics must agree about this, so it is said once.

use crate::line::Record;
use crate::{Coverage, Individual, Seen};

/// The fields that are looked at here.
pub(crate) const FIELDS: [(&str, &str); 14] = [
    ("residents", "status"),
    ("residents", "left_on"),
    ("moves", "date"),
    ("moves", "reason"),
    ("cases", "stage"),
    ("cases", "received_on"),
    ("cases", "closed_on"),
    ("decisions", "decision"),
    ("decisions", "decided_on"),
    ("decisions", "stage"),
    ("decisions", "category"),
    ("decisions", "case_kind"),
    ("decisions", "worker"),
    ("decisions", "second_worker"),
];

/// The fields of a case that a meeting decides in so many words.
const DECIDED: [&str; 4] = ["category", "case_kind", "worker", "second_worker"];

/// The rows of a list that judgements may use.
pub fn judged<'a>(
    person: &'a Individual,
    coverage: &'a Coverage,
    dataset: &'a str,
) -> impl Iterator<Item = &'a Record> {
    person.of(dataset).filter(|record| coverage.counts(record))
}

/// Whether somebody has died or moved away. Who came back has a row as a resident, and that counts;
/// who will move on a day to come is still here.
pub fn is_gone(person: &Individual, coverage: &Coverage) -> bool {
    let mut gone = false;
    for record in judged(person, coverage, "residents") {
        match record.text("status") {
            Some("resident") => return false,
            Some("moved-out") if to_come(record, coverage, "left_on") => return false,
            Some("died" | "moved-out") => gone = true,
            _ => {}
        }
    }
    gone
}

/// Whether somebody who is not among the residents has a row that may be another person's: a
/// question of the review workbook, and nobody to be counted until it is answered.
pub fn is_question(person: &Individual, coverage: &Coverage) -> bool {
    let mut records = person.records.iter();
    let resident = person.of("residents").any(|r| coverage.counts(r));
    !resident && records.any(|record| coverage.in_question(record))
}

/// Whether somebody's case is open: the ledger has not closed it, and no meeting has since.
pub fn is_open(person: &Individual, case: &Record, coverage: &Coverage) -> bool {
    is_open_in_ledger(case, coverage) && closed_by(person, case, coverage).is_none()
}

/// Whether a row of the ledger is open. Its stage says so: a day of closing may be one that is
/// planned, and where the two contradict each other the family is still looked after. Only without
/// a stage does the day close it, when it has come.
pub fn is_open_in_ledger(case: &Record, coverage: &Coverage) -> bool {
    let later = to_come(case, coverage, "closed_on");
    match case.text("stage") {
        Some(stage) => stage != "closed" || later,
        None => later || !matches!(coverage.look(case, "closed_on"), Seen::Value(_)),
    }
}

/// The decision that closed a case which the ledger still has open, and the field that says so.
fn closed_by<'a>(
    person: &'a Individual,
    case: &Record,
    coverage: &'a Coverage,
) -> Option<(&'a Record, &'static str)> {
    let said = ["stage", "decision"]
        .into_iter()
        .filter_map(|field| Some((since(person, case, coverage, field)?, field)));
    let newest = said.max_by_key(|(row, _)| (row.text("decided_on"), row.row))?;
    let closes = match newest.0.text("decision") {
        Some(decision) => decision == "close",
        None => newest.0.text("stage") == Some("closed"),
    };
    closes.then_some(newest)
}

/// The newest decision that says something in this field, if it was made since the ledger was kept
/// and the case was received: the later of the two holds. A ledger that does not say of which day it
/// is may be the later one, a case that was received since is another, and a day still to come is a
/// slip of the pen, which must hide nobody.
fn since<'a>(
    person: &'a Individual,
    case: &Record,
    coverage: &'a Coverage,
    field: &str,
) -> Option<&'a Record> {
    coverage.source(&case.source)?.as_of.as_ref()?;
    decided(person, coverage, field, Some(case)).filter(|row| {
        row.text("decided_on") > case.text("received_on") && !to_come(row, coverage, "decided_on")
    })
}

/// What a meeting has made of a field of an open case since the ledger was kept: the decision that
/// holds in place of the ledger's cell, and the field in which it says so. A decision to close says
/// that the stage is closed.
pub fn later<'a>(
    person: &'a Individual,
    case: &Record,
    coverage: &'a Coverage,
    field: &str,
) -> Option<(&'a Record, &'static str)> {
    if case.dataset != "cases" || !is_open_in_ledger(case, coverage) {
        return None;
    }
    match field {
        "stage" => closed_by(person, case, coverage).or_else(|| {
            let row = since(person, case, coverage, "stage")?;
            (row.text("stage") != Some("closed")).then_some((row, "stage"))
        }),
        "closed_on" => Some((closed_by(person, case, coverage)?.0, "decided_on")),
        _ => {
            let field = DECIDED.into_iter().find(|decided| *decided == field)?;
            Some((since(person, case, coverage, field)?, field))
        }
    }
}

/// Whether the day of a field lies after that of the run.
fn to_come(record: &Record, coverage: &Coverage, field: &str) -> bool {
    let today = coverage.today();
    !today.is_empty() && record.text(field).is_some_and(|day| day > today)
}

/// The open case, the newest of several. One that is gone from the ledger without having been closed,
/// there or by a meeting, is open: whoever lost the row did not mean to let the child go.
pub fn open_case<'a>(person: &'a Individual, coverage: &'a Coverage) -> Option<&'a Record> {
    let open = judged(person, coverage, "cases").filter(|case| is_open(person, case, coverage));
    newest(open).or_else(|| lost_case(person, coverage))
}

/// The case that was open on an earlier delivery of the ledger, of somebody who has no row on the
/// newest one, neither open nor closed.
pub fn lost_case<'a>(person: &'a Individual, coverage: &'a Coverage) -> Option<&'a Record> {
    if judged(person, coverage, "cases").next().is_some() {
        return None;
    }
    let earlier = person.of("cases").filter(|case| {
        coverage.source(&case.source).is_some()
            && !coverage.counts(case)
            && is_open(person, case, coverage)
    });
    newest(earlier)
}

/// The row of a resident on an earlier delivery of the residents' list, of somebody who has no row on
/// the newest one and of whom no list of moves says that they left or died.
pub fn lost_resident<'a>(person: &'a Individual, coverage: &'a Coverage) -> Option<&'a Record> {
    if judged(person, coverage, "residents").next().is_some() {
        return None;
    }
    let earlier = person.of("residents").filter(|row| {
        let left = matches!(row.text("status"), Some("moved-out" | "died"));
        coverage.source(&row.source).is_some()
            && !coverage.counts(row)
            && (!left || to_come(row, coverage, "left_on"))
    });
    let earlier = earlier.max_by_key(|row| coverage.source(&row.source)?.as_of.as_deref())?;
    let moves = judged(person, coverage, "moves");
    let last = moves.max_by_key(|step| (step.text("date"), step.row));
    let reason = last.and_then(|step| step.text("reason"));
    (!matches!(reason, Some("moved-out" | "died"))).then_some(earlier)
}

fn newest<'a>(cases: impl Iterator<Item = &'a Record>) -> Option<&'a Record> {
    cases.max_by_key(|case| (case.text("received_on"), std::cmp::Reverse(case.row)))
}

/// The newest decision that says something in this field, unless the list that a row comes from
/// is of a later day: the list has been kept since.
pub fn decided<'a>(
    person: &'a Individual,
    coverage: &'a Coverage,
    field: &str,
    kept: Option<&Record>,
) -> Option<&'a Record> {
    let earlier = person.decided.iter().filter(|r| r.dataset == "decisions");
    let all = judged(person, coverage, "decisions").chain(earlier);
    let newest = all
        .filter(|decision| decision.text(field).is_some())
        .max_by_key(|decision| (decision.text("decided_on"), decision.row))?;
    let source = kept.and_then(|row| coverage.source(&row.source));
    let as_of = source.and_then(|source| source.as_of.as_deref());
    let on = newest.text("decided_on");
    (as_of.is_none() || on > as_of).then_some(newest)
}

/// The newest decision of a meeting, from the list at hand or kept from earlier ones.
pub fn last_decision<'a>(person: &'a Individual, coverage: &'a Coverage) -> Option<&'a Record> {
    let kept = person.decided.iter().filter(|r| r.dataset == "decisions");
    judged(person, coverage, "decisions")
        .chain(kept)
        .filter(|decision| decision.text("decision").is_some())
        .max_by_key(|decision| (decision.text("decided_on"), decision.row))
}
