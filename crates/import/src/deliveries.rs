//! Several deliveries of the same list: which ones tie, which one another has replaced, and files
//! that are here twice.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::{Problem, Source, SourceState};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Coverage, Failure, Output};

use crate::when::month_folder;

/// Fewer rows than this may be the same in two lists by chance.
const FEW: u32 = 5;

/// Tells of lists that came twice with the same day in the same month's folder, where nobody knows
/// which one holds, and of files with the same bytes. How many of these lines are notes. The
/// coverage must be settled.
pub(crate) fn tell(coverage: &Coverage, out: &mut Output<'_>) -> Result<u64, Failure> {
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (one, other) in coverage.ties() {
        told.insert((one.path.as_str().max(&other.path), reason::SOURCES_TIE.code));
    }
    for copy in coverage.copies() {
        told.insert((&copy.path, reason::FILE_COPIED.code));
    }
    for source in coverage.sources() {
        let read = source.state == SourceState::Read && source.rows >= FEW;
        let first = source.same_as.as_deref().and_then(|id| coverage.source(id));
        let elsewhere = |first: &Source| {
            (&first.institution, &first.from) != (&source.institution, &source.from)
        };
        if read && coverage.judged(&source.id) && first.is_some_and(elsewhere) {
            told.insert((&source.path, reason::SAME_ELSEWHERE.code));
        }
    }
    let mut notes = 0;
    for (path, code) in told {
        notes += u64::from(reason::find(code).is_some_and(Reason::is_note));
        out.write(&Problem {
            code: code.to_owned(),
            path: Some(path.to_owned()),
            ..Problem::default()
        })?;
    }
    Ok(notes)
}

/// A file that was sent once more, and the file that replaced it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Replaced {
    /// The earlier file.
    pub(crate) old: String,
    /// The later one.
    pub(crate) new: String,
    /// Some rows of the earlier one hold on, because the later one does not speak of their class.
    pub(crate) partly: bool,
}

/// The files that were sent once more: the same list of the same month, drawn up on a later day or
/// delivered again with a later month. That the list of June follows that of May is no such thing.
/// The coverage must be settled.
pub(crate) fn replaced(coverage: &Coverage) -> Vec<Replaced> {
    let mut files: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for (old, new, whole) in coverage.replacements() {
        let again = old.from.is_some()
            || old.as_of == new.as_of
            || month_folder(&new.path) == month_folder(&old.path);
        if again {
            *files.entry((&old.path, &new.path)).or_default() |= !whole;
        }
    }
    let mut holds: BTreeSet<&str> = BTreeSet::new();
    for source in coverage.sources() {
        if coverage.judged(&source.id) {
            holds.insert(&source.path);
        }
    }
    files
        .into_iter()
        .map(|((old, new), partly)| Replaced {
            old: old.to_owned(),
            new: new.to_owned(),
            partly: partly || holds.contains(old),
        })
        .collect()
}
