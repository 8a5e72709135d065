//! `--report`: how well the lists of this town were matched, and whether the weights suit them.
//!
//! It changes nothing. Who is one was decided with guesses that the lists may move a little
//! ([`estimate`](crate::estimate)). Here all pairs that were compared are counted by pattern, the same
//! model is fitted to the counts from what was decided, and what it expects is held against that
//! ([`band`]) and against what was used ([`field`]). It names fields and lists and prints counts, never
//! anything of a person.
//!
//! Expected against true, with weights as they are estimated, on invented rosters of some 12,000 rows
//! and on the practice town (3,600 ways of writing). Missed are also those who share no key, whom the
//! estimate does not know:
//!
//! | roster | wrong joins | one person among those asked | missed |
//! |---|---|---|---|
//! | medium, with number | 4.2 / 0 of 9,013 | 37.0 / 37 of 41 | 3.9 / 5 |
//! | hard, with number | 19.2 / 0 of 9,086 | 49.4 / 58 of 59 | 20.6 / 18 |
//! | mild, without | 5.5 / 0 of 8,980 | 20.8 / 21 of 22 | 18.4 / 1 |
//! | medium, without | 8.0 / 0 of 9,004 | 47.4 / 47 of 52 | 27.2 / 6 |
//! | medium, without, another seed | 10.1 / 0 of 8,966 | 50.7 / 55 of 58 | 22.9 / 7 |
//! | hard, without | 31.2 / 0 of 9,011 | 110.2 / 120 of 126 | 67.5 / 34 |
//! | English style | 17.3 / 0 of 6,671 | 293.9 / 362 of 370 | 50.6 / 70 |
//! | practice town | 21.8 / 0 of 1,563 | 2.0 / 1 of 3 | 2.6 / 1 |
//!
//! So what it expects of joins is an upper bound: the rules that look at other rows of the two persons
//! are not in the model.

mod band;
pub(crate) mod field;
mod list;
pub(crate) mod messages;
mod page;

use chrono::NaiveDate;
use mimamori_record::{Failure, Lang};
use rayon::prelude::*;

use crate::compare::Comparer;
use crate::decide::Decision;
use crate::estimate::em::fit;
use crate::estimate::pattern::{self, Counted, Pattern};
use crate::fate::Fates;
use crate::groups::Ties;
use crate::intake::Intake;
use band::{Bands, bands};
use field::{Told, fields};
use list::{Crowded, List};
pub(crate) use messages::{EXAMPLE, HELP};

/// So many pairs of one person and of two, or nothing can be estimated.
const ENOUGH: u64 = 100;

/// So many pairs of strangers are compared, or all if there are fewer.
const STRANGERS: u64 = 200_000;

/// The estimate ends by itself before.
const ROUNDS: usize = 500;

/// A run that can be reported.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    pub(crate) intake: &'a Intake,
    pub(crate) comparer: Comparer<'a>,
    /// All pairs that were compared, in order.
    pub(crate) pairs: &'a [(u32, u32)],
    pub(crate) ties: &'a Ties,
    pub(crate) decision: &'a Decision,
    pub(crate) fates: &'a Fates,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) identities: usize,
    pub(crate) patterns: usize,
    /// Whether there are enough pairs to estimate anything.
    pub(crate) enough: bool,
    /// Pairs of one person, as estimated.
    pub(crate) same: f64,
    pub(crate) bands: Bands,
    /// Nothing where there are too few pairs.
    pub(crate) fields: Vec<Told>,
    pub(crate) lists: Vec<List>,
    pub(crate) crowded: Vec<Crowded>,
}

/// More pairs of one person than this for each that was joined or asked about are no estimate.
const BLURRED: f64 = 1.25;

impl Found {
    /// Whether the classes of the model do not come apart in this town.
    pub(crate) fn blurred(&self) -> bool {
        let seen = self.bands.joined.pairs + self.bands.asked.pairs;
        self.same > BLURRED * seen as f64
    }
}

impl Run<'_> {
    /// The report, a page where `picture` is wanted, else text; and whether it finds anything that
    /// somebody should look at.
    pub(crate) fn answer(self, picture: bool, lang: Lang) -> Result<(String, bool), Failure> {
        let town = &self.intake.town;
        let day = NaiveDate::parse_from_str(&self.intake.today, "%Y-%m-%d").unwrap_or_default();
        let found = self.found();
        let remarks = messages::remarks(&found, lang);
        let look = !remarks.is_empty();
        let view = page::View::new(&found, remarks, lang);
        let text = match picture {
            true => view.html(&town.series, day, lang)?,
            false => view.text(),
        };
        Ok((text, look))
    }

    /// Counts and estimates.
    pub(crate) fn found(self) -> Found {
        let persons = &self.decision.person_of;
        let counted = pattern::count(self.comparer, self.pairs, |a, b, levels, _| {
            match persons[a as usize] == persons[b as usize] {
                true => 0,
                false if pattern::one_home(levels) => 1,
                false => 2,
            }
        });
        let start = pattern::classes(&counted);
        let enough = start[0] >= ENOUGH && start[1] + start[2] >= ENOUGH;
        let rows = pattern::rows(&counted);
        let fit = fit(if enough { &rows } else { &[] }, ROUNDS);
        let bands = self.bands(&counted, &fit.same);
        let fields = match enough {
            false => Vec::new(),
            true => {
                let mut pairs = pattern::everywhere(persons.len(), STRANGERS);
                pairs.retain(|(a, b)| persons[*a as usize] != persons[*b as usize]);
                let strangers = pattern::count(self.comparer, &pairs, |_, _, _, _| 2);
                fields(&fit, &counted, &fit.same, &strangers)
            }
        };
        Found {
            identities: persons.len(),
            patterns: counted.len(),
            enough,
            same: rows
                .iter()
                .zip(&fit.same)
                .map(|(row, same)| row.pairs * same)
                .sum(),
            bands,
            fields,
            lists: list::lists(self.intake, self.decision),
            crowded: list::crowded(self.intake, self.decision),
        }
    }

    /// The bands, by the probability of each pattern; without one each pair is as likely as not.
    fn bands(self, counted: &Counted, same: &[f64]) -> Bands {
        let by_pattern: hashbrown::HashMap<&Pattern, f64> =
            counted.keys().zip(same.iter().copied()).collect();
        let of = |(a, b): &(u32, u32)| {
            let (levels, ..) = pattern::pattern(self.comparer, *a, *b);
            by_pattern.get(&levels).copied().unwrap_or(0.5)
        };
        let same: Vec<f64> = self.pairs.par_iter().map(of).collect();
        bands(
            self.comparer,
            (self.pairs, &same),
            (self.decision, self.fates, self.ties),
        )
    }
}
