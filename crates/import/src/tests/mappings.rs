//! Mistakes in import.toml, each pointed at.

use super::*;

fn wrong(dataset: &str, keys: &str, fields: &str) -> String {
    let text = format!(
        "[[list]]\ndataset = \"{dataset}\"\nfiles = [\"*\"]\n{keys}\n{ABOUT}[list.fields]\n{fields}"
    );
    let failure = mapping(&text).unwrap_err();
    assert_eq!(failure.status.code(), 2);
    failure.to_string()
}

#[track_caller]
fn says(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "{part} is not in: {message}");
    }
}

#[test]
fn a_wrong_dataset_a_wrong_field_and_a_wrong_code_name_the_nearest() {
    says(
        &wrong("resident", "", "name = { label = \"氏名\" }"),
        &["line 2", "did you mean residents?"],
    );
    says(
        &wrong(
            "residents",
            "",
            "name = { label = \"氏名\" }\nbirthdate = { label = \"生年月日\" }",
        ),
        &["line 12, column 1", "did you mean birth_date?"],
    );
    says(
        &wrong(
            "attendance",
            "month = [\"file\"]",
            "name = { label = \"氏名\" }\ndays = { day_columns = true, codes = { \"病\" = \"absent-il\" } }",
        ),
        &["line 12", "did you mean absent-ill?"],
    );
}

#[test]
fn an_unknown_key_names_the_nearest() {
    says(
        &wrong(
            "residents",
            "sheet = [\"a\"]",
            "name = { label = \"氏名\" }",
        ),
        &["line 4", "sheet", "did you mean sheets?"],
    );
    says(
        &wrong("residents", "", "name = { lable = \"氏名\" }"),
        &["line 11", "did you mean label?"],
    );
}

#[test]
fn a_list_expected_from_each_institution_must_say_whose_it_is() {
    let name = "name = { label = \"氏名\" }";
    for expected in [
        "expected = [{ types = [\"elementary-school\"] }]",
        "expected = [{}, { institutions = [\"みなと小\"] }]",
    ] {
        says(
            &wrong("school-register", expected, name),
            &["line 4, column", "institution = [\"folder\", \"title\"]"],
        );
        one_list(
            "school-register",
            &format!("{expected}\ninstitution = [\"folder\"]"),
            name,
        );
        let column = format!("{name}\ninstitution = {{ label = \"学校名\" }}");
        one_list("school-register", expected, &column);
    }
    one_list("school-register", "expected = [{}]", name);
}

#[test]
fn an_empty_heading_and_an_empty_spelling_are_refused() {
    for label in ["\"\"", "[]", "[\"氏名\", \"　\"]"] {
        let field = format!("kana = {{ label = \"カナ\" }}\nname = {{ label = {label} }}");
        says(
            &wrong("residents", "", &field),
            &["line 12, column 1", "name"],
        );
    }
    says(
        &wrong(
            "residents",
            "",
            "name = { label = \"氏名\" }\nsex = { label = \"性別\", codes = { \"\" = \"unknown\" } }",
        ),
        &["line 12", "with blank"],
    );
}

#[test]
fn what_cannot_work_is_refused() {
    says(
        &wrong("residents", "", "birth_date = { label = \"生年月日\" }"),
        &["whose row"],
    );
    says(
        &wrong(
            "checkups",
            "",
            "name = { label = \"氏名\" }\ndate = { label = \"受診日\", per_part = true }",
        ),
        &["no parts"],
    );
    says(
        &wrong(
            "attendance",
            "",
            "name = { label = \"氏名\" }\ndays = { day_columns = true }",
        ),
        &["no month"],
    );
    says(
        &wrong("residents", "", "name = { label = \"氏名\", width = 3 }"),
        &["width"],
    );
    says(
        &wrong(
            "residents",
            "",
            "name = { label = \"氏名\", type = \"date\" }",
        ),
        &["type"],
    );
    says(&wrong("residents", "", "name = {}"), &["where name stands"]);
    says(
        &wrong(
            "residents",
            "",
            "name = { label = \"氏名\" }\nrow = { label = \"x\", own = true, type = \"text\" }",
        ),
        &["row"],
    );
    says(
        &wrong(
            "residents",
            "heading = { rows = 0 }",
            "name = { label = \"氏名\" }",
        ),
        &["line 4"],
    );
    says(
        &wrong(
            "residents",
            "expected = [{ from = \"2026-13\" }]",
            "name = { label = \"氏名\" }",
        ),
        &["2026-13"],
    );
    says(
        &wrong(
            "residents",
            "",
            "name = { label = \"氏名\" }\nprotected = { label = \"支援\", blank = \"none\" }",
        ),
        &["none"],
    );
}

