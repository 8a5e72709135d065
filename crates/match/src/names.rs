//! Surnames and given names, over letters and readings.

use mimamori_text::{KanaLikeness, NameLikeness, PartLikeness, compare_parsed_names};

use crate::compare::Comparer;
use crate::foreign::{self, Word, Words};
use crate::form::{Form, Forms, NONE};
use crate::level::Level;
use crate::model::Given;
use crate::parts::{
    against_piece, close, half_written, join_given, kana, likeness, part, split_readings,
};

impl Comparer<'_> {
    /// What a level of the given name is worth between these two.
    pub(crate) fn given_tenths(&self, x: &Form, y: &Form, level: Level) -> i32 {
        let letters = |form: &Form| {
            form.letters
                .iter()
                .map(|at| self.forms.letters[*at as usize].given)
                .filter(|word| *word != NONE)
                .map(|word| self.model.given_bits(word))
                .min()
        };
        let reading = |form: &Form| {
            form.readings
                .iter()
                .map(|at| self.forms.readings[*at as usize].given.sound)
                .filter(|word| *word != NONE)
                .map(|word| self.model.given_bits(word))
                .min()
        };
        let least = |one: Option<i32>, other: Option<i32>| match (one, other) {
            (Some(one), Some(other)) => one.min(other),
            (one, other) => one.or(other).unwrap_or(60),
        };
        match level {
            Level::GivenSame => least(letters(x), letters(y)),
            Level::GivenLetters => least(letters(x), letters(y)) - 3,
            Level::GivenReading => least(reading(x), reading(y)) - 5,
            Level::GivenLettersOnly => least(letters(x), letters(y)) - 45,
            Level::GivenReadingOnly => least(reading(x), reading(y)) - 60,
            level => self.model.weights.of(level),
        }
    }

    /// The level of the given name between these two.
    pub(crate) fn given_level(&self, x: &Form, y: &Form, given: Given) -> Level {
        match given {
            Given::Both => Level::GivenSame,
            Given::Letters => Level::GivenLetters,
            Given::Reading => Level::GivenReading,
            Given::LettersOnly => Level::GivenLettersOnly,
            Given::ReadingOnly => Level::GivenReadingOnly,
            Given::OneLetter if self.latin(x) && self.latin(y) => Level::GivenOneLatinLetter,
            Given::OneLetter => Level::GivenOneLetter,
            Given::OneKana => Level::GivenOneKana,
            Given::Incomparable => Level::GivenIncomparable,
            Given::Missing => Level::GivenMissing,
            Given::Different => Level::GivenDifferent,
        }
    }

    pub(crate) fn latin(&self, form: &Form) -> bool {
        let first = form.letters.first();
        first.is_some_and(|at| self.forms.letters[*at as usize].name.latin)
    }

    /// Whether two names (letters, reading) are the same.
    pub(crate) fn same_name(&self, x: (u32, u32), y: (u32, u32)) -> Option<bool> {
        let letters = (x.0 != NONE && y.0 != NONE)
            .then(|| self.letters(x.0, y.0).0)
            .filter(|likeness| *likeness != NameLikeness::Missing)
            .map(|likeness| likeness <= NameLikeness::CloseName);
        let reading = (x.1 != NONE && y.1 != NONE).then(|| {
            let (surname, given) = self.reading_parts(x.1, y.1);
            close(surname) && close(given)
        });
        match (letters, reading) {
            (Some(letters), Some(reading)) => Some(letters || reading),
            (one, other) => one.or(other),
        }
    }

    /// Whether two names (letters, reading) share the given name and have two surnames.
    pub(crate) fn only_given_same(&self, x: (u32, u32), y: (u32, u32)) -> bool {
        let letters = x.0 != NONE && y.0 != NONE;
        if letters {
            let (_, surname, given) = self.letters(x.0, y.0);
            if given != PartLikeness::Missing {
                return surname == PartLikeness::Different && given <= PartLikeness::CloseName;
            }
        }
        x.1 != NONE && y.1 != NONE && {
            let (surname, given) = self.reading_parts(x.1, y.1);
            surname == KanaLikeness::Different && close(given)
        }
    }

    fn letters(&self, a: u32, b: u32) -> (NameLikeness, PartLikeness, PartLikeness) {
        let (x, y) = (
            &self.forms.letters[a as usize],
            &self.forms.letters[b as usize],
        );
        if a == b && !x.family {
            return (NameLikeness::Same, PartLikeness::Same, PartLikeness::Same);
        }
        if x.family || y.family {
            let same = x.surname == y.surname
                || x.family && x.whole == y.surname
                || y.family && y.whole == x.surname
                || x.whole == y.whole;
            return if same {
                (
                    NameLikeness::SurnameOnly,
                    PartLikeness::Same,
                    PartLikeness::Missing,
                )
            } else {
                (
                    NameLikeness::Different,
                    PartLikeness::Different,
                    PartLikeness::Missing,
                )
            };
        }
        if x.whole == y.whole
            && !x.name.latin
            && !y.name.latin
            && x.parts.is_some()
            && y.parts.is_some()
        {
            return (NameLikeness::Same, PartLikeness::Same, PartLikeness::Same);
        }
        if let (Some(p), Some(q)) = (&x.parts, &y.parts) {
            let surname = part(x.surname == y.surname, &p[0], &q[0]);
            let written = !x.name.given.is_empty() && !y.name.given.is_empty();
            // A name in one piece was divided by a guess, which holds where the surname is the same.
            if written || surname == PartLikeness::Same {
                let given = part(x.given == y.given, &p[1], &q[1]);
                return (likeness(surname, given), surname, given);
            }
        }
        let found = compare_parsed_names(&x.name, &y.name);
        (found.likeness, found.surname, found.given)
    }

    /// Surname and given name, over letters and readings.
    pub(crate) fn names(&self, x: &Form, y: &Form) -> (Surname, Given) {
        let plain = self.names_in_order(x, y);
        if !(x.foreign || y.foreign) || self.same_alias(x, y) {
            return plain;
        }
        // Of a name in one piece nobody knows the words: one that ends like the other may end in the
        // surname, and be the twin.
        let unsaid = match plain {
            (surname, Given::Different) => (surname, Given::Incomparable),
            (Surname::Different, _) => (Surname::Different, Given::Incomparable),
            _ => plain,
        };
        self.foreign_names(x, y).unwrap_or(unsaid)
    }

    /// Whether both have the same name in kanji, as a 通称.
    fn same_alias(&self, x: &Form, y: &Form) -> bool {
        let kanji = |at: &u32| {
            let letters = &self.forms.letters[*at as usize];
            (!letters.kana && !letters.name.latin).then_some(*at)
        };
        x.letters.iter().filter_map(kanji).any(|a| {
            y.letters.iter().filter_map(kanji).any(|b| {
                let (_, surname, given) = self.letters(a, b);
                surname <= PartLikeness::CloseName && given <= PartLikeness::CloseName
            })
        })
    }

    /// Names of foreign residents; none when there is nothing to compare.
    fn foreign_names(&self, x: &Form, y: &Form) -> Option<(Surname, Given)> {
        let mut latin: Option<Words> = None;
        let mut parts: Option<(Word, Word)> = None;
        for a in &x.letters {
            for b in &y.letters {
                let (a, b) = (
                    &self.forms.letters[*a as usize],
                    &self.forms.letters[*b as usize],
                );
                if a.name.latin && b.name.latin {
                    if let Some(found) = self.forms.latin_parts(&a.name.words, &b.name.words) {
                        parts = Some(parts.map_or(found, |best| best.min(found)));
                    }
                    let found =
                        foreign::words(&a.name.words, &b.name.words, |x, y| foreign::latin(x, y));
                    latin = Some(latin.map_or(found, |best| best.min(found)));
                }
            }
        }
        let mut kana: Option<Words> = None;
        for a in &x.readings {
            for b in &y.readings {
                let (a, b) = (
                    &self.forms.readings[*a as usize],
                    &self.forms.readings[*b as usize],
                );
                if let Some(found) = foreign::readings(a, b) {
                    kana = Some(kana.map_or(found, |best| best.min(found)));
                }
            }
        }
        if let (Some((given, surname)), Some(found), None) = (parts, latin, kana)
            && found != Words::All
        {
            let surname = match surname {
                Word::Same => Surname::Same(self.latin_surname_bits(x, y)),
                Word::Near => Surname::Near,
                Word::Different => Surname::Different,
            };
            let given = match given {
                Word::Same => Given::Letters,
                Word::Near if surname != Surname::Different => Given::OneLetter,
                _ => Given::Different,
            };
            return Some((surname, given));
        }
        let given = match (latin, kana) {
            (None, None) => return None,
            (Some(Words::All), None) => Given::Letters,
            (None, Some(Words::All)) => Given::Reading,
            (Some(Words::All), Some(kana)) if kana <= Words::One => Given::Both,
            // The passport decides; the ear is often wrong.
            (Some(Words::All), _) => Given::Letters,
            (Some(Words::Nearly | Words::One), Some(Words::All)) => Given::Both,
            (Some(_), Some(Words::All)) => Given::ReadingOnly,
            (Some(Words::Nearly), None | Some(Words::Nearly | Words::One)) => Given::OneLetter,
            (None | Some(Words::One), Some(Words::Nearly)) => Given::OneKana,
            (Some(Words::One), None | Some(Words::One)) | (None, Some(Words::One)) => {
                Given::Missing
            }
            _ => Given::Different,
        };
        let some = [latin, kana]
            .into_iter()
            .flatten()
            .any(|found| found != Words::None);
        let word = |form: &Form| {
            let reading = form.readings.first();
            reading.map(|at| self.forms.readings[*at as usize].surname.sound)
        };
        let surname = match (some, word(x).or(word(y))) {
            (true, Some(word)) => Surname::Same(self.model.surname_bits(word)),
            (true, None) => Surname::Same(self.latin_surname_bits(x, y)),
            (false, _) => Surname::Different,
        };
        Some((surname, given))
    }

    /// What the same surname in Latin letters is worth. Which of two words it is may not be known: the
    /// given name is worth what the one is, and the surname what the other is.
    fn latin_surname_bits(&self, x: &Form, y: &Form) -> i32 {
        let words = [x, y].into_iter().filter_map(|form| form.letters.first());
        words
            .map(|at| self.forms.letters[*at as usize].surname)
            .map(|word| self.model.surname_bits(word))
            .min()
            .unwrap_or(self.model.surname_bits(NONE))
    }

    /// Names whose surname stands where it always does.
    fn names_in_order(&self, x: &Form, y: &Form) -> (Surname, Given) {
        let mut letters: Option<(NameLikeness, PartLikeness, PartLikeness, u32)> = None;
        let mut alias = false;
        for a in &x.letters {
            for b in &y.letters {
                if self.forms.letters[*a as usize].kana || self.forms.letters[*b as usize].kana {
                    continue;
                }
                let (likeness, surname, given) = self.letters(*a, *b);
                if letters.is_none_or(|best| likeness < best.0) {
                    letters = Some((likeness, surname, given, *a));
                    alias = Some(a) != x.letters.first() || Some(b) != y.letters.first();
                }
            }
        }
        let mut reading: Option<(KanaLikeness, KanaLikeness)> = None;
        for a in &x.readings {
            for b in &y.readings {
                let found = self.reading_parts(*a, *b);
                let rank = |parts: (KanaLikeness, KanaLikeness)| (parts.1, parts.0);
                if reading.is_none_or(|best| rank(found) < rank(best)) {
                    reading = Some(found);
                }
            }
        }
        let surname_word = letters.map(|found| self.forms.letters[found.3 as usize].surname);
        let reading_word = x
            .readings
            .first()
            .map(|at| self.forms.readings[*at as usize].surname.sound);
        let surname = match (letters.map(|l| l.1), reading.map(|r| r.0)) {
            (Some(part), _) if part <= PartLikeness::CloseName => {
                Surname::Same(self.model.surname_bits(surname_word.unwrap_or(NONE)))
            }
            (_, Some(kana)) if close(kana) => {
                Surname::Same(self.model.surname_bits(reading_word.unwrap_or(NONE)) - 5)
            }
            // 佐藤 and 後藤 are one letter and one kana apart, and two families.
            (Some(PartLikeness::OneApart), None | Some(KanaLikeness::Missing))
            | (
                None | Some(PartLikeness::Missing),
                Some(KanaLikeness::OneApart | KanaLikeness::Register),
            ) => Surname::Near,
            (Some(PartLikeness::OneApart), _) => Surname::Different,
            (Some(PartLikeness::Different), _) | (_, Some(KanaLikeness::Different)) => {
                Surname::Different
            }
            _ => Surname::Missing,
        };
        let letter_given = letters.map_or(PartLikeness::Missing, |l| l.2);
        let mut kana_given = reading.map_or(KanaLikeness::Missing, |r| r.1);
        // The reading is that of the main name, and says nothing about another.
        if alias && !close(kana_given) {
            kana_given = KanaLikeness::Missing;
        }
        if letter_given == PartLikeness::Missing && kana_given == KanaLikeness::Missing {
            kana_given = self.spoken(x, y).min(self.spoken(y, x));
        }
        let mut given = join_given(letter_given, kana_given);
        if given == Given::Missing
            && !x.unnamed
            && !y.unnamed
            && full(x, self.forms)
            && full(y, self.forms)
        {
            given = Given::Incomparable;
        }
        if given == Given::Different && half_written(self.forms, x, y) {
            given = Given::Incomparable;
        }
        (surname, given)
    }

    /// A given name that one list writes in kana among the letters, against the reading of the other.
    fn spoken(&self, x: &Form, y: &Form) -> KanaLikeness {
        let spoken = x.letters.iter();
        let spoken = spoken.filter_map(|at| self.forms.letters[*at as usize].spoken.as_ref());
        let read = |at: &u32| &self.forms.readings[*at as usize].given;
        spoken
            .flat_map(|word| y.readings.iter().map(move |at| kana(word, read(at))))
            .min()
            .unwrap_or(KanaLikeness::Missing)
    }

    fn reading_parts(&self, a: u32, b: u32) -> (KanaLikeness, KanaLikeness) {
        if a == b {
            let family = self.forms.readings[a as usize].family;
            return (
                KanaLikeness::Same,
                if family {
                    KanaLikeness::Missing
                } else {
                    KanaLikeness::Same
                },
            );
        }
        let (x, y) = (
            &self.forms.readings[a as usize],
            &self.forms.readings[b as usize],
        );
        let both = x.words > 1 && y.words > 1;
        // Words of foreign names stand in any order.
        let turned = both
            && x.loose[1] == y.loose[1]
            && (x.words > 2 || y.words > 2 || x.surname.sound == y.given.sound);
        if !x.family && (x.whole.sound == y.whole.sound || turned) {
            return (KanaLikeness::Same, KanaLikeness::Same);
        }
        if both {
            return split_readings(self.forms, x, y);
        }
        match (x.words > 1, y.words > 1) {
            (true, false) => against_piece(x, &y.whole),
            (false, true) => against_piece(y, &x.whole),
            _ => match kana(&x.whole, &y.whole) {
                KanaLikeness::Different => (KanaLikeness::Missing, KanaLikeness::Missing),
                same => (same, same),
            },
        }
    }
}

/// Whether the list has more than a surname.
fn full(form: &Form, forms: &Forms) -> bool {
    let letters = form
        .letters
        .first()
        .map(|at| &forms.letters[*at as usize].name);
    let reading = form
        .readings
        .first()
        .map(|at| &forms.readings[*at as usize]);
    letters.is_some_and(|name| !name.given.is_empty() || name.whole.chars().count() > 3)
        || reading.is_some_and(|reading| reading.words > 1)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surname {
    Same(i32),
    Near,
    Different,
    Missing,
}
