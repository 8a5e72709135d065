//! The kinds of paper that come back: what their keys and columns mean.

use mimamori_record::dictionary;
use mimamori_record::line::FieldType;
use mimamori_text::squeeze;
use serde_json::{Map, Value as Json};

use crate::mapping::{Field, Limit, shipped_codes};
use crate::question::Key;

/// A kind of paper that people fill in.
#[derive(Debug)]
pub(super) struct Kind {
    /// In the mark.
    pub(super) name: &'static str,
    /// What its rows become.
    pub(super) dataset: &'static str,
    /// The column without which a row says nothing.
    pub(super) answer: &'static str,
    /// Columns that say enough without the answer as well.
    pub(super) also: &'static [&'static str],
    /// All columns that people fill in.
    pub(super) filled: &'static [&'static str],
    /// What the keys of columns begin with that a town asks beside them.
    pub(super) own: Option<&'static str>,
    /// A column of whole numbers, and the least and greatest of them.
    pub(super) scale: Option<(&'static str, i64, i64)>,
    /// Those of them that older forms do not have.
    pub(super) later: &'static [&'static str],
    /// What the digest of a row covers, part by part; of several columns the first that is not
    /// blank.
    pub(super) sealed: &'static [&'static [&'static str]],
    /// Columns that say whose row it is and become fields.
    pub(super) shown: &'static [&'static str],
    /// Columns that say who answered and when; a row without them is used, and told.
    pub(super) signed: &'static [&'static str],
    /// The field of an answer that is no value.
    pub(super) no_value: Option<&'static str>,
    /// The column that is filled in once for all rows: the day of the meeting.
    pub(super) once: Option<&'static str>,
    /// The field that says from which meeting it comes.
    pub(super) about: Option<&'static str>,
    /// The field that holds the day on which the paper was made.
    pub(super) made: Option<&'static str>,
    /// What every row of such a paper is, whoever fills it in.
    pub(super) given: &'static [(&'static str, &'static str)],
    /// Whether the source's line names the rows that nobody answered.
    pub(super) names_blank: bool,
    /// Who filled it in and what for, for the dataset's line.
    pub(super) provider: &'static str,
    pub(super) purpose: &'static str,
}

/// Columns of the list of cases; its first form had six of them.
const DECIDED: &[&str] = &[
    "decided_on",
    "decision",
    "policy",
    "worker",
    "next_review",
    "closing",
    "until",
    "stage",
    "category",
    "case_kind",
    "eligibility",
    "second_worker",
    "roles",
    "recommendation",
    "measure",
    "extra_meeting",
    "resource",
];

