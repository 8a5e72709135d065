//! The words that stand over the columns of municipal lists, and which field they mean.
//!
//! The dictionary's own labels are known without being listed here; what stands here are the other
//! spellings that departments use.

use std::collections::{HashMap, HashSet};

use mimamori_record::dictionary;
use mimamori_text::{heading_key, heading_parts};

/// Spellings of fields, beside the dictionary's labels. The first word is the dataset; `*` is any, and
/// `?` any where nothing better is there.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str, &[&str])] = &[
    ("*", "resident_no", &["宛名番号", "宛名コード", "宛名no", "住民番号", "住民コード", "個人コード", "宛名"]),
    ("*", "household_no", &["世帯番号", "世帯コード", "世帯no", "世帯"]),
    ("*", "name", &["氏名", "名前", "姓名", "漢字氏名", "氏名漢字", "なまえ", "お名前",
        "児童", "生徒", "園児", "児童生徒", "幼児名", "園児名", "児童名", "児童生徒名", "生徒名", "対象者", "対象児", "対象児童"]),
    ("*", "kana", &["フリガナ", "ふりがな", "カナ", "かな", "カナ氏名", "かな氏名", "氏名カナ", "氏名かな",
        "氏名フリガナ", "氏名ふりがな", "よみがな", "ヨミガナ", "読み仮名", "よみ", "ヨミ", "読み", "シメイ", "名前カナ", "カナ名"]),
    ("*", "former_name", &["旧姓", "旧氏", "旧氏名"]),
    ("*", "alias", &["通称", "通称名"]),
    ("*", "birth_date", &["生年月日", "誕生日", "出生日", "出生年月日", "生年月日和暦", "生年月日西暦"]),
    ("*", "sex", &["性別", "男女", "性", "男女別"]),
    ("*", "relationship", &["続柄", "世帯主との続柄", "続き柄", "世帯続柄", "続柄名", "続柄名称"]),
    ("*", "address", &["住所", "現住所", "居住地", "住所地", "現住所地", "住所方書"]),
    ("*", "postal_code", &["郵便番号", "〒", "郵便"]),
    ("*", "phone", &["電話番号", "電話", "連絡先", "連絡先電話番号", "tel", "自宅電話", "自宅電話番号",
        "携帯電話", "携帯番号", "電話番号1", "電話1"]),
    ("*", "guardian_name", &["保護者氏名", "保護者名", "保護者", "保護者漢字氏名", "保護者氏名漢字"]),
    ("?", "guardian_name", &["受給者氏名", "受給資格者氏名", "納付義務者", "納付義務者氏名", "母氏名", "母", "父氏名", "親権者氏名"]),
        ("?", "phone", &["緊急連絡先", "緊急連絡先電話番号", "保護者連絡先", "日中連絡先"]),
    ("*", "guardian_kana", &["保護者フリガナ", "保護者ふりがな", "保護者カナ", "保護者氏名カナ", "保護者カナ氏名",
        "保護者氏名フリガナ", "保護者氏名ふりがな"]),
    ("residents", "resident_since", &["住民となった日", "住民となった年月日", "住民日", "転入日", "住定日"]),
    ("residents", "status", &["住民状態", "状態", "住民区分", "異動区分"]),
    ("residents", "left_on", &["異動日", "異動年月日", "転出日", "消除日", "住民でなくなった日"]),
    ("residents", "protected", &["支援措置", "支援措置対象", "dv支援措置", "支援措置区分"]),
    ("school-register", "institution", &["学校名", "在籍校", "学校", "在籍学校", "就学校", "在学校名", "在籍学校名"]),
    ("school-register", "grade", &["学年"]),
    ("school-register", "class", &["組", "学級", "クラス", "学級名"]),
    ("school-register", "enrolled_on", &["入学日", "入学年月日", "入学編入学日", "就学日", "編入学日", "転入学日"]),
    ("school-register", "left_on", &["転出日", "転退学日", "卒業日", "転学日", "退学日", "転出卒業日"]),
    ("checkups", "invited_on", &["通知日", "案内日", "通知年月日", "発送日"]),
    ("checkups", "date", &["受診日", "健診日", "受診年月日", "健診受診日", "実施日"]),
    ("checkups", "result", &["判定", "結果", "総合判定", "健診結果", "判定結果", "判定区分"]),
    ("checkups", "followed_on", &["フォロー日", "事後フォロー", "フォロー実施日"]),
    ("checkups", "mchat_total", &["M-CHAT該当数", "M-CHAT", "MCHAT"]),
    ("checkups", "mchat_second_on", &["二次面接日", "M-CHAT二次面接日"]),
    ("checkups", "detailed_on", &["精密結果日", "精密検査日", "精検結果日", "精密検査結果日", "精検日"]),
    ("attendance", "institution", &["学校名", "学校", "在籍校"]),
    ("attendance", "class", &["組", "学級", "クラス"]),
    ("cases", "case_no", &["受付番号", "受付no", "受理no", "相談番号", "台帳番号", "ケース番号", "ケースno", "受理番号", "管理番号"]),
    ("cases", "received_on", &["受理日", "受付日", "受理年月日", "受付年月日", "通告日", "相談受付日"]),
    ("cases", "category", &["区分", "児童区分", "対象区分", "ケース区分"]),
    ("cases", "case_kind", &["種別", "相談種別", "虐待種別", "主たる種別", "虐待の種別"]),
    ("cases", "stage", &["進行段階", "段階", "進行状況", "対応状況"]),
    ("cases", "worker", &["主担当", "担当", "担当者", "主担当者", "担当職員"]),
    ("cases", "second_worker", &["副担当", "副担当者"]),
    ("cases", "last_seen", &["目視確認日", "最終目視日", "最終確認日", "安全確認日", "直近目視確認日"]),
    ("cases", "closed_on", &["終結日", "終結年月日", "終了日"]),
    ("cases", "next_action", &["次回対応", "次の対応の時期", "次回対応時期", "次回対応予定"]),
    ("cases", "summary", &["主訴", "概要", "相談内容", "ケース概要"]),
    ("plans", "plan_no", &["計画番号", "プラン番号", "計画no"]),
    ("plans", "plan_kind", &["計画の種類", "計画種別", "種類", "種別", "プラン種別"]),
    ("plans", "made_on", &["作成日", "計画作成日", "策定日", "作成年月日"]),
    ("plans", "agreed", &["同意", "同意の有無", "同意有無", "本人同意"]),
    ("plans", "signed_on", &["手交日", "署名日", "交付日", "同意日"]),
    ("plans", "reviewed_on", &["前回見直し日", "前回見直し", "前回評価日", "直近見直し日"]),
    ("plans", "next_review", &["次回見直し", "次回見直し時期", "見直し時期", "次回評価"]),
    ("plans", "goal_from", &["目標期間から", "短期目標の始まり", "短期目標から", "目標開始", "期間開始", "計画期間から"]),
    ("plans", "goal_to", &["目標期間まで", "短期目標の終わり", "短期目標まで", "目標終了", "期間終了", "計画期間まで"]),
    ("plans", "next_contact", &["次回連絡時期", "次回連絡", "連絡時期"]),
    ("plans", "next_contact_by", &["連絡の方法", "次回連絡方法", "連絡方法"]),
    ("plans", "worker", &["担当", "担当者", "主担当", "担当職員"]),
    ("plans", "service", &["支援の内容", "利用サービス", "支援内容", "サービス"]),
    ("plans", "child_wish", &["こどもの意向", "子どもの意向", "本人の意向", "児童の意向"]),
    ("plans", "parent_wish", &["保護者の意向", "親の意向", "家族の意向"]),
    ("cases", "child_wish", &["こどもの意向", "子どもの意向", "本人の意向", "児童の意向"]),
    ("cases", "parent_wish", &["保護者の意向", "親の意向", "家族の意向"]),
    ("decisions", "meeting", &["会議", "会議名"]),
    ("decisions", "decided_on", &["決定日", "会議日", "開催日", "決定年月日"]),
    ("decisions", "decision", &["決定", "決定内容", "決定事項", "会議結果"]),
    ("decisions", "policy", &["支援方針", "方針", "援助方針"]),
    ("decisions", "worker", &["担当", "担当者", "主担当", "担当職員"]),
    ("decisions", "next_review", &["次回見直し", "見直し時期", "次回検討"]),
    ("decisions", "until", &["除外期限", "除外の期限"]),
];

