//! Where each field stands, for readers of the stream.

use std::collections::BTreeMap;

use mimamori_container::letters;
use mimamori_record::line::{Columns, PartColumns};

use crate::heading::{Layout, Target};
use crate::individual::Judge;
use crate::lines;
use crate::mapping::List;

/// The column of each field and of each day, but for columns that are refused.
pub(crate) fn columns(
    list: &List,
    layout: &Layout,
    judge: &Judge,
) -> (BTreeMap<String, Columns>, BTreeMap<String, String>) {
    let mut days = BTreeMap::new();
    let mut pieces: BTreeMap<(usize, Option<usize>), BTreeMap<usize, String>> = BTreeMap::new();
    for (column, target) in &layout.columns {
        match target {
            _ if judge.refuses(*column) => {}
            Target::Day(day) => {
                days.insert(day.to_string(), letters(*column));
            }
            Target::Field { field, part, piece } => {
                let columns = pieces.entry((*field, *part)).or_default();
                columns.insert(*piece, letters(*column));
            }
        }
    }
    let mut fields = BTreeMap::new();
    let mut per_part: BTreeMap<String, BTreeMap<String, PartColumns>> = BTreeMap::new();
    for ((field, part), columns) in pieces {
        let field = &list.fields[field];
        let joined = field.width_in_columns() > 1;
        if columns.len() < field.width_in_columns() {
            // One of them is refused, so the value is not read.
            continue;
        }
        let mut columns: Vec<String> = columns.into_values().collect();
        match part {
            None if joined => {
                fields.insert(field.key.clone(), Columns::Joined(columns));
            }
            None => {
                fields.extend(
                    columns
                        .pop()
                        .map(|one| (field.key.clone(), Columns::One(one))),
                );
            }
            Some(part) => {
                let columns = match joined {
                    true => PartColumns::Joined(columns),
                    false => PartColumns::One(columns.pop().unwrap_or_default()),
                };
                let part = list.parts[part].0.clone();
                let parts = per_part.entry(field.key.clone()).or_default();
                parts.insert(part, columns);
            }
        }
    }
    for (index, _) in lines::columns(list, layout) {
        let field = &list.fields[index];
        let holder = field.line.and_then(|line| line.of);
        let column = holder.and_then(|holder| fields.get(&list.fields[holder].key).cloned());
        fields.extend(column.map(|column| (field.key.clone(), column)));
    }
    let per_part = per_part
        .into_iter()
        .map(|(key, columns)| (key, Columns::PerPart(columns)));
    fields.extend(per_part);
    (fields, days)
}
