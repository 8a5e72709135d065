//! Where it stands: workbook, sheet and cells, written as briefly as one can look them up.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::{Evidence, Source};
use mimamori_record::{Coverage, Lang, dictionary};

use crate::masking::Mask;
use crate::messages;

/// More separate ranges than this in one row become one, with the number of cells.
const RANGES: usize = 4;

/// File and sheet of a source, as a person looks for it: 「みなと小/出欠5月.xlsx「3年2組」」.
pub(crate) fn list(source: &Source, coverage: &Coverage, mask: &Mask, lang: Lang) -> String {
    if mask.hides_source(source) {
        let label = dataset(&source.dataset, lang);
        return messages::list_hidden(&label, lang);
    }
    let path = mask.text(&short(&source.path, coverage));
    match &source.sheet {
        Some(sheet) => format!("{path}「{}」", mask.text(sheet)),
        None => path,
    }
}

/// What people call a dataset.
pub(crate) fn dataset(name: &str, lang: Lang) -> String {
    dictionary::dataset(name)
        .map_or(name, |entry| entry.label.pick(lang))
        .to_owned()
}

/// A path without the month's folder where all lists lie in one, and never with `in/`.
pub(crate) fn short(path: &str, coverage: &Coverage) -> String {
    let months: BTreeSet<&str> = coverage
        .sources()
        .filter_map(|s| Some(s.path.split_once("/in/")?.0))
        .collect();
    match path.split_once("/in/") {
        Some((_, rest)) if months.len() == 1 => rest.to_owned(),
        Some((month, rest)) => format!("{month}/{rest}"),
        None => path.to_owned(),
    }
}

/// Every place of some evidence, one text per sheet.
pub(crate) fn places(
    evidence: &[Evidence],
    coverage: &Coverage,
    mask: &Mask,
    lang: Lang,
) -> Vec<String> {
    let mut sheets: Vec<(&str, Vec<&Evidence>)> = Vec::new();
    // The days themselves first, in their order; then what else was looked at.
    let mut evidence: Vec<&Evidence> = evidence.iter().collect();
    evidence.sort_by_key(|e| (e.day.is_none(), e.day.as_deref()));
    for one in evidence {
        match sheets.iter_mut().find(|(source, _)| *source == one.source) {
            Some((_, all)) => all.push(one),
            None => sheets.push((&one.source, vec![one])),
        }
    }
    let place = |(source, all): (&str, Vec<&Evidence>)| {
        let name = coverage.source(source).map_or_else(
            || source.to_owned(),
            |source| list(source, coverage, mask, lang),
        );
        let cells: Vec<&str> = all.iter().filter_map(|e| e.cell.as_deref()).collect();
        if cells.is_empty() {
            return if all.iter().any(|e| e.absent) {
                messages::not_on_list(&name, lang)
            } else {
                name
            };
        }
        format!("{name} {}", ranges(&cells, lang))
    };
    sheets.into_iter().map(place).collect()
}

/// Cells as ranges: `L12:P12、S12`. Of very many ranges in a row only the ends are named.
pub(crate) fn ranges(cells: &[&str], lang: Lang) -> String {
    let mut rows: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    let mut other = Vec::new();
    for cell in cells {
        match split(cell) {
            Some((column, row)) => {
                rows.entry(row).or_default().insert(column);
            }
            None => other.push((*cell).to_owned()),
        }
    }
    let mut texts = Vec::new();
    for (row, columns) in rows {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for column in &columns {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == *column => *last = *column,
                _ => runs.push((*column, *column)),
            }
        }
        let range = |(first, last): (u32, u32)| {
            if first == last {
                format!("{}{row}", letters(first))
            } else {
                format!("{}{row}:{}{row}", letters(first), letters(last))
            }
        };
        match (runs.first(), runs.last()) {
            (Some((first, _)), Some((_, last))) if runs.len() > RANGES => {
                texts.push(messages::cells_within(
                    &range((*first, *last)),
                    columns.len(),
                    lang,
                ));
            }
            _ => texts.extend(runs.into_iter().map(range)),
        }
    }
    texts.extend(other);
    texts.join(messages::COMMA.pick(lang))
}

/// `AA12` as column 27 and row 12.
fn split(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (column, row) = cell.split_at(digits);
    let number = column.bytes().try_fold(0u32, |sum, letter| {
        let value = letter
            .is_ascii_uppercase()
            .then(|| u32::from(letter - b'A') + 1)?;
        sum.checked_mul(26)?.checked_add(value)
    })?;
    (number > 0).then_some((number, row.parse().ok()?))
}

fn letters(mut column: u32) -> String {
    let mut text = Vec::new();
    while column > 0 {
        column -= 1;
        text.push(char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    text.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_become_a_range_and_gaps_stay_visible() {
        let cells = ["L12", "M12", "N12", "S12", "AA3"];
        assert_eq!(ranges(&cells, Lang::Ja), "AA3、L12:N12、S12");
    }

    #[test]
    fn many_ranges_of_one_row_name_both_ends_and_the_number() {
        let cells = ["Z9", "AB9", "AD9", "AF9", "AH9", "AI9"];
        assert_eq!(ranges(&cells, Lang::Ja), "Z9:AI9 のうち6か所");
    }

    #[test]
    fn what_is_no_cell_is_printed_as_it_is() {
        assert_eq!(ranges(&["？"], Lang::En), "？");
        assert_eq!(split("a1"), None);
        assert_eq!(split("XFD1048576"), Some((16384, 1_048_576)));
    }
}
