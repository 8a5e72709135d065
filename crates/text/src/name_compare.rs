//! Comparing names: levels a clerk would name, never a number.

use crate::name::{Letters, Name, OtherKind, is_private_use, is_wildcard, parse_name};
use crate::name_parts::{PartLikeness, letter, parts};
use crate::name_words::compare_words;

/// How alike two names are, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameLikeness {
    /// Equal after width and spaces; a Latin name also in another order of words or without accents.
    Same,
    /// Equal but for [`crate::Strength::SameLetter`].
    SameLetter,
    /// Equal but for [`crate::Strength::OldNewForm`].
    OldNewForm,
    /// Equal but for [`crate::Strength::CloseName`], hiragana against katakana, a lost character, or the middle
    /// name of a Latin name.
    CloseName,
    /// One character of one part is apart: a slip of the pen, or a twin. Never proof by itself.
    OneApart,
    /// The surname alone agrees (variants included), the given name differs or is missing.
    SurnameOnly,
    /// The given name alone agrees.
    GivenOnly,
    /// Nothing of these.
    Different,
    /// One side is blank, or the scripts cannot be compared letter by letter (Latin or kana against
    /// kanji): nothing is known.
    Missing,
}

/// What comparing two names found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameComparison {
    /// The whole.
    pub likeness: NameLikeness,
    /// The surnames; as the whole where the names could not be split.
    pub surname: PartLikeness,
    /// The given names; as the whole where the names could not be split.
    pub given: PartLikeness,
    /// Found through a name in brackets (former surname, alias), not between the main names.
    pub through_other: bool,
}

/// Compares two names as written. Symmetric; the best over main names, aliases and former surnames.
///
/// ```
/// use mimamori_text::{NameLikeness, compare_names};
/// assert_eq!(compare_names("渡邊　花子", "渡辺花子"), NameLikeness::SameLetter);
/// assert_eq!(compare_names("山田 桃子", "山田 花子"), NameLikeness::OneApart);
/// assert_eq!(compare_names("山田 翔", "山田 翼"), NameLikeness::SurnameOnly);
/// assert_eq!(compare_names("Maria SANTOS", "Santos, María"), NameLikeness::Same);
/// assert_eq!(compare_names("LEE AN", "李 安"), NameLikeness::Missing);
/// ```
pub fn compare_names(a: &str, b: &str) -> NameLikeness {
    compare_parsed_names(&parse_name(a), &parse_name(b)).likeness
}

/// [`compare_names`] for names already taken apart, with the parts.
pub fn compare_parsed_names(a: &Name, b: &Name) -> NameComparison {
    let direct = compare_forms(a, b);
    if a.others.is_empty() && b.others.is_empty() {
        return direct;
    }
    fn forms(name: &Name) -> impl Iterator<Item = &Name> {
        let others = name.others.iter();
        let others = others.filter(|other| other.kind != OtherKind::Reading);
        std::iter::once(name).chain(others.map(|other| &other.name))
    }
    let mut best = direct;
    for (i, x) in forms(a).enumerate() {
        for (k, y) in forms(b).enumerate() {
            if i + k > 0 {
                best = best.min(NameComparison {
                    through_other: true,
                    ..compare_forms(x, y)
                });
            }
        }
    }
    let former = former_alone(a, b).into_iter().chain(former_alone(b, a));
    former.fold(best, Ord::min)
}

/// 佐藤花子（旧姓鈴木） against 鈴木花子: what follows the former surname ends the main name, whose own
/// surname then has one or two letters.
fn former_alone(main: &Name, other: &Name) -> Option<NameComparison> {
    if !main.given.is_empty() || main.unnamed || other.unnamed {
        return None;
    }
    let (all, theirs) = (&main.letters().whole, &other.letters().whole);
    main.others
        .iter()
        .filter(|o| o.kind == OtherKind::FormerSurname && o.name.given.is_empty())
        .filter_map(|o| {
            let old = &o.name.letters().whole;
            let given = theirs.len().checked_sub(old.len()).filter(|n| *n > 0)?;
            let surname = all.len().checked_sub(given)?;
            let found = joined(
                parts(old, &theirs[..old.len()]),
                parts(&theirs[old.len()..], &all[surname..]),
            );
            let same = close(found.surname) && close(found.given);
            (same && (1..=2).contains(&surname)).then_some(NameComparison {
                through_other: true,
                ..found
            })
        })
        .min()
}

