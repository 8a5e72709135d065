//! A value that is read well and is wrong: somebody doubts it, the office is asked, and its answer
//! holds like any other.

use serde_json::json;

use super::answered::{LETTER, MAY, asked, corrections, import, source};
use super::import::put;
use super::problems::{OFFICE, answered, wrong_lists};
use crate::util::run_in;

/// B5 holds the name of somebody whose birth date, C5, is read without a problem.
const CELL: &str = "住民課/住民.csv!C5";

#[test]
fn a_doubted_value_is_asked_about_and_its_answer_holds_without_the_doubt() {
    let town = wrong_lists();
    import(town.path(), "2026-05/in");
    assert_eq!(asked(town.path()), ["A3", "C3", "C4"]);
    let ran = import(town.path(), &format!("2026-05/in --doubt {CELL}"));
    assert_eq!(asked(town.path()), ["A3", "C3", "C4", "C5"]);
    assert!(
        ran.err.contains("値が違うのではないかと思われます"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("さくら"), "{}", ran.err);
    let texts = ["H29.3.5", "住民 課子", "2026-06-05", "戸籍を確認"];
    let csv = answered(&town.path().join(OFFICE), "C5", "C5", texts);
    put(town.path(), LETTER, csv);
    let ran = import(town.path(), "2026-05/in 2026-06/in");
    let list = source(&ran, MAY);
    assert_eq!(corrections(&ran), [json!([list, 5, "C", "H29.3.5"])]);
    // What was answered is not asked again, although somebody doubts it once more.
    import(
        town.path(),
        &format!("2026-05/in 2026-06/in --doubt {CELL}"),
    );
    assert_eq!(asked(town.path()), ["A3", "C3", "C4"]);
}

#[test]
fn a_doubt_without_letters_or_about_nothing_that_was_read_is_refused() {
    let town = wrong_lists();
    let line = "-c town/import.toml --today 2026-06-30 --lang en 2026-05/in --doubt";
    let refused = |more: &str, part: &str| {
        let ran = run_in(town.path(), "import", &format!("{line} {more}"), "");
        assert_eq!(ran.status, Some(2), "{more}: {}", ran.err);
        assert!(ran.err.contains(part), "{more}: {}", ran.err);
    };
    refused(CELL, "--doubt needs the folder");
    refused("C5 --problems letters", "is no cell");
    for nowhere in [
        "住民課/住民.csv!C99",
        "住民課/住民.csv!C2",
        "住民課/無い.csv!C5",
    ] {
        refused(
            &format!("{nowhere} --problems letters"),
            "is no cell of a field in somebody's row",
        );
    }
    assert!(!town.path().join(OFFICE).exists());
}
