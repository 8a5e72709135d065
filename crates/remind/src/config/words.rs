//! Words and numbers of remind.toml.

use mimamori_record::{Failure, dictionary, said};
use mimamori_shell::nearest;
use toml::Spanned;

use super::Reader;
use crate::messages;
use crate::rules::Field;
use crate::shape::Word;

/// Longest interval that a rule may add: some fifty years, longer than anything is kept.
pub(super) const MOST_MONTHS: i32 = 600;
pub(super) const MOST_DAYS: i32 = 20_000;

impl Reader<'_> {
    pub(super) fn categories(&self, words: &Spanned<Vec<Word>>) -> Result<Vec<String>, Failure> {
        let known = || dictionary::CASE_CATEGORIES.iter().map(|code| code.key);
        for word in words.get_ref() {
            let name = word.get_ref().as_str();
            if !known().any(|key| key == name) {
                let list: Vec<&str> = known().collect();
                return Err(self.wrong(
                    word.span(),
                    &said!(
                        "「{name}」という区分はありません",
                        "there is no category 「{name}」"
                    ),
                    messages::did_you_mean(nearest(name, known()), &list),
                ));
            }
        }
        Ok(words
            .get_ref()
            .iter()
            .map(|w| w.get_ref().clone())
            .collect())
    }

    pub(super) fn place_of(&self, word: &Word) -> Result<usize, Failure> {
        let name = word.get_ref().as_str();
        self.names
            .iter()
            .position(|other| *other == name)
            .ok_or_else(|| {
                self.wrong(
                    word.span(),
                    &said!(
                        "「{name}」というきまりはありません",
                        "there is no rule 「{name}」"
                    ),
                    messages::did_you_mean(nearest(name, self.names.iter().copied()), self.names),
                )
            })
    }

    pub(super) fn field(&self, word: &Word) -> Result<Field, Failure> {
        let text = word.get_ref();
        match text.split_once('.') {
            Some((dataset, key)) if !dataset.is_empty() && !key.is_empty() => Ok(Field {
                dataset: dataset.to_owned(),
                key: key.to_owned(),
                at: word.span(),
            }),
            _ => Err(self.wrong(
                word.span(),
                &said!(
                    "「{text}」は項目の書き方ではありません",
                    "「{text}」 does not name a field"
                ),
                said!(
                    "plans.next_review のように、名簿と項目を点でつないでください",
                    "join list and field by a dot, like plans.next_review"
                ),
            )),
        }
    }

    pub(super) fn within(
        &self,
        number: &Spanned<i64>,
        least: i32,
        most: i32,
    ) -> Result<i32, Failure> {
        let value = *number.get_ref();
        let fits = i32::try_from(value).ok();
        fits.filter(|value| *value != 0 && (least..=most).contains(value))
            .ok_or_else(|| {
                self.wrong(
                    number.span(),
                    &said!("{value} は使えません", "{value} is not allowed here"),
                    match least {
                        1 => said!(
                            "1から{most}までの整数を書いてください",
                            "give a whole number from 1 to {most}"
                        ),
                        _ => said!(
                            "{least}から{most}までの、0でない整数を書いてください（マイナスはその日より前）",
                            "give a whole number from {least} to {most}, not 0; below 0 is before the date"
                        ),
                    },
                )
            })
    }
}
