//! What mimamori-import says about the lists of a year: what has not come, what came twice, what
//! changed since the month before.

use std::path::Path;

use serde_json::{Value, json};

use super::import::{MAPPING, headings, problems, put, town};
use crate::util::workbook::{row, text, workbook};
use crate::util::{Ran, run_in};

const SCHOOLS: &str = "expected = [{ types = [\"elementary-school\"], from = \"2026-04\" }]";
const DAYS: &str = "氏名,8,9\n空野,病,\n";

pub(super) fn import(folder: &Path, today: &str) -> Ran {
    let months = ["2026-04/in", "2026-05/in"];
    let months = months
        .into_iter()
        .filter(|month| folder.join(month).is_dir());
    let months: Vec<&str> = months.collect();
    let arguments = format!(
        "--exit-code -c town/import.toml --today {today} {}",
        months.join(" ")
    );
    run_in(folder, "import", &arguments, "")
}

/// The lines of the messages under a heading.
pub(super) fn under<'a>(ran: &'a Ran, heading: &str) -> Vec<&'a str> {
    let lines = ran.err.lines();
    let from = lines.skip_while(|line| !line.contains(heading)).skip(1);
    let lines = from.take_while(|line| line.starts_with("  "));
    lines.map(str::trim_start).collect()
}

fn of(ran: &Ran, code: &str) -> Vec<Value> {
    let all = ran.lines("problem").into_iter();
    all.filter(|line| line["code"] == code).collect()
}

/// Residents of a month: a title with its day, these columns, so many rows.
fn residents(day: &str, columns: &[&str], rows: usize) -> String {
    let mut text = format!("住民記録（{day}現在）\n{}\n", columns.join(","));
    for number in 1..=rows {
        let cells = columns.iter().map(|column| match *column {
            "宛名番号" | "住民番号" => format!("{number:06}"),
            "氏名" => format!("空野{number}"),
            "生年月日" => "H29.5.3".to_owned(),
            _ => String::new(),
        });
        text += &format!("{}\n", cells.collect::<Vec<_>>().join(","));
    }
    text
}

const COLUMNS: [&str; 3] = ["宛名番号", "氏名", "生年月日"];

/// The residents of April and May with these columns.
fn two_months(mapping: &str, april: &[&str], may: &[&str]) -> Ran {
    let town = town();
    put(town.path(), "town/import.toml", mapping);
    for (path, day, columns) in [
        ("2026-04/in/住民課/住民.csv", "令和8年4月30日", april),
        ("2026-05/in/住民課/住民.csv", "令和8年5月31日", may),
    ] {
        put(town.path(), path, residents(day, columns, 3));
    }
    import(town.path(), "2026-06-01")
}

#[test]
fn a_list_before_its_deadline_is_no_gap_and_after_it_is_late() {
    let town = town();
    let deadline = SCHOOLS.replace(" }]", ", deadline = 10 }]");
    put(
        town.path(),
        "town/import.toml",
        MAPPING.replace(SCHOOLS, &deadline),
    );
    let residents = residents("令和8年5月31日", &COLUMNS, 3);
    put(town.path(), "2026-05/in/住民課/住民.csv", residents);
    put(town.path(), "2026-05/in/みなと小/出欠4月.csv", DAYS);
    put(town.path(), "2026-05/in/みなと小/出欠5月.csv", DAYS);
    put(town.path(), "2026-05/in/ひがし小/出欠4月.csv", DAYS);
    let before = import(town.path(), "2026-06-10").ok();
    assert_eq!(
        under(&before, "lists that arrived"),
        [
            "residents   ○ 3",
            "attendance  2026-04  2026-05",
            "みなと小  ○ 1     ○ 1",
            "ひがし小  ○ 1     by 6/10",
        ]
    );
    assert!(!before.err.contains("look after"), "{}", before.err);
    assert_eq!(before.lines("dataset")[0]["expected"][1]["deadline"], 10);
    let after = import(town.path(), "2026-06-11");
    assert_eq!(after.status, Some(1));
    assert_eq!(
        under(&after, "lists that arrived")[3],
        "ひがし小  ○ 1       late 6/10"
    );
    assert_eq!(
        under(&after, "look after"),
        ["attendance ひがし小 2026-05: has not arrived, and its deadline is over"]
    );
}

