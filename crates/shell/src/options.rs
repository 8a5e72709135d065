//! The option tables: what each program takes, in both languages, as data.
//!
//! Help, man pages, parsing and the laws that tests check all read the same tables. An option
//! name means one thing in the whole family: what several programs share stands here.

use mimamori_record::{Failure, Text};

use crate::{Given, Io};

/// A program of the family.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// `mimamori-flag`.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub about: Text,
    /// What stands on the command line beside options.
    pub operands: Operands,
    /// Its options, shared ones included, in the order of the help.
    pub options: &'static [Opt],
    /// Pipelines that really run, with what they do.
    pub examples: &'static [Example],
    /// The work.
    pub run: fn(&Given, &mut Io) -> Result<Outcome, Failure>,
}

/// What a program found; only `--exit-code` asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing that needs a person.
    Quiet,
    /// There is something to look at.
    Look,
}

/// What stands on the command line beside options.
#[derive(Debug, Clone, Copy)]
pub struct Operands {
    /// `FILE`, `IN`, `DIR`.
    pub value: &'static str,
    /// What they are.
    pub help: Text,
    /// How many there must be.
    pub count: Count,
}

/// How many operands a program takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Any number; without one, standard input.
    Any,
    /// At least one.
    Some,
    /// Exactly one.
    One,
}

/// An option.
#[derive(Debug, Clone, Copy)]
pub struct Opt {
    /// `output` for `--output`.
    pub long: &'static str,
    /// `o` for `-o`.
    pub short: Option<char>,
    /// The name of its value; absent for a switch. Two names apart by a space are two values.
    pub value: Option<&'static str>,
    /// What it does.
    pub help: Text,
    /// Whether the program cannot work without it.
    pub required: bool,
    /// The option that takes its place: with that one it is not required.
    pub unless: Option<&'static str>,
}

impl Opt {
    /// A switch.
    pub const fn switch(long: &'static str, ja: &'static str, en: &'static str) -> Self {
        Opt {
            long,
            short: None,
            value: None,
            help: Text::new(ja, en),
            required: false,
            unless: None,
        }
    }

    /// An option with a value.
    pub const fn value(
        long: &'static str,
        value: &'static str,
        ja: &'static str,
        en: &'static str,
    ) -> Self {
        Opt {
            long,
            short: None,
            value: Some(value),
            help: Text::new(ja, en),
            required: false,
            unless: None,
        }
    }

    /// The same option, with a letter.
    pub const fn short(self, letter: char) -> Self {
        Opt {
            short: Some(letter),
            ..self
        }
    }

    /// The same option, without which the program cannot work unless it is given another one.
    pub const fn required_unless(self, other: &'static str) -> Self {
        Opt {
            required: true,
            unless: Some(other),
            ..self
        }
    }

    /// The same option, without which the program cannot work.
    pub const fn required(self) -> Self {
        Opt {
            required: true,
            ..self
        }
    }
}

/// A pipeline and what it does.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What it does.
    pub what: Text,
    /// What one types.
    pub line: &'static str,
}

/// Options that mean the same in every program that has them.
pub mod common {
    use super::Opt;

    /// The program's own settings.
    pub const CONFIG: Opt = Opt::value(
        "config",
        "FILE",
        "設定ファイル（TOML）",
        "the program's settings (TOML)",
    )
    .short('c');
    /// The stream to a file.
    pub const OUTPUT: Opt = Opt::value(
        "output",
        "FILE",
        "流れ（JSON Lines）を標準出力の代わりに書くファイル",
        "write the stream (JSON Lines) to this file instead of standard output",
    )
    .short('o');
    /// The earlier stream.
    pub const BEFORE: Opt = Opt::value(
        "before",
        "FILE",
        "前の回の month.jsonl（番号と「新しい・前から」を引き継ぎます）",
        "month.jsonl of the time before (keeps ids and tells new from known)",
    );
    /// The day that judgements refer to.
    pub const TODAY: Opt = Opt::value(
        "today",
        "YYYY-MM-DD",
        "判断の基準にする日。書かなければ今日",
        "the day that judgements refer to; today if not given",
    );
    /// A workbook.
    pub const XLSX: Opt = Opt::value(
        "xlsx",
        "FILE",
        "帳票を Excel ブックに書きます",
        "write the paper as a workbook",
    );
    /// A page.
    pub const HTML: Opt = Opt::value(
        "html",
        "FILE",
        "帳票を印刷できる HTML に書きます",
        "write the paper as printable HTML",
    );
    /// A calendar.
    pub const ICS: Opt = Opt::value(
        "ics",
        "FILE",
        "期日を予定表（iCalendar）に書きます",
        "write the dates as a calendar (iCalendar)",
    );
    /// Tables for other programs.
    pub const CSV: Opt = Opt::value(
        "csv",
        "FILE",
        "表を CSV に書きます",
        "write the tables as CSV",
    );
    /// Only own lines.
    pub const ONLY: Opt = Opt::switch(
        "only",
        "このプログラムが作った行だけを書きます（次のプログラムには渡せません）",
        "write only the lines that this program makes (not for another program of the kit)",
    );
    /// The language.
    pub const LANG: Opt = Opt::value(
        "lang",
        "ja|en",
        "メッセージと帳票の言葉。書かなければ MIMAMORI_LANG、次に OS の設定",
        "language of messages and papers; otherwise MIMAMORI_LANG, then the system's",
    );
    /// Characters as they are.
    pub const UTF8: Opt = Opt::switch(
        "utf8",
        "日本語を \\uXXXX にせず、UTF-8 のまま書きます",
        "write Japanese as UTF-8 instead of \\uXXXX",
    );
    /// A stream without begin and end.
    pub const PLAIN: Opt = Opt::switch(
        "plain",
        "begin と end のない JSON Lines を受け取ります",
        "accept JSON Lines without begin and end",
    );
    /// Exit status 1 when there is something to look at.
    pub const EXIT_CODE: Opt = Opt::switch(
        "exit-code",
        "見るべきものがあれば終了コード 1 で終わります",
        "exit with status 1 when there is something to look at",
    );
    /// Say less.
    pub const QUIET: Opt = Opt::switch(
        "quiet",
        "まとめを表示しません（エラーは表示します）",
        "print no summary (errors are printed)",
    )
    .short('q');
    /// Say more.
    pub const VERBOSE: Opt = Opt::switch(
        "verbose",
        "途中の様子も表示します",
        "tell more about what is being done",
    )
    .short('v');
    /// The run log.
    pub const LOG: Opt = Opt::value(
        "log",
        "FILE",
        "実行の記録を1行足します（日時・利用者・件数。名前は書きません）",
        "append one line about this run (time, user, counts; no names)",
    );
    /// Help.
    pub const HELP: Opt = Opt::switch("help", "この説明を表示します", "print this help").short('h');
    /// Version.
    pub const VERSION: Opt =
        Opt::switch("version", "版を表示します", "print the version").short('V');

    /// All of them: an option that is not here is a program's own.
    pub const ALL: &[Opt] = &[
        CONFIG, OUTPUT, BEFORE, TODAY, XLSX, HTML, ICS, CSV, ONLY, LANG, UTF8, PLAIN, EXIT_CODE,
        QUIET, VERBOSE, LOG, HELP, VERSION,
    ];
    /// The names of options that write a paper.
    pub const PAPERS: &[&str] = &[
        "xlsx", "html", "ics", "csv", "review", "problems", "requests",
    ];
}
