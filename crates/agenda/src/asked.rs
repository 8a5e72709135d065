//! What a profile asks about people in sentences: whom the meeting is about, which cases come.
//! They are in the language of rules.toml.

use mimamori_record::line::Evidence;
use mimamori_record::{Coverage, Failure, Wanted};
use mimamori_rule::{Definitions, Expression, Member, Members, Names, Truth};
use mimamori_shell::Config;
use toml::Spanned;

use crate::profile::Meeting;

/// The sentences of a profile, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    about: Option<Expression>,
    /// In the order of the selection.
    cases: Vec<Option<Expression>>,
}

/// What a sentence of the selection says about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Says {
    /// In these cells.
    Yes(Vec<Evidence>),
    /// A cell of the person's own cannot be read, or says nothing. Lists that have not come
    /// stand on the last page, once for all.
    Unclear,
    No,
}

impl Asked {
    /// Looks up every name.
    ///
    /// # Errors
    /// Status 2 with the place in the file and the nearest right name.
    pub(crate) fn of(
        meeting: &Meeting,
        config: &Config,
        coverage: &Coverage,
    ) -> Result<Self, Failure> {
        let compile = |sentence: &Option<Spanned<String>>| {
            let compiled = sentence.as_ref().map(|sentence| {
                let (names, none) = (Names::new(coverage), Definitions::default());
                Expression::compile(sentence.get_ref(), names, &none).map_err(|wrong| {
                    let raw = config.text().get(sentence.span());
                    let inner = raw.and_then(|raw| raw.find(sentence.get_ref().as_str()));
                    // Written with escapes it does not stand in the file as it is.
                    let place = match inner.map(|inner| sentence.span().start + inner) {
                        Some(start) => start + wrong.place.start..start + wrong.place.end,
                        None => sentence.span(),
                    };
                    config.wrong(place, &wrong.what, (*wrong.advice).clone())
                })
            });
            compiled.transpose()
        };
        let cases = meeting.cases.iter();
        Ok(Asked {
            about: compile(&meeting.about)?,
            cases: cases
                .map(|entry| compile(&entry.get_ref().when))
                .collect::<Result<_, _>>()?,
        })
    }

    /// Adds the fields that the sentences look at.
    pub(crate) fn wants(&self, wanted: &mut Wanted) {
        for sentence in self.about.iter().chain(self.cases.iter().flatten()) {
            sentence.wants(wanted);
        }
    }

    /// Whether the meeting may be about somebody: whom nobody can tell about comes as well.
    pub(crate) fn about<'a>(&'a self, members: &'a Members<'a>, member: &'a Member<'a>) -> bool {
        let answer = self
            .about
            .as_ref()
            .map(|about| about.answer(members, member));
        answer != Some(Some(false))
    }

    /// What the sentence of a line of the selection says; none where the line has no sentence.
    pub(crate) fn case<'a>(
        &'a self,
        entry: usize,
        members: &'a Members<'a>,
        member: &'a Member<'a>,
    ) -> Option<Says> {
        let sentence = self.cases.get(entry)?.as_ref()?;
        Some(match sentence.judge(members, member) {
            Truth::Yes(cells) => Says::Yes(cells),
            Truth::Unknown(causes) if causes.iter().any(|cause| cause.field.is_some()) => {
                Says::Unclear
            }
            Truth::No(_) | Truth::Unknown(_) => Says::No,
        })
    }
}
