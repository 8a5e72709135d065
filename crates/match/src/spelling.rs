//! Names taken apart once per spelling, and their pieces as numbers.

use std::collections::BTreeSet;

use hashbrown::HashMap;
use mimamori_text::{
    KanaKey, Name, has_kanji, is_kana_text, is_wildcard, kana_key, parse_name, strongest_fold,
    weaker_keys,
};

use crate::form::NONE;
use crate::identity::{Field, Identity, narrow};
use crate::letters::Chars;
use crate::make::{Maker, Once};
use crate::texts::{BLANK, Interner};

/// Texts as numbers; [`NONE`] is the blank one.
#[derive(Debug, Default)]
pub(crate) struct Words(Interner);

impl Words {
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        match self.0.number(text) {
            BLANK => NONE,
            number => number,
        }
    }
}

/// Names as lists write them, each taken apart once, and what was made of them.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    /// Those that nothing was made of yet.
    names: Vec<Option<Box<Name>>>,
    /// By text: its place in `names`, in the letters and in the readings of the forms.
    name: Once,
    letters: Once,
    reading: Once,
    /// By words, large kana.
    readings: HashMap<String, u32>,
    folds: HashMap<String, String>,
    keys: HashMap<String, [u32; 3]>,
    surnames: BTreeSet<String>,
    surname_readings: BTreeSet<String>,
}

/// A part of a name in letters, variants folded.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) chars: Chars,
    /// Written in kana alone.
    pub(crate) kana: bool,
}

/// A name in letters (kanji, Latin), with keys for finding and counting.
#[derive(Debug)]
pub(crate) struct Letters {
    pub(crate) name: Box<Name>,
    pub(crate) surname: u32,
    pub(crate) given: u32,
    pub(crate) whole: u32,
    /// Surname and given name, where they can be compared letter by letter.
    pub(crate) parts: Option<[Part; 2]>,
    /// The given name as a reading, where it is written in kana: 菅森 リツ.
    pub(crate) spoken: Option<Kana>,
    /// A surname alone.
    pub(crate) family: bool,
    /// Written in kana: its reading is compared instead.
    pub(crate) kana: bool,
}

/// A piece of a reading, with a number for each key that is weaker than the one before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kana {
    /// Large kana.
    pub(crate) chars: Chars,
    pub(crate) sound: u32,
    pub(crate) voiceless: u32,
    pub(crate) register: u32,
    /// What two ways of writing a foreign word by ear have in common.
    pub(crate) skeleton: u32,
}

/// A name in kana. A name in one piece has everything in `surname`.
#[derive(Debug)]
pub(crate) struct Reading {
    /// How many words it has.
    pub(crate) words: usize,
    pub(crate) surname: Kana,
    pub(crate) given: Kana,
    /// Each word as it was written, by itself.
    pub(crate) pieces: Vec<Kana>,
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
        Kana {
            chars: Chars::default(),
            sound: NONE,
            voiceless: NONE,
            register: NONE,
            skeleton: NONE,
        }
    }
}

