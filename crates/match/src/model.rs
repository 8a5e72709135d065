//! What agreement and disagreement are worth, in tenths of a bit.
//!
//! Fellegi–Sunter: each level of each field is worth log2(m/u), m being how often rows of one person
//! compare so and u how often those of two do. Of names, birth dates and classes u is counted, each by
//! its own frequency, smoothed so that sixty children are enough. For all else there are guesses
//! ([`level`](crate::level)), which the lists of the town may move a little
//! ([`estimate`](crate::estimate)). The prior is one in as many as live here, so a score
//! is the logarithm of the odds, and means the same in every town.

use crate::form::{Form, Forms, NONE};
use crate::identity::narrow;
use crate::level::{Level, Weights};
use hashbrown::HashMap;

/// Levels of the given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Given {
    /// Letters and kana.
    Both,
    /// Letters; one side has no kana.
    Letters,
    /// Kana; one side has no letters.
    Reading,
    /// Letters, but another kana.
    LettersOnly,
    /// Kana, but other letters.
    ReadingOnly,
    /// One letter apart, one side without kana.
    OneLetter,
    /// One kana apart, one side without letters.
    OneKana,
    /// Nothing can be said, although both have a name.
    Incomparable,
    /// One side has no given name.
    Missing,
    /// Another name.
    Different,
}

impl Given {
    /// A level at which a brother or sister of the same birthday makes it a question.
    pub(crate) fn weak(self) -> bool {
        !matches!(
            self,
            Given::Both | Given::Letters | Given::Reading | Given::Different
        )
    }
}

/// Levels of the birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Birth {
    Same,
    /// Day and month swapped.
    Swapped,
    /// One slip apart: a digit, two neighbouring digits, a day or a year.
    Near,
    /// One side has only a grade, and it fits.
    Fits,
    Missing,
    /// One side has only a grade, and it does not fit.
    Misfit,
    Different,
}

impl Birth {
    pub(crate) fn level(self) -> Level {
        match self {
            Birth::Same => Level::BirthSame,
            Birth::Swapped => Level::BirthSwapped,
            Birth::Near => Level::BirthNear,
            Birth::Fits => Level::BirthFits,
            Birth::Missing => Level::BirthMissing,
            Birth::Misfit => Level::BirthMisfit,
            Birth::Different => Level::BirthDifferent,
        }
    }
}

/// Counted frequencies, as bits of agreement.
#[derive(Debug, Default)]
pub(crate) struct Model {
    /// Minus log2 of the number of people.
    pub(crate) prior: i32,
    /// All evidence that says *this household* together.
    pub(crate) household_cap: i32,
    /// The same resident number on two people is rarer than 1 in 4,000 (national re-check 0.010 %).
    pub(crate) resident_same: i32,
    /// What is not counted.
    pub(crate) weights: Weights,
    given: HashMap<u32, i32>,
    surname: HashMap<u32, i32>,
    birth: HashMap<chrono::NaiveDate, i32>,
    cohort: HashMap<i32, i32>,
    class: HashMap<(u32, u32, i32, u32), i32>,
    grade: HashMap<(u32, i32), i32>,
    rare: [i32; 2],
}

/// Weight of the expectation before anything was counted: as of so many rows.
const SMOOTHING: f64 = 200.0;
const GIVEN_SHARE: f64 = 0.003;
const SURNAME_SHARE: f64 = 0.005;
/// One day of some twenty years.
const BIRTH_SHARE: f64 = 1.0 / 7000.0;
/// One school year of the years of childhood.
const COHORT_SHARE: f64 = 1.0 / 20.0;
/// A class of thirty.
const CLASS_SHARE: f64 = 1.0 / 200.0;

/// The worst that evidence about the household can say: people move and remarry.
pub(crate) const HOUSEHOLD_FLOOR: i32 = -60;

fn bits(share: f64) -> i32 {
    // Shares lie between 1e-9 and 1, so this is a small number.
    #[expect(clippy::cast_possible_truncation, reason = "small")]
    let tenths = (-share.log2() * 10.0).round() as i32;
    tenths
}

