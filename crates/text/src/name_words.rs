//! Names whose words have no fixed order: in Latin letters, or wholly in kana.

use crate::kana_compare::{KanaLikeness, compare_kana};
use crate::name::Name;
use crate::name_compare::{NameComparison, NameLikeness, whole};
use crate::name_parts::PartLikeness;
use crate::slip::one_apart;

/// Words that whole families and peoples share; two names that share nothing else share no name.
const PARTICLES: &[&str] = &[
    "da", "das", "de", "del", "dela", "dos", "van", "von", "der", "bin", "binti", "thi", "ダ",
    "ダス", "デ", "デル", "デラ", "ドス", "ティ", "バン", "ビン",
];

/// A father and his son.
const GENERATIONS: &[&str] = &[
    "jr",
    "sr",
    "junior",
    "senior",
    "ii",
    "iii",
    "iv",
    "ジュニア",
];

/// Middle names of Vietnamese women and men, which kana write in several ways.
fn canonical(at: usize, word: &str) -> &str {
    match word {
        "チ" | "テイ" | "ティー" if at > 0 => "ティ",
        "ヴァン" | "ワン" if at > 0 => "バン",
        "junior" => "jr",
        "senior" => "sr",
        word => word,
    }
}

fn canonical_words(name: &Name) -> Vec<&str> {
    let long = name.words.len() > 2;
    let words = name.words.iter().enumerate();
    words
        .map(|(at, word)| canonical(if long { at } else { 0 }, word))
        .collect()
}