const KINDS: [Kind; 5] = [
    Kind {
        name: "agenda",
        dataset: "decisions",
        answer: "decision",
        also: &[
            "stage",
            "eligibility",
            "category",
            "case_kind",
            "roles",
            "recommendation",
            "measure",
            "extra_meeting",
            "resource",
        ],
        filled: DECIDED,
        own: None,
        scale: None,
        later: DECIDED.split_at(6).1,
        sealed: &[&["birth_date"], &["kana", "name"]],
        shown: &["name", "kana", "birth_date"],
        signed: &[],
        no_value: None,
        once: Some("decided_on"),
        about: Some("meeting"),
        made: None,
        given: &[],
        names_blank: false,
        provider: "会議（名簿への記入）",
        purpose: "会議の決定の引継ぎ",
    },
    Kind {
        name: "candidates",
        dataset: "proposals",
        answer: "picked",
        also: &["verdict"],
        filled: &["picked", "verdict", "worker"],
        own: None,
        scale: None,
        later: &[],
        sealed: &[&["birth_date"], &["kana", "name"]],
        shown: &["name", "kana", "birth_date"],
        signed: &[],
        no_value: None,
        once: None,
        about: Some("meeting"),
        made: Some("proposed_on"),
        given: &[("proposed_by", "list")],
        names_blank: true,
        provider: "統括支援員（候補の一覧への記入）",
        purpose: "会議に上程する子の選定",
    },
    Kind {
        name: "request",
        dataset: "assessment-sheets",
        answer: "safety_scale",
        also: &["concern", "strength", "recent"],
        filled: &[
            "safety_scale",
            "concern",
            "strength",
            "recent",
            "date",
            "answered_by",
        ],
        own: Some("ask_"),
        scale: Some(("safety_scale", 0, 10)),
        later: &[],
        sealed: &[&["birth_date"], &["kana", "name"]],
        shown: &["name", "kana", "birth_date"],
        signed: &[],
        no_value: None,
        once: Some("date"),
        about: Some("institution"),
        made: Some("asked_on"),
        given: &[],
        names_blank: true,
        provider: "関係機関（照会への回答）",
        purpose: "会議の前の状況の照会",
    },
    Kind {
        name: "review",
        dataset: "answers",
        answer: "answer",
        also: &[],
        filled: &["answer", "answered_by", "answered_on", "note"],
        own: None,
        scale: None,
        later: &[],
        sealed: &[
            &["a_birth_date"],
            &["a_kana", "a_name"],
            &["b_birth_date"],
            &["b_kana", "b_name"],
        ],
        shown: &[
            "a_name",
            "a_kana",
            "a_birth_date",
            "b_name",
            "b_kana",
            "b_birth_date",
        ],
        signed: &["answered_by", "answered_on"],
        no_value: None,
        once: None,
        about: None,
        made: None,
        given: &[],
        names_blank: true,
        provider: "確認表への記入",
        purpose: "同じ人かどうかの確認",
    },
    Kind {
        name: "corrections",
        dataset: "corrections",
        answer: "correct_value",
        also: &[],
        filled: &["correct_value", "corrected_by", "corrected_on", "why"],
        own: None,
        scale: None,
        later: &[],
        sealed: &[&["file"], &["sheet"], &["cell"]],
        shown: &[],
        signed: &["corrected_by", "corrected_on"],
        no_value: Some("no_value"),
        once: None,
        about: None,
        made: None,
        given: &[],
        names_blank: false,
        provider: "提供元（訂正表への記入）",
        purpose: "届いた名簿の訂正",
    },
];

