//! Pregnancies, births, first visits, vaccinations.

use super::kept_to;
use crate::days::{day, plus_days, plus_months, today};
use crate::line::{Line, Value};
use crate::people::Person;
use crate::town::Town;
use chrono::NaiveDate;

/// Days from the first to the last of a pregnancy, as midwives count.
const PREGNANCY: i64 = 280;

pub(super) fn fill(town: &mut Town) {
    for household in 0..town.households.len() {
        let Some(mother) = town.mother(household) else {
            continue;
        };
        let children = town.members(household, true);
        let youngest = children.iter().map(|c| town.people[*c].birth).max();
        if let Some(born) = youngest {
            expects(
                town,
                mother,
                born,
                u32::try_from(children.len()).unwrap_or(1),
            );
            delivered(town, mother, born, &children);
        }
    }
    slips(town);
    for child in 0..town.people.len() {
        if town.people[child].child && town.people[child].here() {
            visited(town, child);
            vaccinated(town, child);
        }
    }
}

/// A notification as most are: early, with people around.
pub(super) fn notified(person: usize, weeks: u32, due: NaiveDate, order: u32) -> Line {
    let notified = plus_days(due, i64::from(weeks) * 7 - PREGNANCY);
    Line::of("pregnancy", person)
        .day("notified_on", notified)
        .number("weeks", weeks)
        .day("due_on", due)
        .number("birth_order", order)
        .number("babies", 1)
        .text("supporter", "いる")
        .text("confidant", "いる")
        .text("feeling", "うれしい")
        .text("outcome", "妊娠中")
}

fn expects(town: &mut Town, mother: usize, youngest: NaiveDate, children: u32) {
    let mut rng = town.draws(1, mother);
    let age = (today() - youngest).num_days();
    let free = town.ordinary(mother) && !town.says("pregnancy", mother);
    if !free || !(500..2200).contains(&age) || !rng.chance(60) {
        return;
    }
    let due = plus_days(today(), rng.between(12, 200));
    let weeks = match rng.below(100) {
        0..94 => 7 + rng.below(6),
        _ => 16 + rng.below(3),
    };
    let weeks = u32::try_from(weeks).unwrap_or(8);
    let mut line = notified(mother, weeks, due, children + 1);
    if rng.chance(40) {
        line = line.text("supporter", "いない");
    }
    town.say(line);
}

fn delivered(town: &mut Town, mother: usize, born: NaiveDate, children: &[usize]) {
    let mut rng = town.draws(2, mother);
    let here = town.people[mother].since < plus_days(born, -200);
    let order = u32::try_from(children.len()).unwrap_or(1);
    let twins = children.iter().filter(|c| town.people[**c].birth == born);
    let babies = u32::try_from(twins.count()).unwrap_or(1);
    if here && born >= day(2025, 6, 1) && !town.says("pregnancy", mother) {
        let weeks = 7 + u32::try_from(rng.below(6)).unwrap_or(0);
        let due = plus_days(born, rng.between(-6, 12));
        let line = notified(mother, weeks, due, order + 1 - babies);
        let line = line.number("babies", babies).text("outcome", "出産");
        town.say(line.day("delivered_on", born));
    }
    if !here || born < day(2025, 11, 15) || town.says("postpartum", mother) {
        return;
    }
    let mut line = Line::of("postpartum", mother).day("delivered_on", born);
    for (at, keys) in [
        (14, ("date@2w", "epds_total@2w", "epds_item10@2w")),
        (31, ("date@1m", "epds_total@1m", "epds_item10@1m")),
    ] {
        let date = plus_days(born, at + rng.between(-2, 5));
        let low = !town.ordinary(mother) || !rng.chance(60);
        let total = if low { rng.below(8) } else { 9 + rng.below(5) };
        if date <= kept_to() {
            line = line.day(keys.0, date);
            line = line.number(keys.1, u32::try_from(total).unwrap_or(0));
            line = line.number(keys.2, 0);
        }
    }
    town.say(line);
    if rng.chance(250) && plus_days(born, 40) <= kept_to() {
        let used = plus_days(born, 20 + rng.between(0, 60)).min(kept_to());
        let (kind, days) = *rng.pick(&[("宿泊", 2), ("日帰り", 1), ("訪問", 1)]);
        let line = Line::of("postpartum-care", mother).day("date", used);
        town.say(line.text("care_kind", kind).number("days", days));
    }
}

