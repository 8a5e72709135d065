//! From cells to the date on which a duty falls due.

use chrono::{NaiveDate, TimeDelta};
use mimamori_calendar::{DateOrMonth, Holidays, YearMonth, add_months};
use mimamori_record::line::{Cause, Evidence, Record};
use mimamori_record::{Coverage, Seen, reason};

use crate::rules::{BORN, Dates, Field, Plus, Step};

/// What the cells of one duty say about its date.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// The due date; none when nobody can tell it.
    pub when: Option<DateOrMonth>,
    /// The date that it was counted from.
    pub base: Option<DateOrMonth>,
    /// The cells that it comes from, or the blank ones.
    pub evidence: Vec<Evidence>,
    /// The cell of another list with another date, which did not hold.
    pub disagrees: Option<Evidence>,
    /// Why a date could not be read.
    pub cause: Option<Cause>,
    /// True when no date stands anywhere, and none was unreadable.
    pub undated: bool,
}

/// A date somewhere in a row.
enum At {
    Nothing,
    NotAsked,
    Unreadable,
    Date(DateOrMonth),
}

fn look(coverage: &Coverage, record: &Record, key: &str) -> At {
    match coverage.look(record, key) {
        Seen::NotAsked => At::NotAsked,
        Seen::Blank(_) => At::Nothing,
        Seen::Unreadable => At::Unreadable,
        // A value of another shape comes from a program in between; nobody can read it either.
        Seen::Value(value) => value
            .as_str()
            .and_then(|text| text.parse().ok())
            .map_or(At::Unreadable, At::Date),
    }
}

/// The date in a field of a row, when there is one that can be read.
pub(crate) fn date_in(coverage: &Coverage, record: &Record, key: &str) -> Option<DateOrMonth> {
    match look(coverage, record, key) {
        At::Date(date) => Some(date),
        _ => None,
    }
}

/// Why a cell does not tell.
pub(crate) fn cause(code: &str, coverage: &Coverage, record: &Record, key: &str) -> Cause {
    Cause {
        code: code.to_owned(),
        dataset: Some(record.dataset.clone()),
        source: Some(record.source.clone()),
        cell: coverage.cell(record, key, None),
        field: Some(key.to_owned()),
        ..Cause::default()
    }
}

/// A row and what counts beside it.
pub(crate) struct Row<'a> {
    pub coverage: &'a Coverage,
    pub record: &'a Record,
    /// The person's day of birth.
    pub born: Option<NaiveDate>,
    /// The rows of the list that `later` names.
    pub others: &'a [&'a Record],
    /// The newest date from which the interval is counted anew.
    pub restart: Option<(DateOrMonth, Evidence)>,
}

/// The date of one row by the steps of its rule.
pub(crate) fn of_row(dates: &Dates, asked: &Row<'_>) -> Found {
    let (coverage, row) = (asked.coverage, asked.record);
    let done = dates
        .done
        .as_ref()
        .and_then(|field| date_in(coverage, row, &field.key));
    let over = |named: DateOrMonth| done.is_some_and(|done| named.first_day() <= done.last_day());
    let mut trouble: Option<(Cause, Evidence)> = None;
    let own = named(&dates.steps, coverage, row, &mut trouble).filter(|(date, _)| !over(*date));
    let mut other: Option<(DateOrMonth, Evidence)> = None;
    for (field, record) in dates
        .later
        .iter()
        .flat_map(|f| asked.others.iter().map(move |r| (f, *r)))
    {
        let evidence = || coverage.evidence(record, &field.key, None);
        match look(coverage, record, &field.key) {
            At::Date(date) => {
                let best = other.as_ref().map(|(best, _)| best.last_day());
                if !over(date) && best.is_none_or(|best| best < date.last_day()) {
                    other = Some((date, evidence()));
                }
            }
            At::Unreadable => {
                let why = cause(reason::CELL_UNREADABLE.code, coverage, record, &field.key);
                trouble.get_or_insert_with(|| (why, evidence()));
            }
            _ => {}
        }
    }
    let mut found = match (own, other) {
        (Some(own), Some(other)) => later_of(own, other),
        (Some((when, evidence)), None) | (None, Some((when, evidence))) => Found {
            when: Some(when),
            base: Some(when),
            evidence: vec![evidence],
            ..Found::default()
        },
        (None, None) if trouble.is_some() => Found::default(),
        (None, None) => return counted(dates, asked),
    };
    found.evidence.extend(contradicts(dates, asked, found.when));
    if let Some((cause, evidence)) = trouble {
        found.evidence.push(evidence);
        found.cause = Some(cause);
    }
    found
}

