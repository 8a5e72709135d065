//! Furigana: phonetic runs of the shared strings.
//!
//! A run covers part of a text (ECMA-376 part 1, 18.4.6: `sb` and `eb` count UTF-16 units). The
//! reading of the whole text is the runs in the place of what they cover, and the rest as it
//! stands, as Excel's PHONETIC function gives it. Cells refer to strings by number, the reader of
//! the values gives texts, so readings are kept by text; where one text has several readings (裕子
//! ひろこ and ゆうこ), the cells are told apart by the number.

use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;

use quick_xml::events::Event;

use super::xml::{add_text, attribute, next, reader};
use crate::book::Unread;

/// The readings of a workbook's texts.
#[derive(Debug, Default)]
pub(super) struct Phonetics {
    by_text: HashMap<String, Reading>,
    /// The reading of strings whose text has several.
    by_index: BTreeMap<usize, Option<String>>,
}

#[derive(Debug)]
enum Reading {
    /// This one, wherever the text stands; the string it was first seen in.
    One(Option<String>, usize),
    /// Several.
    Several,
}

impl Phonetics {
    /// Reads the shared strings.
    pub(super) fn read(part: impl BufRead) -> Result<Self, Unread> {
        let mut xml = reader(part)?;
        let mut buffer = Vec::new();
        let mut phonetics = Phonetics::default();
        let mut string = Item::default();
        let mut index = 0;
        loop {
            let event = next(&mut xml, &mut buffer)?;
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "si" => string = Item::default(),
                    "rPh" => {
                        let number = |name| attribute(element, name).and_then(|n| n.parse().ok());
                        string.run = Some((number("sb"), number("eb")));
                        string.reading.clear();
                    }
                    "t" => string.in_text = true,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "t" => string.in_text = false,
                    "rPh" => string.close_run(),
                    "si" => {
                        phonetics.add(index, std::mem::take(&mut string));
                        index += 1;
                    }
                    _ => {}
                },
                Event::Empty(element) if element.local_name().as_ref() == "si" => index += 1,
                Event::Eof => return Ok(phonetics),
                event if string.in_text => {
                    let text = match string.run {
                        Some(_) => &mut string.reading,
                        None => &mut string.text,
                    };
                    add_text(event, text);
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, index: usize, string: Item) {
        let reading = string.whole();
        match self.by_text.get_mut(&string.text) {
            None => {
                self.by_text
                    .insert(string.text, Reading::One(reading, index));
            }
            Some(Reading::One(same, _)) if *same == reading => {}
            Some(first) => {
                if let Reading::One(first, before) = std::mem::replace(first, Reading::Several) {
                    self.by_index.insert(before, first);
                }
                self.by_index.insert(index, reading);
            }
        }
    }

    /// Whether any text has several readings.
    pub(super) fn any_ambiguous(&self) -> bool {
        !self.by_index.is_empty()
    }

    /// Whether this string's text has several readings.
    pub(super) fn is_ambiguous(&self, index: usize) -> bool {
        self.by_index.contains_key(&index)
    }

    /// The reading of a text; of one with several, that of the string the cell refers to.
    pub(super) fn of(&self, text: &str, index: Option<usize>) -> Option<&str> {
        match self.by_text.get(text)? {
            Reading::One(reading, _) => reading.as_deref(),
            Reading::Several => self.by_index.get(&index?)?.as_deref(),
        }
    }
}

/// A shared string while it is read.
#[derive(Debug, Default)]
struct Item {
    text: String,
    in_text: bool,
    /// The run at hand: from and to, where they could be read.
    run: Option<(Option<usize>, Option<usize>)>,
    reading: String,
    runs: Vec<(usize, usize, String)>,
}

impl Item {
    fn close_run(&mut self) {
        if let Some((Some(from), Some(to))) = self.run.take() {
            self.runs
                .push((from, to, std::mem::take(&mut self.reading)));
        }
    }

    /// The text with its runs in place; none without any run that covers something. Runs that reach
    /// beyond the text were left behind by another one, so the text has no reading but itself.
    fn whole(&self) -> Option<String> {
        let units: Vec<u16> = self.text.encode_utf16().collect();
        if self.runs.iter().any(|(_, to, _)| *to > units.len()) {
            return Some(self.text.clone());
        }
        let mut runs: Vec<_> = self.runs.iter().collect();
        runs.sort_by_key(|run| run.0);
        let mut whole = String::new();
        let mut at = 0;
        for (from, to, reading) in runs {
            if *from < at || *to <= *from {
                continue;
            }
            whole.push_str(&String::from_utf16_lossy(&units[at..*from]));
            whole.push_str(reading);
            at = *to;
        }
        if at == 0 {
            return None;
        }
        whole.push_str(&String::from_utf16_lossy(&units[at..]));
        Some(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Phonetics {
        Phonetics::read(xml.as_bytes()).unwrap()
    }

    #[test]
    fn runs_stand_in_the_place_of_what_they_cover() {
        let phonetics = read(
            "<sst><si><t>空野 ひなた</t><rPh sb=\"0\" eb=\"2\"><t>ソラノ</t></rPh></si>\
             <si><t>𠮷田</t><rPh sb=\"0\" eb=\"2\"><t>ヨシ</t></rPh><rPh sb=\"2\" eb=\"3\"><t>ダ</t></rPh></si>\
             <si><t>学年</t></si></sst>",
        );
        assert_eq!(phonetics.of("空野 ひなた", None), Some("ソラノ ひなた"));
        assert_eq!(phonetics.of("𠮷田", None), Some("ヨシダ"));
        assert_eq!(phonetics.of("学年", None), None);
        assert!(!phonetics.any_ambiguous());
    }

    #[test]
    fn runs_that_another_text_left_behind_are_not_believed() {
        let phonetics = read(
            "<sst><si><t>風間 朔</t><rPh sb=\"0\" eb=\"2\"><t>カザマ</t></rPh>\
             <rPh sb=\"3\" eb=\"5\"><t>タロウ</t></rPh></si></sst>",
        );
        assert_eq!(phonetics.of("風間 朔", None), Some("風間 朔"));
    }

    #[test]
    fn one_text_with_two_readings_goes_by_the_string() {
        let phonetics = read(
            "<sst><si><t>裕子</t><rPh sb=\"0\" eb=\"2\"><t>ヒロコ</t></rPh></si>\
             <si><t>裕子</t><rPh sb=\"0\" eb=\"2\"><t>ユウコ</t></rPh></si><si><t>裕子</t></si></sst>",
        );
        assert_eq!(phonetics.of("裕子", Some(0)), Some("ヒロコ"));
        assert_eq!(phonetics.of("裕子", Some(1)), Some("ユウコ"));
        assert_eq!(phonetics.of("裕子", Some(2)), None);
        assert_eq!(phonetics.of("裕子", None), None);
    }
}
