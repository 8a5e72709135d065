//! What type a column has, and which of its values may be shown.

use mimamori_record::Text;
use mimamori_record::line::FieldType;

use super::column::{Column, RARE};
use super::kind::Kind;
use super::sheet::Seen;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    /// Nothing stands in it.
    Blank,
    /// Individual numbers: for nobody's eyes.
    Individual,
    /// Any other.
    Of(FieldType),
}

/// Marks that say yes or no.
#[rustfmt::skip]
const YES_NO: &[&str] = &[
    "○", "〇", "◯", "◎", "×", "✕", "有", "無", "あり", "なし", "済", "未", "はい", "いいえ", "可",
    "否", "要", "不要", "レ", "✓", "✔", "該当", "非該当", "true", "false", "同意", "不同意", "-",
    "―",
];

/// Headings of codes.
#[rustfmt::skip]
const CODES: &[&str] = &[
    "区分", "種別", "コード", "cd", "状態", "状況", "有無", "判定", "結果", "性別", "学年", "組",
    "クラス", "級", "種類", "事由", "理由", "要因", "フラグ", "方法", "段階", "希望", "要否",
    "続柄", "曜日", "決定", "認定", "必要量", "手帳", "届", "措置", "同意",
];

/// Headings over the name of a person or over what says where somebody lives: their values are never
/// shown, however often they stand there.
#[rustfmt::skip]
const PERSONAL: &[&str] = &[
    "氏名", "名前", "姓", "担当", "担任", "保護者", "職員", "医師", "世帯主", "記入者", "作成者",
    "相談員", "委員", "父", "母", "訪問者", "フリガナ", "ふりがな", "カナ", "かな", "住所", "番地",
    "方書", "電話", "連絡先", "郵便", "備考", "特記", "内容", "口座", "児童名", "通称", "旧氏",
    "旧姓", "パートナー", "きょうだい", "兄弟", "勤務先", "地区", "行政区", "自治会",
];

/// Headings that say the same only when they stand alone: 学校名 is nobody's.
const GIVEN: &[&str] = &[
    "名",
    "せい",
    "めい",
    "苗字",
    "名字",
    "セイ",
    "メイ",
    "愛称",
    "呼び名",
];

/// Headings of what the law protects more than other data: such columns are read only when somebody
/// decides so and names them.
#[rustfmt::skip]
const SENSITIVE: &[&str] = &[
    "本籍", "筆頭者", "国籍", "在留", "病歴", "既往", "病名", "診断", "障害名", "宗教", "信条",
    "信仰", "人種", "犯罪", "前科", "住民票コード", "疾患", "服薬", "手帳", "生活保護",
];

impl Type {
    /// The type of a column, by its heading and by what stands in it.
    pub(crate) fn of(seen: &Seen, column: u32) -> Type {
        if seen.refused.contains(&column) {
            return Type::Individual;
        }
        if seen.table.days.contains(&column) {
            return Type::Of(FieldType::Marks);
        }
        let Some(cells) = seen.columns.get(&column).filter(|cells| cells.held > 0) else {
            return Type::Blank;
        };
        Type::Of(by_cells(seen, column, cells))
    }

    /// What people call it.
    pub(crate) fn label(self) -> Text {
        let of = match self {
            Type::Blank => return Text::new("すべて空欄", "all blank"),
            Type::Individual => return Text::new("個人番号", "individual numbers"),
            Type::Of(of) => of,
        };
        match of {
            FieldType::Id => Text::new("番号", "identifier"),
            FieldType::Name => Text::new("氏名", "name"),
            FieldType::Kana => Text::new("かな", "kana"),
            FieldType::Date => Text::new("日付", "date"),
            FieldType::Month => Text::new("年月", "month"),
            FieldType::Integer => Text::new("整数", "integer"),
            FieldType::Code => Text::new("コード", "code"),
            FieldType::Yesno => Text::new("有無", "yes or no"),
            FieldType::Marks => Text::new("日ごとの記号", "marks by day"),
            FieldType::Institution => Text::new("機関", "institution"),
            FieldType::Text => Text::new("文字", "text"),
        }
    }
}

