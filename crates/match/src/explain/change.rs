//! What would change the verdict: the same decision, with one field of one row written otherwise.
//! What the town's names and birthdays are worth stays as it was counted.

use std::collections::BTreeSet;

use crate::birth::birth;
use crate::compare::Comparer;
use crate::decide::{Edge, decide};
use crate::form::{Form, Forms, NONE};
use crate::groups::Ties;
use crate::model::{Birth, Model};
use crate::options::Bands;

/// A number that nobody has.
const FRESH: u32 = NONE - 1;

/// The fields that people can look up and mend, by their terms.
pub(crate) const FIELDS: [&str; 9] = [
    "given_name",
    "birth_date",
    "resident_no",
    "sex",
    "household_no",
    "address",
    "phone",
    "guardian",
    "school",
];

/// What the two would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    Same,
    Question,
    Two,
}

/// A run that can be tried with other values.
pub(crate) struct Trial<'a> {
    pub(crate) forms: &'a mut Forms,
    pub(crate) model: &'a Model,
    /// The pairs worth comparing, and those worth remembering.
    pub(crate) pairs: &'a [(u32, u32)],
    pub(crate) edges: &'a [Edge],
    pub(crate) ties: &'a Ties,
    pub(crate) bands: Bands,
}

impl Trial<'_> {
    pub(crate) fn comparer(&self) -> Comparer<'_> {
        Comparer {
            forms: self.forms,
            model: self.model,
        }
    }

    /// By field, what the two would be if both wrote the same.
    pub(crate) fn agreeing(&mut self, [a, b]: [u32; 2]) -> Vec<(&'static str, Then)> {
        let mut found = Vec::new();
        for field in FIELDS {
            let (x, y) = (&self.forms.all[a as usize], &self.forms.all[b as usize]);
            let pieces = match (has(x, field), has(y, field)) {
                (true, _) => Some((b, a)),
                (false, true) => Some((a, b)),
                (false, false) => None,
            };
            if let Some((row, like)) = pieces {
                let mut form = self.forms.all[row as usize].clone();
                write(&mut form, &self.forms.all[like as usize], field);
                found.push((field, self.with([a, b], row, form)));
            }
        }
        found
    }

    /// By field in which they agree, what the two would be if the second wrote something else.
    pub(crate) fn differing(&mut self, [a, b]: [u32; 2]) -> Vec<(&'static str, Then)> {
        let mut found = Vec::new();
        for field in FIELDS {
            if let Some(form) = self.other(a, b, field) {
                found.push((field, self.with([a, b], b, form)));
            }
        }
        found
    }

    /// Decides once more with another form of this row.
    fn with(&mut self, [a, b]: [u32; 2], row: u32, form: Form) -> Then {
        let before = std::mem::replace(&mut self.forms.all[row as usize], form);
        let comparer = self.comparer();
        // With the value of the other it may be like all that the other may be like.
        let mut met: BTreeSet<u32> = BTreeSet::from([a, b]);
        for (x, y) in self.pairs {
            if [a, b].contains(x) || [a, b].contains(y) {
                met.extend([*x, *y]);
            }
        }
        met.remove(&row);
        let apart = self
            .edges
            .iter()
            .filter(|edge| edge.a != row && edge.b != row);
        let mut edges: Vec<Edge> = apart.copied().collect();
        let touched: Vec<(u32, u32)> = met.iter().map(|at| (row.min(*at), row.max(*at))).collect();
        edges.extend(crate::edges(comparer, &touched));
        let decision = decide(comparer, edges, self.ties, self.bands);
        let person = |at: u32| decision.person_of[at as usize];
        let asked = decision.questions.iter().any(|question| {
            let ends = [person(question.edge.a), person(question.edge.b)];
            ends.contains(&person(a)) && ends.contains(&person(b))
        });
        let then = match (person(a) == person(b), asked) {
            (true, _) => Then::Same,
            (false, true) => Then::Question,
            (false, false) => Then::Two,
        };
        self.forms.all[row as usize] = before;
        then
    }

    /// The form of `b` with another value than that of `a`, where they agree in this field.
    fn other(&self, a: u32, b: u32, field: &str) -> Option<Form> {
        let comparer = self.comparer();
        let (x, y) = (&self.forms.all[a as usize], &self.forms.all[b as usize]);
        if !has(x, field) || !has(y, field) || tenths(comparer, a, b, field) <= 0 {
            return None;
        }
        let mut form = y.clone();
        match field {
            "resident_no" => form.resident = FRESH,
            "household_no" => form.household = FRESH,
            "sex" => form.sex = FRESH,
            "school" => {
                (form.institution, form.class) = (FRESH, FRESH);
            }
            "birth_date" => {
                let days = [1001, 2003, 3001];
                let mut days = days.into_iter().map(chrono::Days::new);
                form.birth = days.find_map(|days| {
                    let mut other = y.clone();
                    other.birth = Some(x.birth?.checked_sub_days(days)?);
                    (birth(x, &other) == Birth::Different).then_some(other.birth?)
                });
                form.birth?;
            }
            // Names, homes and guardians are taken from somebody else who has another one.
            _ => {
                let all = || (0..self.forms.all.len()).map(crate::identity::narrow);
                let differs = |at: &u32| {
                    has(&self.forms.all[*at as usize], field)
                        && is_at(comparer, a, *at, (field, "different"))
                };
                let alike = |at: &u32| {
                    field != "given_name" || is_at(comparer, a, *at, ("surname", "same"))
                };
                let found = all().find(|at| alike(at) && differs(at));
                let donor = found.or_else(|| all().find(differs))?;
                write(&mut form, &self.forms.all[donor as usize], field);
            }
        }
        Some(form)
    }
}

