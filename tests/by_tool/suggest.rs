//! `mimamori-import --suggest` and `--profile`, as the clerk of a new town uses them.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::util::{Ran, root, run_with};

const TODAY: &[&str] = &["--today", "2026-06-01"];

fn draft(folder: &Path, what: &str) -> Ran {
    let arguments: Vec<&str> = ["--suggest", what].iter().chain(TODAY).copied().collect();
    run_with(folder, "import", &arguments, "")
}

/// A copy of a town's folder with another mapping.
fn town(from: &Path, mapping: Option<&str>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("town");
    fs::create_dir(&town).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), town.join(entry.file_name())).unwrap();
        }
    }
    // The same series and key, so that sources have the same ids.
    fs::write(
        town.join("series.toml"),
        format!("series = \"aaaa\"\nkey = \"{}\"\n", "0".repeat(64)),
    )
    .unwrap();
    if let Some(mapping) = mapping {
        fs::write(town.join("import.toml"), mapping).unwrap();
    }
    folder
}

fn import(town: &Path, what: &Path) -> Ran {
    let config = town.join("town/import.toml");
    let arguments = ["-c", config.to_str().unwrap(), what.to_str().unwrap()];
    let arguments: Vec<&str> = arguments.iter().chain(TODAY).copied().collect();
    run_with(town, "import", &arguments, "")
}

fn records(ran: &Ran) -> Vec<String> {
    let mut records: Vec<String> = ran.lines("record").iter().map(Json::to_string).collect();
    records.sort();
    records
}

/// Copies the lists that a draft tells apart by what stands in them; of the others it drafts lists
/// of the town's own.
fn told_apart(from: &Path, to: &Path) {
    const KINDS: [&str; 7] = [
        "住民記録",
        "学齢簿",
        "乳幼児健診",
        "出欠",
        "ケース台帳",
        "サポートプラン",
        "会議決定",
    ];
    for desk in fs::read_dir(from).unwrap() {
        let desk = desk.unwrap();
        for list in fs::read_dir(desk.path()).unwrap() {
            let list = list.unwrap();
            let name = list.file_name().into_string().unwrap();
            if KINDS.iter().any(|kind| name.starts_with(kind)) {
                let folder = to.join(desk.file_name());
                fs::create_dir_all(&folder).unwrap();
                fs::copy(list.path(), folder.join(name)).unwrap();
            }
        }
    }
}

#[test]
fn the_draft_for_the_practice_town_reads_the_same_records_as_its_own_mapping() {
    let example = root().join("examples/hinata-cho");
    let month = town(&example.join("town"), None);
    let folder = month.path().join("2026-05/in");
    told_apart(&example.join("2026-05/in"), &folder);
    let drafted = draft(month.path(), "2026-05/in").ok();
    let own = town(&example.join("town"), None);
    let new = town(&example.join("town"), Some(&drafted.out));
    let (own, new) = (
        import(own.path(), &folder).ok(),
        import(new.path(), &folder).ok(),
    );
    let (own, new) = (records(&own), records(&new));
    assert!(own.len() > 4000, "{}", own.len());
    let other = own.iter().zip(&new).position(|(own, new)| own != new);
    assert_eq!((other, own.len()), (None, new.len()));
}

/// What the draft says of one table: sheet, heading rows, rows of people, and fields by column.
#[derive(Debug, Default, PartialEq)]
struct Told {
    sheet: String,
    heading: (u64, u64),
    rows: (u64, u64),
    fields: Vec<(String, String)>,
}

fn span(text: &str) -> (u64, u64) {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    (first.parse().unwrap(), last.parse().unwrap())
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = text.split_once(before)?.1;
    Some(rest.split_once(after).map_or(rest, |(inside, _)| inside))
}

