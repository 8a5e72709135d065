//! meetings.toml: which meetings there are, who sits there, which cases come and in which order.

use std::ops::Range;

use mimamori_record::line::InstitutionType;
use mimamori_record::{Failure, Lang, Said, Text, dictionary, said};
use mimamori_shell::{Config, nearest};
use serde::Deserialize;
use toml::Spanned;

use crate::family::Reader;
use crate::request::{self, Requests};
use crate::{called, hand_over, messages};

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Meetings {
    meeting: Vec<Meeting>,
    requests: Option<Requests>,
    #[serde(default)]
    hand_over: hand_over::Settings,
    #[serde(default)]
    wording: Vec<Wording>,
}

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Title {
    ja: String,
    en: String,
}

impl Title {
    pub(crate) fn pick(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    pub(crate) fn said(&self) -> Said {
        Said {
            ja: self.ja.clone(),
            en: self.en.clone(),
        }
    }
}

/// How a rule or a due item of the town's own is called on paper.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    /// `flag:RULE` or `due:WHAT`, as in `because`.
    pub(crate) of: String,
    pub(crate) title: Title,
}

/// One kind of meeting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Meeting {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Title,
    /// Minutes of the whole meeting.
    pub(crate) minutes: u32,
    /// A sentence about the person: whom the meeting is about.
    pub(crate) about: Option<Spanned<String>>,
    pub(crate) part_a: Option<PartA>,
    #[serde(default)]
    pub(crate) part_b: PartB,
    /// A talk with a family: makes the paper of one of its own, and no list of cases.
    #[serde(default)]
    pub(crate) family: bool,
    /// What a family is asked to think about until then.
    #[serde(default)]
    pub(crate) questions: Vec<Question>,
    /// Looks at figures of the year, and at nobody's case.
    #[serde(default)]
    pub(crate) figures: bool,
    #[serde(default)]
    pub(crate) members: Vec<Attendee>,
    /// The kinds of institutions that are asked about their registered children beforehand.
    #[serde(default)]
    pub(crate) requests: Vec<InstitutionType>,
    #[serde(default)]
    pub(crate) cases: Vec<Spanned<Entry>>,
}

/// The time to confirm everything in part A together: so many minutes a case, but never more
/// than `minutes` for all.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartA {
    pub(crate) minutes: u32,
    pub(crate) case_minutes: u32,
}

/// The time to discuss one case, and each further child of the same household.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartB {
    pub(crate) minutes: u32,
    pub(crate) sibling_minutes: u32,
}

/// Who sits there, and about which lists they are asked to explain.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attendee {
    pub(crate) title: Title,
    #[serde(default)]
    pub(crate) explains: Vec<Spanned<String>>,
}

/// A question for the talk with a family.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) title: Title,
    /// Who of the family is asked; everybody where nobody is named.
    #[serde(default)]
    pub(crate) to: Vec<Reader>,
}

/// The two parts of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) enum Part {
    /// To confirm together.
    A,
    /// To discuss.
    B,
}

impl Part {
    pub(crate) fn letter(self) -> &'static str {
        match self {
            Part::A => "A",
            Part::B => "B",
        }
    }
}

/// One line of the selection.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) part: Part,
    pub(crate) title: Title,
    /// Minutes for such a case, when part B sets aside another time.
    pub(crate) minutes: Option<u32>,
    /// Brings somebody to the list of candidates only, not to the meeting by itself.
    #[serde(default)]
    pub(crate) candidates: bool,
    #[serde(default)]
    pub(crate) who: Vec<Who>,
    pub(crate) flags: Option<FlagPick>,
    pub(crate) dues: Option<DuePick>,
    pub(crate) decisions: Option<Vec<Decision>>,
    /// A sentence about the person.
    pub(crate) when: Option<Spanned<String>>,
}

/// Where a person stands with the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Who {
    /// Has an open case.
    Registered,
    /// Has none, and nobody has judged.
    New,
    /// Was judged before, and that still holds.
    Judged,
}

