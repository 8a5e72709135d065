//! The facts themselves: a line for each thing that the lists tell about the person.

use chrono::NaiveDate;
use mimamori_calendar as calendar;
use mimamori_record::line::{Cause, Record};
use mimamori_record::standing::{self, judged};
use mimamori_record::{Absence, Coverage, Individual, Lang, Seen, dictionary};
use serde_json::Value as Json;

use super::told::{About, Newest, Told};
use crate::masking::Mask;
use crate::messages::{self, date, tell};
use crate::{evidence, facts};

/// How it stands, in the order of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Open,
    Current,
    Done,
    None,
    Unknown,
}

impl State {
    /// The code of `handovers.state`.
    pub(super) fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Current => "current",
            State::Done => "done",
            State::None => "none",
            State::Unknown => "unknown",
        }
    }
}

/// One line of the paper.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) state: State,
    pub(super) list: String,
    pub(super) text: String,
    pub(super) on: Option<String>,
    pub(super) due: Option<String>,
    pub(super) by: String,
    /// The day of the list.
    pub(super) as_of: Option<String>,
}

/// Tells one person's rows.
pub(super) struct Teller<'a> {
    pub(super) person: &'a Individual,
    pub(super) coverage: &'a Coverage,
    pub(super) today: NaiveDate,
    pub(super) mask: Mask,
    pub(super) lang: Lang,
}