fn close(part: PartLikeness) -> bool {
    part <= PartLikeness::CloseName
}

pub(crate) fn whole(
    likeness: NameLikeness,
    surname: PartLikeness,
    given: PartLikeness,
) -> NameComparison {
    NameComparison {
        likeness,
        surname,
        given,
        through_other: false,
    }
}

fn level(part: PartLikeness) -> NameLikeness {
    match part {
        PartLikeness::Same => NameLikeness::Same,
        PartLikeness::SameLetter => NameLikeness::SameLetter,
        PartLikeness::OldNewForm => NameLikeness::OldNewForm,
        PartLikeness::CloseName => NameLikeness::CloseName,
        PartLikeness::OneApart => NameLikeness::OneApart,
        PartLikeness::Different => NameLikeness::Different,
        PartLikeness::Missing => NameLikeness::Missing,
    }
}

fn joined(surname: PartLikeness, given: PartLikeness) -> NameComparison {
    use PartLikeness::{Different, Missing, OneApart};
    let likeness = match (surname, given) {
        (s, g) if close(s) && close(g) => level(s.max(g)),
        (s, OneApart) | (OneApart, s) if close(s) => NameLikeness::OneApart,
        (s, Different | Missing) if close(s) => NameLikeness::SurnameOnly,
        (Different | Missing, g) if close(g) => NameLikeness::GivenOnly,
        (Missing | OneApart, Missing) | (Missing, OneApart) => NameLikeness::Missing,
        _ => NameLikeness::Different,
    };
    whole(likeness, surname, given)
}

/// Compares the main names alone.
fn compare_forms(a: &Name, b: &Name) -> NameComparison {
    let missing = whole(
        NameLikeness::Missing,
        PartLikeness::Missing,
        PartLikeness::Missing,
    );
    if a.whole.is_empty() || b.whole.is_empty() || a.latin != b.latin {
        return missing;
    }
    if a.unnamed || b.unnamed {
        return unnamed(a, b);
    }
    if a.latin || (a.letters().kana && b.letters().kana && (a.words.len() > 1 || b.words.len() > 1))
    {
        return compare_words(a, b);
    }
    let (x, y) = (&a.letters().whole, &b.letters().whole);
    let together = parts(x, y);
    let (a_split, b_split) = (!a.surname.is_empty(), !b.surname.is_empty());
    match (a_split, b_split) {
        (true, true) => {
            let split = joined(
                parts(&a.letters().surname, &b.letters().surname),
                parts(&a.letters().given, &b.letters().given),
            );
            // 森山 花 against 森 山花: the space slipped.
            let lost = x.iter().chain(y).any(|c| is_wildcard(*c));
            let loses = |s: &[char]| s.iter().any(|c| is_wildcard(*c) && !is_private_use(*c));
            let both = [a.letters(), b.letters()]
                .iter()
                .any(|l| loses(&l.surname) && loses(&l.given));
            if both && split.likeness <= NameLikeness::CloseName {
                // 山〓 〓子 may be anyone of the town.
                return missing;
            }
            if close(together) && !lost && split.likeness > level(together) {
                return whole(level(together), together, together);
            }
            split
        }
        (true, false) => split_like(a, y).unwrap_or_else(|| unsplit(x, y, together)),
        (false, true) => split_like(b, x).unwrap_or_else(|| unsplit(x, y, together)),
        (false, false) => unsplit(x, y, together),
    }
}

/// Compares a split name with one written in one piece, splitting the piece where the surname ends, or
/// where the given name begins.
fn split_like(split: &Name, piece: &[char]) -> Option<NameComparison> {
    let Letters { surname, given, .. } = split.letters();
    let at_surname = (piece.len() >= surname.len()).then(|| {
        let (front, back) = piece.split_at(surname.len());
        joined(parts(surname, front), parts(given, back))
    });
    let at_given = (piece.len() > given.len()).then(|| {
        let (front, back) = piece.split_at(piece.len() - given.len());
        joined(parts(surname, front), parts(given, back))
    });
    at_surname
        .into_iter()
        .chain(at_given)
        .filter(|found| close(found.surname) || close(found.given))
        .min()
}

