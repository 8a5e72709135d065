//! mimamori-import and files that were made, or damaged, so that reading them goes wrong: each is a
//! problem and a gap, and the list beside it is read all the same.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::util::{Ran, root, run_in};

const MAPPING: &str = r#"
[[list]]
dataset = "residents"
files = ["*"]
closed = true
expected = [{}]
provider = "住民課"
purpose = "支援"
basis = "法"
decided = 2025-03-10

[list.fields]
name = { label = "氏名" }
birth_date = { label = "生年月日" }
"#;

/// A town with one good list and these files beside it.
fn town(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, content: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    put("town/import.toml", MAPPING.as_bytes());
    put(
        "town/town.toml",
        "name = \"ためし町\"\npopulation = 5000\ninstitutions = \"機関.csv\"\nstaff = \"職員.csv\"\ncalendar = \"暦.csv\"\n".as_bytes(),
    );
    put("town/機関.csv", "名称,種別,別名,住所\n".as_bytes());
    put("town/職員.csv", "氏名,役割,所属,から,まで\n".as_bytes());
    put("town/暦.csv", "機関,から,まで,区分,備考\n".as_bytes());
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

/// A workbook of 1997 whose table of sectors leads from the first sector back to itself.
fn looped() -> Vec<u8> {
    let mut bytes = nasty("same.xls");
    let table = 512 + 512 * u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize;
    // The workbook's stream starts in sector 2.
    bytes[table + 8..table + 12].copy_from_slice(&2_u32.to_le_bytes());
    bytes
}

#[test]
fn what_ends_a_worker_is_a_gap_and_the_files_around_it_are_read() {
    let cut = nasty("same.ods")[..3000].to_vec();
    let folder = town(&[
        ("a.xls", looped()),
        ("b.ods", cut),
        ("c.xls", nasty("same.xls")),
        ("d.xlsx", nasty("password-unknown.xlsx")),
        ("e.xls", looped()),
        ("f.ods", nasty("same.ods")),
    ]);
    let states = states(&import(folder.path()));
    let of = |name: &str| states.iter().find(|state| state.0 == name).unwrap();
    for (name, why) in [
        ("a.xls", "file-unreadable"),
        ("b.ods", "file-unreadable"),
        ("d.xlsx", "file-protected"),
        ("e.xls", "file-unreadable"),
    ] {
        let (_, state, problems) = of(name);
        assert_eq!(state, "unreadable", "{name}");
        assert_eq!(problems, &[why], "{name}");
    }
    assert_eq!(of("c.xls").1, "read");
    assert_eq!(of("f.ods").1, "read");
}
