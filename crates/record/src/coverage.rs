//! What ought to have arrived against what arrived, and what a cell therefore means.
//!
//! Absence of a value is only as good as the list on which it was looked for. Everything that
//! tells *no* from *unknown* is decided here, once, for every program.

mod absence;
mod arrival;
mod stretch;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::corrections::Corrections;
use crate::delivery::{Apart, Deliveries, same_file, same_list};
use crate::line::{Dataset, Evidence, Pair, Problem, Record, Source, SourceState, Town};

pub use absence::Absence;
use absence::Reach;
pub use arrival::Arrival;
use arrival::Arrivals;
pub use stretch::Stretch;

/// Town, lists and sources of a stream.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// The day of the run; empty where nobody said.
    today: String,
    town: Town,
    datasets: BTreeMap<String, Dataset>,
    sources: BTreeMap<String, Source>,
    short: BTreeSet<String>,
    apart: Apart,
    deliveries: Deliveries,
    /// By source and row, the rows (`source/row`) that may be about the same human being.
    open_pairs: BTreeMap<String, BTreeMap<u32, Vec<String>>>,
    /// By list: what it says about those who do not stand on it.
    reaches: BTreeMap<String, Vec<Reach>>,
    arrivals: Arrivals,
    /// By list of events: of which days it has everything.
    stretches: BTreeMap<String, Vec<Stretch>>,
    corrections: Corrections,
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

impl Coverage {
    /// Takes the day of the run, before any source.
    pub fn set_today(&mut self, today: &str) {
        today.clone_into(&mut self.today);
    }

    /// The day of the run; empty where nobody said.
    pub fn today(&self) -> &str {
        &self.today
    }

    /// Takes the town's line.
    pub fn set_town(&mut self, town: Town) {
        self.town = town;
    }

    /// Takes a dataset's line.
    pub fn add_dataset(&mut self, dataset: Dataset) {
        self.forget();
        self.datasets.insert(dataset.name.clone(), dataset);
    }

    /// Takes a source's line. A list that calls itself of a later month than the run reaches no day
    /// that anybody knows: import tells it, and what is asked of it is not answered.
    pub fn add_source(&mut self, mut source: Source) {
        self.forget();
        let ahead = |day: &String| {
            let [month, of_run] = [day, &self.today].map(|day| day.get(..7).unwrap_or_default());
            !of_run.is_empty() && month > of_run
        };
        source.as_of = source.as_of.filter(|day| !ahead(day));
        self.sources.insert(source.id.clone(), source);
    }

    /// Takes an open question about two records.
    pub fn add_pair(&mut self, pair: &Pair) {
        for (one, other) in [(&pair.a, &pair.b), (&pair.b, &pair.a)] {
            // Rows that are none are nobody's.
            let Some((source, row)) = one.rsplit_once('/') else {
                continue;
            };
            let Ok(row) = row.parse() else { continue };
            let rows = self.open_pairs.entry(source.to_owned()).or_default();
            rows.entry(row).or_default().push(other.clone());
        }
    }

    /// Takes what a department wrote as the right value of a cell.
    pub fn add_correction(&mut self, answer: Record) {
        self.corrections.add(answer);
    }

    /// Puts right values in place of what the lists say.
    pub fn correct(&self, record: &mut Record) {
        self.corrections.apply(record, self);
    }

    /// What was answered about a cell.
    pub fn correction(&self, source: &str, cell: &str) -> Option<&Record> {
        self.corrections.of(source, cell)
    }

    /// Takes a problem; some of them make a source partial: its rows were lost on the way, or are
    /// about somebody whom nobody can name. One says that a delivery replaces no earlier one.
    pub fn add_problem(&mut self, problem: &Problem) {
        self.forget();
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
        self.forget();
        self.reaches = self.all_reaches();
        self.stretches = self.all_stretches();
    }

    /// What was worked out no longer holds.
    fn forget(&mut self) {
        self.reaches.clear();
        self.stretches.clear();
        self.arrivals = Arrivals::default();
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
        let text = |value: &Value| match value {
            Value::Null | Value::Object(_) => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        let cell = self.cell(record, field, day);
        let stood = record.corrected.get(field);
        let answer = stood.and_then(|_| self.correction(&record.source, cell.as_deref()?));
        Evidence {
            source: record.source.clone(),
            cell,
            field: Some(field.to_owned()),
            part: record.part.clone(),
            day: day.map(str::to_owned),
            value: value.and_then(text),
            corrected_by: answer.map(Record::address),
            original: stood.and_then(|stood| text(stood.as_ref()?)),
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
        self.others(record).next().is_some()
    }

    /// The source of `dataset` to one of whose rows an open question joins this record.
    pub fn undecided(&self, record: &Record, dataset: &str) -> Option<String> {
        self.others(record)
            .filter_map(|other| other.split('/').next())
            .find(|source| self.source(source).is_some_and(|s| s.dataset == dataset))
            .map(str::to_owned)
    }

    /// The rows to which open questions join this record.
    fn others(&self, record: &Record) -> impl Iterator<Item = &str> {
        let rows = self.open_pairs.get(&record.source);
        let others = rows.and_then(|rows| rows.get(&record.row));
        others.into_iter().flatten().map(String::as_str)
    }
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
