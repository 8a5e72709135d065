//! The tags of a sheet and the text between them.
//!
//! Every cell of every sheet passes here once more than the reader of the values needs, so this
//! looks at bytes: a general XML reader takes as long for it as for the values. Names, attributes,
//! comments and CDATA are understood; what no workbook has (a document type, tags or texts of
//! megabytes) makes a sheet unreadable before the reader of the values holds it in memory.

use std::io::Read;

use encoding_rs::Encoding;
use memchr::{memchr, memmem};
use mimamori_record::reason;

use super::xml::in_bytes;
use crate::book::Unread;

/// What is read at once.
const PIECE: usize = 256 << 10;
/// The longest tag: the extension list of a sheet is far below.
const LONGEST_TAG: usize = 64 << 10;
/// The longest text: a cell holds 32,767 characters, of which each may be written as `&#x…;`.
const LONGEST_TEXT: usize = 1 << 20;

/// No quotation mark is open.
const NO_QUOTE: u8 = 0;

/// A reader of tags.
pub(super) struct Tags<R> {
    input: R,
    buffer: Vec<u8>,
    /// What of the buffer is still to come.
    at: usize,
    begun: bool,
    ended: bool,
    /// The text since the last tag that was handed out.
    text: Vec<u8>,
}

/// A tag.
pub(super) struct Tag<'a> {
    /// What stands between the angle brackets.
    inside: &'a [u8],
    /// The text before it, when it was asked for.
    pub(super) text: &'a [u8],
}

impl<R: Read> Tags<R> {
    pub(super) fn new(input: R) -> Self {
        Tags {
            input,
            buffer: Vec::with_capacity(PIECE),
            at: 0,
            begun: false,
            ended: false,
            text: Vec::new(),
        }
    }

