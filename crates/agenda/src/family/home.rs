//! Who lives with a child, as far as the residents' list tells; and what must stay unsaid about it.
//!
//! Only what is known opens anything: a parent who is not certainly in the child's home gets no
//! paper, and whatever cannot be read hides as much as a yes does.

use mimamori_record::line::Record;
use mimamori_record::standing::{is_gone, judged};
use mimamori_record::{Block, Coverage, Individual};

use super::Reader;
use crate::masking;

/// The fields that are looked at here.
pub(crate) const FIELDS: [(&str, &str); 3] = [
    ("residents", "relationship"),
    ("placements", "placement_kind"),
    ("placements", "ended_on"),
];

/// Why no paper is made for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Died or moved away.
    Gone,
    /// The list of residents does not tell that this parent lives with the child.
    NotAtHome,
    /// Somebody of the household is protected, and it is not certain that it is this parent.
    Protected,
    /// An adult who is not the reader, or a reader who is no child.
    NotAChild,
}

/// The home of one person, for one reader.
pub(crate) struct Home {
    /// Places, institutions and whoever helps stay unsaid.
    pub(crate) hides: bool,
    /// Both parents live here, and nobody is protected.
    pub(crate) together: bool,
}

impl Home {
    /// The home, when this reader may get a paper about the person.
    pub(crate) fn of(
        person: &Individual,
        block: &Block,
        coverage: &Coverage,
        reader: Reader,
    ) -> Result<Home, Refused> {
        if is_gone(person, coverage) {
            return Err(Refused::Gone);
        }
        let protected = masking::is_protected(block, coverage);
        let (mother, father) = match block.relation(&person.line.id) {
            Some("child") => parents(person, block, coverage),
            // A mother who expects a child reads about herself.
            _ => match person.line.sex.as_deref() {
                Some("female") => (Some(person), None),
                Some("male") => (None, Some(person)),
                _ => (None, None),
            },
        };
        let is_child = block.relation(&person.line.id) == Some("child");
        let parent = match reader {
            Reader::Child if is_child => None,
            Reader::Child => return Err(Refused::NotAChild),
            Reader::Mother => Some(mother.ok_or(Refused::NotAtHome)?),
            Reader::Father => Some(father.ok_or(Refused::NotAtHome)?),
        };
        if let Some(parent) = parent.filter(|_| protected) {
            let own = masking::is_under_protection(parent, coverage);
            if !own {
                return Err(Refused::Protected);
            }
        }
        let away = block
            .people
            .iter()
            .any(|one| masking::is_away(one, coverage));
        Ok(Home {
            hides: protected || away,
            together: !protected
                && mother.is_some()
                && father.is_some()
                && block.household.elsewhere.is_empty(),
        })
    }
}

/// What somebody is to the head of the household.
fn relationship<'a>(person: &'a Individual, coverage: &'a Coverage) -> Option<&'a str> {
    let rows = judged(person, coverage, "residents");
    let mut told: Vec<&str> = rows
        .filter_map(|row: &Record| row.text("relationship"))
        .collect();
    told.dedup();
    // Two that differ tell nothing.
    (told.len() == 1).then(|| told[0])
}

/// Mother and father in the child's own household, by what each is to its head. A grandchild's
/// parent may be any of several children of the head: then nobody knows.
fn parents<'a>(
    child: &Individual,
    block: &'a Block,
    coverage: &Coverage,
) -> (Option<&'a Individual>, Option<&'a Individual>) {
    let Some(own) = relationship(child, coverage).map(str::trim) else {
        return (None, None);
    };
    let (parent, spouses) = match own.strip_suffix("の子") {
        Some(parent) => (
            parent.to_owned(),
            [format!("{parent}の妻"), format!("{parent}の夫")],
        ),
        None if own == "子" => ("世帯主".to_owned(), ["妻".to_owned(), "夫".to_owned()]),
        None => return (None, None),
    };
    let others = || {
        let here = block.people.iter();
        here.filter(|one| one.line.id != child.line.id && !is_gone(one, coverage))
    };
    let is = |one: &Individual, wanted: &str| {
        let told = relationship(one, coverage).map(str::trim);
        // 妻（未届）
        told.is_some_and(|told| told.split(['（', '(']).next() == Some(wanted))
    };
    let own: Vec<&Individual> = others().filter(|one| is(one, &parent)).collect();
    let [own] = own.as_slice() else {
        return (None, None);
    };
    let wed = || others().filter(|one| spouses.iter().any(|spouse| is(one, spouse)));
    let both = || wed().chain([*own]);
    let of = |sex: &str| {
        let mut found = both().filter(|one| one.line.sex.as_deref() == Some(sex));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    };
    (of("female"), of("male"))
}
