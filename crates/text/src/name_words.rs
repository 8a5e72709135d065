//! Names whose words have no fixed order: in Latin letters, or wholly in kana.

use crate::kana_compare::{KanaLikeness, compare_kana};
use crate::name_compare::{NameComparison, NameLikeness, whole};
use crate::name_parts::PartLikeness;
use crate::slip::one_apart;

/// Names in Latin letters or in kana: words in any order.
pub(crate) fn compare_words(x: &[String], y: &[String]) -> NameComparison {
    let same = PartLikeness::Same;
    let (mut left, mut right) = (Vec::new(), y.to_vec());
    let mut shared = Vec::new();
    for word in x {
        match right.iter().position(|other| other == word) {
            Some(at) => shared.push(right.remove(at)),
            None => left.push(word.clone()),
        }
    }
    if (left.is_empty() && right.is_empty()) || x.concat() == y.concat() {
        return whole(NameLikeness::Same, same, same);
    }
    left.sort();
    right.sort();
    let alike = |p: &str, q: &str| {
        let initial = |s: &str, l: &str| s.is_ascii() && s.len() == 1 && l.starts_with(s);
        initial(p, q) || initial(q, p) || compare_kana(p, q) <= KanaLikeness::SameSound
    };
    let pairwise = left.len() == right.len()
        && left.iter().zip(&right).all(|(p, q)| alike(p, q))
        && (!shared.is_empty() || left.iter().all(|w| w.chars().count() > 1));
    let middle = shared.len() >= 2 && (left.is_empty() || right.is_empty());
    let glued = compare_kana(&x.concat(), &y.concat()) <= KanaLikeness::SameSound;
    if pairwise || middle || glued {
        return whole(
            NameLikeness::CloseName,
            PartLikeness::CloseName,
            PartLikeness::CloseName,
        );
    }
    let chars = |w: &str| w.chars().collect::<Vec<char>>();
    let first = |words: &[String]| words.first().is_some_and(|w| shared.contains(w));
    let slip = |p: &str, q: &str| {
        let (p, q) = (chars(p), chars(q));
        p.len().min(q.len()) >= 2 && one_apart(&p, &q, |a, b| a == b)
    };
    let one_slip = match (left.as_slice(), right.as_slice()) {
        ([p], [q]) => slip(p, q) && (!shared.is_empty() || x.len().max(y.len()) == 1),
        _ => false,
    } || (x.len() != y.len() && shared.is_empty() && slip(&x.concat(), &y.concat()));
    if one_slip {
        return match first(x) && first(y) {
            true => whole(NameLikeness::OneApart, same, PartLikeness::OneApart),
            false => whole(NameLikeness::OneApart, PartLikeness::OneApart, same),
        };
    }
    match (shared.is_empty(), first(x) || first(y)) {
        (true, _) => whole(
            NameLikeness::Different,
            PartLikeness::Different,
            PartLikeness::Different,
        ),
        (false, true) => whole(NameLikeness::SurnameOnly, same, PartLikeness::Different),
        (false, false) => whole(NameLikeness::GivenOnly, PartLikeness::Different, same),
    }
}

#[cfg(test)]
mod tests {
    use crate::name_compare::NameLikeness::*;
    use crate::name_compare::{NameLikeness, compare_names};

    fn is(a: &str, b: &str, expected: NameLikeness) {
        assert_eq!(compare_names(a, b), expected, "{a} / {b}");
        assert_eq!(compare_names(b, a), expected, "{b} / {a}");
    }

    #[test]
    fn latin_names_have_no_order_and_no_accents() {
        is("NGUYỄN Thị Lan", "Lan Nguyen Thi", Same);
        is("DELA CRUZ ANA", "DELACRUZ ANA", Same);
        is("JOHN PAUL SMITH", "SMITH JOHN", CloseName);
        is("SANTOS MARIA", "SANTOS MARIE", OneApart);
        is("SANTOS MARIA", "SANTOS JOSE", SurnameOnly);
        is("SANTOS MARIA", "REYES JOSE", Different);
    }

    #[test]
    fn katakana_names_have_no_order_either() {
        is("グエン・ティ・ラン", "ラン グエン ティ", Same);
        is("マリヤ サントス", "サントス マリア", OneApart);
        is("ヤマダ ユウタ", "ヤマダ ユータ", CloseName);
    }
}
