//! Where a child goes, by the lists that judgements may use.

use chrono::NaiveDate;
use mimamori_record::{Coverage, Individual, standing};

/// The lists that tell, the surest first.
const LISTS: [&str; 3] = ["school-register", "attendance", "childcare"];

/// The school or nursery that the newest list names, unless the child has left it.
pub(crate) fn school(person: &Individual, coverage: &Coverage, today: NaiveDate) -> Option<String> {
    let today = today.to_string();
    LISTS.into_iter().find_map(|list| {
        let rows = standing::judged(person, coverage, list);
        let here = rows.filter(|row| row.text("left_on").is_none_or(|left| left > &*today));
        let newest = here.max_by_key(|row| {
            let source = coverage.source(&row.source);
            (source.and_then(|source| source.as_of.clone()), row.row)
        })?;
        let of_list = || coverage.source(&newest.source)?.institution.as_deref();
        let name = newest.text("institution").or_else(of_list)?;
        Some(name.to_owned())
    })
}
