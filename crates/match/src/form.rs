//! Identities made ready for comparing: names and readings by spelling, texts as numbers.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use hashbrown::HashMap;
use mimamori_text::Address;
use smallvec::SmallVec;

use crate::foreign::{self, Word};
use crate::identity::Identity;
use crate::intake::Rec;
use crate::local::Local;
use crate::make::Maker;
use crate::spelling::{Letters, Reading};
use crate::texts::Texts;

/// No text.
pub(crate) const NONE: u32 = u32::MAX;

/// One identity, ready.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) dataset: u32,
    /// Names in letters: the main one, then alias and former name.
    pub(crate) letters: Few,
    pub(crate) readings: Few,
    /// A list that gives no given name.
    pub(crate) unnamed: bool,
    /// A name in Latin letters, in kana alone, or of more than two words.
    pub(crate) foreign: bool,
    pub(crate) birth: Option<NaiveDate>,
    pub(crate) cohort: Option<i32>,
    pub(crate) sex: u32,
    pub(crate) resident: u32,
    pub(crate) household: u32,
    pub(crate) address: u32,
    pub(crate) postal_code: u32,
    /// A place in the cells of telephone numbers, and the first of the numbers.
    pub(crate) phones: u32,
    pub(crate) phone: u32,
    pub(crate) guardian: u32,
    pub(crate) guardian_reading: u32,
    pub(crate) institution: u32,
    pub(crate) class: u32,
    pub(crate) school_year: u32,
    pub(crate) key: u32,
    /// The sources that have it, in order.
    pub(crate) sources: Few,
}

/// Numbers, of which there are a few.
pub(crate) type Few = SmallVec<[u32; 4]>;

/// All identities, ready, with the spellings that they share.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    pub(crate) all: Vec<Form>,
    pub(crate) letters: Vec<Letters>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) addresses: Vec<Address>,
    /// By address, its lot.
    pub(crate) lot: Vec<u32>,
    /// What stands in cells for telephone numbers.
    pub(crate) phones: Vec<Vec<String>>,
    /// By word of a reading, how often it stands in front, and behind.
    stands: Vec<(u32, u32)>,
    /// How often a word of a name of two Latin words stands in front, and behind.
    latin: HashMap<String, (u32, u32)>,
    /// Whether such names have the given name in front; none where nobody knows.
    latin_given_first: Option<bool>,
    /// What only the town knows.
    pub(crate) local: Local,
    /// Datasets on which nobody stands twice.
    pub(crate) once: BTreeSet<u32>,
}

impl Forms {
    /// Makes the identities ready, in their order.
    pub(crate) fn new(texts: &Texts, identities: &[Identity], local: Local) -> Self {
        let mut forms = Maker::new(texts, local).make(identities);
        forms.learn_foreign();
        forms.learn_latin();
        forms
    }

    /// A name in kana alone is foreign, unless the whole list is written so.
    fn learn_foreign(&mut self) {
        let kana = |form: &Form| {
            form.letters
                .first()
                .map(|at| self.letters[*at as usize].kana)
        };
        let mut lists: HashMap<u32, (usize, usize)> = HashMap::new();
        for (form, kana) in self.all.iter().filter_map(|form| Some((form, kana(form)?))) {
            let (in_kana, all) = lists.entry(form.dataset).or_default();
            *in_kana += usize::from(kana);
            *all += 1;
        }
        let foreign: Vec<bool> = self
            .all
            .iter()
            .map(|form| {
                let (in_kana, all) = lists.get(&form.dataset).copied().unwrap_or_default();
                form.foreign || kana(form) == Some(true) && in_kana * 3 < all
            })
            .collect();
        for (form, foreign) in self.all.iter_mut().zip(foreign) {
            form.foreign = foreign;
        }
    }

