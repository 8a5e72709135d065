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
        let text = files::read_text(path)?;
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        Ok(Config {
            path: path.to_owned(),
            text,
            sha256,
        })
    }

    /// Understands the file. Types refuse unknown keys with `deny_unknown_fields`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        toml::from_str(&self.text).map_err(|error| {
            let (what, advice) = explain(error.message());
            self.wrong(error.span().unwrap_or(0..0), &what, advice)
        })
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
        said!(
            "TOML の書き方が違います（{message}）",
            "this is not TOML ({message})"
        ),
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
