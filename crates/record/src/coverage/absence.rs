//! What it means that somebody does not stand on a list.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Coverage;
use crate::delivery::same_list;
use crate::line::{Cause, Evidence, Per, Record, Source, SourceState};

/// What it means that a person does not stand on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// *No*: these lists were read and the person is on none of them.
    No(Vec<Evidence>),
    /// Not known, for these reasons.
    Unknown(Vec<Cause>),
}

/// What a list says about those who do not stand on it, whoever they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach {
    /// The institution of which it is asked; none for all of them.
    institution: Option<String>,
    /// Whether its mapping calls it closed: otherwise not to stand there says nothing.
    closed: bool,
    /// The sources that were read.
    lists: Vec<Evidence>,
    /// Why somebody may stand there after all, whatever the day.
    causes: BTreeSet<Cause>,
    /// Sources that reach up to a day, with the cause for every later one.
    ends: Vec<(String, Cause)>,
}

impl Coverage {
    /// What it means that a person, known by the `records`, does not stand on a closed list as of
    /// `date` (`YYYY-MM-DD`).
    pub fn absence<'a>(
        &self,
        dataset: &str,
        institution: Option<&str>,
        date: Option<&str>,
        records: impl Iterator<Item = &'a Record>,
    ) -> Absence {
        let reach = self.reach(dataset, institution);
        let late = reach.ends.iter();
        let late = late.filter(|(end, _)| Some(end.as_str()) < date);
        let mut causes = reach.causes.clone();
        causes.extend(late.map(|(_, cause)| cause.clone()));
        for record in records.filter(|_| reach.closed) {
            if let Some(source) = self.undecided(record, dataset) {
                causes.insert(Cause {
                    code: crate::reason::UNDECIDED_PAIR.code.to_owned(),
                    dataset: Some(dataset.to_owned()),
                    institution: institution.map(str::to_owned),
                    source: Some(source),
                    ..Cause::default()
                });
            }
        }
        if causes.is_empty() {
            Absence::No(reach.lists.clone())
        } else {
            Absence::Unknown(causes.into_iter().collect())
        }
    }

    /// Whether [`Coverage::absence`] is *no*, for those who do not want to know why.
    pub fn absent<'a>(
        &self,
        dataset: &str,
        institution: Option<&str>,
        date: Option<&str>,
        mut records: impl Iterator<Item = &'a Record>,
    ) -> bool {
        let reach = self.reach(dataset, institution);
        reach.causes.is_empty()
            && !reach.ends.iter().any(|(end, _)| Some(end.as_str()) < date)
            && !records.any(|record| self.undecided(record, dataset).is_some())
    }

    /// Worked out once for everybody, where the stream has settled.
    fn reach(&self, dataset: &str, institution: Option<&str>) -> Cow<'_, Reach> {
        let mut known = self.reaches.get(dataset).into_iter().flatten();
        match known.find(|reach| reach.institution.as_deref() == institution) {
            Some(reach) => Cow::Borrowed(reach),
            None => Cow::Owned(self.work_out(dataset, institution)),
        }
    }

    /// Of every list, for all institutions together and for each that it names.
    pub(super) fn all_reaches(&self) -> BTreeMap<String, Vec<Reach>> {
        let mut all = BTreeMap::new();
        for (name, list) in &self.datasets {
            let sources = self.judged_sources(name, None);
            let named = sources.filter_map(|source| source.institution.as_deref());
            let expected = list.expected.iter();
            let named = named.chain(expected.filter_map(|e| e.institution.as_deref()));
            let named: BTreeSet<Option<&str>> = named.map(Some).chain([None]).collect();
            let reaches = named.into_iter().map(|one| self.work_out(name, one));
            all.insert(name.clone(), reaches.collect());
        }
        all
    }

    fn work_out(&self, dataset: &str, institution: Option<&str>) -> Reach {
        let cause = |code: &str| Cause {
            code: code.to_owned(),
            dataset: Some(dataset.to_owned()),
            institution: institution.map(str::to_owned),
            ..Cause::default()
        };
        let mut reach = Reach {
            institution: institution.map(str::to_owned),
            ..Reach::default()
        };
        let Some(list) = self.dataset(dataset) else {
            reach.causes.insert(cause(crate::reason::LIST_MISSING.code));
            return reach;
        };
        if !list.closed {
            reach
                .causes
                .insert(cause(crate::reason::LIST_NOT_CLOSED.code));
            return reach;
        }
        reach.closed = true;
        let sources: Vec<&Source> = self.judged_sources(dataset, institution).collect();
        // Of a list in several deliveries the newest one decides how far it reaches; of one that
        // came in parts, the newest of each.
        let newer = |source: &Source, as_of: &str| {
            sources.iter().any(|other| {
                other.institution == source.institution
                    && other.as_of.as_deref() > Some(as_of)
                    && !self.apart(other, source)
                    && (list.per == Per::Event
                        || !same_list(other, source)
                        || other.overlaps(source))
            })
        };
        for source in &sources {
            let about = |code: &str| Cause {
                source: Some(source.id.clone()),
                ..cause(code)
            };
            if source.state == SourceState::Unreadable {
                reach.causes.insert(Cause {
                    institution: source.institution.clone(),
                    ..about(crate::reason::LIST_UNREADABLE.code)
                });
                continue;
            }
            if source.rows_unread > 0 || self.short.contains(&source.id) {
                reach.causes.insert(about(crate::reason::ROWS_UNREAD.code));
            }
            if source.paper.is_some() {
                continue;
            }
            // A list without a day of its own reaches none.
            let as_of = source.as_of.as_deref().unwrap_or_default();
            if !newer(source, as_of) {
                let end = (as_of.to_owned(), about(crate::reason::LIST_TOO_OLD.code));
                reach.ends.push(end);
            }
            reach.lists.push(Evidence {
                source: source.id.clone(),
                absent: true,
                ..Evidence::default()
            });
        }
        for expected in &list.expected {
            let wanted = institution.is_none() || expected.institution.as_deref() == institution;
            let name = expected.institution.as_deref();
            let mut lists = self.judged_sources(dataset, name);
            if wanted && lists.all(|source| source.paper.is_some()) {
                reach.causes.insert(Cause {
                    institution: expected.institution.clone(),
                    ..cause(crate::reason::LIST_MISSING.code)
                });
            }
        }
        if reach.lists.is_empty() && reach.causes.is_empty() {
            reach.causes.insert(cause(crate::reason::LIST_MISSING.code));
        }
        reach
    }
}
