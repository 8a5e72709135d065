//! What each person, case, plan and check-up says in the fields that tables ask for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_calendar::{add_months, age, fiscal_year_end_of_age, grade};
use mimamori_record::line::{InstitutionType, Record};
use mimamori_record::{Absence, Arrival, Block, Coverage, Individual, Seen, reason, standing};
use serde_json::Value;

use crate::dimension::Raw;
use crate::field::{Field, Who};

/// How many units say the same in all the fields that are asked for.
pub(crate) type Profiles = BTreeMap<Vec<Raw>, u64>;

/// Reads the units of one kind out of blocks.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) coverage: &'a Coverage,
    pub(crate) today: NaiveDate,
    pub(crate) month: &'a str,
    /// The beginnings of addresses that tables name.
    pub(crate) districts: &'a BTreeSet<String>,
}

impl Reader<'_> {
    /// Adds the units of a block. `seen` holds the numbers of cases and plans already counted.
    pub(crate) fn add(
        &self,
        who: Who,
        fields: &[Field],
        block: &Block,
        seen: &mut BTreeSet<String>,
        profiles: &mut Profiles,
    ) {
        for person in &block.people {
            let records: Vec<Option<&Record>> = match who {
                Who::Children => match self.resident(person) {
                    Some(_) if self.is_child(block, person) => vec![None],
                    _ => Vec::new(),
                },
                _ => self.rows(who, person, seen).into_iter().map(Some).collect(),
            };
            for record in records {
                let value = |field: &Field| self.value(*field, person, record);
                let profile = fields.iter().map(value).collect();
                *profiles.entry(profile).or_default() += 1;
            }
        }
    }

    /// The records that count, each case and plan number and each check-up once.
    fn rows<'p>(
        &self,
        who: Who,
        person: &'p Individual,
        seen: &mut BTreeSet<String>,
    ) -> Vec<&'p Record> {
        let number = |record: &Record| match who {
            Who::OpenCases => record.text("case_no").map(str::to_owned),
            Who::Plans => record.text("plan_no").map(str::to_owned),
            _ => Some(format!(
                "{}/{}",
                person.line.id,
                record.part.as_deref().unwrap_or("")
            )),
        };
        person
            .records
            .iter()
            .filter(|r| r.dataset == who.dataset() && self.coverage.counts(r))
            .filter(|r| who != Who::OpenCases || standing::is_open(person, r, self.coverage))
            .filter(|r| number(r).is_none_or(|number| seen.insert(number)))
            .collect()
    }

    /// The record of somebody who lives in the town.
    fn resident<'p>(&self, person: &'p Individual) -> Option<&'p Record> {
        person.records.iter().find(|r| {
            r.dataset == "residents"
                && self.coverage.counts(r)
                && !matches!(r.text("status"), Some("moved-out" | "died"))
        })
    }

    fn is_child(&self, block: &Block, person: &Individual) -> bool {
        match birth(person) {
            Some(birth) => birth <= self.today && self.today <= fiscal_year_end_of_age(birth, 18),
            None => block.relation(&person.line.id) == Some("child"),
        }
    }

    fn value(&self, field: Field, person: &Individual, record: Option<&Record>) -> Raw {
        let today = self.today;
        let number = |n: Option<i64>| n.map_or(Raw::Unknown, Raw::Number);
        match (field, record) {
            (Field::Age, _) => {
                let years = birth(person).and_then(|birth| age(birth, today));
                number(years.map(i64::from))
            }
            (Field::Sex, _) => word(person.line.sex.as_deref()),
            (Field::District, _) => self.district(person),
            (Field::SchoolType | Field::Institution | Field::Grade, _) => {
                self.school(field, person)
            }
            (Field::Absence, _) => self.days_absent(person),
            (Field::Checkup, Some(record)) => word(record.part.as_deref()),
            (Field::CheckupState, Some(record)) => self.taken(record),
            (Field::Result, Some(record)) => self.result(record),
            (Field::Category, Some(record)) => self.coded(record, "category"),
            (Field::CaseKind, Some(record)) => self.coded(record, "case_kind"),
            (Field::Stage, Some(record)) => self.coded(record, "stage"),
            (Field::PlanKind, Some(record)) => self.coded(record, "plan_kind"),
            (Field::PlanState, Some(record)) => self.review(record),
            (Field::Worker, Some(record)) => match self.coverage.look(record, "worker") {
                Seen::Unreadable => Raw::Unknown,
                _ => Raw::Word(record.text("worker").unwrap_or("").to_owned()),
            },
            (_, None) => Raw::Unknown,
        }
    }

    fn coded(&self, record: &Record, field: &str) -> Raw {
        match self.coverage.look(record, field) {
            Seen::Value(Value::String(code)) => Raw::Word(code.clone()),
            Seen::Blank(Some(code)) => Raw::Word(code.to_owned()),
            _ => Raw::Unknown,
        }
    }

    /// The beginning of the address as far as tables.toml names it.
    fn district(&self, person: &Individual) -> Raw {
        let Some(address) = self.resident(person).and_then(|r| r.text("address")) else {
            return Raw::Unknown;
        };
        let town = self.coverage.town().name.as_str();
        let rest = match address.split_once(town) {
            Some((_, rest)) if !town.is_empty() => rest,
            _ => address,
        };
        let rest = rest.trim_start();
        let starts = self
            .districts
            .iter()
            .filter(|start| rest.starts_with(*start));
        word(starts.max_by_key(|start| start.len()).map(String::as_str))
    }

    /// The row of the school register that counts.
    fn register<'p>(&self, person: &'p Individual) -> Option<&'p Record> {
        let rows = person.records.iter().filter(|r| {
            r.dataset == "school-register"
                && self.coverage.counts(r)
                && !matches!(self.coverage.look(r, "left_on"), Seen::Value(_))
        });
        rows.max_by_key(|r| r.text("enrolled_on"))
    }

    fn school(&self, field: Field, person: &Individual) -> Raw {
        let none = || match field {
            Field::Grade => Raw::Number(0),
            _ => Raw::Word("none".to_owned()),
        };
        let Some(row) = self.register(person) else {
            let of_age = birth(person).is_none_or(|b| (1..=9).contains(&grade(b, self.today)));
            if !of_age {
                return none();
            }
            let records = person.records.iter();
            return match self
                .coverage
                .absence("school-register", None, None, records)
            {
                Absence::No(_) => none(),
                Absence::Unknown(causes) => missing(causes.iter().map(|c| c.code.as_str())),
            };
        };
        match field {
            Field::Grade => match row.fields.get("grade").and_then(Value::as_i64) {
                Some(grade) => Raw::Number(grade),
                None => Raw::Unknown,
            },
            Field::Institution => word(row.text("institution")),
            _ => {
                let town = self.coverage.town();
                let named = |name: &str| town.institutions.iter().find(|i| i.name == name);
                match row.text("institution").and_then(named).map(|i| i.r#type) {
                    Some(InstitutionType::ElementarySchool) => {
                        Raw::Word("elementary-school".to_owned())
                    }
                    Some(InstitutionType::JuniorHighSchool) => {
                        Raw::Word("junior-high-school".to_owned())
                    }
                    Some(_) => none(),
                    None => Raw::Unknown,
                }
            }
        }
    }

    /// School days of the month on which the child did not come, whatever the reason.
    fn days_absent(&self, person: &Individual) -> Raw {
        let institution = self.register(person).and_then(|r| r.text("institution"));
        let list = self.coverage.arrival("attendance", institution, self.month);
        match list {
            Arrival::Missing(_) => return Raw::Missing,
            Arrival::Partial(cause) if cause.code != reason::ROWS_UNREAD.code => {
                return Raw::Missing;
            }
            _ => {}
        }
        let mut days = None;
        for record in person.of("attendance") {
            let source = self.coverage.source(&record.source);
            let asked = source.is_some_and(|s| s.days.keys().any(|d| d.starts_with(self.month)));
            if !asked || !self.coverage.counts(record) {
                continue;
            }
            let marks = match record.fields.get("days") {
                Some(Value::Object(marks)) => marks,
                Some(_) => return Raw::Unknown,
                None => {
                    days.get_or_insert(0);
                    continue;
                }
            };
            let here = marks.iter().filter(|(day, _)| day.starts_with(self.month));
            let mut absent = 0;
            for (_, mark) in here {
                match mark.as_str() {
                    None => return Raw::Unknown,
                    Some(code) if is_absent(code) => absent += 1,
                    Some(_) => {}
                }
            }
            *days.get_or_insert(0) += absent;
        }
        days.map_or(Raw::Unknown, Raw::Number)
    }

    fn taken(&self, record: &Record) -> Raw {
        match self.coverage.look(record, "date") {
            Seen::Value(_) => Raw::Word("taken".to_owned()),
            Seen::Blank(Some(_)) => Raw::Word("not-taken".to_owned()),
            _ => Raw::Unknown,
        }
    }

    fn result(&self, record: &Record) -> Raw {
        match (self.coded(record, "result"), self.taken(record)) {
            (Raw::Unknown, Raw::Word(state)) if state == "not-taken" => Raw::Word(state),
            (result, _) => result,
        }
    }

    /// Whether the review is still to come: the date that stands there, else three months after
    /// the last one.
    fn review(&self, plan: &Record) -> Raw {
        let day = |field: &str| {
            let text = plan.text(field)?;
            NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
        };
        let unreadable = |field: &str| self.coverage.look(plan, field) == Seen::Unreadable;
        if ["next_review", "reviewed_on", "made_on"]
            .into_iter()
            .any(unreadable)
        {
            return Raw::Unknown;
        }
        let today = self.today.to_string();
        // A month is over when the next one has begun; the texts compare like the days.
        let due = match plan.text("next_review") {
            Some(text) => Some(text.to_owned()),
            None => day("reviewed_on")
                .or_else(|| day("made_on"))
                .map(|day| add_months(day, 3).to_string()),
        };
        let state = match due {
            None => "no-date",
            Some(due) if due.as_str() < today.get(..due.len()).unwrap_or(&today) => "overdue",
            Some(_) => "in-time",
        };
        Raw::Word(state.to_owned())
    }
}

fn birth(person: &Individual) -> Option<NaiveDate> {
    let text = person.line.birth_date.as_deref()?;
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

fn word(word: Option<&str>) -> Raw {
    match word {
        None | Some("unknown") => Raw::Unknown,
        Some(word) => Raw::Word(word.to_owned()),
    }
}

fn is_absent(mark: &str) -> bool {
    mark.starts_with("absent-") || mark == "hospitalised"
}

/// A list that is not here makes the whole count incomplete; anything else only this unit.
fn missing<'a>(mut codes: impl Iterator<Item = &'a str>) -> Raw {
    let lists = [
        reason::LIST_MISSING.code,
        reason::LIST_UNREADABLE.code,
        reason::LIST_NOT_CLOSED.code,
    ];
    if codes.any(|code| lists.contains(&code)) {
        Raw::Missing
    } else {
        Raw::Unknown
    }
}
