//! The dictionary: every field of every dataset that the kit ships, with type, unit and labels.
//!
//! Shipped rules, reminders, meetings, tables and the practice town use only these names, so that
//! they run in the second town. A town may add fields of its own in its import.toml; those travel
//! in the `dataset` lines. Each desk of the town hall has a file of its own here.

mod centre;
mod family;
mod health;
mod residents;
mod school;
mod welfare;

use crate::Text;
use crate::line::{FieldType, Per};

pub use centre::CASE_CATEGORIES;
pub use health::CHECKUP_PARTS;
pub use school::ATTENDANCE_MARKS;

/// A dataset of the dictionary.
#[derive(Debug, Clone, Copy)]
pub struct DatasetEntry {
    /// Its name in lines.
    pub name: &'static str,
    /// What people call it.
    pub label: Text,
    /// How often somebody stands on it, unless the town says otherwise. A list that is sent whole
    /// each time is no [`Per::Event`], even where somebody may have two rows.
    pub per: Per,
    /// Of a list with a record per part of a row: the parts.
    pub parts: &'static [Code],
    /// Its own fields; the identity fields belong to every dataset.
    pub fields: &'static [Field],
}

/// A field of the dictionary.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its key in lines.
    pub key: &'static str,
    /// The type of its values.
    pub r#type: FieldType,
    /// What its numbers count.
    pub unit: Option<Unit>,
    /// What people call it.
    pub label: Text,
    /// For codes and marks: the allowed values.
    pub codes: &'static [Code],
    /// Of a date: whether it says what was, so that one after the day of the run is a slip.
    pub past: bool,
}

/// A value of a code.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// Its key in lines.
    pub key: &'static str,
    /// What people call it.
    pub label: Text,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Points of a scale.
    Points,
    /// Grams.
    Grams,
    /// Completed weeks of pregnancy.
    PregnancyWeeks,
    /// Days.
    Days,
    /// Months.
    Months,
    /// People.
    Persons,
    /// How often.
    Times,
    /// Teeth.
    Teeth,
}

impl Unit {
    /// What stands behind the number.
    ///
    /// ```
    /// use mimamori_record::{Lang, dictionary};
    /// let field = dictionary::field_of("pregnancy", "weeks").unwrap();
    /// assert_eq!(field.unit.unwrap().label().pick(Lang::En), "weeks of pregnancy");
    /// ```
    pub const fn label(self) -> Text {
        match self {
            Unit::Points => Text::new("点", "points"),
            Unit::Grams => Text::new("g", "g"),
            Unit::PregnancyWeeks => Text::new("週", "weeks of pregnancy"),
            Unit::Days => Text::new("日", "days"),
            Unit::Months => Text::new("か月", "months"),
            Unit::Persons => Text::new("人", "persons"),
            Unit::Times => Text::new("回", "times"),
            Unit::Teeth => Text::new("本", "teeth"),
        }
    }
}

const fn list(
    name: &'static str,
    ja: &'static str,
    en: &'static str,
    per: Per,
    fields: &'static [Field],
) -> DatasetEntry {
    DatasetEntry {
        name,
        label: Text::new(ja, en),
        per,
        parts: &[],
        fields,
    }
}

const fn field(key: &'static str, r#type: FieldType, ja: &'static str, en: &'static str) -> Field {
    Field {
        key,
        r#type,
        unit: None,
        label: Text::new(ja, en),
        codes: &[],
        past: false,
    }
}

/// The day on which something was.
const fn past(key: &'static str, ja: &'static str, en: &'static str) -> Field {
    Field {
        past: true,
        ..field(key, FieldType::Date, ja, en)
    }
}

/// A whole number of something.
const fn amount(key: &'static str, unit: Unit, ja: &'static str, en: &'static str) -> Field {
    Field {
        unit: Some(unit),
        ..field(key, FieldType::Integer, ja, en)
    }
}

const fn coded(
    key: &'static str,
    ja: &'static str,
    en: &'static str,
    codes: &'static [Code],
) -> Field {
    Field {
        codes,
        ..field(key, FieldType::Code, ja, en)
    }
}

const fn code(key: &'static str, ja: &'static str, en: &'static str) -> Code {
    Code {
        key,
        label: Text::new(ja, en),
    }
}

use FieldType::{Id, Kana, Name, Text as Words};

/// Keys that a record line uses itself: no field may be called so.
pub const RESERVED: &[&str] = &[
    "kind",
    "dataset",
    "source",
    "row",
    "part",
    "above",
    "person",
    "household",
    "was",
];

/// The fields that say whose row it is.
pub const IDENTITY: &[Field] = &[
    field("resident_no", Id, "宛名番号", "resident number"),
    field("household_no", Id, "世帯番号", "household number"),
    field("name", Name, "氏名", "name"),
    field("kana", Kana, "フリガナ", "kana"),
    field("former_name", Name, "旧氏", "former name"),
    field("alias", Name, "通称", "alias"),
    past("birth_date", "生年月日", "birth date"),
    coded(
        "sex",
        "性別",
        "sex",
        &[
            code("male", "男", "male"),
            code("female", "女", "female"),
            code("other", "その他", "other"),
        ],
    ),
    field("relationship", Words, "続柄", "relationship"),
    field("address", Words, "住所", "address"),
    field("postal_code", Id, "郵便番号", "postal code"),
    field("phone", Id, "電話番号", "telephone"),
    field("guardian_name", Name, "保護者氏名", "guardian's name"),
    field("guardian_kana", Kana, "保護者フリガナ", "guardian's kana"),
];

