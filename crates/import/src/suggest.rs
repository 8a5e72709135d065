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
use mimamori_record::reason::Reason;
use mimamori_record::{Failure, Said};
use mimamori_shell::{Given, Io, Outcome, Secrets};

use crate::find::{self, Found};
use crate::open::Opener;
use crate::survey::{Look, Seen, Words, each_sheet};
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
    // Days of a clerk's corrections stand in a mapping, and the draft knows nothing of them.
    if let Some(path) = given.path("output").filter(|path| path.exists()) {
        return Err(messages::draft_would_replace(&path));
    }
    let today = io.today(given)?;
    let files = find::find(&given.operands(), Path::new("."))?;
    files.warn(io);
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
    fn file(&mut self, file: &Found, opener: (&Opener, &[String]), words: &Words) {
        self.files.push(file.inner.clone());
        each_sheet(file, opener, words, |sheet, look| {
            let refused = |why: Said| Refused {
                shown: file.shown.clone(),
                inner: file.inner.clone(),
                sheet: sheet.map(str::to_owned),
                why,
            };
            let mut names: Vec<&str> = file.inner.split('/').collect();
            names.extend(sheet);
            match look {
                Ok(Look::Empty) => {}
                Ok(Look::NoTable(facts)) => {
                    let why = refuse::sheet(&facts, &names);
                    self.refused.push(refused(why));
                }
                Ok(Look::Table(seen)) => match refuse::table(&seen, &names) {
                    Some(why) => self.refused.push(refused(why)),
                    None => self
                        .drafts
                        .push(Draft::new(file, sheet, seen, &names, words)),
                },
                Err(why) => self.unread.push((file.shown.clone(), why)),
            }
        });
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
        sheet: Option<&str>,
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
            sheet: sheet.map(str::to_owned),
            folder: when::month_folder(&file.shown),
            seen,
            dataset,
            why,
            bound,
        }
    }
}
