use std::fs;

use mimamori_record::Coverage;
use mimamori_shell::Config;

use crate::config;
use crate::rules::{Lane, Rule, Which};
use crate::tests::stream::shipped;

/// What is said about rules.toml with one piece replaced.
fn said(from: &str, to: &str) -> (String, u8) {
    let (config, _) = shipped();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.toml");
    assert!(config.text().contains(from), "{from}");
    fs::write(&path, config.text().replacen(from, to, 1)).unwrap();
    let config = Config::read(&path).unwrap();
    let failure = match config::read(&config) {
        Err(failure) => failure,
        Ok(rules) => rules
            .compile(&config, &Coverage::default(), Which::On)
            .unwrap_err(),
    };
    (failure.to_string(), failure.status.code())
}

#[test]
fn at_most_twelve_rules_are_on_and_each_has_its_source() {
    let (_, rules) = shipped();
    assert!(rules.on().count() <= 12);
    let gaps = rules
        .rules
        .iter()
        .filter(|rule| rule.lane == Lane::SupportGap);
    assert!(gaps.count() >= 6);
    let benefits = ["public-assistance", "school-aid", "single-parent-benefits"];
    let counted = |rule: &&Rule| rule.counted && benefits.contains(&rule.id.as_str());
    assert_eq!(rules.rules.iter().filter(counted).count(), 0);
    assert!(rules.rules.iter().all(|rule| !rule.source.is_empty()));
    assert!(
        rules
            .on()
            .all(|rule| rule.since.is_some() && rule.by.is_some())
    );
}

#[test]
fn the_shipped_rules_need_no_list_of_the_town_to_be_understood() {
    let (config, rules) = shipped();
    let compiled = rules
        .compile(&config, &Coverage::default(), Which::On)
        .unwrap();
    assert_eq!(compiled.len(), rules.on().count());
}

#[test]
fn a_wrong_name_in_an_expression_is_shown_with_a_caret_in_the_file() {
    let (text, status) = said(
        "when = \"resident and no school-register [enrolled] by year_start\"",
        "when = \"no school-registre\"",
    );
    assert_eq!(status, 2);
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].contains("column 12: there is no list called school-registre"),
        "{text}"
    );
    assert_eq!(lines[1].trim(), "when = \"no school-registre\"");
    assert_eq!(lines[2].trim(), "^^^^^^^^^^^^^^^");
    assert_eq!(
        lines[1].find("school-registre").unwrap() - 4,
        lines[2].find('^').unwrap() - 4
    );
    assert!(lines[3].contains("did you mean school-register?"), "{text}");
}

#[test]
fn a_wrong_code_on_the_second_line_of_an_expression_has_its_own_line() {
    let (text, _) = said(
        "absent-family, absent-other, absent-no-contact, hospitalised",
        "absent-famly, hospitalised",
    );
    assert!(text.contains("absent-famly"), "{text}");
    assert!(text.contains("did you mean absent-family?"), "{text}");
    assert!(text.contains("^^^^^^^^^^^^"), "{text}");
}

#[test]
fn a_mistake_in_a_definition_points_into_the_definition() {
    let (text, _) = said(
        "open = \"(stage is not closed",
        "open = \"(stge is not closed",
    );
    assert!(text.contains("open = "), "{text}");
    assert!(text.contains("did you mean stage?"), "{text}");
}

#[test]
fn wrong_areas_causes_keys_and_double_ids_are_refused() {
    for (from, to, part) in [
        (
            "area = \"school-absence\"",
            "area = \"school-absense\"",
            "did you mean school-absence?",
        ),
        (
            "cause = \"moved-in\"",
            "cause = \"moved-inn\"",
            "did you mean moved-in?",
        ),
        (
            "lane = \"review\"",
            "lane = \"revew\"",
            "did you mean review?",
        ),
        (
            "basis = \"form\"",
            "basiss = \"form\"",
            "did you mean basis?",
        ),
        (
            "id = \"absence-no-contact\"",
            "id = \"absence-7-school-days\"",
            "rename one of them",
        ),
        (
            "since = 2026-04-01",
            "since = 2026",
            "write it as 2026-04-01",
        ),
        ("[[rule]]", "[[rul]]", "did you mean rule?"),
    ] {
        let (text, status) = said(from, to);
        assert_eq!(status, 2, "{text}");
        assert!(text.contains(part), "{to}: {text}");
    }
}
