//! Stories about what falls due, of ordinary families that have none yet.

use super::health;
use super::told::Teller;
use crate::days::{When, day, plus_days};
use crate::line::Line;
use crate::office::{self, Case, Category, Decision, Plan};
use crate::people::{Kept, Person};
use crate::town::Town;

impl Teller<'_> {
    pub(super) fn reminders(&mut self) {
        // A family that made its own plan only: it is not reviewed, and the centre has none.
        if let Some(child) = self.opened(|_| {}) {
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
        self.flow();
        self.afterwards();
        self.without_a_case();
        self.handed_over();
        self.meets_again();
        office::number(self.town);
    }

    /// Plans of those whom the ledger does not have: a mother after the birth, whom nobody has taken
    /// on, and a family that asked for help itself.
    fn without_a_case(&mut self) {
        let mother = self.take(|town, index, who| {
            let years = day(1986, 1, 1)..day(2001, 1, 1);
            years.contains(&who.birth) && town.mother(who.household) == Some(index)
        });
        if let Some(mother) = mother {
            let plan = Plan {
                kind: "サポートプラン",
                next_review: Some(When::Day(day(2026, 5, 22))),
                worker: None,
                ..Plan::quiet(self.town, mother)
            };
            self.town.plans.push(plan);
            self.told("plan-without-case", vec![mother]);
        }
        let pupil = |town: &Town, index: usize, who: &Person| who.child && town.pupil(index);
        if let Some(child) = self.take(pupil) {
            let plan = Plan {
                kind: "サポートプラン",
                next_review: None,
                goal: None,
                ..Plan::quiet(self.town, child)
            };
            self.town.plans.push(plan);
            let line = Line::of("contacts", child)
                .day("date", day(2026, 5, 12))
                .text("contact_by", "電話")
                .text("contact_with", "保護者");
            self.say(line.text("next_contact", "令和8年6月頃"));
            self.told("plan-without-case", vec![child]);
        }
    }

    /// The meeting of the practice day gave the case to another worker.
    fn handed_over(&mut self) {
        let [old, new, ..] = office::LEADERS;
        let given = self.opened(|case| case.worker = Some(old));
        if let Some(child) = given {
            self.town.decisions.push(Decision {
                decided_on: day(2026, 6, 1),
                worker: Some(new),
                ..Decision::goes_on(child)
            });
            self.told("worker-changed", vec![child]);
        }
    }

    /// The meeting did not want to wait for the next regular one.
    fn meets_again(&mut self) {
        if let Some(child) = self.opened(|_| {}) {
            self.town.decisions.push(Decision {
                decision: "個別協議",
                policy: "学校と家庭の話を聞いてから集まる",
                extra: Some(When::Month(2026, 6)),
                ..Decision::goes_on(child)
            });
            self.told("extra-meeting", vec![child]);
        }
    }

    /// Just received and not seen; decided to be closed, and the ledger still has it open.
    fn flow(&mut self) {
        let new = self.opened(|case| {
            case.received = Kept::Is(day(2026, 5, 28));
            (case.stage, case.last_seen) = ("受付", Kept::Blank);
        });
        if let Some(child) = new {
            self.told("received", vec![child]);
        }
        if let Some(child) = self.opened(|_| {}) {
            self.town.decisions.push(Decision {
                decision: "終結",
                policy: "地域の見守りに引き継ぐ",
                ..Decision::goes_on(child)
            });
            self.told("closed-not-yet", vec![child]);
        }
    }

    /// What asks for another look at the plan: custody and a service that ended.
    fn afterwards(&mut self) {
        if let Some(child) = self.opened(|_| {}) {
            let line = Line::of("protections", child).text("protection_kind", "一時保護");
            let line = line.day("since", day(2026, 3, 20));
            self.say(line.day("ended_on", day(2026, 5, 12)));
            self.told("custody-ended", vec![child]);
        }
        if let Some(child) = self.opened(|_| {}) {
            let line = Line::of("services", child).text("service", "短期支援");
            let line = line.text("basis", "申込").day("since", day(2025, 9, 1));
            self.say(line.day("ended_on", day(2026, 5, 15)));
            let line = Line::of("contacts", child)
                .day("date", day(2026, 5, 18))
                .text("contact_by", "電話")
                .text("contact_with", "保護者");
            self.say(line.text("next_contact", "令和8年6月頃"));
            self.told("service-ended", vec![child]);
        }
        // Came with a case in another town.
        let came = self.take(|_, _, who| {
            who.child
                && (day(2026, 2, 1)..day(2026, 5, 1)).contains(&who.since)
                && who.birth < day(2025, 6, 1)
        });
        if let Some(child) = came {
            let case = Case::quiet(self.town, child, Category::Support);
            self.town.cases.push(case);
            self.handed_on(child);
            self.told("moved-in-with-case", vec![child]);
        }
    }

    /// What the town from which a child came has handed over.
    fn handed_on(&mut self, child: usize) {
        let on = plus_days(self.town.people[child].since, 5);
        let fact = |state: &'static str, list: &'static str, fact: &'static str| {
            let line = Line::of("handovers", child).text("state", state);
            let line = line.text("told_by_list", list).text("fact", fact);
            line.day("list_as_of", plus_days(on, -2))
                .day("handed_on", on)
        };
        self.say(
            fact("これから", "サポートプラン", "次回見直し（サポートプラン）")
                .text("due", "令和8年6月")
                .text("by", "あさひ市こども家庭センター"),
        );
        self.say(fact("これから", "支援の経過", "次回連絡時期"));
        self.say(fact(
            "いま",
            "ケース台帳",
            "区分 要支援児童、進行段階 支援中",
        ));
        self.say(
            fact("済み", "支援の経過", "こどもを最後に目で見て確かめた日")
                .day("date", plus_days(on, -20)),
        );
        self.say(fact("わからない", "予防接種", "名簿が届いていません"));
    }

    /// An ordinary pupil with a case that breaks no rule, changed a little.
    fn opened(&mut self, change: impl Fn(&mut Case)) -> Option<usize> {
        let pupil = |town: &Town, index: usize, who: &Person| {
            who.child && town.pupil(index) && who.since < day(2026, 2, 1)
        };
        let child = self.take(pupil)?;
        let mut case = Case::quiet(self.town, child, Category::Support);
        case.received = Kept::Is(day(2026, 2, 2));
        change(&mut case);
        self.town.cases.push(case);
        Some(child)
    }
}
