//! One child on the paper: everything that is said about it, ready to print.

use chrono::NaiveDate;
use mimamori_record::line::{Due, Evidence, Flag, FlagResult, Item, Record};
use mimamori_record::{Coverage, Individual, Lang, standing};
use serde::Serialize;

use crate::before::Before;
use crate::choose::Pick;
use crate::facts;
use crate::messages::{self, date, tell};
use crate::profile::{Meeting, Part, Who};
use crate::proposed::Proposed;
use crate::request::{Requests, Round};
use crate::sentence::{Teller, Why};

/// A household that comes to the meeting.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Home {
    #[serde(skip)]
    pub(crate) id: String,
    /// Under 支援措置.
    pub(crate) protected: bool,
    /// Who lives there, as a picture.
    pub(crate) picture: Option<String>,
    /// Its children that come, the eldest first.
    pub(crate) cases: Vec<Case>,
}

/// A case: what stands on the paper, and what stands in its `item` line.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Case {
    #[serde(skip)]
    pub(crate) part: Part,
    #[serde(skip)]
    pub(crate) entry: usize,
    #[serde(skip)]
    pub(crate) urgency: u8,
    #[serde(skip)]
    pub(crate) place: u32,
    #[serde(skip)]
    pub(crate) person: String,
    #[serde(skip)]
    because: Vec<String>,
    #[serde(skip)]
    calm: bool,
    pub(crate) minutes: Option<u32>,
    /// `B-3`.
    pub(crate) number: String,
    pub(crate) name: String,
    /// Whether a list has the name.
    #[serde(skip)]
    pub(crate) named: bool,
    pub(crate) kana: String,
    #[serde(skip)]
    pub(crate) birth_date: Option<String>,
    /// Age, grade, school.
    pub(crate) about: String,
    /// Category, stage, worker; or that nobody registered the child.
    pub(crate) standing: String,
    pub(crate) registered: bool,
    /// 主訴.
    pub(crate) summary: String,
    /// The line of the selection.
    pub(crate) tag: String,
    pub(crate) child_wish: String,
    pub(crate) parent_wish: String,
    pub(crate) why: Vec<Why>,
    pub(crate) other: Vec<String>,
    pub(crate) unknown: Vec<String>,
    /// What became of the last decisions.
    pub(crate) outcome: Vec<String>,
    /// What institutions have answered, and what is to be asked about directly.
    pub(crate) answers: Vec<String>,
    pub(crate) to_ask: Vec<String>,
    pub(crate) changed: Vec<String>,
    pub(crate) siblings: Vec<String>,
    pub(crate) last: String,
    pub(crate) proposal: String,
    pub(crate) explain: Vec<String>,
    /// Since when a candidate waits for somebody to judge.
    pub(crate) waiting: Option<String>,
    /// What was said of the person as a candidate before.
    #[serde(skip)]
    pub(crate) marked: Option<String>,
    /// 上程, 正否 and 担当 as typed into the list of candidates for the coming meeting: a list that
    /// is made again has them.
    #[serde(skip)]
    pub(crate) typed: [String; 3],
}

impl Case {
    /// Nothing fired and nothing is missing: could be confirmed without discussion.
    pub(crate) fn is_calm(&self) -> bool {
        self.calm
    }

    /// The line of the stream.
    pub(crate) fn item(&self, meeting: &str, household: &str) -> Item {
        Item {
            meeting: meeting.to_owned(),
            part: self.part.letter().to_owned(),
            place: self.place,
            minutes: self.minutes,
            household: household.to_owned(),
            person: self.person.clone(),
            because: self.because.clone(),
        }
    }
}

/// What a case is told with.
pub(crate) struct Desk<'a> {
    pub(crate) teller: Teller<'a>,
    pub(crate) meeting: &'a Meeting,
    pub(crate) before: Option<&'a Before>,
    pub(crate) proposed: &'a Proposed,
    pub(crate) requests: Option<&'a Requests>,
    pub(crate) round: &'a Round,
    /// Whether there was a month before, so that *new* means something.
    pub(crate) compares: bool,
    /// Everybody of this household who comes.
    pub(crate) listed: &'a [String],
}

