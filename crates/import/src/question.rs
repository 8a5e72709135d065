//! What a department was asked, and where its answer holds now.
//!
//! A letter's key says where the cell stood: source, row, column, field. An answer holds there for
//! as long as the file has the same bytes, wherever it was copied. In another delivery of the list
//! it holds where the same row is as it was (see [`trace`](crate::trace)), and nowhere else.

use std::collections::BTreeMap;

use mimamori_container::letters;
use mimamori_record::Coverage;
use mimamori_record::line::{Problem, Source};
use mimamori_record::reason;

use crate::series::Series;
use crate::trace::Traces;

/// The key of a row in a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Key {
    /// The source; of a file that has none a digest of its path, with sheet 0.
    pub(crate) source: String,
    pub(crate) row: Option<u32>,
    /// Its letters; blank where the question is about no column.
    pub(crate) column: String,
    /// Blank where the question is about no single value.
    pub(crate) field: String,
    /// By what the cell is known in another delivery, where it can be.
    pub(crate) trace: Option<String>,
}

impl Key {
    /// The key of what is asked. One of two equal headings is no value of its field.
    pub(crate) fn of(problem: &Problem) -> Key {
        let heading = problem.code == reason::DUPLICATE_LABEL.code;
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        Key {
            source: text(&problem.source),
            row: problem.row,
            column: text(&problem.column),
            field: text(&problem.field.clone().filter(|_| !heading)),
            trace: None,
        }
    }

    /// Reads a key; none when it is the key of no letter.
    pub(crate) fn read(text: &str) -> Option<Key> {
        let parts: Vec<&str> = text.split('/').collect();
        let (address, trace) = parts.split_at_checked(4)?;
        let (&[source, row, column, field], trace) = (address, trace) else {
            return None;
        };
        let trace = match trace {
            [] => None,
            [trace] if !trace.is_empty() => Some((*trace).to_owned()),
            _ => return None,
        };
        let row = (!row.is_empty()).then(|| row.parse());
        let key = Key {
            source: source.to_owned(),
            row: row.transpose().ok()?,
            column: column.to_owned(),
            field: field.to_owned(),
            trace,
        };
        (!source.is_empty()).then_some(key)
    }

    /// `3f9a0c51d2e7.1/13/D/birth_date`; a part is empty where the question has none.
    pub(crate) fn address(&self) -> String {
        let row = self.row.map(|row| row.to_string()).unwrap_or_default();
        [&self.source, &row, &self.column, &self.field]
            .map(String::as_str)
            .join("/")
    }

    /// As it stands in a letter: the address, and the trace behind it.
    pub(crate) fn text(&self) -> String {
        match &self.trace {
            Some(trace) => format!("{}/{trace}", self.address()),
            None => self.address(),
        }
    }

    /// Whether the question is about a file that has no source.
    fn is_of_file(&self) -> bool {
        self.source.ends_with(".0")
    }
}

/// A cell of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) source: String,
    pub(crate) row: u32,
    pub(crate) column: String,
}

/// The cells in question of a run, by what they are known again.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    cells: BTreeMap<String, Vec<Cell>>,
    traces: BTreeMap<(String, u32, String), String>,
}

impl Questions {
    /// Adds those of a table.
    pub(crate) fn add(&mut self, source: &str, traces: &Traces, series: &Series) {
        for (row, column, trace) in traces.iter() {
            let trace = series.digest(&[trace]);
            let cell = Cell {
                source: source.to_owned(),
                row,
                column: letters(column),
            };
            let at = (cell.source.clone(), row, cell.column.clone());
            self.cells.entry(trace.clone()).or_default().push(cell);
            self.traces.insert(at, trace);
        }
    }
}

/// The questions of a run and the lists that they are about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) questions: &'a Questions,
    pub(crate) coverage: &'a Coverage,
}

/// Where an answer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Where it was asked, in the source with this id.
    Source(String),
    /// The row has come once more, and stands here.
    Cell(Cell),
    /// Nobody knows where the cell is now, or nobody goes by the list any more.
    Nowhere,
}

