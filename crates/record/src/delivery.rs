//! Which of several deliveries of a list holds, row by row.
//!
//! A list may come in one file or in one for each class, grade or check-up, and any of them may be
//! sent once more. A later file takes the place of an earlier one only as far as both speak of the
//! same part of the list, and not where other people stand on it: then nobody said which part it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::line::{Cover, Per, Record, Source, SourceState};

/// How the sources of a stream stand to one another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Deliveries {
    /// Sources none of whose rows hold, each with the later one or the copy that holds instead.
    pub(crate) replaced: BTreeMap<String, String>,
    /// Sources of which a part holds, with the later ones that take the rest of their rows.
    pub(crate) partly: BTreeMap<String, Vec<String>>,
    /// Those of `replaced` that are the very same bytes as another source.
    pub(crate) copies: BTreeSet<String>,
    /// Sources of the same day that speak of the same part: both hold, because one may be the
    /// other's second half. The second of each pair is the one whose rows are not added.
    pub(crate) ties: Vec<(String, String)>,
}

/// Pairs of sources on which other people stand: parts of a list that nobody told apart.
pub(crate) type Apart = BTreeSet<(String, String)>;

/// Dataset, institution, first month: two sources with the same key are deliveries of the same
/// list.
type Key<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

/// The day on which a list was drawn up, and the month of the folder it was delivered into.
type When<'a> = (Option<&'a str>, Option<&'a str>);

/// The tables of one file that belong to one list.
#[derive(Default)]
struct File<'a> {
    when: When<'a>,
    sources: Vec<&'a Source>,
}

impl File<'_> {
    fn rows(&self) -> u64 {
        self.sources.iter().map(|s| u64::from(s.rows)).sum()
    }

    /// Whether a table speaks of the whole list. A sheet without a row beside others that say what
    /// they hold does not.
    fn whole(&self, source: &Source) -> bool {
        let others = || self.sources.iter().any(|s| !s.covers.is_empty());
        source.covers.is_empty() && (source.rows > 0 || !others())
    }

    fn apart(&self, other: &File<'_>, apart: &Apart) -> bool {
        let holds = |file: &File<'_>, id: &str| file.sources.iter().any(|s| s.id == id);
        apart.iter().any(|(one, two)| {
            holds(self, one) && holds(other, two) || holds(self, two) && holds(other, one)
        })
    }

    fn overlaps(&self, mine: &Source, other: &File<'_>, theirs: &Source) -> bool {
        self.whole(mine)
            || other.whole(theirs)
            || mine
                .covers
                .iter()
                .any(|a| theirs.covers.iter().any(|b| a.agrees(b)))
    }
}

impl Deliveries {
    /// `per` says of a dataset how often somebody stands on it.
    pub(crate) fn of(
        sources: &BTreeMap<String, Source>,
        apart: &Apart,
        per: impl Fn(&str) -> Option<Per>,
    ) -> Deliveries {
        let mut all = Deliveries::default();
        let read = sources
            .values()
            .filter(|s| s.state == SourceState::Read && s.paper.is_none());
        let mut lists: BTreeMap<Key<'_>, BTreeMap<&str, File<'_>>> = BTreeMap::new();
        for source in read {
            // Of events each list adds to the ones before; of everything else it replaces them.
            let adds = per(&source.dataset) == Some(Per::Event);
            if let Some(first) = source.same_as.as_ref().and_then(|id| sources.get(id)) {
                let (mine, other) = (key(source), key(first));
                let same = mine == other && when(source) == when(first);
                if same || adds && (mine.0, mine.1) == (other.0, other.1) {
                    all.copies.insert(source.id.clone());
                    all.replaced.insert(source.id.clone(), first.id.clone());
                    continue;
                }
            }
            if !adds {
                let files = lists.entry(key(source)).or_default();
                let file = files.entry(file_of(&source.id)).or_default();
                file.when = file.when.max(when(source));
                file.sources.push(source);
            }
        }
        let lists: Vec<Vec<File<'_>>> = lists
            .into_values()
            .map(|files| files.into_values().collect())
            .collect();
        for files in &lists {
            for old in files {
                let newer = files.iter().filter(|new| new.when > old.when);
                for new in newer.filter(|new| !old.apart(new, apart)) {
                    all.replace(old, new);
                }
            }
        }
        all.finish(sources);
        for files in &lists {
            for (place, one) in files.iter().enumerate() {
                for other in &files[place + 1..] {
                    if one.when == other.when && !one.apart(other, apart) {
                        all.tie(one, other);
                    }
                }
            }
        }
        all
    }

    /// What a later file takes of an earlier one.
    fn replace(&mut self, old: &File<'_>, new: &File<'_>) {
        let pairs = || {
            let each = |mine| new.sources.iter().map(move |theirs| (mine, *theirs));
            old.sources.iter().flat_map(move |mine| each(*mine))
        };
        let overlapping = || pairs().filter(|(mine, theirs)| old.overlaps(mine, new, theirs));
        if of_another_month(old, new)
            && let Some((_, theirs)) = overlapping().next()
        {
            // The list of a new month leaves out the classes that are no more.
            for mine in &old.sources {
                self.replaced.insert(mine.id.clone(), theirs.id.clone());
            }
            return;
        }
        for (mine, theirs) in overlapping() {
            if old.whole(mine) || new.whole(theirs) {
                self.replaced.insert(mine.id.clone(), theirs.id.clone());
            } else {
                let newer = self.partly.entry(mine.id.clone()).or_default();
                newer.push(theirs.id.clone());
            }
        }
    }

