//! What schools report beside attendance.

use crate::line::Line;
use crate::school::MONTHS;
use crate::town::Town;

pub(super) fn fill(town: &mut Town) {
    for index in 0..town.people.len() {
        if !town.pupil(index) || !town.people[index].undecided.is_empty() {
            continue;
        }
        let mut rng = town.draws(30, index);
        for month in MONTHS {
            let often = town.ordinary(index) && rng.chance(60);
            if often && !town.says("health-room", index) {
                let visits = match rng.below(100) {
                    0..92 => 1 + rng.below(3),
                    _ => 5 + rng.below(3),
                };
                let visits = u32::try_from(visits).unwrap_or(1);
                town.say(health_room(town, index, month, visits));
            }
        }
    }
}

/// A child that came to the health room.
pub(super) fn health_room(town: &Town, index: usize, month: u32, visits: u32) -> Line {
    let schools = &town.people[index].schools;
    let school = schools
        .last()
        .map_or("", |enrolment| enrolment.school.name());
    Line::of("health-room", index)
        .in_month(month)
        .text("institution", school)
        .number("visits", visits)
}