    /// The next tag; the text before it is kept only when somebody `listens`.
    pub(super) fn next(&mut self, listens: bool) -> Result<Option<Tag<'_>>, Unread> {
        self.text.clear();
        loop {
            // Between most tags nothing stands.
            let count = match self.buffer.get(self.at) {
                Some(b'<') => Some(0),
                _ => self.find(0, LONGEST_TEXT, |rest| memchr(b'<', rest))?,
            };
            let Some(count) = count else {
                return Ok(None);
            };
            if listens {
                let text = &self.buffer[self.at..self.at + count];
                self.text.extend_from_slice(text);
            }
            self.at += count + 1;
            if self.buffer.get(self.at).is_none_or(|byte| *byte == b'!') {
                if self.after(b"!--", b"-->")?.is_some() {
                    continue;
                }
                if let Some((from, to)) = self.after(b"![CDATA[", b"]]>")? {
                    if listens {
                        self.text.extend_from_slice(&self.buffer[from..to]);
                    }
                    continue;
                }
            }
            let end = self.end_of_tag()?;
            let from = self.at;
            self.at += end + 1;
            match self.buffer.get(from) {
                // A document type: no sheet has one, and entities come with it.
                Some(b'!') => return Err(&reason::FILE_UNREADABLE),
                Some(b'?') if foreign(&self.buffer[from..from + end]) => {
                    return Err(&reason::FILE_UNREADABLE);
                }
                Some(b'?') => {}
                _ => {
                    return Ok(Some(Tag {
                        inside: &self.buffer[from..from + end],
                        text: &self.text,
                    }));
                }
            }
        }
    }

    /// Passes over `<v>…</v></c>`, all that most cells hold; over nothing where anything else stands.
    pub(super) fn plain_value(&mut self) -> bool {
        let value = self.buffer[self.at..].strip_prefix(b"<v>");
        let found = value.and_then(|value| Some((value, memchr(b'<', value)?)));
        let Some((_, length)) = found.filter(|(value, at)| value[*at..].starts_with(b"</v></c>"))
        else {
            return false;
        };
        self.at += b"<v>".len() + length + b"</v></c>".len();
        true
    }

    /// What begins here with `mark` and reaches to `end`: where its content lies.
    fn after(&mut self, mark: &[u8], end: &[u8]) -> Result<Option<(usize, usize)>, Unread> {
        while self.buffer.len() - self.at < mark.len() && self.fill()? {}
        if !self.buffer[self.at..].starts_with(mark) {
            return Ok(None);
        }
        let length = self.end_of(mark.len(), |rest| memmem::find(rest, end))?;
        let content = (self.at + mark.len(), self.at + length);
        self.at += length + end.len();
        Ok(Some(content))
    }

    /// Where the tag ends: at the first `>` outside of an attribute; what ends an element has none.
    fn end_of_tag(&mut self) -> Result<usize, Unread> {
        // Tags are short, so each byte is looked at once and no search pays.
        let (mut seen, mut open) = (0, NO_QUOTE);
        loop {
            let rest = &self.buffer[self.at..];
            let ends = rest.first() == Some(&b'/');
            let found = rest[seen..].iter().position(|byte| {
                if open != NO_QUOTE {
                    if *byte == open {
                        open = NO_QUOTE;
                    }
                    return false;
                }
                if matches!(byte, b'"' | b'\'') && !ends {
                    open = *byte;
                }
                *byte == b'>'
            });
            let end = found.map_or(rest.len(), |count| seen + count);
            if end > LONGEST_TAG {
                return Err(&reason::FILE_TOO_LARGE);
            }
            if found.is_some() {
                return Ok(end);
            }
            seen = end;
            if !self.fill()? {
                return Err(&reason::FILE_UNREADABLE);
            }
        }
    }

    /// Where something stands that must come.
    fn end_of(
        &mut self,
        from: usize,
        search: impl Fn(&[u8]) -> Option<usize>,
    ) -> Result<usize, Unread> {
        let found = self.find(from, LONGEST_TAG, search)?;
        found.ok_or(&reason::FILE_UNREADABLE)
    }

    /// Where something stands, counted from here; more is read until it comes.
    fn find(
        &mut self,
        from: usize,
        longest: usize,
        search: impl Fn(&[u8]) -> Option<usize>,
    ) -> Result<Option<usize>, Unread> {
        loop {
            let rest = &self.buffer[self.at..];
            if let Some(count) = rest.get(from..).and_then(&search) {
                return Ok(Some(from + count));
            }
            if rest.len() > longest {
                return Err(&reason::FILE_TOO_LARGE);
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Reads a piece more; false at the end.
    fn fill(&mut self) -> Result<bool, Unread> {
        if self.ended {
            return Ok(false);
        }
        self.buffer.drain(..self.at);
        self.at = 0;
        let mut piece = self.input.by_ref().take(PIECE as u64);
        let count = piece.read_to_end(&mut self.buffer);
        self.ended = count.map_err(|_| &reason::FILE_UNREADABLE)? == 0;
        if !self.begun {
            self.begun = true;
            in_bytes(&self.buffer)?;
        }
        Ok(!self.ended)
    }
}

/// Whether a declaration names an encoding in which `<` is not always a tag, like UTF-16.
fn foreign(declaration: &[u8]) -> bool {
    let tag = Tag {
        inside: declaration,
        text: &[],
    };
    let mut attributes = tag.attributes();
    let named = attributes.find(|(name, _)| *name == b"encoding");
    named
        .and_then(|(_, label)| Encoding::for_label(label.as_bytes()))
        .is_some_and(|encoding| !encoding.is_ascii_compatible())
}

impl<'a> Tag<'a> {
    /// In bytes, with its attributes.
    pub(super) fn len(&self) -> u64 {
        self.inside.len() as u64
    }

    /// Its name without prefix.
    pub(super) fn name(&self) -> &'a [u8] {
        let inside = self.inside.strip_prefix(b"/").unwrap_or(self.inside);
        let end = inside
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        let name = &inside[..end.unwrap_or(inside.len())];
        match name.iter().position(|byte| *byte == b':') {
            Some(colon) => &name[colon + 1..],
            None => name,
        }
    }

    /// Whether it ends an element.
    pub(super) fn ends(&self) -> bool {
        self.inside.first() == Some(&b'/')
    }

    /// Whether it begins an element and ends it at once.
    pub(super) fn is_empty(&self) -> bool {
        self.inside.last() == Some(&b'/')
    }

    /// Its attributes: name and value as they are written.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        let start = self.inside.iter().position(u8::is_ascii_whitespace);
        Attributes {
            rest: &self.inside[start.unwrap_or(self.inside.len())..],
        }
    }
}

