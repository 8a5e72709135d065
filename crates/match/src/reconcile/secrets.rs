//! What must not be printed about a person: where somebody under protection lives or goes to
//! school, and the name that somebody had before.

use mimamori_record::line::FieldType;
use mimamori_text::{KanaKey, kana_key, parse_name};

use super::values::Kind;
use crate::identity::{Field, Seen};
use crate::today::{self, printed_name};

/// Never printed, whoever it is about.
pub(crate) const NEVER: &[&str] = &["former_name"];

/// Words that tell nobody's whereabouts, of all that is written in free text.
const PLAIN: &[&str] = &["worker", "second_worker", "relationship"];

/// What a report keeps to itself about one person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Secrets {
    protected: bool,
    /// Somebody had another name, or may have had one that nobody is to know.
    cautious: bool,
    /// The names of today, as a list writes them.
    name: String,
    kana: String,
}

impl Secrets {
    /// Of a person whom lists call so, those that know most of names first.
    pub(crate) fn of(protected: bool, identities: &[Seen<'_>]) -> Self {
        let former: Vec<String> = identities
            .iter()
            .flat_map(|identity| today::former(*identity))
            .collect();
        let (new, old) = today::parted(identities, &[], None);
        let first = |field: Field| {
            let found = new
                .iter()
                .chain(&old)
                .find_map(|identity| identity.get(field));
            found.unwrap_or_default().to_owned()
        };
        Secrets {
            protected,
            cautious: protected || !former.is_empty(),
            name: first(Field::Name),
            kana: first(Field::Kana),
        }
    }

    /// The name of today, as it may be printed.
    pub(crate) fn name(&self) -> String {
        self.printed(&self.name)
    }

    /// The reading of today.
    pub(crate) fn kana(&self) -> &str {
        &self.kana
    }

    /// A name without what must not be printed of it: of who had another one, what stands in
    /// brackets.
    pub(crate) fn printed(&self, name: &str) -> String {
        let parsed = parse_name(name);
        match self.cautious && !parsed.others.is_empty() && !parsed.given.is_empty() {
            true => format!("{}　{}", parsed.surname, parsed.given),
            false => printed_name(name),
        }
    }

    /// Whether file names may tell the school.
    pub(crate) fn hides_files(&self) -> bool {
        self.protected
    }

    /// Whether a value of this field is withheld.
    pub(crate) fn hides(&self, kind: &Kind<'_>, value: &str) -> bool {
        let whereabouts = match kind.r#type {
            FieldType::Text => !PLAIN.contains(&kind.key),
            FieldType::Institution => true,
            _ => ["postal_code", "phone"].contains(&kind.key),
        };
        match kind.r#type {
            FieldType::Name if self.cautious => !self.bears(value),
            FieldType::Kana if self.cautious => !self.sounds(value),
            _ => self.protected && whereabouts,
        }
    }

    /// Whether a name has the surname of today.
    fn bears(&self, value: &str) -> bool {
        let today = parse_name(&self.name);
        match today.surname.is_empty() {
            true => parse_name(value).whole == today.whole,
            false => today::has_surname(value, &today.surname),
        }
    }

    /// Whether a reading begins with the surname of today.
    fn sounds(&self, value: &str) -> bool {
        let key = |text: &str| kana_key(text, KanaKey::SameSound);
        let today = parse_name(&self.kana);
        match today.surname.is_empty() {
            true => key(value) == key(&self.kana),
            false => key(value).starts_with(&key(&today.surname)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Identity;
    use crate::texts::Interner;

    fn kind(key: &str) -> Kind<'_> {
        let field = mimamori_record::dictionary::field_of("cases", key);
        Kind {
            key,
            r#type: field.unwrap().r#type,
            datasets: ["cases", "cases"],
        }
    }

    fn called(former: Option<&str>, protected: bool) -> Secrets {
        let mut texts = Interner::default();
        let identity = written(
            &mut texts,
            ["山田 葵", "ヤマダ アオイ", former.unwrap_or("")],
        );
        Secrets::of(protected, &[Seen::new(&texts.texts, &identity)])
    }

    /// An identity of this name, kana and former name.
    fn written(texts: &mut Interner, [name, kana, former]: [&str; 3]) -> Identity {
        let fields = [Field::Name, Field::Kana, Field::FormerName];
        let values = [name, kana, former];
        let values: Vec<_> = fields.into_iter().zip(values).collect();
        Identity::of(texts, &values)
    }

    #[test]
    fn a_name_that_is_not_today_s_is_withheld_where_somebody_had_another() {
        for secrets in [called(Some("佐藤"), false), called(None, true)] {
            for (key, value) in [
                ("name", "佐藤 葵"),
                ("name", "佐藤葵"),
                ("kana", "ｻﾄｳ ｱｵｲ"),
                ("guardian_name", "佐藤 花"),
                ("guardian_kana", "さとう はな"),
            ] {
                assert!(secrets.hides(&kind(key), value), "{value}");
            }
            for (key, value) in [
                ("name", "山田葵"),
                ("name", "山田　青"),
                ("kana", "やまだ　あおい"),
                ("guardian_name", "山田 花"),
            ] {
                assert!(!secrets.hides(&kind(key), value), "{value}");
            }
        }
        assert!(!called(None, false).hides(&kind("name"), "佐藤 葵"));
    }

    #[test]
    fn the_name_of_today_is_that_of_a_list_that_does_not_have_the_former_one() {
        let mut texts = Interner::default();
        let old = written(&mut texts, ["佐藤葵", "サトウアオイ", ""]);
        for new in [
            ["山田 葵", "ヤマダ アオイ", "佐藤"],
            ["山田 葵（旧姓 佐藤）", "ヤマダ アオイ", ""],
        ] {
            let new = written(&mut texts, new);
            let secrets = Secrets::of(
                false,
                &[Seen::new(&texts.texts, &old), Seen::new(&texts.texts, &new)],
            );
            assert_eq!(secrets.name().replace('　', " "), "山田 葵");
            assert_eq!(secrets.kana(), "ヤマダ アオイ");
            assert!(secrets.hides(&kind("name"), "佐藤葵"));
            assert!(!secrets.printed("山田（佐藤）葵").contains("佐藤"));
        }
        // Who has no other name is called as the first list has it.
        assert_eq!(
            Secrets::of(false, &[Seen::new(&texts.texts, &old)]).name(),
            "佐藤葵"
        );
    }

    #[test]
    fn of_the_protected_nothing_tells_where_they_are() {
        for key in ["address", "phone", "postal_code", "summary"] {
            assert!(called(None, true).hides(&kind(key), "みなと"), "{key}");
            assert!(!called(None, false).hides(&kind(key), "みなと"), "{key}");
        }
        for key in ["birth_date", "category", "case_no", "worker"] {
            assert!(!called(None, true).hides(&kind(key), "2018-05-03"), "{key}");
        }
    }
}
