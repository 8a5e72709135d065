//! The list of candidates: new, known, unknown, not read, and what the list is.

mod about;
mod candidates;

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

    /// Which day, rules and lists the paper stands on.
    fn basis(&self) -> Vec<Said> {
        let file = self.config.path().file_name();
        let file = file.map(|name| name.to_string_lossy().into_owned());
        let digest = self.config.sha256().get(..8).unwrap_or_default();
        let file = file.unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        let ja = messages::made_with(&file, digest, version, &date(self.today, Lang::Ja));
        let en = messages::made_with(&file, digest, version, &date(self.today, Lang::En));
        let made = Said {
            ja: ja.ja,
            en: en.en,
        };
        let lists = Said {
            ja: messages::list_dates(&self.lists(Lang::Ja)).ja,
            en: messages::list_dates(&self.lists(Lang::En)).en,
        };
        let alone = (!self.collected.compared).then(messages::not_compared);
        [made, lists].into_iter().chain(alone).collect()
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
        }
    }
}
