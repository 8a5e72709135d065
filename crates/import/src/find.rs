//! Which files there are: folders walked in the byte order of paths, links not followed.

use std::fs;
use std::path::{Path, PathBuf};

use mimamori_record::Failure;
use mimamori_shell::{Io, cannot_read};

use crate::messages as say;

/// A file to look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// Relative to the folder that holds town/, with `/`; the order of all output.
    pub(crate) shown: String,
    /// Relative to the in folder, for the patterns of the mapping.
    pub(crate) inner: String,
    /// Where to open it.
    pub(crate) path: PathBuf,
}

/// The files of the operands.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// Those to read, in the byte order of `shown`, each once.
    pub(crate) found: Vec<Found>,
    /// Those that office programs leave lying about.
    pub(crate) skipped: u64,
    /// Links, pipes and other things that are no ordinary file, by the byte order of their paths.
    pub(crate) special: Vec<String>,
    /// Folders that could not be listed.
    pub(crate) closed: Vec<String>,
    /// Operands in which there is nothing to read.
    pub(crate) empty: Vec<String>,
}

/// Lists every file under the operands. `base` is the folder that holds town/.
pub(crate) fn find(operands: &[PathBuf], base: &Path) -> Result<Files, Failure> {
    let mut files = Files::default();
    let base = base.canonicalize().unwrap_or_else(|_| base.to_owned());
    for operand in operands {
        let meta = fs::metadata(operand).map_err(|error| cannot_read(operand, &error))?;
        let whole = operand
            .canonicalize()
            .map_err(|error| cannot_read(operand, &error))?;
        if meta.is_dir() {
            let before = files.told();
            walk(&whole, &whole, &base, &mut files);
            if files.told() == before {
                files.empty.push(operand.display().to_string());
            }
        } else if !meta.is_file() {
            files.special.push(shown(&whole, &base));
        } else {
            files.take(&whole, whole.parent().unwrap_or(&whole), &base);
        }
    }
    files
        .found
        .sort_by(|a, b| a.shown.as_bytes().cmp(b.shown.as_bytes()));
    files.found.dedup_by(|a, b| a.path == b.path);
    files.special.sort();
    files.special.dedup();
    Ok(files)
}

fn walk(folder: &Path, operand: &Path, base: &Path, files: &mut Files) {
    let Ok(entries) = fs::read_dir(folder) else {
        files.closed.push(shown(folder, base));
        return;
    };
    for entry in entries {
        let Ok(entry) = entry else {
            files.closed.push(shown(folder, base));
            continue;
        };
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&entry.path(), operand, base, files),
            Ok(kind) if kind.is_file() => files.take(&entry.path(), operand, base),
            // Links lead out of the folder or round in it, and a pipe never ends.
            _ => files.special.push(shown(&entry.path(), base)),
        }
    }
}

impl Files {
    /// Warns of folders that nobody could look into, or that hold nothing.
    pub(crate) fn warn(&self, io: &mut Io) {
        for folder in &self.closed {
            io.warn(&say::folder_closed(folder));
        }
        for folder in &self.empty {
            io.warn(&say::folder_empty(folder));
        }
    }

    /// How much of what was found is told to people.
    fn told(&self) -> usize {
        self.found.len() + self.special.len() + self.closed.len()
    }

    fn take(&mut self, path: &Path, operand: &Path, base: &Path) {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy())
            .unwrap_or_default();
        if leftover(&name) {
            self.skipped += 1;
            return;
        }
        let shown = shown(path, base);
        let inner = match shown.rsplit_once("/in/") {
            Some((_, inner)) => inner.to_owned(),
            None => slashed(path.strip_prefix(operand).unwrap_or(path)),
        };
        self.found.push(Found {
            shown,
            inner,
            path: path.to_owned(),
        });
    }
}

/// What Excel, Windows and macOS leave behind.
fn leftover(name: &str) -> bool {
    name.starts_with("~$")
        || name.starts_with("._")
        || name.starts_with(".~lock.")
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
        || name == ".DS_Store"
}

fn shown(path: &Path, base: &Path) -> String {
    slashed(path.strip_prefix(base).unwrap_or(path))
}

fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    text.replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(base: &Path, path: &str) {
        let path = base.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }

    #[test]
    fn files_come_in_byte_order_and_leftovers_are_counted() {
        let base = tempfile::tempdir().unwrap();
        for path in [
            "2026-05/in/b.csv",
            "2026-05/in/a/c.csv",
            "2026-05/in/~$b.csv",
            "2026-05/in/Thumbs.db",
            "2026-05/in/.DS_Store",
            "2026-04/in/z.csv",
        ] {
            put(base.path(), path);
        }
        let operands =
            ["2026-05/in", "2026-04/in", "2026-05/in/b.csv"].map(|p| base.path().join(p));
        let files = find(&operands, base.path()).unwrap();
        let shown: Vec<_> = files.found.iter().map(|f| f.shown.as_str()).collect();
        assert_eq!(
            shown,
            ["2026-04/in/z.csv", "2026-05/in/a/c.csv", "2026-05/in/b.csv"]
        );
        assert_eq!(files.found[1].inner, "a/c.csv");
        assert_eq!(files.skipped, 3);
    }

    #[test]
    fn an_operand_that_does_not_exist_is_status_5() {
        let base = tempfile::tempdir().unwrap();
        let failure = find(&[base.path().join("2026-06/in")], base.path()).unwrap_err();
        assert_eq!(failure.status.code(), 5);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_named_and_not_followed() {
        let base = tempfile::tempdir().unwrap();
        put(base.path(), "in/a.csv");
        std::os::unix::fs::symlink(base.path(), base.path().join("in/round")).unwrap();
        let files = find(&[base.path().join("in")], base.path()).unwrap();
        assert_eq!((files.found.len(), files.skipped), (1, 0));
        assert_eq!(files.special, ["in/round"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_named_and_not_waited_for() {
        let base = tempfile::tempdir().unwrap();
        fs::create_dir(base.path().join("in")).unwrap();
        let pipe = base.path().join("in/pipe.csv");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        for operand in [base.path().join("in"), pipe] {
            let files = find(&[operand], base.path()).unwrap();
            assert_eq!(files.found.len(), 0);
            assert_eq!(files.special, ["in/pipe.csv"]);
        }
    }
}
