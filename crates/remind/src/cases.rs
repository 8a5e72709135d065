//! Who is cared for: open cases, those who left, and who works on a case.

use chrono::NaiveDate;
use mimamori_calendar::DateOrMonth;
use mimamori_record::line::{Record, Staff};
use mimamori_record::{Coverage, Individual, Seen, standing};
use mimamori_rule::{Expression, Member, Members, Truth};

use crate::rules::{Field, Rule};

/// The list of cases.
pub(crate) const CASES: &str = "cases";
/// Its field that says what kind of case it is.
pub(crate) const CATEGORY: &str = "category";
/// The field of any list that names who works on it.
pub(crate) const WORKER: &str = "worker";

/// What a person's rows say, as far as duties ask.
pub(crate) struct Cared<'a> {
    /// The person.
    pub person: &'a Individual,
    /// The open cases.
    pub cases: Vec<&'a Record>,
    /// Those that the ledger has not closed, also where a meeting has since.
    ledger: Vec<&'a Record>,
    /// Whether there was a case, and none is open.
    pub closed: bool,
    /// The household, and the person's place in it, for sentences.
    pub members: &'a Members<'a>,
    pub member: &'a Member<'a>,
}

/// The rows of a list that count: judged sources only. Decisions of earlier months whose list has
/// gone live on in `decided`.
pub(crate) fn rows<'a>(
    coverage: &Coverage,
    person: &'a Individual,
    dataset: &str,
) -> Vec<&'a Record> {
    let here = person.records.iter().filter(|r| coverage.counts(r));
    let gone = person
        .decided
        .iter()
        .filter(|r| coverage.source(&r.source).is_none());
    here.chain(gone).filter(|r| r.dataset == dataset).collect()
}

impl<'a> Cared<'a> {
    /// The person with the open cases; none when nothing is due: died, moved away.
    pub fn of(
        coverage: &Coverage,
        members: &'a Members<'a>,
        member: &'a Member<'a>,
    ) -> Option<Self> {
        let person = member.individual();
        if standing::is_gone(person, coverage) {
            return None;
        }
        let mut cases = rows(coverage, person, CASES);
        let known = !cases.is_empty();
        cases.retain(|case| standing::is_open_in_ledger(case, coverage));
        let ledger = cases.clone();
        cases.retain(|case| standing::is_open(person, case, coverage));
        Some(Cared {
            person,
            closed: known && cases.is_empty(),
            cases,
            ledger,
            members,
            member,
        })
    }

    /// What a sentence says about the person.
    pub fn asks(&self, sentence: &'a Expression) -> Truth {
        sentence.judge(self.members, self.member)
    }

    /// What a sentence says about a row of the person.
    pub fn asks_row(&self, sentence: &'a Expression, row: &'a Record) -> Truth {
        sentence.judge_row(self.members, self.member, row)
    }

