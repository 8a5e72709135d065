//! Files: whole or not at all, for the right eyes only.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use mimamori_record::{Failure, Said, Status, said};
use tempfile::NamedTempFile;

/// Every file begins under such a name, and a killed run leaves it behind.
const UNFINISHED: (&str, &str) = (".mimamori-", ".tmp");

/// No run takes this long, so that an unfinished file this old belongs to nobody any more.
const LEFT_BEHIND: Duration = Duration::from_hours(24);

/// Who may read what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Streams, logs, keys: their owner only.
    Owner,
    /// Papers: whoever the folder admits, because a colleague opens what the night task wrote.
    Folder,
}

/// A file that appears under its name only when it is complete.
pub(crate) struct Whole {
    place: Place,
    path: PathBuf,
}

enum Place {
    /// Beside the final place, so that finishing is one rename.
    Beside(NamedTempFile),
    /// A pipe or a device such as /dev/null: there is nothing to replace, and replacing would
    /// take it away from everybody else.
    Through(File),
}

impl Whole {
    /// Begins the file.
    pub fn begin(path: &Path, readers: Readers) -> Result<Self, Failure> {
        let begun = match fs::metadata(path) {
            Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(there) if !there.is_file() => fs::OpenOptions::new()
                .write(true)
                .open(path)
                .map(Place::Through),
            _ => beside(path, readers),
        };
        match begun {
            Ok(place) => Ok(Whole {
                place,
                path: path.to_owned(),
            }),
            Err(error) => Err(cannot_write(path, &error)),
        }
    }

    /// A second handle for writing.
    pub fn writer(&self) -> Result<File, Failure> {
        let handle = match &self.place {
            Place::Beside(file) => file.as_file().try_clone(),
            Place::Through(file) => file.try_clone(),
        };
        handle.map_err(|error| cannot_write(&self.path, &error))
    }

    /// Puts the file in its place.
    pub fn finish(self) -> Result<(), Failure> {
        let Place::Beside(file) = self.place else {
            return Ok(());
        };
        let synced = file.as_file().sync_all();
        synced.map_err(|error| cannot_write(&self.path, &error))?;
        match file.persist(&self.path) {
            Ok(_) => Ok(()),
            Err(error) => Err(cannot_write(&self.path, &error.error)),
        }
    }
}

fn beside(path: &Path, readers: Readers) -> io::Result<Place> {
    let folder = folder_of(path);
    sweep(folder);
    let begun = tempfile::Builder::new()
        .prefix(UNFINISHED.0)
        .suffix(UNFINISHED.1)
        .tempfile_in(folder);
    // What went wrong, without the name of a file that nobody asked for.
    let file = begun.map_err(|error| io::Error::from(error.kind()))?;
    admit(file.as_file(), folder, readers)?;
    Ok(Place::Beside(file))
}

/// Takes away what a killed run left: it holds names of people and nobody would ever look for it.
/// What cannot be removed stays, because that is no reason not to write.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        if is_left_behind(&entry) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_left_behind(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    if !name.starts_with(UNFINISHED.0) || !name.ends_with(UNFINISHED.1) {
        return false;
    }
    // Of the entry itself: a link with such a name is not ours.
    let Ok(about) = entry.metadata() else {
        return false;
    };
    let age = about.modified().ok().and_then(|at| at.elapsed().ok());
    about.is_file() && age.is_some_and(|age| age > LEFT_BEHIND)
}

/// Writes a file whole or not at all; on failure the old one stays.
pub fn write_whole(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Failure> {
    let whole = Whole::begin(path, readers)?;
    let written = whole.writer()?.write_all(bytes);
    written.map_err(|error| cannot_write(path, &error))?;
    whole.finish()
}

/// Makes a folder unless it is there.
pub(crate) fn folder(path: &Path) -> Result<(), Failure> {
    match fs::create_dir(path) {
        Err(_) if path.is_dir() => Ok(()),
        made => made.map_err(|error| cannot_write(path, &error)),
    }
}

/// Opens a file for reading.
pub fn open(path: &Path) -> Result<File, Failure> {
    let opened = File::open(path).and_then(|file| {
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(file)
    });
    opened.map_err(|error| cannot_read(path, &error))
}

/// Reads a file of text, without its byte order mark.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// A file for what does not fit into memory: it has no name that anybody else could open it by, and
/// is gone when the program ends, however it ends.
///
/// ```
/// use std::io::Write;
/// mimamori_shell::scratch()?.write_all(b"line")?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn scratch() -> io::Result<File> {
    tempfile::tempfile()
}

