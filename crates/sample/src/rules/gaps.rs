//! What a family might have and does not.

use super::answer::{Answer, Cause, any};
use super::{Judge, Said};
use crate::days::{day, grade, plus_days, today};

impl Judge<'_> {
    pub(super) fn gaps(&self) -> Vec<Said> {
        vec![
            ("gap-school-aid", self.no_school_aid()),
            ("gap-single-parent-medical", self.no_aid_of_one_parent()),
            ("gap-child-allowance", self.no_child_allowance()),
            ("gap-child-medical", self.no_medical_aid()),
            ("gap-day-service-expired", self.certificate_ended()),
            ("gap-recommended-not-begun", self.not_begun()),
        ]
    }

    /// Who received it until March, or has just come to school, may receive it as soon as this
    /// year's decisions are made.
    fn no_school_aid(&self) -> Answer {
        let entitled = self.others_receive("児童扶養手当").and(self.school_age());
        let aid = self
            .rows("benefits")
            .filter(|row| row.is("part", "就学援助"));
        let until_march = aid.map(|row| self.since(row, "ended_on", day(2026, 3, 1)));
        let first = Answer::from(grade(self.who().birth) == 1);
        let season = matches!(first.or(any(until_march)), Answer::Yes);
        let none = self.here().and(entitled).and(self.school_aid().not());
        none.unless(season, Cause::ListTooOld)
    }

    fn no_aid_of_one_parent(&self) -> Answer {
        let medical = self
            .receives("ひとり親医療")
            .or(self.others_receive("ひとり親医療"));
        let entitled = self.others_receive("児童扶養手当");
        self.here().and(entitled).and(medical.not())
    }

    /// Who came within two months may not have asked yet.
    fn no_child_allowance(&self) -> Answer {
        let mut known = self.others().flat_map(|other| other.rows("benefits"));
        let ever = known.any(|row| row.is("part", "児童手当"));
        let new = self.came_after(day(2026, 4, 1)) && !ever;
        let nobody = self.others_receive("児童手当").not();
        let entitled = self.here().and(self.at_least(2));
        entitled.and(nobody.unless(new, Cause::MovedIn))
    }

    fn no_medical_aid(&self) -> Answer {
        let ever = self
            .rows("benefits")
            .any(|row| row.is("part", "子ども医療"));
        let new = self.came_after(day(2026, 4, 1)) && !ever;
        let entitled = self.here().and(self.at_least(2));
        entitled.and(self.others_receive("生活保護").not()).and(
            self.receives("子ども医療")
                .not()
                .unless(new, Cause::MovedIn),
        )
    }

    /// Ran out thirty days ago, and no other one holds.
    fn certificate_ended(&self) -> Answer {
        let from = plus_days(today(), -30);
        let rows = self.rows("disability");
        let rows: Vec<_> = rows.filter(|row| row.is("part", "通所受給者証")).collect();
        let over = rows
            .iter()
            .map(|row| self.until(row, "valid_until", plus_days(from, -1)));
        let holds = rows.iter().map(|row| self.since(row, "valid_until", from));
        self.here().and(any(over)).and(any(holds).not())
    }

    /// Recommended sixty days ago, within a year, and no service began since then.
    fn not_begun(&self) -> Answer {
        let (year, days) = (day(2025, 6, 1), plus_days(today(), -60));
        let recommended = self.rows("recommendations").map(|row| {
            self.says(row, "reply", &["申込", "検討中"])
                .and(self.until(row, "date", days))
                .and(self.since(row, "date", year))
        });
        let begun = self.rows("services");
        let begun = any(begun.map(|row| self.since(row, "since", year)));
        self.here().and(any(recommended)).and(begun.not())
    }
}
