//! Several deliveries of the same list: which ones tie, and which one another has replaced.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::{Problem, Source, SourceState};
use mimamori_record::{Coverage, Failure, Output, reason};

use crate::when::month_folder;

/// The same list twice with the same day in the same month's folder: nobody knows which one holds.
/// The coverage must be settled.
pub(crate) fn ties(coverage: &Coverage, out: &mut Output<'_>) -> Result<(), Failure> {
    let mut seen: BTreeMap<[Option<&str>; 4], Vec<&Source>> = BTreeMap::new();
    let mut ties = Vec::new();
    for source in read(coverage) {
        if !coverage.judged(&source.id) {
            continue;
        }
        let list = [
            Some(source.dataset.as_str()),
            source.institution.as_deref(),
            source.from.as_deref(),
            source.as_of.as_deref(),
        ];
        let earlier = seen.entry(list).or_default();
        let same = |one: &&Source| one.path != source.path && !coverage.are_halves(one, source);
        if earlier.iter().any(same) {
            ties.push(source.path.clone());
        }
        earlier.push(source);
    }
    ties.dedup();
    for path in ties {
        out.write(&Problem {
            code: reason::SOURCES_TIE.code.to_owned(),
            path: Some(path),
            ..Problem::default()
        })?;
    }
    Ok(())
}

/// A file that was sent once more, and the file that replaced it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Replaced {
    /// The earlier file.
    pub(crate) old: String,
    /// The later one.
    pub(crate) new: String,
}

/// The files that were sent once more: the same list of the same month, drawn up on a later day or
/// delivered again with a later month. That the list of June follows that of May is no such thing.
/// The coverage must be settled.
pub(crate) fn replaced(coverage: &Coverage) -> Vec<Replaced> {
    let all = read(coverage);
    let mut replaced = BTreeSet::new();
    for old in all.iter().filter(|source| !coverage.judged(&source.id)) {
        let again = |new: &&&Source| {
            coverage.judged(&new.id)
                && !coverage.are_halves(new, old)
                && (&new.dataset, &new.institution, &new.from)
                    == (&old.dataset, &old.institution, &old.from)
                && (old.from.is_some()
                    || old.as_of == new.as_of
                    || month_folder(&new.path) == month_folder(&old.path))
        };
        if let Some(new) = all.iter().find(again) {
            replaced.insert(Replaced {
                old: old.path.clone(),
                new: new.path.clone(),
            });
        }
    }
    replaced.into_iter().collect()
}

/// What was read, in the order of files and sheets.
fn read(coverage: &Coverage) -> Vec<&Source> {
    let all = coverage.sources();
    let mut read: Vec<&Source> = all
        .filter(|source| source.state == SourceState::Read)
        .collect();
    read.sort_by_key(|source| (source.path.as_str(), source.sheet.as_deref()));
    read
}
