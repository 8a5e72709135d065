//! Reading a record line as far as matching looks into it.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value as Json;

use crate::identity::{FIELDS, Identity};
use crate::texts::{BLANK, Interner};

/// A record line.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) identity: Identity,
    pub(crate) source: u32,
    pub(crate) row: u32,
    pub(crate) part: Option<Box<str>>,
    pub(crate) grade: Option<i64>,
    pub(crate) protected: bool,
    /// Moved out or died.
    pub(crate) left: bool,
}

/// Reads a [`Row`]; its texts go to these.
pub(crate) struct Rows<'a>(pub(crate) &'a mut Interner);

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Row, D::Error> {
        deserializer.deserialize_map(RowVisitor(self.0))
    }
}

/// The number of a text, or of none: numbers are taken as they are written, other types say nothing
/// about identity.
struct Loose<'a>(&'a mut Interner);

impl<'de> DeserializeSeed<'de> for Loose<'_> {
    type Value = u32;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u32, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Loose<'_> {
    type Value = u32;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<u32, E> {
        Ok(self.0.number(text.trim()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<u32, E> {
        Ok(self.0.number(&number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<u32, E> {
        Ok(self.0.number(&number.to_string()))
    }

    fn visit_bool<E>(self, yes: bool) -> Result<u32, E> {
        Ok(if yes { self.0.number("true") } else { BLANK })
    }

    fn visit_f64<E>(self, _: f64) -> Result<u32, E> {
        Ok(BLANK)
    }

    fn visit_unit<E>(self) -> Result<u32, E> {
        Ok(BLANK)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<u32, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(BLANK)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<u32, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(BLANK)
    }
}

/// The number of what must be a text.
struct Text<'a>(&'a mut Interner);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = u32;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u32, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Text<'_> {
    type Value = u32;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<u32, E> {
        Ok(self.0.number(text))
    }
}

/// A key of a record line: one of ours, or not looked into.
enum Key {
    Source,
    Row,
    Part,
    Dataset,
    Grade,
    Protected,
    Status,
    Field(usize),
    Other,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a key")
            }

            fn visit_str<E>(self, key: &str) -> Result<Key, E> {
                Ok(match key {
                    "source" => Key::Source,
                    "row" => Key::Row,
                    "part" => Key::Part,
                    "dataset" => Key::Dataset,
                    "grade" => Key::Grade,
                    "protected" => Key::Protected,
                    "status" => Key::Status,
                    // Only match itself makes it.
                    "cohort" | "school_year" => Key::Other,
                    key => FIELDS
                        .iter()
                        .position(|field| *field == key)
                        .map_or(Key::Other, Key::Field),
                })
            }
        }
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct RowVisitor<'a>(&'a mut Interner);

impl<'de> Visitor<'de> for RowVisitor<'_> {
    type Value = Row;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        use serde::de::Error;
        let texts = self.0;
        let mut row = Row::default();
        let (mut source, mut number) = (None, None);
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::Source => source = Some(map.next_value_seed(Text(texts))?),
                Key::Row => number = Some(map.next_value::<u32>()?),
                Key::Part => row.part = map.next_value()?,
                Key::Dataset => row.identity.dataset = map.next_value_seed(Text(texts))?,
                Key::Grade => {
                    let grade = map.next_value_seed(Loose(texts))?;
                    row.grade = texts.texts.text(grade).parse().ok();
                }
                Key::Protected => {
                    // What nobody can read may say so: until it is known it hides.
                    row.protected = match map.next_value()? {
                        Json::Bool(protected) => protected,
                        Json::String(text) => text == "true",
                        _ => true,
                    };
                }
                Key::Status => {
                    let status = map.next_value_seed(Loose(texts))?;
                    row.left = matches!(texts.texts.text(status), "moved-out" | "died");
                }
                Key::Field(at) => row.identity.values[at] = map.next_value_seed(Loose(texts))?,
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        row.source = source.ok_or_else(|| A::Error::missing_field("source"))?;
        row.row = number.ok_or_else(|| A::Error::missing_field("row"))?;
        Ok(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Field, Seen};

    #[test]
    fn unreadable_and_foreign_values_say_nothing() {
        let line = r#"{"kind":"record","dataset":"cases","source":"a.1","row":3,"name":null,"kana":"","phone":9012345678,"days":{"2026-05-01":"late"},"x":[1,{"y":2}],"protected":true}"#;
        let mut texts = Interner::default();
        let mut line = serde_json::Deserializer::from_str(line);
        let row = Rows(&mut texts).deserialize(&mut line).unwrap();
        let seen = Seen::new(&texts.texts, &row.identity);
        assert_eq!(seen.get(Field::Name), None);
        assert_eq!(seen.get(Field::Kana), None);
        assert_eq!(seen.get(Field::Phone), Some("9012345678"));
        assert!(row.protected && row.row == 3);
        assert!(!row.identity.names_somebody());
    }

    #[test]
    fn a_protection_that_nobody_can_read_hides() {
        let protected = |more: &str| {
            let line = format!(r#"{{"kind":"record","source":"a.1","row":3{more}}}"#);
            let mut texts = Interner::default();
            let mut line = serde_json::Deserializer::from_str(&line);
            Rows(&mut texts).deserialize(&mut line).unwrap().protected
        };
        assert!(protected(r#","protected":null"#) && protected(r#","protected":true"#));
        assert!(!protected(r#","protected":false"#) && !protected(""));
    }
}