/// Two names in one piece each. Two letters in front or behind are taken for a surname or given name.
fn unsplit(x: &[char], y: &[char], together: PartLikeness) -> NameComparison {
    let lost = |s: &[char]| s.iter().filter(|c| is_wildcard(**c)).count();
    if close(together) && lost(x).max(lost(y)) > 1 {
        // 山田?? may be anyone of the family.
        return whole(
            NameLikeness::Missing,
            PartLikeness::Missing,
            PartLikeness::Missing,
        );
    }
    if together != PartLikeness::Different {
        return whole(level(together), together, together);
    }
    let agree = |pair: (&char, &char)| {
        letter(*pair.0, *pair.1).is_some() && !is_wildcard(*pair.0) && !is_wildcard(*pair.1)
    };
    let front = x.iter().zip(y).take_while(|p| agree(*p)).count();
    let back = x
        .iter()
        .rev()
        .zip(y.iter().rev())
        .take_while(|p| agree(*p))
        .count();
    if front >= 2 {
        whole(
            NameLikeness::SurnameOnly,
            PartLikeness::CloseName,
            PartLikeness::Different,
        )
    } else if back >= 2 {
        whole(
            NameLikeness::GivenOnly,
            PartLikeness::Different,
            PartLikeness::CloseName,
        )
    } else {
        whole(
            NameLikeness::Different,
            PartLikeness::Different,
            PartLikeness::Different,
        )
    }
}

