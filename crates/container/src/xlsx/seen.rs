//! What a sheet shows beside its values, in one pass over its XML: hidden rows and columns, merged
//! areas, formulas without a stored result, which furigana stands where. Addresses are checked on
//! the way: the parser of the values computes them in 32 bits without looking, and an address
//! beyond every sheet would come back as one within it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;

use mimamori_record::reason;

use super::phonetic::Phonetics;
use super::struck::{Runs, Struck};
use super::tags::{Tag, Tags};
use super::weigh::Depth;
use super::xml::yes;
use crate::book::Unread;
use crate::grid::{Area, Merges, Spans};

/// The last row of a sheet.
const LAST_ROW: u32 = 1_048_576;
/// The last column, XFD, from 0.
const LAST_COLUMN: u32 = 16_383;
/// No sheet kept by hand has more formulas without a result, or more texts with two readings.
const MOST: usize = 1_000_000;

/// What a sheet shows beside its values. Rows from 1, columns from 0.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) hidden_rows: Spans,
    pub(super) hidden_columns: Spans,
    pub(super) merges: Merges,
    /// Cells with a formula whose result was not stored.
    pub(super) uncomputed: HashSet<(u32, u32)>,
    /// The furigana of cells whose text has several readings in this workbook.
    pub(super) kana: BTreeMap<(u32, u32), usize>,
    /// Cells whose rich text is struck out.
    pub(super) struck: HashMap<(u32, u32), Struck>,
}

impl Seen {
    /// How much is remembered.
    pub(super) fn weight(&self) -> usize {
        let spans = self.hidden_rows.iter().count() + self.hidden_columns.iter().count();
        let cells = self.uncomputed.len() + self.kana.len() + self.struck.len();
        self.merges.weight() + cells + spans
    }
}

/// Looks through a sheet. `left` is how many tags all sheets may still have together.
pub(super) fn look_through(
    part: impl Read,
    phonetics: &Phonetics,
    struck: &HashMap<usize, Struck>,
    left: &mut u64,
) -> Result<Seen, Unread> {
    let mut tags = Tags::new(part);
    let mut look = Looking::new(phonetics, struck);
    let mut depth = Depth::default();
    while let Some(tag) = tags.next(look.in_value)? {
        let (name, ends, is_empty) = (tag.name(), tag.ends(), tag.is_empty());
        depth.step(ends, is_empty)?;
        if look.in_value {
            look.value.extend_from_slice(tag.text);
        }
        let in_cell = name == b"c" && !ends && !is_empty;
        if !ends {
            *left = left.checked_sub(1).ok_or(&reason::FILE_TOO_LARGE)?;
            look.start(name, &tag)?;
        }
        if ends || is_empty {
            look.end(name)?;
        }
        // Where its text says nothing here, the rest of most cells is passed over at once.
        if in_cell && !look.by_number && tags.plain_value() {
            *left = left.checked_sub(1).ok_or(&reason::FILE_TOO_LARGE)?;
            depth.step(true, false)?;
            look.end(b"c")?;
        }
    }
    look.finish()
}

struct Looking<'a> {
    phonetics: &'a Phonetics,
    /// Shared strings that are struck out.
    struck: &'a HashMap<usize, Struck>,
    /// The numbers of shared strings tell something.
    by_number: bool,
    /// The text that stands in the cell itself.
    runs: Runs,
    seen: Seen,
    hidden_columns: Vec<(u32, u32)>,
    row: u32,
    column: u32,
    shared: bool,
    formula: bool,
    in_value: bool,
    value: Vec<u8>,
}

fn unreadable<T>(_: T) -> Unread {
    &reason::FILE_UNREADABLE
}

impl<'a> Looking<'a> {
    fn new(phonetics: &'a Phonetics, struck: &'a HashMap<usize, Struck>) -> Self {
        Looking {
            phonetics,
            struck,
            by_number: phonetics.any_ambiguous() || !struck.is_empty(),
            runs: Runs::default(),
            seen: Seen::default(),
            hidden_columns: Vec::new(),
            row: 0,
            column: 0,
            shared: false,
            formula: false,
            in_value: false,
            value: Vec::new(),
        }
    }

