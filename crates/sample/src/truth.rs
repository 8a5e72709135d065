//! DIR/truth: what is true, as JSON Lines, for tests and for people who check the kit.

use crate::SampleError;
use crate::dues::Due;
use crate::log::{Log, Planted, RowAbout};
use crate::rules::{Cause, Flag, Flags, in_use};
use crate::sheet::column_letters;
use crate::stories::Left;
use crate::town::Town;
use serde_json::{Map, Value, json};
use std::path::Path;

/// The key of a person in all files of the truth.
pub(crate) fn key(person: usize) -> String {
    format!("t{person:06}")
}

fn household_key(household: usize) -> String {
    format!("h{household:06}")
}

fn write_lines(
    dir: &Path,
    name: &str,
    lines: impl Iterator<Item = Value>,
) -> Result<(), SampleError> {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.to_string());
        text.push('\n');
    }
    crate::files::write(&dir.join("truth").join(name), text.as_bytes())
}

/// Writes all files of the truth.
pub(crate) fn write(
    town: &Town,
    dir: &Path,
    log: &Log,
    left: &Left,
    flags: &Flags,
    dues: &[Due],
) -> Result<(), SampleError> {
    let mut rows: Vec<Vec<&RowAbout>> = vec![Vec::new(); town.people.len()];
    for row in &log.rows {
        rows[row.person].push(row);
    }
    let persons = rows
        .iter()
        .enumerate()
        .map(|(index, rows)| person(town, index, rows));
    write_lines(dir, "persons.jsonl", persons)?;
    let households = town.households.iter().enumerate().map(|(index, household)| {
        let members: Vec<Value> = household
            .members
            .iter()
            .map(|m| json!({"person": key(*m), "relation": town.people[*m].relation, "child": town.people[*m].child}))
            .collect();
        let resident = household.members.iter().any(|m| town.people[*m].resident);
        json!({"household": household_key(index), "household_no": household.number, "resident": resident, "protected": household.protected, "members": members})
    });
    write_lines(dir, "households.jsonl", households)?;
    write_lines(dir, "flags.jsonl", flags.all.iter().map(|f| flag(town, f)))?;
    let used = in_use();
    let rules = flags.rules.iter().map(|(rule, (fired, unknown))| {
        json!({"rule": rule, "on": used.contains(rule), "fired": fired, "unknown": unknown})
    });
    write_lines(dir, "rules.jsonl", rules)?;
    write_lines(dir, "dues.jsonl", dues.iter().map(|d| due(town, d)))?;
    write_lines(dir, "problems.jsonl", log.planted.iter().map(problem))?;
    let stories = left.told.iter().map(|(story, people)| json!({"story": story, "persons": people.iter().map(|p| key(*p)).collect::<Vec<_>>()}));
    write_lines(dir, "stories.jsonl", stories)?;
    crate::files::write(
        &dir.join("truth/README.md"),
        include_str!("truth_readme.md").as_bytes(),
    )
}

fn person(town: &Town, index: usize, rows: &[&RowAbout]) -> Value {
    let person = &town.people[index];
    let records: Vec<Value> = rows
        .iter()
        .map(|about| {
            let mut record = Map::new();
            record.insert("dataset".into(), json!(about.place.dataset));
            place(&mut record, &about.place, about.row);
            record.insert("name".into(), json!(about.name));
            if let Some(slip) = about.slip {
                record.insert("slip".into(), json!(slip));
            }
            if about.undecided {
                record.insert("undecided".into(), json!(true));
            }
            Value::Object(record)
        })
        .collect();
    let mut line = Map::new();
    line.insert("person".into(), json!(key(index)));
    line.insert("household".into(), json!(household_key(person.household)));
    if person.resident {
        line.insert("resident_no".into(), json!(person.resident_no));
    }
    line.insert(
        "name".into(),
        json!(format!("{} {}", person.surname.kanji, person.given.kanji)),
    );
    line.insert("birth_date".into(), json!(person.birth.to_string()));
    line.insert("child".into(), json!(person.child));
    line.insert("twin".into(), json!(person.twin));
    if !person.undecided.is_empty() {
        line.insert(
            "undecided".into(),
            json!(person.undecided.iter().map(|p| key(*p)).collect::<Vec<_>>()),
        );
    }
    line.insert("records".into(), Value::Array(records));
    Value::Object(line)
}

