//! `--old-rules OLD.toml`: the same month judged by two rule files: who comes onto the list, who
//! leaves it, and which rule makes the difference.
//!
//! Nothing here knows which file is older: "what if this rule is off, or this number moves" is the
//! same question with a changed copy of the rules.

mod changes;
mod messages;
mod paper;
mod text;

use chrono::NaiveDate;
use mimamori_record::line::{Evidence, Run};
use mimamori_record::{
    Block, Coverage, Failure, Head, Input, Output, Pass, WriteOptions, pass, standing,
};
use mimamori_rule::{Member, Members, Truth};
use mimamori_shell::Config;

use crate::judge::{Day, answer};
use crate::rules::{Compiled, Rules, Which};
use changes::{Pair, pairs};
pub(crate) use messages::{EXAMPLE, HELP};
pub(crate) use paper::workbook;
pub(crate) use text::text;

/// A rule file.
#[derive(Clone, Copy)]
pub(crate) struct File<'a> {
    pub config: &'a Config,
    pub rules: &'a Rules,
}

/// What both files say of a month, and where they differ. Of each two numbers the first is the old
/// file's.
#[derive(Default)]
pub(crate) struct Difference {
    pub head: Head,
    pub children: u64,
    pub listed: [u64; 2],
    pub rules: Vec<RuleCount>,
    pub people: Vec<Person>,
}

/// A rule and how many it finds.
pub(crate) struct RuleCount {
    pub pair: Pair,
    pub fired: [u64; 2],
    pub unknown: [u64; 2],
    pub came: u64,
    pub went: u64,
}

/// Somebody about whom the files do not say the same.
pub(crate) struct Person {
    pub id: String,
    pub name: String,
    pub kana: String,
    pub birth: Option<NaiveDate>,
    pub household: String,
    pub protected: bool,
    /// Whether there is any reason.
    pub listed: [bool; 2],
    pub reasons: Vec<Reason>,
}

/// A reason that came or went.
pub(crate) struct Reason {
    /// Its place among the rules of both files.
    pub rule: usize,
    pub came: bool,
    /// The cells of the reason.
    pub cells: Vec<Evidence>,
    /// What the rule says of the person now, of one that went.
    pub now: Option<Truth>,
    /// Whether the person is one whom the rule is about now.
    pub applies: bool,
}

/// Judges a stream by both files.
///
/// # Errors
/// What is wrong with the stream, or with the names in either file.
pub(crate) fn compare(
    old: File<'_>,
    new: File<'_>,
    input: &mut Input<'_>,
) -> Result<Difference, Failure> {
    let rules = pairs(old.rules, new.rules)
        .into_iter()
        .map(|pair| RuleCount {
            pair,
            fired: [0; 2],
            unknown: [0; 2],
            came: 0,
            went: 0,
        });
    let mut program = Comparison {
        files: [old, new],
        compiled: [Vec::new(), Vec::new()],
        day: Day::default(),
        found: Difference {
            rules: rules.collect(),
            ..Difference::default()
        },
    };
    let mut nowhere = Output::new(std::io::sink(), WriteOptions::default());
    pass(input, &mut nowhere, Run::default(), &mut program)?;
    Ok(program.found)
}

struct Comparison<'a> {
    files: [File<'a>; 2],
    /// Every rule of each file, at its place.
    compiled: [Vec<Compiled>; 2],
    day: Day,
    found: Difference,
}

impl Pass for Comparison<'_> {
    fn head(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        self.day = Day::of(head)?;
        for (file, compiled) in self.files.iter().zip(&mut self.compiled) {
            *compiled = file
                .rules
                .compile(file.config, &head.coverage, Which::All)?;
        }
        Ok(())
    }

    fn block(&mut self, head: &Head, block: &Block, _: &mut Output<'_>) -> Result<(), Failure> {
        let members = Members::new(self.day.setting(&head.coverage), block);
        for member in members.iter() {
            if !standing::is_gone(member.individual(), &head.coverage) {
                (self.found).compare(&self.compiled, &head.coverage, block, &members, member);
            }
        }
        Ok(())
    }

    fn finish(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        self.found.head = head.clone();
        Ok(())
    }
}

impl Difference {
    /// What both files say about one member, every rule of each at its place.
    fn compare<'a>(
        &mut self,
        files: &'a [Vec<Compiled>; 2],
        coverage: &Coverage,
        block: &Block,
        members: &'a Members<'a>,
        member: &'a Member<'a>,
    ) {
        let person = member.individual();
        let question = standing::is_question(person, coverage);
        let mut listed = [false; 2];
        let mut reasons = Vec::new();
        for (at, rule) in self.rules.iter_mut().enumerate() {
            let ask = |file: usize| {
                let place = rule.pair.places[file].filter(|_| rule.pair.on[file])?;
                let compiled = files[file].get(place)?;
                Some(answer(compiled, members, member))
            };
            let old = ask(0);
            let new = match rule.pair.says_the_same() {
                true => old.clone(),
                false => ask(1),
            };
            for (file, truth) in [&old, &new].into_iter().enumerate() {
                let yes = truth.as_ref().is_some_and(Truth::is_yes);
                // Whose rows these are is a question of the review workbook, as in the list.
                let unknown = matches!(truth, Some(Truth::Unknown(_))) && !question;
                listed[file] |= yes;
                rule.fired[file] += u64::from(yes);
                rule.unknown[file] += u64::from(unknown);
            }
            let applies = || {
                let place = rule.pair.places[1];
                let compiled = place.and_then(|place| files[1].get(place));
                compiled.is_some_and(|one| one.applies.answer(members, member) != Some(false))
            };
            match (old, new) {
                (Some(Truth::Yes(_)), Some(Truth::Yes(_))) => {}
                (_, Some(Truth::Yes(cells))) => {
                    rule.came += 1;
                    reasons.push(Reason {
                        rule: at,
                        came: true,
                        cells,
                        now: None,
                        applies: true,
                    });
                }
                (Some(Truth::Yes(cells)), now) => {
                    rule.went += 1;
                    reasons.push(Reason {
                        rule: at,
                        came: false,
                        cells,
                        now,
                        applies: applies(),
                    });
                }
                _ => {}
            }
        }
        let child = block.relation(&person.line.id) == Some("child");
        let counts = child && !(question && listed == [false; 2]);
        self.children += u64::from(counts);
        for (count, listed) in self.listed.iter_mut().zip(listed) {
            *count += u64::from(listed);
        }
        if !reasons.is_empty() {
            self.people.push(Person {
                id: person.line.id.clone(),
                name: person.line.name.clone().unwrap_or_default(),
                kana: mimamori_text::fold_width(person.line.kana.as_deref().unwrap_or_default()),
                birth: person
                    .line
                    .birth_date
                    .as_deref()
                    .and_then(|b| b.parse().ok()),
                household: block.household.id.clone(),
                protected: block.household.protected,
                listed,
                reasons,
            });
        }
    }
}
