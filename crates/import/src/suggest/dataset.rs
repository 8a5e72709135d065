//! Which list of the dictionary a table is.

use mimamori_record::{Said, dictionary, said};
use mimamori_text::squeeze;

use super::fields::{Bound, bind};
use crate::survey::{Seen, Words};

/// Words in titles and in the names of files, folders and sheets, of the lists that can be told from
/// what stands in them. Any other list of the dictionary is drafted as one of the town's own.
#[rustfmt::skip]
const WORDS: &[(&str, &[&str])] = &[
    ("residents", &["住民記録", "住民基本台帳", "住民異動", "異動者", "住基", "住民一覧"]),
    ("school-register", &["学齢簿", "学級名簿", "就学者名簿", "在籍者名簿", "児童生徒名簿"]),
    ("checkups", &["乳幼児健診", "乳幼児健康診査", "健診受診", "歳児健診", "か月児健診", "歳半健診", "歳半児健診", "健診台帳", "健診管理"]),
    ("attendance", &["出欠", "出席簿", "出席状況"]),
    ("cases", &["ケース台帳", "進行管理台帳", "要保護児童等", "要対協", "ケース一覧", "相談受付台帳", "児童相談台帳", "相談台帳"]),
    ("plans", &["サポートプラン", "支援計画"]),
    ("decisions", &["会議決定", "会議の決定", "決定一覧"]),
];

/// Fields that tell lists apart: who has several of them is that list whatever it is called.
#[rustfmt::skip]
const TELLING: &[(&str, &[&str], usize)] = &[
    ("residents", &["resident_no", "household_no", "relationship", "resident_since", "status"], 3),
    ("school-register", &["institution", "grade", "class", "enrolled_on"], 4),
    ("cases", &["case_no", "received_on", "category", "case_kind", "stage", "last_seen"], 3),
    ("plans", &["plan_no", "plan_kind", "made_on", "agreed", "next_review"], 3),
    ("decisions", &["meeting", "decided_on", "decision", "policy"], 3),
];

/// What a table is.
pub(crate) struct Guess {
    pub(crate) dataset: &'static str,
    pub(crate) bound: Vec<Bound>,
    /// Why it is thought so.
    pub(crate) why: Said,
}

/// The list of the dictionary that a table is, or none that can be told.
pub(crate) fn guess(seen: &Seen, names: &[&str], words: &Words) -> Option<Guess> {
    let names: Vec<String> = names.iter().map(|name| squeeze(name)).collect();
    let titles: Vec<String> = seen
        .facts
        .titles
        .iter()
        .map(|title| squeeze(title))
        .collect();
    let mut best: Option<(usize, Guess)> = None;
    for (name, spellings) in WORDS {
        let Some(entry) = dictionary::dataset(name) else {
            continue;
        };
        let bound = bind(entry.name, seen, words);
        let called = spellings
            .iter()
            .copied()
            .chain([entry.label.ja])
            .find(|word| {
                names
                    .iter()
                    .chain(&titles)
                    .any(|name| name.contains(&squeeze(word)))
            });
        let telling = TELLING.iter().find(|(dataset, ..)| *dataset == entry.name);
        let (told, enough) = telling.map_or((0, usize::MAX), |(_, keys, enough)| {
            let told = keys
                .iter()
                .filter(|key| bound.iter().any(|one| one.key == **key));
            (told.count(), *enough)
        });
        let by_shape = match entry.name {
            "attendance" => seen.table.days.len() >= 15,
            "checkups" => bound.iter().filter(|one| one.part.is_some()).count() >= 2,
            _ => told >= enough,
        };
        // A list of marks by day is nothing else, whatever its title says.
        let marks = entry.name == "attendance" && !seen.table.days.is_empty();
        if (entry.name == "attendance") != marks || called.is_none() && !by_shape {
            continue;
        }
        let own = bound
            .iter()
            .filter(|one| entry.fields.iter().any(|field| field.key == one.key))
            .count();
        let score = 4 * usize::from(called.is_some())
            + 3 * usize::from(by_shape)
            + own
            + 10 * usize::from(marks);
        let count = bound.len();
        let label = entry.label;
        let why = match called {
            Some(word) => said!(
                "題名か名前に「{word}」、わかった項目 {count}",
                "a title or name says 「{word}」; {count} fields understood"
            ),
            None => {
                let (ja, en) = (label.ja, label.en);
                said!(
                    "{ja}らしい項目の組合せ（{count} 項目）",
                    "the fields together look like {en} ({count} fields)"
                )
            }
        };
        if best.as_ref().is_none_or(|(best, _)| score > *best) {
            best = Some((
                score,
                Guess {
                    dataset: entry.name,
                    bound,
                    why,
                },
            ));
        }
    }
    best.map(|(_, guess)| guess)
}
