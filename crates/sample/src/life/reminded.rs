//! Stories about what falls due, of ordinary families that have none yet.

use super::health;
use super::told::Teller;
use crate::days::day;
use crate::office::{self, Case, Category, Plan};
use crate::people::{Kept, Person};
use crate::town::Town;

impl Teller<'_> {
    pub(super) fn reminders(&mut self) {
        // A family that made its own plan only: it is not reviewed, and the centre has none.
        if let Some(child) = self.opened(|_, _| {}) {
            let plan = Plan {
                kind: "セルフプラン",
                next_review: None,
                goal: None,
                next_contact: None,
                next_contact_by: None,
                ..Plan::quiet(self.town, child)
            };
            self.town.plans.push(plan);
            self.told("self-plan", vec![child]);
        }
        // Nobody is reminded of a mother who lost her child before it was born.
        let mother = self.take(|town, index, who| {
            let (first, last) = (day(1988, 1, 1), day(2000, 1, 1));
            (first..last).contains(&who.birth) && town.mother(who.household) == Some(index)
        });
        if let Some(mother) = mother {
            let line = health::notified(mother, 9, day(2026, 10, 20), 2);
            self.say(line.text("outcome", "中断"));
            self.town.cases.push(Case {
                last_seen: Kept::Blank,
                ..Case::quiet(self.town, mother, Category::Expectant)
            });
            self.told("bereaved", vec![mother]);
        }
        office::number(self.town);
    }

    /// An ordinary pupil with a case that breaks no rule, changed a little.
    fn opened(&mut self, change: impl Fn(&Town, &mut Case)) -> Option<usize> {
        let pupil = |town: &Town, index: usize, who: &Person| {
            who.child && town.pupil(index) && who.since < day(2026, 2, 1)
        };
        let child = self.take(pupil)?;
        let mut case = Case::quiet(self.town, child, Category::Support);
        case.received = Kept::Is(day(2026, 2, 2));
        change(self.town, &mut case);
        self.town.cases.push(case);
        Some(child)
    }
}