fn place(line: &mut Map<String, Value>, place: &crate::log::Place, row: u32) {
    line.insert("path".into(), json!(&*place.path));
    if let Some(sheet) = &place.sheet {
        line.insert("sheet".into(), json!(&**sheet));
    }
    line.insert("row".into(), json!(row));
}

fn who(line: &mut Map<String, Value>, town: &Town, person: usize) {
    line.insert("person".into(), json!(key(person)));
    if town.people[person].resident {
        line.insert("resident_no".into(), json!(town.people[person].resident_no));
    }
}

fn flag(town: &Town, flag: &Flag) -> Value {
    let mut line = Map::new();
    line.insert("rule".into(), json!(flag.rule));
    who(&mut line, town, flag.person);
    match &flag.unknown {
        None => {
            line.insert("result".into(), json!("fired"));
        }
        Some(cause) => {
            line.insert("result".into(), json!("unknown"));
            line.insert("cause".into(), cause_value(cause));
        }
    }
    Value::Object(line)
}

fn cause_value(cause: &Cause) -> Value {
    match cause {
        Cause::ListMissing(dataset, institution, month) => {
            json!({"code": "list-missing", "dataset": dataset, "institution": institution, "month": month})
        }
        Cause::ListTooOld => json!({"code": "list-too-old"}),
        Cause::NotAsked(dataset) => json!({"code": "not-asked", "dataset": dataset}),
        Cause::NoDailyMarks(institution) => {
            json!({"code": "no-daily-marks", "dataset": "childcare", "institution": institution})
        }
        Cause::MovedIn => json!({"code": "moved-in"}),
        Cause::NotLinked => json!({"code": "not-linked"}),
        Cause::UndecidedPair => json!({"code": "undecided-pair"}),
        Cause::Unreadable(planted) => {
            let mut line = Map::new();
            line.insert("code".into(), json!("cell-unreadable"));
            cell(&mut line, planted);
            Value::Object(line)
        }
    }
}

fn cell(line: &mut Map<String, Value>, planted: &Planted) {
    line.insert("dataset".into(), json!(planted.place.dataset));
    place(line, &planted.place, planted.row);
    line.insert("column".into(), json!(column_letters(planted.column)));
    line.insert("field".into(), json!(planted.field));
    if let Some(part) = planted.part {
        line.insert("part".into(), json!(part));
    }
}

fn problem(planted: &Planted) -> Value {
    let mut line = Map::new();
    line.insert("code".into(), json!(planted.code));
    cell(&mut line, planted);
    line.insert("value".into(), json!(planted.value));
    line.insert("person".into(), json!(key(planted.person)));
    Value::Object(line)
}

fn due(town: &Town, due: &Due) -> Value {
    let mut line = Map::new();
    line.insert("what".into(), json!(due.what));
    match due.person {
        Some(person) => {
            who(&mut line, town, person);
            if let Some(about) = &due.about {
                line.insert("about".into(), json!(about));
            }
        }
        None if due.what == "meeting-papers" => {
            line.insert("dataset".into(), json!("meetings"));
            line.insert("meeting".into(), json!(due.about));
        }
        None => {
            line.insert("dataset".into(), json!("attendance"));
            line.insert("institution".into(), json!(due.about));
        }
    }
    if let Some(date) = &due.due {
        line.insert("due".into(), json!(date));
    }
    line.insert("state".into(), json!(due.state));
    if let Some(other) = &due.differs {
        line.insert("differs".into(), json!(other));
    }
    Value::Object(line)
}