/// Slips of check-ups: every four weeks at first, every two later; those up to the end of April
/// have arrived.
fn slips(town: &mut Town) {
    let mut all = Vec::new();
    for line in &town.lines {
        let (Some(Value::Day(notified)), Some(Value::Day(due))) =
            (line.get("notified_on"), line.get("due_on"))
        else {
            continue;
        };
        let last = match line.get("delivered_on") {
            Some(Value::Day(born)) => plus_days(*born, -3),
            _ => day(2026, 4, 30),
        };
        let begun = plus_days(*due, -PREGNANCY);
        let mut rng = town.draws(3, line.person);
        let mut date = plus_days(*notified, rng.between(5, 15));
        while date <= last.min(day(2026, 4, 30)) {
            let weeks = (date - begun).num_days() / 7;
            if date >= day(2025, 12, 1) && !town.says("pregnancy-checkups", line.person) {
                let slip = Line::of("pregnancy-checkups", line.person).day("date", date);
                all.push(slip.number("weeks", u32::try_from(weeks).unwrap_or(0)));
            }
            date = plus_days(date, if weeks < 24 { 28 } else { 14 } + rng.between(-2, 2));
        }
    }
    town.lines.extend(all);
}

/// Whether a child was here when it was so many months old.
fn was_here(child: &Person, months: u32) -> bool {
    child.since <= plus_months(child.birth, months)
}

fn visited(town: &mut Town, index: usize) {
    let child = &town.people[index];
    let (birth, mut rng) = (child.birth, town.draws(4, index));
    // Another town visited those who came later than the fourth month.
    if birth < day(2025, 4, 1) || !was_here(child, 4) || town.says("home-visits", index) {
        return;
    }
    let came = child.since;
    let older = town.members(child.household, true);
    let order = older.iter().filter(|c| town.people[**c].birth <= birth);
    let order = u32::try_from(order.count()).unwrap_or(1);
    let weight = match rng.below(100) {
        0..5 if town.ordinary(index) => 1900 + rng.below(590),
        _ => 2510 + rng.below(1200),
    };
    let date = plus_days(birth, rng.between(28, 80)).max(plus_days(came, 9));
    let missed = town.ordinary(index) && rng.chance(20);
    let mut line = Line::of("home-visits", index)
        .text("birth_order", format!("第{order}子"))
        .number("birth_weight", u32::try_from(weight).unwrap_or(3000))
        .text("visit_kind", "全戸訪問");
    if date <= kept_to() && !missed {
        line = line.day("date", date).text("seen", "○");
    }
    town.say(line);
}

/// The doses, by the age in months at which they are mostly given.
const DOSES: [(&str, u32); 8] = [
    ("date@hepb-1", 2),
    ("date@hepb-2", 3),
    ("date@pneumo-1", 2),
    ("date@pneumo-2", 3),
    ("date@five-1", 2),
    ("date@five-2", 3),
    ("date@bcg", 5),
    ("date@mr-1", 12),
];

fn vaccinated(town: &mut Town, index: usize) {
    let child = &town.people[index];
    let (birth, mut rng) = (child.birth, town.draws(5, index));
    // Who came later brought a booklet that nobody has copied yet.
    if birth < day(2023, 4, 2) || !was_here(child, 6) || town.says("vaccinations", index) {
        return;
    }
    let mut line = Line::of("vaccinations", index);
    let never = town.ordinary(index) && rng.chance(8);
    for (dose, months) in DOSES {
        let date = plus_days(plus_months(birth, months), rng.between(0, 25));
        if !never && date <= kept_to() && (months < 12 || rng.chance(930)) {
            line = line.day(dose, date);
        }
    }
    town.say(line);
}
