//! What a department was asked, and where its answer holds now.
//!
//! A letter's key says where the cell stood: source, row, column, field; and which list it was. An
//! answer holds there for as long as a file of this list has the same bytes, wherever it was copied:
//! with another institution or month the same bytes are another list. In another delivery of the
//! list it holds where the same row is as it was (see [`trace`](crate::trace)), and nowhere else.

use std::collections::BTreeMap;

use mimamori_container::letters;
use mimamori_record::Coverage;
use mimamori_record::line::{Problem, Source};
use mimamori_record::reason::{self, Reason};

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
    /// A digest of the list that was asked about; blank where there is none.
    pub(crate) list: String,
    /// Of what is no single value a digest of what is asked, because several questions may be about
    /// one sheet; otherwise blank.
    pub(crate) about: String,
}

/// What is told once for several cells, at the first of them: one answer says nothing about the
/// others.
const OF_SEVERAL: [&Reason; 5] = [
    &reason::MERGED_UNMAPPED,
    &reason::GROUP_UNKNOWN,
    &reason::ZEROS_RESTORED,
    &reason::MARK_DIFFERS,
    &reason::DATE_WRONG_WEEKDAY,
];

/// Whether a question is about one value: in its cell, and in all rows for which it holds.
pub(crate) fn is_value(problem: &Problem) -> bool {
    let more = problem.count.is_some_and(|count| count > 1);
    let several = more && OF_SEVERAL.iter().any(|why| why.code == problem.code);
    let cell = problem.row.is_some() && problem.column.is_some();
    let heading = problem.code == reason::DUPLICATE_LABEL.code || problem.earlier.is_some();
    cell && problem.field.is_some() && !several && !heading
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
            ..Key::default()
        }
    }

    /// Reads a key; none when it is the key of no letter.
    pub(crate) fn read(text: &str) -> Option<Key> {
        let parts: Vec<&str> = text.split('/').collect();
        let (source, row, column, field, rest) = match *parts.as_slice() {
            [source, row, column, field] => (source, row, column, field, ["", "", ""]),
            [source, row, column, field, trace, list, about] => {
                (source, row, column, field, [trace, list, about])
            }
            _ => return None,
        };
        let [trace, list, about] = rest.map(str::to_owned);
        let row = (!row.is_empty()).then(|| row.parse());
        let key = Key {
            source: source.to_owned(),
            row: row.transpose().ok()?,
            column: column.to_owned(),
            field: field.to_owned(),
            trace: Some(trace).filter(|trace| !trace.is_empty()),
            list,
            about,
        };
        (!source.is_empty()).then_some(key)
    }

    /// `3f9a0c51d2e7.1/13/D/birth_date`; a part is empty where the question has none.
    fn address(&self) -> String {
        let row = self.row.map(|row| row.to_string()).unwrap_or_default();
        [&self.source, &row, &self.column, &self.field]
            .map(String::as_str)
            .join("/")
    }

    /// As it stands in a letter: the address, and behind it trace, list and what is asked.
    pub(crate) fn text(&self) -> String {
        let trace = self.trace.as_deref().unwrap_or_default();
        format!("{}/{trace}/{}/{}", self.address(), self.list, self.about)
    }

    /// What is asked, whatever the cell is known by elsewhere.
    pub(crate) fn question(&self) -> String {
        format!("{}//{}/{}", self.address(), self.list, self.about)
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
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) questions: &'a Questions,
    pub(crate) coverage: &'a Coverage,
    pub(crate) series: &'a Series,
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
        let value = is_value(problem);
        Key {
            trace: self.trace(&key).filter(|_| value).cloned(),
            list: source.map_or_else(String::new, |source| self.list(source)),
            about: match value {
                true => String::new(),
                false => self.about(problem),
            },
            source: source.map_or(&key.source, first).clone(),
            ..key
        }
    }

    /// A digest of what list a source is: the same bytes may be that of two schools or months.
    fn list(&self, source: &Source) -> String {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        let (institution, from) = (text(&source.institution), text(&source.from));
        let parts = [&source.dataset, "\0", &institution, "\0", &from];
        self.series.digest(&parts.map(str::as_bytes))
    }

    /// A digest of what is asked beside the place: why, of which sheet, of which earlier file.
    fn about(&self, problem: &Problem) -> String {
        let sheet = problem.sheet.as_deref().unwrap_or_default();
        let earlier = problem.earlier.as_ref();
        let earlier = earlier.and_then(|earlier| earlier.source.as_deref());
        let file = |id| self.coverage.source(id).map_or(id, |source| first(source));
        let earlier = earlier.map_or("", file);
        let parts = [&problem.code, "\0", sheet, "\0", earlier];
        self.series.digest(&parts.map(str::as_bytes))
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
            let file = source.map_or(&cell.source, first);
            (file, cell.row, &cell.column)
        };
        let cells = self.questions.cells.get(trace)?.iter();
        let mut cells = cells.filter(|cell| self.coverage.judged(&cell.source));
        let cell = cells.next()?;
        let alone = cells.all(|other| place(other) == place(cell));
        alone.then_some(cell)
    }

    /// Where the answer to this question holds.
    pub(crate) fn holds(&self, key: &Key) -> Holds {
        if key.is_of_file() {
            return Holds::Source(key.source.clone());
        }
        let asked = |source: &&Source| {
            let same = *first(source) == key.source && self.coverage.judged(&source.id);
            same && self.list(source) == key.list
        };
        let mut copies = self.coverage.sources().filter(asked);
        let itself = self.coverage.source(&key.source).filter(asked);
        if let Some(source) = itself.or_else(|| copies.next()) {
            return Holds::Source(source.id.clone());
        }
        let cell = key.trace.as_ref().and_then(|trace| self.only(trace));
        cell.map_or(Holds::Nowhere, |cell| Holds::Cell(cell.clone()))
    }

    /// The value that an answer is about, where it holds: the same whichever letter asked.
    pub(crate) fn cell(&self, key: &Key) -> Option<String> {
        if key.row.is_none() || key.column.is_empty() || key.field.is_empty() {
            return None;
        }
        let (id, row, column) = match self.holds(key) {
            Holds::Nowhere => return None,
            Holds::Source(id) => (id, key.row, key.column.clone()),
            Holds::Cell(cell) => (cell.source, Some(cell.row), cell.column),
        };
        let source = self.coverage.source(&id)?;
        let cell = Key {
            source: first(source).clone(),
            row,
            column,
            field: key.field.clone(),
            list: self.list(source),
            ..Key::default()
        };
        Some(cell.question())
    }

    /// Whether the source of a key is another list in this run than the one that was asked about.
    pub(crate) fn is_of_another(&self, key: &Key) -> bool {
        let source = self.coverage.source(&key.source);
        source.is_some_and(|source| self.list(source) != key.list)
    }
}

