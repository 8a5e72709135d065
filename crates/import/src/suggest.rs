//! `--suggest`: a draft of import.toml from the files alone.
//!
//! Every sheet that is a table of persons becomes a [[list]], sheets and files of one layout together.
//! What is thought and not known carries a mark with its reason; what cannot be told is asked; forms
//! and print templates are refused with a sentence why. The draft is tried with the reader of
//! headings before it is printed, so that import accepts it as it is. No value of a cell stands in
//! it but codes that occur often.

mod codes;
mod dataset;
mod fields;
mod group;
mod joined;
mod messages;
mod origin;
mod pattern;
mod refuse;
mod trial;
mod write;

use std::path::Path;

use chrono::NaiveDate;
use mimamori_calendar::YearMonth;
use mimamori_container::Book;
use mimamori_paper::recognise;
use mimamori_record::reason::Reason;
use mimamori_record::{Failure, Said};
use mimamori_shell::{Given, Io, Outcome, Secrets};

use crate::find::{self, Found};
use crate::open::{Opener, read};
use crate::survey::{Look, Seen, Words, look};
use crate::when;
use fields::Bound;

/// A sheet that is a table of persons, as far as it is understood.
pub(crate) struct Draft {
    pub(crate) shown: String,
    pub(crate) inner: String,
    pub(crate) sheet: Option<String>,
    /// The month that its folder is named after.
    pub(crate) folder: Option<YearMonth>,
    pub(crate) seen: Box<Seen>,
    /// The list of the dictionary; none that can be told.
    pub(crate) dataset: Option<&'static str>,
    /// Why it is thought to be that.
    pub(crate) why: Option<Said>,
    pub(crate) bound: Vec<Bound>,
}

/// A sheet or file of which there is no draft.
pub(crate) struct Refused {
    pub(crate) shown: String,
    pub(crate) inner: String,
    pub(crate) sheet: Option<String>,
    pub(crate) why: Said,
}

/// What came of all files.
#[derive(Default)]
pub(crate) struct Survey {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) refused: Vec<Refused>,
    /// Files that could not be opened, and our own papers.
    pub(crate) unread: Vec<(String, &'static Reason)>,
    /// Every file there is, relative to the in folder.
    pub(crate) files: Vec<String>,
}

/// Prints the draft.
pub(crate) fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    io.out.answers();
    let today = io.today(given)?;
    let files = find::find(&given.operands(), Path::new("."))?;
    let words = Words::new();
    let opener = Opener::new(io);
    let secrets = Secrets::of(given)?;
    let mut survey = Survey::default();
    io.progress(files.found.len() as u64);
    for file in &files.found {
        survey.file(file, (&opener, secrets.known()), &words);
        io.step(&file.shown);
    }
    io.progress_done();
    let (text, asked) = survey.draft(today)?;
    io.out.answer(&text)?;
    io.say(&messages::summary(&survey, asked));
    let look = asked > 0 || !survey.refused.is_empty() || !survey.unread.is_empty();
    Ok(if look { Outcome::Look } else { Outcome::Quiet })
}

impl Survey {
    fn file(&mut self, file: &Found, (opener, passwords): (&Opener, &[String]), words: &Words) {
        self.files.push(file.inner.clone());
        let opened = read(&file.path).and_then(|bytes| opener.open(bytes, passwords));
        match opened {
            Ok(mut book) => self.book(file, &mut book, words),
            Err(why) => self.unread.push((file.shown.clone(), why)),
        }
    }

    fn book(&mut self, file: &Found, book: &mut Book, words: &Words) {
        let own = &mimamori_record::reason::OWN_WORKBOOK;
        if recognise(book.names.iter().map(String::as_str), []).is_some() {
            return self.unread.push((file.shown.clone(), own));
        }
        for index in 0..book.tables() {
            let sheet = book.name(index).map(str::to_owned);
            let refused = |why: Said| Refused {
                shown: file.shown.clone(),
                inner: file.inner.clone(),
                sheet: sheet.clone(),
                why,
            };
            let mut names: Vec<&str> = file.inner.split('/').collect();
            names.extend(sheet.as_deref());
            match look(book, index, words) {
                Ok(Look::Empty) => {}
                Ok(Look::Own) => self.unread.push((file.shown.clone(), own)),
                Ok(Look::NoTable(facts)) => {
                    let why = refuse::sheet(&facts, &names);
                    self.refused.push(refused(why));
                }
                Ok(Look::Table(seen)) => match refuse::table(&seen, &names) {
                    Some(why) => self.refused.push(refused(why)),
                    None => self
                        .drafts
                        .push(Draft::new(file, sheet.clone(), seen, &names, words)),
                },
                Err(why) => self.unread.push((file.shown.clone(), why)),
            }
        }
    }

    /// The draft, and how many questions it asks.
    pub(crate) fn draft(&self, today: NaiveDate) -> Result<(String, usize), Failure> {
        let mut lists = group::lists(self);
        for list in &mut lists {
            trial::fit(list, today)?;
        }
        Ok(write::draft(self, &lists, today))
    }
}

impl Draft {
    fn new(
        file: &Found,
        sheet: Option<String>,
        seen: Box<Seen>,
        names: &[&str],
        words: &Words,
    ) -> Self {
        let guess = dataset::guess(&seen, names, words);
        let (dataset, why, bound) = match guess {
            Some(guess) => (Some(guess.dataset), Some(guess.why), guess.bound),
            None => (None, None, fields::bind("", &seen, words)),
        };
        Draft {
            shown: file.shown.clone(),
            inner: file.inner.clone(),
            sheet,
            folder: when::month_folder(&file.shown),
            seen,
            dataset,
            why,
            bound,
        }
    }
}
