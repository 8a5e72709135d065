//! What rules.toml says, understood.

use std::ops::Range;

use mimamori_record::line::Cause;
use mimamori_record::{Coverage, Failure, Text, dictionary};
use mimamori_rule::{Definitions, Expression, Names, Reckoned};
use mimamori_shell::Config;

use crate::config;

/// All rules of a town, in the order of the file.
#[derive(Debug)]
pub(crate) struct Rules {
    /// The rules, those that are off included.
    pub rules: Vec<Rule>,
    /// Names for expressions.
    pub definitions: Definitions,
    /// Where the text of each definition stands in the file.
    pub defined_at: std::collections::BTreeMap<String, Range<usize>>,
    /// The town's own areas of life beside the shipped ones.
    pub areas: Vec<(String, Title)>,
}

/// A text of the file in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    pub ja: String,
    pub en: String,
}

/// A rule.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Its id in `flag` lines.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// The sentence that says why somebody is on the list.
    pub why: Title,
    /// What to ask whom, as a first step.
    pub ask: Option<Title>,
    /// What no list tells about it.
    pub untold: Option<Title>,
    /// The area of life.
    pub area: String,
    /// Whether it counts among the areas in which something was found; benefits never do.
    pub counted: bool,
    /// What is to be done with it.
    pub lane: Lane,
    /// Who it is about.
    pub applies: Sentence,
    /// What it asks.
    pub when: Sentence,
    /// From when it holds, a date.
    pub from: Option<Sentence>,
    /// When nobody can know, and the cause.
    pub unknown_when: Vec<Doubtful>,
    /// Where the rule comes from.
    pub source: String,
    /// What it rests on.
    pub basis: Basis,
    /// Whether its number is provisional.
    pub provisional: bool,
    /// Whether it is used.
    pub on: bool,
    /// Since when it stands as it does.
    pub since: Option<String>,
    /// Who decided so.
    pub by: Option<String>,
}

/// When nobody can know although the lists are here.
#[derive(Debug)]
pub(crate) struct Doubtful {
    pub when: Sentence,
    /// The code of the reason.
    pub cause: &'static str,
    /// The list that would tell.
    pub list: Option<String>,
}

/// An expression and where it stands in the file.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub text: String,
    pub place: Range<usize>,
}

impl Doubtful {
    fn cause(&self) -> Cause {
        Cause {
            code: self.cause.to_owned(),
            dataset: self.list.clone(),
            ..Cause::default()
        }
    }
}

/// What is to be done with a rule that fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Lane {
    /// Should have been telephoned already.
    Immediate,
    /// For the next meeting.
    Review,
    /// Entitled but not receiving: help, not suspicion.
    SupportGap,
}

impl Lane {
    /// As lines write it.
    pub fn key(self) -> &'static str {
        match self {
            Lane::Immediate => "immediate",
            Lane::Review => "review",
            Lane::SupportGap => "support-gap",
        }
    }
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Basis {
    NationalNotice,
    NationalDefinition,
    Form,
    TownPractice,
    Scale,
    Research,
    Provisional,
}

/// The areas of life that are shipped.
pub(crate) const AREAS: [(&str, Text); 8] = [
    (
        "care-and-safety",
        Text::new("養育・安全", "care and safety"),
    ),
    ("poverty", Text::new("貧困", "poverty")),
    ("young-carer", Text::new("ヤングケアラー", "young carer")),
    (
        "school-absence",
        Text::new("登校・欠席", "school attendance"),
    ),
    ("postpartum", Text::new("産後", "after birth")),
    (
        "pregnancy-and-birth",
        Text::new("妊娠・出産", "pregnancy and birth"),
    ),
    ("development", Text::new("発達", "development")),
    ("isolation", Text::new("望まない孤立", "unwanted isolation")),
];

impl Rules {
    /// The rules that are used.
    pub fn on(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|rule| rule.on)
    }

    /// What an area is called.
    pub fn area(&self, id: &str) -> Title {
        let shipped = AREAS.iter().find(|(key, _)| *key == id);
        if let Some((_, text)) = shipped {
            return Title {
                ja: text.ja.to_owned(),
                en: text.en.to_owned(),
            };
        }
        let own = self.areas.iter().find(|(key, _)| key == id);
        own.map(|(_, title)| title.clone()).unwrap_or(Title {
            ja: id.to_owned(),
            en: id.to_owned(),
        })
    }

    /// Whether a rule, or a name that it uses, speaks of a list.
    pub fn asks(&self, rule: &Rule, list: &str) -> bool {
        let texts = rule.unknown_when.iter().map(|doubtful| &doubtful.when);
        let mut texts: Vec<&str> = [&rule.applies, &rule.when]
            .into_iter()
            .chain(texts)
            .map(|sentence| sentence.text.as_str())
            .collect();
        let label = dictionary::dataset(list).map(|entry| entry.label);
        let mut defined: Vec<&String> = self.definitions.keys().collect();
        while let Some(text) = texts.pop() {
            let words = text.split(|c: char| !c.is_alphanumeric() && !"-_".contains(c));
            let words: Vec<&str> = words.collect();
            let called = label.is_some_and(|label| text.contains(label.ja));
            if called || words.contains(&list) {
                return true;
            }
            // Each definition once: they may not name themselves.
            defined.retain(|name| {
                let used = words.contains(&name.as_str());
                texts.extend(
                    self.definitions
                        .get(*name)
                        .filter(|_| used)
                        .map(String::as_str),
                );
                !used
            });
        }
        false
    }

    /// Looks up every name of every rule, of those that are off too, so that switching one on is
    /// no surprise.
    pub fn compile(
        &self,
        config: &Config,
        coverage: &Coverage,
        which: Which,
    ) -> Result<Vec<Compiled>, Failure> {
        let names = Names::new(coverage);
        let sentence = |sentence: &Sentence| {
            Expression::compile(&sentence.text, names, &self.definitions)
                .map_err(|wrong| config::wrong(config, self, sentence, &wrong))
        };
        let reckoned = |date: &Sentence| {
            Reckoned::compile(&date.text, names, &self.definitions)
                .map_err(|wrong| config::wrong(config, self, date, &wrong))
        };
        let mut compiled = Vec::new();
        for (at, rule) in self.rules.iter().enumerate() {
            let one = Compiled {
                at,
                applies: sentence(&rule.applies)?,
                when: sentence(&rule.when)?,
                from: match &rule.from {
                    Some(from) => Some(reckoned(from)?),
                    None => None,
                },
                unknown_when: rule
                    .unknown_when
                    .iter()
                    .map(|doubtful| Ok((sentence(&doubtful.when)?, doubtful.cause())))
                    .collect::<Result<_, Failure>>()?,
            };
            if rule.on || which == Which::All {
                compiled.push(one);
            }
        }
        Ok(compiled)
    }
}

/// Which rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those that are used.
    On,
    /// Those that are off too.
    All,
}

/// A rule ready to be asked.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// Its place among the rules.
    pub at: usize,
    pub applies: Expression,
    pub when: Expression,
    pub from: Option<Reckoned>,
    pub unknown_when: Vec<(Expression, Cause)>,
}
