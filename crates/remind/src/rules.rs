//! The rules: what is looked for, on which list, plus which interval, and who is asked.

use std::collections::BTreeMap;
use std::ops::Range;

use mimamori_record::{Said, Wanted};
use mimamori_rule::Definitions;

use crate::sentences::Sentence;
use crate::shape::{Detail, Who};

/// All of remind.toml.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// In the order of the file, which is the order of the papers within a state.
    pub rules: Vec<Rule>,
    /// What calendar entries say.
    pub detail: Detail,
    /// About whom nothing is due.
    pub stop: Option<Sentence>,
    /// Names for sentences.
    pub definitions: Definitions,
    /// The same with their places in the file.
    pub defined: BTreeMap<String, Sentence>,
}

/// One kind of duty.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// `due.what`.
    pub what: String,
    /// What people call it.
    pub title: Said,
    /// Whether lines of this kind are written.
    pub on: bool,
    /// Where the rule comes from.
    pub source: String,
    /// Whether its number is only a proposal (仮).
    pub provisional: bool,
    /// What is looked for.
    pub find: Find,
    /// Whom it is about.
    pub who: Who,
    /// What must hold of the person.
    pub applies: Option<Sentence>,
    /// What must hold of the row.
    pub only: Option<Sentence>,
    /// Categories of cases that it is about; empty means all.
    pub categories: Vec<String>,
    /// Where the worker stands, in the order of asking.
    pub owner: Vec<Field>,
    /// The field that tells which of a person's rows a duty is about.
    pub which: Option<Field>,
    /// Duties further away than so many months are not written.
    pub ahead: Option<u32>,
}

/// What a rule looks for.
#[derive(Debug, Clone)]
pub(crate) enum Find {
    /// An open case whose person has no row on this list.
    Missing(Named),
    /// A row in which this field is blank.
    Blank(Field),
    /// A row with a date that falls due.
    Date(Dates),
    /// The end of the fiscal year in which the child reaches this age.
    Age(u32),
    /// A list that ought to have arrived.
    Lists(Vec<Named>),
    /// What another rule found to have no date.
    Undated,
}

/// Where the date of a duty comes from.
#[derive(Debug, Clone)]
pub(crate) struct Dates {
    /// Tried in this order; those that add nothing are dates that somebody named.
    pub steps: Vec<Step>,
    /// A field of another list that may name another date; the later one holds.
    pub later: Option<Field>,
    /// When it was last done: named dates up to that day are over.
    pub done: Option<Field>,
    /// Dates of any row of the person since which it is done: on or after the date counted from.
    pub settled: Vec<Elsewhere>,
    /// Dates of any row of the person from which the interval is counted anew.
    pub restart: Vec<Elsewhere>,
    /// The rule (its place) under which a row without any date is told.
    pub undated: Option<usize>,
    /// Only decisions that name another worker than the ledger; done by the new one's own rows.
    pub new_worker: bool,
    /// One duty per person, by the row whose date is the latest.
    pub per_person: bool,
}

impl Dates {
    /// The list whose rows have the duty.
    pub fn dataset(&self) -> &str {
        self.steps.first().map_or("", |step| &step.field.dataset)
    }
}

/// A date field and what is added to it.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub field: Field,
    pub plus: Plus,
}

/// What is added to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plus {
    /// The date itself is the due date.
    Nothing,
    /// Calendar months: 11/30 + 3 is the end of February. Less than nothing is before the date.
    Months(i32),
    /// Days.
    Days(i32),
}

/// A date in any of the person's rows of a list that the sentence is true of.
#[derive(Debug, Clone)]
pub(crate) struct Elsewhere {
    pub field: Field,
    pub only: Option<Sentence>,
}

/// In the place of a field: the person's day of birth.
pub(crate) const BORN: &str = "born";

/// `plans.next_review`, and where in the file that stands.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub dataset: String,
    pub key: String,
    pub at: Range<usize>,
}

impl Field {
    /// The key of the cell.
    pub fn cell(&self) -> &str {
        match self.key.as_str() {
            BORN => "birth_date",
            key => key,
        }
    }
}

/// A name, and where in the file it stands.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub name: String,
    pub at: Range<usize>,
}

impl Rule {
    /// The rule under which rows without a date are told.
    pub fn undated(&self) -> Option<usize> {
        match &self.find {
            Find::Date(dates) => dates.undated,
            _ => None,
        }
    }

    /// The list whose rows the rule looks at.
    pub fn dataset(&self) -> Option<&str> {
        match &self.find {
            Find::Missing(list) => Some(&list.name),
            Find::Blank(field) => Some(&field.dataset),
            Find::Date(dates) => Some(dates.dataset()),
            _ => None,
        }
    }

    /// The list without a row of which somebody has no such duty.
    pub fn needs(&self) -> Option<&str> {
        self.dataset()
            .filter(|_| !matches!(self.find, Find::Missing(_)))
    }

    /// The fields whose cells the rule reads, apart from the worker's.
    pub fn fields(&self) -> Vec<&Field> {
        match &self.find {
            Find::Blank(field) => vec![field],
            Find::Date(dates) => {
                let steps = dates.steps.iter().map(|step| &step.field);
                let elsewhere = dates.settled.iter().chain(&dates.restart);
                let elsewhere = elsewhere.map(|one| &one.field);
                let own = steps.chain(&dates.later).chain(&dates.done);
                own.chain(elsewhere).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Rules {
    /// The lists whose rows duties come from, and those that name workers, signed plans and what a
    /// meeting decided: of these papers show whatever stands there.
    pub fn wants(&self) -> Wanted {
        let mut wanted = Wanted::default();
        // Any list may show when somebody comes of age.
        wanted.add_everywhere("birth_date");
        let owners = self.rules.iter().flat_map(|rule| &rule.owner);
        let owners = owners.map(|field| field.dataset.as_str());
        let always = ["plans", "decisions"];
        for list in self.datasets().into_iter().chain(owners).chain(always) {
            wanted.add_whole(list);
        }
        wanted
    }

    /// The lists that the rules read, in alphabetical order.
    pub fn datasets(&self) -> Vec<&str> {
        let mut names: Vec<&str> = vec!["cases"];
        for rule in &self.rules {
            names.extend(rule.fields().iter().map(|field| field.dataset.as_str()));
            if let Find::Missing(list) = &rule.find {
                names.push(&list.name);
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}
