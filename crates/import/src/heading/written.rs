//! The headings as the sheet writes them, for people who look a column up in their own file.

use std::collections::BTreeMap;

use mimamori_text::heading_key;

use super::{Layout, Target, texts};
use crate::mapping::List;
use mimamori_container::{Merges, Row};

/// The heading of each column. Of the texts over a column only those count that the mapping knows,
/// else the lowest: a title merged over the table, with a teacher's name in it, is none.
pub(crate) fn written(
    list: &List,
    layout: &Layout,
    window: &[Row],
    merges: &Merges,
) -> BTreeMap<u32, String> {
    let over = texts(window, merges, layout.rows).into_iter();
    over.map(|(column, over)| {
        let first = known(list, layout.columns.get(&column), &over);
        let first = first.unwrap_or(over.len().saturating_sub(1));
        (column, over[first..].join(" ").replace(['\r', '\n'], ""))
    })
    .collect()
}

/// The first of the texts that say what the column is.
fn known(list: &List, target: Option<&Target>, over: &[String]) -> Option<usize> {
    let (field, part) = match target? {
        Target::Field { field, part, .. } => (field, part),
        // The number of the day; below it stands the weekday.
        Target::Day(_) => {
            return over
                .iter()
                .rposition(|text| text.contains(char::is_numeric));
        }
    };
    let known = |label: &String| list.fields[*field].spellings().any(|one| one == label);
    let names = part.map_or(&[][..], |part| &list.parts[part].1);
    let joined = |from: &usize| {
        let key = heading_key(&over[*from..].concat());
        let rest = |name: &String| key.strip_prefix(name.as_str()).map(str::to_owned);
        known(&key) || names.iter().filter_map(rest).any(|rest| known(&rest))
    };
    let leaf = (0..over.len()).rev().find(joined)?;
    let group = over[..leaf].iter().rposition(|text| {
        let key = heading_key(text);
        names.iter().any(|name| key.starts_with(name.as_str()))
    });
    Some(group.unwrap_or(leaf))
}