impl Desk<'_> {
    pub(crate) fn lang(&self) -> Lang {
        self.teller.lang
    }

    pub(crate) fn coverage(&self) -> &Coverage {
        self.teller.coverage
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.teller.today
    }

    /// Tells a case in words.
    pub(crate) fn case(&self, pick: &Pick<'_>) -> Case {
        let (lang, coverage, mask) = (self.lang(), self.coverage(), self.teller.mask);
        let person = pick.person;
        let case = standing::open_case(person, coverage);
        let plan = facts::newest_plan(person, coverage);
        let decision = standing::last_decision(person, coverage);
        let entry = self
            .meeting
            .cases
            .get(pick.entry)
            .map(toml::Spanned::get_ref);
        let unborn = case.and_then(|c| c.text("category")) == Some("expectant");
        let asked = |field| {
            facts::wish(case, plan, field, mask)
                .unwrap_or_else(|| messages::NOT_ASKED_YET.pick(lang).to_owned())
        };
        let mut why: Vec<Why> = pick.flags.iter().map(|f| self.teller.flag(f)).collect();
        why.extend(pick.dues.iter().map(|d| self.teller.due(d)));
        let found = pick.cases.iter();
        why.extend(found.filter_map(|(at, cells)| self.found(*at, cells.as_deref())));
        why.extend(pick.proposals.iter().map(|row| self.was_proposed(row)));
        why.extend(self.only_unanswered(pick));
        if !self.compares {
            let new = messages::NEW.pick(lang);
            why.iter_mut()
                .filter(|w| w.mark == new)
                .for_each(|w| w.mark.clear());
        }
        if let Some(discuss) = decision.filter(|_| why.is_empty()) {
            why.push(self.decided_to_discuss(discuss));
        }
        let worker_missing = pick
            .dues
            .iter()
            .any(|d| matches!(d.what.as_str(), "no-worker" | "no-plan" | "plan-no-date"));
        let fired = self.flags_of(&person.line.id).next().is_some();
        Case {
            part: pick.part,
            entry: pick.entry,
            urgency: pick.urgency,
            place: 0,
            person: person.line.id.clone(),
            because: pick.because.clone(),
            calm: !fired && !worker_missing && pick.who == Who::Registered,
            minutes: None,
            number: String::new(),
            name: person
                .line
                .name
                .clone()
                .unwrap_or_else(|| messages::NO_NAME.pick(lang).to_owned()),
            named: person.line.name.is_some(),
            kana: person.line.kana.clone().unwrap_or_default(),
            birth_date: person.line.birth_date.clone(),
            about: facts::age_and_school(person, coverage, self.today(), mask, lang),
            standing: self.standing(pick, case),
            registered: case.is_some(),
            summary: case
                .filter(|_| !mask.is_member())
                .and_then(|c| c.text("summary"))
                .map(|text| mask.text(text))
                .unwrap_or_default(),
            tag: entry
                .map_or_else(|| self.no_entry(pick).pick(lang), |e| e.title.pick(lang))
                .to_owned(),
            child_wish: if unborn {
                messages::UNBORN.pick(lang).to_owned()
            } else {
                asked("child_wish")
            },
            parent_wish: asked("parent_wish"),
            why,
            other: self.other(pick),
            unknown: self.teller.unknown(&person.line.id),
            outcome: self.outcome(person),
            answers: self.answers(person),
            to_ask: self.to_ask(person),
            changed: self.changed(pick),
            siblings: self.siblings(person),
            last: decision.map(|d| self.decision(d)).unwrap_or_default(),
            proposal: self.proposal(decision),
            explain: self.explain(pick, case),
            waiting: self.unanswered(pick).or_else(|| self.waiting(pick)),
            marked: self.marked(pick),
            typed: self.typed(person),
        }
    }

    /// What a sentence of the selection found, and where; or that nobody can tell.
    fn found(&self, entry: usize, cells: Option<&[Evidence]>) -> Option<Why> {
        let title = self
            .meeting
            .cases
            .get(entry)?
            .get_ref()
            .title
            .pick(self.lang());
        Some(Why {
            text: match cells {
                Some(_) => tell!(self.lang(), "{title}。", "{title}."),
                None => tell!(
                    self.lang(),
                    "{title}かどうか、名簿からはわかりません。",
                    "{title}: the lists do not tell whether it is so."
                ),
            },
            places: self.teller.places(cells.unwrap_or_default()),
            mark: String::new(),
            act: None,
        })
    }

    pub(crate) fn flags_of(&self, person: &str) -> impl Iterator<Item = &Flag> {
        let fired = self.teller.block.flags.iter();
        fired.filter(move |f| f.person == person && f.result == FlagResult::Fired)
    }

    fn standing(&self, pick: &Pick<'_>, case: Option<&Record>) -> String {
        let lang = self.lang();
        let Some(case) = case else {
            let mut text = self.off_ledger(pick.person).pick(lang).to_owned();
            let known = pick.flags.iter().find_map(|f| f.known.as_ref());
            if let Some(until) = known.and_then(|k| k.until.as_deref()) {
                let until = date(until, lang);
                text += &tell!(
                    lang,
                    "（前の判断は{until}まで）",
                    " (judged before, until {until})"
                );
            }
            return text;
        };
        let person = pick.person;
        let says = |field: &str| {
            let newer = standing::decided(person, self.coverage(), field, Some(case));
            let own = facts::label(case, field, lang);
            let Some(decided) = newer.filter(|row| row.text(field) != case.text(field)) else {
                return own;
            };
            let decided = facts::label(decided, field, lang)?;
            Some(tell!(
                lang,
                "{decided}（会議で決定）",
                "{decided} (decided)"
            ))
        };
        let fields = ["category", "case_kind", "stage"];
        let mut words: Vec<String> = fields.into_iter().filter_map(says).collect();
        words.push(match (says("worker"), says("second_worker")) {
            (Some(worker), Some(second)) => {
                tell!(
                    lang,
                    "担当 {worker}（副 {second}）",
                    "worker {worker} (second {second})"
                )
            }
            (Some(worker), None) => tell!(lang, "担当 {worker}", "worker {worker}"),
            (None, _) => messages::NO_WORKER.pick(lang).to_owned(),
        });
        words.join(messages::DOT.pick(lang))
    }

    /// What else is known but did not bring the case here.
    fn other(&self, pick: &Pick<'_>) -> Vec<String> {
        let id = &pick.person.line.id;
        let shown = |flag: &Flag| pick.flags.iter().any(|f| std::ptr::eq(*f, flag));
        let flags = self.flags_of(id).filter(|f| !shown(f));
        let mut texts: Vec<String> = flags.map(|f| self.teller.flag(f).text).collect();
        let seen_told = self
            .flags_of(id)
            .any(|f| f.rule.as_deref() == Some("case-not-seen"));
        let late = |due: &&Due| {
            due.person.as_ref() == Some(id)
                && matches!(due.state.as_str(), "overdue" | "no-date")
                && !pick.dues.iter().any(|d| std::ptr::eq(*d, *due))
                && !(seen_told && due.what == "sighting")
        };
        let dues = self.teller.block.dues.iter().filter(late);
        // Of several lines of a plan the same is due: it is told once, with their number.
        let mut told: Vec<(String, usize)> = Vec::new();
        for text in dues.map(|due| self.teller.due(due).text) {
            match told.iter_mut().find(|(known, _)| *known == text) {
                Some((_, count)) => *count += 1,
                None => told.push((text, 1)),
            }
        }
        texts.extend(told.into_iter().map(|(text, count)| match count {
            1 => text,
            _ => tell!(self.lang(), "{text}（{count}件）", "{text} ({count})"),
        }));
        texts.extend(self.handed_over(pick.person));
        texts
    }

    fn siblings(&self, person: &Individual) -> Vec<String> {
        let lang = self.lang();
        let block = self.teller.block;
        let mut lines = Vec::new();
        for other in &block.people {
            let id = &other.line.id;
            let is_child = block.relation(id) == Some("child");
            if *id == person.line.id || !is_child || standing::is_gone(other, self.coverage()) {
                continue;
            }
            let name = other
                .line
                .name
                .as_deref()
                .unwrap_or(messages::NO_NAME.pick(lang));
            let kin = match block.relation(&person.line.id) {
                Some("child") => messages::kin(&person.line, &other.line, lang),
                // A mother who expects a child: nobody knows whose children they are.
                _ => messages::SAME_HOME.pick(lang).to_owned(),
            };
            let about =
                facts::age_and_school(other, self.coverage(), self.today(), self.teller.mask, lang);
            let listed = match (
                self.listed.contains(id),
                standing::open_case(other, self.coverage()).is_some(),
            ) {
                (true, _) => tell!(lang, "この名簿にあり", "on this list"),
                (false, true) => tell!(lang, "支援中・今回はなし", "supported, not on this list"),
                (false, false) => self.off_ledger(other).pick(lang).to_owned(),
            };
            lines.push(tell!(
                lang,
                "{kin} {name}（{about}）{listed}",
                "{kin} {name} ({about}): {listed}"
            ));
        }
        let elsewhere = block.household.elsewhere.len();
        if elsewhere > 0 && !self.teller.mask.hides() {
            lines.push(tell!(
                lang,
                "ほかの世帯に、関係する人が{elsewhere}人います",
                "{elsewhere} who belong to the family live in another household"
            ));
        }
        lines
    }

    /// Who is asked beforehand to explain what: the worker, and who answers for the lists.
    fn explain(&self, pick: &Pick<'_>, case: Option<&Record>) -> Vec<String> {
        let lang = self.lang();
        let mut lines = Vec::new();
        if let Some(worker) = case.and_then(|c| c.text("worker")) {
            lines.push(tell!(lang, "{worker}（経過）", "{worker} (what happened)"));
        }
        let flags = pick.flags.iter().flat_map(|f| &f.evidence);
        let found = pick.cases.iter().filter_map(|(_, cells)| cells.as_ref());
        let cells = flags
            .chain(pick.dues.iter().flat_map(|d| &d.evidence))
            .chain(found.flatten());
        let mut datasets: Vec<&str> = self
            .teller
            .shown(cells)
            .filter_map(|e| Some(self.coverage().source(&e.source)?.dataset.as_str()))
            .collect();
        datasets.sort_unstable();
        datasets.dedup();
        for member in &self.meeting.members {
            let asked: Vec<String> = member
                .explains
                .iter()
                .filter(|list| datasets.contains(&list.get_ref().as_str()))
                .map(|list| crate::evidence::dataset(list.get_ref(), lang))
                .collect();
            if !asked.is_empty() {
                let (who, asked) = (
                    member.title.pick(lang),
                    asked.join(messages::DOT.pick(lang)),
                );
                lines.push(tell!(lang, "{who}（{asked}）", "{who} ({asked})"));
            }
        }
        lines
    }
}
