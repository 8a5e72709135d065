//! One file: which lists name it, the tables on its sheets, and the gaps that it leaves.

use std::collections::BTreeSet;

use mimamori_calendar::YearMonth;
use mimamori_container::{Book, Content, Unread, sniff};
use mimamori_record::line::{Problem, Source, SourceState};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Failure, Output};

use crate::about::Place;
use crate::back::{self, From};
use crate::changes::Table;
use crate::find::Found;
use crate::mapping::List;
use crate::origin::Above;
use crate::run::Import;
use crate::shape::Shape;
use crate::table::{Done, gap, unreadable, window};
use crate::value::Context;
use crate::{conservation, heading, open, when};

impl Import<'_> {
    /// Reads a file, or says why nobody can.
    pub(crate) fn file(&mut self, file: &Found, out: &mut Output<'_>) -> Result<(), Failure> {
        let lists = self.mapping.lists.iter();
        let named: Vec<&List> = lists.filter(|list| list.names_file(&file.inner)).collect();
        let bytes = open::read(&file.path);
        let (digest, same_as) = self.digest(file, bytes.as_deref().unwrap_or_default());
        let mut read = Read::of(file, &digest, same_as.as_deref());
        let mut opened = bytes.and_then(|bytes| self.open(bytes, file, !named.is_empty()));
        if let Ok(book) = &mut opened
            && (named.is_empty() || back::is_marked(book))
        {
            match self
                .returned
                .book(From::of(file, &digest, same_as.is_some()), book)
            {
                back::Found::Foreign => {}
                back::Found::Refused(why) => return self.whole_file(&file.shown, why, out),
                back::Found::Paper => {
                    self.read += 1;
                    return Ok(());
                }
            }
        }
        if named.is_empty() {
            return self.whole_file(&file.shown, &reason::FILE_UNMAPPED, out);
        }
        let mut book = match opened {
            Ok(book) => book,
            Err(why) => return self.gap(&named, &read, why, out),
        };
        let visible = book.format.sees_all();
        if !visible && named.iter().any(|list| list.seen.require_visible) {
            return self.gap(&named, &read, &reason::FORMAT_REFUSED, out);
        }
        read.extra = book.tables();
        for list in &named {
            self.sheets(list, &mut book, &mut read, out)?;
        }
        if read.sources > 0 {
            self.missing_sheets(&named, &book, &mut read, out)?;
        }
        let something = read.sources + read.papers > 0;
        if let Some(why) = read.refused {
            self.whole_file(&file.shown, why, out)?;
            // One of our sheets in somebody else's workbook: the file counts as read.
            if something {
                self.unread.pop();
            }
        } else if !something {
            // Nothing in it, or none of its sheets has a name that the mapping knows.
            let why: Unread = if read.taken.is_empty() && !book.tabs.is_empty() {
                &reason::SHEET_MISSING
            } else {
                &reason::FILE_EMPTY
            };
            return self.gap(&named, &read, why, out);
        }
        self.read += u64::from(something);
        if read.good && !visible {
            self.notes += 1;
            out.write(&about_file(&file.shown, &reason::NOT_VISIBLE))?;
        }
        self.unnamed_sheets(&named, &mut book, &mut read, out)
    }

    /// Opens a file. For a protected one the known passwords are tried, then a person is asked.
    fn open(&mut self, bytes: Vec<u8>, file: &Found, wanted: bool) -> Result<Book, Unread> {
        if sniff(&bytes) != Content::Protected {
            return self.opener.open(bytes, &[]);
        }
        let opener = &self.opener;
        let opened = opener.open(bytes.clone(), self.secrets.known());
        match opened {
            Err(why) if wanted && why.code == reason::FILE_PROTECTED.code => {
                let open = |word: &str| opener.open(bytes.clone(), &[word.to_owned()]).ok();
                self.secrets.ask(&file.shown, open).ok_or(why)
            }
            opened => opened,
        }
    }

    /// The digest of a file, and that of an earlier one with the same bytes.
    fn digest(&mut self, file: &Found, bytes: &[u8]) -> (String, Option<String>) {
        let of_bytes = self.series.digest(&[bytes]);
        let same_as = (!bytes.is_empty() && self.digests.contains(&of_bytes)).then_some(&of_bytes);
        let digest = match bytes.is_empty() || same_as.is_some() {
            true => self.series.digest(&[bytes, b"\0", file.shown.as_bytes()]),
            false => of_bytes.clone(),
        };
        let same_as = same_as.cloned();
        self.digests.insert(digest.clone());
        (digest, same_as)
    }

    /// A file that is one problem and no source.
    pub(crate) fn whole_file(
        &mut self,
        path: &str,
        why: Unread,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        self.unread.push((path.to_owned(), why));
        out.write(&about_file(path, why))
    }

    /// A file that patterns name and nobody can read leaves a gap in each of their lists.
    fn gap(
        &mut self,
        named: &[&List],
        read: &Read<'_>,
        why: Unread,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        self.unread.push((read.file.shown.clone(), why));
        for (number, list) in (1..).zip(named) {
            let id = format!("{}.{number}", read.digest);
            let place = read.place(&id, None);
            let source = unreadable(list, self.context, place, why, out)?;
            self.coverage.add_source(source);
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
            if sheet.as_deref().is_some_and(|name| !list.names_sheet(name)) {
                continue;
            }
            // Behind a tab that nobody sees stands last year's list, or a half of this one.
            let hidden = book.tabs.get(index).is_some_and(|tab| tab.hidden);
            if hidden && !list.sheets_named || !read.taken.insert(index) {
                continue;
            }
            let id = format!("{}.{}", read.digest, index + 1);
            let place = read.place(&id, sheet.as_deref());
            match self.tables_of(list, book, index, place, out)? {
                Done::Sources(tables, _) => {
                    for (source, shape) in tables {
                        if hidden {
                            out.write(&Problem {
                                code: reason::SHEET_HIDDEN.code.to_owned(),
                                source: Some(source.id.clone()),
                                dataset: Some(list.dataset.to_owned()),
                                ..Problem::default()
                            })?;
                        }
                        self.keep(list, source, shape, read);
                    }
                }
                Done::Sides(_) => {}
                Done::Empty => {
                    read.blank.insert(index);
                }
                Done::Own => self.paper(index, book, read),
            }
        }
        Ok(())
    }

    /// Hands a sheet with our mark to those who read papers.
    fn paper(&mut self, index: usize, book: &mut Book, read: &mut Read<'_>) {
        let from = From::of(read.file, read.digest, read.same_as.is_some());
        match self.returned.sheet_of(from, book, index, false) {
            back::Found::Paper => read.papers += 1,
            back::Found::Refused(why) => read.refused = Some(why),
            back::Found::Foreign => read.refused = Some(&reason::OWN_WORKBOOK),
        }
    }

    /// Remembers a table that was read.
    fn keep(&mut self, list: &List, source: Source, mut shape: Shape, read: &mut Read<'_>) {
        let traces = std::mem::take(&mut shape.traces);
        self.questions.add(&source.id, &traces, self.series);
        if source.state == SourceState::Read {
            read.good = true;
            let same = |one: &List| std::ptr::eq(one, list);
            let place = self.mapping.lists.iter().position(same);
            self.tables.extend(place.map(|list| Table {
                list,
                id: source.id.clone(),
                shape,
            }));
        }
        if let Some(cells) = &source.cells {
            conservation::add(&mut self.cells, cells);
        }
        read.sources += 1;
        read.remember(list, self.context, &source);
        self.coverage.add_source(source);
    }

    /// A sheet that a list calls by its name and that the file does not hold, or holds blank, is a
    /// gap: nobody may be said to stand on no list because half of the list is missing.
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
                let Some(name) = pattern.one_name() else {
                    continue;
                };
                let mut tabs = book.tabs.iter();
                let why = match tabs.position(|tab| pattern.fits_name(&tab.name)) {
                    None => &reason::SHEET_MISSING,
                    Some(index) if read.blank.contains(&index) => &reason::FILE_EMPTY,
                    Some(_) => continue,
                };
                let id = read.extra_id();
                let place = read.place(&id, Some(name));
                let source = unreadable(list, self.context, place, why, out)?;
                self.coverage.add_source(source);
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
            let skipped = named.iter().any(|list| list.skips_sheet(&name));
            if read.taken.contains(&index) || skipped {
                continue;
            }
            let from = From::of(read.file, read.digest, read.same_as.is_some());
            if let back::Found::Paper = self.returned.sheet_of(from, book, index, false) {
                continue;
            }
            let window = book
                .sheet(index)
                .and_then(|sheet| Ok((sheet.merges, window(sheet.rows)?)));
            if matches!(&window, Ok((_, rows)) if rows.is_empty()) {
                continue;
            }
            let why = match book.tabs.get(index) {
                Some(tab) if tab.hidden => &reason::SHEET_HIDDEN,
                _ => &reason::SHEET_UNMAPPED,
            };
            out.write(&Problem {
                sheet: Some(name.clone()),
                ..about_file(&read.file.shown, why)
            })?;
            for list in named.iter().filter(|list| list.line.closed) {
                let above = match &window {
                    Ok((merges, rows)) => match heading::find(list, rows, merges, None) {
                        Some(layout) => Above::of(list, rows, layout.rows.0),
                        None => continue,
                    },
                    Err(_) => Above::default(),
                };
                let id = read.extra_id();
                let place = read.place(&id, Some(&name));
                let source = gap(list, self.context, place, &above, out)?;
                self.coverage.add_source(source);
            }
        }
        Ok(())
    }
}

