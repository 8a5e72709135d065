//! What is printed at the end of a run: the sums, who has sent what, and what to look after.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mimamori_calendar::YearMonth;
use mimamori_record::line::{Problem, Source};
use mimamori_record::{Coverage, Failure, Said};
use mimamori_shell::{Io, Outcome};

use crate::arrivals::{Arrivals, arrivals};
use crate::deliveries::replaced;
use crate::find::Files;
use crate::problems::unread_files;
use crate::run::Import;
use crate::{messages as say, summary};

/// So many of one kind are named; the rest is a number.
const NAMED: usize = 12;

/// Prints the sums; the run fails when files were lost.
pub(crate) fn report(
    import: &Import<'_>,
    files: &Files,
    changes: &[Problem],
    kinds: &[Said],
    io: &mut Io,
) -> Result<Outcome, Failure> {
    let found = (files.found.len() + files.special.len()) as u64 + files.skipped;
    if let Some(ahead) = ahead(&import.coverage, import.context.today) {
        io.say(&ahead);
    }
    let (read, wrong) = (import.read, import.unread.len() as u64);
    if found != read + wrong + files.skipped {
        return Err(say::files_lost(found, read, wrong, files.skipped));
    }
    let count = |io: &Io, kind: &str| io.out.counts().get(kind).copied().unwrap_or(0);
    // A town with an .ods list would have something to look at for ever.
    let (records, problems) = (count(io, "record"), count(io, "problem") - import.notes);
    let lists = arrivals(&import.coverage, import.context.today);
    if !lists.is_empty() {
        io.say(&summary::table(&lists));
    }
    let gaps = gaps(&lists);
    several(&say::gaps_heading(), &gaps, io);
    let changes: Vec<Said> = changes
        .iter()
        .filter_map(|change| say::change(change, &import.coverage))
        .collect();
    several(&say::changes_heading(), &changes, io);
    let replaced = replaced(&import.coverage);
    let replaced: Vec<Said> = replaced.iter().map(say::replaced).collect();
    several(&say::replaced_heading(), &replaced, io);
    let unread = unread_files(&import.unread, &import.coverage);
    several(&say::unread_heading(), &unread, io);
    several(&say::kinds_heading(), kinds, io);
    io.say(&say::summary(
        say::summary_files(found, read, wrong, files.skipped),
        records,
        problems,
        import.notes,
    ));
    io.say(&say::summary_cells(&import.cells));
    Ok(
        if problems > 0 || !gaps.is_empty() || !files.closed.is_empty() {
            Outcome::Look
        } else {
            Outcome::Quiet
        },
    )
}

/// What says that a list is of a later month than the day of the run.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ahead {
    /// The list itself.
    Day(NaiveDate),
    /// The folder into which it was delivered, where the list names no day of its own.
    Folder(YearMonth),
}

impl Ahead {
    fn of(source: &Source, today: NaiveDate) -> Option<Ahead> {
        let read = |day: &Option<String>| day.as_ref().and_then(|day| day.parse().ok());
        let (as_of, from): (Option<NaiveDate>, Option<NaiveDate>) =
            (read(&source.as_of), read(&source.from));
        let later = |month: YearMonth| month > YearMonth::of(today);
        if let Some(day) = as_of.max(from).filter(|day| later(YearMonth::of(*day))) {
            return Some(Ahead::Day(day));
        }
        // The end of a month that is not over is the day of the run.
        let own = from.is_some() || as_of.is_some_and(|day| day != today);
        let folder = source.delivered.as_ref().filter(|_| !own);
        let folder = folder.and_then(|month| month.parse().ok());
        folder.filter(|month| later(*month)).map(Ahead::Folder)
    }

    fn day(self) -> NaiveDate {
        match self {
            Ahead::Day(day) => day,
            Ahead::Folder(month) => month.first_day(),
        }
    }
}

/// Lists of later months than the day of the run: one of them is wrong, and each date of such a list
/// would be a problem.
fn ahead(coverage: &Coverage, today: NaiveDate) -> Option<Said> {
    let mut files: BTreeMap<&str, Ahead> = BTreeMap::new();
    for source in coverage.sources() {
        if let Some(ahead) = Ahead::of(source, today) {
            files.insert(&source.path, ahead);
        }
    }
    let (path, of) = files.iter().max_by_key(|(_, of)| of.day())?;
    let path = coverage.short_path(path);
    Some(say::ahead(today, &path, *of, files.len() - 1))
}

/// A heading and a line for each, a dozen at most.
pub(crate) fn several(heading: &Said, lines: &[Said], io: &mut Io) {
    if lines.is_empty() {
        return;
    }
    let more = (lines.len() > NAMED).then(|| say::and_more(lines.len() - NAMED));
    let mut all = heading.clone();
    for line in lines.iter().take(NAMED).chain(&more) {
        all.ja += &format!("\n  {}", line.ja);
        all.en += &format!("\n  {}", line.en);
    }
    io.say(&all);
}

/// Every list that somebody should look after, months of the same kind together.
fn gaps(lists: &[Arrivals]) -> Vec<Said> {
    let mut gaps = Vec::new();
    for list in lists {
        for (institution, standings) in &list.rows {
            let mut kinds: Vec<(Said, Vec<YearMonth>)> = Vec::new();
            for (place, standing) in standings.iter().enumerate().filter(|one| one.1.is_gap()) {
                let why = say::gap(standing);
                let month = list.months.get(place).copied();
                match kinds.iter_mut().find(|kind| kind.0 == why) {
                    Some(kind) => kind.1.extend(month),
                    None => kinds.push((why, month.into_iter().collect())),
                }
            }
            for (why, months) in kinds {
                let label = say::list_label(&list.dataset);
                gaps.push(say::gap_line(&label, institution.as_deref(), &months, &why));
            }
        }
    }
    gaps
}
