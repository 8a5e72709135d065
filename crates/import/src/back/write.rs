//! What papers say as lines: rows about the same thing held against each other, records, sources.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_container::letters;
use mimamori_record::line::{
    Cells, Columns, Dataset, FieldUse, Per, Problem, Record, ReturnedPaper, Source,
};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Failure, Output, dictionary};
use serde_json::{Map, Value as Json};

use super::Paper;
use super::correction::READS_AS;
use super::kind::Kind;
use super::sheet::Filled;
use crate::conservation;
use crate::question::{Asked, Holds, Key};

/// Kind, day and meeting: rows of the same key on the same paper are about the same question.
type Same = (String, String, String);

fn same(paper: &Paper) -> Same {
    let mark = &paper.layout.mark;
    (mark.kind.clone(), mark.day.to_string(), mark.about.clone())
}

/// What becomes of a row.
enum Fate {
    Record,
    /// It says once more what another row says.
    Repeated,
    /// Another row says something else.
    Conflict,
}

/// The sums of all papers.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) cells: Cells,
    /// Problem lines that ask nothing of anybody.
    pub(crate) notes: u64,
    /// What was filled in and read, by dataset.
    pub(crate) records: BTreeMap<&'static str, u64>,
    /// What was answered in letters, and holds: the questions and traces of its keys.
    pub(crate) answered: BTreeSet<String>,
    /// The file and sheet of each paper, by the id of its source.
    pub(crate) places: BTreeMap<String, (String, Option<String>)>,
    /// How often something is to be said about a paper, by path and code.
    pub(crate) told: BTreeMap<(String, String), u64>,
}

impl Said {
    /// Counts a problem or note about the paper with this path.
    pub(super) fn tell(&mut self, path: &str, problem: &Problem) {
        let code = problem.code.as_str();
        let note = reason::find(code).is_some_and(Reason::is_note);
        self.notes += u64::from(note);
        let told = (path.to_owned(), code.to_owned());
        let answers = problem
            .count
            .filter(|_| code == reason::CORRECTION_LOOSE.code);
        *self.told.entry(told).or_default() += answers.unwrap_or(1);
    }
}

/// Writes the papers' records, problems and sources.
pub(super) fn write(
    papers: Vec<Paper>,
    known: &BTreeSet<String>,
    asked: Asked<'_>,
    total: &mut Said,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let mut fates = fates(&papers, asked);
    let days = days(&papers);
    let mut told: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    for (index, paper) in papers.into_iter().enumerate() {
        if told.insert(paper.kind.dataset) {
            out.write(&dataset(paper.kind))?;
        }
        let fates = fates.remove(&index).unwrap_or_default();
        let day = days.get(&same(&paper)).and_then(Option::as_ref);
        let dataset = paper.kind.dataset;
        let (source, loose) = one(paper, fates, day, asked, total, out)?;
        let used = u64::from(source.rows) - loose;
        if used > 0 {
            *total.records.entry(dataset).or_default() += used;
        }
        if let Some(cells) = source.cells {
            conservation::add(&mut total.cells, &cells);
        }
    }
    Ok(())
}

/// By paper and row: what becomes of the row, and the rows concerned.
type Fates = BTreeMap<usize, BTreeMap<u32, (Fate, Vec<String>)>>;

/// What rows of papers are about together.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'a> {
    /// The question with this key.
    Key(Same, &'a str),
    /// The value in a cell, as the question that a letter asks about it: letters of two days, or
    /// about two deliveries, may speak of the same one.
    Cell(String),
}

impl<'a> Subject<'a> {
    fn of(paper: &Paper, filled: &'a Filled, asked: Asked<'_>) -> Subject<'a> {
        let key = Key::read(&filled.key).filter(|_| paper.kind.corrects());
        match key.and_then(|key| asked.cell(&key)) {
            Some(cell) => Subject::Cell(cell),
            None => Subject::Key(same(paper), &filled.key),
        }
    }

    /// Whether two rows say the same about it. Who wrote it, and when, does not change a value.
    fn agree(&self, paper: &Paper, one: &Filled, other: &Filled) -> bool {
        match self {
            Subject::Key(..) => one.said == other.said,
            Subject::Cell(_) => {
                let mut says = [Some(paper.kind.answer), paper.kind.no_value].into_iter();
                let same = |key: &str| one.said.get(key) == other.said.get(key);
                says.all(|key| key.is_none_or(same))
            }
        }
    }
}

