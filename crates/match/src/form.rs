//! Identities made ready for comparing: names and readings taken apart once per spelling, texts as
//! numbers.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};
use mimamori_calendar::school_entry_year;
use mimamori_text::{
    Address, KanaKey, Name, OtherKind, fold_width, has_kanji, is_kana_text, is_wildcard, kana_key, parse_address,
    parse_name, phones, strongest_fold,
};

use crate::identity::{Field, Identity, narrow};
use crate::intake::Rec;

/// No text.
pub(crate) const NONE: u32 = u32::MAX;

/// Texts as numbers.
#[derive(Debug, Default)]
pub(crate) struct Words {
    numbers: HashMap<String, u32>,
}

impl Words {
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return NONE;
        }
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = narrow(self.numbers.len());
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

/// A part of a name in letters, variants folded.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) chars: Vec<char>,
    /// Written in kana alone.
    pub(crate) kana: bool,
}

/// A name in letters (kanji, Latin), with keys for finding and counting.
#[derive(Debug)]
pub(crate) struct Letters {
    pub(crate) name: Name,
    pub(crate) surname: u32,
    pub(crate) given: u32,
    pub(crate) whole: u32,
    /// Surname and given name, where they can be compared letter by letter.
    pub(crate) parts: Option<[Part; 2]>,
    /// A surname alone.
    pub(crate) family: bool,
    /// Written in kana: its reading is compared instead.
    pub(crate) kana: bool,
}

/// A piece of a reading, with a number for each key that is weaker than the one before.
#[derive(Debug, Default)]
pub(crate) struct Kana {
    /// Large kana.
    pub(crate) chars: Vec<char>,
    pub(crate) sound: u32,
    pub(crate) voiceless: u32,
    pub(crate) register: u32,
}

/// A name in kana. A name in one piece has everything in `surname`.
#[derive(Debug)]
pub(crate) struct Reading {
    /// How many words it has.
    pub(crate) words: usize,
    pub(crate) surname: Kana,
    pub(crate) given: Kana,
    /// All words joined.
    pub(crate) whole: Kana,
    /// As the register's search sees it, in the order written and sorted by words.
    pub(crate) loose: [u32; 2],
    /// A surname alone.
    pub(crate) family: bool,
}

impl Kana {
    /// No text.
    pub(crate) fn none() -> Self {
        Kana { chars: Vec::new(), sound: NONE, voiceless: NONE, register: NONE }
    }
}

/// One identity, ready.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(crate) dataset: u32,
    /// Names in letters: the main one, then alias and former name.
    pub(crate) letters: Vec<u32>,
    pub(crate) readings: Vec<u32>,
    /// A list that gives no given name.
    pub(crate) unnamed: bool,
    pub(crate) birth: Option<NaiveDate>,
    pub(crate) cohort: Option<i32>,
    pub(crate) sex: u32,
    pub(crate) resident: u32,
    pub(crate) household: u32,
    pub(crate) address: u32,
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
    letter_numbers: HashMap<String, u32>,
    reading_numbers: HashMap<String, u32>,
    address_numbers: HashMap<String, u32>,
    surnames: BTreeSet<String>,
    surname_readings: BTreeSet<String>,
    words: Words,
    /// How often a word of a reading stands in front, and behind.
    stands: HashMap<u32, (u32, u32)>,
    lots: Words,
    pub(crate) lot: Vec<u32>,
}

impl Forms {
    /// Makes the identities ready, in their order.
    pub(crate) fn new(identities: &[Identity]) -> Self {
        let mut forms = Forms::default();
        forms.learn_surnames(identities);
        forms.all = identities.iter().map(|identity| {
            let mut form = Form::default();
            forms_of(&mut forms, identity, &mut form);
            form
        }).collect();
        forms
    }

