//! The command line: `mimamori-sample DIR --children N --seed S`.

use crate::{FEWEST_CHILDREN, MOST_CHILDREN, SampleError, messages, write_town};
use mimamori_shell::{
    Count, Example, Failure, Given, Io, Operands, Opt, Outcome, Program, Status, Text, common, said,
};

/// The program, as `crates/bin` starts it.
pub const PROGRAM: Program = Program {
    name: "mimamori-sample",
    about: messages::ABOUT,
    operands: Operands {
        value: "DIR",
        help: messages::DIR,
        count: Count::One,
    },
    options: &[
        Opt::value(
            "children",
            "N",
            messages::CHILDREN.ja,
            messages::CHILDREN.en,
        ),
        Opt::value("seed", "S", messages::SEED.ja, messages::SEED.en),
        common::LANG,
        common::QUIET,
        common::HELP,
        common::VERSION,
    ],
    examples: &[Example {
        what: Text::new(
            "こども1,000人の町を practice フォルダーに作ります",
            "make a town of 1,000 children in the folder practice",
        ),
        line: "mimamori-sample practice --children 1000 --seed 1",
    }],
    run,
};

fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    io.no_stream();
    let children = given.number("children")?.unwrap_or(1000);
    let children = u32::try_from(children).unwrap_or(u32::MAX);
    let seed = given.number("seed")?.unwrap_or(1);
    for dir in given.operands() {
        let summary = write_town(&dir, children, seed).map_err(failure)?;
        io.say(&messages::made(&dir, &summary));
    }
    Ok(Outcome::Quiet)
}

fn failure(error: SampleError) -> Failure {
    match error {
        SampleError::Children(_) => Failure::new(
            Status::Options,
            said!(
                "--children は{FEWEST_CHILDREN}から{MOST_CHILDREN}までです",
                "--children goes from {FEWEST_CHILDREN} to {MOST_CHILDREN}"
            ),
            said!(
                "この範囲の数を書いてください",
                "give a number within this range"
            ),
        ),
        SampleError::NotPractice(dir) => {
            let dir = dir.display();
            Failure::new(
                Status::Files,
                said!(
                    "{dir} には、練習用ではない町のファイルがあります。何も書いていません",
                    "{dir} holds the files of a town that is not for practice; nothing was written"
                ),
                said!("別のフォルダーを書いてください", "name another folder"),
            )
        }
        SampleError::File { path, source } => {
            let path = path.display();
            Failure::new(
                Status::Files,
                said!(
                    "{path} を書けません（{source}）",
                    "cannot write {path} ({source})"
                ),
                said!(
                    "書き込めるフォルダーか、空き容量があるか、Excel で開いていないかを確かめてください",
                    "check that the folder may be written to, that there is space, and that it is not open in Excel"
                ),
            )
        }
        SampleError::Workbook { path, source } => {
            let path = path.display();
            Failure::new(
                Status::Files,
                said!(
                    "{path} を作れません（{source}）",
                    "cannot make {path} ({source})"
                ),
                said!(
                    "--children を小さくしてもう一度お試しください",
                    "try again with fewer --children"
                ),
            )
        }
    }
}