impl Kind {
    /// The kind of a mark; none for papers that nobody fills in.
    pub(super) fn of(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The fields that the key of a row stands for; none when it is no key of this kind.
    pub(super) fn key(&self, key: &str) -> Option<Map<String, Json>> {
        let mut fields = Map::new();
        let mut put = |name: &str, text: &str| {
            if !text.is_empty() {
                fields.insert(name.to_owned(), Json::from(text));
            }
        };
        match self.name {
            "agenda" | "candidates" | "request" => {
                put("person", key.strip_prefix("p-").map(|_| key)?)
            }
            "review" => {
                let (a, b) = key.split_once('|')?;
                if a.is_empty() || b.is_empty() || b.contains('|') {
                    return None;
                }
                put("a", a);
                put("b", b);
            }
            _ => {
                let key = Key::read(key)?;
                put("of_source", &key.source);
                put("of_column", &key.column);
                put("of_field", &key.field);
                if let Some(row) = key.row {
                    fields.insert("of_row".to_owned(), Json::from(row));
                }
            }
        }
        Some(fields)
    }

    /// Whether what was filled in answers the question of its row. What a letter asks about a
    /// heading, a sheet or a whole file can be answered by saying why.
    pub(super) fn is_answered(&self, whose: &Map<String, Json>, said: &Map<String, Json>) -> bool {
        let says = |key: &str| said.contains_key(key);
        says(self.answer)
            || self.also.iter().copied().any(says)
            || said.keys().any(|key| self.is_own(key))
            || self.no_value.is_some_and(says)
            || self.corrects() && value_of(whose).is_none() && says("why")
    }

    /// Whether a column is a question of the town's own.
    pub(super) fn is_own(&self, key: &str) -> bool {
        let id = self.own.and_then(|prefix| key.strip_prefix(prefix));
        let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        id.is_some_and(|id| !id.is_empty() && id.chars().all(small))
    }

    /// Whether people fill a column in.
    pub(super) fn fills(&self, key: &str) -> bool {
        self.filled.contains(&key) || self.is_own(key)
    }

    /// Whether a number lies outside of its scale.
    pub(super) fn is_off_scale(&self, key: &str, value: &Json) -> bool {
        let scale = self.scale.filter(|(field, ..)| *field == key);
        let number = value.as_i64();
        scale
            .zip(number)
            .is_some_and(|((_, least, most), number)| !(least..=most).contains(&number))
    }

    /// Whether its answers are right values of cells.
    pub(super) fn corrects(&self) -> bool {
        self.dataset == "corrections"
    }

    /// How a column of the paper is read.
    pub(super) fn field(&self, key: &str) -> Field {
        let entry = dictionary::field_of(self.dataset, key);
        let codes = entry.map_or(&[][..], |entry| entry.codes);
        let spellings = codes.iter().flat_map(|code| {
            [code.label.ja, code.label.en, code.key]
                .map(|spelling| (squeeze(spelling), code.key.to_owned()))
        });
        let r#type = entry.map_or(FieldType::Text, |entry| entry.r#type);
        // A run is made again for its own day when what it asked for has come: answers are newer.
        let past = entry.filter(|entry| entry.past && self.made.is_none());
        Field {
            codes: match r#type {
                FieldType::Yesno => shipped_codes(r#type, entry),
                _ => spellings.collect(),
            },
            range: (None, past.map(|_| Limit::Today)),
            ..Field::plain(key, r#type)
        }
    }
}

/// The field of whose value in one cell a letter's row speaks.
pub(super) fn value_of(whose: &Map<String, Json>) -> Option<&str> {
    let has = |key: &str| whose.contains_key(key);
    let field = whose.get("of_field").and_then(Json::as_str);
    field.filter(|_| has("of_row") && has("of_column"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_in_the_dictionary() {
        for kind in &KINDS {
            let given = kind.given.iter().map(|(key, _)| key).chain(&kind.made);
            let columns = kind.filled.iter().chain(kind.shown).chain(&kind.no_value);
            for key in columns.chain(kind.also).chain(given) {
                let known = dictionary::field_of(kind.dataset, key);
                assert!(known.is_some(), "{}: {key}", kind.name);
            }
            let filled = |key: &&str| kind.filled.contains(key);
            assert!(filled(&kind.answer) && kind.later.iter().all(filled));
        }
    }

    #[test]
    fn a_row_is_answered_by_whatever_a_meeting_decides_and_not_by_who_writes() {
        let answered = |kind: &str, key: &str| {
            let said = Map::from_iter([(key.to_owned(), Json::from("x"))]);
            Kind::of(kind).unwrap().is_answered(&Map::new(), &said)
        };
        for key in [
            "decision",
            "stage",
            "category",
            "roles",
            "recommendation",
            "measure",
            "resource",
        ] {
            assert!(answered("agenda", key), "{key}");
        }
        for key in ["worker", "policy", "until", "decided_on"] {
            assert!(!answered("agenda", key), "{key}");
        }
        for key in ["safety_scale", "concern", "ask_meals"] {
            assert!(answered("request", key), "{key}");
        }
        for key in ["date", "answered_by", "ask_", "asked_on"] {
            assert!(!answered("request", key), "{key}");
        }
    }

    #[test]
    fn keys_become_fields_and_anything_else_is_no_key() {
        let text = |kind: &str, key: &str| {
            let fields = Kind::of(kind).unwrap().key(key)?;
            Some(serde_json::to_string(&fields).unwrap())
        };
        assert_eq!(
            text("agenda", "p-k7q2-000123").as_deref(),
            Some(r#"{"person":"p-k7q2-000123"}"#)
        );
        assert_eq!(
            text("candidates", "p-k7q2-000123").as_deref(),
            Some(r#"{"person":"p-k7q2-000123"}"#)
        );
        assert_eq!(
            text("review", "3f9a.1/12|p-k7q2-000123").as_deref(),
            Some(r#"{"a":"3f9a.1/12","b":"p-k7q2-000123"}"#)
        );
        assert_eq!(
            text("corrections", "3f9a.1/13/D/birth_date").as_deref(),
            Some(r#"{"of_source":"3f9a.1","of_column":"D","of_field":"birth_date","of_row":13}"#)
        );
        for (kind, key) in [
            ("agenda", "山田 花子"),
            ("candidates", "山田 花子"),
            ("agenda", ""),
            ("review", "3f9a.1/12"),
            ("review", "a|b|c"),
            ("corrections", "///"),
            ("corrections", "3f9a.1/x/D/name"),
        ] {
            assert_eq!(text(kind, key), None, "{kind} {key}");
        }
    }
}
