//! A guardian whom a list names and who lives somewhere else: a parent who has moved out, or is a
//! household of their own at the same address. The two households stay two; each tells of the other.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use crate::compare::Comparer;
use crate::form::{Form, Forms, NONE};
use crate::household::Facts;

/// Children with guardians who do not live with them, as far as exactly one adult of all lists has
/// the guardian's full name: of two nobody could say which. `together` says who is one household.
pub(crate) fn absent_guardians(
    comparer: Comparer<'_>,
    facts: &[Facts],
    together: impl Fn(u32, u32) -> bool,
) -> BTreeSet<(u32, u32)> {
    let forms = comparer.forms;
    let mut adults: HashMap<Full, BTreeSet<u32>> = HashMap::new();
    for (person, adult) in (0..).zip(facts).filter(|(_, facts)| !facts.child) {
        for form in adult.identities.iter().map(|at| &forms.all[*at as usize]) {
            for name in names(forms, form) {
                adults.entry(name).or_default().insert(person);
            }
        }
    }
    let mut found = BTreeSet::new();
    for (person, child) in (0..).zip(facts).filter(|(_, facts)| facts.child) {
        for form in child.identities.iter().map(|at| &forms.all[*at as usize]) {
            let bearers = guardian(forms, form).and_then(|name| adults.get(&name));
            let mut bearers = bearers.into_iter().flatten();
            if let (Some(adult), None) = (bearers.next(), bearers.next())
                && !together(person, *adult)
            {
                found.insert((person, *adult));
            }
        }
    }
    found
}

/// A full name, as words of letters or of sound.
#[derive(PartialEq, Eq, Hash)]
enum Full {
    Letters(u32, u32),
    Sound(u32, u32),
}

fn letters(forms: &Forms, at: u32) -> Option<Full> {
    let letters = forms.letters.get(at as usize)?;
    let full = letters.surname != NONE && letters.given != NONE && !letters.kana;
    full.then_some(Full::Letters(letters.surname, letters.given))
}

fn sound(forms: &Forms, at: u32) -> Option<Full> {
    let reading = forms.readings.get(at as usize)?;
    let (surname, given) = (reading.surname.sound, reading.given.sound);
    (surname != NONE && given != NONE).then_some(Full::Sound(surname, given))
}

/// The names of a row.
fn names(forms: &Forms, form: &Form) -> impl Iterator<Item = Full> {
    let written = form.letters.iter().filter_map(|at| letters(forms, *at));
    let read = form.readings.iter().filter_map(|at| sound(forms, *at));
    written.chain(read)
}

/// The guardian of a row: in letters, else as it sounds.
fn guardian(forms: &Forms, form: &Form) -> Option<Full> {
    letters(forms, form.guardian).or_else(|| sound(forms, form.guardian_reading))
}
