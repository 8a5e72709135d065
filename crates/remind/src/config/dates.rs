//! The dates of a rule.

use mimamori_record::{Failure, said};
use toml::Spanned;

use super::Reader;
use crate::config::words::{MOST_DAYS, MOST_MONTHS};
use crate::rules::{self, BORN, Dates, Plus, Step};
use crate::sentences::Sentence;
use crate::shape::{DateEntry, Elsewhere, Entry};

impl Reader<'_> {
    pub(super) fn dates(
        &self,
        entry: &Entry,
        dates: &Spanned<Vec<DateEntry>>,
    ) -> Result<Dates, Failure> {
        let mut steps: Vec<Step> = Vec::new();
        for one in dates.get_ref() {
            let field = self.field(&one.field)?;
            if steps
                .first()
                .is_some_and(|s| s.field.dataset != field.dataset)
            {
                return Err(self.wrong(
                    one.field.span(),
                    &said!(
                        "一つのきまりの dates は同じ名簿の項目にします",
                        "all dates of a rule stand on the same list"
                    ),
                    said!(
                        "別の名簿の日付は later に書いてください",
                        "a date of another list goes to later"
                    ),
                ));
            }
            let plus = match (&one.months, &one.days) {
                (None, None) => Plus::Nothing,
                (Some(months), None) => {
                    Plus::Months(self.within(months, -MOST_MONTHS, MOST_MONTHS)?)
                }
                (None, Some(days)) => Plus::Days(self.within(days, -MOST_DAYS, MOST_DAYS)?),
                (Some(_), Some(days)) => {
                    return Err(self.wrong(
                        days.span(),
                        &said!(
                            "months と days の両方があります",
                            "both months and days are given"
                        ),
                        said!(
                            "どちらか一方にしてください。90日と3か月は違います",
                            "keep one of them; 90 days are not 3 months"
                        ),
                    ));
                }
            };
            if field.key == BORN && plus == Plus::Nothing {
                return Err(self.wrong(
                    one.field.span(),
                    &said!(
                        "生まれた日は期日になりません",
                        "the day of birth is no due date"
                    ),
                    said!(
                        "months か days を添えてください",
                        "add months or days to it"
                    ),
                ));
            }
            steps.push(Step { field, plus });
        }
        if steps.is_empty() {
            return Err(self.wrong(
                dates.span(),
                &said!("dates が空です", "dates is empty"),
                said!(
                    "日付の項目を一つ以上書いてください",
                    "name at least one date"
                ),
            ));
        }
        let undated = match &entry.undated {
            None => None,
            Some(word) => Some(self.place_of(word)?),
        };
        Ok(Dates {
            steps,
            later: entry.later.as_ref().map(|w| self.field(w)).transpose()?,
            done: entry.done.as_ref().map(|w| self.field(w)).transpose()?,
            settled: self.elsewhere(entry.settled.as_ref())?,
            restart: self.elsewhere(entry.restart.as_ref())?,
            undated,
            new_worker: entry.new_worker.as_ref().is_some_and(|b| *b.get_ref()),
            per_person: entry.per_person.as_ref().is_some_and(|b| *b.get_ref()),
        })
    }

    fn elsewhere(
        &self,
        all: Option<&Spanned<Vec<Elsewhere>>>,
    ) -> Result<Vec<rules::Elsewhere>, Failure> {
        let all = all.map_or(&[][..], |all| all.get_ref());
        all.iter()
            .map(|one| {
                let only = one.only.as_ref().map(Sentence::of);
                if let Some(sentence) = &only {
                    sentence.parses(self.config)?;
                }
                let field = self.field(&one.field)?;
                Ok(rules::Elsewhere { field, only })
            })
            .collect()
    }
}
