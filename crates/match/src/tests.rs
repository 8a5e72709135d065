//! Nasty little rosters: who is one, who is not, who is asked.

mod answers;
mod estimate;
mod explain;
mod households;
pub(crate) mod local;
mod names;
mod offices;
mod reconcile;
mod report;
mod twice;

use std::collections::BTreeSet;

use mimamori_record::Input;
use serde_json::{Value, json};

use crate::compare::Comparer;
use crate::decide::{Decision, Edge, decide, decide_and_tell};
use crate::fate::Fates;
use crate::form::Forms;
use crate::gather::{Decided, Gathered, gather};
use crate::groups::Ties;
use crate::ids::Numbers;
use crate::intake::{Intake, take_in};
use crate::local::Local;
use crate::model::Model;
use crate::options::{BandSettings, Bands};
use crate::settle::Settled;

/// A stream of these rows: (dataset, fields); each dataset is one source.
fn stream(rows: &[(&str, Value)]) -> String {
    let mut lines = vec![
        json!({"kind": "begin", "format": 1, "check": "こども家庭"}),
        json!({"kind": "run", "program": "mimamori-import", "version": "0.1.0", "today": "2026-06-01"}),
        json!({"kind": "town", "name": "ひなた町", "series": "k7q2", "population": 12000, "institutions": [{"name": "みなと小", "type": "elementary-school"}, {"name": "ひなた中", "type": "junior-high-school"}], "staff": [], "calendar": []}),
    ];
    let datasets: BTreeSet<&str> = rows.iter().map(|row| row.0).collect();
    for dataset in datasets {
        let mut count = 0;
        for (row, (_, fields)) in rows.iter().enumerate().filter(|(_, row)| row.0 == dataset) {
            count += 1;
            let mut line = json!({"kind": "record", "dataset": dataset, "source": format!("{dataset}.1"), "row": row + 1});
            for (key, value) in fields.as_object().unwrap() {
                line[key] = value.clone();
            }
            lines.push(line);
        }
        let mut source = json!({"kind": "source", "id": format!("{dataset}.1"), "dataset": dataset, "path": "x.xlsx", "as_of": "2026-05-31", "state": "read", "rows": count, "rows_unread": 0});
        if dataset == "attendance" {
            source["institution"] = json!("みなと小");
            source["from"] = json!("2026-05-01");
        }
        lines.push(source);
    }
    lines.push(json!({"kind": "end", "ok": true}));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// A run up to its decision, as the program takes it: what became of the rows, and how many questions.
struct Outcome {
    intake: Intake,
    forms: Forms,
    model: Model,
    pairs: Vec<(u32, u32)>,
    edges: Vec<Edge>,
    settled: Settled,
    decision: Decision,
    fates: Fates,
}

impl Outcome {
    fn of(rows: &[(&str, Value)]) -> Self {
        Outcome::of_stream(&stream(rows))
    }

    fn of_stream(text: &str) -> Self {
        Outcome::of_town(text, Local::default())
    }

    fn of_town(text: &str, local: Local) -> Self {
        let mut input = Input::new(text.as_bytes(), false).unwrap();
        let (intake, known) = take_in(&mut input, std::iter::empty()).unwrap();
        let mut forms = Forms::new(&intake.texts, &intake.identities, local);
        forms.place(&intake.records);
        let model = Model::new(&forms);
        let comparer = Comparer {
            forms: &forms,
            model: &model,
        };
        let pairs = crate::block::candidates(&forms);
        let edges = crate::edges(comparer, &pairs);
        for edge in &edges {
            println!("{:?} {:?}", edge, comparer.explain(edge.a, edge.b));
        }
        let given = crate::answer::given(&intake, None).unwrap();
        let mut settled = crate::settle::settle(given, comparer, &intake, None, &known, &[]);
        let mut fates = Fates::default();
        let mut note = |edge: &Edge, fate| fates.note(edge, fate);
        let ties = &settled.ties;
        let mut decision = decide_and_tell(comparer, edges.clone(), ties, bands(), &mut note);
        crate::asking::mark_asked(&mut decision, &mut settled, comparer, &[]);
        Outcome {
            intake,
            forms,
            model,
            pairs,
            edges,
            settled,
            decision,
            fates,
        }
    }

    fn comparer(&self) -> Comparer<'_> {
        Comparer {
            forms: &self.forms,
            model: &self.model,
        }
    }

    /// Persons and households.
    fn gathered(&self) -> Gathered {
        let decided = Decided {
            intake: &self.intake,
            comparer: self.comparer(),
            decision: &self.decision,
            sets: &[],
            before: None,
        };
        let mut numbers = Numbers::new("k7q2", None);
        gather(decided, &mut numbers, 20, &mut Vec::new())
    }

    /// Whether the rows (from 1) are one person.
    fn one(&self, rows: &[u32]) -> bool {
        let person = |row: u32| {
            let record = self
                .intake
                .records
                .iter()
                .find(|record| record.row == row)
                .unwrap();
            self.decision.person_of[record.identity as usize]
        };
        rows.windows(2)
            .all(|pair| person(pair[0]) == person(pair[1]))
    }

    fn questions(&self) -> usize {
        self.decision.questions.len()
    }
}

