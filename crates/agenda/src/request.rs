//! Request sheets: what institutions are asked about their registered children before a meeting.
//!
//! A sheet leaves the office. It holds what the institution has on its own lists, what the town
//! allows beside it, and nothing that anybody wrote; whoever is protected or lives in a foster home
//! is asked about by telephone. Flags and due items have no part in who stands on it.

mod answers;
mod belongs;
mod settings;
mod sheet;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mimamori_record::line::InstitutionType;
use mimamori_record::{Block, Coverage, Individual, Lang, standing};
use mimamori_rule::Members;

pub(crate) use answers::Round;
pub(crate) use settings::{Requests, check};
pub(crate) use sheet::{Ask, file_name};

use crate::asked::Asked;
use crate::facts;
use crate::masking;
use crate::messages;
use crate::profile::Meeting;
use belongs::{Belongs, belongs};

/// A child about whom an institution is asked.
#[derive(Debug)]
pub(crate) struct Child {
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) birth_date: Option<String>,
    /// Sorts as the institution's own list does.
    grade: Option<i64>,
    class: Option<String>,
    worker: Option<String>,
    /// This institution's own scales: day and value, the oldest first.
    scales: Vec<(String, i64)>,
}

/// Registered children about whom nobody is asked on a sheet, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Left {
    /// 支援措置.
    pub(crate) protected: usize,
    /// In a foster home or a facility, or by a placement that nobody can read.
    pub(crate) placed: usize,
    /// On no list of an institution that this meeting asks.
    pub(crate) nowhere: usize,
    /// On the lists of two at once.
    pub(crate) several: usize,
    /// No list has a name.
    pub(crate) unnamed: usize,
    /// Nobody can read whether they are registered.
    pub(crate) unclear: usize,
}

/// Why nobody is asked about a registered child on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    Protected,
    Placed,
    Nowhere,
    Several,
    Unnamed,
    Unclear,
}

impl Left {
    fn count(&mut self, why: Why) {
        *match why {
            Why::Protected => &mut self.protected,
            Why::Placed => &mut self.placed,
            Why::Nowhere => &mut self.nowhere,
            Why::Several => &mut self.several,
            Why::Unnamed => &mut self.unnamed,
            Why::Unclear => &mut self.unclear,
        } += 1;
    }
}

/// Whom to ask about whom, gathered household by household.
#[derive(Debug, Default)]
pub(crate) struct Asking {
    pub(crate) by: BTreeMap<String, Vec<Child>>,
    pub(crate) left: Left,
}

/// Where somebody stands with the 要対協.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Registered {
    Yes,
    No,
    Unclear,
}

/// Whether somebody is registered: by the ledger, or by a meeting that has decided since.
pub(crate) fn registered(person: &Individual, coverage: &Coverage) -> Registered {
    let case = standing::open_case(person, coverage);
    let decided = |field| {
        let row = standing::decided(person, coverage, field, case)?;
        row.text(field)
    };
    let over = decided("stage") == Some("closed") || decided("decision") == Some("close");
    match decided("eligibility") {
        Some("not-registered" | "closed") => return Registered::No,
        _ if over => return Registered::No,
        Some("registered") => return Registered::Yes,
        _ => {}
    }
    let Some(case) = case else {
        return Registered::No;
    };
    match decided("category").or_else(|| case.text("category")) {
        Some("protected-child" | "support-needed" | "expectant") => Registered::Yes,
        Some(_) => Registered::No,
        None => Registered::Unclear,
    }
}

