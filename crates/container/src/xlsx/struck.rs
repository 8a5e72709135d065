//! Text of which a part is struck out: the runs of a rich text have looks of their own, and the
//! reader of the values joins them.

use super::tags::Tag;
use super::xml::yes;

/// How much of a rich text is struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Struck {
    /// All that can be seen of it.
    Whole,
    /// One run and not another.
    Part,
}

/// The runs of a text while it is read.
#[derive(Debug, Default)]
pub(super) struct Runs {
    inside: bool,
    /// The run at hand is struck out.
    line: bool,
    /// It holds nothing but spaces.
    blank: bool,
    struck: bool,
    plain: bool,
}

impl Runs {
    /// A tag of the text begins.
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            b"r" => (self.inside, self.line, self.blank) = (true, false, false),
            b"strike" if self.inside => {
                let mut attributes = tag.attributes();
                let value = attributes.find(|(name, _)| *name == b"val");
                self.line = value.is_none_or(|(_, value)| yes(value));
            }
            _ => {}
        }
    }

    /// The text of the run at hand, where it was listened to.
    pub(super) fn text(&mut self, text: &[u8]) {
        self.blank = text.iter().all(u8::is_ascii_whitespace);
    }

    /// A tag of the text ends.
    pub(super) fn end(&mut self, name: &[u8]) {
        if name == b"r" && self.inside {
            self.inside = false;
            self.struck |= self.line && !self.blank;
            self.plain |= !self.line && !self.blank;
        }
    }

    /// What came of it; the next text begins afresh.
    pub(super) fn finish(&mut self) -> Option<Struck> {
        let runs = std::mem::take(self);
        match (runs.struck, runs.plain) {
            (true, true) => Some(Struck::Part),
            (true, false) => Some(Struck::Whole),
            (false, _) => None,
        }
    }
}