fn bands() -> Bands {
    BandSettings::default().into()
}

/// A hundred people nobody is like, so that names and birthdays are as rare as in a town.
fn crowd() -> Vec<(&'static str, Value)> {
    let (fronts, backs): (Vec<char>, Vec<char>) = (
        "北南西東上中下奥浅深".chars().collect(),
        "村原沢島岡坂瀬尾谷峰".chars().collect(),
    );
    let mut people = Vec::new();
    for (f, front) in fronts.iter().enumerate() {
        for (b, back) in backs.iter().enumerate() {
            let at = f * 10 + b;
            people.push((
                "residents",
                json!({"resident_no": format!("9{at:04}"), "household_no": format!("8{at:04}"), "name": format!("{front}{back} {back}{front}"), "birth_date": format!("{}-{:02}-{:02}", 1970 + at / 2, 1 + at % 12, 1 + at % 28), "address": format!("本町{}-{}", 1 + f, 1 + b)}),
            ));
        }
    }
    people
}

fn among_others(mut rows: Vec<(&'static str, Value)>) -> Outcome {
    rows.extend(crowd());
    Outcome::of(&rows)
}

fn twins() -> Vec<(&'static str, Value)> {
    let twin = |number: &str, name: &str, kana: &str| {
        (
            "residents",
            json!({"resident_no": number, "household_no": "1", "name": name, "kana": kana, "birth_date": "2018-05-03", "sex": "female", "address": "みなと1-2-3"}),
        )
    };
    vec![
        twin("101", "山田 結衣", "ヤマダ ユイ"),
        twin("102", "山田 結菜", "ヤマダ ユナ"),
    ]
}

#[test]
fn twins_stay_two_and_nobody_is_asked() {
    let mut rows = twins();
    rows.push(("school-register", json!({"name": "山田　結衣", "kana": "やまだ ゆい", "birth_date": "2018-05-03", "address": "みなと１丁目２番３号", "institution": "みなと小", "grade": 2})));
    rows.push(("school-register", json!({"name": "山田　結菜", "kana": "やまだ ゆな", "birth_date": "2018-05-03", "address": "みなと１丁目２番３号", "institution": "みなと小", "grade": 2})));
    let outcome = among_others(rows);
    assert!(outcome.one(&[1, 3]) && outcome.one(&[2, 4]));
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 0);
}

