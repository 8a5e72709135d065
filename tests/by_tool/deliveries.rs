//! What mimamori-import makes of a list that comes in several files: halves, corrections, copies.

use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use super::coverage::{import, under};
use super::import::{MAPPING, problems, put, town};
use crate::util::Ran;

/// Attendance whose rows name their class and whose title names its day, and check-ups.
fn divided() -> TempDir {
    let town = town();
    let mapping = MAPPING
        .replace(
            "month = [\"file\"]\nas_of = [",
            "month = [\"file\"]\nas_of = [\"title\", ",
        )
        .replace("days = {", "class = { label = \"組\" }\ndays = {")
        + r#"
[[list]]
dataset = "checkups"
files = ["健康/*健診*"]
as_of = ["title"]
per = "person-part"
closed = true
expected = [{}]
provider = "健康"
purpose = "支援"
basis = "法"
decided = 2025-03-10

[list.fields]
name = { label = "氏名" }
birth_date = { label = "生年月日" }
part = { from = "file", codes = { "4か月児健診" = "4m", "1歳半健診" = "18m" } }
date = { label = "受診日", blank = "no" }
"#;
    put(town.path(), "town/import.toml", mapping);
    town
}

/// Attendance of May as of a day: so many children in each class.
fn school(town: &Path, file: &str, day: u32, classes: &[(&str, usize)]) {
    let mut text = format!("出欠（令和8年5月{day}日現在）\n組,氏名,8,9\n");
    for (class, children) in classes {
        for number in 1..=*children {
            text += &format!("{class},空野{number}{class},病,\n");
        }
    }
    put(town, &format!("2026-05/in/{file}.csv"), text);
}

/// The cell of a school for May.
fn may(ran: &Ran, school: &str) -> String {
    let lines = under(ran, "lists that arrived");
    let line = lines.iter().find(|line| line.starts_with(school)).unwrap();
    line.split("  ").last().unwrap().trim().to_owned()
}

const WHOLE: &[(&str, usize)] = &[("1年1組", 3), ("1年2組", 2)];

#[test]
fn a_workbook_for_each_grade_is_a_half_whatever_its_day() {
    for day in [30, 31] {
        let town = divided();
        school(town.path(), "みなと小/出欠5月1年", 31, WHOLE);
        school(town.path(), "みなと小/出欠5月2年", day, &[("2年1組", 4)]);
        let ran = import(town.path(), "2026-06-01");
        assert_eq!(problems(&ran), Vec::<String>::new());
        assert_eq!(under(&ran, "sent once more"), Vec::<&str>::new());
        let mark = if day == 31 { "○" } else { "△" };
        assert_eq!(may(&ran, "みなと小"), format!("{mark} 9"));
        let covers = &ran.lines("source")[0]["covers"];
        assert_eq!(
            covers,
            &json!([{"class": "1年1組", "rows": 3}, {"class": "1年2組", "rows": 2}])
        );
    }
}

#[test]
fn a_corrected_list_replaces_the_whole_one_and_is_counted_alone() {
    let town = divided();
    school(town.path(), "みなと小/出欠5月", 30, WHOLE);
    // With a space that was not there before.
    let again = [("１年 １組", 3), ("1年2組", 2)];
    school(town.path(), "みなと小/出欠5月訂正", 31, &again);
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), Vec::<String>::new());
    assert_eq!(
        under(&ran, "sent once more"),
        ["2026-05/in/みなと小/出欠5月.csv → 2026-05/in/みなと小/出欠5月訂正.csv"]
    );
    assert_eq!(may(&ran, "みなと小"), "○ 5");
}

#[test]
fn a_corrected_class_replaces_that_class_alone() {
    let town = divided();
    school(town.path(), "みなと小/出欠5月", 30, WHOLE);
    school(town.path(), "みなと小/出欠5月2組", 31, &[("1年2組", 4)]);
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), Vec::<String>::new());
    assert_eq!(
        under(&ran, "sent once more"),
        [
            "2026-05/in/みなと小/出欠5月.csv → 2026-05/in/みなと小/出欠5月2組.csv \
             (only the classes that both name; the rest of the earlier one holds)"
        ]
    );
    assert_eq!(may(&ran, "みなと小"), "△ 7");
}

