//! What people answered: in workbooks of this input, and as an earlier run kept it.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::Failure;
use mimamori_record::line::Record;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::before::Before;
use crate::identity::{Identity, Seen};
use crate::intake::Intake;
use crate::texts::Interner;

/// The dataset.
pub(crate) const ANSWERS: &str = "answers";

/// The two sides of a question, in fields.
const SIDES: [&str; 2] = ["a", "b"];

/// What people say of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Says {
    Same,
    Different,
    Unsure,
}

impl Says {
    const ALL: [(Says, &'static str); 3] = [
        (Says::Same, "same"),
        (Says::Different, "different"),
        (Says::Unsure, "unsure"),
    ];

    fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, key)| *key == code).map(|s| s.0)
    }

    fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// What the paper showed of a side.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    pub(crate) name: Option<String>,
    pub(crate) kana: Option<String>,
    pub(crate) birth_date: Option<String>,
}

/// How an earlier run kept a side: the person on whose line it stands, and the identity.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// A place in [`Before::people`].
    pub(crate) person: usize,
    pub(crate) identity: Option<Identity>,
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// `source/row` of each side, or the id of a person.
    pub(crate) keys: [String; 2],
    pub(crate) says: Says,
    pub(crate) by: Option<String>,
    pub(crate) on: Option<String>,
    note: Option<String>,
    /// The day of the paper.
    pub(crate) asked_on: String,
    pub(crate) source: String,
    pub(crate) row: u32,
    /// The file, for what stands in this input.
    path: Option<String>,
    pub(crate) shown: [Shown; 2],
    pub(crate) kept: [Option<Kept>; 2],
    /// What the lists said when it was asked, kept by an earlier run.
    pub(crate) evidence: Option<BTreeSet<String>>,
}

impl Answer {
    fn of(record: &Record) -> Option<Self> {
        let text = |key: &str| record.text(key).map(str::to_owned);
        let shown = |side: &str| Shown {
            name: text(&format!("{side}_name")),
            kana: text(&format!("{side}_kana")),
            birth_date: text(&format!("{side}_birth_date")),
        };
        let evidence = record.fields.get("evidence").and_then(Value::as_array);
        Some(Answer {
            keys: [text("a")?, text("b")?],
            says: Says::of(record.text("answer")?)?,
            by: text("answered_by"),
            on: text("answered_on"),
            note: text("note"),
            asked_on: text("asked_on").unwrap_or_default(),
            source: record.source.clone(),
            row: record.row,
            path: None,
            shown: SIDES.map(shown),
            kept: [None, None],
            evidence: evidence.map(|all| {
                let texts = all.iter().filter_map(Value::as_str);
                texts.map(str::to_owned).collect()
            }),
        })
    }

    /// Since when it holds: the day that people wrote, else that of the paper.
    pub(crate) fn day(&self) -> &str {
        self.on.as_deref().unwrap_or(&self.asked_on)
    }

    /// The order in which answers take one another's place: by day, then by paper, then by file.
    pub(crate) fn rank(&self) -> impl Ord + '_ {
        let file = (self.path.is_some(), &self.path, &self.source, self.row);
        (self.day(), &self.asked_on, file)
    }

    /// The question: what one and the same row of one paper asks.
    fn question(&self) -> (&str, &str, &str) {
        (&self.asked_on, &self.keys[0], &self.keys[1])
    }

    /// As a person's line keeps it. A side that is somebody else's tells nothing of that person.
    pub(crate) fn line(
        &self,
        identities: [Option<Seen<'_>>; 2],
        evidence: &BTreeSet<String>,
    ) -> Option<Box<RawValue>> {
        let mut fields = Map::new();
        let mut put = |key: &str, value: Value| fields.insert(key.to_owned(), value);
        put("kind", "record".into());
        put("dataset", ANSWERS.into());
        put("source", self.source.as_str().into());
        put("row", self.row.into());
        for (side, key) in SIDES.iter().zip(&self.keys) {
            put(side, key.as_str().into());
        }
        for (side, identity) in SIDES.iter().zip(identities) {
            if let Some(identity) = identity.and_then(|seen| serde_json::to_value(seen).ok()) {
                put(&format!("{side}_identity"), identity);
            }
        }
        put("answer", self.says.code().into());
        for (key, text) in [
            ("answered_by", self.by.as_deref()),
            ("answered_on", self.on.as_deref()),
            ("note", self.note.as_deref()),
            ("asked_on", Some(self.asked_on.as_str())),
        ] {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                put(key, text.into());
            }
        }
        if !evidence.is_empty() {
            put("evidence", json!(evidence));
        }
        serde_json::value::to_raw_value(&fields).ok()
    }
}

/// Answers that an earlier run kept on the lines of persons, both sides together.
pub(crate) fn kept<'a>(
    lines: impl Iterator<Item = (usize, &'a Record)>,
    texts: &mut Interner,
) -> Vec<Answer> {
    let mut all: BTreeMap<(String, u32, [String; 2]), Answer> = BTreeMap::new();
    for (person, record) in lines {
        let Some(answer) = Answer::of(record) else {
            continue;
        };
        let key = (answer.source.clone(), answer.row, answer.keys.clone());
        let answer = all.entry(key).or_insert(answer);
        for (side, kept) in SIDES.iter().zip(&mut answer.kept) {
            let map = record.fields.get(&format!("{side}_identity"));
            if let Some(map) = map.and_then(Value::as_object) {
                *kept = Some(Kept {
                    person,
                    identity: Some(Identity::from_map(map, texts)),
                });
            }
        }
    }
    all.into_values().collect()
}

/// The answers that count, and those of an earlier run that were taken back.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) answers: Vec<Answer>,
    pub(crate) withdrawn: Vec<Answer>,
}

/// Reads the answers of this input and holds them against those that the earlier run kept. An
/// answer is taken back where the question stands without one in the paper that asked it, and
/// changed where the paper says something else now.
pub(crate) fn given(intake: &Intake, before: Option<&Before>) -> Result<Given, Failure> {
    let papers: BTreeMap<&str, _> = intake
        .sources
        .iter()
        .filter_map(|source| Some((source.id.as_str(), source.paper.as_ref()?)))
        .collect();
    let mut given = Given::default();
    for place in &intake.loose {
        let Ok(record) = Record::parse(&intake.line(*place)?) else {
            continue;
        };
        if record.dataset != ANSWERS {
            continue;
        }
        if let Some(mut answer) = Answer::of(&record) {
            if let Some(paper) = papers.get(record.source.as_str()) {
                answer.asked_on.clone_from(&paper.day);
                answer.path = Some(paper.path.clone());
            }
            given.answers.push(answer);
        }
    }
    let blank: BTreeSet<(&str, &str)> = papers
        .values()
        .flat_map(|paper| {
            paper
                .blank
                .iter()
                .map(|key| (paper.day.as_str(), key.as_str()))
        })
        .collect();
    for old in before.iter().flat_map(|before| &before.answers) {
        let mut again = false;
        let mut repeated = false;
        for new in &mut given.answers {
            if new.question() == old.question() {
                again = true;
                new.kept.clone_from(&old.kept);
                if new.says == old.says {
                    repeated = true;
                    new.evidence.clone_from(&old.evidence);
                }
            }
        }
        let key = old.keys.join("|");
        let emptied = blank.contains(&(old.asked_on.as_str(), key.as_str()));
        if again || emptied {
            if !repeated {
                given.withdrawn.push(old.clone());
            }
        } else {
            given.answers.push(old.clone());
        }
    }
    given.answers.sort_by(|a, b| a.rank().cmp(&b.rank()));
    Ok(given)
}
