//! The end of the fiscal year in which somebody comes of an age.

use chrono::NaiveDate;
use mimamori_calendar::fiscal_year_end_of_age;
use mimamori_record::line::{Evidence, Record};

use super::{Duty, Turn};
use crate::when::Found;

impl Turn<'_> {
    pub(super) fn of_age(&self, years: u32, duties: &mut Vec<Duty>) {
        let person = &self.cared.person.line;
        let birth = person
            .birth_date
            .as_deref()
            .and_then(|b| b.parse::<NaiveDate>().ok());
        let Some(birth) = birth else { return };
        let says_so = |record: &&Record| record.text("birth_date") == person.birth_date.as_deref();
        let coverage = self.desk.coverage;
        let records = self
            .cared
            .person
            .records
            .iter()
            .filter(|r| coverage.counts(r));
        let found = Found {
            when: Some(fiscal_year_end_of_age(birth, years).into()),
            evidence: records
                .filter(says_so)
                .take(1)
                .map(|record| Evidence {
                    // The address is enough; the birth date itself stands in the person.
                    value: None,
                    ..coverage.evidence(record, "birth_date", None)
                })
                .collect(),
            ..Found::default()
        };
        self.push(self.place, None, "", found, duties);
    }
}