fn fates(papers: &[Paper], asked: Asked<'_>) -> Fates {
    let mut rows: BTreeMap<Subject<'_>, Vec<(usize, &Filled)>> = BTreeMap::new();
    for (index, paper) in papers.iter().enumerate() {
        for filled in &paper.read.filled {
            let subject = Subject::of(paper, filled, asked);
            rows.entry(subject).or_default().push((index, filled));
        }
    }
    let mut fates = Fates::new();
    for (subject, group) in rows {
        let agree = group
            .windows(2)
            .all(|pair| subject.agree(&papers[pair[0].0], pair[0].1, pair[1].1));
        let all: Vec<String> = group
            .iter()
            .map(|(index, filled)| format!("{}/{}", papers[*index].id, filled.row))
            .collect();
        for (place, (index, filled)) in group.iter().enumerate() {
            let fate = match (agree, place) {
                (true, 0) => Fate::Record,
                (true, _) => Fate::Repeated,
                (false, _) => Fate::Conflict,
            };
            let row = (fate, all.clone());
            fates.entry(*index).or_default().insert(filled.row, row);
        }
    }
    fates
}

/// The day of each meeting, where the paper's rows name one and the same.
fn days(papers: &[Paper]) -> BTreeMap<Same, Option<String>> {
    let mut days: BTreeMap<Same, BTreeSet<String>> = BTreeMap::new();
    for paper in papers {
        let Some(once) = paper.kind.once else {
            continue;
        };
        let said = paper
            .read
            .filled
            .iter()
            .filter_map(|row| row.said.get(once));
        let said = said.filter_map(Json::as_str).map(str::to_owned);
        let all = days.entry(same(paper)).or_default();
        all.extend(said.chain(paper.read.days.iter().cloned()));
    }
    let one = |days: BTreeSet<String>| match days.len() {
        1 => days.into_iter().next(),
        _ => None,
    };
    days.into_iter()
        .map(|(paper, all)| (paper, one(all)))
        .collect()
}

/// Writes the lines of one sheet; its source says how much was read. Beside it the number of
/// answers that hold nowhere.
fn one(
    paper: Paper,
    mut fates: BTreeMap<u32, (Fate, Vec<String>)>,
    day: Option<&String>,
    asked: Asked<'_>,
    total: &mut Said,
    out: &mut Output<'_>,
) -> Result<(Source, u64), Failure> {
    let mut source = source(&paper);
    let at = (paper.path.clone(), paper.sheet.clone());
    total.places.insert(paper.id.clone(), at);
    let kind = paper.kind;
    let mut ledger = paper.read.ledger;
    let mut problems = paper.read.problems;
    // What was noted about an answer holds for the row that is used.
    problems.retain(|problem| {
        let used = |row: u32| matches!(fates.get(&row), Some((Fate::Record, _)) | None);
        let noted = [&reason::ANSWER_UNSIGNED, &reason::CORRECTION_NO_VALUE];
        problem.row.is_none_or(used) || noted.iter().all(|note| note.code != problem.code)
    });
    let mut copied = false;
    let (mut undated, mut loose) = (0, 0);
    for mut filled in paper.read.filled {
        let at = |why: &Reason, records: Vec<String>| Problem {
            code: why.code.to_owned(),
            row: Some(filled.row),
            records,
            ..Problem::default()
        };
        match fates.remove(&filled.row) {
            Some((Fate::Conflict, records)) => {
                ledger.problems(filled.cells);
                source.rows_unread += 1;
                problems.push(at(&reason::KEY_CONFLICT, records));
                continue;
            }
            Some((Fate::Repeated, records)) => {
                ledger.fields(filled.cells);
                // Of a copy it is said once.
                match paper.copy {
                    true => copied = true,
                    false => problems.push(at(&reason::KEY_REPEATED, records)),
                }
                continue;
            }
            Some((Fate::Record, _)) | None => ledger.fields(filled.cells),
        }
        let mut fields = filled.whose;
        if let Some(field) = kind.about {
            let about = paper.layout.mark.about.as_str();
            if !about.is_empty() {
                fields.insert(field.to_owned(), Json::from(about));
            }
        }
        let no_day = |once: &&str| filled.said.get(*once).is_none_or(Json::is_null);
        if let Some(once) = kind.once.filter(no_day) {
            filled.said.remove(once);
            // A paper that says when it was made needs no other day.
            undated += u64::from(day.is_none() && kind.made.is_none());
            let made = paper.layout.mark.day.to_string();
            fields.insert(once.to_owned(), Json::from(day.cloned().unwrap_or(made)));
        }
        if let Some(field) = kind.made {
            let made = paper.layout.mark.day.to_string();
            fields.insert(field.to_owned(), Json::from(made));
        }
        for (field, word) in kind.given {
            fields.insert((*field).to_owned(), Json::from(*word));
        }
        fields.extend(in_order(kind, filled.said));
        source.rows += 1;
        if let Some(key) = Key::read(&filled.key).filter(|_| kind.corrects()) {
            let answered = place(key, asked, &mut fields);
            loose += u64::from(answered.is_none());
            let unread = fields.get(kind.answer).is_some_and(Json::is_null);
            total.answered.extend(answered.filter(|_| !unread));
        }
        out.write(&Record {
            dataset: kind.dataset.to_owned(),
            source: paper.id.clone(),
            row: filled.row,
            part: None,
            above: BTreeMap::new(),
            fields,
            ..Record::default()
        })?;
    }
    if copied {
        problems.push(Problem {
            code: reason::FILE_COPIED.code.to_owned(),
            ..Problem::default()
        });
    }
    if undated > 0 {
        problems.push(Problem {
            code: reason::MEETING_DAY_MISSING.code.to_owned(),
            field: kind.once.map(str::to_owned),
            count: Some(undated),
            ..Problem::default()
        });
    }
    if loose > 0 {
        problems.push(Problem {
            code: reason::CORRECTION_LOOSE.code.to_owned(),
            count: Some(loose),
            ..Problem::default()
        });
    }
    // As one reads the sheet; what is about the whole of it stands at the end.
    problems.sort_by_key(|problem| problem.row.unwrap_or(u32::MAX));
    for mut problem in problems {
        problem.source = Some(paper.id.clone());
        total.tell(&paper.path, &problem);
        out.write(&problem)?;
    }
    if let Some(held) = paper.held {
        source.cells = Some(ledger.close(held, &paper.path, paper.sheet.as_deref())?);
    }
    out.write(&source)?;
    Ok((source, loose))
}

