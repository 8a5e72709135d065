//! mimamori-remind: reviews and duties that fall due.
//!
//! Lets the stream pass and adds a `due` line for each duty of an open case, and one for each
//! list that ought to have arrived. What has no plan, no date or no worker is a duty too and
//! stands first; nothing is dropped because a date is missing or cannot be read. The rules stand
//! in remind.toml: which list, which date, plus which interval, who is asked.
//!
//! ```
//! use mimamori_remind::PROGRAM;
//! assert_eq!(PROGRAM.name, "mimamori-remind");
//! ```

mod cases;
mod check;
mod config;
mod duties;
mod entries;
mod ics;
mod identity;
mod lists;
pub mod manual;
mod messages;
mod paper;
mod remind;
mod rules;
mod sentences;
mod shape;
#[cfg(test)]
mod tests;
mod told;
mod when;

use std::path::PathBuf;

use mimamori_paper::Workbook;
use mimamori_record::{Failure, Text, pass};
use mimamori_shell::{
    Config, Count, Example, Given, Io, Operands, Outcome, Program, as_before, common,
};

use crate::remind::Remind;
use crate::told::Told;

/// The program, as `crates/bin` starts it.
pub const PROGRAM: Program = Program {
    name: "mimamori-remind",
    about: Text::new(
        "計画の見直し・目標・連絡・目視などの期日を、台帳と計画と会議の決定から出します",
        "find what falls due: reviews, goals, contacts, sightings, missing plans and lists",
    ),
    operands: Operands {
        value: "FILE",
        help: Text::new(
            "mimamori-flag（または mimamori-match）の出力。書かなければ標準入力",
            "output of mimamori-flag (or mimamori-match); standard input if none is given",
        ),
        count: Count::Any,
    },
    options: &[
        common::CONFIG.required(),
        common::BEFORE,
        common::XLSX,
        common::HTML,
        common::ICS,
        common::OUTPUT,
        common::ONLY,
        common::EXIT_CODE,
        common::LANG,
        common::UTF8,
        common::PLAIN,
        common::QUIET,
        common::VERBOSE,
        common::LOG,
        common::HELP,
        common::VERSION,
    ],
    examples: &[
        Example {
            what: Text::new(
                "期日の一覧を Excel と予定表に出します",
                "write the list of due items as a workbook and a calendar",
            ),
            line: "mimamori-remind -c town/remind.toml --xlsx due.xlsx --ics due.ics -o due.jsonl matched.jsonl",
        },
        Example {
            what: Text::new(
                "前の月に知らせたものと新しいものを分けます",
                "tell what is new from what was told last month",
            ),
            line: "mimamori-remind -c town/remind.toml --before 2026-04/out/month.jsonl --html due.html -o due.jsonl matched.jsonl",
        },
        Example {
            what: Text::new(
                "期限を過ぎたものがあれば終了コード 1 で知らせます",
                "exit with status 1 when something is overdue or has no date",
            ),
            line: "mimamori-remind -c town/remind.toml --only --exit-code matched.jsonl",
        },
    ],
    run,
};

/// The command line, understood.
struct Args {
    config: Option<PathBuf>,
    before: Option<PathBuf>,
    xlsx: Option<PathBuf>,
    html: Option<PathBuf>,
    ics: Option<PathBuf>,
}

impl Args {
    fn read(given: &Given) -> Self {
        Args {
            config: given.path(common::CONFIG.long),
            before: given.path(common::BEFORE.long),
            xlsx: given.path(common::XLSX.long),
            html: given.path(common::HTML.long),
            ics: given.path(common::ICS.long),
        }
    }

    fn wants_paper(&self) -> bool {
        self.xlsx.is_some() || self.html.is_some() || self.ics.is_some()
    }
}

fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    let args = Args::read(given);
    let config = Config::read(&args.config.clone().unwrap_or_default())?;
    let rules = config::read(&config)?;
    let told = match &args.before {
        None => Told::default(),
        Some(path) => io
            .stream(path, false)
            .and_then(|mut input| Told::read(&mut input))
            .map_err(|failure| as_before(failure, path))?,
    };
    let mut program = Remind::new(&config, &rules, &told, args.wants_paper());
    let mut input = io.input(given)?;
    let run = io.run_line(Some(&config));
    pass(&mut input, &mut io.out, run, &mut program)?;
    let (counts, entries) = (program.counts, program.entries);
    if let Some(entries) = entries {
        write_papers(
            &args,
            &paper::Paper::new(&entries, &rules, &config, io.lang),
            io,
        )?;
    }
    summary::say(io, &counts, &rules, args.before.is_some());
    let look = counts.state("overdue") + counts.state("no-date") > 0;
    Ok(if look { Outcome::Look } else { Outcome::Quiet })
}

fn write_papers(args: &Args, paper: &paper::Paper<'_>, io: &mut Io) -> Result<(), Failure> {
    let workbook = (args.xlsx.is_some() || args.html.is_some()).then(|| paper.workbook());
    let workbook = workbook.as_ref();
    let (xlsx, html) = rayon::join(
        || {
            workbook
                .filter(|_| args.xlsx.is_some())
                .map(Workbook::finish)
        },
        || workbook.filter(|_| args.html.is_some()).map(Workbook::html),
    );
    if let (Some(path), Some(built)) = (&args.xlsx, xlsx.transpose()?) {
        io.paper(path, &built.bytes)?;
        for remark in &built.remarks {
            io.warn(remark);
        }
    }
    if let (Some(path), Some(html)) = (&args.html, html.transpose()?) {
        io.paper(path, html.as_bytes())?;
    }
    if let Some(path) = &args.ics {
        io.paper(path, &ics::calendar(paper).write())?;
    }
    Ok(())
}

/// What standard error says at the end.
mod summary {
    use mimamori_shell::Io;

    use crate::messages;
    use crate::remind::Counts;
    use crate::rules::Rules;

    pub(super) fn say(io: &mut Io, counts: &Counts, rules: &Rules, compared: bool) {
        io.say(&messages::summary(counts));
        if compared {
            io.say(&messages::summary_changes(counts));
        }
        for rule in &rules.rules {
            if let Some(count) = counts.kinds.get(&rule.what) {
                io.detail(&messages::summary_kind(rule, *count));
            }
        }
    }
}
