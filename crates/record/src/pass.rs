//! The way of a stream through a program that adds lines to blocks.

use serde::Deserialize;

use crate::block::Block;
use crate::coverage::Coverage;
use crate::individual::{Individual, Wanted};
use crate::line::{Dataset, Due, Flag, Household, Pair, Problem, Record, Run, Source, Town};
use crate::read::broken;
use crate::{Failure, Input, Output, RawLine, Status, said};

/// What stands before the first block.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The `run` lines, the newest first, without our own.
    pub runs: Vec<Run>,
    /// The day that judgements refer to.
    pub today: String,
    /// Town, lists, sources, open pairs.
    pub coverage: Coverage,
    /// Everything that could not be read.
    pub problems: Vec<Problem>,
    /// How many records belong to nobody.
    pub loose: u64,
}

impl Head {
    /// Before people are joined there are no households, and everything that is counted about
    /// them would be none where it is not known.
    fn matched(&self) -> Result<(), Failure> {
        let ran = |program: &str| self.runs.iter().any(|run| run.program == program);
        if !ran("mimamori-import") || ran("mimamori-match") {
            return Ok(());
        }
        Err(broken(
            said!(
                "入力は mimamori-match を通っていません",
                "the input did not go through mimamori-match"
            ),
            said!(
                "mimamori-import の出力を mimamori-match に渡し、その出力をつないでください",
                "give the output of mimamori-import to mimamori-match, and pipe what comes out"
            ),
        ))
    }
}

/// A program that lets the stream pass and adds its own lines.
pub trait Pass {
    /// Everything before the first block has passed.
    fn head(&mut self, _head: &Head, _out: &mut Output<'_>) -> Result<(), Failure> {
        Ok(())
    }

    /// A record that belongs to nobody, before the head is complete.
    fn loose(&mut self, _line: &RawLine<'_>) -> Result<(), Failure> {
        Ok(())
    }

    /// The fields that the program looks at, asked for each person; all where it does not say.
    fn wants(&self) -> Option<&Wanted> {
        None
    }

    /// All lines of a block have passed; now our own about it.
    fn block(&mut self, head: &Head, block: &Block, out: &mut Output<'_>) -> Result<(), Failure>;

    /// A line behind the blocks has passed.
    fn tail(&mut self, _head: &Head, _line: &RawLine<'_>) -> Result<(), Failure> {
        Ok(())
    }

    /// The input came to a good end: own lines that belong to no block, then the papers.
    fn finish(&mut self, _head: &Head, _out: &mut Output<'_>) -> Result<(), Failure> {
        Ok(())
    }
}

/// Reads `input` to its end, copies what passes, calls `program` at the right moments.
///
/// `run` is the program's own line; its day is filled in from the stream. Closing the output
/// belongs to the caller, who knows whether anything else failed.
pub fn pass(
    input: &mut Input<'_>,
    out: &mut Output<'_>,
    mut run: Run,
    program: &mut impl Pass,
) -> Result<(), Failure> {
    let mut way = Way {
        head: Head::default(),
        place: Place::Head,
    };
    let mut opened = false;
    loop {
        let day = input.day().map(str::to_owned);
        let Some(raw) = input.next_line()? else { break };
        if !opened {
            run.today = first_day(&raw, day)?;
            way.head.today.clone_from(&run.today);
            way.head.coverage.set_today(&run.today);
            out.open(&run)?;
            opened = true;
        }
        way.line(&raw, out, program)?;
    }
    if !opened {
        return Err(no_day());
    }
    way.end_of_input(input.number(), out, program)
}

/// The day of the first `run` line, which every stream has right after `begin`.
fn first_day(raw: &RawLine<'_>, known: Option<String>) -> Result<String, Failure> {
    if let Some(day) = known {
        return Ok(day);
    }
    if raw.kind != "run" {
        return Err(no_day());
    }
    raw.parse::<Run>().map(|run| run.today)
}

fn no_day() -> Failure {
    broken(
        said!(
            "入力の最初に実行の日（run）の行がありません",
            "the input does not start with a run line, so the day is not known"
        ),
        said!(
            "mimamori-import の出力から始めてください",
            "start from the output of mimamori-import"
        ),
    )
}

enum Place {
    Head,
    Block(Box<Block>),
    Tail,
}

struct Way {
    head: Head,
    place: Place,
}

impl Way {
    fn line(
        &mut self,
        raw: &RawLine<'_>,
        out: &mut Output<'_>,
        program: &mut impl Pass,
    ) -> Result<(), Failure> {
        match raw.kind {
            "household" => {
                self.leave(raw.number, out, program)?;
                out.pass(raw.kind, raw.bytes)?;
                self.place = Place::Block(Box::new(Block {
                    household: raw.parse::<Household>()?,
                    ..Block::default()
                }));
            }
            "run" => {
                if matches!(self.place, Place::Head) {
                    self.head.runs.push(raw.parse()?);
                }
                out.pass(raw.kind, raw.bytes)?;
            }
            "town" | "dataset" | "source" | "problem" | "pair" | "record" => {
                if !matches!(self.place, Place::Head) {
                    return Err(late(raw));
                }
                self.keep(raw)?;
                if raw.kind == "record" {
                    program.loose(raw)?;
                }
                out.pass(raw.kind, raw.bytes)?;
            }
            _ => self.about_somebody(raw, out, program)?,
        }
        Ok(())
    }

