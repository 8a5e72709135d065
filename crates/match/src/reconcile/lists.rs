//! Which rows a name means: a dataset, a dataset of one institution, or a file.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::{Cause, Record, Source, SourceState};
use mimamori_record::{Absence, Coverage, Failure, Lang, dictionary, reason};

use super::people::People;
use super::{Head, Matched, say, words};
use crate::explain::is_at;
use crate::identity::Field;
use crate::intake::{ABOUT_NOBODY, Intake};

/// Of more sheets than this the files are named.
const SHEETS: usize = 6;

/// A row of a list.
#[derive(Debug)]
pub(crate) struct Listed {
    /// Its place in [`Intake::records`].
    pub(crate) at: u32,
    pub(crate) identity: u32,
    pub(crate) record: Record,
}

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meant {
    Dataset(String, Option<String>),
    File(String, Option<String>),
}

/// One of the two lists.
#[derive(Debug)]
pub(crate) struct List {
    meant: Meant,
    pub(crate) rows: Vec<Listed>,
    /// Files and sheets that belong to it, those without a row too.
    pub(crate) sources: BTreeSet<String>,
    /// Whether they are sheets of one file.
    pub(crate) one_file: bool,
    /// The fields that it asks.
    pub(crate) asked: BTreeSet<String>,
}

impl List {
    /// The dataset of its rows.
    pub(crate) fn dataset(&self) -> &str {
        match &self.meant {
            Meant::Dataset(name, _) => name,
            Meant::File(..) => self.rows.first().map_or("", |row| &row.record.dataset),
        }
    }
}

