//! What one answer in a letter does not settle: who was not asked is asked.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::answered::{
    JUNE, LETTER, MAY, asked, attendance, corrections, import, loose, school_answers,
    school_is_asked, schools, source,
};
use super::import::put;
use super::problems::{ANSWER, OFFICE, answered, read, wrong_lists};

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

const ANSWERED: &str = "返事のあった 1 件";

#[test]
fn the_same_bytes_for_another_month_are_asked_about_again() {
    let town = schools();
    let may = attendance(town.path(), "5月", "月島 あおい");
    import(town.path(), "2026-05/in");
    school_answers(town.path());
    let june = may.replace("2026-05", "2026-06").replace("5月", "6月");
    let same = fs::read(town.path().join(&may)).unwrap();
    put(town.path(), &june, same);
    let ran = import(town.path(), "2026-06/in");
    assert_eq!(school_is_asked(town.path()).len(), 1);
    assert_eq!(loose(&ran), Some(1));
    // Which list was meant is said no more by the file that has these bytes now.
    assert_eq!(corrections(&ran)[0][0], Value::Null);
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    let here = json!([source(&ran, &may), 2, "B", "R8.4.30"]);
    assert_eq!(corrections(&ran), [here]);
    let asked = school_is_asked(town.path());
    assert_eq!(asked.len(), 1);
    assert!(asked[0][0].ends_with("出欠6月.csv"), "{asked:?}");
}

#[test]
fn the_same_bytes_under_another_school_are_asked_of_that_school() {
    let town = schools();
    let mine = attendance(town.path(), "5月", "月島 あおい");
    import(town.path(), "2026-05/in");
    school_answers(town.path());
    // Its folder is read before the other one.
    let theirs = mine.replace("みなと小", "ひがし小");
    let same = fs::read(town.path().join(&mine)).unwrap();
    put(town.path(), &theirs, same);
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    let here = json!([source(&ran, &mine), 2, "B", "R8.4.30"]);
    assert_eq!(corrections(&ran), [here]);
    assert_eq!(loose(&ran), None);
    assert!(ran.err.contains(ANSWERED), "{}", ran.err);
    let other = read(&town.path().join("letters/ひがし小へ_確認のお願い.xlsx"));
    assert!(other.rows.values().any(|row| row[2] == "B2"));
}

/// A list of the office in several files, of so many people each.
fn files(town: &Path, month: &str, numbers: &[u32]) {
    for number in numbers {
        let rows = (0..12).map(|row| {
            let kanji = char::from_u32(0x4E00 + number * 100 + row).unwrap();
            format!("{:06},空野 {kanji},H29.5.{}\n", number * 100 + row, row + 1)
        });
        let list = format!("宛名番号,氏名,生年月日\n{}", rows.collect::<String>());
        put(town, &format!("{month}/in/住民課/住民{number}.csv"), list);
    }
}

#[test]
fn each_file_that_is_gone_is_asked_about_and_answered_by_itself() {
    let town = wrong_lists();
    fs::remove_file(town.path().join(MAY)).unwrap();
    files(town.path(), "2026-05", &[1, 2, 3, 4]);
    files(town.path(), "2026-06", &[1, 2]);
    import(town.path(), "2026-05/in 2026-06/in");
    let letter = read(&town.path().join(OFFICE));
    let mut about: Vec<_> = letter.rows.values().map(|row| row[4].clone()).collect();
    about.sort();
    assert_eq!(about.len(), 2, "{about:?}");
    assert!(about[0].contains("住民3.csv"), "{about:?}");
    assert!(about[1].contains("住民4.csv"), "{about:?}");
    // One of them is explained.
    let csv = answered(
        &town.path().join(OFFICE),
        "全体",
        "全体",
        ["", "住民 課子", "2026-06-05", ""],
    );
    let explained: Vec<String> = csv
        .lines()
        .map(|line| match line.contains("住民3.csv") {
            true => line.replace("\"2026-06-05\",\"\"", "\"2026-06-05\",\"統合しました\""),
            false => line.replace("\"住民 課子\",\"2026-06-05\"", "\"\",\"\""),
        })
        .collect();
    put(town.path(), LETTER, explained.join("\n"));
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    assert!(ran.err.contains(ANSWERED), "{}", ran.err);
    let letter = read(&town.path().join(OFFICE));
    let left: Vec<_> = letter.rows.into_values().collect();
    assert_eq!(left.len(), 1);
    assert!(left[0][4].contains("住民4.csv"), "{left:?}");
}

/// The office writes this into the row of C3 of its letter, which comes back under this name.
fn letter(town: &Path, name: &str, value: &str) {
    let csv = answered(
        &town.join(OFFICE),
        "C3",
        "C3",
        [value, "住民 課子", "2026-06-05", ""],
    );
    put(town, &format!("returned/{name}.csv"), csv);
}

#[test]
fn two_letters_with_different_answers_about_one_cell_settle_nothing() {
    let list = "宛名番号,氏名,生年月日\n000085,空野 ひなた,H29.5.3\n000086,星田 みなと,R6.4.31\n";
    for (second, agree) in [("R6.3.31", false), ("R6.4.30", true)] {
        let town = wrong_lists();
        put(town.path(), MAY, list);
        import(town.path(), "2026-05/in");
        letter(town.path(), "5月", "R6.4.30");
        // The letter about the next delivery has another key for the same child.
        put(
            town.path(),
            JUNE,
            format!("{list}000087,浜 さくら,H29.5.3\n"),
        );
        import(town.path(), "2026-06/in");
        letter(town.path(), "6月", second);
        let ran = import(town.path(), "2026-06/in returned");
        let told: Vec<Value> = ran.lines("problem").into_iter().collect();
        let told = |code: &str| told.iter().filter(|one| one["code"] == code).count();
        if agree {
            assert_eq!((told("key-repeated"), told("key-conflict")), (1, 0));
            let here = json!([source(&ran, JUNE), 3, "C", "R6.4.30"]);
            assert_eq!(corrections(&ran), [here]);
            assert!(ran.err.contains(ANSWERED), "{}", ran.err);
        } else {
            assert_eq!((told("key-repeated"), told("key-conflict")), (0, 2));
            assert!(corrections(&ran).is_empty());
            assert_eq!(asked(town.path()), ["C3"]);
        }
    }
}
