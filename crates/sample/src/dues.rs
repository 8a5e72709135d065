//! What ought to be due in this town on the practice day.

mod cases;
mod lists;

use crate::days::{When, day, today};
use crate::line::Line;
use crate::office::{Case, Plan};
use crate::people::Status;
use crate::rules::{Registered, open_cases, registered};
use crate::town::Town;
use chrono::{Datelike, NaiveDate};

/// One line of the truth about due dates.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(crate) what: &'static str,
    /// Nobody for what an institution owes.
    pub(crate) person: Option<usize>,
    /// The row it comes from: a number of the ledger or of a plan.
    pub(crate) about: Option<String>,
    pub(crate) due: Option<String>,
    pub(crate) state: &'static str,
    /// The other date, when list and meeting disagree.
    pub(crate) differs: Option<String>,
}

/// overdue, this-month, next-month or later. A month is over when its last day is.
fn state(when: When) -> &'static str {
    let (last, today) = (when.last(), today());
    if last < today {
        return "overdue";
    }
    match (last.year() * 12 + last.month() as i32) - (today.year() * 12 + today.month() as i32) {
        0 => "this-month",
        1 => "next-month",
        _ => "later",
    }
}

/// Every due item of everybody, of meetings, and of the list that has not come.
pub(crate) fn dues(town: &Town) -> Vec<Due> {
    let open = open_cases(town);
    let mut dues = Vec::new();
    for person in 0..town.people.len() {
        if town.people[person].status != Status::Resident || bereaved(town, person) {
            continue;
        }
        let about = About {
            town,
            person,
            cases: open.get(&person).map_or(&[][..], Vec::as_slice),
            registered: registered(&open, person),
        };
        if !about.cases.is_empty() {
            about.cared_for(&mut dues);
        }
        let mut known = town.cases.iter();
        if !about.cases.is_empty() || !known.any(|case| case.person == person) {
            let plans = about.plans();
            plans.for_each(|plan| cases::of_plan(town, plan, &mut dues));
            about.record(&mut dues);
        }
        about.everybody(&mut dues);
    }
    lists::meetings(&mut dues);
    dues.push(Due {
        what: "list-missing",
        person: None,
        about: Some("ひがし小".to_owned()),
        // Promised by the tenth of the month after.
        due: Some("2026-06-10".to_owned()),
        state: "this-month",
        differs: None,
    });
    dues
}

/// Somebody about whom something may be due.
struct About<'t> {
    town: &'t Town,
    person: usize,
    cases: &'t [&'t Case],
    registered: Registered,
}

impl<'t> About<'t> {
    /// What a list has about the person.
    fn rows(&self, dataset: &'static str) -> impl Iterator<Item = &'t Line> + use<'t> {
        let (lines, person) = (&self.town.lines, self.person);
        lines
            .iter()
            .filter(move |line| line.person == person && line.dataset == dataset)
    }

    fn plans(&self) -> impl Iterator<Item = &'t Plan> + use<'t> {
        let (plans, person) = (&self.town.plans, self.person);
        plans.iter().filter(move |plan| plan.person == person)
    }

    /// Whether a plan was made or looked at on a day or later.
    fn planned_since(&self, day: NaiveDate) -> bool {
        self.plans()
            .any(|plan| plan.made_on.max(plan.reviewed_on) >= Some(day))
    }

    /// The last day on which the record says that the child was seen.
    fn contact_seen(&self) -> Option<NaiveDate> {
        let seen = self.rows("contacts").filter(|line| line.is("seen", "○"));
        seen.filter_map(|line| line.date("date")).max()
    }

    fn due(&self, what: &'static str, when: When) -> Due {
        dated(what, self.person, None, when)
    }
}

/// 「令和8年6月頃」.
fn month(text: &str) -> Option<When> {
    let month = text.strip_prefix("令和8年")?.strip_suffix("月頃")?;
    Some(When::Month(2026, month.parse().ok()?))
}

/// Whose pregnancy ended, or whose baby died, in the last two years.
fn bereaved(town: &Town, person: usize) -> bool {
    let ended = |line: &&Line| line.dataset == "pregnancy" && line.is("outcome", "中断");
    let mut own = town.lines.iter().filter(|line| line.person == person);
    let lost = |member: &usize| {
        let who = &town.people[*member];
        matches!(who.status, Status::Died(_)) && who.birth > day(2024, 6, 1)
    };
    let grown = !town.people[person].child;
    own.any(|line| ended(&line)) || grown && town.household(person).members.iter().any(lost)
}

fn undated(what: &'static str, person: usize, about: Option<String>) -> Due {
    Due {
        what,
        person: Some(person),
        about,
        due: None,
        state: "no-date",
        differs: None,
    }
}

fn dated(what: &'static str, person: usize, about: Option<String>, when: When) -> Due {
    Due {
        what,
        person: Some(person),
        about,
        due: Some(when.iso()),
        state: state(when),
        differs: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_overdue_when_its_last_day_has_passed() {
        assert_eq!(state(When::Month(2026, 5)), "overdue");
        assert_eq!(state(When::Month(2026, 6)), "this-month");
        assert_eq!(state(When::Day(day(2026, 5, 31))), "overdue");
        assert_eq!(state(When::Day(day(2026, 6, 1))), "this-month");
        assert_eq!(state(When::Day(day(2026, 7, 31))), "next-month");
        assert_eq!(state(When::Month(2026, 8)), "later");
    }
}
