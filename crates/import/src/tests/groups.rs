//! Where a group ends whose value is written once: blank rows, totals, titles, notes.

use rust_xlsxwriter::Format;

use super::repeats::{NAME, groups, pivot};
use super::*;

#[test]
fn a_group_whose_first_row_is_not_used_is_unknown_below_it() {
    // Nobody's row, a row that a separator shifted, a total: each begins another group.
    for second in ["2,1組,,休み", "2,1組,雲井,x,y", "2,計,,", "2,,雲井,"] {
        let lines = pivot(&format!(
            "学年,組,氏名,備考\n1,1組,空野,\n{second}\n,,虹川,\n"
        ));
        let last = lines.records().into_iter().next_back().unwrap();
        assert_eq!(last["name"], "虹川", "{second}");
        assert_eq!(last["class"], Json::Null, "{second}");
        assert_ne!(last["grade"], 1, "{second}");
        let told = lines.problems();
        assert!(told.iter().any(|one| one.0 == "group-unknown"), "{second}");
    }
}

#[test]
fn a_row_between_that_is_nobodys_ends_a_group_unless_a_value_of_the_next_row_says_where_it_stands()
{
    // Totals and notes in any column, a title in the column of names or in one that is not read, a
    // value away from the table, a row of which nobody can tell whose it is.
    let between = [
        ",,小計,2人,",
        ",,計,,",
        "※2組,,,,",
        ",,※2組,,",
        ",,２組,,",
        ",,1年２組,,",
        ",,,,2組",
        ",,,H29.5.6,",
        ",,,H29.5.6,休み",
        ",,,２組,",
    ];
    let fields = "grade = { label = \"学年\", blank = \"repeat\" }\n\
        class = { label = \"組\", blank = \"repeat\" }\n\
        birth_date = { label = \"生年月日\" }\n";
    let mapping = one_list("school-register", "", &format!("{fields}{NAME}"));
    for row in between {
        let text = |next| {
            format!("学年,組,氏名,生年月日,備考\n1,1組,空野,,\n{row}\n{next},虹川,,\n,,月島,,\n")
        };
        let lines = read_text(&mapping, &text(","));
        let unknown = "null - null";
        assert_eq!(groups(&lines), ["1 1組 null", unknown, unknown], "{row}");
        let told = lines.problems();
        for column in ["A", "B"] {
            assert!(told.contains(&problem("group-unknown", 4, column)), "{row}");
        }
        // The next class of the grade.
        let lines = read_text(&mapping, &text(",2組"));
        let group = r#"1 2組 {"class":4,"grade":2}"#;
        assert_eq!(
            groups(&lines),
            ["1 1組 null", r#"1 2組 {"grade":2}"#, group],
            "{row}"
        );
        let told = lines.problems();
        assert!(told.iter().all(|one| one.0 != "group-unknown"), "{row}");
    }
    // A total in the column of the classes ends the class and not the grade.
    let lines = pivot("学年,組,氏名\n1,1組,空野\n,1組計,\n,,虹川\n");
    assert_eq!(groups(&lines), ["1 1組 null", r#"1 - {"grade":2}"#]);
    assert_eq!(lines.problems(), [problem("group-unknown", 4, "B")]);
}

#[test]
fn a_class_where_a_name_should_stand_is_nobody_and_told() {
    let lines = pivot("学年,組,氏名\n1,1組,空野\n,,２組\n,,星田\n");
    let names: Vec<&Json> = lines.records().iter().map(|r| &r["name"]).collect();
    assert_eq!(names, ["空野", "星田"]);
    assert!(lines.problems().contains(&problem("no-identity", 3, "")));
    assert_eq!(lines.cells(), [8, 4, 3, 0, 1]);
    // Somebody whose birth date stands beside it keeps the row.
    let fields = format!("{NAME}birth_date = {{ label = \"生年月日\" }}\n");
    let mapping = one_list("school-register", "", &fields);
    let lines = read_text(&mapping, "氏名,生年月日\n２組,H29.5.3\n星田,\n");
    assert_eq!(lines.records().len(), 2);
}

#[test]
fn rows_numbered_in_advance_and_people_who_are_crossed_out_stand_within_a_group() {
    let lines = pivot("No,学年,組,氏名\n1,1,1組,空野\n2,,,\n3,,,星田\n");
    assert_eq!(
        groups(&lines),
        ["1 1組 null", r#"1 1組 {"class":2,"grade":2}"#]
    );
    assert_eq!(lines.problems(), []);
    let bytes = workbook(|sheet| {
        fill(
            sheet,
            &[&["学年", "氏名"], &["1", "空野"], &[], &["", "月島"]],
        );
        let struck = Format::new().set_font_strikethrough();
        sheet.write_with_format(2, 1, "星田", &struck).unwrap();
    });
    let fields = format!("grade = {{ label = \"学年\", blank = \"repeat\" }}\n{NAME}");
    let keys = "struck = \"leave-out\"";
    let lines = read(&one_list("school-register", keys, &fields), bytes, "a.xlsx");
    assert_eq!(lines.records()[1]["grade"], 1);
    assert_eq!(lines.problems(), []);
}

#[test]
fn a_total_at_the_end_of_a_merged_group_ends_it() {
    let grades = |last: u32| {
        let bytes = workbook(|sheet| {
            let rows: &[&[&str]] = &[
                &["学年", "氏名"],
                &["", "空野"],
                &["", "小計"],
                &["", "星田"],
            ];
            fill(sheet, rows);
            sheet
                .merge_range(1, 0, last, 0, "1", &Format::new())
                .unwrap();
        });
        let fields = format!("grade = {{ label = \"学年\", blank = \"repeat\" }}\n{NAME}");
        let lines = read(&one_list("school-register", "", &fields), bytes, "a.xlsx");
        lines.records()[1]["grade"].clone()
    };
    assert_eq!((grades(2), grades(3)), (Json::Null, Json::from(1)));
}

#[test]
fn a_blank_row_ends_a_group_unless_a_value_of_the_next_row_says_where_it_stands() {
    let lines = pivot("学年,組,氏名\n1,1組,空野\n,,星田\n,,\n,,月島\n,,雲井\n2,1組,虹川\n");
    let unknown = "null - null";
    assert_eq!(
        groups(&lines),
        [
            "1 1組 null",
            r#"1 1組 {"class":2,"grade":2}"#,
            unknown,
            unknown,
            "2 1組 null"
        ]
    );
    assert_eq!(
        lines.problems(),
        [
            problem("group-unknown", 5, "A"),
            problem("group-unknown", 5, "B")
        ]
    );
    // Blank rows between the classes of a grade, and below a value in a row of its own.
    let lines = pivot("学年,組,氏名\n1,,\n\n,1組,空野\n,,星田\n\n,2組,月島\n");
    assert_eq!(lines.problems(), []);
    assert_eq!(
        groups(&lines),
        [
            r#"1 1組 {"grade":2}"#,
            r#"1 1組 {"class":4,"grade":2}"#,
            r#"1 2組 {"grade":2}"#
        ]
    );
}

#[test]
fn a_merged_group_goes_on_below_a_blank_row_that_it_covers() {
    let bytes = workbook(|sheet| {
        let rows: &[&[&str]] = &[&["学年", "氏名"], &["", "空野"], &[], &["", "星田"]];
        fill(sheet, rows);
        sheet.merge_range(1, 0, 3, 0, "1", &Format::new()).unwrap();
    });
    let fields = format!("grade = {{ label = \"学年\", blank = \"repeat\" }}\n{NAME}");
    let lines = read(&one_list("school-register", "", &fields), bytes, "a.xlsx");
    assert_eq!(lines.records()[1]["grade"], 1);
    assert_eq!(lines.problems(), []);
}
