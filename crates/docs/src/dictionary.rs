//! The man page of the dictionary: every list, its fields, their types, units and codes.

use mimamori_record::dictionary::{Code, DATASETS, DatasetEntry, Field, IDENTITY};
use mimamori_record::line::{FieldType, Per};
use mimamori_record::{Lang, Text};
use roff::{Roff, bold, roman};

const NAME: Text = Text::new("名前", "NAME");
const ABOUT: Text = Text::new(
    "名簿の辞書。import.toml と rules.toml に書ける名簿、項目、コード",
    "the dictionary of lists: which lists, fields and codes import.toml and rules.toml may name",
);
const HOW: Text = Text::new("読み方", "HOW TO READ IT");
const HOW_TEXT: Text = Text::new(
    "名簿ごとに、ふつう一人が何度載るか（per）、横に並ぶ健診や手当の種類（part）、項目とその型・単位・コードを書いています。rules.toml では英語の名前でも日本語の名前でも書けます。町の名簿の見出しや記号は、import.toml でこれらに対応させます。",
    "Of each list: how often somebody stands on it as a rule (per), the check-ups or benefits side by side (part), and its fields with type, unit and codes. rules.toml may write the English or the Japanese names. import.toml says which headings and signs of the town's own lists are meant by them.",
);
const EVERY_LIST: Text = Text::new("どの名簿にもある項目", "FIELDS OF EVERY LIST");
const SEE_ALSO: Text = Text::new("関連項目", "SEE ALSO");

/// The page in one language.
pub(crate) fn page(lang: Lang) -> String {
    let mut page = Roff::new();
    let version = concat!("mimamori ", env!("CARGO_PKG_VERSION"));
    page.control("TH", ["mimamori-dictionary", "7", "", version]);
    page.control("SH", [NAME.pick(lang)]);
    let about = ABOUT.pick(lang);
    page.text([roman(format!("mimamori-dictionary - {about}"))]);
    page.control("SH", [HOW.pick(lang)]);
    page.text([roman(HOW_TEXT.pick(lang))]);
    page.control("SH", [EVERY_LIST.pick(lang)]);
    for field in IDENTITY {
        entry(&mut page, field, lang);
    }
    for list in DATASETS {
        dataset(&mut page, list, lang);
    }
    page.control("SH", [SEE_ALSO.pick(lang)]);
    page.text([roman("mimamori-import.toml(5), mimamori-flag(1)")]);
    page.render()
}

fn dataset(page: &mut Roff, list: &DatasetEntry, lang: Lang) {
    let label = list.label.pick(lang);
    page.control("SH", [format!("{} ({label})", list.name).as_str()]);
    page.text([roman(format!("per: {}", per(list.per)))]);
    if !list.parts.is_empty() {
        page.control("TP", []);
        page.text([bold("part")]);
        page.text([roman(codes(list.parts, lang))]);
    }
    for field in list.fields {
        entry(page, field, lang);
    }
}

fn entry(page: &mut Roff, field: &Field, lang: Lang) {
    let mut says = format!("{}. {}", field.label.pick(lang), kind(field.r#type));
    if let Some(unit) = field.unit {
        says += &match lang {
            Lang::Ja => format!("（{}）", unit.label().ja),
            Lang::En => format!(" ({})", unit.label().en),
        };
    }
    if field.past {
        says += match lang {
            Lang::Ja => "（実行の日まで）",
            Lang::En => " (up to the day of the run)",
        };
    }
    if !field.codes.is_empty() {
        says += &format!(": {}", codes(field.codes, lang));
    }
    page.control("TP", []);
    page.text([bold(field.key)]);
    page.text([roman(says)]);
}

fn codes(codes: &[Code], lang: Lang) -> String {
    let each = codes.iter().map(|code| match lang {
        Lang::Ja => format!("{}（{}）", code.key, code.label.ja),
        Lang::En => format!("{} ({})", code.key, code.label.en),
    });
    each.collect::<Vec<_>>().join(", ")
}

const fn per(per: Per) -> &'static str {
    match per {
        Per::Person => "person",
        Per::PersonPart => "person-part",
        Per::PersonMonth => "person-month",
        Per::Event => "event",
    }
}

/// The type as import.toml writes it.
const fn kind(of: FieldType) -> &'static str {
    match of {
        FieldType::Text => "text",
        FieldType::Id => "id",
        FieldType::Name => "name",
        FieldType::Kana => "kana",
        FieldType::Date => "date",
        FieldType::Month => "month",
        FieldType::Integer => "integer",
        FieldType::Code => "code",
        FieldType::Yesno => "yesno",
        FieldType::Institution => "institution",
        FieldType::Marks => "marks",
    }
}