impl Model {
    /// Counts the forms. `people` is the estimate of how many different people there are.
    pub(crate) fn new(forms: &Forms) -> Self {
        let mut lists: HashMap<u32, u32> = HashMap::new();
        for form in &forms.all {
            *lists.entry(form.dataset).or_default() += 1;
        }
        let people = f64::from(lists.values().copied().max().unwrap_or(1).max(20));
        let total = f64::from(narrow(forms.all.len()).max(1));
        let mut model = Model {
            prior: -bits(1.0 / people),
            household_cap: (bits(1.0 / people) - 18).max(40),
            resident_same: bits(1.0 / people) + 120,
            ..Model::default()
        };
        let mut given: HashMap<u32, u32> = HashMap::new();
        let mut surname: HashMap<u32, u32> = HashMap::new();
        let mut birth = HashMap::new();
        let mut cohort = HashMap::new();
        let mut class = HashMap::new();
        let mut grade = HashMap::new();
        for form in &forms.all {
            let letters = form.letters.first().map(|at| &forms.letters[*at as usize]);
            let reading = form
                .readings
                .first()
                .map(|at| &forms.readings[*at as usize]);
            let names = [
                letters.map(|l| (l.surname, l.given)),
                reading.map(|r| (r.surname.sound, r.given.sound)),
            ];
            for (s, g) in names.into_iter().flatten() {
                *surname.entry(s).or_default() += 1;
                *given.entry(g).or_default() += 1;
            }
            if let Some(day) = form.birth {
                *birth.entry(day).or_insert(0) += 1;
            }
            if let Some(year) = form.cohort {
                *cohort.entry(year).or_insert(0) += 1;
                if form.institution != NONE {
                    *grade.entry((form.institution, year)).or_insert(0) += 1;
                    *class
                        .entry((form.institution, form.school_year, year, form.class))
                        .or_insert(0) += 1;
                }
            }
        }
        let named = |counts: &HashMap<u32, u32>, share: f64, most: i32| {
            counts
                .iter()
                .map(|(word, count)| (*word, smoothed(*count, total, share).min(most)))
                .collect()
        };
        model.given = named(&given, GIVEN_SHARE, 110);
        model.surname = named(&surname, SURNAME_SHARE, 90);
        model.rare = [
            smoothed(1, total, SURNAME_SHARE).min(90),
            smoothed(1, total, GIVEN_SHARE).min(110),
        ];
        let share = |count: u32, expected: f64| smoothed(count, total, expected);
        model.birth = birth
            .into_iter()
            .map(|(day, count)| (day, share(count, BIRTH_SHARE).min(145)))
            .collect();
        model.cohort = cohort
            .into_iter()
            .map(|(year, count)| (year, share(count, COHORT_SHARE)))
            .collect();
        model.grade = grade
            .into_iter()
            .map(|(key, count)| (key, share(count, COHORT_SHARE)))
            .collect();
        model.class = class
            .into_iter()
            .map(|(key, count)| (key, share(count, CLASS_SHARE)))
            .collect();
        model
    }

    pub(crate) fn given_bits(&self, word: u32) -> i32 {
        self.given.get(&word).copied().unwrap_or(self.rare[1])
    }

    pub(crate) fn surname_bits(&self, word: u32) -> i32 {
        self.surname.get(&word).copied().unwrap_or(self.rare[0])
    }

    pub(crate) fn birth_bits(&self, birth: Option<chrono::NaiveDate>) -> i32 {
        birth
            .and_then(|day| self.birth.get(&day))
            .copied()
            .unwrap_or(0)
    }

    pub(crate) fn cohort_bits(&self, year: Option<i32>) -> i32 {
        year.and_then(|year| self.cohort.get(&year))
            .copied()
            .unwrap_or(0)
    }

    /// The same grade of the same school; `class` also the same class.
    pub(crate) fn school_bits(&self, form: &Form, class: bool) -> i32 {
        let Some(year) = form.cohort else { return 0 };
        let found = if class {
            self.class
                .get(&(form.institution, form.school_year, year, form.class))
        } else {
            self.grade.get(&(form.institution, year))
        };
        found.copied().unwrap_or(0)
    }
}

fn smoothed(count: u32, total: f64, share: f64) -> i32 {
    bits((f64::from(count) + SMOOTHING * share) / (total + SMOOTHING))
}
