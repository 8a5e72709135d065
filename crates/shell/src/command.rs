//! From an option table to clap, to Japanese help, and from clap's errors to two sentences.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};
use mimamori_record::{Failure, Lang, Said, Status, Text, said};

use crate::options::{Count, Program};

const OPTIONS_HEADING: Text = Text::new("オプション", "Options");
const OPERANDS_HEADING: Text = Text::new("対象", "Operands");

/// The clap command of a program, with help in one language.
pub fn command(program: &Program, lang: Lang) -> Command {
    let usage = match lang {
        Lang::Ja => "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}",
        Lang::En => "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    };
    let mut command = Command::new(program.name)
        .version(env!("CARGO_PKG_VERSION"))
        .about(program.about.pick(lang))
        .help_template(usage)
        .override_usage(usage_line(program, lang))
        .after_help(after_help(program, lang))
        .max_term_width(100)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .next_help_heading(OPTIONS_HEADING.pick(lang));
    for option in program.options {
        let action = match (option.long, option.value) {
            ("help", _) => ArgAction::Help,
            ("version", _) => ArgAction::Version,
            (_, Some(_)) => ArgAction::Set,
            (_, None) => ArgAction::SetTrue,
        };
        let mut arg = Arg::new(option.long)
            .long(option.long)
            .help(option.help.pick(lang))
            .action(action);
        arg = match (option.required, option.unless) {
            (true, Some(other)) => arg.required_unless_present(other),
            (required, _) => arg.required(required),
        };
        if let Some(letter) = option.short {
            arg = arg.short(letter);
        }
        if let Some(value) = option.value {
            let names: Vec<&str> = value.split(' ').collect();
            arg = arg
                .num_args(names.len())
                .value_names(names)
                .value_parser(clap::value_parser!(OsString));
        }
        command = command.arg(arg);
    }
    let operands = &program.operands;
    command.arg(
        Arg::new("operands")
            .value_name(operands.value)
            .help(operands.help.pick(lang))
            .help_heading(OPERANDS_HEADING.pick(lang))
            .value_parser(clap::value_parser!(OsString))
            .required(operands.count != Count::Any)
            .num_args(match operands.count {
                Count::Any => (0..).into(),
                Count::Some => (1..).into(),
                Count::One => clap::builder::ValueRange::new(1),
            })
            .action(match operands.count {
                Count::One => ArgAction::Set,
                Count::Any | Count::Some => ArgAction::Append,
            }),
    )
}

fn usage_line(program: &Program, lang: Lang) -> String {
    let name = program.name;
    let options = match lang {
        Lang::Ja => "[オプション]",
        Lang::En => "[OPTIONS]",
    };
    let value = program.operands.value;
    match program.operands.count {
        Count::Any => format!("{name} {options} [{value}]..."),
        Count::Some => format!("{name} {options} {value}..."),
        Count::One => format!("{name} {options} {value}"),
    }
}

fn after_help(program: &Program, lang: Lang) -> String {
    let heading = match lang {
        Lang::Ja => "例:",
        Lang::En => "Examples:",
    };
    let mut text = format!("{heading}\n");
    for example in program.examples {
        text.push_str(&format!(
            "  {}\n    {}\n",
            example.what.pick(lang),
            example.line
        ));
    }
    text
}

/// What came of the command line.
pub(crate) enum Parsed {
    /// Go on with these.
    Matches(ArgMatches),
    /// Help or version was asked for: print this.
    Print(String),
}

/// Parses the command line; a mistake becomes two sentences.
pub(crate) fn parse(
    program: &Program,
    lang: Lang,
    arguments: &[OsString],
) -> Result<Parsed, Failure> {
    match command(program, lang).try_get_matches_from(arguments) {
        Ok(matches) => Ok(Parsed::Matches(matches)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Ok(Parsed::Print(error.render().to_string()))
            }
            _ => Err(explain(&error, program)),
        },
    }
}

fn explain(error: &clap::Error, program: &Program) -> Failure {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => said!(
            "{argument} というオプションはありません",
            "there is no option {argument}"
        ),
        ErrorKind::MissingRequiredArgument => {
            said!("{argument} がありません", "{argument} is missing")
        }
        ErrorKind::WrongNumberOfValues => {
            let count = argument.matches('<').count();
            said!(
                "{argument} には値が{count}つ要ります",
                "{argument} needs {count} values"
            )
        }
        ErrorKind::InvalidValue | ErrorKind::TooFewValues => {
            said!("{argument} に値がありません", "{argument} needs a value")
        }
        ErrorKind::TooManyValues => {
            let value = context(ContextKind::InvalidValue);
            said!("{value} は余分です", "{value} is too much")
        }
        ErrorKind::ArgumentConflict => said!(
            "{argument} が二度書かれています",
            "{argument} is given twice"
        ),
        _ => said!(
            "コマンドの書き方が違います",
            "the command line is not right"
        ),
    };
    let suggested = context(ContextKind::SuggestedArg);
    let name = program.name;
    let advice = if suggested.is_empty() {
        said!("使い方は {name} --help で見られます", "see {name} --help")
    } else {
        said!(
            "{suggested} ではありませんか。使い方は {name} --help で見られます",
            "did you mean {suggested}? See {name} --help"
        )
    };
    usage(what, advice)
}

/// A failure of status 2.
pub(crate) fn usage(what: Said, advice: Said) -> Failure {
    Failure::new(Status::Options, what, advice)
}
