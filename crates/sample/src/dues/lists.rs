//! Everybody, with a case or without: measures, recommendations, check-ups, visits; and meetings.

use super::{About, Due, month, state, undated};
use crate::days::{When, day, plus_days, plus_months, today};
use crate::health::{Checkup, Finding};
use crate::line::Line;
use crate::lists::town::MEETINGS;
use crate::people::Kept;
use chrono::{Datelike, NaiveDate};

/// Two months from the practice day; what is further away is not told yet.
fn ahead() -> NaiveDate {
    day(2026, 8, 1)
}

impl About<'_> {
    pub(super) fn everybody(&self, dues: &mut Vec<Due>) {
        self.measures(dues);
        self.services(dues);
        self.health(dues);
        self.promised_elsewhere(dues);
    }

    /// What another town has promised, and nobody has done since.
    fn promised_elsewhere(&self, dues: &mut Vec<Due>) {
        for line in self
            .rows("handovers")
            .filter(|line| line.is("state", "これから"))
        {
            let on = line.date("handed_on").map(|on| plus_months(on, 1));
            let due = line.words("due").and_then(|due| month(&format!("{due}頃")));
            let Some(due) = due.or(on.map(When::Day)) else {
                continue;
            };
            let first = match due {
                When::Day(date) => date,
                When::Month(year, number) => day(year, number, 1),
            };
            let contact = self
                .rows("contacts")
                .any(|line| line.date("date") >= Some(first));
            if !contact && !self.planned_since(first) {
                dues.push(self.due("handed-over", due));
            }
        }
    }

    fn measures(&self, dues: &mut Vec<Due>) {
        let half_a_year = day(2025, 12, 1);
        for line in self.rows("protections") {
            let ended = line.date("ended_on");
            let until = line.date("valid_until");
            match (line.is("protection_kind", "一時保護"), ended, until) {
                (true, None, Some(until)) => dues.push(self.due("custody-ends", When::Day(until))),
                (true, Some(date), _) if date >= half_a_year && !self.planned_since(date) => {
                    let due = When::Day(plus_months(date, 1));
                    dues.push(self.due("custody-ended-review", due));
                }
                (false, None, Some(until)) => {
                    // A month before: the practice town has no end on the last days of a month.
                    let months = until.year() * 12 + until.month0() as i32 - 1;
                    let month = (months % 12 + 1).unsigned_abs();
                    let before = day(months / 12, month, until.day());
                    dues.push(self.due("protection-ends", When::Day(before)));
                }
                _ => {}
            }
        }
        for line in self.rows("placements") {
            match (
                line.date("ended_on"),
                line.words("planned_end").and_then(month),
            ) {
                (None, Some(When::Month(year, number))) if number > 2 => {
                    dues.push(self.due("home-return", When::Month(year, number - 2)));
                }
                (Some(date), _) if date >= half_a_year && !self.planned_since(date) => {
                    let due = When::Day(plus_months(date, 1));
                    dues.push(self.due("home-again-review", due));
                }
                _ => {}
            }
        }
    }

    fn services(&self, dues: &mut Vec<Due>) {
        let told = |line: &Line| line.date("date");
        let measure = |line: &&Line| line.is("basis", "措置") && line.get("ended_on").is_none();
        for line in self.rows("services").filter(measure) {
            let last = self.rows("recommendations").filter_map(told).max();
            if let Some(from) = line.date("since").max(last) {
                dues.push(self.due("measure-switch", When::Day(plus_months(from, 3))));
            }
        }
        let settled = |line: &&Line| line.is("reply", "申込") || line.is("reply", "措置");
        let rows = || self.rows("recommendations");
        let asked = || rows().filter(|line| !settled(line));
        let open = asked().filter_map(told).max();
        if open.is_none() && asked().next().is_some() {
            dues.push(undated("recommend-again", self.person, None));
        }
        let since = self.rows("services").filter_map(|line| line.date("since"));
        let done = rows().filter(settled).filter_map(told).chain(since).max();
        if let Some(date) = open.filter(|date| done < Some(*date)) {
            dues.push(self.due("recommend-again", When::Day(plus_months(date, 1))));
        }
    }

    fn health(&self, dues: &mut Vec<Due>) {
        let birth = self.town.people[self.person].birth;
        for line in self.rows("home-visits") {
            let infant = plus_months(birth, 12) > today();
            // A day that nobody can read is no visit that anybody knows of.
            if infant && line.date("date").is_none() {
                dues.push(self.due("visit-infant", When::Day(plus_months(birth, 4))));
            }
        }
        let Some(invitations) = self.town.checkups.get(&self.person) else {
            return;
        };
        for (checkup, what, months) in [
            (Checkup::Months4, "checkup-4m", 4),
            (Checkup::Months18, "checkup-18m", 23),
            (Checkup::Months36, "checkup-36m", 47),
        ] {
            let invited = invitations.iter().find(|i| i.checkup == checkup);
            let missed = invited.is_none_or(|i| i.date.value().is_none());
            let due = plus_months(birth, months);
            if missed && due <= ahead() && checkup.asked_until(birth) > today() {
                dues.push(self.due(what, When::Day(due)));
            }
            let Some(invited) = invited else { continue };
            let detailed = match invited.result {
                Kept::Is(result) => result == Finding::Detailed,
                Kept::Blank => false,
                // Nobody can tell; the result may be waited for.
                Kept::Damaged(..) => true,
            };
            let waited = invited.detailed_on.value().is_none();
            let small = plus_months(birth, 84) > today();
            if let (true, true, true, Kept::Is(date)) = (detailed, waited, small, invited.date)
                && date >= day(2024, 6, 1)
            {
                dues.push(self.due("detailed-result", When::Day(plus_months(date, 3))));
            }
        }
    }
}

/// Three weeks before each meeting that is still to come.
pub(super) fn meetings(dues: &mut Vec<Due>) {
    for (title, (month, date), ..) in MEETINGS {
        let due = plus_days(day(2026, month, date), -21);
        if day(2026, month, date) >= today() && due <= ahead() {
            dues.push(Due {
                what: "meeting-papers",
                person: None,
                about: Some(title.to_owned()),
                due: Some(When::Day(due).iso()),
                state: state(When::Day(due)),
                differs: None,
            });
        }
    }
}
