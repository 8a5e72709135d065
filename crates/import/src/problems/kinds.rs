//! The problems of a run by kind: how many there are, and where the first one stands.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use mimamori_container::Unread;
use mimamori_record::line::Problem;
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Coverage, Said};

use super::letter;
use crate::messages as say;

/// So many kinds are told: a person begins with the most frequent ones.
const TOLD: usize = 8;

/// What the stream said.
#[derive(Debug, Default)]
pub(super) struct Kinds(BTreeMap<&'static str, Kind>);

#[derive(Debug, Default)]
struct Kind {
    /// Problems of cells, rows and columns.
    count: u64,
    first: Option<Problem>,
    /// Those of whole files and sheets: no more than there are sheets.
    whole: Vec<Problem>,
}

impl Kinds {
    pub(super) fn add(&mut self, reason: &'static Reason, problem: &Problem) {
        let kind = self.0.entry(reason.code).or_default();
        if problem.row.is_none() && problem.column.is_none() {
            kind.whole.push(problem.clone());
        } else {
            kind.count += 1;
            kind.first.get_or_insert_with(|| problem.clone());
        }
    }

    /// The most frequent kinds with their number and first place, without those files that are
    /// told by themselves.
    pub(super) fn lines(&self, unread: &[(String, Unread)], coverage: &Coverage) -> Vec<Said> {
        let told = |problem: &&Problem| {
            let path = path(problem, coverage);
            let mut files = unread.iter();
            files.any(|(file, why)| path == Some(file) && why.code == problem.code)
        };
        let mut kinds = Vec::new();
        for (code, kind) in &self.0 {
            let whole: Vec<&Problem> = kind.whole.iter().filter(|one| !told(one)).collect();
            let count = kind.count + whole.len() as u64;
            let first = kind.first.as_ref().or(whole.first().copied());
            if let (Some(reason), Some(first)) = (reason::find(code), first) {
                kinds.push((count, reason, first));
            }
        }
        kinds.sort_by_key(|(count, ..)| Reverse(*count));
        let more = kinds.len().saturating_sub(TOLD);
        let mut lines: Vec<Said> = kinds
            .iter()
            .take(TOLD)
            .map(|(count, reason, first)| say::kind(*count, reason, &place(first, coverage)))
            .collect();
        lines.extend((more > 0).then(|| say::more_kinds(more)));
        lines
    }
}

/// The files of which nothing was read, those of the same reason together.
pub(crate) fn unread_files(unread: &[(String, Unread)], coverage: &Coverage) -> Vec<Said> {
    let mut reasons: BTreeMap<&str, (Unread, Vec<String>)> = BTreeMap::new();
    for (path, why) in unread {
        let (_, paths) = reasons.entry(why.code).or_insert((why, Vec::new()));
        paths.push(coverage.short_path(path));
    }
    let lines = reasons.values();
    lines.map(|(why, paths)| say::unread(why, paths)).collect()
}

fn path<'a>(problem: &'a Problem, coverage: &'a Coverage) -> Option<&'a String> {
    let source = problem.source.as_deref().and_then(|id| coverage.source(id));
    source.map(|source| &source.path).or(problem.path.as_ref())
}

/// File, sheet and cell, as far as it has them.
fn place(problem: &Problem, coverage: &Coverage) -> Said {
    let source = problem.source.as_deref().and_then(|id| coverage.source(id));
    let file = path(problem, coverage).map(|path| coverage.short_path(path));
    let sheet = source.and_then(|source| source.sheet.as_ref());
    let cell = match (&problem.row, &problem.column) {
        (None, None) => None,
        _ => Some(letter::cell(problem)),
    };
    say::place(file, problem.sheet.as_ref().or(sheet), cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A problem of a cell, or of a whole file where there is no row.
    fn problem(reason: &Reason, row: Option<u32>) -> Problem {
        Problem {
            code: reason.code.to_owned(),
            path: Some("2026-05/in/住民課/住民.xlsx".to_owned()),
            row,
            column: row.map(|_| "C".to_owned()),
            ..Problem::default()
        }
    }

    fn texts(lines: &[Said]) -> Vec<&str> {
        lines.iter().map(|line| line.en.as_str()).collect()
    }

    #[test]
    fn the_most_frequent_kinds_come_first_and_the_others_are_counted() {
        let mut kinds = Kinds::default();
        for (number, reason) in (1..).zip(&reason::ALL[20..30]) {
            for row in 1..=number {
                kinds.add(reason, &problem(reason, Some(row)));
            }
        }
        let lines = kinds.lines(&[], &Coverage::default());
        assert_eq!(lines.len(), 9);
        let most = reason::ALL[29].title.en;
        assert_eq!(lines[0].en, format!("10 × {most}: 住民課/住民.xlsx C1"));
        assert!(lines[7].en.starts_with("3 × "), "{}", lines[7].en);
        assert_eq!(lines[8].ja, "ほか 2 種類");
    }

    #[test]
    fn a_file_that_is_named_by_itself_is_not_counted_once_more() {
        let mut kinds = Kinds::default();
        let why = &reason::FILE_EMPTY;
        let sheet = Problem {
            sheet: Some("名簿".to_owned()),
            path: Some("2026-05/in/学校.xlsx".to_owned()),
            ..problem(why, None)
        };
        kinds.add(why, &problem(why, None));
        kinds.add(why, &sheet);
        let unread = [("2026-05/in/住民課/住民.xlsx".to_owned(), why as Unread)];
        assert_eq!(
            texts(&kinds.lines(&unread, &Coverage::default())),
            ["1 × the sheet holds nothing: 学校.xlsx「名簿」"]
        );
    }
}
