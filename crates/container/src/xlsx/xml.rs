//! What the own passes over the parts of a workbook share: attributes and text of events.

use mimamori_record::reason;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::book::Unread;

/// A reader of a part. Damage is an error of the sheet, not of the run.
pub(crate) fn reader<R: std::io::BufRead>(mut part: R) -> Result<Reader<R>, Unread> {
    let start = part.fill_buf().map_err(|_| &reason::FILE_UNREADABLE)?;
    in_bytes(start)?;
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    Ok(reader)
}

/// Refuses a part in UTF-16, which no office program writes: looked at byte by byte it has no tags,
/// and what it says would be passed over without a word.
pub(super) fn in_bytes(start: &[u8]) -> Result<(), Unread> {
    let marked = start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]);
    match marked || start.iter().take(4).any(|byte| *byte == 0) {
        true => Err(&reason::FILE_UNREADABLE),
        false => Ok(()),
    }
}

/// The next event.
pub(crate) fn next<'b, R: std::io::BufRead>(
    reader: &mut Reader<R>,
    buffer: &'b mut Vec<u8>,
) -> Result<Event<'b>, Unread> {
    buffer.clear();
    reader
        .read_event_into(buffer)
        .map_err(|_| &reason::FILE_UNREADABLE)
}

/// The value of an attribute, by its name without prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| match unescape(&attribute.value) {
            Ok(text) => text.into_owned(),
            Err(_) => attribute.value.into_owned(),
        })
}

/// Whether an attribute says yes.
pub(super) fn yes(value: &str) -> bool {
    matches!(value, "1" | "true")
}

/// Adds what an event says as text.
pub(super) fn add_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(found) => text.push_str(&found.xml10_content()),
        Event::CData(found) => text.push_str(&found.xml10_content()),
        Event::GeneralRef(found) => match found.resolve_char_ref() {
            Ok(Some(letter)) => text.push(letter),
            _ => {
                let whole = format!("&{};", found.xml10_content());
                match unescape(&whole) {
                    Ok(plain) => text.push_str(&plain),
                    Err(_) => text.push_str(&whole),
                }
            }
        },
        _ => {}
    }
}
