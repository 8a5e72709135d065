//! What the papers need to know of each duty, collected while the stream passes.

use chrono::NaiveDate;
use mimamori_calendar::{DateOrMonth, YearMonth, age, grade};
use mimamori_record::line::{Due, Evidence};
use mimamori_record::{Block, Coverage, Head, Individual, Seen};

use crate::cases::{Cared, Office, rows};

/// Everything for the papers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entries {
    /// The duties, in the order of the stream.
    pub dues: Vec<Entry>,
    /// Plans handed over in the month before the run's day.
    pub signed: Vec<Signed>,
    /// Plans whose day of handing over nobody can read.
    pub signed_unread: Vec<Evidence>,
    /// Town, lists, sources, problems.
    pub head: Head,
}

/// A duty with whom it is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry {
    /// The line of the stream.
    pub due: Due,
    /// The place of its rule in the file.
    pub rule: usize,
    /// `due.due`, understood.
    pub when: Option<DateOrMonth>,
    /// Whom it is about; none for lists and meetings.
    pub whom: Option<Whom>,
    /// Whether that person has an open case.
    pub has_case: bool,
    /// What a row about no person is called: the meeting.
    pub name: Option<String>,
}

/// A person as papers name it. No address: a list of dates does not need one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Whom {
    /// The name, or the id where no list has a name.
    pub name: String,
    /// The age in years and the grade, where a birth date is known.
    pub age: Option<(u32, i32)>,
    /// Other members of the household with an open case.
    pub siblings: Vec<String>,
    /// Whether the household is under 支援措置.
    pub protected: bool,
}

/// A plan that was handed over.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    pub whom: Whom,
    pub plan_no: Option<String>,
    pub plan_kind: Option<String>,
    pub signed_on: NaiveDate,
    pub agreed: Option<bool>,
    pub owner: Option<String>,
    pub evidence: Evidence,
}

impl Entries {
    /// Adds a duty.
    pub fn push(&mut self, entry: Entry) {
        self.dues.push(entry);
    }

    /// Adds the plans of a household that were handed over in the month before today.
    pub fn signed(&mut self, block: &Block, coverage: &Coverage, today: NaiveDate) {
        let month = YearMonth::of(today).plus(-1);
        let office = Office::new(coverage, today);
        for person in &block.people {
            for plan in rows(coverage, person, "plans") {
                let evidence = || coverage.evidence(plan, "signed_on", None);
                let text = match coverage.look(plan, "signed_on") {
                    Seen::Value(value) => value.as_str().unwrap_or(""),
                    Seen::Unreadable => {
                        self.signed_unread.push(evidence());
                        continue;
                    }
                    Seen::Blank(_) | Seen::NotAsked => continue,
                };
                let day = text.parse::<NaiveDate>().ok();
                let Some(signed_on) = day.filter(|day| month.contains(*day)) else {
                    continue;
                };
                self.signed.push(Signed {
                    whom: whom(person, &[], block, today),
                    plan_no: plan.text("plan_no").map(str::to_owned),
                    plan_kind: plan.text("plan_kind").map(str::to_owned),
                    signed_on,
                    agreed: plan
                        .fields
                        .get("agreed")
                        .and_then(serde_json::Value::as_bool),
                    owner: plan.text("worker").and_then(|name| office.in_post(name)),
                    evidence: evidence(),
                });
            }
        }
    }
}

impl Entry {
    /// A duty about a person.
    pub fn about(
        one: &Cared<'_>,
        home: &[&Cared<'_>],
        block: &Block,
        rule: usize,
        due: Due,
        today: NaiveDate,
    ) -> Self {
        Entry {
            whom: Some(whom(one.person, home, block, today)),
            has_case: one.is_in_ledger(),
            ..Entry::list(rule, due)
        }
    }

    /// A duty about a list.
    pub fn list(rule: usize, due: Due) -> Self {
        Entry {
            when: due.due.as_deref().and_then(|text| text.parse().ok()),
            rule,
            due,
            whom: None,
            has_case: false,
            name: None,
        }
    }

    /// A duty about a row that is about no person.
    pub fn of_nobody(rule: usize, due: Due) -> Self {
        Entry {
            name: due.evidence.last().and_then(|cell| cell.value.clone()),
            ..Entry::list(rule, due)
        }
    }

    /// Whether it asks for a list that has not come.
    pub fn missing_list(&self) -> bool {
        let cause = self.due.cause.as_ref();
        self.whom.is_none() && cause.is_some_and(|cause| cause.field.is_none())
    }

    /// Whether it is about somebody without a case whom no worker has taken on.
    pub fn unclaimed(&self) -> bool {
        self.whom.is_some() && !self.has_case && self.due.owner.is_none()
    }

    /// Days until the due day, or the end of the due month; less than nothing when it is over.
    pub fn last_day_from(&self, today: NaiveDate) -> Option<i64> {
        Some(
            self.when?
                .last_day()
                .signed_duration_since(today)
                .num_days(),
        )
    }

    /// Whole days since the due day, or since the end of the due month, when it is over.
    pub fn days_over(&self, today: NaiveDate) -> Option<i64> {
        let days = self.last_day_from(today)?;
        (days < 0).then_some(-days)
    }
}

fn whom(person: &Individual, home: &[&Cared<'_>], block: &Block, today: NaiveDate) -> Whom {
    let name = |person: &Individual| {
        let line = &person.line;
        line.name.clone().unwrap_or_else(|| line.id.clone())
    };
    let birth = person
        .line
        .birth_date
        .as_deref()
        .and_then(|b| b.parse::<NaiveDate>().ok());
    let others = home
        .iter()
        .filter(|other| !other.cases.is_empty() && other.person.line.id != person.line.id);
    Whom {
        name: name(person),
        age: birth.and_then(|birth| Some((age(birth, today)?, grade(birth, today)))),
        siblings: others.map(|other| name(other.person)).collect(),
        protected: block.household.protected,
    }
}
