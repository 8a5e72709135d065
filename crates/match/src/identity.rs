//! The part of a record that says whose it is, and equal ones collapsed into one.

use std::fmt;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::hash::BuildHasher;

use crate::number::is_filler;

/// What is compared, by its key in lines. `cohort` is ours: the year of entering school, from grade
/// and school year, so that lists of two school years agree; `school_year` says of which year the
/// class is.
pub(crate) const FIELDS: [&str; 19] = [
    "resident_no",
    "household_no",
    "name",
    "kana",
    "former_name",
    "alias",
    "birth_date",
    "sex",
    "relationship",
    "address",
    "postal_code",
    "phone",
    "guardian_name",
    "guardian_kana",
    "institution",
    "cohort",
    "class",
    "school_year",
    "person",
];

/// A place in [`FIELDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Field {
    ResidentNo,
    HouseholdNo,
    Name,
    Kana,
    FormerName,
    Alias,
    BirthDate,
    Sex,
    Relationship,
    Address,
    PostalCode,
    Phone,
    GuardianName,
    GuardianKana,
    Institution,
    Cohort,
    Class,
    SchoolYear,
    /// The key of one of the kit's own workbooks that came back.
    Person,
}

impl Field {
    /// The key in lines.
    pub(crate) fn key(self) -> &'static str {
        FIELDS[self as usize]
    }
}

/// One way in which one list writes one person. The derived order is the canonical one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Identity {
    pub(crate) dataset: String,
    pub(crate) values: [Option<Box<str>>; FIELDS.len()],
    /// Rows that nothing tells apart, although each may be somebody else: never collapsed.
    pub(crate) apart: Option<String>,
}

impl Identity {
    pub(crate) fn get(&self, field: Field) -> Option<&str> {
        self.values[field as usize].as_deref()
    }

    pub(crate) fn set(&mut self, field: Field, value: Option<&str>) {
        self.values[field as usize] = value.map(Into::into);
    }

    /// Forgets numbers that are none, so that they make nobody one person or one household.
    pub(crate) fn forget_fillers(&mut self) {
        for field in [Field::ResidentNo, Field::HouseholdNo] {
            if self.get(field).is_some_and(is_filler) {
                self.set(field, None);
            }
        }
    }

    /// Whether anybody could say whose row this is.
    pub(crate) fn names_somebody(&self) -> bool {
        [
            Field::ResidentNo,
            Field::Name,
            Field::Kana,
            Field::Alias,
            Field::Person,
        ]
        .into_iter()
        .any(|field| self.get(field).is_some())
    }

    /// Whether two rows of a list that agree in everything are the same person: a name alone is not
    /// enough for that.
    pub(crate) fn tells_apart(&self) -> bool {
        let named = self.get(Field::Name).or(self.get(Field::Kana)).is_some();
        let has = |field| self.get(field).is_some();
        has(Field::ResidentNo)
            || has(Field::Person)
            || named
                && (has(Field::BirthDate)
                    || has(Field::Address)
                    || has(Field::Phone)
                    || has(Field::Institution) && has(Field::Class))
    }

    /// Whether two say the same, wherever they stand.
    pub(crate) fn says_as(&self, other: &Identity) -> bool {
        self.dataset == other.dataset && self.values == other.values
    }

    /// The dataset and fields as an object, for `person.identities`.
    pub(crate) fn to_map(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut map = serde_json::Map::new();
        map.insert("dataset".to_owned(), self.dataset.clone().into());
        for (key, value) in FIELDS.iter().zip(&self.values) {
            if let Some(value) = value {
                map.insert((*key).to_owned(), value.to_string().into());
            }
        }
        map
    }

    /// Reads what [`Identity::to_map`] wrote.
    pub(crate) fn from_map(map: &serde_json::Map<String, serde_json::Value>) -> Self {
        let text = |key: &str| map.get(key).and_then(|value| value.as_str());
        let mut identity = Identity {
            dataset: text("dataset").unwrap_or_default().to_owned(),
            ..Identity::default()
        };
        for (slot, key) in identity.values.iter_mut().zip(FIELDS) {
            *slot = text(key).map(Into::into);
        }
        identity
    }
}

/// A record line, as far as matching looks into it.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) identity: Identity,
    pub(crate) source: String,
    pub(crate) row: u32,
    pub(crate) part: Option<String>,
    pub(crate) grade: Option<i64>,
    pub(crate) protected: bool,
    pub(crate) status: Option<String>,
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RowVisitor)
    }
}