fn told(draft: &str) -> Option<Told> {
    let about = draft
        .lines()
        .find(|line| line.contains(" / headings in rows "))?;
    let people = between(about, " people in rows ", " ")?;
    let mut told = Told {
        sheet: between(about, "「", "」")?.to_owned(),
        heading: span(between(about, "headings in rows ", ",")?),
        rows: span(people),
        fields: Vec::new(),
    };
    let (mut columns, mut key) = (Vec::new(), String::new());
    for line in draft.lines() {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        if let Some(table) = between(bare, "[list.fields.", "]") {
            key = table.to_owned();
        } else if let Some((letters, _)) = bare.split_once(' ')
            && line.starts_with("# ")
            && letters
                .split(',')
                .all(|one| one.bytes().all(|b| b.is_ascii_uppercase()))
            && !letters.is_empty()
        {
            // A, C, D 日付 / date
            let all = bare.split(' ').take_while(|word| {
                word.trim_end_matches(',')
                    .bytes()
                    .all(|b| b.is_ascii_uppercase())
            });
            columns = all
                .map(|word| word.trim_end_matches(',').to_owned())
                .collect();
            if !key.is_empty() {
                told.fields
                    .extend(columns.drain(..).map(|column| (column, key.clone())));
            }
        } else if let Some((field, _)) = bare.split_once(" = { ")
            && (bare.contains("label = ") || bare.contains("join = "))
        {
            told.fields
                .extend(columns.drain(..).map(|column| (column, field.to_owned())));
        }
    }
    told.fields.sort();
    Some(told)
}

/// The fields that say whose row it is: of lists that the dictionary does not have, these alone.
fn identity(key: &str) -> bool {
    mimamori_record::dictionary::is_identity(key)
}

