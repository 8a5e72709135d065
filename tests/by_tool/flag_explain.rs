//! `mimamori-flag --explain` as a person runs it, on the practice town.

use std::collections::{BTreeMap, BTreeSet};

use crate::town;
use crate::util::{Ran, run_in};

fn flag(arguments: &str) -> Ran {
    let arguments = format!("-c town/rules.toml {arguments}");
    let town = town::shared();
    run_in(town.path(), "flag", &arguments, town.after("match"))
}

#[test]
fn the_steps_of_a_judgement_end_where_the_judgement_ends() {
    let ran = flag("-q").ok();
    let mut fired: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in ran.lines("flag") {
        if let (Some(person), Some(rule)) = (line["person"].as_str(), line["rule"].as_str()) {
            let rules = fired.entry(person.to_owned()).or_default();
            rules.insert(rule.to_owned());
        }
    }
    let people = ran.lines("person");
    let names = people.iter().filter_map(|line| line["name"].as_str());
    let names: Vec<&str> = names.collect();
    assert!(fired.len() > 4);
    for (person, rules) in fired.iter().take(4) {
        let told = flag(&format!("--lang en --explain {person}")).ok().out;
        assert!(names.iter().all(|name| !told.contains(name)), "{told}");
        // Each rule has a block of its own, with its verdict below its title.
        let is_listed = |block: &&str| block.lines().nth(1).map(str::trim) == Some("listed");
        let blocks = told.split("\n\n").filter(is_listed);
        let listed: BTreeSet<String> = blocks
            .filter_map(|block| Some(block.split('\u{3000}').next()?.to_owned()))
            .collect();
        assert_eq!(listed, *rules, "{told}");
    }
}

#[test]
fn wrong_questions_are_answered_in_two_sentences() {
    let cases = [
        ("--explain p-zzzz-999999", "not in the stream"),
        (
            "--explain p-zzzz-999999=case-not-sen",
            "did you mean case-not-seen, ",
        ),
        ("--explain p-zzzz-999999 --xlsx x.xlsx", "--xlsx"),
        ("--explain p-zzzz-999999 --evaluate", "--evaluate"),
    ];
    for (arguments, says) in cases {
        let ran = flag(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{arguments}");
        assert!(ran.err.contains(says), "{arguments}: {}", ran.err);
    }
}