/// What is wrong with a file as a whole.
fn about_file(path: &str, why: &Reason) -> Problem {
    Problem {
        code: why.code.to_owned(),
        path: Some(path.to_owned()),
        ..Problem::default()
    }
}

/// A file while its sheets are read.
struct Read<'a> {
    file: &'a Found,
    digest: &'a str,
    /// The digest of an earlier file of the same bytes.
    same_as: Option<&'a str>,
    folder: Option<YearMonth>,
    /// Sheets that a list has read.
    taken: BTreeSet<usize>,
    /// Those of them that hold nothing.
    blank: BTreeSet<usize>,
    /// The institution that an earlier sheet named and the town does not know.
    unknown: Option<String>,
    sources: u32,
    /// Whether any of them could be read.
    good: bool,
    /// Sheets that are papers of ours.
    papers: u32,
    /// Why another one of ours says nothing.
    refused: Option<&'static Reason>,
    /// The highest number given to a sheet or to a gap.
    extra: usize,
}

impl<'a> Read<'a> {
    fn of(file: &'a Found, digest: &'a str, same_as: Option<&'a str>) -> Self {
        Read {
            file,
            digest,
            same_as,
            folder: when::month_folder(&file.shown),
            taken: BTreeSet::new(),
            blank: BTreeSet::new(),
            unknown: None,
            sources: 0,
            good: false,
            papers: 0,
            refused: None,
            extra: 0,
        }
    }

    /// Where one of its tables stands, or would stand.
    fn place<'p>(&'p self, id: &'p str, sheet: Option<&'p str>) -> Place<'p> {
        Place {
            id,
            path: &self.file.shown,
            inner: &self.file.inner,
            sheet,
            folder: self.folder,
            unknown: self.unknown.as_deref(),
            same_as: self.same_as,
        }
    }

    /// A name that the town does not know is told once for a file, not once for each sheet.
    fn remember(&mut self, list: &List, context: Context<'_>, source: &Source) {
        let name = source.institution.as_deref();
        let unknown = name.filter(|name| context.registry.named(name).is_none());
        if let Some(name) = unknown.filter(|_| !list.institution.is_empty()) {
            self.unknown = Some(name.to_owned());
        }
    }

    /// An id for a gap that is none of the sheets read.
    fn extra_id(&mut self) -> String {
        self.extra += 1;
        format!("{}.{}", self.digest, self.extra)
    }
}
