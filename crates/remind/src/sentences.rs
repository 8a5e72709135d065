//! The sentences of rules: who a rule is about, which rows count. Asked in the language of
//! rules.toml.

use std::ops::Range;

use mimamori_record::{Coverage, Failure, Wanted};
use mimamori_rule::{Expression, Names, Wrong};
use mimamori_shell::Config;

use crate::rules::{Elsewhere, Find, Rules};
use crate::shape::Word;

/// A sentence and where it stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub text: String,
    pub at: Range<usize>,
}

/// The sentences of one rule, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Of the person.
    pub applies: Option<Expression>,
    /// Of the row.
    pub only: Option<Expression>,
    /// Of the rows of `settled`, in their order.
    pub settled: Vec<Option<Expression>>,
    /// Of the rows of `restart`, in their order.
    pub restart: Vec<Option<Expression>>,
}

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct Sentences {
    /// Of whom nothing is due.
    pub stop: Option<Expression>,
    /// In the order of the rules.
    pub rules: Vec<Asked>,
}

impl Asked {
    fn all(&self) -> impl Iterator<Item = &Expression> {
        let rows = self.settled.iter().chain(&self.restart);
        let own = self.applies.iter().chain(&self.only);
        own.chain(rows.flatten())
    }
}

impl Sentences {
    /// Adds the fields that they look at.
    pub fn wants(&self, wanted: &mut Wanted) {
        let rules = self.rules.iter().flat_map(Asked::all);
        for asked in self.stop.iter().chain(rules) {
            asked.wants(wanted);
        }
    }
}

impl Rules {
    /// Looks up every name of every sentence, of rules that are off too.
    ///
    /// # Errors
    /// Status 2 with the place in the file and the nearest right name.
    pub fn sentences(&self, config: &Config, coverage: &Coverage) -> Result<Sentences, Failure> {
        let about = |sentence: &Option<Sentence>, list: Option<&str>| {
            let compiled = sentence.as_ref().map(|sentence| {
                let names = Names::new(coverage);
                let compiled = match list {
                    None => Expression::compile(&sentence.text, names, &self.definitions),
                    Some(list) => {
                        Expression::compile_row(&sentence.text, list, names, &self.definitions)
                    }
                };
                compiled.map_err(|wrong| self.wrong(config, sentence, &wrong))
            });
            compiled.transpose()
        };
        let rows = |all: &[Elsewhere]| {
            let all = all.iter();
            all.map(|one| about(&one.only, Some(&one.field.dataset)))
                .collect::<Result<Vec<_>, _>>()
        };
        let mut sentences = Sentences {
            stop: about(&self.stop, None)?,
            rules: Vec::with_capacity(self.rules.len()),
        };
        for rule in &self.rules {
            let (settled, restart) = match &rule.find {
                Find::Date(dates) => (rows(&dates.settled)?, rows(&dates.restart)?),
                _ => (Vec::new(), Vec::new()),
            };
            sentences.rules.push(Asked {
                applies: about(&rule.applies, None)?,
                only: about(&rule.only, rule.dataset())?,
                settled,
                restart,
            });
        }
        Ok(sentences)
    }

    /// Within its definition where the mistake is there.
    fn wrong(&self, config: &Config, sentence: &Sentence, wrong: &Wrong) -> Failure {
        let named = wrong.definition.as_ref();
        let defined = named.and_then(|name| self.defined.get(name));
        defined.unwrap_or(sentence).wrong(config, wrong)
    }
}

impl Sentence {
    /// As the file has it.
    pub fn of(word: &Word) -> Self {
        Sentence {
            text: word.get_ref().clone(),
            at: word.span(),
        }
    }

    /// Looks for mistakes that need no list: brackets, signs, unfinished sentences.
    ///
    /// # Errors
    /// Status 2 with the place in the file.
    pub fn parses(&self, config: &Config) -> Result<(), Failure> {
        mimamori_rule::check(&self.text).map_err(|wrong| self.wrong(config, &wrong))
    }

    /// Points at what is wrong; written with escapes, the value does not stand in the file as it
    /// is, and all of it is pointed at.
    fn wrong(&self, config: &Config, wrong: &Wrong) -> Failure {
        let raw = config.text().get(self.at.clone());
        let inner = raw.and_then(|raw| raw.find(&self.text));
        let place = match inner.map(|inner| self.at.start + inner) {
            Some(start) => start + wrong.place.start..start + wrong.place.end,
            None => self.at.clone(),
        };
        config.wrong(place, &wrong.what, (*wrong.advice).clone())
    }
}
