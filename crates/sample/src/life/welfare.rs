//! Benefits, services, contacts, what was noticed.

use crate::days::{day, grade, plus_days};
use crate::line::Line;
use crate::people::Kept;
use crate::town::Town;
use std::collections::HashSet;

pub(super) fn fill(town: &mut Town) {
    for household in 0..town.households.len() {
        benefits(town, household);
    }
    medical_aid(town);
    for child in 0..town.people.len() {
        if town.people[child].child && town.people[child].here() {
            at_home(town, child);
        }
    }
    cases(town);
    notes(town);
}

/// A benefit since a day.
pub(super) fn benefit(person: usize, kind: &str, since: chrono::NaiveDate) -> Line {
    Line::of("benefits", person)
        .text("part", kind)
        .day("since", since)
}

fn benefits(town: &mut Town, household: usize) {
    let children = town.members(household, true);
    let Some(first) = children.first().copied() else {
        return;
    };
    let mut rng = town.draws(20, household);
    let adults = town.members(household, false);
    let guardian = town.people[first].guardian.filter(|g| adults.contains(g));
    let Some(receives) = guardian else {
        return;
    };
    let born = children.iter().map(|c| town.people[*c].birth).min();
    let born = born.unwrap_or(day(2020, 4, 1));
    let mut since = plus_days(born.max(town.people[first].since), rng.between(5, 20));
    if since >= day(2026, 5, 20) {
        return;
    }
    // What began long ago was entered anew when the benefit changed.
    if since < day(2024, 10, 1) {
        since = day(2024, 10, 1);
    }
    if !town.says("benefits", receives) {
        let forgot = town.ordinary(receives) && rng.chance(8);
        if !forgot {
            town.say(benefit(receives, "児童手当", since));
        }
        if town.single_parent(household) == Some(receives) && rng.chance(750) {
            town.say(benefit(receives, "児童扶養手当", since));
            town.say(benefit(receives, "ひとり親医療", since));
            for child in &children {
                let aid = town.pupil(*child) && !town.says("benefits", *child);
                if aid && (!town.ordinary(receives) || rng.chance(850)) {
                    town.say(benefit(*child, "就学援助", day(2026, 4, 1)));
                }
            }
        } else if town.ordinary(receives) && rng.chance(60) {
            for child in children
                .iter()
                .filter(|c| (1..=9).contains(&grade(town.people[**c].birth)))
            {
                town.lines
                    .push(benefit(*child, "就学援助", day(2026, 4, 1)));
            }
        }
        if town.ordinary(receives) && rng.chance(9) {
            town.say(benefit(receives, "生活保護", day(2025, 9, 1)));
        }
    }
}

/// Every child of the town is registered for medical aid, but for those of a household on public
/// assistance, the newest ones and the few whose parents have not asked for it.
fn medical_aid(town: &mut Town) {
    let of = |kind: &str| {
        let lines = town.lines.iter().filter(|line| line.dataset == "benefits");
        let those = lines.filter(|line| line.is("part", kind));
        those.map(|line| line.person).collect::<HashSet<usize>>()
    };
    let (told, assisted) = (of("子ども医療"), of("生活保護"));
    for child in 0..town.people.len() {
        let who = &town.people[child];
        let mut household = town.household(child).members.iter();
        let mut rng = town.draws(24, child);
        let asked = plus_days(who.birth.max(who.since), rng.between(5, 20));
        let forgot = town.ordinary(child) && rng.chance(4);
        let entitled = who.child && who.here() && !household.any(|m| assisted.contains(m));
        if entitled && !forgot && !told.contains(&child) && asked < day(2026, 5, 20) {
            // What began long ago was entered anew when the age was raised.
            let since = asked.max(day(2023, 4, 1));
            town.say(benefit(child, "子ども医療", since));
        }
    }
}

/// Small children at home, of whom some come to the family centre or stay for an hour.
fn at_home(town: &mut Town, child: usize) {
    let mut rng = town.draws(21, child);
    let small = (-5..=0).contains(&grade(town.people[child].birth));
    let free = town.ordinary(child) && !town.says("services", child);
    if !small || !free || super::attends(town, child).is_some() || !rng.chance(220) {
        return;
    }
    let (service, days) = *rng.pick(&[("支援センター", 9), ("支援センター", 4), ("一時預かり", 3)]);
    let last = plus_days(day(2026, 5, 29), -rng.between(0, 35));
    let line = Line::of("services", child)
        .text("service", service)
        .text("basis", "申込")
        .day("since", day(2026, 4, 6))
        .day("last_used_on", last)
        .number("days", days);
    town.say(line);
}

