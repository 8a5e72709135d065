//! mimamori-import: workbooks and CSV files of the departments become records.
//!
//! What the departments hand over is read as it is; import.toml says once per kind of list which
//! files it means and how its headings are spelled. Every cell that held something is accounted
//! for: as a field, as structure (titles, headings, totals, notes), as left out by the mapping, or
//! as a problem with its address. The program fails when the sum does not hold.
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     mimamori_shell::main(&mimamori_import::PROGRAM)
//! }
//! ```

mod about;
mod again;
mod apart;
mod arrivals;
mod back;
mod changes;
mod colours;
mod columns;
mod conservation;
mod covers;
mod deliveries;
mod doubted;
mod expect;
mod feed;
mod file;
mod find;
mod furigana;
mod gone;
mod heading;
mod individual;
mod join;
mod lines;
mod looks;
pub mod manual;
mod mapping;
mod merged;
mod messages;
mod new_record;
mod open;
mod origin;
mod pattern;
mod people;
mod period;
mod problems;
mod profile;
mod program;
mod question;
mod reader;
mod record;
mod report;
mod rows;
mod run;
mod series;
mod shape;
mod sides;
mod stated;
mod suggest;
mod summary;
mod sums;
mod survey;
mod table;
mod town;
mod trace;
mod value;
mod when;

/// What its workers do: see [`mimamori_shell::main_with_workers`].
pub use mimamori_container::serve;
pub use program::PROGRAM;

/// The door for tests/fuzz: understands the text of an import.toml.
#[cfg(feature = "fuzz")]
#[doc(hidden)]
pub fn fuzz_mapping(text: String) {
    let config = mimamori_shell::Config::of(std::path::Path::new("import.toml"), text);
    if let Err(failure) = mapping::understand(&config) {
        // Both sentences, in both languages, are made of what was written.
        assert!(!failure.to_string().is_empty());
    }
}

#[cfg(test)]
mod tests;