impl Maker<'_> {
    /// Names written in one piece are divided by the surnames that other lists divide off.
    pub(crate) fn learn_surnames(&mut self, identities: &[Identity]) {
        for identity in identities {
            for field in [Field::Name, Field::Alias, Field::GuardianName, Field::Kana] {
                if identity.has(field) {
                    self.spelling(identity.at(field));
                }
            }
        }
        let names = std::mem::take(&mut self.spellings.names);
        let all = names.iter().flatten();
        for name in all.filter(|name| !name.given.is_empty()) {
            if has_kanji(&name.surname) {
                let surname = self.fold(&name.surname);
                self.spellings.surnames.insert(surname);
            } else if !name.latin {
                let surname = kana_key(&name.surname, KanaKey::LargeKana);
                self.spellings.surname_readings.insert(surname);
            }
        }
        self.spellings.names = names;
    }

    /// The weakest key of a text in letters.
    fn fold(&mut self, text: &str) -> String {
        if let Some(folded) = self.spellings.folds.get(text) {
            return folded.clone();
        }
        let folded = strongest_fold(text);
        let folds = &mut self.spellings.folds;
        folds.insert(text.to_owned(), folded.clone());
        folded
    }

    /// Takes a text apart, unless that is done.
    fn spelling(&mut self, text: u32) -> &mut Option<Box<Name>> {
        let at = self.spellings.name.get(text).unwrap_or_else(|| {
            self.spellings.names.push(None);
            let at = narrow(self.spellings.names.len() - 1);
            self.spellings.name.set(text, at)
        }) as usize;
        if self.spellings.names[at].is_none() {
            let name = parse_name(&self.forms.local.name(self.text(text)));
            self.spellings.names[at] = Some(Box::new(name));
        }
        &mut self.spellings.names[at]
    }

    pub(crate) fn name(&mut self, text: u32) -> &Name {
        match self.spellings.letters.get(text) {
            Some(made) => &self.forms.letters[made as usize].name,
            None => self.spelling(text).get_or_insert_default(),
        }
    }

    /// A text as a name in letters, among which the name stands from here on.
    pub(crate) fn letters_as(&mut self, text: u32) -> u32 {
        self.spellings.letters.get(text).unwrap_or_else(|| {
            let name = self.spelling(text).take().unwrap_or_default();
            let made = self.letters(name);
            self.spellings.letters.set(text, made)
        })
    }

    /// A text as a reading; none where it is no name.
    pub(crate) fn reading_as(&mut self, text: u32) -> u32 {
        self.spellings.reading.get(text).unwrap_or_else(|| {
            // What is a reading alone is needed no more.
            let words = match self.spellings.letters.get(text) {
                Some(_) => self.name(text).words.clone(),
                None => self.spelling(text).take().unwrap_or_default().words,
            };
            let made = self.reading(&words).unwrap_or(NONE);
            self.spellings.reading.set(text, made)
        })
    }

    fn letters(&mut self, name: Box<Name>) -> u32 {
        let (surname, given) = if name.surname.is_empty() && !name.latin {
            let whole = self.fold(&name.whole);
            match self.spellings.surnames.contains(&whole) {
                // 関淵 is a surname, not the child 淵 of the family 関.
                true => (String::new(), String::new()),
                false => divide(&whole, &self.spellings.surnames).unwrap_or_default(),
            }
        } else {
            (self.fold(&name.surname), self.fold(&name.given))
        };
        let folded = format!("{surname}{given}");
        let folded = if folded.is_empty() {
            self.fold(&name.whole)
        } else {
            folded
        };
        let whole = if name.latin {
            let mut words = name.words.clone();
            words.sort();
            words.concat()
        } else {
            folded.clone()
        };
        let plain = !name.latin
            && !name.unnamed
            && name.others.is_empty()
            && !name.whole.chars().any(is_wildcard);
        let part = |folded: &str| Part {
            kana: is_kana_text(folded),
            chars: Chars::new(folded),
        };
        let spoken = (plain && is_kana_text(&given))
            .then(|| self.kana(&kana_key(&given, KanaKey::LargeKana)));
        let letters = Letters {
            spoken,
            kana: !name.latin && is_kana_text(&name.whole),
            family: given.is_empty() && (name.unnamed || self.spellings.surnames.contains(&folded)),
            parts: (plain && !given.is_empty()).then(|| [part(&surname), part(&given)]),
            surname: self.words.number(&surname),
            given: self.words.number(&given),
            whole: self.words.number(&whole),
            name,
        };
        let number = narrow(self.forms.letters.len());
        self.forms.letters.push(letters);
        number
    }

    pub(crate) fn reading(&mut self, written: &[String]) -> Option<u32> {
        let words: Vec<String> = written
            .iter()
            .map(|word| kana_key(word, KanaKey::LargeKana))
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() {
            return None;
        }
        let spelled = words.join(" ");
        if let Some(number) = self.spellings.readings.get(&spelled) {
            return Some(*number);
        }
        let mut pieces: Vec<Kana> = words.iter().map(|word| self.kana(word)).collect();
        let divided = self.divided(&words);
        // A name in one piece that was divided has two words from here on.
        let two = divided.is_some();
        let (surname, given) = match (divided, pieces.as_slice()) {
            (Some(parts), _) => (self.kana(&parts[0]), self.kana(&parts[1])),
            (None, [_]) => (Kana::none(), Kana::none()),
            (None, [surname, given]) => (surname.clone(), given.clone()),
            (None, _) => (pieces[0].clone(), self.kana(&words[1..].concat())),
        };
        let whole = match pieces.as_slice() {
            [only] => only.clone(),
            _ => self.kana(&words.concat()),
        };
        let known = &self.spellings.surname_readings;
        let family = words.len() == 1 && known.contains(&words[0]);
        let mut loose: Vec<u32> = match two {
            true => vec![surname.register, given.register],
            false => pieces.iter().map(|piece| piece.register).collect(),
        };
        loose.sort_unstable();
        let loose: Vec<String> = loose.iter().map(u32::to_string).collect();
        if pieces.len() == written.len() {
            for (piece, word) in pieces.iter_mut().zip(written) {
                piece.skeleton = self.words.number(&skeleton(word));
            }
        }
        let reading = Reading {
            loose: [whole.register, self.words.number(&loose.join("+"))],
            surname,
            given,
            family,
            words: if two { 2 } else { words.len() },
            pieces,
            whole,
        };
        let number = narrow(self.forms.readings.len());
        self.forms.readings.push(reading);
        self.spellings.readings.insert(spelled, number);
        Some(number)
    }

    /// Surname and given name of a reading in one piece that begins with a known surname.
    fn divided(&self, words: &[String]) -> Option<[String; 2]> {
        let [whole] = words else { return None };
        let known = &self.spellings.surname_readings;
        if known.contains(whole) {
            return None;
        }
        let (surname, given) = divide(whole, known)?;
        (given.chars().count() > 1).then_some([surname, given])
    }

    fn kana(&mut self, text: &str) -> Kana {
        let keys = match self.spellings.keys.get(text) {
            Some(keys) => *keys,
            None => {
                let keys = weaker_keys(text).map(|key| self.words.number(&key));
                self.spellings.keys.insert(text.to_owned(), keys);
                keys
            }
        };
        let [sound, voiceless, register] = keys;
        Kana {
            chars: Chars::new(text),
            sound,
            voiceless,
            register,
            skeleton: NONE,
        }
    }
}

