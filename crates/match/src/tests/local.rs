//! What only the town knows.

use mimamori_shell::Config;
use serde_json::{Value, json};

use super::{Outcome, crowd, stream};
use crate::local::Local;

/// What a town knows that has these lines in `match.toml`.
pub(crate) fn local(written: &str) -> Local {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("match.toml");
    std::fs::write(&path, written).unwrap();
    let config = Config::read(&path).unwrap();
    crate::options::understood(&config).unwrap().1
}

/// Whether two rows are one, in a town with these lines in `match.toml`.
fn one(rows: [(&'static str, Value); 2], written: &str) -> bool {
    let rows: Vec<_> = rows.into_iter().chain(crowd()).collect();
    Outcome::of_town(&stream(&rows), local(written)).one(&[1, 2])
}

#[test]
fn letters_that_the_town_writes_for_one_another_are_one() {
    let called = |list, name| {
        (
            list,
            json!({"name": name, "birth_date": "2018-05-03", "address": "みなと1-2"}),
        )
    };
    let rows = || {
        [
            called("residents", "青山 葵"),
            called("school-register", "青山 碧"),
        ]
    };
    assert!(!one(rows(), ""));
    assert!(one(rows(), "[names]\nvariants = [[\"葵\", \"碧\"]]"));
    assert!(one(
        rows(),
        "[names]\nvariants = [[\"蒼\", \"葵\"], [\"碧\", \"蒼\"]]"
    ));
}

#[test]
fn places_of_two_names_are_one() {
    let at = |list, day, address| {
        (
            list,
            json!({"name": "青山 葵", "birth_date": day, "address": address}),
        )
    };
    // A birth date with a slip: the home decides.
    let rows = || {
        [
            at("residents", "2018-05-03", "みなと１丁目2-3"),
            at("cases", "2018-05-08", "旧港村大字浜１－２－３"),
        ]
    };
    assert!(!one(rows(), ""));
    assert!(one(
        rows(),
        "[places]\nsame = [[\"旧港村大字浜\", \"みなと\"]]"
    ));
}

#[test]
fn on_a_list_that_holds_a_person_once_two_rows_are_two() {
    let row = |phone| {
        (
            "cases",
            json!({"name": "青山 葵", "birth_date": "2018-05-03", "address": "みなと1-2", "phone": phone}),
        )
    };
    let rows = || [row("0312345678"), row("0398765432")];
    assert!(one(rows(), ""));
    assert!(!one(rows(), "[lists]\nonce = [\"cases\"]"));
    assert!(!one(rows(), "[lists]\nonce = [\"ケース台帳\"]"));
    assert!(one(rows(), "[lists]\nonce = [\"住民記録\"]"));
}
