//! Workbooks and printable HTML that people read, print and fill in.
//!
//! A tool describes *what* stands on the paper: sheets, columns, rows, notes. This crate knows
//! how it looks: Japanese fonts, row heights that fit, rules that survive a black-and-white
//! printer, drop-downs, era dates, page numbers. It returns bytes; it opens no file and reads no
//! clock, so the same description gives the same bytes.
//!
//! ```
//! use chrono::NaiveDate;
//! use mimamori_paper::{Cell, Column, Mark, Page, Row, Sheet, Workbook};
//! use mimamori_record::{Lang, said};
//!
//! # fn main() -> Result<(), mimamori_record::Failure> {
//! let day = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default();
//! let mut paper = Workbook::new(
//!     Mark::new("agenda", "k7q2", day),
//!     said!("進行管理会議 名簿", "Case review meeting"),
//!     Lang::Ja,
//! );
//! paper.push(
//!     Sheet::new(said!("名簿", "list"), said!("進行管理会議 名簿", "Case review meeting"))
//!         .page(Page::A3_LANDSCAPE)
//!         .above(said!("正否と決定を記入してください。", "Please fill in the decisions."))
//!         .column(Column::text(said!("氏名", "name")).width(14).field("name"))
//!         .column(Column::date(said!("最終目視", "last seen")))
//!         .column(
//!             Column::choice(said!("決定", "decision"), ["支援継続", "見守り", "終結"])
//!                 .field("decision")
//!                 .fill_in(),
//!         )
//!         .row(Row::group("第1部 確認"))
//!         .row(Row::keyed("p-k7q2-000123", [Cell::from("山田 花子"), Cell::from(day), Cell::Blank])),
//! );
//! let built = paper.finish()?;
//! assert!(built.remarks.is_empty());
//! assert!(built.bytes.starts_with(b"PK"));
//! # Ok(())
//! # }
//! ```

mod cell;
mod choices;
mod clean;
mod html;
mod ics;
mod key;
mod mark;
mod measure;
mod messages;
mod page;
mod rows;
mod sheet;
mod sheet_html;
mod stamp;
mod style;
mod svg;
mod svg_grid;
mod svg_home;
mod svg_time;
mod wareki;
mod workbook;
mod write;

pub use cell::{Cell, verbatim};
pub use clean::{clean_text, csv_safe, file_name, sheet_name};
pub use html::{Frame, Html};
pub use ics::{Calendar, Event};
pub use key::{RowKey, Seal};
pub use mark::{Layout, Mark, layout, recognise};
pub use measure::width;
pub use sheet::{Chart, Column, Page, Row, Sheet};
pub use stamp::untouched;
pub use svg::{Bar, BarChart};
pub use svg_grid::{GridChart, GridRow};
pub use svg_home::{Figure, HomeChart, Shape};
pub use svg_time::{Slot, TimeChart};
pub use wareki::{day_or_month, wareki, wareki_month};
pub use workbook::{Built, Workbook};
