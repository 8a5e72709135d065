//! The part of a record that says whose it is, and equal ones collapsed into one.

use hashbrown::HashMap;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::is_filler;
use crate::texts::{BLANK, Interner, Texts};

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

/// One way in which one list writes one person, as the numbers of its texts. Once the texts are
/// sorted, the derived order is the canonical one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Identity {
    pub(crate) dataset: u32,
    pub(crate) values: [u32; FIELDS.len()],
    /// Rows that nothing tells apart, although each may be somebody else: never collapsed.
    pub(crate) apart: u32,
}

impl Identity {
    /// The number of the text of a field.
    pub(crate) fn at(&self, field: Field) -> u32 {
        self.values[field as usize]
    }

    pub(crate) fn has(&self, field: Field) -> bool {
        self.at(field) != BLANK
    }

    pub(crate) fn set(&mut self, field: Field, text: u32) {
        self.values[field as usize] = text;
    }

    /// The same texts by other numbers.
    pub(crate) fn with(&self, number: impl Fn(u32) -> u32) -> Self {
        Identity {
            dataset: number(self.dataset),
            values: self.values.map(&number),
            apart: number(self.apart),
        }
    }

    /// Forgets numbers that are none, so that they make nobody one person or one household.
    pub(crate) fn forget_fillers(&mut self, texts: &Texts) {
        for field in [Field::ResidentNo, Field::HouseholdNo] {
            if texts.get(self.at(field)).is_some_and(is_filler) {
                self.set(field, BLANK);
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
        .any(|field| self.has(field))
    }

    /// Whether two rows of a list that agree in everything are the same person: a name alone is not
    /// enough for that.
    pub(crate) fn tells_apart(&self) -> bool {
        let named = self.has(Field::Name) || self.has(Field::Kana);
        self.has(Field::ResidentNo)
            || self.has(Field::Person)
            || named
                && (self.has(Field::BirthDate)
                    || self.has(Field::Address)
                    || self.has(Field::Phone)
                    || self.has(Field::Institution) && self.has(Field::Class))
    }

    /// Of these values, in no dataset.
    #[cfg(test)]
    pub(crate) fn of(texts: &mut Interner, values: &[(Field, &str)]) -> Self {
        let mut identity = Identity::default();
        for (field, text) in values {
            identity.set(*field, texts.number(text));
        }
        identity
    }

    /// Whether two say the same, wherever they stand.
    pub(crate) fn says_as(&self, other: &Identity) -> bool {
        self.dataset == other.dataset && self.values == other.values
    }

    /// Reads what [`Seen`] writes.
    pub(crate) fn from_map(
        map: &serde_json::Map<String, serde_json::Value>,
        texts: &mut Interner,
    ) -> Self {
        let mut number = |key: &str| {
            let text = map.get(key).and_then(|value| value.as_str());
            texts.number(text.unwrap_or_default())
        };
        Identity {
            dataset: number("dataset"),
            values: FIELDS.map(number),
            apart: BLANK,
        }
    }
}

/// An identity and the texts that it is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) identity: &'a Identity,
}

impl<'a> Seen<'a> {
    pub(crate) fn new(texts: &'a Texts, identity: &'a Identity) -> Self {
        Seen { texts, identity }
    }

    pub(crate) fn get(self, field: Field) -> Option<&'a str> {
        self.texts.get(self.identity.at(field))
    }

    pub(crate) fn dataset(self) -> &'a str {
        self.texts.text(self.identity.dataset)
    }

    /// Which row it is, where nothing else tells it apart.
    pub(crate) fn apart(self) -> Option<&'a str> {
        self.texts.get(self.identity.apart)
    }

    /// The same in other texts.
    pub(crate) fn among(self, texts: &mut Interner) -> Identity {
        let mut number = |text: u32| texts.number(self.texts.text(text));
        Identity {
            dataset: number(self.identity.dataset),
            values: self.identity.values.map(&mut number),
            apart: number(self.identity.apart),
        }
    }
}

impl PartialEq for Seen<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same = |x: u32, y: u32| self.texts.text(x) == other.texts.text(y);
        let (x, y) = (self.identity, other.identity);
        same(x.dataset, y.dataset)
            && same(x.apart, y.apart)
            && x.values.iter().zip(&y.values).all(|(x, y)| same(*x, *y))
    }
}

/// The dataset and fields as an object, for `person.identities`.
impl Serialize for Seen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("dataset", self.dataset())?;
        for (key, value) in FIELDS.iter().zip(self.identity.values) {
            if let Some(text) = self.texts.get(value) {
                map.serialize_entry(key, text)?;
            }
        }
        map.end()
    }
}

/// Identities by content: equal ones get one number.
#[derive(Debug, Default)]
pub(crate) struct Collapse {
    numbers: HashMap<Identity, u32>,
    identities: Vec<Identity>,
}

impl Collapse {
    /// The number of this identity.
    pub(crate) fn number(&mut self, identity: Identity) -> u32 {
        *self.numbers.entry(identity).or_insert_with(|| {
            self.identities.push(identity);
            narrow(self.identities.len() - 1)
        })
    }

    /// The identity with this number.
    pub(crate) fn get(&self, number: u32) -> &Identity {
        &self.identities[number as usize]
    }

    /// The identities of these numbers in canonical order, their texts numbered anew, and the new
    /// number of each old one.
    pub(crate) fn sorted(
        self,
        texts: &[u32],
        used: impl Iterator<Item = u32>,
    ) -> (Vec<Identity>, Vec<u32>) {
        let renumbered = |identity: &Identity| identity.with(|old| texts[old as usize]);
        let identities: Vec<Identity> = self.identities.iter().map(renumbered).collect();
        let mut order: Vec<u32> = used.collect();
        order.sort_unstable();
        order.dedup();
        order.sort_unstable_by_key(|at| identities[*at as usize]);
        let mut new = vec![0; identities.len()];
        for (at, old) in order.iter().enumerate() {
            new[*old as usize] = narrow(at);
        }
        let sorted = order.iter().map(|old| identities[*old as usize]).collect();
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
    fn what_is_written_reads_back() {
        let mut texts = Interner::default();
        let mut identity = Identity::of(&mut texts, &[(Field::Name, "山田 花子")]);
        identity.dataset = texts.number("cases");
        let written = serde_json::to_value(Seen::new(&texts.texts, &identity)).unwrap();
        let read = Identity::from_map(written.as_object().unwrap(), &mut texts);
        assert_eq!(read, identity);
    }

    #[test]
    fn numbers_do_not_depend_on_the_order_of_arrival() {
        let mut texts = Interner::default();
        let mut collapse = Collapse::default();
        let mut named = |name| {
            let identity = Identity::of(&mut texts, &[(Field::Name, name)]);
            collapse.number(identity)
        };
        let (b, a, again) = (named("b"), named("a"), named("b"));
        assert_eq!(b, again);
        let (_, new_texts) = texts.texts.sorted();
        let (sorted, new) = collapse.sorted(&new_texts, [b, a, again].into_iter());
        assert_eq!(sorted.len(), 2);
        assert!(new[a as usize] < new[b as usize]);
    }
}
