//! mimamori-sample: a practice town of invented people.
//!
//! Writes `town/` (settings and the tables that staff edit), `2026-05/in/` (the lists as the
//! departments keep them) and `truth/` (what is true, as JSON Lines). The same seed gives the same
//! bytes. It shares no code with the programs that read the lists, so that what it spoils is not
//! simply undone by the code that spoiled it.

mod days;
mod desks;
mod dues;
mod families;
mod files;
mod health;
mod kana;
mod life;
mod line;
mod lists;
mod log;
mod messages;
mod names;
mod ods;
mod office;
mod people;
mod program;
mod rng;
mod rules;
mod school;
mod settings;
mod sheet;
mod stories;
mod town;
mod truth;

pub use program::PROGRAM;

use std::fmt;
use std::path::{Path, PathBuf};
use town::Town;

/// The fewest children with whom every story can be told.
pub const FEWEST_CHILDREN: u32 = 60;
/// The most children that the lists are meant for.
pub const MOST_CHILDREN: u32 = 50_000;

/// What was written, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Children (to the end of the fiscal year in which they turn 18).
    pub children: usize,
    /// Everybody in the households written, adults included.
    pub people: usize,
    /// Households.
    pub households: usize,
    /// Rows about somebody, over all lists.
    pub rows: usize,
    /// Planted cells that cannot be read.
    pub problems: usize,
    /// Rules in use that fire, over all children.
    pub fired: usize,
    /// Rules in use of which nobody can say, over all children.
    pub unknown: usize,
}

/// Why a town could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum SampleError {
    /// Fewer than [`FEWEST_CHILDREN`] or more than [`MOST_CHILDREN`].
    Children(u32),
    /// The folder holds a town that was not made for practice.
    NotPractice(PathBuf),
    /// A folder or file could not be written.
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A workbook could not be made.
    Workbook {
        /// Which one.
        path: PathBuf,
        /// What the workbook writer said.
        source: rust_xlsxwriter::XlsxError,
    },
}

impl fmt::Display for SampleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SampleError::Children(count) => {
                write!(
                    f,
                    "{count} children: a town needs {FEWEST_CHILDREN} to {MOST_CHILDREN}"
                )
            }
            SampleError::NotPractice(dir) => {
                write!(f, "{} holds a town that is not for practice", dir.display())
            }
            SampleError::File { path, source } => {
                write!(f, "cannot write {}: {source}", path.display())
            }
            SampleError::Workbook { path, source } => {
                write!(f, "cannot make {}: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for SampleError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            SampleError::Children(_) | SampleError::NotPractice(_) => None,
            SampleError::File { source, .. } => Some(source),
            SampleError::Workbook { source, .. } => Some(source),
        }
    }
}

/// Writes a practice town of `children` children into `dir`; the same `seed`, the same bytes.
///
/// # Errors
/// A number of children outside [`FEWEST_CHILDREN`]..=[`MOST_CHILDREN`]; a folder that holds a town
/// not made for practice; a file that cannot be written. Files already written stay.
///
/// ```
/// let dir = tempfile::tempdir()?;
/// let summary = mimamori_sample::write_town(dir.path(), 60, 1)?;
/// assert_eq!(summary.children, 60);
/// assert!(dir.path().join("truth/flags.jsonl").exists());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_town(dir: &Path, children: u32, seed: u64) -> Result<Summary, SampleError> {
    if !(FEWEST_CHILDREN..=MOST_CHILDREN).contains(&children) {
        return Err(SampleError::Children(children));
    }
    files::only_practice(dir)?;
    let (mut town, mut left) = people_the_town(children, seed);
    settings::write(dir, children)?;
    life::fill(&mut town, &mut left);
    let log = lists::write(&town, dir)?;
    let flags = rules::flags(&town, &log);
    let dues = dues::dues(&town);
    truth::write(&town, dir, &log, &left, &flags, &dues)?;
    let used = rules::in_use();
    let of_use = flags.rules.iter().filter(|(rule, _)| used.contains(*rule));
    let (fired, unknown) = of_use.fold((0, 0), |sum, (_, n)| (sum.0 + n.0, sum.1 + n.1));
    Ok(Summary {
        children: town.children().count(),
        people: town.people.len(),
        households: town.households.len(),
        rows: log.rows.len(),
        problems: log.planted.len(),
        fired,
        unknown,
    })
}

/// Makes the town: first the families with a story, then ordinary ones, then what happens to all.
fn people_the_town(children: u32, seed: u64) -> (Town, stories::Left) {
    let mut town = Town {
        seed,
        ..Town::default()
    };
    let mut families = families::Families::new(&mut town);
    let left = stories::settle(&mut families);
    families.fill(usize::try_from(children).unwrap_or(usize::MAX));
    school::enrol(&mut town, &left.not_enrolled);
    school::absences(&mut town);
    health::invite(&mut town);
    office::ordinary_cases(&mut town);
    office::number(&mut town);
    (town, left)
}