#[test]
fn a_surname_alone_beside_twins_is_asked() {
    let mut rows = twins();
    rows.push((
        "decisions",
        json!({"name": "山田", "kana": "ﾔﾏﾀﾞ", "birth_date": "2018-05-03", "decision": "watch"}),
    ));
    rows.push((
        "cases",
        json!({"name": "山田結衣", "kana": "やまだゆい", "birth_date": "2018-05-03"}),
    ));
    let outcome = among_others(rows);
    assert!(outcome.one(&[1, 4]));
    assert!(!outcome.one(&[1, 3]) && !outcome.one(&[2, 3]));
    assert_eq!(outcome.questions(), 2);
}

#[test]
fn one_kanji_apart_without_kana_beside_a_twin_is_asked() {
    let mut rows = twins();
    rows.push((
        "cases",
        json!({"name": "山田 結依", "birth_date": "2018-05-03", "address": "みなと1-2-3"}),
    ));
    let outcome = among_others(rows);
    assert!(!outcome.one(&[1, 3]) && !outcome.one(&[2, 3]));
    assert!(outcome.questions() >= 1);
}

#[test]
fn an_unnamed_newborn_is_asked_even_when_alone() {
    let mut rows = vec![(
        "residents",
        json!({"resident_no": "1", "name": "山田 葵", "kana": "ヤマダ アオイ", "birth_date": "2026-05-03", "address": "みなと1-2-3"}),
    )];
    rows.push(("checkups", json!({"name": "山田 第１子", "birth_date": "2026-05-03", "guardian_name": "山田 花", "address": "みなと1-2-3"})));
    let outcome = among_others(rows);
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
}

#[test]
fn an_unnamed_newborn_with_the_same_number_is_known() {
    let mut rows = vec![(
        "residents",
        json!({"resident_no": "1", "name": "山田 葵", "kana": "ヤマダ アオイ", "birth_date": "2026-05-03"}),
    )];
    rows.push((
        "checkups",
        json!({"resident_no": "1", "name": "山田 第１子", "birth_date": "2026-05-03"}),
    ));
    assert!(among_others(rows).one(&[1, 2]));
}

#[test]
fn one_number_on_two_people_joins_nobody() {
    let rows = vec![
        (
            "residents",
            json!({"resident_no": "1", "name": "山田 花子", "kana": "ヤマダ ハナコ", "birth_date": "2018-05-03"}),
        ),
        (
            "checkups",
            json!({"resident_no": "1", "name": "佐藤 健", "kana": "サトウ ケン", "birth_date": "2020-01-11"}),
        ),
    ];
    assert!(!among_others(rows).one(&[1, 2]));
}

#[test]
fn two_numbers_on_one_person_are_asked() {
    let row = |number: &str| {
        (
            "residents",
            json!({"resident_no": number, "name": "山田 花子", "kana": "ヤマダ ハナコ", "birth_date": "2018-05-03", "sex": "female", "address": "みなと1-2-3"}),
        )
    };
    let outcome = among_others(vec![row("1"), row("2")]);
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
}

#[test]
fn namesakes_of_one_grade_are_told_apart_by_class_or_asked() {
    let pupil = |class: &str, birth: &str, lot: &str| {
        (
            "school-register",
            json!({"name": "佐藤 蓮", "kana": "サトウ レン", "birth_date": birth, "address": lot, "institution": "みなと小", "grade": 3, "class": class}),
        )
    };
    let listed = |class: &str| {
        (
            "attendance",
            json!({"name": "佐藤 蓮", "kana": "さとう れん", "class": class}),
        )
    };
    let mut rows = vec![
        pupil("1組", "2017-06-11", "みなと1-1"),
        pupil("2組", "2017-11-20", "本町7-7"),
        listed("3年1組"),
        listed("3年2組"),
    ];
    let outcome = among_others(rows.clone());
    assert!(outcome.one(&[1, 3]) && outcome.one(&[2, 4]) && !outcome.one(&[1, 2]));
    rows.truncate(2);
    rows.push(("plans", json!({"name": "佐藤 蓮", "kana": "さとう れん"})));
    let outcome = among_others(rows);
    assert!(!outcome.one(&[1, 3]) && !outcome.one(&[2, 3]));
}

