//! What a department answered in a letter follows its list: into another folder, and into another
//! delivery as far as a row is still as it was when it was asked about.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::import::put;
use super::problems::{ANSWER, OFFICE, RESIDENTS, answered, read, wrong_lists};
use crate::util::{Ran, run_in};

pub(super) const MAY: &str = "2026-05/in/住民課/住民.csv";
pub(super) const JUNE: &str = "2026-06/in/住民課/住民.csv";
pub(super) const LETTER: &str = "2026-06/in/返事/訂正.csv";

pub(super) fn import(town: &Path, folders: &str) -> Ran {
    let line = "-c town/import.toml --today 2026-06-30 --problems letters --lang ja";
    run_in(town, "import", &format!("{line} {folders}"), "").ok()
}

/// A town of which the residents' office has answered about C4, and what it was asked.
pub(super) fn answered_town() -> TempDir {
    let town = wrong_lists();
    import(town.path(), "2026-05/in");
    let csv = answered(&town.path().join(OFFICE), "C4", "C4", ANSWER);
    put(town.path(), LETTER, csv);
    town
}

/// Where the answers hold, as the records say.
pub(super) fn corrections(ran: &Ran) -> Vec<Value> {
    let records = ran.lines("record").into_iter();
    let records = records.filter(|record| record["dataset"] == "corrections");
    records
        .map(|one| {
            json!([
                one["of_source"],
                one["of_row"],
                one["of_column"],
                one["correct_value"]
            ])
        })
        .collect()
}

/// The source that was read from this file.
pub(super) fn source(ran: &Ran, path: &str) -> String {
    let mut sources = ran.lines("source").into_iter();
    let source = sources.find(|source| source["path"] == path).unwrap();
    source["id"].as_str().unwrap().to_owned()
}

/// The cells about which the office is asked now.
pub(super) fn asked(town: &Path) -> Vec<String> {
    let letter = read(&town.join(OFFICE));
    letter
        .rows
        .into_values()
        .map(|row| row[2].clone())
        .collect()
}

/// How many answers are said to hold nowhere: in the stream, and on the screen.
pub(super) fn loose(ran: &Ran) -> Option<u64> {
    let problems = ran.lines("problem").into_iter();
    let told: Vec<_> = problems
        .filter(|one| one["code"] == "correction-loose")
        .collect();
    assert!(told.len() <= 1, "{told:?}");
    let count = told.first().map(|one| one["count"].as_u64().unwrap());
    let title = mimamori_record::reason::CORRECTION_LOOSE.title.ja;
    match count {
        Some(count) => assert!(
            ran.err.contains(&format!("{title} {count}件")),
            "{}",
            ran.err
        ),
        None => assert!(!ran.err.contains(title), "{}", ran.err),
    }
    count
}

pub(super) const READ: &str = "返ってきた帳票から読んだもの: 訂正 1件";
pub(super) const NONE: &str = "返ってきた帳票から読んだもの: ありません";

#[test]
fn a_list_that_is_copied_into_the_next_month_takes_its_answers_along() {
    let town = answered_town();
    put(town.path(), JUNE, RESIDENTS);
    for folders in ["2026-06/in", "2026-05/in 2026-06/in"] {
        let ran = import(town.path(), folders);
        assert_eq!(asked(town.path()), ["A3", "C3"], "{folders}");
        assert_eq!(loose(&ran), None, "{folders}");
        assert!(ran.err.contains(READ), "{}", ran.err);
        let [correction] = corrections(&ran).try_into().unwrap();
        let held: Vec<String> = ran
            .lines("source")
            .iter()
            .map(|source| source["id"].as_str().unwrap().to_owned())
            .collect();
        assert!(held.iter().any(|id| correction[0] == id.as_str()));
        assert_eq!(correction[1], 4);
    }
}

#[test]
fn a_letter_about_the_copy_is_answered_for_the_list_as_well() {
    let town = wrong_lists();
    put(town.path(), JUNE, RESIDENTS);
    import(town.path(), "2026-05/in 2026-06/in");
    let csv = answered(&town.path().join(OFFICE), "C4", "C4", ANSWER);
    put(town.path(), LETTER, csv);
    fs::remove_dir_all(town.path().join("2026-05")).unwrap();
    let ran = import(town.path(), "2026-06/in");
    assert_eq!(asked(town.path()), ["A3", "C3"]);
    let list = source(&ran, JUNE);
    assert_eq!(corrections(&ran), [json!([list, 4, "C", "R6.4.30"])]);
}

