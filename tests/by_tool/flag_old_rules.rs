//! `mimamori-flag --old-rules` as a person runs it, on the practice town.

use std::collections::BTreeSet;
use std::fs;

use calamine::{Reader, open_workbook_auto};

use crate::town;
use crate::util::{Ran, run_in};

fn flag(arguments: &str) -> Ran {
    let town = town::shared();
    run_in(town.path(), "flag", arguments, town.after("match"))
}

/// Everybody whom a run lists.
fn listed(arguments: &str) -> BTreeSet<String> {
    let ran = flag(arguments).ok();
    let fired = ran
        .lines("flag")
        .into_iter()
        .filter(|l| l["result"] == "fired");
    fired
        .map(|l| l["person"].as_str().unwrap().to_owned())
        .collect()
}

/// The ids under a title.
fn under(told: &str, title: &str) -> BTreeSet<String> {
    let block = told.split("\n\n").find(|block| block.starts_with(title));
    let lines = block.into_iter().flat_map(str::lines);
    let people = lines.filter_map(|line| line.strip_prefix("  p-"));
    people
        .filter_map(|line| Some(format!("p-{}", line.split(',').next()?)))
        .collect()
}

#[test]
fn who_comes_and_who_leaves_is_the_difference_of_two_runs() {
    let folder = tempfile::tempdir().unwrap();
    let rules = fs::read_to_string(town::shared().path().join("town/rules.toml")).unwrap();
    let tried = folder.path().join("tried.toml");
    let tried_rules = rules
        .replacen(
            "over (suspended, mourning) >= 7",
            "over (suspended, mourning) >= 5",
            1,
        )
        .replacen(
            "last_seen >= today - 60 days",
            "last_seen >= today - 9 days",
            1,
        );
    assert_ne!(tried_rules, rules);
    fs::write(&tried, tried_rules).unwrap();
    let tried = tried.display();
    let told = flag(&format!("-q -c town/rules.toml --old-rules {tried}"))
        .ok()
        .out;
    let old = listed(&format!("-q -c {tried}"));
    let new = listed("-q -c town/rules.toml");
    assert_ne!(old, new, "the practice town has families for both numbers");
    assert_eq!(under(&told, "Come onto"), &new - &old, "{told}");
    assert_eq!(under(&told, "Leave"), &old - &new, "{told}");
    // The paper has the same people, by name.
    let page = folder.path().join("difference.html");
    let book = folder.path().join("difference.xlsx");
    let papers = format!("--xlsx {} --html {}", book.display(), page.display());
    let ran = flag(&format!(
        "-q -c town/rules.toml --old-rules {tried} {papers}"
    ))
    .ok();
    assert_eq!(ran.out, "");
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("what must hold (when) was changed"));
    let mut book = open_workbook_auto(book).unwrap();
    let people = book.worksheet_range("By person").unwrap();
    let rows = people.rows().filter(|row| {
        row.get(2).is_some_and(|cell| {
            let text = cell.to_string();
            text.starts_with("comes: ") || text.starts_with("goes: ")
        })
    });
    let reasons = told
        .lines()
        .filter(|line| line.starts_with("    + ") || line.starts_with("    − "));
    assert_eq!(rows.count(), reasons.count(), "{told}");
    let again = flag(&format!("-q -c town/rules.toml --old-rules {tried}")).ok();
    assert_eq!(again.out, told);
}

#[test]
fn wrong_old_rules_are_shown_in_their_own_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.toml");
    let rules = fs::read_to_string(town::shared().path().join("town/rules.toml")).unwrap();
    let wrong = rules.replacen("any residents [status", "any residents [statsu", 1);
    fs::write(&path, wrong).unwrap();
    let path = path.display();
    let ran = flag(&format!("-c town/rules.toml --old-rules {path}"));
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(
        ran.err.contains("old.toml") && ran.err.contains("did you mean status?"),
        "{}",
        ran.err
    );
    let ran = flag(&format!("-c town/rules.toml --old-rules {path} --evaluate"));
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("one at a time"), "{}", ran.err);
}
