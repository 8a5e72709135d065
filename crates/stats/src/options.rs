//! What the command line asks for.

use std::path::PathBuf;

use mimamori_record::{Failure, Status, Text, said};
use mimamori_shell::{Given, Opt};
use serde::Deserialize;

use crate::messages;

/// For whom the tables are. One run, one audience: what is public never lies in the same file as
/// what is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Audience {
    /// Everybody: small counts are hidden, and so is what would give them back.
    Public,
    /// The centre itself: the counts as they are.
    Internal,
}

impl Audience {
    /// The word on the command line and in the `table` lines.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Audience::Public => "public",
            Audience::Internal => "internal",
        }
    }

    /// As papers say it.
    pub(crate) fn label(self) -> Text {
        match self {
            Audience::Public => messages::PUBLIC,
            Audience::Internal => messages::INTERNAL,
        }
    }
}

/// The one option that no other program has.
pub(crate) const AUDIENCE: Opt = Opt::value(
    "audience",
    "public|internal",
    "だれに見せる表か。public は小さい数を伏せ、internal は実数のまま「内部資料」と記します",
    "for whom: public hides small counts, internal shows them and says so",
)
.required();

/// The options and operands, read once.
#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) config: PathBuf,
    pub(crate) audience: Audience,
    pub(crate) xlsx: Option<PathBuf>,
    pub(crate) html: Option<PathBuf>,
    pub(crate) csv: Option<PathBuf>,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) plain: bool,
}

impl Args {
    pub(crate) fn read(given: &Given) -> Result<Self, Failure> {
        let Some(config) = given.path("config") else {
            return Err(wrong(
                said!("--config がありません", "--config is missing"),
                said!(
                    "-c town/tables.toml のように書いてください",
                    "give it like -c town/tables.toml"
                ),
            ));
        };
        let audience = match given.word("audience")?.as_deref() {
            Some("public") => Audience::Public,
            Some("internal") => Audience::Internal,
            other => {
                let word = other.unwrap_or("");
                return Err(wrong(
                    said!(
                        "--audience の値「{word}」は使えません",
                        "--audience does not know 「{word}」"
                    ),
                    said!(
                        "public（公表用）か internal（内部資料）と書いてください",
                        "give public or internal"
                    ),
                ));
            }
        };
        Ok(Args {
            config,
            audience,
            xlsx: given.path("xlsx"),
            html: given.path("html"),
            csv: given.path("csv"),
            files: given.operands(),
            plain: given.switch("plain"),
        })
    }

    /// The files that people will read.
    pub(crate) fn papers(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.xlsx, &self.html, &self.csv].into_iter().flatten()
    }
}

fn wrong(what: mimamori_record::Said, advice: mimamori_record::Said) -> Failure {
    Failure::new(Status::Options, what, advice)
}
