//! What the values of a code mean: what lists usually write, and what a legend says.

use std::collections::BTreeMap;

use mimamori_record::dictionary::{Code, Field};
use mimamori_record::line::FieldType;
use mimamori_text::squeeze;

use crate::survey::RARE;

/// What lists write, beside the dictionary's labels and their beginnings.
#[rustfmt::skip]
const USUAL: &[(&str, &str, &[&str])] = &[
    ("sex", "male", &["男", "男性", "男子", "男児", "1", "m"]),
    ("sex", "female", &["女", "女性", "女子", "女児", "2", "f"]),
    ("status", "resident", &["住民", "現存", "住登者"]),
    ("status", "moved-out", &["転出", "転出者"]),
    ("status", "died", &["死亡"]),
    ("result", "healthy", &["健康", "異常なし", "正常", "問題なし"]),
    ("result", "observe", &["要観察", "経過観察", "要経過観察", "要経観"]),
    ("result", "detailed", &["要精密", "要精検", "要精密検査"]),
    ("result", "guidance", &["要指導", "指導", "保健指導"]),
    ("days", "present", &["○", "出", "出席"]),
    ("days", "absent-ill", &["病", "病欠", "病気"]),
    ("days", "absent-injury", &["怪", "けが", "負傷"]),
    ("days", "absent-family", &["家", "家庭", "家事", "家庭の都合"]),
    ("days", "absent-other", &["他", "欠", "/", "×", "事", "事故欠席", "事故", "欠席"]),
    ("days", "absent-no-contact", &["無", "連絡なし", "無断", "無断欠席"]),
    ("days", "hospitalised", &["入", "入院"]),
    ("days", "suspended", &["停", "出停", "出席停止"]),
    ("days", "mourning", &["忌", "忌引", "忌引き"]),
    ("days", "late", &["遅", "遅刻"]),
    ("days", "early", &["早", "早退"]),
    ("days", "late-early", &["遅早", "遅刻早退"]),
    ("days", "health-room", &["保", "保健室", "別室", "保健室登校"]),
    ("days", "not-enrolled", &["-", "在籍なし", "転出", "転入前", "除籍"]),
];

/// One spelling of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelled {
    pub(crate) spelling: String,
    /// What it means, where that can be told.
    pub(crate) code: Option<&'static str>,
    /// In how many cells, unless that may be one person.
    pub(crate) count: Option<u32>,
    /// The spelling is not the dictionary's own.
    pub(crate) guess: bool,
}

/// The spellings of a code in use. Unknown ones that stand in fewer cells than [`RARE`] are only
/// counted: who knows what somebody wrote there.
pub(crate) fn spelled(
    field: &Field,
    values: &BTreeMap<String, u32>,
    legend: &BTreeMap<String, String>,
) -> (Vec<Spelled>, usize) {
    let explains = values
        .keys()
        .filter(|value| legend.contains_key(*value))
        .count()
        >= 3;
    let mut all = Vec::new();
    let mut rare = 0;
    for (value, count) in values {
        let explained = legend.get(value);
        // What the list itself explains is surer than what others write, and a mark that it does
        // not explain is nobody's guess.
        let found = explained
            .and_then(|meaning| usual(field, meaning))
            .or_else(|| usual(field, value).filter(|_| explained.is_some() || !explains))
            .or_else(|| Some((likely(field, explained.unwrap_or(value))?, true)))
            .map(|(code, guess)| (code, guess || explained.is_some()));
        let often = (*count >= RARE).then_some(*count);
        if found.is_none() && often.is_none() {
            rare += 1;
            continue;
        }
        all.push(Spelled {
            spelling: value.clone(),
            code: found.map(|(code, _)| code),
            count: often,
            guess: found.is_some_and(|(_, guess)| guess),
        });
    }
    // What the legend explains and nobody had this month comes next month.
    for (mark, meaning) in legend {
        if field.r#type == FieldType::Marks
            && !values.contains_key(mark)
            && let Some((code, _)) =
                usual(field, meaning).or_else(|| Some((likely(field, meaning)?, true)))
        {
            all.push(Spelled {
                spelling: mark.clone(),
                code: Some(code),
                count: None,
                guess: true,
            });
        }
    }
    let order = |spelled: &Spelled| {
        let place = field
            .codes
            .iter()
            .position(|code| Some(code.key) == spelled.code);
        (
            place.is_none(),
            place,
            std::cmp::Reverse(spelled.count),
            spelled.spelling.clone(),
        )
    };
    all.sort_by_key(order);
    (all, rare)
}

