//! Reading lines: encodings that shells make, damage that they do, begin and end.

use std::io::{self, BufRead, BufReader, Read};
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::DeserializeSeed;

use crate::line::{Begin, CHECK, End, FORMAT};
use crate::{Failure, Said, Status, said};

/// A line of the input, borrowed until the next one is read.
#[derive(Debug, Clone, Copy)]
pub struct RawLine<'a> {
    /// Its `kind`.
    pub kind: &'a str,
    /// Its bytes as UTF-8, without byte order mark and line end.
    pub bytes: &'a [u8],
    /// Its number in the input, from 1.
    pub number: u64,
}

impl RawLine<'_> {
    /// Understands the line as one of our types.
    pub fn parse<'de, T: Deserialize<'de>>(&'de self) -> Result<T, Failure> {
        self.parse_into(PhantomData)
    }

    /// Understands the line as `seed` does, which may put parts of it where they belong while it
    /// reads.
    pub fn parse_into<'de, S: DeserializeSeed<'de>>(
        &'de self,
        seed: S,
    ) -> Result<S::Value, Failure> {
        let mut reader = serde_json::Deserializer::from_slice(self.bytes);
        let value = seed.deserialize(&mut reader);
        let value = value.and_then(|value| reader.end().map(|()| value));
        value.map_err(|error| self.malformed(&error))
    }

    fn malformed(&self, error: &serde_json::Error) -> Failure {
        let (number, kind, column) = (self.number, self.kind, error.column());
        // All else that the error says may be somebody's name or number.
        let told = error.to_string();
        let missing = told.strip_prefix("missing field `");
        let what = match missing.and_then(|rest| rest.split('`').next()) {
            Some(key) => said!(
                "入力の{number}行目（{kind}）に、なければならないキー「{key}」がありません",
                "line {number} of the input ({kind}) lacks the key \"{key}\""
            ),
            None => said!(
                "入力の{number}行目（{kind}）の{column}文字目で、形が約束と違います",
                "line {number} of the input ({kind}) does not have the agreed shape at byte {column}"
            ),
        };
        broken(
            what,
            said!(
                "途中のプログラムがこの行を書き換えていないか確かめてください",
                "check whether a program in between rewrites this line"
            ),
        )
    }
}

/// A failure of status 3 about the stream.
pub(crate) fn broken(what: Said, advice: Said) -> Failure {
    Failure::new(Status::Stream, what, advice)
}

/// Reads complete streams, one after another, from one input.
///
/// `begin` and `end` are consumed and judged; everything else is handed out in order.
pub struct Input<'a> {
    source: Box<dyn BufRead + 'a>,
    plain: bool,
    line: Vec<u8>,
    kind: String,
    number: u64,
    open: bool,
    streams: u32,
    town: Option<Vec<u8>>,
    day: Option<String>,
}

impl<'a> Input<'a> {
    /// Reads from `source`; `plain` accepts JSON Lines without `begin` and `end`.
    pub fn new(source: impl Read + 'a, plain: bool) -> Result<Self, Failure> {
        let source = decode(source).map_err(|error| cannot_read(&error))?;
        Ok(Input {
            source,
            plain,
            line: Vec::new(),
            kind: String::new(),
            number: 0,
            open: false,
            streams: 0,
            town: None,
            day: None,
        })
    }

