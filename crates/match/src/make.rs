//! Making identities ready. Each text is looked at once, however often lists write it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use hashbrown::HashMap;
use mimamori_calendar::school_entry_year;
use mimamori_text::{OtherKind, fold_width, parse_address, phones};

use crate::form::{Few, Form, Forms, NONE};
use crate::identity::{Field, Identity, narrow};
use crate::local::Local;
use crate::number::number_key;
use crate::spelling::{Spellings, Words};
use crate::texts::{BLANK, Interner, Texts};

/// What was made of texts, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Once(Vec<u32>);

/// Nothing was made of a text yet.
const UNMADE: u32 = NONE - 1;

/// No more surnames than so many belong to one telephone, in all their spellings.
const SURNAMES: usize = 20;

impl Once {
    pub(crate) fn get(&self, text: u32) -> Option<u32> {
        let made = self.0.get(text as usize).copied();
        made.filter(|made| *made != UNMADE)
    }

    pub(crate) fn set(&mut self, text: u32, made: u32) -> u32 {
        let at = text as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, UNMADE);
        }
        self.0[at] = made;
        made
    }
}

/// Makes identities of these texts ready.
pub(crate) struct Maker<'a> {
    texts: &'a Texts,
    /// Texts that no list writes so.
    composed: Interner,
    pub(crate) forms: Forms,
    pub(crate) words: Words,
    pub(crate) spellings: Spellings,
    exact: Once,
    numbers: Once,
    postal_codes: Once,
    classes: Once,
    phones: Once,
    addresses: Once,
    lots: Words,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(texts: &'a Texts, local: Local) -> Self {
        Maker {
            texts,
            composed: Interner::default(),
            forms: Forms::empty(local),
            words: Words::default(),
            spellings: Spellings::default(),
            exact: Once::default(),
            numbers: Once::default(),
            postal_codes: Once::default(),
            classes: Once::default(),
            phones: Once::default(),
            addresses: Once::default(),
            lots: Words::default(),
        }
    }

    /// All identities, in their order.
    pub(crate) fn make(mut self, identities: &[Identity]) -> Forms {
        self.learn_surnames(identities);
        let all = identities.iter().map(|identity| self.form(identity));
        self.forms.all = all.collect();
        self.forget_offices();
        let datasets = identities.iter().map(|identity| identity.dataset);
        let datasets: BTreeSet<u32> = datasets.collect();
        let once = datasets.into_iter();
        let once = once.filter(|dataset| self.forms.local.once(self.texts.text(*dataset)));
        self.forms.once = once.collect();
        self.forms
    }

    /// A text of the run, or one that was composed of others.
    pub(crate) fn text(&self, number: u32) -> &str {
        let composed = || self.composed.texts.text(number - narrow(self.texts.len()));
        match (number as usize) < self.texts.len() {
            true => self.texts.text(number),
            false => composed(),
        }
    }

    /// The number of a text that no list writes so.
    fn compose(&mut self, text: &str) -> u32 {
        narrow(self.texts.len()) + self.composed.number(text)
    }

    /// The number of a word, its width aside.
    fn exact(&mut self, text: u32) -> u32 {
        self.exact.get(text).unwrap_or_else(|| {
            let folded = fold_width(self.texts.text(text));
            let word = self.words.number(folded.trim());
            self.exact.set(text, word)
        })
    }

    /// The number of a resident or a household.
    fn number(&mut self, text: u32) -> u32 {
        self.numbers.get(text).unwrap_or_else(|| {
            let key = number_key(self.texts.text(text)).unwrap_or_default();
            let word = self.words.number(&key);
            self.numbers.set(text, word)
        })
    }

    fn postal_code(&mut self, text: u32) -> u32 {
        self.postal_codes.get(text).unwrap_or_else(|| {
            let folded = fold_width(self.texts.text(text));
            let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
            let word = self.words.number(&digits);
            self.postal_codes.set(text, word)
        })
    }

    fn class(&mut self, text: u32) -> u32 {
        self.classes.get(text).unwrap_or_else(|| {
            let word = self.words.number(&class_key(self.texts.text(text)));
            self.classes.set(text, word)
        })
    }

    fn address(&mut self, text: u32) -> u32 {
        if text == BLANK {
            return NONE;
        }
        self.addresses.get(text).unwrap_or_else(|| {
            let text_of = self.texts.text(text);
            let address = parse_address(&self.forms.local.address(text_of));
            let lot = address.lot_key().map_or(NONE, |key| self.lots.number(&key));
            let number = narrow(self.forms.addresses.len());
            self.forms.addresses.push(address);
            self.forms.lot.push(lot);
            self.addresses.set(text, number)
        })
    }

    /// The place of the telephone numbers of a cell; none where there is no number in it.
    fn phones(&mut self, text: u32) -> u32 {
        self.phones.get(text).unwrap_or_else(|| {
            let numbers = phones(self.texts.text(text));
            let place = match numbers.is_empty() {
                true => NONE,
                false => {
                    self.forms.phones.push(numbers);
                    narrow(self.forms.phones.len() - 1)
                }
            };
            self.phones.set(text, place)
        })
    }

    /// Forgets telephones that stand beside more surnames than one home has: a list that has that of
    /// its own office in every row says nothing about families.
    fn forget_offices(&mut self) {
        let forms = &mut self.forms;
        let mut surnames: HashMap<&str, Few> = HashMap::new();
        for form in &forms.all {
            let letters = form.letters.first();
            let letters = letters.map(|at| &forms.letters[*at as usize]);
            let surname = letters.map_or(NONE, |letters| match letters.surname {
                NONE => letters.whole,
                surname => surname,
            });
            for phone in forms.phones_of(form) {
                let known = surnames.entry(phone).or_default();
                if known.len() <= SURNAMES && !known.contains(&surname) {
                    known.push(surname);
                }
            }
        }
        surnames.retain(|_, known| known.len() > SURNAMES);
        let offices: BTreeSet<String> = surnames.into_keys().map(str::to_owned).collect();
        if offices.is_empty() {
            return;
        }
        for cell in &mut forms.phones {
            cell.retain(|phone| !offices.contains(phone));
        }
        for at in 0..self.forms.all.len() {
            let numbers = self.forms.phones_of(&self.forms.all[at]);
            let first = numbers.first().map(|phone| self.words.number(phone));
            let form = &mut self.forms.all[at];
            form.phone = first.unwrap_or(NONE);
            if first.is_none() {
                form.phones = NONE;
            }
        }
    }

    fn form(&mut self, identity: &Identity) -> Form {
        let mut form = Form {
            dataset: identity.dataset,
            sex: self.exact(identity.at(Field::Sex)),
            resident: self.number(identity.at(Field::ResidentNo)),
            household: self.number(identity.at(Field::HouseholdNo)),
            postal_code: self.postal_code(identity.at(Field::PostalCode)),
            institution: self.exact(identity.at(Field::Institution)),
            school_year: self.exact(identity.at(Field::SchoolYear)),
            class: self.class(identity.at(Field::Class)),
            key: self.exact(identity.at(Field::Person)),
            birth: self.day(identity.at(Field::BirthDate)),
            cohort: self.texts.text(identity.at(Field::Cohort)).parse().ok(),
            address: self.address(identity.at(Field::Address)),
            phones: self.phones(identity.at(Field::Phone)),
            phone: NONE,
            guardian: NONE,
            guardian_reading: NONE,
            ..Form::default()
        };
        form.cohort = form.cohort.or(form.birth.map(school_entry_year));
        if let Some(phone) = self.forms.phones_of(&form).first() {
            form.phone = self.words.number(phone);
        }
        if identity.has(Field::GuardianName) {
            let guardian = identity.at(Field::GuardianName);
            form.guardian = self.letters_as(guardian);
            if self.forms.letters[form.guardian as usize].kana {
                form.guardian_reading = self.reading_as(guardian);
            }
        }
        if identity.has(Field::GuardianKana) {
            form.guardian_reading = self.reading_as(identity.at(Field::GuardianKana));
        }
        self.names(identity, &mut form);
        form
    }

    fn day(&self, text: u32) -> Option<NaiveDate> {
        let day = self.texts.get(text)?;
        NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
    }

    /// The names in letters and kana, former and other names included.
    fn names(&mut self, identity: &Identity, form: &mut Form) {
        let mut spelled = Few::new();
        let mut given = String::new();
        if identity.has(Field::Name) {
            let text = identity.at(Field::Name);
            let name = self.name(text);
            form.unnamed = name.unnamed;
            given.clone_from(&name.given);
            let others = name.others.iter();
            let readings = others.filter(|other| other.kind == OtherKind::Reading);
            let readings: Vec<_> = readings.map(|other| other.name.words.clone()).collect();
            for words in readings {
                form.readings.extend(self.reading(&words));
            }
            spelled.push(text);
        }
        if identity.has(Field::Alias) {
            spelled.push(identity.at(Field::Alias));
        }
        if identity.has(Field::FormerName) {
            let text = identity.at(Field::FormerName);
            let former = self.name(text);
            // 旧氏 is a surname alone; the given name stays.
            let alone =
                former.given.is_empty() && !given.is_empty() && !former.whole.ends_with(&given);
            let whole = alone.then(|| format!("{} {given}", former.whole));
            spelled.push(match whole {
                Some(whole) => self.compose(&whole),
                None => text,
            });
        }
        if identity.has(Field::Kana) {
            let reading = self.reading_as(identity.at(Field::Kana));
            form.readings.extend(Some(reading).filter(|at| *at != NONE));
        }
        for text in spelled {
            if self.name(text).whole.is_empty() {
                continue;
            }
            let number = self.letters_as(text);
            // A name written in kana is also its reading.
            if self.forms.letters[number as usize].kana {
                let reading = self.reading_as(text);
                form.readings.extend(Some(reading).filter(|at| *at != NONE));
            }
            if !form.letters.contains(&number) {
                form.letters.push(number);
            }
        }
        form.readings.sort_unstable();
        form.readings.dedup();
        let forms = &mut self.forms;
        let mut letters = form.letters.iter();
        let latin = letters.any(|at| forms.letters[*at as usize].name.latin);
        let long = |at: &u32| forms.readings[*at as usize].words > 2;
        form.foreign = latin || form.readings.iter().any(long);
        for at in &form.readings {
            let reading = &forms.readings[*at as usize];
            let (front, behind) = (reading.surname.sound, reading.given.sound);
            if front != NONE {
                forms.stand(front).0 += 1;
            }
            if behind != NONE {
                forms.stand(behind).1 += 1;
            }
        }
    }
}

/// 3年1組, 3-1, 1組 and 1 are the same class of a known grade.
pub(crate) fn class_key(text: &str) -> String {
    let folded = fold_width(text).replace(' ', "");
    let class = folded.rsplit(['年', '-', 'の']).next().unwrap_or(&folded);
    class.trim_end_matches('組').to_owned()
}
