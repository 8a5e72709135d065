//! Two lists held against each other: who is on both, what differs, and what nobody knows.

mod ledgers;

use mimamori_record::Lang;
use serde_json::{Value, json};

use ledgers::{Ledgers, aoi, hana, ren, row};

/// The line that says how a field compares.
fn line<'a>(text: &'a str, field: &str) -> &'a str {
    let mut lines = text.lines();
    let found = lines.find(|line| {
        let mut words = line.split_whitespace();
        matches!(words.next(), Some("×" | "△")) && words.next() == Some(field)
    });
    found.unwrap_or_else(|| panic!("no {field} in:\n{text}"))
}

#[test]
fn everybody_is_on_both_lists_or_on_one_and_counted_once() {
    let ledgers = Ledgers::new(
        vec![aoi(json!({})), ren(json!({}))],
        vec![aoi(json!({})), hana(json!({"category": "support-needed"}))],
    );
    let report = ledgers.report();
    let names = |people: &[crate::reconcile::Person]| -> Vec<String> {
        people.iter().map(|person| person.name.clone()).collect()
    };
    assert_eq!(names(&report.both), ["山田 葵"]);
    assert_eq!(names(&report.only[0]), ["高橋 花"]);
    assert_eq!(names(&report.only[1]), ["鈴木 蓮"]);
    assert_eq!(
        report.counts().ja,
        "両方 1人（違いあり 0人）、A だけ 1人、B だけ 1人、決まっていない A 0人・B 0人"
    );
    let text = report.text(Lang::Ja);
    assert!(text.contains("◎ 違いなし"), "{text}");
    // What the row says in codes helps to tell why it is missing on the other list.
    assert!(text.contains("区分 要支援児童"), "{text}");
    assert!(!report.agrees());
    let same = Ledgers::new(vec![aoi(json!({}))], vec![aoi(json!({}))]);
    assert!(same.report().agrees());
}

#[test]
fn values_that_differ_stand_side_by_side_with_their_cells() {
    let ledgers = Ledgers::new(
        vec![aoi(
            json!({"category": "support-needed", "address": "みなと1-2-3"}),
        )],
        vec![aoi(
            json!({"category": "protected-child", "address": "みなと1-2-4"}),
        )],
    );
    let text = ledgers.text();
    assert_eq!(
        line(&text, "区分").trim(),
        "× 区分  A 要保護児童（F2）   B 要支援児童（F2）"
    );
    assert_eq!(
        line(&text, "住所").trim(),
        "× 住所  A みなと1-2-4（D2）  B みなと1-2-3（D2）"
    );
    assert!(text.contains("違う項目: 住所 1人、区分 1人"), "{text}");
    let html = ledgers.report().html(Lang::Ja).unwrap();
    for part in ["要保護児童", "要支援児童", "in/児相/共有.xlsx", "F2"] {
        assert!(html.contains(part.trim_start_matches("in/")), "{part}");
    }
    let english = ledgers.ask(["児相台帳", "case ledger"], Lang::En).unwrap();
    let english = english.text(Lang::En);
    assert!(
        english.contains("× category  A child in need of protection (F2)"),
        "{english}"
    );
}

#[test]
fn another_spelling_is_no_difference_and_a_blank_is_not_stated() {
    let ours = row(
        "髙橋　花",
        "たかはし　はな",
        "2014-09-21",
        json!({"address": "みなと一丁目2番3号", "phone": "(082)123-4567"}),
    );
    let theirs = hana(json!({"address": "みなと1-2-3", "phone": "0821234567", "worker": "佐藤"}));
    let ledgers = Ledgers::new(vec![ours], vec![theirs]);
    let report = ledgers.report();
    assert_eq!(report.differing(), 0);
    assert!(report.agrees());
    let text = report.text(Lang::Ja);
    assert!(
        text.contains("○ 書き方だけが違う: 氏名、住所、電話番号\n"),
        "{text}"
    );
    assert_eq!(
        line(&text, "主担当").trim(),
        "△ 主担当  A 佐藤（H2）  B （記載なし）（H2）"
    );
}

#[test]
fn how_a_list_always_writes_is_told_once() {
    let people = |form: fn(usize) -> String| -> Vec<Value> {
        let names = "一二三四五六七八九十".chars().enumerate();
        let kana = ["ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ"];
        names
            .map(|(at, name)| {
                let (name, kana) = (format!("西野 {name}太"), format!("ニシノ {}タ", kana[at]));
                let born = format!("2014-{:02}-{:02}", at + 1, at + 11);
                row(&name, &kana, &born, json!({"address": form(at + 1)}))
            })
            .collect()
    };
    let ledgers = Ledgers::new(
        people(|at| format!("みなと{at}丁目2番3号")),
        people(|at| format!("みなと{at}-2-3")),
    );
    let report = ledgers.report();
    assert_eq!((report.both.len(), report.differing()), (10, 0));
    let text = report.text(Lang::Ja);
    let once = "二つの名簿で書き方が違う項目（一人ずつには挙げません）: 住所";
    assert!(text.contains(once), "{text}");
    assert!(!text.contains("書き方だけが違う: 住所"), "{text}");
}