impl<'a> Asked<'a> {
    /// The key under which a department is asked. Files of the same bytes have one and the same,
    /// whichever of them a run reads first.
    pub(crate) fn key(&self, problem: &Problem) -> Key {
        let key = Key::of(problem);
        let source = self.coverage.source(&key.source);
        Key {
            trace: self.trace(&key).cloned(),
            source: source
                .map_or(&key.source, |source| self.first(source))
                .clone(),
            ..key
        }
    }

    /// By what a cell is known again.
    fn trace(&self, key: &Key) -> Option<&'a String> {
        let row = key.row.filter(|_| !key.field.is_empty())?;
        let at = (key.source.clone(), row, key.column.clone());
        let trace = self.questions.traces.get(&at)?;
        self.only(trace).map(|_| trace)
    }

    /// The only cell with this trace: where two rows are alike, in one file or in two that both
    /// hold, they may be two children.
    fn only(&self, trace: &str) -> Option<&'a Cell> {
        let place = |cell: &'a Cell| {
            let source = self.coverage.source(&cell.source);
            let file = source.map_or(&cell.source, |source| self.first(source));
            (file, cell.row, &cell.column)
        };
        let cells = self.questions.cells.get(trace)?.iter();
        let mut cells = cells.filter(|cell| self.coverage.judged(&cell.source));
        let cell = cells.next()?;
        let alone = cells.all(|other| place(other) == place(cell));
        alone.then_some(cell)
    }

    /// Of the files with these bytes the first, unless it is another list there.
    fn first<'s>(&self, source: &'s Source) -> &'s String {
        let Some(first) = &source.same_as else {
            return &source.id;
        };
        let list = |source: &Source| (source.dataset.clone(), source.institution.clone());
        match self.coverage.source(first) {
            Some(other) if list(other) != list(source) => &source.id,
            _ => first,
        }
    }

    /// Where the answer to this question holds.
    pub(crate) fn holds(&self, key: &Key) -> Holds {
        if key.is_of_file() {
            return Holds::Source(key.source.clone());
        }
        let judged = |source: &&Source| self.coverage.judged(&source.id);
        let asked = self.coverage.source(&key.source).filter(judged);
        let mut copies = self.coverage.sources().filter(judged);
        let same = asked.or_else(|| copies.find(|source| *self.first(source) == key.source));
        if let Some(source) = same {
            return Holds::Source(source.id.clone());
        }
        let cell = key.trace.as_ref().and_then(|trace| self.only(trace));
        cell.map_or(Holds::Nowhere, |cell| Holds::Cell(cell.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written_with_or_without_a_trace() {
        for text in [
            "3f9a0c51d2e7.1/13/D/birth_date",
            "3f9a0c51d2e7.1/13/D/birth_date/0123456789ab",
            "3f9a0c51d2e7.1///",
            "3f9a0c51d2e7.0///",
        ] {
            assert_eq!(Key::read(text).unwrap().text(), text);
        }
        for text in [
            "",
            "///",
            "a/x/D/name",
            "a/1/D",
            "a/1/D/name/",
            "a/1/D/name/b/c",
        ] {
            assert_eq!(Key::read(text), None, "{text}");
        }
    }

    fn source(id: &str, same_as: Option<&str>) -> Source {
        Source {
            id: id.to_owned(),
            dataset: "residents".to_owned(),
            same_as: same_as.map(str::to_owned),
            ..Source::default()
        }
    }

    fn holds(coverage: &Coverage, questions: &Questions, source: &str) -> Holds {
        let asked = Asked {
            questions,
            coverage,
        };
        asked.holds(&Key::read(&format!("{source}/4/C/birth_date")).unwrap())
    }

    #[test]
    fn an_answer_holds_for_files_of_the_same_bytes_if_they_are_the_same_list() {
        let mut coverage = Coverage::default();
        coverage.add_source(source("bb.1", Some("aa.1")));
        let questions = &Questions::default();
        let here = Holds::Source("bb.1".to_owned());
        assert_eq!(holds(&coverage, questions, "aa.1"), here);
        coverage.add_source(Source {
            institution: Some("みなと小".to_owned()),
            ..source("aa.1", None)
        });
        assert_eq!(
            holds(&coverage, questions, "aa.1"),
            Holds::Source("aa.1".to_owned())
        );
        assert_eq!(holds(&coverage, questions, "bb.1"), here);
        assert_eq!(holds(&coverage, questions, "cc.1"), Holds::Nowhere);
    }
}