#[test]
fn namesakes_of_one_class_without_birth_dates_stay_apart() {
    let listed = || {
        (
            "attendance",
            json!({"name": "佐藤 蓮", "kana": "さとう れん", "class": "3年1組"}),
        )
    };
    let outcome = among_others(vec![listed(), listed()]);
    assert!(!outcome.one(&[1, 2]));
}

#[test]
fn another_surname_of_the_same_birthday_and_class_is_another_child() {
    let listed = |name: &str, kana: &str| {
        (
            "attendance",
            json!({"name": name, "kana": kana, "birth_date": "2017-06-11", "class": "3年1組"}),
        )
    };
    let outcome = among_others(vec![
        listed("佐藤 陽翔", "さとう はると"),
        listed("後藤 陽翔", "ごとう はると"),
    ]);
    assert!(!outcome.one(&[1, 2]));
}

#[test]
fn a_new_surname_with_the_same_address_is_the_same_child() {
    let rows = vec![
        (
            "residents",
            json!({"resident_no": "1", "name": "佐藤 花子", "kana": "サトウ ハナコ", "birth_date": "2018-05-03", "address": "みなと1-2-3"}),
        ),
        (
            "cases",
            json!({"name": "鈴木 花子", "kana": "スズキ ハナコ", "birth_date": "2018-05-03", "address": "みなと1-2-3"}),
        ),
        (
            "plans",
            json!({"name": "鈴木 花子", "kana": "スズキ ハナコ", "birth_date": "2018-05-03"}),
        ),
    ];
    let outcome = among_others(rows);
    assert!(outcome.one(&[1, 2, 3]));
}

/// A sister, and lists that leave out, turn round, join and mishear the words of a name.
#[test]
fn a_slip_in_the_birth_date_is_forgiven_where_school_and_name_agree() {
    let rows = vec![
        (
            "residents",
            json!({"resident_no": "1", "name": "増田 暖", "kana": "マスダ ダン", "birth_date": "2015-12-10", "address": "みなと1-2-3"}),
        ),
        (
            "school-register",
            json!({"name": "増田 暖", "kana": "マスダ ダン", "birth_date": "2015-12-10", "address": "みなと1-2-3", "institution": "みなと小", "grade": 5, "class": "1組"}),
        ),
        (
            "attendance",
            json!({"name": "増田暖", "kana": "ますだだん", "birth_date": "2015-12-09", "class": "5年1組"}),
        ),
    ];
    assert!(among_others(rows).one(&[1, 2, 3]));
}

#[test]
fn bare_names_are_never_joined_by_being_equal() {
    let bare = || ("cases", json!({"name": "山田 花子"}));
    let outcome = among_others(vec![bare(), bare()]);
    assert!(!outcome.one(&[1, 2]));
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let mut rows = twins();
    rows.push((
        "decisions",
        json!({"name": "山田", "birth_date": "2018-05-03"}),
    ));
    rows.extend(crowd());
    let text = stream(&rows);
    let mut lines: Vec<&str> = text.lines().collect();
    let end = lines.len() - 1;
    let first = lines
        .iter()
        .position(|line| line.contains("residents.1"))
        .unwrap();
    let last = lines
        .iter()
        .rposition(|line| line.contains("\"record\"") && line.contains("residents.1"))
        .unwrap();
    assert!(last < end);
    lines[first..=last].reverse();
    let turned: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let decide_on = |text: &str| {
        let mut input = Input::new(text.as_bytes(), false).unwrap();
        let (intake, _) = take_in(&mut input, std::iter::empty()).unwrap();
        let mut forms = Forms::new(&intake.texts, &intake.identities, Local::default());
        forms.place(&intake.records);
        let model = Model::new(&forms);
        let comparer = Comparer {
            forms: &forms,
            model: &model,
        };
        let edges = crate::edges(comparer, &crate::block::candidates(&forms));
        decide(
            comparer,
            edges,
            &Ties::default(),
            BandSettings::default().into(),
        )
        .persons
    };
    assert_eq!(decide_on(&text), decide_on(&turned));
}

