//! What is said of two rows: the verdict that was taken, terms that add up, and what would change it.

use mimamori_record::{Failure, Lang};
use serde_json::{Value, json};

use super::{Outcome, bands, crowd, stream, twins};
use crate::explain::{Run, Trial, View, shown};

/// Asks about some pairs of these rows, among a crowd.
fn all_explained(
    rows: &[(&'static str, Value)],
    asked: &[[String; 2]],
    lang: Lang,
) -> Vec<Result<View, Failure>> {
    let mut all = rows.to_vec();
    all.extend(crowd());
    let columns = json!({"name": "B", "kana": "C", "birth_date": "D", "sex": "E", "resident_no": "A", "address": "F", "class": "G"});
    let text = stream(&all).replace("\"path\":", &format!("\"columns\":{columns},\"path\":"));
    let mut outcome = Outcome::of_stream(&text);
    let gathered = outcome.gathered();
    asked
        .iter()
        .map(|asked| {
            let run = Run {
                intake: &outcome.intake,
                trial: Trial {
                    forms: &mut outcome.forms,
                    model: &outcome.model,
                    pairs: &outcome.pairs,
                    edges: &outcome.edges,
                    ties: &outcome.settled.ties,
                    bands: bands(),
                },
                decision: &outcome.decision,
                fates: &outcome.fates,
                gathered: &gathered,
            };
            run.view(asked, lang)
        })
        .collect()
}

fn explained(
    rows: &[(&'static str, Value)],
    asked: [&str; 2],
    lang: Lang,
) -> Result<View, Failure> {
    all_explained(rows, &[asked.map(str::to_owned)], lang).remove(0)
}

fn english(rows: &[(&'static str, Value)], asked: [&str; 2]) -> View {
    explained(rows, asked, Lang::En).unwrap()
}

fn child() -> (&'static str, Value) {
    (
        "residents",
        json!({"resident_no": "1", "name": "山田 葵", "kana": "ヤマダ アオイ", "birth_date": "2026-05-03", "sex": "female", "address": "みなと1-2-3"}),
    )
}

/// A roster in which everything happens: a join, a chain, twins, questions, strangers.
fn roster() -> Vec<(&'static str, Value)> {
    let mut rows = twins();
    rows.push((
        "decisions",
        json!({"name": "山田", "kana": "ﾔﾏﾀﾞ", "birth_date": "2018-05-03", "decision": "watch"}),
    ));
    rows.push((
        "cases",
        json!({"name": "山田結衣", "kana": "やまだゆい", "birth_date": "2018-05-03"}),
    ));
    rows.push(child());
    rows.push((
        "checkups",
        json!({"name": "山田 第１子", "birth_date": "2026-05-03", "address": "みなと1-2-3"}),
    ));
    rows.push(("plans", json!({"name": "鈴木 結衣", "kana": "スズキ ユイ", "birth_date": "2018-05-03", "address": "みなと1-2-3"})));
    rows.push(("checkups", json!({"resident_no": "1", "name": "佐藤 健", "kana": "サトウ ケン", "birth_date": "2020-01-11"})));
    rows
}

/// Every two rows of the roster, each with what is said of them.
fn every_two(lang: Lang) -> Vec<([usize; 2], View)> {
    let rows = roster();
    let twos: Vec<[usize; 2]> = (0..rows.len())
        .flat_map(|a| (a + 1..rows.len()).map(move |b| [a, b]))
        .collect();
    let address = |at: usize| format!("{}.1/{}", rows[at].0, at + 1);
    let asked: Vec<[String; 2]> = twos.iter().map(|two| two.map(address)).collect();
    let views = all_explained(&rows, &asked, lang);
    twos.into_iter()
        .zip(views.into_iter().map(Result::unwrap))
        .collect()
}

#[test]
fn the_verdict_on_any_two_rows_is_what_was_decided() {
    let mut all = roster();
    all.extend(crowd());
    let outcome = Outcome::of(&all);
    let person = |at: usize| {
        let mut records = outcome.intake.records.iter();
        let record = records.find(|record| record.row as usize == at + 1);
        outcome.decision.person_of[record.unwrap().identity as usize]
    };
    let (mut joined, mut asked) = (0, 0);
    for ([a, b], view) in every_two(Lang::En) {
        let one = person(a) == person(b);
        let says_one = view.verdict.starts_with("The same person");
        assert_eq!(says_one, one, "{a} {b}: {}", view.verdict);
        let open = outcome.decision.questions.iter().any(|question| {
            let ends = [question.edge.a, question.edge.b];
            let ends = ends.map(|end| outcome.decision.person_of[end as usize]);
            ends == [person(a), person(b)] || ends == [person(b), person(a)]
        });
        let says_open = view.verdict.starts_with("Not decided");
        assert_eq!(says_open, open, "{a} {b}: {}", view.verdict);
        joined += usize::from(one);
        asked += usize::from(open);
    }
    assert!(joined > 0 && asked > 0, "{joined} {asked}");
}

#[test]
fn terms_add_up_every_level_has_words_and_nothing_of_a_person_is_printed() {
    let rows = roster();
    for ([a, b], view) in every_two(Lang::Ja) {
        let sum: i32 = view.lines.iter().map(|line| line.tenths).sum();
        assert_eq!(view.sum, shown(sum), "{a} {b}");
        for line in &view.lines {
            assert!(!line.level.is_ascii() && !line.field.is_ascii(), "{line:?}");
            let right = match line.tenths {
                50.. => "◎",
                10.. => "○",
                -9.. => "△",
                _ => "×",
            };
            assert!(["", right].contains(&line.mark), "{line:?}");
        }
        let text = view.text();
        let keys = ["name", "kana", "birth_date", "address"];
        for value in rows
            .iter()
            .flat_map(|(_, row)| keys.map(|key| row[key].as_str()))
        {
            assert!(value.is_none_or(|value| !text.contains(value)), "{text}");
        }
    }
}

#[test]
fn twins_are_two_by_their_numbers_and_no_single_field_joins_them() {
    let view = english(&twins(), ["residents.1/1", "x.xlsx!2"]);
    assert!(view.verdict.contains("the resident numbers differ"));
    assert!(view.more[0].contains("like twins"), "{:?}", view.more);
    assert!(
        view.changes
            .iter()
            .any(|line| line.starts_with("No single field"))
    );
    let cells = view.lines.iter().find(|line| line.field == "birth date");
    assert_eq!(cells.unwrap().cells, ["D1", "D2"]);
}

/// What is said to be enough is enough: the same rows with that field mended are one person.
#[test]
fn what_would_join_two_rows_does_join_them() {
    let newborn = |name: &str, number: Option<&str>| {
        let mut row = json!({"name": name, "birth_date": "2026-05-03", "address": "みなと1-2-3"});
        if let Some(number) = number {
            row["resident_no"] = json!(number);
        }
        vec![child(), ("checkups", row)]
    };
    let asked = ["residents.1/1", "checkups.1/2"];
    let view = english(&newborn("山田 第１子", None), asked);
    assert!(view.verdict.contains("no given name"), "{}", view.verdict);
    assert_eq!(view.sentence, "It turns on “given name”.");
    for field in ["name", "resident number"] {
        let enough = format!("if “{field}” were the same, that alone would make them one person");
        assert!(
            view.changes.iter().any(|line| line.starts_with(&enough)),
            "{:?}",
            view.changes
        );
    }
    for mended in [newborn("山田 葵", None), newborn("山田 第１子", Some("1"))] {
        let view = english(&mended, asked);
        assert!(
            view.verdict.starts_with("The same person"),
            "{}",
            view.verdict
        );
    }
}

#[test]
fn what_would_part_two_rows_does_part_them() {
    let case = |birth: &str| {
        let row = json!({"name": "山田葵", "kana": "やまだあおい", "birth_date": birth});
        vec![child(), ("cases", row)]
    };
    let asked = ["residents.1/1", "cases.1/2"];
    let view = english(&case("2026-05-03"), asked);
    assert!(view.verdict.starts_with("The same person, joined by these"));
    assert!(view.sentence.contains("birth date"), "{}", view.sentence);
    let parts = "if “birth date” were another, they would be two persons (A: D1, B: D2)";
    assert!(
        view.changes.iter().any(|line| line == parts),
        "{:?}",
        view.changes
    );
    let view = english(&case("2021-11-29"), asked);
    assert!(view.verdict.contains("the birth dates"), "{}", view.verdict);
}

#[test]
fn a_way_through_other_rows_is_shown_step_by_step() {
    let rows = vec![
        child(),
        (
            "cases",
            json!({"name": "鈴木 葵", "kana": "スズキ アオイ", "birth_date": "2026-05-03", "address": "みなと1-2-3"}),
        ),
        (
            "plans",
            json!({"name": "鈴木 葵", "kana": "スズキ アオイ", "birth_date": "2026-05-03"}),
        ),
    ];
    let view = english(&rows, ["residents.1/1", "plans.1/3"]);
    assert!(
        view.verdict.contains("by way of these 2 pairs"),
        "{}",
        view.verdict
    );
    assert_eq!(view.more.len(), 2);
    assert!(view.more[0].contains("x.xlsx!2"), "{:?}", view.more);
}

#[test]
fn what_people_answered_is_named_as_theirs() {
    let answered = |answer: &str| {
        vec![
            child(),
            (
                "cases",
                json!({"name": "山田葵", "kana": "やまだあおい", "birth_date": "2026-05-03"}),
            ),
            (
                "answers",
                json!({"a": "cases.1/2", "b": "residents.1/1", "answer": answer}),
            ),
        ]
    };
    let asked = ["residents.1/1", "cases.1/2"];
    let view = english(&answered("different"), asked);
    assert_eq!(
        view.verdict,
        "Two persons: people said so in the review workbook."
    );
    assert!(
        view.changes
            .iter()
            .any(|line| line.contains("empty the answer"))
    );
    let view = english(&answered("same"), asked);
    assert_eq!(
        view.verdict,
        "The same person: people said so in the review workbook."
    );
}

#[test]
fn what_is_not_there_is_told_without_repeating_it() {
    let rows = vec![child(), ("cases", json!({"birth_date": "2018-05-03"}))];
    let wrong = |asked: [&str; 2]| explained(&rows, asked, Lang::Ja).unwrap_err();
    let failure = wrong(["residents.1/1", "山田 葵"]);
    assert!(failure.what.ja.contains("二つ目"), "{failure}");
    assert!(!failure.to_string().contains("山田"), "{failure}");
    assert!(failure.advice.en.contains("file!sheet!row"), "{failure}");
    let failure = wrong(["cases.1/2", "residents.1/1"]);
    assert!(failure.what.en.contains("nothing of whose"), "{failure}");
    let failure = wrong(["residents.1/1", "x.xlsx!1"]);
    assert!(failure.what.en.contains("the same"), "{failure}");
    assert_eq!(failure.status.code(), 2);
}