/// Which flags; an empty list means any.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FlagPick {
    #[serde(default)]
    pub(crate) lane: Vec<Lane>,
    #[serde(default)]
    pub(crate) rules: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) change: Vec<Change>,
}

/// Which due items; an empty list means any.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DuePick {
    #[serde(default)]
    pub(crate) what: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) state: Vec<State>,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
        pub(crate) enum $name { $(#[serde(rename = $word)] $variant),* }
        impl $name {
            /// The word in lines and in the file.
            pub(crate) fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }
    };
}

words! {
    /// The lane of a flag.
    Lane { Immediate "immediate", Review "review", SupportGap "support-gap" }
}
words! {
    /// A flag against the time before.
    Change { New "new", Worse "worse", Same "same" }
}
words! {
    /// When it falls due.
    State {
        NoDate "no-date", Overdue "overdue", ThisMonth "this-month", NextMonth "next-month",
        Later "later",
    }
}
words! {
    /// What a meeting decided.
    Decision {
        Continue "continue", Watch "watch", NotEligible "not-eligible", Close "close",
        Discuss "discuss",
    }
}

/// The profile that was asked for, checked, and how the town's rules are called.
pub(crate) struct Chosen {
    pub(crate) meeting: Meeting,
    pub(crate) requests: Option<Requests>,
    pub(crate) wording: Vec<Wording>,
}

/// Which lists go along in a hand-over.
pub(crate) fn hand_over(config: &Config) -> Result<hand_over::Settings, Failure> {
    whole(config).map(|meetings| meetings.hand_over)
}

/// Reads the file and takes the meeting with this id out of it.
pub(crate) fn read(config: &Config, id: &str) -> Result<Chosen, Failure> {
    let Meetings {
        meeting,
        requests,
        wording,
        ..
    } = whole(config)?;
    let mut ids: Vec<String> = meeting.iter().map(|m| m.id.get_ref().clone()).collect();
    match meeting.into_iter().find(|m| m.id.get_ref() == id) {
        Some(meeting) => Ok(Chosen {
            meeting,
            requests,
            wording,
        }),
        None => {
            let near = nearest(id, ids.iter().map(String::as_str)).map(str::to_owned);
            ids.sort();
            Err(messages::no_such_meeting(
                config.path(),
                id,
                near.as_deref(),
                &ids,
            ))
        }
    }
}

/// The whole file, checked.
fn whole(config: &Config) -> Result<Meetings, Failure> {
    let meetings: Meetings = config.parse()?;
    let all = &meetings.meeting;
    request::check(meetings.requests.as_ref(), all, config)?;
    meetings.hand_over.check(config)?;
    for (at, one) in all.iter().enumerate() {
        check(one, &meetings.wording, config)?;
        let mut before = all.iter().take(at);
        if before.any(|other| other.id.get_ref() == one.id.get_ref()) {
            return Err(config.wrong(
                one.id.span(),
                &said!(
                    "同じ id の会議が二つあります",
                    "two meetings have the same id"
                ),
                said!("片方の id を変えてください", "rename one of them"),
            ));
        }
    }
    Ok(meetings)
}