/// Headings that lists often have and that are no field of the dictionary: they help to see where
/// the headings are.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "no", "番号", "連番", "項番", "整理番号", "通番", "出席番号", "備考", "摘要", "特記事項",
    "年齢", "月齢", "年組", "担任", "担任名", "園名", "保育所名", "保育園名", "施設名", "所属",
    "世帯主", "世帯主名", "世帯主氏名", "父", "国籍", "本籍", "病歴", "個人番号", "欠席", "遅刻",
    "早退", "欠席計", "遅刻計", "早退計", "出席", "合計", "計", "申込日", "申請日", "認定日",
    "入所日", "退所日", "登録日", "更新日", "開始日", "利用開始日", "利用終了日", "接種日",
    "ワクチン", "身長", "体重", "障害名", "等級", "手帳番号", "状況", "内容", "対応", "行政区",
    "地区", "自治会", "小学校区", "中学校区", "方書", "元号", "年", "月", "日", "姓", "名", "せい",
    "めい", "市外", "市内", "兄弟姉妹", "きょうだい", "アレルギー", "保険証", "受給者番号",
    "支給額", "滞納額",
];

/// Words before a heading, or over a group of headings, that mean the person of the row.
#[rustfmt::skip]
const PERSONS: &[&str] = &[
    "児童生徒", "学齢児童", "対象児童", "対象者", "対象児", "乳幼児", "受診児", "受診者", "児童",
    "生徒", "園児", "乳児", "幼児", "本人", "こども", "子ども", "子供", "お子様", "お子さん",
    "入所児童", "利用児童", "利用者", "対象", "妊産婦", "妊婦", "支給対象児童", "支給決定児童",
    "支給児童", "児", "子の", "子",
];

