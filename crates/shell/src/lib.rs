//! The edge of a process: arguments, streams, clock, locale, exit status, files, run log.
//!
//! Nothing else in the kit touches environment, clock, process or standard streams, so that
//! everything else can be called from a test. A program is a table of options and a function:
//!
//! ```no_run
//! use mimamori_record::{Failure, Text};
//! use mimamori_shell::{Count, Given, Io, Operands, Outcome, Program, common};
//!
//! const PROGRAM: Program = Program {
//!     name: "mimamori-count",
//!     about: Text::new("行を数えます", "count lines"),
//!     operands: Operands {
//!         value: "FILE",
//!         help: Text::new("入力", "input"),
//!         count: Count::Any,
//!     },
//!     options: &[common::LANG, common::HELP, common::VERSION],
//!     examples: &[],
//!     run,
//! };
//!
//! fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
//!     let mut input = io.input(given)?;
//!     while input.next_line()?.is_some() {}
//!     Ok(Outcome::Quiet)
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     mimamori_shell::main(&PROGRAM)
//! }
//! ```

#![allow(
    clippy::disallowed_methods,
    reason = "this is the one crate that touches environment, clock and standard streams"
)]

mod command;
mod config;
mod day;
mod files;
mod given;
mod io;
mod locale;
mod log;
mod mistake;
mod operands;
mod options;
mod secret;
mod worker;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

pub use command::command;
pub use config::{Config, nearest};
pub use day::day;
pub use files::{Readers, cannot_read, open, read_text, scratch, write_whole};
pub use given::Given;
pub use io::{Io, as_before};
pub use options::{Count, Example, Operands, Opt, Outcome, Program, common};
pub use secret::Secrets;
pub use worker::{Lost, Memory, Serve, Worker};
// The words of a program that has no stream, so that it needs nothing of the stream's crate.
pub use mimamori_record::{Failure, Lang, Said, Status, Text, said};

/// Runs a program: the whole of each `main`.
pub fn main(program: &Program) -> ExitCode {
    run(program, std::env::args_os().collect(), false)
}

/// Runs a program that has workers ([`Io::worker`]), or one of its workers, which `serve` and have
/// a limit on their memory. `memory` is the program's global allocator.
pub fn main_with_workers(program: &Program, memory: &Memory, serve: Serve) -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    match worker::is_meant(&arguments) {
        true => worker::work(memory, serve),
        false => run(program, arguments, true),
    }
}

fn run(program: &Program, arguments: Vec<OsString>, workers: bool) -> ExitCode {
    mistake::keep_silent();
    let arguments = operands::expanded(arguments);
    let (lang, status) = match locale::language(&arguments) {
        Ok(lang) => (lang, start(program, lang, &arguments, workers)),
        Err(failure) => (locale::surroundings(), Err(failure)),
    };
    match status {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            complain(program, lang, &failure);
            ExitCode::from(failure.status.code())
        }
    }
}

/// From arguments to status; failures before the stream is open come back as errors.
fn start(
    program: &Program,
    lang: Lang,
    arguments: &[OsString],
    workers: bool,
) -> Result<u8, Failure> {
    let matches = match command::parse(program, lang, arguments) {
        Ok(command::Parsed::Matches(matches)) => matches,
        Ok(command::Parsed::Print(text)) => {
            // Whoever closed the pipe does not want to read it.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
            return Ok(0);
        }
        Err(failure) => return Err(tell_next(program, failure)),
    };
    let given = Given::new(program, matches).map_err(|failure| tell_next(program, failure))?;
    let mut io = Io::new(&given, lang, workers).map_err(|failure| tell_next(program, failure))?;
    let result = mistake::caught(|| (program.run)(&given, &mut io));
    let lines = io.out.counts().clone();
    let result = io.close(result);
    let status = match &result {
        Ok(Outcome::Look) if given.switch("exit-code") => 1,
        Ok(_) => 0,
        Err(failure) => {
            complain(program, lang, failure);
            failure.status.code()
        }
    };
    if let Some(path) = given.path("log") {
        let papers = io.written_papers().len();
        log::append(
            &path,
            &log::Ran {
                program: program.name,
                status,
                lines: &lines,
                papers,
            },
        )?;
    }
    Ok(status)
}

/// A program that stops before it has a stream still says so to the next one; one that makes no
/// stream has nobody to tell.
fn tell_next(program: &Program, failure: Failure) -> Failure {
    let output = common::OUTPUT.long;
    if program.options.iter().all(|option| option.long != output) {
        return failure;
    }
    let mut out = mimamori_record::Output::new(
        std::io::stdout().lock(),
        mimamori_record::WriteOptions::default(),
    );
    if !std::io::IsTerminal::is_terminal(&std::io::stdout()) {
        // The status already says that this run failed.
        let _ = out.close(false);
    }
    failure
}

fn complain(program: &Program, lang: Lang, failure: &Failure) {
    let text = format!("{}: {}\n", program.name, failure.pick(lang));
    // When nobody can read messages any more, the status still tells.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
