//! A small town built from lines, and questions about its people.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a broken fixture is a failed test")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_record::line::{Cause, Dataset, Evidence, Member, Pair, Person, Source, Town};
use mimamori_record::{Block, Coverage, Individual};
use mimamori_rule::{
    Definitions, Explained, Expression, Members, Names, Newest, Reckoned, Schools, Setting, Truth,
    Wrong,
};
use serde_json::{Value, json};

/// Lists, sources and one household; the first child is the one that is asked about.
#[derive(Default)]
pub struct World {
    pub coverage: Coverage,
    pub block: Block,
    pub definitions: Definitions,
}

impl World {
    /// A town with one child born on a day, and its closed lists of residents and pupils.
    pub fn with_child(born: &str) -> Self {
        let mut world = World::default();
        world.list("residents", "person", json!({}), json!({"closed": true}));
        world.list("school-register", "person", json!({}), json!({}));
        world.list(
            "cases",
            "person",
            json!({"last_seen": "no", "closed_on": "no"}),
            json!({}),
        );
        world.list(
            "checkups",
            "person-part",
            json!({"date": "no", "detailed_on": "no"}),
            json!({}),
        );
        world.person("p-1", born, "child");
        world
    }

    /// A list; `blank` says what its blank cells mean.
    pub fn list(&mut self, name: &str, per: &str, blank: Value, more: Value) {
        let fields: serde_json::Map<String, Value> = blank
            .as_object()
            .unwrap()
            .iter()
            .map(|(field, means)| {
                let used = json!({"type": "text", "label": field, "blank": means});
                (field.clone(), used)
            })
            .collect();
        let mut line = json!({
            "name": name, "closed": true, "per": per, "provider": "", "purpose": "", "basis": "",
            "decided": "2025-04-01", "fields": fields,
        });
        for (key, value) in more.as_object().unwrap() {
            line[key] = value.clone();
        }
        self.coverage
            .add_dataset(serde_json::from_value::<Dataset>(line).unwrap());
    }

    /// A source; the columns are named after the fields, in order A, B, C …
    pub fn source(&mut self, id: &str, list: &str, columns: &[&str], more: Value) {
        let letters = "ABCDEFGH".chars();
        let columns: serde_json::Map<String, Value> = columns
            .iter()
            .zip(letters)
            .map(|(field, letter)| ((*field).to_owned(), json!(letter.to_string())))
            .collect();
        let mut line = json!({
            "id": id, "dataset": list, "path": "in/list.xlsx", "state": "read", "rows": 1,
            "rows_unread": 0, "as_of": "2026-05-31", "columns": columns,
        });
        for (key, value) in more.as_object().unwrap() {
            line[key] = value.clone();
        }
        self.coverage
            .add_source(serde_json::from_value::<Source>(line).unwrap());
        self.coverage.settle();
    }

    /// A sheet with a column for every day of the month.
    pub fn sheet(&mut self, id: &str, school: &str, month: u32, more: Value) {
        let days: serde_json::Map<String, Value> = (1..=31)
            .map(|d| {
                (
                    format!("2026-{month:02}-{d:02}"),
                    json!(format!(
                        "{}{}",
                        char::from(b'Y' + d as u8 / 26),
                        char::from(b'A' + d as u8 % 26)
                    )),
                )
            })
            .collect();
        let last = if month == 4 { 30 } else { 31 };
        let mut source = json!({
            "institution": school, "from": format!("2026-{month:02}-01"), "to": format!("2026-{month:02}-{last}"),
            "as_of": format!("2026-{month:02}-{last}"), "days": days,
        });
        for (key, value) in more.as_object().unwrap() {
            source[key] = value.clone();
        }
        self.source(id, "attendance", &["name"], source);
    }

    pub fn pair(&mut self, a: &str, b: &str) {
        self.coverage.add_pair(&Pair {
            a: a.to_owned(),
            b: b.to_owned(),
            ..Pair::default()
        });
    }