#[test]
fn a_blank_that_means_something_is_a_value_and_an_unreadable_cell_is_none() {
    let ledgers = Ledgers::new(
        vec![
            aoi(json!({})),
            ren(json!({"category": Value::Null})),
            hana(json!({})),
        ],
        vec![
            aoi(json!({"closed_on": "2026-03-31"})),
            ren(json!({"category": "protected-child"})),
            hana(json!({})),
        ],
    );
    let report = ledgers.report();
    assert_eq!(report.differing(), 1);
    let text = report.text(Lang::Ja);
    assert_eq!(
        line(&text, "終結日").trim(),
        "× 終結日  A 令和8年3月31日（G2）  B （空欄: なし）（G2）"
    );
    assert_eq!(
        line(&text, "区分").trim(),
        "△ 区分  A 要保護児童（F3）  B （読めない値）（F3）"
    );
}

#[test]
fn who_is_asked_about_is_undecided_and_never_missing() {
    let nameless = json!({"name": "山田", "birth_date": "2018-05-03", "address": "みなと1-2-3"});
    let ledgers = Ledgers::new(
        vec![aoi(json!({"address": "みなと1-2-3"})), ren(json!({}))],
        vec![nameless],
    );
    let report = ledgers.report();
    assert_eq!(report.undecided, [1, 1]);
    assert!(report.only[0].is_empty());
    assert_eq!(report.only[1].len(), 1);
    assert_eq!(report.open.len(), 1);
    assert_eq!(report.heads[1].people, 2);
    let text = report.text(Lang::Ja);
    assert!(text.contains("「ない」とは数えていません"), "{text}");
    assert!(text.contains("名のない記録です"), "{text}");
    let html = report.html(Lang::Ja).unwrap();
    assert!(html.contains("ほかに、同じ人かもしれない行"), "{html}");
}

#[test]
fn two_who_are_asked_about_with_a_third_may_be_one_too() {
    let nameless =
        |_: &str| json!({"name": "山田", "birth_date": "2018-05-03", "address": "みなと1-2-3"});
    let mut ledgers = Ledgers::new(vec![nameless("ours")], vec![nameless("theirs")]);
    let twin =
        |name: &str, kana: &str| row(name, kana, "2018-05-03", json!({"address": "みなと1-2-3"}));
    ledgers.add(
        "checkups",
        "checkups.1",
        "in/健診.xlsx",
        "2026-05-31",
        vec![
            twin("山田 結衣", "ヤマダ ユイ"),
            twin("山田 陽菜", "ヤマダ ヒナ"),
        ],
    );
    let report = ledgers.report();
    assert_eq!(report.undecided, [1, 1], "{}", report.text(Lang::Ja));
    assert!(report.only.iter().all(Vec::is_empty));
}

#[test]
fn a_person_twice_on_one_list_is_told_with_both_rows() {
    let ledgers = Ledgers::new(
        vec![
            aoi(json!({"worker": "佐藤"})),
            aoi(json!({"worker": "鈴木"})),
        ],
        vec![aoi(json!({"worker": "佐藤"}))],
    );
    let report = ledgers.report();
    let text = report.text(Lang::Ja);
    assert!(text.contains("! B に2行あります（2行、3行）"), "{text}");
    assert_eq!(
        line(&text, "主担当").trim(),
        "× 主担当  A 佐藤（H2）  B 佐藤（H2） / 鈴木（H3）"
    );
    assert!(report.html(Lang::Ja).unwrap().contains("B に2行"));
    assert_eq!((report.heads[1].people, report.heads[1].rows), (1, 2));
}