/// The folder that a file lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(unix)]
fn admit(file: &File, folder: &Path, readers: Readers) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = match readers {
        Readers::Owner => 0o600,
        Readers::Folder => fs::metadata(folder)?.permissions().mode() & 0o664 | 0o600,
    };
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn admit(_file: &File, _folder: &Path, _readers: Readers) -> io::Result<()> {
    // On Windows a new file has the rights of its folder; the profile folder is its owner's.
    Ok(())
}

/// Whether everybody on the machine may write into the folder of this file.
#[cfg(unix)]
pub(crate) fn open_to_everybody(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(folder_of(path)).is_ok_and(|folder| folder.permissions().mode() & 0o002 != 0)
}

#[cfg(not(unix))]
pub(crate) fn open_to_everybody(_path: &Path) -> bool {
    false
}

/// Status 5 for a file that cannot be read.
pub fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    let (what, advice) = match error.kind() {
        io::ErrorKind::NotFound => (
            said!("{path} がありません", "{path} does not exist"),
            said!(
                "ファイル名とフォルダーを確かめてください",
                "check the name and the folder"
            ),
        ),
        io::ErrorKind::IsADirectory => (
            said!("{path} はフォルダーです", "{path} is a folder"),
            said!("ファイルの名前を書いてください", "name a file"),
        ),
        io::ErrorKind::InvalidData => (
            said!(
                "{path} は UTF-8 の文字ファイルではありません",
                "{path} is not a UTF-8 text file"
            ),
            said!(
                "メモ帳などで UTF-8 を選んで保存し直してください",
                "save it again as UTF-8"
            ),
        ),
        _ => (
            said!(
                "{path} を読めません（{error}）",
                "cannot read {path} ({error})"
            ),
            said!(
                "読む権限があるか、ほかで開いていないか確かめてください",
                "check the rights, and whether another program has it open"
            ),
        ),
    };
    Failure::new(Status::Files, what, advice)
}

/// A paper into which somebody may have written lies where a new one should go.
pub(crate) fn filled_in(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Files,
        said!(
            "{path} は、書き出したあとでだれかが保存しています。書き込まれたことが消えるので、置き換えません",
            "somebody has saved {path} since it was written; it is not replaced, or what they wrote would be lost"
        ),
        said!(
            "記入したブックを次に読む in フォルダーへ移してから、もう一度実行してください",
            "move it into the in folder that is read next, then run again"
        ),
    )
}

/// Status 5 for a file that cannot be written.
pub(crate) fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    let folder = folder_of(path);
    let what = if error.kind() == io::ErrorKind::NotFound && !folder.is_dir() {
        let (path, folder) = (path.display(), folder.display());
        said!(
            "{path} を書き込めません。フォルダー {folder} がありません",
            "cannot write {path}: there is no folder {folder}"
        )
    } else if error.kind() == io::ErrorKind::NotFound {
        // The system's own folders are there and take no file.
        let (path, folder) = (path.display(), folder.display());
        return Failure::new(
            Status::Files,
            said!(
                "{path} を書き込めません。フォルダー {folder} にはファイルを作れません",
                "cannot write {path}: no file can be made in the folder {folder}"
            ),
            said!(
                "ほかのフォルダーの中の名前を書いてください",
                "name a place in another folder"
            ),
        );
    } else if path.is_dir() {
        let path = path.display();
        said!("{path} はフォルダーです", "{path} is a folder")
    } else if error.kind() == io::ErrorKind::AlreadyExists {
        let path = path.display();
        said!(
            "{path} はフォルダーではありません",
            "{path} is not a folder"
        )
    } else if path.is_file() {
        let path = path.display();
        said!(
            "{path} を書き込めません（{error}）。元のファイルはそのままです",
            "cannot write {path} ({error}); the old file is as it was"
        )
    } else {
        // Nothing was there, or a device that keeps nothing.
        let path = path.display();
        said!(
            "{path} を書き込めません（{error}）",
            "cannot write {path} ({error})"
        )
    };
    Failure::new(Status::Files, what, advice(error))
}

