//! What one answer in a letter does not settle: who was not asked is asked.

use std::fs;
use std::path::Path;

use super::answered::{JUNE, LETTER, MAY, asked, import};
use super::import::put;
use super::problems::{ANSWER, OFFICE, answered, wrong_lists};

/// A town whose residents' list has a day of moving that holds for the rows below it.
fn groups() -> tempfile::TempDir {
    let town = wrong_lists();
    let mapping = town.path().join("town/import.toml");
    let text = fs::read_to_string(&mapping).unwrap();
    let date = "birth_date = { label = \"生年月日\"";
    let repeat =
        "moved_on = { label = \"異動日\", own = true, type = \"date\", blank = \"repeat\" }\n";
    fs::write(&mapping, text.replacen(date, &format!("{repeat}{date}"), 1)).unwrap();
    town
}

fn office_answers(town: &Path, cell: &str, value: &str) {
    let [_, who, when, why] = ANSWER;
    let letter = answered(&town.join(OFFICE), cell, cell, [value, who, when, why]);
    put(town, LETTER, letter);
}

#[test]
fn an_answer_about_the_first_of_several_cells_leaves_the_others_asked() {
    let town = wrong_lists();
    let list = "宛名番号,氏名,生年月日\n85,空野 ひなた,H29.5.3\n86,星田 みなと,H29.6.3\n";
    put(town.path(), MAY, list);
    import(town.path(), "2026-05/in");
    assert_eq!(asked(town.path()), ["A2"]);
    office_answers(town.path(), "A2", "000085");
    import(town.path(), "2026-05/in 2026-06/in");
    assert_eq!(asked(town.path()), ["A2"]);

    // Of one cell alone the same is settled.
    let alone = list.replace("\n86,", "\n000086,");
    put(town.path(), MAY, alone);
    fs::remove_file(town.path().join(LETTER)).unwrap();
    import(town.path(), "2026-05/in");
    office_answers(town.path(), "A2", "000085");
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    assert!(ran.err.contains("返事のあった 1 件"), "{}", ran.err);
}

#[test]
fn a_value_that_holds_for_one_more_child_is_asked_again() {
    let town = groups();
    let list = "宛名番号,氏名,生年月日,異動日\n000085,空野 ひなた,H29.5.3,R6.4.31\n000086,星田 みなと,H29.5.4,\n";
    put(town.path(), MAY, list);
    import(town.path(), "2026-05/in");
    assert_eq!(asked(town.path()), ["D2"]);
    office_answers(town.path(), "D2", "R6.4.30");
    put(town.path(), JUNE, list);
    let ran = import(town.path(), "2026-06/in");
    assert!(ran.err.contains("返事のあった 1 件"), "{}", ran.err);
    put(
        town.path(),
        JUNE,
        format!("{list}000087,浜 さくら,H29.5.5,\n"),
    );
    import(town.path(), "2026-06/in");
    assert_eq!(asked(town.path()), ["D2"]);
}
