//! What institutions have answered: beside each case, with what is to be asked about directly.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_record::line::Record;
use mimamori_record::standing::judged;
use mimamori_record::{Block, Coverage, Individual, Lang, Said, dictionary, said};

use super::belongs::institution;
use super::{Asking, Registered, Why, registered, whom_to_ask};
use crate::case::Desk;
use crate::facts;
use crate::messages::{self, date, tell};
use crate::request::Requests;

const LIST: &str = "assessment-sheets";
const WORDS: [&str; 3] = ["concern", "strength", "recent"];

/// One answer on the scale.
pub(super) struct Scale<'a> {
    pub(super) by: &'a str,
    pub(super) on: &'a str,
    pub(super) value: i64,
}

/// The day of a sheet: when it was filled in, otherwise when it was asked for.
fn day_of(row: &Record) -> Option<&str> {
    row.text("date").or_else(|| row.text("asked_on"))
}

/// Every scale of somebody, the oldest first.
pub(super) fn scales<'a>(person: &'a Individual, coverage: &'a Coverage) -> Vec<Scale<'a>> {
    let told = judged(person, coverage, LIST).filter_map(|row| {
        Some(Scale {
            by: institution(row, coverage)?,
            on: day_of(row)?,
            value: row.fields.get("safety_scale")?.as_i64()?,
        })
    });
    let mut all: Vec<Scale<'_>> = told.collect();
    all.sort_by_key(|scale| (scale.on, scale.by));
    all
}

/// The requests for the coming meeting: which sheets came back.
#[derive(Debug, Default)]
pub(crate) struct Round {
    /// By institution: the newest day on which its sheet was made.
    back: BTreeMap<String, NaiveDate>,
    /// Sheets from this day on belong to it.
    since: Option<NaiveDate>,
    /// By institution: about how many of whom it answered.
    answered: BTreeMap<String, usize>,
}

impl Round {
    /// What came back since the last list was made; without one, within three months. A sheet that
    /// was made on the day of that list cannot have been answered for it.
    pub(crate) fn of(coverage: &Coverage, before: Option<NaiveDate>, today: NaiveDate) -> Self {
        let earliest = mimamori_calendar::add_months(today, -3);
        let since = before.unwrap_or(earliest);
        let mut round = Round {
            since: Some(since),
            ..Round::default()
        };
        for source in coverage.sources() {
            let paper = source
                .paper
                .as_ref()
                .filter(|paper| paper.kind == "request");
            let Some(paper) = paper else { continue };
            if let Some(made) = facts::day(&paper.day).filter(|made| *made >= since) {
                let newest = round.back.entry(paper.about.clone()).or_insert(made);
                *newest = made.max(*newest);
            }
        }
        round
    }

    /// The newest answer of each institution about somebody.
    fn rows<'a>(
        &self,
        person: &'a Individual,
        coverage: &'a Coverage,
    ) -> Vec<(&'a str, &'a Record)> {
        let mut newest: BTreeMap<&str, &Record> = BTreeMap::new();
        for row in judged(person, coverage, LIST) {
            let on = row.text("asked_on").and_then(facts::day);
            let ours = on.is_some() && on >= self.since;
            let Some(by) = institution(row, coverage).filter(|_| ours) else {
                continue;
            };
            let known = newest.entry(by).or_insert(row);
            if (row.text("asked_on"), row.row) > (known.text("asked_on"), known.row) {
                *known = row;
            }
        }
        newest.into_iter().collect()
    }

    /// Counts whom each institution has answered about.
    pub(crate) fn count(&mut self, block: &Block, coverage: &Coverage) {
        for person in &block.people {
            if registered(person, coverage) != Registered::Yes {
                continue;
            }
            for (by, _) in self.rows(person, coverage) {
                *self.answered.entry(by.to_owned()).or_default() += 1;
            }
        }
    }

    /// Who has answered and who has not.
    pub(crate) fn told(&self, asking: &Asking) -> Option<Said> {
        if asking.by.is_empty() {
            return None;
        }
        if self.back.is_empty() {
            return Some(said!(
                "照会の回答は、まだどの機関からも届いていません",
                "no institution has answered the requests yet"
            ));
        }
        let asked = asking.by.iter().map(|(by, children)| (by, children.len()));
        let (here, missing): (Vec<_>, Vec<_>) =
            asked.partition(|(by, _)| self.back.contains_key(*by));
        let mut said = Said {
            ja: "照会の回答: ".to_owned(),
            en: "Answers to requests: ".to_owned(),
        };
        let of = |by: &String, all: usize| {
            let count = self.answered.get(by).copied().unwrap_or(0);
            let more = all.saturating_sub(count);
            match more {
                0 => (format!("{by} {count}人"), format!("{by} {count}")),
                _ => (
                    format!("{by} {count}人（{more}人は答えなし）"),
                    format!("{by} {count} ({more} without an answer)"),
                ),
            }
        };
        let (ja, en): (Vec<String>, Vec<String>) =
            here.into_iter().map(|(by, n)| of(by, n)).unzip();
        said.ja += &ja.join("、");
        said.en += &en.join(", ");
        if !missing.is_empty() {
            let names = |one: &str, other: &str| {
                let all: Vec<String> = missing
                    .iter()
                    .map(|(by, n)| format!("{by} {n}{one}"))
                    .collect();
                all.join(other)
            };
            said.ja += &format!("。届いていない機関: {}", names("人", "、"));
            said.en += &format!(". Nothing from: {}", names("", ", "));
        }
        Some(said)
    }
}

