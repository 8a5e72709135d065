//! Values that stand in no column.

use super::*;

fn sheet() -> Vec<u8> {
    workbook(|sheet| {
        fill(
            sheet,
            &[
                &["学級名簿", "", "学校名", "みなと小学校"],
                &["年組", "3年1組", "基準日"],
                &["担任：大空", "", "令和8年5月10日"],
                &["氏名", "備考"],
                &["空野"],
                &["星田"],
                &[],
                &["", "", "", "令和8年5月"],
            ],
        );
    })
}

fn list(keys: &str, fields: &str) -> Lines {
    let fields = format!("name = {{ label = \"氏名\" }}\n{fields}");
    read(
        &one_list("school-register", keys, &fields),
        sheet(),
        "a.xlsx",
    )
}

#[test]
fn institution_day_and_class_stand_beside_or_below_their_labels_or_in_a_cell() {
    let lines = list(
        "institution = [\"file\", { label = [\"校名\", \"学校名\"] }]\nas_of = [{ label = \"基準日\" }]",
        "class = { from = \"B2\", pattern = \"*年{}組\" }\ngrade = { from = { label = \"年組\" }, pattern = \"{}年*\" }\nteacher = { from = { label = \"担任\" }, own = true, type = \"text\" }\n",
    );
    assert_eq!(lines.problems(), [problem("stray-cell", 8, "D")]);
    let source = lines.source();
    assert_eq!(
        (&source["institution"], &source["as_of"]),
        (&Json::from("みなと小"), &Json::from("2026-05-10"))
    );
    let record = lines.records()[1];
    assert_eq!(
        [&record["class"], &record["grade"], &record["teacher"]],
        [&Json::from("1"), &Json::from(3), &Json::from("大空")]
    );
    // They stand in no column, so evidence names none.
    assert_eq!(source["columns"].to_string(), r#"{"name":"A"}"#);
}

#[test]
fn a_cell_below_the_table_is_no_stray_one_when_the_mapping_names_it() {
    assert_eq!(list("", "").problems(), [problem("stray-cell", 8, "D")]);
    let lines = list("month = [\"D8\"]", "");
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.source()["from"], "2026-05-01");
}

#[test]
fn what_nobody_can_read_or_find_is_told_with_its_cell() {
    let lines = list("", "grade = { from = \"C3\" }\nclass = { from = \"Z9\" }\n");
    let (stray, own): (Vec<_>, Vec<_>) = lines
        .problems()
        .into_iter()
        .partition(|p| p.0 == "stray-cell");
    assert_eq!(stray.len(), 1);
    assert_eq!(
        own,
        [
            problem("type-error", 3, "C"),
            problem("missing-label", 9, "Z")
        ]
    );
    let record = lines.records()[0];
    assert_eq!(record["grade"], Json::Null);
    assert_eq!(record.get("class"), None);
    let optional = list("", "class = { from = \"Z9\", optional = true }\n");
    assert_eq!(optional.problems().len(), 1);
}

#[test]
fn a_file_in_the_folder_of_another_school_is_not_read() {
    let keys = "institution = [\"folder\", { label = \"学校名\" }]";
    let mapping = one_list("school-register", keys, "name = { label = \"氏名\" }\n");
    let lines = read(&mapping, sheet(), "みなと小/a.xlsx");
    assert_eq!(lines.source()["state"], "read");
    let lines = read(&mapping, sheet(), "やまて小/a.xlsx");
    assert_eq!(lines.problems(), [problem("places-disagree", 0, "")]);
    // The gap is that of the folder: its school has sent nothing that can be read.
    let source = lines.source();
    assert_eq!(
        (&source["state"], &source["institution"]),
        (&Json::from("unreadable"), &Json::from("やまて小"))
    );
    assert_eq!(lines.records().len(), 0);
}

