//! The dictionary: every field of every dataset that the kit ships, with type and labels.
//!
//! Shipped rules, reminders, meetings, tables and the practice town use only these names, so that
//! they run in the second town. A town may add fields of its own in its import.toml; those travel
//! in the `dataset` lines.

use crate::Text;
use crate::line::FieldType;

/// A dataset of the dictionary.
#[derive(Debug, Clone, Copy)]
pub struct DatasetEntry {
    /// Its name in lines.
    pub name: &'static str,
    /// What people call it.
    pub label: Text,
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
    /// What people call it.
    pub label: Text,
    /// For codes and marks: the allowed values.
    pub codes: &'static [Code],
}

/// A value of a code.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// Its key in lines.
    pub key: &'static str,
    /// What people call it.
    pub label: Text,
}

const fn field(key: &'static str, r#type: FieldType, ja: &'static str, en: &'static str) -> Field {
    Field {
        key,
        r#type,
        label: Text::new(ja, en),
        codes: &[],
    }
}

const fn coded(
    key: &'static str,
    ja: &'static str,
    en: &'static str,
    codes: &'static [Code],
) -> Field {
    Field {
        key,
        r#type: FieldType::Code,
        label: Text::new(ja, en),
        codes,
    }
}

const fn code(key: &'static str, ja: &'static str, en: &'static str) -> Code {
    Code {
        key,
        label: Text::new(ja, en),
    }
}

use FieldType::{Date, Id, Institution, Integer, Kana, Marks, Month, Name, Text as Words, Yesno};

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
    field("birth_date", Date, "生年月日", "birth date"),
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

/// The marks of a day at school.
pub const ATTENDANCE_MARKS: &[Code] = &[
    code("present", "出席", "present"),
    code("absent-ill", "病気欠席", "absent: ill"),
    code("absent-injury", "けがによる欠席", "absent: injured"),
    code(
        "absent-family",
        "家庭の都合による欠席",
        "absent: family reasons",
    ),
    code("absent-other", "その他の欠席", "absent: other"),
    code(
        "absent-no-contact",
        "連絡のない欠席",
        "absent without contact",
    ),
    code("hospitalised", "入院", "in hospital"),
    code("suspended", "出席停止", "suspended from attendance"),
    code("mourning", "忌引", "mourning"),
    code("late", "遅刻", "late"),
    code("early", "早退", "left early"),
    code("late-early", "遅刻・早退", "late and left early"),
    code("health-room", "保健室登校", "in the health room"),
    code("not-enrolled", "在籍なし", "not enrolled"),
];

/// The categories of a case.
pub const CASE_CATEGORIES: &[Code] = &[
    code(
        "protected-child",
        "要保護児童",
        "child in need of protection",
    ),
    code("support-needed", "要支援児童", "child in need of support"),
    code(
        "expectant",
        "特定妊婦",
        "expectant mother in need of support",
    ),
    code("other", "その他", "other"),
];

const WISHES: [Field; 2] = [
    field("child_wish", Words, "こどもの意向", "the child's wish"),
    field("parent_wish", Words, "保護者の意向", "the parents' wish"),
];

