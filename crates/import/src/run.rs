//! One run: settings, town, files one after another, sums at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use mimamori_calendar::YearMonth;
use mimamori_paper::recognise;
use mimamori_record::line::{Cells, Problem, Source, SourceState};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Coverage, Failure, Output};
use mimamori_shell::{Config, Given, Io, Outcome};

use crate::about::{About, Place, titles};
use crate::expect::datasets;
use crate::find::{Files, Found};
use crate::mapping::{List, Mapping, understand};
use crate::series::Series;
use crate::table::{Done, read_table, unreadable, window};
use crate::town::{Registry, earlier};
use crate::value::Context;
use crate::{conservation, find, heading, messages as say, summary, town, when};
use mimamori_container::{Book, Unread};

/// Reads the operands into a stream.
pub(crate) fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    let path = given.path("config").ok_or_else(say::no_config)?;
    let config = Config::read(&path)?;
    let mapping = understand(&config)?;
    let town_folder = config.folder().to_owned();
    let mut town = town::read(&town_folder.join(&mapping.town))?;
    let today = io.today(given)?;
    let base = above(&town_folder);
    let files = find::find(&given.operands(), &base)?;
    let month = month_at_hand(&files, today);
    let datasets = datasets(&config, &mapping, &town, month)?;
    let (series, made) = Series::of(&town_folder)?;
    if made {
        io.say(&say::series_made(&series.name));
    }
    town.series.clone_from(&series.name);
    town.earlier = earlier(&base, month);

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
    let mut import = Import {
        mapping: &mapping,
        context: Context {
            today,
            registry: &registry,
        },
        series: &series,
        coverage,
        digests: BTreeSet::new(),
        cells: Cells::default(),
        read: 0,
        wrong: 0,
    };
    io.progress(files.found.len() as u64);
    for file in &files.found {
        import.file(file, &mut io.out)?;
        io.step(&file.shown);
    }
    io.progress_done();
    import.coverage.settle();
    import.ties(&mut io.out)?;
    import.report(&files, io)
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

struct Import<'a> {
    mapping: &'a Mapping,
    context: Context<'a>,
    series: &'a Series,
    coverage: Coverage,
    /// Digests of files so far: the same bytes twice must not share ids.
    digests: BTreeSet<String>,
    cells: Cells,
    /// Files of which something was read.
    read: u64,
    /// Files that are nothing but a problem.
    wrong: u64,
}