#[test]
fn only_who_could_owe_the_list_contradicts_the_school() {
    let expected = "expected = [{ types = [\"elementary-school\"], from = \"2026-04\" }]";
    let said = |keys: &str, title: &str, file: &str| {
        let mapping = one_list("school-register", keys, "name = { label = \"氏名\" }\n");
        let bytes = format!("{title}\n\n氏名,組\n空野,1\n").into_bytes();
        let lines = read(&mapping, bytes, file);
        let state = lines.source()["state"].as_str().map(str::to_owned);
        (
            lines.source()["institution"].as_str().map(str::to_owned),
            state,
        )
    };
    let school = |name: &str, state: &str| (Some(name.to_owned()), Some(state.to_owned()));
    for more in ["", expected] {
        let folder = format!("institution = [\"folder\", \"title\"]\n{more}");
        for title in ["ひなた町教育委員会", "ひなた町教育委員会 みなと小学校"]
        {
            let read = said(&folder, title, "みなと小/a.csv");
            assert_eq!(read, school("みなと小", "read"), "{title} {more}");
        }
        let other = said(&folder, "やまて小", "みなと小/a.csv");
        assert_eq!(other, school("みなと小", "unreadable"), "{more}");
    }
    // The board sends what the schools have handed in.
    for places in ["\"folder\", \"title\"", "\"title\", \"folder\""] {
        let keys = format!("institution = [{places}]\n{expected}");
        let read = said(&keys, "みなと小学校", "教育委員会/a.csv");
        assert_eq!(read, school("みなと小", "read"), "{places}");
        let read = said(&keys, "ひなた町教育委員会", "みなと小/a.csv");
        assert_eq!(read, school("みなと小", "read"), "{places}");
    }
}

#[test]
fn the_month_in_which_a_list_was_made_contradicts_nothing() {
    let mapping = one_list(
        "school-register",
        "month = [\"title\", \"file\"]",
        "name = { label = \"氏名\" }\n",
    );
    for title in [
        "令和8年6月作成",
        "作成日：令和8年6月",
        "令和8年6月3日作成",
        "令和8年度",
    ] {
        let bytes = format!("{title}\n\n氏名,組\n空野,1\n").into_bytes();
        let lines = read(&mapping, bytes, "名簿5月.csv");
        assert_eq!(lines.problems(), [], "{title}");
        assert_eq!(lines.source()["from"], "2026-05-01", "{title}");
    }
}

#[test]
fn last_months_title_over_this_months_list_is_told() {
    let mapping = one_list(
        "school-register",
        "month = [\"title\", \"file\"]",
        "name = { label = \"氏名\" }\n",
    );
    let months = |title: &str, file: &str| {
        let bytes = format!("{title}\n\n氏名,組\n空野,1\n").into_bytes();
        let lines = read(&mapping, bytes, file);
        let codes = lines.problems().into_iter().map(|(code, ..)| code);
        codes.collect::<Vec<_>>()
    };
    assert_eq!(
        months("令和8年4月 名簿", "名簿5月.csv"),
        ["places-disagree"]
    );
    assert_eq!(
        months("令和7年5月 名簿", "名簿5月.csv"),
        ["places-disagree"]
    );
    assert_eq!(
        months("令和8年6月 名簿", "名簿6月.csv"),
        Vec::<String>::new()
    );
    for file in [
        "名簿5月.csv",
        "名簿_20260605.csv",
        "名簿4月・5月.csv",
        "名簿.csv",
    ] {
        assert_eq!(
            months("令和8年5月 名簿", file),
            Vec::<String>::new(),
            "{file}"
        );
    }
}

#[test]
fn a_list_of_events_whose_title_names_a_fiscal_year_is_of_that_year() {
    let register = |keys: &str| {
        let title = workbook(|sheet| {
            let title = ["見守り情報　受付簿（令和8年度）", "令和8年4月19日現在"];
            fill(sheet, &[&title, &["氏名", "受付日"], &["空野", "R8.4.3"]]);
        });
        let fields = "name = { label = \"氏名\" }\ndate = { label = \"受付日\" }\n";
        let lines = read(&one_list("notes", keys, fields), title, "a.xlsx");
        let source = lines.source();
        (source["from"].clone(), source["to"].clone())
    };
    let year = (Json::from("2026-04-01"), Json::from("2027-03-31"));
    assert_eq!(register(""), year);
    assert_eq!(register("period = [\"title\"]"), year);
    // A register that goes on from year to year under the newest one's title.
    assert_eq!(register("period = []"), (Json::Null, Json::Null));
}
