//! What a sheet shows without any mapping: where its table stands and what its columns hold.
//!
//! Two passes, so that memory does not grow with rows: the first rows say where the headings are,
//! then every row is counted under them. What is kept of a column are shares, lengths and years;
//! its values only as long as they are so few that they can be codes.

mod column;
mod each;
mod kind;
mod sheet;
mod spelling;
mod table;
mod types;
mod words;

pub(crate) use column::{Column, Pair, RARE, grade_of};
pub(crate) use each::each_sheet;
pub(crate) use kind::Kind;
pub(crate) use sheet::{Facts, Look, Seen};
pub(crate) use spelling::Spelling;
pub(crate) use types::{Type, fits, sensitive, shown_values};
pub(crate) use words::{Words, other_person, plain, without_person};
