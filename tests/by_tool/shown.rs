//! What the papers of mimamori-match show of people, and what they keep to themselves.

use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

use super::agenda::unzipped;
use super::r#match::{Little, case, child, of, parsed};

/// The texts of a workbook of questions.
fn written(path: &Path) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let name = book.sheet_names()[0].clone();
    let sheet = book.worksheet_range(&name).unwrap();
    let texts = sheet.cells().filter_map(|(_, _, cell)| match cell {
        Data::String(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn where_a_protected_child_may_be_stands_on_neither_side_of_a_question() {
    let little = Little::new();
    let mut hidden = child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03");
    hidden["protected"] = json!(true);
    let mut maybe = case("山田 蒼", "ヤマダ アオイ", "2018-05-03");
    maybe["institution"] = json!("かもめ小");
    maybe["class"] = json!("3年1組");
    let mut other = child(3, "佐藤 凛", "サトウ リン", "2017-02-01");
    other["address"] = json!("きた5-5");
    other["household_no"] = json!("71");
    let mut asked = case("佐藤 稟", "サトウ リン", "2017-02-01");
    asked["address"] = json!("きた5-5");
    let input = little.stream("2026-05", &[hidden, maybe, other, asked]);
    little.run("-q --review review.xlsx -o out", &input).ok();
    let cells = written(&little.folder.path().join("review.xlsx"));
    let times = |text: &str| cells.iter().filter(|cell| cell.contains(text)).count();
    assert_eq!([times("山田 葵"), times("山田 蒼")], [1, 1], "{cells:?}");
    for whereabouts in ["みなと1-2-3", "かもめ小", "3年1組"] {
        assert_eq!(times(whereabouts), 0, "{whereabouts}");
    }
    assert_eq!(times("きた5-5"), 2, "{cells:?}");
}

#[test]
fn protection_holds_until_the_list_that_said_so_comes_without_it() {
    let mut little = Little::new();
    let kid = child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03");
    let row = |protected: bool| {
        let mut row = case("山田 葵", "ヤマダ アオイ", "2018-05-03");
        row["protected"] = json!(protected);
        row
    };
    let month = |little: &Little, month: &str, before: Option<&str>, rows: &[Value]| {
        let input = little.stream(month, rows);
        let path = "\"path\":\"cases.xlsx\"";
        let columns = format!("{path},\"columns\":{{\"protected\":\"F\"}}");
        let input = input.replace(path, &columns);
        let arguments = before.map_or("-q".to_owned(), |before| format!("-q --before {before}"));
        let lines = little.keep(month, &arguments, &input);
        of(&lines, "household")[0]["protected"] == true
    };
    assert!(month(&little, "2026-05", None, &[kid.clone(), row(true)]));
    little.earlier = true;
    // The ledger does not come, twice; then it comes and no longer says so.
    for (now, before) in [("2026-06", "2026-05"), ("2026-07", "2026-06")] {
        assert!(
            month(&little, now, Some(before), std::slice::from_ref(&kid)),
            "{now}"
        );
    }
    let rows = [kid, row(false)];
    assert!(!month(&little, "2026-08", Some("2026-07"), &rows));
}

#[test]
fn a_child_is_called_by_the_name_of_today() {
    let little = Little::new();
    let old = case("佐藤 葵", "サトウ アオイ", "2018-05-03");
    let mut new = json!({"dataset": "decisions", "name": "山田 葵", "kana": "ヤマダ アオイ", "birth_date": "2018-05-03", "address": "みなと1-2-3", "former_name": "佐藤"});
    let called = |new: &Value| {
        let input = little.stream("2026-05", &[old.clone(), new.clone()]);
        let lines = parsed(&little.run("-q", &input).ok().out);
        let people = of(&lines, "person");
        assert_eq!(people.len(), 1);
        [people[0]["name"].clone(), people[0]["kana"].clone()]
    };
    assert_eq!(called(&new), ["山田 葵", "ヤマダ アオイ"]);
    // Next month only the list comes that still has the name of before.
    let mut later = Little::new();
    let both = later.stream("2026-05", &[old.clone(), new.clone()]);
    later.keep("may", "-q", &both);
    later.earlier = true;
    let june = later.stream("2026-06", std::slice::from_ref(&old));
    let june = later.keep("june", "-q --before may", &june);
    assert_eq!(of(&june, "person")[0]["name"], "山田 葵");
    assert_eq!(of(&june, "person")[0]["kana"], "ヤマダ アオイ");
    // The residents' list knows who is called by that name again.
    let again = child(1, "佐藤 葵", "サトウ アオイ", "2018-05-03");
    let july = later.stream("2026-07", &[old.clone(), again]);
    let july = later.keep("july", "-q --before june", &july);
    assert_eq!(of(&july, "person")[0]["name"], "佐藤 葵");
    new["name"] = json!("山田（佐藤）葵");
    new.as_object_mut().unwrap().remove("former_name");
    assert_eq!(called(&new), ["山田　葵", "ヤマダ アオイ"]);
}

#[test]
fn a_workbook_of_questions_in_which_somebody_wrote_is_not_replaced() {
    let little = Little::new();
    let input = little.stream(
        "2026-05",
        &[child(1, "山田 葵", "ヤマダ アオイ", "2018-05-03")],
    );
    let path = little.folder.path().join("review.xlsx");
    for _ in 0..2 {
        little.run("-q --review review.xlsx -o out", &input).ok();
    }
    // Saved by whichever program, it is an archive of that program's own.
    let mut written = fs::read(&path).unwrap();
    let mut saved = zip::ZipWriter::new_append(std::io::Cursor::new(&mut written)).unwrap();
    saved.set_comment("").unwrap();
    saved.finish().unwrap();
    fs::write(&path, &written).unwrap();
    fs::write(little.folder.path().join("out"), "kept").unwrap();
    let ran = little
        .run("-q --lang ja --review review.xlsx -o out", &input)
        .fails(5);
    assert!(ran.err.contains("in フォルダー"), "{}", ran.err);
    assert_eq!(fs::read(&path).unwrap(), written);
    let out = fs::read_to_string(little.folder.path().join("out")).unwrap();
    assert_eq!(out, "kept");
}

/// How the cell with this text is printed, as a number of the workbook's styles.
fn style(book: &str, text: &str) -> String {
    let (_, strings) = book.split_once("<sst").unwrap();
    let mut texts = strings.split("<si>").skip(1);
    let at = texts.position(|si| si.contains(text)).unwrap();
    let cell = format!(" t=\"s\"><v>{at}</v>");
    let (before, _) = book.split_once(&cell).unwrap();
    before.rsplit_once("s=\"").unwrap().1.replace('"', "")
}

#[test]
fn what_another_row_of_the_same_person_says_is_marked_where_it_differs() {
    let little = Little::new();
    let mut known = child(1, "山田 結衣", "ヤマダ ユイ", "2018-05-03");
    known["phone"] = json!("0123-45-6789");
    let mut rows = vec![known];
    for dataset in ["cases", "decisions"] {
        rows.push(json!({"dataset": dataset, "name": "山田 結依", "birth_date": "2018-05-03", "phone": "0123-45-6789", "guardian_name": "山田 花"}));
    }
    rows[0]["guardian_name"] = json!("山田 花");
    rows[2]["address"] = json!("きた5-5");
    let input = little.stream("2026-05", &rows);
    little.run("-q --review review.xlsx -o out", &input).ok();
    let book = unzipped(&little.folder.path().join("review.xlsx"));
    let other = style(&book, "山田 花");
    assert_ne!(style(&book, "きた5-5"), other);
    assert_eq!(style(&book, "きた5-5"), style(&book, "みなと1-2-3"));
    assert_eq!(style(&book, "きた5-5"), style(&book, "山田 結依"));
}

#[test]
fn questions_stand_side_by_side_in_the_review_workbook() {
    let little = Little::new();
    let twins = [
        child(1, "山田 結衣", "ヤマダ ユイ", "2018-05-03"),
        child(2, "山田 結菜", "ヤマダ ユナ", "2018-05-03"),
    ];
    let mut rows = twins.to_vec();
    rows.push(json!({"dataset": "decisions", "name": "山田", "kana": "ヤマダ", "birth_date": "2018-05-03", "decision": "watch"}));
    let ran = little
        .run(
            "--lang ja --review review.xlsx -o out",
            &little.stream("2026-05", &rows),
        )
        .ok();
    assert!(!ran.err.contains("山田"), "no names in messages");
    assert!(ran.err.contains("質問 2件"), "{}", ran.err);
    let cells = written(&little.folder.path().join("review.xlsx"));
    assert_eq!(
        cells
            .iter()
            .filter(|cell| cell.as_str() == "山田 結衣")
            .count(),
        1
    );
    assert!(cells.iter().any(|cell| cell == "回答"));
    assert!(
        cells
            .iter()
            .any(|cell| cell.starts_with("mimamori:review:k7q2:2026-05-01"))
    );
    assert!(cells.iter().any(|cell| cell.contains("きょうだい")));
}
