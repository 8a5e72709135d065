//! Passwords of protected workbooks: from a file, from an open descriptor, or asked for on the
//! terminal. Never from the command line or the environment, which others on the machine can see;
//! no message and no log repeats one.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use indicatif::ProgressBar;
use mimamori_record::{Failure, Lang, Said, Status, said};

use crate::command::usage;
use crate::files::{cannot_read, open};
use crate::{Given, Io};

/// The option that names a file of passwords.
const FILE: &str = "password-file";
/// The option that names an open descriptor.
const DESCRIPTOR: &str = "password-fd";
/// No list of passwords is longer than this.
const LONGEST: u64 = 64 << 10;
/// So often a person may mistype one.
const TRIES: usize = 3;

/// The passwords of a run.
#[derive(Default)]
pub struct Secrets {
    known: Vec<String>,
    /// Where a person can be asked; absent when options gave passwords or nobody is there.
    screen: Option<Screen>,
    given: bool,
}

struct Screen {
    lang: Lang,
    bar: Option<ProgressBar>,
}

impl Secrets {
    /// Reads what `--password-file` and `--password-fd` name.
    pub fn of(given: &Given) -> Result<Secrets, Failure> {
        let mut secrets = Secrets::default();
        if let Some(path) = given.path(FILE) {
            secrets.known.extend(from_file(&path)?);
            secrets.given = true;
        }
        if let Some(number) = given.number(DESCRIPTOR)? {
            secrets.known.extend(from_descriptor(number)?);
            secrets.given = true;
        }
        Ok(secrets)
    }

    /// Lets a person be asked, when one sits at the terminal and no option gave passwords.
    pub fn may_ask(&mut self, io: &Io) {
        let watched = io::stdin().is_terminal() && io::stderr().is_terminal();
        if watched && !self.given {
            self.screen = Some(Screen {
                lang: io.lang,
                bar: io.bar(),
            });
        }
    }

    /// The passwords known so far, to be tried one after another.
    pub fn known(&self) -> &[String] {
        &self.known
    }

    /// Asks for the password of a file until `fits` says that it opens; a blank line gives up.
    /// What was typed is also tried on later files.
    pub fn ask<T>(&mut self, file: &str, mut fits: impl FnMut(&str) -> Option<T>) -> Option<T> {
        for attempt in 0..TRIES {
            let typed = self.screen.as_ref()?.ask(&prompt(file, attempt));
            let Ok(password) = typed else {
                // The terminal went away.
                self.screen = None;
                return None;
            };
            if password.is_empty() {
                return None;
            }
            let opened = fits(&password);
            if opened.is_some() {
                self.known.push(password);
                return opened;
            }
        }
        None
    }
}

impl Screen {
    fn ask(&self, prompt: &Said) -> io::Result<String> {
        let ask = || rpassword::prompt_password(prompt.pick(self.lang));
        match &self.bar {
            Some(bar) => bar.suspend(ask),
            None => ask(),
        }
    }
}

fn prompt(file: &str, attempt: usize) -> Said {
    if attempt == 0 {
        said!(
            "{file} のパスワード（空のまま Enter で飛ばします）: ",
            "password of {file} (Enter alone skips it): "
        )
    } else {
        said!(
            "開けませんでした。{file} のパスワードをもう一度: ",
            "it does not open; the password of {file} again: "
        )
    }
}

fn from_file(path: &Path) -> Result<Vec<String>, Failure> {
    let file = open(path)?;
    if !only_for_owner(&file) {
        let shown = path.display();
        return Err(usage(
            said!(
                "パスワードのファイル {shown} を、ほかの人も読めます",
                "others can read the file of passwords {shown}"
            ),
            said!(
                "chmod 600 {shown} で、自分だけが読めるようにしてください",
                "make it readable by you alone: chmod 600 {shown}"
            ),
        ));
    }
    lines(file, FILE).map_err(|error| error.told(path))
}

#[cfg(unix)]
fn only_for_owner(file: &File) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|about| about.permissions().mode() & 0o077 == 0)
}

/// Windows keeps rights elsewhere: a file in the person's own folder is closed to others.
#[cfg(not(unix))]
fn only_for_owner(_: &File) -> bool {
    true
}

#[cfg(unix)]
fn from_descriptor(number: u64) -> Result<Vec<String>, Failure> {
    // The system's own name for a descriptor: taking one by its number would need unsafe code.
    let path = Path::new("/dev/fd").join(number.to_string());
    let file = File::open(&path).map_err(|_| not_open(number))?;
    lines(file, DESCRIPTOR).map_err(|error| error.told(&path))
}