/// The date of the row that a named date ought to lie behind, and does not: a review before the
/// plan was made. The duty stands, and the paper shows both cells.
fn contradicts(dates: &Dates, asked: &Row<'_>, named: Option<DateOrMonth>) -> Option<Evidence> {
    let behind = |plus: Plus| matches!(plus, Plus::Months(1..) | Plus::Days(1..));
    let mut steps = dates.steps.iter().filter(|step| behind(step.plus));
    steps.find_map(|step| {
        let key = &step.field.key;
        let since = date_in(asked.coverage, asked.record, key)?;
        let before = named?.last_day() < since.first_day();
        before.then(|| asked.coverage.evidence(asked.record, key, None))
    })
}

/// The first date that the row names itself; what stands unreadable before it hides the rest.
fn named(
    steps: &[Step],
    coverage: &Coverage,
    row: &Record,
    trouble: &mut Option<(Cause, Evidence)>,
) -> Option<(DateOrMonth, Evidence)> {
    for step in steps.iter().filter(|step| step.plus == Plus::Nothing) {
        let key = &step.field.key;
        match look(coverage, row, key) {
            At::Date(date) => return Some((date, coverage.evidence(row, key, None))),
            At::Unreadable => {
                let why = cause(reason::CELL_UNREADABLE.code, coverage, row, key);
                *trouble = Some((why, coverage.evidence(row, key, None)));
                return None;
            }
            At::Nothing | At::NotAsked => {}
        }
    }
    None
}

/// Two lists name a date: the later one holds, unless one only says it more exactly.
fn later_of(own: (DateOrMonth, Evidence), other: (DateOrMonth, Evidence)) -> Found {
    let same_month = own.0.month() == other.0.month();
    let vague = own.0.day().is_none() || other.0.day().is_none();
    if own.0 == other.0 || same_month && vague {
        let when = if own.0.day().is_some() {
            own.0
        } else {
            other.0
        };
        return Found {
            when: Some(when),
            base: Some(when),
            evidence: vec![own.1, other.1],
            ..Found::default()
        };
    }
    let (winner, loser) = if other.0.last_day() > own.0.last_day() {
        (other, own)
    } else {
        (own, other)
    };
    Found {
        when: Some(winner.0),
        base: Some(winner.0),
        evidence: vec![winner.1],
        disagrees: Some(loser.1),
        ..Found::default()
    }
}

