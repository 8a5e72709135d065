//! The rules applied to one person.

use chrono::NaiveDate;
use mimamori_calendar::{DateOrMonth, add_months, fiscal_year_end_of_age};
use mimamori_record::line::{Cause, Due, Evidence, Record, SourceState};
use mimamori_record::{Coverage, Seen, reason};

use crate::cases::{CASES, CATEGORY, Cared, Office, rows};
use crate::identity::{DueId, numbers};
use crate::rules::{Dates, Field, Find, Rule, Rules};
use crate::told::Told;
use crate::when::{self, Found};

/// What all rules ask beside the person.
pub(crate) struct Desk<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// Town, lists, sources.
    pub coverage: &'a Coverage,
    /// The people of the centre.
    pub office: Office<'a>,
    /// The time before.
    pub told: &'a Told,
    /// The day of the run.
    pub today: NaiveDate,
}

/// A duty and the rule (its place in the file) that found it.
pub(crate) type Duty = (usize, Due);

impl Desk<'_> {
    /// Everything that is due about a person, in the order of the rules.
    pub fn about(&self, cared: &Cared<'_>) -> Vec<Duty> {
        let mut duties = Vec::new();
        for (place, rule) in self.rules.rules.iter().enumerate() {
            let cases = cared.cases_for(self.coverage, rule);
            if cases.is_empty() {
                continue;
            }
            let turn = Turn {
                desk: self,
                cared,
                cases: &cases,
                rule,
                place,
            };
            turn.take(&mut duties);
        }
        duties.sort_by_key(|(place, _)| *place);
        duties
    }

    /// Finishes a line: its id, its state, what it was the time before.
    pub fn line(&self, abouts: &[&str], what: &str, number: &str, found: Found) -> Due {
        let ids: Vec<DueId> = abouts
            .iter()
            .map(|about| DueId::new(about, what, number))
            .collect();
        let due = found.when.map(|when| when.to_string());
        Due {
            id: ids.first().map(DueId::to_string).unwrap_or_default(),
            what: what.to_owned(),
            precision: when::precision(found.when).to_owned(),
            state: when::state(found.when, self.today).to_owned(),
            change: self.told.change(&ids, due.as_deref()).to_owned(),
            remind_on: when::remind_on(found.when).map(|day| day.to_string()),
            due,
            evidence: found.evidence,
            disagrees: found.disagrees,
            cause: found.cause,
            ..Due::default()
        }
    }
}

/// One rule at one person.
struct Turn<'a> {
    desk: &'a Desk<'a>,
    cared: &'a Cared<'a>,
    cases: &'a [&'a Record],
    rule: &'a Rule,
    place: usize,
}

