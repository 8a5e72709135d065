//! mimamori-flag as a person runs it, on the practice town.

use std::collections::BTreeSet;
use std::fs;

use calamine::{Reader, open_workbook_auto};
use serde_json::Value;

use crate::town;
use crate::util::{Ran, copy, run_in};

fn flag(arguments: &str, input: &str) -> Ran {
    run_in(
        town::shared().path(),
        "flag",
        &format!("-c town/rules.toml {arguments}"),
        input,
    )
}

/// Person, rule and cause of everything that is said, from what a run wrote.
fn said(ran: &Ran) -> BTreeSet<(String, String, String)> {
    let mut all = BTreeSet::new();
    for line in ran.lines("flag") {
        let person = line["person"].as_str().unwrap().to_owned();
        match line["rule"].as_str() {
            Some(rule) => {
                all.insert((person, rule.to_owned(), "fired".to_owned()));
            }
            None => {
                for rule in line["rules"].as_array().unwrap() {
                    let cause = line["cause"].to_string();
                    all.insert((person.clone(), rule.as_str().unwrap().to_owned(), cause));
                }
            }
        }
    }
    all
}

#[test]
fn flags_stand_at_the_end_of_their_household_and_everything_else_passes() {
    let matched = town::shared().after("match");
    let ran = flag("-q", matched).ok();
    let mut household = String::new();
    let mut in_flags = false;
    for line in ran
        .out
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap())
    {
        match line["kind"].as_str().unwrap() {
            "household" => {
                household = line["id"].as_str().unwrap().to_owned();
                in_flags = false;
            }
            "person" => assert!(!in_flags, "a flag before a member of {household}"),
            "flag" => {
                assert_eq!(line["household"], household.as_str());
                in_flags = true;
            }
            _ => {}
        }
    }
    let passed: Vec<&str> = ran
        .out
        .lines()
        .filter(|l| !l.contains(r#""kind":"flag""#) && !l.contains("mimamori-flag"))
        .filter(|l| !l.starts_with(r#"{"kind":"begin""#) && !l.starts_with(r#"{"kind":"end""#))
        .collect();
    let given: Vec<&str> = matched
        .lines()
        .filter(|l| !l.starts_with(r#"{"kind":"begin""#) && !l.starts_with(r#"{"kind":"end""#))
        .collect();
    assert_eq!(passed, given);
}

#[test]
fn the_bytes_depend_on_neither_language_nor_papers() {
    let matched = town::shared().after("match");
    let folder = tempfile::tempdir().unwrap();
    let paper = folder.path().join("list.html");
    let japanese = flag("-q --lang ja", matched).ok();
    let english = flag(&format!("-q --lang en --html {}", paper.display()), matched).ok();
    assert_eq!(japanese.out, english.out);
}

#[test]
fn a_schools_file_taken_away_turns_exactly_what_needs_it_into_unknown() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["town", "2026-05"] {
        copy(&town::shared().path().join(part), &folder.path().join(part));
    }
    let taken = "2026-05/in/やまて小/出欠5月.xlsx";
    fs::remove_file(folder.path().join(taken)).unwrap();
    // With the persons of the whole month, the same people have the same ids.
    let whole = folder.path().join("whole.jsonl");
    fs::write(whole, town::shared().after("match")).unwrap();
    let imported = town::import(folder.path()).ok().out;
    let arguments = "-q -c town/match.toml --before whole.jsonl";
    let matched = run_in(folder.path(), "match", arguments, imported).ok().out;
    let before = said(&flag("-q --only", town::shared().after("match")).ok());
    let after = said(&flag("-q --only", &matched).ok());
    let lost: Vec<_> = before.difference(&after).collect();
    let gained: Vec<_> = after.difference(&before).collect();
    assert!(!gained.is_empty());
    let missing = |cause: &str| {
        cause.contains("list-missing") && cause.contains("やまて小") && cause.contains("2026-05")
    };
    for (person, rule, cause) in &gained {
        assert!(rule.starts_with("absence-"), "{rule}");
        assert!(missing(cause), "{cause}");
        let lost_one = lost.iter().any(|(p, r, _)| p == person && r == rule);
        let silent = !before.iter().any(|(p, r, _)| p == person && r == rule);
        assert!(lost_one || silent);
    }
    for (person, rule, _) in &lost {
        let unknown = gained
            .iter()
            .any(|(p, r, c)| p == person && r == rule && missing(c));
        assert!(unknown, "{person} {rule} is no longer said");
    }
}

#[test]
fn the_summary_says_how_many_of_how_many_and_what_is_missing() {
    let matched = town::shared().after("match");
    let ran = flag("--only", matched).ok();
    let first = ran.err.lines().next().unwrap();
    assert!(first.contains(" children to be looked at ("), "{first}");
    assert!(ran.err.contains("ひがし小 2026-05"), "{}", ran.err);
    let japanese = flag("--only --lang ja", matched).ok();
    assert!(japanese.err.contains("確認候補は"), "{}", japanese.err);
    assert!(
        japanese.err.contains("名簿が届いていません"),
        "{}",
        japanese.err
    );
}

#[test]
fn messages_hold_no_name_and_no_birth_date() {
    let matched = town::shared().after("match");
    let ran = flag("-v --only", matched).ok();
    for line in matched
        .lines()
        .filter(|l| l.starts_with(r#"{"kind":"person""#))
    {
        let person: Value = serde_json::from_str(line).unwrap();
        for key in ["name", "birth_date"] {
            if let Some(value) = person[key].as_str() {
                assert!(!ran.err.contains(value));
            }
        }
    }
}

#[test]
fn against_itself_nothing_is_new_and_exit_code_says_so() {
    let month = town::shared();
    let before = month.path().join("flags-before.jsonl");
    fs::write(&before, month.after("flag")).unwrap();
    let ran = flag(
        "-q --only --exit-code --before flags-before.jsonl",
        month.after("match"),
    )
    .ok();
    for line in ran.lines("flag").iter().filter(|l| l["result"] == "fired") {
        assert_eq!(line["change"], "same");
    }
    let fresh = flag("-q --only --exit-code", month.after("match"));
    assert_eq!(fresh.status, Some(1));
}

#[test]
fn a_stream_cut_before_its_end_is_refused_as_before() {
    let month = town::shared();
    let text = month.after("flag");
    let cut = &text[..text.trim_end().rfind('\n').unwrap() + 1];
    fs::write(month.path().join("cut.jsonl"), cut).unwrap();
    flag("-q --before cut.jsonl", month.after("match")).fails(3);
}

#[test]
fn the_paper_has_two_lanes_the_unknown_and_what_was_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let paper = folder.path().join("list.xlsx");
    let arguments = format!("-q --only --lang ja --xlsx {}", paper.display());
    flag(&arguments, town::shared().after("match")).ok();
    let mut book = open_workbook_auto(&paper).unwrap();
    let names = book.sheet_names();
    assert_eq!(
        names,
        [
            "支援中・検討済みの家庭",
            "支援していない家庭",
            "わからないこと",
            "答え待ちの人",
            "この一覧について",
            "読めなかったもの"
        ]
    );
    let mut text = String::new();
    for name in names {
        let range = book.worksheet_range(&name).unwrap();
        for cell in range.rows().flatten() {
            text.push_str(&cell.to_string());
            text.push('\n');
        }
    }
    for part in [
        "確認候補",
        "支援中",
        "判断ではありません",
        "ひがし小 令和8年5月",
        "話し合いの結果",
    ] {
        assert!(text.contains(part), "{part}");
    }
    for word in ["虐待あり", "点数:", "危険度"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn a_wrong_name_in_the_rules_exits_2_with_line_column_and_caret() {
    let month = town::shared();
    let rules = fs::read_to_string(month.path().join("town/rules.toml")).unwrap();
    let wrong = rules.replacen("no school-register\"", "no school-registre\"", 1);
    fs::write(month.path().join("wrong.toml"), wrong).unwrap();
    let ran = run_in(month.path(), "flag", "-c wrong.toml", month.after("match")).fails(2);
    assert!(ran.err.contains("^^^^"), "{}", ran.err);
    assert!(
        ran.err.contains("did you mean school-register?"),
        "{}",
        ran.err
    );
    assert!(
        ran.out.trim_end().ends_with(r#""ok":false,"lines":{}}"#)
            || ran.out.contains(r#""ok":false"#)
    );
}

#[test]
fn cut_input_exits_4_and_says_so_to_the_next_program() {
    let matched = town::shared().after("match");
    let cut = &matched[..matched.trim_end().rfind('\n').unwrap() + 1];
    let ran = flag("-q", cut).fails(4);
    assert!(
        ran.out
            .trim_end()
            .lines()
            .last()
            .unwrap()
            .contains(r#""ok":false"#)
    );
}

#[test]
fn the_evaluation_counts_what_the_lines_say() {
    let matched = town::shared().after("match");
    let lines = flag("-q", matched).ok();
    let text = flag("-q --evaluate", matched).ok().out;
    let flagged = lines.lines("flag");
    let titles = titles();
    for (rule, title) in &titles {
        let row = text.lines().find(|line| line.starts_with(title.as_str()));
        let row = row.unwrap_or_else(|| panic!("no row for {title}"));
        let numbers = row[title.len()..].split("  ").map(str::trim);
        let numbers: Vec<u64> = numbers.filter_map(|cell| cell.parse().ok()).collect();
        let [_, found, _, _, others] = numbers[..] else {
            panic!("{row}");
        };
        let fired = flagged.iter().filter(|line| line["rule"] == rule.as_str());
        assert_eq!(found + others, fired.count() as u64, "{title}");
    }
    assert!(!titles.is_empty());
}

/// The rules of the practice town that are on, and what they are called in English.
fn titles() -> Vec<(String, String)> {
    let rules = fs::read_to_string(town::shared().path().join("town/rules.toml")).unwrap();
    let rules: toml::Table = rules.parse().unwrap();
    let rules = rules["rule"].as_array().unwrap().iter();
    let on = rules.filter(|rule| rule["on"].as_bool().unwrap());
    let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
    on.map(|rule| (text(&rule["id"]), text(&rule["title"]["en"])))
        .collect()
}

#[test]
fn the_evaluation_is_a_workbook_and_a_page_with_charts() {
    let matched = town::shared().after("match");
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (book, page) = (path("e.xlsx"), path("e.html"));
    let ran = flag(
        &format!("-q --evaluate --xlsx {book} --html {page}"),
        matched,
    )
    .ok();
    assert_eq!(ran.out, "");
    let html = fs::read_to_string(page).unwrap();
    assert!(html.contains("<svg"));
    let book = open_workbook_auto(book).unwrap();
    assert_eq!(book.sheet_names().len(), 8);
}