/// A text, or nothing: numbers are taken as they are written, other types say nothing about identity.
struct Loose(Option<Box<str>>);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LooseVisitor;
        impl<'de> Visitor<'de> for LooseVisitor {
            type Value = Loose;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("any value")
            }

            fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
                let text = text.trim();
                Ok(Loose((!text.is_empty()).then(|| text.into())))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
                Ok(Loose(Some(number.to_string().into())))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
                Ok(Loose(Some(number.to_string().into())))
            }

            fn visit_bool<E>(self, yes: bool) -> Result<Loose, E> {
                Ok(Loose(yes.then(|| "true".into())))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Loose, E> {
                Ok(Loose(None))
            }

            fn visit_unit<E>(self) -> Result<Loose, E> {
                Ok(Loose(None))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Loose(None))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> Result<Loose, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Loose(None))
            }
        }
        deserializer.deserialize_any(LooseVisitor)
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

struct RowVisitor;

impl<'de> Visitor<'de> for RowVisitor {
    type Value = Row;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        use serde::de::Error;
        let mut row = Row::default();
        let (mut source, mut number) = (None, None);
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::Source => source = Some(map.next_value::<String>()?),
                Key::Row => number = Some(map.next_value::<u32>()?),
                Key::Part => row.part = map.next_value()?,
                Key::Dataset => row.identity.dataset = map.next_value()?,
                Key::Grade => {
                    let grade = map.next_value::<Loose>()?.0;
                    row.grade = grade.and_then(|text| text.parse().ok());
                }
                Key::Protected => {
                    row.protected = map.next_value::<Loose>()?.0.as_deref() == Some("true");
                }
                Key::Status => row.status = map.next_value::<Loose>()?.0.map(Into::into),
                Key::Field(at) => row.identity.values[at] = map.next_value::<Loose>()?.0,
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

/// Identities by content: equal ones get one number.
#[derive(Debug, Default)]
pub(crate) struct Collapse {
    hasher: DefaultHashBuilder,
    numbers: HashTable<u32>,
    identities: Vec<Identity>,
}

impl Collapse {
    /// The number of this identity.
    pub(crate) fn number(&mut self, identity: Identity) -> u32 {
        let (hasher, identities) = (&self.hasher, &mut self.identities);
        let entry = self.numbers.entry(
            hasher.hash_one(&identity),
            |known| identities[*known as usize] == identity,
            |known| hasher.hash_one(&identities[*known as usize]),
        );
        match entry {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                let number = narrow(identities.len());
                place.insert(number);
                identities.push(identity);
                number
            }
        }
    }

    /// The identity with this number.
    pub(crate) fn get(&self, number: u32) -> &Identity {
        &self.identities[number as usize]
    }

    /// All identities in canonical order, and the new number of each old one.
    pub(crate) fn sorted(self) -> (Vec<Identity>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.identities.len()).map(narrow).collect();
        order.sort_unstable_by(|a, b| {
            self.identities[*a as usize].cmp(&self.identities[*b as usize])
        });
        let mut new = vec![0; order.len()];
        for (at, old) in order.iter().enumerate() {
            new[*old as usize] = narrow(at);
        }
        let mut identities: Vec<Option<Identity>> = self.identities.into_iter().map(Some).collect();
        let sorted = order
            .iter()
            .filter_map(|old| identities[*old as usize].take())
            .collect();
        (sorted, new)
    }
}

/// Counts of identities and records fit into 32 bits; a stream of more does not fit into memory.
pub(crate) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unreadable_and_foreign_values_say_nothing() {
        let line = r#"{"kind":"record","dataset":"cases","source":"a.1","row":3,"name":null,"kana":"","phone":9012345678,"days":{"2026-05-01":"late"},"x":[1,{"y":2}],"protected":true}"#;
        let row: Row = serde_json::from_str(line).unwrap();
        assert_eq!(row.identity.get(Field::Name), None);
        assert_eq!(row.identity.get(Field::Kana), None);
        assert_eq!(row.identity.get(Field::Phone), Some("9012345678"));
        assert!(row.protected && row.row == 3);
        assert!(!row.identity.names_somebody());
    }

    #[test]
    fn a_map_reads_back() {
        let mut identity = Identity {
            dataset: "cases".to_owned(),
            ..Identity::default()
        };
        identity.set(Field::Name, Some("山田 花子"));
        assert_eq!(Identity::from_map(&identity.to_map()), identity);
    }

    #[test]
    fn numbers_do_not_depend_on_the_order_of_arrival() {
        let named = |name: &str| {
            let mut identity = Identity::default();
            identity.set(Field::Name, Some(name));
            identity
        };
        let mut collapse = Collapse::default();
        let (b, a, again) = (
            collapse.number(named("b")),
            collapse.number(named("a")),
            collapse.number(named("b")),
        );
        assert_eq!(b, again);
        let (sorted, new) = collapse.sorted();
        assert_eq!(sorted.len(), 2);
        assert!(new[a as usize] < new[b as usize]);
    }
}
