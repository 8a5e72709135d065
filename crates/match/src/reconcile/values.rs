//! Two values of one field: the same, written otherwise, or different.

use mimamori_record::line::FieldType;
use mimamori_record::{Lang, dictionary};
use mimamori_text::{
    AddressLikeness, KanaLikeness, NameLikeness, PartLikeness, PhoneLikeness, Strength,
    compare_addresses, compare_kana, compare_parsed_names, compare_phones, fold_variants,
    parse_address, parse_name, phones, squeeze,
};
use serde_json::Value;

use crate::local::Local;
use crate::make::class_key;
use crate::number::number_key;

/// How what two lists say stands to one another, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// The same, spaces, widths and the kind of kana aside.
    Same,
    /// The same in other letters or another form.
    Spelling,
    /// Both may be right: one says more than the other.
    More,
    /// Only one list states it.
    OneSide,
    /// A cell that nobody can read.
    Unreadable,
    /// Two scripts, of which nobody can tell whether they say the same.
    Incomparable,
    /// Different.
    Differs,
}

/// A field of one or both lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind<'a> {
    pub(crate) key: &'a str,
    pub(crate) r#type: FieldType,
    /// The datasets that may name its codes.
    pub(crate) datasets: [&'a str; 2],
}

impl Kind<'_> {
    /// Compares two values as the lists have them.
    pub(crate) fn compare(&self, local: &Local, a: &Value, b: &Value) -> How {
        let (a, b) = (plain(a), plain(b));
        if a == b {
            return How::Same;
        }
        let (x, y) = (squeeze(&a), squeeze(&b));
        if x == y {
            return How::Same;
        }
        match (self.key, self.r#type) {
            (_, FieldType::Name) => names(&local.name(&a), &local.name(&b)),
            (_, FieldType::Kana) => kana(&a, &b),
            ("address", _) => addresses(&local.address(&a), &local.address(&b)),
            ("phone", _) => telephones(&a, &b),
            ("resident_no" | "household_no", _) => exactly(number_key(&a) == number_key(&b)),
            ("postal_code", _) => exactly(digits(&x) == digits(&y)),
            ("class", _) => classes(&x, &y),
            (_, FieldType::Month) if x.starts_with(&*y) || y.starts_with(&*x) => How::More,
            (_, FieldType::Code | FieldType::Marks) => exactly(self.one_code(&x, &y)),
            (_, FieldType::Text) => {
                // One list has a code where the other has the word for it.
                let form = |text: &str| fold_variants(text, Strength::OldNewForm);
                let same = form(&x) == form(&y) || self.one_code(&x, &y);
                exactly(same)
            }
            _ => How::Differs,
        }
    }

    fn one_code(&self, x: &str, y: &str) -> bool {
        self.datasets.iter().any(|dataset| {
            let Some(field) = dictionary::field_of(dataset, self.key) else {
                return false;
            };
            let mut codes = field.codes.iter();
            let is = |code: &dictionary::Code, text: &str| {
                let words = [code.key, code.label.ja, code.label.en];
                words.into_iter().any(|word| squeeze(word) == text)
            };
            codes.any(|code| is(code, x) && is(code, y))
        })
    }

    /// What people call a code.
    pub(crate) fn code(&self, value: &str, lang: Lang) -> Option<&'static str> {
        let mut datasets = self.datasets.iter();
        datasets.find_map(|dataset| {
            let label = dictionary::code_label(dataset, self.key, value)?;
            Some(label.pick(lang))
        })
    }
}

fn exactly(same: bool) -> How {
    match same {
        true => How::Spelling,
        false => How::Differs,
    }
}

/// A value as its list writes it.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The main names alone: who is called by a former name is called otherwise.
fn names(a: &str, b: &str) -> How {
    let main = |text| {
        let mut name = parse_name(text);
        name.others.clear();
        name
    };
    let (x, y) = (main(a), main(b));
    let compared = compare_parsed_names(&x, &y);
    match compared.likeness {
        NameLikeness::Same
        | NameLikeness::SameLetter
        | NameLikeness::OldNewForm
        | NameLikeness::CloseName => How::Spelling,
        NameLikeness::Missing => How::Incomparable,
        NameLikeness::SurnameOnly if compared.given == PartLikeness::Missing => {
            match [&x, &y].iter().any(|name| name.given.is_empty()) {
                true => How::More,
                false => How::Incomparable,
            }
        }
        _ => How::Differs,
    }
}

fn kana(a: &str, b: &str) -> How {
    match compare_kana(a, b) {
        // Hiragana or katakana is the habit of a list.
        KanaLikeness::Same => How::Same,
        KanaLikeness::LargeKana | KanaLikeness::SameSound => How::Spelling,
        KanaLikeness::Missing => How::Incomparable,
        _ => How::Differs,
    }
}

fn addresses(a: &str, b: &str) -> How {
    let (x, y) = (parse_address(a), parse_address(b));
    match compare_addresses(&x, &y) {
        AddressLikeness::Same => How::Spelling,
        AddressLikeness::SameLot if x.building.is_empty() || y.building.is_empty() => How::More,
        AddressLikeness::SameBlock | AddressLikeness::SameArea
            if x.numbers.starts_with(&y.numbers) || y.numbers.starts_with(&x.numbers) =>
        {
            How::More
        }
        AddressLikeness::Missing => How::Incomparable,
        _ => How::Differs,
    }
}