#[test]
fn of_two_lists_of_a_day_with_the_same_class_one_is_counted_and_the_advice_loses_nobody() {
    let town = divided();
    school(town.path(), "みなと小/出欠5月", 31, WHOLE);
    school(
        town.path(),
        "みなと小/出欠5月訂正",
        31,
        &[("1年1組", 3), ("1年2組", 1)],
    );
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), ["sources-tie --"]);
    assert_eq!(
        ran.lines("problem")[0]["path"],
        "2026-05/in/みなと小/出欠5月訂正.csv"
    );
    assert_eq!(may(&ran, "みなと小"), "○ 5");
}

/// Attendance of a class of which nothing says more than 1組.
fn first_class(town: &Path, file: &str, day: u32, children: &[String]) {
    let mut text = format!("出欠（令和8年5月{day}日現在）\n組,氏名,8,9\n");
    for child in children {
        text += &format!("1組,{child},病,\n");
    }
    put(town, &format!("2026-05/in/{file}.csv"), text);
}

fn family(name: &str, children: usize) -> Vec<String> {
    (1..=children).map(|n| format!("{name} {n}子")).collect()
}

#[test]
fn other_children_under_the_name_of_the_same_class_are_told_and_nobody_is_lost() {
    for day in [29, 31] {
        let town = divided();
        let path = town.path();
        first_class(path, "みなと小/出欠5月1年", day, &family("空野", 4));
        first_class(path, "みなと小/出欠5月2年", 31, &family("海山", 3));
        let ran = import(path, "2026-06-01");
        assert_eq!(problems(&ran), ["people-differ --"]);
        assert_eq!(under(&ran, "sent once more"), Vec::<&str>::new());
        let mark = if day == 31 { "○" } else { "△" };
        assert_eq!(may(&ran, "みなと小"), format!("{mark} 7"));
        let problem = &ran.lines("problem")[0];
        let path_of = |id: &serde_json::Value| {
            let mut sources = ran.lines("source").into_iter();
            sources.find(|source| source["id"] == *id).unwrap()["path"].clone()
        };
        let files = [&problem["earlier"]["source"], &problem["source"]].map(path_of);
        assert_eq!(
            files,
            [
                "2026-05/in/みなと小/出欠5月1年.csv",
                "2026-05/in/みなと小/出欠5月2年.csv"
            ]
        );
    }
}

/// Attendance of April in two files that nothing tells apart, and of May in one.
fn half_in_may(children: &[String]) -> (TempDir, Ran) {
    let town = divided();
    let path = town.path();
    for (file, family_of) in [("1年", "空野"), ("2年", "海山")] {
        let mut text = "出欠（令和8年4月30日現在）\n組,氏名,8,9\n".to_owned();
        for child in family(family_of, 4) {
            text += &format!("1組,{child},病,\n");
        }
        put(
            path,
            &format!("2026-05/in/みなと小/出欠4月{file}.csv"),
            text,
        );
    }
    first_class(path, "みなと小/出欠5月", 31, children);
    let ran = import(path, "2026-06-01");
    (town, ran)
}

#[test]
fn a_half_that_came_in_a_file_of_its_own_and_does_not_come_any_more_is_told() {
    let (_town, ran) = half_in_may(&family("空野", 4));
    assert_eq!(problems(&ran), ["people-differ --", "file-gone --"]);
    assert_eq!(may(&ran, "みなと小"), "○ 4");
    let gone = &ran.lines("problem")[1];
    assert_eq!(gone["earlier"]["rows"], 4);
    assert_eq!(
        under(&ran, "what changed"),
        [
            "2026-05/in/みなと小/出欠5月.csv: most people of the 4 rows of \
             2026-05/in/みなと小/出欠4月2年.csv are not here"
        ]
    );
}

#[test]
fn two_halves_that_come_in_one_file_are_all_here_and_wholly_other_people_are_no_lost_half() {
    let both = [family("空野", 4), family("海山", 4)].concat();
    let (_town, ran) = half_in_may(&both);
    assert_eq!(problems(&ran), ["people-differ --"]);
    let (_town, ran) = half_in_may(&family("星田", 8));
    assert_eq!(problems(&ran), ["people-differ --"]);
}

