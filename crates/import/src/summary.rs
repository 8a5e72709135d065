//! What is printed at the end: the sums, the problems by kind, and who has sent what.

use std::collections::BTreeMap;

use mimamori_calendar::YearMonth;
use mimamori_paper::width;
use mimamori_record::line::{Dataset, Expected};
use mimamori_record::{Arrival, Coverage, Said, dictionary};

/// One line per expected list and institution, one mark per month.
pub(crate) fn coverage(coverage: &Coverage) -> Vec<Said> {
    let mut lines = Vec::new();
    for dataset in coverage
        .datasets()
        .filter(|dataset| !dataset.expected.is_empty())
    {
        lines.extend(of_dataset(coverage, dataset));
    }
    lines
}

/// Every list that is missing or has a gap, as people would call it.
pub(crate) fn gaps(coverage: &Coverage) -> Vec<Said> {
    let mut gaps = Vec::new();
    for dataset in coverage.datasets() {
        let label = dictionary::dataset(&dataset.name).map(|entry| entry.label);
        let (ja, en) = label.map_or((dataset.name.as_str(), dataset.name.as_str()), |label| {
            (label.ja, label.en)
        });
        for one in &dataset.expected {
            let name = one.institution.as_deref();
            let spaced = name.map(|name| format!(" {name}")).unwrap_or_default();
            let months = months(std::slice::from_ref(one));
            if months.is_empty() && whole(coverage, dataset, one) != "○" {
                gaps.push(Said {
                    ja: format!("{ja}{spaced}"),
                    en: format!("{en}{spaced}"),
                });
            }
            for month in months {
                let arrival = coverage.arrival(&dataset.name, name, &month.to_string());
                if matches!(arrival, Arrival::Missing(_) | Arrival::Partial(_)) {
                    gaps.push(Said {
                        ja: format!("{ja}{spaced} {month}"),
                        en: format!("{en}{spaced} {month}"),
                    });
                }
            }
        }
    }
    gaps
}

fn of_dataset(coverage: &Coverage, dataset: &Dataset) -> Vec<Said> {
    let label = dictionary::dataset(&dataset.name).map(|entry| entry.label);
    let (ja, en) = label.map_or((dataset.name.as_str(), dataset.name.as_str()), |label| {
        (label.ja, label.en)
    });
    let months = months(&dataset.expected);
    if months.is_empty() {
        let marks: Vec<String> = dataset
            .expected
            .iter()
            .map(|one| {
                let name = one.institution.clone().unwrap_or_default();
                format!("{name}{}", whole(coverage, dataset, one))
            })
            .collect();
        let marks = marks.join("  ");
        return vec![Said {
            ja: format!("  {ja}  {marks}"),
            en: format!("  {en}  {marks}"),
        }];
    }
    let head: String = months.iter().map(|month| format!("  {month}")).collect();
    let mut rows: BTreeMap<usize, (String, String)> = BTreeMap::new();
    let mut order: Vec<Option<&str>> = Vec::new();
    for one in &dataset.expected {
        let name = one.institution.as_deref();
        if !order.contains(&name) {
            order.push(name);
        }
    }
    let widest = order
        .iter()
        .map(|name| width(name.unwrap_or("")))
        .max()
        .unwrap_or(0)
        .max(8);
    for (place, name) in order.iter().enumerate() {
        let marks: String = months
            .iter()
            .map(|month| {
                format!(
                    "  {:^6}",
                    mark(&coverage.arrival(&dataset.name, *name, &month.to_string()))
                )
            })
            .collect();
        let name = name.unwrap_or("");
        let pad = " ".repeat(widest.saturating_sub(width(name)));
        rows.insert(place, (name.to_owned() + &pad, marks));
    }
    let pad = " ".repeat(widest);
    let mut lines = vec![
        Said {
            ja: format!("  {ja}"),
            en: format!("  {en}"),
        },
        Said {
            ja: format!("    {pad}{head}"),
            en: format!("    {pad}{head}"),
        },
    ];
    lines.extend(rows.into_values().map(|(name, marks)| {
        let line = format!("    {name}{}", marks.trim_end());
        Said {
            ja: line.clone(),
            en: line,
        }
    }));
    lines
}

fn months(expected: &[Expected]) -> Vec<YearMonth> {
    let read = |text: &Option<String>| {
        text.as_ref()
            .and_then(|month| month.parse::<YearMonth>().ok())
    };
    let first = expected.iter().filter_map(|one| read(&one.from)).min();
    let last = expected.iter().filter_map(|one| read(&one.to)).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    // Ten years would be a slip of the pen in import.toml.
    std::iter::successors(Some(first), |month| Some(month.next()))
        .take_while(|month| *month <= last)
        .take(120)
        .collect()
}

fn mark(arrival: &Arrival) -> &'static str {
    match arrival {
        Arrival::Arrived => "○",
        Arrival::Partial(_) => "△",
        Arrival::Missing(_) => "×",
        Arrival::NotExpected => "・",
    }
}

/// A list that is no monthly one: whether any delivery was read.
fn whole(coverage: &Coverage, dataset: &Dataset, one: &Expected) -> &'static str {
    let mut found = "×";
    for source in coverage.judged_sources(&dataset.name, one.institution.as_deref()) {
        match (source.state, source.rows_unread) {
            (mimamori_record::line::SourceState::Read, 0) if found != "△" => found = "○",
            (mimamori_record::line::SourceState::Read, _) => found = "△",
            (mimamori_record::line::SourceState::Unreadable, _) if found == "○" => found = "△",
            (mimamori_record::line::SourceState::Unreadable, _) => {}
        }
    }
    found
}
