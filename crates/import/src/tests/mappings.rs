//! Mistakes in import.toml, each pointed at.

use super::*;

const NAME: &str = "name = { label = \"氏名\" }";

/// A list is refused with a message that holds each of the parts.
#[track_caller]
fn refuses(dataset: &str, keys: &str, fields: &str, parts: &[&str]) {
    let failure = mapping(&list_text(dataset, keys, fields)).unwrap_err();
    assert_eq!(failure.status.code(), 2);
    let message = failure.to_string();
    for part in parts {
        assert!(message.contains(part), "{part} is not in: {message}");
    }
}

/// A key of a list, in line 4.
#[track_caller]
fn refuses_key(key: &str, parts: &[&str]) {
    refuses("residents", key, NAME, parts);
}

/// A field beside the name, in line 12.
#[track_caller]
fn refuses_field(dataset: &str, field: &str, parts: &[&str]) {
    refuses(dataset, "", &format!("{NAME}\n{field}"), parts);
}

#[test]
fn a_wrong_dataset_a_wrong_field_and_a_wrong_code_name_the_nearest() {
    refuses("resident", "", NAME, &["line 2", "did you mean residents?"]);
    refuses_field(
        "residents",
        "birthdate = { label = \"生年月日\" }",
        &["line 12, column 1", "did you mean birth_date?"],
    );
    refuses(
        "attendance",
        "month = [\"file\"]",
        "name = { label = \"氏名\" }\ndays = { day_columns = true, codes = { \"病\" = \"absent-il\" } }",
        &["line 12", "did you mean absent-ill?"],
    );
}

#[test]
fn a_list_of_the_towns_own_has_a_name_of_its_own_and_says_its_types() {
    // Whether it is a slip or a list of its own only the town knows.
    refuses("学習会", "", NAME, &["line 2", "own = true"]);
    for taken in [
        "residents",
        "住民記録",
        "school register",
        "予防接種",
        "学習 会",
        "",
    ] {
        refuses(taken, "own = true", NAME, &["line 2", "cannot be called"]);
    }
    let untyped = format!("{NAME}\ndose_1 = {{ label = \"1回目\" }}");
    refuses("学習会", "own = true", &untyped, &["dose_1", "a type"]);
}

#[test]
fn parts_stand_in_columns_or_in_rows_not_in_both() {
    let part = "part = { label = \"健診名\", codes = { \"１歳半\" = \"18m\" } }";
    refuses(
        "checkups",
        "parts = { 4m = \"４か月\" }",
        &format!("{NAME}\n{part}"),
        &["both parts and the field part"],
    );
    let without = "part = { label = \"回\" }";
    refuses_field("cases", without, &["part has no codes"]);
}

#[test]
fn an_unknown_key_names_the_nearest() {
    refuses_key(
        "sheet = [\"a\"]",
        &["line 4", "sheet", "did you mean sheets?"],
    );
    refuses(
        "residents",
        "",
        "name = { lable = \"氏名\" }",
        &["line 11", "did you mean label?"],
    );
}

#[test]
fn a_list_expected_from_each_institution_must_say_whose_it_is() {
    for expected in [
        "expected = [{ types = [\"elementary-school\"] }]",
        "expected = [{}, { institutions = [\"みなと小\"] }]",
    ] {
        refuses(
            "school-register",
            expected,
            NAME,
            &["line 4, column", "institution = [\"folder\", \"title\"]"],
        );
        one_list(
            "school-register",
            &format!("{expected}\ninstitution = [\"folder\"]"),
            NAME,
        );
        let column = format!("{NAME}\ninstitution = {{ label = \"学校名\" }}");
        one_list("school-register", expected, &column);
    }
    one_list("school-register", "expected = [{}]", NAME);
}

#[test]
fn an_empty_heading_and_an_empty_spelling_are_refused() {
    for label in ["\"\"", "[]", "[\"氏名\", \"　\"]"] {
        let field = format!("kana = {{ label = \"カナ\" }}\nname = {{ label = {label} }}");
        refuses("residents", "", &field, &["line 12, column 1", "name"]);
    }
    refuses_field(
        "residents",
        "sex = { label = \"性別\", codes = { \"\" = \"unknown\" } }",
        &["line 12", "with blank"],
    );
}