/// Nobody names a date: count from the first date that stands in the row, or from what came since.
fn counted(dates: &Dates, asked: &Row<'_>) -> Found {
    let (coverage, row) = (asked.coverage, asked.record);
    let restart = asked.restart.as_ref();
    let mut counted = dates.steps.iter().filter(|step| step.plus != Plus::Nothing);
    let first = counted.clone().next();
    for step in counted.by_ref() {
        let key = &step.field.key;
        let at = match (key.as_str(), asked.born) {
            (BORN, Some(born)) => At::Date(born.into()),
            (BORN, None) => At::Unreadable,
            _ => look(coverage, row, key),
        };
        match at {
            At::Date(date) => {
                let anew = restart.filter(|(anew, _)| anew.last_day() > date.last_day());
                return match anew {
                    Some(anew) => from(anew, step.plus),
                    None => from(&(date, shown(coverage, row, &step.field)), step.plus),
                };
            }
            At::Unreadable => {
                let evidence = shown(coverage, row, &step.field);
                let why = cause(
                    reason::CELL_UNREADABLE.code,
                    coverage,
                    row,
                    step.field.cell(),
                );
                let mut found = restart.map_or_else(Found::default, |anew| from(anew, step.plus));
                found.evidence.push(evidence);
                found.cause = Some(why);
                return found;
            }
            At::Nothing | At::NotAsked => {}
        }
    }
    if let (Some(anew), Some(step)) = (restart, first) {
        return from(anew, step.plus);
    }
    let keys = dates.steps.iter().map(|step| step.field.key.as_str());
    let blank: Vec<Evidence> = keys
        .filter(|key| *key != BORN)
        .filter(|key| matches!(look(coverage, row, key), At::Nothing))
        .map(|key| coverage.evidence(row, key, None))
        .collect();
    let first = dates
        .steps
        .first()
        .map_or("", |step| step.field.key.as_str());
    let never_asked = blank.is_empty();
    Found {
        evidence: blank,
        cause: never_asked.then(|| cause(reason::NOT_ASKED.code, coverage, row, first)),
        undated: true,
        ..Found::default()
    }
}

fn from((base, evidence): &(DateOrMonth, Evidence), added: Plus) -> Found {
    Found {
        when: Some(plus(*base, added)),
        base: Some(*base),
        evidence: vec![evidence.clone()],
        ..Found::default()
    }
}

/// The cell. Of a birth date the address is enough; the date itself stands in the person.
fn shown(coverage: &Coverage, row: &Record, field: &Field) -> Evidence {
    let evidence = coverage.evidence(row, field.cell(), None);
    match field.key.as_str() {
        BORN => Evidence {
            value: None,
            ..evidence
        },
        _ => evidence,
    }
}

fn plus(date: DateOrMonth, plus: Plus) -> DateOrMonth {
    match (date, plus) {
        (_, Plus::Nothing) => date,
        (DateOrMonth::Day(day), Plus::Months(months)) => add_months(day, months).into(),
        (DateOrMonth::Month(month), Plus::Months(months)) => month.plus(months).into(),
        (DateOrMonth::Day(day), Plus::Days(days)) => days_after(day, days).into(),
        (DateOrMonth::Month(month), Plus::Days(days)) => {
            YearMonth::of(days_after(month.last_day(), days)).into()
        }
    }
}

fn days_after(day: NaiveDate, days: i32) -> NaiveDate {
    let moved = day.checked_add_signed(TimeDelta::days(i64::from(days)));
    moved.unwrap_or(day)
}

/// `no-date`, `overdue`, `this-month`, `next-month` or `later`. A month is over after its last
/// day.
pub(crate) fn state(when: Option<DateOrMonth>, today: NaiveDate) -> &'static str {
    let Some(when) = when else { return "no-date" };
    let this = YearMonth::of(today);
    if when.last_day() < today {
        "overdue"
    } else if when.month() == this {
        "this-month"
    } else if when.month() == this.next() {
        "next-month"
    } else {
        "later"
    }
}

/// `day`, `month` or `none`.
pub(crate) fn precision(when: Option<DateOrMonth>) -> &'static str {
    match when {
        None => "none",
        Some(DateOrMonth::Day(_)) => "day",
        Some(DateOrMonth::Month(_)) => "month",
    }
}

/// The last working day before a due day on which the office is closed. The days off of schools
/// do not count: the office works in the holidays of schools.
pub(crate) fn remind_on(when: Option<DateOrMonth>) -> Option<NaiveDate> {
    let day = when?.day()?;
    let working = Holidays::by_law().working_day_on_or_before(day);
    (working != day).then_some(working)
}