#[test]
fn a_deadline_on_a_day_off_is_the_next_working_day() {
    let town = town();
    let deadline = SCHOOLS.replace(" }]", ", to = \"2026-04\", deadline = 10 }]");
    put(
        town.path(),
        "town/import.toml",
        MAPPING.replace(SCHOOLS, &deadline),
    );
    let residents = residents("令和8年5月11日", &COLUMNS, 3);
    put(town.path(), "2026-05/in/住民課/住民.csv", residents);
    // 10 May 2026 is a Sunday.
    import(town.path(), "2026-05-11").ok();
    assert_eq!(import(town.path(), "2026-05-12").status, Some(1));
}

#[test]
fn a_deadline_that_means_nothing_is_pointed_at() {
    let town = town();
    put(town.path(), "2026-05/in/x.csv", "x");
    for (old, new, says) in [
        (
            SCHOOLS,
            SCHOOLS.replace(" }]", ", deadline = 32 }]"),
            "day of the following month",
        ),
        (
            "expected = [{}]",
            "expected = [{ deadline = 10 }]".to_owned(),
            "no monthly one",
        ),
    ] {
        put(town.path(), "town/import.toml", MAPPING.replace(old, &new));
        let wrong = import(town.path(), "2026-06-01").fails(2);
        assert!(wrong.err.contains(says), "{}", wrong.err);
    }
}