/// Every dataset.
pub const DATASETS: &[DatasetEntry] = &[
    residents::RESIDENTS,
    residents::MOVES,
    health::PREGNANCY,
    health::PREGNANCY_CHECKUPS,
    health::CHECKUPS,
    health::VACCINATIONS,
    health::POSTPARTUM,
    health::POSTPARTUM_CARE,
    health::HOME_VISITS,
    school::CHILDCARE,
    school::SCHOOL_REGISTER,
    school::ATTENDANCE,
    school::HEALTH_ROOM,
    school::SCHOOL_CHECKUPS,
    school::AFTER_SCHOOL,
    welfare::BENEFITS,
    welfare::ARREARS,
    welfare::DISABILITY,
    welfare::CARE,
    centre::CASES,
    centre::PLANS,
    centre::PLAN_LINES,
    welfare::SERVICES,
    welfare::RECOMMENDATIONS,
    welfare::PLACEMENTS,
    welfare::PROTECTIONS,
    family::CONTACTS,
    family::NOTES,
    family::SIGNALS,
    family::YOUNG_CARERS,
    family::MONTHLY_REPORTS,
    family::ASSESSMENT_SHEETS,
    family::SURVEYS,
    centre::PROPOSALS,
    centre::MEETINGS,
    centre::DECISIONS,
    centre::ANSWERS,
    centre::CORRECTIONS,
    centre::RESOURCES,
    centre::HANDOVERS,
    centre::HOLDS,
];

/// The entry of a dataset.
pub fn dataset(name: &str) -> Option<&'static DatasetEntry> {
    DATASETS.iter().find(|entry| entry.name == name)
}

/// A field of a dataset, its own or an identity field; a list of the town's own has those too.
///
/// ```
/// use mimamori_record::{Lang, dictionary};
/// let field = dictionary::field_of("checkups", "date").unwrap();
/// assert_eq!(field.label.pick(Lang::Ja), "受診日");
/// assert!(dictionary::field_of("checkups", "name").is_some());
/// ```
pub fn field_of(dataset_name: &str, key: &str) -> Option<&'static Field> {
    let own = dataset(dataset_name).map_or(&[][..], |entry| entry.fields);
    own.iter().chain(IDENTITY).find(|field| field.key == key)
}

/// What people call a value of a code.
pub fn code_label(dataset_name: &str, key: &str, value: &str) -> Option<Text> {
    let field = field_of(dataset_name, key)?;
    let code = field.codes.iter().find(|code| code.key == value)?;
    Some(code.label)
}

/// Whether a field says whose row it is.
pub fn is_identity(key: &str) -> bool {
    IDENTITY.iter().any(|field| field.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn within_a_list_every_name_and_label_means_one_field() {
        for entry in DATASETS {
            let mut seen = BTreeSet::new();
            for field in entry.fields.iter().chain(IDENTITY) {
                for word in [field.key, field.label.ja, field.label.en] {
                    let of = (word, field.key);
                    assert!(
                        seen.insert(of) || word == field.key,
                        "{} {word}",
                        entry.name
                    );
                }
            }
            let words: BTreeSet<&str> = seen.iter().map(|(word, _)| *word).collect();
            assert_eq!(words.len(), seen.len(), "{}: {seen:?}", entry.name);
        }
    }

    #[test]
    fn lists_and_codes_are_called_by_one_name_each() {
        let labels = DATASETS.iter().map(|entry| entry.label);
        one_name_each("", labels.map(|label| ("", label)));
        for entry in DATASETS {
            let keys = entry.parts.iter().map(|code| (code.key, code.label));
            one_name_each(entry.name, keys);
            for field in entry.fields {
                let keys = field.codes.iter().map(|code| (code.key, code.label));
                one_name_each(field.key, keys);
            }
        }
    }

    fn one_name_each(of: &str, codes: impl Iterator<Item = (&'static str, Text)>) {
        let (mut ja, mut en) = (BTreeSet::new(), BTreeSet::new());
        for (key, label) in codes {
            assert!(
                key.chars()
                    .all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit())
            );
            assert!(ja.insert(label.ja) && en.insert(label.en), "{of} {label:?}");
        }
    }

    #[test]
    fn only_numbers_have_a_unit_and_only_codes_and_marks_have_values() {
        for field in DATASETS.iter().flat_map(|entry| entry.fields) {
            let number = field.r#type == FieldType::Integer;
            assert!(number || field.unit.is_none(), "{}", field.key);
            let coded = matches!(field.r#type, FieldType::Code | FieldType::Marks);
            assert_eq!(coded, !field.codes.is_empty(), "{}", field.key);
        }
    }

    #[test]
    fn no_field_takes_a_key_that_lines_use_themselves() {
        let own = DATASETS.iter().flat_map(|entry| entry.fields);
        for field in own.chain(IDENTITY) {
            assert!(!RESERVED.contains(&field.key), "{}", field.key);
        }
    }
}