/// Names in Latin letters or in kana: words in any order.
pub(crate) fn compare_words(a: &Name, b: &Name) -> NameComparison {
    let (same, different) = (PartLikeness::Same, PartLikeness::Different);
    let (x, y) = (canonical_words(a), canonical_words(b));
    let (mut left, mut right) = (Vec::new(), y.clone());
    let mut shared = Vec::new();
    for word in &x {
        match right.iter().position(|other| other == word) {
            Some(at) => shared.push(right.remove(at)),
            None => left.push(*word),
        }
    }
    // MIN JI KIM against KIM MINJI.
    let joined = !shared.is_empty() && left.concat() == right.concat();
    if (left.is_empty() && right.is_empty()) || x.concat() == y.concat() || joined {
        return whole(NameLikeness::Same, same, same);
    }
    let surname = |name: &Name| {
        shared.contains(&name.surname.as_str())
            || (name.surname_marked && shared.concat().contains(&name.surname))
            || (name.surname.is_empty()
                && name
                    .words
                    .first()
                    .is_some_and(|w| shared.contains(&w.as_str())))
    };
    let front = match (a.surname_marked, b.surname_marked) {
        (true, false) => surname(a),
        (false, true) => surname(b),
        _ => surname(a) || surname(b),
    };
    let share = |other: PartLikeness| match (shared.is_empty(), front) {
        (true, _) => whole(NameLikeness::Different, different, different),
        (false, true) => whole(NameLikeness::SurnameOnly, same, other),
        (false, false) => whole(NameLikeness::GivenOnly, other, same),
    };
    let one_of = |list: &[&str], words: &[&str]| words.iter().any(|w| list.contains(w));
    if one_of(GENERATIONS, &left) && one_of(GENERATIONS, &right) {
        return share(different);
    }
    let solid = |words: &[&str]| -> Vec<String> {
        let words = words.iter().filter(|w| !PARTICLES.contains(*w));
        words.map(|w| (*w).to_owned()).collect()
    };
    let held = solid(&shared).len();
    let initial = |p: &str, q: &str| p.is_ascii() && p.len() == 1 && q.starts_with(p);
    let alike = |p: &str, q: &str| {
        !(p.is_ascii() && q.is_ascii()) && compare_kana(p, q) <= KanaLikeness::SameSound
    };
    let (mut sorted, mut other) = (left.clone(), right.clone());
    sorted.sort();
    other.sort();
    let pairs = || sorted.iter().zip(&other);
    let initials = left.len() == right.len()
        && pairs().all(|(p, q)| initial(p, q) || initial(q, p) || alike(p, q));
    if initials && held == 1 && !pairs().all(|(p, q)| alike(p, q)) {
        // SANTOS M may be any child of the family.
        return share(PartLikeness::Missing);
    }
    let pairwise = initials && (held > 0 || left.iter().all(|w| w.chars().count() > 1));
    // The middle name or a particle is left out.
    let (bare_left, bare_right) = (solid(&left), solid(&right));
    let one_sided = bare_left.len() == left.len() || bare_right.len() == right.len();
    let particle =
        held > 0 && one_sided && !bare_left.is_empty() && bare_left.concat() == bare_right.concat();
    let middle = held >= 2 && (left.is_empty() || right.is_empty());
    if pairwise || middle || particle || alike(&x.concat(), &y.concat()) {
        let close = PartLikeness::CloseName;
        return whole(NameLikeness::CloseName, close, close);
    }
    let slip = |p: &str, q: &str| {
        let (c, d): (Vec<char>, Vec<char>) = (p.chars().collect(), q.chars().collect());
        // NA and NAN, LI and LY are names of their own.
        let least = if p.is_ascii() && q.is_ascii() { 3 } else { 2 };
        c.len().min(d.len()) >= least && one_apart(&c, &d, |a, b| a == b)
    };
    let one_slip = match (left.as_slice(), right.as_slice()) {
        ([p], [q]) => slip(p, q) && (!shared.is_empty() || x.len().max(y.len()) == 1),
        _ => false,
    } || (x.len() != y.len() && shared.is_empty() && slip(&x.concat(), &y.concat()));
    if one_slip {
        return match front {
            true => whole(NameLikeness::OneApart, same, PartLikeness::OneApart),
            false => whole(NameLikeness::OneApart, PartLikeness::OneApart, same),
        };
    }
    share(different)
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
    fn names_of_many_peoples_are_the_same_in_any_order() {
        for (a, b) in [
            ("KIM MINJI", "Min-ji Kim"),
            ("KIM MINJI", "MIN JI KIM"),
            ("WANG XIAO-MING", "Xiaoming Wang"),
            ("DE LA CRUZ MARIA", "Maria DELA CRUZ"),
            ("DA SILVA JOAO PEDRO", "João Pedro da Silva"),
            ("O'BRIEN MARY JANE", "Mary-Jane O’Brien"),
            ("ＮＧＵＹỄＮ　ＴＨỊ　ＬＡＮ", "Lan, Nguyen Thi"),
            ("SANTOS JUAN JR.", "Juan Santos Junior"),
        ] {
            is(a, b, Same);
        }
        for (a, b) in [
            ("NGUYEN THI LAN", "LAN NGUYEN"),
            ("NGUYEN T. LAN", "NGUYEN THI LAN"),
            ("DELA CRUZ MARIA S.", "DELA CRUZ MARIA SANTOS"),
            ("SILVA SANTOS JOAO PEDRO", "JOAO SILVA"),
            ("SANTOS JUAN JR", "SANTOS JUAN"),
            ("J. P. SMITH BROWN", "BROWN SMITH JOHN PAUL"),
        ] {
            is(a, b, CloseName);
        }
    }

    #[test]
    fn what_a_family_shares_is_no_name_of_a_child() {
        for (a, b) in [
            ("NGUYEN VAN AN", "NGUYEN VAN BINH"),
            ("NGUYEN THI LAN", "NGUYEN VAN LAN"),
            ("NGUYEN THI LAN", "NGUYEN THI"),
            ("DELA CRUZ", "DELA CRUZ MARIA"),
            ("SMITH J", "SMITH JANE"),
            ("SANTOS JUAN II", "SANTOS JUAN III"),
            ("SANTOS JUAN JR", "SANTOS JUAN SR"),
            ("LI NA", "LI NAN"),
            ("LI NA", "LI YA"),
            ("SILVA SANTOS JOAO PEDRO", "SILVA SANTOS JOAO PAULO"),
        ] {
            is(a, b, SurnameOnly);
        }
        is("NGUYEN VAN AN", "TRAN VAN AN", GivenOnly);
    }

    #[test]
    fn a_surname_in_capitals_or_before_a_comma_is_known() {
        is("Maria SANTOS", "REYES, Maria", GivenOnly);
        is("Maria SANTOS", "SANTOS, Jose", SurnameOnly);
        is("Maria SANTOS", "MARIA REYES", GivenOnly);
        is("Maria SANTOS", "SANTOS MARIA", Same);
        is("DELA CRUZ, Maria", "Jose DELA CRUZ", SurnameOnly);
    }

    #[test]
    fn katakana_names_have_no_order_either() {
        is("グエン・ティ・ラン", "ラン グエン ティ", Same);
        is("マリヤ サントス", "サントス マリア", OneApart);
        is("ヤマダ ユウタ", "ヤマダ ユータ", CloseName);
        is(
            "ジョアン・ペドロ ダ シルバ",
            "シルバ ジョアンペドロ",
            CloseName,
        );
        is("グエン チ ラン", "グエン ティ ラン", Same);
        is("グエン ティ ラン", "グエン ヴァン ラン", SurnameOnly);
        is("グエン ティ ラン", "グエン ティ マイ", SurnameOnly);
    }
}
