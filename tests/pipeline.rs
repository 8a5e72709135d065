//! The programs in a pipe: cut anywhere, killed anywhere, in any order of files.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::town::{self, BEHIND};
use crate::util::{command, run_in, run_with};

#[test]
fn a_stream_cut_between_any_lines_makes_the_next_program_exit_4() {
    let month = town::shared();
    for (index, (name, arguments)) in BEHIND.iter().enumerate() {
        let whole = &month.streams[index].1;
        let ends: Vec<usize> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
        // Every boundary between two kinds, and lines spread over the rest.
        let kinds: Vec<&str> = whole
            .lines()
            .map(|l| l.split('"').nth(3).unwrap())
            .collect();
        let boundaries = (1..kinds.len()).filter(|&i| kinds[i] != kinds[i - 1]);
        let step = kinds.len() / 12 + 1;
        let spread = (0..kinds.len() - 1).step_by(step).map(|i| i + 1);
        let mut cuts: BTreeSet<usize> = spread.collect();
        cuts.extend(boundaries.step_by(kinds.len() / 200 + 1));
        for kept in cuts {
            let ran = run_in(month.path(), name, arguments, &whole[..ends[kept - 1]]).fails(4);
            let last = ran.out.lines().last().unwrap();
            assert!(
                last.starts_with(r#"{"kind":"end","ok":false"#),
                "{name} after {kept} lines"
            );
        }
    }
}

#[test]
fn a_cut_stream_leaves_no_paper_and_keeps_the_old_one() {
    let month = town::shared();
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("agenda.xlsx");
    fs::write(&old, "old").unwrap();
    let whole = month.after("remind");
    let config = month.path().join("town/meetings.toml");
    let arguments = [
        "-c",
        config.to_str().unwrap(),
        "--meeting",
        "monthly",
        "--xlsx",
        "agenda.xlsx",
        "--html",
        "agenda.html",
        "-o",
        "month.jsonl",
    ];
    run_with(
        folder.path(),
        "agenda",
        &arguments,
        &whole[..whole.len() / 2],
    )
    .fails(4);
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(left, ["agenda.xlsx"]);
}

/// Starts a program between its neighbours.
fn start(name: &str, arguments: &str, stdin: Stdio) -> Child {
    command(name)
        .args(arguments.split_whitespace())
        .current_dir(town::shared().path())
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killing_any_program_of_the_pipe_makes_the_last_one_fail() {
    let month = town::shared();
    let whole = month.after("import");
    let half = whole[..whole.len() / 2].rfind('\n').unwrap() + 1;
    for victim in 0..BEHIND.len() {
        let mut children: Vec<Child> = Vec::new();
        for (name, arguments) in BEHIND {
            let stdin = match children.last_mut() {
                None => Stdio::piped(),
                Some(before) => before.stdout.take().unwrap().into(),
            };
            children.push(start(name, arguments, stdin));
        }
        let mut first = children[0].stdin.take().unwrap();
        first.write_all(&whole.as_bytes()[..half]).unwrap();
        children[victim].kill().unwrap();
        children[victim].wait().unwrap();
        // The rest may find its reader gone; that is not what is tested.
        let _ = first.write_all(&whole.as_bytes()[half..]);
        drop(first);
        let last = children.last_mut().unwrap();
        drop(last.stdout.take());
        let status = last.wait().unwrap();
        let killed_itself = victim == BEHIND.len() - 1;
        let expected = if killed_itself { None } else { Some(4) };
        assert_eq!(status.code(), expected, "killed {}", BEHIND[victim].0);
        for mut child in children {
            child.wait().unwrap();
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let month = town::shared();
    let again = town::import(month.path()).ok().out;
    assert_eq!(again, month.after("import"));
    for (index, (name, arguments)) in BEHIND.iter().enumerate() {
        let ran = run_in(month.path(), name, arguments, &month.streams[index].1).ok();
        assert_eq!(ran.out, month.streams[index + 1].1, "{name}");
    }
}

#[test]
fn the_language_of_messages_does_not_change_the_stream() {
    let month = town::shared();
    for (index, (name, arguments)) in BEHIND.iter().enumerate() {
        let arguments = format!("{arguments} --lang ja");
        let ran = run_in(month.path(), name, &arguments, &month.streams[index].1).ok();
        assert_eq!(ran.out, month.streams[index + 1].1, "{name}");
    }
}

#[test]
fn lines_that_pass_are_the_same_bytes_in_the_same_order() {
    let month = town::shared();
    for (before, after) in [("match", "flag"), ("flag", "remind"), ("remind", "agenda")] {
        let passes = |line: &&str| {
            !line.starts_with(r#"{"kind":"begin""#) && !line.starts_with(r#"{"kind":"end""#)
        };
        let mut later = month.after(after).lines();
        for line in month.after(before).lines().filter(passes) {
            assert!(
                later.any(|other| other == line),
                "{after} lost or moved {line:.60}"
            );
        }
    }
}

#[test]
fn every_line_of_ours_is_ascii() {
    for (name, stream) in &town::shared().streams {
        assert!(stream.is_ascii(), "{name}");
    }
}

#[test]
fn a_filter_that_keeps_one_household_is_welcome() {
    let month = town::shared();
    let keep = month
        .after("match")
        .lines()
        .find(|l| l.contains(r#""kind":"household""#))
        .unwrap();
    let id = serde_json::from_str::<Value>(keep).unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let filtered: String = month
        .after("match")
        .lines()
        .filter(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let whose = line["household"].as_str().or(line["id"].as_str());
            !matches!(line["kind"].as_str(), Some("household" | "person")) || whose == Some(&id)
        })
        .flat_map(|line| [line, "\n"])
        .collect();
    let ran = run_in(month.path(), "flag", BEHIND[1].1, filtered).ok();
    assert_eq!(ran.lines("household").len(), 1);
}

#[test]
fn every_record_of_import_is_in_one_person_or_passed_on() {
    let month = town::shared();
    let parse = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let key = |record: &Value| {
        let part = record["part"].as_str().unwrap_or("");
        format!(
            "{}/{}/{part}",
            record["source"].as_str().unwrap(),
            record["row"]
        )
    };
    let mut came: Vec<String> = month
        .after("import")
        .lines()
        .map(parse)
        .filter(|l| l["kind"] == "record")
        .map(|r| key(&r))
        .collect();
    let mut went = Vec::new();
    for line in month.after("match").lines().map(parse) {
        match line["kind"].as_str() {
            Some("record") => went.push(key(&line)),
            Some("person") => went.extend(line["records"].as_array().unwrap().iter().map(key)),
            _ => {}
        }
    }
    came.sort();
    went.sort();
    assert_eq!(came, went);
}

#[test]
fn ids_stay_from_one_run_to_the_next() {
    let month = town::shared();
    let folder = tempfile::tempdir().unwrap();
    let before = folder.path().join("month.jsonl");
    fs::write(&before, month.after("agenda")).unwrap();
    let config = month.path().join("town/match.toml");
    let arguments = [
        "-q",
        "-c",
        config.to_str().unwrap(),
        "--before",
        before.to_str().unwrap(),
    ];
    let ran = run_with(folder.path(), "match", &arguments, month.after("import")).ok();
    let ids = |stream: &str| -> BTreeSet<String> {
        let persons = stream
            .lines()
            .filter(|l| l.starts_with(r#"{"kind":"person""#));
        persons
            .map(|l| {
                let line: Value = serde_json::from_str(l).unwrap();
                let records = line["records"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(ToString::to_string);
                format!("{} {:?}", line["id"], records.collect::<Vec<_>>())
            })
            .collect()
    };
    assert_eq!(ids(&ran.out), ids(month.after("match")));
}
