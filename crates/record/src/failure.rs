//! Why a program stops: two sentences and an exit status.

use crate::{Lang, Said};

/// The exit statuses of the family, apart from 0 and the 1 of `--exit-code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// 2: an option or a configuration file is wrong.
    Options,
    /// 3: the stream is broken, or a sum of conservation does not hold.
    Stream,
    /// 4: the program before stopped early.
    Before,
    /// 5: cannot read, cannot write, disk full.
    Files,
}

impl Status {
    /// The number that the operating system sees.
    pub const fn code(self) -> u8 {
        match self {
            Status::Options => 2,
            Status::Stream => 3,
            Status::Before => 4,
            Status::Files => 5,
        }
    }
}

/// An error that a person will read: what and where, then what to do.
///
/// Neither sentence holds a name, a birth date or an address; they point at files, sheets,
/// rows, columns and ids.
///
/// ```
/// use mimamori_record::{Failure, Status, said};
/// let failure = Failure::new(
///     Status::Files,
///     said!("名簿.xlsx を開けません", "cannot open 名簿.xlsx"),
///     said!("Excel で開いている場合は閉じてください", "close it if it is open in Excel"),
/// );
/// assert_eq!(failure.status.code(), 5);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which exit status follows.
    pub status: Status,
    /// What is wrong and where.
    pub what: Said,
    /// What the reader can do about it.
    pub advice: Said,
}

impl Failure {
    /// Joins the status with its two sentences.
    pub fn new(status: Status, what: Said, advice: Said) -> Self {
        Failure {
            status,
            what,
            advice,
        }
    }

    /// Both sentences in one language, the second behind an arrow on a line of its own.
    pub fn pick(&self, lang: Lang) -> String {
        format!("{}\n  → {}", self.what.pick(lang), self.advice.pick(lang))
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.pick(Lang::En))
    }
}

impl std::error::Error for Failure {}