fn telephones(a: &str, b: &str) -> How {
    let (x, y) = (phones(a), phones(b));
    let within = |some: &[String], all: &[String]| some.iter().all(|one| all.contains(one));
    match (x.is_empty() || y.is_empty(), within(&x, &y), within(&y, &x)) {
        (true, _, _) => How::Incomparable,
        (_, true, true) => How::Spelling,
        (_, true, false) | (_, false, true) => How::More,
        _ => match compare_phones(&x, &y) {
            PhoneLikeness::WithoutAreaCode => How::More,
            _ => How::Differs,
        },
    }
}

/// 3年1組, 3-1 and, of a grade that stands elsewhere, 1組.
fn classes(x: &str, y: &str) -> How {
    let numbers = |text: &str| -> Vec<String> {
        let runs = text.split(|c: char| !c.is_ascii_digit());
        runs.filter(|run| !run.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (p, q) = (numbers(x), numbers(y));
    let same = class_key(x) == class_key(y);
    exactly(same && (p.ends_with(&q) || q.ends_with(&p)))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn compared(key: &str, a: &str, b: &str) -> How {
        compared_in(&Local::default(), key, a, b)
    }

    fn compared_in(local: &Local, key: &str, a: &str, b: &str) -> How {
        let field = dictionary::field_of("cases", key);
        let kind = Kind {
            key,
            r#type: field.map_or(FieldType::Text, |field| field.r#type),
            datasets: ["cases", "児相台帳"],
        };
        let how = kind.compare(local, &json!(a), &json!(b));
        assert_eq!(
            kind.compare(local, &json!(b), &json!(a)),
            how,
            "{key}: {a} / {b}"
        );
        how
    }

    #[test]
    fn other_widths_and_spaces_are_the_same() {
        for (key, a, b) in [
            ("name", "山田　葵", "山田葵"),
            ("kana", "ﾔﾏﾀﾞ ｱｵｲ", "やまだ　あおい"),
            ("address", "みなと１－２", "みなと1-2"),
            ("worker", "佐 藤", "佐藤"),
            ("case_no", "Ａ-12", "A-12"),
        ] {
            assert_eq!(compared(key, a, b), How::Same, "{key}");
        }
    }

    #[test]
    fn variants_kana_hyphens_and_codes_are_another_spelling() {
        for (key, a, b) in [
            ("name", "髙橋 葵", "高橋 葵"),
            ("name", "渡邊 葵", "渡辺葵"),
            ("kana", "シヨウコ", "ショウコ"),
            ("address", "みなと一丁目2番3号", "ひなた町みなと1-2-3"),
            ("phone", "(082)123-4567", "0821234567"),
            ("postal_code", "735-0001", "〒7350001"),
            ("class", "3年1組", "3-1"),
            ("class", "3年1組", "1"),
            ("category", "protected-child", "要保護児童"),
            ("worker", "髙橋", "高橋"),
        ] {
            assert_eq!(compared(key, a, b), How::Spelling, "{key}: {a} / {b}");
        }
    }

    #[test]
    fn who_says_less_does_not_contradict() {
        for (key, a, b) in [
            ("next_action", "2026-06", "2026-06-12"),
            ("address", "みなと1-2-3", "みなと1-2-3 コーポ日向201"),
            ("address", "みなと1-2", "みなと1-2-3"),
            ("phone", "082-123-4567", "082-123-4567 / 090-1111-2222"),
            ("phone", "123-4567", "082-123-4567"),
            ("name", "山田", "山田 葵"),
        ] {
            assert_eq!(compared(key, a, b), How::More, "{key}: {a} / {b}");
        }
        assert_eq!(compared("name", "WANG XINYI", "王 欣怡"), How::Incomparable);
        assert_eq!(compared("phone", "なし", "082-123-4567"), How::Incomparable);
    }

    #[test]
    fn what_the_town_knows_to_be_one_is_another_spelling() {
        let local = crate::tests::local::local(
            "[names]\nvariants = [[\"葵\", \"碧\"]]\n[places]\nsame = [[\"旧港村\", \"みなと\"]]",
        );
        for (key, a, b) in [
            ("name", "山田 葵", "山田 碧"),
            ("address", "みなと1-2-3", "旧港村１－２－３"),
        ] {
            assert_eq!(compared_in(&local, key, a, b), How::Spelling, "{key}");
            assert_eq!(compared(key, a, b), How::Differs, "{key}");
        }
    }

    #[test]
    fn what_is_another_value_differs() {
        for (key, a, b) in [
            ("name", "山田 葵", "鈴木 葵"),
            ("name", "山田 葵", "山田 蓮"),
            ("kana", "ヤマザキ", "ヤマサキ"),
            ("birth_date", "2018-05-03", "2018-03-05"),
            ("address", "みなと1-2-3", "みなと1-2-4"),
            ("phone", "082-123-4567", "082-123-4568"),
            ("class", "3年1組", "2年1組"),
            ("class", "3年1組", "3年2組"),
            ("category", "protected-child", "support-needed"),
            ("case_no", "12", "13"),
            ("next_action", "2026-06", "2026-07"),
            ("worker", "佐藤", "鈴木"),
        ] {
            assert_eq!(compared(key, a, b), How::Differs, "{key}: {a} / {b}");
        }
    }
}
