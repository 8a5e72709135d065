//! Laws of the repository: who uses whom, what options mean, what is generated is fresh.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use mimamori_docs::PROGRAMS;
use mimamori_shell::common;

use crate::util::root;

const TOOLS: [&str; 7] = [
    "import", "match", "flag", "remind", "agenda", "stats", "sample",
];

/// What a crate may use of ours.
fn allowed(name: &str) -> BTreeSet<&str> {
    let list: &[&str] = match name {
        "record" | "text" | "calendar" => &[],
        "rule" => &["record", "calendar"],
        "paper" | "shell" => &["record"],
        "container" => &["record", "calendar"],
        // Its noise must not be the inverse of our normaliser, so it shares nothing that reads.
        "sample" => &["calendar", "shell", "record"],
        "docs" => &[
            "record", "shell", "import", "match", "flag", "remind", "agenda", "stats", "sample",
        ],
        "import" => &["record", "text", "calendar", "paper", "shell", "container"],
        _ => &["record", "text", "calendar", "rule", "paper", "shell"],
    };
    list.iter().copied().collect()
}

fn manifest(name: &str) -> toml::Table {
    let path = root().join("crates").join(name).join("Cargo.toml");
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn crates() -> Vec<String> {
    let folders = fs::read_dir(root().join("crates")).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "bin").collect();
    names.sort();
    names
}

#[test]
fn crates_use_only_whom_they_may() {
    for name in crates() {
        let manifest = manifest(&name);
        let used: BTreeSet<&str> = manifest["dependencies"]
            .as_table()
            .unwrap()
            .keys()
            .filter_map(|dependency| dependency.strip_prefix("mimamori-"))
            .collect();
        let allowed = allowed(&name);
        let beyond: Vec<_> = used.difference(&allowed).collect();
        assert!(beyond.is_empty(), "{name} uses {beyond:?}");
    }
}

#[test]
fn every_crate_obeys_the_lints_of_the_workspace() {
    for name in crates() {
        assert_eq!(
            manifest(&name)["lints"]["workspace"].as_bool(),
            Some(true),
            "{name}"
        );
    }
}

#[test]
fn nothing_of_ours_reaches_a_network() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for library in [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "tokio",
        "native-tls",
        "rustls",
    ] {
        assert!(
            !lock.contains(&format!("name = \"{library}\"")),
            "{library}"
        );
    }
    for name in crates() {
        for (path, text) in sources(&name) {
            for word in ["std::net", "TcpStream", "UdpSocket"] {
                assert!(!text.contains(word), "{path} has {word}");
            }
        }
    }
}

/// The Rust files of a crate, without its tests.
fn sources(name: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("crates").join(name).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    found
}

#[test]
fn binaries_only_start_their_program() {
    for tool in TOOLS {
        let path = root().join(format!("crates/bin/mimamori-{tool}.rs"));
        let text = fs::read_to_string(path).unwrap();
        let lines = text
            .lines()
            .filter(|l| !l.starts_with("//") && !l.is_empty());
        // Import has workers, whose memory is counted by an allocator of its own.
        let most = if tool == "import" { 5 } else { 3 };
        assert!(lines.count() <= most, "{tool}");
    }
}

#[test]
fn programs_are_named_after_their_crates() {
    let names: Vec<_> = PROGRAMS.iter().map(|p| p.name).collect();
    assert_eq!(names, TOOLS.map(|tool| format!("mimamori-{tool}")));
}

#[test]
fn a_program_has_at_most_twelve_options_of_its_own() {
    let shared: BTreeSet<&str> = common::ALL.iter().map(|o| o.long).collect();
    for program in PROGRAMS {
        let own = program.options.iter().filter(|o| !shared.contains(o.long));
        assert!(own.count() <= 12, "{}", program.name);
    }
}

#[test]
fn an_option_name_means_one_thing_in_the_whole_family() {
    let mut seen: BTreeMap<&str, (Option<char>, Option<&str>)> = BTreeMap::new();
    for program in PROGRAMS {
        let mut letters = BTreeSet::new();
        for option in program.options {
            let shape = (option.short, option.value);
            // What is to be explained is two rows for one program and a person for another.
            if option.long == "explain" {
                continue;
            }
            assert_eq!(
                *seen.entry(option.long).or_insert(shape),
                shape,
                "--{}",
                option.long
            );
            if let Some(letter) = option.short {
                assert!(letters.insert(letter), "{} -{letter}", program.name);
            }
        }
    }
}

#[test]
fn every_program_has_help_version_language_and_silence() {
    for program in PROGRAMS {
        for option in [common::HELP, common::VERSION, common::LANG, common::QUIET] {
            let has = program.options.iter().any(|o| o.long == option.long);
            assert!(has, "{} lacks --{}", program.name, option.long);
        }
    }
}

#[test]
fn help_is_written_in_both_languages() {
    let kana = |text: &str| text.chars().any(|c| ('ぁ'..='ヶ').contains(&c));
    for program in PROGRAMS {
        let mut texts = vec![program.about, program.operands.help];
        texts.extend(program.options.iter().map(|o| o.help));
        texts.extend(program.examples.iter().map(|e| e.what));
        for text in texts {
            assert!(kana(text.ja), "{}: {}", program.name, text.ja);
            assert!(
                !text.en.is_empty() && !kana(text.en),
                "{}: {}",
                program.name,
                text.en
            );
        }
        assert!(
            !program.examples.is_empty(),
            "{} shows no pipeline",
            program.name
        );
    }
}

#[test]
fn man_pages_and_schemas_are_as_the_code_makes_them() {
    for (path, text) in mimamori_docs::files() {
        let checked_in = fs::read_to_string(root().join(&path)).unwrap_or_default();
        assert_eq!(checked_in, text, "{}: run `just man`", path.display());
    }
}

#[test]
fn comments_leave_no_work_undone() {
    for name in crates() {
        for (path, text) in sources(&name) {
            for word in ["TODO", "FIXME", "XXX:", "todo!(", "unimplemented!("] {
                assert!(!text.contains(word), "{path} has {word}");
            }
        }
    }
}

#[test]
fn the_readme_names_the_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for command in ["sh examples/hinata-cho/run.sh", "cargo test --workspace"] {
        assert!(
            readme.contains(&format!("```sh\n{command}\n```")),
            "{command}"
        );
    }
}
