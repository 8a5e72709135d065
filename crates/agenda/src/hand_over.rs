//! What goes along when a child moves away or enters school: facts of the lists about one person,
//! and what was promised and is still to be done.
//!
//! No flag, no due item, nobody's report and no note goes along, and nothing about anybody else of
//! the family. What no list tells stands there as not known, so that whoever reads it does not take
//! a gap for a no. The town that receives the workbook reads it as a list of `handovers`.

mod messages;
mod paper;
mod rows;
mod told;

use chrono::NaiveDate;
use mimamori_record::{
    Block, Coverage, Failure, Head, Individual, Lang, Output, Pass, Wanted, said,
};
use mimamori_shell::{Config, Given, Opt, nearest};
use serde::Deserialize;
use toml::Spanned;

use crate::masking::{self, Mask};
use crate::meant::{AboutOne, Meant};
use crate::recipient::wrong;
use paper::Paper;
use rows::{Fact, Teller};
use told::{TOLD, Told};

pub(crate) const HAND_OVER: Opt = Opt::value(
    "hand-over",
    "PERSON",
    "会議の名簿のかわりに、転出や就学のときに渡す一人の引継ぎの紙を作ります（PERSON は --person と同じ）",
    "in the place of a list of cases, make the paper that goes along with somebody who moves away or enters school (PERSON as in --person)",
);

/// `[hand_over]` of meetings.toml.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// Which lists are told; all that the kit knows how to tell where nobody says.
    lists: Option<Vec<Spanned<String>>>,
}

impl Settings {
    /// # Errors
    /// Status 2 with the place in the file, when it names a list that is not told.
    pub(crate) fn check(&self, config: &Config) -> Result<(), Failure> {
        for list in self.lists.iter().flatten() {
            let names = || TOLD.iter().map(|told| told.list);
            let word = list.get_ref();
            if names().any(|name| name == word) {
                continue;
            }
            let all: Vec<&str> = names().collect();
            let all = all.join(", ");
            let near = nearest(word, names()).map(|near| {
                said!(
                    "{near} ではありませんか。引継ぎに書けるのは {all} です",
                    "did you mean {near}? There are {all}"
                )
            });
            return Err(config.wrong(
                list.span(),
                &said!(
                    "「{word}」という名簿は、引継ぎの紙に載せられません",
                    "the list 「{word}」 cannot be told in a hand-over"
                ),
                near.unwrap_or_else(|| said!("引継ぎに書けるのは {all} です", "there are {all}")),
            ));
        }
        Ok(())
    }

    fn told(&self) -> Vec<&'static Told> {
        let named = |told: &&Told| match &self.lists {
            Some(lists) => lists.iter().any(|list| list.get_ref() == told.list),
            None => true,
        };
        TOLD.iter().filter(named).collect()
    }
}

/// Refuses what makes no sense beside it.
///
/// # Errors
/// Status 2.
pub(crate) fn check(given: &Given) -> Result<(), Failure> {
    let here = |long: &&&str| given.switch(long) || given.path(long).is_some();
    let gets = || {
        said!(
            "引継ぎは一人分の紙（--xlsx と --html）です",
            "a hand-over is the paper about one person (--xlsx, --html)"
        )
    };
    let refused = [
        "meeting",
        "candidates",
        "requests",
        "for",
        "person",
        "text",
        "before",
    ];
    if let Some(option) = refused.iter().find(here) {
        return Err(wrong(
            said!(
                "--{option} は --hand-over といっしょには使えません",
                "--{option} cannot be used together with --hand-over"
            ),
            gets(),
        ));
    }
    match ["xlsx", "html"].iter().any(|long| here(&long)) {
        true => Ok(()),
        false => Err(wrong(
            said!(
                "--hand-over には --xlsx / --html が要ります",
                "--hand-over needs --xlsx / --html"
            ),
            gets(),
        )),
    }
}

/// The run: looks for the one person.
pub(crate) struct HandOver<'a> {
    person: Meant<'a>,
    told: Vec<&'static Told>,
    show_protected: bool,
    lang: Lang,
    wanted: Wanted,
    found: Option<Found>,
    pub(crate) done: Option<AboutOne>,
}

/// What was found about the person.
struct Found {
    name: Option<String>,
    kana: Option<String>,
    birth_date: Option<String>,
    facts: Vec<Fact>,
}

impl<'a> HandOver<'a> {
    pub(crate) fn new(
        settings: &Settings,
        person: &'a str,
        show_protected: bool,
        lang: Lang,
    ) -> Self {
        let told = settings.told();
        let mut wanted = Wanted::default();
        for list in &told {
            wanted.add_whole(list.list);
        }
        // Who was seen, and when somebody was in touch, settles what was promised.
        for field in ["date", "seen", "next_contact"] {
            wanted.add("contacts", field);
        }
        wanted.add_identities();
        let more = [("placements", "placement_kind"), ("placements", "ended_on")];
        for (list, field) in masking::OF_PROTECTIONS
            .into_iter()
            .chain(masking::OF_NOTES)
            .chain(more)
        {
            wanted.add(list, field);
        }
        for field in masking::FIELDS {
            wanted.add_everywhere(field);
        }
        HandOver {
            person: Meant {
                option: "hand-over",
                called: person,
            },
            told,
            show_protected,
            lang,
            wanted,
            found: None,
            done: None,
        }
    }

    fn look(&self, person: &Individual, block: &Block, head: &Head) -> Result<Found, Failure> {
        let coverage = &head.coverage;
        if !self.show_protected {
            let away = |one: &Individual| masking::is_away(one, coverage);
            if masking::is_protected(block, coverage) {
                return Err(messages::protected());
            }
            if block.people.iter().any(away) {
                return Err(messages::away());
            }
        }
        let teller = Teller {
            person,
            coverage,
            today: crate::agenda::day_of(head)?,
            mask: Mask::of_member(block, coverage, self.show_protected, self.lang),
            lang: self.lang,
        };
        Ok(Found {
            name: person.line.name.clone(),
            kana: person.line.kana.clone(),
            birth_date: person.line.birth_date.clone(),
            facts: teller.facts(&self.told),
        })
    }

    fn paper(
        &self,
        found: &Found,
        coverage: &Coverage,
        day: NaiveDate,
    ) -> Result<AboutOne, Failure> {
        let paper = Paper {
            town: coverage.town(),
            day,
            found,
            lang: self.lang,
        };
        AboutOne::of(&paper.workbook(), messages::made(&found.facts))
    }
}

impl Pass for HandOver<'_> {
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
        let day = crate::agenda::day_of(head)?;
        self.done = Some(self.paper(&found, &head.coverage, day)?);
        Ok(())
    }
}
