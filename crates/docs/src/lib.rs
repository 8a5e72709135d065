//! Writes man pages and schemas from the option tables and the types of the stream.
//!
//! What is generated is checked in, so that it can be read without building; a test compares.

mod config;
mod dictionary;
mod man;
mod schema;

use std::path::PathBuf;

use mimamori_record::Lang;
use mimamori_shell::Program;

/// Every program of the family, in the order of the pipe.
pub const PROGRAMS: [&Program; 7] = [
    &mimamori_import::PROGRAM,
    &mimamori_match::PROGRAM,
    &mimamori_flag::PROGRAM,
    &mimamori_remind::PROGRAM,
    &mimamori_agenda::PROGRAM,
    &mimamori_stats::PROGRAM,
    &mimamori_sample::PROGRAM,
];

/// Every generated file: its path in the repository and what it holds.
///
/// ```
/// let files = mimamori_docs::files();
/// assert!(files.iter().any(|(path, _)| path.ends_with("man/ja/mimamori-flag.1")));
/// ```
pub fn files() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for program in PROGRAMS {
        let name = program.name;
        let page = |folder: &str| PathBuf::from(format!("{folder}/{name}.1"));
        files.push((page("man"), man::page(program, Lang::En)));
        files.push((page("man/ja"), man::page(program, Lang::Ja)));
    }
    for (folder, lang) in [("man", Lang::En), ("man/ja", Lang::Ja)] {
        let pages = [
            config::import(lang),
            config::rules(lang),
            config::remind(lang),
        ];
        for ((name, _), page) in config::PAGES.iter().zip(pages) {
            files.push((PathBuf::from(format!("{folder}/{name}.5")), page));
        }
        let path = format!("{folder}/mimamori-dictionary.7");
        files.push((PathBuf::from(path), dictionary::page(lang)));
    }
    for (kind, schema) in schema::all() {
        let path = format!("crates/record/schemas/{kind}.json");
        files.push((PathBuf::from(path), schema));
    }
    files
}
