//! What schools report beside attendance.

use super::attends;
use crate::days::{day, grade, plus_days};
use crate::line::Line;
use crate::school::{MONTHS, Mark};
use crate::town::Town;

pub(super) fn fill(town: &mut Town) {
    for index in 0..town.people.len() {
        if !town.pupil(index) || !town.people[index].undecided.is_empty() {
            continue;
        }
        teeth(town, index);
        clubs(town, index);
        answers(town, index);
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
    for index in 0..town.people.len() {
        after_school(town, index);
    }
    reports(town);
}

/// Where somebody went who left junior high school, as the board of education has it.
pub(super) fn graduate(town: &Town, index: usize, to: &'static str) -> Line {
    let grade = grade(town.people[index].birth);
    Line::of("school-register", index)
        .number("grade", u32::try_from(grade).unwrap_or(10))
        .text("institution", to)
        .day("enrolled_on", day(2036 - grade, 4, 1))
}

/// Those who left junior high school here within three years: nearly all go to a high school.
fn after_school(town: &mut Town, index: usize) {
    let who = &town.people[index];
    let (child, grade) = (who.child && who.here(), grade(who.birth));
    let left = day(2036 - grade, 3, 31);
    if !child || grade < 10 || who.since > left || town.says("school-register", index) {
        return;
    }
    let mut rng = town.draws(34, index);
    let to = *rng.pick(&[
        "県立ひなた高校",
        "県立ひなた高校",
        "県立しおかぜ高校",
        "あおば学園高校",
    ]);
    let line = graduate(town, index, to);
    town.say(match rng.below(1000) {
        // works; nothing is settled
        0..20 if town.ordinary(index) => line.text("institution", ""),
        20..26 if town.ordinary(index) => Line {
            cells: vec![("grade", line.cells[0].1.clone())],
            ..line
        },
        _ => line,
    });
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

/// A child that was told to see a dentist in a school year (7 or 8 of the era).
pub(super) fn dentist(town: &Town, index: usize, year: u32, teeth: u32) -> Line {
    let date = match year {
        7 => day(2025, 5, 14),
        _ => day(2026, 5, 13),
    };
    health_room(town, index, year, 0)
        .named("school-checkups")
        .day("date", date)
        .number("untreated_teeth", teeth)
        .text("advised", "有")
}

fn teeth(town: &mut Town, index: usize) {
    let mut rng = town.draws(31, index);
    if !town.ordinary(index) || town.says("school-checkups", index) {
        return;
    }
    if rng.chance(55) {
        let count = u32::try_from(1 + rng.below(4)).unwrap_or(1);
        town.say(dentist(town, index, 8, count));
    } else if rng.chance(40) && grade(town.people[index].birth) > 1 {
        town.say(dentist(town, index, 7, 1));
    }
}

fn clubs(town: &mut Town, index: usize) {
    let mut rng = town.draws(32, index);
    let young = grade(town.people[index].birth) <= 4;
    if !young || !rng.chance(230) {
        return;
    }
    let school = place_of(town, index).unwrap_or_default();
    let line = Line::of("after-school", index).text("club", format!("{school}学童クラブ"));
    town.say(line.day("enrolled_on", day(2026, 4, 1)));
}

/// The answers of two school years.
fn answers(town: &mut Town, index: usize) {
    let mut rng = town.draws(33, index);
    let asked = [6, 8].contains(&grade(town.people[index].birth));
    if !asked || town.says("surveys", index) || !rng.chance(900) {
        return;
    }
    let told = !town.ordinary(index);
    town.say(answer(
        index,
        rng.chance(850),
        told || rng.chance(940),
        false,
    ));
}

/// What a pupil answered: consent, somebody to talk to, cares for family every day.
pub(super) fn answer(index: usize, consent: bool, confidant: bool, cares: bool) -> Line {
    let word = |yes: bool, says: [&'static str; 2]| says[usize::from(!yes)];
    Line::of("surveys", index)
        .day("date", day(2026, 5, 15))
        .text("consent", word(consent, ["する", "しない"]))
        .text("confidant", word(confidant, ["いる", "いない"]))
        .text("cares_daily", word(cares, ["している", "していない"]))
}

/// The school or nursery of somebody.
pub(super) fn place_of(town: &Town, index: usize) -> Option<&'static str> {
    if town.pupil(index) {
        let schools = &town.people[index].schools;
        return schools.last().map(|enrolment| enrolment.school.name());
    }
    attends(town, index).map(|nursery| nursery.name)
}

/// What schools and nurseries report in May about registered children.
fn reports(town: &mut Town) {
    let open: Vec<usize> = town
        .cases
        .iter()
        .filter(|case| case.open() && town.people[case.person].undecided.is_empty())
        .map(|case| case.person)
        .collect();
    for person in open {
        let Some(place) = place_of(town, person) else {
            continue;
        };
        if !town.says("monthly-reports", person) {
            town.say(report(town, person, place));
        }
    }
}

/// A report of May in which nothing is to be told.
pub(super) fn report(town: &Town, person: usize, place: &'static str) -> Line {
    let in_may = day(2026, 5, 1)..=day(2026, 5, 31);
    let marks = town.marks.get(&person).into_iter().flatten();
    let absent = marks.filter(|(date, mark)| in_may.contains(date) && mark.absent());
    let absent: Vec<_> = absent.map(|(date, mark)| (*date, *mark)).collect();
    let silent = absent.iter().any(|(_, mark)| *mark == Mark::NoContact);
    let mut last = day(2026, 5, 29);
    while absent.iter().any(|(date, _)| *date == last) || !open_on(place, last) {
        last = plus_days(last, -1);
    }
    Line::of("monthly-reports", person)
        .in_month(5)
        .at(place)
        .number("absent_days", u32::try_from(absent.len()).unwrap_or(0))
        .text("contacted", if silent { "無" } else { "有" })
        .text("injury", "無")
        .text("child_word", "無")
        .day("last_seen", last)
        .text("change", "変わらない")
}

fn open_on(place: &str, date: chrono::NaiveDate) -> bool {
    let months = MONTHS.into_iter();
    let mut days = months.flat_map(|month| crate::days::school_days(place, month));
    days.any(|day| day == date) || date < day(2026, 4, 8)
}