/// The institution to ask about somebody, or why none is; nothing about who is not registered.
pub(crate) fn whom_to_ask(
    person: &Individual,
    block: &Block,
    coverage: &Coverage,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<Result<String, Why>> {
    match registered(person, coverage) {
        Registered::No => return None,
        Registered::Unclear => return Some(Err(Why::Unclear)),
        Registered::Yes => {}
    }
    let hidden = masking::is_protected(block, coverage);
    if hidden {
        return Some(Err(Why::Protected));
    }
    if is_placed(person, coverage, today) {
        return Some(Err(Why::Placed));
    }
    let institution = match belongs(person, coverage, today) {
        Belongs::Nowhere => return Some(Err(Why::Nowhere)),
        Belongs::Several => return Some(Err(Why::Several)),
        Belongs::To(institution) => institution,
    };
    if !kind_of(institution, coverage).is_some_and(|kind| meeting.requests.contains(&kind)) {
        return Some(Err(Why::Nowhere));
    }
    // Without a name the institution cannot tell who is meant.
    let named = person.line.name.is_some();
    Some(named.then(|| institution.to_owned()).ok_or(Why::Unnamed))
}

fn kind_of(institution: &str, coverage: &Coverage) -> Option<InstitutionType> {
    let mut all = coverage.town().institutions.iter();
    Some(all.find(|one| one.name == institution)?.r#type)
}

/// Whether somebody lives elsewhere by a placement; one that nobody can read counts.
pub(crate) fn is_placed(person: &Individual, coverage: &Coverage, today: NaiveDate) -> bool {
    let mut rows = standing::judged(person, coverage, "placements");
    rows.any(|row| {
        let ended = row.text("ended_on").and_then(facts::day);
        let over = ended.is_some_and(|ended| ended < today);
        !over && row.text("placement_kind") != Some("guidance")
    })
}

impl Asking {
    /// Takes the registered children of a household whom the meeting may be about.
    pub(crate) fn add<'q>(
        &mut self,
        block: &Block,
        coverage: &Coverage,
        meeting: &Meeting,
        (asked, members): (&'q Asked, &'q Members<'q>),
        today: NaiveDate,
    ) {
        for person in &block.people {
            let mut all = members.iter();
            let member = all.find(|member| member.individual().line.id == person.line.id);
            let about = member.is_some_and(|member| asked.about(members, member));
            if !about || standing::is_gone(person, coverage) {
                continue;
            }
            match whom_to_ask(person, block, coverage, meeting, today) {
                Some(Ok(institution)) => {
                    let child = Child::of(person, &institution, coverage, today);
                    self.by.entry(institution).or_default().push(child);
                }
                Some(Err(why)) => self.left.count(why),
                None => {}
            }
        }
    }

    /// How many sheets, and about how many children.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.by.len(), self.by.values().map(Vec::len).sum())
    }

    /// As an institution's own lists stand: by grade, class and name.
    pub(crate) fn sort(&mut self) {
        for children in self.by.values_mut() {
            children.sort_by(|one, other| {
                let key = |child: &Child| (child.grade, child.class.clone(), child.kana.clone());
                (key(one), &one.person).cmp(&(key(other), &other.person))
            });
        }
    }
}

impl Child {
    fn of(person: &Individual, institution: &str, coverage: &Coverage, today: NaiveDate) -> Self {
        let row = belongs::row(person, coverage, today);
        let birth = person.line.birth_date.as_deref().and_then(facts::day);
        let grade = row.and_then(|row| row.fields.get("grade")?.as_i64());
        let case = standing::open_case(person, coverage);
        let worker = standing::decided(person, coverage, "worker", case).or(case);
        let scales = answers::scales(person, coverage);
        let own = scales.into_iter().filter(|scale| scale.by == institution);
        Child {
            person: person.line.id.clone(),
            name: person.line.name.clone().unwrap_or_default(),
            kana: person.line.kana.clone().unwrap_or_default(),
            birth_date: person.line.birth_date.clone(),
            grade: grade
                .or_else(|| birth.map(|birth| i64::from(mimamori_calendar::grade(birth, today)))),
            class: row.and_then(|row| row.text("class")).map(str::to_owned),
            worker: worker.and_then(|row| row.text("worker")).map(str::to_owned),
            scales: own
                .map(|scale| (scale.on.to_owned(), scale.value))
                .collect(),
        }
    }

    /// 「小3・2組」.
    fn grade_and_class(&self, lang: Lang) -> String {
        let grade = self.grade.and_then(|grade| i32::try_from(grade).ok());
        let grade = grade.and_then(|grade| messages::grade(grade, lang));
        let words: Vec<String> = grade.into_iter().chain(self.class.clone()).collect();
        words.join(messages::DOT.pick(lang))
    }
}
