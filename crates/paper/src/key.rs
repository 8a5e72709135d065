//! What the hidden key column says of a row, and the digest that ties a key to the row's person.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::clean::clean_text;

const HEADING: &str = "mimamori-heading";
const TEXT: &str = "mimamori-text";
/// Hexadecimal figures of a digest: of 100,000 rows whose keys were copied beside other people
/// none fits by chance.
const FIGURES: usize = 12;

/// What stands in the key column of a row of a paper that is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKey {
    /// A row of headings.
    Heading,
    /// A group, a note or another text of ours.
    Text,
    /// A row that is known by its key.
    Keyed {
        /// The key.
        key: String,
        /// The digest over key and person, where the row has one.
        digest: Option<String>,
    },
}

impl RowKey {
    /// Reads a cell of the key column.
    pub fn from_cell(text: &str) -> RowKey {
        match text.trim() {
            HEADING => RowKey::Heading,
            TEXT => RowKey::Text,
            text => {
                let (key, digest) = match text.rsplit_once('#') {
                    Some((key, digest)) => (key, Some(digest.to_owned())),
                    None => (text, None),
                };
                RowKey::Keyed {
                    key: key.to_owned(),
                    digest,
                }
            }
        }
    }

    /// The cell of a row without a key.
    pub(crate) fn unkeyed(heading: bool) -> &'static str {
        if heading { HEADING } else { TEXT }
    }
}

/// Makes and checks the digests of rows.
///
/// Whoever copies a key beside another person leaves a digest that does not agree with the birth
/// date and kana in the row. The digest is keyed, so that a paper whose names were taken out does
/// not give away birth dates to somebody who tries them all.
///
/// ```
/// use mimamori_paper::{RowKey, Seal};
/// let seal = Seal::new("00ff");
/// let cell = seal.key("p-k7q2-000123", &["2017-05-03", "ヤマダ ハナコ"]);
/// let RowKey::Keyed { key, digest: Some(digest) } = RowKey::from_cell(&cell) else { panic!() };
/// assert!(seal.holds(&key, &digest, &["2017-05-03", "ヤマダ　ハナコ"]));
/// assert!(!seal.holds(&key, &digest, &["2017-05-04", "ヤマダ ハナコ"]));
/// ```
#[derive(Clone)]
pub struct Seal {
    key: Vec<u8>,
}

impl Seal {
    /// From `town.seal`.
    pub fn new(key: &str) -> Self {
        Seal {
            key: key.as_bytes().to_vec(),
        }
    }

    /// The cell of the key column: the key, and the digest over it and what the row shows of its
    /// people (birth dates `YYYY-MM-DD`, kana or names). Spaces in these do not matter.
    pub fn key(&self, key: &str, shown: &[&str]) -> String {
        format!("{key}#{}", self.digest(key, shown))
    }

    /// Whether a digest is that of this key and these people.
    pub fn holds(&self, key: &str, digest: &str, shown: &[&str]) -> bool {
        self.digest(key, shown) == digest
    }

    fn digest(&self, key: &str, shown: &[&str]) -> String {
        // HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else {
            return String::new();
        };
        mac.update(key.as_bytes());
        for text in shown {
            let text: String = clean_text(text)
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            mac.update(b"\0");
            mac.update(text.as_bytes());
        }
        let bytes = mac.finalize().into_bytes();
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        hex[..FIGURES].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_python() {
        // hmac.new(b"k", "p-1\0" "2017-05-03\0" "ヤマダハナコ", "sha256").hexdigest()[:12]
        let seal = Seal::new("k");
        assert_eq!(
            seal.key("p-1", &["2017-05-03", "ヤマダ ハナコ"]),
            "p-1#97bc7602ac7c"
        );
    }

    #[test]
    fn a_digest_belongs_to_one_key_one_person_and_one_town() {
        let shown = ["2017-05-03", "ヤマダ ハナコ"];
        let digest = Seal::new("k").digest("p-1", &shown);
        assert!(Seal::new("k").holds("p-1", &digest, &shown));
        assert!(!Seal::new("k").holds("p-2", &digest, &shown));
        assert!(!Seal::new("k").holds("p-1", &digest, &["2017-05-03", "ヤマダ タロウ"]));
        assert!(!Seal::new("l").holds("p-1", &digest, &shown));
        // What belongs to one text cannot be moved into its neighbour.
        assert!(!Seal::new("k").holds("p-1", &digest, &["2017-05-03ヤマダ", "ハナコ"]));
    }

    #[test]
    fn keys_of_pairs_and_rows_of_ours_are_told_apart() {
        assert_eq!(RowKey::from_cell("mimamori-heading"), RowKey::Heading);
        assert_eq!(RowKey::from_cell("mimamori-text"), RowKey::Text);
        assert_eq!(
            RowKey::from_cell(" 3f9a.1/12|p-1#0123 "),
            RowKey::Keyed {
                key: "3f9a.1/12|p-1".to_owned(),
                digest: Some("0123".to_owned())
            }
        );
    }
}
