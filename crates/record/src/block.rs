//! A household, its members and all that is known about them.

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use crate::line::{Due, Flag, Household, Person, Record};
use crate::read::broken;
use crate::{Failure, RawLine, said};

/// A household with exactly its members, and the lines that earlier programs wrote about them.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// The household.
    pub household: Household,
    /// Its members, in the order of the stream.
    pub people: Vec<Individual>,
    /// What flag found.
    pub flags: Vec<Flag>,
    /// What remind found.
    pub dues: Vec<Due>,
}

impl Block {
    /// The member with this id.
    pub fn person(&self, id: &str) -> Option<&Individual> {
        self.people.iter().find(|person| person.line.id == id)
    }

    /// What the member is in the household: `child` or `adult`.
    pub fn relation(&self, id: &str) -> Option<&str> {
        let member = self.household.members.iter().find(|m| m.person == id)?;
        Some(&member.relation)
    }

    /// A missing or foreign member means that a filter has torn the household apart.
    pub(crate) fn check(&self, number: u64) -> Result<(), Failure> {
        let named: BTreeSet<&str> = self
            .household
            .members
            .iter()
            .map(|m| m.person.as_str())
            .collect();
        let here: BTreeSet<&str> = self.people.iter().map(|p| p.line.id.as_str()).collect();
        let id = &self.household.id;
        if named == here && here.len() == self.people.len() {
            return Ok(());
        }
        Err(broken(
            said!(
                "世帯 {id} の人がそろっていません（入力の{number}行目まで）",
                "household {id} is not complete (up to line {number} of the input)"
            ),
            said!(
                "途中で行を抜き出すときは、世帯（household）ごとに残すか除くかしてください",
                "a filter must take or leave whole households (key household)"
            ),
        ))
    }
}

/// A person line with its records understood.
#[derive(Debug, Clone, Default)]
pub struct Individual {
    /// The line itself.
    pub line: Person,
    /// `records`, parsed.
    pub records: Vec<Record>,
    /// `decided`, parsed.
    pub decided: Vec<Record>,
}

impl Individual {
    pub(crate) fn parse(raw: &RawLine<'_>) -> Result<Self, Failure> {
        let line: Person = raw.parse()?;
        let records = parse_all(&line.records, raw)?;
        let decided = parse_all(&line.decided, raw)?;
        Ok(Individual {
            line,
            records,
            decided,
        })
    }

    /// The records of one dataset.
    pub fn of<'a>(&'a self, dataset: &'a str) -> impl Iterator<Item = &'a Record> {
        self.records.iter().filter(move |r| r.dataset == dataset)
    }
}

fn parse_all(lines: &[Box<RawValue>], raw: &RawLine<'_>) -> Result<Vec<Record>, Failure> {
    lines
        .iter()
        .map(|line| {
            Record::parse(line.get().as_bytes()).map_err(|_| {
                let number = raw.number;
                broken(
                    said!(
                        "入力の{number}行目（person）の records に、形の違う記録があります",
                        "line {number} of the input (person) has a record of another shape"
                    ),
                    said!(
                        "途中のプログラムがこの行を書き換えていないか確かめてください",
                        "check whether a program in between rewrites this line"
                    ),
                )
            })
        })
        .collect()
}

impl Record {
    /// Understands a record line; `kind` does not count as a field.
    pub fn parse(line: &[u8]) -> serde_json::Result<Self> {
        let mut record: Record = serde_json::from_slice(line)?;
        record.fields.shift_remove("kind");
        Ok(record)
    }

    /// A field as text; `None` when blank, unreadable or of another type.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.as_str()
    }

    /// `source/row`, and the part behind it where a row has several.
    pub fn address(&self) -> String {
        match &self.part {
            None => format!("{}/{}", self.source, self.row),
            Some(part) => format!("{}/{}/{part}", self.source, self.row),
        }
    }
}