fn by_cells(seen: &Seen, column: u32, cells: &Column) -> FieldType {
    let dates = cells.share(&[Kind::Date, Kind::Month]);
    let dated = seen.headed(column, &["日", "年月"]) && !seen.headed(column, &["日数", "曜日"]);
    let bare: u32 = cells.dates.values().sum();
    if dates >= 0.6 || dated && cells.part(bare) >= 0.6 {
        return if cells.share(&[Kind::Month]) > cells.share(&[Kind::Date]) {
            FieldType::Month
        } else {
            FieldType::Date
        };
    }
    let numbered = seen.headed(column, &["番号", "コード", "cd"]);
    let long = cells.lengths.keys().any(|length| *length >= 5);
    if cells.share(&[Kind::Truth]) >= 0.6 || yes_no(cells) {
        return FieldType::Yesno;
    }
    if cells.share(&[Kind::Number]) >= 0.6 {
        let coded = seen.headed(column, CODES) && !seen.headed(column, &["学年"]) && cells.few();
        return match (coded, numbered && long) {
            (_, true) => FieldType::Id,
            (true, _) => FieldType::Code,
            _ => FieldType::Integer,
        };
    }
    let short = cells.lengths.keys().all(|length| *length <= 2);
    if cells.share(&[Kind::Figures, Kind::Number]) >= 0.6 {
        let coded = cells.few() && short && cells.zeros == 0 && !numbered;
        return if coded {
            FieldType::Code
        } else {
            FieldType::Id
        };
    }
    if cells.share(&[Kind::Kana]) >= 0.6 && !(cells.few() && seen.headed(column, CODES)) {
        let kana = seen.headed(column, &["カナ", "ガナ", "がな", "かな", "ヨミ", "よみ"]);
        return if kana || cells.names > 0 {
            FieldType::Kana
        } else {
            FieldType::Text
        };
    }
    if numbered && cells.part(cells.figures) >= 0.6 {
        return FieldType::Id;
    }
    let named = seen.headed(
        column,
        &["氏名", "名前", "児童名", "生徒名", "園児名", "保護者名"],
    );
    if cells.part(cells.names) >= 0.5
        || named
            && cells.part(cells.addresses) < 0.5
            && cells.share(&[Kind::Words, Kind::Mark]) > 0.5
    {
        return FieldType::Name;
    }
    let place = seen.headed(column, &["学校", "園", "施設", "保育所", "クラブ", "在籍"]);
    if cells.part(cells.institutions) >= 0.6
        && (place || cells.few())
        && !seen.headed(column, PERSONAL)
    {
        return FieldType::Institution;
    }
    if cells.few() && !seen.headed(column, PERSONAL) && !seen.headed(column, &["組", "クラス"])
    {
        return FieldType::Code;
    }
    FieldType::Text
}

/// Whether the values are all ways of saying yes or no.
fn yes_no(cells: &Column) -> bool {
    cells.values().is_some_and(|values| {
        values
            .keys()
            .all(|value| YES_NO.contains(&value.to_lowercase().as_str()))
    })
}

/// Whether the cells of a column can be read as the type of a field.
pub(crate) fn fits(r#type: FieldType, cells: &Column) -> bool {
    if cells.held == 0 {
        return true;
    }
    let dates: u32 = cells.dates.values().sum();
    match r#type {
        FieldType::Date => cells.share(&[Kind::Date]) >= 0.5 || cells.part(dates) >= 0.5,
        FieldType::Month => cells.share(&[Kind::Date, Kind::Month]) >= 0.5,
        FieldType::Integer => {
            cells.share(&[Kind::Number, Kind::Figures]) + cells.part(cells.grades) >= 0.5
        }
        FieldType::Id => cells.share(&[Kind::Number, Kind::Figures]) >= 0.5 || !cells.few(),
        FieldType::Name => {
            cells.share(&[Kind::Words, Kind::Kana, Kind::Mark]) >= 0.5
                && cells.part(cells.addresses) < 0.5
        }
        FieldType::Kana => {
            cells.share(&[Kind::Kana]) >= 0.5
                || cells.share(&[Kind::Words, Kind::Mark]) >= 0.8 && cells.held < 5
        }
        FieldType::Code | FieldType::Yesno | FieldType::Marks => {
            cells.values().is_some() && cells.share(&[Kind::Date, Kind::Sentence]) < 0.3
        }
        FieldType::Institution => cells.share(&[Kind::Words, Kind::Mark, Kind::Kana]) >= 0.5,
        FieldType::Text => cells.share(&[Kind::Date, Kind::Truth, Kind::Broken]) < 0.5,
    }
}

/// Whether a column holds what the law protects more than other data.
pub(crate) fn sensitive(seen: &Seen, column: u32) -> bool {
    seen.headed(column, SENSITIVE)
}

/// The values of a column that may be shown, with their counts, and how many kinds are rarer.
/// None when no value of it may be.
pub(crate) fn shown_values(seen: &Seen, column: u32) -> Option<(Vec<(String, u32)>, usize)> {
    let cells = seen.columns.get(&column)?;
    let values = cells.values().filter(|_| cells.few())?;
    let coded = matches!(
        Type::of(seen, column),
        Type::Of(FieldType::Code | FieldType::Yesno | FieldType::Marks)
    );
    let personal = seen.headed(column, PERSONAL)
        || seen.ends_with(column, GIVEN)
        || seen.anchors.contains(&column)
        || sensitive(seen, column)
        || cells.names > 0;
    let short = values.keys().all(|value| value.chars().count() <= 2);
    if !coded || personal || !(short || seen.headed(column, CODES) || yes_no(cells)) {
        return None;
    }
    let often: Vec<(String, u32)> = values
        .iter()
        .filter(|(value, count)| **count >= RARE && value.chars().count() <= 8)
        .map(|(value, count)| (value.clone(), *count))
        .collect();
    let rare = values.len() - often.len();
    Some((often, rare))
}