impl Import<'_> {
    fn file(&mut self, file: &Found, out: &mut Output<'_>) -> Result<(), Failure> {
        let named: Vec<&List> = self
            .mapping
            .lists
            .iter()
            .filter(|list| {
                list.files
                    .iter()
                    .any(|pattern| pattern.fits_path(&file.inner))
            })
            .collect();
        let bytes = std::fs::read(&file.path);
        let digest = self.digest(file, bytes.as_deref().unwrap_or_default());
        let folder = when::month_folder(&file.shown);
        let opened = bytes
            .map_err(|_| &reason::FILE_UNREADABLE)
            .and_then(|bytes| Book::open(bytes, &[]));
        if let Ok(book) = &opened
            && recognise(book.names.iter().map(String::as_str), []).is_some()
        {
            return self.whole_file(file, &reason::OWN_WORKBOOK, out);
        }
        if named.is_empty() {
            return self.whole_file(file, &reason::FILE_UNMAPPED, out);
        }
        let mut book = match opened {
            Ok(book) => book,
            Err(why) => return self.gap(&named, file, &digest, why, out),
        };
        let mut read = Read {
            file,
            digest: &digest,
            folder,
            taken: BTreeSet::new(),
            sources: 0,
            own: false,
            extra: book.tables(),
        };
        for list in &named {
            self.sheets(list, &mut book, &mut read, out)?;
        }
        if read.sources > 0 {
            self.missing_sheets(&named, &book, &mut read, out)?;
        }
        if read.own {
            self.whole_file(file, &reason::OWN_WORKBOOK, out)?;
            // One of our sheets in somebody else's workbook: the file counts as read.
            self.wrong -= u64::from(read.sources > 0);
        } else if read.sources == 0 {
            // Nothing in it, or none of its sheets has a name that the mapping knows.
            let why: Unread = if read.taken.is_empty() && !book.tabs.is_empty() {
                &reason::SHEET_MISSING
            } else {
                &reason::FILE_EMPTY
            };
            return self.gap(&named, file, &digest, why, out);
        }
        self.read += u64::from(read.sources > 0);
        self.unnamed_sheets(&named, &mut book, &mut read, out)
    }

    fn digest(&mut self, file: &Found, bytes: &[u8]) -> String {
        let mut digest = self.series.digest(&[bytes]);
        if bytes.is_empty() || self.digests.contains(&digest) {
            digest = self.series.digest(&[bytes, b"\0", file.shown.as_bytes()]);
        }
        self.digests.insert(digest.clone());
        digest
    }

    /// A file that is one problem and no source.
    fn whole_file(
        &mut self,
        file: &Found,
        why: &Reason,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        self.wrong += 1;
        out.write(&Problem {
            code: why.code.to_owned(),
            path: Some(file.shown.clone()),
            ..Problem::default()
        })
    }

    /// A file that patterns name and nobody can read leaves a gap in each of their lists.
    fn gap(
        &mut self,
        named: &[&List],
        file: &Found,
        digest: &str,
        why: Unread,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        self.wrong += 1;
        for (number, list) in (1..).zip(named) {
            let id = format!("{digest}.{number}");
            let place = Place {
                id: &id,
                path: &file.shown,
                inner: &file.inner,
                sheet: None,
                folder: when::month_folder(&file.shown),
            };
            if let Done::Source(source) = unreadable(list, self.context, place, why, out)? {
                self.coverage.add_source(*source);
            }
        }
        Ok(())
    }

    /// Reads the sheets of a file that a list names.
    fn sheets(
        &mut self,
        list: &List,
        book: &mut Book,
        read: &mut Read<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        for index in 0..book.tables() {
            let sheet = book.name(index).map(str::to_owned);
            if let Some(name) = &sheet {
                let fits = |patterns: &[crate::pattern::Pattern]| {
                    patterns.iter().any(|pattern| pattern.fits_name(name))
                };
                if !fits(&list.sheets) || fits(&list.skip_sheets) {
                    continue;
                }
            }
            if !read.taken.insert(index) {
                continue;
            }
            let id = format!("{}.{}", read.digest, index + 1);
            let place = Place {
                id: &id,
                path: &read.file.shown,
                inner: &read.file.inner,
                sheet: sheet.as_deref(),
                folder: read.folder,
            };
            let done = match book.sheet(index) {
                Ok(sheet) => read_table(list, self.context, place, sheet, out)?,
                Err(why) => unreadable(list, self.context, place, why, out)?,
            };
            match done {
                Done::Source(source) => {
                    if let Some(cells) = &source.cells {
                        conservation::add(&mut self.cells, cells);
                    }
                    read.sources += 1;
                    self.coverage.add_source(*source);
                }
                Done::Empty => {}
                Done::Own => read.own = true,
            }
        }
        Ok(())
    }

    /// A sheet that a list calls by its name and that the file does not hold is a gap: nobody may
    /// be said to stand on no list because half of the list is missing.
    fn missing_sheets(
        &mut self,
        named: &[&List],
        book: &Book,
        read: &mut Read<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        // A file of text has no sheets that could be called by name.
        if book.tabs.is_empty() {
            return Ok(());
        }
        for list in named {
            for pattern in &list.sheets {
                let here = book.tabs.iter().any(|tab| pattern.fits_name(&tab.name));
                let Some(name) = pattern.one_name().filter(|_| !here) else {
                    continue;
                };
                let id = read.extra_id();
                let place = Place {
                    id: &id,
                    path: &read.file.shown,
                    inner: &read.file.inner,
                    sheet: Some(name),
                    folder: read.folder,
                };
                let why = &reason::SHEET_MISSING;
                if let Done::Source(source) = unreadable(list, self.context, place, why, out)? {
                    self.coverage.add_source(*source);
                }
            }
        }
        Ok(())
    }

    /// Sheets that hold something and that no list reads or skips. One with the headings of a
    /// closed list may be the half of it that somebody put onto another sheet: that is a gap.
    fn unnamed_sheets(
        &mut self,
        named: &[&List],
        book: &mut Book,
        read: &mut Read<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        for index in 0..book.tables() {
            let Some(name) = book.name(index).map(str::to_owned) else {
                continue;
            };
            let skipped = named.iter().any(|list| {
                list.skip_sheets
                    .iter()
                    .any(|pattern| pattern.fits_name(&name))
            });
            if read.taken.contains(&index) || skipped {
                continue;
            }
            let window = book
                .sheet(index)
                .and_then(|mut sheet| Ok((sheet.merges, window(sheet.rows.as_mut())?)));
            if matches!(&window, Ok((_, rows)) if rows.is_empty()) {
                continue;
            }
            out.write(&Problem {
                code: reason::SHEET_UNMAPPED.code.to_owned(),
                path: Some(read.file.shown.clone()),
                sheet: Some(name.clone()),
                ..Problem::default()
            })?;
            for list in named.iter().filter(|list| list.line.closed) {
                let titles = match &window {
                    Ok((merges, rows)) => match heading::find(list, rows, merges, None) {
                        Some(layout) => titles(rows, layout.rows.0),
                        None => continue,
                    },
                    Err(_) => Vec::new(),
                };
                let id = read.extra_id();
                let place = Place {
                    id: &id,
                    path: &read.file.shown,
                    inner: &read.file.inner,
                    sheet: Some(&name),
                    folder: read.folder,
                };
                let about = About::of(list, self.context, place, &titles);
                let source = Source {
                    state: SourceState::Unreadable,
                    ..about.source(list, place)
                };
                out.write(&source)?;
                self.coverage.add_source(source);
            }
        }
        Ok(())
    }

    /// The same list twice with the same day: nobody knows which one holds.
    fn ties(&mut self, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut seen: BTreeMap<[Option<&str>; 4], &str> = BTreeMap::new();
        let mut ties = Vec::new();
        let all = self.coverage.sources();
        let mut read: Vec<&Source> = all
            .filter(|source| source.state == SourceState::Read)
            .collect();
        read.sort_by_key(|source| (source.path.as_str(), source.sheet.as_deref()));
        for source in read {
            let list = [
                Some(source.dataset.as_str()),
                source.institution.as_deref(),
                source.from.as_deref(),
                source.as_of.as_deref(),
            ];
            let first = seen.entry(list).or_insert(&source.path);
            if *first != source.path {
                ties.push(source.path.clone());
            }
        }
        ties.dedup();
        for path in ties {
            out.write(&Problem {
                code: reason::SOURCES_TIE.code.to_owned(),
                path: Some(path),
                ..Problem::default()
            })?;
        }
        Ok(())
    }

    /// Prints the sums; the run fails when files were lost.
    fn report(&self, files: &Files, io: &mut Io) -> Result<Outcome, Failure> {
        let found = files.found.len() as u64 + files.skipped;
        for folder in &files.closed {
            io.warn(&say::folder_closed(folder));
        }
        if found != self.read + self.wrong + files.skipped {
            return Err(say::files_lost(found, self.read, self.wrong, files.skipped));
        }
        let count = |io: &Io, kind: &str| io.out.counts().get(kind).copied().unwrap_or(0);
        let (records, problems) = (count(io, "record"), count(io, "problem"));
        io.say(&say::summary(
            say::summary_files(found, self.read, self.wrong, files.skipped),
            records,
            problems,
        ));
        io.say(&say::summary_cells(&self.cells));
        let gaps = summary::gaps(&self.coverage);
        if !gaps.is_empty() {
            io.say(&say::summary_gaps(&gaps));
        }
        io.detail(&say::coverage_heading());
        for line in &summary::coverage(&self.coverage) {
            io.detail(line);
        }
        Ok(
            if problems > 0 || !gaps.is_empty() || !files.closed.is_empty() {
                Outcome::Look
            } else {
                Outcome::Quiet
            },
        )
    }
}

/// A file while its sheets are read.
struct Read<'a> {
    file: &'a Found,
    digest: &'a str,
    folder: Option<YearMonth>,
    /// Sheets that a list has read.
    taken: BTreeSet<usize>,
    sources: u32,
    own: bool,
    /// The highest number given to a sheet or to a gap.
    extra: usize,
}

impl Read<'_> {
    /// An id for a gap that is none of the sheets read.
    fn extra_id(&mut self) -> String {
        self.extra += 1;
        format!("{}.{}", self.digest, self.extra)
    }
}
