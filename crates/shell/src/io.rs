//! The streams of a process: where lines come from, where they go, where people read.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};
use mimamori_record::{Failure, Input, Lang, Output, Said, Status, WriteOptions, line::Run, said};

use crate::command::usage;
use crate::files::{self, Readers, Whole};
use crate::{Config, Given, Worker};

/// What a program works with beside its options.
pub struct Io {
    /// The language of messages and papers.
    pub lang: Lang,
    /// The stream that goes out. The shell closes it.
    pub out: Output<'static>,
    quiet: bool,
    verbose: bool,
    stream_file: Option<Whole>,
    program: &'static str,
    papers: Vec<PathBuf>,
    bar: Option<ProgressBar>,
    workers: bool,
}

impl Io {
    pub(crate) fn new(given: &Given, lang: Lang, workers: bool) -> Result<Self, Failure> {
        let options = WriteOptions {
            utf8: given.switch("utf8"),
            only: given.switch("only"),
        };
        let stream_file = match given.path("output") {
            Some(path) => Some(Whole::begin(&path, Readers::Owner)?),
            None => None,
        };
        let sink: Box<dyn Write> = match &stream_file {
            Some(whole) => Box::new(BufWriter::with_capacity(1 << 16, whole.writer()?)),
            // Names do not scroll over a screen that others see when a paper was asked for.
            None if !given.papers().is_empty() && io::stdout().is_terminal() => {
                Box::new(io::sink())
            }
            None => Box::new(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
        };
        Ok(Io {
            lang,
            out: Output::new(sink, options),
            quiet: given.switch("quiet"),
            verbose: given.switch("verbose"),
            stream_file,
            program: given.program(),
            papers: Vec::new(),
            bar: None,
            workers,
        })
    }

    /// The input streams: the operands one after another, or standard input.
    pub fn input(&self, given: &Given) -> Result<Input<'static>, Failure> {
        let paths = given.operands();
        let plain = given.switch("plain");
        if paths.is_empty() {
            let stdin = io::stdin();
            if stdin.is_terminal() {
                let name = self.program;
                return Err(usage(
                    said!("入力がありません", "there is no input"),
                    said!(
                        "前のプログラムからパイプでつなぐか、ファイルを書いてください（{name} --help）",
                        "pipe the program before into this one, or name a file ({name} --help)"
                    ),
                ));
            }
            return Input::new(stdin.lock(), plain);
        }
        let mut all: Box<dyn Read> = Box::new(io::empty());
        let (last, before) = paths
            .split_last()
            .map_or((None, &[][..]), |(l, b)| (Some(l), b));
        for path in before {
            all = Box::new(all.chain(Lines::new(files::open(path)?)));
        }
        // A last line without its end tells of a cut.
        if let Some(path) = last {
            all = Box::new(all.chain(files::open(path)?));
        }
        Input::new(all, plain)
    }