#[test]
fn nine_in_ten_municipal_layouts_need_no_edit_and_forms_are_refused() {
    let layouts = root().join("tests/nasty/layouts");
    let mut wrong = Vec::new();
    let mut all = 0;
    let mut expected: Vec<_> = fs::read_dir(layouts.join("expected"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    expected.sort();
    for path in expected {
        let expected: Json = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let file = expected["file"].as_str().unwrap();
        let draft = draft(&layouts, &format!("files/{file}")).ok().out;
        toml::from_str::<toml::Table>(&draft).unwrap();
        all += 1;
        let told = told(&draft);
        if expected["refuse"] == true {
            assert!(told.is_none(), "{file} is a form");
            continue;
        }
        let pair = |key: &str| {
            (
                expected[key][0].as_u64().unwrap(),
                expected[key][1].as_u64().unwrap(),
            )
        };
        let known = expected["dataset"].is_string();
        let mut fields: Vec<(String, String)> = Vec::new();
        for (column, about) in expected["columns"].as_object().unwrap() {
            let key = about["field"].as_str().unwrap_or("");
            let asked = if known {
                !key.is_empty() && key != "days"
            } else {
                identity(key)
            };
            if asked {
                fields.push((column.clone(), key.to_owned()));
            }
        }
        fields.sort();
        let right = Told {
            sheet: expected["sheet"].as_str().unwrap().to_owned(),
            heading: pair("heading"),
            rows: pair("rows"),
            fields,
        };
        let dataset = match expected["dataset"].as_str() {
            Some(name) => draft.contains(&format!("dataset = \"{name}\"")),
            None => draft.contains("\nown = true\n"),
        };
        if told.as_ref() != Some(&right) || !dataset {
            wrong.push(format!("{file}: {told:?}\n  instead of {right:?}"));
        }
    }
    assert!(all >= 24, "{all}");
    assert!(
        wrong.len() * 10 <= all,
        "{} of {all}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_draft_is_accepted_and_every_cell_of_its_tables_is_accounted_for() {
    let layouts = root().join("tests/nasty/layouts");
    for file in [
        "01-学齢簿",
        "03-住民記録抽出",
        "04-乳幼児健診",
        "10-要対協台帳",
        "17-異動者一覧",
    ] {
        let path = format!("files/{file}.xlsx");
        let drafted = draft(&layouts, &path).ok();
        let town = town(&root().join("tests/nasty/town"), Some(&drafted.out));
        let ran = import(town.path(), &layouts.join(&path)).ok();
        assert!(ran.lines("record").len() >= 10, "{file}: {}", ran.err);
        let missing = ran.lines("problem").into_iter().find(|problem| {
            matches!(
                problem["code"].as_str(),
                Some("missing-label" | "duplicate-label" | "sheet-missing")
            )
        });
        assert_eq!(missing, None, "{file}");
    }
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Thirty invented people, one of whom has a rare code and a rare remark.
fn list(rows: usize) -> String {
    let mut text = "宛名番号,氏名,フリガナ,生年月日,性別,国籍,住民状態,備考\n".to_owned();
    for row in 0..rows {
        let (state, remark) = if row == 7 {
            ("行方知れず", "隣の家に住む")
        } else {
            ("住民", "")
        };
        let state = if row % 5 == 1 { "9" } else { state };
        text.push_str(&format!(
            "{:06},空野　湊{row},ソラノ ミナト,H29.5.{},男,日本,{state},{remark}\n",
            1000 + row,
            row % 28 + 1
        ));
    }
    text
}

#[test]
fn no_name_no_date_and_no_rare_value_leaves_the_files() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "in/住民課/住民記録.csv", &list(30));
    for option in ["--suggest", "--profile"] {
        let ran = run_with(folder.path(), "import", &[option, "in"], "").ok();
        for secret in [
            "空野",
            "湊",
            "ソラノ",
            "H29",
            "001007",
            "行方",
            "隣の家",
            "日本",
        ] {
            assert!(
                !ran.out.contains(secret) && !ran.err.contains(secret),
                "{option} shows {secret}"
            );
        }
        // What is frequent is asked about, with its count.
        assert!(
            ran.out.contains('9') && ran.out.contains('6'),
            "{}",
            ran.out
        );
    }
    let profile = run_with(folder.path(), "import", &["--profile", "in"], "")
        .ok()
        .out;
    assert!(profile.contains("「9」 6"), "{profile}");
    assert!(profile.contains("protected data, not shown"), "{profile}");
}

#[test]
fn a_question_is_something_to_look_at_and_an_answer_is_no_stream() {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        "in/名簿.csv",
        "氏名,ふりがな,よくわからない列\n空野　湊,そらの みなと,あ\n",
    );
    let ran = run_with(
        folder.path(),
        "import",
        &["--suggest", "--exit-code", "in"],
        "",
    );
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(
        ran.out.contains("# ?? 質問: ") && !ran.out.contains("\"kind\""),
        "{}",
        ran.out
    );
    assert!(toml::from_str::<toml::Table>(&ran.out).is_ok());
    run_with(folder.path(), "import", &["in"], "").fails(2);
}

#[test]
fn a_list_that_the_dictionary_does_not_have_is_read_and_asked_by_its_own_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut doses = "接種者番号,氏名,フリガナ,生年月日,ＢＣＧ接種日,ワクチンロット\n".to_owned();
    for day in 1..=20 {
        let dose = if day == 7 { "" } else { "R7.10.3" };
        doses += &format!("{day},空野　湊{day},ソラノ ミナト,R7.5.{day},{dose},K{day}\n");
    }
    put(folder.path(), "in/健康/R8予防接種台帳.csv", &doses);
    let draft = draft(folder.path(), "in").ok().out;
    let list = between(&draft, "[[list]]\n", "files").unwrap();
    assert_eq!(list, "dataset = \"予防接種台帳\"\nown = true\n");
    // What a clerk does: take away the # of the column that is needed, and name it.
    let column = draft
        .lines()
        .find(|line| line.contains("column_e"))
        .unwrap();
    let field = column.trim_start_matches("#   ").replace("column_e", "bcg");
    let mapping = draft.replace(column, &field);
    let town = town(&root().join("examples/hinata-cho/town"), Some(&mapping));
    let ran = import(town.path(), &folder.path().join("in")).ok();
    let records = ran.lines("record");
    assert_eq!(records.len(), 20);
    assert_eq!(records[0]["bcg"], "2025-10-03");
    assert!(records.iter().all(|one| one.get("column_f").is_none()));
    let rules = r#"
[[rule]]
id = "bcg-missing"
title = { ja = "BCG", en = "BCG" }
why = { ja = "接種の日がありません", en = "no day" }
area = "development"
lane = "support-gap"
applies = "any 予防接種台帳 [name is not blank]"
when = "any 予防接種台帳 [bcg is blank]"
source = "test"
basis = "town-practice"
on = true
since = 2026-04-01
by = "町"
"#;
    fs::write(town.path().join("town/rules.toml"), rules).unwrap();
    let matched = run_with(town.path(), "match", &["-q"], &ran.out).ok();
    let flagged = run_with(
        town.path(),
        "flag",
        &["-q", "-c", "town/rules.toml"],
        &matched.out,
    )
    .ok();
    assert_eq!(flagged.lines("flag").len(), 1, "{}", flagged.err);
    assert_eq!(flagged.lines("flag")[0]["evidence"][0]["cell"], "E8");
}

