//! A small practice town, led once through the whole pipe and shared by the tests that need it.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::util::{Ran, run_in, run_with};

/// The stages of a month: what each program wrote.
pub struct Month {
    /// The folder that holds `town/`, `2026-05/in` and `truth/`.
    pub folder: TempDir,
    /// After import, match, flag, remind and agenda.
    pub streams: Vec<(&'static str, String)>,
}

impl Month {
    /// What a program wrote.
    pub fn after(&self, program: &str) -> &str {
        let found = self.streams.iter().find(|(name, _)| *name == program);
        &found.unwrap().1
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// The arguments of each program behind import, without papers.
pub const BEHIND: [(&str, &str); 4] = [
    ("match", "-q -c town/match.toml"),
    ("flag", "-q -c town/rules.toml"),
    ("remind", "-q -c town/remind.toml"),
    ("agenda", "-q -c town/meetings.toml --meeting monthly"),
];

/// Makes a town of this size in a folder of its own.
pub fn make(children: u32, seed: u64) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (children, seed) = (children.to_string(), seed.to_string());
    let arguments = ["-q", ".", "--children", &children, "--seed", &seed];
    run_with(folder.path(), "sample", &arguments, "").ok();
    folder
}

/// Runs import over the month of a town.
pub fn import(folder: &Path) -> Ran {
    run_in(
        folder,
        "import",
        "-q -c town/import.toml --today 2026-06-01 2026-05/in",
        "",
    )
}

/// Leads a town through the pipe.
pub fn through(folder: TempDir) -> Month {
    let mut streams = vec![("import", import(folder.path()).ok().out)];
    for (name, arguments) in BEHIND {
        let input = &streams.last().unwrap().1;
        let ran = run_in(folder.path(), name, arguments, input);
        streams.push((name, ran.ok().out));
    }
    Month { folder, streams }
}

/// The shipped rules, none of them off.
pub fn all_rules_on() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/hinata-cho/town/rules.toml");
    let text = fs::read_to_string(path).unwrap();
    text.replace("\non = false", "\non = true")
}

/// The town that most tests share; they only look at it.
pub fn shared() -> &'static Month {
    static TOWN: OnceLock<Month> = OnceLock::new();
    TOWN.get_or_init(|| through(make(200, 7)))
}

/// The JSON Lines of a file.
pub fn read_lines(path: &Path) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
