//! Writing lines: passing ones byte for byte, our own in pure ASCII.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::line::{Begin, CHECK, End, FORMAT, Line, Run};
use crate::{Failure, Status, said};

/// How a stream is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct WriteOptions {
    /// Write our own lines as UTF-8 instead of `\uXXXX`.
    pub utf8: bool,
    /// Drop the lines that pass.
    pub only: bool,
}

/// The output end of a program: exactly one `begin` and one `end`, counts, a reader who may leave.
///
/// When the reader goes away (`head`), what follows is discarded without an error, so that the
/// papers are still finished.
pub struct Output<'a> {
    sink: Box<dyn Write + 'a>,
    options: WriteOptions,
    counts: BTreeMap<String, u64>,
    state: State,
    buffer: Vec<u8>,
    watcher: Option<Watcher<'a>>,
}

/// Sees the kind and the JSON of a line.
type Watcher<'a> = Box<dyn FnMut(&str, &[u8]) + 'a>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    Open,
    Closed,
}

impl<'a> Output<'a> {
    /// Wraps a sink; the caller buffers it.
    pub fn new(sink: impl Write + 'a, options: WriteOptions) -> Self {
        Output {
            sink: Box::new(sink),
            options,
            counts: BTreeMap::new(),
            state: State::Fresh,
            buffer: Vec::new(),
            watcher: None,
        }
    }

    /// Shows each further line of the program's own to `watcher`, kind and JSON, as it is written:
    /// for a paper about what the stream says.
    pub fn watch(&mut self, watcher: impl FnMut(&str, &[u8]) + 'a) {
        self.watcher = Some(Box::new(watcher));
    }

    /// Writes `begin` and the program's own `run` line.
    pub fn open(&mut self, run: &Run) -> Result<(), Failure> {
        self.state = State::Open;
        self.own(&Begin {
            format: FORMAT,
            check: CHECK.to_owned(),
            only: self.options.only,
        })?;
        self.write(run)
    }

    /// Copies a line that passes, without its line end.
    pub fn pass(&mut self, kind: &str, line: &[u8]) -> Result<(), Failure> {
        if self.options.only {
            return Ok(());
        }
        self.count(kind);
        self.buffer.clear();
        self.buffer.extend_from_slice(line);
        self.buffer.push(b'\n');
        self.flush_buffer()
    }

    /// Writes a line of our own.
    pub fn write<L: Line>(&mut self, line: &L) -> Result<(), Failure> {
        self.count(L::KIND);
        self.own(line)
    }

    /// Writes a line of our own that is encoded already, without its line end: one that holds
    /// lines of others byte for byte.
    pub fn write_encoded(&mut self, kind: &str, line: &[u8]) -> Result<(), Failure> {
        self.count(kind);
        self.buffer.clear();
        self.buffer.extend_from_slice(line);
        self.buffer.push(b'\n');
        self.flush_buffer()
    }

    /// Writes `end`. A stream that was never opened gets its `begin` first, so that even a program
    /// that failed at once tells the next one.
    pub fn close(&mut self, ok: bool) -> Result<(), Failure> {
        if self.state == State::Closed {
            return Ok(());
        }
        if self.state == State::Fresh {
            self.own(&Begin {
                format: FORMAT,
                check: CHECK.to_owned(),
                only: self.options.only,
            })?;
        }
        self.state = State::Closed;
        let lines = std::mem::take(&mut self.counts);
        self.own(&End { ok, lines })?;
        self.sink.flush().or_else(reader_left).map_err(cannot_write)
    }

    /// From here on the answer to a question is written instead of a stream: neither `begin` nor
    /// `end` comes.
    pub fn answers(&mut self) {
        self.state = State::Closed;
    }

    /// Writes text for people, after [`Output::answers`].
    pub fn answer(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.sink.write_all(text.as_bytes());
        let flushed = written.and_then(|()| self.sink.flush());
        flushed.or_else(reader_left).map_err(cannot_write)
    }

    /// How many lines of each kind were written so far, `begin` and `end` aside.
    pub fn counts(&self) -> &BTreeMap<String, u64> {
        &self.counts
    }

    fn own<L: Line>(&mut self, line: &L) -> Result<(), Failure> {
        self.buffer.clear();
        encode(line, self.options.utf8, &mut self.buffer);
        if let Some(watcher) = &mut self.watcher {
            watcher(L::KIND, &self.buffer);
        }
        self.buffer.push(b'\n');
        self.flush_buffer()
    }

    fn count(&mut self, kind: &str) {
        match self.counts.get_mut(kind) {
            Some(count) => *count += 1,
            None => {
                self.counts.insert(kind.to_owned(), 1);
            }
        }
    }

    fn flush_buffer(&mut self) -> Result<(), Failure> {
        let written = self.sink.write_all(&self.buffer);
        written
            .or_else(|error| {
                reader_left(error)?;
                self.sink = Box::new(io::sink());
                Ok(())
            })
            .map_err(cannot_write)
    }
}

fn reader_left(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Ok(())
    } else {
        Err(error)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn cannot_write(error: io::Error) -> Failure {
    Failure::new(
        Status::Files,
        said!(
            "出力を書き込めません（{error}）",
            "cannot write the output ({error})"
        ),
        said!(
            "ディスクの空きと書き込みの権限を確かめて、もう一度実行してください",
            "check free disk space and write permission, then run it again"
        ),
    )
}

/// The bytes of a line, without its line end: `kind` first, ASCII unless `utf8`.
pub fn encode<L: Line>(line: &L, utf8: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"kind\":\"");
    out.extend_from_slice(L::KIND.as_bytes());
    out.extend_from_slice(b"\",");
    let start = out.len() - 1;
    encode_part(line, utf8, out);
    // The line's own brace goes, and the comma before a line without anything else.
    out.remove(start + 1);
    if out[start..] == *b",}" {
        out.remove(start);
    }
}

/// The bytes of what stands inside a line, written as [`encode`] does.
pub fn encode_part<T: Serialize>(part: &T, utf8: bool, out: &mut Vec<u8>) {
    // Our types have string keys and no failing serializers; what serde_json could refuse
    // does not occur in them.
    let _ = if utf8 {
        part.serialize(&mut Serializer::new(out))
    } else {
        part.serialize(&mut Serializer::with_formatter(out, Ascii))
    };
}

/// Every character beyond ASCII as `\uXXXX`. In JSON such characters stand inside strings only.
struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        escape(fragment, writer)
    }

    fn write_raw_fragment<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        escape(fragment, writer)
    }
}

fn escape<W: Write + ?Sized>(json: &str, out: &mut W) -> io::Result<()> {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    if json.is_ascii() {
        return out.write_all(json.as_bytes());
    }
    // Some characters at a time, each of two escapes at most.
    const LONGEST: usize = 12;
    let mut bytes = [0; 16 * LONGEST];
    let mut end = 0;
    for character in json.chars() {
        if end + LONGEST > bytes.len() {
            out.write_all(&bytes[..end])?;
            end = 0;
        }
        if character.is_ascii() {
            bytes[end] = character as u8;
            end += 1;
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            let digit = |shift: u16| HEX[usize::from(*unit >> shift & 15)];
            let escaped = [b'\\', b'u', digit(12), digit(8), digit(4), digit(0)];
            bytes[end..end + escaped.len()].copy_from_slice(&escaped);
            end += escaped.len();
        }
    }
    out.write_all(&bytes[..end])
}
