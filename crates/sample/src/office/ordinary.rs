//! Cases beyond the stories: about four children in a hundred, and what was closed or dropped.

use super::{Case, Category, Decision, Plan};
use crate::days::{When, day, plus_days, plus_months, today};
use crate::people::Kept;
use crate::rng::Rng;
use crate::town::Town;
use chrono::Datelike;
use std::collections::BTreeMap;

/// Registers about four children in a hundred, closes a few old cases, writes plans and decisions.
pub(crate) fn ordinary_cases(town: &mut Town) {
    let children: Vec<usize> = town
        .children()
        .filter(|(index, p)| {
            p.here()
                && !town.told.contains(index)
                && p.since < day(2026, 5, 1)
                && p.birth < day(2026, 4, 1)
        })
        .map(|(index, _)| index)
        .collect();
    let mut rng = Rng::at(town.seed, &[6]);
    let wanted = (town.children().count() * 40)
        .div_ceil(1000)
        .saturating_sub(town.cases.iter().filter(|c| c.open()).count());
    let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for child in children {
        families
            .entry(town.people[child].household)
            .or_default()
            .push(child);
    }
    let mut families: Vec<Vec<usize>> = families.into_values().collect();
    let mut opened = 0;
    while opened < wanted && !families.is_empty() {
        let family = families.swap_remove(rng.below(families.len()));
        let count = if rng.chance(500) { family.len() } else { 1 };
        for person in family.into_iter().take(count) {
            open_case(town, &mut rng, person);
            opened += 1;
        }
    }
    for _ in 0..town.children().count() * 12 / 1000 {
        if families.is_empty() {
            break;
        }
        let family = families.swap_remove(rng.below(families.len()));
        let closed = plus_days(day(2026, 3, 20), -rng.between(0, 500));
        let case = Case {
            stage: "終結",
            closed_on: Some(closed),
            last_seen: Kept::Is(plus_days(closed, -12)),
            received: Kept::Is(plus_days(closed, -rng.between(90, 500))),
            next_action: None,
            ..Case::quiet(town, family[0], Category::Support)
        };
        if rng.chance(500) {
            let made = plus_days(closed, -60);
            town.plans.push(Plan {
                made_on: Some(made),
                signed_on: Kept::Is(made),
                next_review: Some(When::Day(plus_months(made, 3))),
                goal: None,
                next_contact: None,
                next_contact_by: None,
                ..Plan::quiet(town, family[0])
            });
        }
        town.cases.push(case);
    }
    for _ in 0..town.children().count() * 4 / 1000 {
        if families.is_empty() {
            break;
        }
        let family = families.swap_remove(rng.below(families.len()));
        let until = rng.chance(500).then(|| day(2026, 11, 14));
        town.decisions.push(Decision {
            decision: "対象外",
            policy: "情報収集のみとする",
            worker: None,
            until,
            ..Decision::goes_on(family[0])
        });
    }
}

fn open_case(town: &mut Town, rng: &mut Rng, person: usize) {
    let category = *rng.pick(&[
        Category::Protected,
        Category::Support,
        Category::Support,
        Category::Support,
        Category::Other,
    ]);
    let mut case = Case::quiet(town, person, category);
    let mut age = match rng.below(100) {
        0..82 => rng.between(3, 52),
        82..96 => rng.between(66, 150),
        _ => 0,
    };
    if let Kept::Is(received) = case.received {
        age = age.min((today() - received).num_days());
    }
    if (57..=63).contains(&age) {
        age = 50;
    }
    case.last_seen = if age == 0 {
        Kept::Blank
    } else {
        Kept::Is(plus_days(today(), -age))
    };
    if rng.chance(45) {
        case.worker = None;
    }
    if rng.chance(860) {
        let plan = ordinary_plan(town, rng, person);
        let dated = plan.made_on.is_some();
        let review = plan.next_review;
        town.plans.push(plan);
        if rng.chance(550) {
            let next_review = (dated && rng.chance(350)).then(|| {
                let month = u32::try_from(rng.between(7, 9)).unwrap_or(7);
                match review {
                    Some(When::Month(_, m)) if m == month => When::Month(2026, month + 1),
                    Some(When::Day(d)) if d.year() == 2026 && d.month() == month => {
                        When::Month(2026, month + 1)
                    }
                    _ => When::Month(2026, month),
                }
            });
            let decision = if rng.chance(700) {
                "支援継続"
            } else {
                "見守り"
            };
            town.decisions.push(Decision {
                decision,
                next_review,
                worker: case.worker,
                ..Decision::goes_on(person)
            });
        }
    }
    town.cases.push(case);
}

fn ordinary_plan(town: &Town, rng: &mut Rng, person: usize) -> Plan {
    let mut plan = Plan::quiet(town, person);
    let made = plus_days(day(2026, 5, 20), -rng.between(0, 420)).max(town.people[person].since);
    plan.made_on = Some(made);
    plan.signed_on = if rng.chance(850) {
        Kept::Is(plus_days(made, rng.between(0, 14)).min(day(2026, 5, 29)))
    } else {
        Kept::Blank
    };
    let old = (today() - made).num_days() > 80;
    plan.reviewed_on = (old && rng.chance(800))
        .then(|| plus_days(day(2026, 5, 22), -rng.between(0, 110)).max(plus_days(made, 20)));
    let last = plan.reviewed_on.unwrap_or(made);
    let due = plus_months(last, 3);
    plan.next_review = match rng.below(10) {
        0..4 => None,
        4..7 => Some(When::Day(due)),
        _ => Some(When::Month(due.year(), due.month())),
    };
    if rng.chance(30) {
        (
            plan.made_on,
            plan.reviewed_on,
            plan.next_review,
            plan.signed_on,
        ) = (None, None, None, Kept::Blank);
    }
    plan.goal = rng.chance(800).then(|| {
        (
            made,
            plus_days(plus_months(made, if old { 12 } else { 2 }), -1),
        )
    });
    plan.next_contact = match rng.below(10) {
        0..4 => Some(When::Month(2026, 6)),
        4 => Some(When::Month(2026, 7)),
        5 => Some(When::Day(plus_days(today(), rng.between(-12, 50)))),
        6 => Some(When::Month(2026, 5)),
        _ => None,
    };
    if plan.next_contact.is_none() {
        plan.next_contact_by = None;
    }
    plan
}
