//! Nurseries and kindergartens: who goes where, and the days on which they came.

use crate::days::{day, grade, nursery_days, school_days};
use crate::people::School;
use crate::rng::Rng;
use crate::school::Mark;
use crate::town::Town;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A nursery or kindergarten of the town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Nursery {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) alias: &'static str,
    pub(crate) address: &'static str,
    /// The elementary school of its area.
    pub(crate) zone: School,
    /// The oldest grade that it does not take: 0 is the year before school.
    pub(crate) below: i32,
    /// Sends a list of days; the other one only how many days of the month.
    pub(crate) by_day: bool,
}

impl Nursery {
    /// The days of a month on which it is open: the kindergarten keeps the holidays of schools.
    pub(crate) fn days(&self, month: u32) -> Vec<NaiveDate> {
        if self.by_day {
            nursery_days(month)
        } else {
            school_days(self.name, month)
        }
    }
}

/// All three.
pub(crate) const NURSERIES: [Nursery; 3] = [
    Nursery {
        name: "みなと保育所",
        kind: "保育所",
        alias: "町立みなと保育所",
        address: "みなと三丁目4番2号",
        zone: School::Minato,
        below: -6,
        by_day: true,
    },
    Nursery {
        name: "わかばこども園",
        kind: "認定こども園",
        alias: "わかば認定こども園",
        address: "若葉二丁目7番9号",
        zone: School::Yamate,
        below: -6,
        by_day: true,
    },
    Nursery {
        name: "ひなた幼稚園",
        kind: "幼稚園",
        alias: "ひなた町立ひなた幼稚園",
        address: "東二丁目3番1号",
        zone: School::Higashi,
        below: -3,
        by_day: false,
    },
];

/// Where a child goes; most do from the age of three.
pub(crate) fn attends(town: &Town, index: usize) -> Option<Nursery> {
    let child = &town.people[index];
    let grade = grade(child.birth);
    let zone = town.household(index).address.zone;
    let nursery = NURSERIES.into_iter().find(|n| n.zone == zone)?;
    let fits = child.child && child.here() && grade <= 0 && grade > nursery.below;
    if !fits || child.since > day(2026, 3, 20) || town.at_home.contains(&index) {
        return None;
    }
    let mut rng = town.draws(10, index);
    let many = match grade {
        -2..=0 => 975,
        -4..=-3 => 450,
        _ => 120,
    };
    let goes = rng.chance(many) || !town.ordinary(index) && grade >= -2;
    goes.then_some(nursery)
}

/// What the nursery marks in a month; a story's marks hold as they are.
pub(crate) fn marks(town: &Town, index: usize, nursery: Nursery) -> BTreeMap<NaiveDate, Mark> {
    if let Some(marks) = town.marks.get(&index) {
        return marks.clone();
    }
    let mut marks = BTreeMap::new();
    if !town.ordinary(index) {
        return marks;
    }
    let mut rng: Rng = town.draws(11, index);
    for month in crate::school::MONTHS {
        let days = nursery.days(month);
        if rng.chance(450) {
            let (from, count) = (rng.below(days.len()), 1 + rng.below(4));
            let mark = *rng.pick(&[Mark::Ill, Mark::Ill, Mark::Ill, Mark::Family]);
            let those = days.iter().skip(from).take(count);
            marks.extend(those.map(|day| (*day, mark)));
        }
    }
    marks
}