    fn keep(&mut self, raw: &RawLine<'_>) -> Result<(), Failure> {
        match raw.kind {
            "town" => self.head.coverage.set_town(raw.parse::<Town>()?),
            "dataset" => self.head.coverage.add_dataset(raw.parse::<Dataset>()?),
            "source" => self.head.coverage.add_source(raw.parse::<Source>()?),
            "pair" => self.head.coverage.add_pair(&raw.parse::<Pair>()?),
            "problem" => {
                let problem: Problem = raw.parse()?;
                self.head.coverage.add_problem(&problem);
                self.head.problems.push(problem);
            }
            _ => {
                self.head.loose += 1;
                // Most loose records are not about any cell; they are left unparsed.
                let text = std::str::from_utf8(raw.bytes);
                if text.is_ok_and(|text| text.contains(r#""of_source""#)) {
                    let answer = Record::parse(raw.bytes).ok();
                    let answer = answer.filter(|record| record.dataset == "corrections");
                    answer
                        .into_iter()
                        .for_each(|answer| self.head.coverage.add_correction(answer));
                }
            }
        }
        Ok(())
    }

    /// A person, a flag, a due, or a kind that we do not know.
    fn about_somebody(
        &mut self,
        raw: &RawLine<'_>,
        out: &mut Output<'_>,
        program: &mut impl Pass,
    ) -> Result<(), Failure> {
        #[derive(Deserialize)]
        struct Whose {
            household: Option<String>,
        }
        if raw.kind == "person"
            && let Place::Block(block) = &mut self.place
        {
            let mut person = Individual::parse(raw, program.wants())?;
            let records = person.records.iter_mut();
            records.for_each(|record| self.head.coverage.correct(record));
            if person.line.household != block.household.id {
                return Err(torn(raw, &person.line.household));
            }
            block.people.push(person);
            return out.pass(raw.kind, raw.bytes);
        }
        let household = raw.parse::<Whose>()?.household;
        let belongs = match (&self.place, &household) {
            // Items stand behind all blocks, even when the last block is about the same people.
            (Place::Block(block), Some(id)) => raw.kind != "item" && block.household.id == *id,
            _ => false,
        };
        if !belongs {
            if matches!(raw.kind, "person" | "flag") || raw.kind == "due" && household.is_some() {
                return Err(torn(raw, household.as_deref().unwrap_or("")));
            }
            self.leave(raw.number, out, program)?;
            out.pass(raw.kind, raw.bytes)?;
            return match self.place {
                Place::Tail => program.tail(&self.head, raw),
                _ => Ok(()),
            };
        }
        out.pass(raw.kind, raw.bytes)?;
        if let Place::Block(block) = &mut self.place {
            match raw.kind {
                "flag" => block.flags.push(raw.parse::<Flag>()?),
                "due" => block.dues.push(raw.parse::<Due>()?),
                _ => {}
            }
        }
        Ok(())
    }

    /// Ends the head or the block that we are in.
    fn leave(
        &mut self,
        number: u64,
        out: &mut Output<'_>,
        program: &mut impl Pass,
    ) -> Result<(), Failure> {
        match std::mem::replace(&mut self.place, Place::Tail) {
            Place::Head => {
                self.head.matched()?;
                self.head.coverage.settle();
                program.head(&self.head, out)
            }
            Place::Block(block) => {
                block.check(number)?;
                program.block(&self.head, &block, out)
            }
            Place::Tail => Ok(()),
        }
    }

    fn end_of_input(
        &mut self,
        number: u64,
        out: &mut Output<'_>,
        program: &mut impl Pass,
    ) -> Result<(), Failure> {
        self.leave(number, out, program)?;
        program.finish(&self.head, out)
    }
}

fn late(raw: &RawLine<'_>) -> Failure {
    let (number, kind) = (raw.number, raw.kind);
    broken(
        said!(
            "入力の{number}行目の {kind} が世帯のあとにあります",
            "line {number} of the input ({kind}) stands behind a household"
        ),
        said!(
            "ファイルをつなぐのは mimamori-match の前にしてください",
            "join files before mimamori-match"
        ),
    )
}

fn torn(raw: &RawLine<'_>, household: &str) -> Failure {
    let (number, kind) = (raw.number, raw.kind);
    broken(
        said!(
            "入力の{number}行目の {kind} は、自分の世帯 {household} の外にあります",
            "line {number} of the input ({kind}) stands outside its household {household}"
        ),
        said!(
            "途中で並べ替えず、世帯（household）ごとに残すか除くかしてください",
            "do not sort in between, and take or leave whole households (key household)"
        ),
    )
}

/// Refuses a `--before` of another town: its ids mean other people.
pub fn same_town(earlier: Option<&str>, town: &Town) -> Result<(), Failure> {
    match earlier {
        Some(series) if series != town.series => Err(Failure::new(
            Status::Options,
            said!(
                "--before は別の町の流れです",
                "--before is the stream of another town"
            ),
            said!(
                "この町の前の回の month.jsonl を指してください",
                "name the month.jsonl of this town's last time"
            ),
        )),
        _ => Ok(()),
    }
}
