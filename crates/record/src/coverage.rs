//! What ought to have arrived against what arrived, and what a cell therefore means.
//!
//! Absence of a value is only as good as the list on which it was looked for. Everything that
//! tells *no* from *unknown* is decided here, once, for every program.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::delivery::{Apart, Deliveries, same_file, same_list};
use crate::line::{
    Cause, Dataset, Evidence, Expected, Pair, Per, Problem, Record, Source, SourceState, Town,
};

/// Town, lists and sources of a stream.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    town: Town,
    datasets: BTreeMap<String, Dataset>,
    sources: BTreeMap<String, Source>,
    short: BTreeSet<String>,
    apart: Apart,
    deliveries: Deliveries,
    open_pairs: BTreeMap<String, Vec<String>>,
}

/// What a record says in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Seen<'a> {
    /// A value.
    Value(&'a Value),
    /// The cell was blank; the mapping may say what that means.
    Blank(Option<&'a str>),
    /// The list does not ask.
    NotAsked,
    /// There was something that nobody can read.
    Unreadable,
}

/// Whether a list of one institution and month is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// Read to the end of the month.
    Arrived,
    /// Here, but with a gap.
    Partial(Cause),
    /// Expected and not here.
    Missing(Cause),
    /// Nobody promised it.
    NotExpected,
}

/// What it means that a person does not stand on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// *No*: these lists were read and the person is on none of them.
    No(Vec<Evidence>),
    /// Not known, for these reasons.
    Unknown(Vec<Cause>),
}

impl Coverage {
    /// Takes the town's line.
    pub fn set_town(&mut self, town: Town) {
        self.town = town;
    }

    /// Takes a dataset's line.
    pub fn add_dataset(&mut self, dataset: Dataset) {
        self.datasets.insert(dataset.name.clone(), dataset);
    }

    /// Takes a source's line.
    pub fn add_source(&mut self, source: Source) {
        self.sources.insert(source.id.clone(), source);
    }

    /// Takes an open question about two records.
    pub fn add_pair(&mut self, pair: &Pair) {
        for (one, other) in [(&pair.a, &pair.b), (&pair.b, &pair.a)] {
            let others = self.open_pairs.entry(one.clone()).or_default();
            others.push(other.clone());
        }
    }

    /// Takes a problem; some of them make a source partial: its rows were lost on the way, or are
    /// about somebody whom nobody can name. One says that a delivery replaces no earlier one.
    pub fn add_problem(&mut self, problem: &Problem) {
        if problem.code == crate::reason::PEOPLE_DIFFER.code {
            let earlier = problem.earlier.as_ref();
            let earlier = earlier.and_then(|earlier| earlier.source.clone());
            self.apart.extend(problem.source.clone().zip(earlier));
        }
        let short = [
            crate::reason::RECORDS_MISSING.code,
            crate::reason::RECORD_LOOSE.code,
        ];
        if short.contains(&problem.code.as_str()) {
            self.short.extend(problem.source.clone());
        }
    }

    /// Decides which of several deliveries of the same list holds: the later one, by its day, then
    /// by the month of its folder, as far as both hold the same part of the list and are not said
    /// to hold other people. Two of the same
    /// day and folder both hold, because one may be the other's second half; import reports them.
    /// Call it when everything was added.
    pub fn settle(&mut self) {
        let per = |name: &str| self.datasets.get(name).map(|list| list.per);
        self.deliveries = Deliveries::of(&self.sources, &self.apart, per);
    }

    /// The sources that later ones have replaced: the earlier, the later, and whether nothing of
    /// the earlier one holds any more. Copies are not among them.
    pub fn replacements(&self) -> impl Iterator<Item = (&Source, &Source, bool)> {
        let all = self.deliveries.replaced.iter();
        let all = all.filter(|(old, _)| !self.deliveries.copies.contains(*old));
        let whole = all.map(|(old, new)| (old, new, true));
        let partly = self.deliveries.partly.iter();
        let partly = partly.filter_map(|(old, new)| Some((old, new.first()?, false)));
        whole
            .chain(partly)
            .filter_map(|(old, new, whole)| Some((self.source(old)?, self.source(new)?, whole)))
    }

