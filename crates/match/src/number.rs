//! Numbers of residents and households as every list means them.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::Problem;
use mimamori_record::reason;
use mimamori_text::fold_width;

use crate::decide::Decision;
use crate::form::{Forms, NONE};
use crate::gather::Gathered;
use crate::intake::{Intake, Rec};

/// What the spellings of one number have in common; none where it is none. Zeros in front go where
/// a spreadsheet takes the number for a quantity.
pub(crate) fn number_key(text: &str) -> Option<String> {
    if is_filler(text) {
        return None;
    }
    let folded = fold_width(text);
    let number = folded.trim();
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = |letter: char| digits && letter == '0';
    Some(number.trim_start_matches(zeros).to_owned())
}

/// Whether a list only fills the cell: 0, -, なし, 不明, 99999999.
pub(crate) fn is_filler(text: &str) -> bool {
    let text = text.trim();
    let told = |letter: char| matches!(letter, '1'..='9' | '１'..='９');
    let nine = |letter: char| matches!(letter, '9' | '９');
    !text.contains(told) || text.chars().all(nine) && text.chars().count() >= 4
}

/// Tells of each resident number that stands on several people this month; where people are asked
/// whether these are one, nobody knows yet.
pub(crate) fn tell_shared(
    intake: &Intake,
    forms: &Forms,
    decision: &Decision,
    gathered: &Gathered,
    problems: &mut Vec<Problem>,
) {
    let key = |record: &Rec| {
        let number = forms.all[record.identity as usize].resident;
        Some(number).filter(|number| *number != NONE)
    };
    let mut beings: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (at, being) in gathered.beings.iter().enumerate() {
        let records = being.records.iter().map(|at| &intake.records[*at as usize]);
        for number in records.filter_map(key) {
            beings.entry(number).or_default().insert(at);
        }
    }
    beings.retain(|_, beings| beings.len() > 1);
    if beings.is_empty() {
        return;
    }
    let open = decision.questions.iter().chain(&decision.waiting);
    let open: BTreeSet<[usize; 2]> = open
        .filter_map(|question| {
            let ends = [question.edge.a, question.edge.b];
            let [Some(x), Some(y)] = ends.map(|end| gathered.being_of.get(&end)) else {
                return None;
            };
            Some([*x.min(y), *x.max(y)])
        })
        .collect();
    for (number, beings) in beings {
        let mut pairs = beings
            .iter()
            .flat_map(|x| beings.range(x + 1..).map(move |y| [*x, *y]));
        if pairs.all(|pair| open.contains(&pair)) {
            continue;
        }
        let records = beings.iter().flat_map(|at| &gathered.beings[*at].records);
        let records = records.map(|at| &intake.records[*at as usize]);
        let keys: BTreeSet<String> = records
            .filter(|record| key(record) == Some(number))
            .map(|record| intake.key(record))
            .collect();
        problems.push(Problem {
            code: reason::RESIDENT_NO_SHARED.code.to_owned(),
            records: keys.into_iter().collect(),
            ..Problem::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{is_filler, number_key};

    #[test]
    fn zeros_in_front_and_width_make_no_other_number() {
        for text in ["1234", "0001234", " ００１２３４ ", "1234\u{3000}"] {
            assert_eq!(number_key(text).as_deref(), Some("1234"), "{text}");
        }
        assert_ne!(number_key("12340"), number_key("1234"));
        assert_eq!(number_key("H-0012").as_deref(), Some("H-0012"));
    }

    #[test]
    fn what_only_fills_a_cell_is_no_number() {
        for text in [
            "0", "0000000", "-", "ー", "なし", "不明", "99999999", "＊", "", "N/A",
        ] {
            assert!(is_filler(text), "{text}");
            assert_eq!(number_key(text), None, "{text}");
        }
        for text in ["9", "99", "999", "1", "A0001"] {
            assert!(number_key(text).is_some(), "{text}");
        }
    }
}
