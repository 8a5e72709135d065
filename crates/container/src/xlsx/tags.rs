//! The tags of a sheet and the text between them.
//!
//! Every cell of every sheet passes here once more than the reader of the values needs, so this
//! looks at bytes: a general XML reader takes as long for it as for the values. Names, attributes,
//! comments and CDATA are understood; what no workbook has (a document type, tags or texts of
//! megabytes) makes a sheet unreadable before the reader of the values holds it in memory.

use std::io::{BufRead, Read};

use mimamori_record::reason;

use crate::book::Unread;

/// The longest tag: the extension list of a sheet is far below.
const LONGEST_TAG: u64 = 64 << 10;
/// The longest text: a cell holds 32,767 characters, of which each may be written as `&#x…;`.
const LONGEST_TEXT: u64 = 1 << 20;

/// A reader of tags.
pub(super) struct Tags<R> {
    input: R,
    tag: Vec<u8>,
    text: Vec<u8>,
}

/// A tag.
pub(super) struct Tag<'a> {
    /// What stands between the angle brackets.
    inside: &'a [u8],
    /// The text before it, when it was asked for.
    pub(super) text: &'a [u8],
}

fn unreadable<T>(_: T) -> Unread {
    &reason::FILE_UNREADABLE
}

impl<R: BufRead> Tags<R> {
    pub(super) fn new(input: R) -> Self {
        Tags {
            input,
            tag: Vec::with_capacity(256),
            text: Vec::with_capacity(256),
        }
    }

    /// The next tag; the text before it is kept only when somebody `listens`.
    pub(super) fn next(&mut self, listens: bool) -> Result<Option<Tag<'_>>, Unread> {
        self.text.clear();
        loop {
            if !self.text(listens)? {
                return Ok(None);
            }
            self.tag.clear();
            self.until_end(b">")?;
            if self.tag.starts_with(b"!--") {
                while !(self.tag.ends_with(b"--") && self.tag.len() >= 5) {
                    self.tag.push(b'>');
                    // Only the end of a comment matters.
                    self.tag.drain(3..self.tag.len().saturating_sub(3).max(3));
                    self.until_end(b">")?;
                }
            } else if self.tag.starts_with(b"![CDATA[") {
                while !self.tag.ends_with(b"]]") {
                    self.tag.push(b'>');
                    self.until_end(b">")?;
                }
                if listens {
                    self.text
                        .extend_from_slice(&self.tag[8..self.tag.len() - 2]);
                }
            } else if self.tag.starts_with(b"!") {
                return Err(&reason::FILE_UNREADABLE);
            } else if self.tag.starts_with(b"?") {
                continue;
            } else {
                // A `>` within an attribute.
                while open_quote(&self.tag) {
                    self.tag.push(b'>');
                    self.until_end(b">")?;
                }
                return Ok(Some(Tag {
                    inside: &self.tag,
                    text: &self.text,
                }));
            }
        }
    }

    /// Reads up to the next `<`; false at the end.
    fn text(&mut self, listens: bool) -> Result<bool, Unread> {
        let mut limited = self.input.by_ref().take(LONGEST_TEXT);
        if !listens {
            let count = limited.skip_until(b'<').map_err(unreadable)?;
            return match limited.limit() {
                0 => Err(&reason::FILE_TOO_LARGE),
                // At the end nothing is left, or blank space without a tag.
                _ => Ok(count > 0 && !self.input.fill_buf().map_err(unreadable)?.is_empty()),
            };
        }
        limited
            .read_until(b'<', &mut self.text)
            .map_err(unreadable)?;
        match limited.limit() {
            0 => Err(&reason::FILE_TOO_LARGE),
            _ => Ok(self.text.pop() == Some(b'<')),
        }
    }

    /// Adds to the tag up to `end`, which is left out.
    fn until_end(&mut self, end: &[u8; 1]) -> Result<(), Unread> {
        let room = LONGEST_TAG.saturating_sub(self.tag.len() as u64);
        let mut limited = self.input.by_ref().take(room);
        limited
            .read_until(end[0], &mut self.tag)
            .map_err(unreadable)?;
        match (limited.limit(), self.tag.pop()) {
            (0, _) => Err(&reason::FILE_TOO_LARGE),
            (_, Some(last)) if last == end[0] => Ok(()),
            _ => Err(&reason::FILE_UNREADABLE),
        }
    }
}

/// Whether a quotation mark of an attribute is still open.
fn open_quote(tag: &[u8]) -> bool {
    let mut open = None;
    for byte in tag {
        match (open, byte) {
            (None, b'"' | b'\'') => open = Some(*byte),
            (Some(quote), byte) if *byte == quote => open = None,
            _ => {}
        }
    }
    open.is_some()
}

impl<'a> Tag<'a> {
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
        let long = format!("<a x=\"{}\"/>", "x".repeat(70_000));
        assert_eq!(all(&long), Err("file-too-large"));
        let long = format!("<a>{}</a>", "x".repeat(1 << 20));
        assert_eq!(all(&long), Err("file-too-large"));
    }
}
