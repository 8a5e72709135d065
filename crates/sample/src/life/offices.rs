//! What other offices know: who came and went, what is unpaid, who has a handbook or is cared for.

use super::school::place_of;
use crate::days::{day, plus_days};
use crate::line::Line;
use crate::people::{Kept, Status};
use crate::town::Town;

pub(super) fn fill(town: &mut Town) {
    for index in 0..town.people.len() {
        if town.people[index].resident {
            moves(town, index);
        }
        if town.people[index].here() && !town.people[index].child {
            adult(town, index);
        }
    }
    sheets(town);
}

/// Places that do not exist.
const ELSEWHERE: [&str; 4] = ["あおば市", "しおかぜ町", "みどり台市", "ほしの村"];

/// A move in or out.
pub(super) fn moved(person: usize, date: chrono::NaiveDate, reason: &str, place: &str) -> Line {
    Line::of("moves", person)
        .day("date", date)
        .text("reason", reason)
        .text("place", place)
}

fn moves(town: &mut Town, index: usize) {
    let who = &town.people[index];
    let (since, birth, status) = (who.since, who.birth, who.status);
    let mut rng = town.draws(40, who.household);
    let place = *rng.pick(&ELSEWHERE);
    if since >= day(2023, 4, 1) && since > birth {
        town.say(moved(index, since, "転入", place));
    }
    if let Status::MovedOut(date) = status {
        town.say(moved(index, date, "転出", place));
    }
}

/// Months that are not paid.
pub(super) fn unpaid(person: usize, kind: &str, months: u32) -> Line {
    Line::of("arrears", person)
        .text("part", kind)
        .number("months", months)
}

fn adult(town: &mut Town, index: usize) {
    if !town.ordinary(index) {
        return;
    }
    let mut rng = town.draws(41, index);
    if rng.chance(15) && !town.says("arrears", index) {
        let kind = *rng.pick(&["国保税", "水道", "給食費", "保育料"]);
        town.say(unpaid(index, kind, 1 + u32::from(rng.chance(500))));
    }
    if rng.chance(8) && !town.says("disability", index) {
        let kind = *rng.pick(&["身体", "身体", "精神", "療育"]);
        let line = Line::of("disability", index).text("part", kind);
        town.say(match kind {
            "精神" => line.day("valid_until", day(2027, 9, 30)),
            _ => line,
        });
    }
    // Those who live with the family of a daughter.
    let old = town.people[index].birth < day(1970, 1, 1);
    if old && rng.chance(200) && !town.says("care", index) {
        let level = *rng.pick(&["要支援2", "要介護1", "要介護3"]);
        let line = Line::of("care", index).text("care_level", level);
        town.say(line.day("valid_until", day(2027, 3, 31)));
    }
    if rng.chance(5) && !town.says("signals", index) {
        let date = plus_days(day(2026, 4, 6), rng.between(0, 50));
        let line = Line::of("signals", index).day("date", date);
        town.say(line.text("signal", *rng.pick(&["国保税の滞納", "町営住宅の申込み"])));
    }
}

/// What institutions wrote about registered children in April.
fn sheets(town: &mut Town) {
    let open: Vec<_> = town
        .cases
        .iter()
        .filter(|case| case.open() && !matches!(case.received, Kept::Is(d) if d > day(2026, 4, 1)))
        .filter(|case| town.clear(case.person))
        .map(|case| case.person)
        .collect();
    for person in open {
        let Some(place) = place_of(town, person) else {
            continue;
        };
        let mut rng = town.draws(42, person);
        if rng.chance(150) || town.says("assessment-sheets", person) {
            continue;
        }
        let scale = u32::try_from(rng.between(3, 9)).unwrap_or(5);
        let line = Line::of("assessment-sheets", person)
            .text("institution", place)
            .day("date", plus_days(day(2026, 4, 13), rng.between(0, 10)))
            .number("safety_scale", scale)
            .text(
                "concern",
                *rng.pick(&["", "忘れ物が多い", "朝食をとっていない"]),
            )
            .text(
                "strength",
                *rng.pick(&["友達と遊べている", "担任に話せる", ""]),
            );
        town.say(line);
    }
}