impl Turn<'_> {
    fn take(&self, duties: &mut Vec<Duty>) {
        match &self.rule.find {
            Find::Missing(list) if self.rule.on => self.missing(&list.name, duties),
            Find::Blank(field) if self.rule.on => self.blank(field, duties),
            Find::Date(dates) => self.dated(dates, duties),
            Find::Age(years) if self.rule.on => self.of_age(*years, duties),
            _ => {}
        }
    }

    /// Writes the duty under its own rule, or a row without a date under the rule for those.
    fn push(
        &self,
        place: usize,
        row: Option<&Record>,
        number: &str,
        found: Found,
        duties: &mut Vec<Duty>,
    ) {
        let Some(rule) = self.desk.rules.rules.get(place).filter(|rule| rule.on) else {
            return;
        };
        if self.too_far(found.when) {
            return;
        }
        let found = self.doubted(found);
        let person = &self.cared.person.line;
        let abouts: Vec<&str> = [person.id.as_str()]
            .into_iter()
            .chain(person.was.iter().map(String::as_str))
            .collect();
        let due = Due {
            household: Some(person.household.clone()),
            person: Some(person.id.clone()),
            owner: self
                .cared
                .owner(self.desk.coverage, self.rule, row, &self.desk.office),
            ..self.desk.line(&abouts, &rule.what, number, found)
        };
        duties.push((place, due));
    }

    /// A rule for some categories, and none of the cases has one that can be read: the duty stays,
    /// and says what is not known.
    fn doubted(&self, mut found: Found) -> Found {
        let coverage = self.desk.coverage;
        let sure = |case: &&&Record| matches!(coverage.look(case, CATEGORY), Seen::Value(_));
        if self.rule.categories.is_empty() || self.cases.iter().any(|case| sure(&case)) {
            return found;
        }
        for case in self.cases {
            let code = match coverage.look(case, CATEGORY) {
                Seen::Unreadable => reason::CELL_UNREADABLE.code,
                Seen::NotAsked => reason::NOT_ASKED.code,
                _ => reason::CELL_BLANK.code,
            };
            let why = || when::cause(code, coverage, case, CATEGORY);
            found.cause.get_or_insert_with(why);
        }
        found
    }

    fn too_far(&self, when: Option<DateOrMonth>) -> bool {
        let (Some(when), Some(months)) = (when, self.rule.ahead) else {
            return false;
        };
        let months = i32::try_from(months).unwrap_or(i32::MAX);
        when.first_day() > add_months(self.desk.today, months)
    }

    /// The person stands on no row of the list.
    fn missing(&self, list: &str, duties: &mut Vec<Duty>) {
        let coverage = self.desk.coverage;
        if !rows(coverage, self.cared.person, list).is_empty() {
            return;
        }
        let mut evidence: Vec<Evidence> = self
            .cases
            .iter()
            .map(|case| coverage.evidence(case, "stage", None))
            .collect();
        evidence.extend(
            coverage
                .judged_sources(list, None)
                .filter(|source| source.state == SourceState::Read)
                .map(|source| Evidence {
                    source: source.id.clone(),
                    absent: true,
                    ..Evidence::default()
                }),
        );
        let found = Found {
            evidence,
            cause: self.why_perhaps_not(list),
            ..Found::default()
        };
        self.push(self.place, None, "", found, duties);
    }

    /// Why the person may stand on the list all the same.
    fn why_perhaps_not(&self, list: &str) -> Option<Cause> {
        let coverage = self.desk.coverage;
        let cause = |code: &str, source: Option<String>| Cause {
            code: code.to_owned(),
            dataset: Some(list.to_owned()),
            source,
            ..Cause::default()
        };
        let records = self.cared.person.records.iter();
        if let Some(source) = records.filter_map(|r| coverage.undecided(r, list)).min() {
            return Some(cause(reason::UNDECIDED_PAIR.code, Some(source)));
        }
        let mut read = false;
        let mut unread = None;
        for source in coverage.judged_sources(list, None) {
            match source.state {
                SourceState::Unreadable => unread = Some(source.id.clone()),
                SourceState::Read => read = true,
            }
            if source.rows_unread > 0 {
                return Some(cause(reason::ROWS_UNREAD.code, Some(source.id.clone())));
            }
        }
        match (read, unread) {
            (true, None) => None,
            (_, Some(source)) => Some(cause(reason::LIST_UNREADABLE.code, Some(source))),
            (false, None) => Some(cause(reason::LIST_MISSING.code, None)),
        }
    }

    /// A row in which the field is blank, or names a worker who has left.
    fn blank(&self, field: &Field, duties: &mut Vec<Duty>) {
        let coverage = self.desk.coverage;
        let rows = self.rows(&field.dataset);
        for (row, number) in rows.iter().zip(numbers(&rows)) {
            let why = |code: &str| Some(when::cause(code, coverage, row, &field.key));
            let cause = match coverage.look(row, &field.key) {
                Seen::Value(value) => match value.as_str() {
                    Some(name) if self.names_nobody(field, name) => None,
                    _ => continue,
                },
                Seen::Blank(_) => None,
                Seen::NotAsked => why(reason::NOT_ASKED.code),
                Seen::Unreadable => why(reason::CELL_UNREADABLE.code),
            };
            let found = Found {
                evidence: vec![coverage.evidence(row, &field.key, None)],
                cause,
                ..Found::default()
            };
            self.push(self.place, Some(row), &number, found, duties);
        }
    }

    /// The ledger still names somebody whose time in the post is over.
    fn names_nobody(&self, field: &Field, name: &str) -> bool {
        field.key == "worker" && self.desk.office.in_post(name).is_none()
    }

    fn dated(&self, dates: &Dates, duties: &mut Vec<Duty>) {
        let coverage = self.desk.coverage;
        let rows = self.rows(dates.dataset());
        let others = match &dates.later {
            None => Vec::new(),
            Some(field) => self.cared.rows(coverage, &field.dataset),
        };
        let found = rows
            .iter()
            .map(|row| when::of_row(dates, coverage, row, &others));
        let mut all: Vec<(&Record, String, Found)> = rows
            .iter()
            .zip(numbers(&rows))
            .zip(found)
            .map(|((row, number), found)| (*row, number, found))
            .collect();
        if dates.per_person {
            // A date beats an unreadable cell, and that beats a blank one.
            let rank = |found: &Found| (found.when.map(DateOrMonth::last_day), !found.undated);
            let best =
                (0..all.len()).max_by_key(|at| all.get(*at).map(|(_, _, found)| rank(found)));
            all = best.map(|at| all.swap_remove(at)).into_iter().collect();
            for one in &mut all {
                one.1.clear();
            }
        }
        for (row, number, found) in all {
            let place = match (found.undated, dates.undated) {
                (false, _) => self.place,
                (true, Some(place)) => place,
                (true, None) => continue,
            };
            self.push(place, Some(row), &number, found, duties);
        }
    }

    fn of_age(&self, years: u32, duties: &mut Vec<Duty>) {
        let person = &self.cared.person.line;
        let birth = person
            .birth_date
            .as_deref()
            .and_then(|b| b.parse::<NaiveDate>().ok());
        let Some(birth) = birth else { return };
        let says_so = |record: &&Record| record.text("birth_date") == person.birth_date.as_deref();
        let coverage = self.desk.coverage;
        let records = self
            .cared
            .person
            .records
            .iter()
            .filter(|r| coverage.counts(r));
        let found = Found {
            when: Some(fiscal_year_end_of_age(birth, years).into()),
            evidence: records
                .filter(says_so)
                .take(1)
                .map(|record| Evidence {
                    // The address is enough; the birth date itself stands in the person.
                    value: None,
                    ..coverage.evidence(record, "birth_date", None)
                })
                .collect(),
            ..Found::default()
        };
        self.push(self.place, None, "", found, duties);
    }

    fn rows(&self, dataset: &str) -> Vec<&Record> {
        if dataset == CASES {
            self.cases.to_vec()
        } else {
            self.cared.rows(self.desk.coverage, dataset)
        }
    }
}