#[test]
fn the_table_of_a_year_stays_within_eighty_columns_and_names_spans_of_months() {
    let town = town();
    let year = SCHOOLS.replace("2026-04\" }", "2025-04\", deadline = 10 }");
    put(
        town.path(),
        "town/import.toml",
        MAPPING.replace(SCHOOLS, &year),
    );
    put(town.path(), "2026-05/in/みなと小/出欠5月.csv", DAYS);
    for (lang, heading) in [("ja", "届いた名簿"), ("en", "lists that arrived")] {
        let arguments = format!("--lang {lang} -c town/import.toml --today 2026-06-01 2026-05/in");
        let ran = run_in(town.path(), "import", &arguments, "").ok();
        let table = ran
            .err
            .lines()
            .skip_while(|line| !line.contains(heading))
            .skip(1)
            .take_while(|line| line.starts_with("  "));
        for line in table {
            let width: usize = line.chars().map(|c| 2 - usize::from(c.is_ascii())).sum();
            assert!(width <= 80, "{line}");
        }
        assert!(
            ran.err.contains("みなと小 2025-04～2026-04: "),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_file_that_was_sent_once_more_is_named_and_the_list_of_another_month_is_not() {
    let town = town();
    for (path, day) in [
        ("2026-04/in/住民課/住民.csv", "令和8年4月30日"),
        ("2026-05/in/住民課/住民.csv", "令和8年5月20日"),
        ("2026-05/in/住民課/住民_再送.csv", "令和8年5月31日"),
    ] {
        put(town.path(), path, residents(day, &COLUMNS, 3));
    }
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(
        under(&ran, "sent once more"),
        ["2026-05/in/住民課/住民.csv → 2026-05/in/住民課/住民_再送.csv"]
    );
    assert_eq!(problems(&ran), Vec::<String>::new());
    assert_eq!(under(&ran, "lists that arrived")[0], "residents   ○ 3");
    // Of the same day, nobody knows which one holds.
    put(
        town.path(),
        "2026-05/in/住民課/住民_再送.csv",
        residents("令和8年5月20日", &COLUMNS, 2),
    );
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), ["sources-tie --"]);
    assert_eq!(under(&ran, "lists that arrived")[0], "residents   ○ 3");
    assert_eq!(under(&ran, "sent once more"), Vec::<&str>::new());
}

#[test]
fn a_column_that_moved_since_last_month_is_told_once_for_the_file_and_read_all_the_same() {
    let moved = ["番号", "宛名番号", "氏名", "生年月日"];
    let same = two_months(MAPPING, &COLUMNS, &COLUMNS);
    assert_eq!(problems(&same), Vec::<String>::new());
    let ran = two_months(MAPPING, &COLUMNS, &moved);
    let drift = &of(&ran, "header-drift");
    assert_eq!(drift.len(), 1);
    let sources = ran.lines("source");
    let (april, may) = (&sources[0]["id"], &sources[1]["id"]);
    assert_eq!(
        drift[0],
        json!({"kind": "problem", "code": "header-drift", "source": may, "row": 2, "column": "B",
            "field": "resident_no", "count": 3, "earlier": {"source": april, "column": "A"}})
    );
    assert_eq!(problems(&ran), ["header-drift B2", "extra-label A2"]);
    assert_eq!(ran.lines("record")[3]["name"], "空野1");
    assert_eq!(
        under(&ran, "what changed"),
        [
            "2026-05/in/住民課/住民.csv: resident number moved from column A to B (and 2 more columns)",
            "2026-05/in/住民課/住民.csv: no field uses the heading of column A",
        ]
    );
}

#[test]
fn what_changed_in_an_earlier_month_had_its_turn() {
    let town = town();
    let moved = ["氏名", "宛名番号", "生年月日"];
    for (path, day, columns) in [
        ("2026-04/in/住民課/住民1.csv", "令和8年4月20日", &COLUMNS),
        ("2026-04/in/住民課/住民2.csv", "令和8年4月30日", &moved),
        ("2026-05/in/住民課/住民.csv", "令和8年5月31日", &moved),
    ] {
        put(town.path(), path, residents(day, columns, 3));
    }
    assert_eq!(
        problems(&import(town.path(), "2026-06-01")),
        Vec::<String>::new()
    );
}

#[test]
fn another_spelling_of_a_heading_and_an_optional_column_that_is_gone_are_told() {
    let both = MAPPING
        .replace(
            "label = \"宛名番号\"",
            "label = [\"宛名番号\", \"住民番号\"]",
        )
        .replace(
            "label = \"生年月日\"",
            "label = \"生年月日\", optional = true",
        );
    let ran = two_months(&both, &COLUMNS, &["住民番号", "氏名"]);
    assert_eq!(problems(&ran), ["header-drift -2", "header-drift A2"]);
    assert_eq!(
        under(&ran, "what changed"),
        [
            "2026-05/in/住民課/住民.csv: the column of birth date is gone (it was C)",
            "2026-05/in/住民課/住民.csv: the heading of resident number (column A) changed",
        ]
    );
}

#[test]
fn a_column_elsewhere_than_the_mapping_says_is_told_and_the_right_one_is_read() {
    let told = MAPPING.replace(
        "label = \"氏名\" }\nbirth",
        "label = \"氏名\", column = \"Ａ\" }\nbirth",
    );
    let ran = two_months(&told, &COLUMNS, &COLUMNS);
    let drift = &of(&ran, "header-drift");
    assert_eq!(drift.len(), 1);
    assert_eq!(drift[0]["earlier"], json!({"column": "A"}));
    assert_eq!(drift[0]["column"], "B");
    assert_eq!(ran.lines("record")[0]["name"], "空野1");
    let wrong = MAPPING.replace(
        "label = \"生年月日\"",
        "label = \"生年月日\", column = \"3\"",
    );
    let ran = two_months(&wrong, &COLUMNS, &COLUMNS).fails(2);
    assert!(ran.err.contains("column = \"C\""), "{}", ran.err);
}

#[test]
fn a_new_heading_is_told_and_one_that_the_mapping_leaves_out_is_not() {
    let april = [&COLUMNS[..], &["備考", "4月末年齢"]].concat();
    let may = [&COLUMNS[..], &["備考", "5月末年齢", "国籍"]].concat();
    assert_eq!(
        problems(&two_months(MAPPING, &april, &may)),
        ["extra-label F2"]
    );
    // A mapping that says what it leaves out needs no month before.
    let left_out = MAPPING.replacen("closed = true", "closed = true\nleft_out = [\"備考\"]", 1);
    assert_eq!(
        problems(&two_months(&left_out, &april, &may)),
        ["extra-label E2", "extra-label F2"]
    );
}

#[test]
fn the_length_of_a_month_moves_no_column_behind_its_days() {
    let town = town();
    let more = MAPPING.replace(
        "days = {",
        "guardian_name = { label = \"保護者\" }\ndays = {",
    );
    put(town.path(), "town/import.toml", more);
    for (month, days) in [(4, 30), (5, 31)] {
        let days: Vec<String> = (1..=days).map(|day: u32| day.to_string()).collect();
        let days = days.join(",");
        put(
            town.path(),
            &format!("2026-05/in/みなと小/出欠{month}月.csv"),
            format!("氏名,{days},保護者,{month}月計\n空野,病\n"),
        );
    }
    assert_eq!(
        problems(&import(town.path(), "2026-06-01")),
        Vec::<String>::new()
    );
}

#[test]
fn a_complete_list_that_lost_most_of_its_rows_is_told_with_both_counts() {
    let town = town();
    let may = "2026-05/in/住民課/住民.csv";
    put(
        town.path(),
        "2026-04/in/住民課/住民.csv",
        residents("令和8年4月30日", &COLUMNS, 12),
    );
    put(town.path(), may, residents("令和8年5月31日", &COLUMNS, 7));
    assert_eq!(
        problems(&import(town.path(), "2026-06-01")),
        Vec::<String>::new()
    );
    put(town.path(), may, residents("令和8年5月31日", &COLUMNS, 6));
    let ran = import(town.path(), "2026-06-01");
    let fell = &of(&ran, "rows-fell")[0];
    assert_eq!(fell["count"], 6);
    assert_eq!(fell["earlier"]["rows"], 12);
    assert_eq!(fell["earlier"]["source"], ran.lines("source")[0]["id"]);
    assert_eq!(
        under(&ran, "what changed"),
        [
            "2026-05/in/住民課/住民.csv: only 6 rows; there were 12 before (2026-04/in/住民課/住民.csv)"
        ]
    );
    // And of a list that was sent once more with only a part of it.
    put(town.path(), may, residents("令和8年5月20日", &COLUMNS, 12));
    put(
        town.path(),
        "2026-05/in/住民課/住民2.csv",
        residents("令和8年5月31日", &COLUMNS, 2),
    );
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(
        of(&ran, "rows-fell")[0]["earlier"]["source"],
        ran.lines("source")[1]["id"]
    );
}

#[test]
fn a_blank_sheet_that_the_mapping_calls_by_its_name_is_a_gap() {
    let town = town();
    let both = MAPPING.replace("[\"名簿\"]", "[\"名簿\", \"転入者\"]");
    put(town.path(), "town/import.toml", both);
    let rows = headings(1) + &row(2, &[&text("B2", "空野")]);
    let book = workbook(&[("名簿", &rows, ""), ("転入者", "", ""), ("Sheet3", "", "")]);
    put(town.path(), "2026-05/in/住民課/住民.xlsx", book);
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), ["file-empty --"]);
    let gap = &ran.lines("source")[1];
    assert_eq!(
        (&gap["sheet"], &gap["state"]),
        (&json!("転入者"), &json!("unreadable"))
    );
    assert_eq!(under(&ran, "lists that arrived")[0], "residents   △ 1");
}