/// Finds lists by what people call them.
pub(crate) struct Lists<'a> {
    intake: &'a Intake,
    coverage: &'a Coverage,
    lang: Lang,
    /// The datasets of which something is here, with their institutions.
    datasets: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Lists<'a> {
    pub(crate) fn new(matched: Matched<'a>, coverage: &'a Coverage, lang: Lang) -> Self {
        let intake = matched.intake;
        let mut datasets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for source in coverage.sources() {
            if source.state == SourceState::Read {
                let institutions = datasets.entry(&source.dataset).or_default();
                institutions.extend(source.institution.as_deref());
            }
        }
        for record in &intake.records {
            let identity = intake.seen(record);
            let institutions = datasets.entry(identity.dataset()).or_default();
            institutions.extend(identity.get(Field::Institution));
        }
        datasets.retain(|name, _| !ABOUT_NOBODY.contains(name));
        Lists {
            intake,
            coverage,
            lang,
            datasets,
        }
    }

    /// The two lists that people named.
    pub(crate) fn pair(&self, asked: &[String]) -> Result<[List; 2], Failure> {
        let name = |at: usize| asked.get(at).map_or("", String::as_str);
        let meant = [self.meant(name(0), 0)?, self.meant(name(1), 1)?];
        if meant[0] == meant[1] {
            return Err(say::same_list());
        }
        let a = self.list(&meant[0], &meant[1])?;
        let b = self.list(&meant[1], &meant[0])?;
        let mine: BTreeSet<u32> = a.rows.iter().map(|row| row.at).collect();
        match b.rows.iter().any(|row| mine.contains(&row.at)) {
            true => Err(say::shared_rows()),
            false => Ok([a, b]),
        }
    }

    /// What is typed is not repeated: it may be anything.
    fn meant(&self, text: &str, at: usize) -> Result<Meant, Failure> {
        if let Some(name) = self.dataset(text) {
            return Ok(Meant::Dataset(name.to_owned(), None));
        }
        let (path, sheet) = match text.rsplit_once('!') {
            Some((path, sheet)) => (path, Some(sheet)),
            None => (text, None),
        };
        if self
            .coverage
            .sources()
            .any(|source| of(source, path, sheet))
        {
            return Ok(Meant::File(path.to_owned(), sheet.map(str::to_owned)));
        }
        let named = text
            .split_once('/')
            .and_then(|(front, rest)| Some((self.dataset(front)?, rest)));
        let Some((name, rest)) = named else {
            let all: Vec<&str> = self.datasets.keys().copied().collect();
            return Err(say::no_such_list(at, &all));
        };
        let known = &self.datasets[name];
        let mut institutions = self.coverage.town().institutions.iter();
        let of_town = institutions.find(|i| i.name == rest || i.aliases.iter().any(|a| a == rest));
        let institution = of_town.map_or(rest, |institution| &institution.name);
        if known.contains(institution) {
            return Ok(Meant::Dataset(
                name.to_owned(),
                Some(institution.to_owned()),
            ));
        }
        let known: Vec<&str> = known.iter().copied().collect();
        Err(say::no_such_institution(at, name, &known))
    }

    /// The dataset that is called so, by its key or by what people call it.
    fn dataset(&self, text: &str) -> Option<&'a str> {
        let mut names = self.datasets.keys().copied();
        names.find(|name| {
            let entry = dictionary::dataset(name);
            *name == text
                || entry.is_some_and(|entry| [entry.label.ja, entry.label.en].contains(&text))
        })
    }

    fn list(&self, meant: &Meant, other: &Meant) -> Result<List, Failure> {
        let mut list = List {
            meant: meant.clone(),
            rows: Vec::new(),
            sources: BTreeSet::new(),
            one_file: false,
            asked: BTreeSet::new(),
        };
        for source in self.coverage.sources() {
            let belongs = match meant {
                Meant::File(path, sheet) => of(source, path, sheet.as_deref()),
                Meant::Dataset(name, institution) => {
                    source.dataset == *name
                        && source.rows == 0
                        && self.coverage.judged(&source.id)
                        && (institution.is_none() || source.institution == *institution)
                        && !elsewhere(other, name, source.institution.as_deref())
                }
            };
            if belongs && source.state == SourceState::Read {
                list.sources.insert(source.id.clone());
            }
        }
        for (record, at) in self.intake.records.iter().zip(0..) {
            let source = &self.intake.source(record).id;
            let identity = self.intake.seen(record);
            let mine = match meant {
                Meant::File(..) => list.sources.contains(source),
                Meant::Dataset(name, institution) => {
                    let of = identity.get(Field::Institution);
                    identity.dataset() == *name
                        && (institution.is_none() || institution.as_deref() == of)
                        && !elsewhere(other, name, of)
                }
            };
            if !mine {
                continue;
            }
            let Ok(line) = Record::parse(&self.intake.line(record.line)?) else {
                continue;
            };
            // A file is taken as it is; of a dataset, what no later delivery replaces.
            let holds = self.coverage.source(source).is_none() || self.coverage.counts(&line);
            if matches!(meant, Meant::File(..)) || holds {
                list.sources.insert(source.clone());
                list.rows.push(Listed {
                    at,
                    identity: record.identity,
                    record: line,
                });
            }
        }
        let sources = || {
            list.sources
                .iter()
                .filter_map(|id| self.coverage.source(id))
        };
        let columns = sources().flat_map(|source| source.columns.keys().cloned());
        let written = list.rows.iter().flat_map(|row| row.record.fields.keys());
        let paths: BTreeSet<&str> = sources().map(|source| source.path.as_str()).collect();
        list.one_file = paths.len() == 1;
        let days = sources().any(|source| !source.days.is_empty());
        list.asked = columns
            .chain(written.cloned())
            .chain(days.then(|| "days".to_owned()))
            .collect();
        Ok(list)
    }

    /// Files by their names, sheets as they follow in the file.
    fn place(&self, id: &str) -> (String, u32) {
        let path = self.coverage.source(id).map(|source| source.path.clone());
        let sheet = id
            .rsplit_once('.')
            .and_then(|(_, number)| number.parse().ok());
        (path.unwrap_or_default(), sheet.unwrap_or(0))
    }

    /// What the report says of a list.
    pub(crate) fn head(&self, pair: &[List; 2], at: usize, people: &People<'_>) -> Head {
        let list = &pair[at];
        let mut ids: Vec<&String> = list.sources.iter().collect();
        ids.sort_by_cached_key(|id| self.place(id));
        let sources = ids.into_iter().filter_map(|id| self.coverage.source(id));
        let place = |source: &Source, sheets: bool| {
            let place = match sheets {
                true => self.coverage.file_and_sheet(source),
                false => self.coverage.short_path(&source.path),
            };
            say::place_as_of(&place, source.as_of.as_deref(), self.lang)
        };
        let mut places = Vec::new();
        // Of many sheets the files are enough.
        let sheets = list.sources.len() <= SHEETS;
        for place in sources.map(|source| place(source, sheets)) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let alone = list.asked.difference(&pair[1 - at].asked);
        let only_here = super::fields::order(pair, alone)
            .into_iter()
            .map(|key| super::fields::label(self.coverage, pair, key, self.lang));
        Head {
            name: self.name(list),
            people: people.count(at),
            rows: list.rows.len(),
            places,
            gaps: self.gaps(list),
            only_here: only_here.collect(),
        }
    }

    fn name(&self, list: &List) -> String {
        match &list.meant {
            Meant::Dataset(name, institution) => {
                let label = dictionary::dataset(name).map(|entry| entry.label.pick(self.lang));
                say::list_of(label.unwrap_or(name), institution.as_deref(), self.lang)
            }
            Meant::File(path, None) => path.clone(),
            Meant::File(path, Some(sheet)) => format!("{path}「{sheet}」"),
        }
    }

    /// Why somebody whom no row names may be on the list all the same.
    fn gaps(&self, list: &List) -> Vec<String> {
        let mut causes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        if let Meant::Dataset(name, institution) = &list.meant
            && self.coverage.dataset(name).is_some()
        {
            let nobody = std::iter::empty();
            let absence = self
                .coverage
                .absence(name, institution.as_deref(), None, nobody);
            if let Absence::Unknown(all) = absence {
                for cause in all {
                    let about = self.about(&cause);
                    causes.entry(cause.code).or_default().extend(about);
                }
            }
        }
        let unread: BTreeSet<String> = list
            .sources
            .iter()
            .filter_map(|id| self.coverage.source(id))
            .filter(|source| source.rows_unread > 0 || self.nobody_s(&source.id))
            .map(|source| self.coverage.file_and_sheet(source))
            .collect();
        if !unread.is_empty() {
            let code = reason::ROWS_UNREAD.code.to_owned();
            causes.entry(code).or_default().extend(unread);
        }
        causes
            .into_iter()
            .filter_map(|(code, about)| {
                let title = reason::find(&code)?.title.pick(self.lang);
                let about: Vec<String> = about.into_iter().collect();
                Some(say::gap(
                    title,
                    &about.join(words::comma(self.lang)),
                    self.lang,
                ))
            })
            .collect()
    }

    fn about(&self, cause: &Cause) -> Option<String> {
        let source = cause.source.as_ref();
        let source = source.and_then(|id| self.coverage.source(id));
        let place = source.map(|source| self.coverage.file_and_sheet(source));
        place.or_else(|| cause.institution.clone())
    }

    /// Whether a list has rows that name nobody.
    fn nobody_s(&self, source: &str) -> bool {
        let mut problems = self.intake.problems.iter();
        problems.any(|problem| {
            problem.code == reason::RECORD_LOOSE.code && problem.source.as_deref() == Some(source)
        })
    }
}

/// Whether rows of this institution belong to the other list, which names it.
fn elsewhere(other: &Meant, dataset: &str, institution: Option<&str>) -> bool {
    match other {
        Meant::Dataset(name, Some(named)) => name == dataset && institution == Some(named),
        _ => false,
    }
}

fn of(source: &Source, path: &str, sheet: Option<&str>) -> bool {
    is_at(source, path) && (sheet.is_none() || source.sheet.as_deref() == sheet)
}
