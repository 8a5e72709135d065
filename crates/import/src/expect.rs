//! The dataset lines: what each list is, and what ought to arrive.

use std::collections::BTreeMap;

use mimamori_calendar::YearMonth;
use mimamori_record::Failure;
use mimamori_record::line::{Dataset, Expected, FieldUse, Town};
use mimamori_shell::{Config, nearest};

use crate::mapping::{List, Mapping, PART};
use crate::messages as say;

/// The dataset lines, by name: several kinds of list may make up one dataset. What comes month by
/// month is owed from a first to a last month, unless the mapping says otherwise.
pub(crate) fn datasets(
    config: &Config,
    mapping: &Mapping,
    town: &Town,
    months: (YearMonth, YearMonth),
) -> Result<Vec<Dataset>, Failure> {
    let mut lines: BTreeMap<&str, Dataset> = BTreeMap::new();
    for list in &mapping.lists {
        let expected = expected(config, list, town, months)?;
        let told = list.fields.iter().filter(|field| field.key != PART);
        let fields = told.map(|field| {
            let using = FieldUse {
                r#type: field.r#type,
                label: field.label.clone(),
                blank: field.blank.clone(),
            };
            (field.key.clone(), using)
        });
        match lines.get_mut(list.dataset.as_str()) {
            None => {
                let mut line = list.line.clone();
                line.expected = expected;
                line.fields = fields.collect();
                lines.insert(&list.dataset, line);
            }
            Some(line) if line.closed != list.line.closed || line.per != list.line.per => {
                return Err(say::lists_disagree(&list.dataset));
            }
            Some(line) => {
                for one in expected {
                    if !line.expected.contains(&one) {
                        line.expected.push(one);
                    }
                }
                for (key, using) in fields {
                    line.fields.entry(key).or_insert(using);
                }
            }
        }
    }
    Ok(lines.into_values().collect())
}

/// What ought to arrive: institutions × months.
fn expected(
    config: &Config,
    list: &List,
    town: &Town,
    (from, to): (YearMonth, YearMonth),
) -> Result<Vec<Expected>, Failure> {
    let mut all = Vec::new();
    for expect in &list.expected {
        let monthly = !list.month.is_empty() || expect.from.is_some();
        let span = |institution: Option<String>| Expected {
            institution,
            from: expect
                .from
                .clone()
                .or_else(|| monthly.then(|| from.to_string())),
            to: expect
                .to
                .clone()
                .or_else(|| monthly.then(|| to.to_string())),
            deadline: expect.deadline,
        };
        for name in &expect.institutions {
            if !town.institutions.iter().any(|one| one.name == *name) {
                let near = nearest(name, town.institutions.iter().map(|one| one.name.as_str()));
                let (what, advice) = say::expected_institution(name, near);
                return Err(config.wrong(expect.place.clone(), &what, advice));
            }
            all.push(span(Some(name.clone())));
        }
        let typed = town
            .institutions
            .iter()
            .filter(|one| expect.types.contains(&one.r#type));
        all.extend(typed.map(|one| span(Some(one.name.clone()))));
        if expect.institutions.is_empty() && expect.types.is_empty() {
            all.push(span(None));
        }
    }
    Ok(all)
}
