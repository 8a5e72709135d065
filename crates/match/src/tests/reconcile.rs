//! Two lists held against each other: who is on both, what differs, and what nobody knows.

use mimamori_record::{Failure, Input, Lang};
use serde_json::{Value, json};

use crate::compare::Comparer;
use crate::decide::decide;
use crate::form::Forms;
use crate::gather::{Decided, gather};
use crate::ids::Numbers;
use crate::intake::take_in;
use crate::model::Model;
use crate::options::BandSettings;
use crate::reconcile::Report;
use crate::tests::crowd;

/// A town's ledger and the prefecture's, each in a file of its own.
struct Ledgers {
    /// Dataset, source and row, fields.
    rows: Vec<(&'static str, &'static str, Value)>,
    sources: Vec<Value>,
}

/// The columns of both.
const COLUMNS: [(&str, &str); 10] = [
    ("name", "A"),
    ("kana", "B"),
    ("birth_date", "C"),
    ("address", "D"),
    ("phone", "E"),
    ("category", "F"),
    ("closed_on", "G"),
    ("worker", "H"),
    ("former_name", "I"),
    ("protected", "J"),
];

impl Ledgers {
    fn new(ours: Vec<Value>, theirs: Vec<Value>) -> Self {
        let mut ledgers = Ledgers {
            rows: Vec::new(),
            sources: Vec::new(),
        };
        ledgers.add("cases", "ours.1", "in/町/台帳.xlsx", "2026-05-31", ours);
        ledgers.add(
            "児相台帳",
            "theirs.1",
            "in/児相/共有.xlsx",
            "2026-05-31",
            theirs,
        );
        ledgers
    }

    fn add(
        &mut self,
        dataset: &'static str,
        source: &'static str,
        path: &str,
        as_of: &str,
        rows: Vec<Value>,
    ) {
        let columns: serde_json::Map<String, Value> = COLUMNS
            .iter()
            .map(|(key, column)| ((*key).to_owned(), json!(column)))
            .collect();
        self.sources.push(json!({"kind": "source", "id": source, "dataset": dataset, "path": path, "sheet": "一覧", "as_of": as_of, "state": "read", "rows": rows.len(), "rows_unread": 0, "columns": columns}));
        let rows = rows.into_iter();
        self.rows.extend(rows.map(|row| (dataset, source, row)));
    }

    fn stream(&self) -> String {
        let mut lines = vec![
            json!({"kind": "begin", "format": 1, "check": "こども家庭"}),
            json!({"kind": "run", "program": "mimamori-import", "version": "0.1.0", "today": "2026-06-01"}),
            json!({"kind": "town", "name": "ひなた町", "series": "k7q2", "population": 12000, "institutions": [{"name": "みなと小", "type": "elementary-school", "aliases": ["湊小"]}], "staff": [], "calendar": []}),
        ];
        for (name, expected) in [
            ("cases", json!([{}])),
            ("児相台帳", json!([{}])),
            ("residents", json!([{}])),
            (
                "attendance",
                json!([{"institution": "みなと小"}, {"institution": "ひがし小"}]),
            ),
        ] {
            let per = if name == "attendance" {
                "person-month"
            } else {
                "person"
            };
            let fields = json!({"closed_on": {"type": "date", "label": "終結日", "blank": "no"}, "category": {"type": "code", "label": "区分"}});
            lines.push(json!({"kind": "dataset", "name": name, "closed": true, "per": per, "expected": expected, "provider": "", "purpose": "", "basis": "", "decided": "2025-03-10", "fields": fields}));
        }
        let mut rows = self.rows.clone();
        rows.extend(
            crowd()
                .into_iter()
                .map(|(dataset, row)| (dataset, "residents.1", row)),
        );
        let mut sources = self.sources.clone();
        sources.push(json!({"kind": "source", "id": "residents.1", "dataset": "residents", "path": "in/住民.xlsx", "as_of": "2026-06-01", "state": "read", "rows": 0, "rows_unread": 0}));
        for mut source in sources {
            let id = source["id"].as_str().unwrap().to_owned();
            let of = rows.iter().filter(|(_, source, _)| *source == id);
            let mut count = 0;
            for (dataset, source, fields) in of {
                count += 1;
                let mut line = json!({"kind": "record", "dataset": dataset, "source": source, "row": count + 1});
                for (key, value) in fields.as_object().unwrap() {
                    line[key] = value.clone();
                }
                lines.push(line);
            }
            source["rows"] = json!(count);
            lines.push(source);
        }
        lines.push(json!({"kind": "end", "ok": true}));
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    fn ask(&self, asked: [&str; 2], lang: Lang) -> Result<Report, Failure> {
        let text = self.stream();
        let mut input = Input::new(text.as_bytes(), false).unwrap();
        let (intake, known) = take_in(&mut input, Vec::new()).unwrap();
        let mut forms = Forms::new(&intake.identities);
        forms.place(&intake.records);
        let model = Model::new(&forms);
        let comparer = Comparer {
            forms: &forms,
            model: &model,
        };
        let edges = crate::edges(comparer, &crate::block::candidates(&forms));
        let given = crate::answer::given(&intake, None);
        let mut settled = crate::settle::settle(given, comparer, &intake, None, &known, &[]);
        let bands = BandSettings::default().into();
        let mut decision = decide(comparer, edges, &settled.ties, bands);
        crate::asking::mark_asked(&mut decision, &mut settled, comparer, &[]);
        let decided = Decided {
            intake: &intake,
            comparer,
            decision: &decision,
            sets: &[],
            before: None,
        };
        let mut numbers = Numbers::new("k7q2", None);
        let gathered = gather(decided, &mut numbers, 20, &mut Vec::new());
        let carried = crate::carried::carried(&settled, &intake, &gathered);
        let result = crate::write::Result {
            intake: &intake,
            comparer,
            decision: &decision,
            gathered: &gathered,
            before: None,
            settled: &settled,
            carried: &carried,
        };
        let asked = asked.map(str::to_owned);
        Report::new(result, &asked, lang)
    }

    /// The prefecture's ledger against the town's, in Japanese.
    fn report(&self) -> Report {
        self.ask(["児相台帳", "cases"], Lang::Ja).unwrap()
    }

    fn text(&self) -> String {
        self.report().text(Lang::Ja)
    }
}

/// A row: name, kana, birth date, and what else it says.
fn row(name: &str, kana: &str, born: &str, rest: Value) -> Value {
    let mut row = json!({"name": name, "kana": kana, "birth_date": born});
    for (key, value) in rest.as_object().unwrap() {
        row[key] = value.clone();
    }
    row
}

fn aoi(rest: Value) -> Value {
    row("山田 葵", "ヤマダ アオイ", "2018-05-03", rest)
}

fn ren(rest: Value) -> Value {
    row("鈴木 蓮", "スズキ レン", "2016-02-11", rest)
}

fn hana(rest: Value) -> Value {
    row("高橋 花", "タカハシ ハナ", "2014-09-21", rest)
}

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