/// The consonants of a word, without what the ear adds: ビシャル and ビサル, ヴィ and ビー, and the グ of
/// a last ng, ロング and ロン. Empty when there is too little of them to go by.
fn skeleton(word: &str) -> String {
    let exact = kana_key(word, KanaKey::Exact);
    let heard = exact.strip_suffix('グ').filter(|word| word.ends_with('ン'));
    let heard = heard.unwrap_or(&exact);
    let mut rows: String = heard.chars().filter_map(row).collect();
    if rows.chars().nth(1).is_none() {
        return String::new();
    }
    let vowel = exact.chars().next().filter(|c| "アイウエオ".contains(*c));
    if let Some(vowel) = vowel {
        rows.insert(0, vowel);
    }
    rows
}

/// The row of the table of sounds in which a consonant stands.
fn row(c: char) -> Option<char> {
    Some(match c {
        'カ'..='ゴ' => 'カ',
        'サ'..='ゾ' => 'サ',
        'タ'..='ヂ' | 'ツ'..='ド' => 'タ',
        'ナ'..='ノ' | 'ン' => 'ナ',
        'ハ'..='ポ' | 'ヴ' => 'ハ',
        'マ'..='モ' => 'マ',
        'ラ'..='ロ' => 'ラ',
        'ヤ' | 'ユ' | 'ヨ' => 'ヤ',
        'ワ' | 'ヰ' | 'ヱ' | 'ヲ' => 'ワ',
        _ => return None,
    })
}

/// The longest known surname in front, with something behind it.
fn divide(whole: &str, surnames: &BTreeSet<String>) -> Option<(String, String)> {
    let ends: Vec<usize> = whole.char_indices().map(|(at, _)| at).skip(1).collect();
    let at = ends
        .into_iter()
        .rev()
        .find(|at| surnames.contains(&whole[..*at]))?;
    Some((whole[..at].to_owned(), whole[at..].to_owned()))
}