    pub fn town(&mut self, town: Value) {
        let mut line = json!({"name": "ひなた町", "series": "k7q2", "population": 1, "institutions": [], "staff": [], "calendar": []});
        for (key, value) in town.as_object().unwrap() {
            line[key] = value.clone();
        }
        self.coverage
            .set_town(serde_json::from_value::<Town>(line).unwrap());
    }

    pub fn person(&mut self, id: &str, born: &str, relation: &str) {
        self.block.household.members.push(Member {
            person: id.to_owned(),
            relation: relation.to_owned(),
        });
        self.block.people.push(Individual {
            line: Person {
                id: id.to_owned(),
                birth_date: Some(born.to_owned()),
                ..Person::default()
            },
            ..Individual::default()
        });
    }

    /// A record of the person.
    pub fn record(&mut self, person: usize, record: Value) {
        let mut line = json!({"kind": "record", "row": 5});
        for (key, value) in record.as_object().unwrap() {
            line[key] = value.clone();
        }
        let record = mimamori_record::line::Record::parse(line.to_string().as_bytes()).unwrap();
        self.block.people[person].records.push(record);
    }

    pub fn compile(&self, text: &str) -> Result<Expression, Wrong> {
        Expression::compile(text, Names::new(&self.coverage), &self.definitions)
    }

    /// What the text says about the first person on 1 June 2026.
    pub fn ask(&self, text: &str) -> Truth {
        let (rule, schools) = self.ready(text);
        let members = Members::new(self.setting(&schools), &self.block);
        let first = members.iter().next().unwrap();
        let truth = rule.judge(&members, first);
        // Who does not ask why gets the same answer.
        assert_eq!(rule.answer(&members, first), truth.known(), "{text}");
        truth
    }

    /// The same with every step.
    pub fn explain(&self, text: &str) -> Explained {
        let (rule, schools) = self.ready(text);
        let members = Members::new(self.setting(&schools), &self.block);
        let first = members.iter().next().unwrap();
        rule.explain(&members, first)
    }

    /// The newest school day.
    pub fn newest(&self, text: &str) -> Option<Newest> {
        let (rule, schools) = self.ready(text);
        let members = Members::new(self.setting(&schools), &self.block);
        rule.newest(&members, members.iter().next().unwrap())
    }

    /// What else is not known.
    pub fn doubts(&self, text: &str) -> BTreeSet<Cause> {
        let (rule, schools) = self.ready(text);
        let members = Members::new(self.setting(&schools), &self.block);
        rule.doubts(&members, members.iter().next().unwrap())
    }

    /// A date.
    pub fn reckoned(&self, text: &str) -> Result<Option<NaiveDate>, Wrong> {
        let names = Names::new(&self.coverage);
        let date = Reckoned::compile(text, names, &self.definitions)?;
        let schools = Schools::new(self.coverage.town(), today());
        let members = Members::new(self.setting(&schools), &self.block);
        Ok(date.day(&members, members.iter().next().unwrap()))
    }

    fn ready(&self, text: &str) -> (Expression, Schools) {
        let rule = match self.compile(text) {
            Ok(rule) => rule,
            Err(wrong) => panic!("{text}: {} / {}", wrong.what.en, wrong.advice.en),
        };
        (rule, Schools::new(self.coverage.town(), today()))
    }

    fn setting<'a>(&'a self, schools: &'a Schools) -> Setting<'a> {
        Setting {
            coverage: &self.coverage,
            today: today(),
            schools,
        }
    }
}

fn today() -> NaiveDate {
    "2026-06-01".parse().unwrap()
}

/// The cells of a *yes*, the days where it has days.
pub fn cells(truth: &Truth) -> Vec<String> {
    match truth {
        Truth::Yes(evidence) => evidence
            .iter()
            .map(|e: &Evidence| {
                e.day
                    .clone()
                    .or(e.cell.clone())
                    .unwrap_or_else(|| e.source.clone())
            })
            .collect(),
        other => panic!("not yes: {other:?}"),
    }
}

/// The codes of the causes of an *unknown*.
pub fn causes(truth: &Truth) -> Vec<String> {
    match truth {
        Truth::Unknown(causes) => causes.iter().map(|c| c.code.clone()).collect(),
        other => panic!("not unknown: {other:?}"),
    }
}
