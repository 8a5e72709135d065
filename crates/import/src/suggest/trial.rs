//! Before a draft is printed it is tried: import's own reader of headings must find in every sheet the
//! rows and columns that were seen.

use chrono::NaiveDate;
use mimamori_record::Failure;
use mimamori_shell::Config;

use super::group::List;
use super::origin::month_of;
use super::write;
use crate::heading;
use crate::mapping::{self, understand};

/// Adds to a list what import needs to find its tables.
pub(super) fn fit(list: &mut List<'_>, today: NaiveDate) -> Result<(), Failure> {
    if !list.readable() {
        return Ok(());
    }
    let mut tried = Tried::of(list, today)?;
    let heights: Vec<u32> = list
        .members
        .iter()
        .map(|member| member.seen.table.height)
        .collect();
    if !tried.other_rows.is_empty() && heights.iter().all(|height| *height == heights[0]) {
        list.heading_rows = Some(heights[0]);
        let again = Tried::of(list, today)?;
        if again.other_rows.len() < tried.other_rows.len() {
            tried = again;
        } else {
            list.heading_rows = None;
        }
    }
    list.optional.extend(tried.missing);
    list.lost = tried.lost;
    list.other_rows = tried.other_rows;
    Ok(())
}

#[derive(Default)]
struct Tried {
    /// Sheets in which other rows are the headings, or none.
    other_rows: Vec<String>,
    /// Fields that some sheets do not have.
    missing: std::collections::BTreeSet<String>,
    /// Fields found in another column than that in which they were seen, or in none.
    lost: std::collections::BTreeSet<String>,
}

impl Tried {
    fn of(list: &List<'_>, today: NaiveDate) -> Result<Tried, Failure> {
        let config = Config::written(write::alone(list, today));
        let mapping = understand(&config)?;
        let read: &mapping::List = &mapping.lists[0];
        let mut tried = Tried::default();
        for member in &list.members {
            let month = month_of(member, &list.origins.month);
            let seen = &member.seen;
            let sides = heading::find_all(read, &seen.window, &seen.merges, month);
            if sides.is_empty() || sides.iter().any(|side| side.rows.1 != seen.table.rows.1) {
                tried.other_rows.push(write::place(member));
                continue;
            }
            let key = |field: &usize| read.fields[*field].key.clone();
            tried
                .missing
                .extend(sides.iter().flat_map(|side| side.missing.iter().map(key)));
            for bound in &member.bound {
                let mut targets = sides
                    .iter()
                    .filter_map(|side| side.columns.get(&bound.column));
                // Or it takes another line of the cells of that column.
                let holds = |field: usize, one: &mapping::Field| {
                    one.key == bound.key && one.line.is_some_and(|line| line.of == Some(field))
                };
                let there = targets.any(|target| {
                    target.field().is_some_and(|field| {
                        read.fields[field].key == bound.key
                            || read.fields.iter().any(|one| holds(field, one))
                    })
                });
                if !there {
                    tried.lost.insert(bound.key.to_owned());
                }
            }
        }
        Ok(tried)
    }
}
