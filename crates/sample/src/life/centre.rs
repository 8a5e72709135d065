//! What the centre itself keeps beside cases and plans: lines of plans, placements, protections,
//! proposals for the next meeting.

use super::told::Teller;
use crate::days::{day, plus_days, plus_months};
use crate::line::Line;
use crate::office::Plan;
use crate::people::Kept;
use crate::town::Town;

pub(super) fn fill(town: &mut Town) {
    let plans: Vec<Plan> = town.plans.clone();
    for plan in plans {
        if town.clear(plan.person) && town.people[plan.person].here() {
            lines(town, &plan);
        }
    }
    proposals(town);
}

/// What a plan promises, one line each.
fn lines(town: &mut Town, plan: &Plan) {
    let Some(made) = plan.made_on else {
        return;
    };
    let mut rng = town.draws(60, plan.person);
    let mut offers = vec![
        ("家事・育児の手伝い", "社会福祉協議会"),
        ("登校の声かけ", "学校"),
        ("発達の相談", "健康推進課"),
        ("居場所の利用", "児童育成支援拠点"),
    ];
    for _ in 0..1 + rng.below(2) {
        let (service, provider) = offers.swap_remove(rng.below(offers.len()));
        let month = 6 + u32::try_from(rng.below(3)).unwrap_or(0);
        let line = Line::of("plan-lines", plan.person)
            .text("plan_no", &plan.no)
            .text("service", service)
            .text("provider", provider)
            .text("worker", plan.worker.unwrap_or_default())
            .day("since", plus_days(made, 7))
            .text("monitoring", format!("令和8年{month}月頃"));
        let looked = plus_months(made, 3);
        town.say(match looked <= day(2026, 5, 29) {
            true => line.day("monitored_on", looked).text(
                "achieved",
                *rng.pick(&["一部達成", "一部達成", "未達成", "達成"]),
            ),
            false => line,
        });
    }
}

/// Candidates of both functions for the meeting of June.
fn proposals(town: &mut Town) {
    let open: Vec<usize> = town
        .cases
        .iter()
        .filter(|case| case.open() && matches!(case.received, Kept::Is(d) if d > day(2026, 3, 1)))
        .filter(|case| town.clear(case.person))
        .map(|case| case.person)
        .collect();
    for person in open {
        let line = proposal(person, "児童福祉", "新しく受け付けた");
        town.say(line.text("worker", "大空 みどり"));
    }
    let mothers: Vec<usize> = town
        .lines
        .iter()
        .filter(|line| line.dataset == "pregnancy" && line.get("delivered_on").is_none())
        .map(|line| line.person)
        .take(6)
        .collect();
    for mother in mothers {
        town.say(proposal(mother, "母子保健", "妊娠届出"));
    }
}

fn proposal(person: usize, by: &str, reason: &str) -> Line {
    Line::of("proposals", person)
        .text("meeting", "合同ケース会議")
        .day("proposed_on", day(2026, 5, 28))
        .text("proposed_by", by)
        .text("reason", reason)
}

impl Teller<'_> {
    /// Children who live elsewhere, and those whom somebody must not find.
    pub(super) fn measures(&mut self) {
        let placed =
            |child: usize, kind: &str| Line::of("placements", child).text("placement_kind", kind);
        let away = self.take(|town, index, who| who.child && town.pupil(index));
        if let Some(child) = away {
            let line = placed(child, "施設入所").day("since", day(2025, 2, 10));
            self.say(line.text("planned_end", "令和8年8月頃"));
            self.told("comes-home-soon", vec![child]);
        }
        let back = self.take(|town, index, who| who.child && town.pupil(index));
        if let Some(child) = back {
            let line = placed(child, "里親委託").day("since", day(2024, 6, 3));
            self.say(line.day("ended_on", day(2026, 4, 30)));
            self.told("came-home", vec![child]);
        }
        let kept = |person: usize, kind: &str| {
            Line::of("protections", person).text("protection_kind", kind)
        };
        if let [child] = self.of("two-plans")[..] {
            let line = kept(child, "一時保護").day("since", day(2026, 4, 20));
            self.say(line.day("valid_until", day(2026, 6, 19)));
            self.told("in-custody", vec![child]);
        }
        if let [child] = self.of("protected")[..]
            && let Some(mother) = self.town.single_parent(self.town.people[child].household)
        {
            let line = kept(mother, "支援措置").day("since", day(2025, 6, 26));
            self.say(line.day("valid_until", day(2026, 6, 25)));
            self.told("protection-ends", vec![mother]);
        }
        if let [child, _] = self.of("closed")[..] {
            let line = Line::of("holds", child)
                .day("held_on", day(2026, 5, 20))
                .day("until", day(2027, 3, 31))
                .text("held_by", "大空 みどり");
            self.say(line.text("why", "開示請求への回答が済むまで"));
            self.told("held", vec![child]);
        }
    }
}