#[test]
fn a_file_of_other_people_in_the_place_of_another_is_no_lost_half() {
    let (town, _) = half_in_may(&family("空野", 4));
    first_class(town.path(), "みなと小/出欠5月3年", 31, &family("星田", 4));
    let ran = import(town.path(), "2026-06-01");
    assert!(!problems(&ran).contains(&"file-gone --".to_owned()));
}

#[test]
fn a_few_who_changed_into_the_other_class_do_not_hide_that_their_file_is_gone() {
    let children = [family("空野", 4), family("海山", 1)].concat();
    let (_town, ran) = half_in_may(&children);
    assert_eq!(problems(&ran), ["people-differ --", "file-gone --"]);
}

#[test]
fn a_half_of_a_list_of_the_whole_town_is_told_when_it_is_forgotten() {
    let town = town();
    for (path, family_of) in [
        ("2026-04/in/住民課/住民東", "空野"),
        ("2026-04/in/住民課/住民西", "海山"),
        ("2026-05/in/住民課/住民", "空野"),
    ] {
        let month = &path[6..7];
        let mut text = format!("住民記録（令和8年{month}月28日現在）\n宛名番号,氏名,生年月日\n");
        for (number, child) in family(family_of, 5).iter().enumerate() {
            let number = format!("{family_of}{number}");
            text += &format!("{number},{child},H29.5.3\n");
        }
        put(town.path(), &format!("{path}.csv"), text);
    }
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), ["file-gone --"]);
}

#[test]
fn a_class_that_nearly_all_left_is_sent_once_more_like_any_other() {
    let town = divided();
    let mut children = family("空野", 9);
    first_class(town.path(), "みなと小/出欠5月", 29, &children);
    children.drain(1..);
    children.extend(family("海山", 2));
    first_class(town.path(), "みなと小/出欠5月訂正", 31, &children);
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), Vec::<String>::new());
    assert_eq!(may(&ran, "みなと小"), "○ 3");
}

#[test]
fn a_copy_beside_its_file_is_counted_once_and_is_no_problem() {
    let town = divided();
    for file in ["出欠5月", "出欠5月 - コピー"] {
        school(town.path(), &format!("みなと小/{file}"), 31, WHOLE);
    }
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), ["file-copied --"]);
    assert_eq!(may(&ran, "みなと小"), "○ 5");
    assert_eq!(under(&ran, "sent once more"), Vec::<&str>::new());
    assert!(ran.err.contains("0 problems, 1 note"), "{}", ran.err);
}

#[test]
fn the_same_bytes_in_the_folders_of_two_schools_are_a_problem() {
    let town = divided();
    for folder in ["みなと小", "ひがし小"] {
        school(town.path(), &format!("{folder}/出欠5月"), 31, WHOLE);
    }
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), ["same-elsewhere --"]);
    assert_eq!(
        [may(&ran, "みなと小"), may(&ran, "ひがし小")],
        ["○ 5", "○ 5"]
    );
}

#[test]
fn a_check_up_replaces_no_other_check_up() {
    let town = divided();
    let checkup = |path: &str, day: &str, children: usize| {
        let mut text = format!("健診（{day}現在）\n氏名,生年月日,受診日\n");
        for number in 1..=children {
            text += &format!("空野{number},R7.12.{number},\n");
        }
        put(town.path(), path, text);
    };
    checkup("2026-04/in/健康/4か月児健診.csv", "令和8年4月9日", 3);
    checkup("2026-05/in/健康/4か月児健診.csv", "令和8年5月14日", 4);
    checkup("2026-04/in/健康/1歳半健診.csv", "令和8年4月21日", 2);
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), Vec::<String>::new());
    let checkups = under(&ran, "lists that arrived");
    let checkups: Vec<&&str> = checkups
        .iter()
        .filter(|line| line.starts_with("check-ups"))
        .collect();
    assert_eq!(checkups.len(), 1);
    assert!(checkups[0].ends_with("○ 6"), "{checkups:?}");
}
