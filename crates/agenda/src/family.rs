//! The paper that one of a family takes home from a talk.
//!
//! It knows the サポートプラン that was agreed and nothing else: no flag, no due item, no decision of
//! a meeting, nothing of the ledger, nothing that anybody else has said. What the child said reaches
//! its parents only where the plan says that it may, and what one parent said never reaches the other.

mod home;
mod messages;
mod paper;

use chrono::NaiveDate;
use mimamori_paper::Mark;
use mimamori_record::line::Record;
use mimamori_record::standing::judged;
use mimamori_record::{
    Block, Coverage, Failure, Head, Individual, Lang, Output, Pass, Said, Text, Wanted,
};
use serde::Deserialize;
use serde_json::Value as Json;

use crate::masking::{self, Mask};
use crate::meant::{AboutOne, Meant};
use crate::profile::Meeting;
use home::Home;
use messages::refused;
use paper::Paper;

/// Who of the family reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reader {
    Mother,
    Father,
    Child,
}

impl Reader {
    /// The word of the command line and of `parent_wish_by`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Reader::Mother => "mother",
            Reader::Father => "father",
            Reader::Child => "child",
        }
    }
}

/// What is agreed, as this reader may see it.
#[derive(Debug, Default)]
struct Agreed {
    /// Anything at all.
    plan: bool,
    child_wish: Option<String>,
    parent_wish: Option<String>,
    goal: Option<(Option<String>, Option<String>)>,
    lines: Vec<Line>,
    worker: Option<String>,
    next_review: Option<String>,
    next_contact: Option<(String, Option<Text>)>,
}

/// One thing that is done for the family.
#[derive(Debug)]
struct Line {
    what: String,
    who: Vec<String>,
    since: Option<String>,
    monitoring: Option<String>,
}

/// The run: looks for the one person.
pub(crate) struct Family<'a> {
    pub(crate) meeting: &'a Meeting,
    pub(crate) person: Meant<'a>,
    pub(crate) reader: Reader,
    pub(crate) lang: Lang,
    wanted: Wanted,
    found: Option<Found>,
    pub(crate) done: Option<AboutOne>,
}

/// What was found about the person.
struct Found {
    name: Option<String>,
    agreed: Agreed,
    left: Vec<Said>,
}

impl<'a> Family<'a> {
    pub(crate) fn new(meeting: &'a Meeting, person: &'a str, reader: Reader, lang: Lang) -> Self {
        let mut wanted = Wanted::default();
        wanted.add_whole("plans");
        wanted.add_whole("plan-lines");
        // Any list may say who is protected, and where they live.
        wanted.add_identities();
        for (list, field) in home::FIELDS.into_iter().chain(masking::OF_PROTECTIONS) {
            wanted.add(list, field);
        }
        for field in masking::FIELDS {
            wanted.add_everywhere(field);
        }
        Family {
            meeting,
            person: Meant {
                option: "person",
                called: person,
            },
            reader,
            lang,
            wanted,
            found: None,
            done: None,
        }
    }

    fn look(&self, person: &Individual, block: &Block, head: &Head) -> Result<Found, Failure> {
        let coverage = &head.coverage;
        let home = Home::of(person, block, coverage, self.reader).map_err(refused)?;
        let mask = match home.hides {
            true => Mask::of_places(block, coverage, self.lang),
            false => Mask::default(),
        };
        let mut left = Vec::new();
        let agreed = match plan(person, coverage) {
            Some(plan) => self.agreed(plan, person, coverage, &home, &mask, &mut left),
            None => {
                left.push(messages::no_plan());
                Agreed::default()
            }
        };
        if home.hides {
            left.push(messages::places_hidden());
        }
        Ok(Found {
            name: person.line.name.clone(),
            agreed,
            left,
        })
    }

