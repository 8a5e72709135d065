//! Settings in TOML, and pointing at the place in them that is wrong.

use std::ops::Range;
use std::path::{Path, PathBuf};

use mimamori_record::{Failure, Said, Status, said};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::files;

/// A configuration file: where it lies, what it says, its digest.
#[derive(Debug, Clone)]
pub struct Config {
    path: PathBuf,
    text: String,
    sha256: String,
}

impl Config {
    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        Ok(Config::of(path, files::read_text(path)?))
    }

    /// What a file says, or would say.
    pub fn of(path: &Path, text: String) -> Self {
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        Config {
            path: path.to_owned(),
            text,
            sha256,
        }
    }

    /// Settings that a program has written itself and tries before it hands them out.
    pub fn written(text: String) -> Self {
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        Config {
            path: PathBuf::new(),
            text,
            sha256,
        }
    }

    /// Understands the file. Types refuse unknown keys with `deny_unknown_fields`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        toml::from_str(&self.text).map_err(|error| {
            let place = error.span().unwrap_or(0..0);
            let (what, advice) = match self.no_such_day(place.start) {
                Some(day) => no_such_day(day),
                None => explain(error.message()),
            };
            self.wrong(place, &what, advice)
        })
    }

    /// What is written there, when it looks like a date and the calendar has no such day.
    fn no_such_day(&self, place: usize) -> Option<&str> {
        let place = self.text.floor_char_boundary(place.min(self.text.len()));
        let of_date = |c: char| c.is_ascii_digit() || c == '-';
        let start = self.text[..place].trim_end_matches(of_date).len();
        let end = self.text[start..]
            .find(|c| !of_date(c))
            .map_or(self.text.len(), |length| start + length);
        let word = &self.text[start..end];
        let parts: Vec<usize> = word.split('-').map(str::len).collect();
        let no_day = word.parse::<chrono::NaiveDate>().is_err();
        (parts == [4, 2, 2] && no_day).then_some(word)
    }

    /// The folder that the file lies in; paths in it are relative to that.
    pub fn folder(&self) -> &Path {
        files::folder_of(&self.path)
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file says.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the file, in hexadecimal, for the `run` line.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// A failure that points at a place: line and column as people count, and the line itself.
    pub fn wrong(&self, place: Range<usize>, what: &Said, advice: Said) -> Failure {
        let start = self
            .text
            .floor_char_boundary(place.start.min(self.text.len()));
        let before = &self.text[..start];
        let line = before.matches('\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = self.text[line_start..start].chars().count() + 1;
        let shown = self.text[line_start..].lines().next().unwrap_or("").trim();
        let path = self.path.display();
        Failure::new(
            Status::Options,
            Said {
                ja: format!(
                    "{path} の{line}行目{column}文字目: {}\n    {shown}",
                    what.ja
                ),
                en: format!(
                    "{path}, line {line}, column {column}: {}\n    {shown}",
                    what.en
                ),
            },
            advice,
        )
    }
}

/// The nearest of the allowed names, if any is near at all.
pub fn nearest<'a>(wrong: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = allowed
        .into_iter()
        .map(|name| (strsim::jaro_winkler(wrong, name), name));
    // The first of equally near ones, so that the message does not depend on chance.
    let best = scored.fold(None, |best: Option<(f64, &str)>, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    });
    best.filter(|(score, _)| *score > 0.7).map(|(_, name)| name)
}

fn no_such_day(day: &str) -> (Said, Said) {
    (
        said!(
            "{day} という日は暦にありません",
            "there is no such day as {day}"
        ),
        said!(
            "月と日を確かめて、2026-04-01 のように書いてください",
            "check month and day, and write it like 2026-04-01"
        ),
    )
}

/// The parser's sentences, as two of ours.
fn explain(message: &str) -> (Said, Said) {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let names = names.as_slice();
    if message.starts_with("unknown field") || message.starts_with("unknown variant") {
        let (wrong, allowed) = names.split_first().unwrap_or((&"", &[]));
        let list = allowed.join(", ");
        let advice = match nearest(wrong, allowed.iter().copied()) {
            Some(name) => said!(
                "{name} ではありませんか。使えるのは {list} です",
                "did you mean {name}? Allowed: {list}"
            ),
            None => said!("使えるのは {list} です", "allowed: {list}"),
        };
        return (
            said!("{wrong} は使えません", "{wrong} is not allowed here"),
            advice,
        );
    }
    if message.starts_with("missing field") {
        let name = names.first().unwrap_or(&"");
        return (
            said!("{name} がありません", "{name} is missing"),
            said!("{name} = … を書き足してください", "add {name} = …"),
        );
    }
    if message.starts_with("duplicate") {
        return (
            said!("同じキーが二度あります", "the same key stands twice"),
            said!("片方を消してください", "remove one of them"),
        );
    }
    if message.starts_with("invalid type") || message.starts_with("invalid value") {
        let wanted = message.rsplit("expected ").next().unwrap_or("");
        let (ja, en) = wanted_in_words(wanted);
        return (
            said!("値の種類が違います", "the value is of the wrong kind"),
            said!("{ja}を書いてください", "give {en}"),
        );
    }
    (
        said!("TOML の書き方が違います", "this is not TOML ({message})"),
        said!(
            "引用符、かっこ、= の抜けを確かめてください。日本語の値は \"…\" で囲みます",
            "look for a missing quote, bracket or =; Japanese values stand in \"…\""
        ),
    )
}

fn wanted_in_words(wanted: &str) -> (&str, &str) {
    match wanted {
        "a string" | "string" => ("\"…\" で囲んだ文字", "text in \"…\""),
        "a boolean" => ("true か false", "true or false"),
        "a sequence" => ("[ ] で囲んだ並び", "a list in [ ]"),
        "a map" => (
            "表（[名前] の下に書くキーと値）",
            "a table of keys and values",
        ),
        _ if wanted.starts_with('u') => ("0以上の整数", "a whole number, 0 or more"),
        _ if wanted.starts_with('i') => ("整数", "a whole number"),
        _ if wanted.starts_with('f') => ("数", "a number"),
        _ => ("別の値", "another value"),
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Failure {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.toml");
        std::fs::write(&path, text).unwrap();
        let config = Config::read(&path).unwrap();
        config.parse::<toml::Table>().unwrap_err()
    }

    /// The sentence in Japanese, without the name of the file and the line that is shown.
    fn sentence(failure: &Failure) -> &str {
        let first = failure.what.ja.lines().next().unwrap();
        first.rsplit_once(": ").unwrap().1
    }

    #[test]
    fn a_day_that_the_calendar_does_not_have_is_told_as_one() {
        for line in ["since = 2025-02-30", "since = 2025-13-01 # 初日"] {
            let failure = refused(&format!("a = 1\n{line}\n"));
            assert_eq!(failure.status.code(), 2);
            let day = &line[8..18];
            assert_eq!(
                sentence(&failure),
                format!("{day} という日は暦にありません")
            );
            assert!(failure.what.en.contains("line 2"), "{failure}");
            assert!(failure.advice.en.contains("month and day"), "{failure}");
        }
    }

    #[test]
    fn the_parsers_english_stays_out_of_the_japanese_sentence() {
        let failure = refused("a = [1, 2\n");
        assert_eq!(sentence(&failure), "TOML の書き方が違います");
        assert!(failure.what.en.contains("this is not TOML ("), "{failure}");
        let failure = refused("a = 2026-04-01 2\n");
        assert_eq!(sentence(&failure), "TOML の書き方が違います");
    }
}
