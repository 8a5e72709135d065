//! Values that stand in several columns: 姓 and 名, 元号 年 月 日, a postal code under one heading.

use mimamori_text::heading_key;

use super::fields::{guardian, label};
use crate::survey::{Seen, Words, other_person};

/// A value in several columns.
pub(super) struct Joined {
    pub(super) key: &'static str,
    pub(super) columns: Vec<u32>,
    /// The heading of each; only one where they stand under it together.
    pub(super) labels: Vec<String>,
    /// The headings do not say whose or which it is.
    pub(super) guess: bool,
}

/// The lowest headings of a value's columns, in order.
const LEAVES: &[(&str, &[&[&str]])] = &[
    ("name", &[&["姓", "氏", "苗字", "名字"], &["名"]]),
    (
        "kana",
        &[
            &["セイ", "せい", "姓カナ", "姓かな"],
            &["メイ", "めい", "名カナ", "名かな"],
        ],
    ),
    (
        "birth_date",
        &[&["元号", "年号"], &["年"], &["月"], &["日"]],
    ),
    ("birth_date", &[&["年"], &["月"], &["日"]]),
];

/// The values of a table that stand in several columns.
pub(super) fn joined(seen: &Seen, words: &Words) -> Vec<Joined> {
    let headings: Vec<(u32, &[String])> = seen
        .table
        .headings
        .iter()
        .filter(|(column, _)| !seen.table.days.contains(column))
        .map(|(column, texts)| (*column, texts.as_slice()))
        .collect();
    let mut found: Vec<Joined> = Vec::new();
    let mut at = 0;
    while at < headings.len() {
        let rest = &headings[at..];
        match leaves(seen, rest).or_else(|| spread(rest, words)) {
            Some(one) => {
                at += one.columns.len();
                // The first date in four columns is that of birth unless another heading says more.
                if !found.iter().any(|other| other.key == one.key) {
                    found.push(one);
                }
            }
            None => at += 1,
        }
    }
    found
}

/// Columns whose lowest headings name the pieces.
fn leaves(seen: &Seen, rest: &[(u32, &[String])]) -> Option<Joined> {
    LEAVES.iter().find_map(|(key, pieces)| {
        let columns = rest.get(..pieces.len())?;
        let group = columns[0].1.split_last()?.1;
        let fits = columns.iter().zip(*pieces).all(|((_, texts), leaf)| {
            let lowest = texts.split_last();
            lowest.is_some_and(|(lowest, above)| {
                above == group
                    && leaf
                        .iter()
                        .any(|one| heading_key(one) == heading_key(lowest))
            })
        });
        if !fits {
            return None;
        }
        let whose = heading_key(&group.concat());
        let key = match *key {
            "name" if guardian(&whose) => "guardian_name",
            "kana" if guardian(&whose) => "guardian_kana",
            _ if guardian(&whose) || other_person(&whose) => return None,
            key => key,
        };
        let labels = columns
            .iter()
            .map(|(column, texts)| label(seen, *column, texts.len() - 1));
        let labels: Vec<(String, bool)> = labels.collect();
        if labels.iter().any(|(_, twin)| *twin) {
            return None;
        }
        let told = key != "birth_date" || whose.contains("生年月日") || whose.contains("誕生");
        Some(Joined {
            key,
            columns: columns.iter().map(|(column, _)| *column).collect(),
            labels: labels.into_iter().map(|(label, _)| label).collect(),
            guess: !told || key.starts_with("guardian") && !whose.contains("保護者"),
        })
    })
}

/// Columns side by side under one heading of a postal code or a telephone.
fn spread(rest: &[(u32, &[String])], words: &Words) -> Option<Joined> {
    let texts = rest[0].1;
    let word = heading_key(texts.last()?);
    let key = words
        .field("", &word)
        .filter(|key| matches!(*key, "postal_code" | "phone"))?;
    let mut next = rest[0].0;
    let same = rest.iter().take_while(|(column, others)| {
        let beside = *column == next && *others == texts;
        next += 1;
        beside
    });
    let columns: Vec<u32> = same.map(|(column, _)| *column).collect();
    (2..=5).contains(&columns.len()).then(|| Joined {
        key,
        columns,
        labels: vec![
            texts
                .iter()
                .map(|text| mimamori_text::squeeze(text))
                .collect(),
        ],
        guess: false,
    })
}