/// Whether a row says anything in a field.
pub(crate) fn has(form: &Form, field: &str) -> bool {
    match field {
        "given_name" | "surname" => !form.letters.is_empty() || !form.readings.is_empty(),
        "birth_date" => form.birth.is_some(),
        "resident_no" => form.resident != NONE,
        "household_no" => form.household != NONE,
        "sex" => form.sex != NONE,
        "address" => form.address != NONE,
        "postal_code" => form.postal_code != NONE,
        "phone" => form.phones != NONE,
        "guardian" => form.guardian != NONE || form.guardian_reading != NONE,
        "school" => form.institution != NONE && form.cohort.is_some(),
        _ => false,
    }
}

/// Writes a field as somebody else does.
fn write(form: &mut Form, like: &Form, field: &str) {
    match field {
        "given_name" => {
            form.letters.clone_from(&like.letters);
            form.readings.clone_from(&like.readings);
            form.unnamed = like.unnamed;
            form.foreign = like.foreign;
        }
        "birth_date" => form.birth = like.birth,
        "resident_no" => form.resident = like.resident,
        "household_no" => form.household = like.household,
        "sex" => form.sex = like.sex,
        "address" => form.address = like.address,
        "phone" => {
            form.phones = like.phones;
            form.phone = like.phone;
        }
        "guardian" => {
            form.guardian = like.guardian;
            form.guardian_reading = like.guardian_reading;
        }
        "school" => {
            form.institution = like.institution;
            form.cohort = like.cohort;
            form.class = like.class;
            form.school_year = like.school_year;
        }
        _ => {}
    }
}

fn tenths(comparer: Comparer<'_>, a: u32, b: u32, field: &str) -> i32 {
    let terms = comparer.explain(a.min(b), a.max(b));
    let of_field = terms.iter().filter(|(name, _, _)| name == field);
    of_field.map(|(_, _, tenths)| tenths.0).sum()
}

/// Whether two compare like this in a field.
fn is_at(comparer: Comparer<'_>, a: u32, b: u32, (field, level): (&str, &str)) -> bool {
    let terms = comparer.explain(a.min(b), a.max(b));
    let mut terms = terms.iter();
    terms.any(|(name, found, _)| name == field && found == level)
}