#[test]
fn mistakes_about_looks_and_comments_are_pointed_at() {
    let name =
        "name = { label = \"氏名\" }\nstatus = { label = \"状態\" }\nkana = { label = \"カナ\" }";
    let yellow = "fill = \"#FFFF00\"";
    for (keys, parts) in [
        (
            "colours = [{ fill = \"yellow\", ignore = true }]".to_owned(),
            &["line 4, column 21", "#FFFF00"][..],
        ),
        (
            format!("colours = [{{ {yellow}, field = \"statsu\", value = \"died\" }}]"),
            &["line 4", "did you mean status?"],
        ),
        (
            format!("colours = [{{ {yellow}, field = \"status\", value = \"dead\" }}]"),
            &["line 4", "did you mean died?"],
        ),
        (
            format!("colours = [{{ {yellow}, field = \"status\" }}]"),
            &["line 4", "give field and value"],
        ),
        (
            format!("colours = [{{ {yellow}, ink = \"#FF0000\", ignore = true }}]"),
            &["line 4", "either fill"],
        ),
        ("struck = \"reed\"".to_owned(), &["line 4", "leave-out"]),
        (
            "comments = { field = \"status\" }".to_owned(),
            &["line 4", "ignore"],
        ),
    ] {
        says(&wrong("residents", &keys, name), parts);
    }
    for (field, part) in [
        ("kana = { furigana_of = \"nmae\" }", "furigana_of"),
        ("address = { furigana_of = \"name\" }", "furigana_of"),
        ("status = { blank = \"resident\" }", "where status stands"),
        ("class = { from = \"sheet\", merged = \"repeat\" }", "class"),
    ] {
        let fields = format!("name = {{ label = \"氏名\" }}\n{field}");
        says(&wrong("residents", "", &fields), &["line 12", part]);
    }
}

#[test]
fn a_place_that_is_none_names_the_nearest() {
    let name = "name = { label = \"氏名\" }";
    says(
        &wrong("residents", "as_of = [\"titel\"]", name),
        &["line 4", "did you mean title?", "B2"],
    );
    // The end of the month is a day, not a month.
    says(
        &wrong("residents", "month = [\"month-end\"]", name),
        &["line 4", "month-end"],
    );
    says(
        &wrong("residents", "month = [{ lable = \"月\" }]", name),
        &["line 4", "did you mean label?"],
    );
    for cell in ["B0", "2B", "ABCD1", "B9999999"] {
        says(
            &wrong("residents", &format!("month = [\"{cell}\"]"), name),
            &["line 4", cell],
        );
    }
    let pattern = "class = { label = \"組\", pattern = \"{}組\" }";
    says(
        &wrong("school-register", "", &format!("{name}\n{pattern}")),
        &["line 12", "pattern"],
    );
    let pattern = "class = { from = \"sheet\", pattern = \"*組\" }";
    says(
        &wrong("school-register", "", &format!("{name}\n{pattern}")),
        &["line 12", "{}"],
    );
}

#[test]
fn joins_that_cannot_work_are_refused() {
    let id = |keys: &str| format!("name = {{ label = \"氏名\" }}\nphone = {{ {keys} }}");
    for (keys, said) in [
        ("join = [\"市外\"]", "2 to 8"),
        ("join = [\"市外\", \"\"]", "heading of phone is empty"),
        ("join = [\"市外\", \"市内\"], label = \"電話\"", "join"),
        ("label = \"電話\", span = 1", "span"),
        ("label = \"電話\", with = \"-\"", "with"),
        ("label = \"電話\", span = 3, width = 4", "width = [3, 0, 4]"),
        ("join = [\"市外\", \"市内\"], width = [0, 0]", "width"),
    ] {
        says(&wrong("residents", "", &id(keys)), &["line 12", said]);
    }
    says(
        &wrong(
            "residents",
            "",
            "name = { label = \"氏名\" }\nsex = { join = [\"男\", \"女\"] }",
        ),
        &["line 12", "join"],
    );
}

#[test]
fn sums_and_rows_that_make_no_sense_are_refused() {
    let fields = "name = { label = \"氏名\" }\ndays = { day_columns = true }";
    let check = |check: &str| {
        let keys = format!("month = [\"file\"]\nchecks = [{check}]");
        wrong("attendance", &keys, fields)
    };
    says(
        &check("{ label = \"欠席\", marks = [\"absent-il\"] }"),
        &["line 5", "did you mean absent-ill?"],
    );
    says(&check("{ label = \"欠席\" }"), &["line 5", "marks"]);
    says(&check("{ marks = [\"late\"] }"), &["line 5"]);
    says(
        &check("{ label = \"計\", sum = [\"name\"] }"),
        &["line 5", "name"],
    );
    for rows in ["0:5", "9:3", ":", "a"] {
        says(
            &wrong(
                "residents",
                &format!("table = {{ rows = \"{rows}\" }}"),
                "name = { label = \"氏名\" }",
            ),
            &["line 4", "5:120"],
        );
    }
}

#[test]
fn the_man_page_names_every_key_and_its_example_is_understood() {
    use crate::manual::{EXAMPLE, SECTIONS};

    mapping(EXAMPLE).unwrap();
    let written: Vec<&str> = SECTIONS
        .iter()
        .flat_map(|section| section.keys)
        .map(|key| key.written)
        .collect();
    let titles: Vec<&str> = SECTIONS.iter().map(|section| section.title.en).collect();
    let written = written.join(" ") + &titles.join(" ");
    let words: Vec<&str> = written
        .split(|c: char| !(c.is_ascii_lowercase() || c == '_'))
        .collect();
    let keys = include_str!("../mapping/spec.rs")
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub(super) "))
        .filter_map(|line| line.split_once(": "))
        .map(|(key, _)| key.trim_start_matches("r#"));
    let missing: Vec<&str> = keys.filter(|key| !words.contains(key)).collect();
    // These are named in the words beside an example.
    assert_eq!(missing, ["institutions", "to"]);
}