    /// Sources of the same list, part and day, of which nobody knows which one holds; the rows of
    /// the second are not added to those of the first.
    pub fn ties(&self) -> impl Iterator<Item = (&Source, &Source)> {
        let ties = self.deliveries.ties.iter();
        ties.filter_map(|(one, other)| Some((self.source(one)?, self.source(other)?)))
    }

    /// Sources of the very same bytes as another one, which counts for both.
    pub fn copies(&self) -> impl Iterator<Item = &Source> {
        let copies = self.deliveries.copies.iter();
        copies.filter_map(|id| self.source(id))
    }

    /// The town.
    pub fn town(&self) -> &Town {
        &self.town
    }

    /// All lists, by name.
    pub fn datasets(&self) -> impl Iterator<Item = &Dataset> {
        self.datasets.values()
    }

    /// A list.
    pub fn dataset(&self, name: &str) -> Option<&Dataset> {
        self.datasets.get(name)
    }

    /// All sources, by id.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// A source.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// Whether judgements may use any row of this source: it was read and no later delivery
    /// replaces the whole of it.
    pub fn judged(&self, source: &str) -> bool {
        self.sources.contains_key(source) && !self.deliveries.replaced.contains_key(source)
    }

    /// Whether judgements may use this record: its source was read, and no later delivery replaces
    /// the part of the list in which it stands.
    pub fn counts(&self, record: &Record) -> bool {
        self.sources.contains_key(&record.source) && self.deliveries.holds(record, &self.sources)
    }

    /// What a record says in a field.
    pub fn look<'a>(&'a self, record: &'a Record, field: &str) -> Seen<'a> {
        match record.fields.get(field) {
            Some(Value::Null) => Seen::Unreadable,
            Some(value) => Seen::Value(value),
            None if self.column(record, field).is_some() => Seen::Blank(
                self.dataset(&record.dataset)
                    .and_then(|d| d.fields.get(field))
                    .and_then(|f| f.blank.as_deref()),
            ),
            None => Seen::NotAsked,
        }
    }

    fn column(&self, record: &Record, field: &str) -> Option<&str> {
        let columns = &self.source(&record.source)?.columns;
        columns.get(field)?.of(record.part.as_deref())
    }

    /// Where a field, or a day of a field of marks, stands: `AA12`.
    pub fn cell(&self, record: &Record, field: &str, day: Option<&str>) -> Option<String> {
        let column = match day {
            Some(day) => self.source(&record.source)?.days.get(day)?,
            None => self.column(record, field)?,
        };
        let row = record.above.get(field).unwrap_or(&record.row);
        Some(format!("{column}{row}"))
    }

    /// The evidence of a value, a blank or an unreadable cell.
    pub fn evidence(&self, record: &Record, field: &str, day: Option<&str>) -> Evidence {
        let value = match (day, record.fields.get(field)) {
            (Some(day), Some(Value::Object(marks))) => marks.get(day),
            (None, value) => value,
            _ => None,
        };
        Evidence {
            source: record.source.clone(),
            cell: self.cell(record, field, day),
            field: Some(field.to_owned()),
            day: day.map(str::to_owned),
            value: match value {
                None | Some(Value::Null | Value::Object(_)) => None,
                Some(Value::String(text)) => Some(text.clone()),
                Some(other) => Some(other.to_string()),
            },
            ..Evidence::default()
        }
    }