#[test]
fn a_check_up_that_each_row_names_is_drafted() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = "健診名,氏名,フリガナ,生年月日,通知日,受診日\n".to_owned();
    for day in 1..=20 {
        let part = if day % 2 == 0 {
            "１歳６か月児健診"
        } else {
            "３歳児健診"
        };
        rows += &format!("{part},空野　湊{day},ソラノ ミナト,R5.5.{day},R8.4.1,R8.4.{day}\n");
    }
    put(folder.path(), "in/健康/健診台帳.csv", &rows);
    let draft = draft(folder.path(), "in").ok().out;
    let town = town(&root().join("examples/hinata-cho/town"), Some(&draft));
    let records = import(town.path(), &folder.path().join("in"))
        .ok()
        .lines("record");
    assert_eq!(records.len(), 20);
    assert_eq!(
        (&records[0]["part"], &records[1]["part"]),
        (&"36m".into(), &"18m".into())
    );
}

#[test]
fn the_same_list_of_every_school_and_month_is_one_list() {
    let folder = tempfile::tempdir().unwrap();
    let days: Vec<String> = (1..=31).map(|day| day.to_string()).collect();
    for school in ["みなと小", "ひがし小"] {
        for month in ["4月", "5月"] {
            let head = format!(
                "{school}学校 出席簿 令和8年{month}\n番号,氏名,{}\n",
                days.join(",")
            );
            let rows: String = (1..12)
                .map(|row| {
                    format!(
                        "{row},空野　湊{row},{}\n",
                        if row % 3 == 0 { "病,,遅" } else { "" }
                    )
                })
                .collect();
            put(
                folder.path(),
                &format!("in/{school}/出欠{month}.csv"),
                &(head + &rows),
            );
        }
    }
    let ran = draft(folder.path(), "in").ok();
    assert_eq!(ran.out.matches("\n[[list]]").count(), 1, "{}", ran.out);
    for line in [
        "files = [\"*/出欠*\"]",
        "institution = [\"folder\", \"title\"]",
        "month = [\"title\"]",
        "\"病\" = \"absent-ill\"",
    ] {
        assert!(ran.out.contains(line), "{line} is not in {}", ran.out);
    }
}

#[test]
fn individual_numbers_are_never_offered() {
    let nasty = root().join("tests/nasty/files");
    let ran = draft(&nasty, "individual-number.xlsx").ok();
    assert!(
        ran.out
            .contains("individual numbers: this kit never reads them"),
        "{}",
        ran.out
    );
}

fn drafted(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "in/住民課/住民記録.csv", text);
    draft(folder.path(), "in").ok().out
}