    /// The next line, or `None` after the last good `end`.
    pub fn next_line(&mut self) -> Result<Option<RawLine<'_>>, Failure> {
        loop {
            if !self.fill()? {
                return self.finish().map(|()| None);
            }
            let raw = RawLine {
                kind: &self.kind,
                bytes: &self.line,
                number: self.number,
            };
            match self.kind.as_str() {
                "begin" => {
                    let begin: Begin = raw.parse()?;
                    if self.open {
                        return Err(ended_early(self.number));
                    }
                    check_begin(&begin, self.number)?;
                    self.open = true;
                    self.streams += 1;
                }
                "end" => {
                    let end: End = raw.parse()?;
                    if !end.ok {
                        return Err(failed_before());
                    }
                    if !self.open && !self.plain {
                        return Err(no_begin(self.number));
                    }
                    self.open = false;
                }
                _ if !self.open && !self.plain => return Err(no_begin(self.number)),
                "town" => {
                    if !self.seen_town()? {
                        break;
                    }
                }
                "run" => {
                    self.agree_on_day()?;
                    break;
                }
                _ => break,
            }
        }
        Ok(Some(RawLine {
            kind: &self.kind,
            bytes: &self.line,
            number: self.number,
        }))
    }

    /// The day of the streams read so far.
    pub fn day(&self) -> Option<&str> {
        self.day.as_deref()
    }

    /// The number of the last line read.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Streams after the first must be of the same town; its line is handed out once.
    fn seen_town(&mut self) -> Result<bool, Failure> {
        match &self.town {
            None => {
                self.town = Some(self.line.clone());
                Ok(false)
            }
            Some(town) if *town == self.line => Ok(true),
            Some(_) => Err(disagree(self.number, &said!("町（town）", "town"))),
        }
    }

    fn agree_on_day(&mut self) -> Result<(), Failure> {
        #[derive(Deserialize)]
        struct Day {
            today: String,
        }
        let raw = RawLine {
            kind: &self.kind,
            bytes: &self.line,
            number: self.number,
        };
        let day: Day = raw.parse()?;
        match &self.day {
            Some(first) if *first != day.today => Err(disagree(
                self.number,
                &said!("実行の日（today）", "day (today)"),
            )),
            Some(_) => Ok(()),
            None => {
                self.day = Some(day.today);
                Ok(())
            }
        }
    }

    /// Reads one line that is not empty and finds its kind; false at the end of the input.
    fn fill(&mut self) -> Result<bool, Failure> {
        loop {
            self.line.clear();
            let read = self
                .source
                .read_until(b'\n', &mut self.line)
                .map_err(|error| cannot_read(&error))?;
            if read == 0 {
                return Ok(false);
            }
            self.number += 1;
            // Only the last line of an input can lack its line end; torn, it tells of a cut.
            if self.line.last() != Some(&b'\n') && is_torn(&self.line) {
                return Err(ended_early(self.number));
            }
            while matches!(self.line.last(), Some(b'\n' | b'\r')) {
                self.line.pop();
            }
            // `type a b` and PowerShell leave a mark at the head of each file that they join.
            while self.line.starts_with(b"\xEF\xBB\xBF") {
                self.line.drain(..3);
            }
            if !self.line.is_empty() {
                break;
            }
        }
        let number = self.number;
        if number == 1
            && (self.line.starts_with(b"PK\x03\x04") || self.line.starts_with(b"\xd0\xcf\x11\xe0"))
        {
            return Err(workbook());
        }
        if std::str::from_utf8(&self.line).is_err() {
            return Err(damaged(number));
        }
        let kind = kind_of(&self.line).ok_or_else(|| {
            broken(
                said!(
                    "入力の{number}行目は kind のある JSON ではありません",
                    "line {number} of the input is not JSON with a kind"
                ),
                said!(
                    "mimamori のプログラムの出力をそのままつないでください。自作の行には kind を書いてください",
                    "pipe the output of a mimamori program as it is; lines of your own need a kind"
                ),
            )
        })?;
        self.kind.clear();
        self.kind.push_str(&kind);
        Ok(true)
    }

    fn finish(&self) -> Result<(), Failure> {
        if self.open {
            return Err(ended_early(self.number));
        }
        if self.streams == 0 && !self.plain {
            return Err(nothing_came());
        }
        Ok(())
    }
}

/// Whether a line stops in the middle of its JSON.
fn is_torn(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let parsed = serde_json::from_slice::<serde::de::IgnoredAny>(line);
    // A number that stops behind its sign or point is wrong to the parser, not unfinished.
    parsed.is_err_and(|error| error.is_eof() || !line.trim_ascii_end().ends_with(b"}"))
}

/// The value of `kind`, quickly where it stands first, by parsing elsewhere.
fn kind_of(line: &[u8]) -> Option<String> {
    if let Some(rest) = line.strip_prefix(b"{\"kind\":\"") {
        let end = rest
            .iter()
            .position(|&byte| byte == b'"' || byte == b'\\')?;
        if rest[end] == b'"' && rest.get(end + 1).is_some_and(|b| matches!(b, b',' | b'}')) {
            return String::from_utf8(rest[..end].to_vec()).ok();
        }
    }
    #[derive(Deserialize)]
    struct Kind {
        kind: String,
    }
    serde_json::from_slice::<Kind>(line).ok().map(|k| k.kind)
}

fn check_begin(begin: &Begin, number: u64) -> Result<(), Failure> {
    if begin.only {
        return Err(broken(
            said!(
                "入力は --only で作られた部分だけの出力です（{number}行目）",
                "the input was made with --only and is only a part (line {number})"
            ),
            said!(
                "前のプログラムから --only を外してください",
                "take --only away from the program before"
            ),
        ));
    }
    if begin.format != FORMAT {
        let format = begin.format;
        return Err(broken(
            said!(
                "入力の形式の版は{format}で、このプログラムが読めるのは{FORMAT}です",
                "the input has format {format}; this program reads {FORMAT}"
            ),
            said!(
                "すべてのプログラムを同じ版にそろえてください",
                "use the same version of all programs"
            ),
        ));
    }
    if begin.check == CHECK {
        Ok(())
    } else {
        Err(damaged(number))
    }
}

