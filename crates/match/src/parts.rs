//! Parts of names, surnames against surnames and given names against given names: how alike two are
//! in letters and in kana, and what both together say.

use mimamori_text::{KanaLikeness, NameLikeness, PartLikeness, compare_kana};

use crate::form::{Form, Forms, NONE};
use crate::model::Given;
use crate::spelling::{Kana, Part, Reading};

/// Whether two readings are one, but for sound and voicing.
pub(crate) fn close(likeness: KanaLikeness) -> bool {
    likeness <= KanaLikeness::Voiceless
}

/// How alike two pieces of readings are. What [`close`] takes together is not told apart.
pub(crate) fn kana(x: &Kana, y: &Kana) -> KanaLikeness {
    if x.sound == NONE || y.sound == NONE {
        KanaLikeness::Missing
    } else if x.sound == y.sound {
        KanaLikeness::Same
    } else if x.voiceless == y.voiceless {
        KanaLikeness::Voiceless
    } else if x.register == y.register {
        KanaLikeness::Register
    } else if x.chars.len().min(y.chars.len()) >= 2 && x.chars.one_apart(&y.chars) {
        KanaLikeness::OneApart
    } else {
        KanaLikeness::Different
    }
}

/// How alike two parts of names in letters are; all variants count as the same.
pub(crate) fn part(same: bool, x: &Part, y: &Part) -> PartLikeness {
    if same {
        PartLikeness::Same
    } else if x.chars.is_empty() || y.chars.is_empty() || x.kana != y.kana {
        PartLikeness::Missing
    } else if x.chars.len().max(y.chars.len()) >= 2 && x.chars.one_apart(&y.chars) {
        PartLikeness::OneApart
    } else {
        PartLikeness::Different
    }
}

/// The better of two comparisons is the one with the lower level.
pub(crate) fn likeness(surname: PartLikeness, given: PartLikeness) -> NameLikeness {
    use PartLikeness::{OneApart, Same};
    match (surname, given) {
        (Same, Same) => NameLikeness::Same,
        (Same, OneApart) | (OneApart, Same) => NameLikeness::OneApart,
        (Same, _) => NameLikeness::SurnameOnly,
        (_, Same) => NameLikeness::GivenOnly,
        _ => NameLikeness::Different,
    }
}

/// The parts of two readings of two words or more.
pub(crate) fn split_readings(
    forms: &Forms,
    x: &Reading,
    y: &Reading,
) -> (KanaLikeness, KanaLikeness) {
    // Given name first on one side, as foreign names may be: which of the two words it is that both
    // have, the other lists tell.
    if x.surname.sound != y.surname.sound && x.given.sound != y.given.sound {
        let shared = [
            (&x.surname, &y.given, &x.given, &y.surname),
            (&x.given, &y.surname, &x.surname, &y.given),
        ];
        if let Some((word, _, mine, other)) =
            shared.into_iter().find(|(a, b, ..)| a.sound == b.sound)
        {
            let (rest, same) = (kana(mine, other), KanaLikeness::Same);
            return if forms.mostly_given(word.sound) {
                (rest, same)
            } else {
                (same, rest)
            };
        }
    }
    (kana(&x.surname, &y.surname), kana(&x.given, &y.given))
}

/// A reading in two words against one in one piece.
pub(crate) fn against_piece(split: &Reading, piece: &Kana) -> (KanaLikeness, KanaLikeness) {
    if let Some(rest) = piece.chars.strip_prefix(&*split.surname.chars) {
        let given = match rest {
            [] => KanaLikeness::Missing,
            rest if rest == &*split.given.chars => KanaLikeness::Same,
            rest => {
                let (p, q): (String, String) =
                    (split.given.chars.iter().collect(), rest.iter().collect());
                compare_kana(&p, &q)
            }
        };
        return (KanaLikeness::Same, given);
    }
    let whole = kana(&split.whole, piece);
    if whole != KanaLikeness::Different {
        return (whole, whole);
    }
    match piece.chars.strip_suffix(&*split.given.chars) {
        Some(_) => (KanaLikeness::Different, KanaLikeness::Same),
        None => (KanaLikeness::Different, KanaLikeness::Different),
    }
}

/// What letters and kana of two given names say together.
pub(crate) fn join_given(letters: PartLikeness, kana: KanaLikeness) -> Given {
    use KanaLikeness as K;
    let same_letters = letters <= PartLikeness::CloseName;
    match (letters, kana) {
        (_, K::Missing) if same_letters => Given::Letters,
        (_, K::Different) if same_letters => Given::LettersOnly,
        _ if same_letters => Given::Both,
        (PartLikeness::Missing, kana) if close(kana) => Given::Reading,
        (PartLikeness::Missing, K::Register | K::OneApart) => Given::OneKana,
        (PartLikeness::Missing, K::Missing) => Given::Missing,
        (_, kana) if close(kana) => Given::ReadingOnly,
        (PartLikeness::OneApart, K::Missing) => Given::OneLetter,
        _ => Given::Different,
    }
}

/// Whether one given name is the beginning of the other in letters, and in kana where both have it:
/// 海 (かい) beside 海翔 (かいと), which may be 海里 (かいり) as well.
pub(crate) fn half_written(forms: &Forms, x: &Form, y: &Form) -> bool {
    let given = |form: &Form| -> Option<&Part> {
        let letters = &forms.letters[*form.letters.first()? as usize];
        letters.parts.as_ref().map(|[_, given]| given)
    };
    let kana = |form: &Form| -> Option<&Kana> {
        let reading = &forms.readings[*form.readings.first()? as usize];
        Some(&reading.given).filter(|_| reading.words > 1)
    };
    let letters = given(x).zip(given(y)).is_some_and(|(mine, other)| {
        !mine.kana && !other.kana && one_begins(&mine.chars, &other.chars)
    });
    let spoken = kana(x).zip(kana(y));
    letters && spoken.is_none_or(|(mine, other)| one_begins(&mine.chars, &other.chars))
}

/// Whether one of two is the beginning of the other, and shorter.
fn one_begins(x: &[char], y: &[char]) -> bool {
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    !short.is_empty() && short.len() < long.len() && long.starts_with(short)
}
