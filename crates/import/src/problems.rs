//! What could not be read, as workbooks to send back: one for each department, one for the centre.
//!
//! A paper names file, sheet, cell and heading, never a value or a person: the department looks
//! into its own file, and a letter that goes astray tells nothing.

mod collect;
mod folder;
mod kinds;
mod letter;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mimamori_paper::{Mark, Seal};
use mimamori_record::Failure;
use mimamori_record::line::{Problem, Source, SourceState};
use mimamori_record::reason::{self, Reason};
use mimamori_shell::Io;

pub(crate) use collect::Collected;
pub(crate) use kinds::unread_files;

use crate::back;
use crate::find::Found;
use crate::mapping::Mapping;
use crate::messages as say;
use crate::open::Opener;
use crate::question::{Asked, is_value};
use crate::value::Context;
use folder::Shelf;
use letter::{Entry, Letter};

/// Who gets a letter; departments by name, then the centre.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum To {
    /// The department or institution that provided the list.
    Provider(String),
    /// The centre itself: import.toml or the town's tables want a change.
    Centre,
}

/// Whether one answer settles the whole problem: it is about one cell, and about all rows for which
/// its value holds; not about several columns, or a column from its first row on.
fn one_cell(problem: &Problem) -> bool {
    problem.count.is_none_or(|count| count == 1) || is_value(problem)
}

/// What the letters need to know beside the problems.
pub(crate) struct Desk<'a> {
    pub(crate) mapping: &'a Mapping,
    pub(crate) asked: Asked<'a>,
    pub(crate) files: &'a [Found],
    /// What came back with the letters of earlier runs.
    pub(crate) said: &'a back::Said,
    pub(crate) context: Context<'a>,
    pub(crate) opener: &'a Opener,
}

impl Desk<'_> {
    /// Writes the letters into the folder. Call it when the run came to a good end.
    pub(crate) fn send(
        &self,
        folder: &Path,
        collected: &Collected,
        io: &mut Io,
    ) -> Result<(), Failure> {
        let (letters, answered) = self.letters(collected);
        let mark = Mark::new(letter::KIND, &self.asked.series.name, self.context.today);
        let seal = Seal::new(&self.asked.series.seal());
        let mut papers = Vec::new();
        let mut shelf = Shelf::new(self, folder);
        for (to, letter) in &letters {
            let built = letter.workbook(to, &mark, &seal, io.lang).finish()?;
            papers.push((shelf.name(to), built));
        }
        // A letter of an earlier run to somebody of whom nothing is asked any more.
        let settled = shelf.settled();
        for (name, to) in &settled {
            let built = Letter::default()
                .workbook(to, &mark, &seal, io.lang)
                .finish()?;
            papers.push((name.clone(), built));
        }
        for (name, built) in &papers {
            io.paper(&folder.join(name), &built.bytes)?;
            for remark in &built.remarks {
                io.warn(remark);
            }
        }
        for (old, new) in &shelf.kept {
            let new = new.as_ref().map(|name| folder.join(name));
            io.warn(&say::letter_kept(&folder.join(old), new.as_deref()));
        }
        let count = |letter: &Letter| letter.count();
        let lines: Vec<(&To, u64)> = letters.iter().map(|(to, l)| (to, count(l))).collect();
        io.say(&say::letters(folder, &lines, settled.len(), answered));
        Ok(())
    }

    /// The letters, and how many places are left out of them because they were answered.
    fn letters(&self, collected: &Collected) -> (BTreeMap<To, Letter>, u64) {
        let mut letters: BTreeMap<To, Letter> = BTreeMap::new();
        let mut answered: BTreeMap<To, BTreeSet<String>> = BTreeMap::new();
        collected.each(|problem, more| {
            let source = problem.source.as_deref();
            let source = source.and_then(|id| self.asked.coverage.source(id));
            if source.is_some_and(|source| self.replaced(source)) {
                return;
            }
            let Some(reason) = reason::find(&problem.code) else {
                return;
            };
            let to = self.to(source, problem, reason);
            let mut key = self.asked.key(problem);
            let alone = more == 0 && one_cell(problem);
            let said = |key: &String| self.said.answered.contains(key);
            let said = said(&key.question()) || key.trace.as_ref().is_some_and(said);
            if problem.source.is_some() && alone && said {
                answered.entry(to).or_default().insert(key.question());
                return;
            }
            let paper = problem.source.as_ref();
            let paper = paper.and_then(|id| self.said.places.get(id));
            let path = source.map(|source| &source.path).or(problem.path.as_ref());
            let path = path.or(paper.map(|(path, _)| path));
            let sheet = source.and_then(|source| source.sheet.as_ref());
            let sheet = sheet.or(paper.and_then(|(_, sheet)| sheet.as_ref()));
            let sheet = problem.sheet.as_ref().or(sheet);
            let sheet = sheet.cloned().unwrap_or_default();
            if let (None, Some(path)) = (&problem.source, path) {
                // Rows about whole files need keys of their own, or the letter would come back with
                // rows that look deleted.
                let digest = self
                    .asked
                    .series
                    .digest(&[path.as_bytes(), b"\0", sheet.as_bytes()]);
                key.source = format!("{digest}.0");
            }
            let short = |path: &String| self.asked.coverage.short_path(path);
            let file = path.map_or_else(String::new, short);
            let earlier = problem.earlier.as_ref().and_then(|earlier| {
                let source = self.asked.coverage.source(earlier.source.as_deref()?)?;
                Some(short(&source.path))
            });
            let entry = Entry {
                earlier: earlier.filter(|earlier| *earlier != file),
                file,
                sheet,
                reason,
                problem: problem.clone(),
                key,
            };
            letters.entry(to).or_default().add(entry, more);
        });
        for (to, letter) in &mut letters {
            letter.sort();
            letter.answered = answered.get(to).map_or(0, BTreeSet::len) as u64;
        }
        let answered = answered.values().map(BTreeSet::len).sum::<usize>();
        (letters, answered as u64)
    }

    /// Whether a later delivery of the same list is here, so that nobody has to correct this one.
    fn replaced(&self, source: &Source) -> bool {
        source.state != SourceState::Unreadable && !self.asked.coverage.judged(&source.id)
    }

    fn to(&self, source: Option<&Source>, problem: &Problem, reason: &Reason) -> To {
        if reason.request().is_none() {
            return To::Centre;
        }
        let path = source.map(|source| &source.path).or(problem.path.as_ref());
        let dataset = source
            .map(|source| &source.dataset)
            .or(problem.dataset.as_ref());
        match path.and_then(|path| self.provider(path, dataset)) {
            // 「各小中学校」 is each school by itself.
            Some(provider) if provider.starts_with('各') => {
                let institution = source.and_then(|source| source.institution.clone());
                To::Provider(institution.unwrap_or_else(|| provider.to_owned()))
            }
            Some(provider) if !provider.is_empty() => To::Provider(provider.to_owned()),
            _ => To::Centre,
        }
    }

    /// Who provides the list that a file is.
    fn provider(&self, path: &str, dataset: Option<&String>) -> Option<&str> {
        let file = self.files.iter().find(|file| file.shown == path)?;
        let mut lists = self.mapping.lists.iter().filter(|list| {
            let mut files = list.files.iter();
            files.any(|pattern| pattern.fits_path(&file.inner))
        });
        let list = lists.find(|list| dataset.is_none_or(|dataset| *dataset == list.dataset))?;
        Some(list.line.provider.trim())
    }
}