#[test]
fn what_stands_for_nothing_is_offered_as_empty() {
    let mut text = "宛名番号,氏名,生年月日,住民となった日,異動日\n".to_owned();
    for row in 0..12 {
        let (moved, left) = if row % 3 == 0 {
            ("-", "99999999")
        } else {
            ("R5.4.1", "20260301")
        };
        text.push_str(&format!(
            "{row:06},空野　湊{row},H29.5.{},{moved},{left}\n",
            row + 1
        ));
    }
    let draft = drafted(&text);
    assert!(
        draft.contains(r#"resident_since = { label = "住民となった日", empty = ["-"] }"#),
        "{draft}"
    );
    assert!(
        draft.contains(r#"left_on = { label = "異動日", empty = ["99999999"] }"#),
        "{draft}"
    );
}

#[test]
fn a_table_of_two_rows_for_each_person_or_of_names_side_by_side_is_refused_with_the_reason() {
    let mut two = "番号,氏名,生年月日\n".to_owned();
    for row in 1..8 {
        two.push_str(&format!("{row},ソラノ　ミナト,H29.5.{row}\n,空野　湊,\n"));
    }
    let draft = drafted(&two);
    assert!(
        !draft.contains("[[list]]") && draft.contains("二行に分かれた"),
        "{draft}"
    );
    let beside = "ふりがな,そらの　みなと,ほしだ　あおい,つきしま　れん\n生年月日,H29.5.1,H29.5.2,H29.5.3\n性別,男,女,男\n住所,本町1,本町2,本町3\n";
    let draft = drafted(beside);
    assert!(
        !draft.contains("[[list]]") && !draft.contains("みなと"),
        "{draft}"
    );
}

#[test]
fn given_names_in_a_column_of_their_own_are_never_shown() {
    let mut text = "宛名番号,姓,名,区分\n".to_owned();
    for row in 0..12 {
        let given = if row % 2 == 0 { "湊" } else { "碧" };
        text.push_str(&format!("{row:06},空野,{given},{}\n", row % 2 + 1));
    }
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "in/住民課/住民記録.csv", &text);
    let arguments = ["--profile", "in"].iter().chain(TODAY).copied();
    let ran = run_with(folder.path(), "import", &arguments.collect::<Vec<_>>(), "").ok();
    assert!(ran.out.contains("「1」 6"), "{}", ran.out);
    assert!(
        !ran.out.contains('湊') && !ran.out.contains("空野"),
        "{}",
        ran.out
    );
}

/// A nasty workbook under another name, and the draft for it.
fn of_nasty(file: &str, name: &str) -> (TempDir, Ran) {
    let nasty = root().join("tests/nasty");
    let folder = town(&nasty.join("town"), None);
    fs::create_dir(folder.path().join("in")).unwrap();
    let from = nasty.join("files").join(file);
    fs::copy(from, folder.path().join("in").join(name)).unwrap();
    let drafted = draft(folder.path(), "in").ok();
    fs::write(folder.path().join("town/import.toml"), &drafted.out).unwrap();
    (folder, drafted)
}

/// These fields of the records, and of those that the maker of the workbook wrote down.
fn both(folder: &Path, file: &str, keys: &[&str]) -> [Vec<Vec<Json>>; 2] {
    let expected = root().join(format!("tests/nasty/expected/{file}.json"));
    let expected: Json = serde_json::from_str(&fs::read_to_string(expected).unwrap()).unwrap();
    let of = |records: &[Json]| -> Vec<Vec<Json>> {
        let of = |record: &Json| keys.iter().map(|key| record[key].clone()).collect();
        records.iter().map(of).collect()
    };
    let came = import(folder, &folder.join("in")).ok().lines("record");
    [
        of(&came),
        of(expected["tables"][0]["records"].as_array().unwrap()),
    ]
}

#[test]
fn cells_of_two_lines_are_drafted_line_by_line() {
    let (folder, drafted) = of_nasty("two-lines.xlsx", "要対協.xlsx");
    for line in [
        "\nname = { label = \"氏名(ふりがな)\", line = 1 }",
        "\nkana = { label = \"氏名(ふりがな)\", line = 2 }",
        "\nbirth_date = { label = \"生年月日(年齢)\", line = 1 }",
        "\nguardian_name = { label = \"保護者(かな・氏名)\", line = 2 }",
        "\nguardian_kana = { label = \"保護者(かな・氏名)\", line = 1 }",
    ] {
        assert!(drafted.out.contains(line), "{line}: {}", drafted.out);
    }
    let keys = [
        "row",
        "name",
        "kana",
        "birth_date",
        "guardian_name",
        "guardian_kana",
    ];
    let [came, expected] = both(folder.path(), "two-lines.xlsx", &keys);
    assert_eq!(came, expected);
}

#[test]
fn a_table_that_says_a_group_in_its_first_row_alone_is_drafted_so() {
    let (folder, drafted) = of_nasty("pivot.xlsx", "学齢簿.xlsx");
    for line in [
        "\ninstitution = { label = \"学校名\", blank = \"repeat\" }",
        "\ngrade = { label = \"学年\", blank = \"repeat\" }",
        "\nclass = { label = \"組\", blank = \"repeat\" }",
    ] {
        assert!(drafted.out.contains(line), "{line}: {}", drafted.out);
    }
    let keys = ["row", "name", "institution", "grade", "class", "above"];
    let [came, expected] = both(folder.path(), "pivot.xlsx", &keys);
    assert_eq!(came, expected);
}

#[test]
fn school_years_in_words_get_their_numbers_and_classes_that_became_dates_a_question() {
    let (folder, drafted) = of_nasty("class-dates.xlsx", "学齢簿.xlsx");
    for line in [
        "\ngrade = { label = \"学年\", codes = { \"一年\" = \"1\", \"中3\" = \"3\", \"小1\" = \"1\" } }",
        "\nclass = { label = \"組\" }",
        "some cells became dates",
    ] {
        assert!(drafted.out.contains(line), "{line}: {}", drafted.out);
    }
    let keys = ["row", "name", "grade", "class", "birth_date"];
    let [came, expected] = both(folder.path(), "class-dates.xlsx", &keys);
    assert_eq!(came, expected);
}