#[test]
fn a_school_that_the_town_does_not_know_is_told_once_for_a_file() {
    let town = town();
    let rows = |name: &str| {
        row(1, &[&text("A1", "氏名"), &text("B1", "8")]) + &row(2, &[&text("A2", name)])
    };
    let (one, two) = (rows("空野"), rows("星田"));
    let book = workbook(&[("1年", &one, ""), ("2年", &two, "")]);
    put(town.path(), "2026-05/in/きた小/出欠5月.xlsx", &book);
    put(town.path(), "2026-05/in/にし小/出欠5月.xlsx", &book);
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(
        problems(&ran),
        ["institution-unknown --", "institution-unknown --"]
    );
}

#[test]
fn a_list_whose_rows_name_their_school_stands_for_those_schools() {
    let town = town();
    let joint = MAPPING.replace("institution = [\"folder\"]\n", "").replace(
        "[list.fields]\nname = { label = \"氏名\" }\ndays",
        "[list.fields]\nname = { label = \"氏名\" }\ninstitution = { label = \"学校\" }\ndays",
    );
    put(town.path(), "town/import.toml", joint);
    let head = "学校,氏名,8\n";
    let rows = "港小,空野,\nみなと小,星田,\nきた小,海野,\n";
    put(
        town.path(),
        "2026-05/in/教委/出欠4月.csv",
        format!("{head}{rows}ひがし小,山野,\n"),
    );
    put(
        town.path(),
        "2026-05/in/教委/出欠5月.csv",
        format!("{head}{rows}"),
    );
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(
        under(&ran, "lists that arrived")[2..],
        ["みなと小  ○ 2     ○ 2", "ひがし小  ○ 1     ×"]
    );
    assert_eq!(
        ran.lines("source")[0]["institutions"].to_string(),
        r#"{"ひがし小":1,"みなと小":2}"#
    );
}

