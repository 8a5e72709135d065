//! mimamori-flag: families to be looked at, by the town's own rules, with every reason.
//!
//! Lets the stream pass and adds `flag` lines at the end of each household: what a rule found
//! (*fired*), with every cell that says so, or what nobody can tell (*unknown*), with the list or
//! cell that is missing. It prepares a list for people to discuss; it decides nothing. The rules
//! stand in rules.toml, in the language of [`mimamori_rule`].
//!
//! ```
//! use mimamori_flag::PROGRAM;
//! assert_eq!(PROGRAM.name, "mimamori-flag");
//! ```

mod before;
mod candidate;
mod cells;
mod config;
mod evaluate;
mod explain;
mod flag;
mod judge;
mod known;
pub mod manual;
mod messages;
mod old_rules;
mod paper;
mod rules;
mod school;
mod tally;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use mimamori_paper::Workbook;
use mimamori_record::{Failure, Text, pass};
use mimamori_shell::{
    Config, Count, Example, Given, Io, Operands, Opt, Outcome, Program, as_before, common,
};

use crate::before::Before;
use crate::flag::FlagPass;

const EVALUATE: Opt = Opt::switch(
    "evaluate",
    "流れの代わりに、台帳の家庭を規則ごとにどれだけ挙げるか、ほかにだれを挙げるかを数えて書きます（使っていない規則も）。--xlsx と --html で紙にします",
    "write, in place of the stream, how many families of the ledger each rule lists and how many others (rules that are off too); --xlsx and --html make it a paper",
);

const EXPLAIN: Opt = Opt::value(
    "explain",
    "PERSON[=RULE]",
    explain::HELP.ja,
    explain::HELP.en,
);

const OLD_RULES: Opt = Opt::value(
    "old-rules",
    "OLD.toml",
    old_rules::HELP.ja,
    old_rules::HELP.en,
);

/// The program, as `crates/bin` starts it.
pub const PROGRAM: Program = Program {
    name: "mimamori-flag",
    about: Text::new(
        "町の規則で確認候補を挙げ、理由とその元のセルを添えます",
        "list families to be looked at, by the town's rules, with every reason",
    ),
    operands: Operands {
        value: "FILE",
        help: Text::new(
            "mimamori-match の出力。書かなければ標準入力",
            "output of mimamori-match; standard input if none is given",
        ),
        count: Count::Any,
    },
    options: &[
        common::CONFIG.required(),
        common::BEFORE,
        EVALUATE,
        common::XLSX,
        common::HTML,
        OLD_RULES,
        EXPLAIN,
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
                "確認候補の一覧を Excel に出します",
                "write the list of candidates as a workbook",
            ),
            line: "mimamori-flag -c town/rules.toml --xlsx candidates.xlsx -o flags.jsonl matched.jsonl",
        },
        Example {
            what: Text::new(
                "前回の会議の月と比べて、新しいもの・悪くなったものを分けます",
                "tell what is new or worse since the month of the last meeting",
            ),
            line: "mimamori-flag -c town/rules.toml --before 2026-04/out/month.jsonl -o flags.jsonl matched.jsonl",
        },
        Example {
            what: Text::new(
                "台帳の家庭を、規則がどれだけ挙げるかを数えます",
                "count how many families of the ledger the rules list",
            ),
            line: "mimamori-flag -c town/rules.toml --evaluate --html evaluation.html matched.jsonl",
        },
        Example {
            what: Text::new(
                "届いていない名簿のせいでわからないことを数えます",
                "count what is unknown because a list is missing",
            ),
            line: "mimamori-flag -c town/rules.toml --only matched.jsonl | jq -c 'select(.result == \"unknown\") | .cause' | sort | uniq -c",
        },
        Example {
            what: old_rules::EXAMPLE,
            line: "mimamori-flag -c town/rules.toml --old-rules tried.toml matched.jsonl",
        },
        Example {
            what: explain::EXAMPLE,
            line: "mimamori-flag -c town/rules.toml --explain p-k7q2-000123 matched.jsonl",
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
}

impl Args {
    fn read(given: &Given) -> Self {
        Args {
            config: given.path(common::CONFIG.long),
            before: given.path(common::BEFORE.long),
            xlsx: given.path(common::XLSX.long),
            html: given.path(common::HTML.long),
        }
    }
}

fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    let args = Args::read(given);
    let asked = given.word(EXPLAIN.long)?;
    let old = given.path(OLD_RULES.long);
    let evaluates = given.switch(EVALUATE.long);
    if asked.is_some() || old.is_some() {
        // A question is answered in the place of the stream.
        io.out.answers();
        if evaluates || asked.is_some() && old.is_some() {
            return Err(messages::two_questions());
        }
        if asked.is_some() && (args.xlsx.is_some() || args.html.is_some()) {
            return Err(messages::no_paper());
        }
    }
    if let Some(path) = given.path(common::OUTPUT.long)
        && let Some(option) = messages::paper_of(&path)
    {
        return Err(messages::output_is_no_paper(option));
    }
    let config = Config::read(&args.config.clone().unwrap_or_default())?;
    let rules = config::read(&config)?;
    if evaluates {
        return evaluate(&args, &config, &rules, given, io);
    }
    if let Some(old) = old {
        return compare(&old, &args, &config, &rules, given, io);
    }
    let before = match &args.before {
        None => None,
        Some(path) => Some(
            io.stream(path, false)
                .and_then(|mut input| Before::read(&mut input))
                .map_err(|failure| as_before(failure, path))?,
        ),
    };
    if let Some(asked) = asked {
        let basis = explain::Basis {
            config: &config,
            rules: &rules,
            before: before.as_ref(),
            lang: io.lang,
        };
        let answer = explain::explain(basis, &asked, &mut io.input(given)?)?;
        io.out.answer(&answer)?;
        return Ok(Outcome::Quiet);
    }
    let wants_paper = args.xlsx.is_some() || args.html.is_some();
    let paper = wants_paper.then_some(io.lang);
    let mut program = FlagPass::new(&config, &rules, before.as_ref(), paper);
    let mut input = io.input(given)?;
    let run = io.run_line(Some(&config));
    pass(&mut input, &mut io.out, run, &mut program)?;
    let (tally, collected) = (program.tally, program.collected);
    if let Some(collected) = &collected {
        let paper = paper::Paper::new(collected, &tally, &rules, &config, io.lang);
        write_papers(&args, &paper, io)?;
    }
    if rules.on().next().is_none() {
        io.warn(&messages::no_rule_on());
    }
    if tally.known_worse > 0 {
        io.say(&messages::summary_worse(tally.known_worse));
    }
    io.say(&messages::summary(&tally));
    if before.is_some() {
        io.say(&messages::summary_changes(&tally));
    }
    let unknown = tally.unknown_lists();
    if let Some((first, rest)) = unknown.split_first() {
        io.say(&messages::summary_unknowns(first, rest.len()));
        for line in rest {
            io.detail(line);
        }
    }
    let undecided = rules.on();
    let undecided = undecided.filter(|rule| rule.since.is_none() || rule.by.is_none());
    let undecided: Vec<&str> = undecided.map(|rule| rule.id.as_str()).collect();
    if !undecided.is_empty() {
        io.say(&messages::undecided_rules(&undecided));
    }
    for rule in rules.on() {
        io.detail(&messages::summary_rule(rule, tally.of_rule(&rule.id)));
    }
    Ok(if tally.to_look_at() {
        Outcome::Look
    } else {
        Outcome::Quiet
    })
}

/// Answers `--old-rules` in the place of the stream.
fn compare(
    old: &Path,
    args: &Args,
    config: &Config,
    rules: &rules::Rules,
    given: &Given,
    io: &mut Io,
) -> Result<Outcome, Failure> {
    let old_config = Config::read(old)?;
    let old_rules = config::read(&old_config)?;
    let old = old_rules::File {
        config: &old_config,
        rules: &old_rules,
    };
    let new = old_rules::File { config, rules };
    let found = old_rules::compare(old, new, &mut io.input(given)?)?;
    let workbook = old_rules::workbook(&found, [old, new], io.lang);
    answer_papers(args, &workbook, io)?;
    if args.xlsx.is_none() && args.html.is_none() {
        let text = old_rules::text(&found, [old, new], io.lang);
        io.out.answer(&text)?;
    }
    Ok(Outcome::Quiet)
}

/// Writes the papers of an answer, where they are asked for.
fn answer_papers(args: &Args, workbook: &Workbook, io: &mut Io) -> Result<(), Failure> {
    if let Some(path) = &args.xlsx {
        io.answer_paper(path, &workbook.finish()?.bytes)?;
    }
    if let Some(path) = &args.html {
        io.answer_paper(path, workbook.html()?.as_bytes())?;
    }
    Ok(())
}

/// Answers `--evaluate` in the place of the stream.
fn evaluate(
    args: &Args,
    config: &Config,
    rules: &rules::Rules,
    given: &Given,
    io: &mut Io,
) -> Result<Outcome, Failure> {
    let (counts, head) = evaluate::evaluate(config, rules, &mut io.input(given)?)?;
    let report = evaluate::Report::new(&counts, config, rules, &head, io.lang);
    let workbook = report.workbook();
    answer_papers(args, &workbook, io)?;
    if args.xlsx.is_none() && args.html.is_none() {
        io.out.answers();
        io.out.answer(&report.text())?;
    }
    Ok(Outcome::Quiet)
}

fn write_papers(args: &Args, paper: &paper::Paper<'_>, io: &mut Io) -> Result<(), Failure> {
    let workbook = paper.workbook();
    if let Some(path) = &args.xlsx {
        let built = workbook.finish()?;
        io.paper(path, &built.bytes)?;
        for remark in &built.remarks {
            io.warn(remark);
        }
    }
    if let Some(path) = &args.html {
        io.paper(path, workbook.html()?.as_bytes())?;
    }
    Ok(())
}