/// Says in the fields of a correction where it holds now, and returns by what that question is
/// known. If it holds nowhere the fields stay what was asked.
fn place(key: Key, asked: Asked<'_>, fields: &mut Map<String, Json>) -> Option<String> {
    let holds = asked.holds(&key);
    let mut put = |name: &str, value: Json| fields.insert(name.to_owned(), value);
    match holds {
        Holds::Nowhere => {
            // The file with these bytes is another list now.
            if asked.is_of_another(&key) {
                fields.remove("of_source");
            }
            None
        }
        Holds::Source(source) => {
            put("of_source", Json::from(source));
            Some(key.question())
        }
        Holds::Cell(cell) => {
            put("of_source", Json::from(cell.source));
            put("of_row", Json::from(cell.row));
            put("of_column", Json::from(cell.column));
            key.trace
        }
    }
}

/// What was filled in, in the order of the paper's columns; what was made of it and the town's own
/// questions stand behind.
fn in_order(kind: &Kind, mut said: Map<String, Json>) -> Vec<(String, Json)> {
    let columns = kind.filled.iter().chain(&kind.no_value);
    let columns = columns.chain([&READS_AS]);
    let mut all: Vec<(String, Json)> = columns
        .filter_map(|key| Some(((*key).to_owned(), said.remove(*key)?)))
        .collect();
    let own = said.into_iter().filter(|(key, _)| kind.is_own(key));
    let mut own: Vec<(String, Json)> = own.collect();
    own.sort_by(|(one, _), (other, _)| one.cmp(other));
    all.extend(own);
    all
}

fn source(paper: &Paper) -> Source {
    let (kind, mark) = (paper.kind, &paper.layout.mark);
    let ours = |key: &str| kind.fills(key) || kind.shown.contains(&key);
    let columns = paper.layout.fields.iter().filter(|(_, key)| ours(key));
    Source {
        id: paper.id.clone(),
        dataset: kind.dataset.to_owned(),
        path: paper.path.clone(),
        sheet: paper.sheet.clone(),
        paper: Some(ReturnedPaper {
            kind: mark.kind.clone(),
            day: mark.day.to_string(),
            about: mark.about.clone(),
            blank: match kind.names_blank {
                true => paper.read.blank.iter().cloned().collect(),
                false => Vec::new(),
            },
        }),
        state: paper.read.state,
        rows_unread: paper.read.rows_unread,
        columns: columns
            .map(|(column, key)| (key.clone(), Columns::One(letters(*column))))
            .collect(),
        ..Source::default()
    }
}

/// The line of a dataset that no mapping describes.
fn dataset(kind: &Kind) -> Dataset {
    let given = kind.given.iter().map(|(key, _)| key).chain(&kind.made);
    let keys = kind.shown.iter().chain(kind.filled).chain(&kind.no_value);
    let keys = keys.chain(&kind.about).chain(given);
    let fields = keys.filter_map(|key| dictionary::field_of(kind.dataset, key));
    Dataset {
        name: kind.dataset.to_owned(),
        closed: false,
        per: Per::Event,
        provider: kind.provider.to_owned(),
        purpose: kind.purpose.to_owned(),
        fields: fields
            .map(|field| {
                let using = FieldUse {
                    r#type: field.r#type,
                    label: field.label.ja.to_owned(),
                    blank: None,
                };
                (field.key.to_owned(), using)
            })
            .collect(),
        ..Dataset::default()
    }
}
