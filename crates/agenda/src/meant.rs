//! The one person whom an option of the command line names, and the paper about them.

use mimamori_paper::{Built, Workbook};
use mimamori_record::{Coverage, Failure, Individual, Said, place, said};

use crate::recipient::wrong;

/// Who is meant, and by which option.
pub(crate) struct Meant<'a> {
    pub(crate) option: &'static str,
    pub(crate) called: &'a str,
}

impl Meant<'_> {
    /// By the person's id, now or before, or by the place of one of their rows.
    pub(crate) fn is(&self, person: &Individual, coverage: &Coverage) -> bool {
        let mut ids = person.line.was.iter().chain([&person.line.id]);
        let mut records = person.records.iter();
        ids.any(|id| id == self.called)
            || records.any(|record| place::is_called(record, coverage, self.called))
    }

    pub(crate) fn not_found(&self) -> Failure {
        let option = self.option;
        wrong(
            said!(
                "--{option} の人が、流れの中に見つかりません",
                "the person of --{option} is not in the stream"
            ),
            said!(
                "人の番号（p-…）か、行の番地（source/行、ファイル!シート!行）を書いてください",
                "write the id of a person (p-…), or a row as source/row or file!sheet!row"
            ),
        )
    }

    pub(crate) fn several(&self) -> Failure {
        let option = self.option;
        wrong(
            said!(
                "--{option} に当たる人が、二人以上います",
                "--{option} names more than one person"
            ),
            said!(
                "いまの番号（p-…）を書いてください",
                "write the present id (p-…)"
            ),
        )
    }
}

/// The paper, and what the office is told about it.
pub(crate) struct AboutOne {
    pub(crate) xlsx: Built,
    pub(crate) html: String,
    pub(crate) told: Vec<Said>,
}

impl AboutOne {
    pub(crate) fn of(book: &Workbook, told: Vec<Said>) -> Result<Self, Failure> {
        Ok(AboutOne {
            xlsx: book.finish()?,
            html: book.html()?,
            told,
        })
    }
}