fn advice(error: &io::Error) -> Said {
    match error.kind() {
        io::ErrorKind::IsADirectory => said!(
            "フォルダーの中のファイルの名前を書いてください",
            "name a file inside the folder"
        ),
        io::ErrorKind::AlreadyExists => said!(
            "同じ名前のファイルがあります。ほかの名前を書いてください",
            "a file has this name; give another name"
        ),
        io::ErrorKind::NotFound => said!(
            "フォルダーを作ってから、もう一度実行してください",
            "make the folder and run it again"
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => said!(
            "ディスクを空けてから、もう一度実行してください",
            "free some disk space and run it again"
        ),
        _ => said!(
            "Excel などで開いている場合は閉じ、書き込みの権限を確かめてください",
            "close it if it is open in Excel, and check the rights"
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn a_missing_folder_is_named_and_our_own_names_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out/list.xlsx");
        let failure = write_whole(&path, b"x", Readers::Folder).unwrap_err();
        assert_eq!(failure.status.code(), 5);
        for said in [&failure.what.ja, &failure.what.en] {
            assert!(!said.contains(".mimamori-"), "{said}");
            assert!(said.contains(&*folder.path().join("out").to_string_lossy()));
            assert!(!said.contains("元のファイル") && !said.contains("old file"));
        }
        assert!(failure.advice.en.contains("make the folder"), "{failure}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_has_no_old_file() {
        let failure = write_whole(Path::new("/dev/full"), b"x", Readers::Owner).unwrap_err();
        assert_eq!(failure.status.code(), 5);
        assert!(!failure.what.ja.contains("そのまま"), "{failure}");
        assert!(!failure.what.en.contains("as it was"), "{failure}");
        assert!(failure.advice.en.contains("disk space"), "{failure}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_takes_no_file_is_not_to_be_made() {
        let list = write_whole(Path::new("/proc/list.xlsx"), b"x", Readers::Folder).unwrap_err();
        let problems = folder(Path::new("/proc/problems")).unwrap_err();
        for failure in [list, problems] {
            assert_eq!(failure.status.code(), 5);
            assert!(failure.what.en.contains("the folder /proc"), "{failure}");
            assert!(failure.advice.en.contains("another folder"), "{failure}");
        }
    }

    #[test]
    fn a_folder_is_made_once_and_a_file_in_its_place_is_refused() {
        let base = tempfile::tempdir().unwrap();
        let path = base.path().join("problems");
        folder(&path).unwrap();
        folder(&path).unwrap();
        assert!(path.is_dir());
        let nowhere = folder(&base.path().join("2026-05/problems")).unwrap_err();
        assert!(nowhere.advice.en.contains("make the folder"), "{nowhere}");
        let file = base.path().join("file");
        fs::write(&file, "x").unwrap();
        let failure = folder(&file).unwrap_err();
        assert_eq!(failure.status.code(), 5);
        assert!(failure.advice.en.contains("another name"), "{failure}");
    }

    #[test]
    fn unfinished_files_of_yesterday_go_and_everything_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let old = SystemTime::now() - Duration::from_hours(25);
        let make = |name: &str, at: SystemTime| {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_modified(at).unwrap();
        };
        make(".mimamori-old.tmp", old);
        make(".mimamori-new.tmp", SystemTime::now());
        make(".mimamori-old.jsonl", old);
        make("mimamori-old.tmp", old);
        fs::create_dir(folder.path().join(".mimamori-folder.tmp")).unwrap();
        write_whole(&folder.path().join("list.html"), b"x", Readers::Folder).unwrap();
        let entries = fs::read_dir(folder.path()).unwrap();
        let mut left: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(
            left,
            [
                ".mimamori-folder.tmp",
                ".mimamori-new.tmp",
                ".mimamori-old.jsonl",
                "list.html",
                "mimamori-old.tmp"
            ]
        );
    }
}