#[test]
fn an_answer_goes_with_its_row_into_a_list_that_was_corrected_elsewhere() {
    let town = answered_town();
    let corrected = RESIDENTS
        .replace("平成31年5月1日", "R1.5.1")
        .replace("\n000086", "\n000084,月島 あおい,H30.1.1\n000086")
        .replace("5月31日", "6月30日");
    for path in [MAY, JUNE] {
        put(town.path(), path, &corrected);
        let ran = import(town.path(), "2026-05/in 2026-06/in");
        // Its row is the fifth now.
        assert_eq!(asked(town.path()), ["A3"]);
        assert!(
            read(&town.path().join(OFFICE))
                .text
                .contains("このほか 1 件は、返事を")
        );
        assert_eq!(loose(&ran), None);
        assert!(ran.err.contains(READ), "{}", ran.err);
        let list = source(&ran, path);
        assert_eq!(corrections(&ran), [json!([list, 5, "C", "R6.4.30"])]);
    }
}

#[test]
fn an_answer_about_a_row_that_is_not_as_it_was_holds_nowhere_and_is_told() {
    for (old, new, again) in [
        // The cell was corrected, or is wrong in another way.
        ("R6.4.31", "R6.4.30", false),
        ("R6.4.31", "R6.2.30", true),
        // It may be somebody else.
        ("星田 みなと", "星田 あおい", true),
        ("000086", "000088", true),
        // Nobody is there any more.
        ("000086,星田 みなと,R6.4.31\n", "", false),
    ] {
        let town = answered_town();
        put(town.path(), MAY, RESIDENTS.replace(old, new));
        let ran = import(town.path(), "2026-05/in 2026-06/in");
        let cells = asked(town.path());
        assert_eq!(cells.contains(&"C4".to_owned()), again, "{new}: {cells:?}");
        assert_eq!(loose(&ran), Some(1), "{new}");
        assert!(ran.err.contains(NONE), "{new}: {}", ran.err);
        // What was said stays on record, about the list that was asked about.
        let [correction] = corrections(&ran).try_into().unwrap();
        assert_ne!(correction[0], source(&ran, MAY).as_str(), "{new}");
    }
}

#[test]
fn nobody_guesses_which_of_two_rows_alike_an_answer_is_about() {
    let town = answered_town();
    let row = "000086,星田 みなと,R6.4.31\n";
    let twice = RESIDENTS.replace(row, &row.repeat(2));
    put(town.path(), MAY, &twice);
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    assert_eq!(asked(town.path()), ["A3", "C3", "C4", "C5"]);
    assert_eq!(loose(&ran), Some(1));

    // Nor where there were two when it was asked.
    let csv = answered(&town.path().join(OFFICE), "C5", "C5", ANSWER);
    put(town.path(), LETTER, csv);
    put(town.path(), MAY, RESIDENTS);
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    assert_eq!(asked(town.path()), ["A3", "C3", "C4"]);
    assert_eq!(loose(&ran), Some(1));
}

#[test]
fn an_answer_that_holds_is_counted_apart_from_one_that_does_not() {
    let town = answered_town();
    let letter = fs::read_to_string(town.path().join(LETTER)).unwrap();
    let line = letter.lines().find(|line| line.contains("\"C3\"")).unwrap();
    let both = line.replacen(
        "\"\",\"\",\"\",\"\"",
        "\"R1.5.1\",\"住民 課子\",\"2026-06-05\",\"\"",
        1,
    );
    assert_ne!(line, both);
    put(town.path(), LETTER, letter.replace(line, &both));
    let mended = RESIDENTS.replace("平成31年5月1日", "R1.5.1");
    put(town.path(), MAY, mended);
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    assert_eq!(asked(town.path()), ["A3"]);
    assert!(ran.err.contains(READ), "{}", ran.err);
    assert_eq!(loose(&ran), Some(1));
}

/// A town whose schools send a day beside the names of children, and in which month and class.
pub(super) fn schools() -> TempDir {
    let town = wrong_lists();
    fs::remove_file(town.path().join("2026-05/in/みなと小/出欠5月.csv")).unwrap();
    let mapping = town.path().join("town/import.toml");
    let text = fs::read_to_string(&mapping).unwrap();
    let own = "seen_on = { label = \"面談日\", own = true, type = \"date\" }\ndays = {";
    fs::write(&mapping, text.replace("days = {", own)).unwrap();
    town
}