    /// The word that people of one address share is the surname: so is known where it stands.
    fn learn_latin(&mut self) {
        let mut homes: HashMap<u32, BTreeSet<(&str, &str)>> = HashMap::new();
        let mut latin: HashMap<String, (u32, u32)> = HashMap::new();
        for form in &self.all {
            let Some(letters) = form.letters.first().map(|at| &self.letters[*at as usize]) else {
                continue;
            };
            if let (true, [front, behind]) = (letters.name.latin, letters.name.words.as_slice()) {
                latin.entry(front.clone()).or_default().0 += 1;
                latin.entry(behind.clone()).or_default().1 += 1;
                if form.address != NONE {
                    let home = homes.entry(form.address).or_default();
                    home.insert((front, behind));
                }
            }
        }
        let (mut front, mut behind) = (0_u32, 0_u32);
        for home in homes.values().filter(|home| home.len() < 20) {
            for x in home {
                for y in home.range((std::ops::Bound::Excluded(x), std::ops::Bound::Unbounded)) {
                    front += u32::from(x.0 == y.0 && x.1 != y.1);
                    behind += u32::from(x.1 == y.1 && x.0 != y.0);
                }
            }
        }
        self.latin_given_first = if front + behind < 10 {
            None
        } else if behind > 3 * front {
            Some(true)
        } else if front > 3 * behind {
            Some(false)
        } else {
            None
        };
        self.latin = latin;
    }

    /// Given name and surname of two names of two Latin words, where it is known which is which.
    pub(crate) fn latin_parts(&self, x: &[String], y: &[String]) -> Option<(Word, Word)> {
        let first = self.latin_given_first?;
        let parts = |words: &[String]| {
            let [front, behind] = words else { return None };
            let stands = |word: &String| self.latin.get(word).copied().unwrap_or_default();
            let ((a, b), (c, d)) = (stands(front), stands(behind));
            // Most stand where names of this town have them; who stands on the other side was turned.
            let turned = b + c > 3 * (a + d);
            let (front, behind) = (front.clone(), behind.clone());
            Some(if first == turned {
                (behind, front)
            } else {
                (front, behind)
            })
        };
        let (x, y) = (parts(x)?, parts(y)?);
        Some((
            foreign::latin_given(&x.0, &y.0),
            foreign::latin_long(&x.1, &y.1),
        ))
    }

    /// Nobody, yet.
    pub(crate) fn empty(local: Local) -> Self {
        Forms {
            local,
            ..Forms::default()
        }
    }

    /// Notes in which sources each identity stands.
    pub(crate) fn place(&mut self, records: &[Rec]) {
        for record in records {
            let sources = &mut self.all[record.identity as usize].sources;
            if sources.last() != Some(&record.source) {
                sources.push(record.source);
            }
        }
    }

    /// How often a word stands in front, and behind.
    pub(crate) fn stand(&mut self, word: u32) -> &mut (u32, u32) {
        let at = word as usize;
        if self.stands.len() <= at {
            self.stands.resize(at + 1, (0, 0));
        }
        &mut self.stands[at]
    }

    /// Whether a word stands behind more often than in front: a given name, where names of one word
    /// each may stand in any order.
    pub(crate) fn mostly_given(&self, word: u32) -> bool {
        self.stands
            .get(word as usize)
            .is_some_and(|(front, behind)| behind > front)
    }

    /// How many words the longest name of an identity has.
    pub(crate) fn words_of(&self, identity: u32) -> usize {
        let form = &self.all[identity as usize];
        let letters = form.letters.iter().map(|at| &self.letters[*at as usize]);
        let readings = form.readings.iter().map(|at| &self.readings[*at as usize]);
        letters
            .map(|letters| letters.name.words.len())
            .chain(readings.map(|reading| reading.pieces.len()))
            .max()
            .unwrap_or(0)
    }

    /// The telephone numbers of an identity.
    pub(crate) fn phones_of(&self, form: &Form) -> &[String] {
        self.phones
            .get(form.phones as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// The lot of an address, the same for all its spellings; [`NONE`] without a number.
    pub(crate) fn lot_of(&self, form: &Form) -> u32 {
        match form.address {
            NONE => NONE,
            address => self.lot[address as usize],
        }
    }
}
/// The same day with day and month swapped.
pub(crate) fn swapped(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())
}
