//! The people of a table in a fixed few bytes, so that two deliveries can be compared when both were
//! read long ago.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::new_record::NewRecord;

/// What says who somebody is. Each counts by itself: a corrected name leaves its reading the same.
const KEYS: [&str; 3] = ["resident_no", "name", "kana"];

/// So many are kept of a table: those with the smallest digests, which are as good as drawn by lot
/// and the same for the same people.
const MOST: usize = 192;

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

    fn take(&mut self, digest: u64) {
        if digest <= self.limit && self.digests.insert(digest) && self.digests.len() > MOST {
            self.digests.pop_last();
            self.limit = self.digests.last().copied().unwrap_or_default();
        }
    }

    /// Whether hardly anybody of the smaller table stands on the other one. In a class that nearly
    /// all have left those who stayed are on both.
    pub(crate) fn differ(&self, other: &People) -> bool {
        let limit = self.limit.min(other.limit);
        let within = |one: &People| one.digests.range(..=limit).count();
        let fewer = within(self).min(within(other));
        let shared = self.digests.intersection(&other.digests);
        let shared = shared.filter(|digest| **digest <= limit).count();
        fewer > 0 && shared * 5 <= fewer
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
        assert!(named(0..3000).differ(&named(3000..6000)));
        assert!(!named(0..3000).differ(&named(100..3100)));
        // A class out of a large list: everybody in the sample that can be there is.
        assert!(!named(0..3000).differ(&named(200..230)));
        assert!(named(0..3000).digests.len() <= MOST);
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