/// The attributes of a tag.
pub(super) struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let equals = self.rest.iter().position(|byte| *byte == b'=')?;
        let name = self.rest[..equals].trim_ascii();
        let after = self.rest[equals + 1..].trim_ascii_start();
        let (quote, inside) = after.split_first()?;
        let end = inside.iter().position(|byte| byte == quote)?;
        self.rest = &inside[end + 1..];
        Some((
            name,
            std::str::from_utf8(&inside[..end]).unwrap_or_default(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(xml: &str) -> Result<Vec<String>, &'static str> {
        let mut tags = Tags::new(xml.as_bytes());
        let mut found = Vec::new();
        while let Some(tag) = tags.next(true).map_err(|why| why.code)? {
            let text = String::from_utf8_lossy(tag.text).into_owned();
            let attributes: Vec<String> = tag
                .attributes()
                .map(|(name, value)| format!(" {}={value}", String::from_utf8_lossy(name)))
                .collect();
            let name = String::from_utf8_lossy(tag.name()).into_owned();
            let mark = if tag.ends() {
                "/"
            } else if tag.is_empty() {
                "."
            } else {
                ""
            };
            found.push(format!("{text}|{mark}{name}{}", attributes.concat()));
        }
        Ok(found)
    }

    #[test]
    fn tags_come_with_their_attributes_and_the_text_before_them() {
        let xml = "<?xml version='1.0'?><a:row r = \"1\" x='>'><v>12</v><c/><!-- <c> --><f>1&gt;0<![CDATA[<x>]]></f></a:row>\n";
        let expected = [
            "|row r=1 x=>",
            "|v",
            "12|/v",
            "|.c",
            "|f",
            "1&gt;0<x>|/f",
            "|/row",
        ];
        assert_eq!(all(xml).unwrap(), expected);
    }

    #[test]
    fn what_no_sheet_has_is_refused() {
        assert_eq!(
            all("<!DOCTYPE x [<!ENTITY a \"b\">]><a/>"),
            Err("file-unreadable")
        );
        assert_eq!(all("<a"), Err("file-unreadable"));
        assert_eq!(all("<!-- "), Err("file-unreadable"));
        let long = format!("<a x=\"{}\"/>", "x".repeat(600_000));
        assert_eq!(all(&long), Err("file-too-large"));
        let long = format!("<a>{}</a>", "x".repeat(2 << 20));
        assert_eq!(all(&long), Err("file-too-large"));
        let long = format!("<a x=\"{}\"/>", ">".repeat(100_000));
        assert_eq!(all(&long), Err("file-too-large"));
    }

    #[test]
    fn a_part_in_utf_16_is_refused_and_never_empty() {
        let wide =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        for bytes in [wide("\u{FEFF}<a/>"), wide("<a/>")] {
            let first = Tags::new(bytes.as_slice())
                .next(true)
                .map(|tag| tag.is_some());
            assert_eq!(first.map_err(|why| why.code), Err("file-unreadable"));
        }
        let named = |label: &str| all(&format!("<?xml version='1.0' encoding='{label}'?><a/>"));
        assert!(named("UTF-16").is_err() && named("ISO-2022-JP").is_err());
        assert!(named("UTF-8").is_ok() && named("Shift_JIS").is_ok());
    }
}
