//! Those with an open case: from the reception to the closing.

use super::{About, Due, dated, month, undated};
use crate::days::{When, day, end_of_childhood, grade, plus_days, plus_months, today};
use crate::line::Line;
use crate::office::{Case, Category, Plan};
use crate::people::Kept;
use crate::rules::Registered;
use crate::town::Town;

impl About<'_> {
    pub(super) fn cared_for(&self, dues: &mut Vec<Due>) {
        let person = self.person;
        if !self.plans().any(|plan| plan.kind != "セルフプラン") {
            dues.push(undated("no-plan", person, None));
        }
        for case in self.cases {
            self.case(case, dues);
        }
        let child = &self.town.people[person];
        if child.child {
            dues.push(self.due("turns-18", When::Day(end_of_childhood(child.birth))));
        }
        let of_a_child = |case: &&Case| case.category != Kept::Is(Category::Expectant);
        if grade(child.birth) == 0 && self.cases.iter().any(of_a_child) {
            dues.push(self.due("school-entry", When::Day(day(2027, 3, 31))));
        }
        self.events(dues);
    }

    fn case(&self, case: &Case, dues: &mut Vec<Due>) {
        let about = || Some(case.no.clone());
        if case.worker.is_none() {
            dues.push(undated("no-worker", case.person, about()));
        }
        let seen = case.last_seen.value().max(self.contact_seen());
        if self.registered == Registered::Yes {
            let due = |date| When::Day(plus_days(date, 60));
            dues.push(match seen {
                Some(date) => dated("sighting", case.person, about(), due(date)),
                None => undated("sighting", case.person, about()),
            });
        }
        let Kept::Is(received) = case.received else {
            return;
        };
        self.handed_over(case, dues);
        let early = ["受付", "受理", "調査"].contains(&case.stage);
        let child = case.category != Kept::Is(Category::Expectant);
        if early && child && seen < Some(received) {
            let due = When::Day(plus_days(received, 2));
            dues.push(dated("first-sight", case.person, about(), due));
        }
        let mut decided = self.town.decisions.iter();
        let met = decided.any(|d| d.person == case.person && d.decided_on >= received);
        if case.stage == "受付" && !met {
            let due = When::Day(plus_days(received, 7));
            dues.push(dated("intake-meeting", case.person, about(), due));
        }
    }

    /// A meeting after the day of the ledger named another worker.
    fn handed_over(&self, case: &Case, dues: &mut Vec<Due>) {
        let mine = self.town.decisions.iter();
        let mine = mine.filter(|d| d.person == case.person && !d.surname_only);
        let newer = mine.filter(|d| d.decided_on > day(2026, 5, 31) && d.worker.is_some());
        let newest = newer.max_by_key(|d| d.decided_on);
        if let Some(decision) = newest.filter(|d| d.worker != case.worker) {
            let due = When::Day(plus_months(decision.decided_on, 1));
            dues.push(self.due("worker-changed", due));
        }
    }

    /// Lines of plans, the record, sheets of institutions.
    pub(super) fn record(&self, dues: &mut Vec<Due>) {
        let open = |line: &&Line| !line.is("achieved", "達成");
        for line in self.rows("plan-lines").filter(open) {
            if let Some(when) = line.words("monitoring").and_then(month) {
                dues.push(self.due("plan-line", when));
            }
        }
        let told = self.rows("contacts").filter_map(|line| {
            let when = month(line.words("next_contact")?)?;
            Some((when.last(), when))
        });
        if let Some((_, when)) = told.max_by_key(|(last, _)| *last) {
            let mut contacts = self.rows("contacts").filter_map(|line| line.date("date"));
            let When::Month(year, number) = when else {
                return;
            };
            if !contacts.any(|date| date >= day(year, number, 1)) {
                dues.push(self.due("contact-again", when));
            }
        }
        let sheets = self.rows("assessment-sheets");
        let newest = sheets.filter_map(|line| line.date("date")).max();
        if let Some(date) = newest.filter(|_| self.registered != Registered::No) {
            dues.push(self.due("assessment-sheet", When::Day(plus_months(date, 3))));
        }
    }

    /// What has happened since the plan was last looked at.
    fn events(&self, dues: &mut Vec<Due>) {
        let lately = day(2025, 12, 1)..=today();
        for line in self.rows("services") {
            let ended = line.date("ended_on").filter(|date| lately.contains(date));
            if let Some(date) = ended.filter(|date| !self.planned_since(*date)) {
                dues.push(self.due("service-ended-review", When::Day(plus_months(date, 1))));
            }
        }
        for line in self.rows("moves").filter(|line| line.is("reason", "転入")) {
            let came = line.date("date").filter(|date| lately.contains(date));
            if let Some(date) = came.filter(|date| !self.planned_since(*date)) {
                dues.push(self.due("moved-in-review", When::Day(plus_months(date, 1))));
            }
        }
        let mine = self.town.decisions.iter();
        let mine = mine.filter(|d| d.person == self.person && !d.surname_only);
        for when in mine.clone().filter_map(|d| d.extra) {
            dues.push(self.due("extra-meeting", when));
        }
        let closed = mine.filter(|d| d.decision == "終結").map(|d| d.decided_on);
        let again = |date| self.cases.iter().any(|c| c.received.value() >= Some(date));
        if let Some(date) = closed.max().filter(|date| !again(*date)) {
            dues.push(self.due("close-out", When::Day(plus_months(date, 1))));
        }
    }
}

pub(super) fn of_plan(town: &Town, plan: &Plan, dues: &mut Vec<Due>) {
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
    let first = plan
        .made_on
        .filter(|_| plan.reviewed_on.is_none() && plan.kind != "セルフプラン");
    let goal = plan.goal.map(|(_, to)| to);
    if let Some(to) = goal.or(first.map(|made| plus_months(made, 2))) {
        dues.push(dated("goal-end", plan.person, about(), When::Day(to)));
    }
    if let Some(when) = plan.next_contact {
        dues.push(dated("next-contact", plan.person, about(), when));
    }
}
