//! The README's first command, in a copy of the example.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::util::{program, root};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            if entry.file_name() != "out" {
                copy(&entry.path(), &target);
            }
        } else if entry.file_name() != "series.toml" {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn the_first_command_of_the_readme_makes_every_paper_twice() {
    let folder = tempfile::tempdir().unwrap();
    let example = folder.path().join("examples/hinata-cho");
    copy(&root().join("examples/hinata-cho"), &example);
    let run = || {
        let output = Command::new("sh")
            .arg("examples/hinata-cho/run.sh")
            .env("MIMAMORI_BIN", program("import").parent().unwrap())
            .current_dir(folder.path())
            .output()
            .unwrap();
        let messages = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{messages}");
        assert!(output.stdout.is_empty());
        // The table of who has sent what is one message of many lines.
        let said = messages.lines().filter(|line| !line.starts_with(' '));
        assert!(
            (13..=14).contains(&said.count()),
            "thirteen messages:\n{messages}"
        );
        assert!(messages.contains("  ひがし小"), "{messages}");
        let papers = [
            "month.jsonl",
            "review.xlsx",
            "due.xlsx",
            "due.ics",
            "agenda.xlsx",
            "agenda.html",
            "candidates.xlsx",
            "statistics.xlsx",
            "statistics.html",
        ];
        papers.map(|paper| {
            let bytes = fs::read(example.join("2026-05/out").join(paper)).unwrap();
            assert!(!bytes.is_empty(), "{paper}");
            bytes
        })
    };
    let first = run();
    // A second try of the same month takes its ids from the first.
    let second = run();
    for paper in 1..first.len() {
        assert!(
            first[paper] == second[paper],
            "paper {paper} changed from one try to the next"
        );
    }
}

#[test]
fn the_example_is_what_the_sample_makes() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["-q", ".", "--children", "1000", "--seed", "2026"];
    crate::util::run_with(folder.path(), "sample", &arguments, "").ok();
    let mut compared = 0;
    let mut folders = vec![folder.path().to_owned()];
    while let Some(made) = folders.pop() {
        for entry in fs::read_dir(&made).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder.path()).unwrap();
            let checked_in = fs::read(root().join("examples/hinata-cho").join(name));
            let same = checked_in.is_ok_and(|bytes| bytes == fs::read(&path).unwrap());
            assert!(same, "{}: run `just example`", name.display());
            compared += 1;
        }
    }
    assert!(compared > 20);
}
