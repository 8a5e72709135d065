//! The rules applied to one person.

mod age;
mod changed;
mod missing;

use chrono::NaiveDate;
use mimamori_calendar::{DateOrMonth, add_months};
use mimamori_record::line::{Cause, Due, Evidence, FieldType, Record};
use mimamori_record::{Coverage, Seen, dictionary, reason};
use mimamori_rule::{Expression, Truth};

use crate::cases::{CASES, CATEGORY, Cared, Office};
use crate::identity::{DueId, numbers};
use crate::rules::{Dates, Elsewhere, Field, Find, Rule, Rules};
use crate::sentences::{Asked, Sentences};
use crate::shape::Who;
use crate::told::Told;
use crate::when::{self, Found, Row};

/// What all rules ask beside the person.
pub(crate) struct Desk<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// Their sentences.
    pub sentences: &'a Sentences,
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
    /// Whether nobody is to be reminded of anything about the person.
    pub fn stops<'b>(&'b self, cared: &Cared<'b>) -> bool {
        let stop = self.sentences.stop.as_ref();
        stop.is_some_and(|stop| stop.answer(cared.members, cared.member) == Some(true))
    }

    /// Everything that is due about a person, in the order of the rules.
    pub fn about<'b>(&'b self, cared: &'b Cared<'b>) -> Vec<Duty> {
        self.duties(cared, |who| who != Who::Nobody)
    }

    /// What is due about rows of no person, such as those of meetings.
    pub fn about_nobody<'b>(&'b self, rows: &'b Cared<'b>) -> Vec<Duty> {
        self.duties(rows, |who| who == Who::Nobody)
    }

    fn duties<'b>(&'b self, cared: &'b Cared<'b>, about: impl Fn(Who) -> bool) -> Vec<Duty> {
        let mut duties = Vec::new();
        let rules = self.rules.rules.iter().zip(&self.sentences.rules);
        for (place, (rule, asked)) in rules.enumerate() {
            // Most people stand on few lists, and are asked nothing about the others.
            let needs = rule.needs();
            if !about(rule.who) || needs.is_some_and(|list| !cared.stands_on(list)) {
                continue;
            }
            let cases = cared.cases_for(self.coverage, rule);
            let nobody = match rule.who {
                Who::Cases => cases.is_empty(),
                Who::Ledger => !cared.is_in_ledger(),
                Who::NotClosed => cared.closed,
                Who::Everyone | Who::Nobody => false,
            };
            if nobody {
                continue;
            }
            let doubt = match asked.applies.as_ref().map(|asked| cared.asks(asked)) {
                Some(Truth::No(_)) => continue,
                Some(Truth::Unknown(causes)) => causes.into_iter().next(),
                _ => None,
            };
            let turn = Turn {
                desk: self,
                cared,
                cases,
                rule,
                asked,
                doubt,
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
    cases: Vec<&'a Record>,
    rule: &'a Rule,
    asked: &'a Asked,
    /// Why nobody can tell whether the rule is about the person.
    doubt: Option<Cause>,
    place: usize,
}

/// A row that a rule is about, what tells it from the others, and why it may be none.
struct Counted<'a> {
    row: &'a Record,
    number: String,
    doubt: Option<Cause>,
}

impl<'a> Turn<'a> {
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
        let mut found = self.doubted(found);
        if found.cause.is_none() {
            found.cause.clone_from(&self.doubt);
        }
        if let (Who::Nobody, Some(row)) = (self.rule.who, row) {
            found.evidence.extend(self.name(row));
            let due = Due {
                dataset: Some(row.dataset.clone()),
                ..self.desk.line(&[&row.dataset], &rule.what, number, found)
            };
            duties.push((place, due));
            return;
        }
        if let (Some(which), Some(row)) = (&rule.which, row)
            && let Seen::Value(_) = self.desk.coverage.look(row, &which.key)
        {
            let cell = self.desk.coverage.evidence(row, &which.key, None);
            found.evidence.push(cell);
        }
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

    /// The cell that says what a row about no person is called: the first text of its list.
    fn name(&self, row: &Record) -> Option<Evidence> {
        let entry = dictionary::dataset(&row.dataset)?;
        let field = entry.fields.iter().find(|f| f.r#type == FieldType::Text)?;
        Some(self.desk.coverage.evidence(row, field.key, None))
    }

    /// A rule for some categories, and none of the cases has one that can be read: the duty stays,
    /// and says what is not known.
    fn doubted(&self, mut found: Found) -> Found {
        let coverage = self.desk.coverage;
        let sure = |case: &&Record| matches!(self.cared.category(coverage, case), Seen::Value(_));
        if self.rule.categories.is_empty() || self.cases.iter().any(sure) {
            return found;
        }
        for case in &self.cases {
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

    /// A row in which the field is blank, or names a worker who has left.
    fn blank(&self, field: &Field, duties: &mut Vec<Duty>) {
        let coverage = self.desk.coverage;
        for Counted { row, number, doubt } in self.counted(self.rows(&field.dataset)) {
            let why = |code: &str| Some(when::cause(code, coverage, row, &field.key));
            let (cared, office) = (self.cared, &self.desk.office);
            if cared
                .decided_worker(coverage, &field.key, Some(row), office)
                .is_some()
            {
                continue;
            }
            let cause = match coverage.look(row, &field.key) {
                Seen::Value(value) => match value.as_str() {
                    Some(name) if self.names_nobody(field, name) => doubt,
                    _ => continue,
                },
                Seen::Blank(_) => doubt,
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

    fn dated(&self, dates: &'a Dates, duties: &mut Vec<Duty>) {
        let coverage = self.desk.coverage;
        let others = match &dates.later {
            None => Vec::new(),
            Some(field) => self.cared.rows(coverage, &field.dataset),
        };
        let born = self.cared.person.line.birth_date.as_deref();
        let born = born.and_then(|born| born.parse().ok());
        let restart = self.elsewhere(&dates.restart, &self.asked.restart);
        let restart = restart.max_by_key(|(date, _)| date.last_day());
        let mut all: Vec<(Counted<'_>, Found)> = self
            .counted(self.rows(dates.dataset()))
            .into_iter()
            .map(|one| {
                let row = Row {
                    coverage,
                    record: one.row,
                    born,
                    others: &others,
                    restart: restart.clone(),
                };
                let mut found = when::of_row(dates, &row);
                if found.cause.is_none() {
                    found.cause.clone_from(&one.doubt);
                }
                (one, found)
            })
            .collect();
        if dates.per_person {
            // A date beats an unreadable cell, and that beats a blank one.
            let rank = |found: &Found| (found.when.map(DateOrMonth::last_day), !found.undated);
            let best = (0..all.len()).max_by_key(|at| all.get(*at).map(|(_, found)| rank(found)));
            all = best.map(|at| all.swap_remove(at)).into_iter().collect();
            for (one, _) in &mut all {
                one.number.clear();
            }
        }
        for (one, found) in all {
            let place = match (found.undated, dates.undated) {
                (false, _) => self.place,
                (true, Some(place)) => place,
                (true, None) => continue,
            };
            let mut found = found;
            let done = if dates.new_worker {
                let Some(takes) = self.takes_over(one.row) else {
                    continue;
                };
                let done = found.base.is_some_and(|b| self.done_by(&takes, dates, b));
                found.evidence.push(takes.ledger);
                done
            } else {
                self.settled(dates, &found)
            };
            if !done {
                self.push(place, Some(one.row), &one.number, found, duties);
            }
        }
    }

    /// Whether it was done on or after the date that the duty comes from.
    fn settled(&self, dates: &'a Dates, found: &Found) -> bool {
        let Some(base) = found.base else { return false };
        let mut done = self.elsewhere(&dates.settled, &self.asked.settled);
        done.any(|(date, _)| date.last_day() >= base.first_day())
    }

    /// The dates in other rows of the person of which their sentence is true.
    fn elsewhere(
        &self,
        fields: &'a [Elsewhere],
        asked: &'a [Option<Expression>],
    ) -> impl Iterator<Item = (DateOrMonth, Evidence)> {
        let coverage = self.desk.coverage;
        fields.iter().zip(asked).flat_map(move |(one, asked)| {
            let rows = self.cared.rows(coverage, &one.field.dataset).into_iter();
            rows.filter_map(move |row| {
                let date = when::date_in(coverage, row, &one.field.key)?;
                let truth = asked.as_ref().map(|asked| self.cared.asks_row(asked, row));
                let counts = matches!(truth, None | Some(Truth::Yes(_)));
                let evidence = || coverage.evidence(row, &one.field.key, None);
                counts.then(|| (date, evidence()))
            })
        })
    }

    /// The rows that the rule is about. What nobody can tell drops no row; where the list has no
    /// such column, the rows are those of a rule without the sentence.
    fn counted(&self, rows: Vec<&'a Record>) -> Vec<Counted<'a>> {
        let numbers = numbers(&rows);
        let rows = rows.into_iter().zip(numbers);
        rows.filter_map(|(row, number)| {
            let truth = self
                .asked
                .only
                .as_ref()
                .map(|only| self.cared.asks_row(only, row));
            let doubt = match truth {
                Some(Truth::No(_)) => return None,
                Some(Truth::Unknown(causes)) => causes.into_iter().find(is_asked),
                _ => None,
            };
            Some(Counted { row, number, doubt })
        })
        .collect()
    }

    fn rows(&self, dataset: &str) -> Vec<&'a Record> {
        if dataset == CASES && self.rule.who == Who::Cases {
            self.cases.clone()
        } else {
            self.cared.rows(self.desk.coverage, dataset)
        }
    }
}

/// Whether the list has the column.
fn is_asked(cause: &Cause) -> bool {
    cause.code != reason::NOT_ASKED.code
}