    /// One stream from one file, for `--before` and for programs that read each file by itself.
    pub fn stream(&self, path: &Path, plain: bool) -> Result<Input<'static>, Failure> {
        Input::new(files::open(path)?, plain)
    }

    /// The program's own `run` line; `pass` fills in the day of the stream.
    pub fn run_line(&self, config: Option<&Config>) -> Run {
        Run {
            program: self.program.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            config_sha256: config.map(|config| config.sha256().to_owned()),
            ..Run::default()
        }
    }

    /// For a program that makes files and no stream: neither `begin` nor `end` is written.
    pub fn no_stream(&mut self) {
        self.out = Output::new(io::sink(), WriteOptions::default());
    }

    /// A second process for risky work; none in a program that was not made to have workers, such
    /// as a test.
    pub fn worker(&self) -> Option<Worker> {
        self.workers.then(Worker::new)
    }

    /// The day: `--today`, else the clock. Only for programs that start a stream.
    pub fn today(&self, given: &Given) -> Result<NaiveDate, Failure> {
        let given = given.today()?;
        Ok(given.unwrap_or_else(|| chrono::Local::now().date_naive()))
    }

    /// Writes a paper whole or not at all. Call it when the input came to a good end.
    pub fn paper(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        files::write_whole(path, bytes, Readers::Folder)?;
        if files::open_to_everybody(path) {
            let path = path.display();
            self.warn(&said!(
                "{path} は、だれでも書き込めるフォルダーにあります。移すことをお勧めします",
                "{path} lies in a folder that everybody may write to; better move it"
            ));
        }
        self.papers.push(path.to_owned());
        Ok(())
    }

    /// Writes a paper that people fill in; one that somebody has saved since it was written is not
    /// replaced. `untouched` tells of the bytes of a file whether nobody has.
    ///
    /// # Errors
    /// When it lies there, or cannot be written (status 5).
    pub fn paper_to_fill_in(
        &mut self,
        path: &Path,
        bytes: &[u8],
        untouched: fn(&[u8]) -> bool,
    ) -> Result<(), Failure> {
        if path.is_file() && fs::read(path).is_ok_and(|old| !untouched(&old)) {
            return Err(files::filled_in(path));
        }
        self.paper(path, bytes)
    }

    /// Writes the answer to a question as a paper under the name of `-o`, in the place of the stream.
    pub fn answer_paper(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.no_stream();
        self.out.answers();
        self.stream_file = None;
        self.paper(path, bytes)
    }

    /// Makes the folder for papers when it is not there; the one around it must be.
    pub fn paper_folder(&self, path: &Path) -> Result<(), Failure> {
        files::folder(path)
    }

    /// The papers written so far.
    pub(crate) fn written_papers(&self) -> &[PathBuf] {
        &self.papers
    }

    /// A line of the summary, unless `-q`.
    pub fn say(&mut self, text: &Said) {
        if !self.quiet {
            self.print(text);
        }
    }

    /// A line for `-v`.
    pub fn detail(&mut self, text: &Said) {
        if self.verbose && !self.quiet {
            self.print(text);
        }
    }

    /// A line that is printed always.
    pub fn warn(&mut self, text: &Said) {
        self.print(text);
    }

    fn print(&mut self, text: &Said) {
        let line = format!("{}: {}\n", self.program, text.pick(self.lang));
        let write = || {
            // When nobody can read messages any more, the work still goes on.
            let _ = io::stderr().lock().write_all(line.as_bytes());
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Shows on standard error how far `total` steps have come, when a person is watching.
    pub fn progress(&mut self, total: u64) {
        let bar = ProgressBar::new(total);
        if self.quiet {
            bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
        }
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        self.bar = Some(bar);
    }

    /// One step further; `about` names a file or sheet, never a person.
    pub fn step(&mut self, about: &str) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
            bar.set_message(about.to_owned());
        }
    }

    /// The progress at hand, for those who must write on the same screen.
    pub(crate) fn bar(&self) -> Option<ProgressBar> {
        self.bar.clone()
    }

    /// Takes the progress away from the screen.
    pub fn progress_done(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Ends the stream and puts `-o` in its place.
    pub(crate) fn close<T>(&mut self, result: Result<T, Failure>) -> Result<T, Failure> {
        self.progress_done();
        let closed = self.out.close(result.is_ok());
        let value = result?;
        closed?;
        // The buffer was flushed by close; the second handle may go.
        self.out = Output::new(io::sink(), WriteOptions::default());
        match self.stream_file.take() {
            Some(file) => file.finish().map(|()| value),
            None => Ok(value),
        }
    }
}

/// `--before` names a stream that must be whole: what would be status 4 in a pipe is 3 here. What
/// is broken in it is told with the name of the file, because there is another input beside it.
pub fn as_before(failure: Failure, path: &Path) -> Failure {
    let path = path.display();
    if failure.status == Status::Stream {
        let Said { ja, en } = failure.what;
        let what = said!("--before の {path}: {ja}", "--before {path}: {en}");
        return Failure::new(Status::Stream, what, failure.advice);
    }
    if failure.status != Status::Before {
        return failure;
    }
    Failure::new(
        Status::Stream,
        said!(
            "--before の {path} は最後まで書かれていません",
            "--before {path} is not a whole stream"
        ),
        said!(
            "無事に終わった月の month.jsonl を指してください",
            "name the month.jsonl of a month that came to a good end"
        ),
    )
}

/// A file whose last line may lack its line end, before another file follows.
struct Lines {
    file: File,
    last: u8,
    ended: bool,
}

impl Lines {
    fn new(file: File) -> Self {
        Lines {
            file,
            last: b'\n',
            ended: false,
        }
    }
}

impl Read for Lines {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.ended || out.is_empty() {
            return Ok(0);
        }
        let read = self.file.read(out)?;
        if read > 0 {
            self.last = out[read - 1];
            return Ok(read);
        }
        self.ended = true;
        // UTF-16 ends in a zero byte; a line end of one byte would tear its characters.
        if self.last == b'\n' || self.last == 0 {
            return Ok(0);
        }
        out[0] = b'\n';
        Ok(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_stream_before_is_named_with_its_reason() {
        let of = |status| {
            let what = said!("3行目が壊れています", "line 3 is broken");
            let advice = said!("作り直してください", "make it again");
            as_before(Failure::new(status, what, advice), Path::new("old.jsonl"))
        };
        let broken = of(Status::Stream);
        assert_eq!(broken.status, Status::Stream);
        assert_eq!(broken.what.ja, "--before の old.jsonl: 3行目が壊れています");
        assert_eq!(broken.what.en, "--before old.jsonl: line 3 is broken");
        assert_eq!(broken.advice.en, "make it again");
        let cut = of(Status::Before);
        assert_eq!(cut.status, Status::Stream);
        assert!(cut.what.en.contains("old.jsonl"));
        assert_eq!(of(Status::Files).what.en, "line 3 is broken");
    }
}
