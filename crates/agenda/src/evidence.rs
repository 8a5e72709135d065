//! Where it stands: workbook, sheet and cells, written as briefly as one can look them up.

use mimamori_record::line::{Evidence, Source};
use mimamori_record::place::{self, Span};
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
    let path = mask.text(&coverage.short_path(&source.path));
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
    let spans = place::spans(cells.iter().copied());
    let rows = spans.chunk_by(|one, next| one.row == next.row);
    let texts: Vec<String> = rows
        .flat_map(|row| match (row.first(), row.last()) {
            (Some(first), Some(last)) if row.len() > RANGES => {
                let ends = Span {
                    last: last.last,
                    ..*first
                };
                let cells: u32 = row.iter().map(|span| span.cells()).sum();
                vec![messages::cells_within(&ends.to_string(), cells, lang)]
            }
            _ => row.iter().map(Span::to_string).collect(),
        })
        .collect();
    texts.join(messages::COMMA.pick(lang))
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
}