    /// What of a plan this reader may see.
    fn agreed(
        &self,
        plan: &Record,
        person: &Individual,
        coverage: &Coverage,
        home: &Home,
        mask: &Mask,
        left: &mut Vec<Said>,
    ) -> Agreed {
        let text = |row: &Record, field: &str| {
            let text = row.text(field)?.trim();
            (!text.is_empty()).then(|| mask.text(text))
        };
        let may = plan.fields.get("child_wish_shared").and_then(Json::as_bool) == Some(true);
        let child_wish = text(plan, "child_wish");
        let parent_wish = text(plan, "parent_wish");
        let by = plan.text("parent_wish_by");
        let own = by == Some(self.reader.word()) || by == Some("both") && home.together;
        let parents = self.reader != Reader::Child;
        if child_wish.is_some() && !may {
            left.push(match parents {
                true => messages::child_wish_left_out(),
                false => messages::child_wish_alone(),
            });
        }
        if parent_wish.is_some() && parents && !own {
            left.push(messages::parent_wish_left_out());
        }
        let who = |row: &Record| {
            let provider = text(row, "provider").filter(|_| !home.hides);
            provider.into_iter().chain(text(row, "worker")).collect()
        };
        let of_plan = |row: &&Record| {
            let no = row.text("plan_no");
            no.is_some() && no == plan.text("plan_no") && !coverage.in_question(row)
        };
        let rows = judged(person, coverage, "plan-lines").filter(of_plan);
        let mut lines: Vec<Line> = rows
            .filter_map(|row| {
                Some(Line {
                    what: text(row, "service")?,
                    who: who(row),
                    since: row.text("since").map(str::to_owned),
                    monitoring: row.text("monitoring").map(str::to_owned),
                })
            })
            .collect();
        let told = text(plan, "service");
        if let Some(what) = told.filter(|what| lines.iter().all(|line| line.what != *what)) {
            let line = Line {
                what,
                who: Vec::new(),
                since: None,
                monitoring: None,
            };
            lines.insert(0, line);
        }
        let today = coverage.today();
        // A day that has passed is to be set anew, not to be read.
        let ahead = |field: &str| {
            let on = plan.text(field)?;
            (on >= today.get(..on.len()).unwrap_or(today)).then(|| on.to_owned())
        };
        let goal = (plan.text("goal_from"), plan.text("goal_to"));
        let ways = mimamori_record::dictionary::code_label;
        let way = plan.text("next_contact_by").filter(|way| *way != "other");
        Agreed {
            plan: true,
            child_wish: child_wish.filter(|_| may || !parents),
            parent_wish: parent_wish.filter(|_| parents && own),
            goal: (goal != (None, None))
                .then(|| (goal.0.map(str::to_owned), goal.1.map(str::to_owned))),
            lines,
            worker: text(plan, "worker"),
            next_review: ahead("next_review"),
            next_contact: ahead("next_contact").map(|on| {
                (
                    on,
                    way.and_then(|way| ways("plans", "next_contact_by", way)),
                )
            }),
        }
    }

    fn paper(&self, found: Found, head: &Head) -> Result<AboutOne, Failure> {
        let town = head.coverage.town();
        let day: NaiveDate = crate::agenda::day_of(head)?;
        let paper = Paper {
            meeting: self.meeting,
            town: &town.name,
            name: found.name.as_deref(),
            reader: self.reader,
            agreed: &found.agreed,
            lang: self.lang,
        };
        let book = paper.workbook(Mark::new("family", &town.series, day));
        let mut told = vec![messages::made(self.reader)];
        told.extend(found.left);
        AboutOne::of(&book, told)
    }
}

/// The newest サポートプラン, if the family has agreed to it. A 支援計画 is the office's own, and one
/// of which nobody can read the kind or the answer is nobody's to show.
fn plan<'a>(person: &'a Individual, coverage: &'a Coverage) -> Option<&'a Record> {
    let shared = |row: &&Record| {
        let kind = row.text("plan_kind");
        matches!(kind, Some("support-plan" | "self-plan")) && !coverage.in_question(row)
    };
    let all = judged(person, coverage, "plans").filter(shared);
    let newest = all.max_by_key(|row| (row.text("made_on"), row.row))?;
    let agreed = match newest.fields.get("agreed") {
        Some(answer) => answer.as_bool() == Some(true),
        // Whoever took it home with a signature has agreed.
        None => newest.text("signed_on").is_some(),
    };
    agreed.then_some(newest)
}

impl Pass for Family<'_> {
    fn wants(&self) -> Option<&Wanted> {
        Some(&self.wanted)
    }

    fn block(&mut self, head: &Head, block: &Block, _: &mut Output<'_>) -> Result<(), Failure> {
        for person in &block.people {
            if !self.person.is(person, &head.coverage) {
                continue;
            }
            if self.found.is_some() {
                return Err(self.person.several());
            }
            self.found = Some(self.look(person, block, head)?);
        }
        Ok(())
    }

    fn finish(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        let found = self.found.take().ok_or_else(|| self.person.not_found())?;
        self.done = Some(self.paper(found, head)?);
        Ok(())
    }
}