    /// Names written in one piece are divided by the surnames that other lists divide off.
    fn learn_surnames(&mut self, identities: &[Identity]) {
        for identity in identities {
            for field in [Field::Name, Field::Alias, Field::GuardianName] {
                let Some(text) = identity.get(field) else { continue };
                if has_kanji(text) {
                    let name = parse_name(text);
                    if !name.surname.is_empty() && !name.given.is_empty() {
                        self.surnames.insert(strongest_fold(&name.surname));
                    }
                }
            }
            if let Some(text) = identity.get(Field::Kana) {
                let name = parse_name(text);
                if !name.given.is_empty() {
                    self.surname_readings.insert(kana_key(&name.surname, KanaKey::LargeKana));
                }
            }
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

    fn letters(&mut self, name: Name, spelled: &str) -> u32 {
        if let Some(number) = self.letter_numbers.get(spelled) {
            return *number;
        }
        let (surname, given) = if name.surname.is_empty() && !name.latin {
            let whole = strongest_fold(&name.whole);
            divide(&whole, &self.surnames).unwrap_or_default()
        } else {
            (strongest_fold(&name.surname), strongest_fold(&name.given))
        };
        let whole = if name.latin {
            let mut words = name.words.clone();
            words.sort();
            words.concat()
        } else {
            strongest_fold(&name.whole)
        };
        let folded = strongest_fold(&name.whole);
        let plain = !name.latin && !name.unnamed && name.others.is_empty() && !name.whole.chars().any(is_wildcard);
        let part = |folded: &str| Part { kana: is_kana_text(folded), chars: folded.chars().collect() };
        let letters = Letters {
            kana: !name.latin && is_kana_text(&name.whole),
            family: given.is_empty() && (name.unnamed || self.surnames.contains(&folded)),
            parts: (plain && !given.is_empty()).then(|| [part(&surname), part(&given)]),
            surname: self.words.number(&surname),
            given: self.words.number(&given),
            whole: self.words.number(&whole),
            name,
        };
        let number = narrow(self.letters.len());
        self.letters.push(letters);
        self.letter_numbers.insert(spelled.to_owned(), number);
        number
    }

    fn reading(&mut self, words: &[String]) -> Option<u32> {
        let mut words: Vec<String> = words
            .iter()
            .map(|word| kana_key(word, KanaKey::LargeKana))
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() {
            return None;
        }
        let spelled = words.join(" ");
        if let Some(number) = self.reading_numbers.get(&spelled) {
            return Some(*number);
        }
        let whole = words.concat();
        if words.len() == 1
            && let Some((surname, given)) = divide(&whole, &self.surname_readings)
            && given.chars().count() > 1
        {
            words = vec![surname, given];
        }
        let (surname, given) = match words.as_slice() {
            [surname, given @ ..] if !given.is_empty() => (self.kana(surname), self.kana(&given.concat())),
            _ => (Kana::none(), Kana::none()),
        };
        let mut loose: Vec<String> = words.iter().map(|w| kana_key(w, KanaKey::Register)).collect();
        let written = self.words.number(&loose.concat());
        loose.sort();
        let reading = Reading {
            surname,
            given,
            loose: [written, self.words.number(&loose.concat())],
            family: words.len() == 1 && self.surname_readings.contains(&whole),
            words: words.len(),
            whole: self.kana(&whole),
        };
        let number = narrow(self.readings.len());
        self.readings.push(reading);
        self.reading_numbers.insert(spelled, number);
        Some(number)
    }

    fn kana(&mut self, text: &str) -> Kana {
        let mut key = |key| self.words.number(&kana_key(text, key));
        Kana {
            sound: key(KanaKey::SameSound),
            voiceless: key(KanaKey::Voiceless),
            register: key(KanaKey::Register),
            chars: text.chars().collect(),
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
        self.stands.get(&word).is_some_and(|(front, behind)| behind > front)
    }

    /// The lot of an address, the same for all its spellings; [`NONE`] without a number.
    pub(crate) fn lot_of(&self, form: &Form) -> u32 {
        match form.address {
            NONE => NONE,
            address => self.lot[address as usize],
        }
    }
}

/// The longest known surname in front, with something behind it.
fn divide(whole: &str, surnames: &BTreeSet<String>) -> Option<(String, String)> {
    let ends: Vec<usize> = whole.char_indices().map(|(at, _)| at).skip(1).collect();
    let at = ends.into_iter().rev().find(|at| surnames.contains(&whole[..*at]))?;
    Some((whole[..at].to_owned(), whole[at..].to_owned()))
}

fn forms_of(forms: &mut Forms, identity: &Identity, form: &mut Form) {
    let exact = |forms: &mut Forms, field: Field| {
        let text = identity.get(field).map(fold_width).unwrap_or_default();
        forms.words.number(text.trim())
    };
    form.dataset = forms.words.number(&identity.dataset);
    form.sex = exact(forms, Field::Sex);
    form.resident = exact(forms, Field::ResidentNo);
    form.household = exact(forms, Field::HouseholdNo);
    form.institution = exact(forms, Field::Institution);
    form.school_year = exact(forms, Field::SchoolYear);
    form.class = identity.get(Field::Class).map_or(NONE, |text| forms.words.number(&class_key(text)));
    form.key = exact(forms, Field::Person);
    form.birth = identity.get(Field::BirthDate).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    form.cohort = identity.get(Field::Cohort).and_then(|year| year.parse().ok());
    form.cohort = form.cohort.or(form.birth.map(school_entry_year));
    form.address = identity.get(Field::Address).map_or(NONE, |text| forms.address(text));
    form.phones = identity.get(Field::Phone).map(phones).unwrap_or_default();
    form.phone = form.phones.first().map_or(NONE, |phone| forms.words.number(phone));
    form.guardian = NONE;
    form.guardian_reading = NONE;
    if let Some(text) = identity.get(Field::GuardianName) {
        let name = parse_name(text);
        if is_kana_text(&name.whole) {
            form.guardian_reading = forms.reading(&name.words).unwrap_or(NONE);
        }
        form.guardian = forms.letters(name, &fold_width(text));
    }
    if let Some(text) = identity.get(Field::GuardianKana) {
        form.guardian_reading = forms.reading(&parse_name(text).words).unwrap_or(NONE);
    }
    names_of(forms, identity, form);
}

/// The names in letters and kana, former and other names included.
fn names_of(forms: &mut Forms, identity: &Identity, form: &mut Form) {
    let mut names: Vec<(Name, String)> = Vec::new();
    let main = identity.get(Field::Name).map(|text| (parse_name(text), fold_width(text)));
    if let Some((name, spelled)) = main {
        form.unnamed = name.unnamed;
        for other in &name.others {
            if other.kind == OtherKind::Reading {
                form.readings.extend(forms.reading(&other.name.words));
            }
        }
        names.push((name, spelled));
    }
    if let Some(text) = identity.get(Field::Alias) {
        names.push((parse_name(text), fold_width(text)));
    }
    if let Some(text) = identity.get(Field::FormerName) {
        let former = parse_name(text);
        let given = names.first().map(|(name, _)| name.given.clone()).unwrap_or_default();
        // 旧氏 is a surname alone; the given name stays.
        if former.given.is_empty() && !given.is_empty() && !former.whole.ends_with(&given) {
            let text = format!("{} {given}", former.whole);
            names.push((parse_name(&text), text));
        } else {
            names.push((former, fold_width(text)));
        }
    }
    if let Some(text) = identity.get(Field::Kana) {
        form.readings.extend(forms.reading(&parse_name(text).words));
    }
    for (name, spelled) in names {
        if name.whole.is_empty() {
            continue;
        }
        // A name written in kana is also its reading.
        if !name.latin && is_kana_text(&name.whole) {
            form.readings.extend(forms.reading(&name.words));
        }
        let number = forms.letters(name, &spelled);
        if !form.letters.contains(&number) {
            form.letters.push(number);
        }
    }
    form.readings.sort_unstable();
    form.readings.dedup();
    for at in &form.readings {
        let reading = &forms.readings[*at as usize];
        let (front, behind) = (reading.surname.sound, reading.given.sound);
        forms.stands.entry(front).or_default().0 += 1;
        forms.stands.entry(behind).or_default().1 += 1;
    }
}

/// 3年1組, 3-1, 1組 and 1 are the same class of a known grade.
fn class_key(text: &str) -> String {
    let folded = fold_width(text).replace(' ', "");
    let class = folded.rsplit(['年', '-', 'の']).next().unwrap_or(&folded);
    class.trim_end_matches('組').to_owned()
}

/// The same day with day and month swapped.
pub(crate) fn swapped(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())
}
