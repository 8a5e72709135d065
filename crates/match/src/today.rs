//! The name of today: what somebody is called in whatever is printed. A name of before may tell of an
//! adoption or a divorce.

use mimamori_text::{Name, OtherKind, PartLikeness, compare_parts, parse_name};

use crate::identity::{Field, Seen};

/// Without one of these no name has another one in it, and need not be taken apart.
const ANNOUNCE: [char; 10] = ['(', '（', '[', '［', '〔', '【', '〈', '《', '旧', '前'];

/// The lists that call somebody by the name of today, and those that still have a former one, both in
/// their order. `known` is what else was ever said of the person; `trusted` is the list that knows
/// the name of today, whatever others say.
pub(crate) fn parted<'a>(
    lists: &[Seen<'a>],
    known: &[Seen<'a>],
    trusted: Option<&str>,
) -> (Vec<Seen<'a>>, Vec<Seen<'a>>) {
    let all = lists.iter().chain(known).copied();
    let former: Vec<String> = all.flat_map(former).collect();
    let today = |list: &Seen<'_>| {
        let name = list.get(Field::Name);
        let bears = |surname: &String| name.is_some_and(|name| has_surname(name, surname));
        trusted == Some(list.dataset()) || !former.iter().any(bears)
    };
    lists.iter().copied().partition(today)
}

/// The surnames that a list says somebody had before.
pub(crate) fn former(identity: Seen<'_>) -> Vec<String> {
    let surname = |name: Name| match name.surname.is_empty() {
        true => name.whole,
        false => name.surname,
    };
    let field = identity.get(Field::FormerName).map(parse_name);
    let name = identity.get(Field::Name);
    let others = name.filter(|name| name.contains(ANNOUNCE)).map(parse_name);
    let others = others.into_iter().flat_map(|name| name.others);
    let labelled = others.filter(|other| other.kind == OtherKind::FormerSurname);
    let all = field.into_iter().chain(labelled.map(|other| other.name));
    all.map(surname)
        .filter(|surname| !surname.is_empty())
        .collect()
}

/// Whether a name has this surname, also where no space tells where it ends.
pub(crate) fn has_surname(name: &str, surname: &str) -> bool {
    let name = parse_name(name);
    let front = match name.surname.is_empty() {
        true => name.whole.chars().take(surname.chars().count()).collect(),
        false => name.surname,
    };
    compare_parts(&front, surname) <= PartLikeness::CloseName
}

/// The name to print: without a former name in brackets, whether the list calls it one or not.
pub(crate) fn printed_name(written: &str) -> String {
    // Most names are kanji and a space, and hold no other one.
    let alone =
        |c| matches!(c, ' ' | '\u{3000}' | '\u{4E00}'..='\u{9FFF}') && !ANNOUNCE.contains(&c);
    if written.chars().all(alone) {
        return written.to_owned();
    }
    let name = parse_name(written);
    let former = name.others.iter().any(|other| match other.kind {
        OtherKind::FormerSurname => true,
        // 山田 葵（佐藤 葵）, 山田 葵（佐藤）: the same child by another surname.
        OtherKind::Alias => {
            let given = &other.name.given;
            !name.latin && !other.name.latin && (given.is_empty() || *given == name.given)
        }
        OtherKind::Reading => false,
    });
    if former && !name.given.is_empty() {
        format!("{}　{}", name.surname, name.given)
    } else if former {
        name.whole
    } else {
        written.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Identity;
    use crate::texts::Interner;

    #[test]
    fn a_name_is_printed_without_the_one_of_before() {
        for written in [
            "山田 葵（旧姓 佐藤）",
            "山田（佐藤）葵",
            "山田 葵（佐藤 葵）",
            "山田 葵（佐藤葵）",
            "山田 葵［佐藤］",
            "山田 葵 旧姓佐藤",
        ] {
            assert_eq!(printed_name(written), "山田　葵", "{written}");
        }
        for written in [
            "山田 葵（アオイ）",
            "金 英姫（山田 英子）",
            "WANG LI（王麗）",
            "山田 葵（長女）",
        ] {
            assert_eq!(printed_name(written), written);
        }
    }

    #[test]
    fn a_list_that_has_a_former_name_for_the_name_is_asked_last() {
        let mut texts = Interner::default();
        let mut called = |name, former| {
            let values = [(Field::Name, name), (Field::FormerName, former)];
            Identity::of(&mut texts, &values)
        };
        let (old, new) = (called("佐藤 葵", ""), called("山田 葵", "佐藤"));
        let (back, other) = (called("佐藤 葵", "山田"), called("山田 葵", ""));
        let asked = |lists: [&Identity; 2]| {
            let lists = lists.map(|identity| Seen::new(&texts.texts, identity));
            let (new, old) = parted(&lists, &[], None);
            let all = new.iter().chain(&old);
            all.map(|seen| *seen.identity).collect::<Vec<_>>()
        };
        assert_eq!(asked([&old, &new]), [new, old]);
        // Nobody knows which is the name of today.
        assert_eq!(asked([&back, &new]), [back, new]);
        assert_eq!(asked([&old, &other]), [old, other]);
        // What was said in another month counts too.
        let [old, new] = [&old, &new].map(|identity| Seen::new(&texts.texts, identity));
        let (today, before) = parted(&[old], &[new], None);
        assert!(today.is_empty() && before == [old]);
    }
}