    fn start(&mut self, name: &[u8], tag: &Tag<'_>) -> Result<(), Unread> {
        match name {
            b"c" => self.cell(tag),
            b"row" => self.row(tag),
            b"f" => {
                self.formula = true;
                Ok(())
            }
            b"v" | b"t" => {
                self.in_value = self.formula || self.shared;
                Ok(())
            }
            b"col" => self.columns(tag),
            b"mergeCell" => self.merge(tag),
            b"r" | b"strike" => {
                self.runs.start(tag);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Unread> {
        match name {
            b"v" | b"t" => self.in_value = false,
            b"r" => self.runs.end(name),
            b"c" => {
                let place = (self.row, self.column);
                if self.formula && self.value.is_empty() {
                    self.seen.uncomputed.insert(place);
                }
                let mut struck = self.runs.finish();
                if self.shared {
                    let text = std::str::from_utf8(&self.value).ok();
                    let index = text.and_then(|text| text.trim().parse().ok());
                    if let Some(index) = index.filter(|i| self.phonetics.is_ambiguous(*i)) {
                        self.seen.kana.insert(place, index);
                    }
                    struck = index.and_then(|index| self.struck.get(&index)).copied();
                }
                if let Some(struck) = struck {
                    self.seen.struck.insert(place, struck);
                }
                let cells = self.seen.uncomputed.len().max(self.seen.kana.len());
                if cells.max(self.seen.struck.len()) > MOST {
                    return Err(&reason::FILE_TOO_LARGE);
                }
                self.column += 1;
            }
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, tag: &Tag<'_>) -> Result<(), Unread> {
        self.row += 1;
        self.column = 0;
        let mut hidden = false;
        for (name, value) in tag.attributes() {
            match name {
                b"r" => self.row = value.parse().map_err(unreadable)?,
                b"hidden" => hidden |= yes(value),
                // A row pulled shut with the mouse.
                b"ht" => hidden |= value.parse::<f64>() == Ok(0.0),
                _ => {}
            }
        }
        if !(1..=LAST_ROW).contains(&self.row) {
            return Err(&reason::FILE_UNREADABLE);
        }
        if hidden {
            self.seen.hidden_rows.push(self.row, self.row);
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>) -> Result<(), Unread> {
        (self.shared, self.formula, self.in_value) = (false, false, false);
        self.value.clear();
        for (name, value) in tag.attributes() {
            match name {
                b"r" => {
                    (self.row, self.column) = address(value)?;
                    if !self.by_number {
                        break;
                    }
                }
                b"t" => self.shared = value == "s" && self.by_number,
                _ => {}
            }
        }
        Ok(())
    }

    fn columns(&mut self, tag: &Tag<'_>) -> Result<(), Unread> {
        let (mut first, mut last, mut hidden) = (0, 0, false);
        for (name, value) in tag.attributes() {
            match name {
                b"min" => first = value.parse().map_err(unreadable)?,
                b"max" => last = value.parse().map_err(unreadable)?,
                b"hidden" => hidden |= yes(value),
                b"width" => hidden |= value.parse::<f64>() == Ok(0.0),
                _ => {}
            }
        }
        if hidden && first > 0 && first <= last && self.hidden_columns.len() < MOST {
            self.hidden_columns
                .push((first - 1, (last - 1).min(LAST_COLUMN)));
        }
        Ok(())
    }

    fn merge(&mut self, tag: &Tag<'_>) -> Result<(), Unread> {
        for (name, value) in tag.attributes() {
            if name != b"ref" {
                continue;
            }
            let (from, to) = value.split_once(':').ok_or(&reason::FILE_UNREADABLE)?;
            let (from, to) = (address(from)?, address(to)?);
            let area = Area {
                rows: (from.0.min(to.0), from.0.max(to.0)),
                columns: (from.1.min(to.1), from.1.max(to.1)),
            };
            if !self.seen.merges.push(area) {
                return Err(&reason::FILE_TOO_LARGE);
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Seen, Unread> {
        self.hidden_columns.sort_unstable();
        for (first, last) in self.hidden_columns {
            self.seen.hidden_columns.push(first, last);
        }
        Ok(self.seen)
    }
}

/// `B3` as row from 1 and column from 0; an error when no sheet has such a cell.
pub(super) fn address(text: &str) -> Result<(u32, u32), Unread> {
    let bytes = text.as_bytes();
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (column, row) = bytes.split_at(letters);
    if !(1..=3).contains(&column.len()) || !(1..=7).contains(&row.len()) {
        return Err(&reason::FILE_UNREADABLE);
    }
    let column = column.iter().fold(0, |sum, letter| {
        sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row = row.iter().try_fold(0, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| sum * 10 + u32::from(digit - b'0'))
    });
    match row {
        Some(row) if (1..=LAST_ROW).contains(&row) && column <= LAST_COLUMN + 1 => {
            Ok((row, column - 1))
        }
        _ => Err(&reason::FILE_UNREADABLE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(xml: &str) -> Seen {
        looked(xml, &HashMap::new(), 1_000).unwrap()
    }

    fn looked(xml: &str, strings: &HashMap<usize, Struck>, mut tags: u64) -> Result<Seen, Unread> {
        look_through(xml.as_bytes(), &Phonetics::default(), strings, &mut tags)
    }

    #[test]
    fn more_tags_than_anybody_waits_for_are_refused() {
        let xml = "<sheetData><row><c/><c></c></row></sheetData>";
        assert!(looked(xml, &HashMap::new(), 4).is_ok());
        let refused = looked(xml, &HashMap::new(), 3).err();
        assert_eq!(refused.map(|why| why.code), Some("file-too-large"));
    }

    #[test]
    fn struck_text_is_seen_in_the_cell_and_by_the_number_of_its_string() {
        let strings = HashMap::from([(3, Struck::Part), (4, Struck::Whole)]);
        let xml = r#"<sheetData><row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>3</v></c><c r="C2" t="s"><v>4</v></c>
            <c r="D2" t="inlineStr"><is><r><rPr><strike/></rPr><t>a</t></r><r><t>b</t></r></is></c><c r="E2" t="inlineStr"><is><t>c</t></is></c></row></sheetData>"#;
        let seen = looked(xml, &strings, 1_000).unwrap();
        let expected = [
            ((2, 0), Struck::Part),
            ((2, 2), Struck::Whole),
            ((2, 3), Struck::Part),
        ];
        assert_eq!(seen.struck, expected.into());
    }

    #[test]
    fn hidden_rows_and_columns_are_seen_however_they_were_hidden() {
        let seen = seen(
            r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/></cols>
            <sheetData><row r="1"/><row r="2" hidden="1"/><row r="3" hidden="true"/><row r="4" hidden="0"/><row r="9" ht="0"/></sheetData></worksheet>"#,
        );
        assert_eq!(
            seen.hidden_rows.iter().collect::<Vec<_>>(),
            [(2, 3), (9, 9)]
        );
        assert_eq!(
            seen.hidden_columns.iter().collect::<Vec<_>>(),
            [(1, 2), (4, 4)]
        );
    }

    #[test]
    fn a_formula_counts_as_uncomputed_only_without_a_result() {
        let seen = seen(
            r#"<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v/></c><c r="D1"><v>3</v></c></row></sheetData>"#,
        );
        let mut cells: Vec<_> = seen.uncomputed.into_iter().collect();
        cells.sort_unstable();
        assert_eq!(cells, [(1, 1), (1, 2)]);
    }

    #[test]
    fn cells_without_an_address_follow_the_one_before() {
        let seen = seen(
            "<sheetData><row><c/><c><f>A1</f></c></row><row><c><f>A1</f></c></row></sheetData>",
        );
        let mut cells: Vec<_> = seen.uncomputed.into_iter().collect();
        cells.sort_unstable();
        assert_eq!(cells, [(1, 1), (2, 0)]);
    }

    #[test]
    fn a_value_that_is_passed_over_is_counted_as_any_other() {
        let xml = "<sheetData><row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><f>A1</f></c></row><row><c><v>1</v></c><c><f>A1</f><v></v></c></row></sheetData>";
        let mut cells: Vec<_> = seen(xml).uncomputed.into_iter().collect();
        cells.sort_unstable();
        assert_eq!(cells, [(1, 4), (2, 1)]);
        let tags = xml.matches('<').count() - xml.matches("</").count();
        let tags = u64::try_from(tags).unwrap();
        assert!(looked(xml, &HashMap::new(), tags).is_ok());
        assert!(looked(xml, &HashMap::new(), tags - 1).is_err());
    }
}
