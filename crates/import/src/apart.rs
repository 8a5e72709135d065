//! Deliveries that look like the same list once more and hold other people: two classes of a school,
//! each in a workbook of its own, of which nothing says which class it is.

use std::collections::BTreeSet;

use mimamori_record::line::{Earlier, Problem, Source};
use mimamori_record::{Coverage, Failure, Output, reason};

use crate::changes::Table;
use crate::gone::year_over;
use crate::people::People;

/// Settles the coverage, and tells of deliveries that would take the place of others on which other
/// people stand. Both stay in force: a child too many is seen, one who is gone is not.
pub(crate) fn settle(
    coverage: &mut Coverage,
    tables: &[Table],
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    loop {
        coverage.settle();
        let mut found: Vec<(Source, Source)> = Vec::new();
        {
            let replaced = coverage.replacements().map(|(old, new, _)| (old, new));
            let ties = coverage.ties().map(|(one, other)| in_order(one, other));
            for (old, new) in replaced.chain(ties) {
                let known = |(a, b): &(Source, Source)| beside(a, old) && beside(b, new);
                if !found.iter().any(known)
                    && same_period(old, new)
                    && of(old, tables, coverage).differ(&of(new, tables, coverage))
                {
                    found.push((old.clone(), new.clone()));
                }
            }
        }
        let before = told.len();
        for (old, new) in found {
            if !told.insert((old.id.clone(), new.id.clone())) {
                continue;
            }
            let problem = Problem {
                code: reason::PEOPLE_DIFFER.code.to_owned(),
                source: Some(new.id),
                dataset: Some(new.dataset),
                earlier: Some(Earlier {
                    source: Some(old.id),
                    ..Earlier::default()
                }),
                ..Problem::default()
            };
            coverage.add_problem(&problem);
            out.write(&problem)?;
        }
        if told.len() == before {
            return Ok(());
        }
    }
}

/// Two of the same day, by their paths.
fn in_order<'a>(one: &'a Source, other: &'a Source) -> (&'a Source, &'a Source) {
    match one.path <= other.path {
        true => (one, other),
        false => (other, one),
    }
}

/// Whether the same people ought to stand on both. A list that is no monthly one follows another of
/// an earlier month, and then only who belongs to an institution stays the same, until April.
fn same_period(old: &Source, new: &Source) -> bool {
    old.from.is_some()
        || old.delivered == new.delivered
        || new.institution.is_some() && !year_over(old, new)
}

/// The people on all tables of a file that belong to the same list.
fn of(source: &Source, tables: &[Table], coverage: &Coverage) -> People {
    let mut people = People::default();
    let mine = tables.iter().filter(|table| {
        let other = coverage.source(&table.id);
        other.is_some_and(|other| beside(source, other))
    });
    mine.for_each(|table| people.join(&table.shape.people));
    people
}

/// Whether two tables of one file belong to one list.
fn beside(one: &Source, other: &Source) -> bool {
    let month = |source: &Source| {
        source
            .from
            .clone()
            .and_then(|from| from.get(..7).map(str::to_owned))
    };
    one.path == other.path
        && one.dataset == other.dataset
        && one.institution == other.institution
        && month(one) == month(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivered(folder: &str, school: Option<&str>) -> Source {
        Source {
            delivered: Some(folder.to_owned()),
            institution: school.map(str::to_owned),
            ..Source::default()
        }
    }

    #[test]
    fn in_april_other_children_stand_on_the_list_of_a_class_and_nothing_is_wrong() {
        let school = Some("みなと小");
        let (march, april) = (delivered("2026-03", school), delivered("2026-04", school));
        let may = delivered("2026-05", school);
        assert!(!same_period(&march, &april));
        assert!(same_period(&april, &may));
        assert!(same_period(&may, &may));
    }

    #[test]
    fn a_list_of_the_town_may_name_others_every_month_but_not_within_one() {
        let (april, may) = (delivered("2026-04", None), delivered("2026-05", None));
        assert!(!same_period(&april, &may));
        assert!(same_period(&may, &may));
        let month = |source: Source| Source {
            from: Some("2026-05-01".to_owned()),
            ..source
        };
        assert!(same_period(&month(april), &month(may)));
    }
}