/// Every dataset.
pub const DATASETS: &[DatasetEntry] = &[
    DatasetEntry {
        name: "residents",
        label: Text::new("住民記録", "residents"),
        fields: &[
            field("resident_since", Date, "住民となった日", "resident since"),
            coded(
                "status",
                "住民状態",
                "status",
                &[
                    code("resident", "住民", "resident"),
                    code("moved-out", "転出", "moved out"),
                    code("died", "死亡", "died"),
                ],
            ),
            field("left_on", Date, "住民でなくなった日", "left on"),
            field("protected", Yesno, "支援措置", "protection measure"),
        ],
    },
    DatasetEntry {
        name: "school-register",
        label: Text::new("学齢簿", "school register"),
        fields: &[
            field("institution", Institution, "学校", "school"),
            field("grade", Integer, "学年", "grade"),
            field("class", Words, "組", "class"),
            field("enrolled_on", Date, "入学・転入の日", "enrolled on"),
            field("left_on", Date, "転出・卒業の日", "left on"),
        ],
    },
    DatasetEntry {
        name: "checkups",
        label: Text::new("乳幼児健診", "check-ups"),
        fields: &[
            field("invited_on", Date, "通知日", "invited on"),
            field("date", Date, "受診日", "taken on"),
            coded(
                "result",
                "判定",
                "result",
                &[
                    code("healthy", "健康", "healthy"),
                    code("observe", "要観察", "to be observed"),
                    code("detailed", "要精密検査", "detailed examination needed"),
                    code("guidance", "要指導", "guidance needed"),
                ],
            ),
            field(
                "detailed_on",
                Date,
                "精密検査の結果日",
                "result of the detailed examination on",
            ),
        ],
    },
    DatasetEntry {
        name: "attendance",
        label: Text::new("出欠", "attendance"),
        fields: &[
            field("institution", Institution, "学校", "school"),
            field("class", Words, "組", "class"),
            Field {
                key: "days",
                r#type: Marks,
                label: Text::new("出欠", "attendance"),
                codes: ATTENDANCE_MARKS,
            },
        ],
    },
    DatasetEntry {
        name: "cases",
        label: Text::new("ケース台帳", "case ledger"),
        fields: &[
            field("case_no", Id, "受付番号", "case number"),
            field("received_on", Date, "受理日", "received on"),
            coded("category", "区分", "category", CASE_CATEGORIES),
            coded(
                "case_kind",
                "種別",
                "kind",
                &[
                    code("neglect", "ネグレクト", "neglect"),
                    code("physical", "身体的虐待", "physical"),
                    code("psychological", "心理的虐待", "psychological"),
                    code("sexual", "性的虐待", "sexual"),
                    code("rearing", "養育困難", "difficulty in rearing"),
                    code("delinquency", "非行", "delinquency"),
                    code("other", "その他", "other"),
                ],
            ),
            coded(
                "stage",
                "進行段階",
                "stage",
                &[
                    code("received", "受付", "received"),
                    code("accepted", "受理", "accepted"),
                    code("assessed", "調査・アセスメント", "assessed"),
                    code("planned", "支援方針・計画", "planned"),
                    code("supporting", "支援中", "supporting"),
                    code("monitoring", "進行管理", "monitoring"),
                    code("closed", "終結", "closed"),
                ],
            ),
            field("worker", Words, "主担当", "worker"),
            field("second_worker", Words, "副担当", "second worker"),
            field("last_seen", Date, "目視確認日", "last seen on"),
            field("closed_on", Date, "終結日", "closed on"),
            field("next_action", Month, "次の対応の時期", "next action"),
            field("summary", Words, "主訴", "summary"),
            WISHES[0],
            WISHES[1],
        ],
    },
    DatasetEntry {
        name: "plans",
        label: Text::new("サポートプラン", "support plans"),
        fields: &[
            field("plan_no", Id, "計画番号", "plan number"),
            coded(
                "plan_kind",
                "計画の種類",
                "kind of plan",
                &[
                    code("support-plan", "サポートプラン", "support plan"),
                    code("internal-plan", "支援計画", "internal plan"),
                ],
            ),
            field("made_on", Date, "作成日", "made on"),
            field("agreed", Yesno, "同意", "agreed"),
            field("signed_on", Date, "手交日", "signed on"),
            field("reviewed_on", Date, "前回見直し日", "reviewed on"),
            field("next_review", Month, "次回見直し", "next review"),
            field("goal_from", Date, "短期目標の始まり", "goal from"),
            field("goal_to", Date, "短期目標の終わり", "goal to"),
            field("next_contact", Month, "次回連絡時期", "next contact"),
            coded(
                "next_contact_by",
                "連絡の方法",
                "next contact by",
                &[
                    code("phone", "電話", "telephone"),
                    code("interview", "面談", "interview"),
                    code("visit", "訪問", "visit"),
                    code("other", "その他", "other"),
                ],
            ),
            field("worker", Words, "担当", "worker"),
            field("service", Words, "支援の内容", "service"),
            WISHES[0],
            WISHES[1],
        ],
    },
    DatasetEntry {
        name: "decisions",
        label: Text::new("会議の決定", "decisions of meetings"),
        fields: &[
            field("meeting", Words, "会議", "meeting"),
            field("decided_on", Date, "決定日", "decided on"),
            coded(
                "decision",
                "決定",
                "decision",
                &[
                    code("continue", "支援継続", "go on supporting"),
                    code("watch", "見守り", "keep watching"),
                    code("not-eligible", "対象外", "not eligible"),
                    code("close", "終結", "close"),
                    code("discuss", "個別協議", "discuss again"),
                ],
            ),
            field("policy", Words, "支援方針", "policy"),
            field("worker", Words, "担当", "worker"),
            field("next_review", Month, "次回見直し", "next review"),
            field("until", Date, "除外の期限", "excluded until"),
            field(
                "closing",
                Words,
                "終結（理由・引継ぎ先）",
                "closing: why, and who goes on",
            ),
        ],
    },
    DatasetEntry {
        name: "answers",
        label: Text::new("同じ人かの回答", "answers about pairs"),
        fields: &[
            field("a", Id, "Aの行か人", "row or person A"),
            field("b", Id, "Bの行か人", "row or person B"),
            field("a_name", Name, "Aの氏名", "name of A"),
            field("a_kana", Kana, "Aのフリガナ", "kana of A"),
            field("a_birth_date", Date, "Aの生年月日", "birth date of A"),
            field("b_name", Name, "Bの氏名", "name of B"),
            field("b_kana", Kana, "Bのフリガナ", "kana of B"),
            field("b_birth_date", Date, "Bの生年月日", "birth date of B"),
            coded(
                "answer",
                "回答",
                "answer",
                &[
                    code("same", "同じ人", "same person"),
                    code("different", "別の人", "different"),
                    code("unsure", "わからない", "cannot tell"),
                ],
            ),
            field("answered_by", Words, "回答者", "answered by"),
            field("answered_on", Date, "回答日", "answered on"),
            field("note", Words, "メモ", "note"),
        ],
    },
    DatasetEntry {
        name: "corrections",
        label: Text::new("訂正", "corrections"),
        fields: &[
            field("of_source", Id, "訂正する名簿", "list to correct"),
            field("of_row", Integer, "訂正する行", "row to correct"),
            field("of_column", Id, "訂正する列", "column to correct"),
            field("of_field", Id, "訂正する項目", "field to correct"),
            field("correct_value", Words, "正しい値", "right value"),
            coded(
                "no_value",
                "値のない返事",
                "answer without a value",
                &[
                    code("unknown", "わからない", "not known"),
                    code("blank", "空欄でよい", "rightly blank"),
                ],
            ),
            field("corrected_by", Words, "訂正した人", "corrected by"),
            field("corrected_on", Date, "訂正した日", "corrected on"),
            field("why", Words, "訂正の理由", "why"),
        ],
    },
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

/// The parts of a check-up row: the check-ups themselves.
pub const CHECKUP_PARTS: &[Code] = &[
    code("4m", "3〜4か月児健診", "check-up at 3 to 4 months"),
    code("18m", "1歳6か月児健診", "check-up at 18 months"),
    code("36m", "3歳児健診", "check-up at 3 years"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_takes_a_key_that_lines_use_themselves() {
        let own = DATASETS.iter().flat_map(|entry| entry.fields);
        for field in own.chain(IDENTITY) {
            assert!(!RESERVED.contains(&field.key), "{}", field.key);
        }
    }
}
