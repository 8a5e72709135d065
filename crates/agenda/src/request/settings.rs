//! `[requests]` of meetings.toml: what a town asks, and what it lets institutions see.

use mimamori_record::{Failure, said};
use mimamori_shell::Config;
use serde::Deserialize;
use toml::Spanned;

use crate::profile::{Meeting, Title};

/// What stands on every request sheet of the town.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Requests {
    /// Days from the run to the day by which answers are asked for.
    pub(crate) days: Spanned<u64>,
    /// What is shown beside name and birth date.
    #[serde(default)]
    pub(crate) columns: Vec<Shown>,
    /// What the town asks beside the scale.
    #[serde(default)]
    pub(crate) questions: Vec<Question>,
}

/// A column that a town may let institutions see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shown {
    /// Grade and class, by the institution's own list.
    Grade,
    /// Whom at the centre to call.
    Worker,
    /// What the same institution has answered before.
    ScaleHistory,
}

/// A question of the town's own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    /// By which its answers are known when the words have changed.
    pub(crate) id: Spanned<String>,
    pub(crate) title: Title,
    /// What can be picked; anything can be written where there is nothing to pick.
    #[serde(default)]
    pub(crate) choices: Vec<Title>,
}

impl Question {
    /// The field of its answers.
    pub(crate) fn field(&self) -> String {
        format!("ask_{}", self.id.get_ref())
    }
}

/// Refuses what no sheet can be made of.
pub(crate) fn check(
    requests: Option<&Requests>,
    meetings: &[Meeting],
    config: &Config,
) -> Result<(), Failure> {
    let Some(requests) = requests else {
        let asking = meetings.iter().find(|meeting| !meeting.requests.is_empty());
        return asking.map_or(Ok(()), |meeting| {
            Err(config.wrong(
                meeting.id.span(),
                &said!(
                    "この会議には requests がありますが、何を照会するかの [requests] がありません",
                    "this meeting has requests, and there is no [requests] that says what to ask"
                ),
                said!(
                    "[requests] に days を書くか、会議の requests を消してください",
                    "add [requests] with days, or remove requests from the meeting"
                ),
            ))
        });
    };
    if !(1..=92).contains(requests.days.get_ref()) {
        return Err(config.wrong(
            requests.days.span(),
            &said!(
                "回答の期限は、1日から92日までの日数です",
                "the days to answer are a number from 1 to 92"
            ),
            said!("例: days = 14", "for example days = 14"),
        ));
    }
    for (at, question) in requests.questions.iter().enumerate() {
        let id = question.id.get_ref();
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let mut before = requests.questions.iter().take(at);
        let twin = before.any(|other| other.id.get_ref() == id);
        if twin || id.is_empty() || !id.chars().all(good) {
            return Err(config.wrong(
                question.id.span(),
                &said!(
                    "質問の id は、ほかの質問と違う小文字の英数字と _ です",
                    "the id of a question is of small letters, digits and _, and its own"
                ),
                said!("例: id = \"breakfast\"", "for example id = \"breakfast\""),
            ));
        }
    }
    Ok(())
}
