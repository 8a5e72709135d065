//! The families with a story: for every rule one that fires it, one that does not, one of which
//! nobody can say. Ordinary life does not touch them.

mod absence;
mod cases;
mod joins;
mod lists;

use crate::days::school_days;
use crate::families::Families;
use crate::office::{Case, Category, Plan};
use crate::people::School;
use crate::school::{MONTHS, Mark};
use chrono::NaiveDate;

/// What the stories leave to be done when everybody has been sent to school.
#[derive(Debug, Default)]
pub(crate) struct Left {
    /// Children of school age on no school's list.
    pub(crate) not_enrolled: Vec<usize>,
    /// The stories by name, with the people they are about.
    pub(crate) told: Vec<(&'static str, Vec<usize>)>,
}

/// Settles the families with a story.
pub(crate) fn settle(families: &mut Families<'_>) -> Left {
    let mut left = Left::default();
    absence::settle(families, &mut left);
    lists::settle(families, &mut left);
    cases::settle(families, &mut left);
    cases::dates(families, &mut left);
    joins::settle(families, &mut left);
    joins::undecidable(families, &mut left);
    for person in left.told.iter().flat_map(|(_, people)| people) {
        let members = families.town.household(*person).members.clone();
        families.town.told.extend(members);
    }
    left
}

/// The days on which a school was open between two days, both included.
fn between(school: School, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    between_days(school.name(), from, to)
}

/// The same of a school or nursery by its name.
pub(crate) fn between_days(name: &str, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    MONTHS
        .into_iter()
        .flat_map(|month| school_days(name, month))
        .filter(|date| *date >= from && *date <= to)
        .collect()
}

impl Families<'_> {
    /// Marks a child on these days.
    fn mark(&mut self, person: usize, days: &[NaiveDate], mark: Mark) {
        let marks = self.town.marks.entry(person).or_default();
        marks.extend(days.iter().map(|date| (*date, mark)));
    }

    /// Opens a case that breaks no rule, then changes what the story is about.
    fn open(&mut self, person: usize, category: Category, change: impl FnOnce(&mut Case)) {
        let mut case = Case::quiet(self.town, person, category);
        change(&mut case);
        self.town.cases.push(case);
    }

    /// Makes a plan with nothing overdue, then changes what the story is about.
    fn plan(&mut self, person: usize, change: impl FnOnce(&mut Plan)) {
        let mut plan = Plan::quiet(self.town, person);
        change(&mut plan);
        self.town.plans.push(plan);
    }
}