/// The id of the first file with the bytes of this one.
fn first(source: &Source) -> &String {
    source.same_as.as_ref().unwrap_or(&source.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mimamori_record::line::Earlier;

    #[test]
    fn a_key_is_read_as_it_was_written_with_or_without_a_trace() {
        for text in [
            "3f9a0c51d2e7.1/13/D/birth_date//ba9876543210/",
            "3f9a0c51d2e7.1/13/D/birth_date/0123456789ab/ba9876543210/",
            "3f9a0c51d2e7.1/////ba9876543210/0123456789ab",
            "3f9a0c51d2e7.0//////0123456789ab",
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

    /// Where an answer about a value of this source holds in a run that has `now`.
    fn holds(asked: &Source, now: &[Source]) -> Holds {
        let town = tempfile::tempdir().unwrap();
        let (series, _) = Series::of(town.path()).unwrap();
        let of = |sources: &[Source]| {
            let mut coverage = Coverage::default();
            for source in sources {
                coverage.add_source(source.clone());
            }
            coverage
        };
        let (then, now) = (of(std::slice::from_ref(asked)), of(now));
        let questions = &Questions::default();
        let in_run = |coverage| Asked {
            questions,
            coverage,
            series: &series,
        };
        let key = in_run(&then).key(&Problem {
            code: reason::DATE_NO_ERA.code.to_owned(),
            source: Some(asked.id.clone()),
            row: Some(4),
            column: Some("C".to_owned()),
            field: Some("birth_date".to_owned()),
            ..Problem::default()
        });
        in_run(&now).holds(&Key::read(&key.text()).unwrap())
    }

    #[test]
    fn an_answer_holds_for_files_of_the_same_bytes_if_they_are_the_same_list() {
        let in_school = |source: Source, name: &str| Source {
            institution: Some(name.to_owned()),
            ..source
        };
        let in_month = |source: Source, month: &str| Source {
            from: Some(format!("{month}-01")),
            ..source
        };
        let asked = source("aa.1", None);
        let copy = source("bb.1", Some("aa.1"));
        let here = Holds::Source("bb.1".to_owned());
        assert_eq!(holds(&asked, std::slice::from_ref(&copy)), here);
        assert_eq!(holds(&asked, &[source("cc.1", None)]), Holds::Nowhere);
        // Another school's file comes first, and has the id that this one had.
        let mine = in_school(asked.clone(), "みなと小");
        let theirs = in_school(asked.clone(), "ひがし小");
        let copy = in_school(copy, "みなと小");
        assert_eq!(holds(&mine, &[theirs.clone(), copy]), here);
        assert_eq!(holds(&mine, &[theirs]), Holds::Nowhere);
        let (may, june) = (in_month(mine.clone(), "2026-05"), in_month(mine, "2026-06"));
        assert_eq!(holds(&may, std::slice::from_ref(&june)), Holds::Nowhere);
        assert_eq!(
            holds(&june, std::slice::from_ref(&june)),
            Holds::Source("aa.1".to_owned())
        );
    }

    #[test]
    fn several_questions_about_one_sheet_are_told_apart_and_those_about_one_value_are_one() {
        let town = tempfile::tempdir().unwrap();
        let (series, _) = Series::of(town.path()).unwrap();
        let (questions, coverage) = (&Questions::default(), &Coverage::default());
        let asked = Asked {
            questions,
            coverage,
            series: &series,
        };
        let gone = |sheet: &str, earlier: &str| {
            let problem = Problem {
                code: reason::SHEET_GONE.code.to_owned(),
                source: Some("aa.1".to_owned()),
                sheet: Some(sheet.to_owned()),
                earlier: Some(Earlier {
                    source: Some(earlier.to_owned()),
                    ..Earlier::default()
                }),
                ..Problem::default()
            };
            asked.key(&problem).question()
        };
        assert_eq!(gone("3組", "bb.3"), gone("3組", "bb.3"));
        assert_ne!(gone("3組", "bb.3"), gone("4組", "bb.3"));
        assert_ne!(gone("3組", "bb.3"), gone("3組", "cc.3"));
        let value = |code: &Reason, count| {
            let problem = Problem {
                code: code.code.to_owned(),
                source: Some("aa.1".to_owned()),
                row: Some(4),
                column: Some("C".to_owned()),
                field: Some("birth_date".to_owned()),
                count,
                ..Problem::default()
            };
            asked.key(&problem).question()
        };
        let one = value(&reason::DATE_NO_ERA, None);
        assert_eq!(one, value(&reason::DATE_NO_SUCH_DAY, Some(3)));
        assert_eq!(one, value(&reason::MARK_DIFFERS, Some(1)));
        assert_ne!(one, value(&reason::MARK_DIFFERS, Some(3)));
    }
}
