//! A record while it is written: keys and names are borrowed, because a line of 20 fields would
//! otherwise make 20 copies of what the mapping holds already.

use std::collections::BTreeMap;

use mimamori_record::line::{Line, Record};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value as Json;

/// What [`Record`] is to those who read it.
#[derive(Debug)]
pub(crate) struct NewRecord<'a> {
    pub(crate) dataset: &'a str,
    pub(crate) source: &'a str,
    pub(crate) row: u32,
    pub(crate) part: Option<&'a str>,
    /// Fields whose value stands in a row above.
    pub(crate) above: Vec<(&'a str, u32)>,
    /// In the order of the list's fields.
    pub(crate) fields: Vec<(&'a str, Json)>,
}

impl NewRecord<'_> {
    /// The value of a field.
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        let mut fields = self.fields.iter();
        fields.find(|field| field.0 == key).map(|field| &field.1)
    }
}

impl Line for NewRecord<'_> {
    const KIND: &'static str = Record::KIND;
}

impl Serialize for NewRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_map(None)?;
        line.serialize_entry("dataset", self.dataset)?;
        line.serialize_entry("source", self.source)?;
        line.serialize_entry("row", &self.row)?;
        if let Some(part) = self.part {
            line.serialize_entry("part", part)?;
        }
        if !self.above.is_empty() {
            let above: BTreeMap<_, _> = self.above.iter().copied().collect();
            line.serialize_entry("above", &above)?;
        }
        for (key, value) in &self.fields {
            line.serialize_entry(key, value)?;
        }
        line.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_as_a_record_is() {
        let new = NewRecord {
            dataset: "checkups",
            source: "aaaaaaaaaaaa.1",
            row: 12,
            part: Some("4m"),
            above: vec![("name", 9)],
            fields: vec![("name", Json::from("空野 ひなた")), ("date", Json::Null)],
        };
        let mut written = Vec::new();
        mimamori_record::encode(&new, false, &mut written);
        let read: Record = serde_json::from_slice(&written).unwrap();
        assert_eq!((read.row, read.part.as_deref()), (12, Some("4m")));
        let mut again = Vec::new();
        let fields = read.fields.into_iter().filter(|field| field.0 != "kind");
        let read = Record {
            fields: fields.collect(),
            ..read
        };
        mimamori_record::encode(&read, false, &mut again);
        assert_eq!(written, again);
    }
}
