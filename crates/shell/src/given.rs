//! What was given on the command line.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ArgMatches;
use mimamori_record::{Failure, Said, Status, said};

use crate::command::usage;
use crate::day::day;
use crate::options::{Opt, Program, common};

/// The options and operands of this run. A program reads them once, into a type of its own.
#[derive(Debug, Clone)]
pub struct Given {
    matches: ArgMatches,
    program: &'static str,
}

impl Given {
    pub(crate) fn new(program: &Program, matches: ArgMatches) -> Result<Self, Failure> {
        let given = Given {
            matches,
            program: program.name,
        };
        given.refuse_empty(program)?;
        given.refuse_folders()?;
        given.refuse_other_endings()?;
        given.refuse_one_file_for_two(program)?;
        Ok(given)
    }

    /// The name of the program.
    pub fn program(&self) -> &'static str {
        self.program
    }

    /// Whether a switch is on. False also for a program that does not have it.
    pub fn switch(&self, long: &str) -> bool {
        matches!(self.matches.try_get_one::<bool>(long), Ok(Some(true)))
    }

    /// The file that an option names.
    pub fn path(&self, long: &str) -> Option<PathBuf> {
        match self.matches.try_get_one::<OsString>(long) {
            Ok(value) => value.map(PathBuf::from),
            Err(_) => None,
        }
    }

    /// The word that an option gives; not for file names, which need not be Unicode.
    pub fn word(&self, long: &str) -> Result<Option<String>, Failure> {
        Ok(self.words(long)?.into_iter().next())
    }

    /// The words that an option of several values gives; none when it is not given.
    pub fn words(&self, long: &str) -> Result<Vec<String>, Failure> {
        let values = self.values(long).into_iter();
        let words = values.map(|value| value.into_os_string().into_string());
        words.collect::<Result<_, _>>().map_err(|_| {
            usage(
                said!(
                    "--{long} の値を文字として読めません",
                    "the value of --{long} is not readable text"
                ),
                said!("書き直してください", "write it again"),
            )
        })
    }

    fn values(&self, long: &str) -> Vec<PathBuf> {
        match self.matches.try_get_many::<OsString>(long) {
            Ok(Some(values)) => values.map(PathBuf::from).collect(),
            _ => Vec::new(),
        }
    }

    /// A whole number that is not negative.
    pub fn number(&self, long: &str) -> Result<Option<u64>, Failure> {
        let Some(word) = self.word(long)? else {
            return Ok(None);
        };
        match word.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(usage(
                said!(
                    "--{long} の値「{word}」は数ではありません",
                    "the value 「{word}」 of --{long} is not a number"
                ),
                said!(
                    "0以上の整数を書いてください",
                    "give a whole number, 0 or more"
                ),
            )),
        }
    }

    /// The day of `--today`.
    pub fn today(&self) -> Result<Option<NaiveDate>, Failure> {
        let Some(word) = self.word(common::TODAY.long)? else {
            return Ok(None);
        };
        day(&word).map(Some).map_err(|(Said { ja, en }, advice)| {
            usage(said!("--today: {ja}", "--today: {en}"), advice)
        })
    }

    /// The operands, in the order given.
    pub fn operands(&self) -> Vec<PathBuf> {
        self.matches
            .get_many::<OsString>("operands")
            .map(|values| values.map(PathBuf::from).collect())
            .unwrap_or_default()
    }

    /// The papers that are asked for: option and file.
    pub(crate) fn papers(&self) -> Vec<(&'static str, PathBuf)> {
        let named = |long: &&'static str| self.path(long).map(|path| (*long, path));
        common::PAPERS.iter().filter_map(named).collect()
    }

    /// A script whose variable is empty means some file, and nobody knows which; for a folder the
    /// empty name would be the one where the person stands.
    fn refuse_empty(&self, program: &Program) -> Result<(), Failure> {
        let value = program.operands.value;
        let operand = self
            .operands()
            .iter()
            .any(|path| path.as_os_str().is_empty());
        let mut valued = program
            .options
            .iter()
            .filter(|option| option.value.is_some());
        let option = valued.find(|option| {
            let mut given = self.values(option.long).into_iter();
            given.any(|value| value.as_os_str().is_empty())
        });
        let what = match option {
            Some(Opt { long, .. }) => {
                said!("--{long} の値が空です", "the value of --{long} is empty")
            }
            None if operand => said!("{value} の名前が空です", "the name {value} is empty"),
            None => return Ok(()),
        };
        Err(usage(
            what,
            said!(
                "値を書くか、スクリプトの変数が空でないか確かめてください",
                "give a value, or check whether a variable of the script is empty"
            ),
        ))
    }

    /// A folder in the place of a file to write: told before the work, not after it.
    fn refuse_folders(&self) -> Result<(), Failure> {
        let mut files = self.papers();
        files.retain(|(option, _)| !matches!(*option, "problems" | "requests"));
        for option in ["output", "log"] {
            files.extend(self.path(option).map(|path| (option, path)));
        }
        let Some((option, path)) = files.iter().find(|(_, path)| path.is_dir()) else {
            return Ok(());
        };
        let path = path.display();
        Err(Failure::new(
            Status::Files,
            said!(
                "--{option} の {path} はフォルダーです",
                "{path}, which --{option} names, is a folder"
            ),
            said!(
                "フォルダーの中のファイルの名前を書いてください",
                "name a file inside the folder"
            ),
        ))
    }

    /// A workbook called .html, or without an ending, is opened by no program.
    fn refuse_other_endings(&self) -> Result<(), Failure> {
        for (option, path) in self.papers() {
            // Others name a folder, or are looked at by their program.
            let ending = match option {
                "xlsx" | "html" | "ics" | "csv" => option,
                _ => continue,
            };
            let has = path.extension().and_then(|ending| ending.to_str());
            let has = has.unwrap_or("").to_lowercase();
            if has != ending && (has.as_str(), ending) != ("htm", "html") {
                let name = path.display();
                return Err(usage(
                    said!(
                        "--{option} の {name} は .{ending} で終わっていません",
                        "--{option} {name} does not end in .{ending}"
                    ),
                    said!(
                        "名前の終わりを .{ending} にしてください",
                        "let the name end in .{ending}"
                    ),
                ));
            }
        }
        Ok(())
    }

    fn refuse_one_file_for_two(&self, program: &Program) -> Result<(), Failure> {
        let mut written = self.papers();
        written.extend(self.path("output").map(|path| ("output", path)));
        written.extend(self.path("log").map(|path| ("log", path)));
        let read = program
            .options
            .iter()
            .filter(|option| {
                matches!(
                    option.long,
                    "config" | "before" | "old-rules" | "password-file"
                )
            })
            .filter_map(|option| Some((option.long, self.path(option.long)?)));
        let mut all: Vec<(&str, PathBuf)> = written.clone();
        all.extend(read);
        self.refuse_to_write_into_the_input(&written)?;
        for (index, (one, path)) in written.iter().enumerate() {
            let twin = all
                .iter()
                .skip(index + 1)
                .find(|(_, other)| same_file(path, other));
            if let Some((other, _)) = twin {
                return Err(usage(
                    said!(
                        "--{one} と --{other} が同じファイルを指しています",
                        "--{one} and --{other} name the same file"
                    ),
                    said!(
                        "別々のファイル名を書いてください",
                        "give them different names"
                    ),
                ));
            }
        }
        Ok(())
    }

    /// What is written would replace what somebody sent, or be read as a list the next time. A log
    /// only grows, and may lie where it likes.
    fn refuse_to_write_into_the_input(&self, written: &[(&str, PathBuf)]) -> Result<(), Failure> {
        for operand in self.operands() {
            let input = whole(&operand);
            let twin = written.iter().find(|(option, path)| {
                let path = whole(path);
                path == input || *option != "log" && operand.is_dir() && path.starts_with(&input)
            });
            if let Some((option, _)) = twin {
                let name = operand.display();
                return Err(usage(
                    said!(
                        "--{option} が、読むもの（{name}）と同じか、その中を指しています",
                        "--{option} names what is read ({name}) or something in it"
                    ),
                    said!(
                        "届いたファイルを失わないように、out フォルダーなど別の場所を書いてください",
                        "name another place, such as the out folder, so that nothing that was sent is lost"
                    ),
                ));
            }
        }
        Ok(())
    }
}

fn same_file(one: &Path, other: &Path) -> bool {
    whole(one) == whole(other)
}

/// The path from the root, also of a file that is not there yet.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| {
        let Some(name) = path.file_name() else {
            return path.to_owned();
        };
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        whole(folder.unwrap_or(Path::new("."))).join(name)
    })
}
