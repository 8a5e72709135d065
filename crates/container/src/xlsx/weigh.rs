//! What a part would become in memory, before the parser of the values reads it whole: it reserves
//! what the shared strings claim to be, and remembers every element that was not closed.

use std::collections::HashMap;
use std::io::Read;

use mimamori_record::reason;

use super::struck::{Runs, Struck};
use super::tags::Tags;
use crate::book::Unread;

/// Nothing in a workbook stands inside of more elements than this.
const DEEPEST: u32 = 256;
/// In bytes, all shared strings together.
const STRINGS: u64 = 160 << 20;
/// Claims may be wrong, as those of some programs are, but not by more than this.
const CLAIMED: u64 = 1_000_000;
/// Excel takes 65,490 cell formats; fonts, fills, borders and named styles come beside them.
const STYLES: u64 = 300_000;
/// In bytes: the parser copies the format of numbers and the name of the font into each cell format.
const STYLE_TEXT: u64 = 64 << 20;
/// Each link of a sheet to a page is a relation, and names of areas outlive many copies: a workbook
/// may have tens of thousands of them.
const ENTRIES: u64 = 100_000;

/// How deep the element at hand lies.
#[derive(Debug, Default)]
pub(super) struct Depth(u32);

impl Depth {
    /// One step over a tag.
    pub(super) fn step(&mut self, ends: bool, is_empty: bool) -> Result<(), Unread> {
        match (ends, is_empty) {
            (true, _) => self.0 = self.0.saturating_sub(1),
            (false, true) => {}
            (false, false) => self.0 += 1,
        }
        match self.0 > DEEPEST {
            true => Err(&reason::FILE_UNREADABLE),
            false => Ok(()),
        }
    }
}

/// No workbook has more texts that somebody struck out by hand.
const STRUCK: usize = 200_000;

/// What shared strings hold beside their text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Strings {
    /// Whether there is any phonetic run.
    pub(super) phonetic: bool,
    /// Those that are struck out, by their place.
    pub(super) struck: HashMap<usize, Struck>,
}

/// Looks through shared strings, styles or relations.
pub(super) fn weigh(part: impl Read) -> Result<Strings, Unread> {
    let mut tags = Tags::new(part);
    let mut depth = Depth::default();
    let (mut strings, mut claimed, mut styles, mut phonetic) = (0_u64, 0_u64, 0_u64, false);
    let (mut letters, mut entries) = (0, 0);
    let (mut format, mut font) = (0, 0);
    let (mut runs, mut struck) = (Runs::default(), HashMap::new());
    while let Some(tag) = tags.next(true)? {
        depth.step(tag.ends(), tag.is_empty())?;
        letters += tag.text.len() as u64;
        if tag.ends() {
            match tag.name() {
                b"t" => runs.text(tag.text),
                b"si" => {
                    let index = usize::try_from(strings).map_err(|_| &reason::FILE_TOO_LARGE)?;
                    struck.extend(runs.finish().map(|how| (index.saturating_sub(1), how)));
                    if struck.len() > STRUCK {
                        return Err(&reason::FILE_TOO_LARGE);
                    }
                }
                name => runs.end(name),
            }
            continue;
        }
        runs.start(&tag);
        match tag.name() {
            b"numFmt" => format = format.max(tag.len()),
            b"name" => font = font.max(tag.len()),
            _ => {}
        }
        match tag.name() {
            b"si" => strings += 1,
            b"rPh" => phonetic = true,
            b"xf" | b"font" | b"fill" | b"border" | b"numFmt" => styles += 1,
            b"Relationship" | b"sheet" | b"definedName" => entries += 1,
            b"sst" => {
                let mut attributes = tag.attributes();
                let count = attributes.find(|(name, _)| *name == b"uniqueCount");
                // One that is no number is not reserved either.
                claimed = count
                    .and_then(|(_, count)| count.trim().parse().ok())
                    .unwrap_or(0);
            }
            _ => {}
        }
    }
    let fits = fits(strings, letters, phonetic) && claimed <= strings + CLAIMED;
    let styled = styles <= STYLES && styles * (format + font) <= STYLE_TEXT;
    match fits && styled && entries <= ENTRIES {
        true => Ok(Strings { phonetic, struck }),
        false => Err(&reason::FILE_TOO_LARGE),
    }
}