/// The code that is spelled so in the dictionary or in most lists, and whether that is a guess.
fn usual(field: &Field, spelling: &str) -> Option<(&'static str, bool)> {
    let word = squeeze(spelling).to_lowercase();
    let own = field
        .codes
        .iter()
        .find(|code| squeeze(code.label.ja) == word);
    if let Some(code) = own {
        return Some((code.key, false));
    }
    let mut known = USUAL.iter().filter(|(key, code, _)| {
        *key == field.key && field.codes.iter().any(|one| one.key == *code)
    });
    let same = |spellings: &[&str]| {
        spellings
            .iter()
            .any(|one| squeeze(one).to_lowercase() == word)
    };
    known
        .find(|(_, _, spellings)| same(spellings))
        .map(|(_, code, _)| (*code, true))
}

/// The code whose label a spelling cuts short: 身体的 for 身体的虐待, 支援 for 支援中. The shortest
/// label that begins so, else the only one that holds it.
fn likely(field: &Field, spelling: &str) -> Option<&'static str> {
    let word = squeeze(spelling).to_lowercase();
    if word.chars().count() < 2 {
        return None;
    }
    let begins = |code: &&Code| {
        let label = squeeze(code.label.ja);
        label.starts_with(&word) || word.starts_with(&label)
    };
    let length = |code: &&Code| code.label.ja.chars().count();
    if let Some(code) = field.codes.iter().filter(begins).min_by_key(length) {
        return Some(code.key);
    }
    let mut holding = field
        .codes
        .iter()
        .filter(|code| squeeze(code.label.ja).contains(&word));
    match (holding.next(), holding.next()) {
        (Some(code), None) => Some(code.key),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mimamori_record::dictionary::field_of;

    fn code(dataset: &str, key: &str, spelling: &str) -> Option<&'static str> {
        let field = field_of(dataset, key).unwrap();
        usual(field, spelling)
            .map(|(code, _)| code)
            .or_else(|| likely(field, spelling))
    }

    #[test]
    fn short_forms_of_labels_are_understood() {
        assert_eq!(code("cases", "stage", "支援"), Some("supporting"));
        assert_eq!(code("cases", "stage", "計画"), Some("planned"));
        assert_eq!(code("cases", "case_kind", "身体的"), Some("physical"));
        assert_eq!(code("checkups", "result", "要精密"), Some("detailed"));
        assert_eq!(code("residents", "sex", "9"), None);
    }

    #[test]
    fn a_value_that_nobody_knows_is_shown_only_when_it_is_frequent() {
        let field = field_of("residents", "status").unwrap();
        let values = [("住民", 50), ("9", 4), ("空野湊", 1)];
        let values = values
            .map(|(value, count)| (value.to_owned(), count))
            .into();
        let (all, rare) = spelled(field, &values, &BTreeMap::new());
        let shown: Vec<&str> = all.iter().map(|one| one.spelling.as_str()).collect();
        assert_eq!((shown.as_slice(), rare), (["住民", "9"].as_slice(), 1));
        assert_eq!(all[1].code, None);
    }

    #[test]
    fn a_legend_says_what_a_mark_means() {
        let field = field_of("attendance", "days").unwrap();
        let values = BTreeMap::from([("ケ".to_owned(), 3)]);
        let legend = BTreeMap::from([
            ("ケ".to_owned(), "けが".to_owned()),
            ("連".to_owned(), "連絡なし".to_owned()),
        ]);
        let (all, _) = spelled(field, &values, &legend);
        let codes: Vec<_> = all
            .iter()
            .map(|one| (one.spelling.as_str(), one.code))
            .collect();
        assert_eq!(
            codes,
            [
                ("ケ", Some("absent-injury")),
                ("連", Some("absent-no-contact"))
            ]
        );
    }
}