impl Desk<'_> {
    /// What each institution has answered about somebody.
    pub(crate) fn answers(&self, person: &Individual) -> Vec<String> {
        let (lang, coverage) = (self.lang(), self.coverage());
        let all = scales(person, coverage);
        let rows = self.round.rows(person, coverage).into_iter();
        let told = rows.map(|(by, row)| {
            let mut words = Vec::new();
            if let Some(now) = row
                .fields
                .get("safety_scale")
                .and_then(|value| value.as_i64())
            {
                let history = history(&all, by, day_of(row).unwrap_or(""), lang);
                words.push(tell!(
                    lang,
                    "セーフティスケール {now}{history}",
                    "safety scale {now}{history}"
                ));
            }
            for field in WORDS {
                if let Some(text) = row.text(field) {
                    let label = dictionary::field_of(LIST, field).map(|f| f.label.pick(lang));
                    let (label, text) = (label.unwrap_or(field), self.teller.mask.text(text));
                    words.push(format!("{label}: {text}"));
                }
            }
            for (key, value) in &row.fields {
                if let (Some(id), Some(text)) = (key.strip_prefix("ask_"), value.as_str()) {
                    let (label, text) = (self.question(id), self.teller.mask.text(text));
                    words.push(format!("{label}: {text}"));
                }
            }
            let on = day_of(row).map(|on| date(on, lang)).unwrap_or_default();
            let (by, words) = (
                self.teller.mask.text(by),
                words.join(messages::COMMA.pick(lang)),
            );
            tell!(lang, "{by}（{on}） {words}", "{by} ({on}): {words}")
        });
        told.collect()
    }

    /// What is to be asked about directly: who has not answered, what was left blank, cannot be
    /// read, or has become worse; and about whom no sheet may ask.
    pub(crate) fn to_ask(&self, person: &Individual) -> Vec<String> {
        let (lang, coverage) = (self.lang(), self.coverage());
        if self.meeting.requests.is_empty() || self.round.back.is_empty() {
            return Vec::new();
        }
        let rows = self.round.rows(person, coverage);
        let mut lines = Vec::new();
        let block = self.teller.block;
        match whom_to_ask(person, block, coverage, self.meeting, self.today()) {
            Some(Ok(by)) if rows.iter().all(|(one, _)| *one != by) => lines.push(tell!(
                lang,
                "{by}: 照会の答えがありません",
                "{by}: no answer to the request"
            )),
            Some(Err(Why::Protected | Why::Placed)) => lines.push(tell!(
                lang,
                "照会の紙には載せていません。機関に直接たずねてください",
                "on no request sheet: ask the institution directly"
            )),
            _ => {}
        }
        let all = scales(person, coverage);
        for (by, row) in rows {
            let mut asks = Vec::new();
            let now = row
                .fields
                .get("safety_scale")
                .and_then(|value| value.as_i64());
            let on = day_of(row).unwrap_or("");
            let before = all.iter().rfind(|scale| scale.by == by && scale.on < on);
            if let Some((now, before)) = now
                .zip(before.map(|scale| scale.value))
                .filter(|(a, b)| a < b)
            {
                asks.push(tell!(
                    lang,
                    "スケールが {before} から {now} に下がったわけ",
                    "why the scale fell from {before} to {now}"
                ));
            }
            let blank = |key: &str| row.fields.get(key).is_none_or(serde_json::Value::is_null);
            let own = self
                .requests
                .map_or(&[][..], |requests| &requests.questions);
            let own: Vec<(String, String)> = own
                .iter()
                .map(|question| (question.field(), question.title.pick(lang).to_owned()))
                .collect();
            let kit = ["safety_scale"].into_iter().chain(WORDS).map(|key| {
                let label = dictionary::field_of(LIST, key).map(|field| field.label.pick(lang));
                (key.to_owned(), label.unwrap_or(key).to_owned())
            });
            let open: Vec<String> = kit
                .chain(own)
                .filter(|(key, _)| blank(key))
                .map(|(_, label)| label)
                .collect();
            if !open.is_empty() {
                let open = open.join(messages::DOT.pick(lang));
                asks.push(tell!(
                    lang,
                    "空欄の「{open}」",
                    "what was left blank: {open}"
                ));
            }
            if !asks.is_empty() {
                let (by, asks) = (
                    self.teller.mask.text(by),
                    asks.join(messages::COMMA.pick(lang)),
                );
                lines.push(tell!(lang, "{by}: {asks}", "{by}: {asks}"));
            }
        }
        lines
    }

    /// What a question is called now; its id when it is asked no more.
    fn question(&self, id: &str) -> String {
        let all = self
            .requests
            .map_or(&[][..], |requests: &Requests| &requests.questions);
        let found = all.iter().find(|question| question.id.get_ref() == id);
        found.map_or_else(
            || id.to_owned(),
            |question| question.title.pick(self.lang()).to_owned(),
        )
    }
}

/// 「（3月1日 7 → 5月30日 6）」: what the same institution said before.
fn history(all: &[Scale<'_>], by: &str, on: &str, lang: Lang) -> String {
    let mut seen = BTreeSet::new();
    let before = all
        .iter()
        .filter(|scale| scale.by == by && scale.on < on && seen.insert(scale.on));
    let told: Vec<String> = before
        .map(|scale| {
            let (day, value) = (messages::short_day(scale.on, lang), scale.value);
            tell!(lang, "{day} {value}", "{day}: {value}")
        })
        .collect();
    match told.is_empty() {
        true => String::new(),
        false => {
            let told = told.join(" → ");
            tell!(lang, "（これまで {told}）", " (before: {told})")
        }
    }
}
