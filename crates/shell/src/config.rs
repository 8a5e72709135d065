//! Settings in TOML, and pointing at the place in them that is wrong.

use std::ops::Range;
use std::path::{Path, PathBuf};

use mimamori_record::{Failure, Said, Status, said};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::day::day;
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
            let (what, advice) = explain(error.message(), self.word(place.start));
            self.wrong(place, &what, advice)
        })
    }

    /// What is written around a place, as far as no quote, bracket or space ends it.
    fn word(&self, place: usize) -> &str {
        let place = self.text.floor_char_boundary(place.min(self.text.len()));
        let ends = |c: char| c.is_whitespace() || "\"'=,#[]{}".contains(c);
        let start = self.text[..place]
            .rfind(ends)
            .map_or(0, |before| before + 1);
        let rest = &self.text[start..];
        &rest[..rest.find(ends).unwrap_or(rest.len())]
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
        let shown = match shown {
            "" => String::new(),
            line => format!("\n    {line}"),
        };
        let path = self.path.display();
        Failure::new(
            Status::Options,
            Said {
                ja: format!("{path} の{line}行目{column}文字目: {}{shown}", what.ja),
                en: format!("{path}, line {line}, column {column}: {}{shown}", what.en),
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

/// Whether a bare word is meant as a day: 2026-6-1, R8.6.1, 令和8年6月1日.
fn means_a_day(word: &str) -> bool {
    let numbers = word.split(|c: char| !c.is_ascii_digit());
    let numbers = numbers.filter(|part| !part.is_empty()).count();
    let other = |c: char| c.is_ascii_digit() || "-/.年月日MTSHR明治大正昭和平成令和元".contains(c);
    numbers >= 3 && word.chars().all(other)
}

/// The parser's sentences about a word, as two of ours.
fn explain(message: &str, word: &str) -> (Said, Said) {
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
            said!(
                "片方を消してください。同じ名前の表をいくつも書くときは、どれも [[名前]] で始めます",
                "remove one of them; several tables of one name each begin with [[name]]"
            ),
        );
    }
    let kinds = ["invalid type", "invalid value", "invalid length", "wanted"];
    if kinds.iter().any(|kind| message.starts_with(kind)) {
        return (
            said!("値の種類が違います", "the value is of the wrong kind"),
            wanted(message),
        );
    }
    if means_a_day(word)
        && let Err(told) = day(word)
    {
        return told;
    }
    let bare = ["string values must be quoted", "invalid date"];
    if bare.iter().any(|kind| message.starts_with(kind)) {
        return (
            said!(
                "値が \"…\" で囲まれていません",
                "the value does not stand in \"…\""
            ),
            said!(
                "文字と、2026-04 のような年月は \"…\" で囲んでください。囲まないのは、数、true、false、2026-04-01 のような日付だけです",
                "put text and months like 2026-04 into \"…\"; only numbers, true, false and days like 2026-04-01 stand without"
            ),
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

/// What to write instead of a value of the wrong kind.
fn wanted(message: &str) -> Said {
    let wanted = message.rsplit("expected ").next().unwrap_or("");
    let in_quotes = message.starts_with("invalid type: string");
    let bare = |ja: &str, en: &str| match in_quotes {
        true => said!(
            "引用符（\"）で囲まずに、{ja}書いてください",
            "give {en}, without quotes"
        ),
        false => said!("{ja}書いてください", "give {en}"),
    };
    match wanted {
        "a string" | "string" | "wanted string or table" => {
            said!("\"…\" で囲んだ文字を書いてください", "give text in \"…\"")
        }
        "a boolean" => bare("true か false を", "true or false"),
        "a sequence" if message.starts_with("invalid type: map") => said!(
            "[名前] を [[名前]] に直すか、[ ] で囲んだ並びを書いてください",
            "write [[name]] for [name], or give a list in [ ]"
        ),
        "a sequence" => said!("[ ] で囲んだ並びを書いてください", "give a list in [ ]"),
        "a tuple of size 2" => said!("[ ] の中に値を二つ並べてください", "give two values in [ ]"),
        "a map" => said!(
            "表（[名前] の下に書くキーと値）を書いてください",
            "give a table of keys and values"
        ),
        "a day" => said!(
            "2026-04-01 のような日付を書いてください",
            "give a day like 2026-04-01"
        ),
        "a string or a table" => said!(
            "\"…\" で囲んだ文字か、{{ キー = 値 }} の形を書いてください",
            "give text in \"…\", or {{ key = value }}"
        ),
        _ if wanted.starts_with("struct ") => said!(
            "{{ キー = 値 }} の形で書いてください",
            "write it as {{ key = value }}"
        ),
        _ if wanted.starts_with('u') => bare("0以上の整数を", "a whole number, 0 or more"),
        _ if wanted.starts_with('i') => bare("整数を", "a whole number"),
        _ if wanted.starts_with('f') => bare("数を", "a number"),
        _ => said!("別の値を書いてください", "give another value"),
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
    fn a_day_in_another_spelling_is_told_how_to_be_written() {
        for day in ["2026-6-1", "2026/06/01", "R8.6.1", "令和8年6月1日"] {
            let failure = refused(&format!("decided = {day}\n"));
            let told = format!("「{day}」は日付の書き方が違います");
            assert_eq!(sentence(&failure), told);
            assert!(failure.advice.en.contains("YYYY-MM-DD"), "{failure}");
        }
    }

    #[test]
    fn what_lacks_its_quotes_is_told_so() {
        for text in ["from = 2026-04\n", "label = 氏名\n"] {
            let failure = refused(text);
            assert_eq!(sentence(&failure), "値が \"…\" で囲まれていません");
            assert!(failure.advice.ja.contains("年月は \"…\" で"), "{failure}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_told_which_kind_is_wanted() {
        #[derive(Debug, serde::Deserialize)]
        #[expect(dead_code, reason = "only what cannot be read is looked at")]
        struct All {
            number: Option<usize>,
            truth: Option<bool>,
            text: Option<String>,
            list: Option<Vec<String>>,
            pair: Option<(u8, u8)>,
            table: Option<Inner>,
        }
        #[derive(Debug, serde::Deserialize)]
        struct Inner {}
        for (line, ja, en) in [
            (
                "number = \"10\"",
                "引用符（\"）で囲まずに、0以上の整数を書いてください",
                "give a whole number, 0 or more, without quotes",
            ),
            (
                "number = true",
                "0以上の整数を書いてください",
                "give a whole number, 0 or more",
            ),
            (
                "truth = \"true\"",
                "引用符（\"）で囲まずに、true か false を書いてください",
                "give true or false, without quotes",
            ),
            (
                "truth = 1",
                "true か false を書いてください",
                "give true or false",
            ),
            (
                "text = 3",
                "\"…\" で囲んだ文字を書いてください",
                "give text in \"…\"",
            ),
            (
                "list = \"a\"",
                "[ ] で囲んだ並びを書いてください",
                "give a list in [ ]",
            ),
            (
                "[list]",
                "[名前] を [[名前]] に直すか、[ ] で囲んだ並びを書いてください",
                "write [[name]] for [name], or give a list in [ ]",
            ),
            (
                "pair = [1]",
                "[ ] の中に値を二つ並べてください",
                "give two values in [ ]",
            ),
            (
                "table = \"a\"",
                "{ キー = 値 } の形で書いてください",
                "write it as { key = value }",
            ),
        ] {
            let config = Config::of(Path::new("x.toml"), line.to_owned());
            let failure = config.parse::<All>().unwrap_err();
            assert_eq!(sentence(&failure), "値の種類が違います", "{line}");
            assert_eq!((&*failure.advice.ja, &*failure.advice.en), (ja, en));
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
