//! A letter's row whose answer is blank, and something is written elsewhere in it: over what to do,
//! or in a comment.

use mimamori_container::Row;
use mimamori_record::reason;

use super::Reader;

/// How many columns of a letter are printed and have no field: heading, what is wrong, what to do.
const PRINTED: usize = 3;

impl Reader<'_> {
    /// The column in which somebody wrote beside the answer of a row, as far as that can be seen.
    pub(super) fn elsewhere(&self, row: &Row) -> Option<u32> {
        if !self.kind.corrects() {
            return None;
        }
        let mut comments = self
            .comments
            .range((row.number, 0)..=(row.number, u32::MAX));
        let comment = comments.next().map(|((_, column), _)| *column);
        let altered = || {
            // Whoever took away such a column wrote nothing over it.
            let printed = &self.layout.printed;
            let text = |column: &u32| row.get(*column).and_then(|value| value.text());
            let whole = printed.len() == PRINTED;
            let stands = printed.iter().filter_map(text).any(is_advice);
            (whole && !stands).then(|| self.column(self.kind.answer))
        };
        comment.or_else(|| altered().flatten())
    }
}

/// Whether a cell says what some letter says is to be done.
fn is_advice(text: &str) -> bool {
    let text = text.trim();
    reason::ALL.iter().any(|reason| {
        let texts = [Some(reason.advice), reason.request()];
        let mut texts = texts.into_iter().flatten();
        texts.any(|known| [known.ja, known.en].contains(&text))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::NaiveDate;
    use mimamori_container::{Cell, Merges, Value};
    use mimamori_paper::{Layout, Mark, Seal};
    use mimamori_record::Lang;

    use super::super::{Beside, read};
    use super::*;
    use crate::back::kind::Kind;
    use crate::doubted::Doubted;
    use crate::town::Registry;
    use crate::value::Context;

    const ADVICE: u32 = 6;
    const VALUE: u32 = 7;

    /// What is told about a letter of one row: its advice, its right value, a comment's column.
    fn told(advice: &str, value: &str, comment: Option<u32>) -> (Vec<(String, String)>, bool) {
        let day = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let fields = ["file", "sheet", "cell", "", "", "", "correct_value"];
        let fields = fields
            .into_iter()
            .chain(["corrected_by", "corrected_on", "why"]);
        let fields = (1..).zip(fields).filter(|(_, key)| !key.is_empty());
        let layout = Layout {
            mark: Mark::new("corrections", "k7q2", day),
            keys: 1,
            field_row: 0,
            key_column: 0,
            fields: fields
                .map(|(column, key)| (column, key.to_owned()))
                .collect(),
            printed: [4, 5, ADVICE].into(),
        };
        let seal = Seal::new("seal");
        let key = seal.key("3f9a.1/2/B/name", &["a.xlsx", "S", "B2"]);
        let texts = [&key, "a.xlsx", "S", "B2", "氏名", "文字化け", advice, value];
        let cells = (0..).zip(texts).filter(|(_, text)| !text.is_empty());
        let cell = |(column, text): (u32, &str)| Cell::new(column, Value::Text(text.to_owned()));
        let mut rows = vec![Row {
            number: 2,
            hidden: false,
            cells: cells.map(cell).collect(),
            width: 0,
        }];
        let comments = comment.map(|column| ((2, column), "H29.2.28".to_owned()));
        let read = read(
            Kind::of("corrections").unwrap(),
            &layout,
            &seal,
            &[],
            Context {
                today: day,
                registry: &Registry::new(&[]),
                doubted: &Doubted::default(),
            },
            Beside {
                merges: &Merges::default(),
                comments: &comments.into_iter().collect::<BTreeMap<_, _>>(),
            },
            || Ok(rows.pop()),
        );
        let problems = read.problems.iter();
        let told = problems.map(|one| (one.code.clone(), one.column.clone().unwrap_or_default()));
        (told.collect(), read.is_blank())
    }

    #[test]
    fn a_letter_as_it_was_sent_is_untouched_in_either_language() {
        for reason in reason::ALL {
            for text in [Some(reason.advice), reason.request()]
                .into_iter()
                .flatten()
            {
                for lang in [Lang::Ja, Lang::En] {
                    assert_eq!(told(text.pick(lang), "", None), (vec![], true));
                }
            }
        }
    }

    #[test]
    fn an_answer_written_over_the_advice_or_in_a_comment_is_told_and_the_letter_is_not_untouched() {
        let missing = |column: &str| vec![("answer-missing".to_owned(), column.to_owned())];
        let advice = reason::NO_IDENTITY.advice.ja;
        assert_eq!(told("H29.2.28", "", None), (missing("H"), false));
        let below = format!("{advice}\nH29.2.28です");
        assert_eq!(told(&below, "", None), (missing("H"), false));
        assert_eq!(told(advice, "", Some(VALUE)), (missing("H"), false));
        assert_eq!(told(advice, "", Some(ADVICE)), (missing("G"), false));
    }
}