#[cfg(unix)]
fn not_open(number: u64) -> Failure {
    Failure::new(
        Status::Files,
        said!(
            "--password-fd {number}: {number} 番のファイル記述子は、読めるように開かれていません",
            "--password-fd {number}: the file descriptor {number} is not open for reading"
        ),
        said!(
            "コマンドの終わりに {number}<FILE を付けて開いてください。FILE はパスワードのファイルです",
            "open it at the end of the command: {number}<FILE, where FILE holds the passwords"
        ),
    )
}

#[cfg(not(unix))]
fn from_descriptor(_: u64) -> Result<Vec<String>, Failure> {
    Err(usage(
        said!(
            "--password-fd は Windows では使えません",
            "--password-fd does not work on Windows"
        ),
        said!(
            "--password-file FILE を使ってください",
            "use --password-file FILE"
        ),
    ))
}

/// Why passwords could not be read.
enum Unread {
    File(io::Error),
    Told(Failure),
}

impl Unread {
    fn told(self, path: &Path) -> Failure {
        match self {
            Unread::File(error) => cannot_read(path, &error),
            Unread::Told(failure) => failure,
        }
    }
}

/// One password a line; spaces belong to it.
fn lines(source: impl Read, option: &str) -> Result<Vec<String>, Unread> {
    let mut bytes = Vec::new();
    let read = source.take(LONGEST + 1).read_to_end(&mut bytes);
    read.map_err(Unread::File)?;
    let text = std::str::from_utf8(&bytes).ok();
    let text = text.filter(|_| bytes.len() as u64 <= LONGEST);
    let Some(text) = text else {
        return Err(Unread::Told(Failure::new(
            Status::Options,
            said!(
                "--{option} の中身をパスワードの一覧として読めません",
                "what --{option} names cannot be read as a list of passwords"
            ),
            said!(
                "1行に一つ、UTF-8 で書いてください",
                "write one on each line, in UTF-8"
            ),
        )));
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let all: Vec<String> = text
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    if all.is_empty() {
        return Err(Unread::Told(usage(
            said!(
                "--{option} の中身にパスワードがありません",
                "what --{option} names holds no password"
            ),
            said!("1行に一つ書いてください", "write one password on each line"),
        )));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure<T>(result: Result<T, Failure>) -> Failure {
        match result {
            Ok(_) => panic!("it should have failed"),
            Err(failure) => failure,
        }
    }

    fn of(bytes: &[u8]) -> Result<Vec<String>, Failure> {
        lines(bytes, FILE).map_err(|error| error.told(Path::new("passwords")))
    }

    #[test]
    fn each_line_is_a_password_as_it_stands() {
        let all = of("\u{FEFF}himitsu-2026\r\n\r\nひみつ２０２６\n with spaces \n".as_bytes());
        assert_eq!(
            all.unwrap(),
            ["himitsu-2026", "ひみつ２０２６", " with spaces "]
        );
    }

    #[test]
    fn what_is_no_list_of_passwords_is_refused_without_being_shown() {
        for bytes in [&b"\n\n"[..], b"abc\xff\xfe", &[b'a'; 70_000]] {
            let failure = failure(of(bytes));
            assert_eq!(failure.status, Status::Options);
            assert!(!failure.to_string().contains("abc"), "{failure}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passwords");
        std::fs::write(&path, "himitsu\n").unwrap();
        let mode = |mode| {
            let rights = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(&path, rights).unwrap();
        };
        for open in [0o644, 0o640, 0o604, 0o620] {
            mode(open);
            let failure = failure(from_file(&path));
            assert_eq!(failure.status, Status::Options);
            assert!(failure.advice.en.contains("chmod 600"), "{failure}");
        }
        mode(0o600);
        assert_eq!(from_file(&path).unwrap(), ["himitsu"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_descriptor_is_read_by_its_number() {
        use std::io::Write;
        use std::os::fd::AsRawFd;
        let (reader, mut writer) = io::pipe().unwrap();
        writer.write_all("ひみつ\n".as_bytes()).unwrap();
        drop(writer);
        let number = u64::try_from(reader.as_raw_fd()).unwrap();
        assert_eq!(from_descriptor(number).unwrap(), ["ひみつ"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_descriptor_that_is_not_open_is_named_with_how_to_open_it() {
        let failure = failure(from_descriptor(9_999));
        assert_eq!(failure.status, Status::Files);
        assert!(!failure.to_string().contains("/dev/fd"), "{failure}");
        assert!(failure.what.ja.contains("9999 番のファイル記述子"));
        assert!(failure.advice.ja.contains("9999<FILE"), "{failure}");
        assert!(failure.advice.en.contains("9999<FILE"), "{failure}");
    }

    #[test]
    fn nobody_is_asked_where_nobody_sits() {
        let mut secrets = Secrets::default();
        let opened: Option<()> = secrets.ask("名簿.xlsx", |_| panic!("nothing was typed"));
        assert!(opened.is_none());
    }
}
