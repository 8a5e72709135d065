//! A person line with its records understood, as far as a program wants to know them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::line::{Cover, Person, Record};
use crate::{Failure, RawLine, standing};

/// A person and the person's records.
#[derive(Debug, Clone, Default)]
pub struct Individual {
    /// The line itself, without its records; without links too, and identities that it does not
    /// want, where the program asks for some fields only.
    pub line: Person,
    /// The records.
    pub records: Vec<Record>,
    /// The decisions that live on after their list has gone.
    pub decided: Vec<Record>,
}

/// The fields that a program looks at. The rest of a person's line is passed over unread; what is
/// not wanted is missing from [`Record::fields`], which says nothing about the cell.
#[derive(Debug, Clone)]
pub struct Wanted {
    of: BTreeMap<String, BTreeSet<String>>,
    /// Lists of which every field is looked at.
    whole: BTreeSet<String>,
    /// Of lists that nobody has named.
    of_others: BTreeSet<String>,
    identities: bool,
}

impl Default for Wanted {
    /// What [`Coverage`](crate::Coverage) and [`standing`](crate::standing) look at themselves.
    fn default() -> Self {
        let mut wanted = Wanted {
            of: BTreeMap::new(),
            whole: BTreeSet::new(),
            of_others: Cover::FIELDS.map(str::to_owned).into(),
            identities: false,
        };
        for (dataset, field) in standing::FIELDS {
            wanted.add(dataset, field);
        }
        wanted
    }
}

impl Wanted {
    /// Adds a field of a list.
    pub fn add(&mut self, dataset: &str, field: &str) {
        let fields = self.of.entry(dataset.to_owned());
        let fields = fields.or_insert_with(|| self.of_others.clone());
        fields.insert(field.to_owned());
    }

    /// Adds a field of every list.
    pub fn add_everywhere(&mut self, field: &str) {
        for fields in self.of.values_mut().chain([&mut self.of_others]) {
            fields.insert(field.to_owned());
        }
    }

    /// Adds every field of a list.
    pub fn add_whole(&mut self, dataset: &str) {
        self.whole.insert(dataset.to_owned());
    }

    /// Adds the identities of a person: how every list, of earlier months too, has them.
    pub fn add_identities(&mut self) {
        self.identities = true;
    }

    /// The fields of a list; none where every one is wanted.
    fn fields(&self, dataset: &str) -> Option<&BTreeSet<String>> {
        let whole = self.whole.contains(dataset);
        (!whole).then(|| self.of.get(dataset).unwrap_or(&self.of_others))
    }
}

impl Individual {
    pub(crate) fn parse(raw: &RawLine<'_>, wanted: Option<&Wanted>) -> Result<Self, Failure> {
        raw.parse_into(IndividualSeed(wanted))
    }

    /// The records of one dataset.
    pub fn of<'a>(&'a self, dataset: &'a str) -> impl Iterator<Item = &'a Record> {
        self.records.iter().filter(move |r| r.dataset == dataset)
    }
}

impl Record {
    /// Understands a record line; `kind` does not count as a field.
    pub fn parse(line: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(line)
    }

    /// A field as text; `None` when blank, unreadable or of another type.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.as_str()
    }

    /// `source/row`, and the part behind it where a row has several.
    pub fn address(&self) -> String {
        match &self.part {
            None => format!("{}/{}", self.source, self.row),
            Some(part) => format!("{}/{}/{part}", self.source, self.row),
        }
    }
}

/// A key, without a copy where it needs none.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Clone, Copy)]
struct IndividualSeed<'w>(Option<&'w Wanted>);

impl<'de> DeserializeSeed<'de> for IndividualSeed<'_> {
    type Value = Individual;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Individual, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for IndividualSeed<'_> {
    type Value = Individual;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a person")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Individual, A::Error> {
        let mut person = Individual::default();
        let line = &mut person.line;
        let (mut id, mut household) = (None, None);
        while let Some(Key(key)) = map.next_key()? {
            match key.as_ref() {
                "id" => id = Some(map.next_value()?),
                "household" => household = Some(map.next_value()?),
                "was" => line.was = map.next_value()?,
                "name" => line.name = map.next_value()?,
                "kana" => line.kana = map.next_value()?,
                "birth_date" => line.birth_date = map.next_value()?,
                "sex" => line.sex = map.next_value()?,
                "resident_no" => line.resident_no = map.next_value()?,
                "last_seen" => line.last_seen = map.next_value()?,
                "protected_by" => line.protected_by = map.next_value()?,
                "identities" if self.0.is_none_or(|wanted| wanted.identities) => {
                    line.identities = map.next_value()?
                }
                "links" if self.0.is_none() => line.links = map.next_value()?,
                "records" => person.records = map.next_value_seed(RecordsSeed(self.0))?,
                "decided" => person.decided = map.next_value_seed(RecordsSeed(None))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        line.id = id.ok_or_else(|| A::Error::missing_field("id"))?;
        line.household = household.ok_or_else(|| A::Error::missing_field("household"))?;
        Ok(person)
    }
}

struct RecordsSeed<'w>(Option<&'w Wanted>);

impl<'de> DeserializeSeed<'de> for RecordsSeed<'_> {
    type Value = Vec<Record>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Vec<Record>, D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RecordsSeed<'_> {
    type Value = Vec<Record>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Record>, A::Error> {
        let mut records = Vec::new();
        while let Some(record) = seq.next_element_seed(RecordSeed(self.0))? {
            records.push(record);
        }
        Ok(records)
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        RecordSeed(None).deserialize(reader)
    }
}

struct RecordSeed<'w>(Option<&'w Wanted>);

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Record, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        let (mut dataset, mut source, mut row) = (None::<String>, None, None);
        let mut fields = None;
        while let Some(Key(key)) = map.next_key()? {
            match key.as_ref() {
                "kind" => {
                    map.next_value::<IgnoredAny>()?;
                }
                "dataset" => {
                    let name = map.next_value::<String>()?;
                    fields = self.0.and_then(|wanted| wanted.fields(&name));
                    dataset = Some(name);
                }
                "source" => source = Some(map.next_value()?),
                "row" => row = Some(map.next_value()?),
                "part" => record.part = map.next_value()?,
                "above" => record.above = map.next_value()?,
                // A field in front of its list's name is kept: nobody knows yet.
                field if fields.is_none_or(|fields| fields.contains(field)) => {
                    record.fields.insert(key.into_owned(), map.next_value()?);
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        record.dataset = dataset.ok_or_else(|| A::Error::missing_field("dataset"))?;
        record.source = source.ok_or_else(|| A::Error::missing_field("source"))?;
        record.row = row.ok_or_else(|| A::Error::missing_field("row"))?;
        Ok(record)
    }
}
