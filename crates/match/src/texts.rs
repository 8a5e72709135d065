//! The texts of a run, each once. A row holds their numbers, so that two rows are compared, sorted
//! and looked up without reading a letter.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use crate::identity::narrow;

/// No text: the number of the empty one, which comes before all others.
pub(crate) const BLANK: u32 = 0;

/// Texts by number, one behind the other.
#[derive(Debug)]
pub(crate) struct Texts {
    letters: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Default for Texts {
    fn default() -> Self {
        Texts {
            letters: String::new(),
            ends: vec![0],
        }
    }
}

impl Texts {
    /// How many there are, the blank one too.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number; blank for a number that nothing has.
    pub(crate) fn text(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).and_then(|at| self.ends.get(at));
        let end = self.ends.get(at);
        let span = start.zip(end).map(|(start, end)| *start..*end);
        span.and_then(|span| self.letters.get(span)).unwrap_or("")
    }

    /// The text of a number, if it is not blank.
    pub(crate) fn get(&self, number: u32) -> Option<&str> {
        Some(self.text(number)).filter(|text| !text.is_empty())
    }

    fn push(&mut self, text: &str) -> u32 {
        let number = narrow(self.ends.len());
        self.letters.push_str(text);
        self.ends.push(self.letters.len());
        number
    }

    /// The same texts numbered in their order, and the new number of each old one: from then on
    /// numbers compare as their texts do, whatever the order in which these arrived.
    pub(crate) fn sorted(self) -> (Texts, Vec<u32>) {
        let mut order: Vec<(u128, u32)> = (0..self.len())
            .map(|at| (front(self.text(narrow(at))), narrow(at)))
            .collect();
        order.sort_unstable_by(|(p, a), (q, b)| {
            p.cmp(q).then_with(|| self.text(*a).cmp(self.text(*b)))
        });
        let mut sorted = Texts {
            letters: String::with_capacity(self.letters.len()),
            ends: Vec::with_capacity(self.ends.len()),
        };
        let mut new = vec![BLANK; self.len()];
        for (_, old) in order {
            new[old as usize] = sorted.push(self.text(old));
        }
        (sorted, new)
    }
}

/// The first sixteen bytes, which tell most texts apart without looking them up.
fn front(text: &str) -> u128 {
    let mut bytes = [0; 16];
    for (slot, byte) in bytes.iter_mut().zip(text.bytes()) {
        *slot = byte;
    }
    u128::from_be_bytes(bytes)
}

/// Texts in the making: equal ones get one number.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    pub(crate) texts: Texts,
    hasher: DefaultHashBuilder,
    numbers: HashTable<u32>,
}

impl Interner {
    /// Takes up other texts. By their numbers, the numbers here.
    pub(crate) fn absorb(&mut self, others: &Texts) -> Vec<u32> {
        let others = (0..others.len()).map(|at| others.text(narrow(at)));
        others.map(|text| self.number(text)).collect()
    }

    /// The number of this text.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return BLANK;
        }
        let (hasher, texts) = (&self.hasher, &mut self.texts);
        let entry = self.numbers.entry(
            hasher.hash_one(text),
            |known| texts.text(*known) == text,
            |known| hasher.hash_one(texts.text(*known)),
        );
        match entry {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                let number = texts.push(text);
                place.insert(number);
                number
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_has_one_number_and_nothing_has_none() {
        let mut interner = Interner::default();
        let (a, blank, b) = (
            interner.number("山田"),
            interner.number(""),
            interner.number("佐藤"),
        );
        assert_eq!((blank, interner.number("山田")), (BLANK, a));
        assert_eq!(interner.texts.get(b), Some("佐藤"));
        assert_eq!(interner.texts.get(blank), None);
        assert_eq!(interner.texts.get(99), None);
    }

    #[test]
    fn texts_of_others_get_numbers_of_our_own() {
        let (mut ours, mut theirs) = (Interner::default(), Interner::default());
        let a = ours.number("山田");
        let all = ["佐藤", "", "山田"].map(|text| theirs.number(text));
        let new = ours.absorb(&theirs.texts);
        let [b, blank, same] = all.map(|text| new[text as usize]);
        assert_eq!((blank, same, ours.texts.text(b)), (BLANK, a, "佐藤"));
    }

    proptest! {
        #[test]
        fn once_sorted_numbers_compare_as_texts_do(words in prop::collection::vec("[ぁ-ん a-c\u{0}]{0,9}", 0..30)) {
            let mut interner = Interner::default();
            let old: Vec<u32> = words.iter().map(|word| interner.number(word)).collect();
            let (texts, new) = interner.texts.sorted();
            for (x, word) in old.iter().zip(&words) {
                prop_assert_eq!(texts.text(new[*x as usize]), word);
                for (y, other) in old.iter().zip(&words) {
                    prop_assert_eq!(new[*x as usize].cmp(&new[*y as usize]), word.cmp(other));
                }
            }
        }
    }
}