    /// A source of which later ones together took every part is replaced as a whole.
    fn finish(&mut self, sources: &BTreeMap<String, Source>) {
        let replaced = &mut self.replaced;
        self.partly.retain(|id, newer| {
            if replaced.contains_key(id) {
                return false;
            }
            let covers = sources.get(id).map_or(&[][..], |source| &source.covers);
            let taken = |cover: &Cover| taken(newer, sources, |by| by.holds(cover));
            let whole = covers.iter().all(taken);
            if let (true, Some(new)) = (whole, newer.first()) {
                replaced.insert(id.clone(), new.clone());
            }
            !whole
        });
    }

    fn tie(&mut self, one: &File<'_>, other: &File<'_>) {
        let (more, less) = match one.rows() < other.rows() {
            true => (other, one),
            false => (one, other),
        };
        for mine in &more.sources {
            for theirs in &less.sources {
                let gone = |source: &Source| self.replaced.contains_key(&source.id);
                if !gone(mine) && !gone(theirs) && more.overlaps(mine, less, theirs) {
                    self.ties.push((mine.id.clone(), theirs.id.clone()));
                }
            }
        }
    }

    /// Whether a record of a source that holds in part is one of those that hold.
    pub(crate) fn holds(&self, record: &Record, sources: &BTreeMap<String, Source>) -> bool {
        if self.replaced.contains_key(&record.source) {
            return false;
        }
        match self.partly.get(&record.source) {
            Some(newer) => !taken(newer, sources, |by| by.is_of(record)),
            None => true,
        }
    }

    /// Rows of a source that count, of one institution where one is named.
    pub(crate) fn rows(
        &self,
        source: &Source,
        institution: Option<&str>,
        sources: &BTreeMap<String, Source>,
    ) -> u64 {
        let own = institution.and_then(|name| source.institutions.get(name));
        let rows = u64::from(*own.unwrap_or(&source.rows));
        if self.replaced.contains_key(&source.id) || self.ties.iter().any(|(_, s)| *s == source.id)
        {
            return 0;
        }
        let Some(newer) = self.partly.get(&source.id) else {
            return rows;
        };
        let of_institution = |cover: &&Cover| match (&cover.institution, own) {
            (Some(name), Some(_)) => Some(name.as_str()) == institution,
            _ => true,
        };
        let covers = || source.covers.iter().filter(of_institution);
        let sum = |covers: &mut dyn Iterator<Item = &Cover>| -> u64 {
            covers.map(|cover| u64::from(cover.rows)).sum()
        };
        let open = |cover: &&Cover| !taken(newer, sources, |by| by.holds(cover));
        // Rows of several parts count in each of them, those of none in no cover.
        let bare = rows.saturating_sub(sum(&mut covers()));
        rows.min(bare + sum(&mut covers().filter(open)))
    }
}

/// Whether a list without a month of its own came again with another month's folder. Which classes
/// there are changes with the years; which check-ups there are does not.
fn of_another_month(old: &File<'_>, new: &File<'_>) -> bool {
    let monthly = |source: &&Source| source.from.is_some();
    let parts = |source: &&Source| source.covers.iter().any(|cover| cover.part.is_some());
    let sources = || old.sources.iter().chain(&new.sources).copied();
    old.when.1 != new.when.1 && !sources().any(|s| monthly(&s) || parts(&s))
}

fn taken(
    newer: &[String],
    sources: &BTreeMap<String, Source>,
    by: impl Fn(&Cover) -> bool,
) -> bool {
    let mut covers = newer
        .iter()
        .filter_map(|id| sources.get(id))
        .flat_map(|source| &source.covers);
    covers.any(by)
}

fn key(source: &Source) -> Key<'_> {
    (
        &source.dataset,
        source.institution.as_deref(),
        source.from.as_deref().and_then(|from| from.get(..7)),
    )
}

fn when(source: &Source) -> When<'_> {
    (source.as_of.as_deref(), source.delivered.as_deref())
}

/// The part of a source's id that names the file.
fn file_of(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}

impl Source {
    /// Whether two sources are deliveries of one list and speak of the same part of it.
    pub fn overlaps(&self, other: &Source) -> bool {
        let none = self.covers.is_empty() || other.covers.is_empty();
        let shared = |a: &Cover| other.covers.iter().any(|b| a.agrees(b));
        same_list(self, other) && (none || self.covers.iter().any(shared))
    }
}

/// Whether two sources are tables of one file.
pub(crate) fn same_file(one: &Source, other: &Source) -> bool {
    file_of(&one.id) == file_of(&other.id)
}

/// Whether two sources are deliveries of the list of one institution and month.
pub(crate) fn same_list(one: &Source, other: &Source) -> bool {
    key(one) == key(other)
}
