//! The run log: one line per run, each with the digest of the line before. No names of people
//! in the records, only who ran what, when, with which settings, and how many lines came out.

use std::fs::OpenOptions;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use mimamori_record::{Failure, Status, said};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::config::hex;

#[derive(Serialize)]
struct Entry<'a> {
    at: String,
    user: String,
    program: &'a str,
    version: &'a str,
    ok: bool,
    status: u8,
    lines: &'a std::collections::BTreeMap<String, u64>,
    papers: usize,
    previous: String,
}

/// What a run leaves in the log.
pub(crate) struct Ran<'a> {
    pub program: &'a str,
    pub status: u8,
    pub lines: &'a std::collections::BTreeMap<String, u64>,
    pub papers: usize,
}

/// Appends the line.
pub(crate) fn append(path: &Path, ran: &Ran<'_>) -> Result<(), Failure> {
    let write = || -> std::io::Result<()> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        // Two programs of one pipe end at the same time.
        file.lock()?;
        let mut text = String::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_string(&mut text)?;
        let previous = match text.lines().last() {
            Some(line) => hex(&Sha256::digest(line.as_bytes())),
            None => String::new(),
        };
        let entry = Entry {
            at: chrono::Local::now().to_rfc3339(),
            user: user(),
            program: ran.program,
            version: env!("CARGO_PKG_VERSION"),
            ok: ran.status <= 1,
            status: ran.status,
            lines: ran.lines,
            papers: ran.papers,
            previous,
        };
        let mut line = serde_json::to_vec(&entry)?;
        line.push(b'\n');
        file.write_all(&line)
    };
    write().map_err(|error| {
        let path = path.display();
        Failure::new(
            Status::Files,
            said!(
                "実行の記録 {path} を書けません（{error}）",
                "cannot write the run log {path} ({error})"
            ),
            said!(
                "--log のファイル名と権限を確かめてください",
                "check the name and the rights of --log"
            ),
        )
    })
}

fn user() -> String {
    ["USERNAME", "USER", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_default()
}
