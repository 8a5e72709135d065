//! The words of fields and of how they compare.

use mimamori_record::{Lang, Text, dictionary};

/// What people call the field of a term.
pub(crate) fn field(key: &str, lang: Lang) -> String {
    let text = match key {
        "prior" => Text::new(
            "比べる前（人の多さ）",
            "before comparing (how many live here)",
        ),
        "household" => Text::new("家の手がかりの上限", "bound of what a home can say"),
        "given_name" => Text::new("名", "given name"),
        "surname" => Text::new("姓", "surname"),
        "guardian" => Text::new("保護者", "guardian"),
        "school" => Text::new("学校・学年・組", "school, grade, class"),
        key => {
            let mut fields = dictionary::IDENTITY.iter();
            match fields.find(|entry| entry.key == key) {
                Some(entry) => entry.label,
                None => return key.to_owned(),
            }
        }
    };
    text.pick(lang).to_owned()
}

/// How a field compares; none for a code that is not known here.
pub(crate) fn level(field: &str, code: &str) -> Option<Text> {
    Some(match (field, code) {
        ("prior", _) => Text::new("どの二人にも同じ", "the same for any two"),
        ("household", _) => Text::new("合わせてここまで", "no more together"),
        (_, "same") => Text::new("同じ", "the same"),
        (_, "same-letters") => Text::new(
            "漢字が同じ（かなは片方だけ）",
            "same letters, one has no kana",
        ),
        (_, "same-kana") => Text::new(
            "かなが同じ（漢字は片方だけ）",
            "same kana, one has no letters",
        ),
        (_, "same-letters-other-kana") => {
            Text::new("漢字は同じ、かなが違う", "same letters, other kana")
        }
        (_, "same-kana-other-letters") => {
            Text::new("かなは同じ、漢字が違う", "same kana, other letters")
        }
        (_, "one-kanji-apart") => Text::new("漢字が一字違い", "one letter apart"),
        (_, "one-kana-apart") => Text::new("かなが一字違い", "one kana apart"),
        (_, "incomparable") => Text::new("比べられない", "cannot be compared"),
        (_, "missing") => Text::new("片方か両方にない", "missing on a side"),
        (_, "different") => Text::new("違う", "different"),
        (_, "one-letter-apart") => Text::new("一字違い", "one letter apart"),
        (_, "day-and-month-swapped") => Text::new("月と日が逆", "day and month swapped"),
        (_, "one-slip-apart") => Text::new("書き違い一つの差", "one slip apart"),
        (_, "grade-fits") => Text::new(
            "片方は学年だけで、合う",
            "one side has a grade, and it fits",
        ),
        (_, "grade-does-not-fit") => Text::new(
            "片方は学年だけで、合わない",
            "one side has a grade, and it does not fit",
        ),
        (_, "other-grade") => Text::new("学年が違う", "another grade"),
        (_, "other-school-same-grade") => {
            Text::new("学年は同じ、学校が違う", "same grade, another school")
        }
        (_, "same-class") => Text::new("同じ組", "the same class"),
        (_, "other-class") => Text::new("学年は同じ、組が違う", "same grade, another class"),
        (_, "same-grade") => Text::new("同じ学校の同じ学年", "same school and grade"),
        (_, "same-lot") => Text::new("同じ番地", "the same lot"),
        (_, "same-block") => Text::new("同じ街区", "the same block"),
        (_, "same-area") => Text::new("町名だけ同じ", "the same area"),
        (_, "without-area-code") => {
            Text::new("市外局番のほかは同じ", "the same but for the area code")
        }
        (_, "one-digit-apart") => Text::new("一けた違い", "one digit apart"),
        (_, "same-given-name") => Text::new(
            "名が同じ（姓が変わった）",
            "same given name, another surname",
        ),
        _ => return None,
    })
}

/// The keys of records in which the value of a term stands.
pub(crate) fn keys(field: &str) -> &'static [&'static str] {
    match field {
        "given_name" | "surname" => &["name", "kana", "alias", "former_name"],
        "birth_date" => &["birth_date"],
        "sex" => &["sex"],
        "resident_no" => &["resident_no"],
        "household_no" => &["household_no"],
        "address" => &["address"],
        "postal_code" => &["postal_code"],
        "phone" => &["phone"],
        "guardian" => &["guardian_name", "guardian_kana"],
        "school" => &["institution", "grade", "class"],
        _ => &[],
    }
}
