//! Days at school and nursery: runs, sums, and the months that have not arrived.

use super::answer::{Answer, Cause, any};
use super::{Judge, Said};
use crate::days::grade;
use crate::life::{attends, nursery_marks};
use crate::school::{MISSING, MONTHS, Mark, days_of};

/// A school day of one child: present, absent, left out of a run, or unreadable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Day {
    No,
    Yes,
    Skip,
    Unreadable,
}

/// The sheet that has not arrived.
fn missing_sheet() -> Answer {
    Answer::Unknown(Cause::ListMissing(
        "attendance",
        MISSING.0.name(),
        "2026-05",
    ))
}

/// A mark that counts or does not, or that nobody can read.
fn counts(mark: Option<Mark>, those: fn(Mark) -> bool) -> Day {
    match mark {
        Some(Mark::Damaged(_)) => Day::Unreadable,
        Some(mark) if those(mark) => Day::Yes,
        _ => Day::No,
    }
}

/// Absent and not ill.
fn away(mark: Mark) -> bool {
    matches!(mark, Mark::Family | Mark::Other | Mark::NoContact)
}

/// What a class list calls other reasons.
fn other(mark: Mark) -> bool {
    matches!(mark, Mark::Family | Mark::Other)
}

fn late(mark: Mark) -> bool {
    matches!(mark, Mark::Late | Mark::Early | Mark::LateEarly)
}

/// The longest run of the days that count; days left out neither count nor break it.
fn longest(days: &[Day], counting: &[Day]) -> usize {
    let (mut run, mut best) = (0, 0);
    for day in days.iter().filter(|d| **d != Day::Skip) {
        run = if counting.contains(day) { run + 1 } else { 0 };
        best = best.max(run);
    }
    best
}

