//! Names of foreign residents: words in any order, some left out, each written by ear.
//!
//! ALMEIDA DOS SANTOS LUCAS stands on the next list as ルーカス・アルメイダ. Which word is the
//! surname is not known, so words are compared with words: who shares all words of the shorter name
//! has the same name, and who has a word of his own on either side is somebody else of the family.

use crate::form::NONE;
use crate::spelling::{Kana, Reading};

/// How two words agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Word {
    Same,
    /// One slip apart, or written by ear another time.
    Near,
    Different,
}

/// How two sets of words agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Words {
    /// Every word of the shorter name is in the longer one.
    All,
    /// So it is, but for slips.
    Nearly,
    /// One side is a single word, which the other has among others.
    One,
    /// Both have a word that the other does not have, and one that it does.
    Some,
    None,
}

/// Compares two names word by word; the order is not part of the name.
pub(crate) fn words<T>(x: &[T], y: &[T], like: impl Fn(&T, &T) -> Word) -> Words {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let mut free: Vec<&T> = long.iter().collect();
    let mut left: Vec<&T> = short.iter().collect();
    for wanted in [Word::Same, Word::Near] {
        left.retain(|word| {
            let found = free.iter().position(|other| like(word, other) <= wanted);
            found.map(|at| free.swap_remove(at)).is_none()
        });
        if wanted == Word::Same && left.is_empty() {
            return if short.len() == 1 && long.len() > 1 {
                Words::One
            } else {
                Words::All
            };
        }
    }
    match (left.len(), short.len()) {
        (0, 1) if long.len() > 1 => Words::None,
        (0, _) => Words::Nearly,
        (left, all) if left < all => Words::Some,
        _ => Words::None,
    }
}

/// Two words in kana.
pub(crate) fn kana(x: &Kana, y: &Kana) -> Word {
    if x.sound == y.sound || x.register == y.register {
        Word::Same
    } else if x.skeleton == y.skeleton && x.skeleton != NONE || one_apart(x, y) {
        Word::Near
    } else {
        Word::Different
    }
}

fn one_apart(x: &Kana, y: &Kana) -> bool {
    x.chars.len().min(y.chars.len()) >= 3 && x.chars.one_apart(&y.chars)
}

/// Two words in Latin letters.
pub(crate) fn latin(x: &str, y: &str) -> Word {
    let (p, q): (Vec<char>, Vec<char>) = (x.chars().collect(), y.chars().collect());
    if x == y {
        Word::Same
    } else if p.len().min(q.len()) >= 4 && crate::letters::one_apart(&p, &q) {
        Word::Near
    } else {
        Word::Different
    }
}

/// Two given names in Latin letters: Tim. is Timothy, and a slip or two are forgiven in a long name.
pub(crate) fn latin_given(x: &str, y: &str) -> Word {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    match latin_long(x, y) {
        Word::Different if long.starts_with(short) => Word::Near,
        found => found,
    }
}

/// Two words of names whose order is known.
pub(crate) fn latin_long(x: &str, y: &str) -> Word {
    let (p, q): (Vec<char>, Vec<char>) = (x.chars().collect(), y.chars().collect());
    let (short, long) = (p.len().min(q.len()), p.len().max(q.len()));
    let near = short >= 3 && long >= 4 && crate::letters::one_apart(&p, &q)
        || short >= 6 && crate::letters::two_apart(&p, &q);
    match near {
        _ if x == y => Word::Same,
        true => Word::Near,
        false => Word::Different,
    }
}

/// Two readings; none when one is written in one piece and nothing can be made of it.
pub(crate) fn readings(x: &Reading, y: &Reading) -> Option<Words> {
    match (x.pieces.len() > 1, y.pieces.len() > 1) {
        (true, true) => {
            let (x, y) = (joined(&x.pieces, &y.pieces), joined(&y.pieces, &x.pieces));
            Some(words(&x, &y, |a, b| kana(a, b)))
        }
        (false, true) => made_of(x, y).then_some(Words::All),
        (true, false) => made_of(y, x).then_some(Words::All),
        (false, false) => match kana(&x.whole, &y.whole) {
            Word::Same => Some(Words::All),
            Word::Near => Some(Words::Nearly),
            Word::Different => None,
        },
    }
}

/// The words, neighbours taken together where the other side writes them as one: デ リマ and デリマ.
fn joined<'a>(words: &'a [Kana], others: &'a [Kana]) -> Vec<&'a Kana> {
    let mut all = Vec::new();
    let mut rest = words;
    while let [word, after @ ..] = rest {
        let both = after
            .first()
            .map(|next| [&word.chars[..], &next.chars].concat());
        let one = both.and_then(|both| others.iter().find(|other| *other.chars == *both));
        all.push(one.unwrap_or(word));
        rest = if one.is_some() { &after[1..] } else { after };
    }
    all
}

/// Whether a name in one piece is made of at least two words of the other, in any order.
fn made_of(piece: &Reading, words: &Reading) -> bool {
    made(&piece.whole.chars, &words.pieces, 0)
}

fn made(rest: &[char], words: &[Kana], used: u32) -> bool {
    if rest.is_empty() {
        return used.count_ones() >= 2;
    }
    let free = (0..words.len().min(6)).filter(|at| used & (1 << at) == 0);
    free.into_iter().any(|at| {
        rest.strip_prefix(&*words[at].chars)
            .is_some_and(|rest| made(rest, words, used | 1 << at))
    })
}

#[cfg(test)]
mod tests {
    use super::{Word, Words, latin, words};

    fn compared(x: &str, y: &str) -> Words {
        let split = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (x, y) = (split(x), split(y));
        let found = words(&x, &y, |x, y| latin(x, y));
        assert_eq!(found, words(&y, &x, |x, y| latin(x, y)), "symmetric");
        found
    }

    #[test]
    fn the_order_of_words_and_words_left_out_are_no_difference() {
        assert_eq!(
            compared("almeida dos santos lucas", "lucas almeida"),
            Words::All
        );
        assert_eq!(compared("nguyen van an", "van an nguyen"), Words::All);
        assert_eq!(
            compared("reyes kimberly", "kimberley reyes flores"),
            Words::Nearly
        );
    }

    #[test]
    fn a_word_of_ones_own_on_both_sides_is_another_person() {
        assert_eq!(
            compared("reyes flores kimberly", "reyes flores jasmine"),
            Words::Some
        );
        assert_eq!(compared("tran an", "nguyen binh"), Words::None);
        assert_eq!(latin("an", "anh"), Word::Different, "too short for a slip");
    }

    #[test]
    fn one_word_alone_says_little() {
        assert_eq!(compared("cruz", "torres cruz erika"), Words::One);
        assert_eq!(compared("cruz", "cruz"), Words::All);
        assert_eq!(compared("kimberly", "kimberley reyes"), Words::None);
    }
}
