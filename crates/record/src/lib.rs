//! What travels between the programs: lines, dictionary, reader, writer, blocks, coverage, reasons.
//!
//! A stream is JSON Lines between a `begin` and an `end`. [`Input`] reads it, [`Output`] writes
//! it, and [`pass`] leads it through a program that adds lines of its own to each household:
//!
//! ```
//! use mimamori_record::{Block, Failure, Head, Input, Output, Pass, WriteOptions, line::Run, pass};
//!
//! struct CountPeople(usize);
//!
//! impl Pass for CountPeople {
//!     fn block(&mut self, _: &Head, block: &Block, _: &mut Output<'_>) -> Result<(), Failure> {
//!         self.0 += block.people.len();
//!         Ok(())
//!     }
//! }
//!
//! let stream = r#"{"kind":"begin","format":1,"check":"こども家庭"}
//! {"kind":"run","program":"mimamori-match","version":"0.1.0","today":"2026-06-01"}
//! {"kind":"household","id":"h-k7q2-000001","members":[{"person":"p-k7q2-000001","relation":"child"}]}
//! {"kind":"person","id":"p-k7q2-000001","household":"h-k7q2-000001"}
//! {"kind":"end","ok":true}
//! "#;
//! let mut written = Vec::new();
//! let mut program = CountPeople(0);
//! {
//!     let mut input = Input::new(stream.as_bytes(), false)?;
//!     let mut output = Output::new(&mut written, WriteOptions::default());
//!     pass(&mut input, &mut output, Run::default(), &mut program)?;
//!     output.close(true)?;
//! }
//! assert_eq!(program.0, 1);
//! # Ok::<(), Failure>(())
//! ```

mod block;
mod corrections;
mod coverage;
mod delivery;
pub mod dictionary;
mod failure;
mod individual;
pub mod line;
mod pass;
pub mod place;
mod read;
pub mod reason;
mod request;
mod say;
pub mod standing;
mod tenths;
mod write;

pub use block::Block;
pub use coverage::{Absence, Arrival, Coverage, Seen, Stretch};
pub use failure::{Failure, Status};
pub use individual::{Individual, Wanted};
pub use pass::{Head, Pass, pass, same_town};
pub use read::{Input, RawLine};
pub use say::{Lang, Said, Text};
pub use tenths::Tenths;
pub use write::{Output, WriteOptions, encode, encode_part};
