//! mimamori-import and files that were made, or damaged, so that reading them goes wrong: each is a
//! problem and a gap, and the list beside it is read all the same. tests/hostile/make.py makes them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::util::{Ran, copy, root, run_in};

/// A town with one good list and these files beside it.
fn town(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(
        &root().join("tests/hostile/town"),
        &folder.path().join("town"),
    );
    let put = |path: &str, content: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    put(
        "2026-05/in/良い.csv",
        "氏名,生年月日\n空野 ひなた,H29.5.3\n".as_bytes(),
    );
    for (name, bytes) in files {
        put(&format!("2026-05/in/{name}"), bytes);
    }
    folder
}

fn import(folder: &Path) -> Ran {
    let arguments = "-c town/import.toml --today 2026-06-01 2026-05/in";
    run_in(folder, "import", arguments, "").ok()
}

/// State and problem of each file but the good one, which must have been read.
fn states(ran: &Ran) -> Vec<(String, String, Vec<String>)> {
    let problems = ran.lines("problem");
    let mut states = Vec::new();
    for source in ran.lines("source") {
        let path = source["path"].as_str().unwrap();
        let name = path.rsplit('/').next().unwrap();
        let state = source["state"].as_str().unwrap().to_owned();
        if name == "良い.csv" {
            assert_eq!((state.as_str(), source["rows"].as_u64()), ("read", Some(1)));
            continue;
        }
        let of_it = problems.iter().filter(|p| p["source"] == source["id"]);
        let codes = of_it.map(|p| p["code"].as_str().unwrap().to_owned());
        states.push((name.to_owned(), state, codes.collect()));
    }
    assert!(ran.out.contains("\"name\":\"\\u7a7a\\u91ce"), "{}", ran.out);
    states
}

fn nasty(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/nasty/files").join(name)).unwrap()
}

/// Files that only look dangerous: what they hold can be read, so it is.
const HARMLESS: [&str; 8] = [
    "csv-quote-open.csv",
    "xlsx-dimension-lies.xlsx",
    "xlsx-dimension-of-a-billion.xlsx",
    "xlsx-far-cell.xlsx",
    "xlsx-names.xlsx",
    "xlsx-relations-in-a-circle.xlsx",
    "xlsx-styles-count-lies.xlsx",
    "xlsx-zip-in-zip.xlsx",
];

#[test]
fn hostile_files_are_problems_and_gaps_and_the_good_list_is_read() {
    let folder = root().join("tests/hostile/files");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files.push((name, fs::read(path).unwrap()));
    }
    assert!(files.len() > 40);
    let given: Vec<_> = files.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    let ran = import(town(&given).path());
    let states = states(&ran);
    for (name, _) in &files {
        let of_it: Vec<_> = states.iter().filter(|state| state.0 == *name).collect();
        assert!(!of_it.is_empty(), "{name} left no trace");
        let read = of_it.iter().all(|state| state.1 == "read");
        assert_eq!(read, HARMLESS.contains(&name.as_str()), "{of_it:?}");
        let told = of_it.iter().any(|state| !state.2.is_empty());
        assert!(read || told, "{of_it:?}");
    }
}

#[test]
fn what_ends_a_worker_is_a_gap_and_the_files_around_it_are_read() {
    let hostile = |name: &str| fs::read(root().join("tests/hostile/files").join(name)).unwrap();
    let folder = town(&[
        ("a.xls", hostile("xls-far-cell.xls")),
        ("b.ods", nasty("same.ods")[..3000].to_vec()),
        ("c.xls", nasty("same.xls")),
        ("d.xlsx", nasty("password-unknown.xlsx")),
        ("e.xls", hostile("xls-far-cell.xls")),
        ("f.ods", nasty("same.ods")),
    ]);
    let states = states(&import(folder.path()));
    let of = |name: &str| states.iter().find(|state| state.0 == name).unwrap();
    for (name, why) in [
        ("a.xls", "file-too-large"),
        ("b.ods", "file-unreadable"),
        ("d.xlsx", "file-protected"),
        ("e.xls", "file-too-large"),
    ] {
        let (_, state, problems) = of(name);
        assert_eq!(state, "unreadable", "{name}");
        assert_eq!(problems, &[why], "{name}");
    }
    assert_eq!(of("c.xls").1, "read");
    assert_eq!(of("f.ods").1, "read");
}

#[test]
fn a_workbook_cut_anywhere_is_a_problem_and_a_gap() {
    let mut files = Vec::new();
    for name in [
        "same.xlsx",
        "same.xlsb",
        "same.xls",
        "same.ods",
        "password-ascii.xlsx",
    ] {
        let whole = nasty(name);
        for twentieth in 1..20 {
            let cut = whole[..whole.len() * twentieth / 20].to_vec();
            files.push((format!("{twentieth:02}-{name}"), cut));
        }
    }
    let given: Vec<_> = files.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    let states = states(&import(town(&given).path()));
    assert_eq!(states.len(), files.len());
    for (name, state, problems) in states {
        // What is cut off behind the last stream of an old workbook was never part of it.
        let whole = name.ends_with(".xls") && state == "read";
        assert!(whole || !problems.is_empty(), "{name} {state} {problems:?}");
    }
}

/// Numbers that look random and are the same each time (xorshift).
struct Noise(u64);

impl Noise {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % end
    }
}

/// A few bytes changed, taken away, or said twice.
fn damaged(whole: &[u8], noise: &mut Noise) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=noise.below(8) {
        let at = noise.below(bytes.len());
        let end = (at + 1 + noise.below(64)).min(bytes.len());
        match noise.below(4) {
            0 => bytes[at] = u8::try_from(noise.below(256)).unwrap(),
            1 => bytes[at] ^= 1 << noise.below(8),
            2 => drop(bytes.drain(at..end)),
            _ => bytes.extend_from_within(at..end),
        }
    }
    bytes
}

#[test]
fn random_damage_ends_no_run() {
    let mut noise = Noise(0x5EED_2026);
    let mut files = Vec::new();
    for name in [
        "same.xlsx",
        "furigana.xlsx",
        "same.xlsb",
        "same.xls",
        "same.ods",
        "same.csv",
        "cp932.csv",
        "html-cp932.xls",
        "password-ascii.xlsx",
    ] {
        let whole = nasty(name);
        for number in 0..56 {
            files.push((format!("{number:02}-{name}"), damaged(&whole, &mut noise)));
        }
    }
    assert!(files.len() >= 500);
    let given: Vec<_> = files.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    let states = states(&import(town(&given).path()));
    let named: std::collections::BTreeSet<_> = states.iter().map(|state| &state.0).collect();
    assert_eq!(named.len(), files.len());
}

#[test]
fn a_file_that_is_too_large_is_not_read_into_memory() {
    let folder = town(&[("大きい.xlsx", Vec::new())]);
    let path = folder.path().join("2026-05/in/大きい.xlsx");
    // A hole in the disk: no byte of it is ever written.
    fs::File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_len(1 << 40)
        .unwrap();
    let states = states(&import(folder.path()));
    assert_eq!(states[0].2, ["file-too-large"]);
}
