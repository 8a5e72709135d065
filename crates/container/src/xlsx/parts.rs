//! Which part of the zip holds what: sheets by name, comments by sheet.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead, BufReader};

use mimamori_record::reason;
use quick_xml::events::{BytesStart, Event};

use super::guard::Archive;
use super::seen::address;
use super::weigh::weigh;
use super::xml::{add_text, attribute, next, reader};
use crate::book::Unread;

/// In bytes: what the comments of all sheets may hold together, each with its place.
pub(super) const COMMENTS: usize = 16 << 20;
const PLACE: usize = 64;

/// The parts of the sheets, by the sheets' names.
pub(super) fn sheets(archive: &mut Archive<'_>) -> Result<HashMap<String, String>, Unread> {
    let targets = relations(archive, "xl/_rels/workbook.xml.rels", "xl", "/worksheet")?;
    let mut found = HashMap::new();
    each(archive, "xl/workbook.xml", "sheet", |sheet| {
        let target = attribute(sheet, "id").and_then(|id| targets.get(&id));
        if let (Some(name), Some(target)) = (attribute(sheet, "name"), target) {
            found.insert(name, target.clone());
        }
    })?;
    Ok(found)
}

/// The comments of a sheet: row (from 1) and column (from 0), text. A part of comments belongs to
/// one sheet; `used` are those of the others. `left` is how much may still be remembered.
pub(super) fn comments(
    archive: &mut Archive<'_>,
    sheet: &str,
    used: &mut HashSet<String>,
    left: &mut usize,
) -> Result<BTreeMap<(u32, u32), String>, Unread> {
    let (folder, file) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let relations = relations(
        archive,
        &format!("{folder}/_rels/{file}.rels"),
        folder,
        "/comments",
    )?;
    let mut found = BTreeMap::new();
    for target in relations.into_values() {
        if !used.insert(target.clone()) {
            return Err(&reason::FILE_UNREADABLE);
        }
        if let Ok(part) = archive.by_name(&target) {
            // Read as a whole, it must have no depth and no texts without end.
            weigh(part)?;
        }
        if let Ok(part) = archive.by_name(&target) {
            read_comments(BufReader::new(part), &mut found, left)?;
        }
    }
    Ok(found)
}

pub(super) fn read_comments(
    part: impl BufRead,
    found: &mut BTreeMap<(u32, u32), String>,
    left: &mut usize,
) -> Result<(), Unread> {
    let mut xml = reader(part)?;
    let mut buffer = Vec::new();
    let mut place = None;
    let mut text = String::new();
    let (mut in_text, mut in_reading) = (false, false);
    loop {
        let event = next(&mut xml, &mut buffer)?;
        match &event {
            Event::Start(element) => match element.local_name().as_ref() {
                "comment" => {
                    place = attribute(element, "ref").and_then(|cell| address(&cell).ok());
                    text.clear();
                }
                "rPh" => in_reading = true,
                "t" => in_text = !in_reading,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                "comment" => {
                    if let Some(place) = place.take() {
                        *left -= (text.len() + PLACE).min(*left);
                        found.insert(place, std::mem::take(&mut text));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            event if in_text => add_text(event, &mut text),
            _ => {}
        }
        if text.len() >= *left {
            return Err(&reason::FILE_TOO_LARGE);
        }
    }
}

/// Targets of a part's relations of one kind, by their ids, as names in the zip.
fn relations(
    archive: &mut Archive<'_>,
    part: &str,
    folder: &str,
    kind: &str,
) -> Result<HashMap<String, String>, Unread> {
    let mut found = HashMap::new();
    each(archive, part, "Relationship", |relation| {
        let wanted = attribute(relation, "Type").is_some_and(|name| name.ends_with(kind));
        let (id, target) = (attribute(relation, "Id"), attribute(relation, "Target"));
        if let (true, Some(id), Some(target)) = (wanted, id, target) {
            found.insert(id, resolved(folder, &target));
        }
    })?;
    Ok(found)
}

/// Looks at the elements of one name in a part; there are none in a part that is not there.
fn each(
    archive: &mut Archive<'_>,
    part: &str,
    name: &str,
    mut look: impl FnMut(&BytesStart<'_>),
) -> Result<(), Unread> {
    let Ok(part) = archive.by_name(part) else {
        return Ok(());
    };
    let mut xml = reader(BufReader::new(part))?;
    let mut buffer = Vec::new();
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name =>
            {
                look(&element);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A target as a name in the zip: absolute, or relative to the folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_the_folder_of_their_part() {
        assert_eq!(
            resolved("xl/worksheets", "../comments1.xml"),
            "xl/comments1.xml"
        );
        assert_eq!(
            resolved("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(
            resolved("xl", "/xl/worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
    }

    fn read(xml: &str, mut left: usize) -> Result<BTreeMap<(u32, u32), String>, Unread> {
        let mut found = BTreeMap::new();
        read_comments(xml.as_bytes(), &mut found, &mut left).map(|()| found)
    }

    #[test]
    fn a_comment_is_its_text_without_its_furigana() {
        let found = read(
            "<comments><comment ref=\"B3\"><text><r><t>転出</t></r><r><t>予定 &amp; 確認</t></r><rPh sb=\"0\" eb=\"2\"><t>テンシュツ</t></rPh></text></comment></comments>",
            COMMENTS,
        )
        .unwrap();
        assert_eq!(found[&(3, 1)], "転出予定 & 確認");
    }

    #[test]
    fn more_comments_than_memory_holds_are_refused() {
        let one = "<comment ref=\"B3\"><t>12345</t></comment>";
        assert!(read(&one.repeat(10), 1_000).is_ok());
        for many in [
            one.repeat(20),
            format!("<comment><t>{}</t>", "1".repeat(1_000)),
        ] {
            let refused = read(&many, 1_000).err();
            assert_eq!(refused.map(|why| why.code), Some("file-too-large"));
        }
    }
}
