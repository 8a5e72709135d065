//! School: who goes where, in which class, and what the class list says for each day.

use crate::days::{self, day, plus_days, school_days};
use crate::people::{Enrolment, School};
use crate::rng::Rng;
use crate::town::Town;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// What a school marks. Present is no mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Ill,
    Injury,
    Family,
    Other,
    NoContact,
    Hospital,
    Suspended,
    Mourning,
    Late,
    Early,
    LateEarly,
    HealthRoom,
    /// A planted letter that stands in no legend.
    Damaged(&'static str),
}

impl Mark {
    /// The letter in the class list.
    pub(crate) fn letter(self) -> &'static str {
        match self {
            Mark::Ill => "病",
            Mark::Injury => "怪",
            Mark::Family => "家",
            Mark::Other => "他",
            Mark::NoContact => "無",
            Mark::Hospital => "入",
            Mark::Suspended => "停",
            Mark::Mourning => "忌",
            Mark::Late => "遅",
            Mark::Early => "早",
            Mark::LateEarly => "遅早",
            Mark::HealthRoom => "保",
            Mark::Damaged(letter) => letter,
        }
    }

    /// A day absent, whatever the reason; suspension and mourning are not absence.
    pub(crate) fn absent(self) -> bool {
        matches!(
            self,
            Mark::Ill
                | Mark::Injury
                | Mark::Family
                | Mark::Other
                | Mark::NoContact
                | Mark::Hospital
        )
    }

    /// Counts towards 遅刻計.
    pub(crate) fn late(self) -> bool {
        matches!(self, Mark::Late | Mark::LateEarly)
    }
}

/// The months of attendance of the practice town.
pub(crate) const MONTHS: [u32; 2] = [4, 5];

/// The file that has not arrived.
pub(crate) const MISSING: (School, u32) = (School::Higashi, 5);

/// The school days of one child in one month: the days of its schools while it was there.
pub(crate) fn days_of(enrolments: &[Enrolment], month: u32) -> Vec<(NaiveDate, School)> {
    let mut days = Vec::new();
    for enrolment in enrolments {
        days.extend(
            school_days(enrolment.school.name(), month)
                .into_iter()
                .filter(|d| *d >= enrolment.from && enrolment.to.is_none_or(|to| *d <= to))
                .map(|d| (d, enrolment.school)),
        );
    }
    days
}

/// Sends every child of school age to the school of its area, unless its story says otherwise.
pub(crate) fn enrol(town: &mut Town, not_enrolled: &[usize]) {
    for index in 0..town.people.len() {
        let grade = days::grade(town.people[index].birth);
        let child = &town.people[index];
        if !child.child
            || !child.here()
            || !(1..=9).contains(&grade)
            || not_enrolled.contains(&index)
            || !child.schools.is_empty()
        {
            continue;
        }
        let zone = town.household(index).address.zone;
        let school = if grade >= 7 { zone.next() } else { zone };
        let entry = day(2026 - if grade >= 7 { grade - 7 } else { grade - 1 }, 4, 1);
        let came = plus_days(town.people[index].since, 4);
        let from = if town.people[index].since > entry && came > entry {
            came.min(day(2026, 4, 1))
        } else {
            entry
        };
        town.people[index].schools = vec![Enrolment {
            school,
            grade,
            class: 0,
            from,
            to: None,
        }];
    }
    classes(town);
}

/// Divides each grade into classes of at most 35, brothers and sisters where they fall.
fn classes(town: &mut Town) {
    let mut grades: BTreeMap<(School, i32), Vec<(usize, usize)>> = BTreeMap::new();
    for (index, person) in town.people.iter().enumerate() {
        for (at, enrolment) in person.schools.iter().enumerate() {
            grades
                .entry((enrolment.school, enrolment.grade))
                .or_default()
                .push((index, at));
        }
    }
    for pupils in grades.values() {
        let count = pupils.len().div_ceil(35);
        for (place, (index, at)) in pupils.iter().enumerate() {
            town.people[*index].schools[*at].class = 1 + place % count;
        }
    }
}

/// Absences as they happen: mostly short and ill, a few long, very few without a word.
pub(crate) fn absences(town: &mut Town) {
    let mut open: HashMap<usize, BTreeMap<NaiveDate, Mark>> = HashMap::new();
    for (index, child) in town.children() {
        if child.schools.is_empty() || town.told.contains(&index) {
            continue;
        }
        let days: Vec<NaiveDate> = MONTHS
            .iter()
            .flat_map(|m| days_of(&child.schools, *m))
            .map(|(d, _)| d)
            .collect();
        if days.is_empty() {
            continue;
        }
        let mut rng = Rng::at(town.seed, &[2, u64::try_from(index).unwrap_or(0)]);
        let marks = spring(&mut rng, &days);
        if !marks.is_empty() {
            open.insert(index, marks);
        }
    }
    town.marks.extend(open);
}

fn spring(rng: &mut Rng, days: &[NaiveDate]) -> BTreeMap<NaiveDate, Mark> {
    let mut marks = BTreeMap::new();
    let run = |marks: &mut BTreeMap<NaiveDate, Mark>, from: usize, count: usize, mark: Mark| {
        for date in days.iter().skip(from).take(count) {
            marks.insert(*date, mark);
        }
    };
    let spells = match rng.below(100) {
        0..52 => 0,
        52..82 => 1,
        82..94 => 2,
        _ => 3,
    };
    for _ in 0..spells {
        let mark = match rng.below(100) {
            0..74 => Mark::Ill,
            74..77 => Mark::Injury,
            77..87 => Mark::Family,
            87..92 => Mark::Other,
            92..95 => Mark::Suspended,
            _ => Mark::Mourning,
        };
        let from = rng.below(days.len());
        let count = 1 + rng.below(3) + if mark == Mark::Suspended { 2 } else { 0 };
        run(&mut marks, from, count, mark);
    }
    if rng.chance(80) {
        for _ in 0..1 + rng.below(6) {
            let mark = *rng.pick(&[
                Mark::Late,
                Mark::Late,
                Mark::Late,
                Mark::Early,
                Mark::LateEarly,
                Mark::HealthRoom,
            ]);
            let at = rng.below(days.len());
            run(&mut marks, at, 1, mark);
        }
    }
    match rng.below(1000) {
        // a long illness, a stay in hospital
        0..10 => {
            let mark = *rng.pick(&[Mark::Ill, Mark::Ill, Mark::Hospital, Mark::Injury]);
            let (at, count) = (rng.below(days.len()), 5 + rng.below(10));
            run(&mut marks, at, count, mark);
        }
        // does not come to school on most days
        10..18 => {
            for date in days {
                if rng.chance(700) {
                    marks.insert(
                        *date,
                        *rng.pick(&[Mark::Other, Mark::Other, Mark::Ill, Mark::HealthRoom]),
                    );
                }
            }
        }
        // has not come at all since April
        18..20 => run(&mut marks, 0, days.len(), Mark::Other),
        // one day without a word
        20..25 => {
            let at = rng.below(days.len());
            run(&mut marks, at, 1, Mark::NoContact);
        }
        // two or three days without a word
        25..27 => {
            let (at, count) = (rng.below(days.len()), 2 + rng.below(2));
            run(&mut marks, at, count, Mark::NoContact);
        }
        _ => {}
    }
    marks
}
