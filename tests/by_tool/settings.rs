//! mimamori-import and mistakes in what a clerk types: the command line, the mapping, the tables of
//! the town.

use std::fs;

use super::import::{MAPPING, import, put, town};
use crate::util::{run_in, run_with};

#[test]
fn mistakes_on_the_command_line_and_in_settings_have_their_status() {
    let town = town();
    let run = |arguments: &str| run_in(town.path(), "import", arguments, "");
    run("-c town/import.toml 2026-06/in").fails(5);
    run("-c town/inport.toml 2026-05/in").fails(5);
    run("2026-05/in").fails(2);
    run("-c town/import.toml --today 2026-02-30 town").fails(2);
    // A variable of a script that is empty: not the folder where the script happens to stand.
    for arguments in [["-c", "town/import.toml", ""], ["-c", "", "2026-05/in"]] {
        let ran = run_with(town.path(), "import", &arguments, "").fails(2);
        assert!(ran.err.contains("empty"), "{}", ran.err);
    }
    let ran = run_with(town.path(), "sample", &[""], "").fails(2);
    assert_eq!(ran.out, "", "a program without a stream writes none");
    put(town.path(), "2026-05/in/x.csv", "x");
    for (right, wrong, told) in [
        (
            "skip_sheets",
            "skipsheets",
            ["line 6", "did you mean skip_sheets?"],
        ),
        (
            "birth_date",
            "birthday",
            ["line", "did you mean birth_date?"],
        ),
        (
            "types = [\"elementary-school\"]",
            "institutions = [\"みなと小学\"]",
            ["line", "did you mean みなと小?"],
        ),
    ] {
        let mapping = MAPPING.replace(right, wrong);
        put(town.path(), "town/import.toml", mapping);
        let ran = import(town.path()).fails(2);
        for part in told {
            assert!(ran.err.contains(part), "{}", ran.err);
        }
    }
}

#[test]
fn a_day_in_another_spelling_is_not_called_a_day_that_does_not_exist() {
    let town = town();
    put(town.path(), "2026-05/in/x.csv", "x");
    for day in ["R8.6.1", "2026-6-1", "2026/06/01", "20260601"] {
        let line = format!("-c town/import.toml --today {day} 2026-05/in");
        let ran = run_in(town.path(), "import", &line, "").fails(2);
        assert!(ran.err.contains("--today: "), "{}", ran.err);
        assert!(ran.err.contains("YYYY-MM-DD"), "{}", ran.err);
    }
    let mapping = MAPPING.replace("2025-03-10", "\"令和7年3月10日\"");
    put(town.path(), "town/import.toml", mapping);
    let ran = import(town.path()).fails(2);
    assert!(ran.err.contains("YYYY-MM-DD"), "{}", ran.err);
}

#[test]
fn a_number_in_quotes_is_told_to_stand_without_them() {
    let town = town();
    put(town.path(), "2026-05/in/x.csv", "x");
    for (wrong, told) in [
        (
            "width = \"6\"",
            "give a whole number, 0 or more, without quotes",
        ),
        (
            "width = [\"6\"]",
            "give a whole number, 0 or more, without quotes",
        ),
        ("width = -1", "give a whole number, 0 or more"),
    ] {
        let mapping = MAPPING.replace("width = 6", wrong);
        put(town.path(), "town/import.toml", mapping);
        let ran = import(town.path()).fails(2);
        assert!(ran.err.trim_end().ends_with(told), "{}", ran.err);
    }
    let mapping = MAPPING.replace("label = \"宛名番号\"", "label = 5");
    put(town.path(), "town/import.toml", mapping);
    let ran = import(town.path()).fails(2);
    assert!(ran.err.contains("give text in \"…\""), "{}", ran.err);
}

#[test]
fn a_mapping_without_lists_is_told_how_to_be_drafted() {
    let town = town();
    put(town.path(), "2026-05/in/x.csv", "x");
    for text in ["", "town = \"town.toml\"\n"] {
        put(town.path(), "town/import.toml", text);
        let ran = import(town.path()).fails(2);
        assert!(
            ran.err.contains("import.toml holds no [[list]]"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("--suggest"), "{}", ran.err);
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused_before_anything_is_read() {
    let town = town();
    put(town.path(), "2026-05/in/x.csv", "x");
    for option in ["-o", "--log"] {
        let line = format!("-c town/import.toml {option} town --lang ja 2026-05/in");
        let ran = run_in(town.path(), "import", &line, "").fails(5);
        assert!(ran.err.contains("の town はフォルダーです"), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
    }
    let line = "-c town/import.toml --problems town/town.toml --lang ja 2026-05/in";
    let ran = run_in(town.path(), "import", line, "").fails(5);
    assert!(ran.err.contains("フォルダーではありません"), "{}", ran.err);
}

#[test]
fn a_wrong_cell_in_a_table_of_the_town_is_pointed_at() {
    let town = town();
    put(town.path(), "2026-05/in/x.csv", "x");
    put(
        town.path(),
        "town/暦.csv",
        "機関,から,まで,区分\n全校,R8.4.1,R8.4.7,お休み\n",
    );
    let wrong = import(town.path()).fails(2);
    assert!(wrong.err.contains("D2"), "{}", wrong.err);
    fs::remove_file(town.path().join("town/職員.csv")).unwrap();
    import(town.path()).fails(5);
}

#[test]
fn a_table_of_staff_says_which_words_it_knows_and_what_is_missing() {
    let town = town();
    put(town.path(), "2026-05/in/x.csv", "x");
    let head = "氏名,役割,所属,から,まで\n";
    put(
        town.path(),
        "town/職員.csv",
        format!("{head}大空 みどり,統括支援,児童福祉,,\n"),
    );
    let wrong = import(town.path()).fails(2);
    for part in ["B2", "roles are 統括支援員, 係長 or 担当"] {
        assert!(wrong.err.contains(part), "{}", wrong.err);
    }
    assert!(!wrong.err.contains("大空"), "{}", wrong.err);
    put(
        town.path(),
        "town/職員.csv",
        format!("{head}大空 みどり,,,,\n,担当,児童福祉,,\n"),
    );
    let wrong = import(town.path()).fails(2);
    for part in ["A3", "fill in 氏名"] {
        assert!(wrong.err.contains(part), "{}", wrong.err);
    }
    assert!(!wrong.err.contains("dates"), "{}", wrong.err);
}

#[test]
fn a_town_without_a_name_is_refused_and_pointed_at() {
    let town = town();
    put(town.path(), "2026-05/in/x.csv", "x");
    let path = town.path().join("town/town.toml");
    let text = fs::read_to_string(&path).unwrap();
    put(town.path(), "town/town.toml", text.replace("ためし町", " "));
    let wrong = import(town.path()).fails(2);
    assert!(wrong.err.contains("line 1, column 8"), "{}", wrong.err);
}