#[test]
fn what_cannot_work_is_refused() {
    refuses(
        "residents",
        "",
        "birth_date = { label = \"生年月日\" }",
        &["whose row"],
    );
    refuses_field(
        "checkups",
        "date = { label = \"受診日\", per_part = true }",
        &["no parts"],
    );
    refuses_field("attendance", "days = { day_columns = true }", &["no month"]);
    refuses(
        "residents",
        "",
        "name = { label = \"氏名\", width = 3 }",
        &["width"],
    );
    refuses(
        "residents",
        "",
        "name = { label = \"氏名\", type = \"date\" }",
        &["type"],
    );
    refuses("residents", "", "name = {}", &["where name stands"]);
    refuses_field(
        "residents",
        "row = { label = \"x\", own = true, type = \"text\" }",
        &["row"],
    );
    refuses_key("heading = { rows = 0 }", &["line 4"]);
    refuses_key("expected = [{ from = \"2026-13\" }]", &["2026-13"]);
    refuses_field(
        "residents",
        "protected = { label = \"支援\", blank = \"none\" }",
        &["none"],
    );
}

#[test]
fn in_a_list_with_a_row_for_each_person_no_blank_is_somebody_else() {
    let born = "birth_date = { label = \"生年月日\", blank = \"repeat\" }";
    let parts = &["line 2", "blank = \"repeat\"", "a row for each person"];
    refuses_field("residents", born, parts);
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
        refuses("residents", &keys, name, parts);
    }
    for (field, part) in [
        ("kana = { furigana_of = \"nmae\" }", "furigana_of"),
        ("address = { furigana_of = \"name\" }", "furigana_of"),
        ("status = { blank = \"resident\" }", "where status stands"),
        ("class = { from = \"sheet\", merged = \"repeat\" }", "class"),
    ] {
        refuses_field("residents", field, &["line 12", part]);
    }
}

#[test]
fn a_place_that_is_none_names_the_nearest() {
    refuses_key(
        "as_of = [\"titel\"]",
        &["line 4", "did you mean title?", "B2"],
    );
    // The end of the month is a day, not a month.
    refuses_key("month = [\"month-end\"]", &["line 4", "month-end"]);
    refuses_key(
        "month = [{ lable = \"月\" }]",
        &["line 4", "did you mean label?"],
    );
    for cell in ["B0", "2B", "ABCD1", "B9999999"] {
        refuses_key(&format!("month = [\"{cell}\"]"), &["line 4", cell]);
    }
    let pattern = "class = { label = \"組\", pattern = \"{}組\" }";
    refuses_field("school-register", pattern, &["line 12", "pattern"]);
    let pattern = "class = { from = \"sheet\", pattern = \"*組\" }";
    refuses_field("school-register", pattern, &["line 12", "{}"]);
}

#[test]
fn lines_and_blanks_that_cannot_be_read_so_are_refused() {
    for (keys, said) in [
        ("label = \"氏名\", line = 0", "line of kana"),
        ("join = [\"姓\", \"名\"], line = 1", "line of kana"),
        (
            "join = [\"姓\", \"名\"], blank = \"repeat\"",
            "blank = \"repeat\" of kana",
        ),
        (
            "label = \"氏名\", span = 2, blank = \"repeat\"",
            "blank = \"repeat\" of kana",
        ),
    ] {
        let kana = format!("kana = {{ {keys} }}");
        refuses_field("residents", &kana, &["line 12", said]);
    }
    let class = "class = { from = \"sheet\", blank = \"repeat\" }";
    refuses_field("school-register", class, &["line 12", "blank"]);
}

#[test]
fn joins_that_cannot_work_are_refused() {
    for (keys, said) in [
        ("join = [\"市外\"]", "2 to 8"),
        ("join = [\"市外\", \"\"]", "heading of phone is empty"),
        ("join = [\"市外\", \"市内\"], label = \"電話\"", "join"),
        ("label = \"電話\", span = 1", "span"),
        ("label = \"電話\", with = \"-\"", "with"),
        ("label = \"電話\", span = 3, width = 4", "width = [3, 0, 4]"),
        ("join = [\"市外\", \"市内\"], width = [0, 0]", "width"),
    ] {
        let phone = format!("phone = {{ {keys} }}");
        refuses_field("residents", &phone, &["line 12", said]);
    }
    refuses_field(
        "residents",
        "sex = { join = [\"男\", \"女\"] }",
        &["line 12", "join"],
    );
}

#[test]
fn sums_and_rows_that_make_no_sense_are_refused() {
    let fields = "name = { label = \"氏名\" }\ndays = { day_columns = true }";
    for (check, said) in [
        (
            "{ label = \"欠席\", marks = [\"absent-il\"] }",
            "did you mean absent-ill?",
        ),
        ("{ label = \"欠席\" }", "marks"),
        ("{ marks = [\"late\"] }", "checks"),
        ("{ label = \"計\", sum = [\"name\"] }", "name"),
    ] {
        let keys = format!("month = [\"file\"]\nchecks = [{check}]");
        refuses("attendance", &keys, fields, &["line 5", said]);
    }
    for rows in ["0:5", "9:3", ":", "a"] {
        refuses_key(
            &format!("table = {{ rows = \"{rows}\" }}"),
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
