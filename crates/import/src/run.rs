//! One run: settings, town, files one after another, sums at the end.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use mimamori_calendar::{YearMonth, fiscal_year, fiscal_year_first_day};
use mimamori_container::Unread;
use mimamori_record::line::Cells;
use mimamori_record::{Coverage, Failure, reason};
use mimamori_shell::{Config, Given, Io, Outcome, Secrets};

use crate::back::Returned;
use crate::changes::{Table, changes};
use crate::doubted::Doubted;
use crate::expect::datasets;
use crate::find::Files;
use crate::mapping::{Mapping, understand};
use crate::open::Opener;
use crate::problems::{Collected, Desk};
use crate::question::{Asked, Questions};
use crate::report::{report, several};
use crate::series::Series;
use crate::town::{Registry, earlier};
use crate::value::Context;
use crate::{apart, conservation, deliveries, find, messages as say, profile, suggest, town, when};

/// Reads the operands into a stream.
pub(crate) fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    if given.switch("suggest") {
        return suggest::run(given, io);
    }
    if given.switch("profile") {
        return profile::run(given, io);
    }
    let path = given.path("config").ok_or_else(say::no_config)?;
    let config = Config::read(&path)?;
    let mapping = understand(&config)?;
    let town_folder = config.folder().to_owned();
    let mut town = town::read(&town_folder.join(&mapping.town))?;
    let today = io.today(given)?;
    let secrets = Secrets::of(given)?;
    let base = above(&town_folder);
    let files = find::find(&given.operands(), &base)?;
    files.warn(io);
    let month = month_at_hand(&files, today);
    let datasets = datasets(&config, &mapping, &town, owed(month, today))?;
    let (series, made) = Series::of(&town_folder)?;
    if made {
        io.say(&say::series_made(&series.name));
    }
    town.series.clone_from(&series.name);
    town.seal = series.seal();
    town.earlier = earlier(&base, month);

    let letters = given.path("problems");
    let doubted = match given.word("doubt")? {
        Some(_) if letters.is_none() => return Err(say::doubt_needs_letters()),
        Some(cells) => Doubted::read(&cells)?,
        None => Doubted::default(),
    };
    if let Some(folder) = &letters {
        io.paper_folder(folder)?;
    }
    let collected = Collected::of(&mut io.out, letters.is_some());
    let mut line = io.run_line(Some(&config));
    line.today = today.to_string();
    io.out.open(&line)?;
    io.out.write(&town)?;
    let mut coverage = Coverage::default();
    for dataset in datasets {
        io.out.write(&dataset)?;
        coverage.add_dataset(dataset);
    }
    let registry = Registry::new(&town.institutions);
    coverage.set_town(town);
    let context = Context {
        today,
        registry: &registry,
        doubted: &doubted,
    };
    let mut import = Import {
        mapping: &mapping,
        opener: Opener::new(io),
        context,
        returned: Returned::new(&mapping.lists, context, &series),
        series: &series,
        coverage,
        digests: BTreeSet::new(),
        cells: Cells::default(),
        questions: Questions::default(),
        tables: Vec::new(),
        read: 0,
        unread: Vec::new(),
        notes: 0,
        secrets,
    };
    io.progress(files.found.len() as u64);
    import.secrets.may_ask(io);
    for file in &files.found {
        import.file(file, &mut io.out)?;
        io.step(&file.shown);
    }
    io.progress_done();
    doubted.all_found()?;
    for path in &files.special {
        import.whole_file(path, &reason::FILE_SPECIAL, &mut io.out)?;
    }
    apart::settle(&mut import.coverage, &import.tables, &mut io.out)?;
    import.notes += deliveries::tell(&import.coverage, &mut io.out)?;
    let known = import.coverage.datasets().map(|list| list.name.clone());
    // Taken before papers and changes are written, because these are told by themselves.
    let kinds = collected.kinds(&import.unread, &import.coverage);
    let asked = Asked {
        questions: &import.questions,
        coverage: &import.coverage,
        series: &series,
    };
    let said = (import.returned).finish(&known.collect(), asked, &mut io.out)?;
    conservation::add(&mut import.cells, &said.cells);
    import.notes += said.notes;
    let changes = changes(&mapping, &import.tables, &import.coverage, month);
    for change in &changes {
        io.out.write(change)?;
    }
    let outcome = report(&import, &files, &changes, &kinds, io)?;
    let told = said.told.iter().map(|((path, code), count)| {
        say::about_paper(&import.coverage.short_path(path), code, *count)
    });
    let told: Vec<_> = told.collect();
    let papers = say::returned(&said.records);
    if told.is_empty() && !said.records.is_empty() {
        io.say(&papers);
    }
    several(&papers, &told, io);
    if let Some(folder) = letters {
        let desk = Desk {
            mapping: &mapping,
            asked,
            files: &files.found,
            said: &said,
            context,
            opener: &import.opener,
        };
        desk.send(&folder, &collected, io)?;
    } else if !(kinds.is_empty() && import.unread.is_empty() && told.is_empty()) {
        io.say(&say::every_place());
    }
    Ok(outcome)
}

/// The folder that holds town/.
fn above(town: &Path) -> PathBuf {
    let whole = town.canonicalize().unwrap_or_else(|_| town.to_owned());
    whole.parent().map_or(whole.clone(), Path::to_owned)
}

/// The newest month that a folder of the operands is named after, else the month of the run.
fn month_at_hand(files: &Files, today: NaiveDate) -> YearMonth {
    let months = files
        .found
        .iter()
        .filter_map(|file| when::month_folder(&file.shown));
    months.max().unwrap_or_else(|| YearMonth::of(today))
}

/// The months whose lists are owed: from the fiscal year's first to the one at hand, and when the
/// run is later, to the last one that is over.
fn owed(month: YearMonth, today: NaiveDate) -> (YearMonth, YearMonth) {
    let april = YearMonth::of(fiscal_year_first_day(fiscal_year(month.first_day())));
    (april, month.max(YearMonth::of(today).plus(-1)))
}

/// A run while its files are read.
pub(crate) struct Import<'a> {
    pub(crate) mapping: &'a Mapping,
    pub(crate) opener: Opener,
    pub(crate) context: Context<'a>,
    pub(crate) series: &'a Series,
    pub(crate) coverage: Coverage,
    /// Our own papers that came back.
    pub(crate) returned: Returned<'a>,
    /// Digests of files so far: the same bytes twice must not share ids.
    pub(crate) digests: BTreeSet<String>,
    pub(crate) cells: Cells,
    /// What departments may be asked about.
    pub(crate) questions: Questions,
    /// The tables that were read, for comparing them with those of other months.
    pub(crate) tables: Vec<Table>,
    /// Files of which something was read.
    pub(crate) read: u64,
    /// Files that are nothing but a problem, and which.
    pub(crate) unread: Vec<(String, Unread)>,
    /// Problem lines that ask nothing of anybody.
    pub(crate) notes: u64,
    /// Passwords of protected workbooks.
    pub(crate) secrets: Secrets,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_every_month_that_is_over_are_owed_whatever_folder_is_the_newest() {
        let owed = |month: &str, today: &str| {
            let (from, to) = owed(month.parse().unwrap(), today.parse().unwrap());
            format!("{from} {to}")
        };
        assert_eq!(owed("2026-05", "2026-06-01"), "2026-04 2026-05");
        assert_eq!(owed("2026-05", "2026-05-20"), "2026-04 2026-05");
        assert_eq!(owed("2026-05", "2026-07-15"), "2026-04 2026-06");
        assert_eq!(owed("2027-03", "2027-05-01"), "2026-04 2027-04");
    }
}