fn workbook() -> Failure {
    broken(
        said!(
            "入力は Excel などのブックで、プログラムの出力ではありません",
            "the input is a workbook and not the output of a program"
        ),
        said!(
            "ブックは mimamori-import に渡し、その出力をつないでください",
            "give workbooks to mimamori-import, and pipe what comes out"
        ),
    )
}

fn damaged(number: u64) -> Failure {
    broken(
        said!(
            "入力の{number}行目で文字が壊れています（シェルが文字コードを変えています）",
            "characters are damaged at line {number} of the input (a shell has changed the encoding)"
        ),
        said!(
            "--utf8 を外すか、PowerShell のパイプの代わりに cmd か -o FILE を使ってください",
            "leave out --utf8, or use cmd or -o FILE instead of a PowerShell pipe"
        ),
    )
}

fn ended_early(number: u64) -> Failure {
    Failure::new(
        Status::Before,
        said!(
            "前のプログラムの出力が途中で切れています（入力の{number}行目まで）",
            "the output of the program before was cut off (after line {number} of the input)"
        ),
        said!(
            "前のプログラムのメッセージを読み、直してから最初からやり直してください",
            "read the message of the program before, mend that and start again"
        ),
    )
}

fn failed_before() -> Failure {
    Failure::new(
        Status::Before,
        said!(
            "前のプログラムが途中で止まりました",
            "the program before stopped early"
        ),
        said!(
            "前のプログラムのメッセージを読み、直してから最初からやり直してください",
            "read the message of the program before, mend that and start again"
        ),
    )
}

fn nothing_came() -> Failure {
    Failure::new(
        Status::Before,
        said!("入力に何も届きませんでした", "nothing came in"),
        said!(
            "前のプログラムが動いたか、ファイル名が正しいか確かめてください",
            "check that the program before ran and that the file name is right"
        ),
    )
}

fn no_begin(number: u64) -> Failure {
    Failure::new(
        Status::Before,
        said!(
            "入力の{number}行目は、始まり（begin）のない行です",
            "line {number} of the input stands outside begin and end"
        ),
        said!(
            "mimamori のプログラムの出力をつないでください。begin のない JSON Lines には --plain を付けます",
            "pipe the output of a mimamori program; JSON Lines without begin need --plain"
        ),
    )
}

fn disagree(number: u64, about: &Said) -> Failure {
    broken(
        Said {
            ja: format!(
                "入力の{number}行目から始まる流れは、前の流れと{}が違います",
                about.ja
            ),
            en: format!(
                "the stream around line {number} of the input has another {} than the one before",
                about.en
            ),
        },
        said!(
            "同じ町の、同じ日に作ったものだけを続けてください",
            "join only what was made for the same town on the same day"
        ),
    )
}

/// What an unreadable input says.
fn cannot_read(error: &io::Error) -> Failure {
    Failure::new(
        Status::Files,
        said!(
            "入力を読めません（{error}）",
            "cannot read the input ({error})"
        ),
        said!(
            "ファイルとディスクの状態を確かめて、もう一度実行してください",
            "check the file and the disk, then run it again"
        ),
    )
}

/// UTF-16 becomes UTF-8; anything else stays as it is and is checked line by line.
fn decode<'a>(mut source: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut head = Vec::with_capacity(4);
    source.by_ref().take(4).read_to_end(&mut head)?;
    let encoding = match head.as_slice() {
        [0xFF, 0xFE, ..] | [b'{', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'{', ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    let source = io::Cursor::new(head).chain(source);
    Ok(match encoding {
        Some(encoding) => Box::new(BufReader::new(Utf16 {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            pending: Vec::new(),
            given: 0,
            done: false,
        })),
        None => Box::new(BufReader::with_capacity(1 << 16, source)),
    })
}

/// Turns UTF-16, as `>` of PowerShell writes it, into UTF-8.
struct Utf16<R> {
    source: R,
    decoder: encoding_rs::Decoder,
    pending: Vec<u8>,
    given: usize,
    done: bool,
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.pending.len() && !self.done {
            let mut chunk = [0; 8192];
            let read = self.source.read(&mut chunk)?;
            self.done = read == 0;
            let mut text = String::with_capacity(3 * read + 16);
            let _ = self
                .decoder
                .decode_to_string(&chunk[..read], &mut text, self.done);
            self.pending = text.into_bytes();
            self.given = 0;
        }
        let rest = &self.pending[self.given..];
        let length = rest.len().min(out.len());
        out[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_torn_wherever_it_stops() {
        let line = r#"{"kind":"person","bits":-12.5e-3,"by":[["name","\u7a7a",0.5]],"ok":true}"#
            .as_bytes();
        assert!((1..line.len()).all(|end| is_torn(&line[..end])));
        assert!(!is_torn(line));
    }
}
