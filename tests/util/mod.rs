//! Running the programs as a person would: a command line, an input, what came out.

pub mod workbook;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a program left behind.
#[derive(Debug)]
pub struct Ran {
    /// The exit status; `None` when a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Insists on status 0 and shows the messages otherwise.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.status, Some(0), "{}", self.err);
        self
    }

    /// Insists on a status and on two sentences on standard error.
    #[track_caller]
    pub fn fails(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}", self.err);
        let mut lines = self.err.lines().rev();
        let advice = lines.next().unwrap_or("");
        assert!(advice.starts_with("  → "), "no advice in: {}", self.err);
        self
    }

    /// The lines of standard output that are of a kind.
    pub fn lines(&self, kind: &str) -> Vec<serde_json::Value> {
        let parse = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
        let all = self.out.lines().map(parse);
        all.filter(|line| line["kind"] == kind).collect()
    }
}

/// The path of a program of this build.
pub fn program(name: &str) -> PathBuf {
    assert_cmd::cargo::cargo_bin(format!("mimamori-{name}"))
}

/// A command with a bare environment; English messages unless the test says otherwise.
pub fn command(name: &str) -> Command {
    let mut command = Command::new(program(name));
    command.env("MIMAMORI_LANG", "en");
    command
}

/// Runs a program with arguments (split at spaces) in a folder, on an input.
pub fn run_in(folder: &Path, name: &str, arguments: &str, input: impl AsRef<[u8]>) -> Ran {
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    run_with(folder, name, &arguments, input)
}

/// Runs a program with these arguments, in a folder, on an input.
pub fn run_with(folder: &Path, name: &str, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut child = command(name)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    // A program may stop before it has read everything.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
