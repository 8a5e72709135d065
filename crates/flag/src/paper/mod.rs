//! The list of candidates: new, known, unknown, not read, and what the list is.

mod about;
mod candidates;
mod unanswered;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mimamori_paper::{Mark, Workbook};
use mimamori_record::{Absence, Coverage, Lang, Said};
use mimamori_shell::Config;

use crate::cells::{Cells, date, day};
use crate::flag::Collected;
use crate::messages;
use crate::rules::Rules;
use crate::tally::Tally;

/// How many kinds of missing lists are told above the candidates.
const MISSING_TOLD: usize = 4;

/// What all sheets are made from.
pub(crate) struct Paper<'a> {
    collected: &'a Collected,
    tally: &'a Tally,
    rules: &'a Rules,
    config: &'a Config,
    lang: Lang,
    today: NaiveDate,
}

impl<'a> Paper<'a> {
    /// Joins what the run found with its settings.
    pub fn new(
        collected: &'a Collected,
        tally: &'a Tally,
        rules: &'a Rules,
        config: &'a Config,
        lang: Lang,
    ) -> Self {
        Paper {
            collected,
            tally,
            rules,
            config,
            lang,
            // Checked when the head of the stream had passed.
            today: collected.head.today.parse().unwrap_or_default(),
        }
    }

    fn coverage(&self) -> &'a Coverage {
        &self.collected.head.coverage
    }

    /// The whole workbook.
    pub fn workbook(&self) -> Workbook {
        let mark = Mark::new("candidates", &self.coverage().town().series, self.today);
        Workbook::new(mark, messages::TITLE, self.lang)
            .footer(messages::FOOTER)
            .sheet(self.known())
            .sheet(self.fresh())
            .sheet(self.unknown())
            .sheet(self.unsure())
            .sheet(self.about())
            .sheet(self.unread())
    }

    /// That nobody can say who is supported or was judged, when the lists that would tell are not
    /// here.
    fn nobody_known(&self) -> Option<Said> {
        let unknown = |list: &&str| {
            let absence = self
                .coverage()
                .absence(list, None, None, std::iter::empty());
            matches!(absence, Absence::Unknown(_))
        };
        let lists: Vec<&str> = ["cases", "decisions"].into_iter().filter(unknown).collect();
        let labels = |lang, between| -> String {
            let labels = lists.iter().map(|list| messages::list_label(list, lang));
            labels.collect::<Vec<_>>().join(between)
        };
        let (ja, en) = (labels(Lang::Ja, "と"), labels(Lang::En, " and "));
        (!lists.is_empty()).then(|| messages::nobody_known(&ja, &en))
    }

    /// Which day the paper stands on, and whether it is compared with an earlier one.
    fn day(&self) -> Said {
        let day = messages::day_of(&date(self.today, Lang::Ja), &date(self.today, Lang::En));
        let alone = messages::not_compared();
        match self.collected.compared {
            true => day,
            false => Said {
                ja: format!("{}　{}", day.ja, alone.ja),
                en: format!("{}. {}", day.en, alone.en),
            },
        }
    }

    /// Rules, program and lists that the paper was made with.
    fn basis(&self) -> [Said; 2] {
        let made = messages::made_with(self.config);
        let lists = messages::list_dates(&self.lists(Lang::Ja), &self.lists(Lang::En));
        [made, lists]
    }

    /// The lists that are missing for most people.
    fn missing_lists(&self) -> Option<Said> {
        let missing = self.tally.missing();
        let told = |lang, between| -> String {
            let first = missing.iter().take(MISSING_TOLD).map(|(missing, unknown)| {
                let text = messages::missing_in(missing, lang);
                let said = messages::missing_of(&text, unknown.persons);
                said.pick(lang).to_owned()
            });
            let more = missing.len().saturating_sub(MISSING_TOLD);
            let more = (more > 0).then(|| messages::missing_more(more).pick(lang).to_owned());
            first.chain(more).collect::<Vec<_>>().join(between)
        };
        let (ja, en) = (told(Lang::Ja, "、"), told(Lang::En, "; "));
        (!missing.is_empty()).then(|| messages::missing_lists(&ja, &en))
    }

    /// Each list and the newest day to which it reaches.
    fn lists(&self, lang: Lang) -> String {
        let mut newest: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for source in self.coverage().sources() {
            if self.coverage().judged(&source.id) {
                let day = newest.entry(&source.dataset).or_default();
                *day = (*day).max(source.as_of.as_deref());
            }
        }
        let mut days: BTreeMap<Option<&str>, Vec<String>> = BTreeMap::new();
        for (list, newest) in newest {
            let label = messages::list_label(list, lang);
            days.entry(newest).or_default().push(label);
        }
        let (comma, stop) = if lang == Lang::Ja {
            ("、", "。")
        } else {
            (", ", "; ")
        };
        let one = |(newest, lists): (Option<&str>, Vec<String>)| {
            let lists = lists.join(comma);
            match newest {
                Some(newest) => format!("{}: {lists}", day(newest, lang)),
                None => lists,
            }
        };
        let all: Vec<String> = days.into_iter().rev().map(one).collect();
        all.join(stop)
    }

    /// Evidence in words, and where it stands.
    fn cells(&self) -> Cells<'a> {
        Cells {
            coverage: self.coverage(),
            lang: self.lang,
            signed: true,
            about: None,
        }
    }
}