/// Whether so many strings of so many letters, in bytes, can be held.
fn fits(strings: u64, letters: u64, phonetic: bool) -> bool {
    // A string and its place; its reading by text beside it.
    let (each, copies) = if phonetic { (256, 3) } else { (64, 1) };
    strings.saturating_mul(each) + letters.saturating_mul(copies) <= STRINGS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(xml: &str) -> Result<bool, &'static str> {
        let strings = weigh(xml.as_bytes()).map_err(|why| why.code)?;
        Ok(strings.phonetic)
    }

    #[test]
    fn a_text_is_struck_out_run_by_run() {
        let run = |look: &str, text: &str| format!("<r><rPr>{look}</rPr><t>{text}</t></r>");
        let texts = [
            "<t>空野</t>".to_owned(),
            run("<strike/>", "空野") + &run("", "海野"),
            run("<strike val=\"1\"/>", "空野") + &run("<b/>", " "),
            run("<strike val=\"0\"/>", "空野") + "<r><t>海野</t></r>",
            "<r><t>海野</t></r>".to_owned() + &run("<b/><strike val=\"true\"/>", "空野"),
        ];
        let xml: String = texts
            .iter()
            .map(|text| format!("<si>{text}</si>"))
            .collect();
        let strings = weigh(format!("<sst>{xml}<si/></sst>").as_bytes()).unwrap();
        let struck = [(1, Struck::Part), (2, Struck::Whole), (4, Struck::Part)];
        assert_eq!(strings.struck, struck.into());
    }

    #[test]
    fn a_count_that_lies_a_little_is_believed_and_one_that_lies_much_is_not() {
        let of = |count: &str| weighed(&format!("<sst uniqueCount=\"{count}\"><si/></sst>"));
        for count in ["0", "1", "900000", "many", "-1"] {
            assert_eq!(of(count), Ok(false), "{count}");
        }
        for count in ["2000000", "4294967295", "18446744073709551615"] {
            assert_eq!(of(count), Err("file-too-large"), "{count}");
        }
    }

    #[test]
    fn more_strings_and_styles_than_memory_holds_are_refused() {
        assert!(fits(1_000_000, 60 << 20, false) && !fits(3_000_000, 0, false));
        assert!(fits(300_000, 20 << 20, true) && !fits(700_000, 0, true));
        assert_eq!(weighed(&"<xf/>".repeat(200_000)), Ok(false));
        assert_eq!(weighed(&"<xf/>".repeat(400_000)), Err("file-too-large"));
        for text in ["<numFmt formatCode=\"?\"/>", "<font><name val='?'/></font>"] {
            let styles =
                |letters| text.replace('?', &"0".repeat(letters)) + &"<xf/>".repeat(60_000);
            assert_eq!(weighed(&styles(500)), Ok(false));
            assert_eq!(weighed(&styles(5_000)), Err("file-too-large"));
        }
        for entry in ["<Relationship/>", "<sheet/>", "<definedName/>"] {
            assert_eq!(weighed(&entry.repeat(90_000)), Ok(false));
            assert_eq!(weighed(&entry.repeat(110_000)), Err("file-too-large"));
        }
    }

    #[test]
    fn elements_inside_of_one_another_without_end_are_refused() {
        assert_eq!(weighed(&"<a>".repeat(200)), Ok(false));
        assert_eq!(weighed(&"<a>".repeat(300)), Err("file-unreadable"));
        assert_eq!(weighed(&"<a></a>".repeat(300)), Ok(false));
    }
}
