//! Yes, no, and why nobody can say.

use crate::log::Planted;

/// Why nobody can say.
#[derive(Debug, Clone)]
pub(crate) enum Cause {
    /// The sheet of this institution and month has not arrived.
    ListMissing(&'static str, &'static str, &'static str),
    /// A list does not reach the day that would tell.
    ListTooOld,
    MovedIn,
    /// Nobody is known in whom to look for it.
    NotLinked,
    Unreadable(Planted),
    UndecidedPair,
    /// The list says nothing of it: nobody was asked.
    NotAsked(&'static str),
    /// Only how many days of the month.
    NoDailyMarks(&'static str),
}

#[derive(Debug, Clone)]
pub(super) enum Answer {
    Yes,
    No,
    Unknown(Cause),
}

impl Answer {
    pub(super) fn or(self, other: Answer) -> Answer {
        match (self, other) {
            (Answer::Yes, _) | (_, Answer::Yes) => Answer::Yes,
            (Answer::Unknown(cause), _) | (_, Answer::Unknown(cause)) => Answer::Unknown(cause),
            _ => Answer::No,
        }
    }

    pub(super) fn and(self, other: Answer) -> Answer {
        self.not().or(other.not()).not()
    }

    pub(super) fn not(self) -> Answer {
        match self {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            unknown => unknown,
        }
    }

    /// What looks like yes is unknown for this reason when that holds.
    pub(super) fn unless(self, when: bool, cause: Cause) -> Answer {
        match self {
            Answer::Yes if when => Answer::Unknown(cause),
            answer => answer,
        }
    }
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Answer {
        if yes { Answer::Yes } else { Answer::No }
    }
}

/// Whether one of them is yes.
pub(super) fn any(answers: impl IntoIterator<Item = Answer>) -> Answer {
    answers.into_iter().fold(Answer::No, Answer::or)
}

/// How many are yes, and how many may be.
pub(super) fn count(answers: impl IntoIterator<Item = Answer>, least: usize) -> Answer {
    let (mut sure, mut perhaps, mut why) = (0, 0, None);
    for answer in answers {
        match answer {
            Answer::Yes => (sure, perhaps) = (sure + 1, perhaps + 1),
            Answer::Unknown(cause) => {
                perhaps += 1;
                why = Some(cause);
            }
            Answer::No => {}
        }
    }
    match why {
        _ if sure >= least => Answer::Yes,
        Some(cause) if perhaps >= least => Answer::Unknown(cause),
        _ => Answer::No,
    }
}
