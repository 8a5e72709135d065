//! Identities made ready for comparing: names and readings by spelling, texts as numbers.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use hashbrown::HashMap;
use mimamori_calendar::school_entry_year;
use mimamori_text::{Address, OtherKind, fold_width, parse_address, phones};

use crate::foreign::{self, Word};
use crate::identity::{Field, Identity, narrow};
use crate::intake::Rec;
use crate::number::number_key;
use crate::spelling::{Letters, Reading, Spellings, Words};

/// No text.
pub(crate) const NONE: u32 = u32::MAX;

/// One identity, ready.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) dataset: u32,
    /// Names in letters: the main one, then alias and former name.
    pub(crate) letters: Vec<u32>,
    pub(crate) readings: Vec<u32>,
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
    pub(crate) phones: Vec<String>,
    pub(crate) phone: u32,
    pub(crate) guardian: u32,
    pub(crate) guardian_reading: u32,
    pub(crate) institution: u32,
    pub(crate) class: u32,
    pub(crate) school_year: u32,
    pub(crate) key: u32,
    /// The sources that have it, in order.
    pub(crate) sources: Vec<u32>,
}
/// All identities, ready, with the spellings that they share.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    pub(crate) all: Vec<Form>,
    pub(crate) letters: Vec<Letters>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) addresses: Vec<Address>,
    pub(crate) spellings: Spellings,
    /// By spelling: its number in `letters`, in `readings`.
    pub(crate) letter_of: Vec<Option<u32>>,
    pub(crate) reading_of: Vec<Option<Option<u32>>>,
    pub(crate) reading_numbers: HashMap<String, u32>,
    address_numbers: HashMap<String, u32>,
    pub(crate) folds: HashMap<String, String>,
    pub(crate) keys: HashMap<String, [u32; 3]>,
    pub(crate) surnames: BTreeSet<String>,
    pub(crate) surname_readings: BTreeSet<String>,
    pub(crate) words: Words,
    /// How often a word of a reading stands in front, and behind.
    stands: HashMap<u32, (u32, u32)>,
    /// How often a word of a name of two Latin words stands in front, and behind.
    latin: HashMap<String, (u32, u32)>,
    /// Whether such names have the given name in front; none where nobody knows.
    latin_given_first: Option<bool>,
    lots: Words,
    pub(crate) lot: Vec<u32>,
}

impl Forms {
    /// Makes the identities ready, in their order.
    pub(crate) fn new(identities: &[Identity]) -> Self {
        let mut forms = Forms::default();
        forms.learn_surnames(identities);
        forms.all = identities
            .iter()
            .map(|identity| {
                let mut form = Form::default();
                forms_of(&mut forms, identity, &mut form);
                form
            })
            .collect();
        forms.learn_foreign();
        forms.learn_latin();
        forms.forget_texts();
        forms
    }

