//! What became of the last decisions: what the lists say now beside what was decided then.

use mimamori_record::line::Record;
use mimamori_record::standing::{self, judged};
use mimamori_record::{Individual, Text, dictionary};

use crate::case::Desk;
use crate::facts;
use crate::messages::{self, date, tell};

/// Fields of a decision that the ledger has as well.
const IN_LEDGER: [&str; 5] = ["stage", "category", "case_kind", "worker", "second_worker"];

enum Became {
    Done(String),
    Open(String),
    /// The lists are of an earlier day than the decision, or say nothing.
    Unknown(String),
}

impl Desk<'_> {
    /// A line for each part of the last decision, whether it was done.
    pub(crate) fn outcome(&self, person: &Individual) -> Vec<String> {
        let lang = self.lang();
        let on = |field: &str| {
            let decision = standing::decided(person, self.coverage(), field, None);
            decision.and_then(|decision| decision.text("decided_on"))
        };
        let no_list = |field: &str| {
            let (what, _) = self.decided(person, field)?;
            let how = tell!(lang, "名簿からはわかりません", "no list tells");
            Some((what, Became::Unknown(how)))
        };
        let mut all: Vec<(&str, Option<(String, Became)>)> = Vec::new();
        all.extend(IN_LEDGER.map(|field| (field, self.in_ledger(person, field))));
        all.push(("decision", self.closed(person)));
        all.push(("eligibility", self.registered(person)));
        all.push(("recommendation", self.recommended(person)));
        all.push(("next_review", self.reviewed(person)));
        all.extend(["measure", "roles", "extra_meeting"].map(|field| (field, no_list(field))));
        let newest = all.iter().filter_map(|(field, _)| on(field)).max();
        let mut lines = Vec::new();
        for (field, became) in all {
            // Of earlier meetings only what is still to be done.
            let open = matches!(became, Some((_, Became::Open(_))));
            if let Some((what, became)) = became.filter(|_| open || on(field) == newest) {
                lines.push(self.told(&what, became));
            }
        }
        lines
    }

    fn told(&self, what: &str, became: Became) -> String {
        let lang = self.lang();
        let (word, how) = match became {
            Became::Done(how) => (tell!(lang, "済", "done"), how),
            Became::Open(how) => (tell!(lang, "未", "not done"), how),
            Became::Unknown(how) => (tell!(lang, "不明", "not known"), how),
        };
        match how.as_str() {
            "" => tell!(lang, "決定「{what}」→ {word}", "decided “{what}” → {word}"),
            how => tell!(
                lang,
                "決定「{what}」→ {word}（{how}）",
                "decided “{what}” → {word} ({how})"
            ),
        }
    }

    /// What the newest decision with this field says, in words.
    fn decided<'p>(
        &'p self,
        person: &'p Individual,
        field: &'p str,
    ) -> Option<(String, &'p Record)> {
        let lang = self.lang();
        let decision = standing::decided(person, self.coverage(), field, None)?;
        let value = match dictionary::field_of("decisions", field) {
            Some(entry) if !entry.codes.is_empty() => facts::label(decision, field, lang)?,
            _ => {
                let text = decision.text(field)?;
                self.teller.mask.text(&date(text, lang))
            }
        };
        let name = dictionary::field_of("decisions", field).map(|entry| entry.label.pick(lang));
        Some((format!("{} {value}", name.unwrap_or(field)), decision))
    }

    /// Whether the ledger has what was decided.
    fn in_ledger(&self, person: &Individual, field: &str) -> Option<(String, Became)> {
        let (what, decision) = self.decided(person, field)?;
        let lang = self.lang();
        let newest = judged(person, self.coverage(), "cases")
            .max_by_key(|case| (case.text("received_on"), std::cmp::Reverse(case.row)));
        let Some(case) = newest else {
            let how = tell!(lang, "台帳にありません", "not on the ledger");
            return Some((what, Became::Open(how)));
        };
        if case.text(field) == decision.text(field) {
            return Some((what, Became::Done(String::new())));
        }
        let source = self.coverage().source(&case.source);
        let as_of = source.and_then(|source| source.as_of.as_deref());
        let says = facts::label(case, field, lang).map(|says| self.teller.mask.text(&says));
        let says = says.unwrap_or_else(|| tell!(lang, "空欄", "blank"));
        Some(if as_of.is_some() && as_of <= decision.text("decided_on") {
            let as_of = date(as_of.unwrap_or_default(), lang);
            let how = tell!(
                lang,
                "{as_of}の台帳は「{says}」。決定のほうが新しい",
                "the ledger of {as_of} says {says}; the decision is newer"
            );
            (what, Became::Unknown(how))
        } else {
            let how = tell!(lang, "台帳は「{says}」", "the ledger says {says}");
            (what, Became::Open(how))
        })
    }

    fn closed(&self, person: &Individual) -> Option<(String, Became)> {
        let lang = self.lang();
        let (what, decision) = self.decided(person, "decision")?;
        if decision.text("decision") != Some("close") {
            return None;
        }
        let mut ledger = judged(person, self.coverage(), "cases")
            .filter(|case| standing::is_open_in_ledger(case, self.coverage()));
        Some((
            what,
            if standing::open_case(person, self.coverage()).is_some() {
                let how = tell!(lang, "台帳はまだ開いています", "the ledger is still open");
                Became::Open(how)
            } else if let Some(case) = ledger.next() {
                let source = self.coverage().source(&case.source);
                let as_of = source.and_then(|source| source.as_of.as_deref());
                let as_of = date(as_of.unwrap_or_default(), lang);
                let how = tell!(
                    lang,
                    "{as_of}の台帳では開いています。決定のほうが新しい",
                    "open in the ledger of {as_of}; the decision is newer"
                );
                Became::Unknown(how)
            } else {
                Became::Done(String::new())
            },
        ))
    }

    /// How somebody without an open case stands: a meeting may have closed the one that the ledger
    /// still has.
    pub(crate) fn off_ledger(&self, person: &Individual) -> &'static Text {
        let closed = |case: &Record| {
            standing::is_open_in_ledger(case, self.coverage())
                && !standing::is_open(person, case, self.coverage())
        };
        match standing::judged(person, self.coverage(), "cases").any(closed) {
            true => &messages::CLOSED,
            false => &messages::UNREGISTERED,
        }
    }

    fn registered(&self, person: &Individual) -> Option<(String, Became)> {
        let lang = self.lang();
        let (what, decision) = self.decided(person, "eligibility")?;
        let open = standing::open_case(person, self.coverage()).is_some();
        let wanted = decision.text("eligibility") == Some("registered");
        Some((
            what,
            match (open, open == wanted) {
                (_, true) => Became::Done(String::new()),
                (true, false) => {
                    let how = tell!(lang, "台帳はまだ開いています", "the ledger is still open");
                    Became::Open(how)
                }
                (false, false) => {
                    Became::Open(tell!(lang, "台帳にありません", "not on the ledger"))
                }
            },
        ))
    }

    /// A recommendation on or after the day of the decision.
    fn recommended(&self, person: &Individual) -> Option<(String, Became)> {
        let lang = self.lang();
        let (what, decision) = self.decided(person, "recommendation")?;
        let (wanted, on) = (decision.text("recommendation"), decision.text("decided_on"));
        let done = judged(person, self.coverage(), "recommendations")
            .filter(|row| row.text("service") == wanted && row.text("date") >= on)
            .filter_map(|row| row.text("date"))
            .max();
        Some((
            what,
            match done {
                Some(day) => Became::Done(date(day, lang)),
                None => Became::Open(tell!(
                    lang,
                    "利用勧奨の記録がありません",
                    "no recommendation on record"
                )),
            },
        ))
    }

    /// A review of the plan since the decision, or its time.
    fn reviewed(&self, person: &Individual) -> Option<(String, Became)> {
        let lang = self.lang();
        let (what, decision) = self.decided(person, "next_review")?;
        let (next, on) = (decision.text("next_review")?, decision.text("decided_on"));
        let done = judged(person, self.coverage(), "plans")
            .filter_map(|plan| plan.text("reviewed_on"))
            .filter(|day| Some(*day) > on)
            .max();
        let today = self.today().to_string();
        Some((
            what,
            match done {
                Some(day) => Became::Done(date(day, lang)),
                None if next >= today.get(..next.len()).unwrap_or(&today) => {
                    Became::Open(tell!(lang, "まだ先です", "still to come"))
                }
                None => Became::Open(messages::PAST.pick(lang).to_owned()),
            },
        ))
    }
}