/// Words over a group of headings that mean somebody else, whose name is not that of the row.
#[rustfmt::skip]
const OTHER_PERSONS: &[&str] = &[
    "世帯主", "父", "母", "きょうだい", "兄弟", "姉妹", "緊急", "担任", "医師", "届出", "申請",
    "請求", "受給者", "口座", "配偶者", "祖父", "祖母", "通告", "相談者", "紹介", "扶養", "勤務",
    "職員", "筆頭", "前住", "転出先", "旧", "送付",
];

/// The words, ready to be looked up.
pub(crate) struct Words {
    fields: HashMap<String, Vec<(&'static str, &'static str)>>,
    others: HashSet<String>,
}

impl Words {
    pub(crate) fn new() -> Self {
        let mut words = Words {
            fields: HashMap::new(),
            others: OTHERS.iter().map(|word| heading_key(word)).collect(),
        };
        for (dataset, key, spellings) in SPELLINGS {
            for spelling in *spellings {
                words.add(spelling, dataset, key);
            }
        }
        for field in dictionary::IDENTITY {
            words.add(field.label.ja, "*", field.key);
        }
        for dataset in dictionary::DATASETS {
            for field in dataset.fields {
                words.add(field.label.ja, dataset.name, field.key);
            }
        }
        words
    }

    fn add(&mut self, spelling: &str, dataset: &'static str, key: &'static str) {
        let known = self.fields.entry(heading_key(spelling)).or_default();
        if !known.contains(&(dataset, key)) {
            known.push((dataset, key));
        }
    }

    /// The field of a dataset that a word means. `*` asks for identity only.
    pub(crate) fn field(&self, dataset: &str, word: &str) -> Option<&'static str> {
        let known = self.fields.get(word)?;
        let own = known.iter().find(|(of, _)| *of == dataset);
        let any = known.iter().find(|(of, _)| *of == "*");
        own.or(any).map(|(_, key)| *key)
    }

    /// The field that a word may mean when no other column holds it.
    pub(crate) fn perhaps(&self, word: &str) -> Option<&'static str> {
        let known = self.fields.get(word)?;
        let perhaps = known.iter().find(|(of, _)| *of == "?");
        perhaps.map(|(_, key)| *key)
    }

    /// Whether a cell's text is one that stands over columns.
    pub(crate) fn heads(&self, text: &str) -> bool {
        let heading = heading_parts(text);
        let known = |word: &str| self.fields.contains_key(word) || self.others.contains(word);
        known(&heading.key)
            || known(&heading.base)
            || without_person(&heading.key).is_some_and(known)
            || plain(&heading.key).is_some_and(known)
    }
}

/// A heading without the word for the person of the row before it: 園児氏名, 対象児童の氏名.
pub(crate) fn without_person(word: &str) -> Option<&str> {
    PERSONS
        .iter()
        .filter_map(|person| word.strip_prefix(person))
        .map(|rest| rest.strip_prefix('の').unwrap_or(rest))
        .find(|rest| !rest.is_empty())
}

/// A heading without コード, 名称 and the like behind it: 性別コード, 続柄名称.
pub(crate) fn plain(word: &str) -> Option<&str> {
    ["コード", "cd", "名称", "区分", "欄"]
        .iter()
        .filter_map(|tail| word.strip_suffix(tail))
        .find(|rest| !rest.is_empty())
}

/// Whether a group's heading means somebody else than the person of the row.
pub(crate) fn other_person(group: &str) -> bool {
    let word = heading_key(group);
    OTHER_PERSONS.iter().any(|other| word.contains(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_means_the_same_field_in_many_spellings() {
        let words = Words::new();
        for (text, key) in [
            ("氏　名", "name"),
            ("氏名（カナ）", "kana"),
            ("ﾌﾘｶﾞﾅ", "kana"),
            ("生年月日（和暦）", "birth_date"),
            ("保護者名", "guardian_name"),
        ] {
            assert_eq!(
                words.field("residents", &heading_key(text)),
                Some(key),
                "{text}"
            );
        }
        assert_eq!(words.field("cases", "受付日"), Some("received_on"));
        assert_eq!(words.field("residents", "受付日"), None);
        assert_eq!(without_person("対象児童の氏名"), Some("氏名"));
    }

    #[test]
    fn every_spelling_is_of_a_field_that_the_dictionary_has() {
        for (dataset, key, _) in SPELLINGS {
            let of = if matches!(*dataset, "*" | "?") {
                "residents"
            } else {
                dataset
            };
            assert!(dictionary::field_of(of, key).is_some(), "{dataset} {key}");
        }
    }
}