/// At least one side has no given name: at best the surname agrees.
fn unnamed(a: &Name, b: &Name) -> NameComparison {
    let of_surname = |known: &Name, other: &Name| {
        let surname = known.letters().surname.as_slice();
        let all = other.letters().whole.as_slice();
        match other.surname.is_empty() {
            false => parts(surname, &other.letters().surname),
            true => parts(surname, &all[..surname.len().min(all.len())]),
        }
    };
    let surname = match (a.unnamed, b.unnamed) {
        (true, _) => of_surname(a, b),
        (false, _) => of_surname(b, a),
    };
    joined(surname, PartLikeness::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameLikeness::*;
    use proptest::prelude::*;

    fn is(a: &str, b: &str, expected: NameLikeness) {
        assert_eq!(compare_names(a, b), expected, "{a} / {b}");
        assert_eq!(compare_names(b, a), expected, "{b} / {a}");
    }

    #[test]
    fn width_and_spaces_are_no_difference() {
        is("山田　花子", "山田 花子", Same);
        is("山田花子", "山田 花子", Same);
        is("森 山花", "森山 花", Same);
    }

    #[test]
    fn three_strengths_of_variants() {
        is("髙﨑 花子", "高崎 花子", SameLetter);
        is("渡邉 花子", "渡辺 花子", SameLetter);
        is("齋藤 花子", "斎藤花子", OldNewForm);
        is("斎藤 花子", "斉藤 花子", CloseName);
        is("佐々木 花子", "佐佐木 花子", Same);
        is("山田 さくら", "山田 サクラ", CloseName);
    }

    #[test]
    fn twins_are_one_apart_or_share_the_surname_only() {
        is("山田 太一", "山田 太二", OneApart);
        is("山田花子", "山田桃子", OneApart);
        is("山田 翔", "山田 翼", SurnameOnly);
        is("山田翔", "山田 翼", SurnameOnly);
    }

    #[test]
    fn another_surname_or_another_given_name() {
        is("佐藤 花子", "鈴木 花子", GivenOnly);
        is("佐藤 花子", "佐藤 健一", SurnameOnly);
        is("佐藤花子", "佐藤 健一", SurnameOnly);
        is("佐藤花子", "佐藤健一", SurnameOnly);
        is("佐藤 花子", "鈴木 健一", Different);
        is("", "鈴木 健一", Missing);
    }

    #[test]
    fn a_lost_letter_matches_one_letter_and_is_never_same() {
        is("渡〓 花子", "渡邉 花子", CloseName);
        is("渡\u{E001} 花子", "渡邉 花子", CloseName);
        is("山田 ?子", "山田 ?子", CloseName);
        is("渡\u{E001} 花子", "渡\u{E001} 花子", Same);
        is("渡・ 花子", "渡邉 花子", CloseName);
        is("山田 ??", "山田 花子", SurnameOnly);
        is("山田??", "山田花子", Missing);
    }

    #[test]
    fn former_surname_and_alias_are_found_and_told() {
        let (a, b) = (parse_name("佐藤［鈴木］花子"), parse_name("鈴木 花子"));
        let found = compare_parsed_names(&a, &b);
        assert_eq!((found.likeness, found.through_other), (Same, true));
        is("KIM MINJI（通称　金田 美智）", "金田　美智", Same);
    }

    #[test]
    fn former_surnames_and_aliases_are_found_in_every_form() {
        for text in [
            "佐藤［鈴木］花子",
            "佐藤（鈴木）花子",
            "佐藤(旧姓鈴木) 花子",
            "佐藤 花子［鈴木 花子］",
            "佐藤＿［鈴木］＿花子",
            "佐藤　花子＿旧氏：鈴木",
            "佐藤　花子　旧姓鈴木",
            "佐藤　花子（旧：鈴木）",
            "佐藤花子（旧姓鈴木）",
            "旧姓鈴木　花子",
        ] {
            is(text, "鈴木花子", Same);
        }
        for text in [
            "KIM MINJI（金田　美智）",
            "KIM MINJI 通称：金田美智",
            "KIM MINJI 金田美智",
            "金田美智［KIM MINJI］",
        ] {
            is(text, "金田　美智", Same);
            is(text, "Minji KIM", Same);
        }
        // Whose surname the bracket behind a name is, nobody says.
        is("佐藤 花子（鈴木）", "鈴木花子", SurnameOnly);
        is("佐藤由美子（旧姓鈴木）", "鈴木美子", SurnameOnly);
        is("佐藤（母）花子", "母 花子", GivenOnly);
    }

    #[test]
    fn two_lost_letters_are_nobody_in_particular() {
        is("山〓 〓子", "山田 花子", Missing);
        is("佐藤 Maria", "佐藤 マリア", SurnameOnly);
        let found = compare_parsed_names(&parse_name("佐藤 Maria"), &parse_name("佐藤 マリア"));
        assert_eq!(found.given, PartLikeness::Missing);
    }

    #[test]
    fn scripts_that_letters_cannot_compare_say_nothing() {
        is("ヤマダ ハナコ", "山田 花子", Missing);
        is("YAMADA HANAKO", "山田 花子", Missing);
        is("山田 さくら", "山田 桜子", SurnameOnly);
    }

    #[test]
    fn a_child_without_a_name_is_nobody_in_particular() {
        is("山田 第1子", "山田 第1子", SurnameOnly);
        is("山田 第1子", "山田 花子", SurnameOnly);
        is("山田第1子", "山田花子", SurnameOnly);
        is("山田 第1子", "佐藤 花子", Different);
    }

    const NAMES: &str = "[山田高髙斎斉花子太一翔〓?\u{E000}（）［］ 　アさくABé々]{0,9}";

    proptest! {
        #[test]
        fn comparing_is_symmetric(a in NAMES, b in NAMES) {
            let (x, y) = (parse_name(&a), parse_name(&b));
            prop_assert_eq!(compare_parsed_names(&x, &y), compare_parsed_names(&y, &x));
        }

        #[test]
        fn a_whole_name_is_the_same_as_itself(a in "[山田高髙斎斉花子太一翔]{1,3} [花子太一翔]{1,3}") {
            prop_assert_eq!(compare_names(&a, &a), Same);
        }

        #[test]
        fn width_is_no_difference(a in NAMES, b in NAMES) {
            let folded = crate::width::fold_width(&a);
            prop_assert_eq!(compare_names(&folded, &b), compare_names(&a, &b));
        }

        #[test]
        fn latin_words_in_any_order_are_the_same(a in "[A-Z]{2,5}", b in "[A-Z]{2,5}", c in "[A-Z]{2,5}") {
            let (one, other) = (format!("{a} {b} {c}"), format!("{c} {a} {b}"));
            prop_assert_eq!(compare_names(&one, &other), compare_names(&other, &one));
            prop_assert!(compare_names(&one, &other) <= CloseName || parse_name(&one).unnamed || parse_name(&other).unnamed);
        }

        #[test]
        fn comparing_never_panics(a in "\\PC*", b in "\\PC*") { compare_names(&a, &b); }
    }
}
