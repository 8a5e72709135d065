//! What a name means: a field, a word of the language, a definition.

use std::ops::Range;

use super::{Piece, Scope, Within};
use crate::messages::{self, Kind, Sort};
use crate::names::{Known, nearest};
use crate::parse::parse;
use crate::place::Wrong;
use crate::tree::{Name, Node};
use crate::typed::{Ask, Take, Test, Value, Words};

/// How often a definition may lead to another one.
const DEFINITIONS_DEEP: usize = 16;

/// Words that mean the same everywhere, with their Japanese forms.
const WORDS: [(&str, &str); 7] = [
    ("today", "今日"),
    ("year_start", "年度初め"),
    ("year_end", "年度末"),
    ("born", "生年月日"),
    ("age", "年齢"),
    ("grade", "学年"),
    ("child", "こども"),
];

impl Scope<'_> {
    /// A field of the list whose brackets we are in, a word of the language, a definition.
    pub(super) fn named(&self, word: &str, place: &Range<usize>) -> Result<Piece, Wrong> {
        let text = self.written(place);
        let test = |ask| {
            let text = text.clone();
            Ok(Piece::Test(Test { ask, text }))
        };
        let value = |take, sort| {
            let text = text.clone();
            Ok(Piece::Value(Value { take, sort, text }))
        };
        if let Some(list) = self.list {
            if let Some(field) = self.names.find_field(list, word) {
                return match field.sort() {
                    Sort::Words => Ok(Piece::Words(Words::Field(field.key.clone()), Some(field))),
                    Sort::Truth => test(Ask::Yesno(field.key)),
                    Sort::Marks => Err(Wrong::new(
                        place.clone(),
                        messages::wanted(Sort::Truth, Sort::Marks),
                    )),
                    sort => value(Take::Field(field.key), sort),
                };
            }
            match word {
                "as_of" | "時点" => return value(Take::AsOf, Sort::Date),
                "attended" | "通い先" => return test(Ask::Attended),
                "part" | "部分" => {
                    if let Some(parts) = self.names.parts(list) {
                        return Ok(Piece::Words(Words::Part, Some(parts)));
                    }
                }
                _ => {}
            }
        }
        let of = WORDS.iter().find(|(en, ja)| *en == word || *ja == word);
        match of.map(|(en, _)| *en) {
            Some("today") => return value(Take::Today, Sort::Date),
            Some("year_start") => return value(Take::YearStart, Sort::Date),
            Some("year_end") => return value(Take::YearEnd, Sort::Date),
            Some("born") => return value(Take::Born, Sort::Date),
            Some("age") => return value(Take::Age, Sort::Months),
            Some("grade") => return value(Take::Grade, Sort::Number),
            Some("child") => return test(Ask::Child),
            _ => {}
        }
        if matches!(word, "sex" | "性別") {
            let known = self.names.find_field("residents", "sex");
            return Ok(Piece::Words(Words::Sex, known));
        }
        match self.definitions.get(word) {
            Some(text) => self.defined(word, text, place),
            None => Err(self.unknown_name(word, place)),
        }
    }

    /// `own.NAME`: whatever the brackets are about, the name is about the person who is judged.
    pub(super) fn own(&self, node: &Node, name: &Name) -> Result<Piece, Wrong> {
        let about = Scope {
            list: None,
            ..*self
        };
        Ok(match about.named(&name.text, &name.place)? {
            Piece::Test(test) => self.asks(node, Ask::Own(Box::new(test))),
            Piece::Value(value) => {
                let sort = value.sort;
                self.takes(node, sort, Take::Own(Box::new(value)))
            }
            Piece::Words(_, known) => Piece::Words(Words::OwnSex, known),
        })
    }

    fn defined(&self, word: &str, text: &str, place: &Range<usize>) -> Result<Piece, Wrong> {
        let mut outer = self.within.into_iter().flat_map(Within::names);
        if outer.any(|name| name == word) {
            let says = messages::defined_in_circles(word);
            return Err(Wrong::new(place.clone(), says));
        }
        if self.within.into_iter().flat_map(Within::names).count() >= DEFINITIONS_DEEP {
            return Err(Wrong::new(place.clone(), messages::definitions_too_deep()));
        }
        let within = Within {
            name: word,
            outer: self.within,
        };
        let inner = Scope {
            within: Some(&within),
            text,
            ..*self
        };
        let piece = parse(text)
            .and_then(|node| inner.piece(&node))
            .map_err(|wrong| Wrong {
                definition: Some(wrong.definition.unwrap_or_else(|| word.to_owned())),
                ..wrong
            })?;
        Ok(match piece {
            Piece::Test(test) => {
                let text = self.written(place);
                let ask = Ask::Defined(Box::new(test));
                Piece::Test(Test { ask, text })
            }
            other => other,
        })
    }

    fn unknown_name(&self, word: &str, place: &Range<usize>) -> Wrong {
        let mut allowed: Vec<String> = Vec::new();
        if let Some(list) = self.list {
            allowed.extend(self.names.field_names(list));
            allowed.push("as_of".to_owned());
        }
        allowed.extend(WORDS.iter().map(|(en, _)| (*en).to_owned()));
        allowed.extend(self.definitions.keys().cloned());
        let mut all: Vec<&str> = allowed.iter().map(String::as_str).collect();
        if let Some(list) = self.list {
            let labels = self.names.field_labels(list);
            all.extend(labels.map(|label| -> &str { label }));
        }
        all.extend(WORDS.iter().map(|(_, ja)| -> &str { ja }));
        let near = nearest(word, all.into_iter());
        let kind = match self.list {
            Some(_) => Kind::Field,
            None => Kind::Name,
        };
        Wrong::new(place.clone(), messages::no_such(kind, word, near, &allowed))
    }

    /// A field that only the brackets behind a list have.
    pub(super) fn own_field(&self, name: &Name) -> Result<Known, Wrong> {
        match self.list {
            Some(list) => self.names.field(list, name),
            None => Err(Wrong::new(
                name.place.clone(),
                messages::people_have_no("blank, none"),
            )),
        }
    }
}
