//! What the script of a name tells: two names in one cell, or which words are the surname.

use crate::kana::{all_kana, has_kanji};
use crate::latin::{is_latin, small, tokens};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Kana,
    Kanji,
    Other,
}

fn script(word: &str) -> Script {
    if has_kanji(word) {
        Script::Kanji
    } else if all_kana(word) {
        Script::Kana
    } else if is_latin(&small(word)) {
        Script::Latin
    } else {
        Script::Other
    }
}

/// The name, and the same name in another script behind or before it: KIM MINJI 金田美智, NGUYEN THI LAN
/// グエン ティ ラン, 山田 花子 ヤマダ ハナコ. Each must have two words where the other has kanji or kana too, so
/// that 山田 マリア stays one name; a name in Latin letters has two, and the other at least two letters.
pub(crate) fn by_script(text: &str) -> (&str, Option<&str>) {
    let whole = (text, None);
    // Three words at least, of which the first and the last differ in script.
    let words: Vec<&str> = text.split([' ', '_']).filter(|w| !w.is_empty()).collect();
    let (Some(first), Some(last), true) = (words.first(), words.last(), words.len() > 2) else {
        return whole;
    };
    let (front, back) = (script(first), script(last));
    if front == back || front == Script::Other || back == Script::Other {
        return whole;
    }
    let turn = words.iter().take_while(|w| script(w) == front).count();
    if words[turn..].iter().any(|w| script(w) != back) {
        return whole;
    }
    let behind = words.len() - turn;
    let letters = |words: &[&str]| words.iter().map(|w| w.chars().count()).sum::<usize>() >= 2;
    let two = match (front, back) {
        (Script::Latin, _) => turn > 1 && letters(&words[turn..]),
        (_, Script::Latin) => behind > 1 && letters(&words[..turn]),
        _ => turn > 1 && behind > 1,
    };
    // Where the word at the turn begins in the text.
    let at = words[turn].as_ptr() as usize - text.as_ptr() as usize;
    match (two, front) {
        (false, _) => whole,
        // The reading stands first.
        (true, Script::Kana) => (&text[at..], Some(&text[..at])),
        (true, _) => (&text[..at], Some(&text[at..])),
    }
}

/// Surname and given name of a name in Latin letters, where a comma or capitals tell them apart.
pub(crate) fn caps(text: &str, words: &[String]) -> Option<(String, String)> {
    let pick = |surname: &dyn Fn(usize) -> bool| {
        let part = |of: bool| -> String {
            let words = words.iter().enumerate();
            words
                .filter(|(at, _)| surname(*at) == of)
                .map(|(_, word)| word.as_str())
                .collect()
        };
        Some((part(true), part(false))).filter(|(s, g)| !s.is_empty() && !g.is_empty())
    };
    if let Some((front, _)) = text.split_once(',') {
        let count = tokens(front).len();
        return pick(&|at| at < count);
    }
    if !text.contains(char::is_lowercase) || !text.contains(char::is_uppercase) {
        return None;
    }
    let written = tokens(text);
    let capital: Vec<bool> = written
        .iter()
        .map(|w| w.chars().count() > 1 && !w.contains(char::is_lowercase))
        .collect();
    let marked = written.len() == words.len()
        && capital.contains(&true)
        && capital
            .iter()
            .zip(&written)
            .any(|(c, w)| !c && w.chars().count() > 1);
    marked.then(|| pick(&|at| capital[at])).flatten()
}
