//! The people of a table in a fixed few bytes, so that two deliveries can be compared when both were
//! read long ago.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::new_record::NewRecord;

/// What says who somebody is. Each counts by itself: a corrected name leaves its reading the same.
const KEYS: [&str; 3] = ["resident_no", "name", "kana"];

/// So many are kept of a table: those with the smallest digests, which are as good as drawn by lot
/// and the same for the same people. All of a town with five thousand people; of a city with ten
/// times as many enough to know a class of it.
const MOST: usize = 16_384;

/// Numbers, names and readings of the people of a table, or a sample of them. It lives for one run.
#[derive(Debug, Clone)]
pub(crate) struct People {
    digests: BTreeSet<u64>,
    /// All digests up to here are among them.
    limit: u64,
}

impl Default for People {
    fn default() -> Self {
        People {
            digests: BTreeSet::new(),
            limit: u64::MAX,
        }
    }
}

impl People {
    /// Takes the person of a record.
    pub(crate) fn add(&mut self, record: &NewRecord<'_>) {
        for key in KEYS {
            if let Some(text) = record.get(key).and_then(|value| value.as_str()) {
                let mut hasher = DefaultHasher::new();
                key.hash(&mut hasher);
                let words = text.split_whitespace();
                words.for_each(|word| hasher.write(word.as_bytes()));
                self.take(hasher.finish());
            }
        }
    }

    /// Takes the people of another table.
    pub(crate) fn join(&mut self, other: &People) {
        self.limit = self.limit.min(other.limit);
        self.digests.retain(|digest| *digest <= self.limit);
        other.digests.iter().for_each(|digest| self.take(*digest));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.digests.is_empty()
    }

    fn take(&mut self, digest: u64) {
        if digest <= self.limit && self.digests.insert(digest) && self.digests.len() > MOST {
            self.digests.pop_last();
            self.limit = self.digests.last().copied().unwrap_or_default();
        }
    }

    /// Whether hardly anybody of the smaller table stands on the other one. In a class that nearly
    /// all have left those who stayed are on both.
    pub(crate) fn differ(&self, other: &People) -> bool {
        let fewer = self.within(other).min(other.within(self));
        let known = !self.digests.is_empty() && !other.digests.is_empty();
        // Of so few among so many that none was drawn, nobody knows.
        known && self.shared(other) * 5 <= fewer
    }

    /// Whether fewer than half of these stand on the other table.
    pub(crate) fn mostly_gone(&self, other: &People) -> bool {
        !self.digests.is_empty() && self.shared(other) * 2 < self.within(other).max(1)
    }

    /// How many of these are among those that were kept of both.
    fn within(&self, other: &People) -> usize {
        let limit = self.limit.min(other.limit);
        self.digests.range(..=limit).count()
    }

    fn shared(&self, other: &People) -> usize {
        let limit = self.limit.min(other.limit);
        let shared = self.digests.intersection(&other.digests);
        shared.filter(|digest| **digest <= limit).count()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;

    fn people(all: impl Iterator<Item = (&'static str, String)>) -> People {
        let mut people = People::default();
        for (key, text) in all {
            people.add(&NewRecord {
                dataset: "attendance",
                source: "aaaaaaaaaaaa.1",
                row: 4,
                part: None,
                above: Vec::new(),
                fields: vec![(key, Json::from(text))],
            });
        }
        people
    }

    fn named(numbers: std::ops::Range<u32>) -> People {
        people(numbers.map(|number| ("name", format!("空野 {number}"))))
    }

    #[test]
    fn another_class_differs_and_a_corrected_one_does_not() {
        assert!(named(0..30).differ(&named(30..60)));
        assert!(named(0..30).differ(&named(25..55)));
        assert!(named(0..30).differ(&named(24..54)));
        assert!(!named(0..30).differ(&named(23..53)));
        assert!(!named(0..30).differ(&named(0..30)));
        assert!(!named(0..30).differ(&People::default()));
    }

    #[test]
    fn of_large_lists_a_sample_tells_as_much() {
        let city = named(0..60_000);
        assert!(city.digests.len() <= MOST);
        assert!(city.differ(&named(60_000..120_000)));
        assert!(!city.differ(&named(1_000..61_000)));
        // A class out of a large list: everybody in the sample that can be there is.
        assert!(!city.differ(&named(200..230)));
        assert!(city.differ(&named(60_000..60_012)) && named(60_000..60_012).differ(&city));
        assert!(named(60_000..60_012).mostly_gone(&city) && !named(7..19).mostly_gone(&city));
    }

    #[test]
    fn fewer_than_half_of_a_class_is_mostly_gone() {
        assert!(!named(0..12).mostly_gone(&named(0..30)));
        assert!(!named(0..12).mostly_gone(&named(6..30)));
        assert!(named(0..12).mostly_gone(&named(7..30)));
        assert!(named(0..12).mostly_gone(&People::default()));
        assert!(!People::default().mostly_gone(&named(0..30)));
    }

    #[test]
    fn tables_of_one_file_are_joined() {
        let mut whole = named(0..300);
        whole.join(&named(300..600));
        assert!(!whole.differ(&named(300..600)));
        assert!(whole.differ(&named(600..900)));
        let at_once = named(0..600);
        assert_eq!(whole.digests, at_once.digests);
    }

    #[test]
    fn a_class_that_nearly_all_left_is_known_by_those_who_stayed() {
        assert!(!named(0..12).differ(&named(11..12)));
        assert!(!named(0..12).differ(&named(10..13)));
    }

    #[test]
    fn spaces_in_a_name_do_not_matter_and_a_reading_speaks_where_the_name_was_corrected() {
        let mut old = people([("name", "空野 湊".to_owned())].into_iter());
        let new = people([("name", "空野\u{3000}湊".to_owned())].into_iter());
        assert!(!old.differ(&new));
        let corrected = || [("kana", "ソラノ ミナト".to_owned())].into_iter();
        old.join(&people(corrected()));
        let renamed = [("name", "空野 港".to_owned())].into_iter();
        assert!(!old.differ(&people(renamed.chain(corrected()))));
    }
}