    /// The rows of a list that a rule is about. Of the list of cases only the open ones.
    pub fn rows(&self, coverage: &Coverage, dataset: &str) -> Vec<&'a Record> {
        if dataset == CASES {
            self.cases.clone()
        } else {
            rows(coverage, self.person, dataset)
        }
    }

    /// The open cases of the categories that the rule is about. A category that nobody can read
    /// does not drop its case.
    pub fn cases_for(&self, coverage: &Coverage, rule: &Rule) -> Vec<&'a Record> {
        let cases = self.cases.iter().copied();
        let fits = |case: &&Record| match self.category(coverage, case) {
            Seen::Value(value) => {
                let code = value.as_str();
                rule.categories.is_empty() || rule.categories.iter().any(|r| Some(&**r) == code)
            }
            _ => true,
        };
        cases.filter(fits).collect()
    }

    /// What the ledger has as the category of a case, or what a meeting has made of it since.
    pub fn category<'c>(&'c self, coverage: &'c Coverage, case: &'c Record) -> Seen<'c> {
        let later = standing::later(self.person, case, coverage, CATEGORY);
        let (row, field) = later.unwrap_or((case, CATEGORY));
        coverage.look(row, field)
    }

    /// Whether the person has a row of a list, whatever it counts for.
    pub fn stands_on(&self, dataset: &str) -> bool {
        let mut rows = self.person.records.iter().chain(&self.person.decided);
        rows.any(|row| row.dataset == dataset)
    }

    /// Whether the ledger has a case that it has not closed.
    pub fn is_in_ledger(&self) -> bool {
        !self.ledger.is_empty()
    }

    /// The worker: the first field of the rule that names somebody who is still in the post. In
    /// `row`'s own list its own cell counts, in other lists any row of the person.
    pub fn owner(
        &self,
        coverage: &Coverage,
        rule: &Rule,
        row: Option<&Record>,
        office: &Office<'_>,
    ) -> Option<String> {
        for Field { dataset, key, .. } in &rule.owner {
            let own = row.filter(|row| row.dataset == *dataset);
            let rows = match own {
                Some(_) => Vec::new(),
                None if dataset == CASES => self.ledger.clone(),
                None => self.rows(coverage, dataset),
            };
            let kept = own.or_else(|| rows.first().copied());
            if let Some(decided) = self.decided_worker(coverage, key, kept, office) {
                return Some(decided);
            }
            let named = own
                .into_iter()
                .chain(rows)
                .find_map(|row| office.in_post(row.text(key)?));
            if named.is_some() {
                return named;
            }
        }
        None
    }

    /// The worker whom a meeting named after the list was kept last.
    pub fn decided_worker(
        &self,
        coverage: &Coverage,
        key: &str,
        kept: Option<&Record>,
        office: &Office<'_>,
    ) -> Option<String> {
        let kept = kept.filter(|_| key == WORKER)?;
        let decision = standing::decided(self.person, coverage, WORKER, Some(kept))?;
        office.in_post(decision.text(WORKER)?)
    }
}

/// The people of the centre on the day of the run.
pub(crate) struct Office<'a> {
    staff: &'a [Staff],
    today: NaiveDate,
}

impl<'a> Office<'a> {
    /// The table 職員 of the town.
    pub fn new(coverage: &'a Coverage, today: NaiveDate) -> Self {
        Office {
            staff: &coverage.town().staff,
            today,
        }
    }

    /// The worker as the table writes the name. A surname is enough where it is one person's.
    /// None for somebody whose time in the post is over; a name that the table does not have
    /// stays as it stands.
    pub fn in_post(&self, name: &str) -> Option<String> {
        let wanted = squeezed(name);
        if wanted.is_empty() {
            return None;
        }
        let same: Vec<&Staff> = self
            .staff
            .iter()
            .filter(|s| squeezed(&s.name) == wanted)
            .collect();
        let known = if same.is_empty() {
            self.staff
                .iter()
                .filter(|s| surname(&s.name) == Some(wanted.as_str()))
                .collect()
        } else {
            same
        };
        let here: Vec<&&Staff> = known.iter().filter(|s| !self.left(s)).collect();
        match (here.as_slice(), known.is_empty()) {
            ([one], _) => Some(one.name.clone()),
            ([], false) => None,
            _ => Some(name.trim().to_owned()),
        }
    }

    /// Where the name stands in the table, for the order of sheets.
    pub fn place(&self, name: &str) -> usize {
        let place = self.staff.iter().position(|s| s.name == name);
        place.unwrap_or(self.staff.len())
    }

    fn left(&self, staff: &Staff) -> bool {
        let to = staff
            .to
            .as_deref()
            .and_then(|to| to.parse::<DateOrMonth>().ok());
        to.is_some_and(|to| to.last_day() < self.today)
    }
}

/// Spaces between surname and given name are written or not, wide or narrow.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

fn surname(name: &str) -> Option<&str> {
    let mut parts = name.split_whitespace();
    let first = parts.next()?;
    parts.next().map(|_| first)
}
