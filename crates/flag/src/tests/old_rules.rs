use std::fs;

use mimamori_record::{Input, Lang};
use mimamori_shell::Config;
use serde_json::json;

use super::stream::{Stream, case, marks, pupil, resident, shipped};
use crate::config;
use crate::old_rules::{Difference, File, compare, text};

/// Two registered children with seven and nine days of absence, and one who comes every day.
fn town() -> Stream {
    let child = |days: &[u32]| {
        let child = vec![
            resident("2020-04-01"),
            pupil(),
            case(json!("2026-05-20")),
            marks(4, days, json!("absent-ill")),
            marks(5, &[], json!("")),
        ];
        [("2018-10-03", child)]
    };
    Stream::new()
        .family(&child(&[13, 14, 15, 16, 17, 20, 21]))
        .family(&child(&[13, 14, 15, 16, 17, 20, 21, 22, 23]))
        .family(&child(&[]))
}

/// The shipped rules against these, with one piece replaced in the new ones.
fn against(stream: &Stream, from: &str, to: &str) -> (Difference, String) {
    let (old_config, old) = shipped();
    let written = old_config.text();
    assert!(written.contains(from), "{from}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.toml");
    fs::write(&path, written.replacen(from, to, 1)).unwrap();
    let new_config = Config::read(&path).unwrap();
    let new = config::read(&new_config).unwrap();
    let files = [
        File {
            config: &old_config,
            rules: &old,
        },
        File {
            config: &new_config,
            rules: &new,
        },
    ];
    let stream = stream.text();
    let mut input = Input::new(stream.as_bytes(), false).unwrap();
    let found = compare(files[0], files[1], &mut input).unwrap();
    let told = text(&found, files, Lang::Ja);
    (found, told)
}

const SEVEN: &str = "over (suspended, mourning) >= 7";

#[test]
fn a_number_that_moves_tells_who_leaves_and_what_the_rule_says_now() {
    let (found, told) = against(&town(), SEVEN, "over (suspended, mourning) >= 9");
    assert_eq!((found.children, found.listed), (3, [2, 1]));
    let rule = &found.rules[0];
    assert_eq!((rule.fired, rule.came, rule.went), ([2, 1], 0, 1));
    let ids: Vec<&str> = found.people.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["p-1-1"]);
    for said in [
        "一覧に載るのは2人（66.7%）から1人（33.3%）になります。加わる0人、外れる1人",
        "挙げる条件（when）が変わりました\n      7 → 9\n",
        "一覧から外れる人\n  p-1-1　世帯 h-1\n    − absence-7-school-days　続けて7日以上の欠席（登録児童）: 挙げる条件（when）が変わりました",
        "← 病気欠席7日（令和8年4月13日〜令和8年4月21日、休みの日を除く）　みなと小/出欠4月.xlsx「2年」",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("見本"), "{told}");
}

#[test]
fn a_number_that_moves_past_nobody_changes_nothing() {
    let (found, told) = against(&town(), SEVEN, "over (suspended, mourning) >= 1");
    assert_eq!((found.listed, found.people.len()), ([2, 2], 0), "{told}");
    assert!(
        told.contains("二つの規則は、だれについても同じことを言います"),
        "{told}"
    );
}

#[test]
fn a_rule_that_is_switched_off_or_away_says_so() {
    let on = "on = true\nsince = 2026-04-01\nby = \"こども家庭センター\"\n\n[[rule]]\nid = \"absence-no-contact\"";
    let off = on.replacen("true", "false", 1);
    let (found, told) = against(&town(), on, &off);
    assert_eq!((found.listed, found.people.len()), ([2, 0], 2));
    assert!(told.contains(": 規則を使わなくなりました"), "{told}");
    let (found, told) = against(
        &town(),
        "id = \"absence-7-school-days\"",
        "id = \"absence-seven\"",
    );
    assert_eq!(found.listed, [2, 2]);
    assert!(told.contains("一覧に残り、理由が変わる人"), "{told}");
    let reasons = found.people.iter().flat_map(|person| &person.reasons);
    let signs: Vec<(bool, &str)> = reasons
        .map(|reason| (reason.came, found.rules[reason.rule].pair.id.as_str()))
        .collect();
    let both = [(true, "absence-seven"), (false, "absence-7-school-days")];
    assert_eq!(signs, [both, both].concat());
    assert!(
        told.contains("規則が加わりました") && told.contains("規則がなくなりました"),
        "{told}"
    );
}

#[test]
fn a_name_that_means_something_else_changes_the_rules_that_use_it() {
    let from = "registered = \"any cases [open-case] by today - 60 days\"";
    let (found, told) = against(
        &town(),
        from,
        "registered = \"any cases [open-case and last_seen > today]\"",
    );
    assert_eq!((found.listed, found.people.len()), ([2, 0], 2));
    assert!(
        told.contains("[define] の registered が変わりました"),
        "{told}"
    );
    assert!(
        told.contains("今の規則では、この人は対象ではありません"),
        "{told}"
    );
    let touched = found
        .rules
        .iter()
        .filter(|rule| !rule.pair.changes.is_empty());
    let touched: Vec<&str> = touched.map(|rule| rule.pair.id.as_str()).collect();
    assert_eq!(
        touched,
        [
            "absence-7-school-days",
            "case-not-seen",
            "sibling-of-registered",
            "injury-or-own-word",
            "earlier-report",
            "arrears-of-registered"
        ]
    );
}

#[test]
fn how_a_sentence_is_broken_into_lines_changes_nothing() {
    let (found, _) = against(&town(), SEVEN, "over (suspended,\n  mourning) >= 7");
    assert!(found.people.is_empty());
    assert!(found.rules.iter().all(|rule| rule.pair.changes.is_empty()));
}

#[test]
fn what_nobody_knows_now_is_said_with_its_cause() {
    let stream = town().without("k.1");
    let (found, told) = against(
        &stream,
        SEVEN,
        "over (suspended, mourning) >= 7 and any checkups",
    );
    assert_eq!(
        (found.rules[0].fired, found.rules[0].unknown),
        ([2, 0], [0, 2])
    );
    assert!(
        told.contains("？ 乳幼児健診: 名簿が届いていません"),
        "{told}"
    );
}