#[test]
fn of_the_protected_and_the_adopted_nothing_is_printed_that_must_not_be() {
    let ledgers = Ledgers::new(
        vec![
            aoi(
                json!({"address": "みなと1-2-3", "phone": "082-123-4567", "protected": true, "category": "support-needed"}),
            ),
            row(
                "渡部 花",
                "ワタベ ハナ",
                "2014-09-21",
                json!({"address": "本町4-5", "former_name": "高橋"}),
            ),
        ],
        vec![
            aoi(
                json!({"address": "浜町9-9", "phone": "082-765-4321", "category": "protected-child"}),
            ),
            hana(json!({"address": "本町4-5"})),
        ],
    );
    let report = ledgers.report();
    assert_eq!(report.both.len(), 2, "{}", report.text(Lang::Ja));
    let page = report.html(Lang::Ja).unwrap();
    for text in [report.text(Lang::Ja), page] {
        for secret in ["みなと1", "浜町9", "082", "高橋", "タカハシ", "旧氏"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        // That something differs, and where to look, is said all the same.
        for part in [
            "（伏せています）",
            "【支援措置】",
            "D2",
            "要保護児童",
            "渡部 花",
        ] {
            assert!(text.contains(part), "{part} not in {text}");
        }
    }
}

#[test]
fn a_list_with_gaps_says_that_nobody_is_missing_for_certain() {
    let mut ledgers = Ledgers::new(vec![ren(json!({}))], vec![ren(json!({}))]);
    assert!(!ledgers.text().contains("言い切れません"));
    ledgers.sources[1]["rows_unread"] = json!(2);
    let text = ledgers.text();
    let gap = "A にない人を「いない」とは言い切れません: だれのものか読めない行のある名簿です";
    assert!(text.contains(gap), "{text}");
    assert!(!text.contains("B にない人を"), "{text}");
    ledgers.sources[1]["rows_unread"] = json!(0);
    ledgers.add(
        "attendance",
        "school.1",
        "in/みなと小/出欠.xlsx",
        "2026-05-31",
        vec![ren(json!({"institution": "みなと小"}))],
    );
    ledgers.sources[2]["institution"] = json!("みなと小");
    let asked = ["cases", "出欠"];
    let text = ledgers.ask(asked, Lang::Ja).unwrap().text(Lang::Ja);
    assert!(text.contains("名簿が届いていません（ひがし小）"), "{text}");
    let asked = ["cases", "出欠/湊小"];
    let text = ledgers.ask(asked, Lang::Ja).unwrap().text(Lang::Ja);
    assert!(text.contains("出欠（みなと小）"), "{text}");
    assert!(!text.contains("言い切れません"), "{text}");
}

#[test]
fn only_the_newest_delivery_counts_unless_a_file_is_named() {
    let mut ledgers = Ledgers::new(vec![aoi(json!({}))], vec![aoi(json!({}))]);
    ledgers.add(
        "cases",
        "old.1",
        "in/町/台帳4月.xlsx",
        "2026-04-30",
        vec![aoi(json!({})), ren(json!({}))],
    );
    let report = ledgers.report();
    assert!(report.agrees(), "{}", report.text(Lang::Ja));
    for asked in [
        ["町/台帳4月.xlsx", "台帳.xlsx!一覧"],
        ["in/町/台帳4月.xlsx!一覧", "cases"],
    ] {
        let report = ledgers.ask(asked, Lang::Ja).unwrap();
        assert_eq!(report.both.len(), 1);
        assert_eq!(report.only[0].len(), 1);
        assert!(report.only[1].is_empty());
    }
}

#[test]
fn lists_that_are_not_there_are_answered_with_those_that_are() {
    let ledgers = Ledgers::new(vec![aoi(json!({}))], vec![ren(json!({}))]);
    let fails = |asked: [&str; 2]| {
        let failure = ledgers.ask(asked, Lang::Ja).unwrap_err();
        assert_eq!(failure.status.code(), 2);
        failure
    };
    let failure = fails(["cases", "young-carers"]);
    assert!(failure.what.ja.contains("二つ目（B）"), "{failure}");
    for name in ["cases", "case ledger", "児相台帳", "residents"] {
        assert!(failure.advice.en.contains(name), "{failure}");
    }
    let failure = fails(["cases/みなと小", "児相台帳"]);
    assert!(failure.advice.en.contains("write cases alone"), "{failure}");
    let failure = fails(["cases", "ケース台帳"]);
    assert!(failure.what.en.contains("the same list"), "{failure}");
    let failure = fails(["cases", "町/台帳.xlsx"]);
    assert!(failure.what.en.contains("share rows"), "{failure}");
    let failure = fails(["cases", "平帳.xlsx"]);
    assert!(!failure.to_string().contains("平帳"), "{failure}");
}

#[test]
fn of_one_dataset_an_institution_stands_against_the_others() {
    let mut ledgers = Ledgers::new(Vec::new(), Vec::new());
    for (source, school, rows) in [
        ("a.1", "みなと小", vec![aoi(json!({})), ren(json!({}))]),
        ("b.1", "ひがし小", vec![aoi(json!({})), hana(json!({}))]),
    ] {
        let path = format!("in/{school}/ヤングケアラー.xlsx");
        ledgers.add("young-carers", source, &path, "2026-05-31", rows);
        ledgers.sources.last_mut().unwrap()["institution"] = json!(school);
    }
    for asked in [
        ["young-carers/みなと小", "young-carers"],
        ["young-carers/湊小", "young-carers/ひがし小"],
    ] {
        let report = ledgers.ask(asked, Lang::Ja).unwrap();
        let only: Vec<&str> = report.only.iter().map(|one| one[0].name.as_str()).collect();
        assert_eq!((report.both.len(), only), (1, vec!["鈴木 蓮", "高橋 花"]));
    }
    // Both schools together are one list, on which one child stands twice.
    let report = ledgers.ask(["young-carers", "cases"], Lang::Ja).unwrap();
    assert_eq!((report.heads[0].people, report.heads[0].rows), (3, 4));
    assert!(report.text(Lang::Ja).contains("! A に2行あります"));
}