pub(super) fn attendance(town: &Path, file: &str, other: &str) -> String {
    let path = format!("2026-0{}/in/みなと小/出欠{file}.csv", &file[..1]);
    let list = format!("氏名,面談日,8,9\n空野 ひなた,R8.4.31,病,\n{other},R8.4.3,,\n");
    put(town, &path, list);
    path
}

pub(super) const SCHOOL: &str = "letters/みなと小へ_確認のお願い.xlsx";

/// The school says what is right in the cell of its list.
pub(super) fn school_answers(town: &Path) {
    let answer = ["R8.4.30", "学校 太郎", "2026-06-05", ""];
    let letter = answered(&town.join(SCHOOL), "B2", "B2", answer);
    put(town, LETTER, letter);
}

pub(super) fn school_is_asked(town: &Path) -> Vec<[String; 2]> {
    let letter = read(&town.join(SCHOOL));
    let rows = letter.rows.into_values();
    rows.map(|row| [row[0].clone(), row[2].clone()]).collect()
}

#[test]
fn an_answer_of_one_month_says_nothing_about_another_one() {
    let town = schools();
    attendance(town.path(), "5月", "浜 さくら");
    import(town.path(), "2026-05/in");
    school_answers(town.path());
    // The next month's list holds the same row, and is not the same file.
    attendance(town.path(), "6月", "月島 あおい");
    let ran = import(town.path(), "2026-06/in");
    assert_eq!(school_is_asked(town.path()).len(), 1);
    assert_eq!(loose(&ran), Some(1));
    // The list of May, sent once more with another row, still has its answer.
    let may = attendance(town.path(), "5月", "浜 あおい");
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    let here = json!([source(&ran, &may), 2, "B", "R8.4.30"]);
    assert_eq!(corrections(&ran), [here]);
    assert_eq!(loose(&ran), None);
}

#[test]
fn a_child_of_the_same_name_on_the_list_of_another_class_is_asked_about() {
    let town = schools();
    let first = attendance(town.path(), "5月1組", "浜 さくら");
    import(town.path(), "2026-05/in");
    school_answers(town.path());
    attendance(town.path(), "5月2組", "月島 あおい");
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    let asked = school_is_asked(town.path());
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0][0].ends_with("出欠5月2組.csv"), "{asked:?}");
    let here = json!([source(&ran, &first), 2, "B", "R8.4.30"]);
    assert_eq!(corrections(&ran), [here]);
    // The list of the first class comes again, and the name of its file says whose row was meant.
    attendance(town.path(), "5月1組", "浜 あおい");
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    assert_eq!(school_is_asked(town.path()), asked);
    let here = json!([source(&ran, &first), 2, "B", "R8.4.30"]);
    assert_eq!(corrections(&ran), [here]);
    // Under a name that says less nobody can tell it any more.
    fs::remove_file(town.path().join(&first)).unwrap();
    attendance(town.path(), "5月", "浜 あおい");
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    assert_eq!(school_is_asked(town.path()).len(), 2);
    assert_eq!(loose(&ran), Some(1));
}

#[test]
fn one_answer_settles_a_value_that_holds_for_several_rows() {
    let town = wrong_lists();
    let mapping = town.path().join("town/import.toml");
    let text = fs::read_to_string(&mapping).unwrap();
    let date = "birth_date = { label = \"生年月日\"";
    assert!(text.contains(date));
    let repeat =
        "moved_on = { label = \"異動日\", own = true, type = \"date\", blank = \"repeat\" }\n";
    fs::write(&mapping, text.replacen(date, &format!("{repeat}{date}"), 1)).unwrap();
    let list = "住民記録（令和8年5月31日現在）,,,\n宛名番号,氏名,生年月日,異動日\n000085,空野 ひなた,H29.5.3,R6.4.31\n000086,星田 みなと,H29.5.4,\n000087,浜 さくら,H29.5.5,R6.4.1\n";
    put(town.path(), MAY, list);
    let ran = import(town.path(), "2026-05/in");
    assert_eq!(asked(town.path()), ["D3"], "{}", ran.err);
    let csv = answered(&town.path().join(OFFICE), "D3", "D3", ANSWER);
    put(town.path(), LETTER, csv);
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    assert!(
        ran.err.contains("済んだ 1 冊は「なし」に書き換えました"),
        "{}",
        ran.err
    );
}