    /// Gives back what only finds a text again. Whoever asks for one later gets it made once more.
    fn forget_texts(&mut self) {
        self.spellings = Spellings::default();
        self.letter_of = Vec::new();
        self.reading_of = Vec::new();
        self.reading_numbers = HashMap::new();
        self.address_numbers = HashMap::new();
        self.folds = HashMap::new();
        self.keys = HashMap::new();
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

    /// Notes in which sources each identity stands.
    pub(crate) fn place(&mut self, records: &[Rec]) {
        for record in records {
            let sources = &mut self.all[record.identity as usize].sources;
            if sources.last() != Some(&record.source) {
                sources.push(record.source);
            }
        }
    }

    fn address(&mut self, text: &str) -> u32 {
        if let Some(number) = self.address_numbers.get(text) {
            return *number;
        }
        let address = parse_address(text);
        let lot = address.lot_key().map_or(NONE, |key| self.lots.number(&key));
        let number = narrow(self.addresses.len());
        self.addresses.push(address);
        self.lot.push(lot);
        self.address_numbers.insert(text.to_owned(), number);
        number
    }

    /// Whether a word stands behind more often than in front: a given name, where names of one word
    /// each may stand in any order.
    pub(crate) fn mostly_given(&self, word: u32) -> bool {
        self.stands
            .get(&word)
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

    /// The lot of an address, the same for all its spellings; [`NONE`] without a number.
    pub(crate) fn lot_of(&self, form: &Form) -> u32 {
        match form.address {
            NONE => NONE,
            address => self.lot[address as usize],
        }
    }
}
fn forms_of(forms: &mut Forms, identity: &Identity, form: &mut Form) {
    let exact = |forms: &mut Forms, field: Field| {
        let text = identity.get(field).map(fold_width).unwrap_or_default();
        forms.words.number(text.trim())
    };
    form.dataset = forms.words.number(&identity.dataset);
    form.sex = exact(forms, Field::Sex);
    let number = |forms: &mut Forms, field: Field| {
        let key = identity.get(field).and_then(number_key);
        key.map_or(NONE, |key| forms.words.number(&key))
    };
    form.resident = number(forms, Field::ResidentNo);
    form.household = number(forms, Field::HouseholdNo);
    let postal: String = identity
        .get(Field::PostalCode)
        .map(fold_width)
        .unwrap_or_default();
    let postal: String = postal.chars().filter(char::is_ascii_digit).collect();
    form.postal_code = forms.words.number(&postal);
    form.institution = exact(forms, Field::Institution);
    form.school_year = exact(forms, Field::SchoolYear);
    form.class = identity
        .get(Field::Class)
        .map_or(NONE, |text| forms.words.number(&class_key(text)));
    form.key = exact(forms, Field::Person);
    form.birth = identity
        .get(Field::BirthDate)
        .and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    form.cohort = identity
        .get(Field::Cohort)
        .and_then(|year| year.parse().ok());
    form.cohort = form.cohort.or(form.birth.map(school_entry_year));
    form.address = identity
        .get(Field::Address)
        .map_or(NONE, |text| forms.address(text));
    form.phones = identity.get(Field::Phone).map(phones).unwrap_or_default();
    form.phone = form
        .phones
        .first()
        .map_or(NONE, |phone| forms.words.number(phone));
    form.guardian = NONE;
    form.guardian_reading = NONE;
    if let Some(text) = identity.get(Field::GuardianName) {
        form.guardian = forms.letters_as(text);
        if forms.letters[form.guardian as usize].kana {
            form.guardian_reading = forms.reading_as(text).unwrap_or(NONE);
        }
    }
    if let Some(text) = identity.get(Field::GuardianKana) {
        form.guardian_reading = forms.reading_as(text).unwrap_or(NONE);
    }
    names_of(forms, identity, form);
}

/// The names in letters and kana, former and other names included.
fn names_of(forms: &mut Forms, identity: &Identity, form: &mut Form) {
    let mut spelled: Vec<String> = Vec::new();
    let mut given = String::new();
    if let Some(text) = identity.get(Field::Name) {
        let name = forms.name(text);
        form.unnamed = name.unnamed;
        given.clone_from(&name.given);
        let readings: Vec<Vec<String>> = name
            .others
            .iter()
            .filter(|other| other.kind == OtherKind::Reading)
            .map(|other| other.name.words.clone())
            .collect();
        for words in readings {
            form.readings.extend(forms.reading(&words));
        }
        spelled.push(text.to_owned());
    }
    spelled.extend(identity.get(Field::Alias).map(str::to_owned));
    if let Some(text) = identity.get(Field::FormerName) {
        let former = forms.name(text);
        // 旧氏 is a surname alone; the given name stays.
        let alone = former.given.is_empty() && !given.is_empty() && !former.whole.ends_with(&given);
        spelled.push(if alone {
            format!("{} {given}", former.whole)
        } else {
            text.to_owned()
        });
    }
    if let Some(text) = identity.get(Field::Kana) {
        form.readings.extend(forms.reading_as(text));
    }
    for text in spelled {
        if forms.name(&text).whole.is_empty() {
            continue;
        }
        let number = forms.letters_as(&text);
        // A name written in kana is also its reading.
        if forms.letters[number as usize].kana {
            form.readings.extend(forms.reading_as(&text));
        }
        if !form.letters.contains(&number) {
            form.letters.push(number);
        }
    }
    form.readings.sort_unstable();
    form.readings.dedup();
    let latin = form
        .letters
        .iter()
        .any(|at| forms.letters[*at as usize].name.latin);
    let long = |at: &u32| forms.readings[*at as usize].words > 2;
    form.foreign = latin || form.readings.iter().any(long);
    for at in &form.readings {
        let reading = &forms.readings[*at as usize];
        let (front, behind) = (reading.surname.sound, reading.given.sound);
        forms.stands.entry(front).or_default().0 += 1;
        forms.stands.entry(behind).or_default().1 += 1;
    }
}

/// 3年1組, 3-1, 1組 and 1 are the same class of a known grade.
pub(crate) fn class_key(text: &str) -> String {
    let folded = fold_width(text).replace(' ', "");
    let class = folded.rsplit(['年', '-', 'の']).next().unwrap_or(&folded);
    class.trim_end_matches('組').to_owned()
}

/// The same day with day and month swapped.
pub(crate) fn swapped(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())
}