    /// The sources of a dataset that count, of one institution where one is named.
    ///
    /// A list that names no institution speaks for all of them only where the town expects one
    /// list of the whole dataset. Where every school owes its own it stands for those that its rows
    /// name; otherwise nobody knows whose it is: it stands for none of them, but as a gap it stays
    /// one for each.
    pub fn judged_sources<'a>(
        &'a self,
        dataset: &'a str,
        institution: Option<&'a str>,
    ) -> impl Iterator<Item = &'a Source> {
        let each_its_own = self
            .dataset(dataset)
            .is_some_and(|d| d.expected.iter().any(|e| e.institution.is_some()));
        self.sources.values().filter(move |s| {
            let for_all = !each_its_own || s.state == SourceState::Unreadable;
            s.dataset == dataset
                && self.judged(&s.id)
                && match (institution, s.institution.as_deref()) {
                    (None, _) => true,
                    (Some(name), None) => for_all || s.institutions.contains_key(name),
                    (wanted, of) => wanted == of,
                }
        })
    }

    /// Rows of a source that count: a later delivery may have taken the place of some of them.
    pub fn rows_of(&self, source: &Source) -> u64 {
        self.deliveries.rows(source, None, &self.sources)
    }

    /// Rows that were read of the lists that count, of one institution and month where they are
    /// named.
    pub fn rows(&self, dataset: &str, institution: Option<&str>, month: Option<&str>) -> u64 {
        self.judged_sources(dataset, institution)
            .filter(|source| month.is_none_or(|month| speaks_of(source, month)))
            .map(|source| self.deliveries.rows(source, institution, &self.sources))
            .sum()
    }

    /// Whether the list of an institution for a month (`YYYY-MM`) is here.
    pub fn arrival(&self, dataset: &str, institution: Option<&str>, month: &str) -> Arrival {
        let cause = |code: &str, source: Option<&Source>| Cause {
            code: code.to_owned(),
            dataset: Some(dataset.to_owned()),
            institution: institution.map(str::to_owned),
            month: Some(month.to_owned()),
            source: source.map(|s| s.id.clone()),
            ..Cause::default()
        };
        let expected = self
            .dataset(dataset)
            .is_some_and(|d| d.expected.iter().any(|e| expects(e, institution, month)));
        let mut gap = None;
        let mut here = false;
        let last_day = format!("{month}-31");
        for source in self.judged_sources(dataset, institution) {
            if !speaks_of(source, month) {
                continue;
            }
            if source.state == SourceState::Unreadable {
                gap.get_or_insert(cause(crate::reason::LIST_UNREADABLE.code, Some(source)));
                continue;
            }
            // What people wrote into a paper of ours is not the list that was promised.
            here |= source.paper.is_none();
            if source.rows_unread > 0 || self.short.contains(&source.id) {
                gap.get_or_insert(cause(crate::reason::ROWS_UNREAD.code, Some(source)));
            }
            // The last day of the list's own span is the end of the month for it.
            let end = source.to.as_deref().unwrap_or(&last_day);
            if source.as_of.as_deref().is_some_and(|as_of| as_of < end) {
                gap.get_or_insert(cause(crate::reason::LIST_TOO_OLD.code, Some(source)));
            }
        }
        match (here, gap, expected) {
            (true, None, _) => Arrival::Arrived,
            (true, Some(gap), _) => Arrival::Partial(gap),
            (false, Some(gap), _) => Arrival::Missing(gap),
            (false, None, true) => Arrival::Missing(cause(crate::reason::LIST_MISSING.code, None)),
            (false, None, false) => Arrival::NotExpected,
        }
    }

    /// What it means that a person, known by the `records`, does not stand on a closed list as of
    /// `date` (`YYYY-MM-DD`).
    pub fn absence<'a>(
        &self,
        dataset: &str,
        institution: Option<&str>,
        date: Option<&str>,
        records: impl Iterator<Item = &'a Record>,
    ) -> Absence {
        let cause = |code: &str| Cause {
            code: code.to_owned(),
            dataset: Some(dataset.to_owned()),
            institution: institution.map(str::to_owned),
            ..Cause::default()
        };
        let Some(list) = self.dataset(dataset) else {
            return Absence::Unknown(vec![cause(crate::reason::LIST_MISSING.code)]);
        };
        if !list.closed {
            return Absence::Unknown(vec![cause(crate::reason::LIST_NOT_CLOSED.code)]);
        }
        let mut causes = BTreeSet::new();
        let mut lists = Vec::new();
        // Of a list in several deliveries the newest one decides how far it reaches; of one that
        // came in parts, the newest of each.
        let newer = |source: &Source, as_of: &str| {
            self.judged_sources(dataset, institution).any(|other| {
                other.institution == source.institution
                    && other.as_of.as_deref() > Some(as_of)
                    && !self.apart(other, source)
                    && (list.per == Per::Event
                        || !same_list(other, source)
                        || other.overlaps(source))
            })
        };
        for source in self.judged_sources(dataset, institution) {
            let about = |code: &str| Cause {
                source: Some(source.id.clone()),
                ..cause(code)
            };
            if source.state == SourceState::Unreadable {
                causes.insert(about(crate::reason::LIST_UNREADABLE.code));
                continue;
            }
            if source.rows_unread > 0 || self.short.contains(&source.id) {
                causes.insert(about(crate::reason::ROWS_UNREAD.code));
            }
            if source.paper.is_some() {
                continue;
            }
            if let (Some(as_of), Some(date)) = (source.as_of.as_deref(), date)
                && as_of < date
                && !newer(source, as_of)
            {
                causes.insert(about(crate::reason::LIST_TOO_OLD.code));
            }
            lists.push(Evidence {
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
                causes.insert(Cause {
                    institution: expected.institution.clone(),
                    ..cause(crate::reason::LIST_MISSING.code)
                });
            }
        }
        if lists.is_empty() && causes.is_empty() {
            causes.insert(cause(crate::reason::LIST_MISSING.code));
        }
        for record in records {
            if let Some(source) = self.undecided(record, dataset) {
                causes.insert(Cause {
                    source: Some(source),
                    ..cause(crate::reason::UNDECIDED_PAIR.code)
                });
            }
        }
        if causes.is_empty() {
            Absence::No(lists)
        } else {
            Absence::Unknown(causes.into_iter().collect())
        }
    }

    /// Whether a problem says that other people stand on these two, so that both are in force.
    pub fn apart(&self, one: &Source, other: &Source) -> bool {
        let beside = |id: &str, source: &Source| {
            let named = self.source(id);
            named.is_some_and(|named| same_file(named, source) && same_list(named, source))
        };
        let said = |a: &str, b: &str| beside(a, one) && beside(b, other);
        let mut apart = self.apart.iter();
        apart.any(|(a, b)| said(a, b) || said(b, a))
    }

    /// Whether an open question joins this record to another one.
    pub fn in_question(&self, record: &Record) -> bool {
        let key = format!("{}/{}", record.source, record.row);
        self.open_pairs.contains_key(&key)
    }

    /// The source of `dataset` to one of whose rows an open question joins this record.
    pub fn undecided(&self, record: &Record, dataset: &str) -> Option<String> {
        let key = format!("{}/{}", record.source, record.row);
        let others = self.open_pairs.get(&key)?;
        others
            .iter()
            .filter_map(|other| other.split('/').next())
            .find(|source| self.source(source).is_some_and(|s| s.dataset == dataset))
            .map(str::to_owned)
    }
}

fn expects(expected: &Expected, institution: Option<&str>, month: &str) -> bool {
    expected.institution.as_deref() == institution
        && expected.from.as_deref().is_none_or(|from| from <= month)
        && expected.to.as_deref().is_none_or(|to| month <= to)
}

/// Whether a source speaks of any day of the month.
fn speaks_of(source: &Source, month: &str) -> bool {
    let starts = source
        .from
        .as_deref()
        .is_none_or(|from| from.get(..7).is_some_and(|m| m <= month));
    let ends = source
        .to
        .as_deref()
        .is_none_or(|to| to.get(..7).is_some_and(|m| m >= month));
    starts && ends
}