fn check(meeting: &Meeting, wording: &[Wording], config: &Config) -> Result<(), Failure> {
    let has_more = meeting.figures || !meeting.cases.is_empty() || !meeting.requests.is_empty();
    if meeting.family && has_more || !meeting.family && !meeting.questions.is_empty() {
        return Err(config.wrong(
            meeting.id.span(),
            &said!(
                "家族との懇談会（family = true）に書けるのは questions だけで、questions はその会議にだけ書けます",
                "a talk with a family (family = true) has questions and neither cases, requests nor figures; no other meeting has questions"
            ),
            said!(
                "family = true と questions を、別の [[meeting]] に分けてください",
                "keep family = true and questions in a [[meeting]] of their own"
            ),
        ));
    }
    let takes_cases = meeting.part_b.minutes > 0 && !meeting.cases.is_empty();
    let asks_nobody = meeting.cases.is_empty() && meeting.requests.is_empty();
    if (meeting.figures && !asks_nobody) || (!meeting.figures && !meeting.family && !takes_cases) {
        return Err(config.wrong(
            meeting.id.span(),
            &said!(
                "会議には [meeting.part_b] の時間と [[meeting.cases]] が要ります。件数だけの会議（figures = true）には cases も requests も書けません",
                "a meeting needs the time of [meeting.part_b] and [[meeting.cases]]; one of figures alone (figures = true) has neither cases nor requests"
            ),
            said!(
                "part_b と cases を書き足すか、figures = true のほかを消してください",
                "add part_b and cases, or keep figures = true alone"
            ),
        ));
    }
    for list in meeting.members.iter().flat_map(|m| &m.explains) {
        let names = || dictionary::DATASETS.iter().map(|d| d.name);
        known(list, names, &said!("名簿の種類", "kind of list"), config)?;
    }
    for entry in &meeting.cases {
        let Range { start, end } = entry.span();
        let place = start..end;
        let entry = entry.get_ref();
        let ways = [
            entry.flags.is_some(),
            entry.dues.is_some(),
            entry.decisions.is_some(),
            entry.when.is_some(),
        ];
        if ways.iter().filter(|way| **way).count() != 1 {
            return Err(config.wrong(
                place,
                &said!(
                    "cases の一行には flags、dues、decisions、when のうちちょうど一つが要ります",
                    "an entry of cases needs exactly one of flags, dues, decisions, when"
                ),
                said!(
                    "一つだけ残すか、行を分けてください",
                    "keep one, or make two entries"
                ),
            ));
        }
        if entry.part == Part::A && entry.minutes.is_some() {
            return Err(config.wrong(
                place,
                &said!(
                    "一括確認（A）の行に minutes は書けません",
                    "an entry of part A has no minutes of its own"
                ),
                said!(
                    "minutes を消し、[meeting.part_a] の時間を変えてください",
                    "remove minutes, and change the time of [meeting.part_a]"
                ),
            ));
        }
        if entry.part == Part::A && meeting.part_a.is_none() {
            return Err(config.wrong(
                place,
                &said!(
                    "この会議には一括確認（part_a）の時間がありません",
                    "this meeting has no time for part A (part_a)"
                ),
                said!(
                    "[meeting.part_a] に minutes を書くか、part = \"B\" にしてください",
                    "add [meeting.part_a] with minutes, or write part = \"B\""
                ),
            ));
        }
        let named = |kind: &'static str, kit: &'static [(&str, Text)]| {
            let own = wording.iter().filter_map(move |w| w.of.strip_prefix(kind));
            kit.iter().map(|(id, _)| *id).chain(own)
        };
        for rule in entry.flags.iter().flat_map(|f| &f.rules) {
            let names = || named("flag:", called::RULES);
            known(rule, names, &said!("規則", "rule"), config)?;
        }
        for what in entry.dues.iter().flat_map(|d| &d.what) {
            let names = || named("due:", called::DUES);
            known(what, names, &said!("期日", "due item"), config)?;
        }
    }
    Ok(())
}

fn known<'a, I: Iterator<Item = &'a str>>(
    name: &Spanned<String>,
    allowed: impl Fn() -> I,
    kind: &Said,
    config: &Config,
) -> Result<(), Failure> {
    let word = name.get_ref();
    if allowed().any(|one| one == word) {
        return Ok(());
    }
    let advice = match nearest(word, allowed()) {
        Some(near) => said!(
            "{near} ではありませんか。町で足したものは [[wording]] に書いてください",
            "did you mean {near}? What the town has added needs its [[wording]]"
        ),
        None => said!(
            "綴りを確かめてください。町で足したものは [[wording]] に書いてください",
            "check the spelling. What the town has added needs its [[wording]]"
        ),
    };
    let what = Said {
        ja: format!("「{word}」という{}はありません", kind.ja),
        en: format!("there is no {} 「{word}」", kind.en),
    };
    Err(config.wrong(name.span(), &what, advice))
}
