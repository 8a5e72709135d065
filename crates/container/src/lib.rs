//! Whatever a department hands over becomes sheets of rows of cells.
//!
//! Excel workbooks (xlsx, xlsm, xlsb, xls), OpenDocument (ods), CSV and other delimited text in
//! the encodings of Japanese offices, and tables of HTML that call themselves .xls. What a file is
//! its content decides, never its name. A sheet comes row by row; of an xlsx also what a clerk
//! sees beside the values: hidden rows and columns, merged areas, colours, struck-out text,
//! furigana, comments, formulas without a stored result. What a format does not let us see,
//! [`Format::sees_all`] says.
//!
//! ```
//! use mimamori_container::{Book, Value};
//!
//! let mut book = Book::open("氏名,学年\n空野 ひなた,3\n".as_bytes().to_vec(), &[]).unwrap();
//! let mut sheet = book.sheet(0).unwrap();
//! sheet.rows.next_row().unwrap();
//! let row = sheet.rows.next_row().unwrap().unwrap();
//! assert_eq!((row.number, row.cells[1].column), (2, 1));
//! assert_eq!(row.get(1), Some(&Value::Text("3".to_owned())));
//! ```

mod book;
#[cfg(feature = "fuzz")]
#[doc(hidden)]
pub mod fuzz;
mod grid;
mod html;
mod legacy;
mod ods;
mod office;
mod ole;
mod password;
mod remote;
mod sniff;
mod text;
mod wire;
mod worker;
mod xlsx;

pub use book::{Book, Format, LARGEST, Rows, Sheet, Tab, Unread};
pub use grid::{Area, Cell, Look, Merges, Rgb, Row, Spans, Value, letters, number_text};
pub use remote::{SharedWorker, Worker};
pub use sniff::{Content, sniff};
pub use worker::serve;