/// Two lists that hear a Chinese name in two ways, and a third that has the letters of the one and
/// the kana of the other.
#[test]
fn a_child_and_a_guardian_who_take_a_new_surname_together_stay_who_they_are() {
    let row = |surname: &str, kana: &str, address: &str| json!({"name": format!("{surname} 琴奈"), "kana": format!("{kana} ことな"), "birth_date": "2013-02-27", "sex": "female", "address": address, "guardian_name": format!("{surname} 久美子"), "phone": "090-1588-8726"});
    let outcome = among_others(vec![
        ("benefits", row("千葉", "ちば", "本町3-50-16")),
        ("checkups", row("久谷", "くたに", "みなと1-1-1")),
    ]);
    assert!(outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 0);
}

#[test]
fn without_a_birth_date_a_full_name_at_its_home_is_known() {
    let outcome = among_others(vec![
        (
            "residents",
            json!({"name": "川塚 凛", "kana": "ｶﾜﾂﾞｶ ﾘﾝ", "birth_date": "2016-12-18", "address": "みなと1-2-3"}),
        ),
        (
            "cases",
            json!({"name": "川塚 凛", "kana": "かわづか りん", "address": "みなと１丁目２番３号"}),
        ),
    ]);
    assert!(outcome.one(&[1, 2]));
}

#[test]
fn namesakes_of_one_day_with_two_homes_are_asked() {
    let row = |address: &str, guardian: &str, phone: &str| json!({"name": "伊藤 湊多", "kana": "イトウ ソウタ", "birth_date": "2011-03-22", "sex": "male", "address": address, "guardian_name": guardian, "phone": phone});
    let (one, other) = (
        row("みなと1-2-3", "伊藤 梢", "090-4206-9841"),
        row("神崎7-8-9", "伊藤 望", "070-3479-0047"),
    );
    let outcome = among_others(vec![
        ("benefits", one.clone()),
        ("checkups", one),
        ("benefits", other.clone()),
        ("checkups", other),
    ]);
    assert!(outcome.one(&[1, 2]) && outcome.one(&[3, 4]) && !outcome.one(&[1, 3]));
}

#[test]
fn without_a_birth_date_a_telephone_tells_though_the_lists_name_two_parents() {
    let outcome = among_others(vec![
        (
            "benefits",
            json!({"name": "鬼崎 茜", "kana": "オニサキ アカネ", "birth_date": "2019-07-10", "guardian_name": "鬼崎 雅人", "phone": "070-7949-3375"}),
        ),
        (
            "checkups",
            json!({"name": "鬼崎 茜", "kana": "おにさき あかね", "sex": "female", "guardian_name": "鬼崎 由香", "phone": "070(7949)3375"}),
        ),
    ]);
    assert!(outcome.one(&[1, 2]));
}

#[test]
fn a_name_in_kana_beside_one_in_kanji_on_the_same_list_is_a_twin_until_somebody_says_otherwise() {
    let row = |name: &str, kana: &str| json!({"name": name, "kana": kana, "birth_date": "2016-04-09", "sex": "female", "address": "旭1978-15", "phone": "0985-53-6576", "institution": "みなと小", "class": "1組", "grade": 4});
    let outcome = among_others(vec![
        ("school-register", row("富永 咲那", "")),
        ("attendance", row("冨永 咲那", "")),
        ("attendance", row("冨永 アカネ", "")),
    ]);
    assert!(outcome.one(&[1, 2]) && !outcome.one(&[1, 3]) && !outcome.one(&[2, 3]));
    assert!(outcome.questions() >= 1);
}