impl Judge<'_> {
    pub(super) fn attendance(&self) -> Vec<Said> {
        vec![
            ("absence-7-school-days", self.seven_days()),
            ("absence-no-contact", self.no_contact()),
            ("absence-30-year", self.in_the_year(30, away)),
            ("absence-15-year", self.in_the_year(15, away)),
            ("absence-3-month", self.in_a_month(3, away)),
            ("absence-30-last-year", self.last_year()),
            ("nursery-absent-7-days", self.away_from_nursery()),
            ("late-early-5-month", self.often_late()),
            ("absent-other-10-year", self.other_reasons()),
        ]
    }

    pub(super) fn often_late(&self) -> Answer {
        self.in_a_month(5, late)
    }

    pub(super) fn other_reasons(&self) -> Answer {
        self.in_the_year(10, other)
    }

    /// The days of a month of which a sheet has arrived, and whether one is missing.
    fn marks(&self, month: u32, kind: impl Fn(Option<Mark>) -> Day) -> (Vec<Day>, bool) {
        let marks = self.town.marks.get(&self.person);
        let (mut seen, mut missing) = (Vec::new(), false);
        for (date, school) in days_of(&self.who().schools, month) {
            if (school, month) == MISSING {
                missing = true;
            } else {
                seen.push(kind(marks.and_then(|m| m.get(&date)).copied()));
            }
        }
        (seen, missing)
    }

    /// Of a child on no school's list who may be one on it, nobody can say how it attends.
    fn perhaps_a_pupil(&self) -> bool {
        let pupil = (1..=9).contains(&grade(self.who().birth));
        self.who().schools.is_empty() && pupil && !self.who().undecided.is_empty()
    }

    /// Yes when the days that can be read say so, else unknown when a sheet or a cell is wanting.
    fn enough(&self, sure: usize, perhaps: usize, missing: bool, least: usize) -> Answer {
        if sure >= least {
            Answer::Yes
        } else if missing {
            missing_sheet()
        } else if perhaps >= least {
            self.unreadable("attendance", "days", None)
        } else {
            Answer::No
        }
    }

    fn in_a_row(&self, least: usize, kind: impl Fn(Option<Mark>) -> Day) -> Answer {
        if self.perhaps_a_pupil() {
            return Answer::Unknown(Cause::UndecidedPair);
        }
        let months = MONTHS.map(|month| self.marks(month, &kind));
        let missing = months.iter().any(|(_, missing)| *missing);
        let days: Vec<Day> = months.into_iter().flat_map(|(days, _)| days).collect();
        let sure = longest(&days, &[Day::Yes]);
        let perhaps = longest(&days, &[Day::Yes, Day::Unreadable]);
        let first = days.iter().find(|day| **day != Day::Skip);
        match self.enough(sure, perhaps, missing, least) {
            // What begins on the first day of school may have begun in March.
            Answer::No if first == Some(&Day::Yes) => self.last_year(),
            known => known,
        }
    }

    fn in_the_year(&self, least: usize, those: fn(Mark) -> bool) -> Answer {
        if self.perhaps_a_pupil() {
            return Answer::Unknown(Cause::UndecidedPair);
        }
        let (mut sure, mut perhaps, mut missing) = (0, 0, false);
        for month in MONTHS {
            let (days, wanting) = self.marks(month, |mark| counts(mark, those));
            sure += days.iter().filter(|d| **d == Day::Yes).count();
            perhaps += days.iter().filter(|d| **d != Day::No).count();
            missing |= wanting;
        }
        self.enough(sure, perhaps, missing, least)
    }

    fn in_a_month(&self, least: usize, those: fn(Mark) -> bool) -> Answer {
        if self.perhaps_a_pupil() {
            return Answer::Unknown(Cause::UndecidedPair);
        }
        let of = MONTHS.map(|month| {
            let (days, missing) = self.marks(month, |mark| counts(mark, those));
            let sure = days.iter().filter(|d| **d == Day::Yes).count();
            let perhaps = days.iter().filter(|d| **d != Day::No).count();
            self.enough(sure, perhaps, missing, least)
        });
        any(of)
    }

    fn seven_days(&self) -> Answer {
        let run = self.in_a_row(7, |mark| match mark {
            Some(Mark::Damaged(_)) => Day::Unreadable,
            Some(Mark::Suspended | Mark::Mourning) => Day::Skip,
            Some(mark) if mark.absent() => Day::Yes,
            _ => Day::No,
        });
        self.registered().and(run)
    }

    fn no_contact(&self) -> Answer {
        self.in_a_row(2, |mark| match mark {
            Some(Mark::Damaged(_)) => Day::Unreadable,
            Some(Mark::Suspended | Mark::Mourning) => Day::Skip,
            Some(Mark::NoContact) => Day::Yes,
            _ => Day::No,
        })
    }

    /// No sheet of the year before is here: nobody can say of those who went to school then.
    fn last_year(&self) -> Answer {
        let went = grade(self.who().birth) >= 2 && !self.who().schools.is_empty();
        if self.perhaps_a_pupil() {
            Answer::Unknown(Cause::UndecidedPair)
        } else if went {
            let school = self.who().schools[0].school.name();
            Answer::Unknown(Cause::ListMissing("attendance", school, "2026-03"))
        } else {
            Answer::No
        }
    }

    /// The kindergarten counts the days of the month and does not say which they were.
    fn away_from_nursery(&self) -> Answer {
        let Some(nursery) = attends(self.town, self.person) else {
            return Answer::No;
        };
        if !nursery.by_day {
            return Answer::Unknown(Cause::NoDailyMarks(nursery.name));
        }
        let marks = nursery_marks(self.town, self.person, nursery);
        let open = MONTHS.into_iter();
        let open = open.flat_map(|month| nursery.days(month));
        let days: Vec<Day> = open
            .map(|date| match marks.get(&date) {
                Some(Mark::Suspended | Mark::Mourning) => Day::Skip,
                Some(mark) if mark.absent() => Day::Yes,
                _ => Day::No,
            })
            .collect();
        let first = days.iter().find(|day| **day != Day::Skip);
        if longest(&days, &[Day::Yes]) >= 7 {
            Answer::Yes
        } else if first == Some(&Day::Yes) {
            // Whether the child came in March, and was there at all, nobody has told.
            Answer::Unknown(Cause::ListMissing("childcare", nursery.name, "2026-03"))
        } else {
            Answer::No
        }
    }
}