#[cfg(unix)]
#[test]
fn a_link_is_named_and_not_followed() {
    let town = town();
    put(
        town.path(),
        "2026-05/in/住民課/住民.csv",
        residents("令和8年5月31日", &COLUMNS, 3),
    );
    let link = town.path().join("2026-05/in/近道.csv");
    std::os::unix::fs::symlink("住民課/住民.csv", link).unwrap();
    let ran = import(town.path(), "2026-06-01");
    let special = &of(&ran, "file-special")[0];
    assert_eq!(special["path"], "2026-05/in/近道.csv");
    assert!(
        ran.err
            .contains("files 2 = read 1 + problems 1 + skipped 0"),
        "{}",
        ran.err
    );
}

#[test]
fn a_list_that_lies_in_the_folder_of_the_next_month_too_is_one_list() {
    let town = town();
    let april = "氏名,8,9\n空野,病,病\n";
    put(town.path(), "2026-04/in/みなと小/出欠4月.csv", april);
    put(town.path(), "2026-05/in/みなと小/出欠4月.csv", april);
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), Vec::<String>::new());
    let copied = "2026-04/in/みなと小/出欠4月.csv → 2026-05/in/みなと小/出欠4月.csv";
    assert_eq!(under(&ran, "sent once more"), [copied]);
    // Nobody counts the child twice.
    let table = under(&ran, "lists that arrived");
    let school = table.iter().find(|line| line.starts_with("みなと小"));
    assert!(school.unwrap().starts_with("みなと小  ○ 1"), "{table:?}");
    let delivered: Vec<Value> = ran
        .lines("source")
        .iter()
        .map(|s| s["delivered"].clone())
        .collect();
    assert_eq!(delivered, [json!("2026-04"), json!("2026-05")]);
    // A corrected one beside it replaces the earlier one, whatever its bytes.
    put(
        town.path(),
        "2026-05/in/みなと小/出欠4月.csv",
        april.replace("病,病", "病,"),
    );
    let ran = import(town.path(), "2026-06-01");
    assert_eq!(problems(&ran), Vec::<String>::new());
    assert_eq!(under(&ran, "sent once more"), [copied]);
}

#[test]
fn a_class_that_the_month_before_had_and_this_one_lacks_is_told() {
    let town = town();
    let school = |month: u32, classes: &[&str]| {
        let rows = |class: &&str| {
            let child = format!("空野 {class}子");
            row(1, &[&text("A1", "氏名"), &text("B1", "8")]) + &row(2, &[&text("A2", &child)])
        };
        let rows: Vec<String> = classes.iter().map(rows).collect();
        let sheets = classes.iter().zip(&rows);
        let sheets: Vec<_> = sheets
            .map(|(class, rows)| (*class, rows.as_str(), ""))
            .collect();
        let path = format!("2026-05/in/みなと小/出欠{month}月.xlsx");
        put(town.path(), &path, workbook(&sheets));
    };
    let gone = || {
        let ran = import(town.path(), "2026-06-01");
        let gone = of(&ran, "sheet-gone");
        (gone, ran)
    };
    school(4, &["1年", "2年", "3年"]);
    school(5, &["3年", "2年"]);
    let (told, ran) = gone();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (&told[0]["sheet"], &told[0]["institution"]),
        (&json!("1年"), &json!("みなと小"))
    );
    assert_eq!(told[0]["earlier"]["rows"], 1);
    assert_eq!(
        under(&ran, "what changed"),
        [
            "2026-05/in/みなと小/出欠5月.xlsx: the sheet 1年 is gone; it had 1 rows before (2026-05/in/みなと小/出欠4月.xlsx)"
        ]
    );
    // Another width is the same class.
    school(5, &["２年", "３年"]);
    assert_eq!(gone().0.len(), 1);
    // Sheets that are called after the month, and classes of the new school year.
    school(5, &["5月"]);
    assert_eq!(gone().0.len(), 0);
    school(3, &["1年", "2年", "3年"]);
    school(4, &["1年", "2年"]);
    school(5, &["1年", "2年"]);
    assert_eq!(gone().0.len(), 0);
}
