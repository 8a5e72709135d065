//! Furigana as a field of kana: the reading that stands over the text of another column.

use mimamori_container::{Cell, Value};
use mimamori_record::reason;

use crate::heading::{Layout, Target};
use crate::mapping::List;
use crate::value::{Context, Got, read_cell};

/// The fields that furigana tells on this sheet, and the columns over which it stands. A column of
/// its own is what the department keeps, so that one wins.
pub(crate) fn columns(list: &List, layout: &Layout) -> Vec<(usize, Vec<u32>)> {
    let columns_of = |wanted: usize| {
        let columns = layout.columns.iter();
        let mut columns: Vec<(usize, u32)> = columns
            .filter_map(|(column, target)| match target {
                Target::Field { field, piece, .. } if *field == wanted => Some((*piece, *column)),
                _ => None,
            })
            .collect();
        columns.sort_unstable();
        let columns: Vec<u32> = columns.into_iter().map(|(_, column)| column).collect();
        Some(columns).filter(|columns| !columns.is_empty())
    };
    let fields = list.fields.iter().enumerate();
    fields
        .filter(|(index, _)| columns_of(*index).is_none())
        .filter_map(|(index, field)| Some((index, columns_of(field.furigana_of?)?)))
        .collect()
}

/// Reads the furigana over the cells of a value. A reading of a part of the text is none of the
/// whole, and nobody can tell the rest from the letters.
pub(crate) fn read(list: &List, field: usize, cells: &[&Cell], context: Context<'_>) -> Got {
    let field = &list.fields[field];
    let kana = cells.iter().map(|cell| cell.kana.as_deref());
    let kana: Vec<Option<&str>> = kana
        .map(|kana| kana.map(str::trim).filter(|kana| !kana.is_empty()))
        .collect();
    if kana.iter().all(Option::is_none) {
        return Got::Blank;
    }
    // A name already in kana needs no furigana.
    let text = |cell: &&Cell| cell.value.text().map(str::to_owned);
    let pieces = cells.iter().zip(kana);
    let pieces: Option<Vec<String>> = pieces
        .map(|(cell, kana)| kana.map(str::to_owned).or_else(|| text(cell)))
        .collect();
    match pieces {
        Some(pieces) if !pieces.iter().any(|piece| piece.chars().any(is_kanji)) => {
            let with = field
                .furigana_of
                .map_or("", |of| list.fields[of].with.as_str());
            read_cell(field, &Value::Text(pieces.join(with)), context)
        }
        _ => Got::Bad(&reason::FURIGANA_PARTIAL),
    }
}

fn is_kanji(letter: char) -> bool {
    matches!(letter, '々' | '〆' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