impl Teller<'_> {
    /// Everything that goes along, what is still to be done first.
    pub(super) fn facts(&self, lists: &[&Told]) -> Vec<Fact> {
        let mut all: Vec<Fact> = lists.iter().flat_map(|told| self.list(told)).collect();
        all.sort_by_key(|fact| {
            let due = fact.due.clone().filter(|_| fact.state == State::Open);
            (fact.state, due.is_none(), due)
        });
        all
    }

    fn list(&self, told: &Told) -> Vec<Fact> {
        let mut facts = Vec::new();
        // Of somebody who was never on the ledger they are answers to candidates.
        if told.list == "decisions" && self.person.of("cases").next().is_none() {
            return facts;
        }
        let kept = self.person.decided.iter();
        let kept = kept.filter(|row| row.dataset == told.list);
        let rows = judged(self.person, self.coverage, told.list).chain(kept);
        let (doubted, mut rows): (Vec<&Record>, Vec<&Record>) =
            rows.partition(|row| self.coverage.in_question(row));
        if told.list == "contacts" {
            facts.extend(self.contacts(told, &rows));
            return facts;
        }
        if !doubted.is_empty() {
            let text = tell!(
                self.lang,
                "この人のものか決まっていない行が{}件あります",
                "rows of which nobody has decided whether they are this person's: {}",
                doubted.len()
            );
            facts.push(self.fact(told, None, State::Unknown, text));
        }
        if rows.is_empty() && doubted.is_empty() {
            facts.extend(self.absent(told));
        }
        newest(told, &mut rows);
        let last = standing::last_decision(self.person, self.coverage);
        let mut without = Vec::new();
        for row in rows {
            let mut state = self.state(told, row);
            if told.list == "decisions" && !last.is_some_and(|last| std::ptr::eq(last, row)) {
                state = State::Done;
            }
            if told.list == "vaccinations" && state != State::Done {
                without.push((state, row));
                continue;
            }
            facts.push(Fact {
                on: self.day(told, row),
                by: self.by(told, row),
                ..self.fact(told, Some(row), state, self.says(told, row))
            });
            facts.extend(self.promised(told, row, state));
        }
        for wanted in [State::None, State::Unknown] {
            facts.extend(self.together(told, wanted, &without));
        }
        facts
    }

    fn fact(&self, told: &Told, row: Option<&Record>, state: State, text: String) -> Fact {
        let source = row.and_then(|row| self.coverage.source(&row.source));
        Fact {
            state,
            list: evidence::dataset(told.list, self.lang),
            text,
            on: None,
            due: None,
            by: String::new(),
            as_of: source.and_then(|source| source.as_of.clone()),
        }
    }

    /// The vaccinations without a day are one line each way, not sixteen.
    fn together(&self, told: &Told, wanted: State, rows: &[(State, &Record)]) -> Option<Fact> {
        let rows: Vec<&Record> = rows
            .iter()
            .filter(|(state, _)| *state == wanted)
            .map(|(_, row)| *row)
            .collect();
        let parts: Vec<String> = rows.iter().filter_map(|row| self.part(row)).collect();
        let first = rows.first()?;
        let text = parts.join(messages::COMMA.pick(self.lang));
        Some(self.fact(told, Some(first), wanted, text))
    }

    /// What it means that the person does not stand on a list.
    fn absent(&self, told: &Told) -> Option<Fact> {
        let birth = self.person.line.birth_date.as_deref().and_then(facts::day);
        let grade = birth.map(|birth| calendar::grade(birth, self.today));
        let meant = match told.about {
            About::Everybody => true,
            About::Listed => false,
            About::Infants => grade.is_none_or(|grade| grade < 1),
            About::Pupils => grade.is_none_or(|grade| (1..=9).contains(&grade)),
        };
        if !meant {
            return None;
        }
        let records = self.person.records.iter();
        Some(
            match self.coverage.absence(told.list, None, None, records) {
                Absence::No(_) => {
                    let text = tell!(self.lang, "この名簿に載っていません", "not on this list");
                    self.fact(told, None, State::None, text)
                }
                Absence::Unknown(causes) => {
                    let mut causes: Vec<String> = causes.iter().map(|c| self.cause(c)).collect();
                    causes.dedup();
                    let text = causes.join(messages::COMMA.pick(self.lang));
                    self.fact(told, None, State::Unknown, text)
                }
            },
        )
    }

    fn cause(&self, cause: &Cause) -> String {
        if self.mask.hides() {
            return messages::cause_hidden(cause.dataset.as_deref(), self.lang);
        }
        let institution = cause.institution.as_deref();
        messages::cause(cause, institution, None, self.lang)
    }

    fn state(&self, told: &Told, row: &Record) -> State {
        let today = self.coverage.today();
        if told.taken {
            return match self.coverage.look(row, told.on.first().unwrap_or(&"date")) {
                Seen::Value(_) => State::Done,
                Seen::Blank(Some("no")) => State::None,
                _ => State::Unknown,
            };
        }
        let over = told.over.map(|field| self.coverage.look(row, field));
        let ended = row.text(told.over.unwrap_or_default());
        match told.list {
            "cases" if standing::is_open(self.person, row, self.coverage) => State::Current,
            "cases" => State::Done,
            "plan-lines" if row.text("achieved") == Some("achieved") => State::Done,
            "pregnancy" if matches!(row.text("outcome"), Some("birth" | "ended")) => State::Done,
            _ if matches!(over, Some(Seen::Unreadable)) => State::Unknown,
            _ if ended.is_some_and(|ended| ended < today) => State::Done,
            _ => State::Current,
        }
    }

    fn part(&self, row: &Record) -> Option<String> {
        let part = row.part.as_deref()?;
        let parts = dictionary::dataset(&row.dataset).map_or(&[][..], |entry| entry.parts);
        let known = parts.iter().find(|code| code.key == part);
        Some(known.map_or_else(
            || part.to_owned(),
            |code| code.label.pick(self.lang).to_owned(),
        ))
    }

    fn says(&self, told: &Told, row: &Record) -> String {
        let shared = row.fields.get("child_wish_shared").and_then(Json::as_bool) == Some(true);
        let open = |field: &&&str| **field != "child_wish" || shared;
        let said = told.says.iter().filter(open);
        let said = said.filter_map(|field| {
            let label = label(told.list, field, self.lang);
            let value = self.value(told.list, row, field)?;
            Some(format!("{label} {value}"))
        });
        let words: Vec<String> = self.part(row).into_iter().chain(said).collect();
        match words.is_empty() {
            true => tell!(self.lang, "名簿にあり", "on the list"),
            false => words.join(messages::COMMA.pick(self.lang)),
        }
    }

    /// What a cell says, in words; that nobody can read it, where that is so.
    fn value(&self, list: &str, row: &Record, field: &str) -> Option<String> {
        let value = match self.coverage.look(row, field) {
            Seen::Value(value) => value,
            Seen::Unreadable => return Some(messages::UNREADABLE.pick(self.lang).to_owned()),
            Seen::Blank(_) | Seen::NotAsked => return None,
        };
        Some(match value {
            Json::Bool(true) => tell!(self.lang, "あり", "yes"),
            Json::Bool(false) => tell!(self.lang, "なし", "no"),
            Json::String(text) => match dictionary::code_label(list, field, text) {
                Some(label) => label.pick(self.lang).to_owned(),
                None => self.mask.text(&date(text.trim(), self.lang)),
            },
            other => other.to_string(),
        })
    }

    fn day(&self, told: &Told, row: &Record) -> Option<String> {
        let mut days = told.on.iter().filter_map(|field| row.text(field));
        days.next().map(str::to_owned)
    }

    fn by(&self, told: &Told, row: &Record) -> String {
        let who = told.by.iter().filter_map(|field| row.text(field));
        let who: Vec<String> = who.map(|text| self.mask.text(text.trim())).collect();
        who.join(messages::COMMA.pick(self.lang))
    }

    /// What a row that still stands says about days to come, and nothing says that it was done.
    fn promised(&self, told: &Told, row: &Record, state: State) -> Vec<Fact> {
        let mut facts = Vec::new();
        if told.list == "checkups" && state == State::Done {
            facts.extend(self.follow_up(told, row));
        }
        if state != State::Current {
            return facts;
        }
        for (field, settled) in told.due {
            let due = match self.coverage.look(row, field) {
                Seen::Value(value) => value.as_str().map(str::to_owned),
                Seen::Unreadable => None,
                Seen::Blank(_) | Seen::NotAsked => continue,
            };
            let done = |due: &str| {
                let own = settled.and_then(|settled| row.text(settled));
                own.is_some_and(|on| on >= due) || self.was_done(field, due)
            };
            if due.as_deref().is_some_and(done) {
                continue;
            }
            let first = told.says.first();
            let whose = first.and_then(|field| self.value(told.list, row, field));
            let unreadable = match due {
                Some(_) => "",
                None => messages::UNREADABLE.pick(self.lang),
            };
            let what = label(told.list, field, self.lang);
            let text = match whose {
                Some(whose) => tell!(
                    self.lang,
                    "{what}（{whose}）{unreadable}",
                    "{what} ({whose}) {unreadable}"
                ),
                None => format!("{what}{unreadable}"),
            };
            facts.push(Fact {
                due,
                by: self.by(told, row),
                ..self.fact(told, Some(row), State::Open, text.trim().to_owned())
            });
        }
        facts
    }

    /// Whether another list says that it was done.
    fn was_done(&self, field: &str, due: &str) -> bool {
        let (list, done) = match field {
            "next_contact" => ("contacts", "date"),
            "next_review" => ("plans", "reviewed_on"),
            _ => return false,
        };
        let mut rows = judged(self.person, self.coverage, list);
        rows.any(|row| !self.coverage.in_question(row) && row.text(done) >= Some(due))
    }

    /// A result that asks for something which has not come.
    fn follow_up(&self, told: &Told, row: &Record) -> Option<Fact> {
        let waits = match row.text("result")? {
            "detailed" => "detailed_on",
            "observe" | "guidance" => "followed_on",
            _ => return None,
        };
        let open = matches!(self.coverage.look(row, waits), Seen::Blank(_));
        let what = label(told.list, waits, self.lang);
        let part = self.part(row).unwrap_or_default();
        let text = tell!(self.lang, "{part}: {what}がありません", "{part}: no {what}");
        open.then(|| self.fact(told, Some(row), State::Open, text))
    }

    /// When somebody saw the child last, and what was said about the next time.
    fn contacts(&self, told: &Told, rows: &[&Record]) -> Vec<Fact> {
        let newest = |wanted: &dyn Fn(&Record) -> bool| {
            let rows = rows.iter().filter(|row| wanted(row));
            rows.max_by_key(|row| (row.text("date"), row.row)).copied()
        };
        let seen = |row: &Record| row.fields.get("seen") == Some(&Json::Bool(true));
        let last = newest(&seen).map(|row| Fact {
            on: self.day(told, row),
            by: self.by(told, row),
            ..self.fact(
                told,
                Some(row),
                State::Done,
                tell!(
                    self.lang,
                    "こどもを最後に目で見て確かめた日",
                    "the child was last seen by eye"
                ),
            )
        });
        let next = newest(&|row: &Record| row.text("next_contact").is_some());
        let next = next.filter(|row| {
            let due = row.text("next_contact").unwrap_or_default();
            !self.was_done("next_contact", due)
        });
        let next = next.map(|row| Fact {
            due: row.text("next_contact").map(str::to_owned),
            by: self.by(told, row),
            ..self.fact(
                told,
                Some(row),
                State::Open,
                label(told.list, "next_contact", self.lang),
            )
        });
        next.into_iter().chain(last).collect()
    }
}

fn label(list: &str, field: &str, lang: Lang) -> String {
    dictionary::field_of(list, field)
        .map_or(field, |entry| entry.label.pick(lang))
        .to_owned()
}

/// Leaves out rows in whose place a newer one stands.
fn newest(told: &Told, rows: &mut Vec<&Record>) {
    let Some(newest) = told.newest else {
        return;
    };
    let day = |row: &Record| {
        let mut days = told.on.iter().filter_map(|field| row.text(field));
        (days.next().map(str::to_owned), row.row)
    };
    let kind = |row: &Record| match newest {
        Newest::Of(field) => row.text(field).map(str::to_owned),
        Newest::OfAll => None,
    };
    let all = rows.clone();
    rows.retain(|row| {
        let mut others = all.iter().filter(|other| kind(other) == kind(row));
        others.all(|other| day(other) <= day(row))
    });
}