/// What is done for those with an open case.
fn cases(town: &mut Town) {
    let open: Vec<_> = town
        .cases
        .iter()
        .filter(|case| case.open() && town.people[case.person].here())
        .filter(|case| town.clear(case.person))
        .map(|case| (case.person, case.received, case.last_seen, case.worker))
        .collect();
    for (person, received, last_seen, worker) in open {
        let mut rng = town.draws(22, person);
        let contact = |date, by: &str, with: &str, seen: bool| {
            Line::of("contacts", person)
                .day("date", date)
                .text("contact_by", by)
                .text("contact_with", with)
                .text("seen", if seen { "○" } else { "" })
                .text("worker", worker.unwrap_or_default())
        };
        let mut lines = Vec::new();
        if let Kept::Is(seen) = last_seen
            && (day(2026, 4, 1)..=day(2026, 5, 29)).contains(&seen)
        {
            let by = *rng.pick(&["訪問", "訪問", "面談"]);
            lines.push(contact(seen, by, "児童", true));
        }
        for _ in 0..rng.below(3) {
            let date = plus_days(day(2026, 4, 2), rng.between(0, 56));
            let with = *rng.pick(&["保護者", "保護者", "関係機関"]);
            lines.push(contact(date, "電話", with, false));
        }
        // Of those who are known for longer the year before stands there too.
        let mut earlier = town.draws(25, person);
        if matches!(received, Kept::Is(date) if date < day(2025, 12, 1)) {
            for _ in 0..1 + earlier.below(2) {
                let date = plus_days(day(2025, 12, 3), earlier.between(0, 110));
                let with = *earlier.pick(&["保護者", "関係機関"]);
                lines.push(contact(date, "電話", with, false));
            }
        }
        if rng.chance(350) && !town.says("services", person) {
            let service = *rng.pick(&["養育支援訪問", "世帯訪問支援", "児童育成支援拠点", "相談"]);
            let line = Line::of("services", person)
                .text("service", service)
                .text("basis", "申込")
                .day("since", plus_days(day(2025, 10, 1), rng.between(0, 180)))
                .day(
                    "last_used_on",
                    plus_days(day(2026, 5, 1), rng.between(0, 27)),
                )
                .number("days", u32::try_from(2 + rng.below(7)).unwrap_or(2));
            lines.push(line);
        } else if rng.chance(150) {
            let line = Line::of("recommendations", person)
                .day("date", plus_days(day(2026, 4, 10), rng.between(0, 45)))
                .text("service", *rng.pick(&["養育支援訪問", "世帯訪問支援"]))
                .text("by", *rng.pick(&["口頭", "口頭", "文書"]))
                .text("reason", "家事・育児の負担が大きい")
                .text("reply", *rng.pick(&["検討中", "辞退", "申込"]));
            lines.push(line);
        }
        town.lines.extend(lines);
    }
    let by_date = |line: &Line| match line.get("date") {
        Some(crate::line::Value::Day(date)) => Some(*date),
        _ => None,
    };
    town.lines
        .sort_by_key(|line| (line.dataset == "contacts").then(|| by_date(line)));
}

/// Single pieces of news about ordinary families.
fn notes(town: &mut Town) {
    let children: Vec<usize> = town.children().map(|(index, _)| index).collect();
    for child in children {
        let mut rng = town.draws(23, child);
        let free = town.people[child].here() && town.ordinary(child) && rng.chance(8);
        if !free || town.says("notes", child) || !town.people[child].undecided.is_empty() {
            continue;
        }
        let (from, what) = *rng.pick(&[
            ("学校", "最近元気がない"),
            ("民生委員", "夜遅くまで外で遊んでいる"),
            ("近隣", "泣き声が続いた"),
            ("窓口", "手続のとき疲れた様子だった"),
        ]);
        let date = plus_days(day(2026, 4, 3), rng.between(0, 54));
        let line = Line::of("notes", child)
            .day("date", date)
            .text("told_by", from)
            .text("note", what);
        town.say(line);
    }
}
