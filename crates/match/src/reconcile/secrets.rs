//! What must not be printed about a person: where somebody under protection lives or goes to
//! school, and the name that somebody had before.

use mimamori_record::line::FieldType;
use mimamori_text::{KanaKey, OtherKind, PartLikeness, compare_parts, kana_key, parse_name};

use super::values::Kind;
use crate::identity::{Field, Identity};

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
    /// The names of today.
    name: String,
    kana: String,
}

impl Secrets {
    /// Of a person with these identities, who is called so today.
    pub(crate) fn of<'a>(
        protected: bool,
        mut identities: impl Iterator<Item = &'a Identity>,
        name: Option<&str>,
        kana: Option<&str>,
    ) -> Self {
        let renamed = identities.any(|identity| {
            let brackets = |text: &str| {
                let mut others = parse_name(text).others.into_iter();
                others.any(|other| other.kind == OtherKind::FormerSurname)
            };
            identity.get(Field::FormerName).is_some()
                || identity.get(Field::Name).is_some_and(brackets)
        });
        Secrets {
            protected,
            cautious: protected || renamed,
            name: name.unwrap_or_default().to_owned(),
            kana: kana.unwrap_or_default().to_owned(),
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
        let (today, name) = (parse_name(&self.name), parse_name(value));
        if today.surname.is_empty() || name.whole.is_empty() {
            return name.whole == today.whole;
        }
        let front = match name.surname.is_empty() {
            true => {
                let letters = today.surname.chars().count();
                name.whole.chars().take(letters).collect()
            }
            false => name.surname,
        };
        compare_parts(&front, &today.surname) <= PartLikeness::CloseName
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

    fn kind(key: &str) -> Kind<'_> {
        let field = mimamori_record::dictionary::field_of("cases", key);
        Kind {
            key,
            r#type: field.unwrap().r#type,
            datasets: ["cases", "cases"],
        }
    }

    fn called(former: Option<&str>, protected: bool) -> Secrets {
        let mut identity = Identity::default();
        identity.set(Field::FormerName, former);
        let all = [identity];
        Secrets::of(
            protected,
            all.iter(),
            Some("山田 葵"),
            Some("ヤマダ アオイ"),
        )
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
