//! What ought to be due in this town on the practice day.

use crate::days::{When, day, end_of_childhood, plus_days, plus_months, today};
use crate::line::Line;
use crate::office::{Case, Plan};
use crate::people::{Kept, Status};
use crate::rules::{Registered, open_cases, registered};
use crate::town::Town;
use chrono::Datelike;

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

/// Every due item of every open case, and the list that has not come.
pub(crate) fn dues(town: &Town) -> Vec<Due> {
    let open = open_cases(town);
    let mut people: Vec<usize> = open.keys().copied().collect();
    people.sort_unstable();
    let mut dues = Vec::new();
    for person in people {
        if town.people[person].status != Status::Resident || bereaved(town, person) {
            continue;
        }
        let plans: Vec<&Plan> = town.plans.iter().filter(|p| p.person == person).collect();
        if !plans.iter().any(|plan| plan.kind != "セルフプラン") {
            dues.push(undated("no-plan", person, None));
        }
        let is_registered = registered(&open, person) == Registered::Yes;
        for case in open.get(&person).into_iter().flatten() {
            of_case(case, is_registered, &mut dues);
        }
        for plan in &plans {
            of_plan(town, plan, &mut dues);
        }
        let child = &town.people[person];
        if child.child {
            dues.push(dated(
                "turns-18",
                person,
                None,
                When::Day(end_of_childhood(child.birth)),
            ));
        }
    }
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

fn of_case(case: &Case, is_registered: bool, dues: &mut Vec<Due>) {
    let about = || Some(case.no.clone());
    if case.worker.is_none() {
        dues.push(undated("no-worker", case.person, about()));
    }
    if is_registered {
        dues.push(match case.last_seen {
            Kept::Is(date) => dated(
                "sighting",
                case.person,
                about(),
                When::Day(plus_days(date, 60)),
            ),
            _ => undated("sighting", case.person, about()),
        });
    }
}

fn of_plan(town: &Town, plan: &Plan, dues: &mut Vec<Due>) {
    let about = || Some(plan.no.clone());
    let decided = town
        .decisions
        .iter()
        .filter(|d| d.person == plan.person && !d.surname_only)
        .find_map(|d| d.next_review);
    let computed = plan
        .reviewed_on
        .or(plan.made_on)
        .map(|last| When::Day(plus_months(last, 3)));
    let (review, differs) = match (plan.next_review, decided) {
        (Some(a), Some(b)) if a != b => {
            let (later, other) = if a.last() > b.last() { (a, b) } else { (b, a) };
            (Some(later), Some(other.iso()))
        }
        (Some(a), _) => (Some(a), None),
        (None, b) => (b.or(computed), None),
    };
    match review {
        _ if plan.kind == "セルフプラン" => {}
        Some(when) => dues.push(Due {
            differs,
            ..dated("plan-review", plan.person, about(), when)
        }),
        None => dues.push(undated("plan-no-date", plan.person, about())),
    }
    if let Some((_, to)) = plan.goal {
        dues.push(dated("goal-end", plan.person, about(), When::Day(to)));
    }
    if let Some(when) = plan.next_contact {
        dues.push(dated("next-contact", plan.person, about(), when));
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
