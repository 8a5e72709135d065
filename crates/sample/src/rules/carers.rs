//! Young carers: nothing counts that is only about the family's illness or handbook.

use super::answer::{Answer, any};
use super::{Judge, Said};

impl Judge<'_> {
    pub(super) fn carers(&self) -> Vec<Said> {
        vec![
            ("care-at-home-and-absent", self.care_at_home()),
            ("single-parent-small-sibling-late", self.small_sibling()),
            ("young-carer-on-one-list", self.one_list()),
        ]
    }

    fn care_at_home(&self) -> Answer {
        let needed = self.others().map(|other| {
            let rows = other.rows("care").chain(other.rows("disability"));
            Answer::from(rows.count() > 0)
        });
        let away = self.often_late().or(self.other_reasons());
        self.school_age().and(any(needed)).and(away)
    }

    fn small_sibling(&self) -> Answer {
        let small = self.siblings().map(|sibling| sibling.younger_than(72));
        self.school_age()
            .and(self.one_parent_benefit())
            .and(any(small))
            .and(self.often_late())
    }

    fn one_list(&self) -> Answer {
        let listed = |place| {
            let rows = self.rows("young-carers");
            any(rows
                .filter(|row| row.place == place)
                .map(|row| self.current(row)))
        };
        let (school, centre) = (listed("school"), listed("centre"));
        let school_alone = school.clone().and(centre.clone().not());
        school_alone.or(centre.and(school.not()))
    }
}
